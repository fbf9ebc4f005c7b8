// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/askedwords.h"

#include "core/requirementlists.h"
#include "core/services.h"
#include "store/attributestore.h"
#include "store/pages/listqueries.h"
#include "store/questionnaires.h"
#include "text/questiontext.h"
#include "text/wordtext.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {

AskedWords askedWords(const Services &services, store::AttributeStore &values, const store::AskedItem &item)
{
    if (item.isRequirement()) {
        const Result<rules::RequirementList> list = listNamed(item.list, services);
        const rules::Requirement *r = list ? list->requirement(item.key) : nullptr;
        const QString words = r ? item.key + u' ' + r->title : item.key;
        const qint64 entity = item.attr.isEmpty() ? 0 : values.find(EntityKind::LegalEntity, item.attr);
        const auto of = entity == 0 ? std::nullopt : store::entityHead(values, entity);
        return {of ? u"Is it met at %1: %2?"_s.arg(text::shownName(of->name, of->key), words) : u"Is it met: %1?"_s.arg(words), services.listName(item.list), item.key, item.key};
    }
    const KindInfo &info = services.catalogue.kind(item.kind);
    const Attribute *a = item.attr.isEmpty() ? nullptr : info.find(item.attr);
    const QString question = text::questionSentence(info, a);
    if (!a)
        return {question, info.labelPlural, {}, u"Register complete"_s};
    const qint64 id = values.find(item.kind, item.key);
    const auto head = id == 0 ? std::nullopt : store::entityHead(values, id);
    return {question, head ? text::shownName(head->name, head->key) : item.key, item.key, a->label};
}

} // namespace app
