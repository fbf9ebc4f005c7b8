// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportbuilder.h"

#include "core/csfreport.h"
#include "core/dossiers.h"
#include "core/evaluatejob.h"
#include "core/reportcoming.h"
#include "core/reportfindings.h"
#include "core/reportscope.h"
#include "core/reportserved.h"
#include "core/runresults.h"
#include "core/services.h"
#include "core/reach.h"
#include "report/csvwriter.h"
#include "report/htmlwriter.h"
#include "report/jsonwriter.h"
#include "report/pdfwriter.h"
#include "store/completeness.h"
#include "store/editor.h"
#include "store/findings.h"
#include "store/rulereview.h"
#include "store/pages/overviewqueries.h"
#include "store/pages/reportqueries.h"
#include "store/pages/scopequeries.h"
#include "text/reviewtext.h"
#include "text/statustext.h"
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

/// Of more, names are short and those without a result are only counted.
constexpr qsizetype FewFrameworks = 8;

report::StatusCounts toReport(const rules::StatusCounts &counts)
{
    report::StatusCounts out;
    for (std::size_t i = 0; i < counts.size(); ++i)
        out.by.at(i) = static_cast<int>(counts.at(i));
    return out;
}

constexpr qsizetype FilesNamed = 6;   ///< of those that are incomplete
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
        if (const Result<void> done = frameworks(*summary, run->asOf); !done)
            return done.error();
        const GatherOptions options{m_request.frameworks, m_request.listedInAll, m_leftOut, m_reviews};
        if (const Result<void> done = gatherFindings(m_services, m_db, m_values, options, run->asOf, m_scope, m_out, m_job); !done)
            return done.error();
        if (m_request.kind == report::Template::Full) {
            if (const Result<void> done = contradictions(run->asOf); !done)
                return done.error();
            if (const Result<void> done = dossiers(run->asOf); !done)
                return done.error();
        }
        inputs(*run);
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
        charts();
        if (const auto assessed = csfChart(m_values, m_services.countries, run->asOf, m_request.kind == report::Template::Board); assessed && m_scope.isWhole())
            m_out.charts.append(*assessed);
        if (m_scope.isWhole())
            m_out.assessed = csfReport(m_values, m_services.countries, run->asOf);
        if (const Result<void> done = providers(run->asOf); !done)
            return done.error();
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
        for (rules::RuleResult &result : summary.rules) {
            const rules::Rule *rule = m_services.rule(result.rule).second;
            if (!rule || !wanted(result.framework) || m_reviews.of(rule->id, rule->hash).counts())
                continue;
            m_leftOut.insert(result.rule);
            const auto of = [&result](Status status) { return result.counts.at(static_cast<std::size_t>(status)); };
            ++m_out.leftOut.rules;
            m_out.leftOut.findings += of(Status::Gap);
            m_out.leftOut.unknown += of(Status::Unknown) + of(Status::Error);
            for (rules::FrameworkResult &framework : summary.frameworks) {
                for (std::size_t s = 0; framework.framework == result.framework && s < result.counts.size(); ++s)
                    framework.counts.at(s) -= result.counts.at(s);
            }
            result.counts = {};
        }
        const QString words = text::leftOutWords(m_out.leftOut.rules, m_out.leftOut.findings, m_out.leftOut.unknown);
        if (m_out.leftOut.rules > 0)
            m_out.exclusions.prepend(words);
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

    static QList<report::RuleSetChange> changesOf(const rules::Pack &pack, const QHash<QString, rules::StatusCounts> &switchedOff)
    {
        QList<report::RuleSetChange> out;
        const auto add = [&out](const QString &subject, const QString &words, const std::optional<rules::ChangedBy> &by) {
            report::RuleSetChange change;
            change.subject = subject;
            change.words = words;
            if (by) {
                change.who = by->who;
                change.why = by->why;
                change.since = by->since == 0 ? QDate() : fromDay(by->since);
            }
            out.append(change);
        };
        for (const rules::Rule &rule : pack.rules) {
            if (rule.off) {
                add(rule.id + u' ' + rule.heading, switchedOff.contains(rule.id) ? u"switched off"_s : u"switched off since the last evaluation, and still counted here"_s, rule.off);
                out.last().off = switchedOff.contains(rule.id);
                out.last().left = toReport(switchedOff.value(rule.id));
            }
            if (rule.scoped)
                add(rule.id + u' ' + rule.heading, u"narrowed"_s, rule.scoped);
        }
        for (const rules::Parameter &p : pack.parameters) {
            if (p.shipped)
                add(p.label.isEmpty() ? p.name : p.label,
                    u"%1 %2 instead of %3"_s.arg(QString::number(p.value, 'g', 15), p.unit, QString::number(*p.shipped, 'g', 15)).simplified(), p.changed);
        }
        return out;
    }

    Result<void> frameworks(const rules::RunSummary &summary, Day asOf)
    {
        QHash<QString, rules::RuleResult> results;
        QHash<QString, rules::StatusCounts> counted;
        for (const rules::RuleResult &r : summary.rules) {
            results.insert(r.rule, r);
            counted.insert(r.rule, r.counts);
        }
        QHash<QString, rules::StatusCounts> switchedOff;
        for (const rules::RuleResult &r : summary.switchedOff)
            switchedOff.insert(r.rule, r.counts);
        const Result<MappedStandings> standings = MappedStandings::of(m_services, m_db, m_values, counted, asOf);
        if (!standings)
            return standings.error();
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
            // How much of a framework is decided can't be told of some of its rules.
            if (const rules::RequirementList *list = m_services.requirementList(f.framework); list && list->whole && !m_request.reviewedOnly) {
                out.coverage = standings->coverage(*list);
                out.served = servedIn(*list, *standings, m_services);
            }
            QMap<QString, double> confidence;
            const auto left = std::count_if(pack->rules.cbegin(), pack->rules.cend(), [this](const rules::Rule &rule) { return m_leftOut.contains(rule.id); });
            for (const rules::Rule &rule : pack->rules) {
                if (m_leftOut.contains(rule.id))
                    continue;
                report::Requirement r;
                r.clause = rule.clause;
                r.title = rule.heading;
                r.ruleId = rule.id;
                r.severity = rule.severity;
                r.legalStatus = rule.legalStatus;
                r.counts = toReport(results.value(rule.id).counts);
                r.confidence = text::confidenceWord(rule.source.confidence);
                r.review = m_reviews.of(rule.id, rule.hash);
                r.requirement = rule.requirement;
                r.toConfirm = rule.toConfirm;
                r.ourStandard = !rule.ourStandard.isEmpty();
                r.switchedOff = rule.off.has_value() && !results.contains(rule.id);
                for (const rules::Reference &ref : rule.refs)
                    r.articles.append({ref.text, ref.url});
                if (r.articles.isEmpty())
                    r.articles.append({pack->citation.isEmpty() ? pack->title : pack->citation, pack->url});
                out.gaps.add(rule.severity, r.counts.of(Status::Gap));
                out.requirements.append(r);
                confidence[r.confidence] += 1.0 / static_cast<double>(pack->rules.size() - left);
            }
            m_out.frameworks.append(out);
            report::RuleSet set{pack->id, pack->title, pack->version, pack->citation, pack->url, pack->source.reviewer, {}};
            set.changes = changesOf(*pack, switchedOff);
            set.own = pack->own;
            for (const report::Requirement &r : std::as_const(m_out.frameworks.constLast().requirements)) {
                ++set.rules;
                set.reviewed += r.review.counts() ? 1 : 0;
                set.disagreed += r.review.counts() && r.review.state == ReviewState::Disagreed ? 1 : 0;
            }
            for (auto it = confidence.constBegin(); it != confidence.constEnd(); ++it)
                set.confidenceShares.append({it.key(), it.value()});
            m_out.ruleSets.append(set);
            if (!pack->attribution.isEmpty())
                m_attributions.append(pack->attribution);
        }
        return {};
    }

    void inputs(const store::RunInfo &run)
    {
        QStringList incomplete;
        for (const store::SourceRow &row : store::sourcesUpTo(m_values, run.revision)) {
            m_out.inputs.append({QFileInfo(row.path).fileName(), row.sha256, row.importedAt, row.records});
            if (!row.complete && !incomplete.contains(QFileInfo(row.path).fileName()))
                incomplete.append(QFileInfo(row.path).fileName());
        }
        if (!incomplete.isEmpty()) {
            QString named = incomplete.mid(0, FilesNamed).join(u", "_s);
            if (incomplete.size() > FilesNamed)
                named += u" and %1 more"_s.arg(incomplete.size() - FilesNamed);
            m_out.completeness.append({(incomplete.size() == 1 ? u"%1 of %2 imported files says itself that it is not the whole inventory: %3."_s
                                                               : u"%1 of %2 imported files say themselves that they are not the whole inventory: %3."_s)
                                           .arg(incomplete.size()).arg(m_out.inputs.size()).arg(named), true});
        }
        const store::SystemCounts systems = store::systemCounts(m_values, m_scope.filter());
        if (systems.judged + systems.supporting == 0) {
            m_out.completeness.append({u"No IT system is in the inventory."_s, true});
        } else {
            m_out.completeness.append({u"%1 IT systems are judged; %2 supporting resources are counted but not judged."_s.arg(systems.judged).arg(systems.supporting), false});
            m_out.completeness.append({u"%1 of %2 IT systems are reconciled with the register of systems."_s.arg(systems.registered).arg(systems.judged), false});
        }
        if (const qint64 gone = store::vanishedCount(m_values); gone > 0)
            m_out.completeness.append({u"%1 things of earlier imports are no longer in the newest ones and nobody has retired them."_s.arg(gone), true});
        if (const qint64 out = store::retiredCount(m_values); out > 0)
            m_out.completeness.append({u"%1 things are out of use and not judged."_s.arg(out), false});
        declaredRegisters();
    }

    /// What a blank means depends on it, so the reader is told who answers for that.
    void declaredRegisters()
    {
        QMap<QString, QStringList> byWhom;
        for (const store::Completeness &c : store::declaredComplete(m_values)) {
            if (!c.countsOn(toDay(m_out.asOf)))
                continue;
            const KindInfo &info = m_services.catalogue.kind(c.kind);
            const Attribute *a = info.find(c.attr);
            const QString end = c.until ? u" until %1"_s.arg(fromDay(*c.until).toString(Qt::ISODate)) : QString();
            const QString by = (c.who.isEmpty() ? u"on "_s : u"by %1 on "_s.arg(c.who)) + c.at + end;
            byWhom[by].append(a ? u"%1 (%2)"_s.arg(info.labelPlural, a->label.toLower()) : info.labelPlural);
        }
        if (byWhom.isEmpty()) {
            m_out.completeness.append({u"No register is declared complete: what is not recorded may exist all the same, and counts as unknown."_s, false});
            return;
        }
        for (auto it = byWhom.cbegin(); it != byWhom.cend(); ++it)
            m_out.completeness.append({u"Declared complete %1, so that what is not recorded there does not exist: %2."_s.arg(it.key(), it->join(u", "_s)), false});
    }

    void charts()
    {
        frameworkChart();
        vendors();
        access();
    }

    void frameworkChart()
    {
        figures::StackedBarsData bars;
        bars.unit = u"results"_s;
        bars.emptyText = u"There is no finding, and nothing is unknown."_s;
        std::array<bool, SeverityCount> used{};
        bool open = false;
        const bool many = m_out.frameworks.size() > FewFrameworks;
        qsizetype idle = 0;
        for (const report::Framework &f : std::as_const(m_out.frameworks)) {
            figures::Bar bar{f.id, many ? text::shortFramework(f.id, f.name) : f.name, {}, {}};
            for (int s = SeverityCount - 1; s >= 0; --s) {
                const auto severity = static_cast<Severity>(s);
                if (f.gaps.of(severity) == 0)
                    continue;
                used.at(static_cast<std::size_t>(s)) = true;
                bar.segments.append({f.id + u'/' + severityName(severity), severityName(severity), double(f.gaps.of(severity)), figures::Fill::of(severity)});
            }
            if (const int unknown = f.counts.of(Status::Unknown) + f.counts.of(Status::Error); unknown > 0) {
                open = true;
                bar.segments.append({f.id + u"/unknown"_s, u"unknown"_s, double(unknown), figures::Fill::of(Status::Unknown)});
            }
            // Of many, those with nothing to show are counted below.
            if (many && bar.segments.isEmpty())
                ++idle;
            else
                bars.bars.append(bar);
        }
        for (int s = SeverityCount - 1; s >= 0; --s) {
            if (used.at(static_cast<std::size_t>(s)))
                bars.keys.append({severityName(static_cast<Severity>(s)), figures::Fill::of(static_cast<Severity>(s)), static_cast<Severity>(s), {}, {}});
        }
        if (open)
            bars.keys.append({u"unknown"_s, figures::Fill::of(Status::Unknown), {}, {}, {}});
        m_out.charts.append({u"Findings and unknown results by framework and severity"_s,
                             u"Unit: results (one requirement for one thing); right: their number. Parts from left to right in the order of the legend; hatched: unknown. Law, schemes and own policy stand apart. Source: this evaluation.%1"_s.arg(
                                 idle == 0 ? QString() : u" %1 more have neither findings nor anything unknown."_s.arg(idle)),
                             bars, 160});
    }

    /// Bars of one column each, in ink of the accent; what has no word is hatched.
    void countChart(const QString &title, const QString &caption, const QString &unit, const QString &empty, const QList<store::Counted> &counts)
    {
        figures::StackedBarsData bars;
        bars.unit = unit;
        bars.emptyText = empty;
        for (const store::Counted &counted : counts) {
            const QString said = counted.key;
            const double count = counted.value;
            const QString word = said.isEmpty() ? u"Not said"_s : text::capitalised(text::valueWord(said));
            figures::Bar bar{said, word, {}, {}};
            bar.segments.append({said, word, count, said.isEmpty() ? figures::Fill::of(Status::Unknown) : figures::Fill{}});
            bars.bars.append(bar);
        }
        m_out.charts.append({title, caption, bars, 120});
    }

    void vendors()
    {
        countChart(u"Accelerators by vendor"_s, u"Unit: chips. Hatched: vendor not said. Source: the inventory."_s, u"chips"_s,
                   u"No accelerators are recorded. They come with the exports of machines, or with a register of accelerators."_s,
                   store::acceleratorsByVendor(m_values, m_scope.filter()));
    }

    void access()
    {
        countChart(u"Access rights by kind of principal"_s, u"Unit: access rights. Hatched: kind not said. Source: the inventory."_s, u"access rights"_s,
                   u"No access rights are recorded. They come with exports of identities, or with a register of access rights."_s,
                   store::grantsByPrincipal(m_values, m_scope.filter()));
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
            row.assets = static_cast<int>(p.assets);
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
        m_out.method.append(m_attributions);
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
