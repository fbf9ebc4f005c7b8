// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/requirementlinks.h"

#include <QWidget>

class QLabel;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace views {

/// Two frameworks side by side: what each asks of what the other asks, how both stand, and what only one of them asks. GUI thread.
class ComparisonPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ComparisonPanel(QWidget *parent = nullptr);
    /// `wanted`: a requirement of either side to be chosen; may be empty.
    void showComparison(const FrameworkComparison &, const rules::ListedRequirement &wanted);
    const FrameworkComparison &comparison() const { return m_shown; }

signals:
    void closed();
    void requirementWanted(const rules::ListedRequirement &requirement);

protected:
    void resizeEvent(QResizeEvent *) override;

private:
    enum Column : int;
    enum Role : int;
    QTreeWidgetItem *group(const QString &title, qsizetype count);
    void addPair(QTreeWidgetItem *group, const FrameworkComparison::Pair &);
    void addOnly(QTreeWidgetItem *group, const ComparedSide &side, const QString &id, bool left);
    void setSide(QTreeWidgetItem *item, const ComparedSide &side, const QString &id, bool left);
    void tellOf(QTreeWidgetItem *);
    void open(QTreeWidgetItem *);
    void setColumns();

    QLabel *m_title, *m_counts, *m_sources, *m_told;
    QToolButton *m_back;
    QTreeWidget *m_tree;
    FrameworkComparison m_shown;
};

} // namespace views
