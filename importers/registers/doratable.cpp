// SPDX-License-Identifier: GPL-3.0-or-later
// Entities, contracts and who signed them: B_01 to B_03.
#include "importers/registers/doratable.h"

#include "importers/registers/doraparts.h"
#include "importers/registers/dorauses.h"

#include <QRegularExpression>

#include <optional>

namespace importers {

using namespace Qt::StringLiterals;
using namespace dora;
using domain::EntityKind;
using domain::Record;
using domain::RecordSink;

namespace {

void entity(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010"}, sink))
        return;
    const bool listed = table.name == "b_01.02"_L1;
    const QString lei = table.cell(row, "0010");
    Record record = made(EntityKind::LegalEntity, lei, table);
    record.name = table.cell(row, "0020");
    say(record, u"kind"_s, u"entity"_s);
    // The rules of the register would take a name for the identifier otherwise; as the key it still joins what other templates say.
    static const QRegularExpression shape(u"^[A-Z0-9]{18}[0-9]{2}$"_s);
    if (shape.match(lei).hasMatch())
        say(record, u"lei"_s, lei);
    else
        doubt(table, row, "0010", u"an LEI (18 letters and digits, and two digits that check them)"_s, sink);
    if (shape.match(lei).hasMatch() && !domain::isLei(lei))
        sink.diagnostic({u"doubtful-lei"_s, domain::DiagnosticLevel::Warning, table.where(row, "0010"), u"c0010: the check digits of '%1' are not those of an LEI; it is kept as written"_s.arg(lei)});
    say(record, u"country"_s, country(table, row, "0030", sink));
    const QString type = table.code(row, "0040");
    if (!type.isEmpty() && type != "x317"_L1 && type != "x318"_L1)
        record.fields.append({u"entity_types"_s, domain::ListValue{{u"financial_entity"_s}, false}});
    sayListed(record, u"register_type"_s, table, row, "0040", "entity_type", sink);
    if (!listed) {
        record.fields.append({u"keeps_register"_s, true});
        say(record, u"competent_authority"_s, table.cell(row, "0050"));
    } else {
        if (table.cell(row, "0060") != lei)
            refer(record, u"parent"_s, table.cell(row, "0060"));
        sayListed(record, u"group_position"_s, table, row, "0050", "group_position", sink);
        sayDay(record, u"register_updated"_s, day(table, row, "0070", sink));
        sayDay(record, u"register_since"_s, day(table, row, "0080", sink));
        sayOpenDay(record, u"register_until"_s, table, row, "0090", sink);
        sayAmount(record, u"total_assets"_s, table, row, "0110", "0100", sink);
    }
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
    say(record, u"branch_code"_s, code);
    refer(record, u"parent"_s, head);
    say(record, u"country"_s, where);
    sink.entity(std::move(record));
}

void contract(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010"}, sink))
        return;
    Record record = made(EntityKind::Contract, table.cell(row, "0010"), table);
    sayListed(record, u"arrangement"_s, table, row, "0020", "arrangement", sink);
    refer(record, u"overarching"_s, table.cell(row, "0030"));
    sayAmount(record, u"annual_cost"_s, table, row, "0050", "0040", sink);
    sink.entity(std::move(record));
}

/// Who has signed on our side (03.01), on the other one (03.02), or within the group (03.03); what an arrangement of the group passes on (02.03).
void signatories(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (!needs(table, row, {"0010", "0020"}, sink))
        return;
    Record record = made(EntityKind::Contract, table.cell(row, "0010"), table);
    const QStringList every = all(table, row, "0020");
    const QString one = agreed(every);
    if (table.name == "b_03.01"_L1) {
        refer(record, u"legal_entity"_s, one);
        record.fields.append({u"signed_by"_s, domain::ListValue{every, false}});
    } else if (table.name == "b_03.02"_L1) {
        refer(record, u"contracting_entity"_s, one);
        record.fields.append({u"signed_by_providers"_s, domain::ListValue{every, false}});
    } else {
        record.fields.append({u"intragroup"_s, true});
        if (table.name == "b_02.03"_L1)
            refer(record, u"linked_contract"_s, one);
        else
            record.fields.append({u"provided_by"_s, domain::ListValue{every, false}});
    }
    if (one.isEmpty() && table.name == "b_02.03"_L1)
        sink.diagnostic({u"several-contracts"_s, domain::DiagnosticLevel::Warning, table.where(row, "0020"),
                         u"%1 passes on several contracts, of which the inventory holds one: none is taken of %2"_s.arg(record.key, every.join(u", "_s))});
    else if (one.isEmpty())
        sink.diagnostic({u"several-signatories"_s, domain::DiagnosticLevel::Info, table.where(row, "0020"),
                         u"%1 is signed by several, so that none is taken as the one: %2"_s.arg(record.key, every.join(u", "_s))});
    sink.entity(std::move(record));
}

/// The keeper's own words for the register's terms (99.01), each with its column: the template itself does not say whose they are.
void definitions(const DoraTable &table, const Row &row, RecordSink &sink)
{
    if (table.keeper.isEmpty()) {
        sink.rejected(u"no-keeper"_s, table.where(row, "0010"),
                      u"whose definitions these are is told by the package's folder alone (LEI.CON_...): import them with the folder or archive named as the authorities ask"_s);
        return;
    }
    QStringList said;
    QStringList columns = table.columns.keys();
    columns.sort();
    for (const QString &column : std::as_const(columns)) {
        const QString words = table.cell(row, column.toLatin1().constData());
        if (!words.isEmpty())
            said.append(column + u": "_s + words.simplified());
    }
    if (said.isEmpty()) {
        sink.ignored(u"empty-row"_s, u"the row defines nothing"_s);
        return;
    }
    Record record = made(EntityKind::LegalEntity, table.keeper, table);
    record.fields.append({u"register_definitions"_s, domain::ListValue{said, true}});
    sink.entity(std::move(record));
}

} // namespace

bool readDoraRow(const DoraTable &table, qsizetype row, RecordSink &sink)
{
    using Reader = void (*)(const DoraTable &, const Row &, RecordSink &);
    static const QHash<QString, Reader> readers{
        {u"b_01.01"_s, entity},      {u"b_01.02"_s, entity},      {u"b_01.03"_s, branch},      {u"b_02.01"_s, contract},
        {u"b_02.02"_s, readTerms},   {u"b_02.03"_s, signatories}, {u"b_03.01"_s, signatories}, {u"b_03.02"_s, signatories},
        {u"b_03.03"_s, signatories}, {u"b_04.01"_s, readUsers},   {u"b_05.01"_s, readProvider}, {u"b_05.02"_s, readChain},
        {u"b_06.01"_s, readFunction}, {u"b_07.01"_s, readAssessment}, {u"b_99.01"_s, definitions}};
    const Reader reader = readers.value(table.name, nullptr);
    if (reader)
        reader(table, table.rows.at(row), sink);
    return reader != nullptr;
}

} // namespace importers
