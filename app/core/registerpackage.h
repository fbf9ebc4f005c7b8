// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/doraregister.h"

#include <QByteArray>
#include <QList>

namespace app {

/// A file of the reporting package, by its path below the package's folder.
struct PackageFile
{
    QString path;
    QByteArray bytes;
};

/// The register as the reporting package in plain CSV asks for it: a file for each template, its parameters, its list of templates, and the
/// two descriptions. The same register gives the same bytes. Any thread.
QList<PackageFile> registerPackage(const rules::DoraRegister &);

/// Name that the authorities' convention asks of the package's archive, without ".zip"; its time is midnight of the register's day.
QString registerPackageName(const rules::DoraRegister &);

/// Writes the package into a folder (made where it is missing), or an archive where the path ends in .zip: then all lies in a folder of the
/// archive's own name, as the authorities ask. What is there of an earlier package is replaced; a folder that holds anything else is refused.
domain::Result<void> writeRegisterPackage(const rules::DoraRegister &, const QString &path);

} // namespace app
