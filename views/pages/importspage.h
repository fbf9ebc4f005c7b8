// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QLabel;
class QTreeWidget;

namespace views {

/// What was read, from which file, and what became of it.
class ImportsPage final : public Page
{
    Q_OBJECT
public:
    ImportsPage(const PageContext &, QWidget *parent);

signals:
    void importWanted();
    void undoWanted();

protected:
    void reload() override;
    void resizeEvent(QResizeEvent *) override;

private:
    QTreeWidget *m_list;
    QLabel *m_count;
    QLabel *m_messages;
};

} // namespace views
