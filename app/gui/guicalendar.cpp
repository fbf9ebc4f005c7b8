// SPDX-License-Identifier: GPL-3.0-or-later
// What comes: dates of the inventory, of the chosen frameworks and of the reference data.
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "store/answers.h"
#include "store/lawdates.h"
#include "store/pages/overviewqueries.h"
#include "text/wordtext.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr Day Horizon = 550;

struct Words
{
    QString one, many, list;
};

// What is said of one thing, of several, and on the chip that lists them.
Words wordsOf(const QString &what)
{
    static const QHash<QString, Words> table = {
        {u"certificate"_s, {u"Certificate lapses"_s, u"Certificates lapse"_s, u"Certificates that lapse on %1"_s}},
        {u"contract"_s, {u"Contract ends"_s, u"Contracts end"_s, u"Contracts that end on %1"_s}},
        {u"dpf"_s, {u"EU-US DPF certificate lapses"_s, u"EU-US DPF certificates lapse"_s, u"EU-US DPF certificates that lapse on %1"_s}},
        {u"acceptance"_s, {u"Acceptance expires"_s, u"Acceptances expire"_s, u"Acceptances that expire on %1"_s}},
        {u"adequacy"_s, {u"Adequacy decision expires"_s, u"Adequacy decisions expire"_s, {}}}};
    return table.value(what);
}

/// "PCI_DSS, Cardwerk Processing" as "PCI DSS, Cardwerk Processing".
QString certificateName(const QString &name)
{
    const QString scheme = name.section(u", "_s, 0, 0);
    return text::valueWord(scheme) + name.mid(scheme.size());
}

EntityKind kindOf(const QString &what)
{
    return what == u"contract"_s ? EntityKind::Contract : what == u"dpf"_s ? EntityKind::ContractingEntity : EntityKind::Certification;
}

/// Days on which requirements of the chosen frameworks start to apply, or apply for the last time.
void addLawDates(QList<CalendarRow> &rows, const QList<rules::Pack> &packs, const QStringList &chosen, Day from, Day until)
{
    const auto ahead = [&](const std::optional<Day> &day) { return day && *day >= from && *day <= until; };
    for (const rules::Pack &pack : packs) {
        if (!chosen.isEmpty() && !chosen.contains(pack.id))
            continue;
        QMap<std::pair<Day, QString>, QStringList> turns;
        for (const rules::Rule &rule : pack.rules) {
            // A rule without a day of its own applies with its framework.
            const std::optional<Day> starts = rule.appliesFrom ? rule.appliesFrom : pack.appliesFrom;
            if (ahead(starts))
                turns[{*starts, u"Starts to apply"_s}].append(rule.heading);
            if (ahead(rule.appliesUntil))
                turns[{*rule.appliesUntil, u"Applies until"_s}].append(rule.heading);
        }
        for (auto it = turns.cbegin(); it != turns.cend(); ++it) {
            CalendarRow row;
            row.date = fromDay(it.key().first);
            row.kind = it.key().second;
            row.text = text::shortFramework(pack.id, pack.title) + u": "_s + (it->size() == 1 ? it->constFirst() : u"%1 requirements"_s.arg(it->size()));
            row.filter.framework = pack.id;
            row.page = u"issues"_s;
            rows.append(row);
        }
    }
}

/// What the reference data knows of laws to come, whether there are rules for them yet or not.
Result<void> addKnownDates(QList<CalendarRow> &rows, const QString &only, Day from, Day until)
{
    const Result<QList<store::LawDate>> dates = store::lawDates();
    if (!dates)
        return dates.error();
    for (const store::LawDate &d : *dates) {
        if (d.day < from || d.day > until || (!only.isEmpty() && !only.split(u',').contains(d.framework)))
            continue;
        CalendarRow row;
        row.date = fromDay(d.day);
        row.kind = u"Law changes"_s;
        row.text = d.name + u": "_s + d.change;
        row.change = d.change;
        row.article = d.article.isEmpty() ? d.name : u"%1, %2"_s.arg(d.name, d.article);
        row.url = d.url;
        row.confidence = d.confidence;
        rows.append(row);
    }
    return {};
}

/// Answers that count until a day; of the whole organisation, since a filter says nothing of who has to look at them again.
void addReviews(QList<CalendarRow> &rows, store::AttributeStore &values, Day from, Day until)
{
    constexpr int most = 5000;
    QMap<Day, QList<store::ReviewDue>> days;
    for (const store::ReviewDue &due : store::reviewsDue(values, from, until, most))
        days[due.on].append(due);
    for (auto it = days.cbegin(); it != days.cend(); ++it) {
        CalendarRow row;
        row.date = fromDay(it.key());
        row.sort = u"review"_s;
        row.count = static_cast<int>(it->size());
        row.kind = row.count == 1 ? u"Answer to be reviewed"_s : u"Answers to be reviewed"_s;
        QStringList names;
        for (const store::ReviewDue &due : it->mid(0, 5)) {
            const Attribute *a = values.catalogue().attribute(due.kind, due.attr);
            names.append(u"%1 of %2"_s.arg(a ? a->label : due.attr, text::shownName(due.name, due.key)));
        }
        if (it->size() > names.size())
            names.append(u"%1 more"_s.arg(it->size() - names.size()));
        row.text = row.count == 1 ? names.constFirst() : u"%1: %2"_s.arg(row.count).arg(names.join(u"; "_s));
        row.change = u"After this day they count as not said, until somebody answers again"_s;
        row.entity = row.count == 1 ? it->constFirst().entity : 0;
        rows.append(row);
    }
}

} // namespace

Result<void> GuiBackend::fillCalendar(store::AttributeStore &values, OverviewData &out, const FilterState &filter) const
{
    const PageFilterOf f(filter);
    const Day today = toDay(out.info.asOf.isValid() ? out.info.asOf : m_clock.today());
    QMap<std::pair<Day, QString>, QList<store::DatedEntity>> days;
    for (const store::DatedEntity &d : store::comingDates(values, f.value, today, today + Horizon))
        days[{d.day, d.what}].append(d);
    for (auto it = days.cbegin(); it != days.cend(); ++it) {
        const auto &[day, what] = it.key();
        const Words words = wordsOf(what);
        CalendarRow row;
        row.date = fromDay(day);
        row.sort = what;
        row.count = static_cast<int>(it->size());
        row.kind = row.count == 1 ? words.one : words.many;
        QStringList names;
        for (const store::DatedEntity &d : *it)
            names.append(what == u"certificate"_s ? certificateName(d.name) : d.name);
        row.text = row.count == 1 ? names.constFirst() : u"%1: %2"_s.arg(row.count).arg(names.join(u"; "_s));
        if (row.count == 1) {
            row.entity = it->constFirst().entity;
        } else if (!words.list.isEmpty()) {
            row.filter = filter;
            if (what == u"acceptance"_s)
                row.filter.kind.reset();   // gaps of things of all kinds
            else
                row.filter.kind = kindOf(what);
            row.filter.attr.clear();
            row.filter.attrValue.clear();
            row.page = u"inventory"_s;
            row.filter.narrow(u"day"_s, u"%1:%2"_s.arg(what).arg(day), words.list.arg(row.date.toString(Qt::ISODate)));
        }
        out.calendar.append(row);
    }
    for (const store::DatedName &d : store::expiringDecisions(values, today, today + Horizon)) {
        CalendarRow row;
        row.date = fromDay(d.day);
        row.kind = wordsOf(d.what).one;
        row.text = u"%1, %2"_s.arg(countryName(d.subject), d.name);
        row.change = u"The decision ends; transfers to %1 then need another ground"_s.arg(countryName(d.subject));
        // Who it touches: the transfers that go there.
        row.filter = filter.about();
        row.filter.kind = EntityKind::Transfer;
        row.filter.attr = u"importer_country"_s;
        row.filter.attrValue = d.subject;
        row.page = u"inventory"_s;
        out.calendar.append(row);
    }
    if (filter.about().isEmpty())
        addReviews(out.calendar, values, today, today + Horizon);
    addLawDates(out.calendar, m_services.packs(), out.info.frameworks, today, today + Horizon);
    if (const Result<void> added = addKnownDates(out.calendar, filter.framework, today, today + Horizon); !added)
        return added;
    std::stable_sort(out.calendar.begin(), out.calendar.end(), [](const auto &a, const auto &b) { return a.date < b.date; });
    return {};
}

} // namespace app
