// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/emptyanswer.h"

#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

/// An answer without rows is short, whatever stands around them.
constexpr qsizetype Longest = 16 * 1024;

bool isEmptyList(const json &root, const char *name)
{
    const json &list = member(root, name);
    return list.is_array() && list.empty();
}

bool hasAny(const json &root, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(), [&](const char *name) { return root.contains(name); });
}

/// Whatever else the answer tells is about the answer: nothing in it is listed.
bool listsNothing(const json &root)
{
    return std::none_of(root.begin(), root.end(), [](const json &value) { return value.is_array() && !value.empty(); });
}

QString told(const QString &what)
{
    return u"an empty answer of %1: nothing is listed in it, so that there is nothing to import"_s.arg(what);
}

QString toldInPart(const QString &what)
{
    return u"an empty answer of %1: nothing is listed in it, and it does not say what was asked for"_s.arg(what);
}

std::optional<EmptyAnswer> known(const json &root)
{
    const QString kind = text(root, "kind");
    if (isEmptyList(root, "items") && kind.endsWith("List"_L1) && root.contains("apiVersion"))
        return EmptyAnswer{u"kubernetes"_s, told(u"Kubernetes (%1)"_s.arg(kind))};
    if (isEmptyList(root, "data") && hasAny(root, {"total_records", "totalRecords", "resultTruncated", "skip_token", "$skipToken"}))
        return EmptyAnswer{u"azure-resources"_s, told(u"Azure Resource Graph"_s)};
    if (isEmptyList(root, "value")) {
        const QString context = text(root, "@odata.context");
        if (context.contains("policyStates"_L1, Qt::CaseInsensitive))
            return EmptyAnswer{u"azure-policy"_s, told(u"Azure Policy (states)"_s)};
        if (context.contains("graph.microsoft.com"_L1, Qt::CaseInsensitive))
            return EmptyAnswer{{}, toldInPart(u"Microsoft Graph"_s)};
        return EmptyAnswer{{}, toldInPart(u"Azure Resource Manager or Microsoft Graph (\"value\": [])"_s)};
    }
    if (isEmptyList(root, "Findings"))
        return EmptyAnswer{u"asff"_s, told(u"AWS Security Hub (get-findings)"_s)};
    if (isEmptyList(root, "assets"))
        return EmptyAnswer{u"gcp-cai"_s, told(u"the Google Cloud Asset Inventory"_s)};
    if (isEmptyList(root, "results"))
        return EmptyAnswer{{}, toldInPart(u"a search, such as one of the Google Cloud Asset Inventory (\"results\": [])"_s)};
    for (const char *name : {"data", "items"}) {
        if (isEmptyList(root, name))
            return EmptyAnswer{{}, toldInPart(u"a list (\"%1\": [])"_s.arg(QLatin1StringView(name)))};
    }
    return std::nullopt;
}

} // namespace

std::optional<EmptyAnswer> emptyAnswer(const Probe &probe)
{
    if (probe.shape != Shape::Json || probe.head.size() > Longest)
        return std::nullopt;
    const json root = json::parse(probe.head.cbegin(), probe.head.cend(), nullptr, false);
    if (root.is_discarded())
        return std::nullopt;
    if (root.is_structured() && root.empty())
        return EmptyAnswer{{}, u"an answer without rows: there is nothing in it, and it does not say what was asked for"_s};
    return root.is_object() && listsNothing(root) ? known(root) : std::nullopt;
}

} // namespace importers
