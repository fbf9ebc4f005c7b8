// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/document.h"

#include "figures/figure.h"

#include <QSizeF>

#include <tuple>

namespace report {

/// A place that the contents and the bookmarks point to. `y` in points from the top of the page.
struct Anchor
{
    int level = 1;
    QString text;
    int page = 0; ///< index
    double y = 0;
    bool contents = true;
    QString id;
};

/// A cell that shows the page of an anchor and links to it; its words are put in when all pages are laid.
struct PageReference
{
    int page = 0; ///< index of the sheet that it stands on
    qsizetype cell = 0;
    QRectF rect; ///< points
    QString target;
};

/// One sheet: what is painted on it, in the device's units.
struct Page
{
    QList<figures::Cell> cells;
};

/// Lays blocks on pages from top to bottom: wraps text, keeps headings with what follows, repeats the heads of
/// tables, never splits a row that fits on a page, cuts no text. Lays out only; paints nothing.
/// Needs a QGuiApplication for fonts. Thread: any, one at a time.
class Pages
{
public:
    /// `paper` in points.
    Pages(const figures::Style &style, int dotsPerInch, const QSizeF &paper);

    /// `next`: the blocks that follow, as far as a heading has to know them.
    void add(const Block &block, const QList<const Block *> &next = {});
    void addCover(const Cover &cover);
    /// Puts the page numbers into the cells that point to a heading; `offset` is what to add to each anchor's page. Answers
    /// sheet, rectangle in points and index of the anchor, of those whose target is there.
    QList<std::tuple<int, QRectF, qsizetype>> resolveReferences(int offset);
    /// Lays the contents; `offset` is what to add to each anchor's page. Answers where each entry stands,
    /// as page index and rectangle in points.
    QList<std::pair<int, QRectF>> addContents(const QList<Anchor> &anchors, int offset);

    const QList<Page> &sheets() const { return m_pages; }
    const QList<Anchor> &anchors() const { return m_anchors; }

private:
    struct Line
    {
        QString text;
        double width = 0;
    };
    struct LaidRow
    {
        QList<QStringList> lines; ///< by column
        QList<qsizetype> leads;   ///< by column: how many of the first lines are strong
        double height = 0;
    };

    double pt(double points) const { return points * m_dots / 72.0; }
    QStringList wrap(const QString &words, figures::TextRole role, bool bold, double width) const;
    double lineHeight(figures::TextRole role) const;
    void newPage();
    void ensure(double height);
    Page &page() { return m_pages.last(); }
    /// Puts wrapped lines below each other at the cursor, going on to the next page where need be.
    void flow(const QStringList &lines, double left, double width, figures::TextRole role, bool bold,
              figures::Tone tone);
    void put(const QString &words, const QRectF &rect, figures::TextRole role, bool bold, figures::Tone tone,
             Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter);
    void rule(double y, figures::Tone tone);

    double heightAfterHeading(const Heading &heading, const QList<const Block *> &next) const;
    void lay(const Heading &heading, const QList<const Block *> &next);
    void lay(const Paragraph &paragraph);
    void lay(const Pairs &pairs);
    void lay(const Tiles &tiles);
    void lay(const Table &table);
    void lay(const FigureBlock &figure);
    void lay(const Gap &gap);

    QList<double> columnWidths(const Table &table) const;
    LaidRow layRow(const Table &table, const QList<TableCell> &row, const QList<double> &widths) const;
    double rowHeight(const Table &table, qsizetype lines) const;
    void paintHead(const Table &table, const QList<double> &widths);
    void paintRow(const Table &table, const QList<TableCell> &row, const LaidRow &laid, const QList<double> &widths);
    double headHeight(const Table &table, const QList<double> &widths) const;

    figures::Style m_style;
    double m_dots;
    double m_left;
    double m_right;
    double m_top;
    double m_bottom;
    double m_y = 0;
    QList<Page> m_pages;
    QList<Anchor> m_anchors;
    QList<PageReference> m_references;
};

} // namespace report
