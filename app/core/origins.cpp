// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/origins.h"

#include "store/pages/reportqueries.h"

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

std::optional<store::Completeness> Origins::declared(domain::EntityKind kind, const QString &attr)
{
    if (!m_declared)
        m_declared = store::declaredComplete(m_values);
    for (const store::Completeness &one : std::as_const(*m_declared)) {
        if (one.kind == kind && (one.attr == u"*"_s || one.attr == attr))
            return one;
    }
    return std::nullopt;
}

QString Origins::name(qint64 entity)
{
    const auto it = m_names.constFind(entity);
    if (it != m_names.constEnd())
        return *it;
    const QString text = store::displayName(m_values, entity);
    m_names.insert(entity, text);
    return text;
}

QString Origins::referenceDay()
{
    if (m_referenceDay.isEmpty())
        m_referenceDay = store::referenceDay(m_values);
    return m_referenceDay;
}

QList<report::Origin> Origins::ofEntity(qint64 entity)
{
    const auto it = m_entities.constFind(entity);
    if (it != m_entities.constEnd())
        return *it;
    QList<report::Origin> out;
    for (const store::RecordOrigin &record : store::recordsOf(m_values, entity)) {
        const bool reference = record.path.isEmpty();
        addOnce(out, {report::Origin{reference ? u"reference data"_s : fileName(record.path), record.pointer,
                                     reference ? referenceDay() : record.importedAt.left(10), {}, false}});
    }
    if (out.isEmpty()) {
        // Made by hand, or by what the reference data adds when a file names it.
        report::Origin origin;
        if (const auto deed = store::addedBy(m_values, entity)) {
            origin.day = deed->at.left(10);
            if (deed->kind == u"import"_s)
                origin.file = fileName(deed->title);
            else
                origin.who = deed->who.isEmpty() ? u"a person"_s : deed->who;
        } else {
            origin.file = u"reference data"_s;
            origin.day = referenceDay();
        }
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
    if (!o.inheritedFrom.isEmpty()) {
        const qsizetype colon = o.inheritedFrom.indexOf(u':');
        const auto from = kindFromName(o.inheritedFrom.left(colon));
        const qint64 target = from ? m_values.find(*from, o.inheritedFrom.mid(colon + 1)) : 0;
        // The inventory answers the last of a chain; the attribute's own path says only the first step of it.
        if (target != 0 && a->inherited.size() > 1 && m_values.catalogue().attribute(*from, a->inherited.at(1)))
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
