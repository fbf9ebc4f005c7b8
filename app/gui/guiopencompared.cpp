// SPDX-License-Identifier: GPL-3.0-or-later
// What is open now against what was open at an earlier evaluation, by framework.
#include "core/withstore.h"
#include "gui/frameworkbars.h"
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "rules/evaluator.h"
#include "rules/resultblock.h"
#include "store/pages/scopequeries.h"

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

/// Which rules of a run count, and for which things.
struct Asked
{
    QSet<QString> rules;                    ///< judged by both
    QStringList frameworks;                 ///< empty: all
    std::optional<Severity> severity;
    QList<LegalStatus> legal;               ///< empty: all
    std::optional<QSet<qint64>> things;     ///< nothing: all
};

Result<OpenStacks> openIn(const Services &services, QSqlDatabase &db, const rules::RunSummary &run, const Asked &asked)
{
    OpenStacks out;
    QHash<QString, EntityKind> judging;
    QList<const rules::RuleResult *> wanted;
    for (const rules::RuleResult &result : run.rules) {
        if (!asked.rules.contains(result.rule) || (!asked.frameworks.isEmpty() && !asked.frameworks.contains(result.framework)) || (asked.severity && *asked.severity != result.severity))
            continue;
        if (!asked.legal.isEmpty() && !asked.legal.contains(services.legalStatusOf(result.rule)))
            continue;
        const rules::Rule *rule = services.rule(result.rule).second;
        if (asked.things && !rule)
            continue;
        wanted.append(&result);
        if (asked.things)
            judging.insert(result.rule, rule->entity);
    }
    const auto within = rules::countResults(db, run.run, judging, [&asked](qint64 id) { return asked.things->contains(id); });
    if (!within)
        return within.error();
    for (const rules::RuleResult *result : std::as_const(wanted)) {
        const auto count = [&](Status status) {
            const auto at = static_cast<std::size_t>(status);
            return static_cast<int>(asked.things ? within->value(result->rule).at(at) : result->counts.at(at));
        };
        if (count(Status::Gap) + count(Status::Unknown) == 0)
            continue;
        OpenStack &stack = out[result->framework];
        stack.of(result->severity, standingOf(services.legalStatusOf(result->rule))) += count(Status::Gap);
        stack.unknown += count(Status::Unknown);
    }
    return out;
}

QString runWords(const rules::RunSummary &run) { return u"%1, evaluation %2"_s.arg(fromDay(run.asOf).toString(Qt::ISODate)).arg(run.run); }

figures::TwinTable tableOf(const Services &services, const OpenStacks &now, const OpenStacks &before, const QStringList &columns)
{
    figures::TwinTable table{columns, {}};
    OpenStacks all = now;
    for (auto it = before.cbegin(); it != before.cend(); ++it)
        all[it.key()];
    const auto add = [&](const QString &id, const QString &framework, const QString &what, int was, int is) {
        if (was + is > 0)
            table.rows.append({id, {framework, what, figures::formatNumber(was), figures::formatNumber(is), changeWords(is - was)}, static_cast<double>(is)});
    };
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        const QString label = frameworkLabel(services, it.key());
        const OpenStack was = before.value(it.key());
        for (int s = SeverityCount - 1; s >= 0; --s) {
            const auto severity = static_cast<Severity>(s);
            for (int w = 0; w < StandingCount; ++w) {
                const auto standing = static_cast<Standing>(w);
                add(openMark(it.key(), standing, severity), label, openWord(standing, severity), was.of(severity, standing), it->of(severity, standing));
            }
        }
        add(u"framework:%1:unknown"_s.arg(it.key()), label, u"unknown"_s, was.unknown, it->unknown);
    }
    return table;
}

} // namespace

Result<OpenCompared> GuiBackend::openCompared(const QString &path, qint64 against, const FilterState &filter)
{
    return withDatabase<OpenCompared>(m_services, path, store::Access::Read, [&](QSqlDatabase &db, store::AttributeStore &values) -> Result<OpenCompared> {
        const Result<rules::RunSummary> now = rules::lastRun(db);
        if (!now)
            return now.error();
        const Result<rules::RunSummary> before = rules::keptRun(db, against);
        if (!before)
            return before.error();
        Asked asked;
        asked.frameworks = filter.framework.split(u',', Qt::SkipEmptyParts);
        asked.severity = filter.severity;
        const store::PageFilter of = PageFilterOf(filter).value;
        asked.legal = of.legal;
        // Of other rules there are other gaps: only what both judged is compared.
        QSet<QString> judged;
        for (const rules::RuleResult &r : now->rules)
            judged.insert(r.rule);
        for (const rules::RuleResult &r : before->rules) {
            if (judged.contains(r.rule) && (of.rules.isEmpty() || of.rules.contains(r.rule)))
                asked.rules.insert(r.rule);
        }
        FilterState things = filter;
        things.framework.clear();
        things.severity.reset();
        things.status.reset();
        things.special.removeIf([](const SpecialFilter &s) { return s.what == u"law"_s || s.what == u"rule"_s; });
        asked.things = store::scopeOf(values, PageFilterOf(things).value);
        const Result<OpenStacks> is = openIn(m_services, db, *now, asked);
        if (!is)
            return is.error();
        const Result<OpenStacks> was = openIn(m_services, db, *before, asked);
        if (!was)
            return was.error();
        OpenCompared out;
        out.bars = frameworkBars(m_services, *is, &*was);
        out.bars.keys.append({u"as of %1; beside the number: what came or went since"_s.arg(runWords(*before)), figures::Fill::of(figures::Tone::Ink), {}, {}, {}});
        out.bars.emptyText = u"Nothing was open under this filter, then or now."_s;
        out.table = tableOf(m_services, *is, *was, {u"Framework"_s, u"What"_s, runWords(*before), runWords(*now), u"Difference"_s});
        return out;
    });
}

} // namespace app
