// SPDX-License-Identifier: GPL-3.0-or-later
// The sentence that says why: what is chosen, joined and put into words.
#include "rules/numbertext.h"
#include "rules/reasontext.h"
#include "rules/templatetext.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_reasontext {

using namespace Qt::StringLiterals;
using rules::Fact;

namespace {

/// any: 0 backup, 1 tested, 2 all (2a, 2b).
rules::Rule ruleOf()
{
    const auto leaf = [](const QString &pointer) {
        rules::Condition c;
        c.type = rules::Condition::Type::Scalar;
        c.pointer = pointer;
        return c;
    };
    rules::Condition both;
    both.type = rules::Condition::Type::All;
    both.pointer = u"/gap_if/any/2"_s;
    both.children = {leaf(u"/gap_if/any/2/all/0"_s), leaf(u"/gap_if/any/2/all/1"_s)};
    rules::Rule rule;
    rule.requirement = u"Backups are tested."_s;
    rule.appliesIf.pointer = u"/applies_if"_s;
    rule.gapIf.type = rules::Condition::Type::Any;
    rule.gapIf.pointer = u"/gap_if"_s;
    rule.gapIf.children = {leaf(u"/gap_if/any/0"_s), leaf(u"/gap_if/any/1"_s), both};
    return rule;
}

/// "t", "f" or "?" for each of the four leaves.
QList<rules::LeafExplanation> leavesOf(const rules::Rule &rule, const QString &truths)
{
    QList<rules::LeafExplanation> leaves;
    const QList<const rules::Condition *> conditions{&rule.gapIf.children.at(0), &rule.gapIf.children.at(1),
                                                     &rule.gapIf.children.at(2).children.at(0), &rule.gapIf.children.at(2).children.at(1)};
    for (qsizetype i = 0; i < conditions.size(); ++i) {
        rules::LeafExplanation leaf;
        leaf.pointer = conditions.at(i)->pointer;
        leaf.condition = conditions.at(i);
        if (truths.at(i) != u'?')
            leaf.truth = truths.at(i) == u't';
        leaves.append(leaf);
    }
    return leaves;
}

rules::ReasonText reasonText()
{
    rules::Pack pack;
    pack.parameters = {{u"age"_s, 365, u"days"_s, {}, true}};
    return {{}, {{u"US"_s, u"the United States"_s}, {u"IN"_s, u"India"_s}, {u"DE"_s, u"Germany"_s}}, pack, {{u"age"_s, 180}}};
}

Fact factOf(const QString &path, Fact::State state, const QStringList &values, domain::ValueType type, bool coded, bool list)
{
    Fact fact;
    fact.path = path;
    fact.label = path;
    fact.state = state;
    fact.values = values;
    fact.type = type;
    fact.coded = coded;
    fact.isList = list;
    return fact;
}

} // namespace

class TestReasonText : public QObject
{
    Q_OBJECT

private slots:
    void sentence_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("truths");
        QTest::addColumn<QString>("expected");
        const QString three = u"Ledger [/gap_if/any/0: has no backup][/gap_if/any/1: was never tested] [/gap_if/any/2: is kept abroad]."_s;
        QTest::newRow("one part") << three << u"tfff"_s << u"Ledger has no backup."_s;
        QTest::newRow("two parts") << three << u"ttff"_s << u"Ledger has no backup and was never tested."_s;
        QTest::newRow("three parts") << three << u"tttt"_s << u"Ledger has no backup, was never tested and is kept abroad."_s;
        QTest::newRow("parts with a sign of their own") << u"On record: Ledger[/gap_if/any/0: ; no backup][/gap_if/any/1: ; never tested]."_s << u"ttff"_s
                                                        << u"On record: Ledger; no backup; never tested."_s;
        QTest::newRow("a part of two conditions needs both") << three << u"fttf"_s << u"Ledger was never tested."_s;
        QTest::newRow("unknown is not true") << three << u"t??t"_s << u"Ledger has no backup."_s;
        QTest::newRow("unknown said") << u"Not known[?/gap_if/any/2: : where it is kept]."_s << u"ff?t"_s << u"Not known: where it is kept."_s;
        QTest::newRow("unknown not said where one is false") << u"Not known[?/gap_if/any/2: : where it is kept]."_s << u"ff?f"_s << u"Not known."_s;
        QTest::newRow("threshold with unit") << u"older than {#age}"_s << u"ffff"_s << u"older than 180 days"_s;
        QTest::newRow("first path that says something") << u"held by {silent|places}"_s << u"ffff"_s << u"held by India and the United States"_s;
        QTest::newRow("silence behind its label") << u"On record: held in: {silent}."_s << u"ffff"_s << u"On record: held in: not said."_s;
        QTest::newRow("silence within a sentence") << u"Ledger is kept in {silent} for now"_s << u"ffff"_s << u"Ledger is kept in an unrecorded country for now"_s;
        QTest::newRow("silence in parentheses") << u"Ledger ({silent}) has no backup"_s << u"ffff"_s << u"Ledger (silent not recorded) has no backup"_s;
        QTest::newRow("silence as what something is") << u"whether another place could take over is {silent}"_s << u"ffff"_s << u"whether another place could take over is not said"_s;
        QTest::newRow("what decides") << u"objects: {@/gap_if/any/1}"_s << u"ftff"_s << u"objects: Entra ID and DNS"_s;
        QTest::newRow("a name that ends in a stop ends the sentence") << u"held by {firm}. So it is; also {firm}, and {firm}..."_s << u"ffff"_s
                                                                      << u"held by Amazon.com, Inc. So it is; also Amazon.com, Inc., and Amazon.com, Inc...."_s;
        QTest::newRow("a path within a part") << u"Ledger [/gap_if/any/0: is in {places}]"_s << u"tfff"_s << u"Ledger is in India and the United States"_s;
    }

    void sentence()
    {
        QFETCH(QString, body);
        QFETCH(QString, truths);
        QFETCH(QString, expected);
        const rules::Rule rule = ruleOf();
        const auto out = reasonText().fill(
            body, rule, leavesOf(rule, truths),
            {[](const rules::Path &path) -> domain::Result<Fact> {
                 if (path.text() == u"firm"_s)
                     return factOf(path.text(), Fact::State::Value, {u"Amazon.com, Inc."_s}, domain::ValueType::Text, false, false);
                 const bool silent = path.text() == u"silent"_s;
                 return factOf(path.text(), silent ? Fact::State::NotSaid : Fact::State::Value, silent ? QStringList() : QStringList{u"IN"_s, u"US"_s},
                               domain::ValueType::Country, false, true);
             },
             [](const rules::LeafExplanation &) -> domain::Result<QStringList> { return QStringList{u"Entra ID"_s, u"DNS"_s}; }});
        QVERIFY(out.has_value());
        QCOMPARE(out->text, expected);
        for (const rules::ReasonSlot &slot : out->slots_)
            QVERIFY(slot.length > 0 && slot.start + slot.length <= out->text.size());
    }

    void words_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("state");
        QTest::addColumn<QStringList>("values");
        QTest::addColumn<int>("type");
        QTest::addColumn<bool>("coded");
        QTest::addColumn<QString>("expected");
        const int value = int(Fact::State::Value);
        const int text = int(domain::ValueType::Text);
        const int coded = int(domain::ValueType::Enum);
        QTest::newRow("empty list") << u"models"_s << int(Fact::State::None) << QStringList() << text << false << u"none"_s;
        QTest::newRow("silence") << u"models"_s << int(Fact::State::NotSaid) << QStringList() << text << false << u"not said"_s;
        QTest::newRow("bool") << u"backup"_s << value << QStringList{u"false"_s} << int(domain::ValueType::Bool) << false << u"no"_s;
        QTest::newRow("list") << u"models"_s << value << QStringList{u"A"_s, u"B"_s, u"C"_s} << text << false << u"A, B and C"_s;
        QTest::newRow("list that may be longer") << u"models"_s << int(Fact::State::Partial) << QStringList{u"A"_s} << text << false << u"A, and more"_s;
        QTest::newRow("each once") << u"all_places"_s << value << QStringList{u"DE"_s, u"DE"_s, u"IN"_s} << int(domain::ValueType::Country) << false << u"Germany and India"_s;
        QTest::newRow("anywhere") << u"processing_countries"_s << value << QStringList{u"*"_s} << int(domain::ValueType::Country) << false << u"worldwide"_s;
        QTest::newRow("one place without a country") << u"processing_countries"_s << value << QStringList{u"DE"_s, u""_s} << int(domain::ValueType::Country) << false
                                                     << u"Germany and an unrecorded country"_s;
        QTest::newRow("code") << u"key_management"_s << value << QStringList{u"hyok"_s} << coded << true << u"keys held by us outside (HYOK)"_s;
        QTest::newRow("code of one attribute") << u"key_management"_s << value << QStringList{u"provider"_s} << coded << true << u"the provider's own keys"_s;
        QTest::newRow("code without a word") << u"kind"_s << value << QStringList{u"two_sites"_s} << coded << true << u"two sites"_s;
        QTest::newRow("languages") << u"languages_required"_s << value << QStringList{u"de"_s, u"el"_s, u"lt"_s} << text << false << u"German, Greek and Lithuanian"_s;
        QTest::newRow("all regions") << u"regions"_s << value << QStringList{u"*"_s} << text << false << u"all"_s;
        QTest::newRow("scheme") << u"scheme"_s << value << QStringList{u"ISO42001"_s} << text << false << u"ISO/IEC 42001"_s;
    }

    void words()
    {
        QFETCH(QString, path);
        QFETCH(int, state);
        QFETCH(QStringList, values);
        QFETCH(int, type);
        QFETCH(bool, coded);
        QFETCH(QString, expected);
        QCOMPARE(reasonText().words(factOf(path, Fact::State(state), values, domain::ValueType(type), coded, values.size() != 1 || values.first() == u"*"_s)),
                 expected);
    }

    void numbers_data()
    {
        QTest::addColumn<double>("number");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << 0.0 << u"0"_s;
        QTest::newRow("whole") << 3650.0 << u"3650"_s;
        QTest::newRow("part") << 0.25 << u"0.25"_s;
        QTest::newRow("millions stay as they are") << 11000000.0 << u"11000000"_s;
        QTest::newRow("training compute") << 2.1e22 << u"2.1 × 10^22"_s;
        QTest::newRow("power alone") << 1e25 << u"10^25"_s;
        QTest::newRow("below nothing") << -1e25 << u"-10^25"_s;
        QTest::newRow("very small") << 3e-7 << u"3 × 10^-7"_s;
    }

    void numbers()
    {
        QFETCH(double, number);
        QFETCH(QString, expected);
        QCOMPARE(rules::numberText(number), expected);
    }

    // A threshold of a rule, too: "training compute above 10^25 operations".
    void large_threshold()
    {
        rules::Pack pack;
        pack.parameters = {{u"flop"_s, 1e25, u"operations"_s, {}, false}};
        const rules::ReasonText text({}, {}, pack, {});
        const rules::Rule rule = ruleOf();
        const auto out = text.fill(u"above {#flop}"_s, rule, leavesOf(rule, u"ffff"_s), {});
        QVERIFY(out.has_value());
        QCOMPARE(out->text, u"above 10^25 operations"_s);
    }

    void decidedWell()
    {
        const rules::Rule rule = ruleOf();
        rules::Explanation e;
        e.status = domain::Status::Pass;
        e.leaves = leavesOf(rule, u"ffff"_s);
        QCOMPARE(reasonText().decidedWell(e, rule), u"Met. What is asked: Backups are tested."_s);
        Fact days = factOf(u"retention_days"_s, Fact::State::Value, {u"3650"_s}, domain::ValueType::Number, false, false);
        days.label = u"Retention"_s;
        days.unit = u"days"_s;
        e.leaves[0].facts = {days, factOf(u"owner"_s, Fact::State::NotSaid, {}, domain::ValueType::Text, false, false)};
        QCOMPARE(reasonText().decidedWell(e, rule), u"Met. On record: Retention: 3650 days."_s);
        e.status = domain::Status::NotApplicable;
        QCOMPARE(reasonText().decidedWell(e, rule), u"Does not apply: nothing on record brings it under this rule."_s);
        e.status = domain::Status::NotYetApplicable;
        QVERIFY(reasonText().decidedWell(e, rule).isEmpty());
    }

    void templates()
    {
        const auto places = rules::placeholders(u"{name} of {identity|principal}: {#age}, {@/gap_if/any/0}, {Not a path}"_s);
        QCOMPARE(places.size(), 4);
        QCOMPARE(places.at(1).name, u"identity|principal"_s);
        QVERIFY(places.at(2).kind == rules::Placeholder::Kind::Parameter);
        QVERIFY(places.at(3).kind == rules::Placeholder::Kind::Deciding);
        const auto parts = rules::parts(u"A [see above] [?/gap_if: b] c"_s);
        QCOMPARE(parts.size(), 3);
        QVERIFY(parts.at(1).ifUnknown);
        QCOMPARE(parts.at(0).text, u"A [see above] "_s);
    }
};

BAILIWICK_TEST(QCoreApplication, TestReasonText)

} // namespace tst_reasontext

#include "tst_reasontext.moc"
