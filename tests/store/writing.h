// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/connectionscope.h"
#include "store/importwriter.h"
#include "store/referencelookup.h"
#include "store/sql.h"
#include "store/workspace.h"

#include <QFile>
#include <QTemporaryDir>

#include <optional>

/// A new workspace into which a register of the name is being written, within a transaction: records go to `writer`.
struct Writing
{
    static domain::Catalogue shippedCatalogue()
    {
        QFile file(QStringLiteral(":/packs/attributes.json"));
        return file.open(QIODevice::ReadOnly) ? *domain::Catalogue::fromJson(file.readAll()) : domain::Catalogue();
    }
    static QString prepared(const QString &path)
    {
        if (!store::prepareWorkspace(path, true))
            qFatal("no workspace for the test");
        return path;
    }
    explicit Writing(const QString &file, const QString &format)
        : transaction(scope.db()), begun(transaction.begin().has_value()),
          writer(values, *lookup, {file, format, QStringLiteral("tester"), QDateTime::fromSecsSinceEpoch(1'762'128'000, Qt::UTC)})
    {
        writer.header({file, domain::SourceRank::Register, true});
    }

    const domain::Catalogue catalogue = shippedCatalogue();
    const QTemporaryDir folder;
    store::ConnectionScope scope{prepared(folder.filePath(QStringLiteral("w.bailiwick"))), store::Access::Write};
    store::AttributeStore values{store::nativeHandle(scope.db()), catalogue};
    const domain::Result<store::ReferenceLookup> lookup = store::ReferenceLookup::fromResources();
    store::Transaction transaction;
    const bool begun;
    store::ImportWriter writer;
};
