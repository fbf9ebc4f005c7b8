// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

struct sqlite3;

namespace store {

/// Gives a connection the function bw_finds(text, wanted): 1 where a text contains what somebody looks for, however either is written
/// (domain/foldedtext.h); what is wanted has no wildcards. A text of ASCII alone is looked through where it lies. Thread: the connection's.
void addTextSearch(sqlite3 *);

} // namespace store
