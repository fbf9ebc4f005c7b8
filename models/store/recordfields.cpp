// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recordfields.h"

#include "store/chipwords.h"
#include "store/referencelookup.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

void RecordFields::look(Record &record, SourceRank rank)
{
    if (record.kind == EntityKind::Accelerator)
        nameChipAsReference(record, m_reference);
    if (record.kind == EntityKind::Provider)
        leaveToGroup(record);
    if (record.kind == EntityKind::Workload)
        nameMachineAsReference(record);
    m_known.clear();
    m_unknown.clear();
    record.fields.detach();   // m_known points into it, and providers are renamed in it
    for (const Field &f : std::as_const(record.fields)) {
        if (const Attribute *a = m_names.find(record.kind, f.attr))
            m_known.push_back({a, &f});
        else
            m_unknown.append(f.attr);
    }
    if (record.kind == EntityKind::Workload && rank >= SourceRank::StateFile)
        leaveToKey();
    if (record.kind == EntityKind::Grant && rank >= SourceRank::StateFile)
        leaveToIdentity();
}

// Azure compares sizes of machines without case, and writes one as whoever asked for it wrote it: they all get the spelling by which the reference
// data knows what the machine holds.
void RecordFields::nameMachineAsReference(Record &record)
{
    QString *type = nullptr;
    QString provider;
    for (Field &f : record.fields) {
        if (f.attr == "instance_type"_L1)
            type = std::get_if<QString>(&f.value);
        else if (const auto *by = f.attr == "provider"_L1 ? std::get_if<Reference>(&f.value) : nullptr)
            provider = by->key;
    }
    if (!type)
        return;
    const auto asKnown = [&](const QString &written) {
        // Nobody else's sizes begin so: a source that leaves the provider out means Azure's.
        const InstanceFact fact = m_reference.instance(provider.isEmpty() && written.startsWith("standard_"_L1, Qt::CaseInsensitive) ? u"microsoft"_s : provider, written).value_or(InstanceFact());
        return fact.type.compare(written, Qt::CaseInsensitive) == 0 ? fact.type : written;
    };
    auto known = m_machines.constFind({provider, *type});
    if (known == m_machines.constEnd()) {
        QStringList words = type->split(u", "_s); // any of several
        for (QString &word : words)
            word = asKnown(word);
        known = m_machines.insert({provider, *type}, words.join(u", "_s));
    }
    *type = *known;
}

// Of a group that the reference data knows a register of companies tells the name, seat and code of one of them, and of the next company
// others: what is said of the group as a whole is the reference data's, whichever company stands last.
void RecordFields::leaveToGroup(Record &record)
{
    if (record.mapping != "dora/b_05.01"_L1 || record.key != record.name)
        return;
    const QString group = m_reference.resolveProvider(record.key);
    const auto fact = group.isEmpty() ? std::nullopt : m_reference.provider(group);
    if (!fact)
        return;
    record.name = fact->name;
    record.fields.removeIf([](const Field &f) {
        return f.attr == "lei"_L1 || f.attr == "hq_country"_L1 || f.attr == "ultimate_parent"_L1 || f.attr == "ultimate_parent_country"_L1;
    });
}

// An export that names the key says "the customer's" of any: what the key itself is like tells the rest (followKeyCustody).
void RecordFields::leaveToKey()
{
    const auto named = [this](QStringView attr) {
        return std::find_if(m_known.begin(), m_known.end(), [attr](const KnownField &f) { return f.attribute->name == attr; });
    };
    const auto word = named(u"key_management");
    if (word == m_known.end() || named(u"key") == m_known.end())
        return;
    const auto *text = std::get_if<QString>(&word->field->value);
    if (text && *text == "cmk"_L1)
        m_known.erase(word);
}

// Of what kind the principal is, the identity tells once it is known: what somebody says of that holds for all its access rights.
void RecordFields::leaveToIdentity()
{
    const auto named = [this](QStringView attr) {
        return std::find_if(m_known.begin(), m_known.end(), [attr](const KnownField &f) { return f.attribute->name == attr; });
    };
    const auto kind = named(u"principal_type");
    const auto whose = named(u"identity");
    const auto *identity = whose == m_known.end() ? nullptr : std::get_if<Reference>(&whose->field->value);
    if (!identity || kind == m_known.end())
        return;
    if (!isKindOnRecord(m_store.find(EntityKind::Identity, identity->key)))
        return;
    m_known.erase(kind);
}

bool RecordFields::isKindOnRecord(qint64 identity)
{
    if (identity == 0)
        return false;
    if (const auto known = m_kindsOnRecord.constFind(identity); known != m_kindsOnRecord.constEnd())
        return *known;
    Statement &s = m_store.statement("SELECT 1 FROM e_identity WHERE id=?1 AND kind IS NOT NULL");
    s.bind(1, identity);
    const bool told = s.next();
    s.reset();
    m_kindsOnRecord.insert(identity, told);
    return told;
}

void RecordFields::written(EntityKind kind, qint64 entity, bool added)
{
    if (kind != EntityKind::Identity)
        return;
    // Of two that tell of the kind the weaker does not count: which of them, the tables tell.
    if (!added)
        m_kindsOnRecord.remove(entity);
    else
        m_kindsOnRecord.insert(entity, std::any_of(m_known.cbegin(), m_known.cend(), [](const KnownField &f) {
            return f.attribute->name == "kind"_L1 && std::holds_alternative<QString>(f.field->value);
        }));
}

} // namespace store
