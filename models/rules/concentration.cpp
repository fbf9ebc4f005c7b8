// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/concentration.h"

#include <QMap>

#include <algorithm>

namespace rules {

Concentration concentrationOf(const QList<QStringList> &systems)
{
    Concentration out;
    out.systems = int(systems.size());
    if (systems.isEmpty())
        return out;
    QMap<QString, double> held;
    double apart = 0; // sum of the squares of what is not recorded, each a name of its own
    const double all = double(systems.size());
    for (QStringList names : systems) {
        if (names.isEmpty())
            names.append(QString());
        names.removeDuplicates();
        const double part = 1.0 / double(names.size());
        for (const QString &name : std::as_const(names)) {
            if (name == OwnOperation) {
                out.own += part;
                continue;
            }
            if (!name.isEmpty()) {
                held[name] += part;
                continue;
            }
            out.unrecorded += part;
            apart += part / all * (part / all);
        }
    }
    for (auto it = held.constBegin(); it != held.constEnd(); ++it)
        out.shares.append({it.key(), it.value(), 100 * it.value() / all, 100 * (it.value() + out.unrecorded) / all});
    std::stable_sort(out.shares.begin(), out.shares.end(), [](const ConcentrationShare &a, const ConcentrationShare &b) { return a.systems > b.systems; });
    const double open = 100 * out.unrecorded / all;
    out.indexLow = 10'000 * apart;
    for (const ConcentrationShare &s : std::as_const(out.shares))
        out.indexLow += s.low * s.low;
    const double largest = out.shares.isEmpty() ? 0 : out.shares.constFirst().low;
    out.indexHigh = (largest + open) * (largest + open);
    for (qsizetype i = 1; i < out.shares.size(); ++i)
        out.indexHigh += out.shares.at(i).low * out.shares.at(i).low;
    return out;
}

} // namespace rules
