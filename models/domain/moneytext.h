// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"

namespace domain {

/// "€ 1.200,50", "USD 1200", "1 200 zł": a number with the currency that it is in.
struct Money
{
    QString number;   ///< as written, without the currency; all of the text where it has none
    QString mark;     ///< the sign or code as written; empty: none
    QString currency; ///< ISO 4217; empty: the mark does not tell, as $ and ¥ don't
};
Money moneyOf(const QString &text);

/// A number that is an amount of money: a currency may stand beside it.
bool isAmount(const Attribute &attribute);

} // namespace domain
