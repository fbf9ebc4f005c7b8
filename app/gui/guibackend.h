// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services.h"
#include "pages/assets.h"
#include "pages/backend.h"
#include "pages/calendardata.h"
#include "pages/dossiers.h"
#include "pages/flowpages.h"
#include "pages/preparation.h"

#include <QHash>
#include <QMutex>
#include <QSqlDatabase>

namespace store {
struct FindingCount;
class AttributeStore;
class Estate;
class EstateKeeper;
class Inventory;
struct EntityRow;
struct PageFilter;
struct IssueLine;
struct FindingLine;
}

namespace app {

class ScoresOfAll;
class NameCache;
struct AiJudged;
struct CertificateFacts;

/// Results that apply, and how many of them are not decided.
struct JudgedCounts
{
    int all = 0, open = 0;
};

/// The window's door to store, rules, importers and report. Each call opens a connection of its own, so any thread may call.
/// `services` and `clock` must outlive it.
class GuiBackend final : public views::Backend, public views::DossierSource, public views::DaysBackend, public views::AssetsBackend,
                         public views::FlowSource, public views::Preparation
{
public:
    GuiBackend(const Services &services, const domain::Clock &clock);
    ~GuiBackend() override;

    views::RuleSets &ruleSets() override;
    views::DaysBackend &days() override { return *this; }

    const domain::Catalogue &catalogue() const override { return m_services.catalogue; }
    QString countryName(const QString &iso) const override;
    QStringList importNameFilters() const override;
    domain::Result<void> saveRegister(domain::EntityKind kind, const QString &to) override;
    QString formatName(const QString &id) const override;
    /// The name of a format without the doubt in it, and the doubt.
    std::pair<QString, QString> provenName(const QString &id) const;
    domain::Result<views::WorkspaceInfo> open(const QString &path, bool create) override;
    domain::Result<views::WorkspaceInfo> openSample(const QString &path, domain::JobContext &) override;
    domain::Result<views::WorkspaceInfo> info(const QString &path) override;
    QByteArray version(const QString &path) const override;
    domain::Result<views::OverviewData> brief(const QString &path) override;
    domain::Result<views::OverviewData> overview(const QString &path, const views::FilterState &) override;
    domain::Result<figures::MapData> map(const QString &path, views::MapMetric, const views::FilterState &) override;
    domain::Result<views::OpenCompared> openCompared(const QString &path, qint64 against, const views::FilterState &) override;
    domain::Result<figures::MapData> mapFor(const QString &path, const views::MapQuestion &) override;
    domain::Result<views::InventoryPageData> inventory(const QString &path, const views::InventoryQuery &) override;
    domain::Result<views::EntityDetail> entity(const QString &path, qint64 id) override;
    domain::Result<QList<views::ValueChoice>> choices(const QString &path, domain::EntityKind, const QString &attr, const QString &text) override;
    domain::Result<views::WorkspaceInfo> declareRegister(const QString &path, domain::EntityKind kind, bool complete, const QString &who, QDate until) override;
    domain::Result<views::WorkspaceInfo> retire(const QString &path, qint64 id, QDate since) override;
    domain::Result<views::WorkspaceInfo> retireVanished(const QString &path, domain::EntityKind kind, QDate since) override;
    domain::Result<views::WorkspaceInfo> add(const QString &path, domain::EntityKind kind, const QString &key, const QString &name) override;
    qint64 find(const QString &path, domain::EntityKind kind, const QString &key) override;
    domain::Result<views::WorkspaceInfo> edit(const QString &path, qint64 id, const QString &attr, const QString &typed) override;
    domain::Result<QList<qint64>> listed(const QString &path, const views::InventoryQuery &, const views::LineRuns &) override;
    domain::Result<QList<views::SaidByMany>> saidByMany(const QString &path, domain::EntityKind, const QList<qint64> &entities, const QString &attr) override;
    domain::Result<views::WorkspaceInfo> editMany(const QString &path, const views::ManyValues &) override;
    domain::Result<views::WorkspaceInfo> undo(const QString &path) override;
    domain::Result<views::WorkspaceInfo> redo(const QString &path, domain::JobContext &) override;
    domain::Result<views::WorkspaceInfo> takeBack(const QString &path, const QList<qint64> &imports, const QString &who, views::TakenBackWords &words, domain::JobContext &) override;
    domain::Result<std::shared_ptr<views::OpenTable>> openTable(const QString &path, const QString &shown, domain::JobContext &) override;
    domain::Result<domain::ImportReport> import(const QString &path, const views::ImportFiles &files, bool dryRun, domain::JobContext &) override;
    domain::Result<QStringList> saveRejects(const QString &path, const views::ImportFiles &files, const QString &to, domain::JobContext &) override;
    domain::Result<views::WorkspaceInfo> evaluate(const QString &path, QDate asOf, domain::JobContext &) override;
    domain::Result<views::IssueListData> issues(const QString &path, views::IssueGrouping, const views::FilterState &) override;
    using views::Backend::issue;
    domain::Result<views::IssueDetail> issue(const QString &path, qint64 id, const views::FilterState &filter) override;
    domain::Result<views::FindingDetail> finding(const QString &path, qint64 issue, int index) override;
    domain::Result<views::PlanDraft> planOf(const QString &path, qint64 issue) override;
    domain::Result<views::WorkspaceInfo> assign(const QString &path, qint64 issue, const views::IssuePlan &plan) override;
    domain::Result<views::AcceptanceDraft> acceptable(const QString &path, qint64 issue) override;
    domain::Result<views::WorkspaceInfo> accept(const QString &path, const views::AcceptanceRequest &) override;
    domain::Result<views::WorkspaceInfo> withdrawAcceptances(const QString &path, qint64 issue) override;
    domain::Result<QList<views::ImportRow>> imports(const QString &path) override;
    domain::Result<views::ImportDetail> importDetail(const QString &path, qint64 changeSet) override;
    domain::Result<views::SourcesData> sources(const QString &path) override;
    domain::Result<views::WorkspaceInfo> setTrust(const QString &path, const QString &format, const QString &scope, std::optional<int> rank) override;
    domain::Result<views::WorkspaceInfo> decideSame(const QString &path, qint64 one, qint64 other, bool same) override;
    domain::Result<views::WorkspaceInfo> split(const QString &path, qint64 merged) override;
    domain::Result<QList<views::DeedRow>> deeds(const QString &path) override;
    domain::Result<views::DeedDetail> deed(const QString &path, qint64 changeSet) override;
    domain::Result<QList<views::FrameworkChoice>> frameworks(const QString &path, const views::FilterState &) override;
    domain::Result<views::FrameworkDetail> framework(const QString &path, const QString &id, const views::FilterState &) override;
    domain::Result<views::FrameworkComparison> compareFrameworks(const QString &path, const QString &left, const QString &right) override;
    domain::Result<views::WorkspaceInfo> choose(const QString &path, const QStringList &frameworks) override;
    domain::Result<views::WorkspaceInfo> reviewRules(const QString &path, const QStringList &rules, const domain::Review &review) override;
    domain::Result<views::WorkspaceInfo> attest(const QString &path, const views::Attestation &) override;
    domain::Result<rules::XrayReport> contradictions(const QString &path, const views::FilterState &filter) override;
    domain::Result<views::WorkspaceInfo> setAside(const QString &path, const QList<rules::Contradiction> &what, const QString &reason) override;
    domain::Result<views::WorkspaceInfo> takeUp(const QString &path, const QString &check, const QString &subject) override;
    domain::Result<QList<views::SearchHit>> search(const QString &path, const QString &text) override;
    domain::Result<QList<views::RunRow>> runs(const QString &path) override;
    domain::Result<views::CalendarData> calendar(const QString &path, const views::FilterState &) override;
    domain::Result<views::DaysCompared> compareDays(const QString &path, const views::DaysQuestion &, domain::JobContext &) override;
    domain::Result<QList<views::ScopeChoice>> scopes(const QString &path) override;
    QList<views::Country> countries() const override;
    domain::Result<QList<views::CountryGroup>> countryGroups(const QString &path) override;
    domain::Result<QStringList> zone(const QString &path) override;
    domain::Result<views::WorkspaceInfo> setZone(const QString &path, const QStringList &countries) override;
    domain::Result<views::ReportSheets> previewReport(const QString &path, const views::ReportRequest &, domain::JobContext &) override;
    domain::Result<void> writeReport(const QString &path, const views::ReportRequest &, domain::JobContext &) override;
    domain::Result<views::DossierData> dossier(const QString &path, views::DossierKind, const views::FilterState &filter) override;
    domain::Result<QString> writeRegister(const QString &path, const QString &to) override;
    domain::Result<QString> registerName(const QString &path) override;
    domain::Result<views::AcceleratorsData> accelerators(const QString &path, const views::FilterState &filter, const views::ChipChoice &) override;
    domain::Result<views::CertificatesData> certificates(const QString &path, const views::FilterState &filter) override;
    domain::Result<views::AiData> aiState(const QString &path, const views::FilterState &filter) override;
    domain::Result<views::ResidencyData> residency(const QString &path, domain::EntityKind, const views::FilterState &) override;
    domain::Result<views::AccessData> access(const QString &path, const views::FilterState &) override;
    domain::Result<void> prepare(const QString &path, domain::JobContext &) override;

private:
    /// A list's things in its order: of the same list as the last time they are at hand.
    QList<qint64> listedIds(store::AttributeStore &, const QString &path, const views::InventoryQuery &);
    views::WorkspaceInfo infoOf(store::AttributeStore &, const QString &path) const;
    /// Without an estate (of a kind of which there are few) the tables are asked, and no sums.
    figures::MapData mapOf(store::AttributeStore &, views::MapMetric, const views::FilterState &, const store::Estate *estate = nullptr) const;
    /// The workspace in columns, kept until somebody writes.
    domain::Result<std::shared_ptr<const store::Estate>> estateOf(const QString &path, store::AttributeStore &) const;
    void addPlaceFlows(figures::MapData &, store::AttributeStore &, const store::Estate &, const views::FilterState &) const;
    /// The scores that the map shows, those it compares with, and what its title says of the evaluations.
    struct ComparedScores
    {
        std::shared_ptr<const ScoresOfAll> now, before;
        QString title;
    };
    domain::Result<ComparedScores> comparedScores(QSqlDatabase &, store::AttributeStore &, const std::shared_ptr<const store::Estate> &, const views::MapQuestion &) const;
    domain::Result<void> addScores(figures::MapData &, QSqlDatabase &, store::AttributeStore &, const std::shared_ptr<const store::Estate> &, const views::MapQuestion &) const;
    domain::Result<figures::MapData> mapOfRuns(QSqlDatabase &, store::AttributeStore &, const store::Estate &, const views::MapQuestion &) const;
    /// A list shows what is taken over as the details do, marked by where it comes from.
    items::Cell inheritingCell(store::Inventory &, const store::EntityRow &, domain::EntityKind, const domain::Attribute &, const NameCache &) const;
    /// `asOf`: the day on which a plan is judged to be overdue.
    views::IssueRow issueRow(const store::IssueLine &, domain::Day asOf) const;
    /// The day of the newest run; today where there is none.
    domain::Day judgedOn(store::AttributeStore &) const;
    /// Findings of an issue from a place on, each with its reason.
    domain::Result<QList<views::FindingDetail>> explainedOf(QSqlDatabase &, store::AttributeStore &, qint64 issue, int from, int most) const;
    void addToolFindings(store::AttributeStore &, views::EntityDetail &) const;
    /// Where the workspace changed after the last run: what of it is open now, with what it was then.
    domain::Result<void> judgeAnew(QSqlDatabase &, store::AttributeStore &, views::EntityDetail &) const;
    views::FindingRow findingRow(store::AttributeStore &, const store::FindingLine &) const;
    void fillAcceptances(store::AttributeStore &, qint64 issue, views::IssueDetail &) const;
    /// Each tile counts by the filter that it leads to: what the filter says, as far as the tile's things can be narrowed by it, and its own question.
    domain::Result<void> fillTiles(QSqlDatabase &, store::AttributeStore &, const store::Estate &, views::OverviewData &, const views::FilterState &) const;
    /// What is weak in own policy is never added to what schemes ask: it stands beside their number.
    static QString weakNote(int weak);
    /// Over the last runs, from their stored summaries.
    void addTrends(store::AttributeStore &, views::TileData &decided, views::TileData &law, views::TileData &scheme) const;
    /// Results of the last run that apply, under the filter; none without a run.
    domain::Result<JudgedCounts> judgedUnder(QSqlDatabase &, store::AttributeStore &, const store::Estate &, const views::FilterState &) const;
    domain::Result<void> fillCalendar(store::AttributeStore &, const store::Estate &, views::OverviewData &, const views::FilterState &) const;
    domain::Result<std::shared_ptr<const ScoresOfAll>> scoresOfAll(const std::shared_ptr<const store::Estate> &, QSqlDatabase &, store::AttributeStore &) const;
    domain::Result<std::shared_ptr<const AiJudged>> aiJudged(const std::shared_ptr<const store::Estate> &, QSqlDatabase &, store::AttributeStore &) const;
    domain::Result<std::shared_ptr<const CertificateFacts>> certificateFacts(const std::shared_ptr<const store::Estate> &, QSqlDatabase &, store::AttributeStore &) const;
    void fillBars(store::AttributeStore &, const store::Estate &, views::OverviewData &, const views::FilterState &, const QList<store::FindingCount> &) const;

    const Services &m_services;
    const domain::Clock &m_clock;
    std::unique_ptr<views::RuleSets> m_ruleSets;
    QHash<QString, QString> m_countries;
    std::unique_ptr<store::EstateKeeper> m_estates;
    /// Of all that the pages count beside the columns, whatever the filter.
    struct Kept;
    std::unique_ptr<Kept> m_kept;
    mutable QMutex m_mutex;
    QString m_listKey;            ///< of which query m_ids are the answer
    QList<qint64> m_ids;
};

} // namespace app
