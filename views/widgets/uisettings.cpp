// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/uisettings.h"

using namespace Qt::StringLiterals;

namespace views {

UiSettings::UiSettings(const QString &file) : m_file(std::make_unique<QSettings>(file, QSettings::IniFormat))
{
    m_file->setValue(u"version"_s, 1);
}

QHash<int, QStringList> UiSettings::columns() const
{
    QHash<int, QStringList> out;
    if (!m_file)
        return out;
    m_file->beginGroup(u"columns"_s);
    const QStringList kinds = m_file->childKeys();
    for (const QString &kind : kinds)
        out.insert(kind.toInt(), m_file->value(kind).toStringList());
    m_file->endGroup();
    return out;
}

void UiSettings::setColumns(const QHash<int, QStringList> &columns)
{
    for (auto it = columns.cbegin(); it != columns.cend(); ++it)
        set(u"columns/%1"_s.arg(it.key()), it.value());
}

void UiSettings::addRecent(const QString &path)
{
    QStringList list = recent();
    list.removeAll(path);
    list.prepend(path);
    set(u"files/recent"_s, QStringList(list.mid(0, 8)));
}

} // namespace views
