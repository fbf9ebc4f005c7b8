// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/askedwords.h"

#include "core/services.h"
#include "store/attributestore.h"
#include "store/pages/listqueries.h"
#include "store/questionnaires.h"
#include "text/questiontext.h"
#include "text/wordtext.h"

using namespace domain;

namespace app {

AskedWords askedWords(const Services &services, store::AttributeStore &values, const store::AskedItem &item)
{
    const KindInfo &info = services.catalogue.kind(item.kind);
    const Attribute *a = item.attr.isEmpty() ? nullptr : info.find(item.attr);
    const QString question = text::questionSentence(info, a);
    if (!a)
        return {question, info.labelPlural, {}};
    const qint64 id = values.find(item.kind, item.key);
    const auto head = id == 0 ? std::nullopt : store::entityHead(values, id);
    return {question, head ? text::shownName(head->name, head->key) : item.key, item.key};
}

} // namespace app
