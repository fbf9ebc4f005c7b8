// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/randominventory.h"

#include "domain/jobcontext.h"
#include "store/sql.h"

namespace tst_estate {

using namespace domain;
using store::PageFilter;

QByteArray RandomInventory::script()
{
for (int i = 1; i <= 3; ++i)
    thing(EntityKind::LegalEntity, i, u"country"_s, one({u"'DE'"_s, u"'FR'"_s, u"'US'"_s, u"NULL"_s}));
for (int i = 11; i <= 14; ++i)
    thing(EntityKind::BusinessService, i, u"legal_entity"_s, ref(1, 3));
for (int i = 21; i <= 24; ++i)
    thing(EntityKind::Provider, i, u"ref"_s, one({u"'aws'"_s, u"NULL"_s}));
for (int i = 31; i <= 34; ++i)
    thing(EntityKind::Service, i, u"provider, processed_in_clear"_s, ref(21, 24) + u',' + flag());
for (int i = 41; i <= 45; ++i)
    thing(EntityKind::Location, i, u"country, lat, lon, site_kind"_s, one({u"'DE',50.1,8.7,'office'"_s, u"'FR',48.9,2.3,'on_premises'"_s, u"NULL,40,-3,'edge'"_s, u"'US',NULL,NULL,NULL"_s, u"NULL,NULL,NULL,NULL"_s}));
for (int i = 100; i < 160; ++i)
    thing(EntityKind::Workload, i, u"legal_entity, provider, service, processed_in_clear, key_management, absent"_s,
          QStringList{ref(1, 3), ref(21, 24), ref(31, 34), flag(), one({u"NULL"_s, u"'provider'"_s, u"'byok'"_s, u"'hyok'"_s}), one({u"''"_s, u"''"_s, u"' legal_entity '"_s})}.join(u','));
for (int i = 200; i < 230; ++i)
    thing(EntityKind::Dataset, i, u"legal_entity, processor, record_count"_s, QStringList{ref(1, 3), ref(21, 24), one({u"NULL"_s, u"100"_s, u"7"_s, u"0"_s})}.join(u','));
for (int i = 300; i < 308; ++i)
    thing(EntityKind::Model, i, u"provider, developer"_s, ref(21, 24) + u',' + ref(21, 24));
for (int i = 320; i < 326; ++i)
    thing(EntityKind::AiUse, i, u"workload"_s, ref(100, 159));
for (int i = 340; i < 350; ++i)
    thing(EntityKind::Accelerator, i, u"provider, vendor, \"count\""_s, QStringList{ref(21, 24), one({u"'NVIDIA'"_s, u"'AMD'"_s, u"NULL"_s}), one({u"8"_s, u"1"_s, u"NULL"_s})}.join(u','));
for (int i = 400; i < 410; ++i)
    thing(EntityKind::Identity, i, u"provider, country, employer, employer_country, kind, privilege"_s,
          QStringList{ref(21, 24), land(), one({u"NULL"_s, u"'A company'"_s}), land(), one({u"'service'"_s, u"NULL"_s}), one({u"NULL"_s, u"'write'"_s})}.join(u','));
for (int i = 420; i < 480; ++i)
    thing(EntityKind::Grant, i, u"identity, workload, dataset, role, principal_country, principal_type, principal, employer_country, effect, expires_at, maximum, privilege"_s,
          QStringList{ref(400, 409), ref(100, 159), ref(200, 229), ref(400, 409), land(), one({u"'human'"_s, u"NULL"_s}), one({u"'somebody'"_s, u"'somebody else'"_s}), land(), one({u"'allow'"_s, u"'deny'"_s, u"NULL"_s}),
                      one({u"NULL"_s, u"19999"_s, u"20000"_s}), flag(), one({u"NULL"_s, u"'admin'"_s, u"'read'"_s})}.join(u','));
for (int i = 500; i < 520; ++i)
    thing(EntityKind::Transfer, i, u"exporter, importer_country, provider"_s, QStringList{ref(1, 3), land(), ref(21, 24)}.join(u','));
for (int i = 600; i < 612; ++i)
    thing(EntityKind::Contract, i, u"provider, legal_entity, end_date, ended"_s, QStringList{ref(21, 24), ref(1, 3), one({u"NULL"_s, u"20001"_s, u"20050"_s}), flag()}.join(u','));
for (int i = 620; i < 632; ++i)
    thing(EntityKind::Certification, i, u"holder, scheme, expires"_s, QStringList{ref(21, 24), one({u"'C5'"_s, u"NULL"_s}), one({u"NULL"_s, u"20002"_s, u"20051"_s})}.join(u','));
places();
links();
findings();
line(u"UPDATE entity SET retired_on=100 WHERE id IN (%1,%2)"_s.arg(number(100, 159)).arg(number(200, 229)));
line(u"UPDATE entity SET vanished=1 WHERE id=%1"_s.arg(number(100, 159)));
line(u"INSERT INTO provider_reach VALUES (21,1),(22,0),(23,NULL)"_s);
return m_script.toUtf8();
}

PageFilter RandomInventory::filter()
{
PageFilter f;
const auto maybe = [this](int per) { return number(0, per) == 0; };
if (maybe(3))
    f.country = one({u"DE"_s, u"FR"_s, u"US"_s, u"?"_s, u"*"_s, u"XX"_s});
if (maybe(3))
    f.facets = number(1, 2047);
if (maybe(4))
    f.provider = u"k%1"_s.arg(number(20, 24));
if (maybe(3))
    f.legalEntity = u"k%1"_s.arg(number(1, 4));
if (maybe(4))
    f.businessService = u"k%1"_s.arg(number(11, 14));
if (maybe(3))
    f.framework = one({u"gdpr"_s, u"dora"_s, u"gdpr,dora"_s});
if (maybe(4))
    f.severity = static_cast<Severity>(number(0, 3));
if (maybe(4))
    f.status = static_cast<Status>(one({u"1"_s, u"2"_s, u"5"_s}).toInt());
if (maybe(2))
    f.kind = one<EntityKind>({EntityKind::Workload, EntityKind::Dataset, EntityKind::Model, EntityKind::Accelerator, EntityKind::Grant, EntityKind::Transfer});
if (f.kind == EntityKind::Accelerator) {
    f.attr = u"vendor"_s;
    f.attrValue = one({u"NVIDIA"_s, QString(), u"NVIDIA\u001fAMD"_s});
}
if (maybe(9))
    f.text = u"2"_s;
const QList<std::pair<QString, QString>> specials = {{u"zone"_s, u"in"_s}, {u"zone"_s, u"out"_s}, {u"zone"_s, u"unknown"_s}, {u"reach"_s, u"yes"_s}, {u"reach"_s, u"no"_s},
    {u"reach"_s, u"unknown"_s}, {u"site"_s, u"@k41"_s}, {u"site"_s, u"@k41\u001faws/eu-central-1"_s}, {u"state"_s, u"retired"_s}, {u"state"_s, u"vanished"_s}, {u"state"_s, u"any"_s},
    {u"class"_s, u"health"_s}, {u"class"_s, u"?\u001fpersonal"_s}, {u"at:hosting"_s, u"DE"_s}, {u"at:keys"_s, u"?"_s}, {u"at:access"_s, u"out"_s}, {u"at:backup"_s, u"in"_s},
    {u"at:admin"_s, u"none"_s}, {u"at:processing"_s, u"*"_s}, {u"things"_s, u"100,101,200"_s}, {u"flow"_s, u"DE>US"_s}, {u"subjects"_s, u"DE"_s}};
for (int i = number(0, 2); i > 0; --i)
    f.special.append(one(specials));
return f;
}

void RandomInventory::thing(EntityKind kind, int id, const QString &columns, const QString &values)
{
line(u"INSERT INTO entity (id,kind,key,name) VALUES (%1,%2,'k%1','%3')"_s.arg(id).arg(static_cast<int>(kind)).arg(number(0, 1) == 0 ? QString() : u"Name %1"_s.arg(id)));
line(u"INSERT INTO e_%1 (id,%2) VALUES (%3,%4)"_s.arg(kindName(kind), columns).arg(id).arg(values));
}

void RandomInventory::places()
{
const QStringList spots = {u"'DE','','',NULL"_s, u"'FR','','',NULL"_s, u"NULL,'aws','eu-central-1',NULL"_s, u"NULL,'aws','us-east-1',NULL"_s, u"NULL,'aws','no-such-1',NULL"_s,
    u"NULL,'aws','aws-global',NULL"_s, u"'DE','aws','us-east-1',NULL"_s, u"NULL,'','',41"_s, u"NULL,'','',42"_s, u"NULL,'','',43"_s, u"NULL,'aws','eu-central-1',44"_s, u"NULL,'','',45"_s,
    u"'US','','',43"_s, u"NULL,'','',NULL"_s};
for (const auto &[from, to] : QList<std::pair<int, int>>{{100, 159}, {200, 229}, {300, 307}, {340, 349}, {420, 424}}) {
    for (int id = from; id <= to; ++id) {
        for (int nr = 0; nr < number(0, 4); ++nr)
            line(u"INSERT OR IGNORE INTO place VALUES (%1,%2,%3,%4)"_s.arg(id).arg(nr).arg(number(1, 2047)).arg(one(spots)));
    }
}
}

void RandomInventory::links()
{
const auto link = [&](int from, const QString &attr, int to) { line(u"INSERT OR IGNORE INTO link VALUES (%1,'%2',%3)"_s.arg(from).arg(attr).arg(to)); };
for (int i = 0; i < 50; ++i) {
    link(number(100, 159), u"business_services"_s, number(11, 14));
    link(number(100, 159), u"datasets"_s, number(200, 229));
}
for (int i = 0; i < 15; ++i) {
    link(number(100, 159), u"models"_s, number(300, 307));
    link(number(320, 325), u"models"_s, number(300, 307));
}
const auto item = [&](int of, const QString &attr, const QString &value) { line(u"INSERT OR IGNORE INTO list_item VALUES (%1,'%2',%3)"_s.arg(of).arg(attr, value)); };
for (int i = 200; i < 230; ++i) {
    if (number(0, 2) > 0)
        item(i, u"classes"_s, one({u"'health'"_s, u"'personal'"_s}));
    item(i, u"subject_countries"_s, one({u"'DE'"_s, u"'FR'"_s}));
}
for (int i = 0; i < 20; ++i) {
    item(number(420, 479), u"resource_classes"_s, one({u"'health'"_s, u"'financial'"_s}));
    item(number(100, 159), u"data_classes"_s, one({u"'personal'"_s, u"'financial'"_s}));
}
}

void RandomInventory::findings()
{
for (int rule = 1; rule <= 5; ++rule) {
    line(u"INSERT INTO rule VALUES (%1,'R-%1','%2',%3,%4)"_s.arg(rule).arg(one({u"gdpr"_s, u"dora"_s})).arg(number(0, 3)).arg(number(0, 2)));
    // A rule is about one kind of thing.
    const auto [first, last] = one(QList<std::pair<int, int>>{{100, 159}, {100, 159}, {200, 229}, {300, 307}, {500, 519}});
    for (int i = 0; i < 40; ++i) {
        const int status = one({u"1"_s, u"2"_s, u"5"_s}).toInt();
        line(u"INSERT OR IGNORE INTO finding VALUES (%1,%2,%3,1,%4)"_s.arg(rule).arg(number(first, last)).arg(status).arg(status == 2 ? 0 : rule));
    }
}
// Five issues, one of them closed, each with findings of several rules; one number stands for no issue that is kept.
for (int issue = 1; issue <= 5; ++issue)
    line(u"INSERT INTO issue (id,cause,theme,rule,root,root_text,opened_run,closed_run,owner,due) VALUES (%1,'c%1','theme %1',%2,%3,'',1,%4,%5,%6)"_s.arg(issue).arg(number(1, 5))
             .arg(ref(21, 24)).arg(issue == 5 ? u"1"_s : u"NULL"_s).arg(one({u"''"_s, u"'Security'"_s})).arg(20000 + 10 * issue));
line(u"UPDATE finding SET issue=1+(entity+rule)%6 WHERE status<>2"_s);
line(u"INSERT INTO contradiction SELECT rule, entity, status FROM finding WHERE status IN (1,5) AND entity%4=0"_s);
line(u"DELETE FROM finding WHERE entity NOT IN (SELECT id FROM entity)"_s);
line(u"INSERT INTO finding_sum SELECT rule, issue, status, count(*) FROM finding GROUP BY 1,2,3"_s);
}

Inventory::Inventory(quint32 seed) : random(seed)
{
    store::Transaction t(scope.db());
    if (!prepared || !t.begin())
        qFatal("no workspace");
    const auto filled = store::runScript(scope.db(), random.script(), u"fill"_s);
    if (!filled || !t.commit())
        qFatal("%s", qPrintable(filled ? u"commit"_s : filled.error().detail));
}

std::shared_ptr<const store::Estate> Inventory::estate()
{
    QuietJob quiet;
    return *store::Estate::read(values, quiet);
}

} // namespace tst_estate
