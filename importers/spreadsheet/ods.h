// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/spreadsheet/workbook.h"

#include <QSet>

class QXmlStreamReader;

namespace importers {

class RowWriter;

/// OpenDocument tables (.ods): values by their type, texts of several paragraphs, repeated rows and cells, cells that span rows (the value
/// stands for each row). Hidden sheets by the style of their table.
class Ods final : public Workbook
{
public:
    static domain::Result<std::unique_ptr<Workbook>> open(const QString &path);
    domain::Result<QList<domain::Diagnostic>> writeCsv(qsizetype sheet, QIODevice &to, domain::JobContext &) override;

private:
    struct Cell;
    struct Span;
    struct Table;

    explicit Ods(const QString &path) : m_path(path) {}
    domain::Result<void> readContent(qsizetype wanted, RowWriter *, domain::JobContext *);
    static QString passTable(QXmlStreamReader &);
    void readTable(QXmlStreamReader &, RowWriter &, domain::JobContext &, std::optional<domain::Error> &stopped) const;
    QString sheetPath() const;
    bool readRow(QXmlStreamReader &, Table &) const;
    Cell readCell(QXmlStreamReader &, Table &, qint64 column) const;

    QString m_path;
    qsizetype m_sheet = -1; ///< that is being read
};

} // namespace importers
