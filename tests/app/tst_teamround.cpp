// SPDX-License-Identifier: GPL-3.0-or-later
// A team is asked with a workbook, fills it in, and sends it back: recognised by the import, accounted for line by line, reviewed, reminded of
// what is open; and how much of the results rests on such answers.
#include "importers/archive/archivereader.h"
#include "importers/text/csvreader.h"
#include "support/archives.h"
#include "support/contractbank.h"
#include "support/testmain.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDate>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

namespace tst_teamround {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

/// What a team writes into a row.
struct Written
{
    QByteArray answer, evidence = {}, note = {}, who = {};
};

QList<archives::Member> membersOf(const QString &path)
{
    QList<archives::Member> members;
    domain::QuietJob job;
    // A workbook is a zip like any other.
    auto reader = importers::ArchiveReader::open(path);
    if (!reader)
        qFatal("%s", qPrintable(reader.error().detail));
    for (auto member = (*reader)->next(); member && *member; member = (*reader)->next()) {
        QBuffer bytes;
        bytes.open(QIODevice::WriteOnly);
        if (!(*reader)->unpack(bytes, job))
            qFatal("a part of the workbook can't be unpacked");
        members.append({(*member)->name.toUtf8(), bytes.data()});
    }
    return members;
}

QByteArray part(const QList<archives::Member> &members, const QByteArray &name)
{
    for (const archives::Member &m : members) {
        if (m.name == name)
            return m.bytes;
    }
    return {};
}

} // namespace

class TestTeamRound : public ContractBankTest
{
    Q_OBJECT

    const QString m_due = QDate::currentDate().addDays(14).toString(Qt::ISODate);

    ordered_json sent() const { return run({u"review"_s, u"--json"_s}).json(); }
    QByteArray sentence() const { return run({u"questions"_s}).out.split('\n').constFirst(); }
    /// The three numbers of "Your exports decide 3 of 9 results, answers 2 more; 4 are open."
    QList<int> split() const
    {
        static const QRegularExpression form(u"^Your exports decide (\\d+) of (\\d+) results?(?:, answers (\\d+) more)?; (?:(\\d+) (?:are|is)|none is) open\\.$"_s);
        const auto found = form.match(QString::fromUtf8(sentence()));
        if (!found.hasMatch())
            qFatal("%s", sentence().constData());
        return {found.captured(1).toInt(), found.captured(3).toInt(), found.captured(4).toInt(), found.captured(2).toInt()};
    }
    CliRun ask(const QString &questions = u"contract.data_return_clause,provider.hq_country,contract.transition_days"_s) const
    {
        return run({u"ask"_s, u"--team"_s, u"Procurement"_s, u"--due"_s, m_due, u"--out"_s, u"team.xlsx"_s, u"--questions"_s, questions});
    }
    /// Types into the rows of the sheet of questions as a spreadsheet program would store it.
    void fill(const QString &from, const QString &to, const QMap<int, Written> &rows) const
    {
        QList<archives::Member> members = membersOf(m_cli.path(from));
        for (archives::Member &m : members) {
            if (m.name != "xl/worksheets/sheet2.xml")
                continue;
            for (auto it = rows.cbegin(); it != rows.cend(); ++it) {
                for (const auto &[column, text] : {std::pair('D', it->answer), std::pair('F', it->evidence), std::pair('G', it->note), std::pair('H', it->who)}) {
                    if (text.isEmpty())
                        continue;
                    const QByteArray cell = "<c r=\"" + QByteArray(1, column) + QByteArray::number(it.key()) + '"';
                    const qsizetype at = m.bytes.indexOf(cell);
                    const qsizetype end = m.bytes.indexOf("/>", at);
                    if (at < 0 || end < 0)
                        qFatal("no cell %s", cell.constData());
                    m.bytes.replace(end, 2, " t=\"inlineStr\"><is><t>" + QString::fromUtf8(text).toHtmlEscaped().toUtf8() + "</t></is></c>");
                }
            }
        }
        m_cli.write(to, archives::make(archives::Pack::Zip, members));
    }
    ordered_json import(const QString &file, int code, const QStringList &more = {}) const
    {
        const CliRun done = run(QStringList{u"import"_s, file, u"--json"_s} + more);
        if (done.code != code)
            qWarning("%s %s", done.out.constData(), done.err.constData());
        return done.code == code ? done.json()["files"] : ordered_json();
    }
    static QList<int> counts(const ordered_json &file)
    {
        QList<int> list;
        for (const char *name : {"read", "added", "updated", "unchanged", "ignored", "rejected"})
            list.append(file["records"][name].get<int>());
        return list;
    }
    static bool tells(const ordered_json &file, const std::string &code, const std::string &where, const std::string &words)
    {
        for (const ordered_json &d : file["diagnostics"]) {
            if (d["code"] == code && (where.empty() || d["where"].get<std::string>().find(where) != std::string::npos) && d["message"].get<std::string>().find(words) != std::string::npos)
                return true;
        }
        return false;
    }

private slots:
    // A team gets what it can answer; of a name that no question knows the sender reads whose the questions are.
    void aTeamIsAskedWhatItCanAnswer()
    {
        const auto lines = [this](const QString &team) {
            const ordered_json all = sent();
            return std::count_if(all.cbegin(), all.cend(), [&](const ordered_json &one) { return one.dump().find(team.toStdString()) != std::string::npos; });
        };
        const CliRun theirs = run({u"ask"_s, u"--team"_s, u"outsourcing officer"_s, u"--due"_s, m_due, u"--out"_s, u"theirs.xlsx"_s});
        QVERIFY2(theirs.code == 0 && !theirs.err.contains("none of the open questions"), theirs.err.constData());
        QVERIFY(lines(u"outsourcing officer"_s) > 0);
        const CliRun whose = run({u"ask"_s, u"--team"_s, u"Canteen"_s, u"--due"_s, m_due, u"--out"_s, u"whose.xlsx"_s});
        QCOMPARE(whose.code, 0);
        QVERIFY2(whose.err.contains("none of the open questions is known to be for Canteen: they are for ") && whose.err.contains("Outsourcing Officer ("), whose.err.constData());
        for (int i = 0; i < 2; ++i)
            QCOMPARE(run({u"undo"_s}).code, 0);
    }

    void init() { makeBank(); }

    void theWorkbookSaysWhatToDo()
    {
        QCOMPARE(ask(u"contract.data_return_clause,provider.hq_country,contract.contracting_entity,subprocessor"_s).code, 0);
        const QList<archives::Member> members = membersOf(m_cli.path(u"team.xlsx"_s));
        for (const archives::Member &m : members)
            QVERIFY2(!m.name.contains("vba") && !m.name.contains("macro"), m.name.constData());
        const QByteArray book = part(members, "xl/workbook.xml");
        QVERIFY(book.indexOf("\"How to answer\"") < book.indexOf("\"Questions\""));
        QVERIFY2(book.contains("name=\"Lists\" sheetId=\"3\" state=\"hidden\""), book.constData());
        QVERIFY2(!book.contains("activeTab"), "it opens with what to do");
        const QByteArray texts = part(members, "xl/sharedStrings.xml");
        QVERIFY(texts.contains("Please answer by " + m_due.toUtf8()));
        QVERIFY(texts.contains("we do not know"));
        const QByteArray sheet = part(members, "xl/worksheets/sheet2.xml");
        QVERIFY2(sheet.contains("state=\"frozen\""), "the titles stay");
        QVERIFY(sheet.contains("topLeftCell=\"C2\""));
        QVERIFY(sheet.contains("<autoFilter "));
        QVERIFY(sheet.contains("<pageSetup ") && sheet.contains("landscape"));
        QVERIFY2(sheet.contains("<col min=\"1\" max=\"1\"") && sheet.contains("hidden=\"1\""), "numbers are not for people");
        // A drop-down in each line: yes and no, all countries, the parties that there are.
        QVERIFY(sheet.contains("yes,no,there is none,we do not know"));
        QVERIFY(sheet.contains("Lists!"));
        QVERIFY(texts.contains("Germany"));
        QVERIFY(texts.contains("Evidence") && texts.contains("Who says so (function)"));
        QVERIFY2(!texts.contains("Why it came back"), "nothing has come back yet");
    }

    void askingATeamMakesNoResultOld()
    {
        QCOMPARE(ask().code, 0);
        const CliRun told = run({u"questions"_s});
        QVERIFY2(!told.err.contains("has changed since"), told.err.constData());
        fill(u"team.xlsx"_s, u"back.xlsx"_s, {{2, {"yes"}}});
        import(u"back.xlsx"_s, 0);
        QVERIFY(!run({u"questions"_s}).err.contains("has changed since"));
        QCOMPARE(run({u"review"_s, u"--accept"_s, u"all"_s}).code, 0);
        QVERIFY2(run({u"questions"_s}).err.contains("has changed since"), "what was accepted counts, and was not judged");
    }

    void aWorkbookThatComesBackIsAccountedFor()
    {
        const qint64 before = unknown();
        QCOMPARE(ask().code, 0);
        // Right, nobody knows, wrong, a note without an answer, nothing.
        fill(u"team.xlsx"_s, u"back.xlsx"_s, {{2, {"yes", "contract.pdf", "clause 12", "Legal"}}, {3, {"we do not know"}}, {4, {"Atlantis"}}, {5, {"", "", "being looked for"}}});
        ordered_json files = import(u"back.xlsx"_s, 3);
        QCOMPARE(files.size(), 1U);
        ordered_json file = files[0];
        QCOMPARE(file["format"].get<std::string>(), "questionnaire");
        QCOMPARE(file["path"].get<std::string>(), "back.xlsx!/Questions");
        QCOMPARE(counts(file), (QList<int>{5, 2, 0, 0, 2, 1}));
        QVERIFY(tells(file, "invalid-value", "line 4", "Atlantis"));
        QVERIFY(tells(file, "not-answered", "", "not answered"));
        QVERIFY(tells(file, "note-without-answer", "line 5", "being looked for"));
        QVERIFY(tells(file, "answers-to-review", "", "2 answers of Procurement to be reviewed"));
        QVERIFY2(!tells(file, "sheets-not-read", "", "") && !tells(file, "hidden-sheets", "", ""), "the other sheets are our own");
        ordered_json asked = sent()[0];
        QCOMPARE(asked["waiting"].get<int>(), 2);
        QCOMPARE(asked["open"].get<int>(), 3);
        QCOMPARE(unknown(), before);
        // The same once more changes nothing; what is mended comes in by itself.
        QCOMPARE(counts(import(u"back.xlsx"_s, 3)[0]), (QList<int>{5, 0, 0, 2, 2, 1}));
        import(u"back.xlsx"_s, 3, {u"--rejects"_s, u"wrong.csv"_s});
        QByteArray mended = m_cli.read(u"wrong.csv"_s);
        QVERIFY2(mended.contains("Atlantis") && mended.contains("question id"), mended.constData());
        m_cli.write(u"mended.csv"_s, mended.replace("Atlantis", "Germany"));
        QCOMPARE(counts(import(u"mended.csv"_s, 0)[0]), (QList<int>{1, 1, 0, 0, 0, 0}));
        QCOMPARE(sent()[0]["waiting"].get<int>(), 3);
        // An answer that is said otherwise is a change, and waits again.
        fill(u"team.xlsx"_s, u"later.xlsx"_s, {{2, {"no"}}});
        QCOMPARE(counts(import(u"later.xlsx"_s, 0)[0]), (QList<int>{5, 0, 1, 0, 4, 0}));
        QCOMPARE(sent()[0]["waiting"].get<int>(), 3);
        QCOMPARE(run({u"doctor"_s}).code, 0);
    }

    // What is no country gets no name of one that nobody meant.
    void aGroupOfCountriesIsToldToBeOne()
    {
        QCOMPARE(ask().code, 0);
        fill(u"team.xlsx"_s, u"back.xlsx"_s, {{4, {"EU"}}});
        const ordered_json file = import(u"back.xlsx"_s, 3)[0];
        QVERIFY(tells(file, "invalid-value", "line 4", "“EU” is a group of countries. Name the one that is meant."));
        QVERIFY(!tells(file, "invalid-value", "line 4", "Peru"));
    }

    void anAnswerIsNeverTakenForAnotherThings()
    {
        QCOMPARE(ask().code, 0);
        // What a sort leaves that moved the cells and not their numbers: the numbers of two rows stand at the other one.
        fill(u"team.xlsx"_s, u"sorted.xlsx"_s, {{2, {"yes"}}, {3, {"no"}}, {6, {"30"}}});
        QList<archives::Member> members = membersOf(m_cli.path(u"sorted.xlsx"_s));
        for (archives::Member &m : members) {
            if (m.name == "xl/worksheets/sheet2.xml")
                m.bytes.replace("r=\"A2\"", "r=\"A-\"").replace("r=\"A3\"", "r=\"A2\"").replace("r=\"A-\"", "r=\"A3\"");
        }
        for (archives::Member &m : members) {
            if (m.name != "xl/worksheets/sheet2.xml")
                continue;
            // Each number into the row that its place says.
            static const QRegularExpression number(u"<c r=\"A[23]\"[^>]*>.*?</c>"_s);
            QString sheet = QString::fromUtf8(m.bytes);
            const auto first = number.match(sheet);
            const auto second = number.match(sheet, first.capturedEnd());
            QVERIFY(second.hasMatch() && first.captured().startsWith(u"<c r=\"A3\""_s));
            const QString a = first.captured(), b = second.captured();
            sheet.replace(second.capturedStart(), b.size(), a).replace(first.capturedStart(), a.size(), b);
            m.bytes = sheet.toUtf8();
        }
        m_cli.write(u"sorted.xlsx"_s, archives::make(archives::Pack::Zip, members));
        const ordered_json file = import(u"sorted.xlsx"_s, 3, {u"--rejects"_s, u"wrong.csv"_s})[0];
        QCOMPARE(counts(file), (QList<int>{5, 1, 0, 0, 2, 2}));
        QVERIFY(tells(file, "other-words", "line 2", "its cells were moved or changed"));
        QVERIFY(tells(file, "other-words", "line 3", "Write it into the questionnaire as it was sent"));
        const ordered_json items = sent()[0]["items"];
        QCOMPARE(items[0]["state"].get<std::string>(), "open");
        QCOMPARE(items[1]["state"].get<std::string>(), "open");
        QCOMPARE(items[4]["state"].get<std::string>(), "waiting");
        // A sheet whose columns somebody reordered, beside one of his own, is read as before.
        QList<QByteArray> rows = m_cli.read(u"wrong.csv"_s).trimmed().split('\n');
        QCOMPARE(rows.size(), 3);
        QVERIFY(rows.at(0).trimmed().startsWith("question id,"));
        fill(u"team.xlsx"_s, u"atlantis.xlsx"_s, {{2, {"Atlantis"}}});
        import(u"atlantis.xlsx"_s, 3, {u"--rejects"_s, u"atlantis.csv"_s});
        QBuffer text;
        text.setData(m_cli.read(u"atlantis.csv"_s).replace("Atlantis", "yes"));
        text.open(QIODevice::ReadOnly);
        importers::CsvReader reader(&text, ',');
        QByteArray turned;
        for (QStringList cells; reader.next(cells);) {
            std::reverse(cells.begin(), cells.end());
            turned += '"' + cells.join(u"\",\""_s).toUtf8() + "\",mine\n";
        }
        m_cli.write(u"turned.csv"_s, turned);
        QCOMPARE(counts(import(u"turned.csv"_s, 0)[0]), (QList<int>{1, 1, 0, 0, 0, 0}));
        // What is called otherwise since is the same thing: its number says so.
        const QString thing = u"contract:"_s + QString::fromStdString(items[1]["key"].get<std::string>());
        QCOMPARE(run({u"set"_s, thing, u"name=Called otherwise"_s}).code, 0);
        fill(u"team.xlsx"_s, u"renamed.xlsx"_s, {{3, {"no"}}});
        QCOMPARE(counts(import(u"renamed.xlsx"_s, 0)[0]), (QList<int>{5, 1, 0, 0, 4, 0}));
        QCOMPARE(sent()[0]["items"][1]["state"].get<std::string>(), "waiting");
    }

    void theNumbersAreSortedWithTheirLines()
    {
        QCOMPARE(ask().code, 0);
        const QByteArray sheet = part(membersOf(m_cli.path(u"team.xlsx"_s)), "xl/worksheets/sheet2.xml");
        QVERIFY2(sheet.contains("<autoFilter ref=\"A1:H6\""), sheet.mid(sheet.indexOf("<autoFilter"), 40).constData());
    }

    void anAnswerWithoutANumberIsSetAside()
    {
        QCOMPARE(ask().code, 0);
        fill(u"team.xlsx"_s, u"back.xlsx"_s, {{2, {"yes"}}, {3, {"no"}}, {4, {"", "", "ask Legal"}}});
        QList<archives::Member> members = membersOf(m_cli.path(u"back.xlsx"_s));
        for (archives::Member &m : members) {
            if (m.name != "xl/worksheets/sheet2.xml")
                continue;
            static const QRegularExpression numbers(u"<c r=\"A[345]\"[^>]*>.*?</c>"_s);
            m.bytes = QString::fromUtf8(m.bytes).remove(numbers).toUtf8();
            m.bytes.replace("</sheetData>", "<row r=\"9\"><c r=\"B9\" t=\"inlineStr\"><is><t>And the phones?</t></is></c><c r=\"D9\" t=\"inlineStr\"><is><t>by us</t></is></c></row></sheetData>");
        }
        m_cli.write(u"back.xlsx"_s, archives::make(archives::Pack::Zip, members));
        const ordered_json file = import(u"back.xlsx"_s, 3)[0];
        QCOMPARE(counts(file), (QList<int>{6, 1, 0, 0, 2, 3}));
        QVERIFY(tells(file, "no-question-id", "line 3", "“no” stands in a line without a question id"));
        QVERIFY(tells(file, "no-question-id", "line 4", "ask Legal"));
        QVERIFY(tells(file, "no-question-id", "line 9", "by us"));
        QVERIFY(tells(file, "no-question", "", "without an answer"));
        QCOMPARE(sent()[0]["waiting"].get<int>(), 1);
    }

    void lookingIsNotTakingIn()
    {
        QCOMPARE(ask().code, 0);
        fill(u"team.xlsx"_s, u"back.xlsx"_s, {{2, {"yes"}}});
        QCOMPARE(counts(import(u"back.xlsx"_s, 0, {u"--dry-run"_s})[0]), (QList<int>{5, 1, 0, 0, 4, 0}));
        QCOMPARE(sent()[0]["waiting"].get<int>(), 0);
    }

    void anImportIsTakenBackAndDoneAgain()
    {
        QCOMPARE(ask().code, 0);
        fill(u"team.xlsx"_s, u"back.xlsx"_s, {{2, {"yes"}}, {3, {"no"}}});
        import(u"back.xlsx"_s, 0);
        QCOMPARE(sent()[0]["waiting"].get<int>(), 2);
        QCOMPARE(run({u"undo"_s}).code, 0);
        QCOMPARE(sent()[0]["waiting"].get<int>(), 0);
        QCOMPARE(run({u"undo"_s, u"--redo"_s}).code, 0);
        QCOMPARE(sent()[0]["waiting"].get<int>(), 2);
        QCOMPARE(run({u"undo"_s}).code, 0);
        QCOMPARE(run({u"undo"_s}).code, 0);
        QVERIFY2(sent().empty(), "nobody was asked");
        QCOMPARE(run({u"doctor"_s}).code, 0);
    }

    void aStrangersWorkbookIsRefused()
    {
        QCOMPARE(ask().code, 0);
        fill(u"team.xlsx"_s, u"back.xlsx"_s, {{2, {"yes"}}});
        const QString mine = m_w;
        init(); // another workspace, in which the same numbers are other questions
        QCOMPARE(ask(u"contract.incident_notice_h,contract.transition_days"_s).code, 0);
        fill(u"team.xlsx"_s, u"other.xlsx"_s, {{2, {"yes"}}});
        ordered_json file = import(u"back.xlsx"_s, 1)[0];
        QVERIFY(file["records"].is_null());
        QVERIFY(tells(file, "refused", "", "not one that was sent from this workspace"));
        QCOMPARE(sent()[0]["waiting"].get<int>(), 0);
        m_w = mine;
        QCOMPARE(counts(import(u"back.xlsx"_s, 0)[0]).at(1), 1);
    }

    void evidenceThatComesAlongIsHashed()
    {
        QCOMPARE(ask().code, 0);
        const QByteArray bytes = "The signed contract.";
        m_cli.write(u"contract.pdf"_s, bytes);
        fill(u"team.xlsx"_s, u"back.xlsx"_s, {{2, {"yes", "contract.pdf", "clause 12", "Legal"}}, {3, {"yes", "not here.pdf"}}});
        import(u"back.xlsx"_s, 0);
        const std::string hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
        ordered_json items = sent()[0]["items"];
        QCOMPARE(items[0]["evidence_sha256"].get<std::string>(), hash);
        QCOMPARE(items[1]["evidence_sha256"].get<std::string>(), "");
        QCOMPARE(run({u"review"_s, u"--accept"_s, u"all"_s}).code, 0);
        const QByteArray shown = run({u"show"_s, u"contract:"_s + QString::fromStdString(items[0]["key"].get<std::string>())}).out;
        QVERIFY2(shown.contains("contract.pdf, SHA-256 " + QByteArray::fromStdString(hash) + ": clause 12"), shown.constData());
    }

    // Articles and controls that no rule decides go the same way: asked, accounted for, reviewed, and answers of the team.
    void requirementsAreAskedAsAWhole()
    {
        const QStringList asking{u"ask"_s, u"--team"_s, u"Board office"_s, u"--due"_s, m_due, u"--out"_s, u"team.xlsx"_s, u"--requirements"_s, u"dora"_s};
        const CliRun wrong = run(asking + QStringList{u"Art. 28(8)"_s});
        QVERIFY2(wrong.code == 2 && wrong.err.contains("is decided by rules"), wrong.err.constData());
        QCOMPARE(run(asking).code, 2);
        QCOMPARE(run(asking + QStringList{u"Art. 5"_s, u"Art. 6"_s, u"Art. 7"_s, u"Art. 10"_s, u"Art. 13"_s}).code, 0);
        const QByteArray texts = part(membersOf(m_cli.path(u"team.xlsx"_s)), "xl/sharedStrings.xml");
        QVERIFY(texts.contains("Is it met: Art. 5 Governance and the management body?"));
        const QByteArray sheet = part(membersOf(m_cli.path(u"team.xlsx"_s)), "xl/worksheets/sheet2.xml");
        QVERIFY2(sheet.contains("met,met in part,not met,does not apply,we do not know"), sheet.constData());
        m_cli.write(u"minutes.pdf"_s, "Minutes");
        fill(u"team.xlsx"_s, u"back.xlsx"_s, {{2, {"Met", "minutes.pdf", "meeting of May", "Secretary"}}, {3, {"met in part", "", "two tools miss"}}, {4, {"not met"}}, {5, {"yes"}}, {6, {"we do not know"}}});
        const ordered_json back = import(u"back.xlsx"_s, 3);
        QCOMPARE(counts(back[0]), (QList<int>{5, 3, 0, 0, 0, 2}));
        QVERIFY2(tells(back[0], "no-reason", "", "what is missing") && tells(back[0], "invalid-value", "", "met in part"), back[0].dump(1).c_str());
        const ordered_json items = sent()[0]["items"];
        QCOMPARE(items[0]["kind"].get<std::string>(), "requirement");
        QCOMPARE(items[0]["framework"].get<std::string>(), "dora");
        QVERIFY(run({u"review"_s}).out.contains("Is it met: Art. 6 Framework for ICT risk? met in part"));
        QCOMPARE(run({u"attest"_s, u"--json"_s}).json().size(), 0U); // nobody has accepted it
        QCOMPARE(run({u"review"_s, u"--accept"_s, u"all"_s, u"--review-on"_s, u"2098-05-31"_s}).code, 0);
        const ordered_json said = run({u"attest"_s, u"--json"_s}).json();
        QCOMPARE(said.size(), 2U); // who does not know has said nothing
        QCOMPARE(said[0]["requirement"].get<std::string>() + ' ' + said[0]["state"].get<std::string>() + ' ' + said[0]["who"].get<std::string>() + ' ' + said[0]["review_on"].get<std::string>(),
                 "Art. 5 met Secretary 2098-05-31");
        const std::string hash = QCryptographicHash::hash("Minutes", QCryptographicHash::Sha256).toHex().toStdString();
        QCOMPARE(said[0]["evidence"].get<std::string>(), "minutes.pdf, SHA-256 " + hash);
        QCOMPARE(said[0]["why"].get<std::string>(), "meeting of May");
        QCOMPARE(said[1]["state"].get<std::string>() + ' ' + said[1]["who"].get<std::string>(), "partly Board office");
        QCOMPARE(run({u"undo"_s}).code, 0);
        QCOMPARE(run({u"attest"_s, u"--json"_s}).json().size(), 0U);
        QCOMPARE(run({u"doctor"_s}).code, 0);
    }

    // A part of the organisation is asked of: what it leaves open alone, and the workbook says so; the rest goes its way as ever.
    void aPartIsAskedOf()
    {
        m_cli.write(u"more.json"_s, R"({"bailiwick":1,"entities":[
 {"kind":"legal_entity","key":"vie","name":"Vie SA","country":"FR","attr:kind":"entity","sectors":["insurance"],"entity_types":["financial_entity"]},
 {"kind":"provider","key":"host","name":"Host SAS"},
 {"kind":"contract","key":"c9","name":"Hosting","provider":"host","legal_entity":"vie","supports_critical":true,"ended":false}]})");
        QCOMPARE(run({u"import"_s, u"more.json"_s}).code, 0);
        QCOMPARE(run({u"evaluate"_s}).code, 0);
        const auto asked = [this](const QStringList &more) {
            const CliRun done = run(QStringList{u"ask"_s, u"--team"_s, u"Paris"_s, u"--due"_s, m_due, u"--out"_s, u"part.xlsx"_s} + more);
            if (done.code != 0)
                qFatal("%s", done.err.constData());
            const ordered_json last = sent().back();
            QSet<QString> keys;
            for (const auto &item : last["items"])
                keys.insert(QString::fromStdString(item["key"].get<std::string>()));
            return std::pair(QString::fromStdString(last["limited_to"].is_null() ? std::string() : last["limited_to"].get<std::string>()), keys);
        };
        const auto [of, keys] = asked({u"--scope"_s, u"legal_entity:vie"_s, u"--questions"_s, u"contract.data_return_clause"_s});
        QCOMPARE(of, u"legal entity Vie SA"_s);
        QCOMPARE(keys, QSet<QString>{u"c9"_s});
        QVERIFY(part(membersOf(m_cli.path(u"part.xlsx"_s)), "xl/sharedStrings.xml").contains("It is limited to legal entity Vie SA: please answer for this part alone."));
        QCOMPARE(asked({u"--scope"_s, u"provider:cloud"_s, u"--questions"_s, u"contract.data_return_clause"_s}).second, (QSet<QString>{u"c1"_s, u"c2"_s}));
        QCOMPARE(asked({u"--scope"_s, u"legal_entity:bank,provider:cloud"_s, u"--questions"_s, u"contract.data_return_clause"_s}).first, u"legal entity bank, provider Cloud Ltd"_s);
        QCOMPARE(asked({u"--things"_s, u"contract:c2"_s, u"--questions"_s, u"contract.data_return_clause"_s}).first, u"Backup"_s);
        // Without naming questions, those that decide most of this part.
        const QSet<QString> first = asked({u"--scope"_s, u"legal_entity:vie"_s}).second;
        QVERIFY(first.contains(u"c9"_s) && !first.contains(u"c1"_s));
        // What comes back is reviewed, and who has not answered is reminded, in the words of the part.
        fill(u"part.xlsx"_s, u"back.xlsx"_s, {{2, {"we do not know"}}});
        import(u"back.xlsx"_s, 0);
        QCOMPARE(sent().back()["waiting"].get<int>(), 1);
        QCOMPARE(run({u"review"_s, u"--accept"_s, u"all"_s}).code, 0);
        QVERIFY(run({u"review"_s}).out.contains("Paris (legal entity Vie SA), sent"));
        // Wrong parts are refused by name.
        for (const auto &[scope, word] : {std::pair(u"contract:c1"_s, "legal_entity:KEY, business_service:KEY or provider:KEY"), std::pair(u"provider:nobody"_s, "provider:nobody"),
                                          std::pair(u"provider:cloud,provider:host"_s, "each once"), std::pair(u","_s, "--scope names nothing")}) {
            const CliRun no = run({u"ask"_s, u"--team"_s, u"P"_s, u"--due"_s, m_due, u"--out"_s, u"no.xlsx"_s, u"--scope"_s, scope});
            QVERIFY2(no.code != 0 && no.err.contains(word), no.err.constData());
        }
    }

    // A requirement that a legal entity is asked of is answered for it alone.
    void aRequirementIsAskedOfOneLegalEntity()
    {
        const QStringList ask{u"ask"_s, u"--team"_s, u"Board"_s, u"--due"_s, m_due, u"--out"_s, u"board.xlsx"_s, u"--requirements"_s, u"dora"_s, u"Art. 5"_s};
        QVERIFY(run(ask + QStringList{u"--scope"_s, u"provider:cloud"_s}).err.contains("asked as a whole of the organisation or of a legal entity"));
        QCOMPARE(run(ask + QStringList{u"--scope"_s, u"legal_entity:bank"_s}).code, 0);
        QVERIFY(part(membersOf(m_cli.path(u"board.xlsx"_s)), "xl/sharedStrings.xml").contains("Is it met at bank: Art. 5"));
        fill(u"board.xlsx"_s, u"back.xlsx"_s, {{2, {"met", "minutes.pdf", "all of it", "Board secretary"}}});
        import(u"back.xlsx"_s, 0);
        QCOMPARE(sent()[0]["items"][0]["for"].get<std::string>(), "bank");
        QCOMPARE(run({u"review"_s, u"--accept"_s, u"all"_s}).code, 0);
        const CliRun stands = run({u"attest"_s, u"dora"_s, u"--json"_s});
        QVERIFY2(stands.out.contains("\"bank\""), stands.out.constData());
    }

    void aReminderAsksOnlyWhatIsOpen()
    {
        QCOMPARE(ask().code, 0);
        fill(u"team.xlsx"_s, u"back.xlsx"_s, {{2, {"yes"}}, {3, {"no"}}});
        import(u"back.xlsx"_s, 0);
        const QString first = QString::fromStdString(sent()[0]["items"][0]["id"].get<std::string>());
        QCOMPARE(run({u"review"_s, u"--return"_s, first, u"--why"_s, u"Which clause?"_s}).code, 0);
        // The same answer again is no answer to that.
        QCOMPARE(counts(import(u"back.xlsx"_s, 0)[0]), (QList<int>{5, 0, 0, 1, 4, 0}));
        QCOMPARE(run({u"remind"_s, u"--team"_s, u"Nobody"_s, u"--out"_s, u"r.xlsx"_s}).code, 1);
        const QString later = QDate::currentDate().addDays(30).toString(Qt::ISODate);
        const CliRun reminded = run({u"remind"_s, u"--team"_s, u"Procurement"_s, u"--out"_s, u"r.xlsx"_s, u"--due"_s, later});
        QVERIFY2(reminded.code == 0, reminded.err.constData());
        const QList<archives::Member> members = membersOf(m_cli.path(u"r.xlsx"_s));
        const QByteArray texts = part(members, "xl/sharedStrings.xml");
        QVERIFY(texts.contains("This is a reminder: 4 answers are still missing."));
        QVERIFY(texts.contains("Why it came back") && texts.contains("Which clause?"));
        QVERIFY(texts.contains("Please answer by " + later.toUtf8()));
        QCOMPARE(sent()[0]["due"].get<std::string>(), later.toStdString());
        QCOMPARE(sent()[0]["reminded"].size(), 1U);
        fill(u"r.xlsx"_s, u"answered.xlsx"_s, {{2, {"yes", "", "clause 12"}}});
        QCOMPARE(counts(import(u"answered.xlsx"_s, 0)[0]), (QList<int>{4, 0, 1, 0, 3, 0}));
        QCOMPARE(sent()[0]["items"][0]["state"].get<std::string>(), "waiting");
        QCOMPARE(run({u"undo"_s}).code, 0);
        QCOMPARE(run({u"undo"_s}).code, 0);
        QCOMPARE(sent()[0]["due"].get<std::string>(), m_due.toStdString());
        QCOMPARE(sent()[0]["reminded"].size(), 0U);
    }

    void acceptedAnswersLapseOnTheirDay()
    {
        const qint64 before = unknown();
        const QList<int> start = split();
        QCOMPARE(start.at(1), 0);
        QCOMPARE(start.at(0) + start.at(2), start.at(3));
        QCOMPARE(ask().code, 0);
        fill(u"team.xlsx"_s, u"back.xlsx"_s, {{2, {"yes"}}, {3, {"yes"}}});
        import(u"back.xlsx"_s, 0);
        const QString last = QDate::currentDate().addDays(60).toString(Qt::ISODate);
        const QString after = QDate::currentDate().addDays(61).toString(Qt::ISODate);
        QCOMPARE(run({u"review"_s, u"--accept"_s, u"all"_s, u"--review-on"_s, last}).code, 0);
        const qint64 answered = unknown();
        QVERIFY(answered < before);
        // What the exports decide stays what it is; the answers decide the difference.
        const QList<int> now = split();
        QCOMPARE(now.at(0), start.at(0));
        QCOMPARE(now.at(1), static_cast<int>(before - answered));
        QCOMPARE(now.at(2), static_cast<int>(answered));
        QVERIFY(run({u"questions"_s}).out.contains("decide most of the rest."));
        QCOMPARE(unknown({u"--as-of"_s, last}), answered);
        QCOMPARE(unknown({u"--as-of"_s, after}), before);
        QCOMPARE(unknown(), answered);
        const QByteArray calendar = run({u"calendar"_s}).out;
        QVERIFY2(calendar.contains(last.toUtf8()) && calendar.contains("to be reviewed"), calendar.constData());
    }
};

BAILIWICK_TEST(QCoreApplication, TestTeamRound)

} // namespace tst_teamround

#include "tst_teamround.moc"
