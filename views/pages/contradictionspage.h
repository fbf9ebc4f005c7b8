// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

#include <optional>

class QCheckBox;
class QHBoxLayout;
class QLabel;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace views {

/// What contradicts itself in the inventory and its judgements: by check, each with its sentence and a way to the things that it is about.
/// GUI thread.
class ContradictionsPage final : public Page
{
    Q_OBJECT
public:
    ContradictionsPage(const PageContext &, QWidget *parent);

signals:
    /// A thing, at the attribute at which the contradiction shows; an empty one: as a whole.
    void placeWanted(qint64 entity, const QString &attr);
    void requirementWanted(const rules::ListedRequirement &requirement);
    void asideWanted(const QList<rules::Contradiction> &what, const QString &reason);
    void takeUpWanted(const QString &check, const QString &subject);

protected:
    void reload() override;
    void resizeEvent(QResizeEvent *) override;

private:
    enum Column : int;
    enum Role : int;
    void showReport(const rules::XrayReport &report);
    QTreeWidgetItem *groupOf(const rules::XrayCheckInfo &check, const QList<int> &rows);
    void tellOf(QTreeWidgetItem *item);
    void openPlace(QTreeWidgetItem *item);
    /// What is chosen: one, several, or all of a check.
    QList<rules::Contradiction> chosen() const;
    void askAside();

    QTreeWidget *m_list;
    QLabel *m_count, *m_told, *m_note;
    QCheckBox *m_away;
    QToolButton *m_tools, *m_aside, *m_back;
    QHBoxLayout *m_places;
    rules::XrayReport m_report;
};

} // namespace views
