// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lawdates.h"

#include "store/referenceresource.h"

#include <QDate>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

Result<QList<LawDate>> lawDates()
{
    const Result<ReferenceResource> resource = ReferenceResource::read("law_dates.json"_L1);
    if (!resource)
        return resource.error();
    QList<LawDate> out;
    const QJsonArray list = resource->list("dates"_L1);
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QJsonObject o = list.at(i).toObject();
        const auto text = [&o](QLatin1String name) { return o.value(name).toString(); };
        const QDate day = QDate::fromString(text("date"_L1), Qt::ISODate);
        if (!day.isValid() || text("name"_L1).isEmpty() || text("change"_L1).isEmpty())
            return Error{ErrorCode::SchemaMismatch, u"a date of a law needs a date, a name and what changes"_s, u"%1#/dates/%2"_s.arg(resource->path).arg(i)};
        out.append({toDay(day), text("framework"_L1), text("name"_L1), text("change"_L1), text("article"_L1), text("url"_L1), text("confidence"_L1)});
    }
    std::stable_sort(out.begin(), out.end(), [](const LawDate &a, const LawDate &b) { return a.day < b.day; });
    return out;
}

} // namespace store
