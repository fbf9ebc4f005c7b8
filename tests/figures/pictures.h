// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

#include <QImage>
#include <QPainter>
#include <QTest>

/// BAILIWICK_PICTURES names a folder where the tests leave what they painted, to be looked at. Paints in any case.
inline void keepPicture(const figures::Figure &figure, const figures::Style &style, const QString &name)
{
    QImage image(figure.rect.size().toSize() + QSize(32, 32), QImage::Format_RGB32);
    image.fill(style.palette->surface);
    QPainter painter(&image);
    painter.translate(16, 16);
    figure.paint(painter, style);
    painter.end();
    const QString folder = qEnvironmentVariable("BAILIWICK_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(image.save(folder + QLatin1Char('/') + name + QStringLiteral(".png")));
}
