// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/requirementanswer.h"

#include <QDate>
#include <QString>
#include <QStringList>

namespace views {

/// What a person says of requirements as a whole, as the dialog asked for it. A value; any thread.
struct Attestation
{
    QString list;               ///< "dora"
    QStringList requirements;   ///< "Art. 5"
    QString legalEntity;        ///< the key of the one that it holds for; empty: the whole organisation
    bool clears = false;        ///< takes back what was said; the rest is empty then
    domain::Fulfilment state = domain::Fulfilment::Met;
    QString who, why;
    QString evidenceFile, note;
    QDate on;
    QDate reviewOn;             ///< the last day on which it counts; invalid: it counts until it is changed
};

} // namespace views
