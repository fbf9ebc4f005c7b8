// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/kubernetes/kubeobject.h"

#include <nlohmann/json_fwd.hpp>

#include <QString>

namespace importers {

/// The template of the pods of a controller; a pod's own specification; the predictor of an inference service.
const nlohmann::json &kubePodSpec(const KubeObject &);

/// What the pods of a workload ask of devices, in words: "requests 8 x nvidia.com/gpu (2 for each of 4 pods)". Empty: nothing.
/// These are no chips of their own: the nodes that the pods run on have them, and are counted; a request may wait for a node, share a
/// chip with others or mean a slice of one.
QString kubeRequests(const KubeObject &);

} // namespace importers
