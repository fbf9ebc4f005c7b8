// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/addresstext.h"

#include "domain/countrytext.h"
#include "domain/regiontext.h"

#include <QLocale>
#include <QRegularExpression>
#include <QSet>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace domain {
namespace {

constexpr qsizetype LongestAddress = 100;

/// What stands behind a town is often a part of a country: states of the US, provinces of Canada and Italy, written in letters or by a name that
/// countries have as well.
bool isPartOfACountry(const QString &word)
{
    static const QSet<QString> parts = [] {
        const QString letters = u"AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC "
                                "AB BC MB NB NL NS NT NU ON PE QC SK YT SA "
                                "AG AN AO AP AQ AT AV BA BG BI BL BN BO BR BS BT BZ CB CE CH CL CN CR CS CZ EN FC FE FG FI FM FR GE GO GR IM IS KR LC LE LI LO LT LU MC "
                                "NA NO NU PC PD PG PI PN PO PR PT PU PV PZ RA RC RE RG RM RN RO SI SO SP SR SS SU SV TA TE TO TP TR TS TV UD VB VC VE VI VR VV"_s;
        const QStringList list = letters.split(u' ');
        QSet<QString> all(list.begin(), list.end());
        all.insert(u"GEORGIA"_s);
        return all;
    }();
    return parts.contains(word.toUpper());
}

/// Words beside a country that make it another, or one of several: "EU and UK", "not Germany", "Germany and others".
bool makesUnsure(const QString &word)
{
    static const QSet<QString> words = [] {
        const QString list = u"and or not no except excluding without other others various several worldwide global world international europe europa eu eea ewr ue eee see efta emea apac "
                                "outside backup formerly former ex republic democratic province "
                                "und oder nicht kein keine ausser ohne weitere andere mehrere weltweit ausserhalb ehemals republik "
                                "et ou pas sauf hors sans autre autres plusieurs monde mondial republique "
                                "y o e no excepto fuera sin otros otras varios mundial republica "
                                "ed non tranne fuori senza altri altre vari mondiale repubblica"_s;
        const QStringList all = list.split(u' ');
        return QSet<QString>(all.begin(), all.end());
    }();
    return words.contains(word);
}

/// A country that a part of the cell is; codes in capital letters only, and only those that there are.
QString countryOfPart(const QString &part)
{
    static const QRegularExpression code(u"^[A-Z]{2,3}$"_s);
    const auto country = countryNamed(part);
    if (!country || part.size() < 2 || (part.size() <= 3 && !code.match(part).hasMatch()))
        return {};
    if (part.size() == 2 && (part == "EU"_L1 || isAnswerOrCountry(part) || QLocale::codeToTerritory(*country) == QLocale::AnyTerritory))
        return {};
    return *country;
}

/// Countries that stand within other words, "support India"; `unsure`: and words that make it something else.
QSet<QString> countriesWithin(const QString &part, bool &unsure)
{
    QString plain;
    for (const QChar c : part.normalized(QString::NormalizationForm_KD)) {
        if (c.category() != QChar::Mark_NonSpacing)
            plain += c.isLetterOrNumber() || c == u'.' || c == u'\'' || c == u'-' ? c : QChar(u' ');
    }
    const QStringList words = plain.split(u' ', Qt::SkipEmptyParts);
    QSet<QString> found;
    for (qsizetype first = 0; first < words.size(); ++first) {
        unsure = unsure || makesUnsure(words.at(first).toCaseFolded());
        for (qsizetype count = 1; count <= 4 && first + count <= words.size(); ++count) {
            // New Jersey is no Jersey.
            const bool other = words.size() == count || (first > 0 && words.at(first - 1).compare("new"_L1, Qt::CaseInsensitive) == 0);
            const QString country = other ? QString() : countryOfPart(words.mid(first, count).join(u' '));
            if (!country.isEmpty() && (count > 1 || words.at(first).size() > 2))
                found.insert(country);
        }
    }
    return found;
}

Error severalMeant(const QString &text, const QStringList &meant)
{
    return {ErrorCode::InvalidValue, u"'%1' may mean %2: write the code of the country that is meant, or several separated by ;"_s.arg(text, meant.join(u" or "_s)), QString()};
}

} // namespace

Result<QString> countryOfAddress(const QString &text)
{
    static const QRegularExpression marks(u"[(),:/\\[\\]+&\\r\\n]|\\s[-\u2013\u2014]\\s"_s);
    if (text.size() > LongestAddress)
        return QString();
    QStringList parts;
    for (const QString &part : text.split(marks)) {
        if (!part.trimmed().isEmpty())
            parts.append(part.trimmed());
    }
    if (parts.size() < 2)
        return QString();
    QSet<QString> named;
    QStringList towns;
    QString suspect; ///< a part that may be a province
    bool unsure = false;
    bool leads = false; ///< the country stands in front
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QString &part = parts.at(i);
        const QString country = countryOfPart(part);
        if (country.isEmpty()) {
            named += countriesWithin(part, unsure);
            towns.append(part);
            continue;
        }
        named.insert(country);
        const bool elsewhere = part.size() == 2 && std::any_of(towns.begin(), towns.end(), [&](const QString &town) {
                                   const QString known = countryOfTown(town);
                                   return !known.isEmpty() && known != country;
                               });
        if (i > 0 && (isPartOfACountry(part) || elsewhere))
            suspect = part;
        leads = i == 0;
    }
    if (named.isEmpty())
        return QString();
    if (named.size() > 1) {
        QStringList all(named.begin(), named.end());
        all.sort();
        return severalMeant(text, all);
    }
    const QString country = *named.constBegin();
    const bool confirmed = std::any_of(towns.begin(), towns.end(), [&](const QString &town) { return countryOfTown(town) == country; });
    if (unsure)
        return severalMeant(text, {country, u"more than that"_s});
    if (!suspect.isEmpty() && !confirmed)
        return severalMeant(text, {u"%1 as the country"_s.arg(country), u"%1 as a part of another"_s.arg(suspect)});
    // "Germany, Paris" could be two places as well as one; in brackets stands what belongs to it.
    static const QRegularExpression inBrackets(u"[(\\[][^)\\]]*[)\\]]"_s);
    static const QRegularExpression listMarks(u"[,/+&]"_s);
    if (leads && !confirmed && QString(text).remove(inBrackets).contains(listMarks))
        return severalMeant(text, {country, u"several places"_s});
    return country;
}

} // namespace domain
