// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/pagefilter.h"

#include "store/settings.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

// Entities of any kind that point at `target` through the attribute, or are it.
QByteArray pointsAt(const Catalogue &catalogue, qint64 target, const QStringList &attributes)
{
    const QByteArray id = QByteArray::number(target);
    QByteArrayList parts = {"e.id=" + id};
    for (const KindInfo &info : catalogue.kinds()) {
        for (const QString &name : attributes) {
            const Attribute *a = info.find(name);
            if (!a || a->isList() || a->type != ValueType::Ref)
                continue;
            parts.append("e.id IN (SELECT id FROM e_" + kindName(info.kind).toUtf8() + " WHERE \"" + name.toUtf8() + "\"=" + id + ')');
        }
    }
    for (const QString &name : attributes)
        parts.append("e.id IN (SELECT entity FROM link WHERE attr='" + name.toUtf8() + "' AND target=" + id + ')');
    return '(' + parts.join(" OR ") + ')';
}

} // namespace

QByteArray quoted(const QString &text)
{
    QByteArray out = text.toUtf8();
    out.replace("'", "''");
    return '\'' + out + '\'';
}

QByteArray frameworkList(const QString &ids)
{
    QByteArrayList parts;
    for (const QString &id : ids.split(u','))
        parts.append(quoted(id));
    return '(' + parts.join(',') + ')';
}

QByteArray entityCondition(AttributeStore &store, const PageFilter &f, bool findings)
{
    QByteArrayList parts;
    if (f.kind)
        parts.append("e.kind=" + QByteArray::number(static_cast<int>(*f.kind)));
    if (!f.text.isEmpty())
        parts.append("(e.name LIKE " + quoted(u'%' + f.text + u'%') + " OR e.key LIKE " + quoted(u'%' + f.text + u'%') + ')');
    if (f.country == u"?"_s) {
        parts.append("NOT EXISTS (SELECT 1 FROM place p LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location l "
                     "ON l.id=p.site WHERE p.entity=e.id AND (coalesce(p.country,l.country,r.country) IS NOT NULL OR r.kind='global'))");
    } else if (!f.country.isEmpty()) {
        parts.append("EXISTS (SELECT 1 FROM place p LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location l "
                     "ON l.id=p.site WHERE p.entity=e.id AND coalesce(p.country,l.country,r.country)=" + quoted(f.country) + ')');
    }
    const auto reference = [&](const QString &key, EntityKind kind, const QStringList &attributes) {
        if (!key.isEmpty())
            parts.append(pointsAt(store.catalogue(), store.find(kind, key), attributes));
    };
    reference(f.provider, EntityKind::Provider, {u"provider"_s, u"developer"_s, u"processor"_s});
    reference(f.legalEntity, EntityKind::LegalEntity, {u"legal_entity"_s, u"exporter"_s});
    reference(f.businessService, EntityKind::BusinessService, {u"business_service"_s, u"business_services"_s});
    if (f.kind && !f.attr.isEmpty()) {
        const Attribute *a = store.catalogue().attribute(*f.kind, f.attr);
        if (a && !a->isList()) {
            const QByteArray column = "(SELECT \"" + f.attr.toUtf8() + "\" FROM e_" + kindName(*f.kind).toUtf8() + " WHERE id=e.id)";
            parts.append(f.attrValue.isEmpty() ? column + " IS NULL" : column + '=' + quoted(f.attrValue));
        }
    }
    if (findings && (!f.framework.isEmpty() || f.severity || f.status)) {
        QByteArray inner = "SELECT 1 FROM finding f JOIN rule u ON u.id=f.rule WHERE f.entity=e.id";
        if (!f.framework.isEmpty())
            inner += " AND u.framework IN " + frameworkList(f.framework);
        if (f.severity)
            inner += " AND u.severity=" + QByteArray::number(static_cast<int>(*f.severity));
        inner += f.status ? " AND f.status=" + QByteArray::number(static_cast<int>(*f.status)) : QByteArray(" AND f.status IN (1,2)");
        parts.append("EXISTS (" + inner + ')');
    }
    return parts.isEmpty() ? QByteArray("1") : parts.join(" AND ");
}

QStringList zoneCountries(AttributeStore &store)
{
    QStringList zone = readValueSet(store, u"ZONE"_s);
    if (!zone.isEmpty())
        return zone;
    Statement &s = store.statement("SELECT code FROM ref_country_group WHERE grp='EEA' ORDER BY code");
    while (s.next())
        zone.append(s.text(0));
    s.reset();
    return zone;
}

} // namespace store
