// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/changelog.h"
#include "store/restore.h"

#include <QSet>

#include <functional>

namespace store {

/// What taking imports back came to.
struct TakenBack
{
    QString title;         ///< of what was taken back: "systems.csv and 2 more files"
    qint64 imports = 0;    ///< taken back
    qint64 importsAgain = 0; ///< later ones, read again
    qint64 deedsAgain = 0; ///< later edits, answers and decisions, done again
    QStringList leftOut;   ///< of those, what can't be without the imports; one line each
};

/// Takes imports back that need not be the newest, so that the workspace is as if their files had never been imported: what was done since
/// the first of them is undone, and they with it; then the rest is done again in its order. Later files are read again, since which of a
/// file's values lost to another's is decided while reading. People's words are written anew over what then stands; those about things
/// that nobody else has told of are left out and named; they come back when the imports are done again. Numbers of entities stay, and with them what points at them.
///
/// Thread: the connection's. All of it within one transaction of the caller on a connection that lets things be named that are not back yet (Access::TakeBack).
class TakeBack
{
public:
    /// Reads the file and answers the change set of the import.
    using ImportAgain = std::function<domain::Result<qint64>(const UndoneImport &)>;

    TakeBack(AttributeStore &, QList<qint64> sets, QString who, const QDateTime &at);
    /// UnknownEntity where one of the sets is no import, or was undone.
    domain::Result<void> examine();
    /// The files that are read again, in their order. After examine().
    const QList<UndoneImport> &filesAgain() const { return m_filesAgain; }
    domain::Result<TakenBack> run(const ImportAgain &importAgain);

private:
    struct Later
    {
        StandingSet set;
        qint64 undo = 0;
        bool taken = false;
        QByteArray whole = {}; ///< things that it added by hand
    };
    domain::Result<void> rewind();
    void keepNumbers(const StandingSet &set, bool asItIsNow);
    void keep(qint64 set, bool taken);
    domain::Result<void> replay(const Later &, const ImportAgain &);
    /// What people said that is about what is not there: it may be after a later import.
    struct Waiting
    {
        Later later;
        QList<Change> changes;
        qsizetype all = 0; ///< changes that it was said with
        bool said = false; ///< the others of them
        qint64 left = 0;   ///< the set that has what was left out, for Redo
    };
    domain::Result<void> say(const Later &);
    domain::Result<void> saySome(Waiting &);
    domain::Result<void> sayWaiting();
    void leaveOut();
    bool cannotBe(const Change &);
    void isDoneAgain(const Later &, qint64 set);
    void settle();
    void markUndone();
    void run(const QByteArray &sql, qint64 one = 0, qint64 other = 0);

    AttributeStore &m_store;
    QSet<qint64> m_taken;
    QString m_who;
    QDateTime m_at;
    QList<StandingSet> m_since; ///< the newest first, down to the first that is taken back
    QList<UndoneImport> m_filesAgain;
    QList<Later> m_later;       ///< in the order in which they were undone
    QList<Waiting> m_waiting;   ///< in the order in which it was said
    TakenBack m_result;
};

} // namespace store
