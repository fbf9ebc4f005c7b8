// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/owncsv.h"

#include "domain/clock.h"
#include "domain/jobcontext.h"
#include "domain/moneytext.h"
#include "importers/registerheader.h"
#include "importers/table/asiderow.h"
#include "importers/text/accounts.h"
#include "importers/text/csvreader.h"
#include "importers/text/ownvalues.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::Error;
using domain::ErrorCode;
using domain::KindInfo;
using domain::Record;
using domain::Result;

namespace importers {
namespace {


const QString Unspoil = u": its digits are lost; make the column one of text in the spreadsheet and enter the number anew"_s;

/// The first cell of the header and the delimiter after it.
struct FirstCell
{
    QString kind;
    char delimiter = ',';
};

std::optional<FirstCell> firstCell(const QByteArray &head, const QString &word)
{
    static const QRegularExpression pattern(
        u"^(?:[ \\t]*#[^\\n]*\\n|\\s)*\"?\\s*([A-Za-z][A-Za-z_' -]*?)\\s*:\\s*([A-Za-z]+)\\s*\"?\\s*([,;\\t|\\r\\n]|$)"_s);
    // Blanks that don't break, and characters that nobody sees, come with what is copied from a page.
    const auto match = pattern.match(cleanKey(QString::fromUtf8(head.left(4096))));
    if (!match.hasMatch() || match.captured(2).toLower() != word)
        return std::nullopt;
    FirstCell cell{match.captured(1).trimmed(), ','};
    const QString after = match.captured(3);
    if (!after.isEmpty() && after != u'\r' && after != u'\n')
        cell.delimiter = after.front().toLatin1();
    return cell;
}

/// A row that is a remark: the lines of a template that explain the columns.
bool isRemark(const QStringList &cells)
{
    return cells.first().trimmed().startsWith(u'#');
}

/// The header row: the first that is not a remark.
bool readHeaderRow(CsvReader &reader, QStringList &header)
{
    while (reader.next(header)) {
        if (!isRemark(header))
            return true;
    }
    return false;
}

bool isTable(const Probe &probe)
{
    return probe.shape == Shape::Delimited || probe.shape == Shape::Unknown;
}

QString place(qint64 line, qsizetype column)
{
    return u"line %1, column %2"_s.arg(line).arg(column + 1);
}

struct Column
{
    enum class Use { None, Key, Name, Attr, Alias } use = Use::None;
    const Attribute *attribute = nullptr;
    QString scheme;
};

/// What each column is; unknown and repeated ones are said once and passed over.
QList<Column> readHeader(const Register &from, const QStringList &header, qint64 line, domain::RecordSink &sink)
{
    const KindInfo &kind = from.kind;
    QList<Column> columns(header.size());
    QStringList names = {u"name"_s};
    for (const Attribute &attribute : kind.attributes)
        names.append(attribute.name);
    QSet<QString> seen;
    for (qsizetype i = 0; i < header.size(); ++i) {
        const QString title = cleanKey(header.at(i));
        Column &column = columns[i];
        QString meaning;
        if (i == 0) {
            column.use = Column::Use::Key;
        } else if (title.startsWith("alias:"_L1, Qt::CaseInsensitive)) {
            column.use = Column::Use::Alias;
            column.scheme = title.sliced(6).trimmed();
            meaning = title.toLower();
        } else {
            // "Hosting countries" is hosting_countries, whatever its label is.
            const QString plain = QString(title).replace(u' ', u'_').replace(u'-', u'_');
            for (const Attribute &attribute : kind.attributes) {
                const bool named = plain.compare(attribute.name, Qt::CaseInsensitive) == 0;
                if (named || (!column.attribute && title.compare(attribute.label, Qt::CaseInsensitive) == 0))
                    column.attribute = &attribute;
                if (named)
                    break;
            }
            if (column.attribute)
                column.use = Column::Use::Attr;
            else if (title.compare("name"_L1, Qt::CaseInsensitive) == 0)
                column.use = Column::Use::Name;
            meaning = column.attribute ? column.attribute->name : u"name:"_s;
        }
        if (column.use == Column::Use::None) {
            if (title.isEmpty() || title == RejectMark)
                continue;
            const QString nearest = nearestName(title, names);
            const QString hint = nearest.isEmpty() ? QString() : u"; did you mean '%1'?"_s.arg(nearest);
            sink.diagnostic({u"unknown-column"_s, domain::DiagnosticLevel::Warning, place(line, from.columnInFile(i)),
                             u"column '%1' is not read%2"_s.arg(title, hint)});
        } else if (i > 0 && seen.contains(meaning)) {
            column = Column();
            sink.diagnostic({u"duplicate-column"_s, domain::DiagnosticLevel::Warning, place(line, from.columnInFile(i)),
                             u"column '%1' occurs twice; the first one counts"_s.arg(title)});
        } else {
            seen.insert(meaning);
        }
    }
    return columns;
}

struct CellError
{
    qsizetype column = 0;
    QString code;
    QString message;
};

/// What the column is called for a person: as the table calls it, and by the label where that is only the attribute's internal name.
QString columnWord(const Attribute &attribute, const QString &title)
{
    const QString word = title.trimmed();
    return word == attribute.name || word == u"attr:"_s + attribute.name ? attribute.label : word;
}

/// Words such as "N/A" are said and left unread: they must not count as a value. `raw`: the cell in the file, which a mapping may say to tell nothing.
bool saidVaguely(const Attribute &attribute, const QString &cell, const QString &raw, const QString &title, qint64 line, qsizetype column,
                 domain::RecordSink &sink)
{
    if (!isVague(cell) || attribute.values.contains(cell.trimmed().toLower()))
        return false;
    const QString why = isVague(raw) ? QString() : u", as the mapping has it ('%1')"_s.arg(cell.trimmed());
    sink.diagnostic({u"vague-value"_s, domain::DiagnosticLevel::Warning, place(line, column),
                     u"%1: '%2' is not read%3; write none (there is none), ? (asked, no answer) or leave it empty"_s.arg(
                         title, raw.trimmed(), why)});
    return true;
}

/// The currency that stands beside an amount is the row's, where it says none of its own; empty: all is well.
QString takeCurrency(const Register &from, const QString &cell, Record &record)
{
    const domain::Money money = domain::moneyOf(cell);
    if (money.currency.isEmpty() || !from.kind.find(u"currency"_s))
        return {};
    for (const domain::Field &field : std::as_const(record.fields)) {
        const QString *said = field.attr == "currency"_L1 ? std::get_if<QString>(&field.value) : nullptr;
        if (said && said->compare(money.currency, Qt::CaseInsensitive) != 0)
            return u"'%1' is in %2, but the row's currency is %3; write all amounts of a row in one currency"_s.arg(cell.trimmed(), money.currency, *said);
        if (field.attr == "currency"_L1)
            return {};
    }
    record.fields.append({u"currency"_s, money.currency});
    return {};
}

/// Reads what can be read and tells all that can't, so that a row need be mended once only.
QList<CellError> readRow(const Register &from, const QStringList &cells, const QStringList &raw, const QStringList &header, const QList<Column> &columns,
                                 qint64 line, Record &record, domain::RecordSink &sink)
{
    QList<CellError> errors;
    QString provider;
    for (qsizetype i = 0; i < std::min(cells.size(), columns.size()); ++i) {
        if (columns.at(i).attribute && columns.at(i).attribute->name == "provider"_L1)
            provider = cells.at(i);
    }
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QString &cell = cells.at(i);
        if (i >= columns.size()) {
            if (!cell.trimmed().isEmpty()) {
                errors.append({i, u"ragged-row"_s, u"the row has more cells than the header"_s});
                break;
            }
            continue;
        }
        const Column &column = columns.at(i);
        switch (column.use) {
        case Column::Use::None:
            break;
        case Column::Use::Key:
            record.key = cleanKey(cell);
            if (record.key.isEmpty())
                errors.append({i, u"missing-key"_s, u"the row has no key"_s});
            else if (isSpoiltNumber(record.key))
                errors.append({i, u"spoilt-key"_s,
                               u"'%1' looks like a long number that a spreadsheet has shortened%2"_s.arg(record.key, Unspoil)});
            break;
        case Column::Use::Name:
            record.name = cell.trimmed();
            break;
        case Column::Use::Alias: {
            const QString alias = cleanKey(cell);
            if (isSpoiltNumber(alias))
                errors.append({i, u"spoilt-key"_s,
                               u"'%1' looks like a long number that a spreadsheet has shortened%2"_s.arg(alias, Unspoil)});
            else if (!alias.isEmpty())
                record.aliases.append({column.scheme, alias});
            break;
        }
        case Column::Use::Attr: {
            const QString inFile = raw.value(from.columnInFile(i));
            if (saidVaguely(*column.attribute, cell, inFile, columnWord(*column.attribute, header.at(i)), line, from.columnInFile(i), sink)) {
                if (from.wrongCell && isVague(inFile))
                    from.wrongCell(from.columnInFile(i), cell, u"vague-value"_s, u"neither a value nor none"_s);
                break;
            }
            if (column.attribute->type == domain::ValueType::Date && isNoDayIn(from.dayOrder, cleanKey(cell))) {
                errors.append({i, u"invalid-value"_s,
                               u"%1: '%2': there is no such day with the %3 first, as the mapping's dates have it; write 2026-11-20"_s.arg(
                                   columnWord(*column.attribute, header.at(i)), cell.trimmed(), from.dayOrder == DayOrder::DayFirst ? u"day"_s : u"month"_s)});
                break;
            }
            if (const auto trouble = column.attribute->name == "account"_L1 ? troubleOfAccount(cell, provider, from.accounts.contains(from.columnInFile(i))) : std::nullopt) {
                const QString message = u"%1: %2"_s.arg(columnWord(*column.attribute, header.at(i)), trouble->message);
                if (trouble->sure) {
                    errors.append({i, u"invalid-value"_s, message});
                    break;
                }
                sink.diagnostic({u"doubtful-account"_s, domain::DiagnosticLevel::Warning, place(line, from.columnInFile(i)), u"%1; it is not read"_s.arg(message)});
                if (from.wrongCell)
                    from.wrongCell(from.columnInFile(i), cell, u"doubtful-account"_s, trouble->message);
                break;
            }
            if (const auto added = addCell(record, *column.attribute, cell, from.separators.value(i), provider); !added)
                errors.append({i, u"invalid-value"_s, u"%1: %2"_s.arg(columnWord(*column.attribute, header.at(i)), added.error().detail)});
            break;
        }
        }
    }
    // After the column of currencies, wherever it stands.
    for (qsizetype i = 0; i < std::min(cells.size(), columns.size()); ++i) {
        const Attribute *attribute = columns.at(i).attribute;
        const QString trouble = attribute && domain::isAmount(*attribute) ? takeCurrency(from, cells.at(i), record) : QString();
        if (!trouble.isEmpty())
            errors.append({i, u"invalid-value"_s, u"%1: %2"_s.arg(columnWord(*attribute, header.at(i)), trouble)});
    }
    return errors;
}

/// Stands for a key of which only that it occurred must be known: 128 bits instead of a text, of which a register may have a million.
using KeyMark = std::pair<quint64, quint64>;
KeyMark markOf(const QString &key)
{
    return {qHash(key, 0x9E3779B97F4A7C15), qHash(key, 0xC2B2AE3D27D4EB4F)};
}

qsizetype columnOf(const QList<Column> &columns, const QString &attr)
{
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (columns.at(i).attribute && columns.at(i).attribute->name == attr)
            return i;
    }
    return 0;
}

QString quoted(QString cell)
{
    static const QRegularExpression special(u"[\",;\\r\\n]"_s);
    if (!special.match(cell).hasMatch())
        return cell;
    return u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

QString OwnCsv::id() const
{
    return Id.toString();
}
QString OwnCsv::displayName() const
{
    return u"Bailiwick register (CSV)"_s;
}

int OwnCsv::probe(const Probe &probe) const
{
    return isTable(probe) && firstCell(probe.head, u"key"_s) ? 5 : 0;
}

Result<void> OwnCsv::run(const Source &source, domain::RecordSink &sink, domain::JobContext &context) const
{
    sink.header(headerOfRegister(source));
    if (source.shape == Shape::Empty)
        return {};
    const auto first = firstCell(source.probe.head, u"key"_s);
    if (!first)
        return Error{ErrorCode::SchemaMismatch, u"the first cell of the header is not KIND:key"_s,
                     source.path + u":line 1, column 1"_s};
    const auto kind = kindFromWords(m_catalogue, first->kind);
    if (!kind)
        return Error{ErrorCode::UnknownKind, noSuchKind(m_catalogue, first->kind),
                     source.path + u":line 1, column 1"_s};
    CsvReader reader(source.text, first->delimiter, source.probe.skippedLines);
    QStringList header;
    if (!readHeaderRow(reader, header))
        return {};
    Register rows{source, m_catalogue.kind(*kind), u"bailiwick-csv/1"_s};
    rows.accounts = columnsOfAccounts(source.probe, first->delimiter, header);
    return readRegister(rows, reader, header, sink, context);
}

Result<void> readRegister(const Register &from, CsvReader &reader, const QStringList &header, domain::RecordSink &sink,
                          domain::JobContext &context, const std::function<QStringList(const QStringList &)> &translate)
{
    const QList<Column> columns = readHeader(from, header, reader.line(), sink);
    static const QRegularExpression secondHeader(u"^[A-Za-z][A-Za-z_' -]*:\\s*key$"_s,
                                                 QRegularExpression::CaseInsensitiveOption);
    QSet<KeyMark> keys;
    QStringList cells;
    qint64 ordinal = 0;
    while (reader.next(cells)) {
        if (ordinal % domain::PollEvery == 0) {
            if (context.isCancelled())
                return Error{ErrorCode::Cancelled, u"stopped"_s, from.source.path};
            context.progress(ordinal, 0, QString());
        }
        if (reader.brokenLine() > 0)
            break;
        const qint64 line = reader.line();
        sink.beginRecord(ordinal++, u"line %1"_s.arg(line));
        if (!translate && isRemark(cells)) {
            sink.ignored(u"remark"_s, u"a line that starts with # is not read"_s);
            continue;
        }
        // Registers that were put one below the other: what follows are entities of another kind.
        if (cells == (from.titles.isEmpty() ? header : from.titles)) {
            sink.ignored(u"repeated-header"_s, u"the header once more"_s);
            continue;
        }
        if (isPassedOver(cells, from.columnInFile(0), sink))
            continue;
        if (!translate && secondHeader.match(cells.first().trimmed()).hasMatch())
            return Error{ErrorCode::SchemaMismatch,
                         u"another header, '%1': a register holds one kind, so each goes into a file of its own"_s.arg(
                             cells.first().trimmed()),
                         u"%1:line %2"_s.arg(from.source.path).arg(line)};
        const QStringList raw = cells;
        if (translate)
            cells = translate(raw);
        Record record;
        record.kind = from.kind.kind;
        record.mapping = from.mapping;
        record.whole = true;
        QList<CellError> errors = readRow(from, cells, raw, header, columns, line, record, sink);
        if (const auto order = domain::findWrongOrder(from.kind, record))
            errors.append({columnOf(columns, order->attr), u"invalid-value"_s, u"%1: %2"_s.arg(from.kind.find(order->attr)->label, order->message)});
        if (!errors.isEmpty()) {
            // What was read of it is dropped, but looked at first: whoever takes it may find more that is wrong.
            sink.entity(std::move(record));
            for (const CellError &wrong : errors) {
                const qsizetype column = from.columnInFile(wrong.column);
                sink.rejected(wrong.code, place(line, column), wrong.message);
                if (from.wrongCell)
                    from.wrongCell(column, raw.value(column), wrong.code, wrong.message);
            }
            continue;
        }
        if (keys.contains(markOf(record.key)))
            sink.diagnostic({u"duplicate-key"_s, domain::DiagnosticLevel::Warning, u"line %1"_s.arg(line),
                             u"key '%1' occurs twice; later values count"_s.arg(record.key)});
        keys.insert(markOf(record.key));
        sink.entity(std::move(record));
    }
    if (reader.brokenLine() > 0)
        return reader.brokenOff(from.source.path);
    return {};
}

namespace {

/// "complete" or "yes", "not complete" or "no": what is said of a register as a whole.
std::optional<bool> completeFromWord(const QString &cell)
{
    const QString word = cell.simplified().toLower();
    if (word == u"complete"_s || word == u"yes"_s || word == u"true"_s)
        return true;
    if (word == u"not complete"_s || word == u"incomplete"_s || word == u"no"_s || word == u"false"_s || word == u"none"_s || word == u"?"_s)
        return false;
    return std::nullopt;
}

} // namespace

QString OwnAnswers::id() const
{
    return u"bailiwick-answers"_s;
}
QString OwnAnswers::displayName() const
{
    return u"Bailiwick answers (CSV)"_s;
}

bool OwnAnswers::isAnswers(const QByteArray &head)
{
    const auto first = firstCell(head, u"entity"_s);
    return first && first->kind == "answer"_L1;
}

int OwnAnswers::probe(const Probe &probe) const { return isTable(probe) && isAnswers(probe.head) ? 6 : 0; }

Result<void> OwnAnswers::run(const Source &source, domain::RecordSink &sink, domain::JobContext &context) const
{
    // Answers are a selection: an entity that is not answered for is not gone.
    sink.header({source.probe.fileName, domain::SourceRank::Register, false, 0, true});
    if (source.shape == Shape::Empty)
        return {};
    const auto first = firstCell(source.probe.head, u"entity"_s);
    if (!first || first->kind != "answer"_L1)
        return Error{ErrorCode::SchemaMismatch, u"the first cell of the header is not answer:entity"_s,
                     source.path + u":line 1, column 1"_s};
    CsvReader reader(source.text, first->delimiter, source.probe.skippedLines);
    QStringList header;
    if (!readHeaderRow(reader, header))
        return {};
    for (QString &title : header)
        title = cleanKey(title).toLower();
    const auto columnOf = [&](const QString &title) { return header.indexOf(title); };
    for (const QString &needed : {u"attribute"_s, u"value"_s}) {
        if (columnOf(needed) < 0)
            return Error{ErrorCode::SchemaMismatch, u"the header lacks the column '%1'"_s.arg(needed),
                         source.path + u":line %1"_s.arg(reader.line())};
    }
    const qsizetype attributeColumn = columnOf(u"attribute"_s);
    const qsizetype valueColumn = columnOf(u"value"_s);
    QStringList cells;
    qint64 ordinal = 0;
    while (reader.next(cells)) {
        if (ordinal % domain::PollEvery == 0 && context.isCancelled())
            return Error{ErrorCode::Cancelled, u"stopped"_s, source.path};
        if (reader.brokenLine() > 0)
            break;
        const qint64 line = reader.line();
        if (isRemark(cells)) {
            sink.beginRecord(ordinal++, u"line %1"_s.arg(line));
            sink.ignored(u"remark"_s, u"a line that starts with # is not read"_s);
            continue;
        }
        const auto cell = [&](const QString &title) {
            const qsizetype at = columnOf(title);
            return at < 0 ? QString() : cells.value(at).trimmed();
        };
        sink.beginRecord(ordinal++, u"line %1"_s.arg(line));
        const QString entity = cleanKey(cells.first());
        const qsizetype colon = entity.indexOf(u':');
        const auto kind = colon > 0 ? kindFromWords(m_catalogue, entity.first(colon)) : std::nullopt;
        QList<CellError> errors;
        QString day = cell(u"at"_s);
        if (const auto date = day.isEmpty() ? std::nullopt : dayFromText(day))
            day = date->toString(Qt::ISODate);
        else if (!day.isEmpty())
            errors.append({columnOf(u"at"_s), u"invalid-value"_s, u"'%1' is not a date of the form 2026-11-20"_s.arg(day)});
        const auto reject = [&] {
            for (const CellError &wrong : std::as_const(errors))
                sink.rejected(wrong.code, place(line, wrong.column), wrong.message);
        };
        if (!kind || colon + 1 >= entity.size()) {
            errors.prepend({0, u"unknown-entity"_s, u"'%1' is not KIND:KEY with a known kind, such as contract:C-017"_s.arg(entity)});
            reject();
            continue;
        }
        Record record;
        record.kind = *kind;
        record.key = entity.sliced(colon + 1).trimmed();
        record.mapping = u"bailiwick-answers/1"_s;
        const QString end = cell(u"until"_s);
        const auto lastDay = end.isEmpty() ? std::nullopt : dayFromText(end);
        if (!end.isEmpty() && !lastDay)
            errors.append({columnOf(u"until"_s), u"invalid-value"_s, u"'%1' is not a date of the form 2026-11-20"_s.arg(end)});
        const QString name = cell(u"attribute"_s);
        const KindInfo &info = m_catalogue.kind(*kind);
        const Attribute *attribute = info.find(name.toLower());
        for (const Attribute &known : info.attributes) {
            if (!attribute && known.label.compare(name, Qt::CaseInsensitive) == 0)
                attribute = &known;
        }
        record.person = domain::Attribution{cell(u"who"_s), day, cell(u"evidence"_s)};
        if (record.key == u"*"_s && (attribute || name == u"*"_s)) {
            // Of the register and not of one thing in it: is it complete?
            const std::optional<bool> complete = completeFromWord(cells.value(valueColumn));
            if (!complete)
                errors.append({valueColumn, u"invalid-value"_s,
                               u"of a register as a whole the value is 'complete' or 'not complete', not '%1'"_s.arg(
                                   cells.value(valueColumn).trimmed())});
            if (!errors.isEmpty()) {
                reject();
                continue;
            }
            record.key.clear();
            record.registerWord = domain::RegisterWord{attribute ? attribute->name : u"*"_s, *complete,
                                                       lastDay ? std::optional(domain::toDay(*lastDay)) : std::nullopt};
            sink.entity(std::move(record));
            continue;
        }
        if (!attribute) {
            QStringList names;
            for (const Attribute &known : info.attributes)
                names.append(known.name);
            const QString nearest = nearestName(name, names);
            errors.prepend({attributeColumn, u"unknown-attribute"_s,
                            u"'%1' is no attribute of %2%3"_s.arg(
                                name, info.labelPlural,
                                nearest.isEmpty() ? QString() : u"; did you mean '%1'?"_s.arg(nearest))});
            reject();
            continue;
        }
        if (errors.isEmpty() && saidVaguely(*attribute, cells.value(valueColumn), cells.value(valueColumn), attribute->label, line, valueColumn, sink)) {
            sink.ignored(u"vague-value"_s, cells.value(valueColumn).trimmed());
            continue;
        }
        const auto added = addCell(record, *attribute, cells.value(valueColumn));
        if (!added)
            errors.prepend({valueColumn, u"invalid-value"_s, u"%1: %2"_s.arg(attribute->label, added.error().detail)});
        if (!errors.isEmpty()) {
            reject();
            continue;
        }
        if (record.fields.isEmpty() && record.places.isEmpty() && record.completeFacets == 0) {
            sink.ignored(u"no-value"_s, u"the value is empty"_s);
            continue;
        }
        sink.entity(std::move(record));
    }
    if (reader.brokenLine() > 0)
        return reader.brokenOff(source.path);
    return {};
}

namespace {

/// What may stand in a cell, for the line of a template that explains.
} // namespace

QString formOf(const Attribute &attribute)
{
    if (attribute.facet != 0)
        return u"countries (DE), regions (aws/eu-central-1) or sites (@fra-1), separated by ;"_s;
    const QString listed = attribute.values.join(u" | "_s);
    switch (attribute.type) {
    case domain::ValueType::Bool:
        return u"yes or no"_s;
    case domain::ValueType::Int:
        return attribute.unit.isEmpty() ? u"whole number"_s : u"whole number, "_s + attribute.unit;
    case domain::ValueType::Number:
        return attribute.unit.isEmpty() ? u"number"_s : u"number, "_s + attribute.unit;
    case domain::ValueType::Date:
        return u"date, 2026-11-20"_s;
    case domain::ValueType::Country:
        return u"country code, DE"_s;
    case domain::ValueType::Enum:
        return u"one of: "_s + listed;
    case domain::ValueType::Ref:
        return attribute.refKind ? u"key of a "_s + domain::kindName(*attribute.refKind) : u"key"_s;
    case domain::ValueType::List:
        if (!attribute.values.isEmpty())
            return u"some of, separated by ; - "_s + listed;
        if (attribute.of == domain::ValueType::Country)
            return u"country codes, separated by ;"_s;
        if (attribute.of == domain::ValueType::Ref && attribute.refKind)
            return u"keys of %1, separated by ;"_s.arg(domain::kindName(*attribute.refKind));
        return u"separated by ;"_s;
    case domain::ValueType::Text:
        break;
    }
    return u"text"_s;
}

QByteArray csvTemplate(const KindInfo &kind)
{
    const QString name = domain::kindName(kind.kind);
    QStringList header = {name + u":key"_s, u"name"_s};
    QStringList meaning = {u"# what the columns mean; lines that start with # are not read"_s, u"Name"_s};
    QStringList form = {u"# what may stand there (empty: not said; ?: asked, no answer; none: there is none)"_s,
                        u"text"_s};
    QStringList example = {u"# "_s + name + u"-1"_s, kind.label};
    for (const Attribute &attribute : kind.attributes) {
        header.append(attribute.name);
        meaning.append(attribute.description);
        form.append(formOf(attribute));
        example.append(attribute.example);
    }
    QString text;
    for (QStringList *row : {&header, &meaning, &form, &example}) {
        for (QString &cell : *row)
            cell = quoted(cell);
        text += row->join(u',') + u"\r\n"_s;
    }
    return text.toUtf8();
}

QByteArray answersTemplate()
{
    return "answer:entity,attribute,value,who,at,evidence\r\n"
           "# KIND:KEY of what is asked about,name of one of its columns,\"as in its own register; ?: no answer; none: "
           "there is none\","
           "who said it,date,where it is written\r\n"
           "# contract:C-017,exit_clause,yes,Head of Procurement,2026-11-01,C-017.pdf p. 12\r\n"
           "# processing:*,*,complete,Data Protection Officer,2026-11-01,\"the whole record is here: what is not recorded does not "
           "exist\"\r\n"
           "# articles and controls as a whole: bailiwick-cli attest; or answer with a JSON file of framework and requirement and state\r\n";
}

} // namespace importers
