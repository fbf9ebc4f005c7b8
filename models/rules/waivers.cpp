// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/waivers.h"

#include "rules/ownrules.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Result;

namespace rules {

QString fingerprint(const Rule &rule, const Explanation &e)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QString &text) {
        hash.addData(text.toUtf8());
        hash.addData(QByteArrayView("\x1f", 1));
    };
    add(rule.id);
    add(QString::fromLatin1(meaningOf(rule)));
    for (const LeafExplanation &leaf : e.leaves) {
        // Whom the workspace narrows the rule to: what it leaves out is no gap, and what it keeps is the same gap.
        if (rule.ownScope && leaf.pointer.startsWith(OwnScopePointer))
            continue;
        add(leaf.pointer);
        add(leaf.truth ? (*leaf.truth ? u"1"_s : u"0"_s) : u"?"_s);
        for (const Fact &fact : leaf.facts) {
            add(fact.path);
            add(QString::number(static_cast<int>(fact.state)));
            for (const QString &value : fact.values)
                add(value);
        }
        for (const RelatedFact &related : leaf.related)
            add(QString::number(related.entity.value) + (related.truth ? (*related.truth ? u"=1"_s : u"=0"_s) : u"=?"_s));
    }
    return QString::fromLatin1(hash.result().toHex().left(32));
}

Result<QSet<qint64>> acceptedGaps(const domain::Catalogue &catalogue, Session &session, const Pack &pack, const Rule &rule,
                                  const QList<qint64> &gaps, const Days &days, const QHash<QString, double> &parameters)
{
    const domain::Day on = days.of(Turn::Acceptance);
    // What was decided before duties of law came to rest on it ends with the day on which they do.
    if (gaps.isEmpty() || (rule.bindsFrom && on >= *rule.bindsFrom))
        return QSet<qint64>();
    auto rows = session.ask({u"SELECT entity, fingerprint FROM waiver WHERE accepted_on <= ? AND expires > ? "
                             "AND (withdrawn_on IS NULL OR withdrawn_on > ?) AND rule = ?"_s,
                             {on, on, on}},
                            rule.id);
    if (!rows)
        return rows.error();
    QList<std::pair<qint64, QString>> waivers;
    while (rows->next())
        waivers.append({rows->value(0).toLongLong(), rows->value(1).toString()});
    rows->finish();
    QSet<qint64> accepted;
    if (waivers.isEmpty())
        return accepted;
    Explainer explainer(session, catalogue, pack, rule, days, parameters, {});
    for (const auto &[entity, evidence] : std::as_const(waivers)) {
        if (!std::binary_search(gaps.begin(), gaps.end(), entity))
            continue;
        const Result<Explanation> now = explainer.explain({entity});
        if (!now)
            return now.error();
        if (fingerprint(rule, *now) == evidence)
            accepted.insert(entity);
    }
    return accepted;
}

} // namespace rules
