// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services.h"
#include "rules/served.h"
#include "store/attributestore.h"
#include "text/mappingtext.h"

#include <QSqlDatabase>

namespace app {

/// What stands in every framework after a run, and what mappings and certificates make of it. A value that refers to the services, which outlive it.
class MappedStandings
{
public:
    /// Certificates are read as of the day. Thread: the connection's.
    static domain::Result<MappedStandings> of(const Services &, QSqlDatabase &, store::AttributeStore &, const QHash<QString, rules::StatusCounts> &results, domain::Day asOf);

    rules::RequirementResult result(const rules::ListedRequirement &) const;
    /// What people found of a requirement that no rule decides, where an answer counts on the day; else none.
    const rules::PeoplesFinding *found(const rules::ListedRequirement &) const;
    /// For whom an answer of it is missing, by name; of those of whom it isn't known whether the framework concerns them, with a word about that.
    QStringList missing(const rules::ListedRequirement &) const;
    /// Whom an answer holds for: "the whole organisation", or the legal entity's name.
    QString forWhom(const domain::RequirementAnswer &) const;
    /// Of a legal entity in an answer; empty: of none.
    QString keyOf(qint64 legalEntity) const { return m_keys.value(legalEntity); }
    rules::Following following(const rules::ListedRequirement &) const;
    rules::Coverage coverage(const rules::RequirementList &) const;
    const QList<rules::HeldCertificates> &held() const { return m_held; }
    const text::CertificateWords &words(int held) const { return m_words.at(held); }
    QString evidenceWords(const rules::Evidence &) const;
    /// Is the rule on things of which none is recorded, and nobody has declared that there is none?
    bool isUnrecorded(const QString &rule) const { return m_unrecorded.contains(rule); }
    /// Of what such rules of a rule set are, as the inventory calls it: "Access rights".
    QStringList unrecordedOf(const rules::Pack &) const;

private:
    explicit MappedStandings(const Services &services) : m_services(&services) {}

    const Services *m_services;
    rules::Standings m_standings;
    rules::FoundByPeople m_found;
    QHash<qint64, QString> m_names, m_keys; ///< of the legal entities in it
    QSet<QString> m_unrecorded;
    QList<rules::HeldCertificates> m_held;
    QList<text::CertificateWords> m_words;
};

} // namespace app
