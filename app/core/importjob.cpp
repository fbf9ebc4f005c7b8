// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/importjob.h"

#include "core/filesinside.h"
#include "core/rejects.h"
#include "core/services.h"
#include "importers/recordpipe.h"
#include "importers/text/filehash.h"
#include "importers/text/shape.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "store/importwriter.h"
#include "store/referencelookup.h"
#include "store/sources.h"
#include "store/waiting.h"
#include "text/errortext.h"

#include <QFileInfo>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

// The sample's files lie inside the program; nobody can open them by that path.
QString shownPath(const QString &path)
{
    return path.startsWith(u":/"_s) ? QFileInfo(path).fileName() : path;
}

FileReport refusal(const QString &path, const Error &error)
{
    FileReport report;
    report.path = shownPath(path);
    report.refused = true;
    report.cancelled = error.code == ErrorCode::Cancelled;
    // Importers may give the place inside the file only; of several files the name must be told too.
    QString where = error.where.isEmpty() ? report.path : error.where;
    if (!where.contains(QFileInfo(path).fileName()))
        where = report.path + (where.startsWith(u'/') ? u"#"_s : u":"_s) + where;
    report.diagnostics.append({text::errorCodeName(error.code), DiagnosticLevel::Error, where,
                               text::errorMessage(error)});
    return report;
}

// What is certainly no file to read is said here, before an importer looks at it.
std::optional<Error> notAFile(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return Error{ErrorCode::FileNotFound, u"there is no file in this folder"_s, path};
    if (info.isSymLink() && !info.exists())
        return Error{ErrorCode::FileNotFound, u"a link that leads nowhere, or in a circle"_s, path};
    if (info.exists() && !info.isReadable())
        return Error{ErrorCode::FileUnreadable, u"you have no permission to read this file; ask its owner"_s, path};
    return std::nullopt;
}

// The same bytes again, with nothing done in between that could matter: all unchanged, and nothing needs to be read.
std::optional<FileReport> sameAgain(store::AttributeStore &store, const QString &path, const QString &format)
{
    std::optional<FileReport> report = store::newestImport(store, shownPath(path), QFileInfo(path).size());
    if (!report || report->refused || report->format != format)
        return std::nullopt;
    const Result<QString> now = importers::sha256OfFile(path);
    if (!now || *now != report->sha256)
        return std::nullopt;
    RecordCounts &c = report->records;
    c.unchanged += c.added + c.updated;
    c.added = c.updated = 0;
    return report;
}

// The format that reads the file: the one named, the one recognised, or for a table of no known format the person's mapping.
Result<QString> formatOf(const Services &services, const ImportRequest &request, const QString &path)
{
    if (!request.format.isEmpty())
        return request.format;
    const Result<importers::Probe> probe = importers::makeProbe(path);
    if (!probe)
        return probe.error();
    const Result<const importers::Importer *> importer = importers::recognise(*probe, services.registry);
    if (importer)
        return importer.value()->id();
    const bool table = probe->shape == importers::Shape::Delimited || probe->shape == importers::Shape::Unknown;
    if (request.mapping && table && importer.error().code == ErrorCode::UnknownFormat)
        return importers::MappedCsv::Id.toString();
    return importer.error();
}

FileReport importOne(const Services &services, const ImportRequest &request, const QString &path, const Clock &clock, JobContext &context,
                     store::ConnectionScope &scope, store::AttributeStore &store, const store::ReferenceLookup &reference, Rejects *rejects)
{
    if (const std::optional<Error> error = notAFile(path))
        return refusal(path, *error);
    const Result<QString> recognised = formatOf(services, request, path);
    if (!recognised)
        return refusal(path, recognised.error());
    const QString &format = *recognised;
    // What the mapping says is no part of the file, and a rejected record must be read to be handed out.
    if (!rejects && !request.mapping) {
        if (const std::optional<FileReport> same = sameAgain(store, path, format))
            return *same;
    }
    importers::Registry mapped;
    if (request.mapping)
        mapped.push_back(std::make_unique<importers::MappedCsv>(services.catalogue, *request.mapping));
    const importers::Registry &registry = format == importers::MappedCsv::Id ? mapped : services.registry;
    store::Transaction transaction(scope.db());
    if (const Result<void> begun = transaction.begin(); !begun)
        return refusal(path, begun.error());
    store.forgetCachedReferences();
    store::ImportWriter writer(store, reference, {shownPath(path), format, request.who, clock.now()});
    RejectWatch watch;
    if (rejects)
        writer.watch(&watch);
    FileReport read;
    const auto reader = [&](RecordSink &sink, JobContext &job) {
        return importers::readFile(path, registry, format, sink, job, read);
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
    if (rejects && !watch.records.isEmpty())
        rejects->add(path, std::move(watch));
    return *report;
}

} // namespace

ImportReport importFiles(const Services &services, const ImportRequest &request, const Clock &clock, JobContext &context,
                         Rejects *rejects)
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
    // Counted before the first is read, so that a folder that can't be meant changes nothing.
    QStringList files;
    QHash<QString, Diagnostic> passedOver; // by the first file of the folder
    for (const QString &path : request.paths) {
        const FilesInside inside = filesInside(path, request.workspace, request.maxFilesInFolder, context);
        if (inside.error) {
            report.files.append(refusal(path, *inside.error));
            continue;
        }
        if (inside.special > 0)
            passedOver.insert(inside.files.constFirst(),
                              {u"special-files"_s, DiagnosticLevel::Info, path,
                               u"%1 entries of the folder are no regular files and were passed over (%2)"_s.arg(inside.special).arg(
                                   inside.firstSpecial)});
        files.append(inside.files);
    }
    qint64 read = 0;
    for (const QString &path : files) {
        if (context.isCancelled()) {
            report.files.append(refusal(path, {ErrorCode::Cancelled, u"cancelled before it was read"_s, path}));
            continue;
        }
        context.progress(read++, files.size(), QFileInfo(path).fileName());
        report.files.append(importOne(services, request, path, clock, context, scope, store, *reference, rejects));
        if (const auto note = passedOver.constFind(path); note != passedOver.constEnd())
            report.files.last().diagnostics.append(*note);
    }
    // Only now is it known what no file of this import has brought.
    if (!request.dryRun) {
        store::Transaction transaction(scope.db());
        if (transaction.begin()) {
            for (FileReport &file : report.files) {
                if (!file.refused && file.changeSet != 0)
                    store::tellWaiting(store, file);
            }
            // What is told is in the reports whether or not it can be kept.
            (void)transaction.commit();
        }
    }
    context.progress(files.size(), files.size(), {});
    return report;
}

} // namespace app
