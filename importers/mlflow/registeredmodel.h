// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

#include <nlohmann/json_fwd.hpp>

#include <QList>
#include <QString>

#include <functional>
#include <vector>

namespace importers {

/// A registered model as MLflow or Unity Catalog writes it.
struct RegisteredModel
{
    const nlohmann::json *written = nullptr;
    QString pointer;
    QString server; ///< address of the registry without what signs in; empty: not told
    QString name;   ///< "cat.schema.model" in Unity Catalog
    std::vector<std::pair<const nlohmann::json *, QString>> versions; ///< and their pointers

    /// Those of an export, an answer or a single model. `first`: which element of the whole list the first one of a piece is.
    static std::vector<RegisteredModel> of(const nlohmann::json &root, const QString &pointer,
                                           const std::function<qsizetype(const nlohmann::json &list)> &first = {});

    /// Registries have models of one name each; when it was registered tells them apart, whichever export they come in.
    QString key(const QString &file) const;
    /// The version that stands for the model: the one in production, else the newest; null: none is told.
    const nlohmann::json *served() const;

    QList<domain::Record> records(const QString &file, const QString &mapping) const;
};

/// Key of the bucket that an address of storage leads to, as its cloud's inventory has it; empty: no bucket, or none
/// that the address tells.
QString bucketOf(const QString &address);

} // namespace importers
