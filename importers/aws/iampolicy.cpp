// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/iampolicy.h"

#include "importers/aws/arn.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QHash>
#include <QSet>
#include <QUrl>

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

bool startsWithAny(const QString &verb, std::initializer_list<QLatin1String> prefixes)
{
    for (const QLatin1String prefix : prefixes) {
        if (verb.startsWith(prefix))
            return true;
    }
    return false;
}

/// 0 unknown, 1 read, 2 write, 3 admin.
int levelOf(const QString &action)
{
    if (action == "*"_L1)
        return 3;
    // Actions are compared without case.
    const QString verb = action.section(u':', 1).toLower();
    if (verb.isEmpty())
        return 0;
    if (verb == "*"_L1)
        return 3;
    return startsWithAny(verb,
                         {"get"_L1,           "list"_L1,     "describe"_L1, "view"_L1,     "read"_L1,    "batchget"_L1,
                          "batchdescribe"_L1, "query"_L1,    "scan"_L1,     "select"_L1,   "search"_L1,  "lookup"_L1,
                          "check"_L1,         "head"_L1,     "download"_L1, "simulate"_L1, "test"_L1,    "preview"_L1,
                          "estimate"_L1,      "validate"_L1, "verify"_L1,   "filter"_L1,   "discover"_L1})
               ? 1
               : 2;
}

QStringList inverted(const json &value)
{
    const QStringList patterns = texts(value);
    return patterns.isEmpty() ? QStringList() : QStringList(u"NOT "_s + patterns.join(u", "_s));
}

/// Operators and keys of conditions are compared without case; a value may be a list of one. The forms with IfExists
/// let sessions pass that do not say, so that they demand nothing.
bool demandsMfa(const json &condition)
{
    for (const auto &[operation, keys] : condition.items()) {
        if (QString::fromStdString(operation).compare("Bool"_L1, Qt::CaseInsensitive) != 0 || !keys.is_object())
            continue;
        for (const auto &[key, value] : keys.items()) {
            const QStringList values = texts(value);
            if (QString::fromStdString(key).compare("aws:MultiFactorAuthPresent"_L1, Qt::CaseInsensitive) == 0 &&
                values.size() == 1 && values.first().compare("true"_L1, Qt::CaseInsensitive) == 0)
                return true;
        }
    }
    return false;
}

} // namespace

std::optional<json> iamDocument(const json &value)
{
    if (value.is_object())
        return value;
    if (!value.is_string())
        return std::nullopt;
    QByteArray bytes = QByteArray::fromStdString(value.get_ref<const std::string &>()).trimmed();
    // Encoded as in the API's answer; encoded blanks may stand before the brace.
    const QByteArray encoded = bytes.startsWith('%') ? bytes : QByteArray();
    if (!encoded.isEmpty())
        bytes = QByteArray::fromPercentEncoding(encoded);
    json parsed = json::parse(bytes.cbegin(), bytes.cend(), nullptr, false);
    if (!parsed.is_object() && encoded.contains('+')) {
        // As forms are encoded, which some tools do: a plus is a blank.
        bytes = QByteArray::fromPercentEncoding(QByteArray(encoded).replace('+', ' '));
        parsed = json::parse(bytes.cbegin(), bytes.cend(), nullptr, false);
    }
    if (!parsed.is_object())
        return std::nullopt;
    return parsed;
}

const json *iamDocument(const json &value, json &held)
{
    if (value.is_object())
        return &value;
    auto read = iamDocument(value);
    if (!read)
        return nullptr;
    held = std::move(*read);
    return &held;
}

std::vector<IamStatement> iamStatements(const json &document)
{
    std::vector<IamStatement> result;
    const auto list = elements(member(document, "Statement"));
    QHash<QString, int> sids;
    for (const json *statement : list)
        ++sids[text(*statement, "Sid")];

    int index = 0;
    for (const json *statement : list) {
        IamStatement one;
        const QString sid = text(*statement, "Sid");
        one.label = !sid.isEmpty() && sids.value(sid) == 1 ? sid : QString::number(index);
        ++index;
        one.allow = text(*statement, "Effect").compare("deny"_L1, Qt::CaseInsensitive) != 0;
        one.actions = texts(member(*statement, "Action"));
        if (one.actions.isEmpty()) {
            one.actions = inverted(member(*statement, "NotAction"));
            one.allActionsBut = !one.actions.isEmpty();
        }
        one.resources = texts(member(*statement, "Resource"));
        if (one.resources.isEmpty())
            one.resources = inverted(member(*statement, "NotResource"));

        const json &principal = member(*statement, "Principal");
        if (principal.is_object()) {
            for (const auto &[type, values] : principal.items()) {
                for (const QString &value : texts(values))
                    one.principals.emplace_back(
                        value == "*"_L1 && type == "AWS" ? u"*"_s : QString::fromStdString(type), value);
            }
        } else {
            for (const QString &value : texts(principal))
                one.principals.emplace_back(value == "*"_L1 ? u"*"_s : u"AWS"_s, value);
        }
        const json &others = member(*statement, "NotPrincipal");
        if (!others.is_null()) {
            QStringList all;
            if (others.is_object()) {
                for (const auto &[type, values] : others.items())
                    all += texts(values);
            } else {
                all = texts(others);
            }
            one.principals.emplace_back(u"NOT"_s, u"NOT "_s + all.join(u", "_s));
        }
        const json &condition = member(*statement, "Condition");
        if (condition.is_object() && !condition.empty()) {
            one.conditions = compact(condition);
            one.needsMfa = demandsMfa(condition);
        }
        result.push_back(std::move(one));
    }
    return result;
}

QString iamPrivilege(const IamStatement &statement)
{
    if (statement.allActionsBut)
        return u"admin"_s;
    int level = 0;
    for (const QString &action : statement.actions)
        level = std::max(level, levelOf(action));
    static const QStringList names{QString(), u"read"_s, u"write"_s, u"admin"_s};
    return names.at(level);
}

QString iamPrivilegeOfManaged(const QString &policyArn)
{
    if (!policyArn.contains(":iam::aws:policy/"_L1))
        return {};
    const QString name = policyArn.section(u'/', -1);
    if (name == "AdministratorAccess"_L1 || name == "PowerUserAccess"_L1 || name.endsWith("FullAccess"_L1))
        return u"admin"_s;
    const bool reads = name.endsWith("ReadOnlyAccess"_L1) || name == "SecurityAudit"_L1 || name == "ViewOnlyAccess"_L1;
    return reads ? u"read"_s : QString();
}

QString highestPrivilege(const QStringList &privileges)
{
    for (const QString &one : {u"admin"_s, u"write"_s, u"read"_s}) {
        if (privileges.contains(one))
            return one;
    }
    return {};
}

bool letsTakeRole(const IamStatement &statement)
{
    if (!statement.allow)
        return false;
    return statement.allActionsBut || std::any_of(statement.actions.cbegin(), statement.actions.cend(), [](const QString &action) {
               const QString name = action.toLower();
               return name == "*"_L1 || name == "sts:*"_L1 || name.startsWith("sts:assume"_L1);
           });
}

QString iamResourceKind(const QString &resource, const QStringList &actions)
{
    QString service;
    QString part;
    if (const auto arn = Arn::fromText(resource)) {
        service = arn->service;
        part = arn->resource;
    } else {
        for (const QString &action : actions) {
            const QString one = action.section(u':', 0, 0).toLower();
            if (!service.isEmpty() && one != service)
                return {};
            service = one;
        }
    }
    static const QSet<QString> data{
        u"s3"_s,      u"dynamodb"_s,       u"rds"_s,           u"rds-db"_s,    u"redshift"_s, u"elasticfilesystem"_s,
        u"glacier"_s, u"backup"_s,         u"athena"_s,        u"glue"_s,      u"kinesis"_s,  u"sqs"_s,
        u"es"_s,      u"secretsmanager"_s, u"docdb-elastic"_s, u"timestream"_s};
    static const QSet<QString> infrastructure{
        u"ec2"_s, u"eks"_s, u"ecs"_s, u"lambda"_s, u"autoscaling"_s, u"elasticloadbalancing"_s, u"cloudformation"_s,
        u"ssm"_s};
    if (service == "bedrock"_L1 || service == "sagemaker"_L1) {
        if (part.startsWith("custom-model/"_L1) || part.startsWith("model/"_L1) ||
            part.startsWith("imported-model/"_L1))
            return u"model_weights"_s;
        return u"inference_pipeline"_s;
    }
    if (data.contains(service))
        return u"data"_s;
    if (infrastructure.contains(service))
        return u"infrastructure"_s;
    return {};
}

} // namespace importers
