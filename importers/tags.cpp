// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/tags.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace importers {

using namespace Qt::StringLiterals;
using namespace std::string_view_literals;

namespace {

QString environment(const QString &value)
{
    static const QHash<QString, QString> known{
        {u"prod"_s, u"prod"_s},  {u"production"_s, u"prod"_s}, {u"prd"_s, u"prod"_s},
        {u"live"_s, u"prod"_s},  {u"test"_s, u"test"_s},       {u"testing"_s, u"test"_s},
        {u"qa"_s, u"test"_s},    {u"uat"_s, u"test"_s},        {u"staging"_s, u"test"_s},
        {u"stage"_s, u"test"_s}, {u"preprod"_s, u"test"_s},    {u"integration"_s, u"test"_s},
        {u"dev"_s, u"dev"_s},    {u"development"_s, u"dev"_s}, {u"sandbox"_s, u"dev"_s},
        // German, French, Spanish, Italian and Dutch
        {u"produktion"_s, u"prod"_s}, {u"produktiv"_s, u"prod"_s}, {u"producción"_s, u"prod"_s}, {u"produccion"_s, u"prod"_s},
        {u"produzione"_s, u"prod"_s}, {u"productie"_s, u"prod"_s},
        {u"preproduction"_s, u"test"_s}, {u"préproduction"_s, u"test"_s}, {u"präproduktion"_s, u"test"_s},
        {u"vorproduktion"_s, u"test"_s}, {u"abnahme"_s, u"test"_s}, {u"integrationstest"_s, u"test"_s}, {u"recette"_s, u"test"_s},
        {u"préprod"_s, u"test"_s}, {u"qualification"_s, u"test"_s}, {u"prueba"_s, u"test"_s}, {u"pruebas"_s, u"test"_s},
        {u"preproducción"_s, u"test"_s}, {u"preproduccion"_s, u"test"_s}, {u"collaudo"_s, u"test"_s},
        {u"preproduzione"_s, u"test"_s}, {u"acceptatie"_s, u"test"_s}, {u"acceptance"_s, u"test"_s}, {u"preproductie"_s, u"test"_s},
        {u"homologation"_s, u"test"_s},
        {u"entwicklung"_s, u"dev"_s}, {u"développement"_s, u"dev"_s}, {u"developpement"_s, u"dev"_s}, {u"desarrollo"_s, u"dev"_s},
        {u"sviluppo"_s, u"dev"_s}, {u"ontwikkeling"_s, u"dev"_s},
    };
    return known.value(plainTagName(value));
}

QString criticality(const QString &value)
{
    static const QHash<QString, QString> known{
        {u"critical"_s, u"critical"_s},         {u"missioncritical"_s, u"critical"_s},
        {u"important"_s, u"important"_s},       {u"high"_s, u"important"_s},
        {u"businesscritical"_s, u"critical"_s}, {u"standard"_s, u"standard"_s},
        {u"medium"_s, u"standard"_s},           {u"low"_s, u"standard"_s},
        // German, French, Spanish, Italian and Dutch
        {u"kritisch"_s, u"critical"_s}, {u"geschäftskritisch"_s, u"critical"_s}, {u"critique"_s, u"critical"_s},
        {u"crítico"_s, u"critical"_s}, {u"crítica"_s, u"critical"_s}, {u"critico"_s, u"critical"_s}, {u"critica"_s, u"critical"_s},
        {u"kritiek"_s, u"critical"_s}, {u"mostcritical"_s, u"critical"_s},
        {u"hoch"_s, u"important"_s}, {u"wichtig"_s, u"important"_s}, {u"élevé"_s, u"important"_s}, {u"élevée"_s, u"important"_s},
        {u"eleve"_s, u"important"_s}, {u"elevee"_s, u"important"_s}, {u"haute"_s, u"important"_s},
        {u"importante"_s, u"important"_s}, {u"alto"_s, u"important"_s}, {u"alta"_s, u"important"_s}, {u"elevato"_s, u"important"_s},
        {u"elevata"_s, u"important"_s}, {u"hoog"_s, u"important"_s}, {u"belangrijk"_s, u"important"_s},
        {u"somewhatcritical"_s, u"important"_s},
        {u"mittel"_s, u"standard"_s}, {u"niedrig"_s, u"standard"_s}, {u"gering"_s, u"standard"_s}, {u"normal"_s, u"standard"_s},
        {u"moyen"_s, u"standard"_s}, {u"moyenne"_s, u"standard"_s}, {u"faible"_s, u"standard"_s}, {u"basse"_s, u"standard"_s},
        {u"medio"_s, u"standard"_s}, {u"media"_s, u"standard"_s}, {u"bajo"_s, u"standard"_s}, {u"baja"_s, u"standard"_s},
        {u"basso"_s, u"standard"_s}, {u"bassa"_s, u"standard"_s}, {u"normale"_s, u"standard"_s}, {u"estándar"_s, u"standard"_s},
        {u"gemiddeld"_s, u"standard"_s}, {u"middel"_s, u"standard"_s}, {u"laag"_s, u"standard"_s}, {u"normaal"_s, u"standard"_s},
        {u"lesscritical"_s, u"standard"_s}, {u"notcritical"_s, u"standard"_s}, {u"noncritical"_s, u"standard"_s},
    };
    return known.value(plainTagName(value));
}

QString dataClass(const QString &value)
{
    static const QHash<QString, QString> synonyms{
        {u"pii"_s, u"personal"_s},
        {u"personaldata"_s, u"personal"_s},
        {u"pci"_s, u"payment_card"_s},
        {u"cardholder"_s, u"payment_card"_s},
        {u"nonpersonal"_s, u"non_personal"_s},
        {u"specialcategory"_s, u"special_category"_s},
        {u"paymentcard"_s, u"payment_card"_s},
        {u"tradesecret"_s, u"trade_secret"_s},
        {u"importantdata"_s, u"important_data"_s},
        {u"coredata"_s, u"core_data"_s},
    };
    static const QStringList known{u"personal"_s,   u"children"_s,   u"health"_s, u"genomic"_s,    u"biometric"_s,
                                   u"geolocation"_s, u"financial"_s, u"government"_s, u"cui"_s,     u"fci"_s,
                                   u"itar"_s,       u"ear"_s,        u"classified"_s, u"phi"_s,     u"secrecy"_s};
    const QString plain = plainTagName(value);
    // Words of a house's own ladder ("confidential") are no class of data.
    return synonyms.value(plain, known.contains(plain) ? plain : QString());
}

constexpr std::array tagsOfOurs = {"businesscriticality"sv, "businessowner"sv, "businessservice"sv, "criticality"sv,
                                   "dataclass"sv,           "dataclasses"sv,   "dataclassification"sv, "env"sv,
                                   "environment"sv,         "name"sv,          "owner"sv,              "serviceowner"sv,
                                   "stage"sv};

/// "pii, health" and "pii/health" name two.
QStringList partsOf(const QString &value)
{
    static const QRegularExpression separators(u"[,;/|+\\s]+"_s);
    // Most name one, and a large export has a million of them.
    const auto separates = [](QChar c) { return u",;/|+"sv.find(c.unicode()) != std::u16string_view::npos || c.isSpace(); };
    if (std::none_of(value.begin(), value.end(), separates))
        return {value};
    return value.split(separators, Qt::SkipEmptyParts);
}

bool hasField(const domain::Record &record, const QString &attr)
{
    for (const auto &field : record.fields) {
        if (field.attr == attr)
            return true;
    }
    return false;
}

void sayOnce(domain::Record &record, const QString &attr, const QString &value)
{
    if (!value.isEmpty() && !hasField(record, attr))
        record.fields.append({attr, value});
}

} // namespace

QString plainTagName(const QString &name)
{
    const QStringView last = QStringView(name).mid(name.lastIndexOf(u':') + 1);
    QString plain;
    plain.reserve(last.size());
    for (const QChar c : last) {
        if (c.isLetterOrNumber())
            plain += c.toLower();
    }
    return plain;
}

bool isTagOfOurs(std::string_view plainName)
{
    return std::find(tagsOfOurs.begin(), tagsOfOurs.end(), plainName) != tagsOfOurs.end();
}

void applyTag(const Tag &tag, domain::Record &record)
{
    const QString name = plainTagName(tag.key);
    const QString value = tag.value.trimmed();
    if (value.isEmpty())
        return;
    if (name == "env"_L1 || name == "environment"_L1 || name == "stage"_L1)
        sayOnce(record, u"env"_s, environment(value));
    else if (name == "owner"_L1 || name == "businessowner"_L1 || name == "serviceowner"_L1)
        sayOnce(record, u"owner"_s, value);
    else if (name == "businessservice"_L1 && !hasField(record, u"business_services"_s))
        record.fields.append({u"business_services"_s, domain::ListValue{{value}, false}});
    else if (name == "criticality"_L1 || name == "businesscriticality"_L1)
        sayOnce(record, u"criticality"_s, criticality(value));
    else if ((name == "dataclass"_L1 || name == "dataclasses"_L1 || name == "dataclassification"_L1) &&
             !hasField(record, u"data_classes"_s)) {
        domain::ListValue classes;
        classes.complete = false; // a tag names classes, it does not rule out others
        for (const QString &part : partsOf(value)) {
            const QString known = dataClass(part);
            if (!known.isEmpty() && !classes.items.contains(known))
                classes.items.append(known);
        }
        if (!classes.items.isEmpty())
            record.fields.append({u"data_classes"_s, classes});
    }
}

} // namespace importers
