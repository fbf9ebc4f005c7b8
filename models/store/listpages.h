// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace domain {
struct Diagnostic;
}

namespace store {

class AttributeStore;

/// What source.complete holds of a page that says that its list goes on in another file; 0: cut for another reason.
inline constexpr qint64 PageOfList = -1;

/// An import of a list, or of a page of it.
struct ListPart
{
    qint64 source = 0;
    bool goesOn = false; ///< it says that more follow
    bool here = false;   ///< of the import that is judged
    bool sameDay = true; ///< neither it nor the file that is judged tells that they are of two days
    qint64 left = 0;     ///< things that it was the last to tell of
    qint64 again = 0;    ///< things of it that were told again since
};

/// What is known of a file that does not say that more follow: it is a whole list, or the last page of one, which looks the same.
struct ListJudged
{
    bool whole = true;
    qint64 left = 0;      ///< where it is not: things that earlier pages alone had, and may still be there
    QList<qint64> pages;  ///< sources that are pages of the same list
};
/// `before`: the earlier imports of the list and those of this one, oldest first, without the file itself. It is taken for a whole list unless
/// an earlier one came in pages and this one, with the pages that came with it or since, neither has as many nor repeats what they had.
ListJudged judgeList(const QList<ListPart> &before);

/// The parts of a feed's list; of a scope's and what lies within it (store/scopes.h). `source`: the file that is judged, `captured` the
/// day that it tells, `first` the first source of its import.
QList<ListPart> partsOfFeed(AttributeStore &, qint64 feed, qint64 source, qint64 captured, qint64 first);
QList<ListPart> partsOfScope(AttributeStore &, const QString &scope, qint64 source, qint64 captured, qint64 first);

/// What the officer is told of one that is not taken for whole.
domain::Diagnostic perhapsLastPage(qint64 left);

} // namespace store
