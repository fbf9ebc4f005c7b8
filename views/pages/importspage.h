// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace views {

class ImportPanel;

/// What was read, from which file, and what became of it.
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

protected:
    void reload() override;
    void resizeEvent(QResizeEvent *) override;

private:
    void showReport(QTreeWidgetItem *item);

    QTreeWidget *m_list;
    QLabel *m_count;
    ImportPanel *m_report;
};

} // namespace views
