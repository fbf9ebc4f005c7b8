// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QWidget>

class QLabel;
class QToolButton;
class QTreeWidget;

namespace views {

/// The report of one import: what its file was, what it brought, what was set aside and why. Its numbers lead to the things that
/// they count. GUI thread.
class ImportPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ImportPanel(QWidget *parent);
    void showImport(const ImportDetail &detail);

signals:
    /// `how`: told, added, changed.
    void brought(const QString &how, const views::ImportRow &row);
    void rejectsWanted(const QString &file);
    void takeBackWanted(const views::ImportDetail &detail);

private:
    ImportDetail m_detail;
    QLabel *m_title;
    QLabel *m_file;
    QLabel *m_account;
    QToolButton *m_told;
    QToolButton *m_added;
    QToolButton *m_changed;
    QToolButton *m_rejects;
    QToolButton *m_takeBack;
    QTreeWidget *m_messages;
};

} // namespace views
