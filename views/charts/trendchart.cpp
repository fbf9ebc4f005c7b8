// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/trendchart.h"

#include "figures/figure.h"
#include "widgets/figuretools.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QGraphicsLayout>
#include <QGraphicsRectItem>
#include <QGraphicsSimpleTextItem>
#include <QPainter>
#include <QToolTip>
#include <QtCharts/QChart>
#include <QtCharts/QDateTimeAxis>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace views {
namespace {

double stamp(QDate day) { return static_cast<double>(day.startOfDay(Qt::UTC).toMSecsSinceEpoch()); }

} // namespace

TrendChart::TrendChart(const QString &name, QWidget *parent) : QChartView(new QChart, parent)
{
    setAccessibleName(name);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->legend()->hide();
    chart()->setBackgroundRoundness(0);
    chart()->setBackgroundVisible(false);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    connect(chart(), &QChart::plotAreaChanged, this, [this] { placeLabels(); });
    m_tools = new FigureTools(this, [this] {
        report::FigureSheet sheet;
        sheet.title = accessibleName();
        if (const FigureHost *host = figureHostOf(this)) {
            const FigureFacts facts = host->figureFacts();
            sheet.organisation = facts.organisation;
            sheet.filters = facts.filters;
            sheet.asOf = facts.asOf;
        }
        sheet.table.columns = {tr("Line"), tr("Day"), tr("Number")};
        for (const figures::LineSeries &line : std::as_const(m_series)) {
            for (qsizetype i = 0; i < line.points.size(); ++i) {
                const figures::LinePoint &point = line.points.at(i);
                sheet.table.rows << QStringList{line.label, point.day.toString(Qt::ISODate), QString::number(point.value, 'g', 15)};
                sheet.table.ids << u"%1|%2"_s.arg(line.id).arg(i);
            }
        }
        const figures::LineChartData data{m_series, {}, m_emptyText};
        sheet.layout = [data](const QRectF &rect, const figures::Style &style) { return figures::layoutLineChart(data, rect, style); };
        sheet.size = QSizeF(size()).expandedTo(QSizeF(640, 320));
        return sheet;
    });
    connect(m_tools, &FigureTools::rowChosen, this, [this](const QString &id) { emit chosen(id.section(u'|', 0, -2), id.section(u'|', -1).toInt()); });
}

void TrendChart::setSeries(const QList<figures::LineSeries> &series, const QString &emptyText)
{
    m_series = series;
    const bool empty = std::all_of(series.cbegin(), series.cend(), [](const figures::LineSeries &s) { return s.points.isEmpty(); });
    m_emptyText = empty ? emptyText : QString();
    chart()->setVisible(m_emptyText.isEmpty());
    rebuild();
    m_tools->refreshTable();
    if (empty)
        setAccessibleDescription(emptyText);
}

void TrendChart::paintEvent(QPaintEvent *event)
{
    QChartView::paintEvent(event);
    if (m_emptyText.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(grid(2), grid(2), -grid(2), -grid(2)), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, m_emptyText);
}

void TrendChart::rebuild()
{
    QChart *c = chart();
    c->removeAllSeries();
    const QList<QAbstractAxis *> old = c->axes();
    for (QAbstractAxis *axis : old) {
        c->removeAxis(axis);
        delete axis;
    }
    qDeleteAll(m_labels);
    m_labels.clear();
    const figures::Palette &colours = paletteOf(this);
    const QFont small = scaledFont(figures::TextRole::Caption);
    double first = 0;
    double last = 0;
    QStringList words;
    int labelWidth = 0;
    for (const figures::LineSeries &s : std::as_const(m_series)) {
        for (const figures::LinePoint &p : s.points) {
            first = first > 0 ? std::min(first, stamp(p.day)) : stamp(p.day);
            last = std::max(last, stamp(p.day));
        }
        if (!s.points.isEmpty())
            words.append(u"%1: %2"_s.arg(s.label, figures::formatNumber(s.points.constLast().value)));
        labelWidth = std::max(labelWidth, QFontMetrics(small).horizontalAdvance(s.label));
    }
    setAccessibleDescription(words.join(u"; "_s));
    constexpr double day = 86400000.0;
    if (last - first < day) {
        first -= day;
        last += day;
    }
    auto *days = new QDateTimeAxis;
    days->setFormat(u"yyyy-MM-dd"_s);
    days->setRange(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(first), Qt::UTC), QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(last), Qt::UTC));
    days->setTickCount(std::clamp(static_cast<int>((last - first) / day) + 1, 2, 5));
    auto *values = new QValueAxis;
    const QList<double> steps = figures::valueSteps(m_series);
    values->setRange(0, steps.constLast());
    values->setTickCount(static_cast<int>(steps.size()));
    values->setLabelFormat(u"%.0f"_s);
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(days), static_cast<QAbstractAxis *>(values)}) {
        axis->setLabelsFont(small);
        axis->setLabelsColor(colours.inkSoft);
        axis->setGridLinePen(QPen(colours.line, 0));
        axis->setLinePen(QPen(colours.line, 0));
    }
    days->setGridLineVisible(false);
    c->addAxis(days, Qt::AlignBottom);
    c->addAxis(values, Qt::AlignLeft);
    for (const figures::LineSeries &s : std::as_const(m_series)) {
        const QColor colour = s.fill.colour(colours);
        auto *line = new QLineSeries;
        auto *dots = new QScatterSeries;
        for (const figures::LinePoint &p : s.points) {
            line->append(stamp(p.day), p.value);
            dots->append(stamp(p.day), p.value);
        }
        line->setPen(QPen(colour, 2));
        dots->setMarkerSize(grid(2));
        dots->setColor(colour);
        dots->setBorderColor(colours.surface);
        for (QXYSeries *series : {static_cast<QXYSeries *>(line), static_cast<QXYSeries *>(dots)}) {
            c->addSeries(series);
            series->attachAxis(days);
            series->attachAxis(values);
        }
        // The outermost dots stand on the plot's edge: Qt Charts would cut them in half there.
        for (QGraphicsItem *item : scene()->items())
            item->setFlag(QGraphicsItem::ItemClipsChildrenToShape, false);
        connect(dots, &QXYSeries::hovered, this, [this, label = s.label](const QPointF &at, bool on) {
            if (on)
                QToolTip::showText(QCursor::pos(), u"%1\n%2: %3"_s.arg(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(at.x()), Qt::UTC).date().toString(Qt::ISODate), label, figures::formatNumber(at.y())), this);
        });
        connect(dots, &QXYSeries::clicked, this, [this, s](const QPointF &at) {
            for (int i = 0; i < static_cast<int>(s.points.size()); ++i) {
                if (stamp(s.points.at(i).day) == at.x())
                    emit chosen(s.id, i);
            }
        });
        // Words in ink, for not every line's colour can be read as a letter; its colour stands before them.
        auto *label = new QGraphicsSimpleTextItem(s.label, c);
        label->setFont(small);
        label->setBrush(colours.ink);
        auto *mark = new QGraphicsRectItem(-grid(3), label->boundingRect().center().y() - 1, grid(2), 2, label);
        mark->setPen(Qt::NoPen);
        mark->setBrush(colour);
        m_labels.append(label);
    }
    c->setMargins(QMargins(0, grid(2), labelWidth + grid(6), 0));
    placeLabels();
}

void TrendChart::placeLabels()
{
    // At the end of its line; where lines end close together, one below the other.
    QList<int> order(m_labels.size());
    for (int i = 0; i < static_cast<int>(order.size()); ++i)
        order[i] = i;
    const auto end = [this](int i) { return m_series.at(i).points.isEmpty() ? 0 : m_series.at(i).points.constLast().value; };
    std::sort(order.begin(), order.end(), [&](int a, int b) { return end(a) > end(b); });
    double floor = -1e9;
    const QList<QAbstractAxis *> axes = chart()->axes(Qt::Vertical);
    if (axes.isEmpty())
        return;
    const double top = static_cast<QValueAxis *>(axes.constFirst())->max();
    const QRectF plot = chart()->plotArea();
    for (const int i : std::as_const(order)) {
        const double height = m_labels.at(i)->boundingRect().height();
        const double y = std::max(floor, plot.bottom() - plot.height() * end(i) / std::max(1.0, top) - height / 2);
        m_labels.at(i)->setPos(plot.right() + grid(5), y);
        floor = y + height;
    }
    // Pushed down too far, they move up again from the last one on: none lies on the days below.
    double ceiling = plot.bottom() + QFontMetrics(m_labels.isEmpty() ? font() : m_labels.constFirst()->font()).descent();
    for (auto it = order.crbegin(); it != order.crend(); ++it) {
        QGraphicsSimpleTextItem *label = m_labels.at(*it);
        const double height = label->boundingRect().height();
        label->setY(std::min(label->y(), ceiling - height));
        ceiling = label->y();
    }
}

void TrendChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    placeLabels();
}

void TrendChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

} // namespace views
