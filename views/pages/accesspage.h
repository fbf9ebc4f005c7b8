// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/flowpages.h"
#include "pages/page.h"

#include <QTimer>

class QLabel;
class QTabBar;
class QTreeWidget;

namespace views {

class FigureTwin;
class NothingFound;

/// Who may reach which data: kinds of principals by their employer's country against classes of data, the flow from the employer's
/// country over the kind to the class, and the strongest exposures to a law from outside the zone, with their ground in words.
class AccessPage final : public Page
{
    Q_OBJECT
public:
    AccessPage(const PageContext &, FlowSource &, QWidget *parent);

protected:
    void reload() override;
    void resizeEvent(QResizeEvent *) override;

private:
    void buildList();
    void layOut();
    void show(const AccessData &found);
    void fillList();
    void fitRows();
    void arrange();
    void go(const QString &mark, const QString &who = {});

    FlowSource &m_source;
    QLabel *m_sentence, *m_left, *m_scope, *m_empty, *m_exposed;
    FigureTwin *m_classes, *m_flow;
    QTreeWidget *m_list;
    QWidget *m_figures, *m_exposures;
    QTabBar *m_parts;
    NothingFound *m_nothing;
    QTimer m_rowHeights;
    AccessData m_data;
};

} // namespace views
