// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/reportinput.h"

namespace report {

/// A title. Levels 1 and 2 are bookmarks; those with `contents` stand in the contents too. Level 4 is a line of its own in small type.
struct Heading
{
    int level = 1;
    QString text;
    std::optional<domain::Severity> grade;
    bool newPage = false;
    bool contents = true;
    QString id; ///< what cells with this target point to
};

struct Paragraph
{
    QString text;
    bool soft = false; ///< small and in soft ink
    bool strong = false;
};

/// Labels left, values right, each wrapped.
struct Pairs
{
    QList<std::pair<QString, QString>> rows;
    bool small = false;
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
    QString lead;   ///< stands above the text, strong
    QString target; ///< id of a heading: the cell shows its page and links to it

    static TableCell of(const QString &text) { return {text, {}, {}, false, false, {}, {}}; }
    static TableCell softly(const QString &text) { return {text, {}, {}, true, false, {}, {}}; }
    static TableCell strongly(const QString &text) { return {text, {}, {}, false, true, {}, {}}; }
    static TableCell led(const QString &lead, const QString &text) { return {text, {}, {}, false, false, lead, {}}; }
    static TableCell withSign(domain::Status status, const QString &text) { return {text, status, {}, false, false, {}, {}}; }
    static TableCell graded(domain::Severity grade, const QString &text) { return {text, {}, grade, false, false, {}, {}}; }
    static TableCell page(const QString &target) { return {{}, {}, {}, false, false, {}, target}; }
    static TableCell number(int n);
};

/// Rows are not split over pages unless one is taller than a page; the head is repeated.
struct Table
{
    QList<Column> columns;
    QList<QList<TableCell>> rows;
    QString emptyText;
    bool tight = false; ///< a list of names in columns: no rules between its rows
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
    QString sampleNote;
    QString kind; ///< "Full report"
    QString scope;
    QStringList exclusions;
    QList<std::pair<QString, QString>> roles; ///< role and function
    QList<std::pair<QString, QString>> facts;
};

/// A report before it has pages: a value, made by buildDocument() and read by the writers.
struct Document
{
    QString title;
    QString organisation;
    QString asOf; ///< ISO
    QString scope;
    QString decided; ///< "78 % decided"
    QString sampleNote;
    QString hash; ///< first twelve digits
    QString language;
    QString classification;
    Cover cover;
    QList<Block> guide; ///< below the contents: what the words and signs mean
    QList<Block> blocks;
};

/// What a list on paper holds at most; beyond it the paper says how many more there are and where they stand.
inline constexpr int ListedAtMost = 1500;
/// The board's report names this many issues, missing facts and acceptances, and says how many more there are.
inline constexpr int BoardIssues = 10;
inline constexpr int BoardFacts = 10;
inline constexpr int BoardAcceptances = 10;

/// Pure. Thread: any.
Document buildDocument(const ReportInput &input);

} // namespace report
