// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace views {

/// Fusion with edges that can be seen: it draws those of fields and boxes darker than the window, which on a dark one is nothing.
/// Buttons of dialogs carry words alone; icon and words of a tool button keep away from its edge.
class AtlasStyle final : public QProxyStyle
{
    Q_OBJECT
public:
    AtlasStyle();
    void drawPrimitive(PrimitiveElement, const QStyleOption *, QPainter *, const QWidget *) const override;
    void drawComplexControl(ComplexControl, const QStyleOptionComplex *, QPainter *, const QWidget *) const override;
    void drawControl(ControlElement, const QStyleOption *, QPainter *, const QWidget *) const override;
    QSize sizeFromContents(ContentsType, const QStyleOption *, const QSize &, const QWidget *) const override;
    int styleHint(StyleHint, const QStyleOption *, const QWidget *, QStyleHintReturn *) const override;
};

} // namespace views
