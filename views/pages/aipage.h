// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/assetspage.h"

namespace views {

class FigureTwin;

/// AI uses by class, models by origin and place, what comes from what, languages, and the three questions of AI sovereignty side by side.
class AiPage final : public AssetsPage
{
    Q_OBJECT
public:
    AiPage(const PageContext &, AssetsBackend &, QWidget *parent);

protected:
    void reload() override;

private:
    void show(const AiData &);

    FigureTwin *m_uses, *m_models, *m_licences, *m_lineage, *m_languages, *m_axes;
    AssetList *m_useList, *m_modelList, *m_evaluations;
};

} // namespace views
