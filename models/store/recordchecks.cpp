// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recordchecks.h"

#include "store/attributestore.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

RecordChecks::RecordChecks(AttributeStore &store) : m_catalogue(store.catalogue())
{
    Statement &s = store.statement("SELECT code FROM ref_country");
    while (s.next())
        m_countries.insert(s.text(0));
    s.reset();
}

QStringList RecordChecks::unknownCountries(const Record &record, const std::vector<KnownField> &fields) const
{
    QStringList unknown;
    const auto add = [&unknown](const QString &label, const QString &code) {
        const QString fault = (label.isEmpty() ? QString() : label + u": "_s) + u"not a country: "_s + code;
        if (!unknown.contains(fault))
            unknown.append(fault);
    };
    for (const Place &p : record.places) {
        if (p.country.isEmpty() || m_countries.contains(p.country))
            continue;
        const QList<Attribute> &attributes = m_catalogue.kind(record.kind).attributes;
        const auto facet = std::find_if(attributes.cbegin(), attributes.cend(), [&p](const Attribute &a) { return (a.facet & p.facets) != 0; });
        add(facet == attributes.cend() ? QString() : facet->label, p.country);
    }
    for (const KnownField &f : fields) {
        const Attribute &a = *f.attribute;
        if (a.type != ValueType::Country && !(a.isList() && a.of == ValueType::Country))
            continue;
        if (const auto *text = std::get_if<QString>(&f.field->value); text && !a.isList() && !m_countries.contains(*text))
            add(a.label, *text);
        if (const auto *list = std::get_if<ListValue>(&f.field->value); list && a.isList()) {
            for (const QString &item : list->items) {
                if (item.size() == 2 && !m_countries.contains(item))
                    add(a.label, item);
            }
        }
    }
    return unknown;
}

QList<RecordChecks::Fault> RecordChecks::faultsOf(const Record &record, const std::vector<KnownField> &fields, SourceRank rank, QDate today) const
{
    QList<Fault> faults;
    if (record.key.contains(QChar(0)))
        faults.append({u"bad-key"_s, u"the key has a NUL character in it"_s});
    if (rank == SourceRank::Register) {
        for (const KnownField &f : fields) {
            const auto *named = std::get_if<Reference>(&f.field->value);
            if (named && f.attribute->refKind == record.kind && named->key == record.key)
                faults.append({u"names-itself"_s, u"%1: '%2' cannot name itself"_s.arg(f.attribute->label, record.key)});
        }
    }
    for (const QString &unknown : unknownCountries(record, fields))
        faults.append({u"unknown-country"_s, unknown});
    if (record.person && QDate::fromString(record.person->at, Qt::ISODate) > today)
        faults.append({u"future-date"_s, u"answered on %1, which is still to come"_s.arg(record.person->at)});
    return faults;
}

} // namespace store
