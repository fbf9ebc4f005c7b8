// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configiam.h"

#include <nlohmann/json.hpp>

namespace importers {
namespace {

using nlohmann::json;
using Ref = JsonTree::Ref;

std::string capital(std::string_view name)
{
    std::string text(name);
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

/// The members of documents have names of their own.
bool isDocument(const std::string &name)
{
    return name == "AssumeRolePolicyDocument" || name == "PolicyDocument" || name == "Document";
}

json valueOf(Ref value, bool capitals)
{
    if (value.isObject()) {
        json object = json::object();
        for (Ref member = value.first(); member.isThere(); member = member.next()) {
            std::string name = capitals ? capital(member.key()) : std::string(member.key());
            const bool inner = capitals && !isDocument(name);
            object[std::move(name)] = valueOf(member, inner);
        }
        return object;
    }
    if (value.isArray()) {
        json list = json::array();
        for (Ref element = value.first(); element.isThere(); element = element.next())
            list.push_back(valueOf(element, capitals));
        return list;
    }
    if (value.isBool())
        return value.isTrue();
    if (value.isString() || value.isNumber())
        return std::string(value.text());
    return nullptr;
}

void sayText(json &details, const char *name, Ref value)
{
    if (!details.contains(name) && value.isString() && !value.text().empty())
        details[name] = std::string(value.text());
}

} // namespace

std::optional<IamReader::List> iamListOf(std::string_view resourceType)
{
    if (resourceType == "AWS::IAM::User")
        return IamReader::List::Users;
    if (resourceType == "AWS::IAM::Group")
        return IamReader::List::Groups;
    if (resourceType == "AWS::IAM::Role")
        return IamReader::List::Roles;
    if (resourceType == "AWS::IAM::Policy")
        return IamReader::List::Policies;
    return std::nullopt;
}

json configJson(Ref value)
{
    return valueOf(value, false);
}

json iamDetailsOf(Ref item, const ConfigIdentity &identity)
{
    json details = valueOf(item.member("configuration"), true);
    if (!details.is_object())
        details = json::object();
    details["Arn"] = std::string(identity.arn);
    const auto list = iamListOf(identity.type);
    if (list == IamReader::List::Users)
        sayText(details, "UserName", item.member("resourceName"));
    else if (list == IamReader::List::Groups)
        sayText(details, "GroupName", item.member("resourceName"));
    else if (list == IamReader::List::Roles)
        sayText(details, "RoleName", item.member("resourceName"));
    sayText(details, "CreateDate", item.member("resourceCreationTime"));
    const Ref tags = item.member("tags");
    if (tags.isObject() || tags.isArray())
        details["Tags"] = valueOf(tags, tags.isArray());
    return details;
}

} // namespace importers
