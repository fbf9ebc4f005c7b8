// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "rules/pack.h"
#include "store/attributestore.h"

#include <QList>
#include <QSqlDatabase>
#include <QString>

#include <optional>

namespace rules {

/// What the recorded facts make of an AI use under the AI Act.
enum class AiClass : int { Prohibited, HighAnnex1, HighAnnex3, Unsettled, Transparency, Minimal, Unknown };
QString aiClassName(AiClass);

/// One duty of the AI Act on a use or a model: what stands of it today, and on the day from which it applies if nothing changes.
struct AiDuty
{
    QString rule, clause, title;
    std::optional<domain::Day> from;                      ///< of the Regulation as amended by Regulation (EU) 2026/1744
    domain::Status now = domain::Status::Unknown;
    std::optional<domain::Status> then;                   ///< on `from`, where that is still to come
    bool operator==(const AiDuty &) const = default;
};

struct AiUseReview
{
    qint64 id = 0;
    QString key, name, entity, purpose;
    QString role, roleReason;                             ///< as recorded; empty: unsaid
    bool becomesProvider = false;                         ///< by Art. 25(1) or 25(3), whatever is recorded
    QString recordedClass;                                ///< as in the catalogue; empty: unsaid
    AiClass found = AiClass::Unknown;
    QString reason;                                       ///< with the article
    bool differs = false;                                 ///< the recorded class is another than what the facts make of it
    QString proposal;                                     ///< a point of Annex III that the purpose's words suggest; for a person to confirm
    QStringList persons, models;
    QList<qint64> modelIds;
    QList<AiDuty> duties;                                 ///< without those that never concern it; by day, then by article
};

/// A general-purpose model under Chapter V.
struct AiModelReview
{
    enum class Systemic : int { No, Yes, Presumed, Unknown };
    qint64 id = 0;
    QString key, name, developer;
    QString role;                                         ///< "provider", "downstream"; empty: unsaid
    bool generalPurpose = false, unsaid = false;          ///< unsaid: nobody said whether it is one
    Systemic systemic = Systemic::Unknown;
    QString reason;
    std::optional<double> compute;                        ///< floating point operations
    bool fineTuned = false;
    QString openSource;                                   ///< what a free and open licence spares its provider, or does not; empty: nothing to say
    QString notification;                                 ///< to the Commission (Art. 52(1)); empty: none is due
    QList<AiDuty> duties;
};

struct AiActReview
{
    domain::Day asOf = 0;
    QList<AiUseReview> uses;                              ///< the strictest class first
    QList<AiModelReview> models;                          ///< models in use that are, or may be, of general purpose
    QStringList switchedOff;                              ///< rules of these that the workspace has switched off, with the reason: no duty here
};

/// Reviews AI uses and models by the pack "eu-ai-act" of those given. The duties are the results of its rules. Reads only, besides temporary
/// tables of its own. Thread: the connection's; no other session on it at the time.
domain::Result<AiActReview> reviewAiAct(QSqlDatabase &, store::AttributeStore &, const QList<Pack> &, domain::Day asOf, domain::JobContext &);

/// The point of Annex III that words of a purpose suggest ("5(b)"); empty: none. From resources/reference/annex3_words.json.
QString annex3Suggested(const QString &purpose);

} // namespace rules
