// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cellvalues.h"

#include "domain/addresstext.h"
#include "domain/countrytext.h"
#include "domain/regiontext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace domain {
namespace {

/// In the order of the bits.
constexpr std::array facetNames = {"hosting", "processing", "backup", "failover", "control_plane", "admin",
                                   "support", "telemetry",  "logs",   "keys",     "access"};

Error invalidCell(const QString &text)
{
    return {ErrorCode::InvalidValue, text, QString()};
}

/// Where data is; from where people reach it no region of a cloud tells.
bool isOfData(int facet)
{
    return (facet & (Facet::Administration | Facet::Support | Facet::Access)) == 0;
}

/// "aws/eu-central-1": a provider and a region, and not two countries, a town and its country or two towns ("Frankfurt / Dublin").
bool isRegionOfProvider(const QString &text)
{
    const qsizetype slash = text.indexOf(u'/');
    if (slash <= 0 || slash + 1 >= text.size() || text.at(slash - 1).isSpace() || text.at(slash + 1).isSpace())
        return false;
    const QString provider = text.first(slash).trimmed();
    const QString region = text.sliced(slash + 1).trimmed();
    return !countryNamed(provider) && !countryNamed(region) && countryOfTown(provider).isEmpty();
}

/// "eu-central-1", of the row's provider if it is known; nothing where the text names no region. Where several clouds have the region and
/// nothing tells whose it is, it is only the country, and where not even that is the same, an error.
std::optional<Result<Place>> readRegion(const QString &text, int facet, const QString &provider)
{
    const QList<CloudRegion> named = isOfData(facet) ? regionsNamed(text) : QList<CloudRegion>();
    if (named.isEmpty())
        return std::nullopt;
    bool other = false;
    const QList<CloudRegion> regions = regionsOf(named, provider, other);
    Place place;
    place.facets = facet;
    if (regions.size() == 1 && !other) {
        place.provider = regions.constFirst().provider;
        place.region = regions.constFirst().code;
        return place;
    }
    const QStringList countries = countriesOf(regions);
    if (countries.size() == 1) {
        place.country = countries.constFirst();
        return place;
    }
    QStringList meant;
    for (const CloudRegion &region : regions)
        meant.append(u"%1/%2 (%3)"_s.arg(region.provider, region.code, region.country));
    return invalidCell(u"'%1' is a region of several clouds: write %2"_s.arg(text, meant.join(u" or "_s)));
}

/// "DE", "aws/eu-central-1", "eu-central-1" or "@fra-1".
Result<Place> readPlace(const QString &text, int facet, const QString &provider)
{
    Place place;
    place.facets = facet;
    if (text.startsWith(u'@') && text.size() > 1) {
        place.site = cleanKey(text.sliced(1));
        return place;
    }
    if (isRegionOfProvider(text)) {
        const qsizetype slash = text.indexOf(u'/');
        place.provider = text.first(slash);
        place.region = text.sliced(slash + 1);
        return place;
    }
    const auto named = countryNamed(text);
    if (const auto region = named ? std::nullopt : readRegion(text, facet, provider))
        return *region;
    const auto country = named ? Result<QString>(*named) : readCountry(text, u"'%1' is neither a country code (DE), a region (aws/eu-central-1) nor a site (@fra-1)"_s.arg(text));
    if (!country)
        return country.error();
    place.country = *country;
    return place;
}

} // namespace

std::optional<EntityKind> kindFromWords(const Catalogue &catalogue, const QString &words)
{
    // As our own files have them, a hundred thousand times.
    for (const KindInfo &kind : catalogue.kinds()) {
        if (kindName(kind.kind) == words)
            return kind.kind;
    }
    const auto plain = [](const QString &text) {
        return text.trimmed().toLower().replace(u'-', u'_').replace(u' ', u'_');
    };
    const QString wanted = plain(words);
    for (const KindInfo &kind : catalogue.kinds()) {
        for (const QString &known : {kindName(kind.kind), kind.plural, kind.label, kind.labelPlural}) {
            if (plain(known) == wanted)
                return kind.kind;
        }
    }
    return std::nullopt;
}

QString noSuchKind(const Catalogue &catalogue, const QString &words)
{
    QStringList names;
    for (const KindInfo &kind : catalogue.kinds())
        names.append(kindName(kind.kind));
    const QString nearest = nearestName(words, names);
    return nearest.isEmpty() ? u"there is no kind '%1'; the kinds are %2"_s.arg(words, names.join(u", "_s))
                             : u"there is no kind '%1'; did you mean '%2'?"_s.arg(words, nearest);
}

QStringList facetNamesOf(int facets)
{
    QStringList names;
    for (std::size_t i = 0; i < facetNames.size(); ++i) {
        if ((facets & (1 << i)) != 0)
            names.append(QLatin1String(facetNames.at(i)));
    }
    return names;
}

int facetFromName(QStringView name)
{
    for (std::size_t i = 0; i < facetNames.size(); ++i) {
        if (name == QLatin1String(facetNames.at(i)))
            return 1 << i;
    }
    return 0;
}

Result<void> addList(Record &record, const Attribute &attribute, const QStringList &items, bool complete, const QString &provider)
{
    if (attribute.facet != 0) {
        QList<Place> places;
        for (const QString &item : items) {
            auto place = readPlace(item, attribute.facet, provider);
            if (!place)
                return place.error();
            places.append(*place);
        }
        record.places += places;
        if (complete)
            record.completeFacets |= attribute.facet;
        return {};
    }
    ListValue list;
    list.complete = complete;
    for (const QString &item : items) {
        QString value = item;
        if (attribute.of == ValueType::Country) {
            auto country = readCountry(item);
            if (!country)
                return country.error();
            value = std::move(*country);
        } else if (!attribute.values.isEmpty()) {
            value = listedValue(attribute.values, item);
            if (value.isEmpty())
                return notListed(attribute.values, item);
        } else if (attribute.of == ValueType::Ref) {
            if (isSpoiltNumber(item))
                return invalidCell(u"'%1' looks like a long number that a spreadsheet has shortened"_s.arg(item));
            value = cleanKey(item);
        }
        list.items.append(value);
    }
    record.fields.append({attribute.name, list});
    return {};
}

namespace {

/// "DE, FR", "USA/India" and "IN + PH" are several places, "Frankfurt, Germany" is one.
QStringList placesIn(const QString &piece, int facet)
{
    static const QRegularExpression commas(u",|\\s/\\s"_s);
    static const QRegularExpression marks(u"[,/+&]|\\s(?:und|and|et|y|e|en)\\s"_s, QRegularExpression::CaseInsensitiveOption);
    const auto isPlace = [&](const QString &part) {
        QString item = part.trimmed();
        for (const QString &more : {u"..."_s, u"\u2026"_s})
            item = item.endsWith(more) ? item.chopped(more.size()).trimmed() : item;
        return item.isEmpty() || countryNamed(item) || (facet != 0 && (item.startsWith(u'@') || isRegionOfProvider(item) || !regionsNamed(item).isEmpty()));
    };
    const QStringList listed = piece.split(commas);
    if (listed.size() > 1 && std::all_of(listed.begin(), listed.end(), isPlace))
        return listed;
    // "Frankfurt, Germany / Paris, France": each part tells its country.
    static const QRegularExpression slash(u"\\s/\\s"_s);
    const auto isAddress = [&](const QString &part) {
        const auto address = countryOfAddress(part.trimmed());
        return !isPlace(part) && address && !address->isEmpty();
    };
    // What stands beside one that does, and does not itself, is found fault with alone.
    if (const QStringList parts = piece.split(slash); parts.size() > 1 && std::any_of(parts.begin(), parts.end(), isAddress)) {
        QStringList places;
        for (const QString &part : parts)
            places += placesIn(part, facet);
        return places;
    }
    const QString text = piece.trimmed();
    if (countryNamed(text) || (facet != 0 && (text.startsWith(u'@') || isRegionOfProvider(text))))
        return {piece};
    const QStringList marked = piece.split(marks);
    if (marked.size() > 1 && std::all_of(marked.begin(), marked.end(), isPlace))
        return marked;
    // "DE, keine" is an answer beside a country.
    const bool answers = std::any_of(listed.begin(), listed.end(), [](const QString &part) { return isAnswerOrCountry(part) || saysNoCountry(part.trimmed()); });
    const auto address = answers ? Result<QString>(QString()) : countryOfAddress(text);
    return !address || !address->isEmpty() ? QStringList{piece} : listed;
}

/// A day on which something ends, rather than one on which something was done.
bool isEnd(const Attribute &attribute)
{
    static const QRegularExpression name(u"(?:^|_)(?:end|ends|expires|until)(?:_|$)"_s);
    return attribute.type == ValueType::Date && name.match(attribute.name).hasMatch();
}

/// "unbefristet", as registers write that there is no day.
bool saysNoEnd(const QString &text)
{
    static const QRegularExpression words(u"^(?:(?:for )?(?:an )?indefinite(?:ly)?(?: (?:period|term|duration))?|open[- ]ended|perpetual|no end(?: date)?|without end|evergreen|unlimited|"
                                          "unbefristet|auf unbestimmte zeit|unbegrenzt|ohne ende|kein ende|unkündbar|"
                                          "(?:à |pour une )?(?:durée )?ind[ée]termin[ée]e?|sans (?:fin|terme|limite)|illimitée?|"
                                          "(?:a tempo |durata )?indeterminat[oa]|senza (?:scadenza|termine)|illimitat[oa]|"
                                          "(?:plazo |tiempo |duración )?indefinid[oa]|sin (?:vencimiento|fin|plazo)|ilimitad[oa]|"
                                          "(?:voor )?onbepaalde (?:tijd|duur)|onbeperkt)\\.?$"_s,
                                          QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return words.match(text.simplified()).hasMatch();
}

} // namespace

bool saysNoneOf(const Attribute &attribute, const QString &text)
{
    if (text.compare("none"_L1, Qt::CaseInsensitive) == 0)
        return true;
    const ValueType type = attribute.isList() ? attribute.of : attribute.type;
    if (type == ValueType::Bool)
        return false;
    if (type == ValueType::Country || attribute.facet != 0)
        return saysNoCountry(text);
    const bool plainNo = attribute.type == ValueType::Text && (saysNo(text) || text.compare("no"_L1, Qt::CaseInsensitive) == 0);
    return saysNone(text) || plainNo || (isEnd(attribute) && saysNoEnd(text));
}

bool isOfCountries(const Attribute &attribute)
{
    return attribute.facet != 0 || attribute.type == ValueType::Country || attribute.of == ValueType::Country;
}

Result<void> addCell(Record &record, const Attribute &attribute, const QString &cell, const QString &separator, const QString &provider)
{
    const QString text = cell.trimmed();
    if (text.isEmpty())
        return {};
    // "unknown" is no answer, whatever form the register gives it; it never counts as a value.
    const bool unknown = attribute.type == ValueType::Enum && !attribute.values.contains(u"unknown"_s) &&
                         text.compare("unknown"_L1, Qt::CaseInsensitive) == 0;
    if (text == "?"_L1 || unknown) {
        record.fields.append({attribute.name, NoAnswer{}});
        return {};
    }
    const bool none = saysNoneOf(attribute, text);
    if (!attribute.isList()) {
        // "none" may be a value of its own, such as the kind of key management.
        if (none && !attribute.values.contains(u"none"_s)) {
            record.fields.append({attribute.name, Absent{}});
            return {};
        }
        auto value = readScalar(attribute, attribute.type == ValueType::Enum && none ? u"none"_s : text);
        if (!value)
            return value.error();
        record.fields.append({attribute.name, std::move(*value)});
        return {};
    }
    if (none)
        return addList(record, attribute, {}, true);
    bool complete = true;
    QStringList items;
    for (const QString &part : listItems(attribute, text, separator)) {
        QString item = part.trimmed();
        for (const QString &more : {u"..."_s, u"\u2026"_s}) {
            if (item.endsWith(more)) {
                complete = false;
                item = item.chopped(more.size()).trimmed();
            }
        }
        if (!item.isEmpty())
            items.append(item);
    }
    return addList(record, attribute, items, complete, provider);
}

QStringList listItems(const Attribute &attribute, const QString &text, const QString &separator)
{
    // What codes and countries are separated by is plain in any case; names may have the marks in them.
    if (!separator.isEmpty() && attribute.values.isEmpty() && !isOfCountries(attribute))
        return text.split(separator);
    static const QRegularExpression separators(u"[;|\\r\\n]"_s);
    static const QRegularExpression separatorsOfCodes(u"[;|,\\r\\n]|\\s/\\s"_s);
    if (!isOfCountries(attribute))
        return text.split(attribute.values.isEmpty() ? separators : separatorsOfCodes);
    QStringList items;
    for (const QString &piece : text.split(separators))
        items += placesIn(piece, attribute.facet);
    return items;
}

QString nearestName(const QString &typed, const QStringList &known)
{
    const QString wanted = typed.toLower();
    QString best;
    // Where all letters would have to change, nothing is near: "EU" is no slip of "Peru".
    qsizetype bestDistance = std::min(std::max<qsizetype>(2, typed.size() / 3) + 1, std::max<qsizetype>(typed.size(), 1));
    for (const QString &name : known) {
        const QString other = name.toLower();
        // Edit distance by rows.
        QList<qsizetype> row(other.size() + 1);
        for (qsizetype j = 0; j <= other.size(); ++j)
            row[j] = j;
        for (qsizetype i = 1; i <= wanted.size(); ++i) {
            qsizetype diagonal = row[0];
            row[0] = i;
            for (qsizetype j = 1; j <= other.size(); ++j) {
                const qsizetype above = row[j];
                row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (wanted[i - 1] == other[j - 1] ? 0 : 1)});
                diagonal = above;
            }
        }
        if (row.last() < bestDistance) {
            bestDistance = row.last();
            best = name;
        }
    }
    return best;
}

} // namespace domain
