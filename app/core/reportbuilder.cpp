// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportbuilder.h"

#include "core/reportbook.h"
#include "core/csfreport.h"
#include "core/dossiers.h"
#include "core/evaluatejob.h"
#include "core/reportcharts.h"
#include "core/reportcoming.h"
#include "core/reportfindings.h"
#include "core/reportframeworks.h"
#include "core/reportinputs.h"
#include "core/reportscope.h"
#include "core/reportsovereignty.h"
#include "core/runresults.h"
#include "core/requirementlists.h"
#include "core/reviewedonly.h"
#include "core/services.h"
#include "core/reach.h"
#include "report/csvwriter.h"
#include "report/htmlwriter.h"
#include "report/jsonwriter.h"
#include "report/pdfwriter.h"
#include "rules/peoplesrules.h"
#include "store/editor.h"
#include "store/findings.h"
#include "store/rulereview.h"
#include "store/pages/overviewqueries.h"
#include "store/pages/reportqueries.h"
#include "store/pages/scopequeries.h"
#include "text/reviewtext.h"
#include "text/wordtext.h"

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

constexpr qsizetype ContradictionsListed = 50; ///< of each check; the rest is counted

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
        : m_services(services), m_db(db), m_values(values), m_request(request), m_job(job), m_scope(services, values, request), m_reviews(values)
    {
    }

    Result<report::ReportInput> build()
    {
        const std::optional<store::RunInfo> run = store::newestRun(m_values);
        if (!run)
            return Error{ErrorCode::NoRun, {}, {}};
        if (const Result<void> judged = judgedInLastRun(m_db, m_request.frameworks); !judged)
            return judged.error();
        Result<rules::RunSummary> summary = rules::RunSummary::fromJson(run->summary);
        if (!summary)
            return summary.error();
        summary->run = run->id;
        if (const Result<void> done = m_scope.narrow(m_db, *summary); !done)
            return done.error();
        head(*run);
        if (m_request.reviewedOnly)
            leaveOut(*summary);
        const GatherOptions options{m_request.frameworks, m_request.listedInAll, m_leftOut, m_reviews};
        if (const Result<void> done = gatherFrameworks(m_services, m_db, m_values, options, *summary, run->asOf, m_out); !done)
            return done.error();
        if (const Result<void> done = gatherFindings(m_services, m_db, m_values, options, run->asOf, m_scope, m_out, m_job); !done)
            return done.error();
        if (m_request.kind == report::Template::Full) {
            if (const Result<void> done = contradictions(run->asOf); !done)
                return done.error();
            if (const Result<void> done = dossiers(run->asOf); !done)
                return done.error();
        }
        gatherInputs(m_services, m_values, m_scope.filter(), run->revision, m_out);
        QStringList judged;
        for (const report::Framework &framework : std::as_const(m_out.frameworks))
            judged.append(framework.id);
        if (const Result<void> done = gatherComing(m_services, m_values, m_scope.filter(), m_request.frameworks, judged, run->asOf, m_out); !done)
            return done.error();
        figures::MapData world = buildMap(m_values, u"workloads"_s, m_scope.filter());
        // An arc shows the worst result of all rules, so that where some are left out there is none.
        if (!m_request.reviewedOnly)
            addTransferArcs(world, m_values, m_services.countries, store::transferFlows(m_values, m_scope.filter()));
        figures::MapData europe = world;
        europe.view = figures::MapView::Europe;
        europe.metric += u", Europe"_s;
        m_out.maps = {world, europe};
        m_out.charts = reportCharts(m_values, m_scope.filter(), m_out.frameworks);
        if (const auto assessed = csfChart(m_values, m_services.countries, run->asOf, m_request.kind == report::Template::Board); assessed && m_scope.isWhole())
            m_out.charts.append(*assessed);
        if (m_scope.isWhole())
            m_out.assessed = csfReport(m_values, m_services.countries, run->asOf);
        if (m_scope.isWhole()) {
            auto own = ownStandardOf(m_services, m_db, m_values, judged.contains(u"ai-sov"_s), run->asOf);
            if (!own)
                return own.error();
            m_out.ownStandard = *std::move(own);
        }
        if (const Result<void> done = providers(run->asOf); !done)
            return done.error();
        method();
        tellRules();
        m_job.progress(100, 100, {});
        return m_out;
    }

private:
    bool wanted(const QString &framework) const { return m_request.frameworks.isEmpty() || m_request.frameworks.contains(framework); }

    void head(const store::RunInfo &run)
    {
        m_out.organisation = settingText(m_values, u"organisation"_s);
        m_out.title = u"Sovereignty gap report"_s;
        m_out.scope = m_scope.words(run.scope);
        m_out.asOf = fromDay(run.asOf);
        m_out.generatedAt = QDateTime::fromString(run.at, Qt::ISODate);
        m_out.language = m_request.language;
        m_out.kind = m_request.kind;
        m_out.classification = m_request.classification;
        m_out.preparer = m_request.preparer;
        m_out.reviewer = m_request.reviewer;
        m_out.approver = m_request.approver;
        m_out.exclusions = m_request.exclusions;
        if (m_out.preparer.isEmpty())
            m_out.preparer = complianceFunction();
        if (!store::readSetting(m_values, u"sample"_s).isEmpty())
            m_out.sampleNote = u"Sample: %1 is invented, and so are the contract facts about real vendors."_s.arg(
                m_out.organisation.isEmpty() ? u"the organisation"_s : m_out.organisation);
        if (run.stale)
            m_out.completeness.append({u"The inventory was changed after this evaluation; evaluate again for a current report."_s, true});
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(run.summary);
        hash.addData(store::changesHash(m_values, run.revision));
        // Reviews may be recorded after the run; what they say is printed.
        if (!m_reviews.isEmpty())
            hash.addData(m_reviews.digest());
        m_out.dataHash = QString::fromLatin1(hash.result().toHex());
    }

    /// The function that the workspace names for compliance; a report names functions, not people.
    QString complianceFunction() const
    {
        const QByteArray bytes = store::readSetting(m_values, u"roles"_s);
        const auto roles = nlohmann::json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
        if (!roles.is_array())
            return {};
        for (const auto &role : roles) {
            if (role.is_object() && role.value("id", std::string()) == "compliance")
                return QString::fromStdString(role.value("name", std::string()));
        }
        return {};
    }

    /// Takes what counsel has not reviewed out of the counts, and counts it.
    void leaveOut(rules::RunSummary &summary)
    {
        m_out.reviewedOnly = true;
        const ReviewedOnly reviewed = keepReviewed(summary, m_request.frameworks, m_services, m_reviews);
        m_leftOut = reviewed.rules;
        m_out.leftOut = reviewed.left;
        if (m_out.leftOut.rules > 0)
            m_out.exclusions.prepend(text::leftOutWords(m_out.leftOut));
    }

    /// Of the part of the organisation that the report is about, as the page shows it.
    Result<void> contradictions(Day asOf)
    {
        const rules::XrayRequest asked{asOf, ContradictionsListed, store::scopeOf(m_values, m_scope.filter()), {}};
        const Result<rules::XrayReport> found = rules::xray(m_db, m_services.catalogue, m_services.packs(), asked, m_job);
        if (!found)
            return found.error();
        m_out.xray = *found;
        return {};
    }

    /// Transfers by the GDPR and AI uses by the AI Act, where the report is about them.
    Result<void> dossiers(Day asOf)
    {
        QStringList told;
        for (const report::Framework &one : std::as_const(m_out.frameworks))
            told.append(one.id);
        if (const QString words = ofNobodyWords(shortcomingsOfNobody(m_values, told, asOf)); !words.isEmpty())
            m_out.exclusions.append(words);
        if (m_request.reviewedOnly) {
            m_out.exclusions.append(u"Transfers and AI uses thing by thing: what is told of them rests on rules that counsel has not reviewed"_s);
            return {};
        }
        const DossierScope within = store::scopeOf(m_values, m_scope.filter());
        const auto judged = [this](const QString &framework) {
            return wanted(framework) && std::any_of(m_out.frameworks.cbegin(), m_out.frameworks.cend(), [&](const report::Framework &one) { return one.id == framework; });
        };
        if (judged(u"gdpr"_s)) {
            const Result<rules::TransferReview> review = rules::reviewTransfers(m_db, m_values, m_services.packs(), asOf, m_job);
            if (!review)
                return review.error();
            m_out.transfers = transfersDossier(*review, m_services.countries, within);
        }
        if (judged(u"eu-ai-act"_s)) {
            const Result<rules::AiActReview> review = rules::reviewAiAct(m_db, m_values, m_services.packs(), asOf, m_job);
            if (!review)
                return review.error();
            m_out.aiAct = aiDossier(*review, within);
        }
        return {};
    }

    Result<void> providers(Day asOf)
    {
        const auto reach = rules::providerReach(m_db, m_services.catalogue, asOf);
        if (!reach)
            return reach.error();
        for (const store::ProviderInUse &p : store::providersInUse(m_values, m_scope.filter())) {
            report::ProviderRow row;
            row.name = p.name;
            row.establishedIn = p.establishedIn;
            row.parentIn = p.parentIn;
            row.role = p.role;
            row.systems = static_cast<int>(p.systems);
            row.models = static_cast<int>(p.models);
            row.foreignReach = reachLines(reach->value(p.id)).join(u'\n');
            row.contract = p.contracts;
            m_out.providers.append(row);
        }
        return {};
    }

    void method()
    {
        m_out.method = {
            u"Each requirement is a condition over facts of the inventory. Where a fact is not said, the result is unknown and never a pass; a gap needs a "
            "value, or that somebody declared that there is none."_s,
            u"Binding law has gaps, schemes, programmes and standards are not met, own policy is weak; they are counted apart and never added up. Transfer, exposure and "
            "availability are three different things. Exposure means: may be compelled if a court has jurisdiction and the provider has possession, custody or control."_s,
            u"Facts about countries, laws, providers, regions and chips come from the program's reference data of %1 and can be overridden by the organisation."_s.arg(
                referenceDay()),
        };
        for (const report::RuleSet &set : std::as_const(m_out.ruleSets)) {
            if (const QString &attribution = m_services.pack(set.id)->attribution; !attribution.isEmpty())
                m_out.method.append(attribution);
        }
    }

    /// What people answered is told by the requirement as it is listed, in every form of the report.
    void tellRules()
    {
        const auto tell = [this](QString &id) { id = rules::toldRule(m_services.rule(id).second, id); };
        const auto tellAll = [&tell](QList<report::Finding> &findings) {
            for (report::Finding &finding : findings)
                tell(finding.ruleId);
        };
        for (report::Framework &framework : m_out.frameworks) {
            for (report::Requirement &requirement : framework.requirements)
                tell(requirement.ruleId);
        }
        for (report::Issue &issue : m_out.issues) {
            for (report::IssueRule &rule : issue.rules)
                tell(rule.ruleId);
            tellAll(issue.findings);
        }
        for (report::UnknownGroup &group : m_out.unknowns) {
            tell(group.rule);
            tellAll(group.findings);
        }
        for (report::MissingFact &missing : m_out.missing) {
            for (QString &rule : missing.rules)
                tell(rule);
        }
        tellAll(m_out.others);
        tellAll(m_out.contradicted);
        for (report::Acceptance &acceptance : m_out.acceptances)
            tell(acceptance.ruleId);
    }

    QString referenceDay() const
    {
        const QString day = store::referenceDay(m_values);
        return day.isEmpty() ? u"an unknown day"_s : day;
    }

    const Services &m_services;
    QSqlDatabase &m_db;
    store::AttributeStore &m_values;
    const ReportRequest &m_request;
    JobContext &m_job;
    report::ReportInput m_out;
    ReportScope m_scope;
    store::RuleReviews m_reviews;
    QSet<QString> m_leftOut; ///< rules
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
    if (ending == u"xlsx"_s)
        return writeReportBook(input, path);
    return Error{ErrorCode::UsageError, u"the file's ending must be pdf, html, xlsx, csv or json"_s, path};
}

} // namespace app
