// SPDX-License-Identifier: GPL-3.0-or-later
// Rules as a form shows them: nothing is lost on the way there and back, and every condition can be said in words.
#include "rules/conditionwords.h"
#include "rules/packloader.h"
#include "rules/references.h"
#include "rules/ruleform.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace tst_ruleform {

using namespace Qt::StringLiterals;
using rules::Condition;
using rules::FormRow;
using rules::RuleForm;

namespace {

template <class Visit> void each(const FormRow &row, const Visit &visit)
{
    visit(row);
    for (const FormRow &part : row.rows)
        each(part, visit);
}

template <class Visit> void each(const Condition &c, const Visit &visit)
{
    visit(c);
    for (const Condition &part : c.children)
        each(part, visit);
}

} // namespace

class TestRuleForm : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto catalogue = rules::loadBuiltinCatalogue();
        QVERIFY(catalogue);
        m_catalogue = *catalogue;
        auto references = rules::builtinReferences();
        QVERIFY(references);
        m_references = *references;
    }

    void everyShippedRuleGoesThereAndBack()
    {
        int rules = 0;
        const QDir folder(u":/packs"_s);
        for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files)) {
            if (name == "attributes.json"_L1 || name.endsWith(".schema.json"_L1))
                continue;
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QJsonArray list = QJsonDocument::fromJson(file.readAll()).object().value(u"rules"_s).toArray();
            for (const QJsonValue &rule : list) {
                const QJsonObject json = rule.toObject();
                const RuleForm form = RuleForm::fromJson(json);
                const QByteArray id = form.id.toUtf8();
                QVERIFY2(!form.id.isEmpty() && !form.title.isEmpty() && !form.entity.isEmpty(), id.constData());
                // Each node is a row of its kind: none is only carried along.
                const auto readable = [&id](const FormRow &row) {
                    QVERIFY2(row.kind != FormRow::Kind::Unreadable, id.constData());
                    QVERIFY2(row.isGroup() || row.kind == FormRow::Kind::Const || !row.subject.isEmpty(), id.constData());
                };
                each(form.gapIf, readable);
                if (form.appliesIf)
                    each(*form.appliesIf, readable);
                QVERIFY2(!form.rest.contains(u"gap_if"_s) && !form.rest.contains(u"title"_s), id.constData());
                QVERIFY2(form.toJson() == json, id.constData());
                QVERIFY2(RuleForm::fromJson(form.toJson()) == form, id.constData());
                ++rules;
            }
        }
        QCOMPARE(rules, 491);
    }

    void whatAFormCannotReadIsKept_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json : {R"({"all":[{"attr":"env","is":"test"}],"any":[]})", R"({"no":"such"})", R"({"all":7})", R"({"attr":7,"is":true})", R"({"share":4,"gt":3})",
                                 R"({"not":{"const":true},"x":1})", R"({"attr":"env","is":"a","in":["b"]})", R"({"any_of":["a","b"],"in":"@ZONE","unsaid":1})"})
            QTest::newRow(json) << QByteArray(json);
    }

    void whatAFormCannotReadIsKept()
    {
        QFETCH(QByteArray, json);
        const QJsonObject o = QJsonDocument::fromJson(json).object();
        QVERIFY(!o.isEmpty());
        const FormRow row = FormRow::fromJson(o);
        if (json.contains("\"attr\":7"))
            QCOMPARE(row.subject, QString()); // a number is no path: the parser says so of what is written again
        else
            QCOMPARE(QJsonDocument(row.toJson().toObject()).toJson(QJsonDocument::Compact), QJsonDocument(o).toJson(QJsonDocument::Compact));
    }

    void everyConditionHasWords()
    {
        const auto packs = rules::loadBuiltinPacks(m_catalogue, m_references);
        QVERIFY(packs);
        QSet<Condition::Type> types;
        QSet<rules::Op> ops;
        // What only packs are written in: names joined by underscores, paths, sets.
        static const QRegularExpression raw(u"[a-z]_[a-z]|@[A-Z]|\\b[a-z]+\\.[a-z]+\\b|\\^"_s);
        int said = 0;
        const QHash<QString, QString> none;
        for (const rules::Pack &pack : *packs) {
            const rules::ConditionWords words(m_catalogue, &pack, none);
            for (const rules::Rule &rule : pack.rules) {
                for (const Condition *c : {&rule.appliesIf, &rule.gapIf}) {
                    const QString sentence = words.sentence(*c, rule.entity);
                    // What stands in quotation marks is the officer's own word or a pattern.
                    QString bare = sentence;
                    bare.remove(QRegularExpression(u"\u201c[^\u201d]*\u201d"_s));
                    QVERIFY2(!bare.trimmed().isEmpty(), qPrintable(rule.id));
                    const auto match = raw.match(bare);
                    QVERIFY2(!match.hasMatch(), qPrintable(rule.id + u": "_s + match.captured() + u" in: "_s + sentence));
                    QVERIFY2(sentence.at(0).isUpper() || !sentence.at(0).isLetter(), qPrintable(sentence));
                    QVERIFY2(!sentence.contains(u"  "_s) && !sentence.endsWith(u' '), qPrintable(rule.id + u": "_s + sentence));
                    each(*c, [&](const Condition &part) {
                        types.insert(part.type);
                        ops.insert(part.op);
                    });
                    ++said;
                }
            }
        }
        QVERIFY(said > 900);
        QVERIFY(types.size() > 12);
        QVERIFY(ops.size() > 15);
    }

    void everyOperatorHasWords()
    {
        QSet<QString> seen;
        for (int i = 1; rules::opName(static_cast<rules::Op>(i)) != u""_s; ++i) {
            const auto op = static_cast<rules::Op>(i);
            const QString words = rules::ConditionWords::operatorWords(op);
            QVERIFY2(!words.isEmpty() && !words.contains(u'_'), qPrintable(rules::opName(op)));
            QVERIFY2(!seen.contains(words), qPrintable(words));
            seen.insert(words);
            if (op == rules::Op::SubsetOf)
                break;
        }
        QCOMPARE(seen.size(), 26);
    }

    void inWords_data()
    {
        QTest::addColumn<QByteArray>("condition");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no") << QByteArray(R"({"attr":"encryption_at_rest","is":false})") << u"Encrypted at rest is no"_s;
        QTest::newRow("not said") << QByteArray(R"({"attr":"owner","is_none":true})") << u"Owner is declared absent"_s;
        QTest::newRow("both") << QByteArray(R"({"all":[{"attr":"encryption_at_rest","is":false},{"attr":"owner","is_said":true}]})")
                              << u"Encrypted at rest is no, and owner has a value"_s;
        QTest::newRow("brackets") << QByteArray(R"({"all":[{"attr":"owner","is_said":false},{"any":[{"attr":"encryption_at_rest","is":false},{"attr":"encryption_at_rest","is":true}]}]})")
                                  << u"Owner has no value, and (encrypted at rest is no, or encrypted at rest is yes)"_s;
        QTest::newRow("not") << QByteArray(R"({"not":{"attr":"encryption_at_rest","is":true}})") << u"It is not so that encrypted at rest is yes"_s;
        QTest::newRow("path") << QByteArray(R"({"attr":"provider.ultimate_parent_country","not_in":"@ZONE"})")
                              << u"Parent's country of its provider is not in the sovereign zone"_s;
        QTest::newRow("in no known form") << QByteArray(R"({"attr":"account","matches":"a*","surely_not":["b*"]})")
                                          << u"Account looks like \u201ca*\u201d (unknown where it is in no known form)"_s;
        QTest::newRow("what a text says") << QByteArray(R"({"attr":"account","says":["bank","banking*"],"but_not":["blood bank"],"unclear":true})")
                                          << u"Account says \u201cbank\u201d or \u201cbanking*\u201d (which \u201cblood bank\u201d is not) (or is unclear)"_s;
        QTest::newRow("level") << QByteArray(R"({"attr":"account","at_least":"ENS:medium"})")
                               << u"Account is at least medium of the ENS (unknown where it names no level of it)"_s;
        QTest::newRow("lists of related things")
            << QByteArray(R"({"minus":["backup_countries","datasets>storage_countries"],"outside":"@EEA","is_empty":false})")
            << u"Backed up in holds something that is not among the stored in of the datasets among its datasets (what is in the European Economic Area set aside)"_s;
        QTest::newRow("sites") << QByteArray(R"({"minus":["backup_countries","hosting_countries"],"by":"site","is_empty":true})") << u"Every site of backed up in is one of stored in"_s;
        QTest::newRow("related things of which something holds")
            << QByteArray(R"({"minus":["backup_countries","datasets>transfer.datasets>importer_country"],"where":{"attr":"facet","is":"backup"},"is_empty":false})")
            << u"Backed up in holds something that is not among the country of the transfers whose datasets hold that (of the dataset among its datasets) of which by way of is \u201cbackup\u201d"_s;
        QTest::newRow("nothing said of places")
            << QByteArray(R"({"any_of":["backup_countries"],"not_in":"@EEA","unsaid":false})")
            << u"Something in backed up in (a list of which nothing is said holds nothing) is not in the European Economic Area"_s;
        QTest::newRow("always") << QByteArray(R"({"const":true})") << u"Always"_s;
    }

    void inWords()
    {
        QFETCH(QByteArray, condition);
        QFETCH(QString, sentence);
        QList<domain::Diagnostic> errors;
        const QSet<QString> parameters;
        rules::ConditionParser parser(m_catalogue, m_references, parameters, false, QString(), errors);
        const Condition c = parser.parse(QJsonDocument::fromJson(condition).object(), domain::EntityKind::Workload, QString());
        QVERIFY2(errors.isEmpty(), errors.isEmpty() ? "" : qPrintable(errors.constFirst().message));
        const QHash<QString, QString> none;
        QCOMPARE(rules::ConditionWords(m_catalogue, nullptr, none).sentence(c, domain::EntityKind::Workload), sentence);
    }

private:
    domain::Catalogue m_catalogue;
    rules::References m_references;
};

BAILIWICK_TEST(QCoreApplication, TestRuleForm)

} // namespace tst_ruleform

#include "tst_ruleform.moc"
