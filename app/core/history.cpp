// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history.h"

#include "core/importjob.h"
#include "core/services.h"
#include "core/withstore.h"
#include "importers/archive/fileparts.h"
#include "store/changelog.h"
#include "store/completefor.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

Result<void> sameFile(const store::UndoneImport &undone, JobContext &job)
{
    const Result<QString> now = importers::sha256OfPart(undone.path, job);
    if (!now)
        return Error{ErrorCode::FileNotFound, u"the import that was undone is read from its file again, and the file is not there any more"_s,
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

/// Answers the change set of the import.
Result<qint64> importAgain(const Services &services, const QString &workspace, const store::UndoneImport &undone, const Together &together, const Clock &clock, JobContext &job)
{
    ImportRequest request{workspace, {undone.path}, undone.format, undone.who, false};
    request.firstSet = together.firstSet;
    request.begun = together.begun;
    request.completeFor = undone.completeFor.split(u',', Qt::SkipEmptyParts);
    request.cluster = store::takeCluster(request.completeFor);
    if (!undone.mapping.isEmpty()) {
        Result<importers::CsvMapping> mapping = importers::csvMappingFromJson(undone.mapping, u"mapping of then"_s, services.catalogue);
        if (!mapping)
            return mapping.error();
        request.mapping = std::move(*mapping);
    }
    const ImportReport report = importFiles(services, request, clock, job);
    const FileReport &file = report.files.constFirst();
    if (file.cancelled)
        return Error{ErrorCode::Cancelled, {}, undone.path};
    if (file.refused)
        return Error{ErrorCode::SchemaMismatch, file.diagnostics.isEmpty() ? QString() : file.diagnostics.constFirst().message, undone.path};
    return file.changeSet;
}

Result<store::Redoable> nextOf(const Services &services, const QString &workspace)
{
    return withStore<store::Redoable>(services, workspace, false,
                                      [](store::AttributeStore &values) -> Result<store::Redoable> { return store::nextToRedo(values); });
}

Result<QString> redoSet(const Services &services, const QString &workspace, const Clock &clock)
{
    return withStore<QString>(services, workspace, true, [&](store::AttributeStore &values) { return store::redoLast(values, {}, clock.now()); });
}

} // namespace

Result<QString> undoChange(const Services &services, const QString &workspace, const Clock &clock, bool lastFileOnly)
{
    return withStore<QString>(services, workspace, true, [&](store::AttributeStore &values) {
        return lastFileOnly ? store::undoLastSet(values, {}, clock.now()) : store::undoLast(values, {}, clock.now());
    });
}

Result<QString> redoChange(const Services &services, const QString &workspace, const Clock &clock, JobContext &job)
{
    const Result<store::Redoable> all = nextOf(services, workspace);
    if (!all)
        return all.error();
    if (all->imports.isEmpty())
        return redoSet(services, workspace, clock);
    // Before the first is read, so that a deed is done again as a whole or not at all.
    for (const store::UndoneImport &undone : all->imports) {
        if (const Result<void> same = sameFile(undone, job); !same)
            return same.error();
    }
    Together together{clock.now()};
    for (Result<store::Redoable> next = all;; next = nextOf(services, workspace)) {
        if (!next)
            return next.error();
        if (next->undo == 0 || (next->undo != all->undo && (all->deed == 0 || next->deed != all->deed)))
            return all->title;
        if (next->imports.isEmpty() || next->imports.constFirst().undo != next->undo) {
            if (const Result<QString> done = redoSet(services, workspace, clock); !done)
                return done;
            continue;
        }
        const store::UndoneImport &undone = next->imports.constFirst();
        const Result<qint64> set = importAgain(services, workspace, undone, together, clock, job);
        if (!set)
            return set.error();
        if (together.firstSet == 0 && undone.deed != 0)
            together.firstSet = *set;
        const Result<bool> noted = withStore<bool>(services, workspace, true, [&](store::AttributeStore &values) -> Result<bool> {
            store::noteRedone(values, undone.undo, *set);
            if (undone.deed != 0)
                store::joinDeed(values, *set, undone.deed);
            return true;
        });
        if (!noted)
            return noted.error();
    }
}

} // namespace app
