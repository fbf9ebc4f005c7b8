// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/entitykind.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace store {

class AttributeStore;
class ChangeLog;

/// One thing that a team is asked about.
struct AskedItem
{
    enum class State : int { Open, Waiting, Accepted, Returned }; ///< Returned: sent back with a word, so open again
    int nr = 0;
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString key, attr;          ///< attr empty: whether the register of the kind is complete, or a requirement
    State state = State::Open;
    QString typed, evidence, note, who; ///< as the team answered
    QString why;                ///< the word with which it went back
    QString sha256;             ///< of the evidence, where the file came along
    QString list = {};          ///< of requirements ("dora"): the key is the number of one, which is asked as a whole; the kind says nothing then
    bool operator==(const AskedItem &) const = default;
    bool isRequirement() const { return !list.isEmpty(); }
    bool isOpen() const { return state == State::Open || state == State::Returned; }
};

/// A questionnaire that was sent to a team.
struct SentQuestionnaire
{
    qint64 id = 0;              ///< the change set that sent it: a number that is never given again, though the file comes back after an undo
    QString team;
    domain::Day due = 0;
    QString sentOn;             ///< ISO date
    QList<AskedItem> items;
    QStringList reminded = {};  ///< ISO dates
    QString limitedTo = {};     ///< the part of the organisation that it asks of, in words; empty: the whole
    bool operator==(const SentQuestionnaire &) const = default;

    int count(AskedItem::State) const;
    int open() const;
    bool isOverdue(domain::Day today) const { return open() > 0 && due < today; }
    /// "3-12": what names an item in a file and on the command line.
    QString idOf(const AskedItem &item) const { return QString::number(id) + QLatin1Char('-') + QString::number(item.nr); }
    /// The same with a mark of what is asked, for the workbook: numbers of another workspace are the same, its questions are not.
    QString markedIdOf(const AskedItem &item) const;
};

/// All of them, the oldest first.
QList<SentQuestionnaire> sentQuestionnaires(AttributeStore &);
/// Writes one as part of a change set, so that undo takes it back.
void putQuestionnaire(AttributeStore &, ChangeLog &, const SentQuestionnaire &);

} // namespace store
