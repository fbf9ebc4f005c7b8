// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/liststates.h"

namespace store {

ListStates::ListStates(const QString &column)
{
    const auto words = QStringView(column).split(u' ', Qt::SkipEmptyParts);
    for (const QStringView word : words) {
        const qsizetype sign = word.lastIndexOf(u'=');
        m_states.insert(word.left(sign).toString(), word.mid(sign + 1).toInt());
    }
}

void ListStates::set(const QString &attr, int state)
{
    if (state == 0)
        m_states.remove(attr);
    else
        m_states.insert(attr, state);
}

QString ListStates::column() const
{
    if (m_states.isEmpty())
        return QStringLiteral("");
    QString text(u' ');
    for (auto it = m_states.cbegin(); it != m_states.cend(); ++it)
        text += it.key() + u'=' + QString::number(*it) + u' ';
    return text;
}

} // namespace store
