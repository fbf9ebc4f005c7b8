// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/assetspage.h"

namespace views {

class FigureTwin;

/// Which certificates have expired or soon will, and which services of providers are covered by which scheme.
class CertificatesPage final : public AssetsPage
{
    Q_OBJECT
public:
    CertificatesPage(const PageContext &, AssetsBackend &, QWidget *parent);

protected:
    void reload() override;

private:
    void show(const CertificatesData &);

    FigureTwin *m_days, *m_coverage;
    AssetList *m_list;
};

} // namespace views
