// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reach.h"
#include "gui/guibackend.h"

#include "core/demo.h"
#include "gui/guikept.h"
#include "gui/guirulesets.h"
#include "core/history.h"
#include "gui/translate.h"
#include "core/importjob.h"
#include "core/rejects.h"
#include "core/withstore.h"
#include "rules/evaluator.h"
#include "store/changelog.h"
#include "store/connectionscope.h"
#include "store/editor.h"
#include "store/estate/dataversion.h"
#include "store/estate/estatekeeper.h"
#include "store/inventory.h"
#include "store/findings.h"
#include "store/pages/contradictionqueries.h"
#include "store/pages/listqueries.h"
#include "store/pages/overviewqueries.h"
#include "store/workspace.h"
#include "text/wordtext.h"

#include <QFile>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {

GuiBackend::GuiBackend(const Services &services, const Clock &clock)
    : m_services(services), m_clock(clock), m_ruleSets(std::make_unique<GuiRuleSets>(services, clock, *this)), m_countries(services.countries), m_estates(std::make_unique<store::EstateKeeper>()),
      m_kept(std::make_unique<Kept>())
{
}

GuiBackend::~GuiBackend() = default;

RuleSets &GuiBackend::ruleSets() { return *m_ruleSets; }

QString GuiBackend::countryName(const QString &iso) const { return iso == u"?"_s ? u"No location known"_s : m_countries.value(iso, iso); }

QStringList GuiBackend::importNameFilters() const
{
    return {u"Inventories and registers (*.%1)"_s.arg(importers::importedExtensions().join(" *."_L1)), u"All files (*)"_s};
}

QString GuiBackend::formatName(const QString &id) const
{
    if (id == importers::MappedCsv::Id)
        return u"Table of own columns"_s;
    const importers::Importer *importer = importers::findImporter(m_services.registry, id);
    return importer ? importer->displayName() : id;
}

std::pair<QString, QString> GuiBackend::provenName(const QString &id) const
{
    static const QString doubt = u"untested with real exports"_s;
    QString name = formatName(id);
    const importers::Importer *importer = importers::findImporter(m_services.registry, id);
    QString untested = importer && !importer->testedWithRealExports() ? doubt : QString();
    // "Kubernetes, kubectl get -o json (all but nodes and pods: untested with real exports)"
    const qsizetype bracket = name.lastIndexOf(u" ("_s, name.indexOf(doubt));
    if (name.contains(doubt) && bracket > 0) {
        untested = name.sliced(bracket + 2).chopped(1);
        name.truncate(bracket);
    }
    return {name, untested};
}

WorkspaceInfo GuiBackend::infoOf(store::AttributeStore &values, const QString &path) const
{
    WorkspaceInfo out;
    out.path = path;
    const nlohmann::json name = nlohmann::json::parse(store::readSetting(values, u"organisation"_s).toStdString(), nullptr, false);
    if (name.is_string())
        out.organisation = QString::fromStdString(name.get<std::string>());
    else if (name.is_object() && name.contains("name") && name["name"].is_string())
        out.organisation = QString::fromStdString(name["name"].get<std::string>());
    const nlohmann::json chosen = nlohmann::json::parse(store::readSetting(values, u"frameworks"_s).toStdString(), nullptr, false);
    if (chosen.is_array()) {
        for (const auto &id : chosen) {
            if (id.is_string())
                out.frameworks.append(QString::fromStdString(id.get<std::string>()));
        }
    }
    out.entities = store::entityCount(values);
    out.toolFindings = store::toolFindingCount(values);
    out.revision = store::dataRevision(values);
    if (const auto run = store::newestRun(values)) {
        out.evaluated = true;
        out.run = run->id;
        out.asOf = fromDay(run->asOf);
        if (const auto summary = rules::RunSummary::fromJson(run->summary)) {
            QStringList judged;
            for (const rules::FrameworkResult &framework : summary->frameworks)
                judged.append(framework.framework);
            QStringList wanted = out.frameworks;
            judged.sort();
            wanted.sort();
            out.partial = !run->scope.isEmpty() || (!wanted.isEmpty() && wanted != judged);
        }
        out.stale = run->stale || out.partial;
    }
    out.undo = store::undoTitle(values);
    out.redo = store::redoTitle(values);
    out.undoJudges = store::undoesAcceptance(values);
    out.redoJudges = store::redoesAcceptance(values);
    out.functions = actingFunctions(values);
    return out;
}

Result<WorkspaceInfo> GuiBackend::open(const QString &path, bool create)
{
    if (const Result<void> prepared = store::prepareWorkspace(path, create); !prepared)
        return prepared.error();
    return info(path);
}

Result<WorkspaceInfo> GuiBackend::openSample(const QString &path, JobContext &job)
{
    const auto made = makeDemoWorkspace(m_services, path, m_clock, job);
    if (!made)
        return made.error();
    return evaluate(path, {}, job);
}

Result<WorkspaceInfo> GuiBackend::info(const QString &path)
{
    return withStore<WorkspaceInfo>(m_services, path, false, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        if (const Result<void> ours = store::stillWorkspace(values, path); !ours)
            return ours.error();
        return infoOf(values, path);
    });
}

QByteArray GuiBackend::version(const QString &path) const { return store::dataVersion(path).stamp; }

Result<OverviewData> GuiBackend::overview(const QString &path, const FilterState &filter)
{
    return withDatabase<OverviewData>(m_services, path, store::Access::Read, [&](QSqlDatabase &db, store::AttributeStore &values) {
        OverviewData out;
        out.info = infoOf(values, path);
        if (!out.info.isEmpty()) {
            const auto estate = estateOf(path, values);
            if (!estate)
                return Result<OverviewData>(estate.error());
            const QList<store::FindingCount> findings = (*estate)->findingCounts(values, PageFilterOf(filter).value);
            if (const Result<void> filled = fillTiles(db, values, **estate, out, filter); !filled)
                return Result<OverviewData>(filled.error());
            fillBars(values, **estate, out, filter, findings);
            out.map = mapOf(values, MapMetric::Systems, filter, estate->get());
            PageFilterOf f(filter);
            for (const store::IssueLine &line : (*estate)->issueLines(values, f.value, 10))
                out.issues.append(issueRow(line, toDay(out.info.asOf)));
            if (const Result<void> filled = fillCalendar(values, **estate, out, filter); !filled)
                return Result<OverviewData>(filled.error());
        }
        return Result<OverviewData>(std::move(out));
    });
}

QList<qint64> GuiBackend::listedIds(store::AttributeStore &values, const QString &path, const InventoryQuery &query)
{
    const QString key = inventoryKey(path, query, store::dataRevision(values));
    {
        const QMutexLocker lock(&m_mutex);
        if (key == m_listKey && !m_ids.isEmpty())
            return m_ids;
    }
    const QList<qint64> ids = store::orderedIds(values, query.kind, PageFilterOf(query.filter).value, query.sortBy, query.descending);
    const QMutexLocker lock(&m_mutex);
    m_listKey = key;
    m_ids = ids;
    return ids;
}

Result<InventoryPageData> GuiBackend::inventory(const QString &path, const InventoryQuery &query)
{
    return withStore<InventoryPageData>(m_services, path, false, [&](store::AttributeStore &values) {
        InventoryPageData out;
        out.offset = query.offset;
        const PageFilterOf f(query.filter);
        const QList<qint64> ids = listedIds(values, path, query);
        if (query.offset == 0) {
            const QList<qint64> all = store::kindCounts(values, {});
            const QList<qint64> shown = query.filter.isEmpty() ? all : store::kindCounts(values, f.value);
            for (int i = 0; i < static_cast<int>(all.size()); ++i)
                out.counts.append({static_cast<EntityKind>(i), all.at(i), shown.at(i)});
            out.state = registerState(values, query.kind);
        }
        out.total = static_cast<int>(ids.size());
        if (query.find != 0)
            out.at = static_cast<int>(ids.indexOf(query.find));
        store::Inventory inventory(values);
        const KindInfo &info = catalogue().kind(query.kind);
        const NameCache names(values);
        for (const qint64 id : ids.mid(query.offset, query.limit)) {
            const store::EntityRow row = inventory.row(query.kind, id);
            items::Row line{row.id, row.key, text::shownName(row.name, row.key), text::nameHint(row.key), row.vanished || row.retiredOn, {}};
            for (const QString &column : query.columns) {
                const int at = info.indexOf(column);
                line.cells.append(at < 0 ? items::Cell() : inheritingCell(inventory, row, query.kind, info.attributes.at(at), names));
            }
            out.rows.append(line);
        }
        return Result<InventoryPageData>(std::move(out));
    });
}

items::Cell GuiBackend::inheritingCell(store::Inventory &inventory, const store::EntityRow &row, EntityKind kind, const Attribute &a, const NameCache &names) const
{
    const store::MaybeValue &own = row.values.value(catalogue().kind(kind).indexOf(a.name));
    // An own certificate's holder is a legal entity of the group, which no provider's place can hold.
    if (!own && kind == EntityKind::Certification && a.name == u"holder"_s) {
        const QString inGroup = u"legal_entity"_s;
        if (const store::MaybeValue &owner = row.values.value(catalogue().kind(kind).indexOf(inGroup))) {
            const Attribute &of = *catalogue().kind(kind).find(inGroup);
            items::Cell cell = cellOf(owner, of, names, m_countries);
            cell.from = of.label;
            return cell;
        }
    }
    if ((own && !std::holds_alternative<NoAnswer>(*own)) || a.inherited.size() < 2)
        return cellOf(own, a, names, m_countries);
    QString from;
    const store::MaybeValue value = inventory.effective(row.id, kind, a, &from);
    items::Cell cell = cellOf(value, a, names, m_countries);
    if (!from.isEmpty())
        cell.from = inheritedWords(from, names);
    return cell;
}

Result<EntityDetail> GuiBackend::entity(const QString &path, qint64 id)
{
    Day asOf = 0;
    Result<EntityDetail> found = withStore<EntityDetail>(m_services, path, false, [&](store::AttributeStore &values) -> Result<EntityDetail> {
        asOf = judgedOn(values);
        const auto head = store::entityHead(values, id);
        if (!head)
            return Error{ErrorCode::UnknownEntity, {}, path};
        EntityDetail out;
        out.id = id;
        out.kind = head->kind;
        out.key = head->key;
        out.name = nameOf(values, *head);
        const KindInfo &info = catalogue().kind(head->kind);
        out.kindLabel = info.label;
        store::Inventory inventory(values);
        const store::EntityRow row = inventory.row(head->kind, id);
        out.vanished = row.vanished;
        if (row.retiredOn)
            out.retired = fromDay(*row.retiredOn);
        const NameCache names(values);
        for (const Attribute &a : info.attributes)
            out.values.append(detailOf(inventory.origin(id, head->kind, a), a, names, m_countries));
        for (const store::FindingLine &line : store::findingsOfEntity(values, id, 100))
            out.findings.append(findingRow(values, line));
        addToolFindings(values, out);
        return out;
    });
    if (!found)
        return found;
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    {
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
        if (const auto judged = judgeAnew(scope.db(), values, *found); !judged)
            return judged.error();
    }
    if (found->kind != EntityKind::Provider)
        return found;
    const auto reach = rules::providerReach(scope.db(), m_services.catalogue, asOf);
    if (!reach)
        return reach.error();
    found->reach = reachLines(reach->value(id));
    return found;
}

Result<WorkspaceInfo> GuiBackend::undo(const QString &path)
{
    const Result<QString> done = undoChange(m_services, path, m_clock);
    return done ? info(path) : Result<WorkspaceInfo>(done.error());
}

Result<WorkspaceInfo> GuiBackend::redo(const QString &path, JobContext &job)
{
    const Result<QString> done = redoChange(m_services, path, m_clock, job);
    return done ? info(path) : Result<WorkspaceInfo>(done.error());
}

Result<WorkspaceInfo> GuiBackend::takeBack(const QString &path, const QList<qint64> &imports, const QString &who, TakenBackWords &words, JobContext &job)
{
    const Result<store::TakenBack> done = takeBackImports(m_services, path, imports, who, m_clock, job);
    if (!done)
        return done.error();
    words.done = done->title;
    words.leftOut = done->leftOut;
    return info(path);
}

Result<IssueListData> GuiBackend::issues(const QString &path, IssueGrouping grouping, const FilterState &filter)
{
    return withStore<IssueListData>(m_services, path, false, [&](store::AttributeStore &values) {
        const PageFilterOf f(filter);
        IssueListData out;
        const auto estate = estateOf(path, values);
        if (!estate)
            return Result<IssueListData>(estate.error());
        const bool planned = std::any_of(filter.special.cbegin(), filter.special.cend(), [](const SpecialFilter &s) { return s.what == u"plan"_s; });
        if (planned) {
            // A plan is an issue's: not all findings on its things are its own. Ungrouped, each counts once.
            for (const store::IssueLine &line : store::issueLines(values, f.value, {}, 3000))
                out.findings += filter.status == Status::Accepted ? line.accepted : line.gaps;
        } else {
            for (const store::FindingCount &c : (*estate)->findingCounts(values, f.value)) {
                if (c.status == Status::Unknown)
                    out.unknowns += c.count;
                else if (filter.status || c.status != Status::Accepted)
                    out.findings += c.count;
            }
        }
        out.contradicted = store::contradictionCount(values, f.value);
        // What is not open then is met: only that is counted besides.
        if (store::wantsContradicted(f.value) && !filter.status)
            out.passes = static_cast<int>(out.contradicted) - out.findings;
        const Day asOf = judgedOn(values);
        const QString group = groupAttribute(grouping);
        for (const store::IssueLine &line : group.isEmpty() ? (*estate)->issueLines(values, f.value, 3000) : store::issueLines(values, f.value, group, 3000)) {
            IssueRow row = issueRow(line, asOf);
            row.group = groupTitle(grouping, row, line, m_countries);
            out.rows.append(row);
        }
        // Ranked by what is open a group would go down when all in it is unknown.
        if (grouping == IssueGrouping::Severity)
            std::stable_sort(out.rows.begin(), out.rows.end(), [](const IssueRow &a, const IssueRow &b) { return a.severity > b.severity; });
        return Result<IssueListData>(std::move(out));
    });
}

} // namespace app
