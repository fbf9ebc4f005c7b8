// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace importers {

/// A provider of Terraform whose resources have an identifier and a place in attributes of their own, and no name that
/// its cloud's other exports would know them by. Source: formats.md section 4, and the providers' documentation.
struct TfCloud
{
    const char *prefix;   ///< "hcloud_"
    const char *provider; ///< of the reference data; null: the state does not tell who runs it
    bool onPremises;      ///< it runs at the organisation's own site, which the state does not name
};

/// Whose the type is; null for the clouds that have readers of their own, and for all that is not read.
const TfCloud *tfCloud(QStringView type);

/// What a type of resource is, and which of its attributes tell what.
struct TfCloudType
{
    const char *type;
    bool assessed;
    bool processes;
    const char *serviceModel;
    const char *machine = nullptr;   ///< names the type of its machines
    const char *count = nullptr;     ///< how many machines; "": it is one; null: it has none of its own
    const char *whole = nullptr;     ///< identifier of what it is a part of
    const char *wholeType = nullptr; ///< and that one's type
    bool dedicated = false;          ///< hardware that nobody shares
    bool cluster = false;            ///< managed Kubernetes, whose control plane stands where it does
};

/// Null: nothing that is read.
const TfCloudType *tfCloudType(QStringView type);

/// Key of the resource that has this identifier at its cloud; empty where only its own state can tell it from others.
QString tfCloudKey(const TfCloud &, const QString &type, const QString &id);

} // namespace importers
