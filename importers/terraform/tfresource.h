// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <QString>

#include <functional>
#include <memory>

namespace importers {

/// One instance of a resource in a Terraform or OpenTofu state, whichever form the state has. What the state marks as
/// sensitive is not in its attributes; all else may hold secrets too, so that mappings take named attributes only.
struct TfInstance
{
    QString where;   ///< pointer in the file
    QString address; ///< "module.a.aws_instance.web[0]"
    QString type;    ///< "aws_instance"
    bool isData = false;
    std::shared_ptr<const nlohmann::json> values; ///< of the page that is being read, or a copy of it without what is sensitive
    const nlohmann::json &attributes() const;
};

/// Stops when it answers false.
using TfVisit = std::function<bool(TfInstance &&)>;
/// Which element of the whole list the first one of a piece is.
using TfFirst = std::function<qsizetype(const nlohmann::json &list)>;

/// Instances of a state of version 4, in file order.
bool visitStateInstances(const nlohmann::json &root, const QString &pointer, const TfFirst &, const TfVisit &);
/// Resources of a module and its child modules, as `show -json` writes them under `values` and `planned_values`.
bool visitShownResources(const nlohmann::json &module, const QString &pointer, const TfFirst &, const TfVisit &);

/// The first block of that name (blocks are lists), or a null value.
const nlohmann::json &tfBlock(const nlohmann::json &attributes, const char *name);

} // namespace importers
