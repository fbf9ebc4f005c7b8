// SPDX-License-Identifier: GPL-3.0-or-later
// "minus" by site: does a thing keep something at a place that is not among its other places? Countries don't tell: one country has many sites,
// and a cloud's region several buildings.
#include "rules/compiler.h"

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace rules {
namespace {

/// Whether two places are one site: 1, 0, or NULL where that is not known.
QString isOneSite(const QString &p, const QString &q, const QString &country, const QString &otherCountry)
{
    static const QString building = u"SELECT 1 FROM e_location ll WHERE ll.id = %1.site AND ll.site_kind IN "
                                    "('dedicated_local_zone','outpost','ai_factory','edge','on_premises','colocation')"_s;
    static const QString region = u"EXISTS(SELECT 1 FROM ref_region rr WHERE rr.provider = %1.provider AND rr.code = %1.region AND rr.kind NOT IN ('global','multi_region'))"_s;
    return u"CASE WHEN %1.site IS NOT NULL AND %2.site IS NOT NULL THEN CASE WHEN %1.site <> %2.site THEN 0 WHEN EXISTS(%3) THEN 1 END "
           "WHEN (%1.provider <> %2.provider OR %1.region <> %2.region) AND %4 AND %5 THEN 0 WHEN %6 <> %7 THEN 0 END"_s
        .arg(p, q, building.arg(p), region.arg(p), region.arg(q), country, otherCountry);
}

} // namespace

Sql Compiler::minusBySite(const Condition &c, Scope &scope)
{
    const auto side = [&](int i) {
        const Path &path = c.lists.at(i);
        const Chain at = chain(scope, path, 0);
        return effectiveElements(*at.scope, at.alias, at.kind, *m_catalogue.attribute(at.kind, path.steps.constLast()), at.absent);
    };
    const Elements a = side(0), b = side(1);
    const Piece &p = a.pieces.constFirst(), &q = b.pieces.constFirst();
    const QString one = isOneSite(p.row, q.row, p.value, q.value);
    const auto any = [](const Piece &piece, const QString &test) { return u"EXISTS(SELECT 1 FROM %1 WHERE %2 AND %3)"_s.arg(piece.from, piece.where, test); };
    const QString surelyElsewhere = any(p, u"NOT "_s + any(q, u"("_s + one + u") IS NOT 0"_s));
    const QString perhapsElsewhere = any(p, u"NOT "_s + any(q, u"("_s + one + u") IS 1"_s));
    return {u"(CASE WHEN %1 AND %2 THEN %3 WHEN %4 AND NOT %5 THEN %6 END)"_s.arg(b.complete, surelyElsewhere, c.argument.flag ? u"0"_s : u"1"_s, a.complete, perhapsElsewhere,
                                                                                c.argument.flag ? u"1"_s : u"0"_s)};
}

} // namespace rules
