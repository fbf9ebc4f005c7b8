// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QLabel;
class QTabBar;
class QTreeWidget;
class QTreeWidgetItem;

namespace views {

class ImportPanel;
class SourcesPanel;

/// What was read, from which file, and what became of it; and where values come from.
class ImportsPage final : public Page
{
    Q_OBJECT
public:
    ImportsPage(const PageContext &, QWidget *parent);

signals:
    void importWanted();
    void undoWanted();
    /// The rejected records of this file shall be written to a file.
    void rejectsWanted(const QString &file);
    void takeBackWanted(const views::ImportDetail &detail);
    void trustWanted(const QString &format, const QString &scope, std::optional<int> rank);
    void splitWanted(qint64 merged);
    void sameWanted(qint64 one, qint64 other, bool same);

protected:
    void reload() override;
    void resizeEvent(QResizeEvent *) override;

private:
    enum Column : int;
    enum Role : int;
    void showReport(QTreeWidgetItem *item);

    QTreeWidget *m_list;
    QLabel *m_count;
    ImportPanel *m_report;
    SourcesPanel *m_sources;
    QTabBar *m_parts;
};

} // namespace views
