// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace report {

/// How sovereign the systems are by our own standard, and how far they hang on few names, as it stands in a report (regulations 8.1). No part of
/// the EU Cloud Sovereignty Framework. Values.
struct OwnStandard
{
    struct System
    {
        QString key, name;
        bool critical = false;
        double low = 0, high = 0;           ///< percent: what is decided, and what is still possible
    };
    struct Concentration
    {
        QString by;                         ///< "Ultimate parent"
        bool criticalOnly = false;
        int systems = 0;
        QString largest;                    ///< empty: nothing is recorded, or all is run by ourselves
        double low = 0, high = 0;           ///< percent: its share
        double indexLow = 0, indexHigh = 0; ///< Herfindahl-Hirschman, to 10,000
        bool warns = false;
        QString told;                       ///< "Below our standard (50 % for one name, index 2500)."
    };
    QList<System> systems;                  ///< those with a score, the weakest first
    int unlisted = 0;                       ///< with a better score than those
    int unscored = 0;                       ///< systems to which no rule applies
    QString why;                            ///< there is no score of any system
    QList<Concentration> concentration;
    bool isEmpty() const { return systems.isEmpty() && concentration.isEmpty(); }
};

} // namespace report
