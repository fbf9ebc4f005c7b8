// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/importjob.h"

#include "core/services.h"
#include "importers/recordpipe.h"
#include "importers/text/filehash.h"
#include "importers/text/shape.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "store/importreportjson.h"
#include "store/importwriter.h"
#include "store/referencelookup.h"

#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

QStringList expanded(const QStringList &paths)
{
    QStringList files;
    for (const QString &path : paths) {
        if (!QFileInfo(path).isDir()) {
            files.append(path);
            continue;
        }
        QStringList inside;
        QDirIterator it(path, QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
        while (it.hasNext())
            inside.append(it.next());
        std::sort(inside.begin(), inside.end());
        files.append(inside);
    }
    return files;
}

FileReport refusal(const QString &path, const Error &error)
{
    FileReport report;
    report.path = path;
    report.refused = true;
    report.cancelled = error.code == ErrorCode::Cancelled;
    const QString code = report.cancelled ? u"cancelled"_s : u"refused"_s;
    report.diagnostics.append({code, DiagnosticLevel::Error, error.where.isEmpty() ? path : error.where, error.detail});
    return report;
}

// The same bytes again, with nothing done in between that could matter: all unchanged, and nothing needs to be read.
std::optional<FileReport> sameAgain(store::AttributeStore &store, const QString &path, const QString &format)
{
    store::Statement &s = store.statement(
        "SELECT s.sha256, s.report FROM source s JOIN change_set c ON c.id=s.change_set WHERE s.path=?1 AND s.bytes=?2 AND c.undone_by IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM change_set later WHERE later.id>c.id) ORDER BY s.id DESC LIMIT 1");
    s.bind(1, path).bind(2, QFileInfo(path).size());
    const bool found = s.next();
    const QString sha = found ? s.text(0) : QString();
    FileReport report = found ? store::reportFromJson(s.text(1).toUtf8()) : FileReport();
    s.reset();
    if (!found || report.refused || report.format != format)
        return std::nullopt;
    const Result<QString> now = importers::sha256OfFile(path);
    if (!now || *now != sha)
        return std::nullopt;
    RecordCounts &c = report.records;
    c.unchanged += c.added + c.updated;
    c.added = c.updated = 0;
    report.sha256 = sha;
    return report;
}

FileReport importOne(const Services &services, const ImportRequest &request, const QString &path, const Clock &clock, JobContext &context,
                     store::ConnectionScope &scope, store::AttributeStore &store, const store::ReferenceLookup &reference)
{
    QString format = request.format;
    if (format.isEmpty()) {
        const Result<importers::Probe> probe = importers::makeProbe(path);
        if (!probe)
            return refusal(path, probe.error());
        const Result<const importers::Importer *> importer = importers::recognise(*probe, services.registry);
        if (!importer)
            return refusal(path, importer.error());
        format = importer.value()->id();
    }
    if (const std::optional<FileReport> same = sameAgain(store, path, format))
        return *same;
    store::Transaction transaction(scope.db());
    if (const Result<void> begun = transaction.begin(); !begun)
        return refusal(path, begun.error());
    store.forgetCachedReferences();
    store::ImportWriter writer(store, reference, {path, format, request.who, clock.now()});
    FileReport read;
    const auto reader = [&](RecordSink &sink, JobContext &job) {
        return importers::readFile(path, services.registry, format, sink, job, read);
    };
    if (const Result<void> done = importers::RecordPipe::run(reader, writer, [&writer] { return writer.failed(); }, context); !done) {
        FileReport report = refusal(path, done.error());
        report.sha256 = read.sha256;
        for (const Diagnostic &d : std::as_const(read.diagnostics)) {
            if (!report.diagnostics.contains(d))
                report.diagnostics.append(d);
        }
        return report;
    }
    Result<FileReport> report = writer.finish(read);
    if (!report)
        return refusal(path, report.error());
    if (!request.dryRun) {
        if (const Result<void> committed = transaction.commit(); !committed)
            return refusal(path, committed.error());
    }
    return *report;
}

} // namespace

ImportReport importFiles(const Services &services, const ImportRequest &request, const Clock &clock, JobContext &context)
{
    ImportReport report;
    store::ConnectionScope scope(request.workspace, store::Access::Import);
    if (!scope.isOpen()) {
        report.files.append(refusal(request.workspace, scope.error()));
        return report;
    }
    store::AttributeStore store(store::nativeHandle(scope.db()), services.catalogue);
    const Result<store::ReferenceLookup> reference = store::ReferenceLookup::fromResources();
    if (!reference) {
        report.files.append(refusal(request.workspace, reference.error()));
        return report;
    }
    const QStringList files = expanded(request.paths);
    for (const QString &path : files) {
        if (context.isCancelled()) {
            report.files.append(refusal(path, {ErrorCode::Cancelled, u"cancelled before it was read"_s, path}));
            continue;
        }
        context.progress(report.files.size(), files.size(), QFileInfo(path).fileName());
        report.files.append(importOne(services, request, path, clock, context, scope, store, *reference));
    }
    context.progress(files.size(), files.size(), {});
    return report;
}

} // namespace app
