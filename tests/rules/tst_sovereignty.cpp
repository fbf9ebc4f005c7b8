// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/concentration.h"
#include "rules/packloader.h"
#include "rules/sovereignty.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>
#include <map>

namespace tst_sovereignty {

using namespace Qt::StringLiterals;
using namespace rules;
using domain::Severity;
using domain::Status;

namespace {

QStringList ownRules()
{
    QFile file(u":/packs/ai-sov.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no rule set");
    QStringList ids;
    for (const QJsonValue &rule : QJsonDocument::fromJson(file.readAll()).object().value(u"rules"_s).toArray())
        ids.append(rule.toObject().value(u"id"_s).toString());
    return ids;
}

/// The same once more and plainly: every way in which the unknown ones may turn out lies between the two ends, and both ends are reached.
ScoreRange naive(const QList<SovereigntyResult> &results)
{
    double ends[2] = {0, 0};
    double weights = 0;
    for (int part = 0; part < SovereigntyPartCount; ++part) {
        for (int end = 0; end < 2; ++end) {
            double passed = 0;
            double all = 0;
            for (const SovereigntyResult &r : results) {
                const auto of = sovereigntyPartOf(r.rule);
                if (!of || int(*of) != part || r.status == Status::NotApplicable || r.status == Status::NotYetApplicable)
                    continue;
                const double weight = r.severity == Severity::Critical ? 4 : r.severity == Severity::High ? 3 : r.severity == Severity::Medium ? 2 : 1;
                all += weight;
                const bool unknown = r.status == Status::Unknown || r.status == Status::Error;
                passed += r.status == Status::Pass || (unknown && end == 1) ? weight : 0;
            }
            if (all == 0)
                continue;
            ends[end] += passed / all * SovereigntyWeights[std::size_t(part)];
            weights += end == 0 ? SovereigntyWeights[std::size_t(part)] : 0;
        }
    }
    return {100 * ends[0] / weights, 100 * ends[1] / weights};
}

bool near(double a, double b) { return std::abs(a - b) < 1e-6; }

} // namespace

/// Scores of systems as ranges, and how far systems hang on few names.
class TestSovereignty : public QObject
{
    Q_OBJECT

private slots:
    void thePartsWeighAHundredTogether()
    {
        int sum = 0;
        for (const int weight : SovereigntyWeights)
            sum += weight;
        QCOMPARE(sum, 100);
    }

    void everyRuleOfTheRuleSetHasItsPart()
    {
        std::map<int, int> rulesOf;
        QStringList without;
        for (const QString &id : ownRules()) {
            if (const auto part = sovereigntyPartOf(id))
                ++rulesOf[int(*part)];
            else
                without.append(id);
        }
        QCOMPARE(rulesOf.size(), std::size_t(SovereigntyPartCount));
        QCOMPARE(without, QStringList{u"AIS-TAL-01"_s});   // of an organisation, not of a system
        QVERIFY(!sovereigntyPartOf(u"GDPR-44-01"));
    }

    void unknownIsARangeAndNeverZero()
    {
        const SovereigntyScore one = sovereigntyScore({{u"AIS-RES-01"_s, Severity::High, Status::Pass}, {u"AIS-RES-03"_s, Severity::Medium, Status::Unknown}});
        QCOMPARE(*one.range, (ScoreRange{60, 100}));
        QCOMPARE(one.parts[0].open, QStringList{u"AIS-RES-03"_s});
        const SovereigntyScore none = sovereigntyScore({{u"AIS-RES-01"_s, Severity::High, Status::Unknown}});
        QCOMPARE(*none.range, (ScoreRange{0, 100}));
        QVERIFY2(!sovereigntyScore({}).range, "what no rule applies to has no score");
        QVERIFY(!sovereigntyScore({{u"AIS-RES-01"_s, Severity::High, Status::NotApplicable}}).range);
        // An accepted gap is still a gap.
        QCOMPARE(*sovereigntyScore({{u"AIS-KEY-01"_s, Severity::High, Status::Accepted}}).range, (ScoreRange{0, 0}));
        // Parts that nothing applies to leave their weight to the others: residency 20, language 5.
        const SovereigntyScore two = sovereigntyScore({{u"AIS-RES-01"_s, Severity::High, Status::Pass}, {u"AIS-CULT-01"_s, Severity::Medium, Status::Gap}});
        QCOMPARE(*two.range, (ScoreRange{80, 80}));
    }

    void againstTheNaiveScore()
    {
        QRandomGenerator random(815);
        const QStringList ids = ownRules();
        const QList<Status> statuses = {Status::Pass, Status::Gap, Status::Unknown, Status::NotApplicable, Status::NotYetApplicable, Status::Accepted, Status::Error};
        for (int round = 0; round < 500; ++round) {
            QList<SovereigntyResult> results;
            for (int i = 0, n = random.bounded(0, 60); i < n; ++i)
                results.append({ids.at(random.bounded(int(ids.size()))), static_cast<Severity>(random.bounded(domain::SeverityCount)), statuses.at(random.bounded(int(statuses.size())))});
            const SovereigntyScore score = sovereigntyScore(results);
            if (!score.range)
                continue;
            const ScoreRange expected = naive(results);
            QVERIFY(near(score.range->low, expected.low) && near(score.range->high, expected.high));
            QVERIFY(score.range->low >= 0 && score.range->high <= 100.000001 && score.range->low <= score.range->high);
            // However an unknown one turns out, the score stays within.
            for (SovereigntyResult &r : results) {
                if (r.status == Status::Unknown || r.status == Status::Error)
                    r.status = random.bounded(2) ? Status::Pass : Status::Gap;
            }
            const ScoreRange decided = *sovereigntyScore(results).range;
            QVERIFY(near(decided.low, decided.high));
            QVERIFY(decided.low >= score.range->low - 1e-6 && decided.high <= score.range->high + 1e-6);
        }
    }

    void shares_data()
    {
        QTest::addColumn<QList<QStringList>>("systems");
        QTest::addColumn<QString>("expected");
        const QString a = u"A"_s;
        const QString b = u"B"_s;
        QTest::newRow("nothing") << QList<QStringList>() << u"0: , index 0-0"_s;
        QTest::newRow("one name") << QList<QStringList>{{a}, {a}} << u"2: A 100-100, index 10000-10000 share index"_s;
        QTest::newRow("two names") << QList<QStringList>{{a}, {b}} << u"2: A 50-50 B 50-50, index 5000-5000 share index"_s;
        QTest::newRow("half in each country") << QList<QStringList>{{a, b}, {a}} << u"2: A 75-75 B 25-25, index 6250-6250 share index"_s;
        QTest::newRow("named twice") << QList<QStringList>{{a, a}, {b}} << u"2: A 50-50 B 50-50, index 5000-5000 share index"_s;
        QTest::newRow("nothing recorded of one") << QList<QStringList>{{a}, {}} << u"2: A 50-100, index 5000-10000 share index"_s;
        QTest::newRow("nothing recorded at all") << QList<QStringList>{{}, {}, {}, {}, {}} << u"5: , index 2000-10000 possible"_s;
        const QString own = OwnOperation;
        QTest::newRow("run by ourselves") << QList<QStringList>{{own}, {own}, {a}, {b}} << u"4: A 25-25 B 25-25, index 1250-1250"_s;
        QTest::newRow("all run by ourselves") << QList<QStringList>{{own}, {own}} << u"2: , index 0-0"_s;
        QTest::newRow("run by ourselves, and by a provider") << QList<QStringList>{{own, a}} << u"1: A 50-50, index 2500-2500 share index"_s;
        QTest::newRow("a country of two unknown") << QList<QStringList>{{a, QString()}, {b}, {u"C"_s}, {u"D"_s}, {u"E"_s}} << u"5: B 20-30 C 20-30 D 20-30 E 20-30 A 10-20, index 1800-2200"_s;
    }
    void shares()
    {
        QFETCH(QList<QStringList>, systems);
        QFETCH(QString, expected);
        const Concentration c = concentrationOf(systems);
        QStringList shares;
        for (const ConcentrationShare &s : c.shares)
            shares.append(u"%1 %2-%3"_s.arg(s.name).arg(s.low).arg(s.high));
        const QString told = u"%1: %2, index %3-%4"_s.arg(c.systems).arg(shares.join(u' ')).arg(std::round(c.indexLow)).arg(std::round(c.indexHigh))
                             + (c.shareWarns() ? u" share"_s : QString()) + (c.indexWarns() ? u" index"_s : QString()) + (c.mayWarn() ? u" possible"_s : QString());
        QCOMPARE(told, expected);
    }

    void theIndexLiesWithinWhateverIsNotRecorded()
    {
        QRandomGenerator random(42);
        const QStringList pool = {u"A"_s, u"B"_s, u"C"_s, u"D"_s};
        for (int round = 0; round < 300; ++round) {
            QList<QStringList> systems;
            for (int i = 0, n = random.bounded(1, 12); i < n; ++i) {
                QStringList names;
                for (int k = 0, m = random.bounded(0, 3); k < m; ++k)
                    names.append(random.bounded(4) == 0 ? QString() : pool.at(random.bounded(4)));
                systems.append(names);
            }
            const Concentration c = concentrationOf(systems);
            double all = c.unrecorded + c.own;
            for (const ConcentrationShare &s : c.shares)
                all += s.systems;
            QVERIFY(near(all, double(systems.size())));
            // Filled in at random, by names that are there and new ones.
            std::map<QString, double> held;
            int fresh = 0;
            for (QStringList names : systems) {
                if (names.isEmpty())
                    names.append(QString());
                names.removeDuplicates();
                const QStringList parts = names;
                for (QString name : parts) {
                    if (name.isEmpty())
                        name = random.bounded(2) == 0 ? u"new %1"_s.arg(++fresh) : pool.at(random.bounded(4));
                    held[name] += 1.0 / double(parts.size());
                }
            }
            double index = 0;
            for (const auto &[name, count] : held)
                index += std::pow(100 * count / double(systems.size()), 2);
            QVERIFY(index >= c.indexLow - 1e-6);
            QVERIFY(index <= c.indexHigh + 1e-6);
            for (const ConcentrationShare &s : c.shares)
                QVERIFY(100 * held[s.name] / double(systems.size()) >= s.low - 1e-6 && 100 * held[s.name] / double(systems.size()) <= s.high + 1e-6);
        }
    }
};

BAILIWICK_TEST(QCoreApplication, TestSovereignty)

} // namespace tst_sovereignty

#include "tst_sovereignty.moc"
