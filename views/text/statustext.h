// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/status.h"

#include <QString>
#include <QStringView>

/// Words for states and grades, in a language that the caller names ("en"; any other falls back to
/// English until its table is there). Pure functions. Thread: any.
namespace text {

/// The word for a result under a framework of this kind. Status::Gap is a "gap" only where the
/// framework is binding law; a programme, standard, scheme or proposal is "not met"; the
/// organisation's own policy is "weak".
QString statusWord(domain::Status status, domain::LegalStatus legal, QStringView language = u"en");

/// The word for a result where frameworks of several kinds are mixed ("open" for Status::Gap).
QString statusWord(domain::Status status, QStringView language = u"en");

/// Heading for a count of Status::Gap: "Gaps in binding law", "Not met", "Weak".
QString gapHeading(domain::LegalStatus legal, QStringView language = u"en");

/// "Critical", "High", "Medium", "Low".
QString severityWord(domain::Severity severity, QStringView language = u"en");

/// "Law", "Programme", "Standard", "Scheme", "Proposal", "Own policy".
QString legalStatusWord(domain::LegalStatus legal, QStringView language = u"en");

/// Rules beside those of a framework of another kind: "own standards" beside a law, "binding law" beside a standard.
QString rulesBesideWord(domain::LegalStatus legal, QStringView language = u"en");

/// Puts the first letter in upper case, for the head of a cell or a sentence.
QString capitalised(const QString &word);

} // namespace text
