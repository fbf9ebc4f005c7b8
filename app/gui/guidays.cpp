// SPDX-License-Identifier: GPL-3.0-or-later
// What changes for us on a day: two days compared, as the calendar's page shows it.
#include "core/comparejob.h"
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "pages/calendardata.h"
#include "store/connectionscope.h"
#include "text/switchedofftext.h"
#include "text/wordtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr qsizetype NamedThings = 3;
constexpr qsizetype ListedThings = 5000;

qint64 countOf(const rules::StatusCounts &counts, Status status) { return counts.at(static_cast<std::size_t>(status)); }

/// The part of the organisation that the filter names; a comparison judges that part alone.
QString scopeOf(const FilterState &filter)
{
    if (!filter.legalEntity.isEmpty())
        return u"legal_entity:"_s + filter.legalEntity;
    return filter.businessService.isEmpty() ? QString() : u"business_service:"_s + filter.businessService;
}

FrameworkDays frameworkDays(const rules::FrameworkComparison &f)
{
    FrameworkDays out;
    out.id = f.framework;
    out.title = text::shortFramework(f.framework, f.title);
    out.legal = f.legalStatus;
    out.openBefore = countOf(f.before, Status::Gap);
    out.openAfter = countOf(f.after, Status::Gap);
    out.unknownBefore = countOf(f.before, Status::Unknown) + countOf(f.before, Status::Error);
    out.unknownAfter = countOf(f.after, Status::Unknown) + countOf(f.after, Status::Error);
    out.metBefore = countOf(f.before, Status::Pass);
    out.metAfter = countOf(f.after, Status::Pass);
    out.changed = f.changed;
    return out;
}

bool hasResult(const FrameworkDays &f) { return f.openBefore + f.openAfter + f.unknownBefore + f.unknownAfter + f.metBefore + f.metAfter + f.changed > 0; }

} // namespace

Result<DaysCompared> GuiBackend::compareDays(const QString &path, const DaysQuestion &question, JobContext &job)
{
    CompareJob request;
    request.workspace = path;
    request.from = toDay(question.from);
    request.to = toDay(question.to);
    request.scope = scopeOf(question.filter);
    request.frameworks = question.filter.framework.split(u',', Qt::SkipEmptyParts);
    const Result<rules::Comparison> compared = compareWorkspace(m_services, request, job);
    if (!compared)
        return compared.error();
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    DaysCompared out;
    out.from = question.from;
    out.to = question.to;
    out.changed = compared->changed();
    out.rules = compared->rules;
    out.seconds = compared->seconds;
    out.leftOut = text::leftOutLine(compared->switchedOff);
    for (const rules::FrameworkComparison &f : compared->frameworks) {
        if (FrameworkDays days = frameworkDays(f); hasResult(days)) {
            const rules::Pack *pack = m_services.pack(f.framework);
            days.apart = pack && pack->legalStatus != f.legalStatus;
            out.frameworks.append(days);
        }
    }
    std::stable_sort(out.frameworks.begin(), out.frameworks.end(), [](const FrameworkDays &a, const FrameworkDays &b) { return a.changed > b.changed; });
    const QString days = u"%1 and %2"_s.arg(question.from.toString(Qt::ISODate), question.to.toString(Qt::ISODate));
    for (const rules::ChangedResults &change : compared->changes) {
        const auto [pack, rule] = m_services.rule(change.rule);
        if (!rule)
            continue;
        ChangeRow row;
        row.cause = text::causesLine(causeNames(change));
        row.rule = change.rule;
        row.clause = rule->clause;
        row.heading = rule->heading.isEmpty() ? rule->title : rule->heading;
        row.framework = text::shortFramework(pack->id, pack->title);
        row.legal = rule->legalStatus;
        row.severity = rule->severity;
        row.before = change.before;
        row.after = change.after;
        row.count = change.entities.size();
        row.entity = row.count == 1 ? change.entities.constFirst() : 0;
        if (change.after == Status::Gap)
            out.more.add(row.legal, static_cast<int>(row.count));
        if (change.before == Status::Gap)
            out.less.add(row.legal, static_cast<int>(row.count));
        QStringList names;
        for (const qint64 entity : change.entities.mid(0, NamedThings)) {
            if (const auto head = store::entityHead(values, entity))
                names.append(nameOf(values, *head));
        }
        row.things = names.join(u", "_s) + (row.count > NamedThings ? u" …"_s : QString());
        QStringList ids;
        for (const qint64 entity : change.entities.mid(0, ListedThings))
            ids.append(QString::number(entity));
        row.filter.kind = change.kind;
        row.filter.narrow(u"things"_s, ids.join(u','),
                          row.count > ListedThings ? u"First %1 of %2 that change under %3 between %4"_s.arg(ListedThings).arg(row.count).arg(change.rule, days)
                                                   : u"Change under %1 between %2"_s.arg(change.rule, days));
        out.changes.append(row);
    }
    // Lines of one cause together: first the cause that changes most.
    QHash<QString, qint64> weight;
    for (const ChangeRow &row : std::as_const(out.changes))
        weight[row.cause] += row.count;
    std::stable_sort(out.changes.begin(), out.changes.end(), [&weight](const ChangeRow &a, const ChangeRow &b) {
        return a.cause != b.cause ? (weight.value(a.cause) != weight.value(b.cause) ? weight.value(a.cause) > weight.value(b.cause) : a.cause < b.cause) : a.severity > b.severity;
    });
    for (auto it = weight.cbegin(); it != weight.cend(); ++it)
        out.causes.append({it.key(), it.value()});
    std::sort(out.causes.begin(), out.causes.end(), [](const auto &a, const auto &b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
    return out;
}

} // namespace app
