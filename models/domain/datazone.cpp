// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/datazone.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace domain {

QString azureDataZone(const QString &region)
{
    static const QRegularExpression american(u"^(?:east|west|north|south|central|northcentral|southcentral|westcentral)us\\d?$"_s);
    if (american.match(region).hasMatch())
        return u"us"_s;
    static const QStringList european{u"northeurope"_s,   u"westeurope"_s,  u"francecentral"_s, u"francesouth"_s,  u"germanywestcentral"_s,
                                      u"germanynorth"_s,  u"swedencentral"_s, u"swedensouth"_s, u"polandcentral"_s, u"italynorth"_s,
                                      u"spaincentral"_s,  u"austriaeast"_s, u"belgiumcentral"_s, u"denmarkeast"_s};
    return european.contains(region) ? u"eu"_s : QString();
}

} // namespace domain
