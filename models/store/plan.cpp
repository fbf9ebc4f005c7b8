// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/plan.h"

#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/waiver.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace store {
namespace {

QByteArray logText(const Plan &plan)
{
    const json row = {plan.owner.toStdString(), plan.measure.toStdString(), plan.due ? json(*plan.due) : json(nullptr)};
    return QByteArray::fromStdString(row.dump());
}

void write(AttributeStore &store, qint64 issue, const Plan &plan)
{
    Statement &s = store.statement("UPDATE issue SET owner=?2, measure=?3, due=?4 WHERE id=?1");
    s.bind(1, issue).bind(2, plan.owner).bind(3, plan.measure).bindNull(4);
    if (plan.due)
        s.bind(4, qint64(*plan.due));
    s.run();
}

Error refusedPlan(const QString &what) { return {ErrorCode::Refused, what, {}}; }

} // namespace

std::optional<Plan> planOf(AttributeStore &store, qint64 issue)
{
    Statement &s = store.statement("SELECT owner, measure, due FROM issue WHERE id=?1");
    s.bind(1, issue);
    std::optional<Plan> plan;
    if (s.next()) {
        plan = Plan{s.text(0), s.text(1), {}};
        if (!s.isNull(2))
            plan->due = static_cast<Day>(s.integer(2));
    }
    s.reset();
    return plan;
}

Result<qint64> assign(AttributeStore &store, qint64 issue, const Plan &wanted, Day today, const QString &title, const QString &who, const QDateTime &at, std::optional<Day> latest)
{
    const std::optional<Plan> before = planOf(store, issue);
    if (!before)
        return Error{ErrorCode::UnknownEntity, u"no issue has this number"_s, QString::number(issue)};
    Statement &closed = store.statement("SELECT 1 FROM issue WHERE id=?1 AND closed_run IS NOT NULL");
    closed.bind(1, issue);
    const bool isClosed = closed.next();
    closed.reset();
    if (isClosed)
        return refusedPlan(u"the issue is closed: nothing of it is open or accepted"_s);
    const Plan plan{wanted.owner.simplified(), wanted.measure.simplified(), wanted.due};
    if (plan == *before)
        return refusedPlan(plan.isEmpty() ? u"it has no plan"_s : u"that is the plan already"_s);
    if (!plan.isEmpty()) {
        if (plan.owner.isEmpty())
            return refusedPlan(u"say who answers for it: a function, not a person's name"_s);
        for (const Role &role : roles(store)) {
            if (role.readsOnly && plan.owner.compare(role.name, Qt::CaseInsensitive) == 0)
                return refusedPlan(u"%1 only reads and can't answer for a measure"_s.arg(role.name));
        }
        // A day that has passed since it was set stays; a new one lies ahead.
        if (plan.due && plan.due != before->due && *plan.due < today)
            return refusedPlan(u"the due date has passed: it must be %1 or later"_s.arg(fromDay(today).toString(Qt::ISODate)));
        if (plan.due && latest && plan.due != before->due && *plan.due > *latest)
            return refusedPlan(u"it must be mended by %1: from the day after duties of law rest on it"_s.arg(fromDay(*latest).toString(Qt::ISODate)));
    }
    ChangeLog log(store, u"plan"_s, title, who, at);
    write(store, issue, plan);
    log.record(u"plan"_s, 0, QString::number(issue), logText(*before), logText(plan));
    log.finish();
    return log.set();
}

QString planTitle(const QString &number, const Plan &plan)
{
    return (plan.isEmpty() ? u"Take away the plan of %1"_s : u"Assign %1"_s).arg(number);
}

std::optional<Plan> planFromLog(const QByteArray &logged)
{
    const json row = json::parse(logged.constData(), logged.constData() + logged.size(), nullptr, false);
    if (!row.is_array() || row.size() != 3 || !row[0].is_string() || !row[1].is_string())
        return std::nullopt;
    Plan plan{QString::fromStdString(row[0].get<std::string>()), QString::fromStdString(row[1].get<std::string>()), {}};
    if (row[2].is_number_integer())
        plan.due = row[2].get<Day>();
    return plan;
}

void restorePlan(AttributeStore &store, const QString &issue, const QByteArray &logged)
{
    if (const std::optional<Plan> plan = planFromLog(logged))
        write(store, issue.toLongLong(), *plan);
}

} // namespace store
