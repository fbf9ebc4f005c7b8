// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportcoming.h"

#include "core/services.h"
#include "text/wordtext.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

constexpr int Months = 12;

/// Of laws and recognitions a report tells those of its frameworks; a copy stands for what it was copied from.
bool belongs(const Coming &c, const QStringList &frameworks)
{
    switch (c.sort) {
    case text::ComingSort::Law: return frameworks.contains(c.framework);
    case text::ComingSort::Recognition: return frameworks.contains(u"gdpr"_s);
    default: return true;
    }
}

} // namespace

Result<void> gatherComing(const Services &services, store::AttributeStore &values, store::PageFilter filter, const QStringList &only, const QStringList &judged, Day from,
                          report::ReportInput &out)
{
    if (!only.isEmpty())
        filter.framework = only.join(u',');
    out.comingUntil = fromDay(from).addMonths(Months);
    const Result<QList<Coming>> coming = comingDays(services, values, filter, judged, from, toDay(out.comingUntil));
    if (!coming)
        return coming.error();
    QStringList frameworks = judged;
    for (const QString &id : judged) {
        if (const rules::Pack *pack = services.pack(id); pack && !pack->origin.isEmpty())
            frameworks.append(pack->origin);
    }
    for (const Coming &c : *coming) {
        if (!belongs(c, frameworks))
            continue;
        report::Coming row;
        row.day = fromDay(c.day);
        row.sort = text::comingSortLabel(c.sort);
        row.sortId = text::comingSortName(c.sort);
        row.event = c.event;
        row.subject = c.subject;
        row.count = c.count;
        row.framework = c.framework;
        row.rules = c.rules;
        row.change = c.change;
        row.article = c.article;
        row.url = c.url;
        row.confidence = c.confidence.isEmpty() ? QString() : text::confidenceWord(c.confidence);
        out.coming.append(row);
    }
    return {};
}

} // namespace app
