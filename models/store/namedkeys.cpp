// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/namedkeys.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

struct NamedKey
{
    QString name, scheme;
    QList<Place> places;
    bool all = true;         ///< are these all places that hold it?
    bool managedHsm = false; ///< the name says that a hardware security module holds it
};

/// One whose name begins with mrk- may have copies in other regions.
std::optional<NamedKey> amazonKey(AttributeStore &store, const QString &arn)
{
    const QString region = arn.section(u':', 3, 3);
    if (region.isEmpty())
        return std::nullopt;
    NamedKey key{arn.section(u'/', 1), u"arn"_s, {}, !arn.contains(u":key/mrk-"_s), false};
    Place place;
    place.region = region;
    Statement &s = store.statement("SELECT provider FROM ref_region WHERE code=?1 AND provider GLOB 'aws*'");
    s.bind(1, region);
    place.provider = s.next() ? s.text(0) : u"aws"_s;
    s.reset();
    key.places.append(place);
    return key;
}

std::optional<NamedKey> googleKey(AttributeStore &store, const QString &name)
{
    static const QRegularExpression form(u"/locations/([^/]+)/keyRings/[^/]+/cryptoKeys/([^/]+)$"_s);
    const auto match = form.match(name);
    if (!match.hasMatch())
        return std::nullopt;
    Place place;
    place.region = match.captured(1);
    // Regions of the clouds that partners run with Google's technology are theirs.
    Statement &s = store.statement("SELECT provider FROM ref_region WHERE code=?1 AND code GLOB 'u-*'");
    s.bind(1, place.region);
    place.provider = s.next() ? s.text(0) : u"google"_s;
    s.reset();
    return NamedKey{match.captured(2), u"google"_s, {place}, true, false};
}

/// The name of a vault is one in all of Azure; where it stands only the vault itself tells.
std::optional<NamedKey> azureKey(AttributeStore &store, const QString &address)
{
    static const QRegularExpression form(u"^https://([a-z0-9-]+)\\.(vault|managedhsm)\\.[a-z.]+/keys/([a-z0-9-]+)$"_s);
    const auto match = form.match(address);
    if (!match.hasMatch())
        return std::nullopt;
    const bool managedHsm = match.captured(2) == "managedhsm"_L1;
    NamedKey key{match.captured(3), u"azure"_s, {}, false, managedHsm};
    Statement &s = store.statement("SELECT coalesce(p.country,''), p.provider, p.region FROM entity e JOIN e_workload w ON w.id=e.id JOIN place p ON p.entity=e.id "
                                   "WHERE e.kind=?1 AND lower(e.name)=?2 AND lower(w.resource_type)=?3 AND (p.facets & ?4)<>0 AND p.region<>'' ORDER BY p.nr");
    s.bind(1, qint64(EntityKind::Workload)).bind(2, match.captured(1));
    s.bind(3, managedHsm ? u"microsoft.keyvault/managedhsms"_s : u"microsoft.keyvault/vaults"_s).bind(4, qint64(Facet::Hosting));
    while (s.next()) {
        Place place;
        place.country = s.text(0);
        place.provider = s.text(1);
        place.region = s.text(2);
        key.places.append(place);
    }
    s.reset();
    return key.places.isEmpty() ? std::nullopt : std::optional(key);
}

void add(AttributeStore &store, const QString &name, const NamedKey &key, qint64 changeSet, qint64 feed)
{
    Statement &entity = store.statement("INSERT INTO entity(kind,key,name,added_set,first_feed,id) VALUES(?1,?2,?3,?4,?5,?6) ON CONFLICT(kind,key) DO NOTHING RETURNING id");
    entity.bind(1, qint64(EntityKind::Key)).bind(2, name).bind(3, key.name).bind(4, changeSet).bind(5, feed).bind(6, store.newNumber(EntityKind::Key, name));
    const qint64 id = entity.next() ? entity.integer(0) : 0;
    entity.run();
    if (id == 0)
        return;
    Statement &row = store.statement("INSERT INTO e_key(id, lists, hsm) VALUES(?1, ?2, ?3)");
    row.bind(1, id).bind(2, key.all ? u" key_countries=2 "_s : u" key_countries=1 "_s);
    if (key.managedHsm)
        row.bind(3, qint64{1});
    else
        row.bindNull(3);
    row.run();
    for (qsizetype nr = 0; nr < key.places.size(); ++nr) {
        const Place &one = key.places.at(nr);
        Statement &place = store.statement("INSERT INTO place(entity,nr,facets,country,provider,region) VALUES(?1,?2,?3,?4,?5,?6)");
        place.bind(1, id).bind(2, qint64{nr}).bind(3, qint64(Facet::Keys)).bind(5, one.provider).bind(6, one.region);
        if (one.country.isEmpty())
            place.bindNull(4);
        else
            place.bind(4, one.country);
        place.run();
    }
    Statement &alias = store.statement("INSERT OR IGNORE INTO alias(scheme,value,entity) VALUES(?1,?2,?3)");
    alias.bind(1, key.scheme).bind(2, name).bind(3, id);
    alias.run();
    Statement &source = store.statement("INSERT OR IGNORE INTO entity_source(entity,feed,source,ordinal,mapping,pointer) VALUES(?1,?2,0,0,'reference/1',?3)");
    source.bind(1, id).bind(2, feed).bind(3, name);
    source.run();
}

} // namespace

void addNamedKeys(AttributeStore &store, qint64 changeSet, qint64 feed)
{
    QStringList named;
    Statement &s = store.statement("SELECT DISTINCT value FROM pending_ref WHERE kind=?1 AND (value GLOB 'arn:*:kms:*:*:key/?*' OR "
                                   "value GLOB '//cloudkms.googleapis.com/*/cryptoKeys/?*' OR value GLOB 'https://*/keys/?*') ORDER BY value");
    s.bind(1, qint64(EntityKind::Key));
    while (s.next())
        named.append(s.text(0));
    s.reset();
    for (const QString &name : std::as_const(named)) {
        if (store.find(EntityKind::Key, name) != 0)
            continue;
        const auto key = name.startsWith("arn:"_L1) ? amazonKey(store, name) : name.startsWith("//"_L1) ? googleKey(store, name) : azureKey(store, name);
        if (key)
            add(store, name, *key, changeSet, feed);
    }
}

} // namespace store
