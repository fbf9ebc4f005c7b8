// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <yaml-cpp/yaml.h>

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace importers {

/// The head of a Markdown file, parsed, and what the text below it begins with.
struct FrontMatter
{
    YAML::Node map;    ///< always a map; names that stand twice with different values are left out
    QString heading;   ///< first `# ` heading below, empty when there is none
    int firstLine = 2; ///< of the YAML in the file
    /// A name that stands more than once in a map.
    struct Twice
    {
        QString name;
        int line = 0;      ///< of the second one
        bool read = false; ///< the values are the same, or the first one counts
    };
    QList<Twice> twice;
};

/// Splits and parses. Errors carry "line L" or "line L, column C" of the file in `where`. Never throws.
domain::Result<FrontMatter> readFrontMatter(const QByteArray &text);

/// Members of a map as texts, just as they are written; empty for what isn't there or isn't a scalar.
QString yamlText(const YAML::Node &map, const char *name);
/// A scalar or a list of scalars.
QStringList yamlTexts(const YAML::Node &map, const char *name);
bool yamlHas(const YAML::Node &map, const char *name);

} // namespace importers
