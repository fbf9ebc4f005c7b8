// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/assetspage.h"

class QBoxLayout;
class QComboBox;
class QTabBar;

namespace views {

class FigureTwin;
class FigureView;

/// Where accelerators stand, whose they are, what runs on them and how far critical systems hang on one vendor.
class AcceleratorsPage final : public AssetsPage
{
    Q_OBJECT
public:
    AcceleratorsPage(const PageContext &, AssetsBackend &, QWidget *parent);

protected:
    void reload() override;
    QStringList ownNarrowing() const override;
    void resizeEvent(QResizeEvent *) override;

private:
    void show(const AcceleratorsData &);
    void showChoices(const QList<ChipChoice> &choices);
    void arrange();
    void openMark(const QString &id);

    QComboBox *m_choice;
    FigureView *m_map;
    FigureTwin *m_tree, *m_plans, *m_stages, *m_vendors;
    QLabel *m_limit;            ///< what m_vendors is not narrowed by
    AssetList *m_pools, *m_models;
    QTabBar *m_figures;         ///< where the window shows one at a time
    QWidget *m_bars;
    QList<QWidget *> m_lines;   ///< between them
    ChipChoice m_wanted;
    bool m_filling = false;
};

} // namespace views
