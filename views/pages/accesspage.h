// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/flowpage.h"

#include <QTimer>

class QTreeWidget;

namespace views {

class FigureTwin;

/// Who may reach which data: kinds of principals by their employer's country against classes of data, the flow from the employer's
/// country over the kind to the class, and the strongest exposures to a law from outside the zone, with their ground in words.
class AccessPage final : public FlowPage
{
    Q_OBJECT
public:
    AccessPage(const PageContext &, FlowSource &, QWidget *parent);

protected:
    void reload() override;
    void go(const QString &mark) override { follow(mark, {}); }

private:
    enum ExposureColumn : int;
    enum ExposureRole : int;
    void buildList();
    void show(const AccessData &found);
    void fillList();
    void follow(const QString &mark, const QString &who);

    QLabel *m_sentence, *m_left, *m_exposed;
    FigureTwin *m_classes, *m_flow;
    QTreeWidget *m_list;
    QWidget *m_exposures;
    QTimer m_rowHeights;
    AccessData m_data;
};

} // namespace views
