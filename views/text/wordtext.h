// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Words for codes, and short names. Pure functions. Thread: any.
namespace text {

/// The words for a value that the catalogue writes as a code: "saas" is "SaaS", "special_category" is "special category", "dpf" is
/// "EU-US DPF". What the table doesn't hold loses its underscores.
QString valueWord(const QString &code);

/// What a thing is called on screen. A name that is only a cloud's resource path becomes its last parts, with the middle of a long
/// id left out: "volume vol-9a46…4130".
QString shownName(const QString &name, const QString &key);

/// What an imported file is called in a list: without its folders; a sheet or a member before what it lies in: "Contracts (book.xlsx)".
QString fileWords(const QString &path);

/// What tells things of the same name apart, from a cloud's resource path: "eu-west-1, security group, 111122223333"; else empty.
QString nameHint(const QString &key);

/// "GDPR" for ("gdpr", "General Data Protection Regulation"): the title where it is short, else the id in capitals.
QString shortFramework(const QString &id, const QString &title);

/// "GDPR Art. 45", "EU CSF SOV-1 / 1.1", "AI sovereignty: audit trail".
QString clauseLabel(const QString &framework, const QString &clause);

/// How sure the reading of a rule's source is, by its tag: "verified" (V), "partly verified" (V/K), "unverified" (K).
QString confidenceWord(const QString &tag);

/// Leaves out the middle of what is longer than `most` characters.
QString middleElided(const QString &word, int most);

} // namespace text
