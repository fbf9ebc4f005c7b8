// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/severaltext.h"

using namespace Qt::StringLiterals;

namespace text {
namespace {

constexpr qsizetype NamesShown = 3;

QString listed(const QStringList &words)
{
    return words.size() < 2 ? words.join(QString()) : words.mid(0, words.size() - 1).join(u", "_s) + u" and "_s + words.constLast();
}

} // namespace

QString labelOf(const QString &label, const QString &name)
{
    static const QStringList prepositions = {u"at"_s, u"by"_s, u"for"_s, u"from"_s, u"in"_s, u"of"_s, u"on"_s, u"to"_s, u"under"_s, u"with"_s};
    return prepositions.contains(label.section(u' ', -1)) ? u"%1: %2"_s.arg(name, label) : u"%1 of %2"_s.arg(label, name);
}

QString ofSeveral(const QString &asked, const QStringList &names)
{
    // "1 more" would be as long as the name itself.
    const qsizetype rest = names.size() - NamesShown;
    const QStringList shown = rest > 1 ? names.mid(0, NamesShown) << u"%1 more"_s.arg(rest) : names;
    return labelOf(listed(asked.split(u", "_s)), listed(shown));
}

} // namespace text
