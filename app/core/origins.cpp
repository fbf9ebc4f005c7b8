// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/origins.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

QString fileName(const QString &path)
{
    // Members of archives keep the archive's name: "a.zip!/m.json".
    return path.mid(path.lastIndexOf(u'/', path.contains(u"!/"_s) ? path.indexOf(u"!/"_s) - 1 : -1) + 1);
}

void addOnce(QList<report::Origin> &list, const QList<report::Origin> &more)
{
    for (const report::Origin &origin : more) {
        if (!list.contains(origin))
            list.append(origin);
    }
}

} // namespace

QString Origins::name(qint64 entity)
{
    const auto it = m_names.constFind(entity);
    if (it != m_names.constEnd())
        return *it;
    store::Statement &s = m_values.statement("SELECT coalesce(nullif(name,''), key) FROM entity WHERE id=?1");
    s.bind(1, entity);
    const QString text = s.next() ? s.text(0) : QString();
    s.reset();
    m_names.insert(entity, text);
    return text;
}

QString Origins::referenceDay()
{
    if (m_referenceDay.isEmpty()) {
        store::Statement &s = m_values.statement("SELECT value FROM ref_meta WHERE key='as_of'");
        if (s.next())
            m_referenceDay = s.text(0).left(10);
        s.reset();
    }
    return m_referenceDay;
}

QList<report::Origin> Origins::ofEntity(qint64 entity)
{
    const auto it = m_entities.constFind(entity);
    if (it != m_entities.constEnd())
        return *it;
    QList<report::Origin> out;
    store::Statement &s = m_values.statement(
        "SELECT coalesce(s.path,''), es.pointer, coalesce(s.imported_at,'') FROM entity_source es JOIN feed f ON f.id=es.feed "
        "LEFT JOIN source s ON s.id=es.source WHERE es.entity=?1 "
        "ORDER BY es.feed=(SELECT first_feed FROM entity WHERE id=?1) DESC, f.rank DESC, es.feed");
    s.bind(1, entity);
    while (s.next()) {
        report::Origin origin;
        origin.file = s.text(0).isEmpty() ? u"reference data"_s : fileName(s.text(0));
        origin.place = s.text(1);
        origin.day = s.text(0).isEmpty() ? referenceDay() : s.text(2).left(10);
        addOnce(out, {origin});
    }
    s.reset();
    if (out.isEmpty()) {
        // Made by hand, or by what the reference data adds when a file names it.
        store::Statement &made = m_values.statement(
            "SELECT c.kind, c.who, c.at, c.title FROM entity e JOIN change_set c ON c.id=e.added_set WHERE e.id=?1");
        made.bind(1, entity);
        report::Origin origin;
        if (made.next()) {
            origin.day = made.text(2).left(10);
            if (made.text(0) == u"import"_s)
                origin.file = fileName(made.text(3));
            else
                origin.who = made.text(1).isEmpty() ? u"a person"_s : made.text(1);
        } else {
            origin.file = u"reference data"_s;
            origin.day = referenceDay();
        }
        made.reset();
        out.append(origin);
    }
    m_entities.insert(entity, out);
    return out;
}

QList<report::Origin> Origins::ofValue(qint64 entity, EntityKind kind, const QString &attr)
{
    if (attr.isEmpty())
        return {report::Origin{u"reference data"_s, {}, referenceDay(), {}, false}};
    const auto asAbsent = [](QList<report::Origin> list) {
        for (report::Origin &origin : list)
            origin.silent = true;
        return list;
    };
    const Attribute *a = m_values.catalogue().attribute(kind, attr);
    if (!a)
        return ofEntity(entity);
    const store::Origin o = m_inventory.origin(entity, kind, *a);
    if (!o.inheritedFrom.isEmpty() && a->inherited.size() > 1) {
        const qsizetype colon = o.inheritedFrom.indexOf(u':');
        const auto from = kindFromName(o.inheritedFrom.left(colon));
        const qint64 target = from ? m_values.find(*from, o.inheritedFrom.mid(colon + 1)) : 0;
        // The inventory answers the last of a chain; the attribute's own path says only the first step of it.
        if (target != 0 && m_values.catalogue().attribute(*from, a->inherited.at(1)))
            return ofValue(target, *from, a->inherited.at(1));
        return target != 0 ? ofEntity(target) : ofEntity(entity);
    }
    if (o.state == 0)
        return asAbsent(ofEntity(entity).mid(0, 1));
    report::Origin origin;
    origin.day = o.at.left(10);
    if (!o.who.isEmpty()) {
        origin.who = o.who;
        return {origin};
    }
    if (o.file.isEmpty() || o.file == u"reference data"_s)
        return o.file.isEmpty() ? ofEntity(entity) : QList<report::Origin>{{o.file, o.pointer, referenceDay(), {}, false}};
    origin.file = fileName(o.file);
    origin.place = o.pointer;
    if (origin.day.isEmpty()) {
        for (const report::Origin &known : ofEntity(entity)) {
            if (known.file == origin.file)
                origin.day = known.day;
            if (known.file == origin.file && origin.place.isEmpty())
                origin.place = known.place;
        }
    }
    return {origin};
}

QList<report::Origin> Origins::ofSteps(const QList<rules::FactStep> &steps)
{
    QList<report::Origin> out;
    for (const rules::FactStep &step : steps)
        addOnce(out, ofValue(step.entity.value, step.kind, step.attr));
    return out;
}

QString originText(const QList<report::Origin> &origins)
{
    QStringList parts;
    for (const report::Origin &o : origins)
        parts.append(o.text());
    return parts.join(u"; "_s);
}

} // namespace app
