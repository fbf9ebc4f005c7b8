// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/rulesets.h"

#include <QWidget>

class QLabel;
class QTreeWidget;

namespace views {

/// What a change of a rule set would turn: a count in words, and the first results. GUI thread.
class FlipsList final : public QWidget
{
    Q_OBJECT
public:
    /// Its parts are called `name` with "FlipCount" and "Flips".
    FlipsList(const QString &name, QWidget *parent);
    void tell(const FlipsData &flips);
    /// A sentence in place of results.
    void say(const QString &words);
    void clear() { say({}); }

private:
    QLabel *m_head;
    QTreeWidget *m_list;
};

/// Column `wide` takes the room that is left, the others what they need.
void keepColumns(QTreeWidget *tree, int wide);

} // namespace views
