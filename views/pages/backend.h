// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/importreport.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "domain/review.h"
#include "figures/figure.h"
#include "figures/stackedbars.h"
#include "figures/twintable.h"
#include "figures/worldmap.h"
#include "items/row.h"
#include "pages/attestation.h"
#include "pages/frameworkrows.h"
#include "pages/importrows.h"
#include "pages/manyvalues.h"
#include "pages/mapmetric.h"
#include "pages/opentable.h"
#include "rules/xray.h"
#include "text/issuetext.h"

#include <QDate>
#include <QList>
#include <QSizeF>
#include <QStringList>

namespace views {

/// What a workspace is at this moment: for the top bar, the menus and the choices of filters.
struct WorkspaceInfo
{
    QString path, organisation;
    qint64 entities = 0;
    qint64 toolFindings = 0;    ///< no things, so not among the entities
    bool isEmpty() const { return entities == 0 && toolFindings == 0; }
    qint64 revision = 0;
    QDate asOf;                 ///< of the last run; invalid: none yet
    bool evaluated = false;
    bool stale = false;         ///< the data changed after the last run, or that run judged a part only
    bool partial = false;       ///< the last run judged one part of the organisation, or other frameworks than are chosen
    QStringList frameworks;     ///< ids that were chosen
    QString undo, redo;         ///< titles; empty: nothing
    bool undoJudges = false, redoJudges = false; ///< what it changes shows only after an evaluation
    qint64 run = 0;             ///< the last evaluation; 0: none yet
    QStringList functions;      ///< that act in the workspace: whom a dialog proposes as the one who does something
    bool operator==(const WorkspaceInfo &) const = default;
};

/// A number that leads to what it counts.
struct TileData
{
    QString id, label, number, note, tip;
    figures::Tone tone = figures::Tone::Ink;
    QString page;               ///< where a click leads
    QList<double> trend;        ///< over the runs, oldest first; empty: fewer than two runs, or a filter
    QString change;             ///< "+3 since 2026-10-21"
    FilterState filter;
};

/// Who answers for an issue, what is done and by when.
struct IssuePlan
{
    QString owner, measure;     ///< a function, not a person's name
    QDate due;
    bool overdue = false;       ///< the day has passed and something is still open
    bool isEmpty() const { return owner.isEmpty() && measure.isEmpty() && !due.isValid(); }
};

/// Findings with one cause, as a line of a list; or what is unknown under one rule, which is no finding and has no number, or what is met
/// and another tool contradicts. All counts are those under the filter.
struct IssueRow
{
    qint64 id = 0;
    QString number;             ///< "I-0042": the same in window, report and command line
    QString rule, title, framework, frameworkTitle, clause, root, group;
    QStringList clauses;        ///< "GDPR Art. 45"; of all rules that its findings break, the worst first
    QStringList ruleTitles;
    domain::Severity severity = domain::Severity::Medium;
    text::Tally open;           ///< open findings, by the status of the law that each breaks
    int unknowns = 0;           ///< results
    int accepted = 0;           ///< findings; only where accepted ones were asked for, and in the details
    int passes = 0;             ///< results that are met and that another tool contradicts; only in their own lines
    int contradicted = 0;       ///< of its open findings, by other tools
    int things = 0;             ///< that the findings are about, each once
    QString thing, thingsWord;  ///< "IT system" and "IT systems", where all are of one kind
    IssuePlan plan;
};

/// Issues with what they hold in all: an issue that stands in two groups is counted once.
struct IssueListData
{
    QList<IssueRow> rows;
    int findings = 0;           ///< open ones; where accepted ones are asked for those
    int unknowns = 0;           ///< results that could not be decided
    int passes = 0;             ///< results that are met; only those that another tool contradicts, where they were asked for
    qint64 contradicted = 0;    ///< results under the filter of which another tool says otherwise
};

/// What comes on a day: one thing, or several of one sort, which `filter` lists.
struct CalendarRow
{
    QDate date;
    QString text, kind;
    qint64 entity = 0;          ///< 0: no thing of the inventory, or several
    int count = 1;
    FilterState filter;
    QString page;               ///< that lists what the filter names; empty without an entity: the details of the row itself
    QString sort;               ///< of what is grouped: "certificate", "contract", ...
    QString change;             ///< of a law: what changes on the day
    QString article, url, confidence;
    QString framework;          ///< of a law: its rule set, where there is one
    QList<std::pair<QString, QString>> requirements; ///< of a law: the rules that start or end on the day, each with its heading
};

/// What is open by framework in the newest evaluation, each bar marked with what it was in another; of rules that both judged. The table
/// has both numbers and the difference.
struct OpenCompared
{
    figures::StackedBarsData bars;
    figures::TwinTable table;
};

struct OverviewData
{
    WorkspaceInfo info;
    QList<TileData> tiles;
    figures::MapData map;
    figures::StackedBarsData frameworks, accelerators, principals;
    QList<IssueRow> issues;
    QList<CalendarRow> calendar;
    bool brief = false;         ///< only what the last run's summary says
};

/// A run's counts by framework, for the trend.
struct RunRow
{
    qint64 id = 0;
    QDate asOf;
    QString at;
    int openIssues = 0;
    QString scope; ///< what it was of, in words; empty: of the whole workspace
    struct Counts
    {
        QString id, label;
        domain::LegalStatus legal = domain::LegalStatus::Law;
        int pass = 0, gap = 0, unknown = 0, accepted = 0;
        void add(const Counts &other, int times)
        {
            pass += times * other.pass;
            gap += times * other.gap;
            unknown += times * other.unknown;
            accepted += times * other.accepted;
        }
    };
    QList<Counts> frameworks; ///< those of a framework's rules under another word (weak beside a law's gaps) in a line of their own, with its id
};

struct Country
{
    QString iso, name;
};

/// Countries that belong together, for choosing many at once.
struct CountryGroup
{
    QString name;
    QStringList countries;
};

/// The pages of a report as they will be printed, in dots.
struct ReportSheets
{
    QSizeF points;
    int dotsPerInch = 300;
    QList<figures::Figure> sheets;
};

struct KindCount
{
    domain::EntityKind kind = domain::EntityKind::Workload;
    qint64 all = 0, shown = 0;
};

struct InventoryQuery
{
    domain::EntityKind kind = domain::EntityKind::Workload;
    FilterState filter;
    QString sortBy;             ///< attribute; empty: name
    bool descending = false;
    QStringList columns;
    int offset = 0, limit = 200;
    qint64 find = 0;            ///< a thing whose place in the list is wanted
};

/// Whether somebody answers for it that a kind's register holds everything, and what of the kind is gone or out of use.
struct RegisterState
{
    bool complete = false;
    QString who;
    QDate since, until;         ///< invalid: not said; without end
    qint64 vanished = 0;        ///< no longer in the newest export of their source, and not retired
    qint64 retired = 0;
    QStringList functions;      ///< of the organisation, to choose from
};

struct InventoryPageData
{
    QList<KindCount> counts;    ///< filled with the first block only
    RegisterState state;        ///< with the first block
    int total = 0, offset = 0;
    int at = -1;                ///< of the thing that was to be found; -1: it is not in the list
    QList<items::Row> rows;
};

/// What a value may be, to choose from: what is written, what it is called, and what tells it from others of that name.
struct ValueChoice
{
    QString key, name, hint;
};

/// How a value is entered.
enum class Entry {
    Typed,      ///< dates and numbers
    Suggested,  ///< words of one's own, with those that were used before
    Chosen,     ///< one of what there is
    ManyChosen  ///< several of it
};

/// One value of an entity with where it came from.
struct ValueDetail
{
    QString attr, label, description, text, unit, typed, example;
    Entry entry = Entry::Typed;
    QList<ValueChoice> parts;   ///< of several: what is chosen now
    bool open = false;          ///< of several: there are perhaps more
    items::CellState state = items::CellState::NeverAsked;
    QString origin;             ///< a line for people
    QStringList others;         ///< what other sources say instead
    bool inherited = false;
};

struct FindingRow
{
    QString rule, title, framework, clause, entityKey, entityName;
    qint64 entity = 0;
    qint64 issue = 0;           ///< that it belongs to; for what is unknown the line of its rule
    domain::EntityKind kind = domain::EntityKind::Workload;
    domain::Status status = domain::Status::Unknown;
    domain::Severity severity = domain::Severity::Medium;
    domain::LegalStatus legal = domain::LegalStatus::Law;
    QString note;               ///< of an accepted one until when, of one that is open again why, of one that a change turned what it was
    bool contradicted = false;  ///< another tool says otherwise; in the details of an issue
    QString reason;             ///< in the details of an issue
};

/// A decision on gaps of an issue.
struct AcceptanceRow
{
    QString reason, requestedBy, approvedBy;
    QDate on, expires;
    QString ended;              ///< why the gaps are open again; empty while it holds
    QStringList names;          ///< the things that it covers
};

/// What could be accepted of an issue, and by whom.
struct AcceptanceDraft
{
    QString issue;              ///< its number and title
    QString counts;             ///< "64 findings on 26 things are open"
    QList<FindingRow> findings; ///< all open gaps that may be accepted
    int bound = 0;              ///< open gaps of binding law: they stay
    QStringList requesters, approvers; ///< the organisation's functions, to choose from
    QDate today, latest;        ///< the day of the decision; the last day of expiry
    QDate expires;              ///< proposed
};

/// The plan of an issue as it is, and who could answer for it.
struct PlanDraft
{
    QString issue;              ///< its number and title
    QString remedy;             ///< what the gravest rule proposes
    IssuePlan plan;
    QStringList owners;         ///< the organisation's functions, to choose from
    QDate today;
};

/// What a person decided, to be checked and written.
struct AcceptanceRequest
{
    QList<std::pair<QString, qint64>> findings; ///< rule and entity
    QString reason, requestedBy, approvedBy;
    QDate expires;
};

/// What another tool found, beside Bailiwick's own results.
struct ToolFindingRow
{
    qint64 id = 0;              ///< of the finding as a thing that is listed
    QString words;              ///< "Prowler says failed on 14 Feb 2025"
    QString below;              ///< the check and the requirements
    QString detail;
};

struct EntityDetail
{
    qint64 id = 0;
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString key, name, kindLabel;
    bool vanished = false;
    QDate retired;              ///< out of use since then; invalid: in use
    QList<ValueDetail> values;
    QList<FindingRow> findings;
    QStringList reach;          ///< of a provider: the laws that may reach it, in words
    QList<ToolFindingRow> toolFindings; ///< the first ones that name it
    qint64 toolFindingCount = 0;
    QList<ToolFindingRow> named;        ///< of a tool finding: the things that it names
};

struct FactLine
{
    QString label, value, where;
};

/// A place in a law or standard, and where it can be read.
struct ArticleLine
{
    QString text, url;
};

/// Why one finding stands as it does.
struct FindingDetail
{
    int index = 0;              ///< its place among the issue's findings, open ones first
    FindingRow finding;
    QString reason;
    QList<FactLine> facts;
    QList<ToolFindingRow> otherTools;   ///< on the same requirement, agreeing or contradicting
};

struct IssueDetail
{
    IssueRow issue;             ///< whatever the filter
    std::optional<IssueRow> narrowed; ///< under the filter, where that counts less
    QString requirement, remedy, confidence, toConfirm;
    QStringList reviews;        ///< of its rules: what counsel said of each, in words
    QList<ArticleLine> articles;
    FindingDetail example;      ///< the first finding
    QList<FindingRow> findings; ///< the first 200, each with its own reason
    int findingCount = 0;
    QList<AcceptanceRow> acceptances;
    int acceptable = 0;         ///< open gaps that may be accepted
    int bound = 0;              ///< open gaps of binding law
    QString notAcceptable;      ///< why nothing here may be accepted, and what can be done instead
};

enum class IssueGrouping { RootCause, Framework, Severity, LegalEntity, BusinessService, Country, Provider };

struct SearchHit
{
    QString key, name, kindLabel;
    qint64 entity = 0;          ///< 0: none; with no issue, framework and rule either it tells how many more there are
    qint64 issue = 0;
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString framework = {};     ///< its id, where the hit is a framework
    QString rule = {};          ///< the number of a rule
};

/// Something that all pages and the report can be narrowed to, or that a filter names.
struct ScopeChoice
{
    domain::EntityKind kind = domain::EntityKind::LegalEntity;
    QString key, name;
};

struct ReportRequest
{
    QString path;               ///< .pdf or .csv
    QStringList frameworks;     ///< empty: the chosen ones
    bool board = false;
    bool reviewedOnly = false;  ///< leaves out what counsel has not reviewed, and says how much that is
    QString preparer, reviewer, approver;       ///< functions, not names
    QString classification = QStringLiteral("Confidential");
    QStringList exclusions;
    QString legalEntity, businessService;       ///< keys; empty: the whole organisation
    bool operator==(const ReportRequest &) const = default;
};

/// What the window asks of the rest of the program. All calls block and are safe in any thread: each opens a connection of its own.
/// The window makes them through a JobRunner, never in a slot. Implemented in app/gui.
class RuleSets;
class DaysBackend;

class Backend
{
public:
    virtual ~Backend() = default;
    /// What can be done to rule sets (pages/rulesets.h); lives as long as this.
    virtual RuleSets &ruleSets() = 0;
    /// What comes, and what a day changes (pages/calendardata.h); lives as long as this.
    virtual DaysBackend &days() = 0;

    virtual const domain::Catalogue &catalogue() const = 0;
    virtual QString countryName(const QString &iso) const = 0;
    virtual QStringList importNameFilters() const = 0;
    /// Writes an empty table of one kind: the columns to fill in, what each means and an example.
    virtual domain::Result<void> saveRegister(domain::EntityKind kind, const QString &to) = 0;
    /// What a format is called.
    virtual QString formatName(const QString &id) const = 0;

    virtual domain::Result<WorkspaceInfo> open(const QString &path, bool create) = 0;
    virtual domain::Result<WorkspaceInfo> openSample(const QString &path, domain::JobContext &) = 0;
    virtual domain::Result<WorkspaceInfo> info(const QString &path) = 0;
    /// Another one after each write, whoever wrote. Cheap: nothing is opened.
    virtual QByteArray version(const QString &path) const = 0;
    /// What the stored summary of the last run says, and nothing else: quick whatever the size of the workspace.
    virtual domain::Result<OverviewData> brief(const QString &path) = 0;
    virtual domain::Result<OverviewData> overview(const QString &path, const FilterState &) = 0;
    /// Against an earlier evaluation, by its number; NoRun for one that is not kept.
    virtual domain::Result<OpenCompared> openCompared(const QString &path, qint64 against, const FilterState &) = 0;
    virtual domain::Result<figures::MapData> map(const QString &path, MapMetric, const FilterState &) = 0;
    /// With all flows, and of earlier evaluations where the metric is of such; NoRun for one that is not kept.
    virtual domain::Result<figures::MapData> mapFor(const QString &path, const MapQuestion &) = 0;
    virtual domain::Result<InventoryPageData> inventory(const QString &path, const InventoryQuery &) = 0;
    virtual domain::Result<EntityDetail> entity(const QString &path, qint64 id) = 0;
    /// What the attribute may be, of what holds the text, the first ones; nothing for what is typed freely and was never used.
    virtual domain::Result<QList<ValueChoice>> choices(const QString &path, domain::EntityKind kind, const QString &attr, const QString &text) = 0;
    /// `typed`: keys or names, several with semicolons between.
    virtual domain::Result<WorkspaceInfo> edit(const QString &path, qint64 id, const QString &attr, const QString &typed) = 0;
    /// The things in lines of a list as inventory() gives it, in its order.
    virtual domain::Result<QList<qint64>> listed(const QString &path, const InventoryQuery &, const LineRuns &) = 0;
    /// What they have recorded of one attribute now: each value with how many have it, the most frequent first.
    virtual domain::Result<QList<SaidByMany>> saidByMany(const QString &path, domain::EntityKind kind, const QList<qint64> &entities, const QString &attr) = 0;
    /// All of them or, where one is refused, none; one step of undo.
    virtual domain::Result<WorkspaceInfo> editMany(const QString &path, const ManyValues &) = 0;
    /// A new thing by hand. UsageError where one of the kind has that key, or goes by it.
    virtual domain::Result<WorkspaceInfo> add(const QString &path, domain::EntityKind kind, const QString &key, const QString &name) = 0;
    /// 0: there is none of that key.
    virtual qint64 find(const QString &path, domain::EntityKind kind, const QString &key) = 0;
    /// Declares the kind's register complete, or no longer. `until`: the last day on which it counts; invalid: without end.
    virtual domain::Result<WorkspaceInfo> declareRegister(const QString &path, domain::EntityKind kind, bool complete, const QString &who, QDate until) = 0;
    /// Out of use since a day; an invalid day: in use again.
    virtual domain::Result<WorkspaceInfo> retire(const QString &path, qint64 id, QDate since) = 0;
    /// All of a kind that have vanished from their sources.
    virtual domain::Result<WorkspaceInfo> retireVanished(const QString &path, domain::EntityKind kind, QDate since) = 0;
    virtual domain::Result<WorkspaceInfo> undo(const QString &path) = 0;
    virtual domain::Result<WorkspaceInfo> redo(const QString &path, domain::JobContext &) = 0;
    /// Takes imports back, by their change sets, whatever was done since; `words` is told what it came to.
    virtual domain::Result<WorkspaceInfo> takeBack(const QString &path, const QList<qint64> &imports, const QString &who, TakenBackWords &words, domain::JobContext &) = 0;
    /// A table as an import's report names it, so that its columns can be assigned.
    virtual domain::Result<std::shared_ptr<OpenTable>> openTable(const QString &path, const QString &shown, domain::JobContext &) = 0;
    virtual domain::Result<domain::ImportReport> import(const QString &path, const ImportFiles &files, bool dryRun, domain::JobContext &) = 0;
    /// Reads the files once more, tables as they were read before, and writes their rejected records to a file, or to several beside it;
    /// returns those.
    virtual domain::Result<QStringList> saveRejects(const QString &path, const ImportFiles &files, const QString &to, domain::JobContext &) = 0;
    virtual domain::Result<WorkspaceInfo> evaluate(const QString &path, QDate asOf, domain::JobContext &) = 0;
    virtual domain::Result<IssueListData> issues(const QString &path, IssueGrouping, const FilterState &) = 0;
    /// `filter`: what the list is narrowed by, so that the details can say how its numbers and theirs belong together.
    virtual domain::Result<IssueDetail> issue(const QString &path, qint64 id, const FilterState &filter) = 0;
    domain::Result<IssueDetail> issue(const QString &path, qint64 id) { return issue(path, id, FilterState()); }
    /// One of an issue's findings by its place among them.
    virtual domain::Result<FindingDetail> finding(const QString &path, qint64 issue, int index) = 0;
    virtual domain::Result<PlanDraft> planOf(const QString &path, qint64 issue) = 0;
    /// Refused, with what is wrong in the error's detail; nothing is written then. An empty plan takes it away.
    virtual domain::Result<WorkspaceInfo> assign(const QString &path, qint64 issue, const IssuePlan &plan) = 0;
    virtual domain::Result<AcceptanceDraft> acceptable(const QString &path, qint64 issue) = 0;
    /// Refused, with what is wrong in the error's detail; nothing is written then. Evaluate afterwards.
    virtual domain::Result<WorkspaceInfo> accept(const QString &path, const AcceptanceRequest &) = 0;
    /// Takes back what is accepted of an issue, from today. Evaluate afterwards.
    virtual domain::Result<WorkspaceInfo> withdrawAcceptances(const QString &path, qint64 issue) = 0;
    virtual domain::Result<QList<ImportRow>> imports(const QString &path) = 0;
    virtual domain::Result<ImportDetail> importDetail(const QString &path, qint64 changeSet) = 0;
    virtual domain::Result<SourcesData> sources(const QString &path) = 0;
    /// No rank: as the source is by itself.
    virtual domain::Result<WorkspaceInfo> setTrust(const QString &path, const QString &format, const QString &scope, std::optional<int> rank) = 0;
    /// Two entries are one thing, or are two and not proposed again.
    virtual domain::Result<WorkspaceInfo> decideSame(const QString &path, qint64 one, qint64 other, bool same) = 0;
    /// What a change set made one is two again.
    virtual domain::Result<WorkspaceInfo> split(const QString &path, qint64 merged) = 0;
    virtual domain::Result<QList<DeedRow>> deeds(const QString &path) = 0;
    virtual domain::Result<DeedDetail> deed(const QString &path, qint64 changeSet) = 0;
    virtual domain::Result<QList<FrameworkChoice>> frameworks(const QString &path, const FilterState & = {}) = 0;
    /// `id`: of the framework, or of the list of a further edition ("bsi-c5@2026").
    virtual domain::Result<FrameworkDetail> framework(const QString &path, const QString &id, const FilterState &) = 0;
    /// Two lists of requirements side by side; of the whole organisation.
    virtual domain::Result<FrameworkComparison> compareFrameworks(const QString &path, const QString &left, const QString &right) = 0;
    virtual domain::Result<WorkspaceInfo> choose(const QString &path, const QStringList &frameworks) = 0;
    /// Records the same of each rule; ReviewState::NotReviewed takes what was recorded back. Refused, with what is wrong in the error's
    /// detail; nothing is written then.
    virtual domain::Result<WorkspaceInfo> reviewRules(const QString &path, const QStringList &rules, const domain::Review &review) = 0;
    /// Writes what a person says of requirements as a whole, or takes it back. Refused, with what is wrong in the error's detail; nothing is
    /// written then.
    virtual domain::Result<WorkspaceInfo> attest(const QString &path, const Attestation &) = 0;
    /// What contradicts itself in the inventory and its judgements, those of one check together; the first ones of each.
    virtual domain::Result<rules::XrayReport> contradictions(const QString &path, const FilterState &filter) = 0;
    virtual domain::Result<WorkspaceInfo> setAside(const QString &path, const QList<rules::Contradiction> &what, const QString &reason) = 0;
    virtual domain::Result<WorkspaceInfo> takeUp(const QString &path, const QString &check, const QString &subject) = 0;
    virtual domain::Result<QList<SearchHit>> search(const QString &path, const QString &text) = 0;
    virtual domain::Result<QList<RunRow>> runs(const QString &path) = 0;
    virtual QList<Country> countries() const = 0;
    virtual domain::Result<QList<CountryGroup>> countryGroups(const QString &path) = 0;
    /// Legal entities, business services and providers, by name.
    virtual domain::Result<QList<ScopeChoice>> scopes(const QString &path) = 0;
    /// The countries of the organisation's own sovereign zone.
    virtual domain::Result<QStringList> zone(const QString &path) = 0;
    virtual domain::Result<WorkspaceInfo> setZone(const QString &path, const QStringList &countries) = 0;
    virtual domain::Result<ReportSheets> previewReport(const QString &path, const ReportRequest &, domain::JobContext &) = 0;
    virtual domain::Result<void> writeReport(const QString &path, const ReportRequest &, domain::JobContext &) = 0;
};

} // namespace views
