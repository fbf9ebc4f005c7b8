// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rulereader.h"
#include "rules/sharedanswers.h"
#include "rules/sharedconditions.h"

#include <QSet>

#include <memory>

namespace rules {

/// Of a framework that concerns nobody for certain, what is unknown under a rule that only counts for those whom it concerns is no question.
void leaveOutUnconcerned(RuleOutcome &, const QSet<QString> &unconcerned);

/// Judges as of given days and writes nothing; what is `shared` is answered once for all rules that ask it. Thread: the connection's; one at a time on a connection.
class DayReader
{
public:
    static domain::Result<std::unique_ptr<DayReader>> open(QSqlDatabase &, const domain::Catalogue &, const QList<Pack> &, const RunRequest &, const Days &,
                                                           const SharedConditions *shared = nullptr);

    /// One byte for each of judged(): a status, or NotConcerned.
    domain::Result<RuleOutcome> ask(const Pack &, const Rule &);
    domain::Result<const QList<qint64> *> judged(domain::EntityKind kind) { return m_reader.judged(kind); }

private:
    DayReader(QSqlDatabase &, const domain::Catalogue &, const RunRequest &, const Days &);

    SharedAnswers m_answers; ///< of these days and nobody else's
    RuleReader m_reader;
    QSet<QString> m_unconcerned;
};

} // namespace rules
