// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registers/doraregister.h"

#include "domain/celltext.h"
#include "domain/registerform.h"
#include "importers/jsonmembers.h"
#include "importers/registers/doratable.h"
#include "importers/table/asiderow.h"
#include "importers/text/csvreader.h"

#include <nlohmann/json.hpp>

#include <QBuffer>
#include <QIODevice>
#include <QRegularExpression>

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace {

constexpr qsizetype MaxRows = 1'000'000;
constexpr qsizetype MostOfHeading = 120;

QString scopeOf(const QString &keeper, const QString &table) { return keeper.isEmpty() ? table : keeper + u'/' + table; }

/// Files of the reporting package (XBRL-CSV) that stand beside its templates and hold no entry of the register themselves.
enum class PackagePart { None, Description, Parameters, FilingIndicators };

PackagePart packagePartOf(const Probe &probe)
{
    if (probe.shape == Shape::Json) {
        const json root = json::parse(probe.sample.cbegin(), probe.sample.cend(), nullptr, false);
        const QString type = text(member(root, "documentInfo"), "documentType");
        static const QRegularExpression known(u"^https?://(?:www\\.)?xbrl\\.org/(?:[^/]+/)?(?:xbrl-csv|report-package)(?:/|$)"_s);
        return known.match(type).hasMatch() ? PackagePart::Description : PackagePart::None;
    }
    if (probe.shape != Shape::Delimited)
        return PackagePart::None;
    QByteArray head = probe.head;
    QBuffer buffer(&head);
    QStringList titles, first;
    if (!buffer.open(QIODevice::ReadOnly))
        return PackagePart::None;
    CsvReader reader(&buffer, detectDelimiter(probe.head));
    if (!reader.next(titles))
        return PackagePart::None;
    for (QString &title : titles)
        title = domain::cleanKey(title).toLower();
    if (titles == QStringList{u"templateid"_s, u"reported"_s})
        return PackagePart::FilingIndicators;
    static const QStringList parameters{u"entityID"_s, u"refPeriod"_s, u"baseCurrency"_s, u"decimalsInteger"_s, u"decimalsMonetary"_s};
    const bool values = titles == QStringList{u"name"_s, u"value"_s} && reader.next(first);
    return values && parameters.contains(domain::cleanKey(first.value(0))) ? PackagePart::Parameters : PackagePart::None;
}

/// The first rows down to the one of the columns' codes; what stands above it goes into `heading`. A table without columns: none of them has codes.
DoraTable readTitles(CsvReader &reader, const QString &fileName, QStringList &titles, QString &heading)
{
    constexpr int HeadingRows = 5;
    DoraTable table;
    QStringList above;
    for (int row = 0; row < HeadingRows && table.columns.isEmpty() && reader.next(titles); ++row) {
        table = doraTableOf(titles, fileName);
        if (table.columns.isEmpty())
            above += titles;
    }
    if (table.columns.isEmpty())
        return table;
    above.removeIf([](const QString &cell) { return domain::cleanKey(cell).isEmpty(); });
    heading = above.join(u", "_s).simplified();
    return table;
}

/// Masters for people have the titles in words below the codes: none of the cells that have a form is of it.
bool namesColumns(const DoraTable &table, const DoraTable::Row &row)
{
    if (table.name == u"b_99.01"_s)
        return false;
    if (table.cell(row, "0010").count(u' ') >= 2 && table.cell(row, "0020").count(u' ') >= 2)
        return true;
    const domain::RegisterTemplate *form = domain::registerForm().find(table.name.toUpper());
    static const QRegularExpression titleWord(u"\\b(?:LEI|identifier|identification|reference|code)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    int formed = 0;
    bool titled = false;
    for (const domain::RegisterColumn &column : form ? form->columns : QList<domain::RegisterColumn>()) {
        const QString cell = table.cell(row, column.code.toLatin1().constData());
        if (cell.isEmpty())
            continue;
        if (std::none_of(cell.cbegin(), cell.cend(), [](QChar c) { return c.isLetter(); }) || cell.contains(u':'))
            return false; // a number, a date, or a code of a closed list
        titled = titled || titleWord.match(cell).hasMatch();
        if (column.type == "lei"_L1 || column.type == "date"_L1 || column.type == "country"_L1) {
            if (domain::isLei(cell) || domain::dayFromText(cell) || domain::readCountry(cell))
                return false;
            ++formed;
        }
    }
    return formed > 1 || (formed == 1 && titled);
}

/// Two entries of one key: `lines` are where the keys stood first.
void tellSameKey(const DoraTable &table, const DoraTable::Row &row, const QStringList &key, QHash<QString, qint64> &lines, domain::RecordSink &sink)
{
    QStringList cells;
    for (const QString &column : key)
        cells.append(table.cell(row, column.toLatin1().constData()));
    if (key.isEmpty() || cells.contains(QString()))
        return;
    const auto first = lines.constFind(cells.join(u'\n'));
    if (first == lines.constEnd())
        lines.insert(cells.join(u'\n'), row.line);
    else
        sink.diagnostic({u"duplicate-key"_s, domain::DiagnosticLevel::Warning, u"line %1"_s.arg(row.line),
                         u"line %1 has the same c%2 (%3), which may stand once; later values count"_s.arg(*first).arg(key.join(u", c"_s), cells.join(u", "_s))});
}

/// Each row, or the whole description, is one record that is left out on purpose.
domain::Result<void> passOver(PackagePart part, const Source &source, domain::RecordSink &sink, domain::JobContext &context)
{
    sink.header({scopeOf(doraKeeperIn(source.path), source.probe.fileName), domain::SourceRank::Register});
    if (part == PackagePart::Description) {
        sink.beginRecord(0, {});
        sink.ignored(u"package-part"_s, u"describes the package; the templates beside it hold the register"_s);
        return {};
    }
    CsvReader reader(source.text, detectDelimiter(source.probe.head), source.probe.skippedLines);
    QStringList cells;
    qint64 ordinal = 0;
    for (bool titles = true; reader.next(cells); titles = false) {
        if (titles)
            continue;
        if (ordinal % 1000 == 0 && context.isCancelled())
            return Error{ErrorCode::Cancelled, u"stopped"_s, source.path};
        sink.beginRecord(ordinal++, u"line %1"_s.arg(reader.line()));
        const QString name = domain::cleanKey(cells.value(0));
        const QString value = domain::cleanKey(cells.value(1));
        sink.ignored(u"package-part"_s, part == PackagePart::Parameters ? u"%1 of the report is %2: it says nothing of an entry of the register"_s.arg(name, value)
                                                                         : u"whether %1 was reported (%2): the template itself tells what is in it"_s.arg(name, value));
    }
    return {};
}

} // namespace

QString DoraTable::cell(const Row &row, const char *column) const
{
    const qsizetype at = columns.value(QString::fromLatin1(column), -1);
    const QString text = at < 0 ? QString() : domain::cleanKey(row.cells.value(at));
    return domain::isVague(text) ? QString() : text;
}

QString DoraTable::code(const Row &row, const char *column) const
{
    const QString text = cell(row, column);
    static const QRegularExpression prefix(u"^[A-Za-z]+_[A-Za-z]+:"_s);
    return QString(text).remove(prefix);
}

QString DoraTable::where(const Row &row, const char *column) const
{
    const qsizetype at = columns.value(QString::fromLatin1(column), -1);
    return at < 0 ? u"line %1"_s.arg(row.line) : u"line %1, column %2"_s.arg(row.line).arg(at + 1);
}

QString doraKeeperIn(const QString &path)
{
    static const QRegularExpression folder(u"(?:LEI_([A-Z0-9]{20})|(?:^|[/!])([A-Z0-9]{20})\\.(?:CON|IND)_)"_s);
    const auto match = folder.match(path);
    return match.hasMatch() ? match.captured(1) + match.captured(2) : QString();
}

DoraTable doraTableOf(const QStringList &titles, const QString &fileName)
{
    static const QRegularExpression plain(u"^c(\\d{4})$"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression whole(u"^(?:b|rt)[_.]?(\\d\\d)[._](\\d\\d)[._]c?(\\d{4})$"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression name(u"(?:^|[^a-z])(?:b|rt)[_.]?(\\d\\d)[._](\\d\\d)(?!\\d)"_s, QRegularExpression::CaseInsensitiveOption);
    DoraTable table;
    for (qsizetype i = 0; i < titles.size(); ++i) {
        const QString title = domain::cleanKey(titles.at(i));
        if (const auto match = plain.match(title); match.hasMatch()) {
            table.columns.insert(match.captured(1), i);
        } else if (const auto full = whole.match(title); full.hasMatch()) {
            table.columns.insert(full.captured(3), i);
            table.name = u"b_%1.%2"_s.arg(full.captured(1), full.captured(2));
        }
    }
    if (!table.columns.contains(u"0010"_s) || !table.columns.contains(u"0020"_s)) {
        table.columns.clear();
        table.name.clear();
    } else if (table.name.isEmpty()) {
        if (const auto match = name.match(fileName); match.hasMatch())
            table.name = u"b_%1.%2"_s.arg(match.captured(1), match.captured(2));
    }
    return table;
}

QString DoraRegister::id() const
{
    return u"dora-register"_s;
}

QString DoraRegister::displayName() const
{
    return u"DORA register of information (CSV templates)"_s;
}

int DoraRegister::probe(const Probe &probe) const
{
    if (packagePartOf(probe) != PackagePart::None)
        return 4;
    if (probe.shape != Shape::Delimited)
        return 0;
    QByteArray head = probe.head;
    QBuffer buffer(&head);
    QStringList titles;
    QString heading;
    if (!buffer.open(QIODevice::ReadOnly))
        return 0;
    CsvReader reader(&buffer, detectDelimiter(probe.head));
    const DoraTable table = readTitles(reader, probe.fileName, titles, heading);
    return table.columns.isEmpty() ? 0 : table.name.isEmpty() ? 1 : 4;
}

domain::Result<void> DoraRegister::run(const Source &source, domain::RecordSink &sink, domain::JobContext &context) const
{
    if (const PackagePart part = packagePartOf(source.probe); part != PackagePart::None)
        return passOver(part, source, sink, context);
    CsvReader reader(source.text, detectDelimiter(source.probe.head), source.probe.skippedLines);
    QStringList titles;
    QString heading;
    DoraTable table = readTitles(reader, source.path.section(u'/', -1), titles, heading);
    const qint64 titlesLine = reader.line();
    if (table.name.isEmpty())
        return Error{ErrorCode::SchemaMismatch,
                     u"which template of the register it is must be told by the file's name (b_02.02.csv) or by its titles (b_02.02.0010)"_s,
                     source.path + u":line 1"_s};
    table.keeper = doraKeeperIn(source.path);
    const qsizetype rejectedFrom = titles.indexOf(QString(RejectedFile));
    DoraTable::Row row;
    QString words; ///< what is said of a line of titles in words
    while (reader.next(row.cells)) {
        if (reader.brokenLine() > 0)
            break;
        if (table.rows.size() % 1000 == 0 && context.isCancelled())
            return Error{ErrorCode::Cancelled, u"stopped"_s, source.path};
        if (table.rows.size() == MaxRows)
            return Error{ErrorCode::FileTooLarge, u"more than %1 rows"_s.arg(MaxRows), source.path};
        row.line = reader.line();
        if (table.keeper.isEmpty() && rejectedFrom >= 0)
            table.keeper = doraKeeperIn(row.cells.value(rejectedFrom));
        if (table.rows.isEmpty() && words.isEmpty() && namesColumns(table, row))
            words = u"what stands below the codes is not read: '%1'"_s.arg(row.cells.join(u", "_s).simplified().left(MostOfHeading));
        else
            table.add(row);
    }
    const domain::RegisterTemplate *form = domain::registerForm().find(table.name.toUpper());
    QHash<QString, qint64> lines; ///< by key
    if (reader.brokenLine() > 0)
        return reader.brokenOff(source.path);
    sink.header({scopeOf(table.keeper, table.name), domain::SourceRank::Register});
    const auto tell = [&](qint64 line, const QString &message) { sink.diagnostic({u"heading"_s, domain::DiagnosticLevel::Info, u"line %1"_s.arg(line), message}); };
    if (!heading.isEmpty())
        tell(1, u"what stands above the titles is not read: '%1'"_s.arg(heading.left(MostOfHeading)));
    if (!words.isEmpty())
        tell(titlesLine + 1, words);
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        if (i % 1000 == 0) {
            if (context.isCancelled())
                return Error{ErrorCode::Cancelled, u"stopped"_s, source.path};
            context.progress(i, table.rows.size(), {});
        }
        sink.beginRecord(i, u"line %1"_s.arg(table.rows.at(i).line));
        if (isPassedOver(table.rows.at(i).cells, table.columns.value(u"0010"_s, 0), sink))
            continue;
        if (form && table.name != "b_02.02"_L1) // which tells of rows that stand twice by itself
            tellSameKey(table, table.rows.at(i), form->key, lines, sink);
        if (!readDoraRow(table, i, sink))
            return Error{ErrorCode::UnsupportedVersion, u"there is no template %1 in the register of information"_s.arg(table.name), source.path + u":line 1"_s};
    }
    return {};
}

} // namespace importers
