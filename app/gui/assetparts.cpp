// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/assetparts.h"

#include "figures/figure.h"

using namespace Qt::StringLiterals;

namespace app {

void addAssetDoor(views::AssetsPageData &data, const QString &id, domain::EntityKind kind, const QList<qint64> &entities, const QString &label)
{
    if (entities.isEmpty())
        return;
    views::AssetDoor door;
    if (entities.size() == 1)
        door.entity = entities.constFirst();
    QStringList ids;
    for (const qint64 entity : entities)
        ids.append(QString::number(entity));
    door.filter.kind = kind;
    door.filter.narrow(u"things"_s, ids.join(u','), label);
    data.doors.insert(id, door);
}

QString countedWords(qint64 count, const QString &one, const QString &many)
{
    return count == 1 ? u"1 "_s + one : figures::formatCount(count) + u' ' + many;
}

QString shareWords(double low, double high)
{
    const int from = qRound(low);
    const int to = qRound(high);
    return from == to ? u"%1 %"_s.arg(from) : u"%1 to %2 %"_s.arg(from).arg(to);
}

QString saidWords(const QString &value, const QString &absent, const QString &attr)
{
    if (!value.isEmpty())
        return value;
    return absent.contains(u' ' + attr + u' ') ? u"declared absent"_s : u"not recorded"_s;
}

} // namespace app
