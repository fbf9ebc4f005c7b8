// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/spreadsheet/returnedquestionnaire.h"
#include "store/questionnaires.h"

#include <QHash>
#include <QStringList>

#include <set>

namespace store {
class AttributeStore;
class ChangeLog;
}

namespace app {

struct Services;

/// Takes in the lines of questionnaires that came back: each is matched with what was asked, read, and put into the queue for review.
/// Nothing of it counts before it is accepted, and nothing is written before write(). Thread: the store's connection.
class ReturnedAnswers
{
public:
    /// `folder`: where evidence may lie that is named without a path; empty: nowhere.
    ReturnedAnswers(const Services &, store::AttributeStore &, const QString &folder);

    enum class Fate { New, Changed, Same, Left, Wrong };
    struct Taken
    {
        Fate fate = Fate::Wrong;
        QString code, message; ///< of what is left or wrong
    };
    Taken take(const importers::ReturnedLine &);

    int waiting() const { return m_waiting; }   ///< answers that were put into the queue
    int known() const { return m_known; }       ///< lines of this workspace
    QStringList teams() const { return m_teams; } ///< whose answers were put into the queue
    void write(store::ChangeLog &) const;

private:
    Taken read(store::SentQuestionnaire &, store::AskedItem &, const importers::ReturnedLine &);
    /// Whether what the line says that it asks is what its id asks.
    bool fits(const store::AskedItem &, const importers::ReturnedLine &) const;
    QString hashOf(const QString &evidence);

    const Services &m_services;
    store::AttributeStore &m_values;
    QString m_folder;
    QList<store::SentQuestionnaire> m_all;
    QHash<QString, std::pair<qsizetype, qsizetype>> m_at; ///< questionnaire and item, by id
    QHash<QString, qint64> m_rows;  ///< by id: the row in which its answer stood
    QHash<QString, QString> m_hashes; ///< of evidence, by name
    std::set<qsizetype> m_touched;
    QStringList m_teams;
    int m_waiting = 0, m_known = 0;
};

} // namespace app
