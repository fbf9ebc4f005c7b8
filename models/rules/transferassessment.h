// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "rules/exposure.h"
#include "rules/pack.h"
#include "store/attributestore.h"

#include <QHash>
#include <QList>
#include <QSqlDatabase>
#include <QString>

#include <optional>

namespace rules {

/// Whether what carries a transfer holds on the day (GDPR, Chapter V).
enum class TransferStanding : int {
    NotConcerned, ///< no personal data, or nobody outside the European Economic Area
    Carried,      ///< adequacy or a tool holds, and its assessment is current
    Doubtful,     ///< a tool holds, but its assessment is older than our own standard
    NotCarried,   ///< neither adequacy nor a tool holds; or nobody assessed the transfer, or the law found undermines the tool (C-311/18)
    Unknown       ///< too little is recorded
};
QString transferStandingName(TransferStanding);

enum class Answer : int { No, Yes, Unknown };

/// What might keep the importer and its authorities from the data, and what it is worth by what is processed in clear.
struct TransferBarrier
{
    enum class Worth : int { Recognised, StorageOnly, NotRecognised };
    QString words;
    Worth worth = Worth::NotRecognised;
    bool operator==(const TransferBarrier &) const = default;
};

/// An IT system of the importer's group that holds the data: what is processed in clear there decides on what a barrier is worth.
struct TransferSystem
{
    qint64 id = 0;
    QString name, keys;                  ///< keys: as in the catalogue; empty: unsaid
    std::optional<bool> clear, confidential;
    bool operator==(const TransferSystem &) const = default;
};

/// A subcontractor of the importer's group that may reach the data.
struct OnwardTransfer
{
    enum class Ground : int { Inside, Adequate, Conditional, None, Unknown }; ///< in the EEA; by an adequacy decision, perhaps on conditions; by none
    qint64 id = 0;
    QString key, name, country;
    Ground ground = Ground::Unknown;
    std::optional<bool> reaches, authorised; ///< customer data; by us (Art. 28(2))
    bool operator==(const OnwardTransfer &) const = default;
};

/// A fault or an open point of a transfer, the rule that says so, and what would mend it.
struct TransferPoint
{
    QString rule, what, mend;
    bool open = false; ///< too little is recorded
    bool operator==(const TransferPoint &) const = default;
};

/// One transfer on a day. The standing and the points follow the results of the GDPR's own rules, so that they can't differ from them.
struct TransferAssessment
{
    qint64 id = 0;
    QString key, name;
    QString exporter, importer;          ///< names; empty: unsaid
    QString exporterRole, importerKind;  ///< as in the catalogue; empty: unsaid
    QString country, facet, purpose;     ///< as in the catalogue; empty: unsaid
    QStringList classes, datasets;       ///< classes of data; names of datasets
    QString tool, module;                ///< "none": declared absent; empty: unsaid
    std::optional<domain::Day> toolDate, dpfUntil, assessed;
    TransferStanding standing = TransferStanding::Unknown;
    Answer adequate = Answer::Unknown;   ///< an adequacy decision covers this recipient on the day
    QStringList conditions;              ///< what that decision asks of the recipient: "dpf_certified", "commercial"; empty: nothing
    QString limits;                      ///< what of that decision's scope only counsel can judge; empty: nothing
    QString pending;                     ///< a case by which that decision may fall; empty: none is known
    bool assessmentNeeded = false;
    bool assessmentAbsent = false;       ///< declared not to exist
    bool assessmentAsked = false;        ///< its date was asked for, and nobody has answered
    Answer assessmentCurrent = Answer::Unknown;
    int assessmentAge = 0;               ///< days, where there is one
    QList<LawReach> laws;                ///< that reach the importer's country or the importer's group, from outside the zone
    bool lawsKnown = false;
    QList<TransferSystem> systems;       ///< by name
    QList<TransferBarrier> barriers;
    std::optional<bool> onward;          ///< as recorded: the importer passes data on
    QList<OnwardTransfer> onwardTo;      ///< subcontractors that may reach it, those outside the European Economic Area first
    std::optional<bool> systematic;
    QString fallback;                    ///< what takes over if adequacy falls; as in the catalogue
    std::optional<bool> undermined;      ///< the assessment found law that undermines the tool
    QList<qint64> datasetIds;
    QList<TransferPoint> points;
    QHash<QString, domain::Status> results; ///< of each rule on transfers that is not switched off
};

/// Personal data that is reached from, or lies in, a third country, without a transfer that says so.
struct UnrecordedTransfer
{
    domain::EntityKind kind = domain::EntityKind::Dataset;
    qint64 entity = 0;
    QString key, name, country, facet;
    QString dataset;                     ///< its name, where the thing is an IT system or an access right
    QString datasetKey;
    qint64 datasetId = 0;
    bool adequate = false;               ///< an adequacy decision without conditions covers the country on the day
    bool operator==(const UnrecordedTransfer &) const = default;
};
/// What a record of it has to say: the recipient, what carries it, and where that asks for it the assessment.
QString missingOf(const UnrecordedTransfer &);

struct TransferReview
{
    domain::Day asOf = 0;
    QList<TransferAssessment> transfers; ///< the worst first, then by name
    QList<UnrecordedTransfer> unrecorded; ///< by dataset and country
    QStringList switchedOff;              ///< rules on transfers that the workspace has switched off, with the reason: they decide nothing here
};

/// Judges all transfers by the pack "gdpr" of those given; without it, an error. Reads only, besides temporary tables of its own.
/// Thread: the connection's; no other session on it at the time.
domain::Result<TransferReview> reviewTransfers(QSqlDatabase &, store::AttributeStore &, const QList<Pack> &, domain::Day asOf, domain::JobContext &);

} // namespace rules
