// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportbuilder.h"

#include "core/evaluatejob.h"
#include "core/findingdetails.h"
#include "core/services.h"
#include "report/csvwriter.h"
#include "report/htmlwriter.h"
#include "report/jsonwriter.h"
#include "report/pdfwriter.h"
#include "store/editor.h"
#include "store/findings.h"
#include "store/sql.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QHash>
#include <QMap>

#include <algorithm>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

report::StatusCounts toReport(const rules::StatusCounts &counts)
{
    report::StatusCounts out;
    for (std::size_t i = 0; i < counts.size(); ++i)
        out.by.at(i) = static_cast<int>(counts.at(i));
    return out;
}

QString confidenceWord(const QString &tag)
{
    if (tag == u"V"_s)
        return u"verified"_s;
    return tag == u"V/K"_s ? u"partly verified"_s : u"unverified"_s;
}

QString settingText(store::AttributeStore &values, const QString &name)
{
    const QByteArray bytes = store::readSetting(values, name);
    const auto j = nlohmann::json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    return j.is_string() ? QString::fromStdString(j.get<std::string>()) : QString();
}

/// The parts of a report, gathered one after the other over one run.
class Builder
{
public:
    Builder(const Services &services, QSqlDatabase &db, store::AttributeStore &values, const ReportRequest &request, JobContext &job)
        : m_services(services), m_db(db), m_values(values), m_request(request), m_job(job)
    {
    }

    Result<report::ReportInput> build()
    {
        const std::optional<store::RunInfo> run = store::newestRun(m_values);
        if (!run)
            return Error{ErrorCode::NoRun, {}, {}};
        Result<rules::RunSummary> summary = rules::RunSummary::fromJson(run->summary);
        if (!summary)
            return summary.error();
        head(*run);
        frameworks(*summary);
        if (const Result<void> done = findings(*run); !done)
            return done.error();
        if (const Result<void> done = unknowns(*run); !done)
            return done.error();
        acceptances();
        inputs(*run);
        m_out.maps = {buildMap(m_values, u"workloads"_s), buildMap(m_values, u"datasets"_s)};
        charts();
        providers();
        method();
        m_job.progress(100, 100, {});
        return m_out;
    }

private:
    bool wanted(const QString &framework) const { return m_request.frameworks.isEmpty() || m_request.frameworks.contains(framework); }

    void head(const store::RunInfo &run)
    {
        m_out.organisation = settingText(m_values, u"organisation"_s);
        m_out.title = u"Sovereignty gap report"_s;
        m_out.scope = run.scope.isEmpty() ? u"Whole organisation"_s : run.scope;
        m_out.asOf = fromDay(run.asOf);
        m_out.generatedAt = QDateTime::fromString(run.at, Qt::ISODate);
        m_out.language = m_request.language;
        m_out.kind = m_request.kind;
        m_out.classification = m_request.classification;
        m_out.preparer = m_request.preparer;
        m_out.reviewer = m_request.reviewer;
        m_out.approver = m_request.approver;
        m_out.exclusions = m_request.exclusions;
        if (run.stale)
            m_out.completeness.append({u"The inventory was changed after this evaluation; evaluate again for a current report."_s, true});
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(run.summary);
        store::Statement &s = m_values.statement("SELECT hash FROM change_set WHERE id<=?1 ORDER BY id DESC LIMIT 1");
        s.bind(1, run.revision);
        if (s.next())
            hash.addData(s.text(0).toUtf8());
        s.reset();
        m_out.dataHash = QString::fromLatin1(hash.result().toHex());
    }

    void frameworks(const rules::RunSummary &summary)
    {
        QHash<QString, rules::RuleResult> results;
        for (const rules::RuleResult &r : summary.rules)
            results.insert(r.rule, r);
        for (const rules::FrameworkResult &f : summary.frameworks) {
            const rules::Pack *pack = m_services.pack(f.framework);
            if (!pack || !wanted(f.framework))
                continue;
            report::Framework out;
            out.id = f.framework;
            out.name = pack->title;
            out.version = f.version;
            out.legalStatus = pack->legalStatus;
            out.jurisdiction = pack->jurisdiction.join(u", "_s);
            out.reviewer = pack->source.reviewer;
            out.counts = toReport(f.counts);
            QMap<QString, double> confidence;
            for (const rules::Rule &rule : pack->rules) {
                report::Requirement r;
                r.clause = rule.clause;
                r.title = rule.title;
                r.ruleId = rule.id;
                r.severity = rule.severity;
                r.counts = toReport(results.value(rule.id).counts);
                r.confidence = confidenceWord(rule.source.confidence);
                r.reviewed = !rule.source.reviewer.isEmpty();
                r.sourceUrl = rule.refs.isEmpty() ? pack->url : rule.refs.first().url;
                out.gaps.add(rule.severity, r.counts.of(Status::Gap));
                out.requirements.append(r);
                confidence[r.confidence] += 1.0 / static_cast<double>(pack->rules.size());
            }
            m_out.frameworks.append(out);
            report::RuleSet set{pack->id, pack->version, pack->source.reviewer, {}};
            for (auto it = confidence.constBegin(); it != confidence.constEnd(); ++it)
                set.confidenceShares.append({it.key(), it.value()});
            m_out.ruleSets.append(set);
            if (!pack->attribution.isEmpty())
                m_attributions.append(pack->attribution);
        }
    }

    report::Finding finding(const ExplainedFinding &f) const
    {
        report::Finding out;
        out.entityKind = m_services.catalogue.kind(f.row.kind).label;
        out.key = f.row.key;
        out.name = f.row.name;
        out.ruleId = f.row.rule;
        out.status = f.row.status;
        out.reason = f.reason;
        for (const FactLine &line : f.facts)
            out.facts.append({line.label, line.value, line.where});
        return out;
    }

    Result<void> findings(const store::RunInfo &run)
    {
        QHash<qint64, qsizetype> index;
        for (const store::IssueRow &row : store::openIssues(m_values, m_request.frameworks)) {
            const auto [pack, rule] = m_services.rule(row.rule);
            if (!rule)
                continue;
            report::Issue issue;
            issue.number = u"I-%1"_s.arg(row.id, 4, 10, QLatin1Char('0'));
            issue.title = m_services.issueTitle(row.theme);
            issue.severity = row.severity;
            issue.legalStatus = pack->legalStatus;
            issue.rootCause = m_services.rootWords(row.rootKind, row.rootName.isEmpty() ? row.rootKey : row.rootName, row.rootText);
            issue.affectedCount = static_cast<int>(row.findings);
            issue.reason = rule->requirement;
            issue.remedy = rule->remediation;
            for (const QString &id : row.rules) {
                const auto [of, also] = m_services.rule(id);
                if (!also)
                    continue;
                if (!issue.frameworks.contains(of->id))
                    issue.frameworks.append(of->id);
                if (also != rule && !issue.remedy.contains(also->remediation))
                    issue.remedy += u' ' + also->remediation;
                for (const rules::Reference &ref : also->refs) {
                    const QString text = ref.url.isEmpty() ? ref.text : ref.text + u" ("_s + ref.url + u')';
                    if (!issue.articleRefs.contains(text))
                        issue.articleRefs.append(text);
                }
            }
            issue.owner = row.owner;
            if (row.due)
                issue.due = fromDay(*row.due);
            issue.managementResponse = row.note;
            index.insert(row.id, m_out.issues.size());
            m_out.issues.append(issue);
        }
        store::FindingFilter filter;
        filter.statuses = {Status::Gap};
        filter.frameworks = m_request.frameworks;
        return explainFindings(m_services, m_db, m_values, filter, run.asOf, [&](const ExplainedFinding &f) {
            const auto at = index.constFind(f.row.issue);
            if (at != index.constEnd())
                m_out.issues[*at].findings.append(finding(f));
            return !m_job.isCancelled();
        });
    }

    // What is not known is told by rule, with why and a few examples: the questions page asks for it, the report only says so.
    Result<void> unknowns(const store::RunInfo &run)
    {
        QMap<QString, report::UnknownGroup> groups;
        QHash<QString, QList<store::FindingRow>> rows;
        store::FindingFilter filter;
        filter.statuses = {Status::Unknown};
        filter.frameworks = m_request.frameworks;
        store::forEachFinding(m_values, filter, [&](const store::FindingRow &row) {
            report::UnknownGroup &g = groups[row.rule];
            g.framework = row.framework;
            g.rule = row.rule;
            ++g.count;
            if (g.examples.size() < 3) {
                g.examples.append(row.name);
                rows[row.rule].append(row);
            }
            return true;
        });
        for (report::UnknownGroup &g : groups) {
            const auto [pack, rule] = m_services.rule(g.rule);
            if (!rule)
                continue;
            g.title = rule->title;
            g.reason = rule->reasonUnknown;
            QList<EntityId> ids;
            for (const store::FindingRow &row : rows.value(g.rule))
                ids.append(EntityId{row.entity});
            const auto explained = rules::explainMany(m_db, m_services.catalogue, *pack, *rule, ids, run.asOf);
            if (!explained)
                return explained.error();
            for (const rules::Explanation &e : *explained) {
                if (g.reason.isEmpty() || g.reason.contains(u'{'))
                    g.reason = e.reason;
                for (const rules::LeafExplanation &leaf : e.leaves) {
                    if (leaf.truth)
                        continue;
                    for (const rules::Fact &fact : leaf.facts) {
                        if (fact.state != rules::Fact::State::Value && !g.missingAttributes.contains(fact.label) && g.missingAttributes.size() < 6)
                            g.missingAttributes.append(fact.label);
                    }
                }
            }
            m_out.unknowns.append(g);
        }
        std::sort(m_out.unknowns.begin(), m_out.unknowns.end(), [](const auto &a, const auto &b) {
            return a.count != b.count ? a.count > b.count : a.rule < b.rule;
        });
        return {};
    }

    void acceptances()
    {
        store::Statement &s = m_values.statement("SELECT w.rule, e.name, w.reason, w.approved_by, w.expires FROM waiver w JOIN entity e ON e.id=w.entity ORDER BY w.id");
        while (s.next()) {
            report::Acceptance a;
            a.subject = s.text(0) + u": "_s + s.text(1);
            a.reason = s.text(2);
            a.acceptedBy = s.text(3);
            a.expires = fromDay(static_cast<Day>(s.integer(4)));
            a.count = 1;
            m_out.acceptances.append(a);
        }
        s.reset();
    }

    void inputs(const store::RunInfo &run)
    {
        store::Statement &s = m_values.statement(
            "SELECT s.path, s.sha256, s.imported_at, json_extract(s.report,'$.records.read'), s.complete FROM source s "
            "JOIN change_set c ON c.id=s.change_set WHERE c.undone_by IS NULL AND c.id<=?1 ORDER BY s.id");
        s.bind(1, run.revision);
        int incomplete = 0;
        while (s.next()) {
            m_out.inputs.append({QFileInfo(s.text(0)).fileName(), s.text(1), QDateTime::fromString(s.text(2), Qt::ISODate),
                                 static_cast<int>(s.integer(3))});
            incomplete += s.integer(4) == 0 ? 1 : 0;
        }
        s.reset();
        if (incomplete > 0)
            m_out.completeness.append({u"%1 of %2 imported files say themselves that they are not the whole inventory."_s.arg(incomplete).arg(m_out.inputs.size()), true});
        store::Statement &systems = m_values.statement(
            "SELECT sum(coalesce(role,'assessed')<>'supporting'), sum(coalesce(role,'assessed')='supporting'), "
            "sum(coalesce(role,'assessed')<>'supporting' AND registered=1) FROM e_workload");
        if (systems.next()) {
            m_out.completeness.append({u"%1 IT systems are judged; %2 supporting resources are counted but not judged."_s.arg(systems.integer(0)).arg(systems.integer(1)), false});
            m_out.completeness.append({u"%1 of %2 IT systems are reconciled with the register of systems."_s.arg(systems.integer(2)).arg(systems.integer(0)), false});
        }
        systems.reset();
        store::Statement &gone = m_values.statement("SELECT count(*) FROM entity WHERE vanished<>0 AND retired_on IS NULL");
        if (gone.next() && gone.integer(0) > 0)
            m_out.completeness.append({u"%1 things of earlier imports are no longer in the newest ones and nobody has retired them."_s.arg(gone.integer(0)), true});
        gone.reset();
    }

    void charts()
    {
        figures::StackedBarsData bars;
        bars.unit = u"results"_s;
        bars.emptyText = u"No framework was judged."_s;
        for (const report::Framework &f : std::as_const(m_out.frameworks)) {
            figures::Bar bar;
            bar.id = f.id;
            bar.label = f.name;
            for (int s = SeverityCount - 1; s >= 0; --s) {
                const auto severity = static_cast<Severity>(s);
                if (f.gaps.of(severity) > 0)
                    bar.segments.append({f.id + u'/' + severityName(severity), severityName(severity), double(f.gaps.of(severity)), figures::Fill::of(severity)});
            }
            if (f.counts.of(Status::Unknown) > 0)
                bar.segments.append({f.id + u"/unknown"_s, u"unknown"_s, double(f.counts.of(Status::Unknown)), figures::Fill::of(Status::Unknown)});
            bars.bars.append(bar);
        }
        for (int s = SeverityCount - 1; s >= 0; --s) {
            figures::Key key;
            key.label = severityName(static_cast<Severity>(s));
            key.fill = figures::Fill::of(static_cast<Severity>(s));
            key.grade = static_cast<Severity>(s);
            bars.keys.append(key);
        }
        figures::Key unknown;
        unknown.label = u"unknown"_s;
        unknown.fill = figures::Fill::of(Status::Unknown);
        bars.keys.append(unknown);
        m_out.charts.append({u"Gaps by framework"_s, u"By severity; what is not decided is hatched."_s, bars, 160});
        vendors();
    }

    void vendors()
    {
        figures::StackedBarsData bars;
        bars.unit = u"accelerators"_s;
        bars.emptyText = u"No accelerators are recorded."_s;
        store::Statement &s = m_values.statement("SELECT coalesce(vendor,'unknown'), sum(coalesce(count,0)) FROM e_accelerator GROUP BY 1 ORDER BY 2 DESC");
        while (s.next()) {
            figures::Bar bar;
            bar.id = s.text(0);
            bar.label = s.text(0);
            bar.segments.append({s.text(0), s.text(0), double(s.integer(1)), {}});
            bars.bars.append(bar);
        }
        s.reset();
        m_out.charts.append({u"Accelerators by vendor"_s, u"Number of chips."_s, bars, 120});
    }

    void providers()
    {
        store::Statement &s = m_values.statement(store::queryText(u"report_providers"_s));
        while (s.next()) {
            report::ProviderRow row;
            row.name = s.text(1);
            row.establishedIn = s.text(2);
            row.parentIn = s.text(3);
            row.role = s.text(4);
            row.assets = static_cast<int>(s.integer(5));
            row.foreignReach = s.text(6).replace(u',', u", "_s);
            row.contract = s.text(7);
            m_out.providers.append(row);
        }
        s.reset();
    }

    void method()
    {
        m_out.method = {
            u"Each requirement is a condition over facts of the inventory. Where a fact is not said, the result is unknown and never a pass; a gap needs a "
            "value, or that somebody declared that there is none."_s,
            u"Binding law has gaps, schemes, programmes and standards are not met, own policy is weak; they are counted apart and never added up. Transfer, exposure and "
            "availability are three different things. Exposure means: may be compelled if a court has jurisdiction and the provider has possession, custody or control."_s,
            u"Facts about countries, laws, providers, regions and chips come from the program's reference data of %1 and can be overridden by the organisation."_s.arg(
                m_out.asOf.toString(Qt::ISODate)),
        };
        m_out.method.append(m_attributions);
    }

    const Services &m_services;
    QSqlDatabase &m_db;
    store::AttributeStore &m_values;
    const ReportRequest &m_request;
    JobContext &m_job;
    report::ReportInput m_out;
    QStringList m_attributions;
};

} // namespace

Result<report::ReportInput> buildReport(const Services &services, QSqlDatabase &db, store::AttributeStore &values, const ReportRequest &request,
                                        JobContext &job)
{
    return Builder(services, db, values, request, job).build();
}

Result<void> writeReport(const report::ReportInput &input, const QString &path, JobContext &job)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == u"pdf"_s)
        return report::writePdf(input, path, job);
    if (ending == u"html"_s)
        return report::writeHtml(input, path);
    if (ending == u"csv"_s)
        return report::writeCsv(input, path);
    if (ending == u"json"_s)
        return report::writeJson(input, path);
    return Error{ErrorCode::UsageError, u"the file's ending must be pdf, html, csv or json"_s, path};
}

} // namespace app
