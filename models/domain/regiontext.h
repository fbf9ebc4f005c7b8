// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace domain {

// Places of clouds and their towns in cells where a country is asked for, by the reference data.

/// A region of a cloud that is in one country.
struct CloudRegion
{
    QString provider; ///< of the reference data: "aws"
    QString code;
    QString country;
    bool operator==(const CloudRegion &) const = default;
};

/// The regions that a text names, by code, by a zone of it or by the cloud's own name for it: "eu-central-1", "europe-west3-a",
/// "West Europe". At least one is of AWS, Azure or Google; several where other clouds have the same code.
QList<CloudRegion> regionsNamed(const QString &text);

/// Of these the ones of the provider, where it is named as a register would name it ("Amazon Web Services"); all where none of them is its.
/// `other`: the provider is another of the clouds that are known here.
QList<CloudRegion> regionsOf(const QList<CloudRegion> &regions, const QString &provider, bool &other);

/// The countries that they are in, each once: "IE", "GB".
QStringList countriesOf(const QList<CloudRegion> &);

/// The country of a town that has a region of some cloud, by the town's English name; empty: not one that is known.
QString countryOfTown(const QString &town);

} // namespace domain
