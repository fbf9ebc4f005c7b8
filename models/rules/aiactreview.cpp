// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/aiactreview.h"

#include "rules/aiclass.h"
#include "rules/rulereader.h"
#include "rules/rowvalues.h"
#include "rules/switchedoff.h"

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;
using domain::Day;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;

namespace rules {
namespace {

/// The days on which a rule applies to a thing later than to others (Rule::appliesLater), by rule and thing: duties for systems of Annex III begin
/// on 2 December 2027, for those of Annex I on 2 August 2028 (Art. 113 as amended).
using LaterDays = std::map<std::pair<QString, qint64>, Day>;

Result<void> askLaterDays(LaterDays &out, RuleReader &reader, const Pack &pack)
{
    // Rules of one stage share its condition.
    QList<std::pair<Rule, QList<qint64>>> asked;
    for (const Rule &rule : pack.rules) {
        for (const LaterStart &later : rule.off ? QList<LaterStart>() : rule.appliesLater) {
            auto known = std::find_if(asked.begin(), asked.end(), [&](const auto &one) { return one.first.entity == rule.entity && one.first.gapIf == later.where; });
            if (known == asked.end()) {
                Rule holds;
                holds.id = u"applies_later"_s; // nobody accepts this as a gap
                holds.entity = rule.entity;
                holds.gapIf = later.where;
                const Result<const QList<qint64> *> judged = reader.judged(rule.entity);
                if (!judged)
                    return judged.error();
                Pack alone = pack;
                alone.appliesFrom.reset();
                const Result<RuleOutcome> outcome = reader.ask(alone, holds);
                if (!outcome)
                    return outcome.error();
                QList<qint64> things;
                for (qsizetype i = 0; i < outcome->statuses.size(); ++i) {
                    if (outcome->statuses.at(i) == static_cast<char>(Status::Gap))
                        things.append((*judged)->at(i));
                }
                asked.append(std::pair(holds, things));
                known = std::prev(asked.end());
            }
            for (const qint64 id : std::as_const(known->second)) {
                Day &day = out[{rule.id, id}];
                day = std::max(day, later.from);
            }
        }
    }
    return {};
}

/// "2 x 10^25" as the Act writes such numbers.
QString power(double number)
{
    const QString written = QString::number(number, 'e', 2);
    QString digits = written.section(u'e', 0, 0);
    while (digits.contains(u'.') && (digits.endsWith(u'0') || digits.endsWith(u'.')))
        digits.chop(1);
    const QString ten = u"10^%1"_s.arg(written.section(u'e', 1).toInt());
    return digits == u"1"_s ? ten : digits + u" \u00d7 "_s + ten;
}

/// What a rule leaves out uncounted is not applicable here.
Status statusOf(char stored) { return stored < 0 || stored >= domain::StatusCount ? Status::NotApplicable : static_cast<Status>(stored); }

/// The rules' results by entity, asked on one day; `always`: also those whose day is still to come.
using Results = std::map<std::pair<QString, qint64>, Status>;

Result<void> ask(Results &out, QSqlDatabase &db, const domain::Catalogue &catalogue, const Pack &pack, Day on, bool always, domain::JobContext &context)
{
    RunRequest request;
    request.asOf = on;
    RuleReader reader(db, catalogue, request);
    if (const Result<void> opened = reader.open(); !opened)
        return opened.error();
    for (const Rule &rule : pack.rules) {
        if (rule.off || (rule.entity != EntityKind::AiUse && rule.entity != EntityKind::Model))
            continue;
        if (context.isCancelled())
            return Error{ErrorCode::Cancelled, u"stopped"_s, u"ai-act"_s};
        const Result<const QList<qint64> *> judged = reader.judged(rule.entity);
        if (!judged)
            return judged.error();
        const std::optional<Status> byDate = statusByDate(pack, rule, on);
        if (byDate && !always) {
            for (const qint64 id : **judged)
                out[{rule.id, id}] = *byDate;
            continue;
        }
        Rule asked = rule;
        asked.appliesFrom.reset();
        const Result<RuleOutcome> outcome = reader.ask(pack, asked);
        if (!outcome)
            return outcome.error();
        for (qsizetype i = 0; i < outcome->statuses.size(); ++i)
            out[{rule.id, (*judged)->at(i)}] = statusOf(outcome->statuses.at(i));
    }
    return {};
}

class Reviewer
{
public:
    Reviewer(store::AttributeStore &store, const Pack &pack, Day asOf, const Results &now, const std::map<Day, Results> &later, const LaterDays &days)
        : m_store(store), m_inventory(store), m_pack(pack), m_asOf(asOf), m_now(now), m_later(later), m_days(days)
    {
    }

    AiActReview review()
    {
        AiActReview out;
        out.asOf = m_asOf;
        out.switchedOff = switchedOffRules(m_pack, {EntityKind::AiUse, EntityKind::Model});
        forEach(EntityKind::LegalEntity, [&](const store::EntityRow &row) { m_entities.insert(row.key, of(EntityKind::LegalEntity, row).name()); });
        forEach(EntityKind::Provider, [&](const store::EntityRow &row) { m_providers.insert(row.key, of(EntityKind::Provider, row).name()); });
        forEach(EntityKind::Model, [&](const store::EntityRow &row) { model(out, row); });
        forEach(EntityKind::AiUse, [&](const store::EntityRow &row) { use(out, row); });
        std::stable_sort(out.uses.begin(), out.uses.end(), [](const AiUseReview &a, const AiUseReview &b) { return a.found < b.found; });
        return out;
    }

private:
    RowValues of(EntityKind kind, const store::EntityRow &row) const { return {m_store.catalogue().kind(kind), row}; }

    void forEach(EntityKind kind, const std::function<void(const store::EntityRow &)> &each)
    {
        m_inventory.forEach(kind, {}, 0, -1, [&](const store::EntityRow &row) {
            if (!row.vanished && (!row.retiredOn || *row.retiredOn > m_asOf))
                each(row);
            return true;
        });
    }

    static std::optional<Status> resultOf(const Results &results, const QString &rule, qint64 id)
    {
        const auto at = results.find({rule, id});
        return at == results.end() ? std::nullopt : std::optional(at->second);
    }

    /// When the duty of a rule begins for this thing.
    std::optional<Day> beginOf(const Rule &rule, qint64 id) const
    {
        const auto later = m_days.find({rule.id, id});
        const std::optional<Day> from = rule.appliesFrom ? rule.appliesFrom : m_pack.appliesFrom;
        return later == m_days.end() ? from : std::max(from.value_or(later->second), later->second);
    }

    /// What the rules say today and on the day on which each begins; what never concerns the thing is left out.
    QList<AiDuty> duties(EntityKind kind, qint64 id) const
    {
        QList<AiDuty> out;
        for (const Rule &rule : m_pack.rules) {
            const std::optional<Status> now = rule.entity == kind ? resultOf(m_now, rule.id, id) : std::nullopt;
            if (!now)
                continue;
            AiDuty duty{rule.id, rule.clause, rule.heading.isEmpty() ? rule.title : rule.heading, beginOf(rule, id), *now, std::nullopt};
            if (duty.from && *duty.from > m_asOf) {
                const auto later = m_later.find(*duty.from);
                duty.then = later == m_later.end() ? std::nullopt : resultOf(later->second, rule.id, id);
                // Until the day comes, the result is that it does not apply yet.
                if (duty.then && *duty.then != Status::NotApplicable)
                    duty.now = Status::NotYetApplicable;
            }
            const bool never = duty.now == Status::NotApplicable && (!duty.then || *duty.then == Status::NotApplicable);
            const bool neverLater = duty.now == Status::NotYetApplicable && duty.then == Status::NotApplicable;
            if (!never && !neverLater)
                out.append(duty);
        }
        std::stable_sort(out.begin(), out.end(), [](const AiDuty &a, const AiDuty &b) { return a.from.value_or(0) < b.from.value_or(0); });
        return out;
    }

    void use(AiActReview &out, const store::EntityRow &row)
    {
        const RowValues said = of(EntityKind::AiUse, row);
        AiUseReview u;
        u.id = row.id;
        u.key = row.key;
        u.name = said.name();
        u.entity = m_entities.value(said.key(u"legal_entity"));
        u.purpose = said.text(u"purpose");
        u.role = said.text(u"role");
        u.recordedClass = said.text(u"ai_act_class");
        u.persons = said.list(u"persons_concerned");
        for (const QString &key : said.list(u"models"))
            u.models.append(m_models.value(key, key));
        for (const QString &key : said.list(u"models"))
            u.modelIds.append(m_modelIds.value(key));
        const bool tuned = std::any_of(u.models.cbegin(), u.models.cend(), [&](const QString &one) { return m_tuned.contains(one); });
        const AiClassFinding finding = aiClassOf(said);
        u.found = finding.found;
        u.reason = finding.reason;
        u.proposal = finding.proposal;
        u.differs = finding.differs;
        u.roleReason = roleReason(said, u, tuned);
        u.duties = duties(EntityKind::AiUse, row.id);
        out.uses.append(u);
    }

    static QString ownReason(const QString &role)
    {
        if (role == u"provider"_s)
            return u"%1 developed it, or has it developed, and puts it into service under its own name (Art. 3(3))"_s;
        if (role == u"deployer"_s)
            return u"%1 uses it under its authority (Art. 3(4))"_s;
        if (role == u"importer"_s)
            return u"%1 places a system of a provider outside the Union on its market (Art. 3(6))"_s;
        if (role == u"distributor"_s)
            return u"%1 makes it available on the Union market (Art. 3(7))"_s;
        if (role == u"authorised_representative"_s)
            return u"%1 acts in the Union for a provider outside of it, by written mandate (Art. 3(5), 22)"_s;
        return u"%1 places a product on the market that it is a part of (Art. 25(3))"_s;
    }

    /// The role with its ground, and what Art. 25 makes of it: of a high-risk system only.
    static QString roleReason(const RowValues &said, AiUseReview &u, bool tuned)
    {
        const QString who = u.entity.isEmpty() ? u"a legal entity that is not recorded"_s : u.entity;
        const bool high = u.found == AiClass::HighAnnex1 || u.found == AiClass::HighAnnex3;
        const bool mayBeHigh = high || u.found == AiClass::Unknown || u.found == AiClass::Unsettled;
        const bool changed = u.role != u"provider"_s && said.yes(u"new_purpose") == true;
        const bool product = u.role == u"product_manufacturer"_s;
        u.becomesProvider = (changed && high) || (product && u.found == AiClass::HighAnnex1);
        QString reason = u.role.isEmpty() ? u"the role of %1 is not recorded (Art. 3(3) to (7))"_s : ownReason(u.role);
        if (changed && high)
            reason += u"; rebranded, substantially changed or given a new purpose, it makes %1 the provider of a high-risk system (Art. 25(1))"_s;
        else if (changed && mayBeHigh)
            reason += u"; rebranded, substantially changed or given a new purpose: if it is high-risk, that makes %1 the provider of a high-risk system (Art. 25(1))"_s;
        else if (changed)
            reason += u"; it was rebranded or changed, but is no high-risk system, so that %1 does not become its provider (Art. 25(1))"_s;
        else if (product && u.found == AiClass::HighAnnex1)
            reason += u"; a safety component of a product of Annex I, Section A, under the name of %1: it counts as the provider (Art. 25(3))"_s;
        else if (product)
            reason += u"; only a safety component of a product of Annex I, Section A, makes its maker the provider"_s;
        else if (tuned && u.role != u"provider"_s)
            reason += u"; fine-tuning a model alone is no substantial modification"_s;
        return reason.arg(who);
    }

    void model(AiActReview &out, const store::EntityRow &row)
    {
        const RowValues said = of(EntityKind::Model, row);
        m_models.insert(row.key, said.name());
        m_modelIds.insert(row.key, row.id);
        if (said.yes(u"fine_tuned") == true)
            m_tuned.insert(said.name());
        const auto general = said.yes(u"gpai");
        if (said.text(u"availability") == u"available"_s || general == false || said.isNone(u"gpai"))
            return;
        AiModelReview m;
        m.id = row.id;
        m.key = row.key;
        m.name = said.name();
        m.developer = m_providers.value(said.key(u"developer"));
        m.generalPurpose = general == true;
        m.unsaid = !general;
        m.role = said.text(u"gpai_role");
        m.compute = said.number(u"training_flop");
        m.fineTuned = said.yes(u"fine_tuned") == true;
        systemicRisk(m, said);
        exemptions(m, said);
        m.duties = duties(EntityKind::Model, row.id);
        out.models.append(m);
    }

    /// Art. 51: designated, or presumed above the threshold of compute, which the provider can rebut when it notifies (Art. 52(2)).
    void systemicRisk(AiModelReview &m, const RowValues &said) const
    {
        const double threshold = parameterValues(m_pack, {}).value(u"systemic_risk_flop"_s, 1e25);
        const auto recorded = said.yes(u"systemic_risk");
        const bool above = m.compute && *m.compute > threshold;
        const bool rebutted = recorded == false && said.day(u"commission_notified");
        using Systemic = AiModelReview::Systemic;
        if (recorded == true) {
            m.systemic = Systemic::Yes;
            m.reason = u"recorded as a model with systemic risk (Art. 51(1))"_s;
        } else if (above && !rebutted) {
            m.systemic = Systemic::Presumed;
            m.reason = u"trained with %1 floating point operations, more than %2: systemic risk is presumed (Art. 51(2))"_s.arg(power(*m.compute), power(threshold));
        } else if (recorded == false || said.isNone(u"systemic_risk")) {
            m.systemic = Systemic::No;
            m.reason = above ? u"above the threshold of compute, notified, and recorded as without systemic risk (Art. 52(2))"_s : u"recorded as without systemic risk"_s;
        } else if (m.compute) {
            m.systemic = Systemic::No;
            m.reason = u"trained with %1 floating point operations, not more than %2 (Art. 51(2))"_s.arg(power(*m.compute), power(threshold));
        } else {
            m.systemic = Systemic::Unknown;
            m.reason = u"neither the compute of its training nor a designation is recorded (Art. 51)"_s;
        }
        if (m.unsaid)
            m.reason = u"nobody said whether it is of general purpose (Art. 3(63)); "_s + m.reason;
        if (m.role.isEmpty())
            m.reason += u"; our role under Chapter V is not recorded"_s;
        if (m.fineTuned && m.role != u"provider"_s)
            m.reason += u"; fine-tuning alone is no substantial modification"_s;
    }

    /// Free and open models without systemic risk are spared the documentation and the representative, not the copyright policy and the summary
    /// (Art. 53(2), 54(6)); above the threshold of compute the Commission is told within two weeks (Art. 52(1)).
    void exemptions(AiModelReview &m, const RowValues &said) const
    {
        using Systemic = AiModelReview::Systemic;
        const auto open = said.yes(u"open_source");
        const bool systemic = m.systemic == Systemic::Yes || m.systemic == Systemic::Presumed;
        if (open == true && systemic)
            m.openSource = u"free and open, but with systemic risk: nothing is spared (Art. 53(2), 54(6))"_s;
        else if (open == true && m.systemic == Systemic::Unknown)
            m.openSource = u"free and open: the documentation and the representative are spared if it has no systemic risk, which is not known (Art. 53(2), 54(6))"_s;
        else if (open == true)
            m.openSource = u"free and open, without systemic risk: its provider is spared the documentation (Art. 53(1)(a) and (b)) and the representative (Art. 54), "
                           u"not the copyright policy and the public summary of the training content (Art. 53(2), 54(6))"_s;
        else if (!open && !said.isNone(u"open_source"))
            m.openSource = u"whether its licence is free and open is not recorded, which decides on the exception of Art. 53(2)"_s;
        const double threshold = parameterValues(m_pack, {}).value(u"systemic_risk_flop"_s, 1e25);
        const auto told = said.day(u"commission_notified");
        if (told && *told <= m_asOf)
            m.notification = u"the Commission was notified on %1"_s.arg(domain::fromDay(*told).toString(Qt::ISODate));
        else if (m.compute && *m.compute > threshold && m.role == u"provider"_s)
            m.notification = u"our duty: the Commission is notified within two weeks of meeting the threshold (Art. 52(1)); %1"_s.arg(
                said.isNone(u"commission_notified") ? u"it was not"_s : u"whether it was is not recorded"_s);
        else if (m.compute && *m.compute > threshold)
            m.notification = u"its provider notifies the Commission within two weeks of meeting the threshold (Art. 52(1))"_s;
    }

    store::AttributeStore &m_store;
    store::Inventory m_inventory;
    const Pack &m_pack;
    Day m_asOf;
    const Results &m_now;
    const std::map<Day, Results> &m_later;
    const LaterDays &m_days;
    QHash<QString, QString> m_entities, m_providers, m_models;
    QHash<QString, qint64> m_modelIds;
    QSet<QString> m_tuned;
};

} // namespace

Result<AiActReview> reviewAiAct(QSqlDatabase &db, store::AttributeStore &store, const QList<Pack> &packs, Day asOf, domain::JobContext &context)
{
    const auto pack = std::find_if(packs.cbegin(), packs.cend(), [](const Pack &one) { return one.id == u"eu-ai-act"_s; });
    if (pack == packs.cend())
        return Error{ErrorCode::UnknownFramework, u"AI uses are reviewed by the rules of the AI Act, which are not there"_s, u"eu-ai-act"_s};
    Results now;
    if (const Result<void> asked = ask(now, db, store.catalogue(), *pack, asOf, false, context); !asked)
        return asked.error();
    std::map<Day, Results> later;
    for (const Rule &rule : pack->rules) {
        if (!rule.off && rule.appliesFrom && *rule.appliesFrom > asOf)
            later[*rule.appliesFrom];
        for (const LaterStart &start : rule.off ? QList<LaterStart>() : rule.appliesLater) {
            if (start.from > asOf)
                later[start.from];
        }
    }
    LaterDays days;
    {
        RunRequest request;
        request.asOf = asOf;
        RuleReader reader(db, store.catalogue(), request);
        if (const Result<void> opened = reader.open(); !opened)
            return opened.error();
        if (const Result<void> asked = askLaterDays(days, reader, *pack); !asked)
            return asked.error();
    }
    for (auto &[day, results] : later) {
        if (const Result<void> asked = ask(results, db, store.catalogue(), *pack, day, true, context); !asked)
            return asked.error();
    }
    return Reviewer(store, *pack, asOf, now, later, days).review();
}

} // namespace rules
