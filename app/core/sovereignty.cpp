// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sovereignty.h"

#include "core/effectivevalues.h"
#include "domain/foldedtext.h"
#include "rules/evaluator.h"
#include "rules/pack.h"
#include "rules/resultblock.h"
#include "store/pages/systemuses.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <unordered_map>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

/// Everything whose results count for a system: itself, and what it uses or rests on; each once.
QList<qint64> around(const store::SystemUse &use)
{
    QList<qint64> all = {use.system.id};
    for (const QList<qint64> *list : {&use.providers, &use.contracts, &use.datasets, &use.accelerators, &use.models, &use.grants, &use.certificates})
        all += *list;
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    all.removeAll(0);
    return all;
}

/// What of a system nobody has said: every rule on such things may apply, and be met or not.
template <class F> void forEachUnsaid(const store::SystemUse &use, const rules::Pack &ai, F &&take, const QSet<QString> *judged = nullptr)
{
    for (const EntityKind kind : use.unsaid) {
        for (const rules::Rule &rule : ai.rules) {
            const auto part = rules::sovereigntyPartOf(rule.id);
            if (part && rule.entity == kind && (!judged || judged->contains(rule.id)))
                take(rule, *part);
        }
    }
}

/// Names by which systems hang together; each thing's is read once.
class Holders
{
public:
    Holders(store::AttributeStore &values, const QHash<QString, QString> &countries) : m_values(values), m_read(values), m_countries(countries) {}

    /// Nothing: the system does not count. An empty name is not recorded.
    std::optional<QStringList> of(const store::SystemUse &use, ConcentrationBy by)
    {
        QStringList out;
        switch (by) {
        case ConcentrationBy::Country:
            for (const QString &country : use.countries)
                out.append(m_countries.value(country, country));
            return use.nowhere ? std::nullopt : std::optional(out);
        case ConcentrationBy::Provider:
        case ConcentrationBy::Parent:
            for (const qint64 provider : use.providers)
                out.append(name(by, provider));
            // What we run ourselves hangs on no provider, and is not unrecorded.
            if (use.ownOperation)
                out.append(rules::OwnOperation);
            return out;
        case ConcentrationBy::ChipVendor:
        case ConcentrationBy::ModelDeveloper: break;
        }
        const bool chips = by == ConcentrationBy::ChipVendor;
        const QList<qint64> &used = chips ? use.accelerators : use.models;
        for (const qint64 one : used) {
            // What is declared to have none hangs on nobody.
            if (one == 0 || !m_read.isAbsent(one, chips ? EntityKind::Accelerator : EntityKind::Model, chips ? u"vendor"_s : u"developer"_s))
                out.append(name(by, one));
        }
        // There may be others, of whoever.
        if (!used.isEmpty() && use.unsaid.contains(chips ? EntityKind::Accelerator : EntityKind::Model))
            out.append(QString());
        return out.isEmpty() ? std::nullopt : std::optional(out);
    }

private:
    QString name(ConcentrationBy by, qint64 thing)
    {
        QHash<qint64, QString> &known = m_known.at(static_cast<std::size_t>(by));
        const auto it = known.constFind(thing);
        return it != known.constEnd() ? *it : *known.insert(thing, thing == 0 ? QString() : read(by, thing));
    }
    QString read(ConcentrationBy by, qint64 thing)
    {
        if (by == ConcentrationBy::ChipVendor)
            return oneSpelling(m_read.text(thing, EntityKind::Accelerator, u"vendor"_s));
        if (by == ConcentrationBy::ModelDeveloper)
            return nameOf(m_read.reference(thing, EntityKind::Model, u"developer"_s));
        if (by == ConcentrationBy::Provider)
            return nameOf(thing);
        // Whoever has nobody above it is its own parent.
        return oneSpelling(m_read.isAbsent(thing, EntityKind::Provider, u"ultimate_parent"_s) ? nameOf(thing) : m_read.text(thing, EntityKind::Provider, u"ultimate_parent"_s));
    }
    /// Parents and vendors are texts: "NVIDIA CORP." is "Nvidia", under the spelling that came first.
    QString oneSpelling(const QString &name)
    {
        static const QRegularExpression legalForm(u"[,.\\s]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|gmbh|ag|se|sa|sas|spa|bv|nv|oy|ab|as|kk)[.\\s]*$"_s);
        QString letters = folded(name);
        letters.remove(legalForm);
        letters.removeIf([](QChar c) { return !c.isLetterOrNumber(); });
        return letters.isEmpty() ? name : *m_spellings.insert(letters, m_spellings.value(letters, name));
    }
    QString nameOf(qint64 id)
    {
        const auto head = store::entityHead(m_values, id);
        return !head ? QString() : head->name.isEmpty() ? head->key : head->name;
    }

    store::AttributeStore &m_values;
    EffectiveValues m_read;
    const QHash<QString, QString> &m_countries;
    QHash<QString, QString> m_spellings; ///< by their letters alone
    std::array<QHash<qint64, QString>, ConcentrationByCount> m_known;
};

/// The newest run, if it judged the rule set.
Result<qint64> runOf(QSqlDatabase &db, const rules::Pack &ai)
{
    const Result<rules::RunSummary> run = rules::lastRun(db);
    if (!run)
        return run.error();
    const bool judged = std::any_of(run->frameworks.begin(), run->frameworks.end(), [&ai](const rules::FrameworkResult &f) { return f.framework == ai.id; });
    if (!judged)
        return Error{ErrorCode::NoRun, u"the scores rest on the rule set %1, which the last evaluation did not judge: choose it"_s.arg(ai.id), {}};
    return run->run;
}

/// `judged`: the rules that count; nullptr: all.
template <class F> Result<void> forEachResult(QSqlDatabase &db, qint64 run, const rules::Pack &ai, F &&take, const QSet<QString> *judged = nullptr)
{
    for (const rules::Rule &rule : ai.rules) {
        const auto part = rules::sovereigntyPartOf(rule.id);
        if (!part || (judged && !judged->contains(rule.id)))
            continue;
        const auto results = rules::readResults(db, run, rule.id, rule.entity);
        if (!results)
            return results.error();
        for (const rules::EntityStatus &r : *results) {
            if (r.status != Status::NotApplicable && r.status != Status::NotYetApplicable)
                take(rule, *part, r);
        }
    }
    return {};
}

Result<QList<SystemRange>> rangesOf(QSqlDatabase &db, store::AttributeStore &values, qint64 run, const rules::Pack &ai, const QSet<QString> *judged, Day today)
{
    std::unordered_map<qint64, rules::SovereigntyTally> said;
    const auto add = [&said](const rules::Rule &rule, rules::SovereigntyPart part, const rules::EntityStatus &r) { said[r.entity.value].add(part, rule.severity, r.status); };
    const Result<void> read = forEachResult(db, run, ai, add, judged);
    if (!read)
        return read.error();
    QList<SystemRange> out;
    for (const store::SystemUse &use : store::systemUses(values, today, store::UsedFor::Scores)) {
        rules::SovereigntyTally sum;
        for (const qint64 thing : around(use)) {
            if (const auto it = said.find(thing); it != said.end())
                sum += it->second;
        }
        forEachUnsaid(use, ai, [&sum](const rules::Rule &rule, rules::SovereigntyPart part) { sum.add(part, rule.severity, Status::Unknown); }, judged);
        out.append({use.system, use.critical, sum.range()});
    }
    return out;
}

} // namespace

Result<QList<SystemSovereignty>> systemSovereignty(QSqlDatabase &db, store::AttributeStore &values, const rules::Pack &ai, Day today)
{
    const Result<qint64> run = runOf(db, ai);
    if (!run)
        return run.error();
    QHash<qint64, QList<rules::SovereigntyResult>> said;
    const Result<void> read = forEachResult(db, *run, ai, [&said](const rules::Rule &rule, rules::SovereigntyPart, const rules::EntityStatus &r) {
        said[r.entity.value].append({rule.id, rule.severity, r.status});
    });
    if (!read)
        return read.error();
    QList<SystemSovereignty> out;
    for (const store::SystemUse &use : store::systemUses(values, today, store::UsedFor::Scores)) {
        QList<rules::SovereigntyResult> results;
        for (const qint64 thing : around(use))
            results += said.value(thing);
        forEachUnsaid(use, ai, [&results](const rules::Rule &rule, rules::SovereigntyPart) { results.append({rule.id, rule.severity, Status::Unknown}); });
        out.append({use.system, use.critical, rules::sovereigntyScore(results), use.unsaid});
    }
    return out;
}

QString whyNoScores(const rules::Pack *ai)
{
    return ai ? u"The scores rest on the rule set AI sovereignty (ai-sov), which no evaluation has judged yet: choose it on the page Frameworks and evaluate (F5)."_s
              : u"The scores rest on the rule set AI sovereignty (ai-sov), which is not there."_s;
}

Result<QList<SystemRange>> systemRanges(QSqlDatabase &db, store::AttributeStore &values, const rules::Pack &ai, Day today)
{
    const Result<qint64> run = runOf(db, ai);
    return run ? rangesOf(db, values, *run, ai, nullptr, today) : run.error();
}

Result<QList<SystemRange>> systemRangesOf(QSqlDatabase &db, store::AttributeStore &values, const rules::Pack &ai, const rules::RunSummary &run, const QSet<QString> &judged)
{
    return rangesOf(db, values, run.run, ai, &judged, run.asOf);
}

Result<QList<SovereigntyFact>> sovereigntyFacts(QSqlDatabase &db, store::AttributeStore &values, const rules::Pack &ai, qint64 system, Day today)
{
    const auto head = store::entityHead(values, system);
    if (!head || head->kind != EntityKind::Workload)
        return Error{ErrorCode::UnknownEntity, u"a score is that of an IT system"_s, QString::number(system)};
    const Result<qint64> run = runOf(db, ai);
    if (!run)
        return run.error();
    const std::optional<store::SystemUse> use = store::systemUse(values, system, today);
    const QList<qint64> all = use ? around(*use) : QList<qint64>();
    const QSet<qint64> things(all.begin(), all.end());
    QList<SovereigntyFact> out;
    const Result<void> read = forEachResult(db, *run, ai, [&](const rules::Rule &rule, rules::SovereigntyPart part, const rules::EntityStatus &r) {
        if (things.contains(r.entity.value))
            out.append({part, rule.id, rule.severity, r.status, r.entity.value, {}});
    });
    if (!read)
        return read.error();
    if (use)
        forEachUnsaid(*use, ai, [&](const rules::Rule &rule, rules::SovereigntyPart part) { out.append({part, rule.id, rule.severity, Status::Unknown, system, rule.entity}); });
    return out;
}

QString attributeOfUse(EntityKind kind)
{
    static const QHash<EntityKind, QString> attributes{{EntityKind::Provider, u"provider"_s}, {EntityKind::Contract, u"contract"_s}, {EntityKind::Model, u"models"_s},
                                                       {EntityKind::Accelerator, u"accelerators"_s}, {EntityKind::Dataset, u"datasets"_s}};
    return attributes.value(kind);
}

QString concentrationName(ConcentrationBy by)
{
    switch (by) {
    case ConcentrationBy::Provider: return u"provider"_s;
    case ConcentrationBy::Parent: return u"ultimate_parent"_s;
    case ConcentrationBy::Country: return u"country"_s;
    case ConcentrationBy::ChipVendor: return u"chip_vendor"_s;
    case ConcentrationBy::ModelDeveloper: break;
    }
    return u"model_developer"_s;
}

QList<ConcentrationLine> concentrations(store::AttributeStore &values, const QHash<QString, QString> &countries, Day today,
                                        const std::optional<QSet<qint64>> &within)
{
    QList<store::SystemUse> systems = store::systemUses(values, today, store::UsedFor::Concentration);
    if (within)
        systems.removeIf([&within](const store::SystemUse &use) { return !within->contains(use.system.id); });
    Holders holders(values, countries);
    QList<ConcentrationLine> all;
    QList<ConcentrationLine> ofCritical;
    for (int i = 0; i < ConcentrationByCount; ++i) {
        const auto by = static_cast<ConcentrationBy>(i);
        ConcentrationLine whole{by, false, {}, {}};
        ConcentrationLine part{by, true, {}, {}};
        QList<QStringList> held;
        QList<QStringList> heldByCritical;
        for (const store::SystemUse &use : std::as_const(systems)) {
            std::optional<QStringList> names = holders.of(use, by);
            if (!names)
                continue;
            if (names->isEmpty())
                names->append(QString());
            names->removeDuplicates();
            for (const QString &name : std::as_const(*names)) {
                whole.systems[name].append(use.system.id);
                if (use.critical)
                    part.systems[name].append(use.system.id);
            }
            held.append(*names);
            if (use.critical)
                heldByCritical.append(*names);
        }
        whole.found = rules::concentrationOf(held);
        part.found = rules::concentrationOf(heldByCritical);
        all.append(whole);
        ofCritical.append(part);
    }
    return all + ofCritical;
}

QString concentrationTitle(ConcentrationBy by)
{
    switch (by) {
    case ConcentrationBy::Provider: return u"Provider"_s;
    case ConcentrationBy::Parent: return u"Ultimate parent"_s;
    case ConcentrationBy::Country: return u"Country"_s;
    case ConcentrationBy::ChipVendor: return u"Chip vendor"_s;
    case ConcentrationBy::ModelDeveloper: break;
    }
    return u"Model developer"_s;
}

QString concentrationWords(const rules::Concentration &c)
{
    const auto number = [](double value) { return QString::number(value, 'f', 0); };
    if (c.systems == 0)
        return u"Nothing to count."_s;
    if (c.shares.isEmpty())
        return u"Nothing is recorded."_s;
    const rules::ConcentrationShare &largest = c.shares.constFirst();
    QStringList above;
    if (c.shareWarns())
        above.append(u"%1 has %2 % of the systems or more, and we warn from %3 %"_s.arg(largest.name, number(largest.low), number(rules::ConcentratedShare)));
    if (c.indexWarns())
        above.append(u"the index is %1 or more, and we warn from %2"_s.arg(number(c.indexLow), number(rules::ConcentratedIndex)));
    if (!above.isEmpty())
        return u"Concentrated: "_s + above.join(u"; "_s) + u'.';
    if (c.mayWarn())
        return u"Perhaps concentrated: too little is recorded to tell."_s;
    return u"Below our standard (%1 % for one name, index %2)."_s.arg(number(rules::ConcentratedShare), number(rules::ConcentratedIndex));
}

} // namespace app
