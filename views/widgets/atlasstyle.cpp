// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/atlasstyle.h"

#include "figures/palette.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleFactory>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace views {
namespace {

void drawEdge(QPainter *painter, const QStyleOption *option, bool focus = false)
{
    const figures::Palette palette = figures::Palette::forBackground(option->palette.color(QPalette::Window));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(focus ? palette.accent : palette.edge(), 1));
    painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter->restore();
}

bool plain(const QStyleOption *option) { return (option->state & QStyle::State_Enabled) && !(option->state & QStyle::State_HasFocus); }

} // namespace

AtlasStyle::AtlasStyle() : QProxyStyle(QStyleFactory::create(u"Fusion"_s)) { }

void AtlasStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == PE_IndicatorBranch && (option->state & State_Selected)) {
        // The arrow is seen on the ground of what is chosen, too.
        QStyleOption chosen = *option;
        chosen.palette.setColor(QPalette::WindowText, option->palette.color(QPalette::HighlightedText));
        QProxyStyle::drawPrimitive(element, &chosen, painter, widget);
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    // A field with the focus has the accent for its edge.
    if (element == PE_IndicatorCheckBox || (element == PE_FrameLineEdit && plain(option)))
        drawEdge(painter, option);
}

void AtlasStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    const auto *box = control == CC_ComboBox ? qstyleoption_cast<const QStyleOptionComboBox *>(option) : nullptr;
    if (plain(option) && (control == CC_SpinBox || (box && box->frame)))
        drawEdge(painter, option);
}

void AtlasStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == CE_ShapedFrame && qobject_cast<const QPlainTextEdit *>(widget)) {
        // A field of several lines looks like those of one: the same edge, the accent where it has the focus.
        QProxyStyle::drawControl(element, option, painter, widget);
        drawEdge(painter, option, widget->hasFocus());
        return;
    }
    const auto *button = element == CE_ToolButtonLabel ? qstyleoption_cast<const QStyleOptionToolButton *>(option) : nullptr;
    if (!button || button->toolButtonStyle != Qt::ToolButtonTextBesideIcon) {
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    }
    QStyleOptionToolButton inner = *button;
    inner.rect.adjust(grid(1), 0, -grid(1), 0);
    QProxyStyle::drawControl(element, &inner, painter, widget);
}

QSize AtlasStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    const QSize out = QProxyStyle::sizeFromContents(type, option, size, widget);
    const auto *button = type == CT_ToolButton ? qstyleoption_cast<const QStyleOptionToolButton *>(option) : nullptr;
    return button && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon ? out + QSize(grid(2), 0) : out;
}

int AtlasStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
}

} // namespace views
