// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configledger.h"

#include "importers/dividedkeys.h"
#include "importers/fieldforms.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace importers {
namespace {

constexpr std::size_t HeldPrincipals = 50000;
constexpr std::size_t HeldPolicies = 20000;

NewestCaptures::Key keyOf(const ConfigIdentity &identity)
{
    if (identity.id.empty())
        return NewestCaptures::keyOf({identity.arn});
    return NewestCaptures::keyOf({identity.account, identity.region, identity.type, identity.id});
}

/// JSON types that the members of an item have besides a text, which any of them may be ("null", JSON as a text).
struct ItemForm
{
    std::string_view name;
    unsigned forms;
};
constexpr std::array itemForms = {
    ItemForm{"ARN", TextForm},
    ItemForm{"accountId", TextForm | NumberForm},
    ItemForm{"arn", TextForm},
    ItemForm{"availabilityZone", TextForm},
    ItemForm{"awsAccountId", TextForm | NumberForm},
    ItemForm{"awsRegion", TextForm},
    ItemForm{"configuration", TextForm | ObjectForm},
    ItemForm{"configurationItemCaptureTime", TextForm | NumberForm},
    ItemForm{"configurationItemStatus", TextForm},
    ItemForm{"resourceId", TextForm | NumberForm},
    ItemForm{"resourceName", TextForm | NumberForm},
    ItemForm{"resourceType", TextForm},
    ItemForm{"supplementaryConfiguration", TextForm | ObjectForm},
    ItemForm{"tags", TextForm | ObjectForm | ListForm},
};

unsigned formOf(JsonTree::Ref value)
{
    if (value.isObject())
        return ObjectForm;
    if (value.isArray())
        return ListForm;
    if (value.isNumber())
        return NumberForm;
    return value.isBool() ? unsigned{FlagForm} : 0U;
}

/// The first member of another type than AWS documents, from `member` on. Nearly all members are texts, which need no look.
const ItemForm *wrongForm(JsonTree::Ref &member)
{
    for (; member.isThere(); member = member.next()) {
        const unsigned form = member.isString() ? 0U : formOf(member);
        if (form == 0)
            continue;
        const auto known = std::lower_bound(itemForms.begin(), itemForms.end(), member.key(), [](const ItemForm &one, std::string_view name) { return one.name < name; });
        if (known != itemForms.end() && known->name == member.key() && (form & known->forms) == 0)
            return known;
    }
    return nullptr;
}

/// Who is gone: what the mapping would call the item, and nothing else of it.
std::optional<domain::Record> deletionOf(JsonTree::Ref item, const ConfigIdentity &identity)
{
    const ConfigMapped mapped = mapConfigItem(item, identity);
    if (!mapped.record)
        return std::nullopt;
    domain::Record gone;
    gone.kind = mapped.record->kind;
    gone.key = mapped.record->key;
    gone.aliases = mapped.record->aliases;
    gone.mapping = mapped.record->mapping;
    gone.deleted = true;
    return gone;
}

} // namespace

ConfigLedger::ConfigLedger(domain::RecordSink &sink, std::size_t hold)
    : m_sink(sink), m_hold(hold), m_iam(m_sink, u"aws-config/1"_s)
{
}

ConfigLedger::~ConfigLedger() = default;

void ConfigLedger::broken(const QString &where, const QString &code, const QString &message, const QString &member)
{
    Verdict verdict;
    verdict.rejectedWhere = member.isEmpty() ? where : member;
    verdict.where = where;
    verdict.rejectedCode = code;
    verdict.ignoredText = message;
    settle(std::move(verdict));
}

/// Warns of what has a wrong type; the pointer of the first.
QString ConfigLedger::lookAtForms(JsonTree::Ref item, const QString &where)
{
    QString first;
    if (!item.isObject())
        return first;
    JsonTree::Ref member = item.first();
    for (const ItemForm *form = wrongForm(member); form; form = wrongForm(member)) {
        const QString name = QString::fromUtf8(form->name.data(), static_cast<qsizetype>(form->name.size()));
        if (first.isEmpty())
            first = where + u'/' + name;
        if (++m_wrongForms <= ToldForms)
            m_sink.diagnostic({u"wrong-type"_s, domain::DiagnosticLevel::Warning, where + u'/' + name,
                               u"%1 is %2, where %3 is documented: it is not read, and what it would tell stays unknown"_s.arg(
                                   name, formWords(formOf(member)), formWords(form->forms))});
        member = member.next();
    }
    return first;
}

void ConfigLedger::item(JsonTree &item, const QString &where)
{
    const ConfigIdentity identity = configIdentity(item.root());
    const QString wrong = lookAtForms(item.root(), where);
    if (!identity.isValid() && !wrong.isEmpty()) {
        broken(where, u"wrong-type"_s, u"another type than is documented, so that the item can't be told from others"_s, wrong);
        return;
    }
    if (!identity.isValid()) {
        broken(where, u"no-identity"_s, u"neither an ARN nor resourceType and resourceId: select them in the query"_s);
        return;
    }
    Verdict verdict;
    verdict.where = where;
    verdict.captured = identity.captured;
    verdict.key = keyOf(identity);
    const NewestCaptures::Seen seen = m_newest.note(verdict.key, identity.captured);
    const bool older = seen.before && identity.captured <= seen.captured;

    if (m_scopes.size() < 2 && !identity.account.empty() && !identity.region.empty() && identity.region != "global")
        m_scopes.emplace(identity.account, identity.region);
    const bool deleted = identity.status.starts_with("ResourceDeleted");
    if (deleted) {
        verdict.ignoredCode = u"deleted"_s;
        verdict.ignoredText = u"the resource was deleted"_s;
        if (!older)
            verdict.record = deletionOf(item.root(), identity);
        m_lateDeletion = m_lateDeletion || (seen.before && !older && m_hold == 0);
    } else if (identity.status == "ResourceNotRecorded") {
        verdict.ignoredCode = u"not-recorded"_s;
        verdict.ignoredText = u"the type of resource is not recorded"_s;
    } else if (older) {
        verdict.ignoredCode = u"superseded"_s;
        verdict.ignoredText = u"a newer capture of the same resource is in the file"_s;
    } else if (const auto list = identity.arn.empty() ? std::nullopt : iamListOf(identity.type)) {
        auto details = std::make_unique<nlohmann::json>(iamDetailsOf(item.root(), identity));
        m_withoutDetails += static_cast<qint64>(!item.root().member("configuration").isObject());
        m_principals.push_back({where, verdict.key, m_ordinal++, identity.captured, *list, std::move(details)});
        if (m_principals.size() >= HeldPrincipals)
            releasePrincipals(nullptr);
        return;
    } else {
        ConfigMapped mapped = mapConfigItem(item.root(), identity);
        if (mapped.unknownType)
            ++m_unknownTypes[std::string(identity.type)];
        if (mapped.dividedKeys)
            m_dividedKeys.append(mapped.record ? mapped.record->name : QString());
        verdict.record = std::move(mapped.record);
        verdict.others = std::move(mapped.others);
        verdict.ignoredCode = mapped.ignoredCode;
        verdict.ignoredText = mapped.ignoredText;
        if (!mapped.copiedTo.isEmpty() && m_copied++ == 0 && verdict.record)
            m_firstCopied = verdict.record->key + u" to "_s + mapped.copiedTo;
        if (mapped.policies) {
            verdict.policies = std::move(mapped.policies);
            verdict.account =
                QString::fromUtf8(identity.account.data(), static_cast<qsizetype>(identity.account.size()));
        }
    }
    settle(std::move(verdict));
}

void ConfigLedger::settle(Verdict &&verdict)
{
    verdict.ordinal = m_ordinal++;
    if (verdict.policies) {
        m_withPolicies.push_back(std::move(verdict));
        if (m_withPolicies.size() >= HeldPolicies)
            releasePolicies();
        return;
    }
    if (m_hold == 0) {
        handOver(std::move(verdict));
        return;
    }
    m_held.push_back(std::move(verdict));
    if (m_held.size() >= m_hold) {
        release();
        m_hold = 0;
    }
}

void ConfigLedger::handOver(Verdict &&verdict)
{
    m_sink.beginRecord(verdict.ordinal, verdict.where, verdict.captured);
    if (!verdict.rejectedCode.isEmpty()) {
        m_sink.rejected(verdict.rejectedCode, verdict.rejectedWhere, verdict.ignoredText);
    } else if (verdict.record && verdict.record->deleted) {
        m_sink.entity(std::move(*verdict.record));
        m_sink.ignored(verdict.ignoredCode, verdict.ignoredText);
    } else if (verdict.record) {
        for (domain::Record &other : verdict.others)
            m_sink.entity(std::move(other));
        m_sink.entity(std::move(*verdict.record));
    } else {
        m_sink.ignored(verdict.ignoredCode, verdict.ignoredText);
    }
}

/// What was the newest when it was read may have met a newer one, or its deletion, since.
bool ConfigLedger::supersede(Verdict &verdict)
{
    if (!verdict.record || m_newest.newest(verdict.key) <= verdict.captured)
        return false;
    const bool deleted = verdict.record->deleted;
    verdict.record.reset();
    if (deleted)
        return true;
    verdict.ignoredCode = u"superseded"_s;
    verdict.ignoredText = u"a newer capture of the same resource is in the file"_s;
    return true;
}

void ConfigLedger::release()
{
    for (Verdict &verdict : m_held) {
        supersede(verdict);
        handOver(std::move(verdict));
    }
    m_held.clear();
}

void ConfigLedger::releasePrincipals(domain::JobContext *context)
{
    for (const Principal &principal : m_principals) {
        if (m_newest.newest(principal.key) <= principal.captured)
            m_iam.index(*principal.details, principal.list);
    }
    qint64 done = 0;
    for (Principal &principal : m_principals) {
        if (context && ++done % 500 == 0 && context->isCancelled())
            return;
        m_sink.beginRecord(principal.ordinal, principal.where, principal.captured);
        if (m_newest.newest(principal.key) > principal.captured)
            m_sink.ignored(u"superseded"_s, u"a newer capture of the same resource is in the file"_s);
        else
            m_iam.read(*principal.details, principal.list, principal.where);
        principal.details.reset();
    }
    m_principals.clear();
}

void ConfigLedger::releasePolicies()
{
    for (Verdict &verdict : m_withPolicies) {
        if (supersede(verdict)) {
            handOver(std::move(verdict));
            continue;
        }
        const std::shared_ptr<ResourcePolicies> policies = std::move(verdict.policies);
        domain::Record owner = std::move(*verdict.record);
        m_sink.beginRecord(verdict.ordinal, verdict.where, verdict.captured);
        const PolicyReading reading = readResourcePolicies(*policies, owner, verdict.account, m_iam, m_sink, m_tally);
        if (reading.demandsTls && owner.kind == domain::EntityKind::Workload)
            owner.fields.append({u"encryption_in_transit"_s, true});
        if (reading.unreadable > 0)
            m_sink.diagnostic(
                {u"policy-unreadable"_s, domain::DiagnosticLevel::Warning, verdict.where,
                 u"%1: the policy of the resource is not JSON; whom it admits is not known"_s.arg(owner.key)});
        for (domain::Record &other : verdict.others)
            m_sink.entity(std::move(other));
        m_sink.entity(std::move(owner));
    }
    m_withPolicies.clear();
}

void ConfigLedger::sayTally()
{
    const auto info = [this](const QString &code, const QString &text) {
        m_sink.diagnostic({code, domain::DiagnosticLevel::Info, QString(), text});
    };
    if (m_withoutDetails > 0)
        info(u"iam-policies-missing"_s,
             u"%1 identities of IAM came without their configuration, so that what they may do is not known: select "
             "configuration in the query, or import a snapshot"_s.arg(m_withoutDetails));
    if (m_wrongForms > ToldForms)
        m_sink.diagnostic({u"wrong-type"_s, domain::DiagnosticLevel::Warning, QString(),
                           u"%1 more members of items have another type than is documented"_s.arg(m_wrongForms - ToldForms)});
    if (m_copied > 0)
        m_sink.diagnostic(
            {u"replicated-buckets"_s, domain::DiagnosticLevel::Info, QString(),
             u"%1 buckets are replicated to other buckets (%2): where the copies are follows from those buckets, once they are "
             "imported; else say it under 'Backed up in'"_s.arg(m_copied)
                 .arg(m_firstCopied)});
    if (m_tally.denials > 0)
        info(u"policy-denials"_s,
             u"%1 statements of resource policies deny; they are no access rights"_s.arg(m_tally.denials));
    if (m_tally.ownAccount > 0)
        info(u"policy-own-account"_s,
             u"%1 statements of resource policies admit their own account, whose policies then decide"_s.arg(
                 m_tally.ownAccount));
    if (m_tally.services > 0)
        info(u"policy-services"_s,
             u"%1 statements of resource policies admit services of the provider itself"_s.arg(m_tally.services));
    if (m_tally.cutOff > 0)
        info(u"policy-public-blocked"_s,
             u"%1 public statements have no effect, since public access is blocked"_s.arg(m_tally.cutOff));
}

bool ConfigLedger::leaves(const QString &scope) const
{
    return std::any_of(m_scopes.cbegin(), m_scopes.cend(), [&scope](const auto &place) {
        return scope != QString::fromStdString(place.first + '/' + place.second);
    });
}

void ConfigLedger::finish(domain::JobContext &context)
{
    release();
    releasePrincipals(&context);
    if (context.isCancelled())
        return;
    releasePolicies();
    sayTally();
    tellDividedKeys(m_dividedKeys, m_sink);
    for (const auto &[type, count] : m_unknownTypes)
        m_sink.diagnostic(
            {u"unknown-type"_s, domain::DiagnosticLevel::Info, QString(),
             u"%1: type is not in the table, kept as supporting (%2 items)"_s.arg(QString::fromStdString(type))
                 .arg(count)});
    if (m_lateDeletion)
        m_sink.diagnostic(
            {u"deleted-later"_s, domain::DiagnosticLevel::Warning, QString(),
             u"some resources occur first as existing and then as deleted: they are kept, marked as vanished"_s});
}

} // namespace importers
