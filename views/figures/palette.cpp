// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/palette.h"

#include <QRgb>

#include <algorithm>
#include <array>
#include <cmath>

namespace figures {
namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

/// CIE L* of a colour, 0 to 100.
double lightness(const QColor &c)
{
    const double y = luminance(c);
    return y <= 216.0 / 24389.0 ? y * 24389.0 / 27.0 : 116.0 * std::cbrt(y) - 16.0;
}

QColor mix(const QColor &a, const QColor &b, double t)
{
    const auto blend = [t](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * t)); };
    return QColor(blend(a.red(), b.red()), blend(a.green(), b.green()), blend(a.blue(), b.blue()));
}

/// The colour between `first` and `second` of this lightness.
QColor ofLightness(const QColor &first, const QColor &second, double wanted)
{
    const bool falling = lightness(first) > lightness(second);
    double nearer = 0.0;
    double farther = 1.0;
    for (int i = 0; i < 24; ++i) {
        const double middle = (nearer + farther) / 2;
        const double is = lightness(mix(first, second, middle));
        (falling ? is > wanted : is < wanted) ? nearer = middle : farther = middle;
    }
    return mix(first, second, (nearer + farther) / 2);
}

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

Palette makeLight()
{
    // `medium` is a shade darker than the design's #94700A, which falls to 4.4:1 on paper.
    return {rgb(0xFBFAF7), rgb(0xFFFFFF), rgb(0xE3E0D8), rgb(0x1B2430), rgb(0x5B6673), rgb(0x0B6E75),
            rgb(0x2B7A5B), rgb(0x8E1B3A), rgb(0xB8470F), rgb(0x8C6A08), rgb(0x3B6A94), rgb(0x6A6F7A),
            rgb(0x6A5A92), rgb(0xB9BDC3), rgb(0xEEF2F3), rgb(0xE4E2DA)};
}

Palette makeDark()
{
    return {rgb(0x14181D), rgb(0x1B2128), rgb(0x2C343D), rgb(0xE7EAEE), rgb(0x9AA6B2), rgb(0x4FB6BC),
            rgb(0x58B38C), rgb(0xE0718D), rgb(0xE88A55), rgb(0xD0A93F), rgb(0x7FB0DA), rgb(0x9298A4),
            rgb(0xA99AD1), rgb(0x4A525B), rgb(0x10161B), rgb(0x262D34)};
}

} // namespace

const Palette &Palette::light()
{
    static const Palette palette = makeLight();
    return palette;
}

const Palette &Palette::dark()
{
    static const Palette palette = makeDark();
    return palette;
}

const Palette &Palette::forBackground(const QColor &window)
{
    return lightness(window) < 50.0 ? dark() : light();
}

QColor Palette::tone(Tone tone) const
{
    switch (tone) {
    case Tone::Paper:
        return paper;
    case Tone::Surface:
        return surface;
    case Tone::Line:
        return line;
    case Tone::Ink:
        return ink;
    case Tone::InkSoft:
        return inkSoft;
    case Tone::Accent:
        return accent;
    case Tone::Pass:
        return pass;
    case Tone::Critical:
        return critical;
    case Tone::High:
        return high;
    case Tone::Medium:
        return medium;
    case Tone::Low:
        return low;
    case Tone::Unknown:
        return unknown;
    case Tone::Accepted:
        return accepted;
    case Tone::NotApplicable:
        return notApplicable;
    case Tone::Sea:
        return sea;
    case Tone::Land:
        return land;
    }
    return ink;
}

QColor Palette::severity(domain::Severity severity) const
{
    return tone(toneOf(severity));
}

QColor Palette::status(domain::Status status, domain::Severity gapSeverity) const
{
    return tone(toneOf(status, gapSeverity));
}

QColor Palette::sequential(int index, int count) const
{
    const int steps = std::clamp(count, 1, 7);
    const int step = std::clamp(index, 0, steps - 1);
    // The first step already differs from the land without data, the last is the accent itself.
    const QColor first = mix(paper, accent, 0.16);
    const double from = lightness(first);
    const double to = lightness(accent);
    return ofLightness(first, accent, steps == 1 ? to : from + (to - from) * step / (steps - 1));
}

QColor Palette::onLand(int index, int count) const
{
    const int steps = std::clamp(count, 1, 7);
    const int step = std::clamp(index, 0, steps - 1);
    const auto towardsAccent = [this](auto enough) {
        double t = 0;
        while (t < 1 && !enough(mix(paper, accent, t)))
            t += 0.005;
        return mix(paper, accent, std::min(t, 1.0));
    };
    const bool darker = lightness(accent) < lightness(land);
    const double from = lightness(towardsAccent([&](const QColor &c) {
        return (lightness(c) < lightness(land)) == darker && contrastRatio(c, land) >= MapStep + 0.05; // rounding takes a little of it away
    }));
    // The last before ink is lost on it.
    const double to = lightness(towardsAccent([&](const QColor &c) { return contrastRatio(mix(c, accent, 0.02), ink) < 3; }));
    return ofLightness(paper, accent, steps == 1 ? to : from + (to - from) * step / (steps - 1));
}

QColor Palette::edge() const
{
    const auto between = [](int soft, int background) { return (soft * 72 + background * 28) / 100; };
    return QColor(between(inkSoft.red(), surface.red()), between(inkSoft.green(), surface.green()), between(inkSoft.blue(), surface.blue()));
}

QColor Palette::textOn(const QColor &background) const
{
    const auto better = [&background](const QColor &a, const QColor &b) { return contrastRatio(a, background) >= contrastRatio(b, background) ? a : b; };
    const QColor own = better(ink, surface);
    // Of black and white one always reaches 4.58:1.
    return contrastRatio(own, background) >= LeastTextContrast ? own : better(Qt::black, Qt::white);
}

QColor Palette::category(int index) const
{
    static constexpr std::array<QRgb, CategoryCount> okabeIto = {0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7,
                                                                 0x56B4E9, 0xD55E00, 0xF0E442, 0x000000};
    if (index < 0 || index >= CategoryCount)
        return unknown;
    // Black is the eighth colour of the set; on dark paper the ink stands in for it.
    return index == CategoryCount - 1 ? ink : rgb(okabeIto.at(static_cast<std::size_t>(index)));
}

Tone toneOf(domain::Severity severity)
{
    switch (severity) {
    case domain::Severity::Low:
        return Tone::Low;
    case domain::Severity::Medium:
        return Tone::Medium;
    case domain::Severity::High:
        return Tone::High;
    case domain::Severity::Critical:
        return Tone::Critical;
    }
    return Tone::Ink;
}

Tone toneOf(domain::Status status, domain::Severity gapSeverity)
{
    switch (status) {
    case domain::Status::Pass:
        return Tone::Pass;
    case domain::Status::Gap:
        return toneOf(gapSeverity);
    case domain::Status::Unknown:
        return Tone::Unknown;
    case domain::Status::NotApplicable:
    case domain::Status::NotYetApplicable:
        return Tone::NotApplicable;
    case domain::Status::Accepted:
        return Tone::Accepted;
    case domain::Status::Error:
        return Tone::Critical;
    }
    return Tone::Ink;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace figures
