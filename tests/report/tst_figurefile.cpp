// SPDX-License-Identifier: GPL-3.0-or-later
// Figures as files: none is empty, and each holds the title, the legend, the filters, the day and the hash of its data.
#include "figures/heatmap.h"
#include "figures/linechart.h"
#include "figures/sankey.h"
#include "figures/stackedbars.h"
#include "figures/timeline.h"
#include "figures/treemap.h"
#include "report/figurefile.h"

#include "support/testmain.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace tst_figurefile {

using namespace Qt::StringLiterals;
using namespace figures;
using report::FigureSheet;

namespace {

MapData someMap()
{
    MapData map;
    map.view = MapView::Europe;
    map.metric = u"Records of datasets stored here"_s;
    map.unit = u"records"_s;
    map.countries = {{u"DE"_s, 12000.0}, {u"FR"_s, 30.0}, {u"MT"_s, std::nullopt}};
    map.sites = {{u"aws/eu-central-1"_s, u"Frankfurt"_s, 50.1, 8.7, 9, SiteKind::CloudRegion, {}}, {u"@x"_s, u"Rome"_s, 41.9, 12.5, 2, SiteKind::AiFactory, {}}};
    map.arcs = {{u"a"_s, u"Backup of Frankfurt in Rome"_s, {8.7, 50.1}, {12.5, 41.9}, 3, domain::Status::Gap, domain::Severity::High, u"3 with a gap"_s, ArcKind::Backup, true, u"Frankfurt"_s, u"Rome"_s}};
    map.noLocation = 4;
    map.global = 1;
    return map;
}

template <class Data>
FigureSheet sheetOf(const Data &data, Figure (*layout)(const Data &, const QRectF &, const Style &), const QString &title)
{
    FigureSheet sheet;
    sheet.title = title;
    sheet.organisation = u"Corvane SE"_s;
    sheet.filters = {u"Germany"_s, u"GDPR"_s};
    sheet.asOf = QDate(2026, 11, 20);
    sheet.layout = [data, layout](const QRectF &rect, const Style &style) { return layout(data, rect, style); };
    sheet.table = report::tableOf(layout(data, QRectF(0, 0, 1200, 900), Style::screen(Palette::light())), {u"What"_s, u"Number"_s, u"As shown"_s});
    return sheet;
}

QList<FigureSheet> sheets()
{
    QList<FigureSheet> out;
    out << sheetOf<MapData>(someMap(), &layoutWorldMap, u"Where records are"_s);
    out.last().table = report::tableOf(someMap(), {{u"DE"_s, u"Germany"_s}, {u"FR"_s, u"France"_s}});
    out << sheetOf<TreemapData>({{{u"a"_s, u"NVIDIA"_s, 8, Fill::ofCategory(0)}, {u"b"_s, u"AMD"_s, 3, Fill::ofCategory(1)}}, u"chips"_s, {}}, &layoutTreemap, u"Accelerators"_s);
    StackedBarsData bars;
    bars.unit = u"findings"_s;
    bars.bars = {{u"gdpr"_s, u"GDPR"_s, {{u"x"_s, u"gap"_s, 4, Fill::of(domain::Severity::High)}, {u"y"_s, u"unknown"_s, 2, Fill::of(domain::Status::Unknown)}}, {}}};
    bars.keys = {{u"high gap"_s, Fill::of(domain::Severity::High), {}, {}, {}}};
    out << sheetOf<StackedBarsData>(bars, &layoutStackedBars, u"Gaps by framework"_s);
    LineChartData lines;
    lines.series = {{u"gdpr"_s, u"GDPR"_s, {{QDate(2026, 10, 1), 3}, {QDate(2026, 11, 1), 5}}, Fill::ofCategory(0)}};
    lines.unit = u"findings"_s;
    out << sheetOf<LineChartData>(lines, &layoutLineChart, u"Open over time"_s);
    out << sheetOf<TreemapData>({{}, {}, u"No accelerators recorded."_s}, &layoutTreemap, u"Nothing to show"_s);
    return out;
}

/// Pixels that are not the picture's ground.
int inked(const QImage &image, const QRectF &share = QRectF(0, 0, 1, 1))
{
    int count = 0;
    const QRgb ground = image.pixel(0, 0);
    for (int y = qRound(image.height() * share.top()); y < qRound(image.height() * share.bottom()); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) != ground;
    }
    return count;
}

QStringList wordsOf(const FigureSheet &sheet)
{
    QStringList words{sheet.title, u"20 November 2026"_s, u"Germany"_s, report::hashOf(sheet.table).left(12)};
    if (sheet.title == u"Where records are"_s)
        words << u"Records of datasets stored here"_s << u"No location known: 4"_s << u"Flow: restricted"_s << u"AI factory"_s << u"Natural Earth"_s;
    if (sheet.title == u"Gaps by framework"_s)
        words << u"high gap"_s;
    if (sheet.title == u"Nothing to show"_s)
        words << u"No accelerators recorded."_s;
    return words;
}

/// Where two data subjects' countries are stored: ribbons of three kinds.
SankeyData someFlow()
{
    SankeyData flow;
    flow.unit = u"datasets"_s;
    flow.stages = {{u"Data subjects in"_s, u"subjects"_s, {{u"DE"_s, u"Germany"_s, u"DE"_s, SankeyData::State::Plain}, {u"FR"_s, u"France"_s, u"FR"_s, SankeyData::State::Plain}}},
                   {u"Stored in"_s, u"at:hosting"_s, {{u"US"_s, u"United States"_s, u"US"_s, SankeyData::State::Outside}, {u"?"_s, u"not recorded"_s, u"?"_s, SankeyData::State::Unknown}}}};
    flow.paths = {{{{0}, {0}}, 12}, {{{1}, {0}}, 5}, {{{1}, {1}}, 3}};
    return flow;
}

} // namespace

class TestFigureFile : public QObject
{
    Q_OBJECT

private slots:
    void ribbonsShineThroughInSvg()
    {
        const FigureSheet sheet = sheetOf<SankeyData>(someFlow(), &layoutSankey, u"Flow"_s);
        const Figure figure = report::compose(sheet, Style::screen(Palette::light()));
        QList<double> drawn;
        for (const Cell &cell : figure.cells) {
            if (cell.fill.opacity < 1)
                drawn << cell.fill.opacity;
        }
        QCOMPARE(drawn.size(), 3);
        QList<double> written;
        QXmlStreamReader svg(report::toSvg(sheet));
        while (!svg.atEnd()) {
            if (svg.readNext() == QXmlStreamReader::StartElement && svg.attributes().hasAttribute(u"fill-opacity"_s)) {
                QCOMPARE(svg.name(), u"path"_s);
                QVERIFY(svg.attributes().hasAttribute(u"d"_s) && svg.attributes().hasAttribute(u"fill"_s));
                written << svg.attributes().value(u"fill-opacity"_s).toDouble();
            }
        }
        QVERIFY2(!svg.hasError(), qPrintable(svg.errorString()));
        QCOMPARE(written, drawn);
    }
    void aTwinsRowsAreTheirNumbers()
    {
        // As a spreadsheet takes them, and with the mark to which each leads.
        const report::FigureTable table = report::tableOf(TwinTable{{u"From"_s, u"To"_s, u"datasets"_s, u"%"_s}, {{u"a|b"_s, {u"Germany"_s, u"France"_s, u"1\u202f204"_s, u"12 %"_s}, 1204}}});
        QCOMPARE(table.rows.constFirst(), (QStringList{u"Germany"_s, u"France"_s, u"1204"_s, u"12 %"_s}));
        QCOMPARE(table.ids, QStringList{u"a|b"_s});
        FigureSheet sheet;
        sheet.table = table;
        sheet.table.rows << QStringList{u"=cmd()"_s, u"a\nb"_s, u"-3"_s, u"x, \"y\""_s};
        const QByteArray csv = report::toCsv(sheet);
        QVERIFY(csv.contains("Germany,France,1204,12 %\r\n"));
        QVERIFY(csv.contains("'=cmd(),a; b,-3,\"x, \"\"y\"\"\"\r\n"));
    }
    void neverEmpty_data()
    {
        QTest::addColumn<int>("index");
        const QList<FigureSheet> all = sheets();
        for (int i = 0; i < static_cast<int>(all.size()); ++i)
            QTest::newRow(qPrintable(all.at(i).title)) << i;
    }
    void neverEmpty()
    {
        QFETCH(int, index);
        const FigureSheet sheet = sheets().at(index);
        const QString folder = m_folder.filePath(QString::number(index));
        QVERIFY(QDir().mkpath(folder));
        for (const QString &ending : {u"png"_s, u"svg"_s, u"pdf"_s, u"csv"_s}) {
            const auto saved = report::saveFigure(sheet, folder + u"/f."_s + ending);
            QVERIFY2(saved, qPrintable(ending));
        }
        QImage png(folder + u"/f.png"_s);
        QVERIFY(!png.isNull());
        // A title, something in the middle, and a foot: each has ink.
        const bool isEmpty = sheet.title == u"Nothing to show"_s;
        QVERIFY(inked(png) > (isEmpty ? 800 : 4000));
        QVERIFY(inked(png, QRectF(0, 0, 1, 0.12)) > 300);
        QVERIFY(inked(png, QRectF(0, 0.12, 1, 0.8)) > (isEmpty ? 200 : 2000));
        QVERIFY(inked(png, QRectF(0, 0.93, 1, 0.07)) > 300);
        QVERIFY(png.text(u"Description"_s).contains(report::hashOf(sheet.table).left(12)));

        QFile svgFile(folder + u"/f.svg"_s);
        QVERIFY(svgFile.open(QIODevice::ReadOnly));
        const QString svg = QString::fromUtf8(svgFile.readAll()).replace(u"&quot;"_s, u"\""_s);
        for (const QString &words : wordsOf(sheet))
            QVERIFY2(svg.contains(words), qPrintable(words + u" is not in the SVG"_s));
        QVERIFY(svg.count(u"<path"_s) + svg.count(u"<rect"_s) > (isEmpty ? -1 : 1));

        const QString pdftotext = QStandardPaths::findExecutable(u"pdftotext"_s);
        const QString pdftoppm = QStandardPaths::findExecutable(u"pdftoppm"_s);
        if (pdftotext.isEmpty() || pdftoppm.isEmpty())
            QSKIP("poppler-utils is not installed");
        QProcess text;
        text.start(pdftotext, {u"-layout"_s, folder + u"/f.pdf"_s, u"-"_s});
        QVERIFY(text.waitForFinished());
        const QString written = QString::fromUtf8(text.readAllStandardOutput()).simplified();
        for (const QString &words : wordsOf(sheet))
            QVERIFY2(written.contains(words), qPrintable(words + u" is not in the PDF: "_s + written));
        QProcess picture;
        picture.start(pdftoppm, {u"-r"_s, u"72"_s, u"-png"_s, u"-singlefile"_s, folder + u"/f.pdf"_s, folder + u"/page"_s});
        QVERIFY(picture.waitForFinished());
        QImage page(folder + u"/page.png"_s);
        QVERIFY(!page.isNull());
        QVERIFY(inked(page) > (isEmpty ? 300 : 1500));
    }
    void resolutionIsAsChosen()
    {
        const FigureSheet sheet = sheets().constFirst();
        const QImage screen = report::toImage(sheet, 96);
        const QImage print = report::toImage(sheet, 300);
        QVERIFY(qAbs(print.width() / double(screen.width()) - 300 / 96.0) < 0.01);
        QCOMPARE(print.dotsPerMeterX(), qRound(300 / 0.0254));
        QVERIFY(inked(print) > 8 * inked(screen));
    }
    void csvHoldsWhatIsDrawn()
    {
        const FigureSheet sheet = sheets().constFirst();
        const QByteArray csv = report::toCsv(sheet);
        QVERIFY(csv.startsWith("\xEF\xBB\xBF# Where records are\r\n"));
        const QString words = QString::fromUtf8(csv.mid(3));
        QVERIFY(words.contains(u"# Filters: Germany, GDPR\r\n"_s));
        QVERIFY(words.contains(u"# As of 20 November 2026\r\n"_s));
        QVERIFY(words.contains(u"Country,Germany,,,12000,records,\r\n"_s));
        QVERIFY(words.contains(u"Country,MT,,,unknown,records,\r\n"_s));
        QVERIFY(words.contains(u"Backup,Backup of Frankfurt in Rome,Frankfurt,Rome,3,,restricted: 3 with a gap\r\n"_s));
        QVERIFY(words.contains(u"No location known,,,,4,records,\r\n"_s));
        // The hash that the head names is that of the lines below it.
        const qsizetype below = words.indexOf(u"What,"_s);
        const QString hash = QString::fromLatin1(QCryptographicHash::hash(words.mid(below).toUtf8(), QCryptographicHash::Sha256).toHex());
        QVERIFY(words.left(below).endsWith(u"# SHA-256 of the lines below: %1\r\n"_s.arg(hash)));
    }
    void otherDataHasAnotherHash()
    {
        MapData other = someMap();
        other.countries.first().value = 12001.0;
        QVERIFY(report::hashOf(report::tableOf(other, {})) != report::hashOf(report::tableOf(someMap(), {})));
        QCOMPARE(report::hashOf(report::tableOf(someMap(), {})), report::hashOf(report::tableOf(someMap(), {})));
    }
    void formulasAreText()
    {
        FigureSheet sheet = sheets().constLast();
        sheet.table = {{u"What"_s}, {{u"=HYPERLINK(\"x\")"_s}, {u"-5"_s}, {u"a, b"_s}}};
        const QString csv = QString::fromUtf8(report::toCsv(sheet));
        QVERIFY(csv.contains(u"\"'=HYPERLINK(\"\"x\"\")\"\r\n"_s));
        QVERIFY(csv.contains(u"\n-5\r\n"_s));
        QVERIFY(csv.contains(u"\"a, b\"\r\n"_s));
    }
    void everyMarkIsInTheTable()
    {
        for (const FigureSheet &sheet : sheets().mid(1, 3)) {
            const Figure figure = sheet.layout(QRectF(0, 0, 900, 500), Style::screen(Palette::light()));
            QSet<QString> said;
            for (const QStringList &row : sheet.table.rows)
                said << row.constLast();
            for (const Cell &cell : figure.cells) {
                if (!cell.tip.isEmpty())
                    QVERIFY2(said.contains(cell.tip), qPrintable(cell.tip));
            }
        }
    }
    void hiddenFlowsAreNotInTheTable()
    {
        MapData map = someMap();
        map.hiddenArcs = 1u << static_cast<int>(ArcKind::Backup);
        QCOMPARE(report::tableOf(map, {}).rows.size(), report::tableOf(someMap(), {}).rows.size() - 1);
    }
    void otherEndingsAreRefused()
    {
        const auto saved = report::saveFigure(sheets().constFirst(), m_folder.filePath(u"f.gif"_s));
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, domain::ErrorCode::Refused);
        QVERIFY(!report::saveFigure(sheets().constFirst(), m_folder.filePath(u"no/such/folder/f.png"_s)));
    }

private:
    QTemporaryDir m_folder;
};

BAILIWICK_TEST(QGuiApplication, TestFigureFile)
} // namespace tst_figurefile

#include "tst_figurefile.moc"
