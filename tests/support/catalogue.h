// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"

#include <QFile>

/// The catalogue that ships with the program, read once.
inline const domain::Catalogue &catalogue()
{
    static const domain::Catalogue shipped = [] {
        QFile file(QStringLiteral(":/packs/attributes.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no catalogue");
        return *domain::Catalogue::fromJson(file.readAll());
    }();
    return shipped;
}
