// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/iconloader.h"

#include "widgets/theme.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace views {
namespace {

QPixmap drawn(const QByteArray &svg, const QColor &colour, int side, double ratio)
{
    QByteArray text = svg;
    text.replace("#000000", colour.name().toLatin1());
    QSvgRenderer renderer(text);
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

} // namespace

QIcon loadIcon(const QString &name, const QWidget *widget, bool onAccent)
{
    QFile file(u":/icons/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray svg = file.readAll();
    const figures::Palette &palette = paletteOf(widget);
    const double ratio = widget->devicePixelRatioF();
    const int side = grid(5);
    QIcon icon;
    icon.addPixmap(drawn(svg, onAccent ? palette.textOn(palette.accent) : palette.ink, side, ratio), QIcon::Normal);
    icon.addPixmap(drawn(svg, palette.textOn(palette.accent), side, ratio), QIcon::Selected);
    icon.addPixmap(drawn(svg, palette.inkSoft, side, ratio), QIcon::Disabled);
    icon.addPixmap(drawn(svg, palette.accent, side, ratio), QIcon::Normal, QIcon::On);
    return icon;
}

} // namespace views
