// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/status.h"

#include <array>

using namespace Qt::StringLiterals;

namespace domain {
namespace {

constexpr std::array statusNames = {"pass", "gap", "unknown", "not_applicable", "not_yet_applicable", "accepted", "error"};
constexpr std::array severityNames = {"low", "medium", "high", "critical"};
constexpr std::array legalNames = {"law", "programme", "standard", "scheme", "proposal", "own_policy"};

template <class E, class A>
std::optional<E> find(const A &names, QStringView name)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (name == QLatin1String(names[i]))
            return static_cast<E>(i);
    }
    return std::nullopt;
}

template <class E, class A>
QString nameOf(const A &names, E value)
{
    return QLatin1String(names.at(static_cast<std::size_t>(value)));
}

} // namespace

QString statusName(Status s) { return nameOf(statusNames, s); }
std::optional<Status> statusFromName(QStringView n) { return find<Status>(statusNames, n); }
QString severityName(Severity s) { return nameOf(severityNames, s); }
std::optional<Severity> severityFromName(QStringView n) { return find<Severity>(severityNames, n); }
QString legalStatusName(LegalStatus s) { return nameOf(legalNames, s); }
std::optional<LegalStatus> legalStatusFromName(QStringView n) { return find<LegalStatus>(legalNames, n); }

} // namespace domain
