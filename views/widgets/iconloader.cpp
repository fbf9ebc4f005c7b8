// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/iconloader.h"

#include "widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace views {
namespace {

/// Asks for the theme when it paints: what a pixmap once kept would stay in the colours of the theme before.
class InkEngine final : public QIconEngine
{
public:
    explicit InkEngine(QByteArray svg) : m_svg(std::move(svg)) {}

    QIconEngine *clone() const override { return new InkEngine(m_svg); }
    bool isNull() override { return m_svg.isEmpty(); }
    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size.boundedTo({grid(5), grid(5)}); }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        QByteArray text = m_svg;
        text.replace("#000000", colourOf(mode, state).name().toLatin1());
        QSvgRenderer(text).render(painter, rect);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override { return scaledPixmap(size, mode, state, 1); }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        QPixmap pixmap(size.boundedTo(QSize(grid(5), grid(5)) * scale));
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }

private:
    static QColor colourOf(QIcon::Mode mode, QIcon::State state)
    {
        const figures::Palette &palette = figures::Palette::forBackground(QApplication::palette().color(QPalette::Window));
        if (mode == QIcon::Disabled)
            return palette.inkSoft;
        if (mode == QIcon::Selected)
            return palette.textOn(palette.accent);
        return state == QIcon::On ? palette.accent : palette.ink;
    }

    QByteArray m_svg;
};

} // namespace

QIcon loadIcon(const QString &name)
{
    QFile file(u":/icons/"_s + name + u".svg"_s);
    return file.open(QIODevice::ReadOnly) ? QIcon(new InkEngine(file.readAll())) : QIcon();
}

} // namespace views
