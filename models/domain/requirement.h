// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace domain {

/// A requirement as a tool finding names it: "gdpr: Art. 25". Where the framework is one that rule sets have, `framework` is the rule set's
/// id and `id` numbered as the source of law numbers it; else both are as the tool wrote them.
struct RequirementName
{
    QString framework;
    QString id;   ///< empty: the framework as a whole
    QString text() const { return id.isEmpty() ? framework : framework + QLatin1String(": ") + id; }
    /// Splits what text() made.
    static RequirementName fromText(const QString &);
    bool operator==(const RequirementName &) const = default;
};

/// "GDPR", "article_25" -> gdpr, Art. 25. An edition whose numbers are others than those of the rule sets (ISO/IEC 27001:2013, PCI DSS 3)
/// stays as it was written.
RequirementName requirementName(const QString &framework, const QString &id);

/// The later, the closer.
enum class SameRequirement {
    No,
    Framework, ///< one of the two names no place that could be compared
    Article
};

/// Does the tool's requirement speak of the clause of a rule of the same framework ("Art. 44-46", "A.5.19-5.22")?
SameRequirement sameRequirement(const QString &clause, const QString &id);

} // namespace domain
