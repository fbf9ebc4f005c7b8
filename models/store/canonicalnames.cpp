// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/canonicalnames.h"

#include "domain/certificatescheme.h"
#include "store/attributestore.h"
#include "store/enrich.h"
#include "store/referencedata.h"
#include "store/referencelookup.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

CanonicalNames::CanonicalNames(AttributeStore &store, const ReferenceLookup &reference, qint64 changeSet)
    : m_store(store), m_reference(reference), m_changeSet(changeSet)
{
}

// A provider may be named in many ways; the reference data knows which group is meant, and brings it in when it is new.
void CanonicalNames::provider(QString &key, const SourceHeader &header)
{
    const auto cached = m_providerKeys.constFind(key);
    if (cached != m_providerKeys.constEnd()) {
        key = *cached;
        return;
    }
    QString canonical = key;
    if (m_store.find(EntityKind::Provider, key) == 0) {
        const QString id = m_reference.resolveProvider(key);
        if (!id.isEmpty()) {
            canonical = id;
            // Whom a list of the whole market names is not the organisation's provider for that.
            if (header.rank != SourceRank::Reference && m_store.find(EntityKind::Provider, id) == 0)
                addReferenceProvider(m_store, id, m_changeSet);
        }
    }
    m_providerKeys.insert(key, canonical);
    key = canonical;
}

// "azure/West Europe" and "microsoft/westeurope" are one place; only under the name of the reference data does it have a country.
void CanonicalNames::regions(Record &record, const QString &where, RecordSink &sink)
{
    QList<Place> others;
    for (Place &place : record.places) {
        if (place.region.isEmpty())
            continue;
        // Most records of an export stand where the one before stood.
        if (place.provider == m_lastRegion.first && place.region == m_lastRegion.second)
            continue;
        const QPair<QString, QString> written(place.provider, place.region);
        auto known = m_regionKeys.constFind(written);
        if (known == m_regionKeys.constEnd()) {
            const auto fact = m_reference.region(place.provider, place.region);
            known = m_regionKeys.insert(written, fact ? std::pair(fact->provider, fact->code) : written);
            if (fact && !fact->operatedBy.isEmpty()) {
                // A partner's own cloud is found under the name of whose technology it is, too.
                const QString technologyOf = fact->operatedBy == fact->provider ? m_reference.resolveProvider(place.provider) : fact->provider;
                if (technologyOf != fact->operatedBy)
                    m_operators.insert(*known, {fact->operatedBy, technologyOf});
            }
            if (fact && !fact->members.isEmpty())
                m_members.insert(*known, fact->members);
            // Of a zone whose name only tells what it is, no more is known than that.
            const bool onlyForm = fact && fact->country.isEmpty() && (fact->kind == "local_zone"_L1 || fact->kind == "edge"_L1);
            if ((!fact || onlyForm) && place.country.isEmpty())
                sink.diagnostic({u"unknown-region"_s, DiagnosticLevel::Warning, where,
                                 u"%1/%2: this region is not known, so that its country stays unknown; name the country or a site (@KEY)"_s.arg(
                                     place.provider, place.region)});
        }
        if (const auto members = m_members.constFind(*known); members != m_members.constEnd()) {
            // What a dual region holds is in each of the two.
            place.provider = known->first;
            for (const QString &member : *members) {
                place.region = member;
                if (member != members->constLast())
                    others.append(place);
            }
        } else if (*known != written) {
            place.provider = known->first;
            place.region = known->second;
        } else {
            m_lastRegion = written;
        }
    }
    for (const Place &place : std::as_const(others)) {
        if (!record.places.contains(place))
            record.places.append(place);
    }
}

/// Who operates where all of the places are, if it is another than the provider that they are named after.
CanonicalNames::Operator CanonicalNames::operatorOf(const QList<Place> &places) const
{
    Operator found;
    for (const Place &place : places) {
        const Operator here = m_operators.value({place.provider, place.region});
        if (here.by.isEmpty() || (!found.by.isEmpty() && found.by != here.by))
            return {};
        found = here;
    }
    return found;
}

void CanonicalNames::apply(Record &record, const std::vector<KnownField> &fields, const SourceHeader &header, const QString &where, RecordSink &sink)
{
    regions(record, where, sink);
    const Operator operatedBy = m_operators.isEmpty() ? Operator() : operatorOf(record.places);
    for (const KnownField &f : fields) {
        if (f.attribute->refKind != EntityKind::Provider)
            continue;
        const auto at = f.field - record.fields.constData();
        if (!std::holds_alternative<Reference>(f.field->value))
            continue;
        QString &key = std::get<Reference>(record.fields[at].value).key;
        // Whose technology it is, the export says; who operates it, and under whose law, the region tells.
        if (!operatedBy.by.isEmpty() && m_reference.resolveProvider(key) == operatedBy.technologyOf)
            key = operatedBy.by;
        provider(key, header);
    }
    // An export names a provider as it pleases; a register's own key stays what the officer made it. Whom it only names has none.
    const bool onlyNamed = record.fields.isEmpty() && record.places.isEmpty() && record.key == record.name;
    if (record.kind == EntityKind::Provider && (!header.ownKeys || onlyNamed) && m_store.find(record.kind, record.key) == 0) {
        if (const QString id = m_reference.resolveProvider(record.key); !id.isEmpty()) {
            record.key = id;
            // A certificate's holder is one company of the group.
            if (const auto fact = onlyNamed ? m_reference.provider(id) : std::nullopt)
                record.name = fact->name;
        }
    }
}

void readCertificateName(Record &record, const QString &where, RecordSink &sink)
{
    if (record.kind != EntityKind::Certification)
        return;
    const auto field = [&record](const QString &name) {
        return std::find_if(record.fields.begin(), record.fields.end(), [&name](const Field &f) { return f.attr == name; });
    };
    const auto scheme = field(u"scheme"_s);
    auto *written = scheme == record.fields.end() ? nullptr : std::get_if<QString>(&scheme->value);
    if (!written || written->isEmpty())
        return;
    const CertificateScheme read = certificateScheme(*written);
    if (!read.isKnown) {
        sink.diagnostic({u"unknown-scheme"_s, DiagnosticLevel::Warning, where,
                         u"%1: '%2' is no scheme that rules know, so that they don't count the certificate; write the scheme alone (SECNUMCLOUD, C5, HDS, ENS, ISO27001), "
                         "and edition, level and kind of report in fields of their own"_s.arg(record.key, written->left(80))});
        return;
    }
    *written = read.scheme;
    for (const auto &[name, value] : {std::pair{u"version"_s, read.version}, {u"level"_s, read.level}, {u"report_type"_s, read.reportType}}) {
        if (!value.isEmpty() && field(name) == record.fields.end())
            record.fields.append({name, value});
    }
}

} // namespace store
