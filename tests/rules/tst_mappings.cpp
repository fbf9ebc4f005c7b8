// SPDX-License-Identifier: GPL-3.0-or-later
// What frameworks say of each other: the files, what follows from them, and what a requirement met, missed or certified elsewhere means.
#include "rules/listcomparison.h"
#include "rules/examplewriter.h"
#include "rules/packloader.h"
#include "rules/references.h"
#include "rules/served.h"
#include "store/referencedata.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "support/testmain.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <set>

namespace tst_mappings {

using namespace Qt::StringLiterals;
using domain::SetRelation;
using domain::Status;
using rules::ListedRequirement;
using rules::Mapping;
using rules::Standing;

#ifndef Q_MOC_RUN // which loses count of braces after a raw text that ends in a quotation mark
namespace {

/// "a", with requirements a1 ... a4.
rules::RequirementList listOf(const QString &id, int count = 4, const QStringList &schemes = {})
{
    rules::RequirementList out;
    out.id = id;
    out.schemes = schemes;
    for (int i = 1; i <= count; ++i)
        out.requirements.append({id + QString::number(i), u"One"_s, {}, rules::Reach::Outside, {}});
    return out;
}

QByteArray fileOf(const QByteArray &from, const QByteArray &to, const QByteArray &rows, const QByteArray &more = {})
{
    return R"({"from":")" + from + R"(","to":")" + to + R"(","source_note":"ours","confidence":"K",)" + more + R"("mappings":[)" + rows + "]}";
}

QByteArray row(const QByteArray &from, const QByteArray &relation, const QByteArray &to)
{
    return R"({"from":")" + from + R"(","to":")" + to + R"(","relation":")" + relation + R"(","words":"because"})";
}

/// "a1 subset b1; b1 equal c1" as mappings among lists a to d.
domain::Result<rules::Mappings> mapped(const QString &words, const QByteArray &more = {})
{
    const QList<rules::RequirementList> lists{listOf(u"a"_s), listOf(u"b"_s), listOf(u"c"_s), listOf(u"d"_s)};
    QList<rules::MappingSource> sources;
    QList<Mapping> direct;
    QStringList pointers;
    for (const QString &one : words.split(u"; "_s, Qt::SkipEmptyParts)) {
        const QStringList w = one.split(u' ');
        const auto read = rules::readMappings(fileOf(w.at(0).left(1).toUtf8(), w.at(2).left(1).toUtf8(), row(w.at(0).toUtf8(), w.at(1).toUtf8(), w.at(2).toUtf8()), more),
                                              one, lists, sources, direct, pointers);
        if (!read)
            return read.error();
    }
    return rules::Mappings::of(sources, direct, pointers);
}

ListedRequirement named(const QString &id) { return {id.left(1), id}; }

QStringList linesOf(const QList<Mapping> &mappings)
{
    QStringList out;
    for (const Mapping &m : mappings)
        out.append(domain::setRelationName(m.relation) + u' ' + m.to.id + (m.by ? u" by "_s + m.by->id : QString()));
    return out;
}

rules::Stands stands(const QString &word)
{
    rules::Stands out;
    out.reach = word == u"outside"_s ? rules::Reach::Outside : word == u"met"_s || word == u"facts missing"_s ? rules::Reach::Inventory : rules::Reach::Question;
    const auto is = [&out](Standing standing, std::optional<Status> worst) {
        out.result.standing = standing;
        out.result.worst = worst;
    };
    if (word == u"met"_s) is(Standing::Decided, Status::Pass);
    else if (word == u"answered"_s) is(Standing::Answered, Status::Pass);
    else if (word == u"gap"_s) is(Standing::Decided, Status::Gap);
    else if (word == u"accepted"_s) is(Standing::Decided, Status::Accepted);
    else if (word == u"open"_s || word == u"facts missing"_s) is(Standing::Open, Status::Unknown);
    else if (word == u"half"_s) is(Standing::Open, Status::Pass);
    else if (word == u"open with a gap"_s) is(Standing::Open, Status::Gap);
    else if (word == u"outside"_s) is(Standing::OutOfReach, std::nullopt);
    else if (word == u"later"_s) is(Standing::NotYet, Status::NotYetApplicable);
    else if (word == u"our limit"_s) is(Standing::Decided, Status::Gap);
    else is(Standing::NotConcerned, Status::NotApplicable);
    out.notMet = out.result.worst == Status::Gap && word != u"our limit"_s;
    return out;
}

} // namespace
#endif

class TestMappings : public QObject
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
        QVERIFY(packs);
        m_packs = *packs;
        const auto lists = rules::allRequirements(m_packs);
        QVERIFY2(lists, lists ? "" : qPrintable(lists.error().where + u' ' + lists.error().detail));
        m_lists = *lists;
        const auto mappings = rules::loadBuiltinMappings(m_lists);
        QVERIFY2(mappings, mappings ? "" : qPrintable(mappings.error().where + u' ' + mappings.error().detail));
        m_mappings = *mappings;
    }

    void shippedPairs_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        for (const char *pair : {"iso-27001 nis2", "iso-27001 bsi-c5", "iso-27001 secnumcloud", "iso-27001 dora", "gdpr iso-27001", "nis2 dora", "bsi-c5 secnumcloud",
                                 "bsi-c5 bsi-c3a", "bsi-c3a eu-csf", "secnumcloud eu-csf", "eu-ai-act iso-42001", "gdpr eu-data-act", "eu-ai-act gdpr", "dora eu-data-act",
                                 "gdpr nis2", "bsi-c5 bsi-c5@2026"}) {
            const QString text = QString::fromLatin1(pair);
            QTest::newRow(pair) << text.section(u' ', 0, 0) << text.section(u' ', 1);
        }
    }

    void shippedPairs()
    {
        QFETCH(QString, left);
        QFETCH(QString, right);
        QVERIFY(m_mappings.partners(left).contains(right));
        QVERIFY(m_mappings.partners(right).contains(left));
        const QList<Mapping> there = m_mappings.between(left, right);
        QVERIFY(there.size() >= 5);
        QCOMPARE(m_mappings.between(right, left).size(), there.size());
        for (const Mapping &m : there) {
            QVERIFY2(m.words.size() > 10, qPrintable(m.from.id));
            QVERIFY(!m_mappings.sourceOf(m).note.isEmpty());
            const QList<Mapping> back = m_mappings.from(m.to);
            QVERIFY(std::any_of(back.cbegin(), back.cend(), [&m](const Mapping &b) { return b.to == m.from && b.relation == domain::inverse(m.relation); }));
        }
    }

    // The edition that comes: no number twice, nothing claimed to be the whole list, and each criterion of the old one told where it went.
    void theNextEditionOfC5()
    {
        const auto next = std::find_if(m_lists.cbegin(), m_lists.cend(), [](const rules::RequirementList &l) { return l.id == u"bsi-c5@2026"_s; });
        const auto now = std::find_if(m_lists.cbegin(), m_lists.cend(), [](const rules::RequirementList &l) { return l.id == u"bsi-c5"_s; });
        QVERIFY(next != m_lists.cend() && now != m_lists.cend());
        QVERIFY(!next->whole && now->whole);
        QVERIFY(next->note.contains(u"168"_s));
        QCOMPARE(next->requirements.size(), qsizetype(169));
        QStringList lost;
        for (const rules::Requirement &r : now->requirements) {
            const bool criterion = r.id.size() <= 6 && r.id.contains(u'-') && !r.id.startsWith(u"BC-"_s);
            const QList<Mapping> on = m_mappings.from({u"bsi-c5"_s, r.id});
            if (criterion && std::none_of(on.cbegin(), on.cend(), [](const Mapping &m) { return m.to.list == u"bsi-c5@2026"_s; }))
                lost.append(r.id);
        }
        QCOMPARE(lost, QStringList());
        const QStringList privileged = linesOf(m_mappings.between(u"bsi-c5"_s, u"bsi-c5@2026"_s));
        QVERIFY(privileged.contains(u"intersects IAM-06"_s));
    }

    void filesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("where");
        const QByteArray good = row("a1", "equal", "b1");
        QTest::newRow("no JSON") << QByteArray("{") << u"#"_s;
        QTest::newRow("of no known list") << fileOf("z", "b", good) << u"#/from"_s;
        QTest::newRow("to no known list") << fileOf("a", "z", good) << u"#/to"_s;
        QTest::newRow("to itself") << fileOf("a", "a", good) << u"#/to"_s;
        QTest::newRow("of unknown origin") << QByteArray(R"({"from":"a","to":"b","confidence":"K","mappings":[{}]})") << u"#/source_note"_s;
        QTest::newRow("not said how sure") << QByteArray(R"({"from":"a","to":"b","source_note":"x","mappings":[{}]})") << u"#/confidence"_s;
        QTest::newRow("a stranger") << fileOf("a", "b", good, R"("weight":3,)") << u"#/weight"_s;
        QTest::newRow("empty") << fileOf("a", "b", {}) << u"#/mappings"_s;
        QTest::newRow("unknown number") << fileOf("a", "b", good + ',' + row("a9", "equal", "b2")) << u"#/mappings/1/from"_s;
        QTest::newRow("unknown number there") << fileOf("a", "b", row("a1", "equal", "b9")) << u"#/mappings/0/to"_s;
        QTest::newRow("unknown relation") << fileOf("a", "b", row("a1", "like", "b1")) << u"#/mappings/0/relation"_s;
        QTest::newRow("no reason") << fileOf("a", "b", R"({"from":"a1","to":"b1","relation":"equal","words":" "})") << u"#/mappings/0/words"_s;
        QTest::newRow("a stranger in a mapping") << fileOf("a", "b", R"({"from":"a1","to":"b1","relation":"equal","words":"x","sure":true})") << u"#/mappings/0/sure"_s;
        QTest::newRow("twice") << fileOf("a", "b", good + ',' + good) << u"#/mappings/1"_s;
        QTest::newRow("contradictory") << fileOf("a", "b", good + ',' + row("a1", "subset", "b1")) << u"#/mappings/1"_s;
    }

    void filesAreRefused()
    {
        QFETCH(QByteArray, file);
        QList<rules::MappingSource> sources;
        QList<Mapping> direct;
        QStringList pointers;
        const auto read = rules::readMappings(file, u"x.json"_s, {listOf(u"a"_s), listOf(u"b"_s)}, sources, direct, pointers);
        QVERIFY(!read);
        QFETCH(QString, where);
        QCOMPARE(read.error().where, u"x.json"_s + where);
        QVERIFY(!read.error().detail.isEmpty());
    }

    void contradictionsAreRefused_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("at"); ///< empty: they agree
        QTest::newRow("the other direction is written too") << u"a1 subset b1; b1 superset a1"_s << u"b1 superset a1#/mappings/0"_s;
        QTest::newRow("the other direction says otherwise") << u"a1 subset b1; b1 subset a1"_s << u"b1 subset a1#/mappings/0"_s;
        QTest::newRow("over another") << u"a1 subset b1; b1 subset c1; a1 superset c1"_s << u"a1 superset c1#/mappings/0"_s;
        QTest::newRow("an overlap that is contained") << u"a1 equal b1; b1 subset c1; a1 intersects c1"_s << u"a1 intersects c1#/mappings/0"_s;
        QTest::newRow("two ways that disagree") << u"a1 subset b1; b1 subset c1; a1 superset d1; d1 superset c1"_s << u"a1 superset d1#/mappings/0"_s;
        QTest::newRow("they agree") << u"a1 subset b1; b1 subset c1; a1 subset c1"_s << QString();
        QTest::newRow("an overlap of what holds it") << u"a1 intersects b1; b1 subset c1; a1 superset c1"_s << u"a1 intersects b1#/mappings/0"_s;
        QTest::newRow("overlaps say nothing") << u"a1 intersects b1; b1 subset c1; a1 subset c1"_s << QString();
    }

    void contradictionsAreRefused()
    {
        QFETCH(QString, words);
        QFETCH(QString, at);
        const auto mappings = mapped(words);
        QCOMPARE(static_cast<bool>(mappings), at.isEmpty());
        if (!mappings)
            QCOMPARE(mappings.error().where, at);
    }

    void followsFromTwo_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QStringList>("ofA1");
        QTest::newRow("equal, equal") << u"a1 equal b1; b1 equal c1"_s << QStringList{u"equal b1"_s, u"equal c1 by b1"_s};
        QTest::newRow("a part of a part") << u"a1 subset b1; b1 subset c1"_s << QStringList{u"subset b1"_s, u"subset c1 by b1"_s};
        QTest::newRow("more than more") << u"b1 subset a1; c1 subset b1"_s << QStringList{u"superset b1"_s, u"superset c1 by b1"_s};
        QTest::newRow("equal to a part") << u"a1 equal b1; b1 subset c1"_s << QStringList{u"equal b1"_s, u"subset c1 by b1"_s};
        QTest::newRow("two parts of one") << u"a1 subset b1; c1 subset b1"_s << QStringList{u"subset b1"_s};
        QTest::newRow("two that hold one") << u"b1 subset a1; b1 subset c1"_s << QStringList{u"superset b1"_s};
        QTest::newRow("never over an overlap") << u"a1 equal b1; b1 intersects c1"_s << QStringList{u"equal b1"_s};
        QTest::newRow("never from an overlap") << u"a1 intersects b1; b1 equal c1"_s << QStringList{u"intersects b1"_s};
        QTest::newRow("over one other only") << u"a1 equal b1; b1 equal c1; c1 equal d1"_s << QStringList{u"equal b1"_s, u"equal c1 by b1"_s};
        QTest::newRow("not within a list") << u"a1 equal b1; a2 equal b1"_s << QStringList{u"equal b1"_s};
    }

    void followsFromTwo()
    {
        QFETCH(QString, words);
        const auto mappings = mapped(words);
        QVERIFY2(mappings, mappings ? "" : qPrintable(mappings.error().detail));
        QTEST(linesOf(mappings->from(named(u"a1"_s))), "ofA1");
    }

    void whatFollowsForOne_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("own");
        QTest::addColumn<QString>("others"); ///< of b1, c1
        QTest::addColumn<QString>("follows");
        const auto row = [](const char *name, const QString &words, const QString &own, const QString &others, const QString &follows) {
            QTest::newRow(name) << words << own << others << follows;
        };
        row("the same is met", u"a1 equal b1"_s, u"open"_s, u"met"_s, u"served by b1"_s);
        row("the same was answered", u"a1 equal b1"_s, u"open"_s, u"answered"_s, u"served by b1"_s);
        row("more is met, a person says", u"a1 subset b1"_s, u"outside"_s, u"answered"_s, u"served by b1"_s);
        row("more is met, as far as rules look", u"a1 subset b1"_s, u"outside"_s, u"met"_s, QString());
        row("facts are missing", u"a1 equal b1"_s, u"facts missing"_s, u"met"_s, QString());
        row("facts are missing, and more was answered", u"a1 subset b1"_s, u"facts missing"_s, u"answered"_s, QString());
        row("facts are missing, and a part has a gap", u"b1 subset a1"_s, u"facts missing"_s, u"gap"_s, u"refuted by b1"_s);
        row("more is not met", u"a1 subset b1"_s, u"open"_s, u"gap"_s, QString());
        row("only a part is met", u"b1 subset a1"_s, u"open"_s, u"met"_s, QString());
        row("a part is not met", u"b1 subset a1"_s, u"open"_s, u"gap"_s, u"refuted by b1"_s);
        row("a part has a gap and is open", u"b1 subset a1"_s, u"open"_s, u"open with a gap"_s, u"refuted by b1"_s);
        row("a part falls short of our own limit", u"b1 subset a1"_s, u"open"_s, u"our limit"_s, QString());
        row("the same falls short of our own limit", u"a1 equal b1"_s, u"open"_s, u"our limit"_s, QString());
        row("the same is not met", u"a1 equal b1"_s, u"outside"_s, u"gap"_s, u"refuted by b1"_s);
        row("the same is unknown", u"a1 equal b1"_s, u"open"_s, u"open"_s, QString());
        row("the same is met in part", u"a1 equal b1"_s, u"open"_s, u"half"_s, QString());
        row("the same is accepted", u"a1 equal b1"_s, u"open"_s, u"accepted"_s, QString());
        row("the same concerns nobody", u"a1 equal b1"_s, u"open"_s, u"nobody"_s, QString());
        row("an overlap is met", u"a1 intersects b1"_s, u"open"_s, u"met"_s, QString());
        row("an overlap is not met", u"a1 intersects b1"_s, u"open"_s, u"gap"_s, QString());
        row("a gap is never served", u"a1 equal b1"_s, u"gap"_s, u"met"_s, QString());
        row("nor one beside an unknown", u"a1 equal b1"_s, u"open with a gap"_s, u"met"_s, QString());
        row("what is met needs nothing", u"a1 equal b1"_s, u"met"_s, u"met"_s, QString());
        row("what comes later waits", u"a1 equal b1"_s, u"later"_s, u"met"_s, QString());
        row("met there, missed there", u"a1 subset b1; c1 subset a1"_s, u"open"_s, u"answered, gap"_s, u"refuted by c1, despite b1"_s);
        row("over another", u"a1 subset b1; b1 subset c1"_s, u"open"_s, u"open, answered"_s, u"served by c1"_s);
    }

    void whatFollowsForOne()
    {
        QFETCH(QString, words);
        QFETCH(QString, own);
        QFETCH(QString, others);
        const auto mappings = mapped(words);
        QVERIFY(mappings);
        rules::Standings standings;
        standings.insert_or_assign(named(u"a1"_s), stands(own));
        standings.insert_or_assign(named(u"b1"_s), stands(others.section(u", "_s, 0, 0)));
        standings.insert_or_assign(named(u"c1"_s), stands(others.section(u", "_s, 1)));
        const rules::Following f = rules::followingFor(named(u"a1"_s), standings, *mappings, {});
        QString follows;
        if (f.isRefuted())
            follows = u"refuted by "_s + f.refutes.constFirst().to.id + (f.serves.isEmpty() ? QString() : u", despite "_s + f.serves.constFirst().to.id);
        else if (f.isServed())
            follows = u"served by "_s + f.serves.constFirst().to.id;
        QTEST(follows, "follows");
        QVERIFY(!(f.isServed() && f.isRefuted()));
    }

    // A gap of what the law asks is told from one of our own limit beside it.
    void ownLimitsRefuteNothing()
    {
        rules::RequirementList list = listOf(u"a"_s, 2);
        list.requirements[0].rules = {u"A"_s, u"A-A"_s};
        list.requirements[1].rules = {u"B"_s};
        rules::StatusCounts gap{}, pass{};
        gap.at(static_cast<std::size_t>(Status::Gap)) = 1;
        pass.at(static_cast<std::size_t>(Status::Pass)) = 1;
        const rules::Standings s = rules::standingsOf({list}, {{u"A"_s, pass}, {u"A-A"_s, gap}, {u"B"_s, gap}}, {{u"A-A"_s}, {}, {}});
        QCOMPARE(s.at(named(u"a1"_s)).result.worst, std::optional(Status::Gap));
        QVERIFY(!s.at(named(u"a1"_s)).notMet);
        QVERIFY(s.at(named(u"a2"_s)).notMet);
        // What was switched off or narrowed is in no count, and makes what is met say too little to serve.
        const rules::Standings off = rules::standingsOf({list}, {{u"A"_s, pass}, {u"B"_s, gap}}, {{}, {u"A-A"_s, u"B"_s}, {}});
        QVERIFY(rules::isMet(off.at(named(u"a1"_s)).result) && off.at(named(u"a1"_s)).narrowed);
        QVERIFY(!off.at(named(u"a2"_s)).notMet);
        QVERIFY(rules::standingsOf({list}, {{u"B"_s, pass}}, {{}, {}, {u"B"_s}}).at(named(u"a2"_s)).narrowed);
        QVERIFY(rules::serves(stands(u"open"_s), SetRelation::Equal, stands(u"met"_s)));
        QVERIFY(!rules::serves(stands(u"open"_s), SetRelation::Equal, off.at(named(u"a1"_s))));
    }

    // Who has answered for one legal entity has said nothing of another.
    void whatIsMetForOthersServesNobody_data()
    {
        QTest::addColumn<QList<qint64>>("asked");  // whom the open one concerns
        QTest::addColumn<QList<qint64>>("metFor"); // for whom the other was found met
        QTest::addColumn<bool>("served");
        QTest::newRow("the same") << QList<qint64>{1, 2} << QList<qint64>{1, 2} << true;
        QTest::newRow("some of those answered for") << QList<qint64>{2} << QList<qint64>{1, 2} << true;
        QTest::newRow("one more than was answered for") << QList<qint64>{1, 2, 3} << QList<qint64>{1, 2} << false;
        QTest::newRow("the bank's board, not that of its service company") << QList<qint64>{3} << QList<qint64>{1, 2} << false;
        QTest::newRow("nobody is recorded") << QList<qint64>{} << QList<qint64>{} << true;
    }

    void whatIsMetForOthersServesNobody()
    {
        QFETCH(QList<qint64>, asked);
        QFETCH(QList<qint64>, metFor);
        const auto set = [](const QList<qint64> &ids) { return QSet<qint64>(ids.cbegin(), ids.cend()); };
        rules::PeoplesFinding found;
        found.worst = domain::Fulfilment::Met;
        found.met = metFor;
        rules::RequirementList a = listOf(u"a"_s, 1), b = listOf(u"b"_s, 1);
        a.requirements[0].reach = b.requirements[0].reach = rules::Reach::Question;
        const rules::Standings standings = rules::standingsOf({a, b}, {}, {}, {{named(u"b1"_s), found}}, {{u"a"_s, {set(asked), {}}}, {u"b"_s, {set(metFor), {}}}});
        const auto mappings = mapped(u"a1 equal b1"_s);
        QVERIFY(mappings);
        QTEST(rules::followingFor(named(u"a1"_s), standings, *mappings, {}).isServed(), "served");
    }

    // Where another has to meet the one than the other, a result stays where it was found.
    void answersMayStay()
    {
        rules::Standings standings;
        standings.insert_or_assign(named(u"a1"_s), stands(u"open"_s));
        standings.insert_or_assign(named(u"b1"_s), stands(u"met"_s));
        const auto mappings = mapped(u"a1 equal b1; b1 equal c1"_s, R"("answers_stay":"the one is asked of the provider",)");
        QVERIFY(mappings);
        QVERIFY(rules::followingFor(named(u"a1"_s), standings, *mappings, {}).serves.isEmpty());
        standings.insert_or_assign(named(u"c1"_s), stands(u"gap"_s));
        QVERIFY(rules::followingFor(named(u"a1"_s), standings, *mappings, {}).refutes.isEmpty());
        // A certificate speaks for the requirement all the same.
        const rules::HeldCertificates held{u"b"_s, 1, false, {2}, {3}, {}, std::nullopt, true};
        QVERIFY(rules::followingFor(named(u"a1"_s), standings, *mappings, {held}).isEvidenced());
    }

    void certificatesSpeak_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("evidence");
        QTest::newRow("of another framework's same demand") << u"a1 equal b1"_s << u"whole b1"_s;
        QTest::newRow("of more") << u"a1 subset b1"_s << u"whole b1"_s;
        QTest::newRow("of a part") << u"b1 subset a1"_s << u"part b1"_s;
        QTest::newRow("of an overlap") << u"a1 intersects b1"_s << QString();
        QTest::newRow("of a part and of the whole") << u"b1 subset a1; b2 equal a1"_s << u"whole b2"_s;
        QTest::newRow("of nothing") << u"a2 equal b1"_s << QString();
    }

    void certificatesSpeak()
    {
        QFETCH(QString, words);
        const auto mappings = mapped(words);
        QVERIFY(mappings);
        const rules::HeldCertificates held{u"b"_s, 1, false, {2}, {3}, {}, std::nullopt, true};
        for (const QString &own : {u"open"_s, u"outside"_s, u"gap"_s}) {
            rules::Standings standings;
            standings.insert_or_assign(named(u"a1"_s), stands(own));
            const rules::Following f = rules::followingFor(named(u"a1"_s), standings, *mappings, {held});
            QVERIFY(f.evidence.size() <= 1);
            QString evidence;
            if (!f.evidence.isEmpty())
                evidence = (f.evidence.constFirst().whole ? u"whole "_s : u"part "_s) + f.evidence.constFirst().mapping->to.id;
            QTEST(evidence, "evidence");
            QVERIFY(!f.isServed()); // it's told beside the result, and makes none
            rules::RequirementList one = listOf(u"a"_s, 1);
            const rules::Coverage coverage = rules::coverageOf(one, standings, *mappings, {held});
            QCOMPARE(coverage.answered, 0);
            QCOMPARE(coverage.evidenced, evidence.startsWith(u"whole"_s) && own != u"gap"_s ? 1 : 0);
        }
    }

    // A second reading of the same rules, written apart: facts as bare triples, everything by search.
    void agreesWithANaiveReading()
    {
        QRandomGenerator random(20261122);
        const QStringList words{u"met"_s, u"answered"_s, u"gap"_s, u"accepted"_s, u"open"_s, u"half"_s, u"facts missing"_s, u"open with a gap"_s, u"outside"_s, u"later"_s, u"nobody"_s};
        const QList<rules::RequirementList> lists{listOf(u"a"_s), listOf(u"b"_s), listOf(u"c"_s), listOf(u"d"_s)};
        int compared = 0, served = 0, refuted = 0, refused = 0;
        for (int round = 0; round < 600; ++round) {
            QStringList facts;
            std::set<QString> pairs;
            for (int i = 0; i < 7; ++i) {
                const QString from = QString(QChar(u'a' + static_cast<char16_t>(random.bounded(4)))) + QString::number(1 + random.bounded(3));
                const QString to = QString(QChar(u'a' + static_cast<char16_t>(random.bounded(4)))) + QString::number(1 + random.bounded(3));
                if (from.at(0) == to.at(0) || pairs.contains(from + to) || pairs.contains(to + from))
                    continue;
                pairs.insert(from + to);
                facts.append(from + u' ' + QStringList{u"equal"_s, u"subset"_s, u"superset"_s, u"intersects"_s}.at(random.bounded(4)) + u' ' + to);
            }
            const auto mappings = mapped(facts.join(u"; "_s));
            if (!mappings) {
                ++refused;
                continue;
            }
            QHash<QString, QString> state;
            rules::Standings standings;
            for (const rules::RequirementList &list : lists) {
                for (const rules::Requirement &r : list.requirements) {
                    state.insert(r.id, words.at(random.bounded(static_cast<int>(words.size()))));
                    standings.insert_or_assign(named(r.id), stands(state.value(r.id)));
                }
            }
            // holds(x, y): x asks all that y asks; by one written fact, or two over another list's requirement.
            std::set<QString> holds, touches;
            for (const QString &fact : facts) {
                const QStringList w = fact.split(u' ');
                touches.insert(w.at(0) + w.at(2));
                touches.insert(w.at(2) + w.at(0));
                if (w.at(1) == u"equal"_s || w.at(1) == u"superset"_s)
                    holds.insert(w.at(0) + w.at(2));
                if (w.at(1) == u"equal"_s || w.at(1) == u"subset"_s)
                    holds.insert(w.at(2) + w.at(0));
            }
            const auto asksAllOf = [&](const QString &x, const QString &y) {
                if (holds.contains(x + y))
                    return true;
                if (x.at(0) == y.at(0) || touches.contains(x + y))
                    return false;
                for (auto z = state.cbegin(); z != state.cend(); ++z) {
                    if (holds.contains(x + z.key()) && holds.contains(z.key() + y))
                        return true;
                }
                return false;
            };
            for (auto own = state.cbegin(); own != state.cend(); ++own) {
                bool byMet = false, byGap = false;
                const bool person = own.value() == u"open"_s || own.value() == u"half"_s || own.value() == u"outside"_s;
                const bool undecided = person || own.value() == u"facts missing"_s;
                for (auto other = state.cbegin(); undecided && other != state.cend(); ++other) {
                    if (other.key().at(0) == own.key().at(0))
                        continue;
                    const bool missed = other.value() == u"gap"_s || other.value() == u"open with a gap"_s;
                    const bool more = asksAllOf(other.key(), own.key());
                    const bool same = more && asksAllOf(own.key(), other.key());
                    byMet = byMet || (person && ((other.value() == u"answered"_s && more) || (other.value() == u"met"_s && same)));
                    byGap = byGap || (missed && asksAllOf(own.key(), other.key()));
                }
                const rules::Following f = rules::followingFor(named(own.key()), standings, *mappings, {});
                QVERIFY2(f.isServed() == (byMet && !byGap), qPrintable(own.key() + u" of "_s + facts.join(u"; "_s)));
                QVERIFY2(f.isRefuted() == byGap, qPrintable(own.key() + u" of "_s + facts.join(u"; "_s)));
                ++compared;
                served += f.isServed() ? 1 : 0;
                refuted += f.isRefuted() ? 1 : 0;
            }
            for (const rules::RequirementList &list : lists) {
                const rules::Coverage c = rules::coverageOf(list, standings, *mappings, {});
                QCOMPARE(c.decided + c.answered + c.open + c.notConcerned + c.notYet + c.outOfReach, c.all);
                QVERIFY(c.served <= c.answered && c.refuted <= c.open + c.outOfReach);
            }
        }
        QVERIFY(compared > 3000 && served > 50 && refuted > 100 && refused > 5);
    }

    void sideBySide()
    {
        const auto mappings = mapped(u"a1 subset b2; a1 equal b1; a3 intersects b2; a2 equal c1; c1 equal b4"_s);
        QVERIFY(mappings);
        const rules::ListComparison c = rules::compareLists(listOf(u"a"_s), listOf(u"b"_s), *mappings);
        QStringList pairs;
        for (const Mapping &m : c.pairs)
            pairs.append(m.from.id + u' ' + domain::setRelationName(m.relation) + u' ' + m.to.id);
        QCOMPARE(pairs, QStringList({u"a1 equal b1"_s, u"a1 subset b2"_s, u"a2 equal b4"_s, u"a3 intersects b2"_s}));
        QCOMPARE(c.onlyLeft, QStringList{u"a4"_s});
        QCOMPARE(c.onlyRight, QStringList{u"b3"_s});
        QCOMPARE(c.leftMapped, 3);
        QCOMPARE(c.rightMapped, 3);
    }

    void whatCertificatesCover_data()
    {
        QTest::addColumn<QByteArray>("certificate");
        QTest::addColumn<QString>("covered"); ///< services, then those of which it isn't known
        const auto row = [](const char *name, const QByteArray &facts, const QString &covered) {
            QTest::newRow(name) << R"({"kind":"certification","key":"c",)" + facts + "}" << covered;
        };
        const QByteArray valid = R"("scheme":"ISO/IEC 27001:2022","holder":"p","report_type":"certificate","issued":"2025-01-01","expires":"2027-01-01")";
        row("by name, everywhere", valid + R"(,"services":["s1"],"regions":["*"])", u"s1 |"_s);
        row("all, in one region", valid + R"(,"services":["*"],"regions":["eu-central-1"])", u"s1 |"_s);
        row("all, everywhere", valid + R"(,"services":["*"],"regions":["*"])", u"s1 s2 |"_s);
        row("the list goes on", valid + R"(,"services":{"items":["s1"],"complete":false},"regions":["*"])", u"s1 | s2"_s);
        row("of nothing here", valid + R"(,"services":["s2"],"regions":["eu-central-1"])", u"nothing"_s);
        row("ended", R"("scheme":"ISO27001","holder":"p","report_type":"certificate","expires":"2026-11-19","services":["*"],"regions":["*"])", u"nothing"_s);
        row("not yet issued", R"("scheme":"ISO27001","holder":"p","report_type":"certificate","issued":"2026-12-01","expires":"2029-01-01","services":["*"],"regions":["*"])", u"nothing"_s);
        row("nobody knows how long", R"("scheme":"ISO27001","holder":"p","report_type":"certificate","services":["*"],"regions":["*"])", u"nothing"_s);
        row("a type 1 report", R"("scheme":"ISO27001","holder":"p","report_type":"type1","expires":"2027-01-01","services":["*"],"regions":["*"])", u"nothing"_s);
        row("their own word", R"("scheme":"ISO27001","holder":"p","report_type":"self","expires":"2027-01-01","services":["*"],"regions":["*"])", u"nothing"_s);
        row("of another provider", R"("scheme":"ISO27001","holder":"q","report_type":"certificate","expires":"2027-01-01","services":["*"],"regions":["*"])", u"nothing"_s);
        row("of another scheme", R"("scheme":"ISO27701","holder":"p","report_type":"certificate","expires":"2027-01-01","services":["*"],"regions":["*"])", u"nothing"_s);
        row("of our own", R"("scheme":"ISO27001","legal_entity":"x","report_type":"certificate","expires":"2027-01-01","services":["Operations"],"regions":["*"])", u"own |"_s);
    }

    void whatCertificatesCover()
    {
        QFETCH(QByteArray, certificate);
        rules::MemoryWorkspace workspace;
        QVERIFY(workspace.open());
        QSqlDatabase &db = workspace.database();
        QVERIFY(store::loadReferenceData(db));
        const QByteArray world = R"([{"kind":"legal_entity","key":"x"},{"kind":"provider","key":"p"},{"kind":"provider","key":"q"},
            {"kind":"service","key":"s1","provider":"p","region":"eu-central-1"},{"kind":"service","key":"s2","provider":"p","region":"us-east-1"},)" + certificate + "]";
        const auto written = rules::ExampleWriter(db, m_catalogue).write(QJsonDocument::fromJson(world).array());
        QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
        const auto held = rules::heldCertificates(db, m_catalogue, m_lists, domain::toDay(QDate(2026, 11, 20)));
        QVERIFY2(held, held ? "" : qPrintable(held.error().detail));
        store::AttributeStore values(store::nativeHandle(db), m_catalogue);
        QString covered = u"nothing"_s;
        for (const rules::HeldCertificates &h : *held) {
            QCOMPARE(h.list, u"iso-27001"_s);
            QVERIFY(!h.customerShareKnown);
            QStringList words;
            if (h.own)
                words << u"own"_s;
            for (const qint64 s : h.services)
                words << values.keyOf(s);
            words << u"|"_s;
            for (const qint64 s : h.perhaps)
                words << values.keyOf(s);
            covered = words.join(u' ');
        }
        QTEST(covered, "covered");
    }

private:
    domain::Catalogue m_catalogue;
    QList<rules::Pack> m_packs;
    QList<rules::RequirementList> m_lists;
    rules::Mappings m_mappings;
};

BAILIWICK_TEST(QCoreApplication, TestMappings)

} // namespace tst_mappings

#include "tst_mappings.moc"
