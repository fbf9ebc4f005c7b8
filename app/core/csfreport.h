// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "report/reportinput.h"

#include <QHash>

#include <optional>

namespace store {
class AttributeStore;
}

namespace app {

/// What is assessed by the EU Cloud Sovereignty Framework, for the report: SEAL by objective, claimed and evidenced, with what holds it and the
/// attribution in the caption. Nothing where nothing is assessed. `countries`: names by ISO code. On the connection's thread.
/// `board`: the report has no chapter that tells what holds each SEAL, so the caption does.
std::optional<report::Chart> csfChart(store::AttributeStore &, const QHash<QString, QString> &countries, domain::Day today, bool board);

/// The same with the ground of every answer, for the report's chapter. Scores by each set of weights; what costs least is told by the calculator's.
report::AssessedThings csfReport(store::AttributeStore &, const QHash<QString, QString> &countries, domain::Day today);

} // namespace app
