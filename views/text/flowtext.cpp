// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/flowtext.h"

#include "text/statustext.h"
#include "text/wordtext.h"

using namespace Qt::StringLiterals;

namespace text {

QString dataFacetWords(const QString &facet)
{
    return facet == u"hosting"_s ? u"Stored in"_s : facet == u"processing"_s ? u"Processed in"_s : facet == u"backup"_s ? u"Backed up in"_s : facet == u"admin"_s ? u"Administered from"_s
                 : facet == u"keys"_s ? u"Keys held in"_s : u"Reached from"_s;
}

QString dataFacetWord(const QString &facet)
{
    return facet == u"hosting"_s ? u"Stored"_s : facet == u"processing"_s ? u"Processed"_s : facet == u"backup"_s ? u"Backed up"_s : facet == u"admin"_s ? u"Administered"_s
                 : facet == u"keys"_s ? u"Keys held"_s : u"Reached"_s;
}

QString flowMarkWords(const QString &what, const QString &value, const std::function<QString(const QString &)> &country)
{
    const QStringList values = value.split(QChar(0x1f));
    const auto several = [&](auto word) {
        QStringList words;
        for (const QString &one : values)
            words.append(one == u"?"_s ? u"not recorded"_s : word(one));
        return words.join(u", "_s);
    };
    const auto place = [&](const QString &code) { return code == u"*"_s ? u"a global service"_s : country(code); };
    if (what.startsWith(u"at:"_s)) {
        const QString facet = what.mid(3);
        if (value == u"in"_s)
            return dataFacetWord(facet) + u" in the zone only"_s;
        if (value == u"out"_s)
            return dataFacetWord(facet) + u" outside the zone"_s;
        if (value == u"none"_s)
            return dataFacetWord(facet) + u": country not known"_s;
        return dataFacetWords(facet) + u' ' + several(place);
    }
    if (what == u"class"_s)
        return u"Data class "_s + several(valueWord);
    if (what == u"subjects"_s)
        return u"Data subjects in "_s + several(place);
    if (what == u"holder"_s)
        return u"Held by "_s + several(valueWord);
    if (what == u"employer"_s)
        return value == u"in"_s ? u"Employed in the zone"_s : value == u"out"_s ? u"Employed outside the zone"_s : u"Employed in "_s + several(country);
    if (what == u"rights"_s)
        return value == u"denied"_s ? u"Rights that forbid"_s : value.startsWith(u"ended"_s) ? u"Ended before the day"_s : value.startsWith(u"maximum"_s) ? u"Maximum, not effective"_s
                                                                                                                                                        : u"Allowed on the day"_s;
    return value;
}

} // namespace text
