// SPDX-License-Identifier: GPL-3.0-or-later
// Questions and answers on the command line: what to ask, what an answer changes, when it has to be looked at again, and what is refused.
#include "support/contractbank.h"
#include "support/testmain.h"

#include <QCryptographicHash>
#include <QDate>
#include <QTest>

namespace tst_answers {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

class TestAnswers : public ContractBankTest
{
    Q_OBJECT

    ordered_json questions() const { return run({u"questions"_s, u"--json"_s}).json(); }
    static ordered_json find(const ordered_json &list, const std::string &id)
    {
        for (const ordered_json &q : list) {
            if (q["id"] == id)
                return q;
        }
        return nullptr;
    }

private slots:
    void init() { makeBank(); }

    void aQuestionNamesItsHoldersRulesAndValues()
    {
        const ordered_json audit = find(questions(), "contract.audit_rights");
        QVERIFY(audit.is_object());
        QCOMPARE(audit["question"].get<std::string>(), "Does the contract give you rights of access, inspection and audit?");
        QCOMPARE(audit["type"].get<std::string>(), "bool");
        QCOMPARE(audit["holders"].size(), 2U);
        QCOMPARE(audit["holders_in_all"].get<int>(), 2);
        QVERIFY(audit["decides"].get<int>() >= 2);
        QVERIFY(audit["decides_alone"].get<int>() <= audit["decides"].get<int>());
        QCOMPARE(audit["rules"][0]["framework"].get<std::string>(), "dora");
        const ordered_json list = questions();
        int before = 0;
        for (const ordered_json &q : list) {
            QVERIFY(q["decided_so_far"].get<int>() >= before);
            before = q["decided_so_far"].get<int>();
        }
        const CliRun words = run({u"questions"_s});
        QCOMPARE(words.code, 0);
        QVERIFY(words.out.contains("[contract.audit_rights]"));
        QVERIFY(words.out.contains("2 contracts: "));
        QCOMPARE(run({u"questions"_s, u"--frameworks"_s, u"gdpr"_s}).code, 1);
    }

    void answersInBulkAreOneChange()
    {
        const qint64 before = unknown();
        const QString last = QDate::currentDate().addDays(30).toString(Qt::ISODate);
        const QString after30 = QDate::currentDate().addDays(31).toString(Qt::ISODate);
        const ordered_json clause = find(questions(), "contract.data_return_clause");
        const QByteArray evidence = "The signed contract.";
        m_cli.write(u"contract.pdf"_s, evidence);
        m_cli.write(u"answers.json"_s, R"({"answers":[{"kind":"contract","keys":["c1","c2"],"attr":"data_return_clause","value":true,
            "evidence":{"file":"contract.pdf","note":"clause 12"},"review_on":"DAY"}]})"_ba.replace("DAY", last.toUtf8()));
        const CliRun done = run({u"answer"_s, u"answers.json"_s, u"--who"_s, u"Procurement"_s});
        QVERIFY2(done.code == 0, done.err.constData());
        // What is asked falls at once, before the next evaluation; this one agrees.
        QVERIFY(find(questions(), "contract.data_return_clause").is_null());
        QVERIFY(clause["decides_alone"].get<qint64>() > 0);
        const qint64 after = unknown();
        QCOMPARE(before - after, clause["decides_alone"].get<qint64>());
        const ordered_json shown = run({u"show"_s, u"contract:c2"_s, u"--json"_s}).json();
        ordered_json value;
        for (const ordered_json &v : shown["values"]) {
            if (v["attr"] == "data_return_clause")
                value = v;
        }
        const QByteArray hash = QCryptographicHash::hash(evidence, QCryptographicHash::Sha256).toHex();
        QCOMPARE(value["value"].get<bool>(), true);
        QCOMPARE(value["where"]["who"].get<std::string>(), "Procurement");
        QCOMPARE(value["where"]["evidence"].get<std::string>(), "contract.pdf, SHA-256 " + hash.toStdString() + ": clause 12");
        QCOMPARE(value["where"]["review_on"].get<std::string>(), last.toStdString());
        QVERIFY(run({u"show"_s, u"contract:c2"_s}).out.contains("to be reviewed by " + last.toUtf8()));
        QCOMPARE(run({u"doctor"_s}).code, 0);
        // After the day of review it counts as not said; on the day itself it still counts.
        QCOMPARE(unknown({u"--as-of"_s, last}), after);
        QCOMPARE(unknown({u"--as-of"_s, after30}), before);
        QVERIFY(find(questions(), "contract.data_return_clause").is_object());
        QCOMPARE(unknown(), after);
        // One step back, and one forward again with all that belongs to it.
        QCOMPARE(run({u"undo"_s}).code, 0);
        QCOMPARE(unknown(), before);
        QVERIFY(!run({u"show"_s, u"contract:c1"_s}).out.contains("Procurement"));
        QCOMPARE(run({u"undo"_s, u"--redo"_s}).code, 0);
        QCOMPARE(unknown(), after);
        QVERIFY(run({u"show"_s, u"contract:c1"_s}).out.contains("to be reviewed by " + last.toUtf8()));
        QCOMPARE(run({u"doctor"_s}).code, 0);
    }

    void thereIsNoneAndNobodyAnsweredAreDifferent()
    {
        m_cli.write(u"answers.json"_s, R"([{"kind":"contract","key":"c1","attr":"responsibility_matrix","none":true},
            {"kind":"contract","key":"c2","attr":"responsibility_matrix","no_answer":true,"evidence":"asked on the phone"}])");
        QCOMPARE(run({u"answer"_s, u"answers.json"_s}).code, 0);
        const auto state = [&](const QString &key) {
            const ordered_json shown = run({u"show"_s, u"contract:"_s + key, u"--json"_s}).json();
            for (const ordered_json &v : shown["values"]) {
                if (v["attr"] == "responsibility_matrix")
                    return v["state"].get<std::string>();
            }
            return std::string("missing");
        };
        QCOMPARE(state(u"c1"_s), "declared_absent");
        QCOMPARE(state(u"c2"_s), "asked_no_answer");
    }

    void aRegisterIsDeclaredComplete()
    {
        m_cli.write(u"answers.json"_s, R"({"answers":[{"kind":"subprocessor","complete":true,"review_on":"2099-01-31"}]})");
        QCOMPARE(run({u"answer"_s, u"answers.json"_s, u"--who"_s, u"Procurement"_s}).code, 0);
        const CliRun declared = run({u"declare"_s});
        QVERIFY(declared.out.contains("subprocessor"));
        QVERIFY(declared.out.contains("until 2099-01-31"));
        QCOMPARE(run({u"undo"_s}).code, 0);
        QVERIFY(!run({u"declare"_s}).out.contains("subprocessor"));
    }

    void aTeamIsAskedOfSomeThingsOnly()
    {
        const QString question = u"contract.data_return_clause"_s;
        const CliRun none = run({u"ask"_s, u"--team"_s, u"Legal"_s, u"--due"_s, u"2099-01-31"_s, u"--out"_s, u"some.xlsx"_s, u"--questions"_s, question, u"--things"_s, u"provider:cloud"_s});
        QCOMPARE(none.code, 1);
        QVERIFY2(none.err.contains("none of the questions is open for these things"), none.err.constData());
        QVERIFY(run({u"ask"_s, u"--team"_s, u"Legal"_s, u"--due"_s, u"2099-01-31"_s, u"--out"_s, u"some.xlsx"_s, u"--questions"_s, question, u"--things"_s, u"contract:nowhere"_s}).err.contains("nowhere"));
        QVERIFY(run({u"review"_s}).out.contains("No team was asked."));
        const CliRun some = run({u"ask"_s, u"--team"_s, u"Legal"_s, u"--due"_s, u"2099-01-31"_s, u"--out"_s, u"some.xlsx"_s, u"--questions"_s, question, u"--things"_s, u"contract:c1"_s});
        QVERIFY2(some.code == 0, some.err.constData());
        const ordered_json sent = run({u"review"_s, u"--json"_s}).json()[0];
        QCOMPARE(sent["items"].size(), std::size_t(1));
        QCOMPARE(said(sent["items"][0], "key"), u"c1"_s);
        QCOMPARE(run({u"undo"_s}).code, 0);
    }

    void aTeamIsAskedAndItsAnswersAreReviewed()
    {
        const qint64 before = unknown();
        QVERIFY(run({u"review"_s}).out.contains("No team was asked."));
        const CliRun asked = run({u"ask"_s, u"--team"_s, u"Procurement"_s, u"--due"_s, u"2099-01-31"_s, u"--out"_s, u"team.xlsx"_s, u"--questions"_s,
                                  u"contract.data_return_clause,provider.hq_country,contract.transition_days"_s});
        QVERIFY2(asked.code == 0, asked.err.constData());
        ordered_json sent = run({u"review"_s, u"--json"_s}).json()[0];
        QCOMPARE(sent["team"].get<std::string>(), "Procurement");
        QCOMPARE(sent["open"].get<int>(), 5);
        QCOMPARE(sent["overdue"].get<bool>(), false);
        QCOMPARE(sent["items"][0]["attr"].get<std::string>(), "data_return_clause");
        // The workbook as it went out is read again, and holds no answer.
        const CliRun empty = run({u"answer"_s, u"team.xlsx"_s});
        QCOMPARE(empty.code, 1);
        QVERIFY2(empty.err.contains("no line of it has a new answer"), empty.err.constData());
        const auto id = [&](int i) { return QByteArray::fromStdString(sent["items"][i]["id"].get<std::string>()); };
        const QByteArray head = "question id,Question,Asked of,Answer,Evidence,Note,Who says so (function)\n";
        m_cli.write(u"wrong.csv"_s, head + id(0) + ",,,yes,,,\n" + id(2) + ",,,Atlantis,,,\n");
        const CliRun wrong = run({u"answer"_s, u"wrong.csv"_s});
        QCOMPARE(wrong.code, 1);
        QVERIFY2(wrong.err.contains("wrong.csv, row 3") && wrong.err.contains("Atlantis"), wrong.err.constData());
        // Every wrong row is told at once.
        m_cli.write(u"wrong2.csv"_s, head + id(0) + ",,,perhaps,,,\n" + id(1) + ",,,yes,,,\n" + id(2) + ",,,Atlantis,,,\n");
        const CliRun both = run({u"answer"_s, u"wrong2.csv"_s});
        QVERIFY2(both.err.contains("wrong2.csv, row 2") && both.err.contains("row 4: ") && both.err.contains("Nothing of it was taken in"), both.err.constData());
        QCOMPARE(run({u"review"_s, u"--json"_s}).json()[0]["waiting"].get<int>(), 0);
        // Typed by hand the words may be short or left out; what is there must be what the number asks.
        const auto key = [&](int i) { return QByteArray::fromStdString(sent["items"][i]["key"].get<std::string>()); };
        for (const QByteArray &words : {QByteArray(",," + key(1)), QByteArray(",contract.transition_days,"), QByteArray(",hq_country," + key(0)), QByteArray(",,nobody")}) {
            m_cli.write(u"moved.csv"_s, head + id(0) + words + ",yes,,,\n");
            const CliRun moved = run({u"answer"_s, u"moved.csv"_s});
            QCOMPARE(moved.code, 1);
            QVERIFY2(moved.err.contains("moved.csv, row 2") && moved.err.contains("its cells were moved or changed") && moved.err.contains(key(0)), moved.err.constData());
        }
        m_cli.write(u"nameless.csv"_s, head + id(0) + ",,,yes,,,\n,Do you trust them?,,no,,,\n");
        const CliRun nameless = run({u"answer"_s, u"nameless.csv"_s});
        QCOMPARE(nameless.code, 1);
        QVERIFY2(nameless.err.contains("nameless.csv, row 3") && nameless.err.contains("“no” stands in a line without a question id"), nameless.err.constData());
        m_cli.write(u"stranger.csv"_s, head + "999-1,,c1,yes,,,\n");
        QVERIFY(run({u"answer"_s, u"stranger.csv"_s}).err.contains("no question 999-1 was sent"));
        m_cli.write(u"back.csv"_s, head + id(0) + ",contract.data_return_clause," + key(0) + ",yes,signed agreement,clause 12,Legal\n" + id(1) + ",," + key(1) + ",we do not know,,,\n" + id(2)
                                       + ",hq_country,,Germany,,,\n" + id(3) + ",,,,,,\n");
        const CliRun back = run({u"answer"_s, u"back.csv"_s});
        QVERIFY2(back.code == 0, back.err.constData());
        // Nothing counts before it is reviewed.
        QCOMPARE(unknown(), before);
        QVERIFY(run({u"review"_s}).out.contains("2 of 5 not answered, 3 to be reviewed"));
        QCOMPARE(run({u"review"_s, u"--return"_s, QString::fromUtf8(id(2)), u"--why"_s, u"which clause?"_s}).code, 0);
        QVERIFY(run({u"review"_s}).out.contains("went back: which clause?"));
        QCOMPARE(run({u"review"_s, u"--return"_s, u"all"_s}).code, 2);
        QCOMPARE(run({u"review"_s, u"--accept"_s, QString::fromUtf8(id(2))}).code, 1);
        QCOMPARE(run({u"review"_s, u"--accept"_s, u"all"_s, u"--review-on"_s, u"2099-12-31"_s}).code, 0);
        const QByteArray shown = run({u"show"_s, u"contract:c1"_s}).out;
        QVERIFY2(shown.contains("Legal") && shown.contains("evidence: signed agreement: clause 12") && shown.contains("to be reviewed by 2099-12-31"), shown.constData());
        QVERIFY(unknown() < before);
        QCOMPARE(run({u"review"_s, u"--json"_s}).json()[0]["accepted"].get<int>(), 2);
        // Undone, the answer waits again.
        QCOMPARE(run({u"undo"_s}).code, 0);
        QCOMPARE(run({u"review"_s, u"--json"_s}).json()[0]["waiting"].get<int>(), 2);
        QCOMPARE(unknown(), before);
        QCOMPARE(run({u"doctor"_s}).code, 0);
    }

    void whatIsWrongChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("place");
        QTest::addColumn<QByteArray>("words");
        const auto second = [](const char *answer) {
            return R"({"answers":[{"kind":"contract","key":"c1","attr":"audit_rights","value":true},)" + QByteArray(answer) + "]}";
        };
        QTest::newRow("no JSON") << QByteArray("audit: yes") << QByteArray("answers.json") << QByteArray("not JSON");
        QTest::newRow("no list") << QByteArray(R"({"answer":[]})") << QByteArray("answers.json#") << QByteArray("at least one answer");
        QTest::newRow("no such kind") << second(R"({"kind":"contracts_","key":"c2","attr":"audit_rights","value":true})") << QByteArray("#/answers/1/kind") << QByteArray("contract");
        QTest::newRow("no such thing") << second(R"({"kind":"contract","keys":["c2","c9"],"attr":"audit_rights","value":true})") << QByteArray("#/answers/1/keys/1")
                                       << QByteArray("there is no contract 'c9'");
        QTest::newRow("no such attribute") << second(R"({"kind":"contract","key":"c2","attr":"audit_right","value":true})") << QByteArray("#/answers/1/attr")
                                           << QByteArray("did you mean 'audit_rights'");
        QTest::newRow("no such member") << second(R"({"kind":"contract","key":"c2","attr":"audit_rights","vlaue":true})") << QByteArray("#/answers/1/vlaue")
                                        << QByteArray("did you mean 'value'");
        QTest::newRow("not of the type") << second(R"({"kind":"contract","key":"c2","attr":"audit_rights","value":"perhaps"})") << QByteArray("#/answers/1/value") << QByteArray("perhaps");
        QTest::newRow("value and none") << second(R"({"kind":"contract","key":"c2","attr":"audit_rights","value":true,"none":true})") << QByteArray("#/answers/1") << QByteArray("one of value");
        QTest::newRow("a reference to nothing") << second(R"({"kind":"contract","key":"c2","attr":"contracting_entity","value":"nobody"})") << QByteArray("contracting_entity")
                                                << QByteArray("nobody");
        QTest::newRow("answered twice") << second(R"({"kind":"contract","keys":["c2","c1"],"attr":"audit_rights","value":false})") << QByteArray("#/answers/1")
                                        << QByteArray("contract:c1 audit_rights is answered at /answers/0 already");
        QTest::newRow("review is over") << second(R"({"kind":"contract","key":"c2","attr":"audit_rights","value":true,"review_on":"2020-01-01"})")
                                        << QByteArray("#/answers/1/review_on") << QByteArray("over already");
        QTest::newRow("no such evidence") << second(R"({"kind":"contract","key":"c2","attr":"audit_rights","value":true,"evidence":{"file":"gone.pdf"}})")
                                          << QByteArray("#/answers/1/evidence/file") << QByteArray("gone.pdf");
    }
    void whatIsWrongChangesNothing()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, place);
        QFETCH(QByteArray, words);
        const QByteArray before = run({u"list"_s, u"contracts"_s, u"--json"_s}).out;
        m_cli.write(u"answers.json"_s, file);
        const CliRun refused = run({u"answer"_s, u"answers.json"_s});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains(place), refused.err.constData());
        QVERIFY2(refused.err.contains(words), refused.err.constData());
        QCOMPARE(run({u"list"_s, u"contracts"_s, u"--json"_s}).out, before);
    }
};

BAILIWICK_TEST(QCoreApplication, TestAnswers)

} // namespace tst_answers

#include "tst_answers.moc"
