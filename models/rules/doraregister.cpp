// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/doraregister.h"

#include "rules/registercells.h"
#include "rules/registerkinds.h"
#include "rules/registerscope.h"
#include "rules/registerthings.h"

#include <algorithm>
#include <set>
#include <tuple>

using namespace Qt::StringLiterals;
using domain::Day;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using store::EntityRow;

namespace rules {
namespace {

using namespace registerkinds;

class Builder
{
public:
    Builder(const RegisterThings &things, const EntityRow &keeper, Day asOf)
        : m_things(things), m_cells(things, asOf), m_scope(things, keeper, asOf), m_keeper(keeper), m_asOf(asOf)
    {
    }

    DoraRegister build()
    {
        entities();
        contracts();
        uses();
        signatures();
        users();
        chains();
        functions();
        assessments();
        parties(); // last but one: whoever the others name
        definitions();
        return finished();
    }

private:
    using Roles = RegisterCells::Roles;

    void add(const char *table, const Roles &roles, EntityKind kind, qint64 of)
    {
        const QString id = QString::fromLatin1(table);
        m_tables[id].append(m_cells.row(*domain::registerForm().find(id), roles, kind, of));
    }
    void add(const char *table, const Roles &roles, EntityKind kind, const EntityRow &of) { add(table, roles, kind, of.id); }

    void entities()
    {
        add("B_01.01", {{u"entity"_s, {entityKind, &m_keeper}}}, entityKind, m_keeper);
        for (const EntityRow &row : m_things.all(entityKind)) {
            const EntityRow *parent = m_things.referred(entityKind, row, u"parent");
            const auto since = m_things.of(entityKind, row).day(u"register_since");
            if (!m_scope.has(&row) || (since && *since > m_asOf))
                continue;
            if (m_scope.isBranch(row)) {
                add("B_01.03", {{u"branch"_s, {entityKind, &row}}, {u"parent"_s, {entityKind, parent}}}, entityKind, row);
                continue;
            }
            // Who has nobody above is its own parent in the register.
            const QString place = m_things.of(entityKind, row).text(u"group_position");
            const bool top = !parent && (place == u"ultimate_parent"_s || place == u"outside_group"_s);
            add("B_01.02", {{u"entity"_s, {entityKind, &row}}, {u"parent"_s, {entityKind, top ? &row : parent}}}, entityKind, row);
            ++m_entities;
        }
    }

    void contracts()
    {
        for (const EntityRow *contract : m_scope.contracts()) {
            const EntityRow *above = m_things.referred(contractKind, *contract, u"overarching");
            add("B_02.01", {{u"contract"_s, {contractKind, contract}}, {u"overarching"_s, {contractKind, above}}}, contractKind, *contract);
            if (const EntityRow *linked = m_things.referred(contractKind, *contract, u"linked_contract"))
                add("B_02.03", {{u"contract"_s, {contractKind, contract}}, {u"linked"_s, {contractKind, linked}}}, contractKind, *contract);
        }
    }

    void uses()
    {
        for (const RegisterUse &use : m_scope.uses()) {
            const Roles roles{{u"contract"_s, {contractKind, use.contract}}, {u"entity"_s, {entityKind, use.entity}}, {u"party"_s, {partyKind, use.party}},
                        {u"function"_s, {functionKind, use.function}}, {u"use"_s, {useKind, use.recorded}}};
            add("B_02.02", roles, use.kind(), use.id());
            if (!use.recorded)
                m_cells.fill(*domain::registerForm().find(u"B_02.02"), m_tables[u"B_02.02"_s].last(),
                             {{u"0060"_s, use.type, EntityKind::Workload, use.system->id, u"service_model"_s},
                              {u"0140"_s, use.storedIn.isEmpty() ? QString() : u"yes"_s, EntityKind::Workload, use.system->id, u"hosting_countries"_s},
                              {u"0150"_s, use.storedIn, EntityKind::Workload, use.system->id, u"hosting_countries"_s},
                              {u"0160"_s, use.processedIn, EntityKind::Workload, use.system->id, u"processing_countries"_s}});
            if (use.party)
                m_parties.insert(use.party->id);
        }
    }

    void signatures()
    {
        for (const EntityRow *contract : m_scope.contracts()) {
            const auto side = [&](const char *table, const QString &role, EntityKind kind, const QStringList &keys) {
                for (const QString &key : keys) {
                    const EntityRow *one = m_things.find(kind, key);
                    add(table, {{u"contract"_s, {contractKind, contract}}, {role, {kind, one}}}, contractKind, *contract);
                    if (one && kind == partyKind)
                        m_parties.insert(one->id);
                }
            };
            QStringList receivers = m_things.of(contractKind, *contract).list(u"signed_by");
            if (const EntityRow *one = m_things.referred(contractKind, *contract, u"legal_entity"); one && receivers.isEmpty())
                receivers.append(one->key);
            side("B_03.01", u"entity"_s, entityKind, receivers);
            QStringList givers = m_things.of(contractKind, *contract).list(u"signed_by_providers");
            if (const EntityRow *one = m_things.referred(contractKind, *contract, u"contracting_entity"); one && givers.isEmpty())
                givers.append(one->key);
            side("B_03.02", u"party"_s, partyKind, givers);
            side("B_03.03", u"entity"_s, entityKind, m_things.of(contractKind, *contract).list(u"provided_by"));
            for (const QString &key : std::as_const(givers))
                m_signed.insert({contract->id, key});
        }
    }

    void users()
    {
        std::set<std::pair<qint64, qint64>> told;
        const auto user = [&](const EntityRow &contract, const EntityRow *entity) {
            if (!entity || !told.insert({contract.id, entity->id}).second)
                return;
            const bool branch = m_scope.isBranch(*entity);
            const EntityRow *head = branch ? m_things.referred(entityKind, *entity, u"parent") : entity;
            add("B_04.01", {{u"contract"_s, {contractKind, &contract}}, {u"entity"_s, {entityKind, head}}, {u"branch"_s, {entityKind, entity}}}, contractKind, contract);
        };
        for (const EntityRow *contract : m_scope.contracts()) {
            for (const QString &key : m_things.of(contractKind, *contract).list(u"used_by"))
                user(*contract, m_things.find(entityKind, key));
        }
        for (const RegisterUse &use : m_scope.uses())
            user(*use.contract, use.entity);
    }

    /// The only kind of service that the contract's uses name; empty: none, or several.
    QString onlyType(const EntityRow &contract) const
    {
        QString type;
        for (const RegisterUse &use : m_scope.uses()) {
            if (use.contract != &contract || use.type.isEmpty())
                continue;
            if (!type.isEmpty() && type != use.type)
                return {};
            type = use.type;
        }
        return type;
    }

    void chains()
    {
        std::set<std::tuple<qint64, qint64, QString>> told;
        for (const RegisterUse &use : m_scope.uses()) {
            if (!use.party || !told.insert({use.contract->id, use.party->id, use.type}).second)
                continue;
            const EntityKind kind = use.kind();
            add("B_05.02", {{u"contract"_s, {contractKind, use.contract}}, {u"party"_s, {partyKind, use.party}}, {u"recipient"_s, {partyKind, use.party}}}, kind, use.id());
            m_cells.fill(*domain::registerForm().find(u"B_05.02"), m_tables[u"B_05.02"_s].last(),
                         {{u"0020"_s, use.type, kind, use.id(), use.recorded ? u"service_type"_s : u"service_model"_s}, {u"0050"_s, u"1"_s, kind, use.id(), {}}});
        }
        for (const EntityRow &link : m_things.all(chainKind)) {
            const EntityRow *contract = m_things.referred(chainKind, link, u"contract");
            if (!contract || !m_scope.contracts().contains(contract))
                continue;
            const EntityRow *party = m_things.referred(chainKind, link, u"party");
            const EntityRow *recipient = m_things.referred(chainKind, link, u"recipient_party");
            if (!recipient && m_things.of(chainKind, link).number(u"rank") == 2.0)
                recipient = m_scope.partyOf(*contract);
            add("B_05.02", {{u"contract"_s, {contractKind, contract}}, {u"party"_s, {partyKind, party}}, {u"recipient"_s, {partyKind, recipient}}, {u"link"_s, {chainKind, &link}}},
                chainKind, link);
            if (m_things.of(chainKind, link).text(u"service_type").isEmpty())
                m_cells.fill(*domain::registerForm().find(u"B_05.02"), m_tables[u"B_05.02"_s].last(), {{u"0020"_s, onlyType(*contract), chainKind, link.id, u"service_type"_s}});
            for (const EntityRow *one : {party, recipient}) {
                if (one)
                    m_parties.insert(one->id);
            }
        }
    }

    void functions()
    {
        for (const EntityRow &row : m_things.all(functionKind)) {
            const EntityRow *entity = m_things.referred(functionKind, row, u"legal_entity");
            if (!entity || m_scope.has(entity))
                add("B_06.01", {{u"function"_s, {functionKind, &row}}, {u"entity"_s, {entityKind, entity}}}, functionKind, row);
        }
    }

    void assessments()
    {
        for (const EntityRow &row : m_things.all(assessmentKind)) {
            const EntityRow *contract = m_scope.isEntry(row, u"assessment") ? m_things.referred(assessmentKind, row, u"contract") : nullptr;
            if (!contract || !m_scope.contracts().contains(contract))
                continue;
            const EntityRow *party = m_things.referred(assessmentKind, row, u"party");
            party = party ? party : m_scope.partyOf(*contract);
            add("B_07.01", {{u"assessment"_s, {assessmentKind, &row}}, {u"contract"_s, {contractKind, contract}}, {u"party"_s, {partyKind, party}}}, assessmentKind, row);
            if (party)
                m_parties.insert(party->id);
        }
    }

    /// The yearly cost of the contracts that the provider signed, where all of them have one in one currency.
    std::pair<QString, QString> costOf(const EntityRow &party) const
    {
        double sum = 0;
        QString currency;
        for (const EntityRow *contract : m_scope.contracts()) {
            if (!m_signed.contains({contract->id, party.key}))
                continue;
            const auto cost = m_things.of(contractKind, *contract).number(u"annual_cost");
            const QString in = m_things.of(contractKind, *contract).text(u"currency");
            if (!cost || in.isEmpty() || (!currency.isEmpty() && currency != in))
                return {};
            currency = in;
            sum += *cost;
        }
        return currency.isEmpty() ? std::pair<QString, QString>() : std::pair(RegisterCells::amount(sum), currency);
    }

    void parties()
    {
        for (const EntityRow &row : m_things.all(partyKind)) {
            if (!m_things.of(partyKind, row).text(u"person_type").isEmpty())
                m_parties.insert(row.id);
        }
        for (bool grown = true; grown;) {
            grown = false;
            for (const EntityRow &row : m_things.all(partyKind)) {
                const EntityRow *top = m_parties.contains(row.id) ? m_things.referred(partyKind, row, u"ultimate_parent") : nullptr;
                grown = (top && m_parties.insert(top->id).second) || grown;
            }
        }
        for (const EntityRow &row : m_things.all(partyKind)) {
            if (!m_parties.contains(row.id))
                continue;
            const EntityRow *top = m_things.of(partyKind, row).isNone(u"ultimate_parent") ? &row : m_things.referred(partyKind, row, u"ultimate_parent");
            add("B_05.01", {{u"party"_s, {partyKind, &row}}, {u"top"_s, {partyKind, top}}}, partyKind, row);
            if (m_things.of(partyKind, row).value(u"annual_cost"))
                continue;
            const auto [cost, currency] = costOf(row);
            m_cells.fill(*domain::registerForm().find(u"B_05.01"), m_tables[u"B_05.01"_s].last(),
                         {{u"0090"_s, currency, partyKind, row.id, u"currency"_s}, {u"0100"_s, cost, partyKind, row.id, u"annual_cost"_s}});
        }
    }

    /// Our own words for the register's terms: "0040: public information".
    void definitions()
    {
        const QStringList said = m_things.of(entityKind, m_keeper).list(u"register_definitions");
        if (said.isEmpty())
            return;
        const domain::RegisterTemplate &form = *domain::registerForm().find(u"B_99.01");
        add("B_99.01", {}, entityKind, m_keeper);
        QList<RegisterCell> &cells = m_tables[u"B_99.01"_s].last().cells;
        for (RegisterCell &cell : cells) {
            cell.kind = entityKind;
            cell.entity = m_keeper.id;
            cell.attr = u"register_definitions"_s;
        }
        for (const QString &one : said) {
            const int at = form.indexOf(QStringView(one).left(one.indexOf(u':')).trimmed());
            if (at >= 0)
                cells[at].text = one.section(u':', 1).simplified();
            else
                cells.first().unwritten = one;
        }
    }

    DoraRegister finished()
    {
        DoraRegister out;
        out.keeperKey = m_keeper.key;
        out.keeperName = m_keeper.name.isEmpty() ? m_keeper.key : m_keeper.name;
        out.keeperLei = m_things.of(entityKind, m_keeper).text(u"lei");
        out.keeperCountry = m_things.of(entityKind, m_keeper).text(u"country");
        out.currency = m_things.of(entityKind, m_keeper).text(u"currency");
        out.consolidated = m_entities > 1;
        out.asOf = m_asOf;
        out.derivedUses = m_scope.derivedUses();
        for (const domain::RegisterTemplate &form : domain::registerForm().templates) {
            RegisterTable table{form.id, m_tables.value(form.id)};
            const auto key = [&form](const RegisterRow &row) {
                QStringList parts;
                for (const QString &column : form.key)
                    parts.append(row.cells.at(form.indexOf(column)).text);
                return parts;
            };
            std::stable_sort(table.rows.begin(), table.rows.end(), [&key](const RegisterRow &a, const RegisterRow &b) {
                const QStringList left = key(a), right = key(b);
                return std::lexicographical_compare(left.cbegin(), left.cend(), right.cbegin(), right.cend());
            });
            out.tables.append(std::move(table));
        }
        return out;
    }

    const RegisterThings &m_things;
    RegisterCells m_cells;
    RegisterScope m_scope;
    const EntityRow &m_keeper;
    Day m_asOf;
    std::set<qint64> m_parties;
    std::set<std::pair<qint64, QString>> m_signed;
    QHash<QString, QList<RegisterRow>> m_tables;
    int m_entities = 0;
};

} // namespace

const RegisterTable *DoraRegister::table(QStringView id) const
{
    for (const RegisterTable &one : tables) {
        if (one.id == id)
            return &one;
    }
    return nullptr;
}

QString DoraRegister::cell(QStringView id, qsizetype row, QStringView column) const
{
    const RegisterTable *rows = table(id);
    const domain::RegisterTemplate *form = domain::registerForm().find(id);
    const int at = form ? form->indexOf(column) : -1;
    return rows && at >= 0 && row >= 0 && row < rows->rows.size() ? rows->rows.at(row).cells.at(at).text : QString();
}

Result<DoraRegister> buildDoraRegister(store::AttributeStore &store, Day asOf, const QString &keeper)
{
    const RegisterThings things(store, asOf);
    const Result<const EntityRow *> of = RegisterScope::keeperOf(things, keeper);
    if (!of)
        return of.error();
    return Builder(things, **of, asOf).build();
}

} // namespace rules
