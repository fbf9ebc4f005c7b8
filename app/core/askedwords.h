// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace store {
class AttributeStore;
struct AskedItem;
}

namespace app {

struct Services;

/// What a team is asked and of what, as a questionnaire says it: of a thing, of a register as a whole, or of a requirement. A value; any thread.
struct AskedWords
{
    QString question;
    QString name; ///< of the thing, as it is called today; of a register, what is in it
    QString key;  ///< empty: the register of a kind
    QString label; ///< in short what is asked: "Audit rights", "Register complete", "Art. 5"
    /// "Payroll (w1)"; once where name and key are the same.
    QString thing() const { return key.isEmpty() || name == key ? name : name + QStringLiteral(" (") + key + QLatin1Char(')'); }
};

/// Thread: the store's connection.
AskedWords askedWords(const Services &, store::AttributeStore &, const store::AskedItem &);

} // namespace app
