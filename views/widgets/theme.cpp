// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include "widgets/atlasstyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace views {
namespace {

/// A link keeps the colour that it had when its text was read.
void recolourLinks()
{
    for (QWidget *widget : QApplication::allWidgets()) {
        auto *label = qobject_cast<QLabel *>(widget);
        if (!label || label->textFormat() == Qt::PlainText || !label->text().contains("<a "_L1))
            continue;
        const QString words = label->text();
        label->setText({});
        label->setText(words);
    }
}

double fontUnit() { return QFontInfo(QApplication::font()).pixelSize() / 13.0; }

} // namespace

void applyTheme(ThemeChoice choice)
{
    static const QPalette system = QApplication::palette();
    QApplication::setStyle(new AtlasStyle);
    const bool dark = choice == ThemeChoice::Dark
        || (choice == ThemeChoice::System && system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness());
    const figures::Palette &c = dark ? figures::Palette::dark() : figures::Palette::light();
    QPalette p;
    p.setColor(QPalette::Window, c.paper);
    p.setColor(QPalette::WindowText, c.ink);
    p.setColor(QPalette::Base, c.surface);
    p.setColor(QPalette::AlternateBase, c.paper);
    p.setColor(QPalette::Text, c.ink);
    p.setColor(QPalette::Button, c.surface);
    p.setColor(QPalette::ButtonText, c.ink);
    p.setColor(QPalette::BrightText, c.critical);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, c.textOn(c.accent));
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::ToolTipBase, c.surface);
    p.setColor(QPalette::ToolTipText, c.ink);
    p.setColor(QPalette::PlaceholderText, c.inkSoft);
    p.setColor(QPalette::Light, c.surface);
    p.setColor(QPalette::Midlight, c.line);
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Dark, c.inkSoft);
    p.setColor(QPalette::Shadow, c.line);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.inkSoft);
    p.setColor(QPalette::Disabled, QPalette::Highlight, c.line);
    QApplication::setPalette(p);
    QFont font(figures::fontFamily());
    font.setPixelSize(qMax(13, QFontInfo(QApplication::font()).pixelSize()));
    QApplication::setFont(font);
    recolourLinks();
}

const figures::Palette &paletteOf(const QWidget *widget)
{
    return figures::Palette::forBackground(widget->palette().color(QPalette::Window));
}

figures::Style styleOf(const QWidget *widget)
{
    figures::Style style = figures::Style::screen(paletteOf(widget), fontUnit());
    style.family = QApplication::font().family();
    return style;
}

int grid(int steps) { return qRound(4.0 * steps * fontUnit()); }

QFont scaledFont(figures::TextRole role, bool bold)
{
    QFont font = QApplication::font();
    static constexpr int sizes[] = {11, 13, 16, 22, 34};
    font.setPixelSize(qRound(sizes[static_cast<int>(role)] * fontUnit()));
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

QLabel *makeLabel(const QString &text, figures::TextRole role, bool soft, bool bold, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setFont(scaledFont(role, bold));
    label->setTextFormat(Qt::PlainText);
    if (soft)
        label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

namespace {

class Hairline final : public QWidget
{
public:
    Hairline(QWidget *parent, bool vertical) : QWidget(parent)
    {
        setAutoFillBackground(true);
        setBackgroundRole(QPalette::Mid);
        if (vertical)
            setFixedWidth(1);
        else
            setFixedHeight(1);
    }
};

} // namespace

QWidget *hairline(QWidget *parent, bool vertical) { return new Hairline(parent, vertical); }

} // namespace views
