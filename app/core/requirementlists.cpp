// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/requirementlists.h"

#include "core/services.h"
#include "domain/cellvalues.h"
#include "rules/peoplesrules.h"
#include "store/attributestore.h"
#include "store/pages/listqueries.h"
#include "store/pages/reportqueries.h"
#include "store/requirementanswers.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {

Result<rules::RequirementList> listNamed(const QString &id, const Services &services)
{
    if (const rules::RequirementList *known = services.requirementList(id))
        return *known;
    if (const rules::Pack *own = services.pack(id))
        return rules::requirementsOf(*own);
    QStringList ids;
    for (const rules::Pack &pack : services.packs())
        ids.append(pack.id);
    const QString nearest = nearestName(id, ids);
    return Error{ErrorCode::UnknownEntity, u"there is no framework \"%1\"%2"_s.arg(id, nearest.isEmpty() ? QString() : u"; did you mean \"%1\"?"_s.arg(nearest)), id};
}

Result<void> answerable(const rules::RequirementList &list, const QString &number)
{
    const rules::Requirement *requirement = list.requirement(number);
    if (!requirement) {
        QStringList numbers;
        for (const rules::Requirement &r : list.requirements)
            numbers.append(r.id);
        const QString nearest = nearestName(number, numbers);
        return Error{ErrorCode::UnknownEntity, u"%1 has no requirement \"%2\"%3"_s.arg(list.id, number, nearest.isEmpty() ? QString() : u"; did you mean \"%1\"?"_s.arg(nearest)), number};
    }
    if (list.assessed)
        return Error{ErrorCode::Refused, u"the criteria of %1 are answered for each service, system or business service (bailiwick-cli assess)"_s.arg(list.id), number};
    if (!rules::isForPeople(list, *requirement))
        return Error{ErrorCode::Refused, u"%1 %2 is decided by rules (%3): answer what they ask for (bailiwick-cli questions)"_s.arg(list.id, number, requirement->rules.join(u", "_s)), number};
    return {};
}

Result<qint64> legalEntityNamed(const QString &key, store::AttributeStore &values)
{
    if (const qint64 found = values.find(EntityKind::LegalEntity, key); found != 0)
        return found;
    QStringList keys;
    for (const qint64 id : store::orderedIds(values, EntityKind::LegalEntity, {}, {}, false))
        keys.append(values.keyOf(id));
    const QString nearest = nearestName(key, keys);
    return Error{ErrorCode::UnknownEntity, u"there is no legal entity \"%1\" in the workspace%2"_s.arg(key, nearest.isEmpty() ? QString() : u"; did you mean \"%1\"?"_s.arg(nearest)), key};
}

Result<qint64> concernedEntityNamed(const QString &key, const rules::RequirementList &list, const Services &services, QSqlDatabase &db, store::AttributeStore &values, Day day)
{
    const Result<qint64> entity = legalEntityNamed(key, values);
    const rules::Pack *pack = services.pack(list.id.section(u'@', 0, 0));
    if (!entity || !pack)
        return entity;
    const Result<bool> holds = rules::answerWouldHold(db, services.catalogue, *pack, *entity, day);
    if (!holds)
        return holds.error();
    if (*holds)
        return entity;
    return Error{ErrorCode::Refused,
                 u"%1 does not concern %2 by what is recorded of it%3: an answer for it would count for nobody; mend what is recorded, or answer for a legal entity that is concerned"_s.arg(
                     list.id, store::displayName(values, *entity), pack->concernsWords.isEmpty() ? QString() : u" (it concerns %1)"_s.arg(pack->concernsWords)),
                 key};
}

QStringList shortcomingsOfNobody(store::AttributeStore &values, const QStringList &frameworks, Day day)
{
    QStringList out;
    if (!store::orderedIds(values, EntityKind::LegalEntity, {}, {}, false).isEmpty())
        return out;
    for (const RequirementAnswer &a : store::requirementAnswers(values)) {
        if (isShortcoming(a.state) && a.countsOn(day) && (frameworks.isEmpty() || frameworks.contains(a.list)))
            out.append(a.list + u' ' + a.requirement);
    }
    return out;
}

QString ofNobodyWords(const QStringList &shortcomings)
{
    if (shortcomings.isEmpty())
        return {};
    const bool one = shortcomings.size() == 1;
    return u"%1 %2 found not met, or met in part, and %3 no finding: no legal entity is recorded whose it would be. %4 counted with %5 requirements (frameworks ID); record whom it is about"_s
        .arg(shortcomings.join(u", "_s), one ? u"is"_s : u"are"_s, one ? u"makes"_s : u"make"_s, one ? u"It is"_s : u"They are"_s, one ? u"its framework's"_s : u"their frameworks'"_s);
}

} // namespace app
