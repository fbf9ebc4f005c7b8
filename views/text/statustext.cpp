// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/statustext.h"

#include <array>

using namespace Qt::StringLiterals;

namespace text {
namespace {

/// All words of one language. A new language is one more table and one more line in tableFor().
struct Words
{
    QLatin1String language;
    std::array<QStringView, domain::StatusCount> status;
    QStringView notMet;
    QStringView weak;
    QStringView open;
    QStringView gapsInLaw;
    QStringView notMetHeading;
    QStringView weakHeading;
    std::array<QStringView, domain::SeverityCount> severity;
    std::array<QStringView, 6> legal;
    std::array<QStringView, 6> beside;
};

constexpr Words english = {
    QLatin1String("en"),
    {u"pass", u"gap", u"unknown", u"not applicable", u"not yet applicable", u"accepted", u"error"},
    u"not met",
    u"weak",
    u"open",
    u"Gaps in binding law",
    u"Not met",
    u"Weak",
    {u"Low", u"Medium", u"High", u"Critical"},
    {u"Law", u"Programme", u"Standard", u"Scheme", u"Proposal", u"Own policy"},
    {u"binding law", u"programmes", u"standards", u"schemes", u"proposals", u"own standards"},
};

const Words &tableFor(QStringView language)
{
    static constexpr std::array tables = {&english};
    for (const Words *words : tables) {
        if (language.startsWith(words->language))
            return *words;
    }
    return english;
}

template <class A, class E> QString pick(const A &words, E value)
{
    return words.at(static_cast<std::size_t>(value)).toString();
}

} // namespace

QString statusWord(domain::Status status, domain::LegalStatus legal, QStringView language)
{
    const Words &words = tableFor(language);
    if (status != domain::Status::Gap)
        return pick(words.status, status);
    switch (legal) {
    case domain::LegalStatus::Law:
        return pick(words.status, status);
    case domain::LegalStatus::OwnPolicy:
        return words.weak.toString();
    case domain::LegalStatus::Programme:
    case domain::LegalStatus::Standard:
    case domain::LegalStatus::Scheme:
    case domain::LegalStatus::Proposal:
        break;
    }
    return words.notMet.toString();
}

QString statusWord(domain::Status status, QStringView language)
{
    const Words &words = tableFor(language);
    return status == domain::Status::Gap ? words.open.toString() : pick(words.status, status);
}

QString gapHeading(domain::LegalStatus legal, QStringView language)
{
    const Words &words = tableFor(language);
    if (legal == domain::LegalStatus::Law)
        return words.gapsInLaw.toString();
    return (legal == domain::LegalStatus::OwnPolicy ? words.weakHeading : words.notMetHeading).toString();
}

QString severityWord(domain::Severity severity, QStringView language)
{
    return pick(tableFor(language).severity, severity);
}

QString legalStatusWord(domain::LegalStatus legal, QStringView language)
{
    return pick(tableFor(language).legal, legal);
}

QString rulesBesideWord(domain::LegalStatus legal, QStringView language)
{
    return pick(tableFor(language).beside, legal);
}

QString capitalised(const QString &word)
{
    return word.isEmpty() ? word : word.left(1).toUpper() + word.mid(1);
}

} // namespace text
