// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/judge.h"

#include "rules/resultblock.h"

#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace rules {

int Results::statusOf(qsizetype index) const
{
    const char status = statuses.at(index);
    return status == NotConcerned ? NoResult : static_cast<int>(status);
}

int Results::at(qint64 entity) const
{
    const auto found = std::lower_bound(ids->cbegin(), ids->cend(), entity);
    return found == ids->cend() || *found != entity ? NoResult : statusOf(found - ids->cbegin());
}

Judge::Judge(const QString &path, const domain::Catalogue &catalogue, const QList<Pack> &packs, const RunRequest &request, std::function<bool()> stop)
    : m_scope(path, store::Access::Read), m_catalogue(catalogue), m_packs(packs), m_request(request), m_stop(std::move(stop))
{
}

Judge::~Judge()
{
    m_reader.reset();
    m_interruption.reset();
    if (m_begun)
        QSqlQuery(u"ROLLBACK"_s, m_scope.db());
}

Result<void> Judge::begin()
{
    if (!m_scope.isOpen())
        return m_scope.error();
    m_interruption = std::make_unique<Interruption>(m_scope.db(), m_stop);
    QSqlQuery query(m_scope.db());
    // What one statement sees, the next one shall see too; the first one that reads settles what that is.
    m_begun = query.exec(u"BEGIN"_s);
    if (!m_begun || !query.exec(u"SELECT COALESCE(MAX(id),0) FROM change_set"_s) || !query.next())
        return Error{ErrorCode::DatabaseError, query.lastError().text(), QString()};
    m_revision = query.value(0).toLongLong();
    return {};
}

Result<void> Judge::turnTo(const Days &days, const SharedConditions *shared)
{
    m_reader.reset();
    m_ids.clear();
    auto reader = DayReader::open(m_scope.db(), m_catalogue, m_packs, m_request, days, shared);
    if (!reader)
        return reader.error();
    m_reader = std::move(*reader);
    return {};
}

Result<Results> Judge::ask(const Pack &pack, const Rule &rule)
{
    Result<RuleOutcome> outcome = m_reader->ask(pack, rule);
    if (!outcome)
        return Error{outcome.error().code, outcome.error().detail, u"rule "_s + rule.id};
    auto &ids = m_ids[rule.entity];
    if (!ids) {
        const auto judged = m_reader->judged(rule.entity);
        if (!judged)
            return judged.error();
        ids = std::make_shared<const QList<qint64>>(**judged);
    }
    return Results{ids, std::move(outcome->statuses)};
}

} // namespace rules
