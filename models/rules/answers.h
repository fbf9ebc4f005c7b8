// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/dialect.h"
#include "rules/sharedanswers.h"
#include "store/statement.h"

#include <QList>

#include <map>
#include <unordered_map>

struct sqlite3;
struct sqlite3_context;
struct sqlite3_value;

namespace rules {

/// Binds the values of a statement, from the first on.
void bindAll(store::Statement &, const QVariantList &);

/// Parts of conditions that a connection answers when a statement asks for them, and once for each thing: bw_truth(name, id), and
/// bw_truth(name, id, absent) of what a reference names. What nobody asks for is not even prepared; what is asked of most things of a kind is
/// answered for all of them at once. Thread: the connection's; one on a connection at a time, and it ends before the connection and before the
/// temporary tables that its statements read.
class Answers
{
public:
    /// `last` is the highest id of an entity.
    Answers(sqlite3 *, SharedAnswers &, qint64 last);
    ~Answers();
    Answers(const Answers &) = delete;
    Answers &operator=(const Answers &) = delete;

    /// The first statement's one row has the truth; what it is asked about is bound after its own values: the id, and for `ofReference` whether
    /// the reference is declared absent. Of things the second statement answers for all (id, truth), with the same values of its own, and the third
    /// says how many there are, the lowest and the highest id.
    void add(qint64 name, const QList<Sql> &statements, bool ofReference);

private:
    struct Answer
    {
        QList<Sql> sql;
        bool ofReference = false;
        int own = 0; ///< values that are bound for good
        store::Statement statement;
        SharedAnswers::Entry *shared = nullptr;
        qint64 asked = 0, lowest = 0, highest = 0; ///< of things, for which nobody had asked before
        qint64 lookAgain = firstLook;              ///< when so many have been asked for
    };
    struct Extent
    {
        qint64 count = 0, lowest = 0, highest = 0;
    };
    static constexpr qint64 firstLook = 256;

    static void truthOf(sqlite3_context *, int, sqlite3_value **);
    bool prepare(Answer &);
    bool isAskedOfMost(Answer &, qint64 id);
    bool gather(Answer &);

    sqlite3 *m_handle;
    SharedAnswers &m_shared;
    qint64 m_last;
    std::unordered_map<qint64, Answer> m_answers;
    std::map<QString, Extent> m_extents; ///< by the statement that tells
};

} // namespace rules
