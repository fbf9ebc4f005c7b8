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

/// Undoes the newest change set that is not undone (an import as a whole, an edit, a choice) by a new set with the inverse.
/// Returns the title of what was undone. NothingToUndo when there is nothing.
domain::Result<QString> undoLast(AttributeStore &store, const QString &who, const QDateTime &at);
/// The import that the newest undo took back, where that is what would be done again: its file is read once more.
struct UndoneImport
{
    qint64 undo = 0; ///< the set of the undo
    QString path;
    QString sha256;
    QString format;
    QString who;
    QByteArray mapping; ///< of a table of no known form: how it was read
    QString completeFor; ///< scopes that it was said to be all of
};
std::optional<UndoneImport> importToRedo(AttributeStore &store);
/// The import `set` did again what `undo` had taken back, so that what was undone before it can be done again next.
void noteRedone(AttributeStore &store, qint64 undo, qint64 set);
/// Takes the newest undo back, where it restored values. NothingToUndo where there is none, or where it took an import back.
domain::Result<QString> redoLast(AttributeStore &store, const QString &who, const QDateTime &at);
/// What would be undone or done again is an acceptance: what is shown is right only after an evaluation.
bool undoesAcceptance(AttributeStore &store);
bool redoesAcceptance(AttributeStore &store);
/// Titles for menus; empty when there is nothing.
QString undoTitle(AttributeStore &store);
QString redoTitle(AttributeStore &store);

} // namespace store
