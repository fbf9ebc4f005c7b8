// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"
#include "importers/aws/arn.h"
#include "importers/aws/iampolicy.h"
#include "importers/keymarks.h"

#include <nlohmann/json_fwd.hpp>

#include <QByteArray>
#include <QHash>

namespace importers {

/// What one principal of a statement is, as an identity.
struct IamPrincipal
{
    QString key;
    QString kind;
    QString account;
    QString provider; ///< of a service
    std::optional<bool> external;
    bool listed = false; ///< an identity of this very file: no entity of its own

    /// As an access right names it: an account may be written by its number or by its ARN, which AWS makes of the number.
    QString shown(const QString &written) const { return kind == QLatin1StringView("account") && !account.isEmpty() ? key : written; }
};

/// Makes identities and access rights of IAM's users, groups, roles and policies, whichever export they stand in: the
/// same thing gets the same keys and values from each. Knows the policies, groups and roles of all pages before the
/// first record is made. Lives for one file.
class IamReader
{
public:
    enum class List { Users, Groups, Roles, Policies };

    IamReader(domain::RecordSink &sink, const QString &mapping) : m_sink(sink), m_mapping(mapping) {}

    /// What one item says counts for all: to be called for each before the first record. Members are named as in the
    /// answer of GetAccountAuthorizationDetails.
    void index(const nlohmann::json &item, List);
    bool hasIndexed(List list) const { return m_indexed.at(static_cast<std::size_t>(list)); }
    /// A GroupList may be marked with GroupListIsPartial: true.
    /// One record of the export: the identity and what it may do, or that a policy was read with its principals.
    void read(const nlohmann::json &item, List, const QString &where);
    /// Who the principal of a statement on something of `owner` is: its account and partition.
    IamPrincipal principalOf(const QString &type, const QString &value, const Arn &owner) const;
    /// The entity of a principal from elsewhere, once for a file.
    void announce(const IamPrincipal &, const QString &name);

private:
    std::array<bool, 4> m_indexed{};
    using Statements = std::vector<IamStatement>;
    /// What a role may do at most.
    struct RolePower
    {
        QString privilege;
        QString unknown; ///< why that can't be told
    };
    /// The policies that stand in an identity itself, each read once.
    struct Inline
    {
        QString name;
        std::optional<Statements> statements; ///< nothing: can't be read
    };
    static std::vector<Inline> inlineOf(const nlohmann::json &item, const char *list);
    RolePower powerOf(const nlohmann::json &item, const std::vector<Inline> &) const;
    void indexPolicy(const nlohmann::json &item);
    /// Of a managed policy whose text is in the file; null: it is not, or can't be read. Valid until the next call.
    const Statements *statementsOf(const QString &policyArn) const;
    QString roleOfSession(const Arn &session) const;
    void identity(const nlohmann::json &item, List, const QString &where);
    void policy(const nlohmann::json &item);
    void grants(const nlohmann::json &item, const Arn &arn, const QString &kind, const char *inlineList, const std::vector<Inline> &,
                const QString &where);
    void policyGrants(const Arn &arn, const QString &kind, const QString &policy, const Statements &);
    void attachedUnknown(const Arn &arn, const QString &kind, const QString &policyArn, const QString &where);
    void trust(const nlohmann::json &item, const Arn &role, const RolePower &, const std::optional<Statements> &, const QString &where);
    static bool isForAgents(const nlohmann::json &item, const IamStatement &statement);
    static QString roleKind(const nlohmann::json &item, const std::optional<Statements> &trust);

    domain::RecordSink &m_sink;
    QString m_mapping;
    /// ARN -> the document as JSON text: of a large account all policies, read into statements, take several times the memory.
    QHash<QByteArray, QByteArray> m_policies;
    mutable QHash<QString, Statements> m_recent; ///< policies that were read last: some are attached to nearly everybody
    KeyMarks m_attached;
    QHash<QString, QString> m_groups; ///< account and name -> ARN
    QHash<QString, QString> m_roles;  ///< account and name -> ARN, of those that lie in a path
    KeyMarks m_listed;                ///< ARNs of this file's identities
    KeyMarks m_announced;             ///< principals from elsewhere that have got their entity
};

} // namespace importers
