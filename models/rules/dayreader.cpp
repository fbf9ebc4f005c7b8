// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/dayreader.h"

#include "rules/concern.h"
#include "rules/resultblock.h"

using domain::Result;
using domain::Status;

namespace rules {

void leaveOutUnconcerned(RuleOutcome &outcome, const QSet<QString> &unconcerned)
{
    if (outcome.rule->onlyConcerned && unconcerned.contains(outcome.pack->id))
        outcome.statuses.replace(static_cast<char>(Status::Unknown), NotConcerned);
}

DayReader::DayReader(QSqlDatabase &db, const domain::Catalogue &catalogue, const RunRequest &request, const Days &days)
    : m_reader(db, catalogue, request, days)
{
}

Result<std::unique_ptr<DayReader>> DayReader::open(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs,
                                                   const RunRequest &request, const Days &days, const SharedConditions *shared)
{
    // Before the session: there is one at a time on a connection.
    Result<QSet<QString>> nobody = unconcerned(db, catalogue, packs, days);
    if (!nobody)
        return nobody.error();
    std::unique_ptr<DayReader> reader(new DayReader(db, catalogue, request, days));
    reader->m_unconcerned = std::move(*nobody);
    if (shared)
        reader->m_reader.share(*shared, reader->m_answers);
    if (const Result<void> opened = reader->m_reader.open(); !opened)
        return opened.error();
    return reader;
}

Result<RuleOutcome> DayReader::ask(const Pack &pack, const Rule &rule)
{
    Result<RuleOutcome> outcome = m_reader.ask(pack, rule);
    if (outcome)
        leaveOutUnconcerned(*outcome, m_unconcerned);
    return outcome;
}

} // namespace rules
