// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/mapclusters.h"

#include <QHash>
#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>

namespace figures {
namespace {

/// Marks by the square of the picture that they lie in.
class Squares
{
public:
    explicit Squares(double side) : m_side(side) {}
    void add(QPointF at, int mark) { m_marks[key(column(at.x()), column(at.y()))].append(mark); }
    /// Marks no further away than a square's side, and some that are.
    template <class F>
    void forNear(QPointF at, F f) const
    {
        for (int x = column(at.x()) - 1; x <= column(at.x()) + 1; ++x) {
            for (int y = column(at.y()) - 1; y <= column(at.y()) + 1; ++y) {
                const auto found = m_marks.constFind(key(x, y));
                if (found != m_marks.cend())
                    std::for_each(found->begin(), found->end(), f);
            }
        }
    }

private:
    int column(double value) const { return static_cast<int>(std::floor(value / m_side)); }
    static qint64 key(int x, int y) { return (static_cast<qint64>(x) << 32) ^ static_cast<quint32>(y); }

    double m_side;
    QHash<qint64, QList<int>> m_marks;
};

/// What lies in several sites, by site.
class SharedCounts
{
public:
    explicit SharedCounts(const MapData &data) : m_data(data)
    {
        for (int i = 0; i < static_cast<int>(data.shared.size()); ++i) {
            for (const int site : data.shared.at(i).sites)
                m_ofSite[site].append(i);
        }
    }
    double count(const SiteMark &mark) const
    {
        double count = 0;
        QHash<int, int> times;
        for (const int site : mark.sites) {
            count += std::max(0.0, m_data.sites.at(site).count);
            for (const int shared : m_ofSite.value(site))
                ++times[shared];
        }
        for (auto it = times.cbegin(); it != times.cend(); ++it)
            count -= m_data.shared.at(it.key()).count * (it.value() - 1);
        return count;
    }

private:
    const MapData &m_data;
    QHash<int, QList<int>> m_ofSite;
};

} // namespace

QString SiteMark::ids(const MapData &data) const
{
    QStringList ids;
    for (const int site : sites)
        ids << data.sites.at(site).id;
    return ids.join(QChar(0x1f));
}

QString shortNumber(double count)
{
    constexpr std::array<std::pair<double, QStringView>, 3> steps{{{1e9, u"bn"}, {1e6, u"M"}, {1e3, u"k"}}};
    if (count < 1e4)
        return formatNumber(count);
    for (const auto &[step, sign] : steps) {
        // 999 600 is 1 M, and not 1 000 k.
        if (count < step * 0.9995)
            continue;
        const double parts = count / step;
        return formatNumber(parts < 9.95 ? std::round(parts * 10) / 10 : std::round(parts)) + QChar(0x202F) + sign.toString();
    }
    return formatNumber(count);
}

double siteRadius(double count, double most, const Style &style)
{
    return style.px(3.6 + 5.4 * std::sqrt(std::clamp(count / most, 0.0, 1.0)));
}

QList<SiteMark> siteMarks(const MapData &data, const Frame &frame, const Style &style)
{
    QList<int> order;
    double most = 1;
    for (int i = 0; i < static_cast<int>(data.sites.size()); ++i) {
        order << i;
        most = std::max(most, data.sites.at(i).count);
    }
    std::stable_sort(order.begin(), order.end(), [&data](int a, int b) { return data.sites.at(a).count > data.sites.at(b).count; });
    QList<SiteMark> marks;
    Squares first(style.px(18));
    for (const int index : std::as_const(order)) {
        const MapSite &site = data.sites.at(index);
        const auto at = frame.point(site.longitude, site.latitude);
        if (!at || !frame.target().contains(*at))
            continue;
        const double radius = siteRadius(site.count, most, style);
        int near = -1;
        first.forNear(*at, [&](int i) {
            if ((near < 0 || i < near) && QLineF(marks.at(i).at, *at).length() < marks.at(i).radius + radius * 0.6)
                near = i;
        });
        if (near < 0) {
            first.add(*at, static_cast<int>(marks.size()));
            marks << SiteMark{{index}, site.count, *at, radius, 0};
            continue;
        }
        SiteMark &mark = marks[near];
        mark.sites << index;
        mark.reach = std::max(mark.reach, QLineF(mark.at, *at).length() + style.px(1));
    }
    const SharedCounts shared(data);
    const QFontMetricsF bold = style.metrics(TextRole::Caption, true);
    const auto measure = [&](SiteMark &mark) {
        if (mark.sites.size() < 2)
            return;
        mark.count = shared.count(mark);
        // The number stands in it whole.
        mark.radius = std::max(style.px(8.5), bold.horizontalAdvance(shortNumber(mark.count)) / 2 + style.px(3));
    };
    for (SiteMark &mark : marks)
        measure(mark);
    // A mark that grew with its number may lie on another one now: they become one, until none hides another.
    for (bool merged = true; merged;) {
        merged = false;
        double largest = style.px(9);
        for (const SiteMark &mark : std::as_const(marks))
            largest = std::max(largest, mark.radius);
        Squares squares(2 * largest);
        for (int i = 0; i < static_cast<int>(marks.size()); ++i)
            squares.add(marks.at(i).at, i);
        for (int i = 0; i < static_cast<int>(marks.size()); ++i) {
            SiteMark &into = marks[i];
            if (into.sites.isEmpty())
                continue;
            QList<int> others;
            squares.forNear(into.at, [&](int j) {
                const SiteMark &from = marks.at(j);
                const bool numbers = into.sites.size() > 1 || from.sites.size() > 1;
                if (j > i && numbers && !from.sites.isEmpty() && QLineF(into.at, from.at).length() < into.radius + from.radius)
                    others << j;
            });
            for (const int j : std::as_const(others)) {
                SiteMark &from = marks[j];
                into.reach = std::max(into.reach, QLineF(into.at, from.at).length() + std::max(from.reach, style.px(1)));
                into.sites << std::exchange(from.sites, {});
                merged = true;
            }
            if (!others.isEmpty())
                measure(into);
        }
        marks.removeIf([](const SiteMark &mark) { return mark.sites.isEmpty(); });
    }
    return marks;
}

} // namespace figures
