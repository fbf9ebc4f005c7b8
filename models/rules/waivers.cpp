// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/waivers.h"

#include "rules/evaluator.h"
#include "rules/explainer.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;
using domain::Result;

namespace rules {

Result<QString> fingerprint(Session &session, const domain::Catalogue &catalogue, const Pack &pack, const Rule &rule, domain::EntityId id,
                            domain::Day asOf, const QHash<QString, double> &parameters)
{
    const Result<Explanation> e = Explainer(session, catalogue, pack, rule, asOf, parameters, {}).explain(id);
    if (!e)
        return e.error();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QString &text) {
        hash.addData(text.toUtf8());
        hash.addData(QByteArrayView("\x1f", 1));
    };
    add(rule.id);
    add(QString::fromLatin1(rule.hash));
    for (const LeafExplanation &leaf : e->leaves) {
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

Result<QString> fingerprint(QSqlDatabase &db, const domain::Catalogue &catalogue, const Pack &pack, const Rule &rule, domain::EntityId id,
                            domain::Day asOf)
{
    Session session(db, catalogue, asOf);
    if (auto r = session.open(); !r)
        return r.error();
    return fingerprint(session, catalogue, pack, rule, id, asOf, parameterValues(pack, {}));
}

Result<QSet<qint64>> acceptedGaps(QSqlDatabase &, const domain::Catalogue &catalogue, Session &session, const Pack &pack, const Rule &rule,
                                  domain::Day asOf, const QHash<QString, double> &parameters)
{
    auto rows = session.run({u"SELECT entity, fingerprint FROM waiver WHERE rule = ? AND expires >= ?"_s, {rule.id, asOf}});
    if (!rows)
        return rows.error();
    QList<std::pair<qint64, QString>> waivers;
    while (rows->next())
        waivers.append({rows->value(0).toLongLong(), rows->value(1).toString()});
    rows->finish();
    QSet<qint64> accepted;
    for (const auto &[entity, evidence] : std::as_const(waivers)) {
        const Result<QString> now = fingerprint(session, catalogue, pack, rule, {entity}, asOf, parameters);
        // A waiver of an entity that is gone is no error.
        if (!now && now.error().code == domain::ErrorCode::UnknownEntity)
            continue;
        if (!now)
            return now.error();
        if (*now == evidence)
            accepted.insert(entity);
    }
    return accepted;
}

} // namespace rules
