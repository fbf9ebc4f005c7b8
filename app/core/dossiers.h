// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/aiactreview.h"
#include "rules/transferassessment.h"
#include "text/dossier.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace app {

/// The things that a dossier is narrowed to; nothing: all.
using DossierScope = std::optional<QSet<qint64>>;

// Reviews in words, for the window and for reports. Pure; any thread. `countries`: names by code.

/// Transfers, and the ways on which personal data leaves without one. A transfer is in the scope with any dataset of its own.
text::DossierData transfersDossier(const rules::TransferReview &, const QHash<QString, QString> &countries, const DossierScope &);
/// AI uses, and the models of general purpose that are in the scope or used by one that is.
text::DossierData aiDossier(const rules::AiActReview &, const DossierScope &);

/// "high risk (Annex III)", "to be settled".
QString aiClassWords(rules::AiClass);

} // namespace app
