// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/samplewindow.h"
#include "widgets/mapcanvas.h"

#include <QTest>

/// Tests that work with the page of the map.
class MapWindowTest : public SampleWindowTest
{
protected:
    views::MapCanvas *canvasOf(views::MainWindow &window)
    {
        auto *canvas = window.findChild<views::MapCanvas *>(QStringLiteral("map"));
        if (!QTest::qWaitFor([&] { return window.jobs().active() == 0 && canvas->isSettled() && !canvas->ids().isEmpty(); }, patience))
            qFatal("the map never came to rest");
        QCoreApplication::processEvents(); // words that came with it may ask for more room
        return canvas;
    }
    static void rest(views::MapCanvas *canvas) { QVERIFY(QTest::qWaitFor([canvas] { return canvas->isSettled(); }, patience)); }
};
