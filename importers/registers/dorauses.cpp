// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registers/dorauses.h"

#include "domain/celltext.h"
#include "importers/registers/doraparts.h"

namespace importers::dora {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using domain::RecordSink;

namespace {

/// For cells whose faults are told elsewhere.
class Silent final : public RecordSink
{
public:
    void header(const domain::SourceHeader &) override {}
    void beginRecord(qint64, const QString &) override {}
    void entity(Record &&) override {}
    void ignored(const QString &, const QString &) override {}
    void rejected(const QString &, const QString &, const QString &) override {}
    void diagnostic(const domain::Diagnostic &) override {}
    void markIncomplete(const QString &) override {}
};

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
    // A reason stands there from the notice on: where the end is dated, that tells when the contract is over.
    if (!table.cell(row, "0090").isEmpty() && !end)
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
    service.name = typeWords(type);
    say(service, u"product"_s, typeWords(type));
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
        reliance.append(listWords("reliance", one));
    for (const QString &one : all(table, row, "0170", "0060"))
        sensitive.append(listWords("sensitivity", one));
    note(notes, u"reliance: "_s, reliance.join(u", "_s));
    note(notes, u"sensitiveness of data: "_s, sensitive.join(u", "_s));
    note(notes, u"processed in: "_s, all(table, row, "0160", "0060").join(u", "_s));
    say(service, u"description"_s, notes.join(u"; "_s));
    sink.entity(std::move(service));
}

/// Entities number their functions each for itself: what makes one of its own is the entity with the number (key of B_06.01).
QString functionKey(const QString &number, const QString &entity)
{
    return number.isEmpty() || entity.isEmpty() ? number : number + u'/' + entity;
}

/// What makes the row one of its own: B_02.02 has no number for it.
QString useKey(const DoraTable &table, const Row &row)
{
    QStringList parts;
    for (const char *column : {"0010", "0020", "0030", "0050", "0060", "0130", "0150", "0160"})
        parts.append(table.code(row, column));
    return parts.join(u'/');
}

/// The use itself: who depends on the service for what, from where, and how much.
void sayUse(const DoraTable &table, const Row &row, RecordSink &sink)
{
    Record use = made(EntityKind::Dependency, useKey(table, row), table);
    // Places of all rows, and the terms of the first, have been read for the contract already.
    Silent silent;
    RecordSink &terms = &firstOf(table, row) == &row ? static_cast<RecordSink &>(silent) : sink;
    const QString type = table.code(row, "0060");
    use.name = typeWords(type);
    say(use, u"register_entry"_s, u"use"_s);
    say(use, u"target"_s, typeWords(type));
    say(use, u"kind"_s, u"other"_s);
    refer(use, u"provider"_s, table.cell(row, "0030"));
    refer(use, u"contract"_s, table.cell(row, "0010"));
    refer(use, u"legal_entity"_s, table.cell(row, "0020"));
    refer(use, u"party"_s, table.cell(row, "0030"));
    refer(use, u"business_service"_s, functionKey(table.cell(row, "0050"), table.cell(row, "0020")));
    sayListed(use, u"service_type"_s, table, row, "0060", "service_type", sink);
    sayDay(use, u"start_date"_s, day(table, row, "0070", terms));
    sayOpenDay(use, u"end_date"_s, table, row, "0080", terms);
    sayListed(use, u"termination_reason"_s, table, row, "0090", "termination", sink);
    sayDays(use, u"notice_entity_days"_s, table, row, "0100", sink);
    sayDays(use, u"notice_provider_days"_s, table, row, "0110", sink);
    say(use, u"governing_law"_s, country(table, row, "0120", terms));
    sayCountry(use, u"provided_from"_s, table, row, "0130", silent);
    sayYes(use, u"stores_data"_s, table, row, "0140", sink);
    sayCountry(use, u"stored_in"_s, table, row, "0150", silent);
    sayCountry(use, u"processed_in"_s, table, row, "0160", silent);
    sayListed(use, u"sensitivity"_s, table, row, "0170", "sensitivity", sink);
    sayListed(use, u"reliance"_s, table, row, "0180", "reliance", sink);
    sink.entity(std::move(use));
}

struct ProviderColumns
{
    const char *name, *country, *parent, *person, *currency, *cost, *other, *otherKind, *latin;
};

/// The reporting layout has columns for further codes and names in Latin letters that the regulation's lacks.
ProviderColumns providerColumns(const DoraTable &table)
{
    if (table.columns.contains(u"0110"_s) || table.columns.contains(u"0120"_s))
        return {"0050", "0080", "0110", "0070", "0090", "0100", "0030", "0040", "0060"};
    return {"0030", "0050", "0080", "0040", "0060", "0070", nullptr, nullptr, nullptr};
}

} // namespace

/// One row is one use of a service by one entity for one function; contract and service are told once, with all of their rows.
void readTerms(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010"}, sink))
        return;
    const QString reference = table.cell(row, "0010");
    for (const qsizetype index : table.byReference.value(reference)) {
        const Row &other = table.rows.at(index);
        if (&other == &row)
            break;
        if (useKey(table, other) == useKey(table, row)) {
            sink.ignored(u"same-use"_s, u"line %1 tells the same use of %2 already"_s.arg(other.line).arg(reference));
            return;
        }
    }
    if (&firstOf(table, row) == &row && !sayTerms(table, row, reference, sink))
        return;
    if (&firstOf(table, row, "0060") == &row)
        sayService(table, row, reference, sink);
    sayUse(table, row, sink);
}

/// The entities and branches that use the contract, from all rows that name it.
void readUsers(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010", "0020"}, sink))
        return;
    Record record = made(EntityKind::Contract, table.cell(row, "0010"), table);
    QStringList users;
    for (const qsizetype index : table.byReference.value(record.key)) {
        const Row &one = table.rows.at(index);
        const QString head = table.cell(one, "0020");
        const QString code = table.cell(one, "0040");
        const bool branch = table.code(one, "0030") == "x838"_L1 && !code.isEmpty();
        const QString user = branch ? code : head;
        if (!user.isEmpty() && !users.contains(user))
            users.append(user);
    }
    users.sort();
    record.fields.append({u"used_by"_s, domain::ListValue{users, false}});
    sink.entity(std::move(record));
}

void readProvider(const DoraTable &table, const Row &row, RecordSink &sink)
{
    const ProviderColumns columns = providerColumns(table);
    if (!needs(table, row, {"0010", columns.name}, sink))
        return;
    const QString code = table.cell(row, "0010");
    const QString codeKind = kindOfCode(table.cell(row, "0020"), code);
    const QString name = table.cell(row, columns.name);
    const QString seat = country(table, row, columns.country, sink);
    const QString parent = table.cell(row, columns.parent);
    Record party = made(EntityKind::ContractingEntity, code, table);
    party.name = name;
    refer(party, u"provider"_s, code);
    say(party, u"country"_s, seat);
    if (codeKind == u"lei"_s || codeKind == u"euid"_s) {
        say(party, codeKind, code);
    } else {
        say(party, u"registration_no"_s, code);
        say(party, u"registration_type"_s, codeKind);
        if (codeKind.isEmpty())
            doubt(table, row, "0020", u"a kind of code"_s, sink);
    }
    if (columns.other) {
        say(party, u"other_code"_s, table.cell(row, columns.other));
        say(party, u"other_code_type"_s, kindOfCode(table.cell(row, columns.otherKind), table.cell(row, columns.other)));
        say(party, u"latin_name"_s, table.cell(row, columns.latin));
    }
    sayListed(party, u"person_type"_s, table, row, columns.person, "person", sink);
    sayAmount(party, u"annual_cost"_s, table, row, columns.cost, columns.currency, sink);
    // Nobody is above who is named as its own parent.
    if (parent == code)
        party.fields.append({u"ultimate_parent"_s, domain::Absent{}});
    else
        refer(party, u"ultimate_parent"_s, parent);

    // The group that it belongs to is known by the reference data under many of such names; its contracts name it by the code.
    Record group = made(EntityKind::Provider, name, table);
    group.name = name;
    group.whole = false;
    group.aliases.append({u"own"_s, code});
    if (codeKind == u"lei"_s)
        say(group, u"lei"_s, code);
    say(group, u"hq_country"_s, seat);
    const Row *above = nullptr;
    if (const QList<qsizetype> rows = table.byReference.value(parent); !parent.isEmpty() && !rows.isEmpty())
        above = &table.rows.at(rows.constFirst());
    say(group, u"ultimate_parent"_s, above ? table.cell(*above, columns.name) : parent);
    if (above)
        say(group, u"ultimate_parent_country"_s, country(table, *above, columns.country, sink));
    sink.entity(std::move(group));
    sink.entity(std::move(party));
}

void readChain(const DoraTable &table, const Row &row, RecordSink &sink)
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
    QString key = reference + u'/' + (type.isEmpty() ? QString() : type + u'/') + code;
    QStringList direct;
    int same = 0;
    for (const qsizetype index : table.byReference.value(reference)) {
        const Row &other = table.rows.at(index);
        const QString one = table.cell(other, "0030");
        if (table.code(other, "0020") != type)
            continue;
        same += one == code && table.cell(other, "0050") != "1"_L1 ? 1 : 0;
        if (table.cell(other, "0050") == "1"_L1 && !direct.contains(one))
            direct.append(one);
    }
    // Who stands in a chain several times is told apart by whom it serves.
    if (same > 1)
        key += u'/' + QString::number(rank) + u'/' + table.cell(row, "0060");
    Record record = made(EntityKind::Subprocessor, key, table);
    record.name = code;
    refer(record, u"contract"_s, reference);
    refer(record, u"provider"_s, agreed(direct));
    refer(record, u"party"_s, code);
    refer(record, u"recipient_party"_s, table.cell(row, "0060"));
    record.fields.append({u"rank"_s, qint64(rank)});
    say(record, u"recipient"_s, table.cell(row, "0060"));
    sayListed(record, u"service_type"_s, table, row, "0020", "service_type", sink);
    say(record, u"description"_s, typeWords(type));
    sink.entity(std::move(record));
}

void readFunction(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010"}, sink))
        return;
    Record record = made(EntityKind::BusinessService, functionKey(table.cell(row, "0010"), table.cell(row, "0040")), table);
    record.name = table.cell(row, "0030");
    refer(record, u"legal_entity"_s, table.cell(row, "0040"));
    say(record, u"function_id"_s, table.cell(row, "0010"));
    sayListed(record, u"licensed_activity"_s, table, row, "0020", "activity", sink);
    const QString critical = table.code(row, "0050");
    if (const auto answer = yesOrNo(critical))
        record.fields.append({u"critical_function"_s, *answer});
    else if (domain::registerForm().lists.value(u"yes_no_not_assessed"_s).valueOf(critical) == "not_assessed"_L1)
        record.fields.append({u"criticality_assessed"_s, false});
    else if (!critical.isEmpty())
        doubt(table, row, "0050", u"yes, no or not assessed"_s, sink);
    say(record, u"criticality_reason"_s, table.cell(row, "0060"));
    sayOpenDay(record, u"criticality_date"_s, table, row, "0070", sink);
    sayHours(record, u"rto_h"_s, table, row, "0080", sink);
    sayHours(record, u"rpo_h"_s, table, row, "0090", sink);
    sayListed(record, u"discontinuation_impact"_s, table, row, "0100", "impact", sink);
    sink.entity(std::move(record));
}

void readAssessment(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010", "0020"}, sink))
        return;
    const QString type = table.code(row, "0040");
    Record record = made(EntityKind::Dependency, serviceKey(table.cell(row, "0010"), type) + u'/' + table.cell(row, "0020"), table);
    record.name = typeWords(type);
    say(record, u"register_entry"_s, u"assessment"_s);
    say(record, u"target"_s, typeWords(type));
    say(record, u"kind"_s, u"other"_s);
    refer(record, u"provider"_s, table.cell(row, "0020"));
    refer(record, u"contract"_s, table.cell(row, "0010"));
    refer(record, u"party"_s, table.cell(row, "0020"));
    sayListed(record, u"service_type"_s, table, row, "0040", "service_type", sink);
    sayListed(record, u"substitutability"_s, table, row, "0050", "substitutability", sink);
    sayListed(record, u"substitution_obstacle"_s, table, row, "0060", "obstacle", sink);
    sayOpenDay(record, u"last_audit_date"_s, table, row, "0070", sink);
    sayYes(record, u"exit_plan"_s, table, row, "0080", sink);
    sayListed(record, u"reintegration"_s, table, row, "0090", "reintegration", sink);
    sayListed(record, u"discontinuation_impact"_s, table, row, "0100", "impact", sink);
    sayListed(record, u"alternatives"_s, table, row, "0110", "yes_no_not_assessed", sink);
    if (const QString other = table.cell(row, "0120"); !other.isEmpty())
        say(record, u"substitute"_s, other);
    else if (yesOrNo(table.code(row, "0110")) == false)
        record.fields.append({u"substitute"_s, domain::Absent{}});
    sink.entity(std::move(record));
}

} // namespace importers::dora
