// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace importers {

/// What a resource type of Terraform is in its cloud.
struct TfType
{
    const char *type = nullptr; ///< "aws_instance"
    const char *native =
        nullptr; ///< the cloud's own name of it: "AWS::EC2::Instance", "Microsoft.Compute/virtualMachines"
    bool processes = false;
    const char *serviceModel = nullptr; ///< "iaas", "paas"
    const char *path =
        nullptr; ///< Google: where it stands in a full name; {project}, {location}, {name}, {id} are attributes
};

/// Systems in their own right; null for all others.
const TfType *tfType(QStringView type);

} // namespace importers
