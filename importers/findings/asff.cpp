// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/asff.h"

#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QHash>

#include <array>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace importers {
namespace {

/// "aws-foundational-security-best-practices/v/1.0.0" and "standards/pci-dss/v/4.0.1" -> "pci-dss 4.0.1".
QString standardName(const QString &id)
{
    QStringList parts = id.section(u":::"_s, -1).split(u'/', Qt::SkipEmptyParts);
    if (!parts.isEmpty() && (parts.constFirst() == u"standards"_s || parts.constFirst() == u"ruleset"_s))
        parts.removeFirst();
    parts.removeAll(u"v"_s);
    return parts.join(u' ');
}

void addRequirements(ToolFinding &f, const json &compliance, const json &product)
{
    for (const QString &related : texts(member(compliance, "RelatedRequirements"))) {
        if (f.tool != u"Prowler"_s) {
            addWrittenRequirement(f, related);
            continue;
        }
        // "CIS-1.4 1.20 1.21"
        const QStringList words = related.split(u' ', Qt::SkipEmptyParts);
        if (words.size() == 1)
            addRequirement(f, words.constFirst(), {});
        for (const QString &word : words.mid(1))
            addRequirement(f, words.constFirst(), word);
    }
    if (f.requirements.isEmpty()) {
        for (const json *standard : elements(member(compliance, "AssociatedStandards")))
            addRequirement(f, standardName(text(*standard, "StandardsId")), {});
    }
    if (f.requirements.isEmpty())
        addRequirement(f, standardName(text(product, "StandardsArn")), {});
}

QString firstOf(std::initializer_list<QString> texts)
{
    for (const QString &one : texts) {
        if (!one.trimmed().isEmpty())
            return one.trimmed();
    }
    return {};
}

/// The label, else the band of the number from 0 to 100 that came before labels; 0 is a mere information.
QString gradeOf(const json &severity)
{
    const QString label = text(severity, "Label");
    if (!label.isEmpty())
        return label;
    bool isNumber = false;
    const double number = text(severity, "Normalized").toDouble(&isNumber);
    if (!isNumber || number < 1 || number > 100)
        return {};
    return number < 40 ? u"low"_s : number < 70 ? u"medium"_s : number < 90 ? u"high"_s : u"critical"_s;
}

} // namespace

QString awsProductKey(const QString &productArn)
{
    const QString product = productArn.section(u":product/"_s, 1);
    return product.section(u'/', -1).toLower();
}

QString awsProductName(const QString &key, const QString &written)
{
    static const QHash<QString, QString> names = {
        {u"securityhub"_s, u"AWS Security Hub"_s}, {u"guardduty"_s, u"Amazon GuardDuty"_s}, {u"inspector"_s, u"Amazon Inspector"_s},
        {u"macie"_s, u"Amazon Macie"_s},           {u"config"_s, u"AWS Config"_s},          {u"access-analyzer"_s, u"AWS IAM Access Analyzer"_s},
        {u"health"_s, u"AWS Health"_s},            {u"prowler"_s, u"Prowler"_s},
    };
    const QString known = names.value(key);
    return known.isEmpty() ? firstOf({written, key}) : known;
}

QString Asff::id() const { return u"asff"_s; }
QString Asff::displayName() const { return u"AWS Security Hub findings (ASFF), also of Prowler"_s; }
QString Asff::mapping() const { return u"asff/1"_s; }

QString Asff::withoutOutcome() const
{
    return u"findings without Compliance tell of a threat or a weakness and judge no requirement: their outcome is not_available"_s;
}

bool Asff::isMine(const json &f) const { return text(f, "SchemaVersion") == u"2018-10-08"_s && f.contains("ProductArn"); }

bool Asff::wanted(std::string_view member) const
{
    static constexpr std::array names = {"SchemaVersion", "Id",       "ProductArn",  "ProductName", "GeneratorId",   "AwsAccountId",
                                         "Region",        "Title",    "Description", "Severity",    "Compliance",    "Workflow",
                                         "WorkflowState", "Resources", "RecordState", "Remediation", "LastObservedAt", "UpdatedAt",
                                         "CreatedAt",     "ProductFields", "SourceUrl", "FindingProviderFields"};
    return std::find(names.begin(), names.end(), member) != names.end();
}

FindingsJson::Outcome Asff::read(const json &f) const
{
    Outcome out;
    const QString uid = text(f, "Id").trimmed();
    if (uid.isEmpty() || !f.contains("ProductArn")) {
        out.wrong = u"a finding needs Id and ProductArn"_s;
        return out;
    }
    ToolFinding t;
    const json &product = member(f, "ProductFields");
    const json &compliance = member(f, "Compliance");
    const bool prowler = text(product, "ProviderName") == u"Prowler"_s;
    const QString key = prowler ? u"prowler"_s : awsProductKey(text(f, "ProductArn"));
    // A product of the account itself tells who wrote it in the fields.
    t.tool = key == u"default"_s ? firstOf({text(product, "ProviderName"), text(f, "ProductName"), key})
                                 : awsProductName(key, firstOf({text(f, "ProductName"), text(product, "aws/securityhub/ProductName")}));
    t.version = text(product, "ProviderVersion");
    t.key = (key.isEmpty() ? u"asff"_s : key) + u':' + uid;
    t.check = firstOf({text(compliance, "SecurityControlId"), text(product, "ControlId"), text(f, "GeneratorId")});
    if (prowler && t.check.startsWith(u"prowler-"_s))
        t.check = t.check.mid(8);
    t.title = text(f, "Title");
    const QString status = text(compliance, "Status");
    t.outcome = status.isEmpty() ? u"not_available"_s : outcomeOf(status);
    if (t.outcome.isEmpty())
        out.wrong = u"Compliance.Status is '%1'; PASSED, FAILED, WARNING or NOT_AVAILABLE is expected"_s.arg(status.left(40));
    t.severity = firstOf({gradeOf(member(f, "Severity")), gradeOf(member(member(f, "FindingProviderFields"), "Severity"))});
    t.account = text(f, "AwsAccountId");
    t.region = text(f, "Region");
    for (const json *resource : elements(member(f, "Resources"))) {
        const QString id = text(*resource, "Id");
        if (t.resource.isEmpty())
            t.resource = id;
        else
            t.further.append(id);
        if (t.region.isEmpty())
            t.region = text(*resource, "Region");
    }
    addRequirements(t, compliance, product);
    for (const char *name : {"UpdatedAt", "LastObservedAt", "CreatedAt"}) {
        if (t.observed == 0)
            t.observed = secondsOf(text(f, name));
    }
    t.muted = text(member(f, "Workflow"), "Status") == u"SUPPRESSED"_s;
    QStringList reasons;
    for (const json *reason : elements(member(compliance, "StatusReasons")))
        reasons.append(firstOf({text(*reason, "Description"), text(*reason, "ReasonCode")}));
    reasons.removeAll(QString());
    t.detail = reasons.isEmpty() ? text(f, "Description") : reasons.join(u"; "_s);
    t.url = firstOf({text(member(member(f, "Remediation"), "Recommendation"), "Url"), text(f, "SourceUrl")});
    // What Prowler writes here as a warning is what somebody muted.
    if (prowler && t.outcome == u"warning"_s)
        t.muted = true;
    if (text(f, "RecordState") == u"ARCHIVED"_s) {
        out.goneCode = u"archived"_s;
        out.goneWhy = u"archived: the tool no longer holds it"_s;
    }
    out.finding = t;
    return out;
}

QString Asff::scopeOf(const ToolFinding &f) const { return f.tool == u"Prowler"_s ? f.account : f.account + u'/' + f.region; }

} // namespace importers
