// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guibackend.h"

// Frameworks: which are chosen, what each asks, and what stands of it.
#include "core/mappedstandings.h"
#include "core/withstore.h"
#include "domain/requirement.h"
#include "gui/guirulesets.h"
#include "gui/newestrun.h"
#include "gui/requirementelsewhere.h"
#include "gui/translate.h"
#include "rules/concern.h"
#include "rules/conditionwords.h"
#include "rules/evaluator.h"
#include "rules/requirements.h"
#include "store/connectionscope.h"
#include "store/pages/listqueries.h"
#include "store/pages/toolfindings.h"
#include "store/editor.h"
#include "store/requirementanswers.h"
#include "store/rulereview.h"
#include "store/settings.h"
#include "store/waiver.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

/// Counts of rules as they are shown: those of the run, or, under a filter, those of its findings.
class Counts
{
public:
    Counts(store::AttributeStore &values, const Newest &newest, const FilterState &filter) : m_newest(newest), m_filtered(!filter.isEmpty())
    {
        if (!m_filtered)
            return;
        FilterState about = filter;
        about.status.reset();
        for (const store::RuleCount &c : store::ruleCounts(values, PageFilterOf(about).value))
            m_under[c.rule].at(static_cast<std::size_t>(c.status)) = c.count;
    }
    bool filtered() const { return m_filtered; }
    rules::StatusCounts of(const QString &rule) const { return m_filtered ? m_under.value(rule) : m_newest.results.value(rule); }

private:
    const Newest &m_newest;
    bool m_filtered;
    QHash<QString, rules::StatusCounts> m_under;
};

qint64 of(const rules::StatusCounts &counts, Status status) { return counts.at(static_cast<std::size_t>(status)); }

template <class Row> void addCounts(Row &row, const rules::StatusCounts &counts)
{
    row.unknown += of(counts, Status::Unknown) + of(counts, Status::Error);
    row.accepted += of(counts, Status::Accepted);
    row.pass += of(counts, Status::Pass);
}

FrameworkChoice choiceOf(const rules::Pack &pack, const WorkspaceInfo &info, const Newest &newest, const Counts &counts)
{
    FrameworkChoice out;
    out.id = pack.id;
    out.title = pack.title;
    out.version = pack.version;
    out.legal = pack.legalStatus;
    out.rules = static_cast<int>(pack.rules.size());
    out.chosen = info.frameworks.contains(pack.id);
    out.jurisdiction = pack.jurisdiction.join(u", "_s);
    out.judged = newest.judged.contains(pack.id);
    for (const rules::Rule *rule : pack.judged()) {
        addCounts(out, counts.of(rule->id));
        out.open.add(rule->legalStatus, static_cast<int>(of(counts.of(rule->id), Status::Gap)));
    }
    out.own = pack.own;
    qsizetype off = 0;
    qsizetype narrowed = 0;
    qint64 leftOut = 0;
    for (const rules::Rule &rule : pack.rules) {
        off += rule.off ? 1 : 0;
        narrowed += rule.scoped ? 1 : 0;
        if (rule.off)
            leftOut += of(newest.off.value(rule.id), Status::Gap) + of(newest.off.value(rule.id), Status::Unknown);
    }
    if (pack.own)
        out.changes << (pack.origin.isEmpty() ? u"Your own rule set"_s : u"Your own rule set, copied from %1 %2"_s.arg(pack.origin, pack.originVersion));
    if (off > 0)
        out.changes << u"%1 switched off: %2 findings and unknown results are in no count"_s.arg(off == 1 ? u"1 rule"_s : u"%1 rules"_s.arg(off)).arg(leftOut);
    if (narrowed > 0)
        out.changes << (narrowed == 1 ? u"1 rule narrowed"_s : u"%1 rules narrowed"_s.arg(narrowed));
    if (const auto n = std::count_if(pack.parameters.cbegin(), pack.parameters.cend(), [](const rules::Parameter &p) { return p.shipped.has_value(); }); n > 0)
        out.changes << (n == 1 ? u"1 threshold changed"_s : u"%1 thresholds changed"_s.arg(n));
    if (counts.filtered())
        out.pass = -1;
    return out;
}

RuleRow ruleRow(const rules::Rule &rule, const Newest &newest, const Counts &counts, const store::RuleReviews &reviews)
{
    RuleRow out;
    out.id = rule.id;
    out.heading = rule.heading;
    out.requirement = rule.requirement;
    out.clause = rule.clause;
    out.confidence = text::confidenceWord(rule.source.confidence);
    out.review = reviews.of(rule.id, rule.hash);
    out.packReviewer = rule.source.reviewer.isEmpty() ? QString() : rule.source.reviewer + u", "_s + rule.source.lastReviewed;
    out.toConfirm = rule.toConfirm;
    out.corrected = rule.corrected;
    out.severity = rule.severity;
    out.legal = rule.legalStatus;
    out.from = rule.appliesFrom ? fromDay(*rule.appliesFrom) : QDate();
    out.until = rule.appliesUntil ? fromDay(*rule.appliesUntil) : QDate();
    out.ourStandard = !rule.ourStandard.isEmpty();
    out.judged = newest.results.contains(rule.id);
    const rules::StatusCounts now = counts.of(rule.id);
    addCounts(out, now);
    out.open = of(now, Status::Gap);
    if (rule.off) {
        out.off = u"Switched off "_s + changedWords(*rule.off);
        if (newest.off.contains(rule.id)) {
            const rules::StatusCounts left = newest.off.value(rule.id);
            out.off += u" (left out: %1 findings, %2 unknown)"_s.arg(of(left, Status::Gap)).arg(of(left, Status::Unknown) + of(left, Status::Error));
        }
    }
    out.notApplicable = of(now, Status::NotApplicable) + of(now, Status::NotYetApplicable);
    return out;
}

} // namespace

Result<QList<FrameworkChoice>> GuiBackend::frameworks(const QString &path, const FilterState &filter)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    const WorkspaceInfo info = infoOf(values, path);
    const Newest newest(values);
    const Counts counts(values, newest, filter);
    const Result<QList<rules::Concern>> concerns = rules::concernedEntities(scope.db(), m_services.catalogue, m_services.packs(), judgedOn(values));
    if (!concerns)
        return concerns.error();
    const auto names = [&](const QList<qint64> &entities) {
        QStringList list;
        for (const qint64 id : entities)
            if (const auto head = store::entityHead(values, id))
                list.append(nameOf(values, *head));
        list.sort();
        return list;
    };
    QList<FrameworkChoice> out;
    for (const rules::Pack &pack : m_services.packs()) {
        FrameworkChoice choice = choiceOf(pack, info, newest, counts);
        const auto concern = std::find_if(concerns->cbegin(), concerns->cend(), [&](const rules::Concern &c) { return c.framework == pack.id; });
        if (concern != concerns->cend()) {
            choice.why = pack.concernsWords;
            choice.concerned = names(concern->entities);
            choice.perhaps = names(concern->perhaps);
        }
        out.append(choice);
    }
    return out;
}

Result<FrameworkDetail> GuiBackend::framework(const QString &path, const QString &id, const FilterState &filter)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    const rules::RequirementList *edition = id.contains(u'@') ? m_services.requirementList(id) : nullptr;
    const rules::Pack *pack = m_services.pack(edition ? id.section(u'@', 0, 0) : id);
    if (!pack)
        return Error{ErrorCode::UnknownEntity, u"there is no framework \"%1\""_s.arg(id), id};
    const Result<rules::RequirementList> list = edition ? Result<rules::RequirementList>(*edition) : rules::requirementsOf(*pack);
    if (!list)
        return list.error();
    const Newest newest(values);
    const Counts counts(values, newest, filter);
    FrameworkDetail out;
    out.head = choiceOf(*pack, infoOf(values, path), newest, counts);
    out.citation = pack->citation;
    out.url = pack->url;
    out.about = pack->about;
    out.attribution = pack->attribution;
    out.note = list->note;
    const store::RuleReviews reviews(values);
    for (const store::Role &role : store::roles(values))
        out.reviewers.append(role.name);
    for (const qint64 entity : store::orderedIds(values, EntityKind::LegalEntity, {}, {}, false)) {
        if (const auto head = store::entityHead(values, entity))
            out.legalEntities.append({head->key, nameOf(values, *head)});
    }
    out.today = m_clock.today();
    out.from = pack->appliesFrom ? fromDay(*pack->appliesFrom) : QDate();
    out.whole = list->whole;
    out.filtered = counts.filtered();
    const rules::ConditionWords words(m_services.catalogue, pack, m_services.countries);
    const Result<MappedStandings> mapped = MappedStandings::of(m_services, scope.db(), values, newest.results, judgedOn(values));
    if (!mapped)
        return mapped.error();
    out.coverage = mapped->coverage(*list);
    out.unrecorded = mapped->unrecordedOf(*pack);
    out.list = id;
    for (const rules::RequirementList &l : m_services.requirements()) {
        if (l.id == pack->id || l.id.startsWith(pack->id + u'@'))
            out.editions.append({l.id, l.version});
    }
    for (const QString &partner : m_services.mappings().partners(id))
        out.partners.append({partner, m_services.listName(partner)});
    const QList<RequirementAnswer> answers = store::requirementAnswers(values);
    const QList<store::ToolOutcome> tools = store::toolOutcomes(values, id);
    for (const rules::Requirement &r : list->requirements) {
        RequirementRow row;
        row.id = r.id;
        row.title = r.title;
        row.part = r.part;
        row.reach = r.reach;
        row.partly = r.partly;
        row.result = mapped->result({id, r.id});
        row.elsewhere = elsewhere({id, r.id}, *mapped, m_services, newest);
        row.forPeople = rules::isForPeople(*list, r);
        for (const RequirementAnswer &a : answers) {
            if (a.list != id || a.requirement != r.id || !row.forPeople)
                continue;
            const auto head = a.entity == 0 ? std::nullopt : store::entityHead(values, a.entity);
            row.answers.append({a, head ? head->key : QString(), head ? nameOf(values, *head) : QString(), a.countsOn(judgedOn(values))});
            row.answerCounts = row.answerCounts || row.answers.constLast().counts;
        }
        row.unanswered = mapped->missing({id, r.id});
        const auto judged = std::find_if(pack->people.cbegin(), pack->people.cend(), [&](const rules::Rule &rule) { return rule.people == rules::PeoplesRequirement{id, r.id}; });
        if (judged != pack->people.cend())
            row.judged = ruleRow(*judged, newest, counts, reviews);
        for (const QString &rule : r.rules) {
            row.rules.append(ruleRow(*pack->rule(rule), newest, counts, reviews));
            row.rules.last().unrecorded = mapped->isUnrecorded(rule);
            row.rules.last().later = words.laterStarts(*pack->rule(rule));
        }
        for (const store::ToolOutcome &tool : tools) {
            if (sameRequirement(r.id, RequirementName::fromText(tool.requirement).id) == SameRequirement::Article)
                (tool.failed ? row.toolsFailed : row.toolsMet) += tool.count;
        }
        out.requirements.append(row);
    }
    return out;
}

Result<WorkspaceInfo> GuiBackend::choose(const QString &path, const QStringList &frameworks)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        nlohmann::json ids = nlohmann::json::array();
        for (const QString &id : frameworks)
            ids.push_back(id.toStdString());
        const auto done = store::changeSetting(values, u"frameworks"_s, QByteArray::fromStdString(ids.dump()), u"Choose frameworks"_s, {}, m_clock.now());
        if (!done)
            return done.error();
        return infoOf(values, path);
    });
}

} // namespace app
