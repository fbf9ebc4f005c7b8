// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/reportinput.h"

namespace report {

/// A title that stands in the contents and the bookmarks.
struct Heading
{
    int level = 1;
    QString text;
    std::optional<domain::Severity> grade;
    bool newPage = false;
};

struct Paragraph
{
    QString text;
    bool soft = false;
    bool strong = false;
};

/// Labels left, values right, each wrapped.
struct Pairs
{
    QList<std::pair<QString, QString>> rows;
};

/// A number that a board remembers.
struct Tile
{
    QString number;
    QString label;
    QString note;
    figures::Tone tone = figures::Tone::Ink;
    std::optional<domain::Status> sign;
};

struct Tiles
{
    QList<Tile> tiles; ///< three to a line
};

struct Column
{
    QString title;
    double weight = 1;   ///< share of the table's width
    bool number = false; ///< right-aligned
};

struct TableCell
{
    QString text;
    std::optional<domain::Status> sign;
    std::optional<domain::Severity> grade; ///< sign of a grade; with Status::Gap, the gap's grade
    bool soft = false;
    bool strong = false;

    static TableCell of(const QString &text) { return {text, {}, {}, false, false}; }
    static TableCell softly(const QString &text) { return {text, {}, {}, true, false}; }
    static TableCell number(int n);
};

/// Rows are not split over pages unless one is taller than a page; the head is repeated.
struct Table
{
    QList<Column> columns;
    QList<QList<TableCell>> rows;
    QString emptyText;
};

struct FigureBlock
{
    std::variant<figures::StackedBarsData, figures::LineChartData, figures::HeatmapData, figures::TreemapData,
                 figures::MapData>
        data;
    QString caption;
    double heightPoints = 160;
};

struct Gap
{
    double points = 8;
};

using Block = std::variant<Heading, Paragraph, Pairs, Tiles, Table, FigureBlock, Gap>;

struct Cover
{
    QString organisation;
    QString title;
    QString asOf;
    QString classification;
    QString scope;
    QStringList exclusions;
    QList<std::pair<QString, QString>> roles; ///< role and name
    QList<std::pair<QString, QString>> facts;
};

/// A report before it has pages: a value, made by buildDocument() and read by the writers.
struct Document
{
    QString title;
    QString organisation;
    QString asOf; ///< ISO
    QString hash; ///< first twelve digits
    QString language;
    QString classification;
    Cover cover;
    QList<Block> blocks;
};

/// More findings than this stand in the annex instead of below their issue.
inline constexpr int FindingsPerIssue = 20;

/// Pure. Thread: any.
Document buildDocument(const ReportInput &input);

} // namespace report
