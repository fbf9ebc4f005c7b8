// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/effectivevalues.h"

#include "store/attributestore.h"

using namespace domain;

namespace app {

store::MaybeValue EffectiveValues::value(qint64 id, EntityKind kind, const QString &attr)
{
    const Attribute *a = m_values.catalogue().attribute(kind, attr);
    return a ? m_inventory.effective(id, kind, *a) : std::nullopt;
}

QString EffectiveValues::text(qint64 id, EntityKind kind, const QString &attr)
{
    const store::MaybeValue v = value(id, kind, attr);
    const QString *said = v ? std::get_if<QString>(&*v) : nullptr;
    return said ? *said : QString();
}

std::optional<bool> EffectiveValues::yesNo(qint64 id, EntityKind kind, const QString &attr)
{
    const store::MaybeValue v = value(id, kind, attr);
    const bool *said = v ? std::get_if<bool>(&*v) : nullptr;
    return said ? std::optional(*said) : v && std::holds_alternative<Absent>(*v) ? std::optional(false) : std::nullopt;
}

std::optional<bool> EffectiveValues::named(qint64 id, EntityKind kind, const QString &attr)
{
    const store::MaybeValue v = value(id, kind, attr);
    if (!v || std::holds_alternative<NoAnswer>(*v))
        return std::nullopt;
    return !std::holds_alternative<Absent>(*v);
}

bool EffectiveValues::isAbsent(qint64 id, EntityKind kind, const QString &attr)
{
    const store::MaybeValue v = value(id, kind, attr);
    return v && std::holds_alternative<Absent>(*v);
}

std::optional<double> EffectiveValues::number(qint64 id, EntityKind kind, const QString &attr)
{
    const store::MaybeValue v = value(id, kind, attr);
    if (!v)
        return std::nullopt;
    if (const double *d = std::get_if<double>(&*v))
        return *d;
    if (const qint64 *n = std::get_if<qint64>(&*v))
        return double(*n);
    return std::nullopt;
}

qint64 EffectiveValues::reference(qint64 id, EntityKind kind, const QString &attr)
{
    const store::MaybeValue v = value(id, kind, attr);
    const Reference *r = v ? std::get_if<Reference>(&*v) : nullptr;
    return r ? m_values.find(*m_values.catalogue().attribute(kind, attr)->refKind, r->key) : 0;
}

QList<qint64> EffectiveValues::references(qint64 id, EntityKind kind, const QString &attr)
{
    const store::MaybeValue v = value(id, kind, attr);
    const ListValue *list = v ? std::get_if<ListValue>(&*v) : nullptr;
    const Attribute *a = m_values.catalogue().attribute(kind, attr);
    QList<qint64> ids;
    if (v && std::holds_alternative<Reference>(*v))
        ids.append(reference(id, kind, attr));
    for (const QString &key : list && a->refKind ? list->items : QStringList())
        ids.append(m_values.find(*a->refKind, key));
    return ids;
}

} // namespace app
