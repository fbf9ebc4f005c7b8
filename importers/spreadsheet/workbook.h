// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"
#include "domain/jobcontext.h"
#include "domain/result.h"

#include <QList>
#include <QString>

#include <memory>

class QIODevice;

namespace importers {

struct Sheet
{
    QString name;
    bool hidden = false; ///< hidden from whoever opens the workbook; such sheets hold lists for drop-downs and the like
};

/// The tables of an Excel workbook (ECMA-376, transitional and strict) or an OpenDocument one (OASIS ODF 1.2), as text: what people see in
/// the cells, but in one way of writing: dates as 2026-11-20, decimal points, true and false. Formulas count by the values that were saved
/// with them. Streams; shared texts are kept. Blocking; one thread.
class Workbook
{
public:
    /// Neither a password nor old binary formats.
    static domain::Result<std::unique_ptr<Workbook>> open(const QString &path);
    virtual ~Workbook() = default;

    const QList<Sheet> &sheets() const { return m_sheets; }
    /// Writes a sheet as CSV with commas, in UTF-8: line n is row n, also where rows are empty; a line break in a cell is a carriage return
    /// there. What is doubtful about cells is told.
    virtual domain::Result<QList<domain::Diagnostic>> writeCsv(qsizetype sheet, QIODevice &to, domain::JobContext &) = 0;

protected:
    QList<Sheet> m_sheets;
};

} // namespace importers
