// SPDX-License-Identifier: GPL-3.0-or-later
// One reason for several things.
#include "report/documentparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {

QList<SameReason> sameReasons(const QList<const Finding *> &findings)
{
    // The reason without what is of the one thing; what was there is the same in all, or stands beside each.
    QList<QString> skeletons;
    QHash<QString, qsizetype> index;
    QList<SameReason> out;
    for (const Finding *f : findings) {
        QString skeleton;
        qsizetype from = 0;
        for (const ReasonSlot &slot : f->slots_) {
            skeleton += QStringView(f->reason).mid(from, slot.start - from);
            skeleton += QChar::ObjectReplacementCharacter;
            from = slot.start + slot.length;
        }
        skeleton += QStringView(f->reason).mid(from);
        auto it = index.constFind(skeleton);
        if (it == index.constEnd()) {
            it = index.insert(skeleton, out.size());
            out << SameReason{};
        }
        out[*it].findings << f;
    }
    for (SameReason &group : out) {
        const Finding &first = *group.findings.constFirst();
        group.reason = first.reason;
        for (qsizetype i = 0; i < first.slots_.size(); ++i) {
            const auto own = [i](const Finding *f) { return f->reason.mid(f->slots_.at(i).start, f->slots_.at(i).length); };
            const QString words = own(&first);
            if (std::all_of(group.findings.cbegin(), group.findings.cend(), [&](const Finding *f) { return own(f) == words; }))
                continue;
            group.example = true;
            if (first.slots_.at(i).label.isEmpty())
                continue;
            for (const Finding *f : group.findings)
                group.differing[f] << Fact{first.slots_.at(i).label, own(f), {}, {}};
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const auto &a, const auto &b) { return a.findings.size() > b.findings.size(); });
    return out;
}

} // namespace report
