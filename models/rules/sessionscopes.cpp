// SPDX-License-Identifier: GPL-3.0-or-later
// bw_scope: how surely the scope of a certificate covers a service's product and region.
#include "rules/certificatescope.h"
#include "rules/session.h"
#include "store/referencelookup.h"

#include <QHash>
#include <QSqlError>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace rules {
namespace {

struct Certificate
{
    StatedScope services;
    StatedScope regions;
};

const store::ReferenceLookup &reference()
{
    // Compiled in, so it cannot change while the program runs. Unreadable, it knows nothing: then codes are compared as they stand.
    static const store::ReferenceLookup lookup = [] {
        auto read = store::ReferenceLookup::fromResources();
        return read ? *read : store::ReferenceLookup();
    }();
    return lookup;
}

} // namespace

Result<void> Session::fillScopes()
{
    if (auto r = create(u"bw_scope"_s, u"certificate INTEGER, service INTEGER, product INTEGER, region INTEGER, "
                                       "PRIMARY KEY (certificate, service)"_s);
        !r)
        return r;
    const auto said = [](const QString &attr) {
        return u"(COALESCE(instr(t.lists,' %1=2 ')>0 OR %2,0))"_s.arg(attr, SqliteDialect::declaredAbsent(u"t"_s, attr));
    };
    QHash<qint64, Certificate> certificates;
    auto rows = run(Sql(u"SELECT t.id, %1, %2 FROM e_certification t"_s.arg(said(u"services"_s), said(u"regions"_s))));
    if (!rows)
        return rows.error();
    while (rows->next())
        certificates.insert(rows->value(0).toLongLong(),
                            {{{}, rows->value(1).toBool()}, {{}, rows->value(2).toBool()}});
    if (certificates.isEmpty())
        return {};
    rows = run(Sql(u"SELECT i.entity, i.attr, i.value FROM list_item i JOIN e_certification t ON t.id = i.entity "
                   "WHERE i.attr IN ('services','regions')"_s));
    if (!rows)
        return rows.error();
    while (rows->next()) {
        Certificate &c = certificates[rows->value(0).toLongLong()];
        (rows->value(1).toString() == "services"_L1 ? c.services : c.regions).entries.append(rows->value(2).toString());
    }

    QHash<qint64, ScopedService> services;
    QStringList named;
    rows = run(Sql(u"SELECT t.id, e.key, e.name, COALESCE(t.product,''), COALESCE(t.region,''), %1, "
                   "COALESCE(NULLIF(p.ref,''),pe.key,''), %2 FROM e_service t JOIN entity e ON e.id = t.id "
                   "LEFT JOIN e_provider p ON p.id = t.provider LEFT JOIN entity pe ON pe.id = t.provider"_s.arg(
                       u"COALESCE(%1,0)"_s.arg(SqliteDialect::declaredAbsent(u"t"_s, u"region"_s)),
                       said(u"hosting_countries"_s))));
    if (!rows)
        return rows.error();
    while (rows->next()) {
        ScopedService s;
        s.key = rows->value(1).toString();
        s.name = rows->value(2).toString();
        s.product = rows->value(3).toString();
        s.region = rows->value(4).toString();
        s.global = rows->value(5).toBool();
        s.provider = rows->value(6).toString();
        s.countriesComplete = rows->value(7).toBool();
        named += {s.key, s.name, s.product};
        services.insert(rows->value(0).toLongLong(), s);
    }
    const quint32 hosting = static_cast<quint32>(m_catalogue.attribute(EntityKind::Service, u"hosting_countries")->facet);
    rows = run(Sql(u"SELECT p.entity, COALESCE(p.country, r.country) FROM place p JOIN e_service t ON t.id = p.entity "
                   "LEFT JOIN ref_region r ON r.provider = p.provider AND r.code = p.region WHERE (p.facets & %1) <> 0"_s.arg(
                       hosting)));
    if (!rows)
        return rows.error();
    while (rows->next()) {
        ScopedService &s = services[rows->value(0).toLongLong()];
        if (const QString country = rows->value(1).toString(); !country.isEmpty())
            s.countries.append(country);
        else
            s.countriesComplete = false;
    }
    QHash<QString, QSet<QString>> groups;
    rows = run(Sql(u"SELECT name, value FROM bw_set WHERE name IN ('EU','EEA')"_s));
    if (!rows)
        return rows.error();
    while (rows->next())
        groups[rows->value(0).toString()].insert(rows->value(1).toString());

    const CertificateScope scope(reference(), groups, named);
    QSqlQuery add(m_db);
    if (!add.prepare(u"INSERT INTO bw_scope VALUES (?,?,?,?)"_s))
        return Error{ErrorCode::DatabaseError, add.lastError().text(), QString()};
    // Of its holder's services, and of those that somebody relies on it for.
    auto pairs = run(Sql(u"SELECT t.id, s.id FROM e_certification t JOIN e_service s ON s.provider = t.holder UNION "
                         "SELECT l.entity, l.target FROM link l JOIN e_certification t ON t.id = l.entity WHERE l.attr = "
                         "'services_used'"_s));
    if (!pairs)
        return pairs.error();
    while (pairs->next()) {
        const Certificate &c = certificates[pairs->value(0).toLongLong()];
        const ScopedService &s = services[pairs->value(1).toLongLong()];
        add.addBindValue(pairs->value(0));
        add.addBindValue(pairs->value(1));
        add.addBindValue(static_cast<int>(scope.product(c.services, s)));
        add.addBindValue(static_cast<int>(scope.region(c.regions, s)));
        if (!add.exec())
            return Error{ErrorCode::DatabaseError, add.lastError().text(), QString()};
    }
    return {};
}

} // namespace rules
