// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar.h"

#include "core/services.h"
#include "store/answers.h"
#include "store/completeness.h"
#include "store/lawdates.h"
#include "store/estate/estate.h"
#include "store/pages/listqueries.h"
#include "store/pages/overviewqueries.h"
#include "store/requirementanswers.h"
#include "text/issuetext.h"
#include "text/switchedofftext.h"
#include "text/wordtext.h"

#include <QHash>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using text::ComingSort;

namespace app {
namespace {

/// Of what comes together on a day so many are named; the list that the day leads to has all.
constexpr qsizetype MostDatesNamed = 40;

QString listed(const QStringList &names)
{
    return names.size() <= MostDatesNamed ? names.join(u"; "_s) : names.mid(0, MostDatesNamed).join(u"; "_s) + u"; and %1 more"_s.arg(names.size() - MostDatesNamed);
}

struct Words
{
    QString one, many;
    ComingSort sort;
    EntityKind kind;
};

/// What is said of one thing, and of several, of a sort of date that the store tells of.
Words wordsOf(const QString &what)
{
    static const QHash<QString, Words> table = {
        {u"certificate"_s, {u"Certificate lapses"_s, u"Certificates lapse"_s, ComingSort::Certificate, EntityKind::Certification}},
        {u"contract"_s, {u"Contract ends"_s, u"Contracts end"_s, ComingSort::Contract, EntityKind::Contract}},
        {u"dpf"_s, {u"EU-US DPF certificate lapses"_s, u"EU-US DPF certificates lapse"_s, ComingSort::Certificate, EntityKind::ContractingEntity}},
        {u"acceptance"_s, {u"Acceptance expires"_s, u"Acceptances expire"_s, ComingSort::Acceptance, EntityKind::Workload}}};
    return table.value(what);
}

/// "PCI_DSS, Cardwerk Processing" as "PCI DSS, Cardwerk Processing".
QString certificateName(const QString &name)
{
    const QString scheme = name.section(u", "_s, 0, 0);
    return text::valueWord(scheme) + name.mid(scheme.size());
}

void addThings(QList<Coming> &out, store::AttributeStore &values, const QList<store::DatedEntity> &things)
{
    QMap<std::pair<Day, QString>, QList<store::DatedEntity>> days;
    for (const store::DatedEntity &d : things)
        days[{d.day, d.what}].append(d);
    for (auto it = days.cbegin(); it != days.cend(); ++it) {
        const auto &[day, what] = it.key();
        const Words words = wordsOf(what);
        Coming c;
        c.day = day;
        c.sort = words.sort;
        c.what = what;
        c.count = static_cast<int>(it->size());
        c.event = c.count == 1 ? words.one : words.many;
        // What is accepted is of many kinds.
        if (what != u"acceptance"_s)
            c.kind = words.kind;
        QStringList names;
        for (const store::DatedEntity &d : *it) {
            names.append(what == u"certificate"_s ? certificateName(d.name) : d.name);
            c.entities.append(d.entity);
        }
        // Two of one name on a day are told apart by their keys.
        QHash<QString, int> uses;
        for (const QString &name : std::as_const(names))
            ++uses[name];
        for (qsizetype i = 0; i < names.size(); ++i) {
            const auto head = uses.value(names.at(i)) > 1 ? store::entityHead(values, it->at(i).entity) : std::nullopt;
            if (head && head->key != names.at(i))
                names[i] += u" (%1)"_s.arg(head->key);
        }
        c.subject = listed(names);
        out.append(c);
    }
}

void addPlans(QList<Coming> &out, const QList<store::DuePlan> &plans)
{
    QMap<Day, QList<store::DuePlan>> days;
    for (const store::DuePlan &plan : plans)
        days[plan.due].append(plan);
    for (auto it = days.cbegin(); it != days.cend(); ++it) {
        Coming c;
        c.day = it.key();
        c.sort = ComingSort::Plan;
        c.what = u"plan"_s;
        c.count = static_cast<int>(it->size());
        c.event = c.count == 1 ? u"Plan is due"_s : u"Plans are due"_s;
        QStringList names;
        for (const store::DuePlan &plan : *it) {
            names.append(u"%1 (%2)"_s.arg(text::issueNumber(plan.issue), plan.owner));
            c.issues.append(plan.issue);
        }
        c.subject = listed(names);
        out.append(c);
    }
}

void addDeclarations(QList<Coming> &out, const Services &services, store::AttributeStore &values, Day from, Day until)
{
    for (const store::Completeness &declared : store::declaredComplete(values)) {
        if (!declared.until || *declared.until < from || *declared.until > until)
            continue;
        const KindInfo &kind = services.catalogue.kind(declared.kind);
        const Attribute *attr = services.catalogue.attribute(declared.kind, declared.attr);
        Coming c;
        c.day = *declared.until;
        c.sort = ComingSort::Declaration;
        c.what = u"declaration"_s;
        c.event = u"Register is declared complete for the last time"_s;
        c.subject = attr ? u"%1: %2 (%3)"_s.arg(kind.labelPlural, attr->label, declared.who) : u"%1 (%2)"_s.arg(kind.labelPlural, declared.who);
        c.change = u"From the next day on a blank is an open question again, until somebody answers for the register"_s;
        c.kind = declared.kind;
        out.append(c);
    }
}

/// Answers that count until a day; of the whole organisation, since a filter says nothing of who has to look at them again.
void addReviews(QList<Coming> &out, store::AttributeStore &values, Day from, Day until)
{
    constexpr int most = 5000;
    // By kind, so that the things can be listed; what is counted are they, each of which may have several answers.
    QMap<std::pair<Day, int>, QList<store::ReviewDue>> days;
    for (const store::ReviewDue &due : store::reviewsDue(values, from, until, most))
        days[{due.on, static_cast<int>(due.kind)}].append(due);
    for (auto it = days.cbegin(); it != days.cend(); ++it) {
        Coming c;
        c.day = it.key().first;
        c.sort = ComingSort::Review;
        c.what = u"review"_s;
        c.kind = it->constFirst().kind;
        c.event = it->size() == 1 ? u"Answer to be reviewed"_s : u"Answers to be reviewed"_s;
        QStringList names;
        for (const store::ReviewDue &due : *it) {
            const Attribute *a = values.catalogue().attribute(due.kind, due.attr);
            names.append(u"%1 of %2"_s.arg(a ? a->label : due.attr, text::shownName(due.name, due.key)));
            if (!c.entities.contains(due.entity))
                c.entities.append(due.entity);
        }
        c.count = static_cast<int>(c.entities.size());
        c.subject = listed(names);
        c.change = u"After this day they count as not said, until somebody answers again"_s;
        out.append(c);
    }
}

/// Answers to requirements that no rule decides, and that count until a day.
void addAttestations(QList<Coming> &out, const Services &services, store::AttributeStore &values, const QString &frameworks, Day from, Day until)
{
    const QStringList only = frameworks.split(u',', Qt::SkipEmptyParts);
    struct Due
    {
        QStringList requirements;
        int answers = 0;    ///< of several legal entities each has its own
    };
    QMap<std::pair<Day, QString>, Due> days; ///< by list
    for (const RequirementAnswer &a : store::requirementAnswers(values)) {
        if (!a.reviewOn || *a.reviewOn < from || *a.reviewOn > until || (!only.isEmpty() && !only.contains(a.list.section(u'@', 0, 0))))
            continue;
        Due &due = days[{*a.reviewOn, a.list}];
        ++due.answers;
        if (!due.requirements.contains(a.requirement))
            due.requirements.append(a.requirement);
    }
    for (auto it = days.cbegin(); it != days.cend(); ++it) {
        Coming c;
        c.day = it.key().first;
        c.sort = ComingSort::Review;
        c.what = u"requirement"_s;
        c.count = it->answers;
        c.event = c.count == 1 ? u"Answer to a requirement to be reviewed"_s : u"Answers to requirements to be reviewed"_s;
        c.subject = u"%1 of %2"_s.arg(listed(it->requirements), services.listName(it.key().second));
        c.change = u"After this day they are open again, until somebody answers again"_s;
        c.framework = it.key().second.section(u'@', 0, 0);
        out.append(c);
    }
}

void addRecognitions(QList<Coming> &out, const Services &services, store::AttributeStore &values, Day from, Day until)
{
    for (const store::DatedName &d : store::expiringDecisions(values, from, until)) {
        const QString country = services.countries.value(d.subject, d.subject);
        Coming c;
        c.day = d.day;
        c.sort = ComingSort::Recognition;
        c.what = d.what;
        c.event = u"Adequacy decision expires"_s;
        c.subject = u"%1, %2"_s.arg(country, d.name);
        c.change = u"The decision ends; transfers to %1 then need another ground"_s.arg(country);
        c.article = u"GDPR Art. 45; decision %1"_s.arg(d.name);
        c.country = d.subject;
        out.append(c);
    }
}

/// Days on which requirements of the chosen frameworks start to apply, or apply for the last time.
void addRules(QList<Coming> &out, const QList<rules::Pack> &packs, const QStringList &chosen, Day from, Day until)
{
    const auto ahead = [&](const std::optional<Day> &day) { return day && *day >= from && *day <= until; };
    for (const rules::Pack &pack : packs) {
        if (!chosen.isEmpty() && !chosen.contains(pack.id))
            continue;
        QMap<std::pair<Day, QString>, QList<const rules::Rule *>> turns;
        QMap<std::pair<Day, QString>, QStringList> off;
        for (const rules::Rule &rule : pack.rules) {
            // A rule without a day of its own applies with its framework.
            const std::optional<Day> starts = rule.appliesFrom ? rule.appliesFrom : pack.appliesFrom;
            QList<std::pair<std::optional<Day>, QString>> days{{starts, u"starts"_s}, {rule.appliesUntil, u"until"_s}};
            for (const rules::LaterStart &later : rule.appliesLater)
                days.append({later.from, u"starts"_s});
            for (const auto &[day, what] : std::as_const(days)) {
                if (!ahead(day))
                    continue;
                if (rule.off)
                    off[{*day, what}].append(rule.off->why.isEmpty() ? rule.id : u"%1 (%2)"_s.arg(rule.id, rule.off->why.simplified()));
                else
                    turns[{*day, what}].append(&rule);
            }
        }
        for (auto it = turns.cbegin(); it != turns.cend(); ++it) {
            Coming c;
            c.day = it.key().first;
            c.sort = ComingSort::Law;
            c.what = it.key().second;
            c.event = c.what == u"starts"_s ? u"Starts to apply"_s : u"Applies until"_s;
            c.count = static_cast<int>(it->size());
            c.framework = pack.id;
            c.subject = text::shortFramework(pack.id, pack.title) + u": "_s + (c.count == 1 ? it->constFirst()->heading : u"%1 requirements"_s.arg(c.count));
            QStringList headings;
            QStringList clauses;
            for (const rules::Rule *rule : *it) {
                c.rules.append(rule->id);
                headings.append(rule->clause.isEmpty() ? rule->heading : u"%1: %2"_s.arg(rule->clause, rule->heading));
                if (!rule->clause.isEmpty() && !clauses.contains(rule->clause))
                    clauses.append(rule->clause);
                if (c.url.isEmpty() && !rule->refs.isEmpty())
                    c.url = rule->refs.constFirst().url;
            }
            if (c.url.isEmpty())
                c.url = pack.url;
            if (const QString line = text::leftOutLine(off.value(it.key())); !line.isEmpty())
                headings.append(line);
            c.change = headings.join(u"\n"_s);
            c.article = clauses.join(u"; "_s);
            c.confidence = it->constFirst()->source.confidence;
            out.append(c);
        }
    }
}

/// What the reference data knows of laws to come, whether there are rules for them yet or not.
Result<void> addLaws(QList<Coming> &out, const QString &only, Day from, Day until)
{
    const Result<QList<store::LawDate>> dates = store::lawDates();
    if (!dates)
        return dates.error();
    for (const store::LawDate &d : *dates) {
        if (d.day < from || d.day > until || (!only.isEmpty() && !only.split(u',').contains(d.framework)))
            continue;
        // Where requirements of the law start on the day it is one event: what it changes stands above them.
        const auto starts = std::find_if(out.begin(), out.end(), [&d](const Coming &c) {
            return c.sort == ComingSort::Law && c.what == u"starts"_s && c.framework == d.framework && c.day == d.day;
        });
        if (starts != out.end()) {
            starts->change = d.change + u'\n' + starts->change;
            continue;
        }
        Coming c;
        c.day = d.day;
        c.sort = ComingSort::Law;
        c.what = u"changes"_s;
        c.event = u"Law changes"_s;
        c.subject = d.name + u": "_s + d.change;
        c.framework = d.framework;
        c.change = d.change;
        c.article = d.article.isEmpty() ? d.name : u"%1, %2"_s.arg(d.name, d.article);
        c.url = d.url;
        c.confidence = d.confidence;
        out.append(c);
    }
    return {};
}

} // namespace

Day comingUntil(Day from) { return toDay(fromDay(from).addYears(3)); }

Result<QList<Coming>> comingDays(const Services &services, store::AttributeStore &values, const store::PageFilter &filter, const QStringList &chosen, Day from, Day until,
                                 const store::Estate *estate)
{
    QList<Coming> out;
    addThings(out, values, estate ? estate->comingDates(values, filter, from, until) : store::comingDates(values, filter, from, until));
    addPlans(out, estate ? estate->duePlans(values, filter, from, until) : store::duePlans(values, filter, from, until));
    addDeclarations(out, services, values, from, until);
    if (filter.legalEntity.isEmpty() && filter.businessService.isEmpty() && filter.provider.isEmpty() && filter.country.isEmpty() && filter.framework.isEmpty() && filter.text.isEmpty())
        addReviews(out, values, from, until);
    if (filter.legalEntity.isEmpty() && filter.businessService.isEmpty() && filter.provider.isEmpty() && filter.country.isEmpty() && filter.text.isEmpty())
        addAttestations(out, services, values, filter.framework, from, until);
    addRecognitions(out, services, values, from, until);
    const QStringList narrowed = filter.framework.isEmpty() ? chosen : filter.framework.split(u',');
    addRules(out, services.packs(), narrowed, from, until);
    if (const Result<void> added = addLaws(out, filter.framework, from, until); !added)
        return added.error();
    std::stable_sort(out.begin(), out.end(), [](const Coming &a, const Coming &b) { return a.day < b.day; });
    return out;
}

} // namespace app
