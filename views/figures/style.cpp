// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/style.h"

#include <QDir>
#include <QFontDatabase>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace figures {

QString fontFamily()
{
    static const QString family = [] {
        const QDir bundle(u":/fonts"_s);
        for (const QString &name : bundle.entryList({u"*.ttf"_s, u"*.otf"_s}, QDir::Files, QDir::Name))
            QFontDatabase::addApplicationFont(bundle.filePath(name));
        const QString wanted = u"Inter"_s;
        return QFontDatabase::hasFamily(wanted) ? wanted : QFont().family();
    }();
    return family;
}

Style Style::screen(const Palette &palette, double unit)
{
    return {&palette, fontFamily(), unit, std::max(1.0, std::floor(unit))};
}

Style Style::paper(int dotsPerInch)
{
    const double point = dotsPerInch / 72.0;
    return {&Palette::light(), fontFamily(), 8.0 / 11.0 * point, 0.5 * point};
}

QFont Style::font(TextRole role, bool bold) const
{
    static constexpr std::array<double, 5> sizes = {11, 13, 16, 22, 34};
    QFont font;
    // The second family is bundled for the script that the first lacks.
    font.setFamilies({family, u"Noto Sans Arabic"_s});
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(px(sizes.at(static_cast<std::size_t>(role)))))));
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    // Hinted advances differ between screen and paper; layouts must not.
    font.setHintingPreference(QFont::PreferNoHinting);
    // Contextual alternates (raised colons and hyphens in Inter) can't be found again in a PDF's text.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

} // namespace figures
