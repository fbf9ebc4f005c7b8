// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registers/doratable.h"

#include "domain/celltext.h"
#include "importers/developername.h"
#include "importers/say.h"

#include <cmath>
#include <optional>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using domain::RecordSink;

namespace {

using Row = DoraTable::Row;

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
    if (written.isEmpty())
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

/// A day that is told in words: nothing where it is none, or stands for "open end".
QString dayWords(const DoraTable &table, const Row &row, const char *column, RecordSink &sink)
{
    return day(table, row, column, sink) ? table.cell(row, column) : QString();
}

/// "120000 EUR": an amount with its currency; nothing where it is no amount.
QString amount(const DoraTable &table, const Row &row, const char *column, const char *currency, RecordSink &sink)
{
    const QString written = table.cell(row, column);
    if (written.isEmpty())
        return {};
    bool good = false;
    const double value = written.toDouble(&good);
    if (good && std::isfinite(value) && value >= 0)
        return (written + u' ' + table.code(row, currency)).trimmed();
    doubt(table, row, column, u"an amount"_s, sink);
    return {};
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

/// Words for codes that the register's dictionary closes; others as they are.
QString words(const QString &code)
{
    static const QHash<QString, QString> known{
        {u"S01"_s, u"ICT project management"_s}, {u"S02"_s, u"ICT development"_s}, {u"S03"_s, u"ICT help desk"_s},
        {u"S04"_s, u"ICT security management"_s}, {u"S05"_s, u"Provision of data"_s}, {u"S06"_s, u"Data analysis"_s},
        {u"S07"_s, u"ICT facilities and hosting"_s}, {u"S08"_s, u"Computation"_s}, {u"S09"_s, u"Data storage, not in a cloud"_s},
        {u"S10"_s, u"Telecom carrier"_s}, {u"S11"_s, u"Network infrastructure"_s}, {u"S12"_s, u"Hardware"_s},
        {u"S13"_s, u"Software licensing"_s}, {u"S14"_s, u"ICT operation"_s}, {u"S15"_s, u"ICT consulting"_s},
        {u"S16"_s, u"ICT risk management"_s}, {u"S17"_s, u"Cloud services: IaaS"_s}, {u"S18"_s, u"Cloud services: PaaS"_s},
        {u"S19"_s, u"Cloud services: SaaS"_s}, {u"x791"_s, u"low"_s}, {u"x792"_s, u"medium"_s}, {u"x793"_s, u"high"_s},
        {u"x794"_s, u"not significant"_s}, {u"x795"_s, u"low"_s}, {u"x796"_s, u"material"_s}, {u"x797"_s, u"full"_s},
        {u"x959"_s, u"not substitutable"_s}, {u"x960"_s, u"highly complex to substitute"_s}, {u"x961"_s, u"of medium complexity to substitute"_s},
        {u"x962"_s, u"easily substitutable"_s}, {u"x28"_s, u"yes"_s}, {u"x29"_s, u"no"_s}, {u"x1"_s, u"standalone"_s},
        {u"x2"_s, u"overarching"_s}, {u"x3"_s, u"subsequent or associated"_s}};
    return known.value(code, code);
}

void note(QStringList &notes, const QString &what, const QString &value)
{
    if (!value.isEmpty())
        notes.append(what + value);
}

/// The different values that the column has in all rows of the same contract, and of the same service where that is asked for.
QStringList all(const DoraTable &table, const Row &of, const char *column, const char *service = nullptr)
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
const Row &firstOf(const DoraTable &table, const Row &of, const char *service = nullptr)
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

void entity(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010"}, sink))
        return;
    const QString left = table.name == "b_01.02"_L1 ? dayWords(table, row, "0090", sink) : QString();
    if (!left.isEmpty()) {
        sink.ignored(u"left-the-register"_s, u"%1 was taken out of the register on %2"_s.arg(table.cell(row, "0020"), left));
        return;
    }
    const QString lei = table.cell(row, "0010");
    Record record = made(EntityKind::LegalEntity, lei, table);
    record.name = table.cell(row, "0020");
    say(record, u"kind"_s, u"entity"_s);
    say(record, u"lei"_s, lei);
    say(record, u"country"_s, country(table, row, "0030", sink));
    const QString type = table.code(row, "0040");
    if (!type.isEmpty() && type != "x317"_L1 && type != "x318"_L1)
        record.fields.append({u"entity_types"_s, domain::ListValue{{u"financial_entity"_s}, false}});
    if (table.name == "b_01.02"_L1 && table.cell(row, "0060") != lei)
        refer(record, u"parent"_s, table.cell(row, "0060"));
    sink.entity(std::move(record));
}

void branch(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010", "0020"}, sink))
        return;
    const QString head = table.cell(row, "0020");
    const QString code = table.cell(row, "0010");
    const QString where = country(table, row, "0040", sink);
    Record record = made(EntityKind::LegalEntity, code == head ? head + u'/' + where : code, table);
    record.name = table.cell(row, "0030");
    say(record, u"kind"_s, u"branch"_s);
    refer(record, u"parent"_s, head);
    say(record, u"country"_s, where);
    sink.entity(std::move(record));
}

void contract(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010"}, sink))
        return;
    Record record = made(EntityKind::Contract, table.cell(row, "0010"), table);
    QStringList notes;
    note(notes, u"arrangement: "_s, words(table.code(row, "0020")));
    note(notes, u"under: "_s, table.cell(row, "0030"));
    note(notes, u"yearly cost: "_s, amount(table, row, "0050", "0040", sink));
    say(record, u"description"_s, notes.join(u"; "_s));
    sink.entity(std::move(record));
}

/// The terms of a contract, from all rows that name it; false where they can't be.
bool sayTerms(const DoraTable &table, const Row &row, const QString &reference, RecordSink &sink)
{
    Record record = made(EntityKind::Contract, reference, table);
    refer(record, u"provider"_s, agreed(all(table, row, "0030")));
    const auto start = day(table, row, "0070", sink);
    const auto end = day(table, row, "0080", sink);
    if (start && end && *end < *start) {
        sink.rejected(u"invalid-value"_s, table.where(row, "0080"), u"the contract ends before it starts"_s);
        return false;
    }
    sayDay(record, u"start_date"_s, start);
    sayDay(record, u"end_date"_s, end);
    if (!table.cell(row, "0090").isEmpty())
        record.fields.append({u"ended"_s, true});
    say(record, u"governing_law"_s, country(table, row, "0120", sink));
    QStringList places;
    note(places, u"provided from: "_s, countries(table, row, "0130", sink));
    note(places, u"stored in: "_s, countries(table, row, "0150", sink));
    note(places, u"processed in: "_s, countries(table, row, "0160", sink));
    say(record, u"data_locations"_s, places.join(u"; "_s));
    QStringList services;
    for (const QString &type : all(table, row, "0060"))
        services.append(serviceKey(reference, type));
    if (!services.isEmpty())
        record.fields.append({u"services"_s, domain::ListValue{services, false}});
    sink.entity(std::move(record));
    return true;
}

/// A kind of service under a contract, from all rows that name both.
void sayService(const DoraTable &table, const Row &row, const QString &reference, RecordSink &sink)
{
    const QString type = table.code(row, "0060");
    if (type.isEmpty())
        return;
    Record service = made(EntityKind::Service, serviceKey(reference, type), table);
    service.name = words(type);
    say(service, u"product"_s, words(type));
    refer(service, u"provider"_s, agreed(all(table, row, "0030", "0060")));
    refer(service, u"contract"_s, reference);
    const QString model = type == "S17"_L1 ? u"iaas"_s : type == "S18"_L1 ? u"paas"_s : type == "S19"_L1 ? u"saas"_s : QString();
    say(service, u"service_model"_s, model);
    for (const QString &stored : all(table, row, "0150", "0060")) {
        if (const auto read = domain::readCountry(stored)) {
            domain::Place place;
            place.country = *read;
            service.places.append(place);
        }
    }
    QStringList notes;
    note(notes, u"supports: "_s, all(table, row, "0050", "0060").join(u", "_s));
    note(notes, u"used by: "_s, all(table, row, "0020", "0060").join(u", "_s));
    QStringList reliance, sensitive;
    for (const QString &one : all(table, row, "0180", "0060"))
        reliance.append(words(one));
    for (const QString &one : all(table, row, "0170", "0060"))
        sensitive.append(words(one));
    note(notes, u"reliance: "_s, reliance.join(u", "_s));
    note(notes, u"sensitiveness of data: "_s, sensitive.join(u", "_s));
    note(notes, u"processed in: "_s, all(table, row, "0160", "0060").join(u", "_s));
    say(service, u"description"_s, notes.join(u"; "_s));
    sink.entity(std::move(service));
}

/// One row is one use of a service by one entity for one function; contract and service are told once, with all of their rows.
void terms(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010"}, sink))
        return;
    const QString reference = table.cell(row, "0010");
    const bool newContract = &firstOf(table, row) == &row;
    const Row &same = firstOf(table, row, "0060");
    if (!newContract && &same != &row) {
        sink.ignored(u"same-service"_s, u"read with line %1, which speaks of the same service under %2"_s.arg(same.line).arg(reference));
        return;
    }
    if (newContract && !sayTerms(table, row, reference, sink))
        return;
    sayService(table, row, reference, sink);
}

/// Who has signed on our side (03.01), on the other one (03.02), or within the group (02.03, 03.03).
void signatories(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010", "0020"}, sink))
        return;
    Record record = made(EntityKind::Contract, table.cell(row, "0010"), table);
    const QString one = agreed(all(table, row, "0020"));
    if (table.name == "b_03.01"_L1)
        refer(record, u"legal_entity"_s, one);
    else if (table.name == "b_03.02"_L1)
        refer(record, u"contracting_entity"_s, one);
    else
        record.fields.append({u"intragroup"_s, true});
    if (one.isEmpty() && table.name.startsWith("b_03.0"_L1))
        sink.diagnostic({u"several-signatories"_s, domain::DiagnosticLevel::Info, table.where(row, "0020"),
                         u"%1 is signed by several, so that none is taken as the one: %2"_s.arg(record.key, all(table, row, "0020").join(u", "_s))});
    sink.entity(std::move(record));
}

struct ProviderColumns
{
    const char *name, *country, *parent;
};

/// The reporting layout has columns for further codes and names in Latin letters that the regulation's lacks.
ProviderColumns providerColumns(const DoraTable &table)
{
    if (table.columns.contains(u"0110"_s) || table.columns.contains(u"0120"_s))
        return {"0050", "0080", "0110"};
    return {"0030", "0050", "0080"};
}

bool isLei(const QString &code, const QString &type)
{
    return type.compare("LEI"_L1, Qt::CaseInsensitive) == 0 || type == "qx2000"_L1 || (type.isEmpty() && code.size() == 20);
}

void provider(const DoraTable &table, const Row &row, RecordSink &sink)
{
    const ProviderColumns columns = providerColumns(table);
    if (!needs(table, row, {"0010", columns.name}, sink))
        return;
    const QString code = table.cell(row, "0010");
    const QString type = table.code(row, "0020");
    const QString name = table.cell(row, columns.name);
    const QString seat = country(table, row, columns.country, sink);
    Record party = made(EntityKind::ContractingEntity, code, table);
    party.name = name;
    refer(party, u"provider"_s, code);
    say(party, u"country"_s, seat);
    if (isLei(code, type))
        say(party, u"lei"_s, code);
    else if (type == "qx2002"_L1 || type.compare("EUID"_L1, Qt::CaseInsensitive) == 0)
        say(party, u"euid"_s, code);

    // The group that it belongs to is known by the reference data under many of such names; its contracts name it by the code.
    Record group = made(EntityKind::Provider, name, table);
    group.name = name;
    group.whole = false;
    group.aliases.append({u"own"_s, code});
    if (isLei(code, type))
        say(group, u"lei"_s, code);
    say(group, u"hq_country"_s, seat);
    const QString parent = table.cell(row, columns.parent);
    const Row *above = nullptr;
    if (const QList<qsizetype> rows = table.byReference.value(parent); !parent.isEmpty() && !rows.isEmpty())
        above = &table.rows.at(rows.constFirst());
    say(group, u"ultimate_parent"_s, above ? table.cell(*above, columns.name) : parent);
    if (above)
        say(group, u"ultimate_parent_country"_s, country(table, *above, columns.country, sink));
    sink.entity(std::move(group));
    sink.entity(std::move(party));
}

void chain(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010", "0030", "0050"}, sink))
        return;
    bool good = false;
    const int rank = table.cell(row, "0050").toInt(&good);
    if (!good || rank < 1) {
        sink.rejected(u"invalid-value"_s, table.where(row, "0050"), u"c0050: '%1' is no rank"_s.arg(table.cell(row, "0050")));
        return;
    }
    if (rank == 1) {
        sink.ignored(u"direct-provider"_s, u"rank 1 is the contract's own provider, which b_02.02 and b_03.02 tell"_s);
        return;
    }
    const QString reference = table.cell(row, "0010");
    const QString code = table.cell(row, "0030");
    const QString type = table.code(row, "0020");
    Record record = made(EntityKind::Subprocessor, reference + u'/' + (type.isEmpty() ? QString() : type + u'/') + code, table);
    record.name = code;
    refer(record, u"contract"_s, reference);
    QStringList direct;
    for (const qsizetype index : table.byReference.value(reference)) {
        const Row &other = table.rows.at(index);
        const QString one = table.cell(other, "0030");
        if (table.code(other, "0020") == type && table.cell(other, "0050") == "1"_L1 && !direct.contains(one))
            direct.append(one);
    }
    refer(record, u"provider"_s, agreed(direct));
    record.fields.append({u"rank"_s, qint64(rank)});
    say(record, u"recipient"_s, table.cell(row, "0060"));
    say(record, u"description"_s, words(type));
    sink.entity(std::move(record));
}

void function(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010"}, sink))
        return;
    Record record = made(EntityKind::BusinessService, table.cell(row, "0010"), table);
    record.name = table.cell(row, "0030");
    refer(record, u"legal_entity"_s, table.cell(row, "0040"));
    if (const auto critical = yesOrNo(table.code(row, "0050")))
        record.fields.append({u"critical_function"_s, *critical});
    sayHours(record, u"rto_h"_s, table, row, "0080", sink);
    sayHours(record, u"rpo_h"_s, table, row, "0090", sink);
    QStringList notes;
    note(notes, {}, table.cell(row, "0060"));
    note(notes, u"licensed activity: "_s, table.code(row, "0020"));
    note(notes, u"impact of an end: "_s, words(table.code(row, "0100")));
    note(notes, u"assessed on "_s, dayWords(table, row, "0070", sink));
    say(record, u"description"_s, notes.join(u"; "_s));
    sink.entity(std::move(record));
}

void assessment(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010", "0020"}, sink))
        return;
    const QString type = table.code(row, "0040");
    Record record = made(EntityKind::Dependency, serviceKey(table.cell(row, "0010"), type) + u'/' + table.cell(row, "0020"), table);
    record.name = words(type);
    say(record, u"target"_s, words(type));
    say(record, u"kind"_s, u"other"_s);
    refer(record, u"provider"_s, table.cell(row, "0020"));
    if (const QString other = table.cell(row, "0120"); !other.isEmpty())
        say(record, u"substitute"_s, other);
    else if (yesOrNo(table.code(row, "0110")) == false)
        record.fields.append({u"substitute"_s, domain::Absent{}});
    QStringList notes;
    note(notes, u"contract: "_s, table.cell(row, "0010"));
    note(notes, {}, words(table.code(row, "0050")));
    note(notes, u"last audit: "_s, dayWords(table, row, "0070", sink));
    note(notes, u"exit plan: "_s, words(table.code(row, "0080")));
    note(notes, u"can be taken back: "_s, words(table.code(row, "0090")));
    note(notes, u"impact of an end: "_s, words(table.code(row, "0100")));
    say(record, u"description"_s, notes.join(u"; "_s));
    sink.entity(std::move(record));
}

void use(const DoraTable &table, const Row &row, RecordSink &sink)
{
    sink.ignored(u"use-of-service"_s, u"%1 is used by %2 %3: b_02.02 tells users by service"_s.arg(
                                           table.cell(row, "0010"), table.cell(row, "0020"), table.cell(row, "0040")).trimmed());
}

void definition(const DoraTable &, const Row &, RecordSink &sink)
{
    sink.ignored(u"definition"_s, u"the entity's own wording of the register's terms"_s);
}

} // namespace

bool readDoraRow(const DoraTable &table, qsizetype row, RecordSink &sink)
{
    using Reader = void (*)(const DoraTable &, const Row &, RecordSink &);
    static const QHash<QString, Reader> readers{
        {u"b_01.01"_s, entity},      {u"b_01.02"_s, entity},      {u"b_01.03"_s, branch},      {u"b_02.01"_s, contract},
        {u"b_02.02"_s, terms},       {u"b_02.03"_s, signatories}, {u"b_03.01"_s, signatories}, {u"b_03.02"_s, signatories},
        {u"b_03.03"_s, signatories}, {u"b_04.01"_s, use},         {u"b_05.01"_s, provider},    {u"b_05.02"_s, chain},
        {u"b_06.01"_s, function},    {u"b_07.01"_s, assessment},  {u"b_99.01"_s, definition}};
    const Reader reader = readers.value(table.name, nullptr);
    if (reader)
        reader(table, table.rows.at(row), sink);
    return reader != nullptr;
}

} // namespace importers
