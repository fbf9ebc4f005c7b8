// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/entitysearch.h"

#include "domain/foldedtext.h"

#include <QMap>

#include <algorithm>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

struct Match
{
    EntityHead head;
    int rank = 0;  ///< 0: the name begins so; 1: it is in the name; 2: in the key alone, which most people never see
    int place = 0; ///< among those of its kind and rank
};

void sortMatches(QList<Match> &matches)
{
    std::sort(matches.begin(), matches.end(), [](const Match &a, const Match &b) {
        return std::tie(a.rank, a.head.name, a.head.key) < std::tie(b.rank, b.head.name, b.head.key);
    });
}

} // namespace

FoundEntities searchEntities(AttributeStore &store, const QString &text, int limit)
{
    FoundEntities out;
    QMap<EntityKind, QList<Match>> byKind;
    const QString wanted = domain::folded(text);
    Statement &s = store.statement("SELECT id, kind, key, name FROM entity WHERE bw_finds(name,?1) OR bw_finds(key,?1)");
    s.bind(1, text);
    while (s.next()) {
        ++out.all;
        Match match{{s.integer(0), static_cast<EntityKind>(s.integer(1)), s.text(2), s.text(3)}};
        match.rank = domain::folded(match.head.name).startsWith(wanted) ? 0 : domain::finds(match.head.name, text) ? 1 : 2;
        QList<Match> &of = byKind[match.head.kind];
        of.append(match);
        // Of a million things not all are held.
        if (of.size() >= 8 * limit) {
            sortMatches(of);
            of.resize(limit);
        }
    }
    s.reset();
    QList<Match> matches;
    for (QList<Match> &of : byKind) {
        sortMatches(of);
        of.resize(qMin<qsizetype>(of.size(), limit));
        for (qsizetype i = 0, place = 0; i < of.size(); ++i) {
            place = i > 0 && of.at(i - 1).rank == of.at(i).rank ? place + 1 : 0;
            of[i].place = static_cast<int>(place);
        }
        matches += of;
    }
    std::stable_sort(matches.begin(), matches.end(), [](const Match &a, const Match &b) {
        return std::tuple(a.rank == 2, a.place, a.rank) < std::tuple(b.rank == 2, b.place, b.rank);
    });
    matches.resize(qMin<qsizetype>(matches.size(), limit));
    std::stable_sort(matches.begin(), matches.end(), [](const Match &a, const Match &b) { return std::pair(a.rank == 2, a.head.kind) < std::pair(b.rank == 2, b.head.kind); });
    for (const Match &match : std::as_const(matches))
        out.heads.append(match.head);
    return out;
}

} // namespace store
