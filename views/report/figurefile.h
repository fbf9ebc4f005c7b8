// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "figures/figure.h"
#include "figures/twintable.h"
#include "figures/worldmap.h"

#include <QDate>
#include <QHash>
#include <QImage>
#include <QSizeF>

#include <functional>

namespace report {

/// What a figure draws, as a table: what a screen reader, a spreadsheet and the clipboard get.
struct FigureTable
{
    QStringList columns;
    QList<QStringList> rows;
    QStringList ids = {};       ///< by row, the mark that it says the same as; empty: it leads nowhere
    int nameColumn = 0;         ///< what a row is called
};

/// Of any figure: each mark with words, once. `columns`: of what, its number, and as the tooltip says it.
FigureTable tableOf(const figures::Figure &figure, const QStringList &columns);

/// Of the figure's own rows: everything, also what the drawing gathers. Numbers stand as a spreadsheet takes them.
FigureTable tableOf(const figures::TwinTable &table);

/// Of a map, all that it knows, whether in view or not: countries, sites, flows, and what has no place. `names`: of countries by code.
FigureTable tableOf(const figures::MapData &map, const QHash<QString, QString> &names);

/// A figure with all that must stand beside it where nobody can ask the window: title, filters, day and hash of the data.
struct FigureSheet
{
    QString title;
    QStringList filters;        ///< "Germany", "GDPR"; empty: nothing narrows
    QString organisation;
    QDate asOf;                 ///< of the evaluation; invalid: not evaluated yet
    QDate drawn;                ///< the day on which it is saved
    FigureTable table;
    std::function<figures::Figure(const QRectF &, const figures::Style &)> layout;
    QSizeF size{900, 560};      ///< of the figure alone, design pixels
};

/// SHA-256 of the table's rows as they stand in the CSV, hex.
QString hashOf(const FigureTable &table);
/// "As of 22 November 2026", the filters, the first digits of the hash: what stands below the picture and above the table.
QStringList factsOf(const FigureSheet &sheet);

/// Title, figure and facts, laid out in one. Its rect begins at 0,0. Needs a QGuiApplication; any thread.
figures::Figure compose(const FigureSheet &sheet, const figures::Style &style);

/// On paper's ground, always in the light colours. `dotsPerInch`: 96 is one dot for each design pixel.
QImage toImage(const FigureSheet &sheet, int dotsPerInch);
QByteArray toPng(const FigureSheet &sheet, int dotsPerInch);
QByteArray toSvg(const FigureSheet &sheet);
/// One page as large as the figure, all as vectors and words as text.
QByteArray toPdf(const FigureSheet &sheet);
/// RFC 4180 in UTF-8 with a byte order mark; the facts first, each as a line that begins with #.
QByteArray toCsv(const FigureSheet &sheet);
/// Tabs between, as spreadsheets take it from the clipboard.
QString toTabbed(const FigureTable &table);

/// Writes by the ending of the path (png, svg, pdf or csv), whole or not at all. Errors: WriteFailed; Refused for another ending.
domain::Result<void> saveFigure(const FigureSheet &sheet, const QString &path, int dotsPerInch = 192);

} // namespace report
