// SPDX-License-Identifier: GPL-3.0-or-later
// Acceptance of gaps: who may decide what, for how long, and what ends it.
#include "rules/acceptance.h"
#include "rules/evaluator.h"
#include "rules/ownrules.h"
#include "rules/switchedoff.h"
#include "rules/examplewriter.h"
#include "rules/packloader.h"
#include "store/changelog.h"
#include "store/connectionscope.h"
#include "store/doctor.h"
#include "store/editor.h"
#include "store/plan.h"
#include "store/referencedata.h"
#include "support/testmain.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlQuery>
#include <QTest>

#include <algorithm>
#include <memory>
#include <utility>

namespace tst_acceptance {

using namespace Qt::StringLiterals;
using domain::Day;
using domain::EntityKind;
using domain::ErrorCode;
using domain::Status;

namespace {

const QByteArray rulesText = R"("rules": [
  { "id": "%-1", "title": "Encrypted", "entity": "workload", "severity": "high", %examples "applies_if": { "attr": "env", "is": "prod" },
    "gap_if": { "attr": "encryption_at_rest", "is": false },
    "reason": { "gap": "{encryption_at_rest}", "unknown": "{encryption_at_rest}" } },
  { "id": "%-2", "title": "Later", "entity": "workload", "severity": "low", %examples "applies_from": "2030-01-01", "gap_if": { "const": true } } ] })";

// The loader wants three examples of each rule; these are here only for the shape.
const QByteArray examples = R"("examples": [ {"as_of":"2026-11-20","subject":"workload:w","expect":"gap","given":[]},
  {"as_of":"2026-11-20","subject":"workload:w","expect":"pass","given":[]},
  {"as_of":"2026-11-20","subject":"workload:w","expect":"unknown","given":[]} ],)";

const QByteArray worldText = R"([
 { "kind": "workload", "key": "open", "env": "prod", "encryption_at_rest": false },
 { "kind": "workload", "key": "open-too", "env": "prod", "encryption_at_rest": { "none": true } },
 { "kind": "workload", "key": "met", "env": "prod", "encryption_at_rest": true },
 { "kind": "workload", "key": "unsaid", "env": "prod" },
 { "kind": "workload", "key": "test", "env": "test", "encryption_at_rest": false },
 { "kind": "workload", "key": "disk", "role": "supporting", "env": "prod", "encryption_at_rest": false } ])";

const QByteArray rolesText = R"([ {"id":"compliance","name":"Head of Compliance"}, {"id":"privacy","name":"Privacy Counsel","advises_only":true},
 {"id":"owner-lending","name":"Head of Lending"}, {"id":"audit","name":"Internal Auditor","reads_only":true} ])";

const Day today = domain::toDay(QDate(2026, 11, 20));

rules::Decision decision()
{
    return {u"The pilot ends in spring; no customer data is in it"_s, u"Head of Lending"_s, u"Head of Compliance"_s, today, today + 100};
}

} // namespace

/// A workspace with two rule sets of the same rules: own policy (P) and binding law (L).
class Fixture
{
public:
    Fixture()
    {
        auto read = rules::loadBuiltinCatalogue();
        if (!read)
            qFatal("no catalogue");
        catalogue = *read;
        for (const auto &[name, status] : {std::pair("P", "own_policy"), std::pair("L", "law")}) {
            QByteArray text = QByteArray("{ \"pack\": \"rules-of-") + QByteArray(name).toLower() + "\", \"version\": \"1\", \"title\": \"Rules of " + name + "\", \"legal_status\": \"" + status + "\", " + rulesText;
            text.replace("%examples", examples).replace("%-", QByteArray(name) + '-');
            const rules::LoadedPack loaded = rules::loadPack(text, catalogue);
            if (!loaded.pack)
                qFatal("%s", qPrintable(loaded.errors.constFirst().where + loaded.errors.constFirst().message));
            packs.append(*loaded.pack);
        }
        if (!workspace.open() || !store::loadReferenceData(db()))
            qFatal("no workspace");
        rules::ExampleWriter writer(db(), catalogue);
        if (!writer.write(QJsonDocument::fromJson(worldText).array()))
            qFatal("no world");
        values = std::make_unique<store::AttributeStore>(store::nativeHandle(db()), catalogue);
        if (!store::changeSetting(*values, u"roles"_s, rolesText, u"Roles"_s, {}, at))
            qFatal("no roles");
    }
    QSqlDatabase &db() { return workspace.database(); }
    rules::GapOf gap(const QString &key, const QString &rule = u"P-1"_s) { return {rule, {values->find(EntityKind::Workload, key)}}; }
    domain::Result<qint64> accept(const QList<rules::GapOf> &gaps, const rules::Decision &d = decision())
    {
        store::Transaction t(db());
        if (auto begun = t.begin(); !begun)
            return begun.error();
        auto done = rules::acceptGaps(db(), *values, packs, gaps, d, d.on, u"Accept"_s, u"officer"_s, at);
        if (done)
            (void)t.commit().has_value();
        return done;
    }
    domain::Result<qint64> withdraw(const QList<rules::GapOf> &gaps, Day on)
    {
        store::Transaction t(db());
        if (auto begun = t.begin(); !begun)
            return begun.error();
        auto done = rules::withdrawAcceptances(*values, gaps, on, u"Withdraw"_s, u"officer"_s, at);
        if (done)
            (void)t.commit().has_value();
        return done;
    }
    bool undo()
    {
        store::Transaction t(db());
        return t.begin() && store::undoLast(*values, {}, at) && t.commit();
    }
    bool redo()
    {
        store::Transaction t(db());
        return t.begin() && store::redoLast(*values, at) && t.commit();
    }
    /// How many results of P-1 have a status on a day.
    qint64 count(Status status, Day asOf = today)
    {
        rules::RunRequest request;
        request.asOf = asOf;
        request.at = at;
        domain::QuietJob job;
        const auto run = rules::evaluate(db(), catalogue, packs, request, job);
        return run ? run->rules.at(0).counts.at(static_cast<std::size_t>(status)) : -1;
    }
    qint64 number(const QString &sql)
    {
        QSqlQuery q(db());
        return q.exec(sql) && q.next() ? q.value(0).toLongLong() : -1;
    }
    QString lastCause()
    {
        QSqlQuery q(db());
        return q.exec(u"SELECT cause FROM finding_change ORDER BY run DESC LIMIT 1"_s) && q.next() ? q.value(0).toString() : QString();
    }
    bool chainHolds()
    {
        for (const store::Check &check : store::examine(*values)) {
            if (check.name == u"change log"_s)
                return check.ok;
        }
        return false;
    }

    domain::Catalogue catalogue;
    QList<rules::Pack> packs;
    rules::MemoryWorkspace workspace;
    QDateTime at = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
    std::unique_ptr<store::AttributeStore> values;
};

class TestAcceptance : public QObject
{
    Q_OBJECT
private slots:
    void holdsUntilTheDayOfExpiry();
    void changedFactsReopen();
    void renewalKeepsWhatWasBefore();
    void undoneAndDoneAgain();
    void withdrawn();
    void decisionsAreChecked_data();
    void decisionsAreChecked();
    void onlyGapsOutsideTheLaw_data();
    void onlyGapsOutsideTheLaw();
    void shippedRulesOfTheAiAct();
    void acceptedUntilDutiesOfLawRestOnIt();
    void aPlanEndsBeforeDutiesOfLawRestOnIt();
    void allOrNone();
    void anotherThresholdOrScopeLeavesItAccepted_data();
    void anotherThresholdOrScopeLeavesItAccepted();
    void whatIsSwitchedOffIsNotAccepted();
};

void TestAcceptance::holdsUntilTheDayOfExpiry()
{
    Fixture f;
    QCOMPARE(f.count(Status::Gap), 2);
    const auto done = f.accept({f.gap(u"open"_s)});
    QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    QCOMPARE(f.count(Status::Accepted), 1);
    QCOMPARE(f.lastCause(), u"answer"_s);
    QCOMPARE(f.count(Status::Gap), 1);
    // The day before it was decided it was a gap, whoever asks today.
    QCOMPARE(f.count(Status::Gap, today - 1), 2);
    QCOMPARE(f.count(Status::Accepted, today + 99), 1);
    QCOMPARE(f.count(Status::Gap, today + 100), 2);
    QCOMPARE(f.lastCause(), u"expiry"_s);
    QCOMPARE(f.number(u"SELECT count(*) FROM issue WHERE closed_run IS NULL"_s), 4);   // own policy and law, two each
}

void TestAcceptance::changedFactsReopen()
{
    Fixture f;
    QVERIFY(f.accept({f.gap(u"open"_s)}));
    QCOMPARE(f.count(Status::Accepted), 1);
    // Still a gap, but by another fact than the decision knew.
    const domain::Attribute &a = *f.catalogue.attribute(EntityKind::Workload, u"encryption_at_rest"_s);
    QVERIFY(store::applyEdits(*f.values, {{EntityKind::Workload, u"open"_s, a.name, *store::parseTyped(u"none"_s, a), {}, {}}}, u"edit"_s, {}, f.at));
    QCOMPARE(f.count(Status::Accepted), 0);
    QCOMPARE(f.count(Status::Gap), 2);
    QCOMPARE(f.lastCause(), u"data"_s);
    // Decided anew: the old decision does not stand beside the new one.
    QVERIFY(f.accept({f.gap(u"open"_s)}));
    QCOMPARE(f.count(Status::Accepted), 1);
    QCOMPARE(f.number(u"SELECT count(*) FROM waiver"_s), 1);
    QVERIFY(f.undo() && f.undo());
    QCOMPARE(f.count(Status::Accepted), 1);
    QCOMPARE(f.number(u"SELECT count(*) FROM waiver"_s), 1);
    QVERIFY(f.chainHolds());
}

void TestAcceptance::renewalKeepsWhatWasBefore()
{
    Fixture f;
    rules::Decision first = decision();
    first.on = today - 200;
    first.expires = today - 10;
    QVERIFY(f.accept({f.gap(u"open"_s)}, first));
    QCOMPARE(f.count(Status::Accepted), 0);
    QVERIFY(f.accept({f.gap(u"open"_s)}));
    QCOMPARE(f.count(Status::Accepted, today - 100), 1);
    QCOMPARE(f.count(Status::Accepted, today - 5), 0);
    QCOMPARE(f.count(Status::Accepted), 1);
}

void TestAcceptance::undoneAndDoneAgain()
{
    Fixture f;
    QVERIFY(f.accept({f.gap(u"open"_s), f.gap(u"open-too"_s)}));
    QCOMPARE(f.count(Status::Accepted), 2);
    const QList<store::Waiver> were = store::waivers(*f.values);
    QCOMPARE(were.size(), 2);
    QCOMPARE(were.at(0).reason, decision().reason);
    QVERIFY(f.undo());
    QCOMPARE(f.count(Status::Gap), 2);
    QCOMPARE(f.lastCause(), u"answer"_s);
    QVERIFY(f.redo());
    QCOMPARE(store::waivers(*f.values), were);
    QCOMPARE(f.count(Status::Accepted), 2);
    QVERIFY(f.chainHolds());
    // The log is what the chain is made of: a reason that somebody rewrites there shows.
    QCOMPARE(f.number(u"SELECT count(*) FROM change WHERE target='waiver' AND after LIKE '%pilot ends%'"_s), 4);
    QVERIFY(QSqlQuery(f.db()).exec(u"UPDATE change SET after=replace(after,'pilot','contract') WHERE target='waiver'"_s));
    QVERIFY(!f.chainHolds());
}

void TestAcceptance::withdrawn()
{
    Fixture f;
    QVERIFY(f.accept({f.gap(u"open"_s)}));
    QCOMPARE(f.count(Status::Accepted, today + 5), 1);
    QVERIFY(f.withdraw({f.gap(u"open"_s)}, today + 6));
    QCOMPARE(f.count(Status::Accepted, today + 5), 1);
    QCOMPARE(f.count(Status::Gap, today + 6), 2);
    QCOMPARE(f.lastCause(), u"answer"_s);
    const auto again = f.withdraw({f.gap(u"open"_s)}, today + 7);
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Refused);
    QVERIFY(f.undo());
    QCOMPARE(f.count(Status::Accepted, today + 6), 1);
    QVERIFY(f.redo());
    QCOMPARE(f.count(Status::Gap, today + 6), 2);
    QVERIFY(f.chainHolds());
}

void TestAcceptance::decisionsAreChecked_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("requestedBy");
    QTest::addColumn<QString>("approvedBy");
    QTest::addColumn<int>("days");
    QTest::addColumn<QString>("refusal");   // empty: accepted
    const QString why = u"It is a pilot"_s;
    const QString lending = u"Head of Lending"_s;
    const QString compliance = u"Head of Compliance"_s;
    QTest::newRow("complete") << why << lending << compliance << 100 << QString();
    QTest::newRow("without a reason") << QString() << lending << compliance << 100 << u"justification"_s;
    QTest::newRow("a blank reason") << u" \n\t "_s << lending << compliance << 100 << u"justification"_s;
    QTest::newRow("nobody asks") << why << u"  "_s << compliance << 100 << u"who asks"_s;
    QTest::newRow("nobody approves") << why << lending << u" - "_s << 100 << u"who approves"_s;
    QTest::newRow("approves what it asks for") << why << lending << lending << 100 << u"somebody else"_s;
    QTest::newRow("the same in other letters") << why << lending << u"  head of  LENDING. "_s << 100 << u"somebody else"_s;
    QTest::newRow("approved by the data protection officer") << why << lending << u"Data Protection Officer"_s << 100 << u"Art. 38(6)"_s;
    QTest::newRow("by its short name") << why << lending << u"Group DPO"_s << 100 << u"Art. 38(6)"_s;
    QTest::newRow("by its German name") << why << lending << u"Datenschutzbeauftragter"_s << 100 << u"Art. 38(6)"_s;
    QTest::newRow("by its French name") << why << lending << u"Délégué à la protection des données"_s << 100 << u"Art. 38(6)"_s;
    QTest::newRow("as this organisation calls it") << why << lending << u"privacy counsel"_s << 100 << u"Art. 38(6)"_s;
    QTest::newRow("its deputy") << why << lending << u"Deputy Privacy Counsel, Paris"_s << 100 << u"Art. 38(6)"_s;
    QTest::newRow("its id") << why << lending << u"privacy"_s << 100 << u"Art. 38(6)"_s;
    QTest::newRow("asked for by the data protection officer") << why << u"Data Protection Officer"_s << compliance << 100 << QString();
    QTest::newRow("approved by the auditor") << why << lending << u"internal auditor"_s << 100 << u"only reads"_s;
    QTest::newRow("expires on the day itself") << why << lending << compliance << 0 << u"after 2026-11-20"_s;
    QTest::newRow("expired already") << why << lending << compliance << -1 << u"after 2026-11-20"_s;
    QTest::newRow("expires tomorrow") << why << lending << compliance << 1 << QString();
    QTest::newRow("for two years") << why << lending << compliance << 731 << QString();   // 2028 has a 29 February
    QTest::newRow("for two years and a day") << why << lending << compliance << 732 << u"by 2028-11-20"_s;
}

void TestAcceptance::decisionsAreChecked()
{
    QFETCH(QString, reason);
    QFETCH(QString, requestedBy);
    QFETCH(QString, approvedBy);
    QFETCH(int, days);
    QFETCH(QString, refusal);
    Fixture f;
    const qint64 sets = f.number(u"SELECT count(*) FROM change_set"_s);
    const auto done = f.accept({f.gap(u"open"_s)}, {reason, requestedBy, approvedBy, today, today + days});
    QCOMPARE(done.has_value(), refusal.isEmpty());
    QCOMPARE(f.number(u"SELECT count(*) FROM waiver"_s), refusal.isEmpty() ? 1 : 0);
    QCOMPARE(f.number(u"SELECT count(*) FROM change_set"_s), sets + (refusal.isEmpty() ? 1 : 0));
    if (done)
        return;
    QCOMPARE(done.error().code, ErrorCode::Refused);
    QVERIFY2(done.error().detail.contains(refusal), qPrintable(done.error().detail));
}

void TestAcceptance::onlyGapsOutsideTheLaw_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("refusal");
    QTest::newRow("binding law") << u"L-1"_s << u"open"_s << u"known breach, with a plan, a date and an accountable executive"_s;
    QTest::newRow("what is unknown") << u"P-1"_s << u"unsaid"_s << u"unknown, not a gap"_s;
    QTest::newRow("what is met") << u"P-1"_s << u"met"_s << u"is met"_s;
    QTest::newRow("what the rule is not about") << u"P-1"_s << u"test"_s << u"does not apply here"_s;
    QTest::newRow("what is not judged") << u"P-1"_s << u"disk"_s << u"not judged"_s;
    QTest::newRow("before its day") << u"P-2"_s << u"open"_s << u"does not apply yet"_s;
    QTest::newRow("no such rule") << u"P-9"_s << u"open"_s << u"no such rule"_s;
    QTest::newRow("no such thing") << u"P-1"_s << u"nowhere"_s << u"no such thing"_s;
    QTest::newRow("accepted already") << u"P-1"_s << u"open-too"_s << u"accepted already"_s;
}

void TestAcceptance::onlyGapsOutsideTheLaw()
{
    QFETCH(QString, rule);
    QFETCH(QString, key);
    QFETCH(QString, refusal);
    Fixture f;
    QVERIFY(f.accept({f.gap(u"open-too"_s)}));
    const auto done = f.accept({f.gap(key, rule)});
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Refused);
    QVERIFY2(done.error().detail.contains(refusal), qPrintable(done.error().detail));
    QVERIFY2(done.error().where.startsWith(rule), qPrintable(done.error().where));
    QCOMPARE(f.number(u"SELECT count(*) FROM waiver"_s), 1);
}

// The Act asks for no record of the risk class as such: a use without one is weak by our own policy, which the business owner may accept. The
// duties that follow from the class are law.
void TestAcceptance::shippedRulesOfTheAiAct()
{
    const auto catalogue = rules::loadBuiltinCatalogue();
    QVERIFY(catalogue.has_value());
    const QList<rules::Pack> packs = rules::loadBuiltinPacks(*catalogue).value_or({});
    const auto pack = std::find_if(packs.cbegin(), packs.cend(), [](const rules::Pack &one) { return one.id == u"eu-ai-act"_s; });
    QVERIFY(pack != packs.cend());
    for (const auto &[rule, acceptable] : {std::pair(u"AIA-06-01"_s, true), std::pair(u"AIA-06-03"_s, false), std::pair(u"AIA-09-01"_s, false), std::pair(u"AIA-09-01-A"_s, true)}) {
        QVERIFY2(pack->rule(rule), qPrintable(rule));
        QCOMPARE(rules::whyNotAcceptable(*pack, *pack->rule(rule), domain::toDay(QDate(2026, 11, 23))).isEmpty(), acceptable);
    }
}

// Regulation (EU) 2026/1744 has the duties for high-risk uses of Annex III apply from 2 December 2027: whoever has not classified a use by then can't tell
// whether he breaks them.
void TestAcceptance::acceptedUntilDutiesOfLawRestOnIt()
{
    const auto catalogue = rules::loadBuiltinCatalogue();
    QVERIFY(catalogue.has_value());
    const QList<rules::Pack> packs = rules::loadBuiltinPacks(*catalogue).value_or({});
    const auto pack = std::find_if(packs.cbegin(), packs.cend(), [](const rules::Pack &one) { return one.id == u"eu-ai-act"_s; });
    QVERIFY(pack != packs.cend());
    const rules::Rule &classified = *pack->rule(u"AIA-06-01");
    const auto day = [](int y, int m, int d) { return domain::toDay(QDate(y, m, d)); };
    QCOMPARE(rules::lastExpiry(day(2026, 11, 23), {&classified}), day(2027, 12, 2)); // not two years on
    QCOMPARE(rules::lastExpiry(day(2025, 6, 1), {&classified}), day(2027, 6, 1));
    QCOMPARE(rules::lastExpiry(day(2026, 11, 23), {}), day(2028, 11, 23));
    QVERIFY(rules::whyNotAcceptable(*pack, classified, day(2027, 12, 1)).isEmpty());
    QVERIFY(rules::whyNotAcceptable(*pack, classified, day(2027, 12, 2)).contains(u"2027-12-02"_s));

    Fixture f;
    f.packs[0].rules[0].bindsFrom = today + 50;
    rules::Decision until = decision(); // a hundred days
    const auto tooLong = f.accept({f.gap(u"open"_s)}, until);
    QVERIFY(!tooLong);
    QVERIFY2(tooLong.error().detail.contains(u"must expire by "_s + domain::fromDay(today + 50).toString(Qt::ISODate)), qPrintable(tooLong.error().detail));
    until.expires = today + 50;
    QVERIFY(f.accept({f.gap(u"open"_s)}, until));
    QCOMPARE(f.count(Status::Accepted, today + 49), 1);
    QCOMPARE(f.count(Status::Gap, today + 50), 2);
    // A decision that was taken before the day was known ends with it all the same, and by nobody's deed.
    Fixture older;
    QVERIFY(older.accept({older.gap(u"open"_s)}));
    older.packs[0].rules[0].bindsFrom = today + 50;
    QCOMPARE(older.count(Status::Accepted, today + 49), 1);
    QCOMPARE(older.count(Status::Gap, today + 50), 2);
    QCOMPARE(older.lastCause(), u"law"_s);
    until.on = today + 60;
    until.expires = today + 90;
    QVERIFY(!older.accept({older.gap(u"open-too"_s)}, until));
}

void TestAcceptance::aPlanEndsBeforeDutiesOfLawRestOnIt()
{
    Fixture f;
    f.packs[0].rules[0].bindsFrom = today + 50;
    QCOMPARE(f.count(Status::Gap), 2);
    const qint64 issue = f.number(u"SELECT i.id FROM issue i JOIN rule r ON r.id=i.rule WHERE r.name='P-1' LIMIT 1"_s);
    const qint64 law = f.number(u"SELECT i.id FROM issue i JOIN rule r ON r.id=i.rule WHERE r.name='L-1' LIMIT 1"_s);
    QCOMPARE(rules::lastDueOf(*f.values, f.packs, issue, today), std::optional(today + 49));
    QCOMPARE(rules::lastDueOf(*f.values, f.packs, law, today), std::optional<Day>()); // binding already: the plan says when the breach ends
    QCOMPARE(rules::lastDueOf(*f.values, f.packs, issue, today + 50), std::optional<Day>());
    const auto plan = [&](Day due) { return store::assign(*f.values, issue, {u"AI officer"_s, u"Classify"_s, due}, today, u"Assign"_s, {}, f.at, today + 49); };
    const auto late = plan(today + 50);
    QVERIFY(!late);
    QVERIFY2(late.error().detail.contains(domain::fromDay(today + 49).toString(Qt::ISODate)), qPrintable(late.error().detail));
    QVERIFY(plan(today + 49));
}

void TestAcceptance::allOrNone()
{
    Fixture f;
    QVERIFY(!f.accept({f.gap(u"open"_s), f.gap(u"unsaid"_s)}));
    QVERIFY(!f.accept({f.gap(u"open"_s), f.gap(u"open"_s, u"L-1"_s)}));
    QVERIFY(!f.accept({}));
    QCOMPARE(f.number(u"SELECT count(*) FROM waiver"_s), 0);
    // Named twice it is accepted once.
    QVERIFY(f.accept({f.gap(u"open"_s), f.gap(u"open-too"_s), f.gap(u"open"_s)}));
    QCOMPARE(f.number(u"SELECT count(*) FROM waiver"_s), 2);
}

namespace {

/// A rule with two grounds, one of which compares with a threshold. "%what": what else is asked; "%title": what it is called.
const QByteArray agingText = R"({"pack":"aging","version":"1","title":"Aging","legal_status":"own_policy",
  "parameters":{"oldest":{"value":365,"unit":"days","label":"Oldest test of an exit"}},
  "rules":[{"id":"T-1","title":"%title","entity":"workload","severity":"high",%examples "applies_if":{"attr":"env","is":"prod"},
    "gap_if":{"any":[{"attr":"encryption_at_rest","is":false},{"attr":"exit_tested_at","older_than_days":{"param":"oldest"}}%what]}}]})";

rules::Pack aging(const Fixture &f, const QList<rules::PackChange> &changes = {}, const QByteArray &what = {}, const QByteArray &title = "Encrypted, and its exit tested")
{
    QByteArray text = agingText;
    text.replace("%examples", examples).replace("%what", what).replace("%title", title);
    const rules::LoadedPack loaded = rules::loadPack(text, f.catalogue);
    if (!loaded.pack)
        qFatal("%s", qPrintable(loaded.errors.constFirst().where + loaded.errors.constFirst().message));
    QList<domain::Diagnostic> faults;
    const rules::Pack pack = rules::changed(*loaded.pack, changes, f.catalogue, {}, faults);
    if (!faults.isEmpty())
        qFatal("%s", qPrintable(faults.constFirst().message));
    return pack;
}

rules::PackChange threshold(double days)
{
    rules::PackChange change;
    change.kind = rules::PackChange::Kind::Parameter;
    change.pack = u"aging"_s;
    change.name = u"oldest"_s;
    change.value = days;
    return change;
}

rules::PackChange scope(const QByteArray &condition)
{
    rules::PackChange change;
    change.kind = rules::PackChange::Kind::Scope;
    change.pack = u"aging"_s;
    change.name = u"T-1"_s;
    change.condition = condition;
    change.by.why = u"as agreed"_s;
    return change;
}

} // namespace

void TestAcceptance::anotherThresholdOrScopeLeavesItAccepted_data()
{
    QTest::addColumn<QList<rules::PackChange>>("changes");
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("title");
    QTest::addColumn<bool>("stays");
    const QByteArray title = "Encrypted, and its exit tested";
    // The exit was tested 323 days before.
    QTest::newRow("nothing") << QList<rules::PackChange>() << QByteArray() << title << true;
    QTest::newRow("a wider threshold") << QList{threshold(1000)} << QByteArray() << title << true;
    QTest::newRow("a narrower one, which turns no condition") << QList{threshold(330)} << QByteArray() << title << true;
    QTest::newRow("one that makes a second ground come true") << QList{threshold(300)} << QByteArray() << title << false;
    QTest::newRow("a scope that keeps it") << QList{scope(R"({"attr":"env","is":"prod"})")} << QByteArray() << title << true;
    QTest::newRow("a threshold and a scope") << QList{threshold(330), scope(R"({"not":{"attr":"env","is":"test"}})")} << QByteArray() << title << true;
    QTest::newRow("other words") << QList<rules::PackChange>() << QByteArray() << QByteArray("Another title") << true;
    QTest::newRow("another question") << QList<rules::PackChange>() << QByteArray(R"(,{"attr":"env","is":"test"})") << title << false;
    QTest::newRow("another question, under the same threshold as before") << QList{threshold(330)} << QByteArray(R"(,{"attr":"env","is":"test"})") << title << false;
}

void TestAcceptance::anotherThresholdOrScopeLeavesItAccepted()
{
    QFETCH(QList<rules::PackChange>, changes);
    QFETCH(QByteArray, what);
    QFETCH(QByteArray, title);
    QFETCH(bool, stays);
    Fixture f;
    const domain::Attribute &a = *f.catalogue.attribute(EntityKind::Workload, u"exit_tested_at"_s);
    QVERIFY(store::applyEdits(*f.values, {{EntityKind::Workload, u"open"_s, a.name, *store::parseTyped(u"2026-01-01"_s, a), {}, {}}}, u"edit"_s, {}, f.at));
    f.packs = {aging(f)};
    QVERIFY(f.accept({f.gap(u"open"_s, u"T-1"_s)}));
    QCOMPARE(f.count(Status::Accepted), 1);
    f.packs = {aging(f, changes, what, title)};
    QCOMPARE(f.count(Status::Accepted), stays ? 1 : 0);
    // As it was: accepted again, without another decision.
    f.packs = {aging(f)};
    QCOMPARE(f.count(Status::Accepted), 1);
    // And decided under the change it holds without it, where the same grounds are met.
    QVERIFY(f.undo());
    f.packs = {aging(f, changes, what, title)};
    QVERIFY(f.accept({f.gap(u"open"_s, u"T-1"_s)}));
    QCOMPARE(f.count(Status::Accepted), 1);
    f.packs = {aging(f)};
    QCOMPARE(f.count(Status::Accepted), stays ? 1 : 0);
}

void TestAcceptance::whatIsSwitchedOffIsNotAccepted()
{
    Fixture f;
    QVERIFY(f.accept({f.gap(u"open"_s)}));
    rules::PackChange off;
    off.pack = u"rules-of-p"_s;
    off.name = u"P-1"_s;
    off.by.why = u"Judged by the group"_s;
    QList<domain::Diagnostic> faults;
    f.packs[0] = rules::changed(f.packs.at(0), {off}, f.catalogue, {}, faults);
    QVERIFY(faults.isEmpty());
    const auto done = f.accept({f.gap(u"open-too"_s)});
    QVERIFY(!done);
    QVERIFY2(done.error().detail.contains(u"switched off"_s), qPrintable(done.error().detail));
    QCOMPARE(rules::switchedOffRules(f.packs), QStringList{u"P-1 (Judged by the group)"_s});
    QCOMPARE(rules::switchedOffRules(f.packs, {EntityKind::Transfer}), QStringList());
    // What was decided before holds again with the rule.
    f.packs[0].rules[0].off.reset();
    QCOMPARE(f.count(Status::Accepted), 1);
}

BAILIWICK_TEST(QCoreApplication, TestAcceptance)

} // namespace tst_acceptance

#include "tst_acceptance.moc"
