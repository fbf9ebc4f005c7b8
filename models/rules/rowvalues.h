// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/inventory.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace rules {

/// The values of one row of the inventory by the names of their attributes; what is unsaid, asked in vain or of another type is empty.
/// Holds references to both: lives no longer than they do. Any thread.
class RowValues
{
public:
    RowValues(const domain::KindInfo &kind, const store::EntityRow &row) : m_kind(kind), m_row(row) {}

    const store::MaybeValue &value(QStringView attr) const
    {
        static const store::MaybeValue none;
        const int at = m_kind.indexOf(attr);
        return at < 0 ? none : m_row.values.at(at);
    }
    QString text(QStringView attr) const { return as<QString>(attr).value_or(QString()); }
    QString key(QStringView attr) const { return as<domain::Reference>(attr).value_or(domain::Reference()).key; }
    QStringList list(QStringView attr) const { return as<domain::ListValue>(attr).value_or(domain::ListValue()).items; }
    std::optional<bool> yes(QStringView attr) const { return as<bool>(attr); }
    std::optional<domain::Day> day(QStringView attr) const
    {
        const auto number = as<qint64>(attr);
        return number ? std::optional(static_cast<domain::Day>(*number)) : std::nullopt;
    }
    std::optional<double> number(QStringView attr) const
    {
        if (const auto whole = as<qint64>(attr))
            return static_cast<double>(*whole);
        return as<double>(attr);
    }
    bool isAsked(QStringView attr) const { return as<domain::NoAnswer>(attr).has_value(); } ///< without an answer so far
    bool isNone(QStringView attr) const { return as<domain::Absent>(attr).has_value(); }
    QString name() const { return m_row.name.isEmpty() ? m_row.key : m_row.name; }

private:
    template <class T> std::optional<T> as(QStringView attr) const
    {
        const store::MaybeValue &said = value(attr);
        const T *one = said ? std::get_if<T>(&*said) : nullptr;
        return one ? std::optional<T>(*one) : std::nullopt;
    }

    const domain::KindInfo &m_kind;
    const store::EntityRow &m_row;
};

} // namespace rules
