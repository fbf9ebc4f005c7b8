// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/mappedcsv.h"

#include "domain/countrytext.h"
#include "domain/moneytext.h"
#include "importers/registerheader.h"
#include "importers/text/accounts.h"
#include "importers/text/csvreader.h"
#include "importers/text/owncsv.h"
#include "importers/text/ownvalues.h"

#include <QBuffer>
#include <QDate>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::ValueType;

namespace importers {
namespace {

constexpr int HeaderRows = 50; ///< a table that starts lower has its line told

/// How the cells of one column become those of a register.
struct ColumnReader
{
    qsizetype from = 0;                   ///< column of the table
    const Attribute *attribute = nullptr; ///< none: key, name or alias
    QHash<QString, QString> words;        ///< folded cell -> our word
    QString separator = {};               ///< between several values
    bool countryNames = false;            ///< of countries, of which none is told by its code: "NO" is no Norway there
};

/// "01/02/2026" where the mapping says which of the two is the day.
QString isoDay(const QString &cell, const CsvMapping &mapping)
{
    if (!mapping.dateFormat.isEmpty()) {
        const QDate date = QDate::fromString(cell, mapping.dateFormat);
        return date.isValid() ? date.toString(Qt::ISODate) : cell;
    }
    return dayInOrder(cell, mapping.dayOrder);
}

/// A number as 1234.5, where it is written in the way that the mapping tells.
QString plainNumber(const QString &cell, bool decimalComma)
{
    static const QRegularExpression comma(u"^[+-]?(?:\\d{1,3}(?:[.' \u00a0\u2009\u202f\u2019]\\d{3})+|\\d+)(?:,\\d+)?%?$"_s);
    static const QRegularExpression point(u"^[+-]?(?:\\d{1,3}(?:[,' \u00a0\u2009\u202f\u2019]\\d{3})+|\\d+)(?:\\.\\d+)?%?$"_s);
    const domain::Money money = domain::moneyOf(cell); // the currency stays beside it
    QString text = money.number;
    if (!(decimalComma ? comma : point).match(text).hasMatch())
        return cell;
    static const QRegularExpression groups(u"[' \u00a0\u2009\u202f\u2019]"_s);
    text.remove(groups).remove(decimalComma ? u'.' : u',');
    text.replace(u',', u'.');
    return money.mark.isEmpty() ? text : money.mark + u' ' + text;
}

/// The parts of a cell, one of which may be a code.
QStringList partsOf(const QString &cell, const QString &separator)
{
    static const QRegularExpression any(u"[;|,\\r\\n]|\\s/\\s"_s);
    return separator.isEmpty() ? cell.split(any) : cell.split(separator);
}

/// "NO" as a register would not take it for Norway: in small letters it may be the word for no.
QString withoutAnswerCode(const QString &item)
{
    return domain::isAnswerOrCountry(item) ? item.trimmed().toLower() : item;
}

/// Columns of the table in whose first cells a country is told by its code; codes that may be answers do not count.
QSet<qsizetype> columnsOfCodes(const Probe &probe, const CsvMapping &mapping, qint64 headerLine)
{
    static const QRegularExpression code(u"^[A-Z]{2}$"_s);
    QSet<qsizetype> columns;
    QByteArray head = probe.head;
    QBuffer text(&head);
    if (!text.open(QIODevice::ReadOnly))
        return columns;
    CsvReader reader(&text, delimiterOf(probe, mapping), probe.skippedLines);
    QStringList cells;
    while (reader.next(cells)) {
        if (reader.line() <= headerLine)
            continue;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            for (const QString &item : partsOf(cells.at(i), mapping.listSeparator)) {
                const QString word = item.trimmed();
                if (code.match(word).hasMatch() && !domain::isAnswerOrCountry(word))
                    columns.insert(i);
            }
        }
    }
    return columns;
}

/// One cell of the table as a register would have it.
QString translated(const QString &cell, const ColumnReader &column, const CsvMapping &mapping)
{
    const Attribute *attribute = column.attribute;
    if (!column.words.isEmpty()) {
        const auto whole = column.words.constFind(foldedTitle(cell));
        if (whole != column.words.constEnd())
            return *whole;
    }
    if (!attribute) // a key or an alias; those of Azure are known in small letters
        return cleanKey(cell).startsWith("/subscriptions/"_L1, Qt::CaseInsensitive) ? cell.toLower() : cell;
    if (cell.trimmed().isEmpty())
        return cell;
    switch (attribute->type) {
    case ValueType::Date:
        return isoDay(cleanKey(cell), mapping);
    case ValueType::Int:
    case ValueType::Number:
        return mapping.decimalComma ? plainNumber(cleanKey(cell), *mapping.decimalComma) : cell;
    case ValueType::Country:
        return column.countryNames ? withoutAnswerCode(cell) : cell;
    case ValueType::List: {
        if (column.words.isEmpty() && !column.countryNames)
            return cell;
        QStringList items = domain::listItems(*attribute, cell, column.separator);
        for (QString &item : items) {
            const auto word = column.words.constFind(foldedTitle(item));
            item = word != column.words.constEnd() ? *word : column.countryNames ? withoutAnswerCode(item.trimmed()) : item.trimmed();
        }
        return items.join(needsSeparator(*attribute) && !column.separator.isEmpty() ? column.separator : u";"_s);
    }
    default:
        return cell;
    }
}

/// How many of the titles the row has; `key`: the one that tells the rows apart is among them.
int knownTitles(const QStringList &cells, const QHash<QString, QString> &meanings, const QString &keyMeaning, bool &key)
{
    int known = 0;
    key = false;
    for (const QString &title : tableTitles(cells)) {
        const auto meaning = meanings.constFind(foldedTitle(title));
        if (meaning == meanings.constEnd())
            continue;
        ++known;
        key = key || *meaning == keyMeaning;
    }
    return known;
}

/// The order that a mapping tells, were it by a form such as "dd/MM/yyyy"; one that begins with the year has none.
DayOrder declaredOrder(const CsvMapping &mapping)
{
    const qsizetype day = mapping.dateFormat.indexOf(u'd');
    const qsizetype month = mapping.dateFormat.indexOf(u'M');
    const qsizetype year = mapping.dateFormat.indexOf(u'y');
    if (day < 0 || month < 0 || year < std::max(day, month))
        return mapping.dayOrder;
    return day < month ? DayOrder::DayFirst : DayOrder::MonthFirst;
}

} // namespace

char delimiterOf(const Probe &probe, const CsvMapping &mapping)
{
    return mapping.delimiter ? mapping.delimiter : detectDelimiter(probe.head);
}

std::optional<HeaderRow> findHeader(const Probe &probe, const CsvMapping &mapping)
{
    QByteArray head = probe.head;
    QBuffer text(&head);
    if (!text.open(QIODevice::ReadOnly))
        return std::nullopt;
    CsvReader reader(&text, delimiterOf(probe, mapping), probe.skippedLines);
    QStringList cells;
    std::optional<HeaderRow> best;
    int most = 0;
    QHash<QString, QString> meanings;
    QString keyMeaning = u"name"_s;
    for (const ColumnMeaning &column : mapping.columns) {
        meanings.insert(foldedTitle(column.title), column.meaning);
        if (column.meaning == u"key"_s)
            keyMeaning = column.meaning;
    }
    for (int row = 0; (row < HeaderRows || reader.line() < mapping.headerLine) && reader.next(cells); ++row) {
        bool key = false;
        const int known = knownTitles(cells, meanings, keyMeaning, key);
        if (key && mapping.headerLine > 0 && reader.line() == mapping.headerLine)
            return HeaderRow{reader.line(), cells};
        if (key && known > most) {
            most = known;
            best = HeaderRow{reader.line(), cells};
        }
    }
    return best;
}

QString MappedCsv::displayName() const { return u"table read through a mapping"_s; }

Result<void> MappedCsv::run(const Source &source, domain::RecordSink &sink, domain::JobContext &context) const
{
    sink.header(headerOfRegister(source));
    if (source.shape == Shape::Empty)
        return {};
    CsvReader reader(source.text, delimiterOf(source.probe, m_mapping), source.probe.skippedLines);
    QStringList cells;
    const std::optional<HeaderRow> header = findHeader(source.probe, m_mapping);
    if (!header) {
        const bool any = reader.next(cells);
        return Error{ErrorCode::SchemaMismatch, u"the table has no column that the mapping %1 names as key"_s.arg(m_mapping.path),
                     u"%1:line %2"_s.arg(source.path).arg(any ? reader.line() : 1)};
    }
    while (reader.next(cells) && reader.line() < header->line) {
    }
    const domain::KindInfo &kind = m_catalogue.kind(m_mapping.kind);
    const QStringList titles = tableTitles(cells);
    QList<ColumnReader> columns;
    QStringList meanings;
    const QSet<qsizetype> coded = columnsOfCodes(source.probe, m_mapping, header->line);
    for (qsizetype i = 0; i < titles.size(); ++i) {
        const QString meaning = m_mapping.meaningOf(titles.at(i));
        if (!meaning.isEmpty()) {
            ColumnReader column{i, attributeOf(kind, meaning), {}, m_mapping.separatorOf(titles.at(i))};
            column.countryNames = column.attribute && domain::isOfCountries(*column.attribute) && !coded.contains(i);
            for (auto words = m_mapping.values.cbegin(); words != m_mapping.values.cend(); ++words) {
                if (foldedTitle(words.key()) != foldedTitle(titles.at(i)))
                    continue;
                for (auto word = words->cbegin(); word != words->cend(); ++word)
                    column.words.insert(foldedTitle(word.key()), word.value());
            }
            const bool first = meaning == u"key"_s && (meanings.isEmpty() || meanings.first() != u"key"_s);
            columns.insert(first ? 0 : columns.size(), column);
            meanings.insert(first ? 0 : meanings.size(), meaning);
        } else if (cells.at(i) != RejectMark && !cells.at(i).trimmed().isEmpty() && !m_mapping.names(titles.at(i))) {
            sink.diagnostic({u"unmapped-column"_s, domain::DiagnosticLevel::Info, u"line %1, column %2"_s.arg(reader.line()).arg(i + 1),
                             u"column '%1' is not in the mapping"_s.arg(titles.at(i))});
        }
    }
    for (const ColumnMeaning &column : m_mapping.columns) {
        if (!column.meaning.isEmpty() && !meanings.contains(column.meaning))
            sink.diagnostic({u"missing-column"_s, domain::DiagnosticLevel::Warning, u"line %1"_s.arg(header->line),
                             u"the mapping names the column '%1', which the table does not have: of what it told ('%2') nothing is said"_s.arg(column.title, column.meaning)});
    }
    // A register without numbers: the name tells the rows apart.
    if (meanings.first() != u"key"_s) {
        const qsizetype name = meanings.indexOf(u"name"_s);
        columns.prepend(columns.at(name));
        meanings.prepend(u"key"_s);
    }
    for (qsizetype i = 1; i < meanings.size(); ++i) {
        if (columns.at(i).attribute)
            meanings[i] = columns.at(i).attribute->name;
    }
    Register rows{source, kind, u"csv-mapped/1"_s};
    for (const ColumnReader &column : std::as_const(columns)) {
        rows.columns.append(column.from);
        rows.separators.append(column.separator);
    }
    rows.titles = cells;
    rows.dayOrder = declaredOrder(m_mapping);
    rows.accounts = columnsOfAccounts(source.probe, delimiterOf(source.probe, m_mapping), cells);
    rows.wrongCell = m_tell;
    return readRegister(rows, reader, meanings, sink, context, [&](const QStringList &row) {
        QStringList out;
        for (const ColumnReader &column : std::as_const(columns))
            out.append(translated(row.value(column.from), column, m_mapping));
        // More cells than titles: left for the reader of rows to find fault with.
        if (row.size() > titles.size())
            out += row.mid(titles.size());
        return out;
    });
}

} // namespace importers
