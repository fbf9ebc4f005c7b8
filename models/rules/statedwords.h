// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

struct sqlite3;

namespace rules {

/// What a free text says of something that phrases name. A value; any thread.
enum class Stated : int {
    Denied,      ///< it is named, and said not to be there, or to be planned ("not yet encrypted", "BSI: none"); or the text says that there is nothing ("none", "tbd")
    Affirmed,    ///< it is named
    Unclear,     ///< it is named beside words that may deny it ("encrypted, not for administrators")
    Unmentioned, ///< no phrase stands in it
};

/// Phrases are words, whole and in a row, without accents and capitals; `*` stands for letters at the begin or the end of a word: "credit*" is found in
/// "Creditworthiness", not in "Accreditation"; `^` before a phrase: only where the text begins. What `butNot` names is no mention ("blood bank"). Words that deny or leave open are those of
/// packs/words/denials.json. Any thread.
Stated stated(const QString &text, const QStringList &phrases, const QStringList &butNot);

/// Gives a connection the functions that read what people write: bw_stated(phrases, but not, text), lists by lines: stated(), as its number; and
/// bw_scheme(text): the scheme of a certificate (domain::certificateScheme). Thread: the connection's.
void addStatedFunction(sqlite3 *);

} // namespace rules
