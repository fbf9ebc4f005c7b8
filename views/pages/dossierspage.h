// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/dossiers.h"
#include "pages/page.h"

class QBoxLayout;
class QLabel;
class QPushButton;
class QTabBar;
class QTextBrowser;
class QTreeWidget;

namespace views {

/// Transfers of personal data, AI uses and models, and the register of information: each thing with what the law makes of it, and what would
/// mend it. The backend must be a DossierSource; another leaves the page empty.
class DossiersPage final : public Page
{
    Q_OBJECT
public:
    DossiersPage(const PageContext &, QWidget *parent);

protected:
    void reload() override;
    void resizeEvent(QResizeEvent *) override;

private:
    enum Role : int;
    void fit();
    DossierKind kind() const;
    void show(const DossierData &);
    void showLine();
    void open();
    void chooseFile();

    QTabBar *m_parts;
    QTreeWidget *m_list;
    QLabel *m_summary, *m_scope, *m_told;
    QTextBrowser *m_detail;
    QPushButton *m_open, *m_write;
    QBoxLayout *m_row;
    QWidget *m_beside, *m_below;   ///< lines between list and details, by where these stand
    DossierData m_data;
};

} // namespace views
