// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/filterstate.h"

/// What is in a country, in whatever way.
inline views::FilterState inCountry(const QString &iso)
{
    views::FilterState out;
    out.country = iso;
    return out;
}

/// What belongs to a provider, by its key.
inline views::FilterState ofProvider(const QString &key)
{
    views::FilterState out;
    out.provider = key;
    return out;
}
