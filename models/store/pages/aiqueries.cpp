// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/aiqueries.h"

#include "store/optionalday.h"
#include "store/pages/scopequeries.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// What systems and AI uses of the part of the organisation use; nothing where the filter names no part.
std::optional<QSet<qint64>> usedByPart(AttributeStore &store, const PageFilter &filter, const Estate &estate)
{
    if (filter.legalEntity.isEmpty() && filter.businessService.isEmpty())
        return std::nullopt;
    PageFilter part;
    part.legalEntity = filter.legalEntity;
    part.businessService = filter.businessService;
    return scopeOf(store, part, &estate);
}

/// Texts of a list attribute by thing.
void readItems(AttributeStore &store, const char *sql, const auto &take)
{
    Statement &s = store.statement(sql);
    while (s.next())
        take(s.integer(0), s.text(1));
    s.reset();
}

} // namespace

QList<ModelLine> modelLines(AttributeStore &store, const PageFilter &filter, const Estate &estate, int &offered)
{
    const auto part = usedByPart(store, filter, estate);
    PageFilter narrowed = filterFor(filter, EntityKind::Model);
    if (part) {
        narrowed.legalEntity.clear();
        narrowed.businessService.clear();
    }
    offered = 0;
    QList<ModelLine> out;
    QHash<qint64, qsizetype> at;
    Statement &s = store.statement(
        "SELECT e.id, coalesce(t.provider,0), e.key, coalesce(nullif(e.name,''),e.key) n, coalesce(nullif(p.name,''),p.key,''), coalesce(nullif(d.name,''),d.key,''), coalesce(t.developer_country,''), "
        "coalesce(t.access,''), coalesce(t.licence,''), coalesce(t.base_model,''), t.absent, coalesce(t.fine_tuned,0), t.weights_held, t.eval_date, t.cultural_eval_date, t.local_law_eval_date, "
        "instr(t.lists,' hosting_countries=2 ')>0, instr(t.lists,' languages_evaluated=2 ')>0, instr(t.lists,' languages_required=2 ')>0, t.availability IS 'available' FROM entity e JOIN e_model t ON t.id=e.id LEFT JOIN entity p ON p.id=t.provider "
        "LEFT JOIN entity d ON d.id=t.developer WHERE " + entityCondition(store, narrowed, true) + " ORDER BY n COLLATE NOCASE, e.id");
    while (s.next()) {
        if (part && !part->contains(s.integer(0)))
            continue;
        if (s.integer(19) != 0) {
            ++offered;
            continue;
        }
        ModelLine line;
        line.id = s.integer(0);
        line.provider = s.integer(1);
        line.key = s.text(2);
        line.name = s.text(3);
        line.providerName = s.text(4);
        line.developerName = s.text(5);
        line.developerCountry = s.text(6);
        line.access = s.text(7);
        line.licence = s.text(8);
        line.baseModel = s.text(9);
        line.absent = s.text(10);
        line.fineTuned = s.integer(11) != 0;
        if (!s.isNull(12))
            line.weightsHeld = s.integer(12) != 0;
        line.evaluated = dayIn(s, 13);
        line.culture = dayIn(s, 14);
        line.localLaw = dayIn(s, 15);
        line.hostsComplete = s.integer(16) != 0;
        line.testedComplete = s.integer(17) != 0;
        line.requiredComplete = s.integer(18) != 0;
        at.insert(line.id, out.size());
        out.append(line);
    }
    s.reset();
    const auto lineOf = [&](qint64 id) {
        const auto it = at.constFind(id);
        return it == at.constEnd() ? nullptr : &out[it.value()];
    };
    const auto add = [](QStringList &list, const QString &item) {
        if (!item.isEmpty() && !list.contains(item))
            list.append(item);
    };
    readItems(store, "SELECT p.entity, coalesce(p.country,l.country,r.country,'') c FROM e_model t JOIN place p ON p.entity=t.id LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region "
                     "LEFT JOIN e_location l ON l.id=p.site WHERE (p.facets & 3)<>0 ORDER BY 1, 2",
              [&](qint64 id, const QString &country) {
                  ModelLine *line = lineOf(id);
                  if (!line)
                      return;
                  // A place of an unknown country leaves it open where else it runs.
                  if (country.isEmpty())
                      line->hostsComplete = false;
                  add(line->hosts, country);
              });
    readItems(store, "SELECT entity, value FROM list_item WHERE attr='languages_evaluated' ORDER BY 1, 2", [&](qint64 id, const QString &language) {
        if (ModelLine *line = lineOf(id))
            add(line->tested, language);
    });
    readItems(store, "SELECT entity, value FROM list_item WHERE attr='languages_required' UNION SELECT k.target, i.value FROM link k JOIN e_ai_use u ON u.id=k.entity JOIN list_item i ON i.entity=u.id AND "
                     "i.attr='languages_required' WHERE k.attr='models' ORDER BY 1, 2",
              [&](qint64 id, const QString &language) {
                  if (ModelLine *line = lineOf(id))
                      add(line->required, language);
              });
    for (ModelLine &line : out) {
        if (!line.baseModel.isEmpty())
            line.base = store.find(EntityKind::Model, line.baseModel);
    }
    return out;
}

QList<AiUseLine> aiUseLines(AttributeStore &store, const PageFilter &filter)
{
    QList<AiUseLine> out;
    QHash<qint64, qsizetype> at;
    Statement &s = store.statement("SELECT e.id, coalesce(t.legal_entity,0), coalesce(nullif(e.name,''),e.key) n, coalesce(t.purpose,''), coalesce(nullif(l.name,''),l.key,''), coalesce(nullif(w.name,''),w.key,'') "
                                   "FROM entity e JOIN e_ai_use t ON t.id=e.id LEFT JOIN entity l ON l.id=t.legal_entity LEFT JOIN entity w ON w.id=t.workload WHERE " +
                                   entityCondition(store, filterFor(filter, EntityKind::AiUse), true) + " ORDER BY n COLLATE NOCASE, e.id");
    while (s.next()) {
        at.insert(s.integer(0), out.size());
        out.append({s.integer(0), s.integer(1), s.text(2), s.text(3), s.text(4), s.text(5), {}});
    }
    s.reset();
    Statement &used = store.statement("SELECT k.entity, k.target FROM link k JOIN e_ai_use u ON u.id=k.entity WHERE k.attr='models' ORDER BY 1, 2");
    while (used.next()) {
        if (const auto it = at.constFind(used.integer(0)); it != at.constEnd())
            out[it.value()].models.append(used.integer(1));
    }
    used.reset();
    return out;
}

QList<ModelFeed> modelFeeds(AttributeStore &store)
{
    QList<ModelFeed> out;
    Statement &s = store.statement("SELECT k.entity, k.target, coalesce(nullif(e.name,''),e.key), max(k.attr='used_for_training') FROM link k JOIN entity e ON e.id=k.entity WHERE e.kind=3 AND e.vanished=0 AND "
                                   "k.attr IN ('used_for_training','feeds_models') AND e.id NOT IN (" + QByteArray(retiredIds) + ") GROUP BY 1, 2 ORDER BY 3, 1, 2");
    while (s.next())
        out.append({s.integer(0), s.integer(1), s.text(2), s.integer(3) != 0});
    s.reset();
    return out;
}

QHash<QString, QString> lawCountries(AttributeStore &store)
{
    QHash<QString, QString> out;
    Statement &s = store.statement("SELECT id, country FROM ref_law");
    while (s.next())
        out.insert(s.text(0), s.text(1));
    s.reset();
    return out;
}

} // namespace store
