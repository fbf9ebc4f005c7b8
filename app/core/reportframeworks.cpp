// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportframeworks.h"

#include "core/mappedstandings.h"
#include "core/reportserved.h"
#include "core/requirementlists.h"
#include "core/services.h"
#include "text/reviewtext.h"
#include "text/statustext.h"

#include <QHash>
#include <QMap>

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

QList<report::RuleSetChange> changesOf(const rules::Pack &pack, const QHash<QString, rules::StatusCounts> &switchedOff)
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

report::Requirement requirementOf(const rules::Rule &rule, const rules::Pack &pack)
{
    report::Requirement r;
    r.clause = rule.clause;
    r.title = rule.heading;
    r.ruleId = rule.id;
    r.severity = rule.severity;
    r.legalStatus = rule.legalStatus;
    r.confidence = text::confidenceWord(rule.source.confidence);
    r.requirement = rule.requirement;
    r.toConfirm = rule.toConfirm;
    r.ourStandard = !rule.ourStandard.isEmpty();
    for (const rules::Reference &ref : rule.refs)
        r.articles.append({ref.text, ref.url});
    if (r.articles.isEmpty())
        r.articles.append({pack.citation.isEmpty() ? pack.title : pack.citation, pack.url});
    return r;
}

report::RuleSet ruleSetOf(const rules::Pack &pack, const QList<report::Requirement> &requirements)
{
    report::RuleSet set{pack.id, pack.title, pack.version, pack.citation, pack.url, pack.source.reviewer, {}};
    set.own = pack.own;
    QMap<QString, double> confidence;
    for (const report::Requirement &r : requirements) {
        if (r.byPeople)
            continue;
        ++set.rules;
        set.reviewed += r.review.counts() ? 1 : 0;
        set.disagreed += r.review.disagrees() ? 1 : 0;
        ++confidence[r.confidence];
    }
    for (auto it = confidence.constBegin(); it != confidence.constEnd(); ++it)
        set.confidenceShares.append({it.key(), it.value() / set.rules});
    return set;
}

} // namespace

Result<void> gatherFrameworks(const Services &services, QSqlDatabase &db, store::AttributeStore &values, const GatherOptions &options, const rules::RunSummary &summary, Day asOf,
                              report::ReportInput &report)
{
    QHash<QString, rules::StatusCounts> counted, switchedOff;
    for (const rules::RuleResult &r : summary.rules)
        counted.insert(r.rule, r.counts);
    for (const rules::RuleResult &r : summary.switchedOff)
        switchedOff.insert(r.rule, r.counts);
    const Result<MappedStandings> standings = MappedStandings::of(services, db, values, counted, asOf);
    if (!standings)
        return standings.error();
    for (const rules::FrameworkResult &f : summary.frameworks) {
        const rules::Pack *pack = services.pack(f.framework);
        if (!pack || (!options.frameworks.isEmpty() && !options.frameworks.contains(f.framework)))
            continue;
        report::Framework out;
        out.id = f.framework;
        out.name = pack->title;
        out.version = f.version;
        out.legalStatus = pack->legalStatus;
        out.jurisdiction = pack->jurisdiction.join(u", "_s);
        out.reviewer = pack->source.reviewer;
        out.counts = toReport(f.counts);
        const Result<rules::RequirementList> list = listNamed(f.framework, services);
        if (!list)
            return list.error();
        out.attested = attestedIn(*list, *standings, asOf);
        // How much of a framework is decided can't be told of some of its rules.
        if (list->whole && !report.reviewedOnly) {
            out.coverage = standings->coverage(*list);
            out.unrecorded = standings->unrecordedOf(*pack);
            out.served = servedIn(*list, *standings, services);
        }
        for (const rules::Rule &rule : pack->rules) {
            const Review review = options.reviews.of(rule.id, rule.hash);
            const bool leftOut = options.rulesLeftOut.contains(rule.id);
            if (!review.remark.isEmpty())
                report.remarks.append({rule.id, text::reviewWords(review), leftOut});
            if (leftOut)
                continue;
            report::Requirement r = requirementOf(rule, *pack);
            r.counts = toReport(counted.value(rule.id));
            r.review = review;
            r.switchedOff = rule.off.has_value() && !counted.contains(rule.id);
            out.gaps.add(rule.severity, r.counts.of(Status::Gap));
            out.requirements.append(r);
        }
        for (const rules::Rule &rule : pack->people) {
            if (options.rulesLeftOut.contains(rule.id))
                continue;
            report::Requirement r = requirementOf(rule, *pack);
            r.counts = toReport(counted.value(rule.id));
            r.byPeople = true;
            r.review = options.reviews.of(rule.id, rule.hash);
            r.requirement.clear(); // of an article there is a title alone
            out.gaps.add(rule.severity, r.counts.of(Status::Gap));
            out.requirements.append(r);
        }
        report::RuleSet set = ruleSetOf(*pack, out.requirements);
        set.changes = changesOf(*pack, switchedOff);
        report.ruleSets.append(set);
        report.frameworks.append(out);
    }
    return {};
}

} // namespace app
