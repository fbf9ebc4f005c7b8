// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attributestore.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace store {

/// Writes one change set: what was done, by whom, with before and after of each value; chained by hash, so that a gap or a later
/// alteration shows. Begin inside the caller's transaction, finish before its commit.
class ChangeLog
{
public:
    ChangeLog(AttributeStore &store, const QString &kind, const QString &title, const QString &who, const QDateTime &at);
    qint64 set() const { return m_set; }
    void record(const QString &target, qint64 entity, const QString &attr, const QByteArray &before, const QByteArray &after);
    void finish();

private:
    AttributeStore &m_store;
    qint64 m_set = 0;
    qint64 m_seq = 0;
    QByteArray m_digest;
};

/// The set belongs to what was done at one time with `first`, which may be itself (the files of one import): undone and done again as one.
void joinDeed(AttributeStore &store, qint64 set, qint64 first);

/// The import was done again while others that were imported with it stood: it is undone by itself as well.
void setAlone(AttributeStore &store, qint64 set);
/// Some import of the deed stands.
bool someOfDeedStands(AttributeStore &store, qint64 deed);

/// Undoes the newest deed that is not undone (an import with all its files, an edit, a choice) by new sets with the inverse.
/// Returns the title of what was undone. NothingToUndo when there is nothing.
domain::Result<QString> undoLast(AttributeStore &store, const QString &who, const QDateTime &at);
/// The same of the newest change set alone: of an import of several files, the last.
domain::Result<QString> undoLastSet(AttributeStore &store, const QString &who, const QDateTime &at);

/// A change set that stands: nothing has undone it.
struct StandingSet
{
    qint64 id = 0;
    QString kind;
    QString title;
    QString who;
    QDateTime at;
    qint64 deed = 0;       ///< what it is a part of (joinDeed()); 0: it stands alone
    bool import = false;   ///< it has a file
    bool alone = false;    ///< done again by itself, though it is a part of something: undone by itself as well
};
/// The newest first, which is the order in which they are undone.
QList<StandingSet> standingSets(AttributeStore &store);
/// Undoes that set alone, which must be the newest; the set that has the inverse.
domain::Result<qint64> undoSet(AttributeStore &store, const StandingSet &set, const QString &who, const QDateTime &at);

/// An import that an undo took back: its file is read once more.
struct UndoneImport
{
    qint64 undo = 0; ///< the set of the undo
    qint64 deed = 0; ///< what it was a part of (joinDeed()); 0: nothing
    QString path;
    QString sha256;
    QString format;
    QString who;
    QByteArray mapping; ///< of a table of no known form: how it was read
    QString completeFor; ///< scopes that it was said to be all of
    QString folder;      ///< from where a path that is not whole was meant; empty: it is whole
};
/// The file of an import that stands, as it would be read again.
UndoneImport fileOf(AttributeStore &store, const StandingSet &set);
/// Of a set `u` of SQL: an undo that can be taken back, since nothing else was done after it but undoing and doing again.
inline const QByteArray CanBeRedone = "u.kind='undo' AND u.undone_by IS NULL AND NOT EXISTS (SELECT 1 FROM change_set later WHERE later.id>u.id AND later.kind<>'undo' "
                                      "AND NOT EXISTS (SELECT 1 FROM change_set done WHERE done.kind='undo' AND done.undone_by=later.id))";
/// What the newest undo took back, and can be done again.
struct Redoable
{
    qint64 undo = 0; ///< the set that is taken back next; 0: there is nothing
    QString title;
    QList<qint64> undos;   ///< of the deed, the newest first
    QList<UndoneImport> imports; ///< of the deed, in the order in which they are done again; other sets of it are no imports
};
Redoable nextToRedo(AttributeStore &store);
/// The imports that an undo took back; of a deed (0: none) all of them, in the order in which they are done again.
QList<UndoneImport> importsOf(AttributeStore &store, qint64 undo, qint64 deed);
/// The import `set` did again what `undo` had taken back, so that what was undone before it can be done again next.
void noteRedone(AttributeStore &store, qint64 undo, qint64 set);
/// Takes the newest undo back, where it restored values. NothingToUndo where there is none, or where it took an import back.
domain::Result<QString> redoLast(AttributeStore &store, const QDateTime &at);
/// What would be undone or done again is an acceptance or a change of rule sets: what is shown is right only after an evaluation.
bool undoesAcceptance(AttributeStore &store);
bool redoesAcceptance(AttributeStore &store);
/// Titles for menus; empty when there is nothing.
QString undoTitle(AttributeStore &store);
QString redoTitle(AttributeStore &store);

} // namespace store
