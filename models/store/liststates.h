// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

namespace store {

/// What the column `lists` of an entity says of its lists and facets: " hosting_countries=2 keys=1 ", by name; 1 partial, 2 complete
/// (possibly empty), not named: unknown. In one text beside the values, because a rule asks for many of them at once.
class ListStates
{
public:
    static constexpr int Partial = 1, Complete = 2;

    ListStates() = default;
    explicit ListStates(const QString &column);

    /// 0: nothing is said of it.
    int of(const QString &attr) const { return m_states.value(attr); }
    void set(const QString &attr, int state);
    QString column() const;

private:
    QMap<QString, int> m_states;
};

} // namespace store
