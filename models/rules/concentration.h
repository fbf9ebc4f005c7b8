// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace rules {

/// Our standard, from which on a concentration is warned of: a share in percent, and the Herfindahl-Hirschman index (0 to 10,000).
inline constexpr double ConcentratedShare = 50;
inline constexpr double ConcentratedIndex = 2500;

/// In the list of a system: it is run by ourselves, and hangs on no name.
inline constexpr QLatin1StringView OwnOperation{"own operation"};

struct ConcentrationShare
{
    QString name;
    double systems = 0;      ///< a system in two countries counts half in each
    double low = 0;          ///< percent, if nothing of what is not recorded is its
    double high = 0;         ///< percent, if all of it is
};

/// How far systems hang on few names. Ranges, since what is not recorded may be anybody's.
struct Concentration
{
    int systems = 0;                 ///< all that count
    double unrecorded = 0;           ///< of these, with halves as above
    double own = 0;                  ///< of these, with halves as above: what we run ourselves counts among all, and is no share and in no index
    QList<ConcentrationShare> shares; ///< the largest first, then by name
    double indexLow = 0;             ///< each that is not recorded is a name of its own
    double indexHigh = 0;            ///< all of it is the largest's
    bool shareWarns() const { return !shares.isEmpty() && shares.constFirst().low >= ConcentratedShare; }
    bool indexWarns() const { return indexLow >= ConcentratedIndex; }
    /// It may be beyond our standard, and would show if more were recorded.
    bool mayWarn() const { return !shareWarns() && !indexWarns() && ((!shares.isEmpty() && shares.constFirst().high >= ConcentratedShare) || indexHigh >= ConcentratedIndex); }
};

/// One list of names for each system; an empty name in it, or an empty list, is not recorded. A name that stands twice counts once.
/// Pure; any thread.
Concentration concentrationOf(const QList<QStringList> &systems);

} // namespace rules
