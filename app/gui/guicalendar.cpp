// SPDX-License-Identifier: GPL-3.0-or-later
// What comes, as the overview and the calendar's page show it.
#include "core/calendar.h"
#include "core/withstore.h"
#include "gui/guibackend.h"
#include "gui/guidays.h"
#include "gui/translate.h"
#include "pages/narrowing.h"
#include "pages/calendardata.h"
#include "store/connectionscope.h"

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

/// How far the overview and the page look ahead, in days.
constexpr Day OverviewHorizon = 550;

/// What the chip says that lists what comes together on a day.
QString listWords(const QString &what)
{
    static const QHash<QString, QString> table = {{u"certificate"_s, u"Certificates that lapse on %1"_s},
                                                  {u"contract"_s, u"Contracts that end on %1"_s},
                                                  {u"dpf"_s, u"EU-US DPF certificates that lapse on %1"_s},
                                                  {u"acceptance"_s, u"Acceptances that expire on %1"_s},
                                                  {u"plan"_s, u"Plans due on %1"_s}};
    return table.value(what);
}

/// Where the row leads: to the one thing, to the list of several, to the framework's requirements; else to its own details.
void addDoor(CalendarRow &row, const Coming &c, const FilterState &filter)
{
    const QString day = row.date.toString(Qt::ISODate);
    if (c.entities.size() == 1) {
        row.entity = c.entities.constFirst();
    } else if (c.what == u"requirement"_s) {
        row.filter = filter;
        row.filter.framework = c.framework;
        row.page = u"frameworks"_s;
    } else if (c.what == u"review"_s) {
        QStringList ids;
        for (const qint64 entity : c.entities)
            ids.append(QString::number(entity));
        row.filter = filter;
        row.filter.kind = c.kind;
        row.filter.narrow(u"things"_s, ids.join(u','), u"Answers to be reviewed on %1"_s.arg(day));
        row.page = u"inventory"_s;
    } else if (!c.entities.isEmpty()) {
        row.filter = filter;
        row.filter.kind = c.kind;
        row.filter.attr.clear();
        row.filter.attrValue.clear();
        row.filter.narrow(u"day"_s, u"%1:%2"_s.arg(c.what).arg(c.day), listWords(c.what).arg(day));
        row.page = u"inventory"_s;
    } else if (!c.issues.isEmpty()) {
        row.filter = filter.about();
        row.filter.narrow(u"plan"_s, u"due:%1"_s.arg(c.day), listWords(c.what).arg(day));
        row.page = u"issues"_s;
    } else if (!c.rules.isEmpty()) {
        row.filter.framework = c.framework;
        row.page = u"issues"_s;
    } else if (!c.country.isEmpty()) {
        // Who it touches: the transfers that go there.
        row.filter = filter.about();
        row.filter.kind = EntityKind::Transfer;
        row.filter.attr = u"importer_country"_s;
        row.filter.attrValue = c.country;
        row.page = u"inventory"_s;
    } else if (c.sort == text::ComingSort::Declaration && c.kind) {
        row.filter.kind = c.kind;
        row.page = u"inventory"_s;
    }
}

} // namespace

CalendarRow calendarRow(const Coming &c, const FilterState &filter)
{
    CalendarRow row;
    row.date = fromDay(c.day);
    row.kind = c.event;
    row.sort = c.what;
    row.count = c.count;
    row.text = c.count > 1 && c.rules.isEmpty() ? u"%1: %2"_s.arg(c.count).arg(c.subject) : c.subject;
    row.change = c.change;
    row.article = c.article;
    row.url = c.url;
    row.confidence = c.confidence;
    row.framework = c.framework;
    const QStringList headings = c.change.split(u'\n');
    for (qsizetype i = 0; i < c.rules.size(); ++i)
        row.requirements.append({c.rules.at(i), headings.value(i)});
    addDoor(row, c, filter);
    return row;
}

Result<void> GuiBackend::fillCalendar(store::AttributeStore &values, const store::Estate &estate, OverviewData &out, const FilterState &whole) const
{
    const FilterState filter = narrowingForDates(whole);
    const Day today = toDay(out.info.asOf.isValid() ? out.info.asOf : m_clock.today());
    const Result<QList<Coming>> coming = comingDays(m_services, values, PageFilterOf(filter).value, out.info.frameworks, today, today + OverviewHorizon, &estate);
    if (!coming)
        return coming.error();
    for (const Coming &c : *coming)
        out.calendar.append(calendarRow(c, filter));
    return {};
}

Result<CalendarData> GuiBackend::calendar(const QString &path, const FilterState &whole)
{
    const FilterState filter = narrowingForDates(whole);
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    const WorkspaceInfo info = infoOf(values, path);
    CalendarData out;
    out.today = m_clock.today();
    out.asOf = info.asOf.isValid() ? info.asOf : out.today;
    const Day from = toDay(out.asOf);
    const Result<QList<Coming>> coming = comingDays(m_services, values, PageFilterOf(filter).value, info.frameworks, from, comingUntil(from));
    if (!coming)
        return coming.error();
    out.until = fromDay(comingUntil(from));
    for (const Coming &c : *coming)
        out.rows.append({calendarRow(c, filter), c.sort});
    return out;
}

} // namespace app
