// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csvwriter.h"
#include "report/document.h"
#include "report/htmlwriter.h"
#include "report/jsonwriter.h"
#include "report/pdfwriter.h"
#include "support/impatientjob.h"
#include "text/statustext.h"

#include "samplereport.h"

#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <nlohmann/json.hpp>

namespace tst_pdfwriter {

using namespace Qt::StringLiterals;
using namespace report;

namespace {

struct Run
{
    int code = -1;
    QString out;
};

Run run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(120000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

bool have(const QString &program)
{
    return !QStandardPaths::findExecutable(program).isEmpty();
}

/// The text without white space: a key that is wrapped over two lines is still there.
QString squeezed(QString words)
{
    return words.remove(QRegularExpression(u"\\s"_s));
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestPdfWriter : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    domain::QuietJob m_job;

    QString write(const ReportInput &input, const QString &name)
    {
        const QString path = m_dir.filePath(name);
        const auto result = writePdf(input, path, m_job);
        if (!result)
            qWarning() << result.error().detail << result.error().where;
        const QString keep = qEnvironmentVariable("BAILIWICK_PICTURES");
        if (!keep.isEmpty()) {
            QFile::remove(keep + u'/' + name);
            QFile::copy(path, keep + u'/' + name);
        }
        return path;
    }

private slots:
    void words_data()
    {
        QTest::addColumn<domain::LegalStatus>("legal");
        QTest::addColumn<QString>("word");
        QTest::newRow("law") << domain::LegalStatus::Law << u"gap"_s;
        QTest::newRow("programme") << domain::LegalStatus::Programme << u"not met"_s;
        QTest::newRow("standard") << domain::LegalStatus::Standard << u"not met"_s;
        QTest::newRow("scheme") << domain::LegalStatus::Scheme << u"not met"_s;
        QTest::newRow("proposal") << domain::LegalStatus::Proposal << u"not met"_s;
        QTest::newRow("own policy") << domain::LegalStatus::OwnPolicy << u"weak"_s;
    }
    void words()
    {
        QFETCH(domain::LegalStatus, legal);
        QFETCH(QString, word);
        QCOMPARE(text::statusWord(domain::Status::Gap, legal), word);
        QCOMPARE(text::statusWord(domain::Status::Gap, legal, u"xx"), word);
        QCOMPARE(text::statusWord(domain::Status::Unknown, legal), u"unknown"_s);
    }
    void gapsAreKeptApart()
    {
        const Document document = buildDocument(sampleReport());
        for (const Block &block : document.blocks) {
            if (const auto *tiles = std::get_if<Tiles>(&block)) {
                QCOMPARE(tiles->tiles.at(0).number, u"36"_s); // 27 + 9
                QCOMPARE(tiles->tiles.at(1).number, u"14"_s);
                QCOMPARE(tiles->tiles.at(2).number, u"5"_s);
                // pass 554, gap 55, accepted 8, unknown 116: 617 of 733 are decided
                QCOMPARE(tiles->tiles.at(3).number, u"84 %"_s);
                QCOMPARE(tiles->tiles.at(4).number, u"116"_s);
                return;
            }
        }
        QFAIL("no tiles");
    }
    // An own standard beside a law: what it finds is weak, and stands in no number with the gaps.
    void ownStandardsStandBesideTheLaw()
    {
        ReportInput input = sampleReport();
        input.frameworks[0].requirements[2].legalStatus = domain::LegalStatus::OwnPolicy;
        const Framework &gdpr = input.frameworks.constFirst();
        QCOMPARE(gdpr.counts.of(domain::Status::Gap), 27);
        QVERIFY(gdpr.tally() == (text::Tally{9, 0, 18}));
        QCOMPARE(gdpr.parts().size(), 2);
        QCOMPARE(gdpr.parts().at(1).counts.of(domain::Status::Pass), 20);
        QVERIFY(input.frameworks.at(1).tally() == (text::Tally{9, 0, 0}));
        for (const Template kind : {Template::Board, Template::Full}) {
            input.kind = kind;
            const QString html = QString::fromUtf8(toHtml(input));
            QVERIFY(html.contains(u"9 gaps, 18 weak"_s));
            QVERIFY(!html.contains(u"27 gaps"_s));
            // 290 met, 9 gaps, 61 unknown and 2 accepted of the law; of the own standard 20 of 38.
            QVERIFY2(html.contains(u"80 % to 97 % of GDPR (beside it, own standards: 53 %)"_s), qPrintable(html.mid(html.indexOf(u"Met:"_s), 300)));
        }
        QVERIFY(QString::fromUtf8(toHtml(input)).contains(u"Beside it, own standards: 20 met; 18 weak;"_s));
        const auto data = nlohmann::json::parse(toJson(input).toStdString())["frameworks"][0];
        QCOMPARE(data["findings"]["gap"].get<int>(), 9);
        QCOMPARE(data["findings"]["weak"].get<int>(), 18);
        QCOMPARE(data["parts"][0]["counts"]["gap"].get<int>(), 9);
        QCOMPARE(data["parts"][1]["legal_status"].get<std::string>(), std::string("own_policy"));
    }
    // What two conditions read of one place is told once.
    void aFactIsToldOnce()
    {
        const ReportInput once = sampleReport();
        ReportInput twice = once;
        for (Issue &issue : twice.issues) {
            for (Finding &finding : issue.findings)
                finding.facts.insert(1, finding.facts.constFirst());
        }
        QCOMPARE(toHtml(twice), toHtml(once));
    }
    // Beside a percentage stands how much of the law it is of.
    void aBoardReadsHowMuchIsLookedAt()
    {
        ReportInput input = sampleReport();
        input.kind = Template::Board;
        QVERIFY(!QString::fromUtf8(toHtml(input)).contains(u"out of reach"_s));
        input.frameworks[0].coverage.all = 129;
        input.frameworks[0].coverage.outOfReach = 97;
        const QString html = QString::fromUtf8(toHtml(input));
        const QString words = u"0 of 129 fully decided, 97 out of reach"_s;
        QVERIFY2(html.contains(u" of GDPR (%1)"_s.arg(words)), qPrintable(html.mid(html.indexOf(u"Met:"_s), 400)));
        QCOMPARE(html.count(words), 2); // in the sentence, and in the table of frameworks
    }
    // Each critical issue is named in the summary, by its title or at least by its number.
    void noCriticalIssueIsLeftOut_data()
    {
        QTest::addColumn<int>("critical");
        QTest::newRow("three") << 3;
        QTest::newRow("seven") << 7;
        QTest::newRow("twelve") << 12;
    }
    void noCriticalIssueIsLeftOut()
    {
        QFETCH(int, critical);
        ReportInput input = sampleReport();
        const Issue one = input.issues.constFirst();
        input.issues.clear();
        for (int i = 0; i < critical + 3; ++i) {
            input.issues << one;
            input.issues.last().number = u"I-%1"_s.arg(i + 1, 4, 10, QChar(u'0'));
            input.issues.last().severity = i < critical ? domain::Severity::Critical : domain::Severity::High;
        }
        for (const Template kind : {Template::Board, Template::Full}) {
            input.kind = kind;
            const QString html = QString::fromUtf8(toHtml(input));
            const qsizetype from = html.indexOf(u"What stands out"_s);
            const QString summary = html.mid(from, html.indexOf(u"How complete the inventory is"_s) - from);
            for (int i = 0; i < critical; ++i)
                QVERIFY2(summary.contains(input.issues.at(i).number), qPrintable(input.issues.at(i).number));
            QCOMPARE(summary.contains(u" more critical issues"_s), critical > 5);
            QVERIFY(critical <= 5 || summary.contains(u"%1 more critical issues"_s.arg(critical - 4)));
            const qsizetype list = html.lastIndexOf(kind == Template::Full ? u"List of issues</h"_s : u"The gravest issues</h"_s);
            QVERIFY(list > 0);
            for (int i = 0; i < critical; ++i)
                QVERIFY2(html.indexOf(input.issues.at(i).number, list) > 0, qPrintable(input.issues.at(i).number));
        }
        QVERIFY(QFile::exists(write(input, u"critical-%1.pdf"_s.arg(critical))));
    }
    // What one name stands for is named in full, or the rest is counted and said where it stands.
    void contradictionsNameAllTheirThings_data()
    {
        QTest::addColumn<int>("things");
        QTest::addColumn<QString>("words");
        QTest::newRow("one") << 1 << QString();
        QTest::newRow("all are listed") << 4 << u"All 4: System 1; System 2; System 3; System 4<"_s;
        QTest::newRow("more than are listed") << 6 << u"All 6: System 1; System 2; System 3; System 4 and 2 more, in \u201cbailiwick-cli x-ray --json\u201d"_s;
    }
    void contradictionsNameAllTheirThings()
    {
        QFETCH(int, things);
        QFETCH(QString, words);
        ReportInput input = sampleReport();
        rules::Contradiction found;
        found.check = u"outside-contract"_s;
        found.sentence = u"It stands elsewhere."_s;
        found.count = things;
        for (int i = 1; i <= std::min(things, 4); ++i) {
            rules::XrayThing thing;
            thing.kind = i == 3 ? domain::EntityKind::Dataset : domain::EntityKind::Workload;
            thing.name = u"System %1"_s.arg(i);
            thing.attr = u"backup_countries"_s;
            found.things << thing;
            if (i == 1) {
                thing.kind = domain::EntityKind::Contract;
                thing.name = u"Hosting"_s;
                thing.attr = u"data_locations"_s;
                found.things << thing;
            }
        }
        rules::XrayCheckInfo check;
        check.id = found.check;
        check.title = u"Elsewhere"_s;
        check.found = 1;
        input.xray = rules::XrayReport{{check}, {found}};
        const QString html = QString::fromUtf8(toHtml(input));
        QVERIFY(html.contains(u"It stands elsewhere."_s));
        QCOMPARE(html.contains(u"All "_s + QString::number(things) + u": "_s), !words.isEmpty());
        QVERIFY2(html.contains(words), qPrintable(html.mid(html.indexOf(u"It stands elsewhere."_s), 300)));
    }
    void everythingIsInTheText_data()
    {
        QTest::addColumn<int>("findings");
        QTest::newRow("few") << 8;
        QTest::newRow("five hundred") << 500;
    }
    void everythingIsInTheText()
    {
        if (!have(u"pdftotext"_s))
            QSKIP("pdftotext is not installed");
        QFETCH(int, findings);
        const ReportInput input = sampleReport(findings);
        const QString path = write(input, u"report-%1.pdf"_s.arg(findings));
        const Run text = run(u"pdftotext"_s, {u"-raw"_s, u"-enc"_s, u"UTF-8"_s, path, u"-"_s});
        QCOMPARE(text.code, 0);
        const QString words = squeezed(text.out);
        int names = 0;
        for (const Issue &issue : input.issues) {
            QVERIFY2(words.contains(squeezed(issue.number + issue.title)), qPrintable(issue.number));
            for (const Finding &finding : issue.findings) {
                // The name stands on paper; a long key where the name alone is not enough, and always in the data.
                QVERIFY2(words.contains(squeezed(finding.name)), qPrintable(finding.name));
                ++names;
            }
        }
        QCOMPARE(names, findings + 8 * 3 + 1);
        for (const Framework &framework : input.frameworks) {
            for (const Requirement &requirement : framework.requirements)
                QVERIFY2(words.contains(squeezed(requirement.ruleId)), qPrintable(requirement.ruleId));
        }
        for (const QString &needed : {u"notlegaladvice"_s, u"AIA-26-01"_s, u"Nolocationknown:14"_s, u"AIS-OPA-01"_s, u"Oldgrid"_s, u"Expiredon2026-10-31"_s,
                                      input.dataHash, u"Art.46(1)"_s})
            QVERIFY2(words.contains(needed), qPrintable(needed));
        QCOMPARE(words.count(u"notlegaladvice"_s), 1);
    }
    void pagesAreNumbered()
    {
        if (!have(u"pdftotext"_s) || !have(u"pdfinfo"_s))
            QSKIP("poppler-utils are not installed");
        const QString path = write(sampleReport(60), u"numbers.pdf"_s);
        const Run info = run(u"pdfinfo"_s, {path});
        const auto match = QRegularExpression(u"Pages:\\s+(\\d+)"_s).match(info.out);
        QVERIFY(match.hasMatch());
        const int total = match.captured(1).toInt();
        QVERIFY(total > 8);
        QVERIFY(info.out.contains(u"Sovereignty gap report"_s));
        QVERIFY(info.out.contains(u"A. Brandt"_s));
        QVERIFY2(info.out.contains(u"Fri Nov 20 16:05:00 2026"_s), qPrintable(info.out));
        QVERIFY(info.out.contains(u"595.276 x 841.89"_s) || info.out.contains(u"595 x 842"_s));
        for (int i = 1; i <= total; ++i) {
            const QString number = QString::number(i);
            const Run page = run(u"pdftotext"_s, {u"-f"_s, number, u"-l"_s, number, u"-layout"_s, path, u"-"_s});
            QVERIFY2(page.out.contains(u"page %1 of %2"_s.arg(i).arg(total)), qPrintable(page.out));
            QVERIFY(page.out.contains(u"3f9a1c0be77d"_s));
            if (i > 1)
                QVERIFY(page.out.contains(u"As of 2026-11-20"_s));
        }
    }
    void contentsPointToTheRightPages()
    {
        if (!have(u"pdftotext"_s))
            QSKIP("pdftotext is not installed");
        const QString path = write(sampleReport(), u"contents.pdf"_s);
        const Run page = run(u"pdftotext"_s, {u"-f"_s, u"2"_s, u"-l"_s, u"2"_s, u"-layout"_s, path, u"-"_s});
        int checked = 0;
        for (const QString &title : {u"Summary"_s, u"Requirements by framework"_s, u"Unknown"_s, u"Acceptances"_s, u"Method"_s}) {
            const auto match =
                QRegularExpression(u"^\\s*%1\\s+(\\d+)$"_s.arg(title), QRegularExpression::MultilineOption)
                    .match(page.out);
            QVERIFY2(match.hasMatch(), qPrintable(title + page.out));
            const QString number = match.captured(1);
            const Run target = run(u"pdftotext"_s, {u"-f"_s, number, u"-l"_s, number, u"-layout"_s, path, u"-"_s});
            const QRegularExpression heading(u"^\\s*%1\\s*$"_s.arg(title), QRegularExpression::MultilineOption);
            QVERIFY2(heading.match(target.out).hasMatch(), qPrintable(title));
            ++checked;
        }
        QCOMPARE(checked, 5);
    }
    void otherScriptsAreKept()
    {
        if (!have(u"pdftotext"_s) || !have(u"pdffonts"_s))
            QSKIP("poppler-utils are not installed");
        ReportInput input = sampleReport(2);
        input.organisation = u"Žižkovská pojišťovna, Αθήνα, Київ"_s;
        input.issues.first().findings.first().name = u"سجل المطالبات"_s;
        const QString path = write(input, u"scripts.pdf"_s);
        const Run text = run(u"pdftotext"_s, {u"-enc"_s, u"UTF-8"_s, path, u"-"_s});
        QVERIFY(text.out.contains(input.organisation));
        const Run fonts = run(u"pdffonts"_s, {path});
        if (QFile::exists(u":/fonts/NotoSansArabic-Regular.ttf"_s))
            QVERIFY2(fonts.out.contains(u"NotoSansArabic"_s), qPrintable(fonts.out));
        QVERIFY2(!fonts.out.contains(QRegularExpression(u"\\sno\\s+(yes|no)\\s+(yes|no)\\s+\\d+\\s+\\d+"_s)),
                 qPrintable(fonts.out));
    }
    void fontsAreEmbedded()
    {
        if (!have(u"pdffonts"_s))
            QSKIP("pdffonts is not installed");
        const Run fonts = run(u"pdffonts"_s, {write(sampleReport(), u"fonts.pdf"_s)});
        const QStringList lines = fonts.out.split(u'\n', Qt::SkipEmptyParts).mid(2);
        QVERIFY(!lines.isEmpty());
        // name, type, encoding, then: emb sub uni object
        const QRegularExpression flags(u"\\s(yes|no)\\s+(yes|no)\\s+(yes|no)\\s+\\d+\\s+\\d+\\s*$"_s);
        for (const QString &line : lines) {
            const auto match = flags.match(line);
            QVERIFY2(match.hasMatch(), qPrintable(line));
            QCOMPARE(match.captured(1), u"yes"_s);
            QCOMPARE(match.captured(3), u"yes"_s);
        }
    }
    void sameInputSameBytes()
    {
        const QByteArray first = bytesOf(write(sampleReport(40), u"first.pdf"_s));
        const QByteArray second = bytesOf(write(sampleReport(40), u"second.pdf"_s));
        QVERIFY(first.size() > 10000);
        QCOMPARE(first == second, true);
        ReportInput other = sampleReport(40);
        other.generatedAt = other.generatedAt.addSecs(60);
        QVERIFY(bytesOf(write(other, u"other.pdf"_s)) != first);
    }
    void sameBytesInAnotherProcess()
    {
        // Another seed gives Qt's hashes another order.
        QList<QByteArray> all{bytesOf(write(sampleReport(40), u"here.pdf"_s))};
        for (const QString &seed : {u"0"_s, u""_s, u""_s}) {
            const QString path = m_dir.filePath(u"there.pdf"_s);
            QFile::remove(path);
            QProcess process;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            if (!seed.isEmpty())
                environment.insert(u"QT_HASH_SEED"_s, seed);
            process.setProcessEnvironment(environment);
            process.start(QCoreApplication::applicationFilePath(), {u"tst_pdfwriter"_s, u"--write"_s, path});
            QVERIFY(process.waitForFinished(60000));
            QCOMPARE(process.exitCode(), 0);
            all << bytesOf(path);
        }
        QVERIFY(all.first().size() > 10000);
        for (const QByteArray &bytes : std::as_const(all))
            QVERIFY(bytes == all.first());
    }
    void structureIsSound_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("full") << 0;
        QTest::newRow("board") << 1;
        QTest::newRow("empty") << 2;
    }
    void structureIsSound()
    {
        if (!have(u"qpdf"_s))
            QSKIP("qpdf is not installed");
        QFETCH(int, kind);
        ReportInput input = sampleReport(30);
        if (kind == 1)
            input.kind = Template::Board;
        if (kind == 2)
            input = ReportInput{};
        const QString path = write(input, u"check-%1.pdf"_s.arg(kind));
        const Run check = run(u"qpdf"_s, {u"--check"_s, path});
        QVERIFY2(check.code == 0, qPrintable(check.out));
        QVERIFY2(!check.out.contains(u"WARNING"_s), qPrintable(check.out));
        const Run attached = run(u"qpdf"_s, {u"--show-attachment=findings.json"_s, path});
        QCOMPARE(attached.code, 0);
        QCOMPARE(attached.out.toUtf8(), toJson(input));
        const Run json = run(u"qpdf"_s, {u"--json"_s, u"--json-key=outlines"_s, path});
        QVERIFY(json.out.contains(u"\"title\": \"Summary\""_s));
        QVERIFY(json.out.contains(u"\"title\": \"Method\""_s));
    }
    void letterPaper()
    {
        if (!have(u"pdfinfo"_s))
            QSKIP("pdfinfo is not installed");
        ReportInput input = sampleReport(2);
        input.paper = Paper::Letter;
        const Run info = run(u"pdfinfo"_s, {write(input, u"letter.pdf"_s)});
        QVERIFY2(info.out.contains(u"612 x 792"_s), qPrintable(info.out));
    }
    void noIssues()
    {
        if (!have(u"pdftotext"_s))
            QSKIP("pdftotext is not installed");
        ReportInput input = sampleReport();
        input.issues.clear();
        const Run text = run(u"pdftotext"_s, {write(input, u"none.pdf"_s), u"-"_s});
        QVERIFY(text.out.contains(u"No issue is open as of 20 November 2026."_s));
        QVERIFY(text.out.contains(u"What is unknown may still hide one."_s));
    }
    void aVeryLongReasonIsNotCut()
    {
        if (!have(u"pdftotext"_s))
            QSKIP("pdftotext is not installed");
        ReportInput input = sampleReport(1);
        QString reason;
        for (int i = 0; i < 1500; ++i)
            reason += u"word%1 "_s.arg(i);
        input.issues.first().findings.first().reason = reason;
        const Run text = run(u"pdftotext"_s, {u"-raw"_s, write(input, u"long.pdf"_s), u"-"_s});
        for (const int i : {0, 1, 749, 1498, 1499})
            QVERIFY2(text.out.contains(QRegularExpression(u"\\bword%1\\b"_s.arg(i))), qPrintable(QString::number(i)));
    }
    void longListsOfOpenThingsStandOnceInFull()
    {
        if (!have(u"pdftotext"_s))
            QSKIP("pdftotext is not installed");
        ReportInput input = sampleReport(1);
        const auto of = [](const QString &rule, int things) {
            UnknownGroup group{u"gdpr"_s, rule, u"Rule %1"_s.arg(rule), u"Art. 32"_s, domain::LegalStatus::Law, {}, {}};
            for (int i = 0; i < things; ++i)
                group.findings << Finding{u"Access right"_s, u"G-%1"_s.arg(i, 4, 10, QChar(u'0')), u"operator%1x"_s.arg(i), rule, domain::Status::Unknown, {}, {}, {}, {u"Dataset"_s}, {}};
            return group;
        };
        // Two requirements are open for the same forty things, one for twelve.
        input.unknowns = {of(u"R-1"_s, 40), of(u"R-2"_s, 40), of(u"R-3"_s, 12)};
        const QString text = run(u"pdftotext"_s, {u"-raw"_s, write(input, u"open.pdf"_s), u"-"_s}).out;
        const QString words = squeezed(text);
        QCOMPARE(words.count(u"40\u00d7Accessright:operator0x(G-0000);"_s), 2);
        QCOMPARE(words.count(u"and39more;alloftheminlist1oftheannexofunknownresults"_s), 2);
        QVERIFY2(words.contains(u"List1:40\u00d7Accessright,unknownunderR-1,R-2"_s), qPrintable(text));
        QVERIFY(!words.contains(u"List2"_s));
        for (int i = 0; i < 40; ++i) {
            const QString name = u"operator%1x"_s.arg(i);
            const int inChapter = i < 1 ? 3 : i < 12 ? 1 : 0;
            QVERIFY2(words.count(name) == inChapter + 1, qPrintable(name + u' ' + QString::number(words.count(name))));
        }
        // For a board the lists are left to the full report.
        input.kind = Template::Board;
        QVERIFY(!squeezed(run(u"pdftotext"_s, {u"-raw"_s, write(input, u"board-open.pdf"_s), u"-"_s}).out).contains(u"operator39x"_s));
    }
    void failuresAreErrors()
    {
        const auto missing = writePdf(sampleReport(), m_dir.filePath(u"no/such/folder/x.pdf"_s), m_job);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, domain::ErrorCode::WriteFailed);
        ImpatientJob job;
        const QString path = m_dir.filePath(u"cancelled.pdf"_s);
        const auto cancelled = writePdf(sampleReport(), path, job);
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().code, domain::ErrorCode::Cancelled);
        QVERIFY(!QFile::exists(path));
    }
    void html()
    {
        ReportInput input = sampleReport(500);
        input.issues[1].title = u"<script>alert(1)</script> & \"more\""_s;
        const QString html = QString::fromUtf8(toHtml(input));
        QXmlStreamReader reader(QString(html)
                                    .remove(u"<!DOCTYPE html>"_s)
                                    .replace(u"<br>"_s, u"<br/>"_s)
                                    .replace(QRegularExpression(u"<(meta[^>]*)>"_s), u"<\\1/>"_s));
        int tables = 0;
        int pictures = 0;
        while (!reader.atEnd()) {
            if (reader.readNext() != QXmlStreamReader::StartElement)
                continue;
            tables += reader.name() == u"table"_s ? 1 : 0;
            pictures += reader.attributes().value(u"class"_s) == u"figure"_s ? 1 : 0;
            QVERIFY(reader.name() != u"script"_s);
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(pictures, 3);
        QCOMPARE_GE(tables, 15);
        for (const Issue &issue : input.issues) {
            QVERIFY(html.contains(issue.number));
            for (const Finding &finding : issue.findings)
                QVERIFY2(html.contains(finding.name), qPrintable(finding.name));
        }
        // Nothing is fetched: addresses stand as text only.
        QVERIFY(!html.contains(u"src="_s));
        QVERIFY(!html.contains(u"href=\"http"_s));
        const QString keep = qEnvironmentVariable("BAILIWICK_PICTURES");
        if (!keep.isEmpty())
            QVERIFY(writeHtml(sampleReport(), keep + u"/report.html"_s));
    }
    void csv()
    {
        ReportInput input = sampleReport(3);
        input.issues.first().findings.first().name = u"=HYPERLINK(\"x\")"_s;
        const QByteArray bytes = toCsv(input);
        QVERIFY(bytes.startsWith("\xEF\xBB\xBF"
                                 "issue,"));
        QCOMPARE(bytes.count("\r\n"), 1 + 3 + 8 * 3 + 1 + 3); // head, findings, one under another rule, unknowns
        QVERIFY(bytes.contains("\"'=HYPERLINK(\"\"x\"\")\""));
        QVERIFY(bytes.contains(",not met,"));
        QVERIFY(bytes.contains(",weak,"));
    }
    void json()
    {
        const QByteArray bytes = toJson(sampleReport(5));
        const auto root = nlohmann::json::parse(bytes.toStdString(), nullptr, false);
        QVERIFY(!root.is_discarded());
        QCOMPARE(root["issues"].size(), std::size_t(9));
        QCOMPARE(root["issues"][0]["findings"].size(), std::size_t(5));
        QCOMPARE(QString::fromStdString(root["issues"][0]["findings"][4]["status"].get<std::string>()), u"unknown"_s);
    }
};

BAILIWICK_TEST_RUN(TestPdfWriter, [](int argc, char **argv) {
    QGuiApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() >= 3 && arguments.at(1) == u"--write"_s) {
        domain::QuietJob job;
        return writePdf(sampleReport(arguments.value(3, u"40"_s).toInt()), arguments.at(2), job) ? 0 : 1;
    }
    TestPdfWriter test;
    return QTest::qExec(&test, argc, argv);
})

} // namespace tst_pdfwriter

#include "tst_pdfwriter.moc"
