// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attributestore.h"

namespace store {

/// Something that a value may be: what is written, what it is called, and what tells it from others of that name.
struct ChoiceLine
{
    QString key, name, hint;
    bool toAdd = false;     ///< known to the reference data only; naming it adds it
};

/// Things of a kind whose name or key holds the text, by name; of providers also those of the reference data.
QList<ChoiceLine> thingsToChoose(AttributeStore &, domain::EntityKind, const QString &text, int limit);
/// Sites of the organisation ("@key") and regions of providers ("aws/eu-central-1").
QList<ChoiceLine> placesToChoose(AttributeStore &, const QString &text, int limit);
/// Regions of providers by their codes alone ("eu-central-1").
QList<ChoiceLine> regionsToChoose(AttributeStore &, const QString &text, int limit);
/// What is recorded for this attribute elsewhere, the most frequent first.
QList<ChoiceLine> textsToChoose(AttributeStore &, domain::EntityKind, const domain::Attribute &, const QString &text, int limit);

/// The key of the only thing of this kind with this name, case aside; empty: none or several.
QString keyOfName(AttributeStore &, domain::EntityKind, const QString &name);

} // namespace store
