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

Result<QString> importAgain(const Services &services, const QString &workspace, const store::UndoneImport &undone, const Clock &clock,
                            JobContext &job)
{
    const Result<QString> now = importers::sha256OfPart(undone.path, job);
    if (!now)
        return Error{ErrorCode::FileNotFound, u"the import that was undone is read from its file again, and the file is not there any more"_s,
                     undone.path};
    if (*now != undone.sha256)
        return Error{ErrorCode::FileUnreadable, u"the file is not what was imported then: import it as a new file"_s, undone.path};
    ImportRequest request{workspace, {undone.path}, undone.format, undone.who, false};
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
    return withStore<QString>(services, workspace, true, [&](store::AttributeStore &values) -> Result<QString> {
        store::noteRedone(values, undone.undo, file.changeSet);
        return undone.path;
    });
}

} // namespace

Result<QString> undoChange(const Services &services, const QString &workspace, const Clock &clock)
{
    return withStore<QString>(services, workspace, true,
                              [&](store::AttributeStore &values) { return store::undoLast(values, {}, clock.now()); });
}

Result<QString> redoChange(const Services &services, const QString &workspace, const Clock &clock, JobContext &job)
{
    const auto undone = withStore<std::optional<store::UndoneImport>>(
        services, workspace, false,
        [](store::AttributeStore &values) -> Result<std::optional<store::UndoneImport>> { return store::importToRedo(values); });
    if (!undone)
        return undone.error();
    if (*undone)
        return importAgain(services, workspace, **undone, clock, job);
    return withStore<QString>(services, workspace, true,
                              [&](store::AttributeStore &values) { return store::redoLast(values, {}, clock.now()); });
}

} // namespace app
