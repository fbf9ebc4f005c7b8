// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registers/doraparts.h"

#include "domain/celltext.h"

#include <cmath>

namespace importers::dora {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using domain::RecordSink;

void refer(Record &record, const QString &attr, const QString &key)
{
    if (!key.isEmpty())
        record.fields.append({attr, domain::Reference{key}});
}

Record made(EntityKind kind, const QString &key, const DoraTable &table)
{
    Record record;
    record.kind = kind;
    record.key = key;
    record.mapping = u"dora/"_s + table.name;
    record.whole = true;
    return record;
}

void doubt(const DoraTable &table, const Row &row, const char *column, const QString &what, RecordSink &sink)
{
    sink.diagnostic({u"bad-value"_s, domain::DiagnosticLevel::Warning, table.where(row, column),
                     u"c%1: '%2' is not %3; it stays unknown"_s.arg(QLatin1StringView(column), table.cell(row, column), what)});
}

QString country(const DoraTable &table, const Row &row, const char *column, RecordSink &sink)
{
    const QString written = table.code(row, column);
    if (written.isEmpty() || table.cell(row, column) == domain::registerForm().noCountry)
        return {};
    const auto read = domain::readCountry(written);
    if (!read)
        doubt(table, row, column, u"a country"_s, sink);
    return read ? *read : QString();
}

/// Nothing for the day that stands for "open end".
std::optional<domain::Day> day(const DoraTable &table, const Row &row, const char *column, RecordSink &sink)
{
    const QString written = table.cell(row, column);
    if (written.isEmpty() || written.startsWith("9999"_L1))
        return std::nullopt;
    const auto read = domain::dayFromText(written);
    if (!read)
        doubt(table, row, column, u"a date of the form 2026-11-20"_s, sink);
    return read ? std::optional(domain::toDay(*read)) : std::nullopt;
}

void sayDay(Record &record, const QString &attr, std::optional<domain::Day> when)
{
    if (when)
        record.fields.append({attr, qint64(*when)});
}

std::optional<bool> yesOrNo(const QString &code)
{
    if (code == "x28"_L1 || code.compare("yes"_L1, Qt::CaseInsensitive) == 0 || code.compare("true"_L1, Qt::CaseInsensitive) == 0)
        return true;
    if (code == "x29"_L1 || code.compare("no"_L1, Qt::CaseInsensitive) == 0 || code.compare("false"_L1, Qt::CaseInsensitive) == 0)
        return false;
    return std::nullopt;
}

/// Recovery objectives: 0 stands for "not defined", and less than an hour is written as 1 (ITS 2024/2956, instructions to B_06.01).
void sayHours(Record &record, const QString &attr, const DoraTable &table, const Row &row, const char *column, RecordSink &sink)
{
    const QString written = table.cell(row, column);
    bool good = false;
    const double hours = written.toDouble(&good);
    if (good && hours == 0.0)
        record.fields.append({attr, domain::Absent{}});
    else if (good && std::isfinite(hours) && hours > 0)
        record.fields.append({attr, hours});
    else if (!written.isEmpty())
        doubt(table, row, column, u"a number of hours"_s, sink);
}

void note(QStringList &notes, const QString &what, const QString &value)
{
    if (!value.isEmpty())
        notes.append(what + value);
}

/// The different values that the column has in all rows of the same contract, and of the same service where that is asked for.
QStringList all(const DoraTable &table, const Row &of, const char *column, const char *service)
{
    QStringList values;
    for (const qsizetype index : table.byReference.value(table.cell(of, "0010"))) {
        const Row &row = table.rows.at(index);
        if (service && table.code(row, service) != table.code(of, service))
            continue;
        const QString value = table.code(row, column);
        if (!value.isEmpty() && !values.contains(value))
            values.append(value);
    }
    values.sort();
    return values;
}

/// The different countries of the column in all rows of the contract; what is none is told, where it stands.
QString countries(const DoraTable &table, const Row &of, const char *column, RecordSink &sink)
{
    QStringList read;
    for (const qsizetype index : table.byReference.value(table.cell(of, "0010"))) {
        const QString one = country(table, table.rows.at(index), column, sink);
        if (!one.isEmpty() && !read.contains(one))
            read.append(one);
    }
    read.sort();
    return read.join(u", "_s);
}

/// The first row of the contract (and service) of this one, which speaks for all of them.
const Row &firstOf(const DoraTable &table, const Row &of, const char *service)
{
    for (const qsizetype index : table.byReference.value(table.cell(of, "0010"))) {
        const Row &row = table.rows.at(index);
        if (!service || table.code(row, service) == table.code(of, service))
            return row;
    }
    return of;
}

/// One of the values where all rows agree; who disagree are told apart by a person.
QString agreed(const QStringList &values)
{
    return values.size() == 1 ? values.constFirst() : QString();
}

QString serviceKey(const QString &contract, const QString &type)
{
    return contract + u'/' + type;
}

bool needs(const DoraTable &table, const Row &row, std::initializer_list<const char *> columns, RecordSink &sink)
{
    for (const char *column : columns) {
        if (!table.cell(row, column).isEmpty() && !domain::isSpoiltNumber(table.cell(row, column)))
            continue;
        sink.rejected(u"missing-value"_s, table.where(row, column),
                      u"c%1 is needed%2"_s.arg(QLatin1StringView(column),
                                               table.cell(row, column).isEmpty() ? QString() : u", and a spreadsheet has shortened it"_s));
        return false;
    }
    return true;
}

void sayOpenDay(Record &record, const QString &attr, const DoraTable &table, const Row &row, const char *column, RecordSink &sink)
{
    if (table.cell(row, column).startsWith("9999"_L1))
        record.fields.append({attr, domain::Absent{}});
    else
        sayDay(record, attr, day(table, row, column, sink));
}

void sayCountry(Record &record, const QString &attr, const DoraTable &table, const Row &row, const char *column, RecordSink &sink)
{
    if (table.cell(row, column) == domain::registerForm().noCountry)
        record.fields.append({attr, domain::Absent{}});
    else
        say(record, attr, country(table, row, column, sink));
}

void sayListed(Record &record, const QString &attr, const DoraTable &table, const Row &row, const char *column, const char *list, RecordSink &sink)
{
    const QString written = table.cell(row, column);
    if (written.isEmpty())
        return;
    const QString value = domain::registerForm().lists.value(QString::fromLatin1(list)).valueOf(written);
    if (value.isEmpty())
        doubt(table, row, column, u"in the register's list"_s, sink);
    say(record, attr, value);
}

void sayYes(Record &record, const QString &attr, const DoraTable &table, const Row &row, const char *column, RecordSink &sink)
{
    const QString written = table.code(row, column);
    const auto answer = yesOrNo(written);
    if (answer)
        record.fields.append({attr, *answer});
    else if (!written.isEmpty())
        doubt(table, row, column, u"yes or no"_s, sink);
}

void sayDays(Record &record, const QString &attr, const DoraTable &table, const Row &row, const char *column, RecordSink &sink)
{
    const QString written = table.cell(row, column);
    bool good = false;
    const int days = written.toInt(&good);
    if (good && days >= 0)
        record.fields.append({attr, qint64(days)});
    else if (!written.isEmpty())
        doubt(table, row, column, u"a number of days"_s, sink);
}

void sayAmount(Record &record, const QString &attr, const DoraTable &table, const Row &row, const char *column, const char *currency, RecordSink &sink)
{
    // "eba_CU:EUR" in the tables, "iso4217:EUR" in the package's parameters.
    const QString in = table.cell(row, currency).section(u':', -1).toUpper();
    if (!in.isEmpty() && !domain::registerForm().currencies.contains(in))
        doubt(table, row, currency, u"a currency"_s, sink);
    else
        say(record, u"currency"_s, in);
    const QString written = table.cell(row, column);
    bool good = false;
    const double value = written.toDouble(&good);
    if (good && std::isfinite(value) && value >= 0)
        record.fields.append({attr, value});
    else if (!written.isEmpty())
        doubt(table, row, column, u"an amount"_s, sink);
}

QString kindOfCode(const QString &written, const QString &code)
{
    const domain::RegisterList list = domain::registerForm().lists.value(u"code_type"_s);
    const QString value = list.valueOf(written);
    if (!value.isEmpty())
        return value;
    // The regulation's own layout writes "LEI", and "FR_VAT" for a national code.
    const QString plain = written.section(u'_', -1).toLower();
    if (!list.codeOf(plain).isEmpty())
        return plain;
    return written.isEmpty() && code.size() == 20 ? u"lei"_s : QString();
}

QString typeWords(const QString &type) { return listWords("service_type", type); }

QString listWords(const char *list, const QString &code) { return domain::registerForm().lists.value(QString::fromLatin1(list)).wordsOf(code); }

} // namespace importers::dora
