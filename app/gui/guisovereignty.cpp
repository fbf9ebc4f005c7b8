// SPDX-License-Identifier: GPL-3.0-or-later
// The scores of systems by the rule set ai-sov, and concentration, for the page of sovereignty.
#include "gui/guiassessments.h"

#include "core/findingdetails.h"
#include "core/sovereignty.h"
#include "core/withstore.h"
#include "gui/assetparts.h"
#include "gui/newestrun.h"
#include "gui/translate.h"
#include "rules/pack.h"
#include "store/findings.h"
#include "store/pages/scopequeries.h"
#include "store/pages/systemuses.h"
#include "text/severaltext.h"
#include "text/wordtext.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

const QString RuleSet = u"ai-sov"_s;
constexpr qsizetype MostQuestions = 40;

std::optional<QSet<qint64>> scopeOfFilter(store::AttributeStore &values, const FilterState &filter)
{
    return store::scopeOf(values, PageFilterOf(filter.about()).value);
}

std::optional<PossibleRange> rangeOf(const std::optional<rules::ScoreRange> &r) { return r ? std::optional(PossibleRange{r->low, r->high}) : std::nullopt; }

QString partTitle(rules::SovereigntyPart part)
{
    switch (part) {
    case rules::SovereigntyPart::Residency: return u"Residency"_s;
    case rules::SovereigntyPart::Control: return u"Jurisdiction and control"_s;
    case rules::SovereigntyPart::Access: return u"Operator access and keys"_s;
    case rules::SovereigntyPart::Survival: return u"Survivability and exit"_s;
    case rules::SovereigntyPart::Supply: return u"Supply chain and chips"_s;
    case rules::SovereigntyPart::Models: return u"Model control"_s;
    case rules::SovereigntyPart::Language: break;
    }
    return u"Language and culture"_s;
}

/// What is not met first, then what is unknown, then what is met; the graver first.
int orderOf(Status status) { return status == Status::Pass ? 2 : status == Status::Unknown || status == Status::Error ? 1 : 0; }

/// From what leaves results open to what would have to be asked, each once.
class Questions
{
public:
    void add(const ExplainedFinding &finding)
    {
        QStringList seen; // one result counts once for a question
        for (const MissingAt &m : finding.missing) {
            if (m.inLaw)
                continue; // nobody here can answer it
            const QString words = m.name.isEmpty() ? m.label : text::labelOf(m.label, m.name);
            if (seen.contains(words))
                continue;
            seen.append(words);
            add(words, m.entity);
        }
    }
    void add(const QString &words, qint64 entity)
    {
        const auto known = std::find_if(m_list.begin(), m_list.end(), [&](const SystemQuestion &q) { return q.words == words && q.entity == entity; });
        if (known != m_list.end())
            ++known->decides;
        else
            m_list.append({words, entity, 1});
    }
    QList<SystemQuestion> ranked()
    {
        std::stable_sort(m_list.begin(), m_list.end(), [](const SystemQuestion &a, const SystemQuestion &b) { return a.decides > b.decides; });
        return m_list.mid(0, MostQuestions);
    }

private:
    QList<SystemQuestion> m_list;
};

/// "AI models", "Access rights".
QString useWords(const Catalogue &catalogue, EntityKind kind)
{
    const QString attribute = attributeOfUse(kind);
    return attribute.isEmpty() ? catalogue.kind(kind).labelPlural : catalogue.attribute(EntityKind::Workload, attribute)->label;
}

/// One line for all rules on things of a kind of which nobody has said which the system uses.
void addUnsaid(SystemPart &part, const Catalogue &catalogue, const QList<SovereigntyFact> &unsaid, rules::SovereigntyPart which, const QString &system)
{
    std::map<EntityKind, QList<SovereigntyFact>> ofKind;
    for (const SovereigntyFact &f : unsaid) {
        if (f.part == which)
            ofKind[*f.unsaid].append(f);
    }
    for (const auto &[kind, facts] : ofKind) {
        Severity worst = facts.constFirst().severity;
        for (const SovereigntyFact &f : facts)
            worst = std::max(worst, f.severity);
        const QString what = useWords(catalogue, kind);
        part.facts.append({QString(), u"%1 not recorded (%2)"_s.arg(what, countedWords(facts.size(), u"rule"_s, u"rules"_s)), system,
                           u"Nobody has said which of these the system uses, or whether those that are recorded are all. The rules on them may apply, so that they count as unknown; say which, "
                           "or that there is none."_s,
                           facts.constFirst().thing, Status::Unknown, worst});
    }
}

ConcentrationAxis axisOf(const ConcentrationLine &line)
{
    const rules::Concentration &c = line.found;
    ConcentrationAxis axis;
    axis.id = concentrationName(line.by);
    axis.title = concentrationTitle(line.by);
    axis.systems = c.systems;
    for (const rules::ConcentrationShare &s : c.shares)
        axis.shares.append({s.name, {s.low, s.high}, s.systems, line.systems.value(s.name)});
    if (c.own > 0) {
        const double share = 100 * c.own / c.systems;
        axis.shares.append({rules::OwnOperation, {share, share}, c.own, line.systems.value(rules::OwnOperation)});
    }
    axis.unrecorded = c.unrecorded;
    axis.unrecordedEntities = line.systems.value(QString());
    axis.index = {c.indexLow, c.indexHigh};
    axis.warns = c.shareWarns() || c.indexWarns();
    axis.mayWarn = c.mayWarn();
    axis.warning = concentrationWords(c);
    return axis;
}

} // namespace

Result<SystemScores> GuiAssessments::systemScores(const QString &path, const FilterState &filter)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    SystemScores out;
    const rules::Pack *pack = m_services.pack(RuleSet);
    const Day day = dayOfRun(values, m_clock);
    const auto within = scopeOfFilter(values, filter);
    const Result<QList<SystemRange>> all = pack ? systemRanges(scope.db(), values, *pack, day) : Result<QList<SystemRange>>(Error{ErrorCode::UnknownFramework, u"the rule set ai-sov is not there"_s, {}});
    if (!all) {
        if (all.error().code != ErrorCode::NoRun && pack)
            return all.error();
        out.why = whyNoScores(pack);
        return out;
    }
    out.judged = u"as of %1"_s.arg(fromDay(day).toString(Qt::ISODate));
    for (const qint64 id : store::supportingSystems(values, day)) {
        if (!within || within->contains(id))
            out.supporting.append(id);
    }
    QHash<QString, int> alike;
    for (const SystemRange &s : *all) {
        if (within && !within->contains(s.system.id)) {
            ++out.outside;
            continue;
        }
        out.rows.append({s.system.id, text::shownName(s.system.name, s.system.key), s.system.key, s.critical, rangeOf(s.range)});
        ++alike[out.rows.constLast().name];
    }
    for (SystemScoreRow &row : out.rows) {
        if (alike.value(row.name) > 1)
            row.name = u"%1 (%2)"_s.arg(row.name, row.key);
    }
    // The weakest first: by what is decided, then by what is still possible.
    std::stable_sort(out.rows.begin(), out.rows.end(), [](const SystemScoreRow &a, const SystemScoreRow &b) {
        if (!a.score || !b.score)
            return a.score.has_value() && !b.score;
        return a.score->low != b.score->low ? a.score->low < b.score->low : a.score->high < b.score->high;
    });
    if (out.rows.isEmpty())
        out.why = out.outside > 0 ? u"No system lies within the filter."_s : u"There is no IT system yet: import some, and evaluate."_s;
    return out;
}

Result<SystemDetail> GuiAssessments::systemDetail(const QString &path, qint64 system)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    const rules::Pack *pack = m_services.pack(RuleSet);
    if (!pack)
        return Error{ErrorCode::UnknownFramework, u"the rule set ai-sov is not there"_s, {}};
    const Day day = dayOfRun(values, m_clock);
    const Result<QList<SovereigntyFact>> facts = sovereigntyFacts(scope.db(), values, *pack, system, day);
    if (!facts)
        return facts.error();
    SystemDetail out;
    out.entity = system;
    const auto head = store::entityHead(values, system);
    out.name = text::shownName(head->name, head->key);
    QList<rules::SovereigntyResult> results;
    QList<store::FindingRow> toExplain;
    QList<SovereigntyFact> unsaid;
    for (const SovereigntyFact &f : *facts) {
        results.append({f.rule, f.severity, f.status});
        const auto thing = store::entityHead(values, f.thing);
        if (f.unsaid)
            unsaid.append(f);
        else if (f.status != Status::Pass && thing)
            toExplain.append({f.rule, pack->id, f.severity, f.status, f.thing, thing->kind, thing->key, thing->name, 0});
    }
    QHash<std::pair<QString, qint64>, QString> reasons;
    Questions questions;
    const Result<void> explained = explainRows(m_services, scope.db(), values, toExplain, day, [&](const ExplainedFinding &finding) {
        reasons.insert({finding.row.rule, finding.row.entity}, finding.reason);
        if (finding.row.status == Status::Unknown)
            questions.add(finding);
        return true;
    });
    if (!explained)
        return explained.error();
    for (const SovereigntyFact &f : std::as_const(unsaid))
        questions.add((f.unsaid == EntityKind::Grant ? u"%1 to %2"_s : u"%1 of %2"_s).arg(useWords(m_services.catalogue, *f.unsaid), out.name), f.thing);
    const rules::SovereigntyScore score = rules::sovereigntyScore(results);
    out.score = rangeOf(score.range);
    for (int i = 0; i < rules::SovereigntyPartCount; ++i) {
        const auto which = static_cast<rules::SovereigntyPart>(i);
        const rules::PartScore &p = score.parts.at(std::size_t(i));
        SystemPart part{partTitle(which), rules::SovereigntyWeights.at(std::size_t(i)), p.applies() ? rangeOf(p.range()) : std::nullopt, {}};
        for (const SovereigntyFact &f : *facts) {
            if (f.part != which || f.unsaid)
                continue;
            const rules::Rule *rule = m_services.rule(f.rule).second;
            const bool fails = orderOf(f.status) == 0;
            const auto thing = store::entityHead(values, f.thing);
            part.facts.append({f.rule, !rule ? f.rule : fails ? rule->title : rule->heading, thing ? nameOf(values, *thing) : QString(),
                               reasons.value({f.rule, f.thing}), f.thing, f.status, f.severity});
        }
        addUnsaid(part, m_services.catalogue, unsaid, which, out.name);
        std::stable_sort(part.facts.begin(), part.facts.end(), [](const SystemFact &a, const SystemFact &b) {
            return orderOf(a.status) != orderOf(b.status) ? orderOf(a.status) < orderOf(b.status) : a.severity > b.severity;
        });
        out.parts.append(part);
    }
    out.questions = questions.ranked();
    return out;
}

Result<ConcentrationData> GuiAssessments::concentration(const QString &path, const FilterState &filter)
{
    const Day today = toDay(m_clock.today());
    return withStore<ConcentrationData>(m_services, path, false, [&](store::AttributeStore &values) -> Result<ConcentrationData> {
        ConcentrationData out;
        out.shareLimit = rules::ConcentratedShare;
        out.indexLimit = rules::ConcentratedIndex;
        for (const ConcentrationLine &line : concentrations(values, m_services.countries, today, scopeOfFilter(values, filter)))
            (line.criticalOnly ? out.critical : out.estate).append(axisOf(line));
        return out;
    });
}

} // namespace app
