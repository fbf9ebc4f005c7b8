// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/status.h"
#include "figures/heatmap.h"
#include "figures/linechart.h"
#include "figures/stackedbars.h"
#include "figures/treemap.h"
#include "figures/worldmap.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <numeric>
#include <optional>
#include <variant>

/// What a report says, as plain values: the application fills it from the store, the writers only read it.
/// No clock, no database, no settings: equal input gives an equal report.
namespace report {

enum class Template {
    Board, ///< summary, completeness, map, frameworks, issues without their findings
    Full   ///< all of it, each finding included
};

enum class Paper { A4, Letter };

/// How many results stand in each status.
struct StatusCounts
{
    std::array<int, domain::StatusCount> by{};

    int of(domain::Status s) const { return by.at(static_cast<std::size_t>(s)); }
    void add(domain::Status s, int n) { by.at(static_cast<std::size_t>(s)) += n; }
    int total() const { return std::accumulate(by.begin(), by.end(), 0); }
    /// What had to be judged: all but what does not apply (yet).
    int applicable() const
    {
        return total() - of(domain::Status::NotApplicable) - of(domain::Status::NotYetApplicable);
    }
    int decided() const { return applicable() - of(domain::Status::Unknown) - of(domain::Status::Error); }
    bool operator==(const StatusCounts &) const = default;
};

/// How many gaps stand in each grade.
struct GapCounts
{
    std::array<int, domain::SeverityCount> by{};
    int of(domain::Severity s) const { return by.at(static_cast<std::size_t>(s)); }
    void add(domain::Severity s, int n) { by.at(static_cast<std::size_t>(s)) += n; }
    bool operator==(const GapCounts &) const = default;
};

struct InputFile
{
    QString file;
    QString sha256;
    QDateTime importedAt;
    int records = 0;
};

struct Note
{
    QString text;
    bool warning = false;
};

struct Requirement
{
    QString clause;
    QString title;
    QString ruleId;
    domain::Severity severity = domain::Severity::Medium;
    StatusCounts counts;
    QString confidence; ///< of the rule's reading of the law, e.g. "high", "unverified"
    bool reviewed = false;
    QString sourceUrl;
};

struct Framework
{
    QString id;
    QString name;
    QString version;
    domain::LegalStatus legalStatus = domain::LegalStatus::Law;
    QString jurisdiction;
    QString reviewer;
    StatusCounts counts;
    GapCounts gaps;
    QList<Requirement> requirements;
};

struct Fact
{
    QString attribute;
    QString value; ///< as words; "never asked", "asked, no answer", "declared absent" are values too
    QString where; ///< the file and place it came from
};

struct Finding
{
    QString entityKind;
    QString key;
    QString name;
    QString ruleId;
    domain::Status status = domain::Status::Gap;
    QString reason;
    QList<Fact> facts;
};

struct Issue
{
    QString number;
    QString title;
    domain::Severity severity = domain::Severity::Medium;
    domain::LegalStatus legalStatus = domain::LegalStatus::Law;
    QString rootCause;
    QStringList frameworks;
    int affectedCount = 0;
    QString reason;
    QString remedy;
    QStringList articleRefs;
    QString owner;
    QDate due;
    QString managementResponse;
    QList<Finding> findings;
};

struct UnknownGroup
{
    QString framework;
    QString rule;
    QString title;
    int count = 0;
    QStringList missingAttributes;
    QString reason;
    QStringList examples;
};

struct Acceptance
{
    QString subject; ///< rule or issue, and what it covers
    QString reason;
    QString acceptedBy;
    QDate acceptedOn;
    QDate expires;
    int count = 0;
};

struct Chart
{
    QString title;
    QString caption;
    std::variant<figures::StackedBarsData, figures::LineChartData, figures::HeatmapData, figures::TreemapData> data;
    double heightPoints = 160; ///< ignored for stacked bars, which know their height
};

struct ProviderRow
{
    QString name;
    QString establishedIn;
    QString parentIn; ///< country of the ultimate parent
    QString role;
    int assets = 0;
    QString foreignReach; ///< the laws within whose reach the provider is
    QString contract;
};

struct RuleSet
{
    QString id;
    QString version;
    QString reviewer;
    QList<std::pair<QString, double>> confidenceShares; ///< word and share (0 to 1)
};

struct ReportInput
{
    QString title;
    QString organisation;
    QString scope;
    QDate asOf;
    QDateTime generatedAt; ///< UTC
    QString language = QStringLiteral("en");
    Template kind = Template::Full;
    Paper paper = Paper::A4;
    QString classification; ///< "Confidential", or a privilege mark
    QString preparer;
    QString reviewer;
    QString approver;
    QStringList exclusions;
    QList<InputFile> inputs;
    QList<Note> completeness;
    QList<Framework> frameworks;
    QList<Issue> issues;
    QList<UnknownGroup> unknowns;
    QList<Acceptance> acceptances;
    QList<figures::MapData> maps; ///< e.g. the world, then Europe
    QList<Chart> charts;
    QList<ProviderRow> providers;
    QStringList method; ///< paragraphs
    QList<RuleSet> ruleSets;
    QString dataHash; ///< hex; the first twelve digits stand on each page
};

} // namespace report
