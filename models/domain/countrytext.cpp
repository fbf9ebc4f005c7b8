// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/countrytext.h"

#include "domain/addresstext.h"
#include "domain/celltext.h"
#include "domain/foldedtext.h"
#include "domain/regiontext.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <map>

using namespace Qt::StringLiterals;

namespace domain {
namespace {

const QString Resource = u":/reference/country_names.json"_s;

bool isCountryCode(const QString &text)
{
    return text.size() == 2 && text[0] >= u'A' && text[0] <= u'Z' && text[1] >= u'A' && text[1] <= u'Z';
}

/// Names in use beside those of Qt and of the reference data; codes of three letters where they are written as names.
constexpr std::pair<const char *, const char *> otherCountryNames[] = {
    {"u.s.", "US"},
    {"u.s.a.", "US"},
    {"united states of america", "US"},
    {"great britain", "GB"},
    {"united kingdom of great britain and northern ireland", "GB"},
    {"the netherlands", "NL"},
    {"czech republic", "CZ"},
    {"russian federation", "RU"},
    {"south korea", "KR"},
    {"korea, republic of", "KR"},
    {"republic of korea", "KR"},
    {"viet nam", "VN"},
    {"turkey", "TR"},
    {"ivory coast", "CI"},
    {"iran, islamic republic of", "IR"},
    {"taiwan, province of china", "TW"},
    {"people's republic of china", "CN"},
};

/// With one form of the apostrophe: "C\u00f4te d\u2019Ivoire" and "Cote d'Ivoire" are one name.
QString plainName(const QString &name) { return folded(name).replace(u'\u2019', u'\'').simplified(); }

struct CountryWords
{
    std::map<QString, QString> names;   ///< English and native ones and those in the languages of registers, folded, to codes
    std::map<QString, QString> letters; ///< codes of three letters to those of two
};

const CountryWords &countryWords()
{
    static const CountryWords words = [] {
        CountryWords known;
        std::map<QString, QString> &all = known.names;
        for (int i = QLocale::AnyTerritory + 1; i <= QLocale::LastTerritory; ++i) {
            const auto territory = static_cast<QLocale::Territory>(i);
            const QString code = QLocale::territoryToCode(territory);
            if (!isCountryCode(code))
                continue;
            all.emplace(plainName(QLocale::territoryToString(territory)), code);
            for (const QLocale &locale : QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, territory))
                all.emplace(plainName(locale.nativeTerritoryName()), code);
        }
        for (const auto &[name, code] : otherCountryNames)
            all.emplace(plainName(QString::fromUtf8(name)), QString::fromLatin1(code));
        QFile file(Resource);
        const QJsonObject root = file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
        const QJsonObject letters = root.value("letters"_L1).toObject();
        for (auto code = letters.begin(); code != letters.end(); ++code)
            known.letters.emplace(code.key(), code->toString());
        const QJsonObject languages = root.value("names"_L1).toObject();
        for (auto country = languages.begin(); country != languages.end(); ++country) {
            const QJsonArray list = country->toArray();
            for (const QJsonValue &name : list)
                all.emplace(plainName(name.toString()), country.key());
        }
        all.erase(QString());
        return known;
    }();
    return words;
}

/// Codes that are a word of an answer as well, when they stand alone: code, the country's name, what the word says.
struct AnswerCode
{
    const char *code;
    const char *country;
    const char *says;
    const char *otherwise;
};
constexpr AnswerCode answerCodes[] = {
    {"NO", "Norway", "the word for no", "none for no country"},
    {"SI", "Slovenia", "the word for yes", "the countries that are meant where it is yes"},
    {"NA", "Namibia", "short for 'not applicable'", "none for no country"},
};

const AnswerCode *answerCode(const QString &upper)
{
    for (const AnswerCode &one : answerCodes) {
        if (upper == QLatin1String(one.code))
            return &one;
    }
    return nullptr;
}

Error invalidCountry(const QString &text)
{
    return {ErrorCode::InvalidValue, text, QString()};
}

} // namespace

bool isAnswerOrCountry(const QString &text)
{
    return answerCode(text.trimmed().toUpper()) != nullptr;
}

bool saysNoCountry(const QString &text)
{
    return saysNone(text) || saysNo(text);
}

bool isCountryGroup(const QString &text)
{
    static const QStringList groups{u"eu"_s, u"ue"_s, u"eea"_s, u"ewr"_s, u"eee"_s, u"efta"_s, u"europe"_s, u"europa"_s, u"european union"_s, u"european economic area"_s,
                                    u"emea"_s, u"apac"_s, u"latam"_s, u"dach"_s, u"benelux"_s, u"asia"_s, u"africa"_s};
    return groups.contains(text.trimmed().toLower());
}

QString countryGroupWords(const QString &text)
{
    return u"'%1' is a group of countries, not one; name those that are meant, with ; between them where there are several"_s.arg(text);
}

std::optional<QString> countryNamed(const QString &text)
{
    const QString code = text.toUpper();
    // In use in the Union's own texts and in tax numbers; ISO 3166-1 reserves them for that.
    if (code == "UK"_L1)
        return u"GB"_s;
    if (code == "EL"_L1)
        return u"GR"_s;
    if (isCountryCode(code) && !isCountryGroup(text))
        return text == code || !answerCode(code) ? std::optional(code) : std::nullopt;
    const CountryWords &words = countryWords();
    if (const auto named = words.names.find(plainName(text)); named != words.names.end())
        return named->second;
    // In capital letters only: "per" and "and" are words.
    if (const auto letters = words.letters.find(text); letters != words.letters.end())
        return letters->second;
    return std::nullopt;
}

Result<QString> readCountry(const QString &text, const QString &otherwise)
{
    if (const auto named = countryNamed(text))
        return *named;
    // "no" is an answer more often than it is Norway: only in capital letters is it surely a code.
    if (const AnswerCode *one = answerCode(text.toUpper()))
        return invalidCountry(u"'%1' may be %2 or %3; write %2 for the country (or %4 in a column of codes), %5"_s.arg(
            text, QString::fromLatin1(one->country), QString::fromLatin1(one->says), QString::fromLatin1(one->code),
            QString::fromLatin1(one->otherwise)));
    if (Result<QString> within = countryOfAddress(text); !within || !within->isEmpty())
        return within;
    if (saysNoCountry(text))
        return invalidCountry(u"'%1' is no country; write it alone where there is none"_s.arg(text));
    if (const QString country = countryOfTown(text); !country.isEmpty())
        return invalidCountry(u"'%1' is a town; write its country (%2, if the town that is meant is there)"_s.arg(text, country));
    if (const QList<CloudRegion> regions = regionsNamed(text); !regions.isEmpty())
        return invalidCountry(u"'%1' is a region of a cloud; write the country that is meant (the region is in %2)"_s.arg(text, countriesOf(regions).join(u" or "_s)));
    if (isCountryGroup(text))
        return invalidCountry(countryGroupWords(text));
    return invalidCountry(!otherwise.isEmpty() ? otherwise : u"'%1' is not a country; write its code of two letters (ISO 3166-1 alpha-2), such as DE"_s.arg(text));
}

} // namespace domain
