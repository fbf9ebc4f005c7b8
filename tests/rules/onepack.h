// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/packloader.h"
#include "support/catalogue.h"

/// The rule set that a test writes; one that can't be read ends the test with the first fault.
inline rules::Pack packOf(const QByteArray &json)
{
    const rules::LoadedPack loaded = rules::loadPack(json, catalogue());
    if (!loaded.pack)
        qFatal("%s", loaded.errors.isEmpty() ? "no rule set" : qPrintable(loaded.errors.constFirst().where + loaded.errors.constFirst().message));
    return *loaded.pack;
}
