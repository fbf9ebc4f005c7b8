// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/kmscustody.h"

#include "importers/aws/arn.h"
#include "importers/aws/arntypes.h"

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Facet;
using domain::Field;
using domain::Record;

bool sayKeysOfCopies(Record &record, const QStringList &keys)
{
    const auto main = std::find_if(record.fields.cbegin(), record.fields.cend(), [](const Field &one) { return one.attr == "key"_L1; });
    const auto *own = main == record.fields.cend() ? nullptr : std::get_if<domain::Reference>(&main->value);
    if (!own)
        return true;
    QStringList all{own->key};
    all += keys;
    // Of a key that is kept in several regions each region has its own ARN.
    const QString name = own->key.section(u":key/"_s, 1);
    if (std::all_of(all.cbegin(), all.cend(), [&](const QString &key) { return key.section(u":key/"_s, 1) == name; }))
        return true;
    record.fields.removeIf([](const Field &one) { return one.attr == "key"_L1 || one.attr == "key_management"_L1; });
    QStringList regions;
    for (const QString &key : std::as_const(all)) {
        const auto arn = Arn::fromText(key);
        if (arn && !arn->region.isEmpty() && !regions.contains(arn->region))
            regions.append(arn->region);
    }
    for (const QString &region : std::as_const(regions))
        record.places.append(awsPlace(region, Facet::Keys));
    return false;
}

} // namespace importers
