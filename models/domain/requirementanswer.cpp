// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/requirementanswer.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace domain {
namespace {

constexpr std::pair<Fulfilment, QLatin1StringView> fulfilments[] = {{Fulfilment::Met, QLatin1StringView("met")},
                                                      {Fulfilment::Partly, QLatin1StringView("partly")},
                                                      {Fulfilment::NotMet, QLatin1StringView("not_met")},
                                                      {Fulfilment::NotApplicable, QLatin1StringView("not_applicable")}};

} // namespace

QString fulfilmentName(Fulfilment f)
{
    const auto it = std::find_if(std::begin(fulfilments), std::end(fulfilments), [f](const auto &n) { return n.first == f; });
    return it == std::end(fulfilments) ? QString() : QString(it->second);
}

std::optional<Fulfilment> fulfilmentFromName(QStringView name)
{
    const auto it = std::find_if(std::begin(fulfilments), std::end(fulfilments), [name](const auto &n) { return n.second == name; });
    return it == std::end(fulfilments) ? std::nullopt : std::optional(it->first);
}

QStringList fulfilmentNames()
{
    QStringList all;
    for (const auto &n : fulfilments)
        all.append(QString(n.second));
    return all;
}

} // namespace domain
