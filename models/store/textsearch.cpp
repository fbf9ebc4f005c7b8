// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/textsearch.h"

#include "domain/foldedtext.h"
#include "store/sqltext.h"

#include <QByteArray>

#include <algorithm>

namespace store {
namespace {

/// What is looked for, folded once for a statement.
struct Wanted
{
    QString text;
    QByteArray ascii; ///< empty where no text of ASCII alone can contain it
};

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

const Wanted *wantedOf(sqlite3_context *context, sqlite3_value *value)
{
    if (const auto *known = static_cast<const Wanted *>(sqlite3_get_auxdata(context, 1)))
        return known;
    auto *wanted = new Wanted{domain::folded(textOfValue(value)), {}};
    if (const QByteArray bytes = wanted->text.toUtf8(); isAscii({bytes.constData(), static_cast<std::size_t>(bytes.size())}))
        wanted->ascii = bytes;
    // SQLite owns it from here, and may drop it at once.
    sqlite3_set_auxdata(context, 1, wanted, [](void *kept) { delete static_cast<Wanted *>(kept); });
    return static_cast<const Wanted *>(sqlite3_get_auxdata(context, 1));
}

void finds(sqlite3_context *context, int, sqlite3_value **arguments)
{
    const Wanted *wanted = wantedOf(context, arguments[1]);
    if (!wanted)
        return sqlite3_result_error_nomem(context);
    const std::string_view text = viewOfText(arguments[0]);
    bool found = wanted->text.isEmpty();
    if (!found && isAscii(text))
        found = !wanted->ascii.isEmpty() && std::search(text.begin(), text.end(), wanted->ascii.cbegin(), wanted->ascii.cend(), [](char a, char b) { return lower(a) == b; }) != text.end();
    else if (!found)
        found = domain::folded(textOfValue(arguments[0])).contains(wanted->text);
    sqlite3_result_int(context, found ? 1 : 0);
}

} // namespace

void addTextSearch(sqlite3 *handle)
{
    sqlite3_create_function(handle, "bw_finds", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, finds, nullptr, nullptr);
}

} // namespace store
