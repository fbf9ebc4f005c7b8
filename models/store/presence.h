// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"
#include "store/changelog.h"
#include "store/scopes.h"

#include <QSet>

#include <optional>

namespace store {

/// Things that a warning names before it only counts them.
inline constexpr qsizetype NamedInWarnings = 5;
/// Code of what tells that things of earlier imports are no longer there.
inline constexpr QLatin1StringView GoneCode{"vanished"};
/// The same of these things; without a code where there are none.
domain::Diagnostic noLongerThere(AttributeStore &, const QList<qint64> &);
/// A list that is all of a scope holds nothing of these sorts of things: it may have been asked for others alone, so they stay.
domain::Diagnostic otherSortsStay(AttributeStore &, const QList<qint64> &things, const QStringList &sorts);

/// That a whole export of the feed lacks the entity, which others may still have. Not logged.
void setLost(AttributeStore &, qint64 entity, qint64 feed, bool lost);

/// Whether what a feed once brought is still there: it is gone when a whole and newer export of the feed lacks it, or when a source says
/// so (architecture, 7b). What is gone stays, marked, until somebody retires it. Lives for one import; within the caller's transaction;
/// every change is in the change log.
class Presence
{
public:
    Presence(AttributeStore &store, ChangeLog &log) : m_store(store), m_log(log) {}
    /// `captured`: when the export was made, in seconds since 1970; 0: it does not say, and is taken for the newest.
    /// `first`: of the sources that are imported together, of which none is taken for newer than another that does not tell it; 0: this one.
    void begin(qint64 feed, qint64 source, qint64 captured, bool complete, const QString &format = {}, qint64 first = 0);
    /// Where records name their scope, that decides and not the feed. After begin().
    Scopes &scopes() { return *m_scopes; }
    /// Of which feed what follows speaks, where one file brings the words of several.
    void speakFor(qint64 feed) { m_feed = feed; }
    /// Beside the scopes of its records the file is the whole of what its feed had, if it speaks of all scopes that the feed spoke of.
    void coversFeed() { m_wholeFeed = true; }
    /// The feed is only guessed: it makes nothing vanish where it repeats nothing of what it had.
    void isGuessed() { m_guessed = true; }
    /// The feed has the entity once more; where it was read before is kept for the undoing.
    void seen(qint64 entity, qint64 captured);
    /// The feed has the entity in a record that was rejected: nothing is read of it, but it is there.
    void unread(qint64 entity) { m_unread.insert(entity); }
    /// The feed had a newer (an older) capture of an entity before: by that an export that does not tell its day shows which one it is.
    void sawOlderCapture() { m_olderCaptures = true; }
    void sawNewerCapture() { m_newerCaptures = true; }
    bool sawOlder() const { return m_older || m_olderCaptures; }
    /// Marks them, after finish().
    domain::Diagnostic gone(const QList<qint64> &);
    /// A source says that the entity is gone. False where a newer capture shows it: then nothing changes.
    bool deleted(qint64 entity, qint64 captured);
    /// After the last record. `complete`: the export is whole. Answers what the officer should know.
    QList<domain::Diagnostic> finish(bool complete, qint64 now = 0);

private:
    void keepSource(qint64 entity);
    void bringBack();
    void setMark(qint64 entity, qint64 before, qint64 after);
    QList<qint64> partsThatFollow(qint64 entity, qint64 before, qint64 after);
    QList<qint64> marked(const QList<qint64> &);
    bool repeatsNothing();
    QList<qint64> lacking(bool scopedToo, const QList<qint64> &pages);
    /// What the file lacks of its feed, marked; nothing where it may be the last page of a list alone.
    QList<qint64> lackingOfWhole(bool scopedToo);
    domain::Diagnostic outdated();
    bool isScoped(qint64 entity);
    domain::Diagnostic byScope(bool complete, qint64 now);

    AttributeStore &m_store;
    ChangeLog &m_log;
    qint64 m_feed = 0;
    qint64 m_source = 0;
    qint64 m_first = 0;
    qint64 m_captured = 0;
    std::optional<Scopes> m_scopes;
    qint64 m_leftOnPages = 0; ///< more than 0: the file may be the last page of a list alone
    bool m_older = false; ///< a newer whole export of the feed was imported before
    bool m_wholeFeed = false;
    QStringList m_notNamed; ///< scopes that the file, though the whole of its feed, says nothing of
    bool m_guessed = false;
    bool m_cluster = false; ///< whose name is guessed
    qint64 m_strange = 0; ///< things of the feed that are taken for those of another one, since the file has none of them
    bool m_olderCaptures = false;
    bool m_newerCaptures = false;
    QList<std::pair<qint64, qint64>> m_back; ///< entities that are there again, and how they were marked
    QList<qint64> m_deleted;
    QSet<qint64> m_unread;
};

} // namespace store
