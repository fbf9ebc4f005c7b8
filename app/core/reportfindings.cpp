// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportfindings.h"

#include "core/reportscope.h"
#include "core/services.h"
#include "domain/jobcontext.h"
#include "rules/evaluator.h"
#include "store/pages/reportqueries.h"
#include "text/issuetext.h"
#include "text/wordtext.h"

#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

report::IssueRule issueRule(const rules::Pack &pack, const rules::Rule &rule)
{
    report::IssueRule out;
    out.ruleId = rule.id;
    out.framework = pack.id;
    out.clause = rule.clause;
    out.title = rule.title;
    out.legalStatus = rule.legalStatus;
    out.severity = rule.severity;
    out.requirement = rule.requirement;
    out.remedy = rule.remediation;
    out.who = whoAnswers(rule.entity);
    for (const rules::Reference &ref : rule.refs)
        out.articles.append({ref.text, ref.url});
    return out;
}

/// What hangs on one fact of one kind of thing.
struct Hanging
{
    EntityKind of = EntityKind::Workload;   ///< of the things that it is not said of
    QString who;                            ///< whose team can say it
    QString label;
    int results = 0;
    int alone = 0;
    QMap<qint64, int> things;   ///< how many results each opens
    QMap<qint64, QString> names;
    QSet<QString> rules;
};

/// "arn:aws:iam::111122223333:saml-provider/corvane -> Administrator" as "saml-provider corvane -> Administrator".
QString withoutResourcePaths(const QString &name)
{
    static const QRegularExpression path(u"arn:[^\\s]*:([^\\s:]+)"_s);
    QString out;
    qsizetype from = 0;
    auto it = path.globalMatch(name);
    while (it.hasNext()) {
        const auto match = it.next();
        out += QStringView(name).mid(from, match.capturedStart() - from);
        out += match.captured(1).replace(u'/', u' ');
        from = match.capturedEnd();
    }
    out += QStringView(name).mid(from);
    return out;
}

class Gatherer
{
public:
    Gatherer(const Services &services, store::AttributeStore &values, report::ReportInput &out, Day asOf, const GatherOptions &options)
        : m_services(services), m_values(values), m_out(out), m_asOf(asOf), m_options(options)
    {
    }

    void openIssues()
    {
        for (const store::IssueRow &row : store::openIssues(m_values, {})) {
            report::Issue issue;
            issue.number = text::issueNumber(row.id);
            issue.severity = row.severity;
            issue.title = m_services.issueTitle(row.theme);
            issue.rootCause = m_services.rootWords(row.rootKind, row.rootName.isEmpty() ? row.rootKey : row.rootName, row.rootText);
            issue.owner = row.plan.owner;
            issue.measure = row.plan.measure;
            if (row.plan.due)
                issue.due = fromDay(*row.plan.due);
            issue.overdue = row.plan.isOverdue(m_asOf);
            m_issues.insert(row.id, m_out.issues.size());
            m_out.issues.append(issue);
            m_mainRules.append(row.rule);
        }
    }

    /// What every list of findings says of one.
    report::Finding headOf(const ExplainedFinding &f)
    {
        report::Finding finding;
        finding.entityKind = m_services.catalogue.kind(f.row.kind).label;
        finding.key = f.row.key;
        finding.name = displayName(f.row);
        finding.ruleId = f.row.rule;
        finding.status = f.row.status;
        finding.reason = f.reason;
        finding.otherTools = otherToolWords(f, m_services.legalStatusOf(f.row.rule));
        return finding;
    }

    void add(const ExplainedFinding &f)
    {
        report::Finding finding = headOf(f);
        for (const rules::ReasonSlot &slot : f.slots_)
            finding.slots_.append({slot.start, slot.length, slot.label});
        for (const FactLine &line : f.facts)
            finding.facts.append({line.label, line.value, line.where, line.origins, line.context});
        if (f.waiver)
            addAcceptance(f, finding);
        if (f.row.status == Status::Gap)
            addGap(f, finding);
        else if (f.row.status == Status::Unknown)
            addUnknown(f, finding);
        else
            m_out.others.append(finding);
    }

    /// A finding beyond what is listed: counted where it belongs.
    void count(const store::FindingRow &row)
    {
        if (row.status == Status::Gap) {
            report::Issue &issue = issueOf(row);
            for (report::IssueRule &rule : issue.rules)
                rule.unlisted += rule.ruleId == row.rule;
            noteThing(row);
        } else if (row.status == Status::Unknown) {
            ++groupOf(row).unlisted;
        } else {
            ++m_out.othersUnlisted;
        }
    }

    /// Another tool says otherwise of it: an open finding stands with its issue as well.
    void addContradicted(const ExplainedFinding &f)
    {
        m_out.contradicted.append(headOf(f));
    }

    void finish()
    {
        for (auto it = m_kinds.cbegin(); it != m_kinds.cend(); ++it) {
            const KindInfo &info = m_services.catalogue.kind(it->value_or(EntityKind::Workload));
            if (it->has_value()) {
                m_out.issues[it.key()].thing = text::inSentence(info.label);
                m_out.issues[it.key()].thingsWord = text::inSentence(info.labelPlural);
            }
        }
        for (auto it = m_things.cbegin(); it != m_things.cend(); ++it)
            m_out.issues[it.key()].things = static_cast<int>(it->size());
        for (qsizetype i = 0; i < m_out.issues.size(); ++i) {
            report::Issue &issue = m_out.issues[i];
            for (report::IssueRule &rule : issue.rules) {
                const rules::Rule *known = m_services.rule(rule.ruleId).second;
                rule.review = known ? m_options.reviews.of(known->id, known->hash) : Review();
            }
            entitle(issue, m_mainRules.value(i));
            // The gravest rule of an issue may be one that is left out.
            if (!m_options.rulesLeftOut.isEmpty() && !issue.rules.isEmpty())
                issue.severity = issue.rules.constFirst().severity;
        }
        // Issues of frameworks that the report leaves out have no findings here.
        m_out.issues.removeIf([](const report::Issue &issue) { return issue.findings.isEmpty(); });
        std::stable_sort(m_out.acceptances.begin(), m_out.acceptances.end(), [](const auto &a, const auto &b) {
            return a.ruleId != b.ruleId ? a.ruleId < b.ruleId : a.expires < b.expires;
        });
        for (report::UnknownGroup &group : m_unknowns)
            m_out.unknowns.append(group);
        std::stable_sort(m_out.unknowns.begin(), m_out.unknowns.end(), [](const auto &a, const auto &b) {
            return a.count() != b.count() ? a.count() > b.count() : a.rule < b.rule;
        });
        for (const Hanging &h : std::as_const(m_missing))
            m_out.missing.append(missingFact(h));
        std::stable_sort(m_out.missing.begin(), m_out.missing.end(), [](const auto &a, const auto &b) {
            return a.results != b.results ? a.results > b.results : a.alone > b.alone;
        });
    }

private:
    /// An access right that no source named is named by who and what.
    QString displayName(const store::FindingRow &row)
    {
        if ((!row.name.isEmpty() && row.name != row.key) || row.kind != EntityKind::Grant)
            return withoutResourcePaths(row.name);
        return store::grantName(m_values, row.entity);
    }

    /// A decision stands once for each rule, with the things that it covers.
    void addAcceptance(const ExplainedFinding &f, const report::Finding &finding)
    {
        const auto [pack, rule] = m_services.rule(f.row.rule);
        report::Acceptance a;
        a.ruleId = f.row.rule;
        a.framework = f.row.framework;
        a.title = rule ? rule->title : f.row.rule;
        a.reason = f.waiver->reason;
        a.requestedBy = f.waiver->requestedBy;
        a.approvedBy = f.waiver->approvedBy;
        a.acceptedOn = fromDay(f.waiver->acceptedOn);
        a.expires = fromDay(f.waiver->expires);
        if (f.row.status != Status::Accepted)
            a.ended = endOf(*f.waiver, m_asOf);
        const QString name = finding.name.isEmpty() ? finding.key : finding.name;
        for (report::Acceptance &known : m_out.acceptances) {
            if (known.ruleId == a.ruleId && known.reason == a.reason && known.requestedBy == a.requestedBy && known.approvedBy == a.approvedBy
                && known.acceptedOn == a.acceptedOn && known.expires == a.expires && known.ended == a.ended) {
                known.names.append(name);
                ++known.results;
                return;
            }
        }
        a.names = {name};
        a.results = 1;
        m_out.acceptances.append(a);
    }

    /// The issue of a gap, with the gap's rule in it.
    report::Issue &issueOf(const store::FindingRow &row)
    {
        auto at = m_issues.constFind(row.issue);
        if (at == m_issues.constEnd()) {
            // No finding is dropped because its issue is not there: it gets a place of its own.
            const qint64 own = -1 - m_without.size();
            const qint64 id = m_without.value(row.rule, own);
            if (id == own) {
                m_without.insert(row.rule, id);
                report::Issue issue;
                issue.number = row.rule;
                issue.severity = row.severity;
                m_issues.insert(id, m_out.issues.size());
                m_out.issues.append(issue);
                m_mainRules.append(row.rule);
            }
            at = m_issues.constFind(id);
        }
        report::Issue &issue = m_out.issues[*at];
        if (!issue.rule(row.rule)) {
            const auto [pack, rule] = m_services.rule(row.rule);
            if (rule)
                issue.rules.append(issueRule(*pack, *rule));
            else
                issue.rules.append({row.rule, row.framework, {}, row.rule, LegalStatus::Law, row.severity, {}, {}, {}, {}});
        }
        return issue;
    }

    /// Where not all are listed, the things that an issue touches are counted as they come by; and whether all are of one kind.
    void noteThing(const store::FindingRow &row)
    {
        const qsizetype at = &issueOf(row) - m_out.issues.data();
        const auto known = m_kinds.constFind(at);
        if (known == m_kinds.cend())
            m_kinds.insert(at, row.kind);
        else if (*known != row.kind)
            m_kinds.insert(at, std::nullopt);
        if (m_out.listedAtMost > 0)
            m_things[at].insert(row.entity);
    }

    void addGap(const ExplainedFinding &f, const report::Finding &finding)
    {
        issueOf(f.row).findings.append(finding);
        noteThing(f.row);
    }

    report::UnknownGroup &groupOf(const store::FindingRow &row)
    {
        report::UnknownGroup &group = m_unknowns[row.rule];
        if (group.rule.isEmpty()) {
            const rules::Rule *rule = m_services.rule(row.rule).second;
            group.framework = row.framework;
            group.rule = row.rule;
            group.title = rule ? rule->heading : row.rule;
            group.clause = rule ? rule->clause : QString();
            group.legalStatus = m_services.legalStatusOf(row.rule);
        }
        return group;
    }

    void addUnknown(const ExplainedFinding &f, const report::Finding &finding)
    {
        report::UnknownGroup &group = groupOf(f.row);
        group.findings.append(finding);
        report::Finding &own = group.findings.last();
        QSet<QString> here;
        for (const MissingAt &m : f.missing) {
            if (!own.missing.contains(m.label))
                own.missing.append(m.label);
            if (!own.whoAnswers.contains(whoSettles(m)))
                own.whoAnswers.append(whoSettles(m));
            // What is open in law has no attribute: each point stands for itself.
            const QString key = kindName(m.of) + u'.' + (m.inLaw ? m.label : m.attr);
            Hanging &h = m_missing[key];
            h.of = m.of;
            h.who = whoSettles(m);
            h.label = m.label;
            ++h.things[m.entity];
            h.names.insert(m.entity, m.name);
            h.rules.insert(f.row.rule);
            if (!here.contains(key))
                ++h.results;
            here.insert(key);
            if (!group.missingAttributes.contains(m.label))
                group.missingAttributes.append(m.label);
        }
        if (here.size() == 1)
            ++m_missing[*here.constBegin()].alone;
    }

    static void entitle(report::Issue &issue, const QString &mainRule)
    {
        std::stable_sort(issue.rules.begin(), issue.rules.end(), [&](const auto &a, const auto &b) {
            if (a.severity != b.severity)
                return a.severity > b.severity;
            if (a.legalStatus != b.legalStatus)
                return a.legalStatus < b.legalStatus;
            return a.ruleId == mainRule && b.ruleId != mainRule;
        });
        if (issue.title.isEmpty() && !issue.rules.isEmpty())
            issue.title = issue.rules.constFirst().title;
    }

    report::MissingFact missingFact(const Hanging &h) const
    {
        report::MissingFact out;
        const KindInfo &info = m_services.catalogue.kind(h.of);
        out.kind = text::inSentence(h.things.size() == 1 ? info.label : info.labelPlural);
        out.fact = h.label;
        out.things = static_cast<int>(h.things.size());
        out.results = h.results;
        out.alone = h.alone;
        out.whoAnswers = h.who;
        out.rules = h.rules.values();
        out.rules.sort();
        QList<std::pair<int, QString>> names;
        for (auto it = h.things.constBegin(); it != h.things.constEnd(); ++it)
            names.append({it.value(), h.names.value(it.key())});
        std::sort(names.begin(), names.end(), [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
        for (const auto &[count, name] : std::as_const(names)) {
            if (!out.names.contains(name))
                out.names.append(name);
        }
        return out;
    }

    const Services &m_services;
    store::AttributeStore &m_values;
    report::ReportInput &m_out;
    Day m_asOf;
    const GatherOptions &m_options;
    QHash<qint64, qsizetype> m_issues;
    QHash<qsizetype, QSet<qint64>> m_things; ///< by the issue's place
    QHash<qsizetype, std::optional<EntityKind>> m_kinds; ///< by the issue's place; nothing: of several kinds
    QStringList m_mainRules;
    QHash<QString, qint64> m_without;
    QMap<QString, report::UnknownGroup> m_unknowns;
    QMap<QString, Hanging> m_missing;
};

} // namespace

QString whoAnswers(EntityKind kind)
{
    switch (kind) {
    case EntityKind::LegalEntity: return u"Legal department"_s;
    case EntityKind::BusinessService:
    case EntityKind::Workload: return u"Owner of the IT system"_s;
    case EntityKind::Dependency: return u"IT architecture"_s;
    case EntityKind::Dataset:
    case EntityKind::Processing:
    case EntityKind::Transfer: return u"Data Protection Officer"_s;
    case EntityKind::Model:
    case EntityKind::AiUse: return u"AI Officer"_s;
    case EntityKind::Accelerator:
    case EntityKind::Location: return u"Infrastructure"_s;
    case EntityKind::Identity:
    case EntityKind::Grant: return u"Identity and access team"_s;
    case EntityKind::Provider:
    case EntityKind::ContractingEntity:
    case EntityKind::Contract:
    case EntityKind::Subprocessor:
    case EntityKind::Service: return u"Outsourcing Officer"_s;
    case EntityKind::Certification: return u"The provider, or its auditor"_s;
    case EntityKind::Request: return u"Legal department"_s;
    case EntityKind::Key:
    case EntityKind::ToolFinding: return u"CISO"_s;
    }
    return u"Head of Compliance"_s;
}

QString whoSettles(const MissingAt &missing) { return missing.inLaw ? u"Counsel: it is open in law"_s : whoAnswers(missing.kind); }

namespace {

constexpr int contradictedOfEach = 100; ///< listed of each requirement and status
constexpr int listedAtLeast = 50; ///< of each requirement and status, however many requirements there are

/// How many results of each requirement and status a report lists: all, or as many as keep it readable. 0: all.
int listedOfEach(const rules::RunSummary &run, const GatherOptions &options)
{
    const QStringList &frameworks = options.frameworks;
    const qint64 listedInAll = options.listedInAll;
    QList<qint64> counts;
    for (const rules::RuleResult &r : run.rules) {
        if ((!frameworks.isEmpty() && !frameworks.contains(r.framework)) || options.rulesLeftOut.contains(r.rule))
            continue;
        for (const Status status : {Status::Gap, Status::Unknown, Status::NotYetApplicable, Status::Accepted, Status::Error})
            counts.append(r.counts.at(static_cast<std::size_t>(status)));
    }
    const auto listed = [&counts](qint64 most) {
        qint64 sum = 0;
        for (const qint64 count : std::as_const(counts))
            sum += std::min(count, most);
        return sum;
    };
    qint64 most = counts.isEmpty() ? 0 : *std::max_element(counts.cbegin(), counts.cend());
    if (listed(most) <= listedInAll)
        return 0;
    while (most > listedAtLeast && listed(most) > listedInAll)
        most -= std::max<qint64>(1, most / 16);
    return static_cast<int>(std::max<qint64>(most, listedAtLeast));
}

} // namespace

Result<void> gatherFindings(const Services &services, QSqlDatabase &db, store::AttributeStore &values, const GatherOptions &options, Day asOf,
                            const ReportScope &scope, report::ReportInput &out, JobContext &job)
{
    const Result<rules::RunSummary> run = rules::lastRun(db);
    if (!run)
        return run.error();
    out.listedAtMost = listedOfEach(*run, options);
    Gatherer gatherer(services, values, out, asOf, options);
    gatherer.openIssues();
    store::FindingFilter filter;
    filter.statuses = {Status::Gap, Status::Unknown, Status::NotYetApplicable, Status::Accepted, Status::Error};
    filter.frameworks = options.frameworks;
    filter.rulesLeftOut = options.rulesLeftOut;
    filter.namedAtMost = out.listedAtMost;
    if (!scope.isWhole())
        filter.inScope = [&scope](qint64 entity) { return scope.has(entity); };
    const Result<void> done = explainFindings(services, db, values, filter, asOf, [&](const ExplainedFinding &f) {
        gatherer.add(f);
        return !job.isCancelled();
    }, [&](const store::FindingRow &row) { gatherer.count(row); });
    if (!done)
        return done;
    store::FindingFilter contradicted;
    contradicted.statuses = {Status::Gap, Status::Accepted, Status::Pass};
    contradicted.frameworks = options.frameworks;
    contradicted.rulesLeftOut = options.rulesLeftOut;
    contradicted.contradicted = true;
    contradicted.inScope = filter.inScope;
    contradicted.namedAtMost = contradictedOfEach;
    const Result<void> compared = explainFindings(services, db, values, contradicted, asOf, [&](const ExplainedFinding &f) {
        gatherer.addContradicted(f);
        return !job.isCancelled();
    }, [&](const store::FindingRow &) { ++out.contradictedUnlisted; });
    if (!compared)
        return compared;
    if (job.isCancelled())
        return Error{ErrorCode::Cancelled, {}, {}};
    gatherer.finish();
    return {};
}

} // namespace app
