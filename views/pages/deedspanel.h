// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QWidget>

class QLabel;
class QToolButton;
class QTreeWidget;

namespace views {

/// "Import: contracts.csv", "Retire Old archive".
QString titleOf(const DeedRow &);

/// Everything that was done to the data, and beside it what the chosen deed changed: before and after. GUI thread.
class DeedsPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit DeedsPanel(QWidget *parent);
    void showDeeds(const QList<DeedRow> &deeds);
    void showDeed(const DeedDetail &detail);

signals:
    void deedChosen(qint64 changeSet);
    void entityWanted(qint64 entity);
    /// The inventory shall list what the deed added or changed.
    void thingsWanted(const views::DeedRow &deed);

private:
    void share();

    QTreeWidget *m_deeds;
    QTreeWidget *m_changes;
    QLabel *m_title;
    QLabel *m_by;           ///< who did it, and how much it touched
    QToolButton *m_things;
    DeedRow m_deed;
};

} // namespace views
