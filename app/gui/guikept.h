// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/keptbeside.h"
#include "core/scoresofall.h"
#include "gui/guibackend.h"
#include "rules/aiactreview.h"
#include "rules/exposure.h"
#include "rules/rulereader.h"
#include "store/pages/certificatequeries.h"

#include <QHash>

#include <array>
#include <utility>

namespace app {

/// What rules say of AI uses and of providers, for the page of AI.
struct AiJudged
{
    QHash<qint64, rules::AiUseReview> uses;
    QHash<qint64, rules::ProviderReach> reach;
};

/// Certificates, services and which of them cover which.
struct CertificateFacts
{
    QList<store::CertificateLine> certificates;
    QList<store::OfferedService> services;
    QList<rules::CertifiedService> covers;
};

struct GuiBackend::Kept
{
    KeptBeside<ScoresOfAll> scores;
    /// Of the evaluation that the map shows, and of the one that it is compared with; both by what either judged.
    std::array<KeptBeside<ScoresOfAll, std::pair<qint64, qint64>>, 2> scoresOfRuns;
    KeptBeside<AiJudged> ai;
    KeptBeside<CertificateFacts> certificates;
};

} // namespace app
