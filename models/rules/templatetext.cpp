// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/templatetext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace rules {

QList<Placeholder> placeholders(const QString &text)
{
    static const QRegularExpression braces(u"\\{(?:([a-z0-9_.|]+)|#([a-z0-9_]+)|@(/[a-z0-9_/]+))\\}"_s);
    QList<Placeholder> out;
    auto it = braces.globalMatch(text);
    while (it.hasNext()) {
        const auto match = it.next();
        Placeholder place{Placeholder::Kind::Paths, match.captured(1), match.capturedStart(), match.capturedEnd()};
        if (match.hasCaptured(2)) {
            place.kind = Placeholder::Kind::Parameter;
            place.name = match.captured(2);
        } else if (match.hasCaptured(3)) {
            place.kind = Placeholder::Kind::Deciding;
            place.name = match.captured(3);
        }
        out.append(place);
    }
    return out;
}

QList<Part> parts(const QString &text)
{
    static const QRegularExpression conditional(u"\\[([?]?)(/(?:applies_if|gap_if)[a-z0-9_/]*): ([^\\]]*)\\]"_s);
    QList<Part> out;
    qsizetype from = 0;
    auto it = conditional.globalMatch(text);
    while (it.hasNext()) {
        const auto match = it.next();
        if (match.capturedStart() > from)
            out.append({{}, false, text.mid(from, match.capturedStart() - from), false});
        out.append({match.captured(2), !match.captured(1).isEmpty(), match.captured(3), false});
        from = match.capturedEnd();
    }
    if (from < text.size())
        out.append({{}, false, text.mid(from), true});
    return out;
}

} // namespace rules
