// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samebytes.h"

#include "importers/text/filehash.h"
#include "store/attributestore.h"
#include "store/profiles.h"
#include "store/sources.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using domain::FileReport;
using importers::InputFile;

namespace app {
namespace {

FileReport allUnchanged(FileReport report)
{
    domain::RecordCounts &c = report.records;
    c.unchanged += c.added + c.updated;
    c.added = c.updated = 0;
    return report;
}

} // namespace

QString reportedPath(const QString &path)
{
    return path.startsWith(u":/"_s) ? QFileInfo(path).fileName() : path;
}

QString SameBytes::hashOf(const InputFile &file)
{
    if (!file.sha256.isEmpty())
        return file.sha256;
    // What was unpacked may lie where another part lay before.
    if (file.path != file.shown)
        return importers::sha256OfFile(file.path).value_or(QString());
    QString &hash = m_hashes[file.path];
    if (hash.isEmpty())
        hash = importers::sha256OfFile(file.path).value_or(QString());
    return hash;
}

/// The sources of this import's files that hold the same bytes again, and with them all that was imported together with them and speaks of
/// the same, as a JSON array.
QByteArray SameBytes::sameOnes()
{
    struct Same
    {
        qint64 source, bytes;
        QString path;
    };
    QList<Same> all;
    for (const QString &file : std::as_const(m_files)) {
        const QString path = reportedPath(file);
        const qint64 bytes = QFileInfo(file).size();
        const store::ImportedBytes then = store::newestBytes(m_store, path, bytes);
        if (then.source != 0 && then.sha256 == hashOf(InputFile(file)))
            all.append({then.source, bytes, path});
        // The sheets of a workbook have its bytes.
        for (const store::ImportedSheet &sheet : store::sheetsOf(m_store, path)) {
            if (sheet.sha256 == hashOf(InputFile(file)))
                all.append({sheet.source, store::AnyBytes, sheet.path});
        }
    }
    QByteArray ids;
    for (qsizetype before = -1; before != all.size();) {
        before = all.size();
        ids = "[";
        for (const Same &same : std::as_const(all))
            ids += (ids.size() > 1 ? "," : "") + QByteArray::number(same.source);
        ids += ']';
        all.removeIf([&](const Same &same) { return !store::newestImport(m_store, same.path, same.bytes, ids); });
    }
    return ids;
}

std::optional<FileReport> SameBytes::newest(const QString &path, qint64 bytes)
{
    std::optional<FileReport> report = store::newestImport(m_store, path, bytes);
    if (report || store::newestBytes(m_store, path, bytes).source == 0)
        return report;
    // Of files that were imported together, and of the sheets of one workbook, none is judged by itself.
    if (m_files.size() == 1 && bytes != store::AnyBytes)
        return report;
    if (!m_sameOnes)
        m_sameOnes = sameOnes();
    return store::newestImport(m_store, path, bytes, *m_sameOnes);
}

std::optional<FileReport> SameBytes::report(const InputFile &file, const QString &format)
{
    const std::optional<FileReport> then = newest(reportedPath(file.shown), QFileInfo(file.path).size());
    if (!then || then->refused || then->format != format || hashOf(file) != then->sha256)
        return std::nullopt;
    return allUnchanged(*then);
}

std::optional<FileReport> SameBytes::sheetReport(const QString &shown, const QString &sha256)
{
    const std::optional<FileReport> then = newest(reportedPath(shown), store::AnyBytes);
    if (!then || then->refused || sha256.isEmpty() || then->sha256 != sha256)
        return std::nullopt;
    return allUnchanged(*then);
}

QByteArray SameBytes::mappingOf(const FileReport &report)
{
    return store::mappingsOf(m_store, report.path).value(report.path);
}

} // namespace app
