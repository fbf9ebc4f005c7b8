// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/kubernetes/kuberequests.h"

#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

using Devices = QMap<QString, qint64>;

/// Devices that a container may use. Of what no limit is said the request is the limit.
Devices devicesOf(const json &container)
{
    static const QRegularExpression name(
        u"^(nvidia\\.com/(gpu|mig-)|amd\\.com/gpu|gpu\\.intel\\.com/|habana\\.ai/gaudi|"
        "aws\\.amazon\\.com/neuron|google\\.com/tpu|huawei\\.com/Ascend)"_s);
    Devices found;
    for (const char *list : {"requests", "limits"}) {
        const json &said = member(member(container, "resources"), list);
        if (!said.is_object())
            continue;
        for (const auto &[key, value] : said.items()) {
            const QString device = QString::fromStdString(key);
            const qint64 count = text(value).toLongLong();
            if (count > 0 && name.match(device).hasMatch())
                found.insert(device, count);
        }
    }
    return found;
}

void add(Devices &all, const Devices &more)
{
    for (auto it = more.cbegin(); it != more.cend(); ++it)
        all[it.key()] += it.value();
}

/// Of one pod: containers run side by side, those that prepare it one after another, before them.
Devices devicesOfPod(const KubeObject &object)
{
    const json &pod = kubePodSpec(object);
    Devices all;
    for (const json *container : elements(member(pod, "containers")))
        add(all, devicesOf(*container));
    // KServe: the model block, or the older form with the framework's name in its place.
    if (object.kind == "InferenceService"_L1 && pod.is_object()) {
        for (const auto &[name, block] : pod.items()) {
            if (block.is_object())
                add(all, devicesOf(block));
        }
    }
    for (const json *container : elements(member(pod, "initContainers"))) {
        const Devices first = devicesOf(*container);
        for (auto it = first.cbegin(); it != first.cend(); ++it)
            all[it.key()] = std::max(all.value(it.key()), it.value());
    }
    return all;
}

/// How many pods there are to be; nothing: not told.
std::optional<qint64> podsOf(const KubeObject &object)
{
    const json &spec = member(*object.json, "spec");
    const json &jobSpec = object.kind == "CronJob"_L1 ? member(member(spec, "jobTemplate"), "spec") : spec;
    const json *count = nullptr;
    if (object.kind == "DaemonSet"_L1) {
        count = &member(member(*object.json, "status"), "desiredNumberScheduled");
        return count->is_number_integer() ? std::optional(count->get<qint64>()) : std::nullopt;
    }
    if (object.kind == "Job"_L1 || object.kind == "CronJob"_L1)
        count = &member(jobSpec, "parallelism");
    else if (object.kind == "InferenceService"_L1)
        count = &member(kubePodSpec(object), "minReplicas");
    else
        count = &member(spec, "replicas");
    return count->is_number_integer() ? count->get<qint64>() : 1;
}

} // namespace

const json &kubePodSpec(const KubeObject &object)
{
    const json &spec = member(*object.json, "spec");
    if (object.kind == "Pod"_L1)
        return spec;
    if (object.kind == "CronJob"_L1)
        return member(member(member(member(spec, "jobTemplate"), "spec"), "template"), "spec");
    if (object.kind == "InferenceService"_L1)
        return member(spec, "predictor");
    return member(member(spec, "template"), "spec");
}

QString kubeRequests(const KubeObject &object)
{
    const Devices devices = devicesOfPod(object);
    const auto pods = podsOf(object);
    QStringList words;
    for (auto it = devices.cbegin(); it != devices.cend(); ++it) {
        if (!pods)
            words.append(u"%1 x %2 for each pod"_s.arg(it.value()).arg(it.key()));
        else if (*pods == 1)
            words.append(u"%1 x %2"_s.arg(it.value()).arg(it.key()));
        else
            words.append(u"%1 x %2 (%3 for each of %4 pods)"_s.arg(it.value() * *pods).arg(it.key()).arg(it.value()).arg(*pods));
    }
    return words.isEmpty() ? QString() : u"requests "_s + words.join(u", "_s);
}

} // namespace importers
