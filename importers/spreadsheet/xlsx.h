// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/spreadsheet/cellnumber.h"
#include "importers/spreadsheet/workbook.h"

#include <QByteArray>
#include <QHash>
#include <QXmlStreamReader>

#include <functional>
#include <map>
#include <vector>

namespace importers {

class RowWriter;

/// Excel workbooks (.xlsx, .xlsm). Shared, inline and rich texts, booleans, errors, days by their number format (from 1900 or 1904), the
/// saved values of formulas, merged cells (downwards: the value stands for each row), relative and absolute targets of relationships.
class Xlsx final : public Workbook
{
public:
    static domain::Result<std::unique_ptr<Workbook>> open(const QString &path);
    domain::Result<QList<domain::Diagnostic>> writeCsv(qsizetype sheet, QIODevice &to, domain::JobContext &) override;

private:
    using Reader = std::function<void(QXmlStreamReader &)>;
    struct Merged
    {
        qint64 lastRow;
        qint64 column;
    };
    /// A merged cell while its rows are read.
    struct Running
    {
        qint64 lastRow;
        QString text;
    };
    struct Cell;

    explicit Xlsx(const QString &path) : m_path(path) {}
    domain::Result<void> read(const QString &part, const Reader &) const;
    domain::Result<QHash<QString, QString>> relations(const QString &part, QString *officeDocument = nullptr) const;
    domain::Result<void> readWorkbook();
    domain::Result<void> readStyles(const QString &part);
    domain::Result<void> readTexts();
    domain::Result<QMultiHash<qint64, Merged>> readMerged(const QString &part) const;
    void readRow(QXmlStreamReader &, qint64 row, RowWriter &, const QMultiHash<qint64, Merged> &, std::map<qint64, Running> &) const; // by column
    Cell readCell(QXmlStreamReader &, qint64 row, qint64 next) const;
    QString textOf(const Cell &, qint64 row, RowWriter &) const;
    QString shared(qint64 number) const;

    QString m_path;
    QStringList m_parts; ///< of each sheet
    QString m_textsPart;
    bool m_textsRead = false;
    bool m_since1904 = false;
    std::vector<NumberFormat> m_formats; ///< by the number of a cell's style
    QByteArray m_texts;                  ///< all shared texts, one behind the other
    std::vector<qsizetype> m_textEnds;
};

} // namespace importers
