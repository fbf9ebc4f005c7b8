// SPDX-License-Identifier: GPL-3.0-or-later
#include "csf/proposals.h"
#include "csf/weakestlink.h"
#include "support/testmain.h"

#include <QRandomGenerator>
#include <QTest>

namespace tst_weakestlink {

using namespace Qt::StringLiterals;
using namespace csf;

namespace {

const Calculator &calculator()
{
    static const Calculator c = *Calculator::shipped();
    return c;
}
const Weights &pdf() { return *calculator().weights(u"pdf"); }

Answers randomAnswers(QRandomGenerator &random, double open)
{
    Answers answers;
    for (const Criterion &c : calculator().criteria)
        answers.append(random.generateDouble() < open ? 0 : random.bounded(1, int(c.answers.size()) + 1));
    return answers;
}

Facts serviceOf(const QList<SystemFacts> &systems)
{
    Facts f;
    f.provider = u"Kontora"_s;
    f.systems = systems;
    return f;
}
SystemFacts keysOf(KeyCustody custody, Said clear = {}, Said zone = true)
{
    SystemFacts s;
    s.keys = custody;
    s.processedInClear = clear;
    s.keysInZone = zone;
    return s;
}
/// "3.1=5", "3.1<=3"; empty: no proposal.
QString proposed(const Facts &f, const QString &criterion, QString *sentence = nullptr)
{
    for (const Proposal &p : propose(calculator(), f)) {
        if (calculator().criteria.at(p.criterion).id != criterion)
            continue;
        if (sentence)
            *sentence = p.sentence(calculator());
        return criterion + (p.atMost ? u"<="_s : u"="_s) + QString::number(p.answer);
    }
    return {};
}

} // namespace

/// What stands on several services, what only evidence bears out, and what the inventory proposes.
class TestWeakestLink : public QObject
{
    Q_OBJECT

private slots:
    void theWeakestDecides()
    {
        Answers strong = calculator().none();
        Answers weak = calculator().none();
        const int keys = calculator().indexOf(u"3.1");
        const int place = calculator().indexOf(u"3.4");
        strong[keys] = 5;
        weak[keys] = 2;
        strong[place] = 5;
        const WeakestLink link = weakestLink(calculator(), {strong, weak});
        QCOMPARE(link.weakest.at(keys), 2);
        QCOMPARE(link.from.at(keys), 1);
        QCOMPARE(link.weakest.at(place), 5);
        QCOMPARE(link.decided.at(place), 0);
        QCOMPARE(link.open.at(place), 1);
        const Assessment a = assess(calculator(), link, pdf());
        QCOMPARE(*a.seal, 1);
        QVERIFY(a.open.contains(place) && !a.open.contains(keys));
        // 50 of 1000 points at 10 % are sure; what is open with one can reach the other's answer and no more.
        QCOMPARE(a.score.text(1), u"0.5"_s);
        QCOMPARE(a.objectives.at(2).possible.text(1), u"85.0"_s);
        QCOMPARE(weakestLink(calculator(), {}).weakest, calculator().none());
    }

    // A system has an answer of its own beside the service that it runs on: it can lower what the service has, and opens nothing.
    void ofOnesOwnBesideTheService_data()
    {
        QTest::addColumn<int>("service");
        QTest::addColumn<int>("own");
        QTest::addColumn<int>("decided");
        QTest::addColumn<int>("weakest");
        QTest::newRow("the service's stands") << 5 << 0 << 5 << 5;
        QTest::newRow("the own is lower") << 5 << 2 << 2 << 2;
        QTest::newRow("the service's is lower") << 2 << 5 << 2 << 2;
        QTest::newRow("the service's is open: the own one can't close it, but bounds it") << 0 << 5 << 0 << 5;
        QTest::newRow("neither") << 0 << 0 << 0 << 0;
    }
    void ofOnesOwnBesideTheService()
    {
        QFETCH(int, service);
        QFETCH(int, own);
        const int place = calculator().indexOf(u"3.4");
        const int keys = calculator().indexOf(u"3.1");
        Answers services = calculator().none();
        Answers ones = calculator().none();
        services[keys] = 4;
        services[place] = service;
        ones[place] = own;
        const WeakestLink link = weakestLink(calculator(), {Link(ones, true), services});
        QTEST(link.decided.at(place), "decided");
        QTEST(link.weakest.at(place), "weakest");
        QCOMPARE(link.open.at(place), service == 0 ? 1 : 0);
        // What only the service speaks of is as decided as it was.
        QCOMPARE(link.decided.at(keys), 4);
        QCOMPARE(link.open.at(keys), 0);
        // An own answer that nothing stands under decides nothing.
        QCOMPARE(weakestLink(calculator(), {Link(ones, true)}).decided, calculator().none());
        const Way way = wayTo(calculator(), QList<Link>{Link(ones, true), services}, pdf(), 1);
        QVERIFY(std::none_of(way.open.begin(), way.open.end(), [](const OpenNeed &need) { return need.link == 0; }));
    }

    void againstEveryCompletion()
    {
        QRandomGenerator random(11);
        for (int round = 0; round < 200; ++round) {
            QList<Link> links;
            for (int i = 0, n = random.bounded(1, 5); i < n; ++i)
                links.append({randomAnswers(random, random.generateDouble() * 0.5), i > 0 && random.bounded(2) == 0});
            const Assessment a = assess(calculator(), weakestLink(calculator(), links), pdf());
            for (const Link &one : std::as_const(links)) {
                const Assessment alone = csf::assess(calculator(), one.answers, pdf());
                QVERIFY(!alone.seal || !a.seal || *a.seal <= *alone.seal);
                QVERIFY(a.seal || a.answered() == 0);
            }
            // However the open ones turn out, score and SEAL stay within what was told.
            for (Link &one : links) {
                for (int c = 0; c < one.answers.size() && !one.adds; ++c) {
                    if (one.answers.at(c) == 0)
                        one.answers[c] = random.bounded(1, int(calculator().criteria.at(c).answers.size()) + 1);
                }
            }
            const Assessment full = assess(calculator(), weakestLink(calculator(), links), pdf());
            QVERIFY(full.score >= a.score && full.score <= a.possible);
            QVERIFY(*full.seal >= a.lowest && (!a.seal || *full.seal <= *a.seal));
            QVERIFY(full.open.isEmpty());
        }
    }

    void aTendersMinimumOfSeveral()
    {
        Answers one = calculator().none();
        one[calculator().indexOf(u"3.4")] = 1;
        const Minimums minimums{std::nullopt, std::nullopt, 2};
        // One link is below already, whatever the other's answers will be.
        QCOMPARE(assess(calculator(), weakestLink(calculator(), {one, calculator().none()}), pdf(), minimums).meets, Meets::NotMet);
        QCOMPARE(assess(calculator(), weakestLink(calculator(), {calculator().none()}), pdf(), minimums).meets, Meets::Open);
    }

    void whatIsOnlyClaimedIsNotEvidenced()
    {
        QRandomGenerator random(5);
        for (int round = 0; round < 100; ++round) {
            const Answers answers = randomAnswers(random, 0.3);
            QList<bool> evidenced;
            for (int i = 0; i < answers.size(); ++i)
                evidenced.append(random.bounded(2) == 0);
            const Answers proved = onlyEvidenced(answers, evidenced);
            const Assessment claimed = csf::assess(calculator(), answers, pdf());
            const Assessment sure = csf::assess(calculator(), proved, pdf());
            QVERIFY(sure.score <= claimed.score && sure.possible >= claimed.possible);
            std::optional<int> lowest;
            for (int i = 0; i < answers.size(); ++i) {
                const Answer *answer = calculator().criteria.at(i).answer(answers.at(i));
                QCOMPARE(proved.at(i), answer && evidenced.at(i) ? answer->number : 0);
                if (answer && evidenced.at(i))
                    lowest = std::min(lowest.value_or(TopSeal), answer->seal);
            }
            QCOMPARE(sure.seal, lowest);
        }
    }

    // A claimed answer that is worse holds the SEAL by evidence too, of the whole and of its objective, with the criteria that hold it; the
    // score and what is open do not move. A second, plain reading: the lower of both.
    void nobodyProvesMoreThanHeClaims()
    {
        QRandomGenerator random(6);
        int held = 0;
        const auto lower = [](std::optional<int> proved, std::optional<int> claimed) {
            return proved ? std::optional(claimed ? std::min(*proved, *claimed) : *proved) : std::nullopt;
        };
        for (int round = 0; round < 100; ++round) {
            const Answers answers = randomAnswers(random, 0.3);
            QList<bool> evidenced;
            for (int i = 0; i < answers.size(); ++i)
                evidenced.append(random.bounded(8) == 0);
            const Minimums minimums{random.bounded(5), std::nullopt, random.bounded(5)};
            const Assessment claimed = csf::assess(calculator(), answers, pdf(), minimums);
            const Assessment alone = csf::assess(calculator(), onlyEvidenced(answers, evidenced), pdf(), minimums);
            Assessment sure = alone;
            keepBelow(sure, claimed);
            QVERIFY(sure.score == alone.score && sure.possible == std::min(alone.possible, claimed.possible) && sure.open == alone.open);
            QCOMPARE(sure.seal, lower(alone.seal, claimed.seal));
            QCOMPARE(sure.binding, sure.seal == alone.seal ? alone.binding : claimed.binding);
            for (int i = 0; i < claimed.objectives.size(); ++i) {
                const ObjectiveResult &o = sure.objectives.at(i);
                QCOMPARE(o.seal, lower(alone.objectives.at(i).seal, claimed.objectives.at(i).seal));
                held += o.seal != alone.objectives.at(i).seal;
                QVERIFY(claimed.objectives.at(i).meets != Meets::NotMet || o.meets == Meets::NotMet);
                QVERIFY(o.meets == alone.objectives.at(i).meets || claimed.objectives.at(i).meets == Meets::NotMet);
            }
        }
        QVERIFY(held > 50);
    }

    void proposals_data()
    {
        QTest::addColumn<Facts>("facts");
        QTest::addColumn<QString>("criterion");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const Facts &f, const char *criterion, const char *expected) {
            QTest::newRow(name) << f << QString::fromLatin1(criterion) << QString::fromLatin1(expected);
        };
        using K = KeyCustody;
        row("nothing is known", serviceOf({}), "3.1", "");
        row("keys outside, nothing in clear", serviceOf({keysOf(K::Outside, false), keysOf(K::Outside, false)}), "3.1", "3.1=5");
        row("keys outside, but processed in clear", serviceOf({keysOf(K::Outside, true), keysOf(K::Outside, false)}), "3.1", "3.1=4");
        row("keys outside, processing not recorded", serviceOf({keysOf(K::Outside)}), "3.1", "");
        row("one system's keys not recorded", serviceOf({keysOf(K::Outside, false), keysOf(K::NotRecorded, false)}), "3.1", "");
        row("the weakest system decides", serviceOf({keysOf(K::Outside, false), keysOf(K::Provider, false), keysOf(K::NotRecorded)}), "3.1", "3.1=1");
        row("keys abroad", serviceOf({keysOf(K::Outside, false, false)}), "3.1", "3.1<=3");
        row("where the keys are is not recorded", serviceOf({keysOf(K::Outside, false, Said())}), "3.1", "");
        row("imported keys", serviceOf({keysOf(K::Imported, false)}), "3.1", "3.1=4");
        Facts foreign = serviceOf({});
        foreign.controlledInside = false;
        foreign.parentCountry = u"the United States"_s;
        foreign.reached = true;
        foreign.laws = {u"a law from outside the zone"_s};
        row("a foreign parent", foreign, "1.1", "1.1=1");
        row("a law reaches it", foreign, "2.2", "2.2<=3");
        row("who operates is not recorded", foreign, "2.3", "");
        foreign.operatorsMayAccess = true;
        row("operators may look", foreign, "2.3", "2.3<=2");
        foreign.contracts = {{true, false}, {true, true}};
        row("EU law under a foreign parent", foreign, "2.1", "2.1=2");
        row("one contract without audit", foreign, "7.7", "7.7<=2");
        Facts home = serviceOf({});
        home.controlledInside = true;
        home.parentCountry = u"France"_s;
        row("holdings not recorded", home, "1.1", "");
        home.foreignHoldings = 12;
        row("some foreign holdings", home, "1.1", "1.1=3");
        home.foreignHoldings = 0;
        row("no foreign holdings", home, "1.1", "1.1=4");
        home.contracts = {{Said(), Said()}};
        row("the law is not recorded", home, "2.1", "");
        home.energyReport = false;
        row("no energy report", home, "8.1", "8.1=1");
        home.energyReport = Said();
        row("silence on energy", home, "8.3", "");
        SystemFacts scattered;
        scattered.placesInEea = false;
        SystemFacts inside;
        inside.placesInEea = true;
        row("a place abroad", serviceOf({scattered, inside, inside}), "3.4", "3.4<=3");
        row("most have a place abroad", serviceOf({scattered, scattered, inside}), "3.4", "3.4<=2");
        row("all inside", serviceOf({inside, inside}), "3.4", "3.4=5");
        row("one place not recorded", serviceOf({inside, SystemFacts()}), "3.4", "");
        Facts itself = serviceOf({inside, inside});
        itself.placesInEea = false;
        row("the service itself names a place abroad", itself, "3.4", "3.4<=3");
        itself.placesInEea = Said();
        row("the service itself names places that are not the whole", itself, "3.4", "");
        SystemFacts helped = inside;
        helped.supportInEu = true;
        row("all support inside", serviceOf({helped}), "4.4", "4.4=4");
        Facts called = serviceOf({helped});
        called.supportInEu = false;
        row("the service itself is supported from abroad", called, "4.4", "4.4<=3");
        Facts north = serviceOf({});
        north.controlledInside = true;
        north.onlyInEea = true;
        north.parentCountry = u"Norway"_s;
        row("controlled from the EEA outside the EU", north, "1.1", "1.1<=3");
        SystemFacts ai;
        ai.models = {{false, false, Said(), true}};
        ai.chips = {ChipFacts{false, false, true, Said(), false, false}};
        row("a foreign model behind an interface", serviceOf({ai}), "3.5", "3.5=1");
        row("a foreign chip in the EU", serviceOf({ai}), "6.5", "6.5=2");
        ai.models = {{true, false, Said(), true}};
        row("an EU model on a foreign chip", serviceOf({ai}), "3.5", "3.5=4");
        ai.chips = {ChipFacts{false, false, false, Said(), false, false}};
        row("a foreign chip abroad", serviceOf({ai}), "6.5", "6.5=1");
        ai.chips = {ChipFacts{false, false, Said(), Said(), false, false}};
        row("a chip of unknown place", serviceOf({ai}), "6.5", "");
        Facts erased = serviceOf({});
        erased.erased = 3;
        row("proofs of deletion are on record, or not said", erased, "3.3", "");
        erased.erasedWithoutProof = 1;
        row("no proof of one deletion", erased, "3.3", "3.3<=2");
        Facts certified = serviceOf({});
        row("nothing is known of certificates", certified, "7.1", "");
        certified.certified = true;
        row("a certificate without an assurance level", certified, "7.1", "");
        certified.certified = false;
        row("no certificate covers it", certified, "7.1", "7.1=1");
        certified.assurance = 1;
        row("EAL1", certified, "7.1", "7.1=2");
        certified.assurance = 3;
        row("EAL3", certified, "7.1", "7.1=4");
        certified.assurance = 4;
        row("EAL4", certified, "7.1", "7.1=5");
        certified.assurance = 5;
        row("EAL5 shares the answer", certified, "7.1", "7.1=5");
        certified.assurance = 6;
        row("EAL6 has no answer in the source", certified, "7.1", "");
    }
    void proposals()
    {
        QFETCH(Facts, facts);
        QFETCH(QString, criterion);
        QFETCH(QString, expected);
        QCOMPARE(proposed(facts, criterion), expected);
    }
    // One pool, or one model, of several systems is one; and of a system itself nothing is said of systems that run on it.
    void whatIsSharedCountsOnce()
    {
        SystemFacts one;
        one.chips = {ChipFacts{false, false, true, Said(), false, false, 7}};
        one.models = {{false, false, Said(), true, 9}};
        QString sentence;
        QCOMPARE(proposed(serviceOf({one, one}), u"6.5"_s, &sentence), u"6.5=2"_s);
        QVERIFY2(sentence.contains(u"since the accelerator pool has a vendor outside the EU"_s), qPrintable(sentence));
        proposed(serviceOf({one, one}), u"3.5"_s, &sentence);
        QVERIFY2(sentence.contains(u"since the model in use has"_s), qPrintable(sentence));
        SystemFacts another = one;
        another.chips[0].id = 8;
        proposed(serviceOf({one, another}), u"6.5"_s, &sentence);
        QVERIFY2(sentence.contains(u"all 2 accelerator pools have"_s), qPrintable(sentence));
        one.models = {{true, true, Said(), false, 9}};
        proposed(serviceOf({one}), u"3.5"_s, &sentence);
        QVERIFY2(sentence.contains(u"has a developer in the EU and runs on accelerators"_s), qPrintable(sentence));
        Facts system = serviceOf({keysOf(KeyCustody::Outside, false)});
        system.isSystem = true;
        proposed(system, u"3.1"_s, &sentence);
        QVERIFY2(sentence.contains(u"since the system itself has keys held outside the provider"_s), qPrintable(sentence));
        Facts subs = serviceOf({});
        subs.subcontractorsAbroad = QStringList{u"Calypso Ltd"_s};
        proposed(subs, u"4.6"_s, &sentence);
        QVERIFY2(sentence.contains(u"the subcontractor Calypso Ltd of Kontora"_s), qPrintable(sentence));
    }
    void whatCanSeldomBeProposedSaysWhy()
    {
        QVERIFY(whyNoProposal(u"3.3").contains(u"not how it was checked"_s));
        QVERIFY(whyNoProposal(u"7.1").contains(u"EAL"_s));
        QVERIFY(whyNoProposal(u"3.1").isEmpty());
    }
    void aProposalNamesItsFact()
    {
        QString sentence;
        proposed(serviceOf(QList<SystemFacts>(14, keysOf(KeyCustody::Outside, false))), u"3.1"_s, &sentence);
        QCOMPARE(sentence, u"3.1: the customer alone; the provider has no way to read the data, since all 14 systems that run on it have keys held outside the provider, "
                           "which processes nothing in clear"_s);
        proposed(serviceOf({keysOf(KeyCustody::Outside, false), keysOf(KeyCustody::None)}), u"3.1"_s, &sentence);
        QCOMPARE(sentence, u"3.1: the provider alone, since 1 of 2 systems that run on it has no key, or one that the provider alone holds"_s);
    }
};

BAILIWICK_TEST(QCoreApplication, TestWeakestLink)

} // namespace tst_weakestlink

#include "tst_weakestlink.moc"
