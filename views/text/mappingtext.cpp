// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/mappingtext.h"

using namespace Qt::StringLiterals;
using domain::SetRelation;

namespace text {
namespace {

constexpr qsizetype ServicesNamed = 4;

struct RelationWords
{
    QString whole;
    QString brief;
    QString sign;
};

RelationWords wordsOf(SetRelation relation)
{
    switch (relation) {
    case SetRelation::Equal: return {u"the same demand"_s, u"same as"_s, u"="_s};
    case SetRelation::Subset: return {u"asks this and more"_s, u"part of"_s, u"\u2282"_s};
    case SetRelation::Superset: return {u"a part of this"_s, u"more than"_s, u"\u2283"_s};
    case SetRelation::Intersects: return {u"overlaps"_s, u"overlaps"_s, u"\u2229"_s};
    }
    return {};
}

} // namespace

QString relationWords(SetRelation relation) { return wordsOf(relation).whole; }

QString relationSign(SetRelation relation) { return wordsOf(relation).sign; }

QString relationShort(SetRelation relation) { return wordsOf(relation).brief; }

QString unrecordedWords(const QStringList &plurals)
{
    if (plurals.isEmpty())
        return {};
    QStringList names = plurals;
    for (QString &name : names) {
        // "AI models", but "access rights"
        if (name.size() > 1 && name.at(1).isLower())
            name[0] = name.at(0).toLower();
    }
    const QString last = names.takeLast();
    return u" Of %1 nothing is recorded, and nobody has declared that there is nothing: what rests on it is undecided."_s.arg(names.isEmpty() ? last : names.join(u", "_s) + u" and "_s + last);
}

QString servedWords(int served)
{
    return served == 0 ? QString() : u" (%1 of them served by what is met in other frameworks)"_s.arg(served);
}

QString apartWords(int evidenced, int refuted)
{
    QString out;
    if (evidenced > 0)
        out += u" Certificates are evidence for %1 of what is undecided or out of reach, for the services that they cover."_s.arg(evidenced);
    if (refuted == 1)
        out += u" One can't be met while a gap in another framework stands."_s;
    else if (refuted > 1)
        out += u" %1 can't be met while a gap in another framework stands."_s.arg(refuted);
    return out;
}

QString besideWords(int beside)
{
    return beside == 0   ? QString()
           : beside == 1 ? u" One further entry of the list is none of its own articles or controls, and not counted."_s
                         : u" %1 further entries of the list are none of its own articles or controls, and not counted."_s.arg(beside);
}

QString certificateWords(const CertificateWords &c)
{
    QString out = c.attests.contains(u"C5"_s) ? u"%1 report of %2"_s : u"%1 certificate of %2"_s;
    out = out.arg(c.attests, c.holder);
    if (!c.until.isEmpty())
        out += u", valid until %1"_s.arg(c.until);
    if (c.own)
        return out + u", for the scope that it names"_s;
    if (c.services.isEmpty())
        return out;
    QString services = c.services.mid(0, ServicesNamed).join(u", "_s);
    if (c.services.size() > ServicesNamed)
        services += u" and %1 more"_s.arg(c.services.size() - ServicesNamed);
    out += c.services.size() == 1 ? u", for 1 service: %1"_s.arg(services) : u", for %1 services: %2"_s.arg(c.services.size()).arg(services);
    if (c.perhaps > 0)
        out += c.perhaps == 1 ? u"; of 1 more it is not known"_s : u"; of %1 more it is not known"_s.arg(c.perhaps);
    return out;
}

QString customerWords(const CertificateWords &c)
{
    if (c.own)
        return {};
    return u"It leaves to the customer: %1.%2"_s.arg(c.leaves, c.shareKnown ? QString() : u" No map of that share is recorded."_s);
}

QString evidenceWords(const CertificateWords &c, const QString &byWayOf, bool whole)
{
    QString out = (whole ? u"Evidence: "_s : u"Evidence of a part: "_s) + certificateWords(c);
    if (!byWayOf.isEmpty())
        out += u" (by way of %1)"_s.arg(byWayOf);
    const QString customer = customerWords(c);
    return out + u'.' + (customer.isEmpty() ? QString() : u' ' + customer);
}

} // namespace text
