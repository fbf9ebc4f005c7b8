// SPDX-License-Identifier: GPL-3.0-or-later
// Files come in: tables of no known form are opened and tried, imports run, rejected records go out again.
#include "core/importjob.h"
#include "core/rejects.h"
#include "core/tablelook.h"
#include "core/withstore.h"
#include "gui/guibackend.h"
#include "importers/text/shape.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

class Table final : public views::OpenTable
{
public:
    Table(const Services &services, std::shared_ptr<TablePart> part, std::optional<Remembered> remembered)
        : m_services(services), m_part(std::move(part)), m_remembered(std::move(remembered))
    {
    }
    Result<importers::TableLook> look(const importers::TableOptions &options, std::optional<EntityKind> kind) override
    {
        return lookAt(m_services, *m_part, options, kind);
    }
    std::optional<views::AssignedColumns> remembered() const override
    {
        return m_remembered ? std::optional(views::AssignedColumns{m_remembered->mapping, m_remembered->name}) : std::nullopt;
    }
    Result<importers::CsvMapping> withWords(const importers::CsvMapping &mapping, const importers::TableShape &shape) override
    {
        const Result<importers::ColumnNames> names = importers::ColumnNames::fromResources(m_services.catalogue);
        if (!names)
            return names.error();
        return importers::withWords(mapping, shape, m_services.catalogue, *names);
    }
    importers::MappingCheck check(const importers::CsvMapping &mapping, JobContext &job) override
    {
        return importers::checkMapping(m_part->path(), m_services.catalogue, mapping, job);
    }

private:
    const Services &m_services;
    const std::shared_ptr<TablePart> m_part;
    const std::optional<Remembered> m_remembered;
};

} // namespace

Result<std::shared_ptr<views::OpenTable>> GuiBackend::openTable(const QString &path, const QString &shown, JobContext &job)
{
    const auto part = TablePart::open(shown, job);
    if (!part)
        return part.error();
    return withStore<std::shared_ptr<views::OpenTable>>(m_services, path, false, [&](store::AttributeStore &values) -> Result<std::shared_ptr<views::OpenTable>> {
        const auto probe = importers::makeProbe((*part)->path());
        if (!probe)
            return probe.error();
        return std::shared_ptr<views::OpenTable>(std::make_shared<Table>(m_services, *part, profileFor(store::columnProfiles(values), (*part)->path(), *probe, m_services.catalogue)));
    });
}

Result<ImportReport> GuiBackend::import(const QString &path, const views::ImportFiles &files, bool dryRun, JobContext &job)
{
    ImportRequest request{path, files.paths, {}, files.who, dryRun};
    request.cluster = files.cluster.simplified();
    request.completeFor = files.completeFor;
    for (auto table = files.assigned.cbegin(); table != files.assigned.cend(); ++table) {
        request.assigned.insert(table.key(), table->mapping);
        if (!table->saveAs.isEmpty())
            request.saveAs.insert(table.key(), table->saveAs);
    }
    return importFiles(m_services, request, m_clock, job);
}

Result<QStringList> GuiBackend::saveRejects(const QString &path, const views::ImportFiles &files, const QString &to, JobContext &job)
{
    ImportRequest request{path, files.paths, {}, {}, true};
    request.cluster = files.cluster.simplified();
    request.completeFor = files.completeFor;
    for (auto table = files.assigned.cbegin(); table != files.assigned.cend(); ++table)
        request.assigned.insert(table.key(), table->mapping);
    // What was imported before is read as it was then.
    const auto noted = withStore<QHash<QString, QByteArray>>(m_services, path, false, [&](store::AttributeStore &values) {
        QHash<QString, QByteArray> all;
        for (const QString &file : files.paths)
            all.insert(store::mappingsOf(values, file));
        return Result<QHash<QString, QByteArray>>(std::move(all));
    });
    if (!noted)
        return noted.error();
    for (auto table = noted->cbegin(); table != noted->cend(); ++table) {
        const Result<importers::CsvMapping> mapping = importers::csvMappingFromJson(*table, u"mapping of then"_s, m_services.catalogue);
        if (mapping && !request.assigned.contains(table.key()))
            request.assigned.insert(table.key(), *mapping);
    }
    Rejects rejects;
    importFiles(m_services, request, m_clock, job, &rejects);
    if (job.isCancelled())
        return Error{ErrorCode::Cancelled, {}, to};
    return writeRejects(rejects, to);
}

} // namespace app
