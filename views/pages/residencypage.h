// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/flowpage.h"

class QComboBox;

namespace views {

class FigureTwin;

/// Where data is: for each class of data and each way of being somewhere (stored, processed, backed up, administered from, keys held) how
/// it stands to the sovereign zone, the countries of one of these ways, and the flow from data subjects over storage to where it is
/// reached from. Of datasets or IT systems.
class ResidencyPage final : public FlowPage
{
    Q_OBJECT
public:
    ResidencyPage(const PageContext &, FlowSource &, QWidget *parent);

protected:
    void reload() override;
    void go(const QString &mark) override;

private:
    void show(const ResidencyData &found);
    void showFacet();

    QComboBox *m_kind, *m_facet;
    QLabel *m_sentence;
    FigureTwin *m_zone, *m_countries, *m_flow;
    ResidencyData m_data;
    bool m_kindChosen = false;  ///< by the officer; else what there is
};

} // namespace views
