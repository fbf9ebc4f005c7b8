// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/table/tableshape.h"

#include "domain/cellvalues.h"
#include "domain/countrytext.h"
#include "domain/moneytext.h"
#include "importers/importer.h"
#include "importers/text/csvreader.h"
#include "importers/text/textdevice.h"

#include <QBuffer>
#include <QHash>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace importers {
namespace {

constexpr qsizetype HeadBytes = 256 * 1024;
constexpr qsizetype RowsJudged = 500;
constexpr int HeadingRows = 30; ///< titles stand among the first ones
constexpr int MostColumns = 500;

qsizetype widthOf(const QStringList &cells)
{
    qsizetype width = cells.size();
    while (width > 0 && domain::cleanKey(cells.at(width - 1)).isEmpty())
        --width;
    return width;
}

qsizetype filledOf(const QStringList &cells)
{
    return std::count_if(cells.begin(), cells.end(), [](const QString &cell) { return !domain::cleanKey(cell).isEmpty(); });
}

/// Words that differ from one another, and hardly a value among them.
bool couldBeTitles(const QStringList &cells)
{
    qsizetype words = 0;
    QSet<QString> different;
    for (const QString &cell : cells) {
        const QString title = foldedTitle(cell);
        if (title.isEmpty())
            continue;
        different.insert(title);
        const bool letters = std::any_of(title.begin(), title.end(), [](QChar c) { return c.isLetter(); });
        const Look look = lookOf(cell);
        // "Ja" is no title of a column, but "No" is a number's, and "IT" could be; a title has a hundred characters now and then.
        words += letters && title.size() < 200 && (look == Look::Text || look == Look::Country || title == u"no"_s) ? 1 : 0;
    }
    const qsizetype filled = filledOf(cells);
    return filled > 0 && words * 10 >= filled * 8 && different.size() * 10 >= filled * 8;
}

/// "Allgemein | | Laufzeit | |": names of groups of columns, in cells that were merged, above the titles themselves.
bool namesGroups(const QStringList &cells, const QStringList &below)
{
    const qsizetype width = std::max(widthOf(cells), widthOf(below));
    return filledOf(cells) * 10 <= width * 7 && filledOf(below) * 10 >= width * 9 && couldBeTitles(below);
}

qint64 findTitles(const QList<TableRow> &rows)
{
    if (rows.isEmpty())
        return 0;
    // What is usual: as many cells as most rows have.
    QHash<qsizetype, int> widths;
    for (const TableRow &row : rows)
        ++widths[widthOf(row.cells)];
    qsizetype usual = 1;
    int most = 0;
    for (auto it = widths.cbegin(); it != widths.cend(); ++it) {
        if (it.value() > most || (it.value() == most && it.key() > usual)) {
            usual = it.key();
            most = it.value();
        }
    }
    for (qsizetype i = 0; i < std::min<qsizetype>(rows.size(), HeadingRows); ++i) {
        const QStringList &cells = rows.at(i).cells;
        const qsizetype filled = filledOf(cells);
        if (filled * 10 < usual * 6 || (usual > 1 && filled < 2) || !couldBeTitles(cells))
            continue;
        if (i + 2 < rows.size() && namesGroups(cells, rows.at(i + 1).cells))
            continue;
        const bool followed = i + 1 >= rows.size() || widthOf(rows.at(i + 1).cells) <= widthOf(cells);
        if (followed)
            return rows.at(i).line;
    }
    return rows.constFirst().line;
}

void judgeDays(const QString &cell, TableColumn &column)
{
    static const QRegularExpression form(u"^(\\d{1,2})[/-](\\d{1,2})[/-](?:\\d{4}|\\d{2})\\b"_s);
    // With points the day comes first wherever people write it; with a year of four digits it is read as it stands.
    static const QRegularExpression shortYear(u"^\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?\\d{2}$"_s);
    if (shortYear.match(cell).hasMatch())
        column.dayOrder = DayOrder::DayFirst;
    const auto match = form.match(cell);
    if (!match.hasMatch())
        return;
    const int one = match.captured(1).toInt();
    const int two = match.captured(2).toInt();
    const DayOrder order = one > 12 && two <= 12 ? DayOrder::DayFirst : two > 12 && one <= 12 ? DayOrder::MonthFirst : DayOrder::Unknown;
    if (order == DayOrder::Unknown) {
        if (column.ambiguousDay.isEmpty() && one != two)
            column.ambiguousDay = cell;
    } else if (column.dayOrder == DayOrder::Unknown) {
        column.dayOrder = order;
    } else if (column.dayOrder != order) {
        column.bothOrders = true;
    }
}

void judgeNumber(const QString &text, TableColumn &column)
{
    const QString cell = domain::moneyOf(text).number;
    static const QRegularExpression comma(u"^[+-]?(?:\\d{1,3}(?:\\.\\d{3})+,\\d+|\\d+,(?:\\d{1,2}|\\d{4,})|0,\\d+|\\d{1,3}(?:\\.\\d{3}){2,})%?$"_s);
    static const QRegularExpression point(u"^[+-]?(?:\\d{1,3}(?:,\\d{3})+\\.\\d+|\\d+\\.(?:\\d{1,2}|\\d{4,})|0\\.\\d+|\\d{1,3}(?:,\\d{3}){2,})%?$"_s);
    column.decimalComma = column.decimalComma || comma.match(cell).hasMatch();
    column.decimalPoint = column.decimalPoint || point.match(cell).hasMatch();
}

/// "Customers, employees": several words with commas between; no sentence, and no company with its form behind it.
bool looksLikeList(const QString &cell)
{
    constexpr qsizetype MostWords = 4;
    static const QRegularExpression form(u"^(?:inc|ltd|llc|llp|corp|co|gmbh|ag|se|kg|s\\.?a|s\\.?l|s\\.?p\\.?a|s\\.?r\\.?l|sarl|sas|b\\.?v|n\\.?v|plc|pty|limited)\\.?(?:\\s|$)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const QStringList parts = cell.split(u", "_s);
    return parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [](const QString &part) {
        const QString word = part.trimmed();
        return !word.isEmpty() && word.count(u' ') < MostWords && !form.match(word).hasMatch();
    });
}

/// Judges one column by the cells below its title.
TableColumn judge(const QString &title, const QStringList &cells)
{
    TableColumn column;
    column.title = title;
    QHash<QString, qsizetype> seen; ///< cell -> as which of the different ones
    QHash<int, qsizetype> looks;
    qsizetype told = 0;
    qsizetype commas = 0;
    static const QRegularExpression several(u"[;|\\n]"_s);
    for (const QString &raw : cells) {
        const QString cell = domain::cleanKey(raw);
        if (cell.isEmpty())
            continue;
        ++column.filled;
        if (const auto known = seen.constFind(cell); known != seen.constEnd()) {
            column.distinct = false;
            if (*known < column.counts.size())
                ++column.counts[*known];
        } else {
            seen.insert(cell, seen.size());
            if (column.values.size() < TableShape::MostValues) {
                column.values.append(cell);
                column.counts.append(1);
            }
        }
        if (domain::isVague(cell) || cell == u"?"_s || cell.compare("none"_L1, Qt::CaseInsensitive) == 0)
            continue;
        ++told;
        const Look look = lookOf(cell);
        ++looks[static_cast<int>(look)];
        if (look == Look::Date)
            judgeDays(cell, column);
        if (look == Look::Number || look == Look::WholeNumber || look == Look::Text)
            judgeNumber(cell, column);
        column.severalLines = column.severalLines || several.match(cell).hasMatch();
        commas += look == Look::Text && looksLikeList(cell) ? 1 : 0;
    }
    column.commaLists = !column.severalLines && commas > 0 && commas * 5 >= told;
    if (column.filled == 0)
        return column;
    column.look = Look::Text;
    // A whole number is a number too.
    const qsizetype whole = looks.value(static_cast<int>(Look::WholeNumber));
    if (looks.contains(static_cast<int>(Look::Number)))
        looks[static_cast<int>(Look::Number)] += whole;
    for (auto it = looks.cbegin(); it != looks.cend(); ++it) {
        if (it.value() * 10 >= told * 8 && (column.look == Look::Text || static_cast<Look>(it.key()) == Look::Number))
            column.look = static_cast<Look>(it.key());
    }
    return column;
}

} // namespace

QString lookName(Look look)
{
    switch (look) {
    case Look::Empty: return u"nothing"_s;
    case Look::Text: return u"text"_s;
    case Look::Date: return u"dates"_s;
    case Look::YesNo: return u"yes or no"_s;
    case Look::WholeNumber: return u"whole numbers"_s;
    case Look::Number: return u"numbers"_s;
    case Look::Country: return u"countries"_s;
    case Look::Arn: return u"names of AWS resources (ARN)"_s;
    case Look::AzureId: return u"ids of Azure resources"_s;
    case Look::GoogleName: return u"names of Google resources"_s;
    case Look::Email: return u"e-mail addresses"_s;
    case Look::SpoiltNumber: break;
    }
    return u"long numbers that a spreadsheet has shortened"_s;
}

Look lookOf(const QString &text)
{
    const QString written = domain::cleanKey(text);
    if (written.isEmpty())
        return Look::Empty;
    const QString cell = domain::moneyOf(written).number;
    if (cell.size() < written.size())
        return Look::Number;
    if (domain::isSpoiltNumber(cell))
        return Look::SpoiltNumber;
    static const QRegularExpression arn(u"^arn:aws[a-z-]*:[a-z0-9-]+:"_s);
    if (arn.match(cell).hasMatch())
        return Look::Arn;
    if (cell.startsWith("/subscriptions/"_L1, Qt::CaseInsensitive))
        return Look::AzureId;
    static const QRegularExpression google(u"^//[a-z0-9.-]+\\.googleapis\\.com/."_s);
    if (google.match(cell).hasMatch())
        return Look::GoogleName;
    static const QRegularExpression mail(u"^[^@\\s;,]+@[^@\\s;,]+\\.[A-Za-z]{2,}$"_s);
    if (mail.match(cell).hasMatch())
        return Look::Email;
    static const QRegularExpression number(u"^[+-]?[\\d.,' \u00a0\u202f\u2019]*\\d%?$"_s);
    static const QRegularExpression whole(u"^[+-]?\\d+$"_s);
    static const QRegularExpression pairs(u"^\\d{1,2}([./-])\\s?\\d{1,2}\\1\\s?(?:\\d{4}|\\d{2})\\b"_s);
    if (pairs.match(cell).hasMatch())
        return Look::Date;
    if (whole.match(cell).hasMatch())
        return Look::WholeNumber;
    // Only what has a year can be a date; to try all languages on each text would be slow.
    static const QRegularExpression year(u"(?:19|20)\\d{2}"_s);
    if (cell.size() <= 32 && year.match(cell).hasMatch() && domain::dayFromText(cell))
        return Look::Date;
    if (number.match(cell).hasMatch())
        return Look::Number;
    domain::Attribute flag;
    flag.type = domain::ValueType::Bool;
    if (cell.size() <= 12 && domain::readScalar(flag, cell))
        return Look::YesNo;
    // The name of a company may have a country in it: only what is one as a whole looks like one.
    if (const auto country = cell.size() <= 60 ? domain::countryNamed(cell) : std::nullopt) {
        // Any two letters have the form of a code; few are one.
        if (QLocale::codeToTerritory(*country) != QLocale::AnyTerritory)
            return Look::Country;
    }
    return Look::Text;
}

QStringList TableShape::titles() const
{
    QStringList all;
    for (const TableColumn &column : columns)
        all.append(column.title);
    return all;
}

bool TableShape::daysAreAmbiguous() const
{
    return dayOrder == DayOrder::Unknown && std::any_of(columns.begin(), columns.end(), [](const TableColumn &column) {
               return column.look == Look::Date && (!column.ambiguousDay.isEmpty() || column.bothOrders);
           });
}

TableShape tableShape(const QByteArray &head, int skippedLines, bool whole, const TableOptions &options)
{
    TableShape shape;
    shape.whole = whole;
    shape.delimiter = options.delimiter ? options.delimiter : detectDelimiter(head);
    QByteArray bytes = head;
    QBuffer text(&bytes);
    if (!text.open(QIODevice::ReadOnly))
        return shape;
    CsvReader reader(&text, shape.delimiter, skippedLines);
    QList<TableRow> rows;
    TableRow row;
    while (rows.size() < RowsJudged + HeadingRows && reader.next(row.cells)) {
        row.line = reader.line();
        if (row.cells.size() > MostColumns)
            row.cells.resize(MostColumns);
        rows.append(row);
    }
    shape.whole = whole && !reader.next(row.cells);
    // The end of the first part of a long file cuts a row.
    if (!whole && rows.size() > 1 && rows.size() < RowsJudged + HeadingRows)
        rows.removeLast();
    shape.rows = rows.mid(0, TableShape::RowsKept);
    if (rows.isEmpty())
        return shape;
    const auto atLine = [&](qint64 line) {
        return std::find_if(rows.cbegin(), rows.cend(), [&](const TableRow &r) { return r.line >= line; });
    };
    auto titles = atLine(options.headerLine > 0 ? options.headerLine : findTitles(rows));
    if (titles == rows.cend())
        titles = rows.cbegin();
    shape.headerLine = titles->line;
    for (auto above = rows.cbegin(); above != titles; ++above) {
        for (const QString &cell : above->cells) {
            if (!domain::cleanKey(cell).isEmpty())
                shape.above.append(domain::cleanKey(cell));
        }
    }
    // Columns without a title are there where some row has a cell in them.
    qsizetype width = widthOf(titles->cells);
    for (auto below = titles; below != rows.cend(); ++below)
        width = std::max(width, std::min<qsizetype>(widthOf(below->cells), titles->cells.size()));
    const QStringList names = tableTitles(titles->cells.mid(0, width));
    shape.rowsSeen = rows.cend() - titles - 1;
    bool dayFirst = false;
    bool monthFirst = false;
    for (qsizetype c = 0; c < names.size(); ++c) {
        QStringList cells;
        for (auto below = titles + 1; below != rows.cend(); ++below)
            cells.append(below->cells.value(c));
        TableColumn column = judge(names.at(c), cells);
        dayFirst = dayFirst || column.bothOrders || column.dayOrder == DayOrder::DayFirst;
        monthFirst = monthFirst || column.bothOrders || column.dayOrder == DayOrder::MonthFirst;
        shape.columns.append(std::move(column));
    }
    if (dayFirst != monthFirst)
        shape.dayOrder = dayFirst ? DayOrder::DayFirst : DayOrder::MonthFirst;
    return shape;
}

domain::Result<TableShape> lookAtTable(const QString &path, const TableOptions &options)
{
    auto device = TextDevice::openFile(path, {}, options.encoding);
    if (!device)
        return device.error();
    QByteArray head;
    while (head.size() < HeadBytes) {
        const QByteArray part = (*device)->read(HeadBytes - head.size());
        if (part.isEmpty())
            break;
        head += part;
    }
    if ((*device)->error())
        return *(*device)->error();
    TableShape shape = tableShape(head, (*device)->skippedLines(), (*device)->atEnd(), options);
    shape.encoding = (*device)->encoding();
    shape.encodingGuessed = !(*device)->diagnostics().isEmpty();
    return shape;
}

bool isTableLike(const QByteArray &head)
{
    const TableShape shape = tableShape(head.left(HeadBytes), 0, head.size() < HeadBytes);
    return shape.columns.size() > 1 && shape.rowsSeen > 0;
}

} // namespace importers
