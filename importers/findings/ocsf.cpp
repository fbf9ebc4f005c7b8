// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/ocsf.h"

#include "domain/requirement.h"
#include "importers/findings/asff.h"
#include "importers/findings/prowler.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace importers {
namespace {

QString firstOf(std::initializer_list<QString> texts)
{
    for (const QString &one : texts) {
        if (!one.trimmed().isEmpty())
            return one.trimmed();
    }
    return {};
}

/// A code, which some tools write as text; nothing where it is none.
std::optional<qint64> codeOf(const json &object, const char *name)
{
    bool whole = false;
    const qint64 code = text(object, name).trimmed().toLongLong(&whole);
    return whole ? std::optional(code) : std::nullopt;
}

QString severityOf(const json &f)
{
    static constexpr std::array names = {"", "", "low", "medium", "high", "critical", "critical"}; // 6: fatal
    if (const auto id = codeOf(f, "severity_id"); id && *id >= 0 && *id < static_cast<qint64>(names.size()))
        return QString::fromLatin1(names[static_cast<std::size_t>(*id)]);
    return text(f, "severity");
}

QString complianceOutcome(const json &compliance)
{
    if (const auto id = codeOf(compliance, "status_id")) {
        switch (*id) {
        case 1: return u"passed"_s;
        case 2: return u"warning"_s;
        case 3: return u"failed"_s;
        default: break;
        }
    }
    return outcomeOf(text(compliance, "status"));
}

/// "ISO/IEC 27001:2022 A.8.24" and "NIST.800-53.r5 SC-28", but not "A.8.24", "Art. 21" or "Requirement 3".
bool namesItsFramework(const QString &requirement)
{
    const QString written = requirement.trimmed();
    const QString name = written.left(std::max<qsizetype>(written.lastIndexOf(u' '), 0)).trimmed();
    return std::any_of(name.cbegin(), name.cend(), [](QChar c) { return c.isDigit(); }) || domain::requirementName(name, {}).framework != name;
}

void addRequirements(ToolFinding &t, const json &compliance, const json &byFramework)
{
    if (byFramework.is_object()) {
        for (auto it = byFramework.begin(); it != byFramework.end(); ++it) {
            const QStringList ids = texts(it.value());
            for (const QString &id : ids)
                addRequirement(t, QString::fromStdString(it.key()), id);
            if (ids.isEmpty())
                addRequirement(t, QString::fromStdString(it.key()), {});
        }
    }
    const QStringList standards = texts(member(compliance, "standards"));
    const QStringList requirements = texts(member(compliance, "requirements"));
    QStringList bare = standards; // of which no requirement is told
    for (qsizetype i = 0; i < requirements.size(); ++i) {
        const QString &requirement = requirements.at(i);
        if (namesItsFramework(requirement)) {
            addWrittenRequirement(t, requirement);
            continue;
        }
        // "A.8.24" and "Art. 21" tell no standard: it is the only one, or the one at the same place of a list as long.
        const bool paired = standards.size() == 1 || standards.size() == requirements.size();
        const QString standard = paired ? standards.value(standards.size() == 1 ? 0 : i) : QString();
        if (!standard.isEmpty()) {
            addRequirement(t, standard, requirement);
            bare.removeAll(standard);
        } else {
            addRequirement(t, requirement, {});
        }
    }
    for (const QString &standard : std::as_const(bare))
        addRequirement(t, standard, {});
}

qint64 observedAt(const json &f, const json &info)
{
    if (const qint64 time = secondsOf(text(f, "time")); time > 0)
        return time;
    for (const char *name : {"modified_time", "modified_time_dt", "last_seen_time", "last_seen_time_dt", "created_time", "created_time_dt"}) {
        if (const qint64 time = secondsOf(text(info, name)); time > 0)
            return time;
    }
    return secondsOf(text(f, "time_dt"));
}

void addResources(ToolFinding &t, const json &f)
{
    for (const char *name : {"resources", "resource"}) {
        for (const json *resource : elements(member(f, name))) {
            const QString uid = firstOf({text(*resource, "uid"), text(*resource, "name")});
            if (t.resource.isEmpty()) {
                t.resource = uid;
                t.resourceName = text(*resource, "name");
            } else {
                t.further.append(uid);
            }
            if (t.region.isEmpty())
                t.region = text(*resource, "region");
        }
    }
}

QString linkOf(const json &f, const json &info)
{
    for (const json *remediation : {&member(f, "remediation"), &member(info, "remediation")}) {
        for (const char *name : {"references", "kb_articles"}) {
            for (const QString &reference : texts(member(*remediation, name))) {
                if (reference.startsWith(u"http"_s))
                    return reference;
            }
        }
    }
    return firstOf({text(info, "src_url"), text(member(f, "unmapped"), "related_url")});
}

} // namespace

QString Ocsf::id() const { return u"ocsf"_s; }
QString Ocsf::displayName() const { return u"OCSF findings, also of Prowler"_s; }
QString Ocsf::mapping() const { return u"ocsf/1"_s; }
QString Ocsf::scopeOf(const ToolFinding &f) const { return f.tool + u'/' + f.account; }

QString Ocsf::withoutOutcome() const
{
    return u"detections and vulnerabilities judge no requirement: their outcome is not_available"_s;
}

bool Ocsf::isMine(const json &f) const
{
    return f.contains("class_uid") && f.contains("category_uid") && !text(member(f, "metadata"), "version").isEmpty();
}

bool Ocsf::wanted(std::string_view member) const
{
    static constexpr std::array names = {"class_uid",   "category_uid", "class_name",  "metadata",    "finding_info", "finding",   "compliance",
                                         "status",      "status_id",    "status_code", "status_detail", "severity",   "severity_id", "resources",
                                         "resource",    "cloud",        "time",        "time_dt",     "message",     "remediation", "unmapped",
                                         "activity_id"};
    return std::find(names.begin(), names.end(), member) != names.end();
}

FindingsJson::Outcome Ocsf::read(const json &f) const
{
    Outcome out;
    const qint64 kind = text(f, "class_uid").toLongLong();
    if (kind < 2001 || kind > 2007) {
        out.goneCode = u"no-finding"_s;
        out.goneWhy = u"class %1 is no finding; 2001, 2002, 2003, 2004 and 2007 are"_s.arg(text(f, "class_uid").left(20));
        return out;
    }
    const json &info = member(f, member(f, "finding_info").is_object() ? "finding_info" : "finding");
    const json &product = member(member(f, "metadata"), "product");
    const json &compliance = member(f, "compliance");
    const json &cloud = member(f, "cloud");
    ToolFinding t;
    const QString uid = text(info, "uid").trimmed();
    const bool prowler = text(product, "name") == u"Prowler"_s;
    QString key = prowler ? u"prowler"_s : awsProductKey(text(product, "uid"));
    if (key.isEmpty())
        key = firstOf({text(product, "name"), text(product, "vendor_name"), u"ocsf"_s}).toLower();
    t.tool = awsProductName(key, firstOf({text(product, "name"), text(product, "vendor_name")}));
    t.version = prowler ? text(product, "version") : QString();
    t.check = firstOf({text(member(f, "metadata"), "event_code"), text(compliance, "control"), text(member(product, "feature"), "uid")});
    t.title = text(info, "title");
    const QString byCode = outcomeOf(text(f, "status_code"));
    t.outcome = compliance.is_object() ? complianceOutcome(compliance) : byCode;
    if (t.outcome.isEmpty())
        t.outcome = byCode.isEmpty() ? u"not_available"_s : byCode;
    t.severity = severityOf(f);
    t.account = firstOf({text(member(cloud, "account"), "uid"), text(cloud, "account_uid")});
    t.region = text(cloud, "region");
    addResources(t, f);
    addRequirements(t, compliance, member(member(f, "unmapped"), "compliance"));
    t.observed = observedAt(f, info);
    t.muted = text(f, "status").compare(u"suppressed"_s, Qt::CaseInsensitive) == 0 || text(f, "status_id") == u"3"_s;
    t.detail = firstOf({text(compliance, "status_detail"), text(f, "status_detail"), text(f, "message"), text(info, "desc")});
    t.url = linkOf(f, info);
    t.key = prowler ? prowlerKey({uid, text(cloud, "provider"), t.check, t.account, t.region, t.resource, t.resourceName}) : key + u':' + uid;
    if (uid.isEmpty() && !prowler)
        out.wrong = u"a finding needs an identifier (finding_info.uid)"_s;
    if (text(f, "activity_id") == u"3"_s) {
        out.goneCode = u"closed"_s;
        out.goneWhy = u"closed: the tool no longer holds it"_s;
    }
    out.finding = t;
    return out;
}

} // namespace importers
