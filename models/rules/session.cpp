// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/session.h"

#include "domain/restricted.h"
#include "rules/levels.h"
#include "rules/statedwords.h"
#include "store/attributestore.h"
#include "store/pages/pagefilter.h"

#include <QHash>
#include <QRegularExpression>
#include <QSqlError>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace rules {

Session::Session(QSqlDatabase &db, const domain::Catalogue &catalogue, const Days &days)
    : m_db(db), m_catalogue(catalogue), m_days(days)
{
}

Session::~Session()
{
    m_asked.clear();
    m_answers.reset();
    for (const QString &table : std::as_const(m_tables)) {
        QSqlQuery drop(m_db);
        drop.exec(u"DROP TABLE IF EXISTS temp."_s + table);
    }
    for (const QString &view : std::as_const(m_views)) {
        QSqlQuery drop(m_db);
        drop.exec(u"DROP VIEW IF EXISTS temp."_s + view);
    }
    if (m_queryOnly)
        QSqlQuery(u"PRAGMA query_only=ON"_s, m_db);
}

Result<QSqlQuery> Session::run(const Sql &sql)
{
    if (auto r = gatherFor(sql.text); !r)
        return r.error();
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (query.prepare(sql.text)) {
        for (const QVariant &value : sql.binds)
            query.addBindValue(value);
        if (query.exec())
            return query;
    }
    return Error{ErrorCode::DatabaseError, query.lastError().text() + u" in "_s + sql.text.left(4000), QString()};
}

Result<Rows> Session::ask(const Sql &sql, const QVariant &of)
{
    if (auto r = gatherFor(sql.text); !r)
        return r.error();
    const auto [it, isNew] = m_asked.try_emplace(sql.text, m_db);
    QSqlQuery &query = it->second;
    bool ok = true;
    if (isNew) {
        query.setForwardOnly(true);
        ok = query.prepare(sql.text);
    } else {
        query.finish();
    }
    const auto own = static_cast<int>(sql.binds.size());
    for (int i = 0; i < own; ++i)
        query.bindValue(i, sql.binds.at(i));
    query.bindValue(own, of);
    if (ok && query.exec())
        return Rows(query);
    const QString error = query.lastError().text();
    m_asked.erase(it);
    return Error{ErrorCode::DatabaseError, error + u" in "_s + sql.text.left(4000), QString()};
}

Result<store::Statement> Session::statement(const Sql &sql)
{
    if (auto r = gatherFor(sql.text); !r)
        return r.error();
    store::Statement statement(store::nativeHandle(m_db), sql.text.toUtf8());
    if (!statement.isValid())
        return Error{ErrorCode::DatabaseError, statement.error() + u" in "_s + sql.text.left(4000), QString()};
    bindAll(statement, sql.binds);
    return statement;
}

Result<void> Session::exec(const Sql &sql)
{
    const auto query = run(sql);
    return query ? Result<void>() : Result<void>(query.error());
}

Result<void> Session::create(const QString &table, const QString &columns)
{
    // Left over only if an earlier session on this connection was not ended in order.
    if (auto dropped = exec(Sql(u"DROP TABLE IF EXISTS temp."_s + table)); !dropped)
        return dropped;
    m_tables.append(table);
    return exec(Sql(SqliteDialect::createTemp(table, columns)));
}

Result<void> Session::open()
{
    {
        // A reader's connection may be closed to writing; temporary tables need it open, and nothing else is written.
        QSqlQuery pragma(u"PRAGMA query_only"_s, m_db);
        m_queryOnly = pragma.next() && pragma.value(0).toInt() == 1;
        pragma.finish();
        if (m_queryOnly)
            QSqlQuery(u"PRAGMA query_only=OFF"_s, m_db);
    }
    addLevelFunction(store::nativeHandle(m_db));
    addStatedFunction(store::nativeHandle(m_db));
    if (auto r = standInForReference(); !r)
        return r;
    if (auto r = standInForLapsed(); !r)
        return r;
    if (auto r = create(u"bw_retired"_s, u"id INTEGER PRIMARY KEY"_s); !r)
        return r;
    if (auto r =
            exec({u"INSERT INTO bw_retired SELECT id FROM entity WHERE retired_on IS NOT NULL AND retired_on <= ?"_s,
                  {m_days.of(Turn::Retirement)}});
        !r)
        return r;
    if (auto r = create(u"bw_attested"_s, u"kind INTEGER, attr TEXT, PRIMARY KEY (kind, attr)"_s); !r)
        return r;
    if (auto r =
            exec({u"INSERT INTO bw_attested SELECT kind, attr FROM attestation WHERE (until IS NULL OR until >= ?) AND ?"_s,
                  {m_days.of(Turn::Completeness), m_days.countAnswers() ? 1 : 0}});
        !r)
        return r;
    // Where each legal entity has declared its record of processing complete, the register of processing is.
    if (auto r = exec(Sql(u"INSERT OR IGNORE INTO bw_attested SELECT %1, '*' FROM (SELECT COUNT(*) AS n, "
                          "SUM(COALESCE(processing_register_complete,0)) AS said FROM e_legal_entity WHERE id NOT IN (SELECT id FROM bw_retired)) "
                          "WHERE n > 0 AND n = said"_s.arg(
                              static_cast<int>(EntityKind::Processing))));
        !r)
        return r;
    if (auto r = fillSets(); !r)
        return r;
    return fillAdequacy();
}

Result<void> Session::gatherFor(const QString &statement)
{
    if (statement.contains("bw_exposure"_L1) || statement.contains("bw_provider"_L1)) {
        if (auto r = gatherExposure(); !r)
            return r;
    }
    if (m_hasScopes || !statement.contains("bw_scope"_L1))
        return {};
    m_hasScopes = true;
    return fillScopes();
}

Result<void> Session::gatherExposure()
{
    if (m_hasExposure)
        return {};
    m_hasExposure = true;
    return fillExposure();
}

/// A workspace without reference data knows no region, law or provider; empty stand-ins make that unknown and not an
/// error.
Result<void> Session::standInForReference()
{
    QSet<QString> present;
    auto tables = run(Sql(SqliteDialect::existingTables()));
    if (!tables)
        return tables.error();
    while (tables->next())
        present.insert(tables->value(0).toString());
    tables->finish();
    const QList<std::pair<QString, QString>> needed = {
        {u"ref_country"_s, u"code TEXT, eu INTEGER, eea INTEGER, efta INTEGER, uk_approved INTEGER, swiss_listed INTEGER, doj_concern INTEGER"_s},
        {u"ref_country_group"_s, u"grp TEXT, code TEXT"_s},
        {u"ref_set_member"_s, u"name TEXT, code TEXT, valid_from INTEGER, valid_until INTEGER"_s},
        {u"ref_adequacy"_s, u"country TEXT, valid_from INTEGER, valid_until INTEGER, scope TEXT, condition TEXT, pending TEXT"_s},
        {u"ref_law"_s,
         u"id TEXT, country TEXT, data_access INTEGER, valid_from INTEGER, valid_until INTEGER, status_uncertain INTEGER"_s},
        {u"ref_provider"_s, u"id TEXT, legal_country TEXT, hq_country TEXT, ultimate_parent_country TEXT"_s},
        {u"ref_provider_alias"_s, u"alias TEXT, provider TEXT"_s},
        {u"ref_provider_law"_s, u"provider TEXT, law TEXT, ground TEXT, via_country TEXT, partial INTEGER"_s},
        {u"ref_region"_s, u"provider TEXT, code TEXT, country TEXT, kind TEXT"_s}};
    for (const auto &[table, columns] : needed) {
        if (!present.contains(table)) {
            if (auto r = create(table, columns); !r)
                return r;
        }
    }
    return {};
}

Result<void> Session::fillSets()
{
    if (auto r = create(u"bw_set"_s, u"name TEXT, value, PRIMARY KEY (name, value)"_s); !r)
        return r;
    const QList<QString> fills = {
        u"INSERT OR IGNORE INTO bw_set SELECT 'EU', code FROM ref_country WHERE eu = 1"_s,
        u"INSERT OR IGNORE INTO bw_set SELECT 'EEA', code FROM ref_country WHERE eea = 1"_s,
        u"INSERT OR IGNORE INTO bw_set SELECT 'EFTA', code FROM ref_country WHERE efta = 1"_s,
        u"INSERT OR IGNORE INTO bw_set SELECT 'DOJ_CONCERN', code FROM ref_country WHERE doj_concern = 1"_s,
        u"INSERT OR IGNORE INTO bw_set SELECT 'UK_APPROVED', code FROM ref_country WHERE uk_approved = 1"_s,
        u"INSERT OR IGNORE INTO bw_set SELECT 'SWISS_LISTED', code FROM ref_country WHERE swiss_listed = 1"_s,
        u"INSERT OR IGNORE INTO bw_set SELECT 'DOJ_CONCERN', code FROM ref_country_group WHERE grp = 'doj_countries_of_concern'"_s,
        u"INSERT OR IGNORE INTO bw_set SELECT upper(grp), code FROM ref_country_group"_s,
        u"INSERT OR IGNORE INTO bw_set SELECT CASE upper(replace(name,'@','')) WHEN 'RESTRICTED_CLASSES' THEN "
        u"'RESTRICTED' WHEN "
        "'SOVEREIGN_ZONE' THEN 'ZONE' ELSE upper(replace(name,'@','')) END, value FROM value_set"_s};
    for (const QString &fill : fills) {
        if (auto r = exec(Sql(fill)); !r)
            return r;
    }
    if (auto r = fillDatedSets(); !r)
        return r;
    const auto countOf = [this](const QString &name) {
        auto q = run({u"SELECT COUNT(*) FROM bw_set WHERE name = ?"_s, {name}});
        return q && q->next() ? q->value(0).toInt() : 0;
    };
    if (countOf(u"ZONE"_s) == 0) {
        QStringList countries;
        if (auto q = run(Sql(u"SELECT value FROM setting WHERE name = 'sovereign_zone'"_s)); q && q->next()) {
            static const QRegularExpression code(u"\\b[A-Z]{2}\\b"_s);
            auto it = code.globalMatch(q->value(0).toString());
            while (it.hasNext())
                countries.append(it.next().captured(0));
        }
        for (const QString &country : std::as_const(countries)) {
            if (auto r = exec({u"INSERT OR IGNORE INTO bw_set VALUES ('ZONE', ?)"_s, {country}}); !r)
                return r;
        }
        if (countries.isEmpty()) {
            if (auto r = exec(Sql(u"INSERT INTO bw_set SELECT 'ZONE', value FROM bw_set WHERE name = 'EEA'"_s)); !r)
                return r;
        }
    }
    if (countOf(u"RESTRICTED"_s) == 0) {
        for (const QString &name : domain::usuallyRestricted()) {
            if (auto r = exec({u"INSERT INTO bw_set VALUES ('RESTRICTED', ?)"_s, {name}}); !r)
                return r;
        }
    }
    auto zone = run(Sql(u"SELECT value FROM bw_set WHERE name = 'ZONE' ORDER BY value"_s));
    if (!zone)
        return zone.error();
    while (zone->next())
        m_zone.append(zone->value(0).toString());
    return {};
}

Result<void> Session::fillDatedSets()
{
    const domain::Day on = m_days.of(Turn::Recognition);
    const QString runs = u"(valid_from IS NULL OR valid_from <= ?) AND (valid_until IS NULL OR valid_until >= ?)"_s;
    // A country with days of its own is a member on these alone, whatever an undated list says of it; what the officer put in stays.
    if (auto r = exec(Sql(u"DELETE FROM bw_set WHERE EXISTS(SELECT 1 FROM ref_set_member m WHERE m.name = bw_set.name AND m.code = bw_set.value) AND "
                          "NOT EXISTS(SELECT 1 FROM value_set v WHERE upper(replace(v.name,'@','')) = bw_set.name AND v.value = bw_set.value)"_s)); !r)
        return r;
    return exec({u"INSERT OR IGNORE INTO bw_set SELECT name, code FROM ref_set_member WHERE "_s + runs, {on, on}});
}

Result<void> Session::fillAdequacy()
{
    if (auto r = create(u"bw_adequacy"_s, u"country TEXT, condition TEXT"_s); !r)
        return r;
    auto recognised = exec({u"INSERT INTO bw_adequacy SELECT country, COALESCE(condition,'') FROM ref_adequacy WHERE country IS "
                            u"NOT NULL AND "
                            "(valid_from IS NULL OR valid_from <= ?) AND (valid_until IS NULL OR valid_until >= ?)"_s,
                            {m_days.of(Turn::Recognition), m_days.of(Turn::Recognition)}});
    if (!recognised)
        return recognised;
    return exec(Sql(u"INSERT OR IGNORE INTO bw_set SELECT 'ADEQUATE', value FROM bw_set WHERE name = 'EEA' UNION SELECT 'ADEQUATE', country "
                    "FROM bw_adequacy WHERE condition IN ('', 'unconditional')"_s));
}

Result<void> Session::fillExposure()
{
    if (auto r = create(u"bw_exposure"_s, u"provider INTEGER, law TEXT, partial INTEGER, level INTEGER"_s); !r)
        return r;
    if (auto r = create(u"bw_provider"_s, u"id INTEGER PRIMARY KEY, known INTEGER"_s); !r)
        return r;

    struct Law
    {
        QString country;
        int level;
    };
    QHash<QString, Law> laws;
    QHash<QString, QStringList> lawsOf;
    QSet<QString> members; // of the Union: its laws are theirs
    auto union_ = run(Sql(u"SELECT value FROM bw_set WHERE name = 'EU'"_s));
    if (!union_)
        return union_.error();
    while (union_->next())
        members.insert(union_->value(0).toString());
    union_->finish();
    const bool unionInZone = std::any_of(m_zone.cbegin(), m_zone.cend(), [&](const QString &c) { return members.contains(c); });
    auto law = run({u"SELECT id, country, status_uncertain FROM ref_law WHERE data_access = 1 AND (valid_from IS NULL "
                    u"OR valid_from <= ?) "
                    "AND (valid_until IS NULL OR valid_until >= ?)"_s,
                    {m_days.of(Turn::ForeignLaw), m_days.of(Turn::ForeignLaw)}});
    if (!law)
        return law.error();
    while (law->next()) {
        const QString country = law->value(1).toString();
        if (m_zone.contains(country) || (country == "EU"_L1 && unionInZone))
            continue;
        laws.insert(law->value(0).toString(), {country, law->value(2).toInt() != 0 ? 1 : 2});
        lawsOf[country].append(law->value(0).toString());
    }
    law->finish();
    // Of a country whose laws nobody has looked up, nothing is known.
    QSet<QString> lookedUp(m_zone.cbegin(), m_zone.cend());
    auto countries = run(Sql(u"SELECT DISTINCT country FROM ref_law"_s));
    if (!countries)
        return countries.error();
    while (countries->next())
        lookedUp.insert(countries->value(0).toString());
    countries->finish();

    struct ReachOfLaw
    {
        QString law, ground;
        bool partial;
    };
    QHash<QString, QList<ReachOfLaw>> reach;
    auto reaches = run(Sql(u"SELECT provider, law, ground, partial FROM ref_provider_law"_s));
    if (!reaches)
        return reaches.error();
    while (reaches->next())
        reach[reaches->value(0).toString()].append(
            {reaches->value(1).toString(), reaches->value(2).toString(), reaches->value(3).toInt() != 0});
    reaches->finish();

    // A provider's own `ref` names its reference entry; else its key does, or an alias that the reference data lists. Where it is declared to
    // have none, it has none.
    auto providers = run(Sql(
        u"SELECT e.id, r.id, p.legal_country, p.hq_country, p.ultimate_parent_country, r.legal_country, r.hq_country, "
        "r.ultimate_parent_country, instr(p.absent,' legal_country ')>0, instr(p.absent,' hq_country ')>0, "
        "instr(p.absent,' ultimate_parent ')>0 OR instr(p.absent,' ultimate_parent_country ')>0 "
        "FROM entity e LEFT JOIN e_provider p ON p.id = e.id LEFT JOIN ref_provider r ON "
        "NOT COALESCE(instr(p.absent,' ref ')>0,0) AND r.id = COALESCE(NULLIF(p.ref,''),"
        "(SELECT x.id FROM ref_provider x WHERE x.id = e.key),(SELECT a.provider FROM ref_provider_alias a WHERE "
        "a.alias = lower(e.key))) "
        "WHERE e.kind = %1"_s.arg(static_cast<int>(EntityKind::Provider))));
    if (!providers)
        return providers.error();
    QSqlQuery addExposure(m_db);
    QSqlQuery addProvider(m_db);
    if (!addExposure.prepare(u"INSERT INTO bw_exposure VALUES (?,?,?,?)"_s) ||
        !addProvider.prepare(u"INSERT INTO bw_provider VALUES (?,?)"_s))
        return Error{ErrorCode::DatabaseError, m_db.lastError().text(), QString()};
    struct Row
    {
        qint64 id;
        QString ref;
        QStringList said, known; ///< legal seat, headquarters, ultimate parent
        QList<bool> none;        ///< declared to have none
    };
    QList<Row> rows;
    while (providers->next()) {
        Row row{providers->value(0).toLongLong(), providers->value(1).toString(), {}, {}, {}};
        for (int i = 0; i < 3; ++i) {
            row.said.append(providers->value(2 + i).toString());
            row.known.append(providers->value(5 + i).toString());
            row.none.append(row.said.at(i).isEmpty() && providers->value(8 + i).toInt() != 0);
        }
        rows.append(row);
    }
    providers->finish();
    static const QStringList grounds = {u"legal"_s, u"hq"_s, u"parent"_s};
    for (const Row &row : std::as_const(rows)) {
        QSet<QString> seen;
        const auto add = [&](const QString &name, bool partial) {
            const auto it = laws.constFind(name);
            const QString key = name + (partial ? u"/p"_s : QString());
            if (it == laws.constEnd() || seen.contains(key))
                return true;
            seen.insert(key);
            addExposure.addBindValue(row.id);
            addExposure.addBindValue(name);
            addExposure.addBindValue(partial ? 1 : 0);
            addExposure.addBindValue(it->level);
            return addExposure.exec();
        };
        bool ok = true;
        for (const ReachOfLaw &r : reach.value(row.ref)) {
            const qsizetype ground = grounds.indexOf(r.ground);
            // What the officer says of a seat, also that there is none, takes the place of what the reference data says of that seat.
            const bool overridden = ground >= 0 && (row.none.at(ground) || (!row.said.at(ground).isEmpty() && row.said.at(ground) != row.known.at(ground)));
            if (!overridden)
                ok = ok && add(r.law, r.partial);
        }
        bool allLookedUp = true;
        for (int i = 0; i < 3; ++i) {
            const QString &country = row.said.at(i);
            for (const QString &name : lawsOf.value(country) + (members.contains(country) ? lawsOf.value(u"EU"_s) : QStringList()))
                ok = ok && add(name, false);
            const QString &seat = country.isEmpty() && !row.none.at(i) ? row.known.at(i) : country;
            allLookedUp = allLookedUp && (seat.isEmpty() || lookedUp.contains(seat));
        }
        const bool seat = !row.said.at(0).isEmpty() || (!row.known.at(0).isEmpty() && !row.none.at(0));
        const bool parent = !row.said.at(2).isEmpty() || row.none.at(2) || !row.known.at(2).isEmpty();
        addProvider.addBindValue(row.id);
        // 1: which of the laws that are recorded reach it; 2: that no other law does either.
        addProvider.addBindValue(seat && parent ? (allLookedUp ? 2 : 1) : 0);
        ok = ok && addProvider.exec();
        if (!ok)
            return Error{ErrorCode::DatabaseError, addExposure.lastError().text() + addProvider.lastError().text(),
                         QString()};
    }
    return exec(Sql(u"CREATE INDEX temp.bw_exposure_provider ON bw_exposure(provider)"_s));
}

Result<void> Session::prepare(const CompiledRule &rule)
{
    for (auto it = rule.lists.constBegin(); it != rule.lists.constEnd(); ++it) {
        if (m_lists.contains(it.key()))
            continue;
        m_lists.insert(it.key());
        QSqlQuery add(m_db);
        if (!add.prepare(u"INSERT OR IGNORE INTO bw_set VALUES (?,?)"_s))
            return Error{ErrorCode::DatabaseError, add.lastError().text(), QString()};
        for (const QVariant &value : it.value()) {
            add.addBindValue(it.key());
            add.addBindValue(value);
            if (!add.exec())
                return Error{ErrorCode::DatabaseError, add.lastError().text(), QString()};
        }
    }
    for (const Preparation &p : rule.preparations) {
        if (p.kind == Preparation::Kind::Answers || p.kind == Preparation::Kind::AnswersOfReference) {
            if (auto r = answer(p); !r)
                return r;
            continue;
        }
        const bool isView = p.kind == Preparation::Kind::View;
        if (m_tables.contains(p.table) || m_views.contains(p.table))
            continue;
        if (auto r = exec(Sql((isView ? u"DROP VIEW IF EXISTS temp."_s : u"DROP TABLE IF EXISTS temp."_s) + p.table)); !r)
            return r;
        (isView ? m_views : m_tables).append(p.table);
        for (const Sql &statement : p.statements) {
            if (auto r = exec(statement); !r)
                return r;
        }
    }
    return {};
}

void Session::share(SharedAnswers &answers)
{
    m_shared = &answers;
    m_answers.reset();
}

Result<void> Session::answer(const Preparation &asked)
{
    if (!m_answers) {
        auto last = run(Sql(u"SELECT COALESCE(MAX(id),0) FROM entity"_s));
        if (!last)
            return last.error();
        last->next();
        m_answers = std::make_unique<Answers>(store::nativeHandle(m_db), *m_shared, last->value(0).toLongLong());
    }
    if (auto r = gatherFor(asked.statements.constFirst().text); !r)
        return r;
    m_answers->add(asked.name, asked.statements, asked.kind == Preparation::Kind::AnswersOfReference);
    return {};
}

Result<void> Session::prepareJudged(EntityKind kind, const QString &scope, domain::EntityId only)
{
    const QString table = Compiler::judgedTable(kind);
    if (m_tables.contains(table))
        return {};
    if (auto r = create(table, u"id INTEGER PRIMARY KEY"_s); !r)
        return r;
    Sql ids = Compiler(m_catalogue, m_days, {}).judgedIds(kind);
    if (only.value != 0)
        ids += Sql(u" AND e.id = ?"_s, {only.value});
    if (!scope.isEmpty()) {
        const auto ofScope = domain::kindFromName(QStringView(scope).left(scope.indexOf(u':')));
        const QString key = scope.mid(scope.indexOf(u':') + 1);
        if (ofScope != EntityKind::LegalEntity && ofScope != EntityKind::BusinessService)
            return Error{ErrorCode::UsageError, u"a scope is legal_entity:KEY or business_service:KEY"_s, scope};
        auto found = run({u"SELECT id FROM entity WHERE kind = ? AND key = ?"_s, {static_cast<int>(*ofScope), key}});
        if (!found)
            return found.error();
        if (!found->next())
            return Error{ErrorCode::UnknownEntity, {}, scope};
        found->finish();
        // The pages' and the report's own words for what belongs to a part of the organisation, rights on its systems included.
        store::AttributeStore values(store::nativeHandle(m_db), m_catalogue);
        store::PageFilter part;
        (ofScope == EntityKind::LegalEntity ? part.legalEntity : part.businessService) = key;
        part.special.append({u"state"_s, u"any"_s});
        ids += Sql(u" AND t.id IN (SELECT e.id FROM entity e WHERE "_s + QString::fromUtf8(store::entityCondition(values, part, false)) + u')');
    }
    return exec(Sql(u"INSERT INTO "_s + table + u' ') + ids);
}

} // namespace rules
