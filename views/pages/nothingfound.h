// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/filterstate.h"

#include <QLabel>

namespace views {

/// Says which parts of the filter leave nothing, and takes each of them, or all, away. GUI thread.
class NothingFound final : public QLabel
{
    Q_OBJECT
public:
    explicit NothingFound(QWidget *parent);
    /// `what`: "IT systems"; `typed`: what the page's own search field holds.
    void explain(const QString &what, const QList<FilterChip> &chips, const QString &typed = {});

signals:
    void filterWanted(const views::FilterState &filter);
    void searchCleared();

private:
    void follow(const QString &link);

    QList<FilterChip> m_chips;
    bool m_typed = false;
};

} // namespace views
