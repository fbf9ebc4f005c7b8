// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "rules/concentration.h"
#include "rules/sovereignty.h"
#include "store/pages/listqueries.h"

#include <QHash>

class QSqlDatabase;

namespace rules {
struct Pack;
}

namespace app {

struct SystemSovereignty
{
    store::EntityHead system;
    bool critical = false;                ///< critical itself, or of a business service with a critical function
    rules::SovereigntyScore score;
};

/// The scores of the systems that stand on the day, by name; by the rule set ai-sov in the newest evaluation. NoRun where that was never
/// judged. `ai`: that rule set as the workspace has it. On the connection's thread.
domain::Result<QList<SystemSovereignty>> systemSovereignty(QSqlDatabase &, store::AttributeStore &, const rules::Pack &ai, domain::Day today);

enum class ConcentrationBy { Provider, Parent, Country, ChipVendor, ModelDeveloper };
inline constexpr int ConcentrationByCount = 5;
QString concentrationName(ConcentrationBy); ///< "provider", "ultimate_parent", "country", "chip_vendor", "model_developer"

struct ConcentrationLine
{
    ConcentrationBy by = ConcentrationBy::Provider;
    bool criticalOnly = false;
    rules::Concentration found;
};
/// Of all systems and of the critical ones. For chips and models only the systems that use such count. `countries`: names by ISO code.
QList<ConcentrationLine> concentrations(store::AttributeStore &, const QHash<QString, QString> &countries, domain::Day today);

} // namespace app
