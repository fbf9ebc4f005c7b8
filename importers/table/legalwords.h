// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace importers {

// Provisions as registers cite them, in whatever language. Of plainWords(); empty: none is named, or several.

/// "Article 6(1)(b) - contract", "Art. 6 Abs. 1 lit. b DSGVO": the letter of GDPR Art. 6(1).
QString letterOfArticle6(const QString &plain);

/// "Module 2", "SCC (módulo II)", "Modul zwei": the module of the standard contractual clauses.
QString moduleOfClauses(const QString &plain);

/// What is said without a module and without brackets in which a figure stands: "SCCs (2021)", "CCT (módulo 2)".
QString withoutEdition(const QString &cell);

} // namespace importers
