// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/csvcell.h"

#include <QStringView>

#include <algorithm>

namespace domain {
namespace {

/// "=1+1", and "'=1+1", which must not be taken for it.
bool isLikeFormula(QStringView text)
{
    const auto first = std::find_if(text.cbegin(), text.cend(), [](QChar c) { return c != u'\''; });
    return first != text.cend() && QStringView(u"=+-@\t\r").contains(*first);
}

} // namespace

QString csvCell(QString text, QChar delimiter)
{
    bool isNumber = false;
    text.toDouble(&isNumber);
    if (!isNumber && isLikeFormula(text))
        text.prepend(u'\'');
    const bool quoted = std::any_of(text.cbegin(), text.cend(), [delimiter](QChar c) { return c == u'"' || c == delimiter || c == u'\n' || c == u'\r'; });
    return quoted ? u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"' : text;
}

QString withoutApostrophe(QString text)
{
    if (text.startsWith(u'\'') && isLikeFormula(text))
        text.remove(0, 1);
    return text;
}

} // namespace domain
