// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/second/reference.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace second {

namespace {

QJsonArray fileOf(const QString &name, QLatin1StringView member)
{
    QFile file(u":/reference/"_s + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object().value(member).toArray() : QJsonArray();
}

std::optional<domain::Day> day(const QJsonValue &json)
{
    const QDate date = QDate::fromString(json.toString(), Qt::ISODate);
    return date.isValid() ? std::optional(domain::toDay(date)) : std::nullopt;
}

QStringList texts(const QJsonValue &json)
{
    QStringList list;
    for (const QJsonValue &one : json.toArray())
        list.append(one.toString());
    return list;
}

} // namespace

std::optional<Reference> Reference::read()
{
    Reference r;
    const auto lookup = store::ReferenceLookup::fromResources();
    const QJsonArray countries = fileOf(u"countries.json"_s, "countries"_L1);
    if (!lookup || countries.isEmpty())
        return std::nullopt;
    r.m_lookup = *lookup;
    QStringList states; // of the EEA, without territories that have codes of their own
    for (const QJsonValue &one : countries) {
        const QString code = one["code"_L1].toString();
        if (one["eea"_L1].toBool())
            states.append(code);
        const auto put = [&](const char *set, bool in) {
            if (in)
                r.m_sets[QLatin1StringView(set)].append(code);
        };
        const QStringList groups = texts(one["groups"_L1]);
        put("EU", one["eu"_L1].toBool() || groups.contains("EU"_L1));
        put("EEA", one["eea"_L1].toBool() || groups.contains("EEA"_L1));
        put("EFTA", one["efta"_L1].toBool());
        put("FIVE_EYES", groups.contains("five_eyes"_L1));
        put("NINE_EYES", groups.contains("nine_eyes"_L1));
        put("FOURTEEN_EYES", groups.contains("fourteen_eyes"_L1));
        put("DOJ_CONCERN", one["doj_country_of_concern"_L1].toBool());
        put("UK_APPROVED", one["uk_transfer_approved"_L1].toBool());
        put("SWISS_LISTED", one["swiss_transfer_listed"_L1].toBool());
        r.m_countryByName.insert(one["name"_L1].toString().toLower(), code);
        r.m_countryByName.insert(code.toLower(), code);
    }
    r.m_countryByName.insert(u"uk"_s, u"GB"_s);
    r.m_sets.insert(u"ZONE"_s, r.m_sets.value(u"EEA"_s));
    r.m_sets.insert(u"RESTRICTED"_s, u"special_category children health genomic biometric phi government classified secrecy cui itar "
                                     "important_data core_data payment_card trade_secret"_s.split(u' '));
    for (const QJsonValue &one : fileOf(u"recognitions.json"_s, "members"_L1)) {
        // Of a month only what is sure counts.
        const auto sure = [&](QLatin1StringView name, bool last) {
            const QString text = one[name].toString();
            const std::optional<domain::Day> first = text.size() == 7 ? day(QString(text + u"-01"_s)) : day(text);
            return text.size() == 7 && last ? std::optional(*first + domain::fromDay(*first).daysInMonth() - 1) : first;
        };
        const QStringList countries = one["eea"_L1].toBool() ? states : QStringList{one["country"_L1].toString()};
        for (const QString &country : countries)
            r.m_dated.append({one["set"_L1].toString(), country, sure("from"_L1, true), sure("until"_L1, false)});
    }
    for (const QJsonValue &one : fileOf(u"adequacy.json"_s, "decisions"_L1)) {
        if (one["country"_L1].isString())
            r.m_adequacy.append({one["country"_L1].toString(), one["condition"_L1].toString(), day(one["valid_from"_L1]), day(one["expires"_L1])});
    }
    for (const QJsonValue &one : fileOf(u"laws.json"_s, "laws"_L1)) {
        r.m_laws.append({one["id"_L1].toString(), one["country"_L1].toString(), one["data_access"_L1].toBool(),
                         one["status_uncertain"_L1].toBool(), day(one["valid_from"_L1]), day(one["valid_until"_L1])});
    }
    for (const QString &file : {u"providers.json"_s, u"providers_added.json"_s}) {
        for (const QJsonValue &one : fileOf(file, "providers"_L1)) {
            Provider p;
            p.legal = one["legal_country"_L1].toString();
            p.hq = one["hq_country"_L1].toString();
            p.parent = one["ultimate_parent_country"_L1].toString();
            p.chain = texts(one["control_chain"_L1]);
            p.partial = texts(one["partial_foreign_subsidiaries"_L1]);
            if (one["partial_us_nexus"_L1].toBool())
                p.partial.append(u"US"_s);
            // A law that is named there though no country of the group's own gives it.
            const QStringList own = QStringList{p.legal, p.hq, p.parent} + p.chain;
            for (const QString &law : texts(one["exposed_laws"_L1])) {
                const auto known = std::find_if(r.m_laws.cbegin(), r.m_laws.cend(), [&](const Law &l) { return l.id == law; });
                const bool given = known != r.m_laws.cend() && std::any_of(own.cbegin(), own.cend(), [&](const QString &c) {
                    return c == known->country || (known->country == "EU"_L1 && r.set(u"EU"_s).contains(c));
                });
                if (!given)
                    p.listed.append(law);
            }
            r.m_providers.insert(one["id"_L1].toString(), p);
            for (const QString &alias : texts(one["aliases"_L1]))
                r.m_aliases.insert(alias, one["id"_L1].toString());
        }
    }
    return r;
}

QStringList Reference::set(const QString &name, domain::Day on) const
{
    QStringList members = m_sets.value(name);
    for (const Member &m : m_dated) {
        if (m.set == name)
            members.removeAll(m.country);
    }
    for (const Member &m : m_dated) {
        if (m.set == name && (!m.from || *m.from <= on) && (!m.until || *m.until >= on))
            members.append(m.country);
    }
    return members;
}

QStringList Reference::laws() const
{
    QStringList ids;
    for (const Law &law : m_laws)
        ids.append(law.id);
    return ids;
}

bool Reference::inForce(const Law &law, domain::Day day) const
{
    return (!law.from || *law.from <= day) && (!law.until || *law.until >= day);
}

Reference::Reach Reference::reach(const Thing &thing, const QStringList &laws, bool anyLaw, const QStringList &zone, domain::Day asOf) const
{
    const auto said = [&](const QString &attr) { return thing.values.value(attr); };
    const Value ref = said(u"ref"_s);
    QString id = ref.scalar.toString();
    if (ref.state == Value::State::Unsaid)
        id = m_providers.contains(thing.key) ? thing.key : m_aliases.value(thing.key.toLower());
    const Provider known = m_providers.value(id);
    // What the officer says of a seat or a parent, also that there is none, stands before what the reference data says of it.
    const bool noParent = said(u"ultimate_parent"_s).state == Value::State::Absent;
    const auto country = [&](const QString &attr, const QString &reference, bool none = false) {
        const Value own = said(attr);
        return own.state != Value::State::Unsaid ? own.scalar.toString() : none ? QString() : reference;
    };
    const QString legal = country(u"legal_country"_s, known.legal);
    const QString hq = country(u"hq_country"_s, known.hq);
    const QString parent = country(u"ultimate_parent_country"_s, known.parent, noParent);
    const QStringList eu = set(u"EU"_s);
    const bool zoneInEu = std::any_of(zone.cbegin(), zone.cend(), [&](const QString &c) { return eu.contains(c); });
    const auto from = [&](const Law &law, const QStringList &places) {
        return std::any_of(places.cbegin(), places.cend(), [&](const QString &c) {
            return c == law.country || (law.country == "EU"_L1 && eu.contains(c));
        });
    };
    Reach reach;
    const bool parentSaid = !parent.isEmpty() || noParent || said(u"ultimate_parent_country"_s).state == Value::State::Absent;
    reach.known = !legal.isEmpty() && parentSaid;
    reach.allKnown = reach.known;
    for (const QString &one : {legal, hq, parent}) {
        const bool lookedUp = std::any_of(m_laws.cbegin(), m_laws.cend(), [&](const Law &law) { return law.country == one; });
        reach.allKnown = reach.allKnown && (one.isEmpty() || zone.contains(one) || lookedUp);
    }
    for (const Law &law : m_laws) {
        if (!law.access || !inForce(law, asOf) || (!anyLaw && !laws.contains(law.id)))
            continue;
        if (zone.contains(law.country) || (law.country == "EU"_L1 && zoneInEu))
            continue;
        const bool whole = from(law, QStringList{legal, hq, parent} + known.chain) || known.listed.contains(law.id);
        const bool part = from(law, known.partial);
        if (whole)
            (law.uncertain ? reach.uncertain : reach.whole) = true;
        if (part)
            (law.uncertain ? reach.uncertainPart : reach.part) = true;
    }
    return reach;
}

QStringList Reference::countriesNamed(const QString &entry) const
{
    const QString word = entry.trimmed().toLower();
    if (word == "eu"_L1)
        return set(u"EU"_s);
    if (word == "eea"_L1)
        return set(u"EEA"_s);
    const QString code = m_countryByName.value(word);
    return code.isEmpty() ? QStringList() : QStringList{code};
}

} // namespace second
