// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "rules/concentration.h"
#include "rules/sovereignty.h"
#include "store/pages/listqueries.h"

#include <QHash>
#include <QSet>

#include <optional>

class QSqlDatabase;

namespace rules {
struct Pack;
struct RunSummary;
}

namespace app {

struct SystemSovereignty
{
    store::EntityHead system;
    bool critical = false;                ///< critical itself, or of a business service with a critical function
    rules::SovereigntyScore score;
    QList<domain::EntityKind> unsaid;     ///< of what it uses nobody has said which, or whether that is all: rules on such things count as unknown
};

/// The scores of the systems that stand on the day, by name; by the rule set ai-sov in the newest evaluation. NoRun where that was never
/// judged. `ai`: that rule set as the workspace has it. On the connection's thread.
domain::Result<QList<SystemSovereignty>> systemSovereignty(QSqlDatabase &, store::AttributeStore &, const rules::Pack &ai, domain::Day today);

struct SystemRange
{
    store::EntityHead system;
    bool critical = false;
    std::optional<rules::ScoreRange> range;
};
/// Why no system has a score where systemRanges() answers NoRun; `ai` is null where the rule set is not there.
QString whyNoScores(const rules::Pack *ai);
/// The same scores as ranges alone, for a list of a whole estate.
domain::Result<QList<SystemRange>> systemRanges(QSqlDatabase &, store::AttributeStore &, const rules::Pack &ai, domain::Day today);
/// By what an earlier run found, of these rules alone; what systems use and rest on is that of today's inventory.
domain::Result<QList<SystemRange>> systemRangesOf(QSqlDatabase &, store::AttributeStore &, const rules::Pack &ai, const rules::RunSummary &, const QSet<QString> &judged);

/// A result behind a system's score: what a rule said of the system, or of something that it uses.
struct SovereigntyFact
{
    rules::SovereigntyPart part = rules::SovereigntyPart::Residency;
    QString rule;
    domain::Severity severity = domain::Severity::Medium;
    domain::Status status = domain::Status::Unknown;
    qint64 thing = 0;
    std::optional<domain::EntityKind> unsaid; ///< nobody has said which of these the system (the thing) uses, so that the rule may apply
};
/// All that enter the score of one system, in the order of the rule set; what does not apply is left out. The score is
/// rules::sovereigntyScore() of them. UnknownEntity, NoRun as above. On the connection's thread.
domain::Result<QList<SovereigntyFact>> sovereigntyFacts(QSqlDatabase &, store::AttributeStore &, const rules::Pack &ai, qint64 system, domain::Day today);

/// By which attribute of a system it is said what it uses of the kind; empty for access rights, which name the system.
QString attributeOfUse(domain::EntityKind);

enum class ConcentrationBy { Provider, Parent, Country, ChipVendor, ModelDeveloper };
inline constexpr int ConcentrationByCount = 5;
QString concentrationName(ConcentrationBy); ///< "provider", "ultimate_parent", "country", "chip_vendor", "model_developer"

QString concentrationTitle(ConcentrationBy); ///< "Ultimate parent"
/// Whether it is beyond our standard, and by what.
QString concentrationWords(const rules::Concentration &);

struct ConcentrationLine
{
    ConcentrationBy by = ConcentrationBy::Provider;
    bool criticalOnly = false;
    rules::Concentration found;
    QHash<QString, QList<qint64>> systems; ///< those that hang on a name, wholly or in part; under the empty name: of which something is not recorded
};
/// Of all systems and of the critical ones. For chips and models only the systems that use such count. `countries`: names by ISO code.
/// `within`: only these systems, where given.
QList<ConcentrationLine> concentrations(store::AttributeStore &, const QHash<QString, QString> &countries, domain::Day today,
                                        const std::optional<QSet<qint64>> &within = {});

} // namespace app
