// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"
#include "importers/archive/fileparts.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <optional>

namespace store {
class AttributeStore;
}

namespace app {

/// Files of an import that hold the same bytes as when they were imported last, with nothing done in between that could matter: nobody needs
/// to read them to tell that all in them is unchanged. For one import; its thread.
class SameBytes
{
public:
    /// `files`: those of the import, as they are on the disk.
    SameBytes(store::AttributeStore &store, QStringList files) : m_store(store), m_files(std::move(files)) {}

    /// What the import of the file told, all unchanged; nothing where it must be read.
    std::optional<domain::FileReport> report(const importers::InputFile &, const QString &format);
    /// The same of a sheet that is still in its workbook, whose bytes `sha256` is of.
    std::optional<domain::FileReport> sheetReport(const QString &shown, const QString &sha256);
    /// By which mapping the sheet was read then; empty: by none.
    QByteArray mappingOf(const domain::FileReport &);

private:
    std::optional<domain::FileReport> newest(const QString &path, qint64 bytes);
    QString hashOf(const importers::InputFile &);
    QByteArray sameOnes();

    store::AttributeStore &m_store;
    QStringList m_files;
    QHash<QString, QString> m_hashes; ///< of those that were read for that
    std::optional<QByteArray> m_sameOnes;
};

/// The path as a report has it: the sample's files lie inside the program, and nobody can open them by theirs.
QString reportedPath(const QString &path);

} // namespace app
