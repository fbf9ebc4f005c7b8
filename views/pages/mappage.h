// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QComboBox;
class QLabel;

namespace views {

class FigureView;
class NothingFound;

/// Where things are: one metric at a time over the whole page.
class MapPage final : public Page
{
    Q_OBJECT
public:
    MapPage(const PageContext &, QWidget *parent);

protected:
    void reload() override;

private:
    QComboBox *m_metric;
    QComboBox *m_view;
    FigureView *m_map;
    NothingFound *m_nothing;
    QLabel *m_empty;
    bool m_viewChosen = false;
};

} // namespace views
