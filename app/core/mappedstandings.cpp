// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mappedstandings.h"

#include "rules/evaluator.h"
#include "store/completeness.h"
#include "store/requirementanswers.h"
#include "store/pages/listqueries.h"
#include "text/wordtext.h"

#include <QDate>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Result;

namespace app {
namespace {

QString nameIn(store::AttributeStore &values, qint64 entity)
{
    const auto head = store::entityHead(values, entity);
    return head ? text::shownName(head->name, head->key) : QString();
}

} // namespace

Result<MappedStandings> MappedStandings::of(const Services &services, QSqlDatabase &db, store::AttributeStore &values,
                                            const QHash<QString, rules::StatusCounts> &results, domain::Day asOf)
{
    MappedStandings out(services);
    // Rule sets of the organisation's own have lists too, which nothing is mapped to.
    const std::shared_ptr<const Shelf> shelf = services.shelf();
    QList<rules::RequirementList> lists = services.requirements();
    for (const rules::Pack &pack : shelf->packs) {
        if (services.requirementList(pack.id))
            continue;
        const Result<rules::RequirementList> own = rules::requirementsOf(pack);
        if (!own)
            return own.error();
        lists.append(*own);
    }
    const QList<domain::EntityKind> silent = store::neverRecorded(values, asOf);
    for (const rules::Pack &pack : shelf->packs) {
        for (const rules::Rule &rule : pack.rules) {
            if (results.contains(rule.id) && !rule.off && silent.contains(rule.entity) && !rules::statusByDate(pack, rule, asOf))
                out.m_unrecorded.insert(rule.id);
        }
    }
    rules::RuleKinds kinds = rules::kindsOf(shelf->packs);
    kinds.unrecorded = out.m_unrecorded;
    const Result<rules::FoundByPeople> found = rules::foundByPeople(db, services.catalogue, shelf->packs, store::requirementAnswers(values), asOf);
    if (!found)
        return found.error();
    out.m_found = *found;
    for (const auto &[requirement, by] : out.m_found) {
        for (const domain::RequirementAnswer &a : by.answers) {
            out.m_names.insert(a.entity, nameIn(values, a.entity));
            out.m_keys.insert(a.entity, a.entity == 0 ? QString() : values.keyOf(a.entity));
        }
        for (const qint64 id : by.missing + by.perhaps)
            out.m_names.insert(id, nameIn(values, id));
    }
    const Result<QHash<QString, rules::ForWhom>> whom = rules::forWhom(db, services.catalogue, shelf->packs, asOf);
    if (!whom)
        return whom.error();
    out.m_standings = rules::standingsOf(lists, results, kinds, out.m_found, *whom);
    const Result<QList<rules::HeldCertificates>> held = rules::heldCertificates(db, services.catalogue, services.requirements(), asOf);
    if (!held)
        return held.error();
    out.m_held = *held;
    for (const rules::HeldCertificates &h : out.m_held) {
        const rules::RequirementList *list = services.requirementList(h.list);
        text::CertificateWords words{services.listName(h.list), nameIn(values, h.holder), h.until ? domain::fromDay(*h.until).toString(Qt::ISODate) : QString(),
                                     {}, static_cast<int>(h.perhaps.size()), h.own, h.customerShareKnown, list ? list->leaves : QString()};
        // One product in several regions is several services: the key tells them apart.
        QHash<QString, int> named;
        for (const qint64 service : h.services)
            ++named[nameIn(values, service)];
        for (const qint64 service : h.services) {
            const QString name = nameIn(values, service);
            words.services.append(named.value(name) > 1 ? u"%1 (%2)"_s.arg(name, values.keyOf(service)) : name);
        }
        words.services.sort();
        out.m_words.append(words);
    }
    return out;
}

QStringList MappedStandings::unrecordedOf(const rules::Pack &pack) const
{
    QStringList out;
    for (const domain::KindInfo &info : m_services->catalogue.kinds()) {
        if (std::any_of(pack.rules.cbegin(), pack.rules.cend(), [&](const rules::Rule &rule) { return rule.entity == info.kind && isUnrecorded(rule.id); }))
            out.append(info.labelPlural);
    }
    return out;
}

rules::RequirementResult MappedStandings::result(const rules::ListedRequirement &requirement) const
{
    const auto it = m_standings.find(requirement);
    return it == m_standings.end() ? rules::RequirementResult() : it->second.result;
}

const rules::PeoplesFinding *MappedStandings::found(const rules::ListedRequirement &requirement) const
{
    const auto it = m_found.find(requirement);
    return it == m_found.end() ? nullptr : &it->second;
}

QStringList MappedStandings::missing(const rules::ListedRequirement &requirement) const
{
    QStringList out, perhaps;
    if (const rules::PeoplesFinding *by = found(requirement)) {
        for (const qint64 id : by->missing)
            out.append(m_names.value(id));
        for (const qint64 id : by->perhaps)
            perhaps.append(u"%1 (not known whether the framework concerns it)"_s.arg(m_names.value(id)));
    }
    out.sort();
    perhaps.sort();
    return out + perhaps;
}

QString MappedStandings::forWhom(const domain::RequirementAnswer &a) const { return a.entity == 0 ? u"the whole organisation"_s : m_names.value(a.entity); }

rules::Following MappedStandings::following(const rules::ListedRequirement &requirement) const
{
    return rules::followingFor(requirement, m_standings, m_services->mappings(), m_held);
}

rules::Coverage MappedStandings::coverage(const rules::RequirementList &list) const
{
    return rules::coverageOf(list, m_standings, m_services->mappings(), m_held);
}

QString MappedStandings::evidenceWords(const rules::Evidence &e) const
{
    const QString way = e.mapping ? m_services->listName(e.mapping->to.list) + u' ' + e.mapping->to.id : QString();
    return text::evidenceWords(m_words.at(e.certificates), way, e.whole);
}

} // namespace app
