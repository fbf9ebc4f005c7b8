// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/htmlwriter.h"

#include "report/document.h"
#include "report/jsonwriter.h"
#include "report/svg.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {
namespace {

constexpr qsizetype LongestWordShown = 18;

constexpr double FigureWidth = 880;

QString escaped(const QString &words)
{
    return words.toHtmlEscaped().replace(u'\n', u"<br>"_s);
}

QString styleSheet(const figures::Palette &p)
{
    return u"body{background:%1;color:%2;font:15px/1.45 Inter,system-ui,sans-serif;margin:0}"
           "main{max-width:880px;margin:0 auto;padding:24px}"
           "h1{font-size:34px;margin:32px 0 0}h2{font-size:22px;font-weight:400;margin:48px 0 8px}"
           "h3{font-size:16px;margin:32px 0 8px}h4{font-size:15px;margin:16px 0 4px}"
           ".soft{color:%3}.strong{font-weight:600}.mark{border:1px solid %2;padding:2px 8px;font-size:13px}"
           "table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums;margin:8px 0 "
           "16px}"
           "th{color:%3;text-align:left;border-bottom:1px solid %3}td{border-bottom:1px solid %4;vertical-align:top}"
           "th,td{padding:4px 8px 4px 0}td{overflow-wrap:anywhere}td.st,td.w{overflow-wrap:break-word}td.st{min-width:6em}.n{text-align:right;padding-right:16px}"
           "h5{font-size:13px;margin:12px 0 2px}dl.small{font-size:13px;grid-template-columns:6em 1fr;gap:2px 0}"
           ".names{columns:3;font-size:13px;padding-left:1.2em;margin:4px 0 12px}.names li{overflow-wrap:anywhere}"
           "dl{display:grid;grid-template-columns:9em 1fr;margin:8px 0}dt{color:%3}dd{margin:0}"
           ".tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:12px;margin:16px 0}"
           ".tile{background:%5;border:1px solid %4;padding:12px}.tile b{display:block;font-size:34px;font-weight:400}"
           ".sign{width:.85em;height:.85em;margin-right:.4em;vertical-align:-.05em}"
           ".figure{width:100%;height:auto;font-family:Inter,system-ui,sans-serif}a{color:%6}"
           "@media print{@page{margin:18mm 16mm}body{background:none;font-size:11px}main{max-width:none;padding:0}thead{display:table-header-group}"
           "h2,h3,h4,h5{break-after:avoid}tr,.tile,.figure{break-inside:avoid}}"_s.arg(
               p.paper.name(), p.ink.name(), p.inkSoft.name(), p.line.name(), p.surface.name(), p.accent.name());
}

class Html
{
public:
    explicit Html(const figures::Style &style) : m_style(style) {}

    void write(const Block &block)
    {
        std::visit([this](const auto &kind) { add(kind); }, block);
    }
    const QString &body() const { return m_body; }
    const QString &contents() const { return m_contents; }

private:
    void add(const Heading &h)
    {
        const QString sign = h.grade ? signSvg(std::nullopt, h.grade, *m_style.palette) : QString();
        const QString id = h.id.isEmpty() ? u"s%1"_s.arg(++m_headings) : anchor(h.id);
        m_body += u"<h%1 id=\"%2\">%3%4</h%1>\n"_s.arg(QString::number(h.level + 1), id, sign, escaped(h.text));
        if (h.level <= 2 && h.contents)
            m_contents += u"<li><a href=\"#%1\">%2</a></li>\n"_s.arg(id, escaped(h.text));
    }
    void add(const Paragraph &p)
    {
        m_body += u"<p class=\"%1\">%2</p>\n"_s.arg(p.soft     ? u"soft"_s
                                                    : p.strong ? u"strong"_s
                                                               : QString(),
                                                    escaped(p.text));
    }
    void add(const Pairs &pairs)
    {
        m_body += pairs.small ? u"<dl class=\"small\">\n"_s : u"<dl>\n"_s;
        for (const auto &[label, value] : pairs.rows)
            m_body += u"<dt>%1</dt><dd>%2</dd>\n"_s.arg(escaped(label), escaped(value));
        m_body += u"</dl>\n"_s;
    }
    void add(const Tiles &tiles)
    {
        m_body += u"<div class=\"tiles\">\n"_s;
        for (const Tile &t : tiles.tiles)
            m_body += u"<div class=\"tile\"><b style=\"color:%1\">%2</b><span class=\"strong\">%3%4</span><br>"
                      "<span class=\"soft\">%5</span></div>\n"_s.arg(
                          m_style.tone(t.tone).name(), escaped(t.number),
                          t.sign ? signSvg(t.sign, std::nullopt, *m_style.palette) : QString(), escaped(t.label),
                          escaped(t.note));
        m_body += u"</div>\n"_s;
    }
    void add(const Table &table)
    {
        if (table.rows.isEmpty()) {
            add(Paragraph{table.emptyText, false, false});
            return;
        }
        if (table.tight) {
            addNames(table);
            return;
        }
        m_body += u"<table>\n<thead><tr>"_s;
        for (const Column &c : table.columns)
            m_body += u"<th scope=\"col\"%1>%2</th>"_s.arg(c.number ? u" class=\"n\""_s : QString(), escaped(c.title));
        m_body += u"</tr></thead>\n<tbody>\n"_s;
        for (const QList<TableCell> &row : table.rows) {
            m_body += u"<tr>"_s;
            for (qsizetype i = 0; i < row.size(); ++i) {
                const TableCell &cell = row.at(i);
                QStringList classes;
                if (i < table.columns.size() && table.columns.at(i).number)
                    classes << u"n"_s;
                if (cell.soft)
                    classes << u"soft"_s;
                if (cell.strong)
                    classes << u"strong"_s;
                const bool sign = cell.sign || cell.grade;
                // Words aren't broken to make room for others; keys, addresses and hashes are.
                const QStringList parts = (cell.lead + u' ' + cell.text).simplified().split(u' ');
                if (std::all_of(parts.cbegin(), parts.cend(), [](const QString &part) { return part.size() <= LongestWordShown; }))
                    classes << (sign ? u"st"_s : u"w"_s);
                QString words = escaped(cell.text);
                if (!cell.lead.isEmpty())
                    words = u"<b>%1</b>"_s.arg(escaped(cell.lead)) + (words.isEmpty() ? QString() : u"<br>"_s + words);
                if (!cell.target.isEmpty())
                    words = u"<a href=\"#%1\">go</a>"_s.arg(anchor(cell.target));
                m_body += u"<td%1>%2%3</td>"_s.arg(
                    classes.isEmpty() ? QString() : u" class=\"%1\""_s.arg(classes.join(u' ')),
                    sign ? signSvg(cell.sign, cell.grade, *m_style.palette) : QString(), words);
            }
            m_body += u"</tr>\n"_s;
        }
        m_body += u"</tbody></table>\n"_s;
    }
    void addNames(const Table &table)
    {
        m_body += u"<ul class=\"names\">\n"_s;
        for (const QList<TableCell> &row : table.rows) {
            for (const TableCell &cell : row) {
                if (!cell.text.isEmpty())
                    m_body += u"<li>%1</li>\n"_s.arg(escaped(cell.text));
            }
        }
        m_body += u"</ul>\n"_s;
    }
    void add(const FigureBlock &block)
    {
        const double height = block.heightPoints * FigureWidth / 487;
        const QRectF rect(0, 0, FigureWidth, height);
        const figures::Figure figure = std::visit(
            [&](const auto &data) {
                using Kind = std::decay_t<decltype(data)>;
                if constexpr (std::is_same_v<Kind, figures::StackedBarsData>)
                    return figures::layoutStackedBars(
                        data,
                        QRectF(0, 0, FigureWidth,
                               std::max(30.0, figures::stackedBarsHeight(data, FigureWidth, m_style))),
                        m_style);
                else if constexpr (std::is_same_v<Kind, figures::LineChartData>)
                    return figures::layoutLineChart(data, rect, m_style);
                else if constexpr (std::is_same_v<Kind, figures::HeatmapData>)
                    return figures::layoutHeatmap(data, rect, m_style);
                else if constexpr (std::is_same_v<Kind, figures::TreemapData>)
                    return figures::layoutTreemap(data, rect, m_style);
                else
                    return figures::layoutWorldMap(data, rect, m_style);
            },
            block.data);
        const auto *map = std::get_if<figures::MapData>(&block.data);
        m_body += toSvg(figure, m_style, map ? map->metric : block.caption);
        if (!block.caption.isEmpty())
            add(Paragraph{block.caption, true, false});
    }
    void add(const Gap &) {}

    static QString anchor(const QString &id) { return u"i-"_s + QString(id).remove(QRegularExpression(u"[^A-Za-z0-9-]"_s)); }

    const figures::Style &m_style;
    QString m_body;
    QString m_contents;
    int m_headings = 0;
};

} // namespace

QByteArray toHtml(const ReportInput &input)
{
    const Document document = buildDocument(input);
    const figures::Style style = figures::Style::screen(figures::Palette::light());
    Html html(style);
    for (const Block &block : document.blocks)
        html.write(block);

    const Cover &cover = document.cover;
    QString out = u"<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width\">\n<title>%2</title>\n<style>%3</style>\n"
                  "</head>\n<body>\n<main>\n"_s.arg(escaped(document.language), escaped(document.title),
                                                    styleSheet(*style.palette));
    out += u"<header>\n<p class=\"strong\">%1 "_s.arg(escaped(cover.organisation));
    if (!cover.classification.isEmpty())
        out += u"<span class=\"mark\">%1</span>"_s.arg(escaped(cover.classification));
    out += u"</p>\n<h1>%1</h1>\n<p class=\"soft\">%2<br>%3</p>\n"_s.arg(
        escaped(cover.title), cover.asOf.isEmpty() ? u"Not evaluated yet"_s : u"As of "_s + escaped(cover.asOf), escaped(cover.kind));
    if (!cover.sampleNote.isEmpty())
        out += u"<p class=\"strong\">%1</p>\n"_s.arg(escaped(cover.sampleNote));
    out += u"<dl>\n"_s;
    const auto pair = [&out](const QString &label, const QString &value) {
        out += u"<dt>%1</dt><dd>%2</dd>\n"_s.arg(escaped(label), value.isEmpty() ? u"\u2013"_s : escaped(value));
    };
    pair(u"Scope"_s, cover.scope);
    pair(u"Exclusions"_s, cover.exclusions.isEmpty() ? u"none stated"_s : cover.exclusions.join(u'\n'));
    for (const auto &[label, value] : cover.facts)
        pair(label, value);
    for (const auto &[label, value] : cover.roles)
        pair(label, value);
    out += u"</dl>\n</header>\n<nav aria-label=\"Contents\"><ul>\n%1</ul></nav>\n"_s.arg(html.contents());
    out += html.body();
    out += u"</main>\n</body>\n</html>\n"_s;
    return out.toUtf8();
}

domain::Result<void> writeHtml(const ReportInput &input, const QString &path)
{
    return writeWhole(toHtml(input), path);
}

} // namespace report
