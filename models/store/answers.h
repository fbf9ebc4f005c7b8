// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/completeness.h"
#include "store/editor.h"
#include "store/requirementanswers.h"

#include <QDateTime>
#include <QList>

namespace store {

/// What somebody answered: values by hand, registers that are complete, and requirements as a whole.
struct Answers
{
    QList<Edit> edits;
    QList<Completeness> registers; ///< declared complete
    QList<domain::RequirementAnswer> requirements; ///< checked: articles and controls that no rule decides
    qsizetype size() const { return edits.size() + registers.size() + requirements.size(); }
    bool isEmpty() const { return size() == 0; }
};

/// Writes answers as one change set of the kind "answer" that can be undone; all or nothing. The caller owns the transaction.
/// Returns the change set's id.
domain::Result<qint64> applyAnswers(AttributeStore &, const Answers &, const QString &title, const QString &who, const QDateTime &at);

/// "Data protection agreement.pdf, SHA-256 5f2c...: signed page 12": how a claim tells what an answer rests on. Empty parts are left out.
QString evidenceText(const QString &file, const QString &sha256, const QString &note);

/// An answer with the last day on which it counts.
struct ReviewDue
{
    qint64 entity = 0;
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString key, name, attr;
    domain::Day on = 0;
    bool operator==(const ReviewDue &) const = default;
};

/// Answers that are to be reviewed on these days, the first ones first; at most `most` of them.
QList<ReviewDue> reviewsDue(AttributeStore &, domain::Day from, domain::Day until, int most);

} // namespace store
