// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/flowpages.h"
#include "pages/page.h"

class QComboBox;
class QLabel;
class QTabBar;

namespace views {

class FigureTwin;
class NothingFound;

/// Where data is: for each class of data and each way of being somewhere (stored, processed, backed up, administered from, keys held) how
/// it stands to the sovereign zone, the countries of one of these ways, and the flow from data subjects over storage to where it is
/// reached from. Of datasets or IT systems.
class ResidencyPage final : public Page
{
    Q_OBJECT
public:
    ResidencyPage(const PageContext &, FlowSource &, QWidget *parent);

protected:
    void reload() override;
    void resizeEvent(QResizeEvent *) override;

private:
    void layOut();
    void show(const ResidencyData &found);
    void showFacet();
    void arrange();
    void go(const QString &mark);

    FlowSource &m_source;
    QComboBox *m_kind, *m_facet;
    QLabel *m_sentence, *m_scope, *m_empty;
    FigureTwin *m_zone, *m_countries, *m_flow;
    QTabBar *m_parts;
    NothingFound *m_nothing;
    QWidget *m_figures;
    ResidencyData m_data;
    bool m_kindChosen = false;  ///< by the officer; else what there is
};

} // namespace views
