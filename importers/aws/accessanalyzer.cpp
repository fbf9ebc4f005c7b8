// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/accessanalyzer.h"

#include "importers/aws/arn.h"
#include "importers/aws/iampolicy.h"
#include "importers/aws/iamreader.h"
#include "importers/jsonmembers.h"
#include "importers/keymarks.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QDateTime>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

constexpr auto AnalyzerMapping = "aws-access-analyzer/1";

/// The findings of a page: the list, a bare array that --query left, or one finding with its details.
const json &findingsOf(const json &root)
{
    return root.is_object() && root.contains("findings") ? member(root, "findings") : root;
}

int scoreOfFinding(const json &finding)
{
    if (!finding.is_object() || !finding.contains("resourceType") || !finding.contains("status"))
        return 0;
    return finding.contains("analyzedAt") && (finding.contains("id") || finding.contains("findingType")) ? 3 : 0;
}

qint64 secondsOf(const QString &stamp)
{
    const QDateTime time = QDateTime::fromString(stamp, Qt::ISODateWithMs);
    return time.isValid() ? time.toSecsSinceEpoch() : 0;
}

/// One way in: a principal and what it may do.
struct Access
{
    QString type; ///< AWS, Federated, CanonicalUser, Service; "*": everybody
    QString value;
    QStringList actions;
    QString conditions;
    bool needsMfa = false;
};

bool demandsMfa(const json &condition)
{
    if (!condition.is_object())
        return false;
    for (const auto &[key, value] : condition.items()) {
        if (QString::fromStdString(key).compare("aws:MultiFactorAuthPresent"_L1, Qt::CaseInsensitive) == 0)
            return text(value).compare("true"_L1, Qt::CaseInsensitive) == 0;
    }
    return false;
}

/// Principals in the details: an object of type and value; nothing where they are unsaid.
QList<Access> accessesOf(const json &details)
{
    QList<Access> found;
    const json &principal = member(details, "principal");
    const json &condition = member(details, "condition");
    Access common;
    common.actions = texts(member(details, "action"));
    common.actions.sort();
    if (condition.is_object() && !condition.empty())
        common.conditions = compact(condition);
    common.needsMfa = demandsMfa(condition);
    if (principal.is_object()) {
        for (const auto &[type, value] : principal.items()) {
            for (const QString &one : texts(value)) {
                Access access = common;
                access.type = one == "*"_L1 ? u"*"_s : QString::fromStdString(type);
                access.value = one;
                found.append(access);
            }
        }
    }
    if (found.isEmpty() && isTrue(member(details, "isPublic"))) {
        common.type = u"*"_s;
        common.value = u"*"_s;
        found.append(common);
    }
    return found;
}

/// The same access has the same key from every analyzer and from both versions of the list.
QString keyOf(const QString &resource, const Access &access)
{
    const QByteArray extent =
        QCryptographicHash::hash((access.actions.join(u' ') + u'\n' + access.conditions).toUtf8(), QCryptographicHash::Sha256)
            .toHex()
            .left(12);
    return resource + u"#external#"_s + access.type + u':' + access.value + u'#' + QString::fromLatin1(extent);
}

QString restrictionOf(const json &finding, const json &details)
{
    QString said = text(finding, "resourceControlPolicyRestriction");
    if (said.isEmpty())
        said = text(details, "resourceControlPolicyRestriction");
    if (said == "APPLICABLE"_L1 || said == "APPLIED"_L1)
        return u"A resource control policy limits it; what it blocks is not among the actions"_s;
    if (said == "FAILED_TO_EVALUATE_RCP"_L1)
        return u"Resource control policies could not be evaluated: it may be less"_s;
    return {};
}

class FindingReader
{
public:
    explicit FindingReader(domain::RecordSink &sink) : m_sink(sink), m_reader(sink, QString::fromLatin1(AnalyzerMapping)) {}

    void read(const json &finding, const QString &where)
    {
        const QString resource = text(finding, "resource").trimmed();
        const QString id = text(finding, "id").trimmed();
        const QString type = text(finding, "findingType");
        const QString status = text(finding, "status");
        if (!finding.is_object() || (resource.isEmpty() && id.isEmpty())) {
            m_sink.rejected(u"missing-resource"_s, where, u"neither a resource nor an id: the finding can't be told from others"_s);
            return;
        }
        const QString name = resource.isEmpty() ? id : resource;
        if (type.startsWith("Unused"_L1)) {
            unused(finding, type, resource, status);
            return;
        }
        if (status == "ARCHIVED"_L1) {
            m_sink.ignored(u"archived"_s, u"%1: the finding was archived as intended; the access itself is told by the policies "
                                          "(AWS Config, IAM)"_s.arg(name));
            return;
        }
        const auto ways = waysOf(finding);
        if (status == "RESOLVED"_L1) {
            resolved(finding, resource, ways);
            m_sink.ignored(u"resolved"_s, u"%1: the access is no longer there"_s.arg(name));
            return;
        }
        if (status != "ACTIVE"_L1) {
            m_sink.rejected(u"bad-value"_s, where + u"/status"_s, u"'%1' is neither ACTIVE, ARCHIVED nor RESOLVED"_s.arg(status));
            return;
        }
        if (const QString error = text(finding, "error"); !error.isEmpty()) {
            m_sink.diagnostic({u"not-analysed"_s, domain::DiagnosticLevel::Warning, where,
                               u"%1: Access Analyzer could not analyse it (%2); who can reach it is not known"_s.arg(name, error)});
            if (ways.isEmpty()) {
                m_sink.ignored(u"not-analysed"_s, u"%1: %2"_s.arg(name, error));
                return;
            }
        }
        if (ways.isEmpty() && type == "InternalAccess"_L1) {
            m_sink.ignored(u"internal-access"_s, u"%1: access from within, of which only get-finding-v2 tells whose"_s.arg(name));
            return;
        }
        if (ways.isEmpty()) {
            unnamed(finding, resource, id);
            return;
        }
        int n = 0;
        for (const auto &[access, details] : ways)
            grant(finding, *details, resource, access, ways.size() == 1 ? id : QString(), where, n++);
    }

    qint64 unnamedCount() const { return m_unnamed; }

private:
    using Ways = QList<std::pair<Access, const json *>>;

    static Ways waysOf(const json &finding)
    {
        Ways ways;
        const auto take = [&ways](const json &details) {
            for (const Access &access : accessesOf(details))
                ways.append({access, &details});
        };
        take(finding);
        for (const json *one : elements(member(finding, "findingDetails"))) {
            take(member(*one, "externalAccessDetails"));
            take(member(*one, "internalAccessDetails"));
        }
        return ways;
    }

    /// The resource's ARN with the account that a bucket's own lacks.
    static Arn ownerOf(const json &finding, const QString &resource)
    {
        Arn arn = Arn::fromText(resource).value_or(Arn{u"aws"_s, {}, {}, {}, resource});
        if (arn.account.isEmpty())
            arn.account = text(finding, "resourceOwnerAccount").trimmed();
        return arn;
    }

    static void sayTarget(Record &grant, const QString &resource, const QStringList &actions)
    {
        const auto arn = Arn::fromText(resource);
        const bool isRole = arn && arn->service == "iam"_L1;
        if (arn && !isRole && arn->service != "kms"_L1)
            grant.fields.append({u"workload"_s, Reference{resource}});
        say(grant, u"resource"_s, resource);
        if (!isRole)
            say(grant, u"resource_kind"_s, iamResourceKind(resource, actions));
        grant.fields.append({u"trust"_s, isRole});
    }

    void resolved(const json &finding, const QString &resource, const Ways &ways)
    {
        const qint64 seen = secondsOf(text(finding, "updatedAt"));
        for (const auto &way : ways) {
            Record gone;
            gone.kind = EntityKind::Grant;
            gone.key = keyOf(resource, way.first);
            gone.mapping = QString::fromLatin1(AnalyzerMapping);
            gone.captured = seen;
            gone.deleted = true;
            m_sink.entity(std::move(gone));
        }
    }

    Record started(const json &finding, const QString &key, const QString &id) const
    {
        Record grant;
        grant.kind = EntityKind::Grant;
        grant.key = key;
        grant.mapping = QString::fromLatin1(AnalyzerMapping);
        grant.captured = secondsOf(text(finding, "analyzedAt"));
        if (!id.isEmpty())
            grant.aliases.append({u"access-analyzer"_s, u"access-analyzer/"_s + id});
        say(grant, u"effect"_s, u"allow"_s);
        return grant;
    }

    void grant(const json &finding, const json &details, const QString &resource, const Access &access, const QString &id,
               const QString &where, int n)
    {
        const Arn owner = ownerOf(finding, resource);
        const IamPrincipal principal = m_reader.principalOf(access.type, access.value, owner);
        IamStatement statement;
        statement.actions = access.actions;
        statement.conditions = access.conditions;
        statement.needsMfa = access.needsMfa;

        const QString key = keyOf(resource, access);
        if (m_keys.contains(key)) {
            m_sink.diagnostic({u"same-access"_s, domain::DiagnosticLevel::Info, where,
                               u"%1: another finding of the file tells the same access"_s.arg(resource)});
        }
        m_keys.insert(key);
        if (principal.external.value_or(true) || principal.account.isEmpty())
            m_reader.announce(principal, access.value);
        Record grant = started(finding, key, n == 0 ? id : QString());
        grant.name = access.value + u" -> "_s + owner.lastPart();
        grant.fields.append({u"identity"_s, Reference{principal.key}});
        say(grant, u"principal"_s, access.value);
        say(grant, u"principal_type"_s, principal.kind);
        sayTarget(grant, resource, access.actions);
        say(grant, u"privilege"_s, iamPrivilege(statement));
        if (!access.actions.isEmpty())
            grant.fields.append({u"actions"_s, domain::ListValue{access.actions, true}});
        if (access.conditions.isEmpty())
            grant.fields.append({u"conditions"_s, domain::Absent{}});
        else
            say(grant, u"conditions"_s, access.conditions);
        if (access.needsMfa)
            grant.fields.append({u"mfa"_s, true});
        grant.fields.append({u"maximum"_s, true});
        say(grant, u"description"_s, restrictionOf(finding, details));
        m_sink.entity(std::move(grant));
    }

    /// The second version of the list says that somebody from outside has access, not who.
    void unnamed(const json &finding, const QString &resource, const QString &id)
    {
        if (id.isEmpty()) {
            m_sink.ignored(u"no-principal"_s, u"%1: neither the principal nor the finding's id"_s.arg(resource));
            return;
        }
        ++m_unnamed;
        Record grant = started(finding, u"access-analyzer/"_s + id, id);
        grant.name = u"from outside -> "_s + ownerOf(finding, resource).lastPart();
        sayTarget(grant, resource, {});
        grant.fields.append({u"maximum"_s, true});
        say(grant, u"description"_s, restrictionOf(finding, finding));
        m_sink.entity(std::move(grant));
    }

    /// What is not used says nothing of who has access, but for the day on which a role was last used.
    void unused(const json &finding, const QString &type, const QString &resource, const QString &status)
    {
        const auto arn = Arn::fromText(resource);
        if (type == "UnusedIAMRole"_L1 && status == "ACTIVE"_L1 && arn && arn->service == "iam"_L1) {
            for (const json *one : elements(member(finding, "findingDetails"))) {
                const auto day = awsDay(member(member(*one, "unusedIamRoleDetails"), "lastAccessed"));
                if (!day)
                    continue;
                Record role;
                role.kind = EntityKind::Identity;
                role.key = arn->text();
                role.name = arn->lastPart();
                role.mapping = QString::fromLatin1(AnalyzerMapping);
                role.captured = secondsOf(text(finding, "analyzedAt"));
                role.aliases.append({u"arn"_s, role.key});
                say(role, u"kind"_s, u"role"_s);
                say(role, u"account"_s, arn->account);
                role.fields.append({u"external"_s, false});
                role.fields.append({u"last_used_at"_s, qint64{*day}});
                m_sink.entity(std::move(role));
                return;
            }
        }
        m_sink.ignored(u"unused-access"_s, u"%1: %2 tells what is not used, not who has access"_s.arg(resource, type));
    }

    domain::RecordSink &m_sink;
    IamReader m_reader;
    KeyMarks m_keys;
    qint64 m_unnamed = 0;
};

} // namespace

QString AccessAnalyzer::id() const
{
    return u"aws-access-analyzer"_s;
}

QString AccessAnalyzer::displayName() const
{
    return u"AWS Access Analyzer findings"_s;
}

int AccessAnalyzer::score(const json &root) const
{
    const json &list = findingsOf(root);
    if (!list.is_array())
        return scoreOfFinding(list);
    if (list.empty())
        return root.is_object() ? 1 : 0;
    return scoreOfFinding(list.front());
}

domain::SourceHeader AccessAnalyzer::header(const json &root, const Source &source) const
{
    return headerOfPages(Pages(root), source);
}

domain::SourceHeader AccessAnalyzer::headerOfPages(const Pages &pages, const Source &source) const
{
    domain::SourceHeader header;
    QStringList accounts;
    pages.find([&](const Page &page) {
        const json &list = findingsOf(*page.root);
        for (const json *finding : elements(list)) {
            if (const QString account = text(*finding, "resourceOwnerAccount"); !account.isEmpty() && !accounts.contains(account))
                accounts.append(account);
        }
        // One analyzer's answer, and only what its filter let through: of others nothing follows.
        if (!list.is_array())
            header.scope = text(list, "resource");
        return accounts.size() > 1 || !list.is_array();
    });
    if (header.scope.isEmpty() && accounts.size() == 1)
        header.scope = accounts.first();
    if (header.scope.isEmpty())
        header.scope = source.probe.fileName;
    return header;
}

domain::Result<void> AccessAnalyzer::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    sink.markSelection();
    FindingReader reader(sink);
    auto done = pages.each([&](const Page &page) -> domain::Result<void> {
        const json &list = findingsOf(*page.root);
        const bool single = !list.is_array();
        const QString base = page.pointer + (single || page.root->is_array() ? QString() : u"/findings"_s);
        qsizetype i = page.first(list);
        for (const json *finding : elements(list)) {
            if (ordinal % 500 == 0 && context.isCancelled())
                return domain::Error{domain::ErrorCode::Cancelled, {}, base};
            const QString where = single ? base : base + u'/' + QString::number(i++);
            sink.beginRecord(ordinal++, where);
            reader.read(*finding, where);
        }
        return {};
    });
    if (!done)
        return done;
    if (reader.unnamedCount() > 0)
        sink.diagnostic({u"principal-missing"_s, domain::DiagnosticLevel::Info, QString(),
                         u"%1 findings say that somebody from outside has access, and not who: import "
                         "'aws accessanalyzer get-finding-v2' of them, or 'list-findings'"_s.arg(reader.unnamedCount())});
    return {};
}

} // namespace importers
