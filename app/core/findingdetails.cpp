// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/findingdetails.h"

#include "core/origins.h"
#include "core/reportfindings.h"
#include "core/runresults.h"
#include "core/services.h"
#include "domain/onestop.h"
#include "rules/openfacts.h"
#include "store/pages/overviewqueries.h"
#include "text/issuetext.h"
#include "text/severaltext.h"
#include "text/toolfindingtext.h"
#include "text/wordtext.h"

#include <QHash>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

constexpr qsizetype BatchSize = 500;
constexpr qsizetype MissingShown = 6;
constexpr int ToolFindingsRead = 1000;

/// What "none" means: that somebody declared it absent, of the thing itself or of what leads to it ("Seat: none, as no legal entity is named").
QString noneWords(const rules::Fact &fact, const Services &services)
{
    if (fact.steps.isEmpty() || fact.steps.constLast().attr == fact.path.section(u'.', -1))
        return u"none, as declared"_s;
    const rules::FactStep &ends = fact.steps.constLast();
    const Attribute *at = services.catalogue.attribute(ends.kind, ends.attr);
    return u"none, since there is no \u201c%1\u201d, as declared"_s.arg(at ? at->label : ends.attr);
}

QString factText(const rules::Fact &fact, const Services &services)
{
    switch (fact.state) {
    case rules::Fact::State::NotSaid: return u"not said"_s;
    case rules::Fact::State::None: return noneWords(fact, services);
    case rules::Fact::State::Value:
    case rules::Fact::State::Partial: break;
    }
    QStringList values = fact.values;
    if (fact.type == ValueType::Bool) {
        for (QString &v : values)
            v = v == u"true"_s ? u"yes"_s : u"no"_s;
    }
    for (QString &v : values) {
        if (fact.type == ValueType::Country)
            v = v == rules::Worldwide ? u"worldwide"_s : services.countries.value(v, v);
        else if (fact.coded)
            v = text::valueWord(v);
    }
    values.removeAll(QString());
    values.removeDuplicates();
    if (values.isEmpty())
        return fact.isList ? u"empty list"_s : u"not said"_s;
    if (!fact.unit.isEmpty())
        values.last() += u' ' + fact.unit;
    return values.join(u", "_s) + (fact.state == rules::Fact::State::Partial ? u", and perhaps more"_s : QString());
}

/// A dependency is known by what it is on.
QString nameOfRelated(EntityKind kind, EntityId entity, const QString &known, Origins &origins)
{
    return known.isEmpty() || kind == EntityKind::Dependency ? origins.name(entity.value) : known;
}

/// Things of a relation that decide, or leave open: one line for each leaf.
FactLine relatedLine(const rules::LeafExplanation &leaf, const Services &services, Origins &origins)
{
    FactLine line;
    line.attr = rules::relationText(leaf.condition->relation);
    line.label = services.catalogue.kind(leaf.related.constFirst().kind).labelPlural;
    QStringList names;
    for (const rules::RelatedFact &related : leaf.related) {
        const QString name = nameOfRelated(related.kind, related.entity, related.name, origins);
        if (!names.contains(name))
            names.append(name);
        for (const report::Origin &origin : origins.ofEntity(related.entity.value)) {
            if (!line.origins.contains(origin))
                line.origins.append(origin);
        }
    }
    line.value = names.join(u", "_s);
    line.context = leaf.pointer.startsWith(u"/applies_if"_s);
    if (leaf.relatedCount > leaf.related.size())
        line.value += u" (of %1 looked at)"_s.arg(leaf.relatedCount);
    line.where = originText(line.origins);
    return line;
}

/// The registers that a condition takes for complete where it looks for what names a thing.
void addRegisters(const rules::Condition &c, QList<std::pair<EntityKind, QString>> &out)
{
    QList<rules::Step> steps = c.relation;
    for (const QList<rules::Step> &way : c.ways)
        steps += way;
    for (const rules::Step &step : std::as_const(steps)) {
        if (step.backward && !out.contains(std::pair(step.kind, step.attr)))
            out.append({step.kind, step.attr});
    }
    for (const rules::Condition &child : c.children)
        addRegisters(child, out);
}

/// What somebody answers for is a fact with a name to it: who declared the register complete, and when.
void addDeclarations(ExplainedFinding &finding, const rules::Explanation &e, const Services &services, Origins &origins)
{
    QList<std::pair<EntityKind, QString>> registers;
    for (const rules::LeafExplanation &leaf : e.leaves)
        addRegisters(*leaf.condition, registers);
    QStringList told;
    for (const auto &[kind, attr] : std::as_const(registers)) {
        const auto declared = origins.declared(kind, attr);
        if (!declared || told.contains(declared->what()))
            continue;
        told.append(declared->what());
        FactLine line;
        line.attr = declared->what();
        line.label = u"Register: "_s + services.catalogue.kind(kind).labelPlural;
        line.value = u"declared complete"_s + (declared->until ? u" until "_s + fromDay(*declared->until).toString(Qt::ISODate) : QString());
        line.where = u"%1's word%2; %3"_s.arg(declared->who.isEmpty() ? u"somebody"_s : declared->who, declared->at.isEmpty() ? QString() : u" of "_s + declared->at.left(10),
                                            declared->evidence.isEmpty() ? u"no evidence is kept with it"_s : u"evidence: "_s + declared->evidence);
        line.context = true;
        finding.facts.append(line);
    }
}

ExplainedFinding explained(const store::FindingRow &row, const rules::Explanation &e, const Services &services, Origins &origins)
{
    ExplainedFinding finding;
    finding.row = row;
    finding.reason = e.reason;
    finding.slots_ = e.reasonSlots;
    for (const rules::Fact &fact : e.facts) {
        FactLine line{fact.path, fact.label == u"all_places"_s ? u"All places"_s : fact.label, factText(fact, services), {}, {}, false};
        if (fact.steps.size() > 1 && fact.steps.constLast().entity.value != row.entity) {
            const QString name = origins.name(fact.steps.constLast().entity.value);
            if (!name.isEmpty())
                line.label += u" of "_s + name;
        }
        line.origins = origins.ofSteps(fact.steps);
        if (fact.saidOn)
            line.origins.append({{}, {}, fromDay(*fact.saidOn).toString(Qt::ISODate), fact.saidBy, false});
        line.where = originText(line.origins);
        finding.facts.append(line);
    }
    for (const rules::LeafExplanation &leaf : e.leaves) {
        if (!leaf.related.isEmpty())
            finding.facts.append(relatedLine(leaf, services, origins));
    }
    addDeclarations(finding, e, services, origins);
    if (row.status != Status::Unknown)
        return finding;
    for (const rules::OpenFact &open : rules::openFacts(e, row.kind, services.catalogue)) {
        const QString name = open.entity.value == row.entity ? row.name : nameOfRelated(open.of, open.entity, open.name, origins);
        const QString label = open.why == rules::OpenFact::Why::Ahead    ? open.label + u" (the day on record lies ahead)"_s
                              : open.why == rules::OpenFact::Why::Unread ? open.label + u" (what is on record is in no known words)"_s
                                                                         : open.label;
        finding.missing.append({open.of, open.kind, open.attr, label, open.entity.value, name, open.why == rules::OpenFact::Why::InLaw});
    }
    return finding;
}

/// "Missing: Last reviewed, Multi-factor. Who can answer: Identity and access team." What leaves a result open, said once
/// for all the things that it would be said of; what no answer settles apart: "Open in law: ... Who can settle it: counsel."
QString missingWords(const ExplainedFinding &finding)
{
    QStringList inLaw;
    QStringList own;
    QStringList labels; // of other things, in the order of the rule
    QHash<QString, QStringList> names;
    QStringList who;
    for (const MissingAt &m : finding.missing) {
        if (m.inLaw) {
            if (!inLaw.contains(m.label))
                inLaw.append(m.label);
            continue;
        }
        if (m.entity == finding.row.entity || m.name.isEmpty()) {
            if (!own.contains(m.label))
                own.append(m.label);
        } else {
            if (!labels.contains(m.label))
                labels.append(m.label);
            if (!names[m.label].contains(m.name))
                names[m.label].append(m.name);
        }
        if (!who.contains(whoSettles(m)))
            who.append(whoSettles(m));
    }
    const QString law = inLaw.isEmpty() ? QString() : u" Open in law: %1. Who can settle it: counsel."_s.arg(domain::beforeStop(inLaw.join(u"; "_s)));
    if (own.isEmpty() && labels.isEmpty())
        return law;
    if (const qsizetype rest = own.size() - MissingShown; rest > 1)
        own = own.mid(0, MissingShown) << u"%1 more"_s.arg(rest);
    QStringList facts;
    if (!own.isEmpty())
        facts.append(own.join(u", "_s));
    for (const QString &label : std::as_const(labels))
        facts.append(text::ofSeveral(label, names.value(label)));
    return u" Missing: %1. Who can answer: %2."_s.arg(domain::beforeStop(facts.join(u"; "_s)), who.join(u"; "_s)) + law;
}

/// A gap whose decision still stands has other facts than the decision knew.
std::optional<store::Waiver> waiverOf(store::AttributeStore &values, const store::FindingRow &row, Day asOf)
{
    for (const store::Waiver &w : store::waiversOf(values, row.rule, row.entity)) {
        if (row.status == Status::Accepted ? w.standsOn(asOf) : w.acceptedOn <= asOf)
            return w;
    }
    return {};
}

} // namespace

QStringList otherToolWords(const ExplainedFinding &f, LegalStatus legal)
{
    QStringList out;
    for (const store::ToolFindingLine &line : f.otherTools) {
        const QString words = text::besideOwnResult({line.tool, line.outcome, line.observed ? fromDay(*line.observed) : QDate(), line.muted, line.agreement}, f.row.status, legal);
        if (!out.contains(words))
            out.append(words);
    }
    return out;
}

QString endOf(const store::Waiver &w, Day day)
{
    const auto iso = [](Day d) { return fromDay(d).toString(Qt::ISODate); };
    if (w.withdrawnOn && *w.withdrawnOn <= day)
        return u"withdrawn on %1"_s.arg(iso(*w.withdrawnOn));
    return w.expires <= day ? u"expired on %1"_s.arg(iso(w.expires)) : u"the facts, or what the rule asks, are no longer those that were accepted"_s;
}

Result<void> explainRows(const Services &services, QSqlDatabase &db, store::AttributeStore &values, const QList<store::FindingRow> &rows, Day asOf,
                         const std::function<bool(const ExplainedFinding &)> &callback)
{
    Origins origins(values);
    const bool otherTools = store::toolFindingCount(values) > 0;
    QList<store::FindingRow> batch;
    bool go = true;
    Result<void> outcome;
    const auto flush = [&] {
        if (batch.isEmpty() || !go)
            return;
        QList<rules::ExplainedOf> asked; // rows of one rule stand together; of a rule that is gone nothing can be explained
        QString last;
        for (const store::FindingRow &row : std::as_const(batch)) {
            if (asked.isEmpty() || row.rule != last) {
                const auto [pack, rule] = services.rule(row.rule);
                asked.append({pack, rule, {}});
                last = row.rule;
            }
            asked.last().ids.append(EntityId{row.entity});
        }
        const Result<QList<rules::Explanation>> explanations = rules::explainMany(db, services.catalogue, asked, asOf);
        if (!explanations) {
            outcome = explanations.error();
            go = false;
            return;
        }
        qsizetype at = 0;
        qsizetype explanation = 0;
        for (const rules::ExplainedOf &of : std::as_const(asked)) {
            for (qsizetype i = 0; i < of.ids.size() && go; ++i, ++at) {
                ExplainedFinding finding;
                finding.row = batch.at(at);
                if (of.rule)
                    finding = explained(batch.at(at), explanations->at(explanation++), services, origins);
                finding.reason += missingWords(finding);
                if (otherTools && of.rule)
                    finding.otherTools = store::onRequirement(store::toolFindingsOf(values, finding.row.entity, ToolFindingsRead), of.pack->id, of.rule->clause,
                                                              finding.row.status);
                if (finding.row.status == Status::Accepted || finding.row.status == Status::Gap)
                    finding.waiver = waiverOf(values, finding.row, asOf);
                go = callback(finding);
            }
        }
        batch.clear();
    };
    for (const store::FindingRow &row : rows) {
        if (batch.size() >= BatchSize)
            flush();
        if (!go)
            break;
        batch.append(row);
    }
    flush();
    return outcome;
}

Result<void> explainFindings(const Services &services, QSqlDatabase &db, store::AttributeStore &values, const store::FindingFilter &filter, Day asOf,
                             const std::function<bool(const ExplainedFinding &)> &callback,
                             const std::function<void(const store::FindingRow &)> &counted)
{
    // The list is read whole before anything is explained: both use the same connection, and temporary tables come and go.
    QList<store::FindingRow> rows;
    QHash<std::pair<QString, int>, int> taken;
    store::FindingFilter asked = filter;
    if (filter.inScope || !counted)
        asked.namedAtMost = 0;   // the first by name may all be out of scope
    const Result<void> read = forEachResult(services, db, values, asked, [&](const store::FindingRow &row) {
        if ((filter.inScope && !filter.inScope(row.entity)) || filter.rulesLeftOut.contains(row.rule))
            return true;
        if (counted && filter.namedAtMost > 0 && ++taken[{row.rule, static_cast<int>(row.status)}] > filter.namedAtMost)
            counted(row);
        else
            rows.append(row);
        return true;
    });
    return read ? explainRows(services, db, values, rows, asOf, callback) : read;
}

} // namespace app
