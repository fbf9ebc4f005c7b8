// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history.h"

#include "core/importjob.h"
#include "core/services.h"
#include "core/withstore.h"
#include "importers/archive/fileparts.h"
#include "importers/text/filehash.h"
#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/completefor.h"
#include "store/connectionscope.h"
#include "store/keptnumbers.h"
#include "store/sql.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QSet>

#include <functional>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

/// Where the file lies: those of the sample lie in the program; a path that is not whole is looked for from here, and from where it was imported.
QString placeOf(const store::UndoneImport &file)
{
    if (QFileInfo::exists(importers::fileOnDisk(file.path)))
        return file.path;
    if (const QString there = QDir(file.folder).filePath(file.path); !file.folder.isEmpty() && QFileInfo::exists(importers::fileOnDisk(there)))
        return there;
    const QString own = u":/demo/"_s + file.path;
    if (file.path.contains(u'/') || !QFileInfo::exists(own))
        return file.path;
    return importers::sha256OfFile(own).value_or(QString()) == file.sha256 ? own : file.path;
}

Result<void> sameFile(const store::UndoneImport &undone, JobContext &job)
{
    const Result<QString> now = importers::sha256OfPart(placeOf(undone), job);
    if (!now)
        return Error{ErrorCode::FileNotFound, u"the import is read from its file again, and the file is not there any more: put it back"_s,
                     undone.path};
    if (*now != undone.sha256)
        return Error{ErrorCode::FileUnreadable, u"the file is not what was imported then: import it as a new file"_s, undone.path};
    return {};
}

/// Files that were imported together are so again, though each is read by itself.
struct Together
{
    QDateTime begun;
    qint64 firstSet = 0;
};

using Importing = std::function<ImportReport(const ImportRequest &)>;

/// What none of the files has brought is not told yet (tellOfAll()).
Result<FileReport> importAgain(const Services &services, const QString &workspace, const store::UndoneImport &undone, const Together &together, const Importing &import)
{
    ImportRequest request{workspace, {placeOf(undone)}, undone.format, undone.who, false};
    request.firstSet = together.firstSet;
    request.begun = together.begun;
    request.more = true;
    request.completeFor = undone.completeFor.split(u',', Qt::SkipEmptyParts);
    request.cluster = store::takeCluster(request.completeFor);
    if (!undone.mapping.isEmpty()) {
        Result<importers::CsvMapping> mapping = importers::csvMappingFromJson(undone.mapping, u"mapping of then"_s, services.catalogue);
        if (!mapping)
            return mapping.error();
        request.mapping = std::move(*mapping);
    }
    const ImportReport report = import(request);
    const FileReport &file = report.files.constFirst();
    if (file.cancelled)
        return Error{ErrorCode::Cancelled, {}, undone.path};
    if (file.refused)
        return Error{ErrorCode::SchemaMismatch, file.diagnostics.isEmpty() ? QString() : file.diagnostics.constFirst().message, undone.path};
    return file;
}

} // namespace

bool isReadable(const store::UndoneImport &file) { return QFileInfo::exists(importers::fileOnDisk(placeOf(file))); }

Result<QString> undoChange(const Services &services, const QString &workspace, const Clock &clock, bool lastFileOnly)
{
    return withStore<QString>(services, workspace, store::Access::TakeBack, [&](store::AttributeStore &values) {
        return lastFileOnly ? store::undoLastSet(values, {}, clock.now()) : store::undoLast(values, {}, clock.now());
    });
}

Result<QString> redoChange(const Services &services, const QString &workspace, const Clock &clock, JobContext &job)
{
    store::ConnectionScope scope(workspace, store::Access::TakeBack);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), services.catalogue);
    services.follow(values, workspace);
    // A deed is done again as a whole or not at all.
    store::Transaction whole(scope.db());
    if (const Result<void> begun = whole.begin(); !begun)
        return begun.error();
    const store::Redoable all = store::nextToRedo(values);
    if (all.undo == 0)
        return Error{ErrorCode::NothingToUndo, u"nothing to do again"_s, {}};
    for (const store::UndoneImport &undone : all.imports) {
        if (const Result<void> same = sameFile(undone, job); !same)
            return same.error();
    }
    QSet<qint64> inPart; // deeds of which something stands
    for (const store::UndoneImport &undone : all.imports) {
        if (undone.deed != 0 && store::someOfDeedStands(values, undone.deed))
            inPart.insert(undone.deed);
    }
    const store::NumbersComeBack numbers(values, all.undos);
    Together together{clock.now()};
    QList<FileReport> reports;
    for (store::Redoable next = all; next.undo != 0 && all.undos.contains(next.undo); next = store::nextToRedo(values)) {
        if (next.imports.isEmpty() || next.imports.constFirst().undo != next.undo) {
            if (const Result<QString> done = store::redoLast(values, clock.now()); !done)
                return done;
            continue;
        }
        const store::UndoneImport undone = next.imports.constFirst();
        const Result<FileReport> again = importAgain(services, workspace, undone, together, [&](const ImportRequest &request) { return importFiles(services, request, clock, job, scope, values); });
        if (!again)
            return again.error();
        const qint64 set = again->changeSet;
        if (together.firstSet == 0 && undone.deed != 0)
            together.firstSet = set;
        reports.append(*again);
        store::noteRedone(values, undone.undo, set);
        if (undone.deed != 0)
            store::joinDeed(values, set, undone.deed);
        if (inPart.contains(undone.deed))
            store::setAlone(values, set);
        if (numbers.any())
            store::noteNumbersKept(values, set);
        // The last one.
        if (reports.size() == all.imports.size())
            tellOfAll(values, reports);
    }
    if (const Result<void> kept = whole.commit(); !kept)
        return kept.error();
    return all.title;
}

Result<store::TakenBack> takeBackImports(const Services &services, const QString &workspace, const QList<qint64> &sets, const QString &who, const Clock &clock, JobContext &job)
{
    store::ConnectionScope scope(workspace, store::Access::TakeBack);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), services.catalogue);
    store::Transaction whole(scope.db());
    if (const Result<void> begun = whole.begin(); !begun)
        return begun.error();
    store::TakeBack takeBack(values, sets, who, clock.now());
    if (const Result<void> found = takeBack.examine(); !found)
        return found.error();
    // Before anything is undone: it is done as a whole or not at all.
    for (const store::UndoneImport &file : takeBack.filesAgain()) {
        if (const Result<void> same = sameFile(file, job); !same)
            return Error{ErrorCode::Refused, u"%1 was imported later and is read again for it: %2. Nothing was changed"_s.arg(file.path, same.error().detail), {}};
    }
    QHash<qint64, Together> deeds;
    QList<FileReport> reports;
    qint64 done = 0;
    Result<store::TakenBack> taken = takeBack.run([&](const store::UndoneImport &file) -> Result<qint64> {
        if (job.isCancelled())
            return Error{ErrorCode::Cancelled, {}, file.path};
        job.progress(done++, takeBack.filesAgain().size(), QFileInfo(file.path).fileName());
        Together alone{clock.now()};
        Together &together = file.deed == 0 ? alone : deeds.contains(file.deed) ? deeds[file.deed] : *deeds.insert(file.deed, alone);
        const Result<FileReport> again = importAgain(services, workspace, file, together, [&](const ImportRequest &request) { return importFiles(services, request, clock, job, scope, values); });
        if (!again)
            return again.error();
        if (together.firstSet == 0 && file.deed != 0)
            together.firstSet = again->changeSet;
        reports.append(*again);
        return again->changeSet;
    });
    if (!taken)
        return taken;
    tellOfAll(values, reports);
    if (const Result<void> kept = whole.commit(); !kept)
        return kept.error();
    return taken;
}

} // namespace app
