// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/certificatescope.h"

#include "domain/countrytext.h"
#include "store/referencelookup.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rules {
namespace {

QString folded(const QString &text)
{
    return text.simplified().toCaseFolded();
}

QStringList wordsOf(const QString &text)
{
    static const QRegularExpression between(u"[^\\p{L}\\p{N}]+"_s);
    return folded(text).split(between, Qt::SkipEmptyParts);
}

/// "Bedrock" and "Amazon Bedrock": one may be meant by the other.
bool near(const QString &a, const QString &b)
{
    const QStringList left = wordsOf(a);
    const QStringList right = wordsOf(b);
    if (left.isEmpty() || right.isEmpty())
        return false;
    const auto within = [](const QStringList &few, const QStringList &many) {
        return std::all_of(few.begin(), few.end(), [&](const QString &word) { return many.contains(word); });
    };
    return within(left, right) || within(right, left);
}

bool isEverything(const QString &entry)
{
    return entry == "*"_L1 || entry == "all"_L1 || entry == "all services"_L1 || entry == "all regions"_L1;
}

Cover best(const StatedScope &scope, auto &&ofEntry)
{
    Cover found = scope.complete ? Cover::No : Cover::Unknown;
    for (const QString &entry : scope.entries)
        found = std::max(found, ofEntry(entry));
    return found;
}

} // namespace

CertificateScope::CertificateScope(const store::ReferenceLookup &reference, QHash<QString, QSet<QString>> groups,
                                   const QStringList &named)
    : m_reference(reference), m_groups(std::move(groups))
{
    for (const QString &name : named)
        m_named.insert(folded(name));
}

Cover CertificateScope::product(const StatedScope &services, const ScopedService &service) const
{
    const QStringList own = {service.key, service.name, service.product};
    return best(services, [&](const QString &text) {
        const QString entry = folded(text);
        if (isEverything(entry))
            return Cover::Yes;
        if (entry.isEmpty())
            return Cover::No;
        const bool wild = entry.contains(u'*');
        // Only * is special: fromWildcard would stop at a slash, and read brackets.
        const QRegularExpression pattern(QRegularExpression::anchoredPattern(QRegularExpression::escape(entry).replace(u"\\*"_s, u".*"_s)),
                                         QRegularExpression::DotMatchesEverythingOption);
        for (const QString &name : own) {
            if (!name.isEmpty() && (folded(name) == entry || (wild && pattern.match(folded(name)).hasMatch())))
                return Cover::Yes;
        }
        // The name of another service means that one.
        if (m_named.contains(entry))
            return Cover::No;
        if (service.product.isEmpty())
            return Cover::Unknown;
        if (wild)
            return Cover::No;
        return near(service.product, entry) || near(service.name, entry) ? Cover::Unknown : Cover::No;
    });
}

QSet<QString> CertificateScope::countriesOf(const QString &entry) const
{
    const QString code = entry.trimmed().toUpper();
    if (const auto group = m_groups.constFind(code == u"EUROPEAN UNION"_s ? u"EU"_s : code); group != m_groups.constEnd())
        return *group;
    // "Frankfurt, Germany" is a place there, and not all of the country.
    const auto country = domain::countryNamed(entry.trimmed());
    return country && !m_reference.countryName(*country).isEmpty() ? QSet<QString>{*country} : QSet<QString>();
}

Cover CertificateScope::inEntry(const QString &text, const ScopedService &service) const
{
    const QString entry = folded(text);
    if (isEverything(entry))
        return Cover::Yes;
    if (entry.isEmpty())
        return Cover::No;
    // "aws/eu-central-1": the provider stands before the code.
    const auto bare = [](const QString &code) { return code.section(u'/', -1); };
    const auto placed = [&](const QString &code) {
        // A code without a provider is of the service's own, or of the one that its region names.
        const QString provider = code.contains(u'/')             ? code.section(u'/', 0, 0)
                                 : service.region.contains(u'/') ? service.region.section(u'/', 0, 0)
                                                                 : service.provider;
        return m_reference.region(provider, bare(code));
    };
    // "EU" and "US" mean the countries, also where a provider calls a group of its regions so.
    const QSet<QString> land = countriesOf(entry);
    const auto listed = land.isEmpty() ? placed(entry) : std::nullopt;
    const auto withinLand = [&](const QStringList &countries, bool complete) {
        const bool all = std::all_of(countries.begin(), countries.end(), [&](const QString &c) { return land.contains(c); });
        const bool some = std::any_of(countries.begin(), countries.end(), [&](const QString &c) { return land.contains(c); });
        if (complete && all && some)
            return Cover::Yes;
        return complete && !some && !countries.isEmpty() ? Cover::No : Cover::Unknown;
    };
    if (service.region.isEmpty()) {
        if (service.global && entry == "global"_L1)
            return Cover::Yes;
        return land.isEmpty() ? Cover::Unknown : withinLand(service.countries, service.countriesComplete);
    }
    const QString own = folded(service.region);
    const auto used = placed(own);
    if (used && listed)
        return used->provider == listed->provider && used->code == listed->code ? Cover::Yes : Cover::No;
    if (own == entry || (bare(own) == bare(entry) && own.contains(u'/') != entry.contains(u'/')))
        return Cover::Yes;
    if (!land.isEmpty()) {
        if (used)
            return used->country.isEmpty() ? Cover::Unknown : withinLand({used->country}, true);
        return withinLand(service.countries, service.countriesComplete);
    }
    // Codes that the reference data does not know on either side are the provider's own; else one is another spelling.
    return used || listed ? Cover::Unknown : Cover::No;
}

Cover CertificateScope::region(const StatedScope &regions, const ScopedService &service) const
{
    return best(regions, [&](const QString &entry) { return inEntry(entry, service); });
}

} // namespace rules
