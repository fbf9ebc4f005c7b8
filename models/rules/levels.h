// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

struct sqlite3;

namespace rules {

/// A step on the ladder of a certification scheme. A value; any thread.
struct Level
{
    QString ladder;      ///< "ENS"
    int rank = 0;        ///< from the lowest up
    QString title;       ///< "medium"
    QString ladderTitle; ///< "the ENS"
    bool operator==(const Level &) const = default;
};

/// The level that a condition names ("ENS:medium"); nothing where there is none of that name. Any thread.
std::optional<Level> levelNamed(const QString &name);
/// All names of levels, ladder by ladder, from the lowest up.
const QStringList &levelNames();

/// The rank of what somebody wrote as the level of a certificate ("Nivel Alto", "L2", "class C"); nothing where it is in no form that
/// packs/levels/schemes.json knows, or names two levels. Any thread.
std::optional<int> levelRead(const QString &ladder, const QString &text);

/// Gives a connection the function bw_level(ladder, text): levelRead, NULL where there is nothing. Thread: the connection's.
void addLevelFunction(sqlite3 *);

} // namespace rules
