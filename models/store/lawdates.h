// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/result.h"

#include <QList>
#include <QString>

namespace store {

/// A day on which something changes in a law, programme or scheme, as the reference data knows it.
struct LawDate
{
    domain::Day day = 0;
    QString framework;      ///< id of the rule set that there is or will be: "eu-ai-act"
    QString name;           ///< "AI Act"
    QString change;         ///< what changes on the day
    QString article, url;
    QString confidence;     ///< as in SOURCES.md; K is own knowledge, unverified
};

/// The bundled list, soonest first. Errors as of ReferenceResource::read(), or SchemaMismatch with the entry. Thread: any.
domain::Result<QList<LawDate>> lawDates();

} // namespace store
