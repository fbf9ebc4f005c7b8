// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "report/reportinput.h"
#include "store/pages/pagefilter.h"

#include <QSqlDatabase>

namespace store {
class AttributeStore;
struct FlowCount;
}

namespace app {

struct Services;

struct ReportRequest
{
    QStringList frameworks;   ///< empty: those of the last run
    report::Template kind = report::Template::Full;
    QString language = QStringLiteral("en");
    QString preparer;
    QString reviewer;
    QString approver;
    QString classification = QStringLiteral("Confidential");
    QStringList exclusions;
    bool reviewedOnly = false; ///< leaves out what counsel has not reviewed, and says how much that is
    /// A report is for people: where more findings than these are open, it tells of each requirement the first by name and counts the rest.
    qint64 listedInAll = 20000;
    QString legalEntity, businessService;   ///< keys; only what belongs to them; empty: the whole organisation
};

/// Gathers what a report says from the last run and the inventory. NoRun when nothing was evaluated yet. The report's time is that of
/// the run, so that the same workspace gives the same report.
domain::Result<report::ReportInput> buildReport(const Services &, QSqlDatabase &, store::AttributeStore &, const ReportRequest &,
                                                domain::JobContext &);

/// The shape of a place of this kind (attribute site_kind, or the kind of a reference region).
figures::SiteKind siteKind(const QString &kind);

/// Countries, sites and what has no place, for the map of a report or a page. `metric`: "workloads", "datasets", "accelerators" or "gaps".
/// `only`: counts only what a page would list under it.
figures::MapData buildMap(store::AttributeStore &, const QString &metric, const store::PageFilter &only = {});

/// The transfers of personal data between countries as arcs, with the worst result of each; window and report draw the same.
void addTransferArcs(figures::MapData &, store::AttributeStore &, const QHash<QString, QString> &countries, const QList<store::FlowCount> &flows);

/// Writes by the ending of the path: pdf, html, xlsx, csv or json.
domain::Result<void> writeReport(const report::ReportInput &, const QString &path, domain::JobContext &);

} // namespace app
