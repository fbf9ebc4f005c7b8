// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/status.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace text {

/// A heading of the details and its lines, in words.
struct DossierSection
{
    QString heading;
    QStringList lines;
    bool operator==(const DossierSection &) const = default;
};

/// One thing, or one remark, of a dossier.
struct DossierLine
{
    qint64 entity = 0;                      ///< 0: none to open
    QString key;                            ///< of it; empty: a remark
    QStringList cells;                      ///< as the columns
    QString title;                          ///< of the details
    domain::Status status = domain::Status::Unknown; ///< the sign before the first cell
    domain::Severity severity = domain::Severity::Medium;
    QList<DossierSection> sections;
};

/// What a law makes of one sort of things, thing by thing: for the window and for reports. A value.
struct DossierData
{
    QString summary;                        ///< how many of what
    domain::Day asOf = 0;                   ///< the day that it is judged on
    qsizetype outside = 0;                  ///< entries that the filter leaves out
    QStringList columns;
    QList<DossierLine> lines;
    QString nothing;                        ///< said where there is no line
};

} // namespace text
