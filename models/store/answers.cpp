// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/answers.h"

#include "store/changelog.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

Result<qint64> applyAnswers(AttributeStore &store, const Answers &answers, const QString &title, const QString &who, const QDateTime &at)
{
    if (answers.isEmpty())
        return Error{ErrorCode::UsageError, u"nothing is answered"_s, {}};
    ChangeLog log(store, u"answer"_s, title, who, at);
    if (const Result<void> done = applyEdits(store, log, answers.edits, who, at); !done)
        return done.error();
    for (const Completeness &c : answers.registers)
        declareComplete(store, log, c);
    recordRequirementAnswers(store, log, answers.requirements);
    log.finish();
    return log.set();
}

QString evidenceText(const QString &file, const QString &sha256, const QString &note)
{
    QString text = file;
    if (!sha256.isEmpty())
        text += (text.isEmpty() ? u"SHA-256 "_s : u", SHA-256 "_s) + sha256;
    if (!note.simplified().isEmpty())
        text += (text.isEmpty() ? QString() : u": "_s) + note.simplified();
    return text;
}

QList<ReviewDue> reviewsDue(AttributeStore &store, Day from, Day until, int most)
{
    QList<ReviewDue> list;
    Statement &s = store.statement("SELECT e.id, e.kind, e.key, e.name, c.attr, c.review_on FROM claim c JOIN entity e ON e.id=c.entity "
                                   "WHERE c.review_on IS NOT NULL AND c.review_on BETWEEN ?1 AND ?2 AND c.feed=0 AND c.won=1 ORDER BY c.review_on, e.kind, e.key, c.attr LIMIT ?3");
    s.bind(1, qint64(from)).bind(2, qint64(until)).bind(3, qint64(most));
    while (s.next())
        list.append({s.integer(0), static_cast<EntityKind>(s.integer(1)), s.text(2), s.text(3), s.text(4), static_cast<Day>(s.integer(5))});
    s.reset();
    return list;
}

} // namespace store
