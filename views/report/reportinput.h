// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/review.h"
#include "domain/status.h"
#include "figures/heatmap.h"
#include "figures/linechart.h"
#include "figures/stackedbars.h"
#include "figures/treemap.h"
#include "figures/worldmap.h"
#include "report/assessed.h"
#include "report/ownstandard.h"
#include "rules/requirements.h"
#include "rules/xray.h"
#include "text/dossier.h"
#include "text/issuetext.h"
#include "text/reviewtext.h"

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
    Board, ///< a dozen pages: summary, map, charts, frameworks, the gravest issues, what is unknown, method
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

/// A text and where it stands.
struct Article
{
    QString text;
    QString url;
    bool operator==(const Article &) const = default;
};

struct Requirement
{
    QString clause;
    QString title;       ///< what is asked, in a few words: "pass" beside it reads as a pass
    QString ruleId;
    QString requirement; ///< the whole sentence
    domain::Severity severity = domain::Severity::Medium;
    domain::LegalStatus legalStatus = domain::LegalStatus::Law; ///< of the rule, which may differ from its framework's
    StatusCounts counts;
    QString confidence; ///< of the rule's reading of the law, e.g. "high", "unverified"
    domain::Review review; ///< what the organisation's counsel said of the rule
    QString toConfirm;   ///< what counsel has yet to confirm
    bool ourStandard = false; ///< a threshold in it is the organisation's own, not the law's
    QList<Article> articles;
    bool byPeople = false; ///< no rule: what people answered of an article or a control, which no counsel has to review
    bool switchedOff = false; ///< in no count; RuleSet::changes says who did so and why
};

/// What is served from elsewhere: by what is met in another framework, or by a certificate for the services that it covers.
struct Served
{
    QStringList requirements; ///< by number
    QString by;               ///< "NIS2 Art. 21(2)(c)", or the certificate in words
    QString how;              ///< the relation and why, or what is left to the customer
    QString source;           ///< where the mapping comes from and how sure it is
    bool certificate = false;
    bool refutes = false;     ///< it isn't met there, so that it can't be met here
};

/// What people say of requirements as a whole; what is said of several alike stands once.
struct Attested
{
    QStringList requirements;  ///< "Art. 5 Governance"
    QString words;             ///< "Met in part, says the CISO (2026-11-20), counts until ..."
    QString why, evidence;
    domain::Status status = domain::Status::Pass;
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
    QStringList unrecorded = {};   ///< of what it concerns, what was never recorded nor declared absent
    rules::Coverage coverage = {}; ///< of all its articles or controls, where their whole list is known; else `all` is 0
    QList<Served> served = {};
    QList<Attested> attested = {};

    /// Results under one word for what is open: gap, not met or weak.
    struct Part
    {
        domain::LegalStatus legalStatus = domain::LegalStatus::Law;
        StatusCounts counts;
        GapCounts gaps;
    };
    /// Its own first, then those of rules under another word, as an own standard is that a law's rule set has beside it.
    QList<Part> parts() const;
    text::Tally tally() const;
};

/// Where a fact was read, or who said it.
struct Origin
{
    QString file;
    QString place;       ///< "line 17" or a JSON pointer
    QString day;         ///< ISO
    QString who;         ///< a function, when a person said it
    bool silent = false; ///< the file was looked at and says nothing
    bool operator==(const Origin &) const = default;
    /// "transfers.csv, line 17, read 2026-11-21"; "said by the Data Protection Officer on 2026-06-03".
    QString text() const;
};

struct Fact
{
    QString attribute;
    QString value; ///< as words; "never asked", "asked, no answer", "declared absent" are values too
    QString where; ///< the origins in words
    QList<Origin> origins;
    bool context = false; ///< only makes the rule apply: in the data, not on paper
};

/// Where a reason says what is of this one thing.
struct ReasonSlot
{
    qsizetype start = 0, length = 0;
    QString label; ///< of the fact; empty for the thing's own name and key
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
    QList<ReasonSlot> slots_ = {}; ///< what in the reason is of this one thing, in the order of the text
    QStringList missing = {};    ///< of an unknown result: labels of the facts that nobody has said
    QStringList whoAnswers = {}; ///< functions that can say them
    QStringList otherTools = {}; ///< what other tools say of the thing and the requirement, beside the result, a sentence each
};

/// A requirement that an issue's cause breaks.
struct IssueRule
{
    QString ruleId;
    QString framework; ///< id
    QString clause;
    QString title;
    domain::LegalStatus legalStatus = domain::LegalStatus::Law;
    domain::Severity severity = domain::Severity::Medium;
    QString requirement;
    QString remedy;
    QList<Article> articles;
    QString who = {}; ///< the function that is to see to the remedy
    int unlisted = 0; ///< findings beyond ReportInput::listedAtMost: counted, not explained one by one
    domain::Review review = {};
};

struct Issue
{
    QString number;
    QString title;
    domain::Severity severity = domain::Severity::Medium;
    QString rootCause;
    QList<IssueRule> rules; ///< the gravest first
    QString owner;      ///< the function that answers for it
    QString measure;    ///< what is done about it
    QDate due;
    bool overdue = false;
    QList<Finding> findings;
    int things = 0; ///< touched, each counted once; 0: those of the findings
    QString thing = QStringLiteral("thing"), thingsWord = QStringLiteral("things"); ///< "IT system", where all are of one kind

    const IssueRule *rule(QStringView id) const;
    QStringList frameworks() const;
    int affected() const; ///< things, each counted once
    int count() const;    ///< findings, the unlisted too
    /// Its findings by the status of the law that each breaks.
    text::Tally tally() const;
    /// The weightiest law that it breaks: decides the word for its state.
    domain::LegalStatus legalStatus() const;
};

/// What is unknown under one rule.
struct UnknownGroup
{
    QString framework; ///< id
    QString rule;
    QString title;
    QString clause;
    domain::LegalStatus legalStatus = domain::LegalStatus::Law;
    QStringList missingAttributes;
    QList<Finding> findings; ///< all of them, or as many as ReportInput::listedAtMost
    int unlisted = 0;
    int count() const { return static_cast<int>(findings.size()) + unlisted; }
};

/// A fact that nobody has said, and what hangs on it.
struct MissingFact
{
    QString kind;      ///< of the things that it would be said of, in the right number: "IT systems"
    QString fact;
    int things = 0;    ///< of how many it is not said
    int results = 0;   ///< in how many unknown results it plays a part
    int alone = 0;     ///< how many it would decide with nothing else
    QString whoAnswers; ///< a function
    QStringList rules;
    QStringList names; ///< the things, those that most results wait for first
};

/// One decision on gaps of one rule.
struct Acceptance
{
    QString ruleId;
    QString framework; ///< its id
    QString title;     ///< of the rule
    QStringList names; ///< the things that it covers
    QString reason;
    QString requestedBy; ///< functions
    QString approvedBy;
    QDate acceptedOn;
    QDate expires;
    QString ended; ///< why it holds no longer, and the gaps are open again; empty while it does
    int results = 0;
};

/// Something dated that comes: a law, a certificate that lapses, an acceptance that expires.
struct Coming
{
    QDate day;
    QString sort;      ///< in words: "Laws and schemes"
    QString sortId;    ///< stable: "law"
    QString event;     ///< "Certificates lapse"
    QString subject;   ///< which
    int count = 1;     ///< things, requirements or issues
    QString framework; ///< of a law: the id of its rule set
    QStringList rules; ///< of a law: those that start or end on the day
    QString change;    ///< what follows from it, or what the requirements ask
    QString article, url;
    QString confidence; ///< in words
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
    int systems = 0; ///< judged, not those that merely support them
    int models = 0;  ///< in use, not those on offer
    QString foreignReach; ///< the laws within whose reach the provider is
    QString contract;
};

/// What the organisation changes of a rule set: a rule switched off or narrowed, a threshold.
struct RuleSetChange
{
    QString subject;     ///< rule or threshold
    QString words;       ///< "switched off", "365 days instead of 180"
    QString who, why;
    QDate since;
    bool off = false;
    StatusCounts left;   ///< of what is switched off: what it would say, in no count
};

struct RuleSet
{
    QString id;
    QString name;
    QString version;
    QString citation;
    QString url;
    QString reviewer;     ///< whom the rule set itself names
    QList<std::pair<QString, double>> confidenceShares; ///< word and share (0 to 1)
    int rules = 0, reviewed = 0, disagreed = 0; ///< that are counted, and what the organisation's counsel said of them
    QList<RuleSetChange> changes = {};
    bool own = false;    ///< the organisation's, not shipped with the program
};

/// What counsel remarked of a rule, or why it disagrees.
struct RuleRemark
{
    QString rule, words;
    bool leftOut = false; ///< the rule is in no count
};

struct ReportInput
{
    QString title;
    QString organisation;
    QString scope;
    QString sampleNote;  ///< says that the data is a sample; empty for real data
    QDate asOf;
    QDateTime generatedAt; ///< UTC
    QString language = QStringLiteral("en");
    Template kind = Template::Full;
    Paper paper = Paper::A4;
    QString classification; ///< "Confidential", or a privilege mark
    QString preparer; ///< functions, not names
    QString reviewer;
    QString approver;
    QStringList exclusions;
    QList<InputFile> inputs;
    QList<Note> completeness;
    QList<Framework> frameworks;
    bool reviewedOnly = false; ///< of rules that counsel has reviewed alone
    text::LeftOut leftOut;
    QList<RuleRemark> remarks; ///< of the frameworks' rules, counted or left out
    QList<Issue> issues;
    QList<UnknownGroup> unknowns;
    QList<MissingFact> missing; ///< those that decide most first
    QList<Finding> others; ///< accepted, not yet applicable, not decided for an error: in the data, counted on paper
    /// Where it is above zero, of each requirement at most so many findings of one status stand here one by one, the first by name; the
    /// rest is counted.
    int listedAtMost = 0;
    int othersUnlisted = 0;
    QList<Finding> contradicted; ///< of which another tool says otherwise: open ones, accepted ones, and what is met
    int contradictedUnlisted = 0;
    std::optional<rules::XrayReport> xray; ///< what contradicts itself; none: not asked
    AssessedThings assessed; ///< by the EU Cloud Sovereignty Framework
    OwnStandard ownStandard;
    std::optional<text::DossierData> transfers, aiAct; ///< none: not asked, or the report leaves out that law
    QList<Acceptance> acceptances;
    QList<Coming> coming;  ///< soonest first, from asOf on
    QDate comingUntil;     ///< the last day that is looked at; invalid: nobody looked
    QList<figures::MapData> maps; ///< e.g. the world, then Europe
    QList<Chart> charts;
    QList<ProviderRow> providers;
    QStringList method; ///< paragraphs
    QList<RuleSet> ruleSets;
    QString dataHash; ///< hex; the first twelve digits stand on each page
};

} // namespace report
