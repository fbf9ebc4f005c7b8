// SPDX-License-Identifier: GPL-3.0-or-later
#include "csf/answersfile.h"
#include "csf/nextseal.h"
#include "csf/scoring.h"
#include "csf/sensitivity.h"
#include "support/testmain.h"

#include <QFile>
#include <QFloat16> // QCOMPARE of a JSON value looks whether it may become one
#include <QRandomGenerator>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <limits>

namespace tst_csf {

using namespace Qt::StringLiterals;
using namespace csf;
using domain::ErrorCode;
using nlohmann::json;

namespace {

const Calculator &calculator()
{
    static const Calculator c = [] {
        auto read = Calculator::shipped();
        if (!read)
            qFatal("%s", qPrintable(read.error().where + u": "_s + read.error().detail));
        return *read;
    }();
    return c;
}

const Weights &weights(const char *id) { return *calculator().weights(QString::fromLatin1(id)); }

json fileOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(path));
    const QByteArray bytes = file.readAll();
    return json::parse(bytes.constData(), bytes.constData() + bytes.size());
}

QStringList ids(const QList<int> &criteria)
{
    QStringList list;
    for (const int c : criteria)
        list.append(calculator().criteria.at(c).id);
    return list;
}

Answers all(bool best)
{
    Answers answers;
    for (const Criterion &c : calculator().criteria)
        answers.append(best ? int(c.answers.size()) : 1);
    return answers;
}

Answers randomAnswers(const Calculator &of, QRandomGenerator &random, double open = 0.1)
{
    Answers answers;
    for (const Criterion &c : of.criteria)
        answers.append(random.generateDouble() < open ? 0 : random.bounded(1, int(c.answers.size()) + 1));
    return answers;
}

/// A calculator of few criteria whose ladders go up and down at random, so that every combination of answers can be tried.
Calculator small(QRandomGenerator &random)
{
    Calculator c;
    int left = WholeWeight;
    const int objectives = random.bounded(1, 4);
    Weights w{u"own"_s, {}, {}};
    for (int o = 0; o < objectives; ++o) {
        const int count = random.bounded(1, 3);
        c.objectives.append({u"SOV-%1"_s.arg(o + 1), {}, int(c.criteria.size()), count});
        const int part = o + 1 == objectives ? left : random.bounded(left + 1);
        w.parts.append(part);
        left -= part;
        for (int i = 0; i < count; ++i) {
            Criterion criterion;
            criterion.id = u"%1.%2"_s.arg(o + 1).arg(i + 1);
            criterion.objective = o;
            for (int n = 1, most = random.bounded(1, 6); n <= most; ++n)
                criterion.answers.append({n, {}, random.bounded(0, 30'000), random.bounded(0, 5)});
            c.criteria.append(criterion);
        }
    }
    c.weightSets.append(w);
    return c;
}

/// Every way to answer what is answered now, tried one by one: of those with the SEAL, the one that changes fewest and then gains least.
struct Tried
{
    bool possible = false;
    int changed = std::numeric_limits<int>::max();
    qint64 score = 0;
};
Tried bruteForce(const Calculator &c, const Answers &now, int seal, int objective)
{
    Tried best;
    Answers answers = now;
    const std::function<void(int)> place = [&](int i) {
        if (i == c.criteria.size()) {
            int lowest = TopSeal;
            int changed = 0;
            qint64 score = 0;
            for (int k = 0; k < i; ++k) {
                if (answers[k] == 0)
                    continue;
                const Answer &a = c.criteria[k].answers[answers[k] - 1];
                if (objective < 0 || c.criteria[k].objective == objective)
                    lowest = std::min(lowest, a.seal);
                changed += answers[k] != now[k];
                score += a.points * c.weightSets[0].parts[c.criteria[k].objective];
            }
            if (lowest >= seal && (!best.possible || changed < best.changed || (changed == best.changed && score < best.score)))
                best = {true, changed, score};
            return;
        }
        if (now[i] == 0)
            return place(i + 1);
        for (int n = 1; n <= c.criteria[i].answers.size(); ++n) {
            answers[i] = n;
            place(i + 1);
        }
    };
    place(0);
    return best;
}

/// The same of what stands on several: the lowest of all links counts, and only where every link is answered that doesn't merely add.
Tried bruteForceOfSeveral(const Calculator &c, const QList<Link> &now, int seal)
{
    Tried best;
    QList<Link> links = now;
    const int count = int(c.criteria.size());
    const std::function<void(int)> place = [&](int at) {
        if (at == count * links.size()) {
            int changed = 0;
            qint64 score = 0;
            for (int k = 0; k < count; ++k) {
                const Answer *lowest = nullptr;
                bool decided = true;
                for (int l = 0; l < links.size(); ++l) {
                    changed += links[l].answers[k] != now[l].answers[k];
                    const Answer *a = c.criteria[k].answer(links[l].answers[k]);
                    decided = decided && (a || now[l].adds);
                    if (a && a->seal < seal)
                        return;
                    if (a && (!lowest || a->seal < lowest->seal || (a->seal == lowest->seal && a->points < lowest->points)))
                        lowest = a;
                }
                score += decided ? lowest->points * c.weightSets[0].parts[c.criteria[k].objective] : 0;
            }
            if (!best.possible || changed < best.changed || (changed == best.changed && score < best.score))
                best = {true, changed, score};
            return;
        }
        int &answer = links[at / count].answers[at % count];
        if (answer == 0)
            return place(at + 1);
        const int was = answer;
        for (answer = 1; answer <= c.criteria[at % count].answers.size(); ++answer)
            place(at + 1);
        answer = was;
    };
    place(0);
    return best;
}

} // namespace

/// The Commission's calculator to the letter: 48 criteria, score and SEAL apart, the source's oddities as they are.
class TestCsf : public QObject
{
    Q_OBJECT

private slots:
    void theCalculatorIsWhole()
    {
        const Calculator &c = calculator();
        QCOMPARE(c.objectives.size(), 8);
        QCOMPARE(c.criteria.size(), 48);
        QList<int> counts;
        qsizetype answers = 0;
        for (const Objective &o : c.objectives)
            counts.append(o.count);
        QCOMPARE(counts, (QList<int>{8, 6, 5, 6, 7, 5, 7, 4}));
        for (const Criterion &criterion : c.criteria) {
            answers += criterion.answers.size();
            QVERIFY(!criterion.title.isEmpty() && !criterion.question.isEmpty());
            QVERIFY(criterion.id.startsWith(c.objectives.at(criterion.objective).id.mid(4) + u'.'));
            for (const Answer &a : criterion.answers)
                QVERIFY(!a.label.isEmpty());
        }
        QCOMPARE(answers, 235);
        QCOMPARE(c.oddities.size(), 8);
        QVERIFY(c.attribution.contains(u"CC BY 4.0"_s) && c.attribution.contains(u"does not endorse"_s));
        QCOMPARE(weights("pdf").parts, (QList<int>{1500, 1000, 1000, 1500, 2000, 1500, 1000, 500}));
        QCOMPARE(weights("calculator").parts, (QList<int>{2000, 1000, 1000, 1500, 1000, 1500, 1500, 500}));
    }

    void vectors_data()
    {
        QTest::addColumn<int>("index");
        const json file = fileOf(QStringLiteral(TEST_DATA "/csf/vectors.json"));
        QVERIFY(file.size() >= 6);
        for (std::size_t i = 0; i < file.size(); ++i)
            QTest::newRow(file[i]["name"].get<std::string>().c_str()) << int(i);
    }
    void vectors()
    {
        QFETCH(int, index);
        const json vector = fileOf(QStringLiteral(TEST_DATA "/csf/vectors.json"))[std::size_t(index)];
        const QByteArray bytes = QByteArray::fromStdString(vector["answers"].dump());
        const auto answers = readAnswers(calculator(), bytes, u"answers.json"_s);
        QVERIFY(answers.has_value());
        const Assessment a = assess(calculator(), *answers, weights(vector["weights"].get<std::string>().c_str()));
        QCOMPARE(a.score.text(4), QString::number(vector["score_pct"].get<double>(), 'f', 4));
        QCOMPARE(a.score.rounded(4), vector["score_pct"].get<double>());
        const auto sealOf = [](const json &seal) { return seal.is_null() ? std::optional<int>() : std::optional(seal.get<int>()); };
        QCOMPARE(a.seal, sealOf(vector["seal_overall"]));
        for (int i = 0; i < a.objectives.size(); ++i)
            QCOMPARE(a.objectives.at(i).seal, sealOf(vector["seal_by_objective"][calculator().objectives.at(i).id.toStdString()]));
        QStringList binding;
        for (const json &id : vector["binding_criteria"])
            binding.append(QString::fromStdString(id.get<std::string>()));
        QCOMPARE(ids(a.binding), binding);
        QCOMPARE(a.open.size(), 48 - qsizetype(vector["answers"].size()));
    }

    // What was published of the calculator follows from its ladders.
    void nineCriteriaNeverBind()
    {
        QStringList found;
        for (const Criterion &c : calculator().criteria) {
            if (c.neverBinds())
                found.append(c.id);
        }
        QCOMPARE(found, u"1.2 1.4 1.5 1.6 1.7 2.5 5.3 7.2 8.4"_s.split(u' '));
    }
    void theSmallestScoreAtASeal_data()
    {
        QTest::addColumn<int>("seal");
        QTest::addColumn<int>("betterThanWorst");
        QTest::addColumn<QString>("pdf");
        QTest::addColumn<QString>("calculatorWeights");
        QTest::newRow("SEAL-2") << 2 << 34 << u"38.0"_s << u"37.6"_s;
        QTest::newRow("SEAL-3") << 3 << 38 << u"53.0"_s << u"52.7"_s;
        QTest::newRow("SEAL-4") << 4 << 39 << u"78.2"_s << u"75.4"_s;
    }
    void theSmallestScoreAtASeal()
    {
        QFETCH(int, seal);
        QFETCH(int, betterThanWorst);
        QFETCH(QString, pdf);
        QFETCH(QString, calculatorWeights);
        const Way way = wayTo(calculator(), all(false), weights("pdf"), seal);
        QVERIFY(way.possible);
        QCOMPARE(way.changes.size(), betterThanWorst);
        QVERIFY(way.reached >= seal);
        QCOMPARE(way.score.text(1), pdf);
        QCOMPARE(wayTo(calculator(), all(false), weights("calculator"), seal).score.text(1), calculatorWeights);
    }
    void fourNeedTheirBestAnswerForSealTwo()
    {
        QStringList found;
        for (const AnswerChange &change : wayTo(calculator(), all(false), weights("pdf"), 2).changes) {
            if (change.to == calculator().criteria.at(change.criterion).answers.size())
                found.append(calculator().criteria.at(change.criterion).id);
        }
        QCOMPARE(found, u"2.1 2.3 3.4 7.7"_s.split(u' '));
    }
    void cliffs()
    {
        int steep = 0;
        for (const Criterion &c : calculator().criteria) {
            bool leaps = false;
            for (int i = 1; i < c.answers.size(); ++i)
                leaps = leaps || c.answers.at(i).seal - c.answers.at(i - 1).seal >= 2;
            steep += leaps;
        }
        QCOMPARE(steep, 24);
    }
    void theMaximumIsNotClamped()
    {
        QCOMPARE(assess(calculator(), all(true), weights("calculator")).score.text(7), u"100.0756000"_s);
        // Exact to the last digit, where a sum of floating point would leave the tie to chance.
        QCOMPARE(assess(calculator(), all(true), weights("pdf")).score.text(7), u"100.0804500"_s);
        QCOMPARE(assess(calculator(), all(true), weights("pdf")).score.text(4), u"100.0805"_s);
        QCOMPARE(assess(calculator(), all(true), weights("pdf")).objectives.at(0).score.text(3), u"100.003"_s);
        QCOMPARE(assess(calculator(), all(false), weights("pdf")).score.text(4), u"0.0000"_s);
        QCOMPARE((Percent{-15'000'000}).text(1), u"-1.5"_s);
        QCOMPARE((Percent{-500}).text(4), u"-0.0001"_s);
    }

    void nothingAnsweredIsOpenAndNotWorst()
    {
        const Assessment a = assess(calculator(), calculator().none(), weights("calculator"));
        QVERIFY(!a.seal);
        QCOMPARE(a.open.size(), 48);
        QVERIFY(a.binding.isEmpty());
        QCOMPARE(a.score.units, 0);
        QCOMPARE(a.possible.text(4), u"100.0756"_s);
        QCOMPARE(a.lowest, 0);
        for (const ObjectiveResult &o : a.objectives)
            QVERIFY(!o.seal && o.binding.isEmpty() && o.answered == 0);
        QVERIFY(!wayToNext(calculator(), calculator().none(), weights("pdf")));
    }

    // Properties over random answers.
    void theSealIsTheLowestOfAllAnswersAndTheScoreRisesWithEach()
    {
        QRandomGenerator random(20260601);
        for (int round = 0; round < 300; ++round) {
            const Answers answers = randomAnswers(calculator(), random, random.generateDouble());
            const Weights &w = weights(round % 2 == 0 ? "pdf" : "calculator");
            const Assessment a = assess(calculator(), answers, w);
            bool reached = !a.seal;
            double naive = 0;
            for (int i = 0; i < answers.size(); ++i) {
                const Criterion &c = calculator().criteria.at(i);
                if (answers.at(i) == 0) {
                    QVERIFY(a.open.contains(i) && !a.binding.contains(i));
                    continue;
                }
                const Answer &given = c.answers.at(answers.at(i) - 1);
                naive += double(w.parts.at(c.objective)) / 10'000 * double(given.points) / 100 / 10;
                QVERIFY(a.seal && *a.seal <= given.seal);
                QVERIFY(*a.objectives.at(c.objective).seal <= given.seal && *a.seal <= *a.objectives.at(c.objective).seal);
                QCOMPARE(a.binding.contains(i), given.seal == *a.seal);
                reached = reached || given.seal == *a.seal;
                if (answers.at(i) < c.answers.size()) {
                    Answers better = answers;
                    ++better[i];
                    const Assessment b = assess(calculator(), better, w);
                    QVERIFY(b.score > a.score);
                    QVERIFY(b.seal >= a.seal);
                }
            }
            QVERIFY(reached);
            QVERIFY(std::abs(a.score.rounded(7) - naive) < 1e-6);
            QVERIFY(a.possible >= a.score);
            Percent sum;
            for (const ObjectiveResult &o : a.objectives)
                sum = sum + o.contribution;
            QCOMPARE(sum, a.score);
        }
    }
    void anOpenCriterionNeverRaisesAndNeverLowersTheSealOfTheOthers()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 200; ++round) {
            const Answers answers = randomAnswers(calculator(), random, 0.4);
            const Assessment a = assess(calculator(), answers, weights("pdf"));
            Answers filled = answers;
            for (const int i : a.open)
                filled[i] = random.bounded(1, int(calculator().criteria.at(i).answers.size()) + 1);
            const Assessment b = assess(calculator(), filled, weights("pdf"));
            QVERIFY(b.score >= a.score && b.score <= a.possible);
            QVERIFY(*b.seal >= a.lowest && (!a.seal || *b.seal <= *a.seal));
        }
    }

    void whatATenderAsksFor()
    {
        Answers answers = calculator().none();
        const Minimums minimums{std::nullopt, std::nullopt, 3};
        const auto met = [&] { return assess(calculator(), answers, weights("pdf"), minimums).objectives.at(2).meets; };
        QCOMPARE(met(), Meets::Open);
        for (const char *id : {"3.1", "3.2", "3.3", "3.4"})
            answers[calculator().indexOf(QString::fromLatin1(id))] = 5;
        QCOMPARE(met(), Meets::Open);   // 3.5 is open and could be answered with SEAL-2
        answers[calculator().indexOf(u"3.5")] = 4;
        QCOMPARE(met(), Meets::Met);
        answers[calculator().indexOf(u"3.4")] = 4;
        QCOMPARE(met(), Meets::NotMet); // 95 % in the EU is SEAL-1
        const Assessment a = assess(calculator(), answers, weights("pdf"), minimums);
        QCOMPARE(a.meets, Meets::NotMet);
        QCOMPARE(a.objectives.at(0).meets, Meets::NotAsked);
        QCOMPARE(assess(calculator(), answers, weights("pdf")).meets, Meets::NotAsked);
        // What can't hold it down need not be answered: all of 1.2 and its like have SEAL-4.
        QCOMPARE(assess(calculator(), calculator().none(), weights("pdf"), {0}).meets, Meets::Met);
    }

    // The way to the next SEAL.
    void oneAnswerHoldsAll()
    {
        Answers answers = all(true);
        const int place = calculator().indexOf(u"3.4");
        answers[place] = 4;
        const auto way = wayToNext(calculator(), answers, weights("calculator"));
        QVERIFY(way);
        QCOMPARE(way->seal, 2);
        QCOMPARE(way->reached, 4);
        QCOMPARE(way->changes, (QList<AnswerChange>{{place, 4, 5, 5000, {5'000'000}}}));
        QCOMPARE(way->score.text(4), u"100.0756"_s);
        QCOMPARE(way->gain.text(4), u"0.5000"_s);
        QVERIFY(!wayToNext(calculator(), answers, weights("calculator"), 0));
        QCOMPARE(wayToNext(calculator(), answers, weights("calculator"), 2)->changes, way->changes);
    }
    void whatIsOpenIsNamedAndNotChanged()
    {
        Answers answers = all(true);
        answers[calculator().indexOf(u"3.4")] = 1;
        answers[calculator().indexOf(u"3.1")] = 0;
        answers[calculator().indexOf(u"1.2")] = 0;
        const auto way = wayToNext(calculator(), answers, weights("pdf"));
        QCOMPARE(way->seal, 1);
        QCOMPARE(way->changes.size(), 1);
        QCOMPARE(way->open, (QList<OpenNeed>{{calculator().indexOf(u"3.1"), 2}}));
    }
    void theWayIsTheSmallestAndTheCheapest()
    {
        QRandomGenerator random(48235);
        int tried = 0;
        int impossible = 0;
        for (int round = 0; round < 600; ++round) {
            const Calculator c = small(random);
            const Answers now = randomAnswers(c, random, 0.2);
            for (int objective = -1; objective < c.objectives.size(); ++objective) {
                const std::optional<int> of = objective < 0 ? std::nullopt : std::optional(objective);
                for (int seal = 1; seal <= TopSeal; ++seal) {
                    const Way way = wayTo(c, now, c.weightSets.first(), seal, of);
                    const Tried naive = bruteForce(c, now, seal, objective);
                    bool answerable = true;   // of what is answered: an open one may lack such an answer without standing in the way
                    for (int i = 0; i < c.criteria.size(); ++i) {
                        const Criterion &criterion = c.criteria.at(i);
                        const bool counts = objective < 0 || criterion.objective == objective;
                        if (counts && now.at(i) == 0)
                            answerable = answerable && std::any_of(criterion.answers.begin(), criterion.answers.end(), [seal](const Answer &a) { return a.seal >= seal; });
                    }
                    QCOMPARE(way.possible, naive.possible && answerable);
                    impossible += !way.possible;
                    if (!way.possible)
                        continue;
                    QCOMPARE(int(way.changes.size()), naive.changed);
                    QCOMPARE(way.score.units, naive.score);
                    ++tried;
                }
            }
        }
        QVERIFY(tried > 1000 && impossible > 100);
    }

    // Of what stands on several, every link that is below has to change: tried one by one as well.
    void theWayOfSeveralIsTheSmallestAndTheCheapest()
    {
        QRandomGenerator random(2357);
        int tried = 0;
        int several = 0;
        int open = 0;
        for (int round = 0; round < 2000; ++round) {
            const Calculator c = small(random);
            const int count = random.bounded(2, 4);
            if (c.criteria.size() * count > 6)
                continue;
            QList<Link> links;
            for (int l = 0; l < count; ++l)
                links.append({randomAnswers(c, random, 0.15), l > 0 && random.bounded(3) == 0});
            for (int seal = 1; seal <= TopSeal; ++seal) {
                const Way way = wayTo(c, links, c.weightSets.first(), seal);
                const Tried naive = bruteForceOfSeveral(c, links, seal);
                if (!way.possible)
                    continue;
                QVERIFY(naive.possible);
                QCOMPARE(int(way.changes.size()), naive.changed);
                QCOMPARE(way.score.units, naive.score);
                // Made as told, with the open ones answered as told, the SEAL is reached and the gain is the told one.
                QList<Link> after = links;
                for (const AnswerChange &change : way.changes) {
                    QCOMPARE(links.at(change.link).answers.at(change.criterion), change.from);
                    after[change.link].answers[change.criterion] = change.to;
                }
                const Weights &w = c.weightSets.first();
                QCOMPARE(assess(c, weakestLink(c, after), w).score, assess(c, weakestLink(c, links), w).score + way.gain);
                for (const OpenNeed &need : way.open)
                    after[need.link].answers[need.criterion] = need.atLeast;
                const Assessment then = assess(c, weakestLink(c, after), w);
                QVERIFY(then.lowest >= seal);
                QVERIFY(!then.seal || *then.seal >= seal);
                ++tried;
                several += way.changes.size() > 1;
                open += !way.open.isEmpty();
            }
        }
        QVERIFY2(tried > 500 && several > 100 && open > 100, qPrintable(u"%1, %2, %3"_s.arg(tried).arg(several).arg(open)));
    }
    void twoServicesBelowAreTwoChanges()
    {
        const int place = calculator().indexOf(u"3.4");
        QList<Link> links = {all(true), all(true)};
        links[0].answers[place] = 4;
        links[1].answers[place] = 3;
        auto way = wayToNext(calculator(), links, weights("calculator"));
        QCOMPARE(way->seal, 2);
        QCOMPARE(way->changes.size(), 2);
        QCOMPARE(way->changes.at(0).link, 0);
        QCOMPARE(way->changes.at(1).link, 1);
        QCOMPARE(way->reached, 4);
        // One of them open instead: it has to be answered, and the change alone gains nothing yet.
        links[1].answers[place] = 0;
        way = wayToNext(calculator(), links, weights("calculator"));
        QCOMPARE(way->changes.size(), 1);
        QCOMPARE(way->open, (QList<OpenNeed>{{place, 5, 1}}));
        QCOMPARE(way->gain.units, 0);
        QCOMPARE(way->changes.first().points, 0);
    }

    void weightsDecideTheScoreWithinTheObjectives()
    {
        QRandomGenerator random(3);
        for (int round = 0; round < 100; ++round) {
            const Answers answers = randomAnswers(calculator(), random);
            Weights own{u"own"_s, {}, QList<int>(8, 0)};
            for (int left = WholeWeight, i = 0; i < 8; ++i) {
                own.parts[i] = i == 7 ? left : random.bounded(left + 1);
                left -= own.parts.at(i);
            }
            const Sensitivity s = sensitivity(calculator(), answers, own);
            QCOMPARE(s.sets.size(), 3);
            for (const Sensitivity::Under &under : s.sets)
                QVERIFY(under.score >= s.least && under.score <= s.most);
            Weights moved = own;
            if (moved.parts.at(s.worst) >= 100 && s.worst != s.best) {
                moved.parts[s.worst] -= 100;
                moved.parts[s.best] += 100;
                QCOMPARE(assess(calculator(), answers, moved).score, s.sets.last().score + s.perPercent);
            }
        }
    }
    void whoIsFirstMayHangOnTheWeights()
    {
        Answers supply = all(false);   // the best in supply chain, which the PDF weighs with 20 % and the calculator with 10 %
        Answers strategy = all(false); // the best in strategy: 15 and 20 %
        for (int i = 0; i < 48; ++i) {
            const Criterion &c = calculator().criteria.at(i);
            if (c.objective == 4)
                supply[i] = int(c.answers.size());
            if (c.objective == 0)
                strategy[i] = int(c.answers.size());
        }
        const Ranking r = rank(calculator(), supply, strategy, weights("pdf"));
        QCOMPARE(r.sign, 1);
        QVERIFY(!r.always);
        QCOMPARE(r.otherwise, QStringList{u"calculator"_s});
        const Ranking sure = rank(calculator(), all(true), supply, weights("pdf"));
        QVERIFY(sure.always && sure.sign == 1 && sure.otherwise.isEmpty());
    }

    void answersThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QByteArray &file, const QString &where, const QString &words) { QTest::newRow(name) << file << where << words; };
        row("above the ladder", R"({"1.1": 5})", u"a.json#/1.1"_s, u"the answers 1 to 4"_s);
        row("from zero", R"({"1.2": 0})", u"a.json#/1.2"_s, u"the answers 1 to 5"_s);
        row("below zero", R"({"1.2": -1})", u"a.json#/1.2"_s, u"-1 is no answer"_s);
        row("between two", R"({"3.4": 3.5})", u"a.json#/3.4"_s, u"3.5 is no answer"_s);
        row("a text", R"({"3.4": "3"})", u"a.json#/3.4"_s, u"the text \"3\" is no answer"_s);
        row("null", R"({"3.4": null})", u"a.json#/3.4"_s, u"leave it out where it is open"_s);
        row("huge", R"({"3.4": 1e300})", u"a.json#/3.4"_s, u"no answer"_s);
        row("no such criterion", R"({"1.9": 1})", u"a.json#/1.9"_s, u"they run from 1.1 to 8.4"_s);
        row("twice", R"({"1.1": 1, "1.1": 2})", u"a.json#/1.1"_s, u"keep the one that is meant"_s);
        row("a list", R"([1, 2])", u"a.json#"_s, u"an object is needed"_s);
        row("empty", "", u"a.json"_s, u"the file is empty"_s);
        row("cut off", "{\"1.1\": 1,\n \"1.2\": ", u"a.json: line 2, column 9"_s, u"no JSON"_s);
        row("nested", R"({"1.1": {"answer": 1}})", u"a.json#/1.1"_s, u"an object is no answer"_s);
        row("odd name", R"({"a/b~c": 1})", u"a.json#/a~1b~0c"_s, u"no such criterion"_s);
        row("too deep", QByteArray(5000, '['), u"a.json: line 1"_s, u"no JSON"_s);
    }
    void answersThatAreNone()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, where);
        QFETCH(QString, words);
        const auto read = readAnswers(calculator(), file, u"a.json"_s);
        QVERIFY(!read);
        QVERIFY2(read.error().where.startsWith(where), qPrintable(read.error().where));
        QVERIFY2(read.error().detail.contains(words), qPrintable(read.error().detail));
    }
    void answersThatAreSome()
    {
        QCOMPARE(*readAnswers(calculator(), "{}", u"a"_s), calculator().none());
        QCOMPARE((*readAnswers(calculator(), "\xEF\xBB\xBF{\"1.1\": 3.0}", u"a"_s)).at(0), 3);
    }

    void ownWeights()
    {
        const auto own = readWeights(calculator(), R"({"SOV-3": 62.5, "SOV-8": 37.5})", u"w.json"_s);
        QVERIFY(own);
        QCOMPARE(own->parts, (QList<int>{0, 0, 6250, 0, 0, 0, 0, 3750}));
        QCOMPARE(assess(calculator(), all(true), *own).score.text(4), u"100.0000"_s);
        for (const auto &[file, where] : {std::pair<QByteArray, QString>{R"({"SOV-1": 99})", u"w.json"_s}, {R"({"SOV-9": 100})", u"w.json#/SOV-9"_s},
                                          {R"({"SOV-1": 100.001})", u"w.json#/SOV-1"_s}, {R"({"SOV-1": -5, "SOV-2": 105})", u"w.json#/SOV-1"_s}}) {
            const auto refused = readWeights(calculator(), file, u"w.json"_s);
            QVERIFY(!refused);
            QCOMPARE(refused.error().where, where);
        }
    }

    void aCalculatorWithAFault_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        QTest::newRow("points finer than a hundredth") << u"/objectives/0/criteria/0/answers/1/value"_s << u"41.6667"_s;
        QTest::newRow("SEAL-5") << u"/objectives/0/criteria/0/answers/1/seal"_s << u"5"_s;
        QTest::newRow("numbers with a hole") << u"/objectives/2/criteria/1/answers/0/n"_s << u"2"_s;
        QTest::newRow("the same id again") << u"/objectives/1/criteria/0/id"_s << u"\"1.1\""_s;
        QTest::newRow("no attribution") << u"/attribution"_s << u"\"\""_s;
        QTest::newRow("another divisor") << u"/objectives/4/nominal_max"_s << u"1001"_s;
        QTest::newRow("a weight that is none") << u"/objectives/7/weight_calculator"_s << u"-0.05"_s;
    }
    void aCalculatorWithAFault()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        json file = fileOf(u":/packs/calculators/eu-csf.json"_s);
        file[json::json_pointer(pointer.toStdString())] = json::parse(value.toStdString());
        const auto read = Calculator::read(QByteArray::fromStdString(file.dump()), u"c.json"_s);
        QVERIFY(!read);
        QCOMPARE(read.error().where, u"c.json#"_s + pointer);
    }
};

BAILIWICK_TEST(QCoreApplication, TestCsf)

} // namespace tst_csf

#include "tst_csf.moc"
