// SPDX-License-Identifier: GPL-3.0-or-later
// What a framework asks, how much of it is decided, and whom it concerns.
#include "rules/concern.h"
#include "rules/examplewriter.h"
#include "rules/packloader.h"
#include "rules/references.h"
#include "rules/requirements.h"
#include "store/referencedata.h"
#include "support/testmain.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

namespace tst_requirements {

using namespace Qt::StringLiterals;
using domain::Status;
using rules::Reach;
using rules::Standing;
using rules::StatusCounts;

namespace {

/// "pass 3, gap 1" as counts.
StatusCounts countsOf(const QString &words)
{
    StatusCounts counts{};
    for (const QString &part : words.split(u", "_s, Qt::SkipEmptyParts))
        counts.at(static_cast<std::size_t>(*domain::statusFromName(part.section(u' ', 0, 0)))) = part.section(u' ', 1).toLongLong();
    return counts;
}

} // namespace

class TestRequirements : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto catalogue = rules::loadBuiltinCatalogue();
        QVERIFY(catalogue);
        m_catalogue = *catalogue;
        const auto references = rules::builtinReferences();
        QVERIFY(references);
        auto packs = rules::loadBuiltinPacks(m_catalogue, *references);
        QVERIFY2(packs, packs ? "" : qPrintable(packs.error().where + packs.error().detail));
        m_packs = *packs;
    }

    void standing_data()
    {
        QTest::addColumn<int>("reach");
        QTest::addColumn<QStringList>("results");
        QTest::addColumn<int>("standing");
        QTest::addColumn<QString>("worst");
        const auto row = [](const char *name, Reach reach, const QStringList &results, Standing standing, const QString &worst) {
            QTest::newRow(name) << static_cast<int>(reach) << results << static_cast<int>(standing) << worst;
        };
        row("all met", Reach::Inventory, {u"pass 3"_s}, Standing::Decided, u"pass"_s);
        row("a gap is a decision", Reach::Inventory, {u"pass 3, gap 1"_s}, Standing::Decided, u"gap"_s);
        row("an acceptance is a decision", Reach::Inventory, {u"accepted 1"_s}, Standing::Decided, u"accepted"_s);
        row("one unknown keeps it open", Reach::Inventory, {u"pass 300, unknown 1"_s}, Standing::Open, u"unknown"_s);
        row("an error keeps it open", Reach::Inventory, {u"pass 3, error 1"_s}, Standing::Open, u"error"_s);
        row("one rule decided, one open", Reach::Inventory, {u"pass 3"_s, u"unknown 2"_s}, Standing::Open, u"unknown"_s);
        row("a gap and an unknown", Reach::Inventory, {u"gap 3"_s, u"unknown 2"_s}, Standing::Open, u"gap"_s);
        row("facts that people were asked for decide it", Reach::Question, {u"gap 1"_s}, Standing::Decided, u"gap"_s);
        row("nothing is concerned", Reach::Inventory, {u"not_applicable 9"_s}, Standing::NotConcerned, u"not_applicable"_s);
        row("not in force yet", Reach::Inventory, {u"not_yet_applicable 9"_s}, Standing::NotYet, u"not_yet_applicable"_s);
        row("nothing to judge", Reach::Inventory, {QString()}, Standing::NotConcerned, QString());
        row("a rule was not asked", Reach::Inventory, {u"pass 1"_s, u"-"_s}, Standing::Open, u"pass"_s);
        row("a person would have to judge", Reach::Question, {}, Standing::Open, QString());
        row("out of reach", Reach::Outside, {}, Standing::OutOfReach, QString());
    }

    void standing()
    {
        QFETCH(int, reach);
        QFETCH(QStringList, results);
        rules::Requirement requirement{u"1"_s, u"One"_s, QString(), static_cast<Reach>(reach), {}};
        QHash<QString, StatusCounts> byRule;
        for (const QString &words : results) {
            const QString id = u"R-%1"_s.arg(requirement.rules.size());
            requirement.rules.append(id);
            if (words != u"-"_s)
                byRule.insert(id, countsOf(words));
        }
        const rules::RequirementResult result = rules::resultOf(requirement, byRule);
        QTEST(static_cast<int>(result.standing), "standing");
        QTEST(result.worst ? domain::statusName(*result.worst) : QString(), "worst");
    }

    /// Rules that look at a part, and limits of our own beside what a law asks ("own: ..."); then a person's answer on the whole, where there is one.
    void inPart_data()
    {
        QTest::addColumn<bool>("partly");
        QTest::addColumn<QStringList>("results");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<int>("standing");
        QTest::addColumn<QString>("worst");
        const auto row = [](const char *name, bool partly, const QStringList &results, const QString &answer, Standing standing, const QString &worst) {
            QTest::newRow(name) << partly << results << answer << static_cast<int>(standing) << worst;
        };
        row("a part that is met leaves the rest open", true, {u"pass 3"_s}, {}, Standing::Open, u"unknown"_s);
        row("a part that is missing is missing", true, {u"pass 3, gap 1"_s}, {}, Standing::Open, u"gap"_s);
        row("a part that is accepted leaves the rest open", true, {u"accepted 1"_s}, {}, Standing::Open, u"unknown"_s);
        row("a part that concerns nothing says nothing", true, {u"not_applicable 3"_s}, {}, Standing::Open, QString());
        row("a part of what is not in force yet", true, {u"not_yet_applicable 3"_s}, {}, Standing::NotYet, u"not_yet_applicable"_s);
        row("a person found the whole met", true, {u"pass 3"_s}, u"met"_s, Standing::Answered, u"pass"_s);
        row("a person found the whole met, of a part facts are missing", true, {u"pass 3, unknown 1"_s}, u"met"_s, Standing::Answered, u"pass"_s);
        row("a person's word does not mend a gap", true, {u"gap 1"_s}, u"met"_s, Standing::Answered, u"gap"_s);
        row("nor does one that it does not apply", true, {u"gap 1"_s}, u"not_applicable"_s, Standing::Answered, u"gap"_s);
        row("a person found it not met", true, {u"pass 3"_s}, u"not_met"_s, Standing::Answered, u"gap"_s);
        row("met in law, short of our own limit", false, {u"pass 3"_s, u"own: gap 2"_s}, {}, Standing::Decided, u"pass"_s);
        row("met in law, results beside it open", false, {u"pass 3"_s, u"own: unknown 2"_s}, {}, Standing::Open, u"unknown"_s);
        row("a gap in law, results beside it open", false, {u"gap 1"_s, u"own: unknown 2"_s}, {}, Standing::Open, u"gap"_s);
        row("a gap in law, our own limit kept", false, {u"gap 1"_s, u"own: pass 2"_s}, {}, Standing::Decided, u"gap"_s);
        row("only a limit of our own, not kept", true, {u"own: gap 2"_s}, {}, Standing::Open, u"unknown"_s);
        row("only a limit of our own, kept", true, {u"own: pass 2"_s}, {}, Standing::Open, u"unknown"_s);
        row("only a limit of our own, and people found it met", true, {u"own: gap 2"_s}, u"met"_s, Standing::Answered, u"pass"_s);
    }

    void inPart()
    {
        QFETCH(bool, partly);
        QFETCH(QStringList, results);
        QFETCH(QString, answer);
        rules::Requirement requirement{u"1"_s, u"One"_s, QString(), Reach::Inventory, {}, partly};
        QHash<QString, StatusCounts> byRule;
        QSet<QString> own;
        for (QString words : std::as_const(results)) {
            const QString id = u"R-%1"_s.arg(requirement.rules.size());
            requirement.rules.append(id);
            if (words.startsWith(u"own: "_s)) {
                own.insert(id);
                words = words.mid(5);
            }
            byRule.insert(id, countsOf(words));
        }
        rules::RequirementResult result = rules::resultOf(requirement, byRule, {}, {}, own);
        QCOMPARE(rules::isForPeople({}, requirement), partly);
        if (const auto said = domain::fulfilmentFromName(answer)) {
            rules::PeoplesFinding found;
            found.worst = *said;
            result = rules::answered(result, found);
        }
        QTEST(static_cast<int>(result.standing), "standing");
        QTEST(result.worst ? domain::statusName(*result.worst) : QString(), "worst");
    }

    // A limit of our own says nothing of the whole of an article or a control.
    void ownLimitsDecideNoArticle()
    {
        for (const rules::Pack &pack : std::as_const(m_packs)) {
            const auto list = rules::requirementsOf(pack);
            if (pack.legalStatus == domain::LegalStatus::OwnPolicy || !list || !list->whole || list->assessed)
                continue;
            for (const rules::Requirement &r : list->requirements) {
                const bool onlyOwn = !r.rules.isEmpty() && std::all_of(r.rules.cbegin(), r.rules.cend(), [&](const QString &id) { return pack.rule(id)->legalStatus == domain::LegalStatus::OwnPolicy; });
                QVERIFY2(!onlyOwn || r.partly, qPrintable(pack.id + u' ' + r.id));
            }
        }
    }

    void everyFrameworkHasAList_data()
    {
        QTest::addColumn<qsizetype>("at");
        for (qsizetype i = 0; i < m_packs.size(); ++i)
            QTest::newRow(qPrintable(m_packs.at(i).id)) << i;
    }

    // Each rule belongs to a requirement, and the sum of how they stand is their number.
    void everyFrameworkHasAList()
    {
        QFETCH(qsizetype, at);
        const rules::Pack &pack = m_packs.at(at);
        const auto list = rules::requirementsOf(pack);
        QVERIFY2(list, list ? "" : qPrintable(list.error().where + u' ' + list.error().detail));
        QSet<QString> spoken;
        rules::Coverage coverage;
        for (const rules::Requirement &r : list->requirements) {
            spoken += QSet<QString>(r.rules.begin(), r.rules.end());
            coverage.add(rules::resultOf(r, {}).standing);
        }
        QCOMPARE(spoken.size(), pack.rules.size());
        QCOMPARE(coverage.all, static_cast<int>(list->requirements.size()));
        QCOMPARE(coverage.decided + coverage.answered + coverage.open + coverage.notConcerned + coverage.notYet + coverage.outOfReach, coverage.all);
        QCOMPARE(coverage.decided + coverage.answered + coverage.notConcerned, 0); // nothing was evaluated
    }

    void wholeLists_data()
    {
        QTest::addColumn<int>("least");
        // How many articles or controls the text itself has; entries are more where an article is split.
        QTest::newRow("gdpr") << 99;
        QTest::newRow("eu-ai-act") << 113;
        QTest::newRow("nis2") << 46;
        QTest::newRow("dora") << 64;
        QTest::newRow("eu-data-act") << 50;
        QTest::newRow("bsi-c5") << 121;
        QTest::newRow("iso-42001") << 38;
        QTest::newRow("iso-27001") << 93;
        QTest::newRow("eu-csf") << 48;
        QTest::newRow("secnumcloud") << 60;
        QTest::newRow("bsi-c3a") << 8;
    }

    void wholeLists()
    {
        QFETCH(int, least);
        const auto pack = std::find_if(m_packs.cbegin(), m_packs.cend(), [](const rules::Pack &p) { return p.id == QLatin1String(QTest::currentDataTag()); });
        QVERIFY(pack != m_packs.cend());
        const auto list = rules::requirementsOf(*pack);
        QVERIFY(list);
        QVERIFY(list->whole);
        QVERIFY2(list->requirements.size() >= least, qPrintable(QString::number(list->requirements.size())));
    }

    void listsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("where");
        const auto row = [](const char *name, const QByteArray &requirements, const QString &where) {
            QTest::newRow(name) << R"({"pack":"eucs","version":"1","requirements":[)" + requirements + "]}" << u"x.json#"_s + where;
        };
        row("none", "", u"/requirements"_s);
        row("without a title", R"({"id":"1","title":"","reach":"outside"})", u"/requirements/0"_s);
        row("twice", R"({"id":"1","title":"a","reach":"outside"},{"id":"1","title":"b","reach":"outside"})", u"/requirements/1/id"_s);
        row("unknown reach", R"({"id":"1","title":"a","reach":"maybe"})", u"/requirements/0/reach"_s);
        row("unknown rule", R"({"id":"1","title":"a","reach":"inventory","rules":["EUCS-99"]})", u"/requirements/0/rules"_s);
        row("out of reach, yet decided", R"({"id":"1","title":"a","reach":"outside","rules":["EUCS-00"]})", u"/requirements/0/reach"_s);
        row("decided by nothing", R"({"id":"1","title":"a","reach":"inventory"})", u"/requirements/0/rules"_s);
        row("a rule is forgotten", R"({"id":"1","title":"a","reach":"inventory","rules":["EUCS-00"]})", u"/requirements"_s);
        QTest::newRow("of another framework") << QByteArray(R"({"pack":"gdpr","requirements":[]})") << u"x.json#/pack"_s;
        QTest::newRow("no JSON") << QByteArray("{") << u"x.json#"_s;
        QTest::newRow("an edition in another's file") << QByteArray(R"({"pack":"eucs","edition":"2027","requirements":[{"id":"1","title":"a","reach":"outside"}]})") << u"x.json#/edition"_s;
        QTest::newRow("certificates that leave nothing") << QByteArray(R"({"pack":"eucs","certificates":{"schemes":["EUCS"]},"requirements":[]})") << u"x.json#/certificates"_s;
    }

    void listsAreRefused()
    {
        QFETCH(QByteArray, json);
        const auto pack = std::find_if(m_packs.cbegin(), m_packs.cend(), [](const rules::Pack &p) { return p.id == u"eucs"_s; });
        QVERIFY(pack != m_packs.cend());
        const auto list = rules::readRequirements(json, *pack, u"x.json"_s);
        QVERIFY(!list);
        QTEST(list.error().where, "where");
        QVERIFY(!list.error().detail.isEmpty());
    }

    void concerned_data()
    {
        QTest::addColumn<QByteArray>("entity");
        QTest::addColumn<QString>("framework");
        QTest::addColumn<QString>("answer");
        const auto row = [](const char *name, const QByteArray &facts, const QString &framework, const QString &answer) {
            QTest::newRow(name) << R"([{"kind":"legal_entity","key":"x",)" + facts + "}]" << framework << answer;
        };
        const QByteArray bank = R"("country":"DE","established_in":["DE"],"customers_in":["DE","CH"],"entity_types":["financial_entity"])";
        row("a bank in Germany, DORA", bank, u"dora"_s, u"yes"_s);
        row("a bank in Germany, GDPR", bank, u"gdpr"_s, u"yes"_s);
        row("customers in Switzerland", bank, u"ch-fadp"_s, u"yes"_s);
        row("nothing in Korea", bank, u"kr-pipa-ai"_s, u"no"_s);
        row("no public body of Spain", bank, u"ens"_s, u"no"_s);
        row("its supervision is not recorded", R"("country":"DE")", u"dora"_s, u"perhaps"_s);
        row("a factory is no financial entity", R"("country":"DE","entity_types":{"none":true})", u"dora"_s, u"no"_s);
        row("a Swiss bank is not under DORA", R"("country":"CH","established_in":["CH"],"entity_types":["financial_entity"])", u"dora"_s, u"no"_s);
    }

    void concerned()
    {
        QFETCH(QByteArray, entity);
        QFETCH(QString, framework);
        rules::MemoryWorkspace workspace;
        QVERIFY(workspace.open());
        QSqlDatabase &db = workspace.database();
        QVERIFY(store::loadReferenceData(db));
        const auto written = rules::ExampleWriter(db, m_catalogue).write(QJsonDocument::fromJson(entity).array());
        QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
        const auto concerns = rules::concernedEntities(db, m_catalogue, m_packs, domain::toDay(QDate(2026, 11, 20)));
        QVERIFY2(concerns, concerns ? "" : qPrintable(concerns.error().detail));
        QString answer = u"not asked"_s;
        for (const rules::Concern &c : *concerns) {
            if (c.framework == framework)
                answer = !c.entities.isEmpty() ? u"yes"_s : !c.perhaps.isEmpty() ? u"perhaps"_s : u"no"_s;
        }
        QTEST(answer, "answer");
    }

    void nothingIsAskedOfNobody_data()
    {
        QTest::addColumn<QByteArray>("types");
        QTest::addColumn<QString>("results");
        QTest::addColumn<QByteArray>("since"); // when the framework as a whole begins; the rule rests on an older law
        const QByteArray old("2018-01-01");
        // w1 may hold controlled data, w2 does and is not encrypted, w3 does not.
        QTest::newRow("it concerns us") << QByteArray(R"("entity_types":["defence_contractor"],)") << u"gap 1, unknown 1"_s << old;
        QTest::newRow("perhaps") << QByteArray() << u"gap 1, unknown 1"_s << old;
        QTest::newRow("perhaps, before the framework's own day") << QByteArray() << u"gap 1, unknown 1"_s << QByteArray("2027-05-13");
        QTest::newRow("it concerns nobody") << QByteArray(R"("entity_types":["financial_entity"],)") << u"gap 1"_s << old;
    }

    void nothingIsAskedOfNobody()
    {
        QFETCH(QByteArray, types);
        QFETCH(QByteArray, since);
        const QByteArray example = R"({"as_of":"2026-11-20","subject":"workload:w","expect":"gap","given":[]})";
        const rules::LoadedPack loaded = rules::loadPack(R"({"pack":"test","version":"1","title":"Test","legal_status":"law",
            "concerns":{"if":{"attr":"entity_types","contains":"defence_contractor"},"words":"contractors of the defence"},"applies_from":")" + since + R"(",
            "rules":[{"id":"A","title":"Not encrypted","entity":"workload","severity":"high","only_concerned":true,"applies_from":"2015-01-01",
            "applies_if":{"attr":"data_classes","contains":"cui"},"gap_if":{"attr":"encryption_at_rest","is":false},"examples":[)" + example + ',' + example + ',' + example + "]}]}", m_catalogue);
        QVERIFY2(loaded.pack, loaded.errors.isEmpty() ? "" : qPrintable(loaded.errors.constFirst().where + loaded.errors.constFirst().message));
        rules::MemoryWorkspace workspace;
        QVERIFY(workspace.open());
        QSqlDatabase &db = workspace.database();
        QVERIFY(store::loadReferenceData(db));
        const QByteArray world = R"([{"kind":"legal_entity","key":"x",)" + types + R"("country":"DE"},{"kind":"workload","key":"w1"},
            {"kind":"workload","key":"w2","data_classes":["cui"],"encryption_at_rest":false},{"kind":"workload","key":"w3","data_classes":["personal"]}])";
        QVERIFY(rules::ExampleWriter(db, m_catalogue).write(QJsonDocument::fromJson(world).array()));
        rules::RunRequest request;
        request.asOf = domain::toDay(QDate(2026, 11, 20));
        request.at = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC);
        domain::QuietJob job;
        const auto run = rules::evaluate(db, m_catalogue, {*loaded.pack}, request, job);
        QVERIFY2(run, run ? "" : qPrintable(run.error().detail));
        QStringList results;
        for (int s = 0; s < domain::StatusCount; ++s) {
            if (const qint64 n = run->rules.constFirst().counts.at(static_cast<std::size_t>(s)); n > 0)
                results.append(domain::statusName(static_cast<Status>(s)) + u' ' + QString::number(n));
        }
        QTEST(results.join(u", "_s), "results");
    }

private:
    domain::Catalogue m_catalogue;
    QList<rules::Pack> m_packs;
};

BAILIWICK_TEST(QCoreApplication, TestRequirements)

} // namespace tst_requirements

#include "tst_requirements.moc"
