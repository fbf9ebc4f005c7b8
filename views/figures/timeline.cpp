// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/timeline.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

constexpr double LeastRadius = 3.5;
constexpr double MostRadius = 7.5;
constexpr int MostTips = 6;

double radiusOf(int count, const Style &style)
{
    return style.px(std::min(MostRadius, LeastRadius + std::log2(static_cast<double>(std::max(1, count))) * 0.9));
}

double laneHeight(const Style &style) { return std::max(style.px(MostRadius * 2 + 2), style.metrics(TextRole::Caption).lineSpacing() + style.px(2)); }

/// Dots of one lane that stand for one or more days.
struct Dot
{
    double x = 0;
    QDate day;
    int count = 0;
    QStringList tips;
};

QList<Dot> dotsOf(const QList<TimelineMark> &marks, int lane, const Style &style, const auto &place)
{
    QList<TimelineMark> own;
    for (const TimelineMark &mark : marks) {
        if (mark.lane == lane)
            own.append(mark);
    }
    std::stable_sort(own.begin(), own.end(), [](const TimelineMark &a, const TimelineMark &b) { return a.day < b.day; });
    QList<Dot> dots;
    for (const TimelineMark &mark : std::as_const(own)) {
        const double x = place(mark.day);
        const bool near = !dots.isEmpty() && (dots.constLast().day == mark.day || x - dots.constLast().x < style.px(LeastRadius * 2));
        if (!near)
            dots.append({x, mark.day, 0, {}});
        dots.last().count += mark.count;
        dots.last().tips.append(mark.tip);
    }
    return dots;
}

/// The first days of years, or of months and quarters where there is room for their names.
void addAxis(Figure &figure, const TimelineData &data, const QRectF &plot, const Style &style, const auto &place)
{
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    const double room = caption.horizontalAdvance(u"2027-12"_s) + style.px(10);
    const double month = plot.width() / std::max(1.0, static_cast<double>(data.from.daysTo(data.until)) / 30.44);
    const int every = month >= room ? 1 : month * 3 >= room ? 3 : month * 6 >= room ? 6 : 12;
    figure.cells << line(plot.bottomLeft(), plot.bottomRight(), Tone::InkSoft);
    QDate first(data.from.year(), data.from.month(), 1);
    for (QDate day = first.addMonths(1); day <= data.until; day = day.addMonths(1)) {
        const double x = place(day);
        const bool named = (day.month() - 1) % every == 0;
        figure.cells << line({x, named ? plot.top() : plot.bottom()}, {x, plot.bottom() + style.px(named ? 4 : 2)}, named ? Tone::Line : Tone::InkSoft);
        if (named && x + room / 2 <= figure.rect.right())
            figure.cells << text(every == 12 ? QString::number(day.year()) : day.toString(u"yyyy-MM"_s), QRectF(x - room / 2, plot.bottom() + style.px(4), room, caption.lineSpacing()),
                                 style, TextRole::Caption, Qt::AlignHCenter | Qt::AlignTop, Tone::InkSoft);
    }
}

} // namespace

QString timelineId(QDate day) { return day.toString(Qt::ISODate); }

QDate timelineDay(const QString &id) { return QDate::fromString(id, Qt::ISODate); }

double timelineHeight(int lanes, const Style &style)
{
    return lanes * laneHeight(style) + 2 * style.metrics(TextRole::Caption).lineSpacing() + style.px(8);
}

Figure layoutTimeline(const TimelineData &data, const QRectF &rect, const Style &style)
{
    if (data.marks.isEmpty() || !data.from.isValid() || data.from >= data.until)
        return emptyFigure(rect, data.emptyText, style);
    Figure figure{rect, {}};
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    QList<int> lanes;
    double names = 0;
    for (int i = 0; i < static_cast<int>(data.lanes.size()); ++i) {
        if (std::none_of(data.marks.begin(), data.marks.end(), [i](const TimelineMark &m) { return m.lane == i; }))
            continue;
        lanes.append(i);
        names = std::max(names, caption.horizontalAdvance(data.lanes.at(i)));
    }
    const double lineHeight = caption.lineSpacing();
    const double inset = style.px(MostRadius + 1);
    const QRectF plot(rect.left() + names + style.px(12), rect.top() + lineHeight, rect.width() - names - style.px(12) - inset, rect.height() - lineHeight * 2 - style.px(8));
    const auto place = [&](QDate day) { return plot.left() + inset + (plot.width() - inset) * static_cast<double>(data.from.daysTo(day)) / static_cast<double>(data.from.daysTo(data.until)); };
    addAxis(figure, data, plot, style, place);
    const auto dayLine = [&](QDate day, const QString &word, Tone tone, double pen, double taken) {
        if (!day.isValid() || day < data.from || day > data.until)
            return taken;
        const double x = place(day);
        figure.cells << line({x, plot.top()}, {x, plot.bottom() + style.px(4)}, tone, style.px(pen));
        const double width = caption.horizontalAdvance(word) + style.px(2);
        // Two words that would lie upon each other stand side by side.
        const double left = std::max(taken, std::clamp(x - width / 2, rect.left(), rect.right() - width));
        figure.cells << text(word, QRectF(left, rect.top(), width, lineHeight), style, TextRole::Caption, Qt::AlignHCenter | Qt::AlignBottom, tone, true);
        return left + width + style.px(8);
    };
    const double taken = dayLine(data.today, data.todayWord, Tone::Accent, 2, rect.left());
    dayLine(data.warn, data.warnWord, Tone::Medium, 1.5, taken);
    const double height = plot.height() / static_cast<double>(std::max<qsizetype>(1, lanes.size()));
    for (qsizetype i = 0; i < lanes.size(); ++i) {
        const double y = plot.top() + height * (static_cast<double>(i) + 0.5);
        figure.cells << text(data.lanes.at(lanes.at(i)), QRectF(rect.left(), y - lineHeight / 2, names + style.px(2), lineHeight), style, TextRole::Caption,
                             Qt::AlignLeft | Qt::AlignVCenter, Tone::InkSoft)
                     << line({plot.left(), y}, {plot.right(), y}, Tone::Line);
        for (const Dot &one : dotsOf(data.marks, lanes.at(i), style, place)) {
            const double radius = radiusOf(one.count, style);
            Cell mark;
            mark.kind = Cell::Kind::Path;
            mark.rect = QRectF(one.x - radius, y - radius, 2 * radius, 2 * radius);
            mark.path.addEllipse(mark.rect);
            // Beside the lines, so that what is over and what is near is told by more than its place.
            mark.fill = Fill::of(one.day < data.today ? Tone::High : data.warn.isValid() && one.day <= data.warn ? Tone::Medium : Tone::Accent);
            mark.outline = Tone::Surface;
            mark.hitRadius = style.px(MostRadius);
            mark.id = timelineId(one.day);
            mark.value = one.count;
            mark.tip = one.tips.mid(0, MostTips).join(u'\n') + (one.tips.size() > MostTips ? u"\n…"_s : QString());
            figure.cells << mark;
        }
    }
    return figure;
}

} // namespace figures
