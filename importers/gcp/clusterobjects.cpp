// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/clusterobjects.h"

#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <initializer_list>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

json only(const json &object, std::initializer_list<const char *> names)
{
    json kept = json::object();
    for (const char *name : names) {
        if (const json &value = member(object, name); !value.is_null())
            kept[name] = value;
    }
    return kept;
}

json containers(const json &pod, const char *list)
{
    json kept = json::array();
    for (const json *one : elements(member(pod, list)))
        kept.push_back(only(*one, {"name", "image", "command", "args", "env", "resources"}));
    return kept;
}

json podSpec(const json &pod)
{
    json kept = only(pod, {"nodeName"});
    for (const char *list : {"containers", "initContainers"}) {
        if (member(pod, list).is_array())
            kept[list] = containers(pod, list);
    }
    return kept;
}

json templateOf(const json &holder)
{
    return {{"spec", podSpec(member(member(holder, "template"), "spec"))}};
}

} // namespace

json clusterObject(const GoogleAsset &asset)
{
    const json &data = *asset.data;
    const std::string kind = asset.type.section(u'/', -1).toStdString();
    json object = only(data, {"roleRef", "subjects", "rules"});
    object["kind"] = kind;
    object["metadata"] = only(member(data, "metadata"), {"name", "namespace", "uid", "labels", "ownerReferences"});
    const json &spec = member(data, "spec");
    if (kind == "Pod") {
        // What a set makes stands for its pods; of them only the machine counts.
        const bool owned = !elements(member(member(data, "metadata"), "ownerReferences")).empty();
        object["spec"] = owned ? only(spec, {"nodeName"}) : podSpec(spec);
    } else if (kind == "Node") {
        object["spec"] = only(spec, {"providerID"});
    } else if (kind == "CronJob") {
        object["spec"] = {
            {"jobTemplate", {{"spec", {{"template", templateOf(member(member(spec, "jobTemplate"), "spec"))}}}}}};
    } else if (kind == "InferenceService") {
        object["spec"] = only(spec, {"predictor"});
    } else {
        object["spec"] = only(spec, {"replicas"});
        if (member(spec, "template").is_object())
            object["spec"]["template"] = templateOf(spec);
    }
    object["status"] = only(member(data, "status"), {"capacity", "phase"});
    return object;
}

} // namespace importers
