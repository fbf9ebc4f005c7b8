// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportcoming.h"

#include "text/wordtext.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

constexpr int Months = 12;

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
    for (const Coming &c : *coming) {
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
