// SPDX-License-Identifier: GPL-3.0-or-later
// Frameworks beside each other: what a requirement speaks to elsewhere, and two lists compared.
#include "gui/guibackend.h"
#include "gui/requirementelsewhere.h"
#include "rules/listcomparison.h"
#include "store/connectionscope.h"
#include "text/wordtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

QString packOf(const QString &list) { return list.section(u'@', 0, 0); }

LegalStatus legalOf(const Services &services, const QString &list)
{
    const rules::Pack *pack = services.pack(packOf(list));
    return pack ? pack->legalStatus : LegalStatus::Law;
}

QString sourceWords(const rules::MappingSource &source)
{
    return u"%1 (%2)%3"_s.arg(source.note, text::confidenceWord(source.confidence), source.answersStay.isEmpty() ? QString() : u' ' + source.answersStay);
}

QString listedName(const Services &services, const rules::ListedRequirement &r) { return services.listName(r.list) + u' ' + r.id; }

ComparedSide sideOf(const rules::RequirementList &list, const MappedStandings &mapped, const Services &services, const Newest &newest)
{
    ComparedSide out;
    out.list = list.id;
    out.name = services.listName(list.id);
    out.note = list.note;
    out.legal = legalOf(services, list.id);
    out.judged = newest.judged.contains(packOf(list.id));
    for (const rules::Requirement &r : list.requirements) {
        const rules::ListedRequirement id{list.id, r.id};
        out.rows.append({r.id, r.title, mapped.result(id), mapped.following(id).isServed()});
    }
    return out;
}

} // namespace

RequirementLinks elsewhere(const rules::ListedRequirement &requirement, const MappedStandings &mapped, const Services &services, const Newest &newest)
{
    RequirementLinks out;
    const rules::Following following = mapped.following(requirement);
    out.served = following.isServed();
    out.refuted = following.isRefuted();
    out.evidenced = following.isEvidenced();
    for (const rules::Mapping &m : services.mappings().from(requirement)) {
        RequirementLink link;
        link.to = m.to;
        link.framework = services.listName(m.to.list);
        const rules::RequirementList *list = services.requirementList(m.to.list);
        const rules::Requirement *other = list ? list->requirement(m.to.id) : nullptr;
        link.title = other ? other->title : QString();
        link.words = m.words;
        link.source = sourceWords(services.mappings().sourceOf(m));
        link.by = m.by ? listedName(services, *m.by) : QString();
        link.relation = m.relation;
        link.legal = legalOf(services, m.to.list);
        link.result = mapped.result(m.to);
        link.judged = newest.judged.contains(packOf(m.to.list));
        link.serves = following.serves.contains(m);
        link.refutes = following.refutes.contains(m);
        out.links.append(link);
    }
    for (const rules::Evidence &e : following.evidence)
        out.evidence.append(mapped.evidenceWords(e));
    return out;
}

Result<FrameworkComparison> GuiBackend::compareFrameworks(const QString &path, const QString &left, const QString &right)
{
    const rules::RequirementList *a = m_services.requirementList(left);
    const rules::RequirementList *b = m_services.requirementList(right);
    if (!a || !b)
        return Error{ErrorCode::UnknownEntity, u"there is no framework \"%1\""_s.arg(a ? right : left), a ? right : left};
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    const Newest newest(values);
    const Result<MappedStandings> mapped = MappedStandings::of(m_services, scope.db(), values, newest.results, judgedOn(values));
    if (!mapped)
        return mapped.error();
    const rules::ListComparison compared = rules::compareLists(*a, *b, m_services.mappings());
    FrameworkComparison out;
    out.left = sideOf(*a, *mapped, m_services, newest);
    out.right = sideOf(*b, *mapped, m_services, newest);
    out.left.mapped = compared.leftMapped;
    out.right.mapped = compared.rightMapped;
    for (const rules::Mapping &m : compared.pairs)
        out.pairs.append({m.from.id, m.to.id, m.words, m.by ? listedName(m_services, *m.by) : QString(), m.relation});
    out.onlyLeft = compared.onlyLeft;
    out.onlyRight = compared.onlyRight;
    for (const rules::MappingSource &s : compared.sources)
        out.sources.append(sourceWords(s));
    return out;
}

} // namespace app
