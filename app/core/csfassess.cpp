// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csfassess.h"

#include "core/csffacts.h"
#include "core/csfsettings.h"
#include "core/effectivevalues.h"
#include "domain/isolated.h"
#include "store/attributestore.h"
#include "store/referring.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

QString nameOf(const store::EntityHead &head) { return head.name.isEmpty() ? head.key : head.name; }

class Links
{
public:
    Links(const csf::Calculator &calculator, store::AttributeStore &values, Day today) : m_calculator(calculator), m_values(values), m_read(values), m_today(today) {}

    QList<CsfLink> of(const store::EntityHead &head)
    {
        if (head.kind == EntityKind::BusinessService) {
            const QList<qint64> systems = systemsOf(head.id);
            addIfAnswered(head.id, {}, !systems.isEmpty());
            for (const qint64 system : systems)
                addSystem(system, u"one of its systems"_s);
        } else if (head.kind == EntityKind::Workload) {
            addSystem(head.id, {});
        } else {
            add(head.id, {});
        }
        return m_links;
    }
    int systems() const { return int(m_systems.size()); }
    QStringList notFollowed() const { return m_notFollowed; }

    CsfLink link(qint64 id, const QString &via)
    {
        CsfLink link{*store::entityHead(m_values, id), via, store::csfAnswers(m_values, id), m_calculator.none(), false};
        for (const store::CsfAnswer &a : std::as_const(link.answers)) {
            if (const int index = m_calculator.indexOf(a.criterion); index >= 0 && m_calculator.criteria.at(index).answer(a.answer))
                link.numbers[index] = a.answer;
        }
        return link;
    }

    /// Of a thing that has answers: whether it stands on others, to whose answers its own merely add.
    bool standsOnOthers(const store::EntityHead &head)
    {
        return head.kind == EntityKind::Workload ? serviceInUse(head.id) != 0 : head.kind == EntityKind::BusinessService && !systemsOf(head.id).isEmpty();
    }

private:
    QList<qint64> systemsOf(qint64 business) { return store::referring(m_values, EntityKind::Workload, u"business_services"_s, business, m_today); }
    /// The service that the system runs on; 0: none is recorded, or it is out of use.
    qint64 serviceInUse(qint64 system)
    {
        const qint64 service = m_read.reference(system, EntityKind::Workload, u"service"_s);
        return service != 0 && store::stands(m_values, service, m_today) ? service : 0;
    }
    void add(qint64 id, const QString &via, bool adds = false)
    {
        if (!m_seen.insert(id).second)
            return;
        m_links.append(link(id, via));
        m_links.last().adds = adds;
    }
    void addIfAnswered(qint64 id, const QString &via, bool adds)
    {
        if (!store::csfAnswers(m_values, id).isEmpty())
            add(id, via, adds);
    }
    void addSystem(qint64 first, const QString &why)
    {
        // Not by recursion: a chain of dependencies may be long.
        QList<std::pair<qint64, QString>> open = {{first, why}};
        while (!open.isEmpty()) {
            const auto [system, via] = open.takeFirst();
            if (!m_systems.insert(system).second)
                continue;
            const QString name = nameOf(*store::entityHead(m_values, system));
            if (const qint64 service = serviceInUse(system)) {
                addIfAnswered(system, via, true);
                add(service, u"%1 runs on it"_s.arg(name));
            } else {
                if (const qint64 service = m_read.reference(system, EntityKind::Workload, u"service"_s))
                    m_notFollowed.append(u"%1, on which %2 runs, is out of use"_s.arg(isolated(nameOf(*store::entityHead(m_values, service))), isolated(name)));
                add(system, via);
            }
            for (const qint64 dependency : store::referring(m_values, EntityKind::Dependency, u"workload"_s, system, m_today)) {
                if (const qint64 target = followed(dependency, name))
                    open.append({target, u"%1 critically depends on it"_s.arg(name)});
            }
        }
    }
    /// The system that a critical dependency leads to; 0: none. What might count and leads nowhere is told.
    qint64 followed(qint64 dependency, const QString &of)
    {
        const EntityKind d = EntityKind::Dependency;
        const csf::Said critical = m_read.yesNo(dependency, d, u"critical"_s);
        if (critical == false)
            return 0;
        const qint64 target = m_read.reference(dependency, d, u"target_workload"_s);
        const QString named = m_read.text(dependency, d, u"target"_s);
        const QString on = isolated(target != 0 ? nameOf(*store::entityHead(m_values, target)) : !named.isEmpty() ? named : nameOf(*store::entityHead(m_values, dependency)));
        if (!critical)
            m_notFollowed.append(u"whether %1 critically depends on %2 is not said"_s.arg(isolated(of), on));
        else if (target == 0)
            m_notFollowed.append(u"%1 critically depends on %2, which is no system of the inventory"_s.arg(isolated(of), on));
        else if (!store::stands(m_values, target, m_today))
            m_notFollowed.append(u"%1 critically depends on %2, which is out of use"_s.arg(isolated(of), on));
        else
            return target;
        return 0;
    }

    const csf::Calculator &m_calculator;
    store::AttributeStore &m_values;
    EffectiveValues m_read;
    Day m_today;
    QList<CsfLink> m_links;
    QStringList m_notFollowed;
    std::set<qint64> m_seen, m_systems;
};

void assessLinks(const csf::Calculator &calculator, CsfAssessed &out, const csf::Weights &weights, const csf::Minimums &minimums)
{
    QList<csf::Link> claimed;
    QList<csf::Link> proved;
    for (const CsfLink &link : std::as_const(out.links)) {
        QList<bool> evidenced(calculator.criteria.size(), false);
        for (const store::CsfAnswer &a : link.answers) {
            if (const int index = calculator.indexOf(a.criterion); index >= 0)
                evidenced[index] = a.isEvidenced();
        }
        claimed.append({link.numbers, link.adds});
        proved.append({csf::onlyEvidenced(link.numbers, evidenced), link.adds});
    }
    out.weakest = csf::weakestLink(calculator, claimed);
    out.claimed = csf::assess(calculator, out.weakest, weights, minimums);
    out.evidenced = csf::assess(calculator, csf::weakestLink(calculator, proved), weights, minimums);
    csf::keepBelow(out.evidenced, out.claimed);
}

} // namespace

QList<csf::Link> CsfAssessed::numbers() const
{
    QList<csf::Link> list;
    for (const CsfLink &link : links)
        list.append({link.numbers, link.adds});
    return list;
}

Result<CsfAssessed> csfAssess(const CsfGround &ground, store::AttributeStore &values, qint64 entity, const csf::Weights &weights,
                              const csf::Minimums &minimums, Day today)
{
    const auto head = store::entityHead(values, entity);
    if (!head)
        return Error{ErrorCode::UnknownEntity, {}, QString::number(entity)};
    if (!store::isAssessable(head->kind))
        return Error{ErrorCode::Refused, u"assessed are services, systems and business services (service:KEY, workload:KEY, business_service:KEY)"_s,
                     kindName(head->kind) + u':' + head->key};
    CsfAssessed out;
    out.thing = *head;
    Links links(ground.calculator, values, today);
    out.links = links.of(*head);
    out.systems = links.systems();
    out.notFollowed = links.notFollowed();
    assessLinks(ground.calculator, out, weights, minimums);
    out.proposals = csf::propose(ground.calculator, csfFactsOf(values, ground.countries, entity, today));
    return out;
}

QList<CsfScore> csfScores(const csf::Calculator &calculator, store::AttributeStore &values, const csf::WeakestLink &weakest)
{
    QList<CsfScore> scores;
    for (const csf::Weights &set : csfWeightSets(calculator, values)) {
        const csf::Assessment a = csf::assess(calculator, weakest, set);
        scores.append({set.id, set.label, a.score, a.possible});
    }
    return scores;
}

CsfAssessed csfAssessAll(const csf::Calculator &calculator, store::AttributeStore &values, const csf::Weights &weights, const csf::Minimums &minimums, Day today)
{
    CsfAssessed out;
    Links links(calculator, values, today);
    for (const qint64 entity : store::csfAssessed(values, today)) {
        out.links.append(links.link(entity, {}));
        out.links.last().adds = links.standsOnOthers(out.links.constLast().thing);
    }
    assessLinks(calculator, out, weights, minimums);
    return out;
}

Result<qint64> csfAnswer(const CsfGround &ground, store::AttributeStore &values, qint64 entity, QList<store::CsfAnswer> answers, const QString &who,
                         const QDateTime &at)
{
    const auto head = store::entityHead(values, entity);
    if (!head)
        return Error{ErrorCode::UnknownEntity, {}, QString::number(entity)};
    // A proposal is confirmed by a person, as an article is answered by one; taking an answer back says nothing.
    if (who.trimmed().isEmpty() && std::any_of(answers.cbegin(), answers.cend(), [](const store::CsfAnswer &a) { return a.answer != 0; }))
        return Error{ErrorCode::InvalidValue, u"say who answers: a function or a name"_s, nameOf(*head)};
    const csf::Calculator &calculator = ground.calculator;
    const QList<csf::Proposal> proposals = csf::propose(calculator, csfFactsOf(values, ground.countries, entity, toDay(at.date())));
    for (store::CsfAnswer &a : answers) {
        const int index = calculator.indexOf(a.criterion);
        if (index < 0)
            return Error{ErrorCode::InvalidValue, u"there is no such criterion: they run from 1.1 to 8.4"_s, a.criterion};
        if (a.answer != 0 && !calculator.criteria.at(index).answer(a.answer))
            return Error{ErrorCode::InvalidValue, u"it has the answers 1 to %1"_s.arg(calculator.criteria.at(index).answers.size()), a.criterion};
        const auto it = std::find_if(proposals.begin(), proposals.end(), [index](const csf::Proposal &p) { return p.criterion == index; });
        if (it == proposals.end()) {
            a.proposed = 0;
            a.fact.clear();
            continue;
        }
        // What the facts only rule out from above leaves a lower answer to the person: it is within what is proposed.
        a.proposed = it->atMost && a.answer != 0 ? std::min(a.answer, it->answer) : it->answer;
        a.fact = it->atMost ? u"at most answer %1: %2"_s.arg(it->answer).arg(it->fact) : it->fact;
    }
    const QString title = answers.size() == 1 ? u"Assess %1: criterion %2"_s.arg(nameOf(*head), answers.constFirst().criterion)
                                              : u"Assess %1: %2 criteria"_s.arg(nameOf(*head)).arg(answers.size());
    return store::giveCsfAnswers(values, entity, answers, title, who, at);
}

} // namespace app
