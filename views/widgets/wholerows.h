// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTreeView;

namespace views {

/// Holds a list and gives it the height of as many whole rows as there is room for, so that none is cut in half. Takes the list as a
/// child. GUI thread.
class WholeRows final : public QWidget
{
    Q_OBJECT
public:
    explicit WholeRows(QTreeView *list, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *) override;
    bool event(QEvent *) override;

private:
    void fit();
    QTreeView *m_list;
};

} // namespace views
