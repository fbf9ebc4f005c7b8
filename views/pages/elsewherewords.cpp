// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/elsewherewords.h"

#include "text/mappingtext.h"
#include "text/statustext.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace views {
namespace {

struct Elsewhere {
    Q_DECLARE_TR_FUNCTIONS(views::Elsewhere)
};

QString linkOf(const rules::ListedRequirement &r)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(r.list) + '/' + QUrl::toPercentEncoding(r.id));
}

QString nameOf(const RequirementLink &l) { return l.framework + u' ' + l.to.id; }

QString anchor(const RequirementLink &l) { return u"<a href=\"%1\">%2</a>"_s.arg(linkOf(l.to), nameOf(l).toHtmlEscaped()); }

QString beside(const RequirementLink &l)
{
    QStringList parts{text::relationWords(l.relation)};
    if (!l.by.isEmpty())
        parts << Elsewhere::tr("by way of %1").arg(l.by);
    if (l.judged)
        parts << standingWord(l.result, true, l.legal);
    return u" ("_s + parts.join(u", "_s) + u')';
}

/// Names of those that serve or refute.
QString names(const RequirementLinks &e, bool RequirementLink::*which)
{
    QStringList out;
    for (const RequirementLink &l : e.links) {
        if (l.*which)
            out << nameOf(l);
    }
    return out.join(u", "_s);
}

QStringList told(const RequirementLinks &e)
{
    QStringList out;
    if (e.refuted)
        out << Elsewhere::tr("Can't be met as long as %1 is not, where that concerns the same things.").arg(names(e, &RequirementLink::refutes));
    else if (e.served)
        out << Elsewhere::tr("Served: %1 is met, which asks the same or more. No result of its own.").arg(names(e, &RequirementLink::serves));
    return out;
}

} // namespace

QString standingWord(const rules::RequirementResult &r, bool judged, domain::LegalStatus legal)
{
    if (!judged)
        return Elsewhere::tr("not judged");
    if (r.worst == domain::Status::Gap)
        return text::statusWord(domain::Status::Gap, legal);
    switch (r.standing) {
    case rules::Standing::Decided:
    case rules::Standing::Answered: return text::statusWord(r.worst.value_or(domain::Status::Unknown), legal);
    case rules::Standing::Open: return Elsewhere::tr("undecided");
    case rules::Standing::NotConcerned: return Elsewhere::tr("not concerned");
    case rules::Standing::NotYet: return Elsewhere::tr("applies later");
    case rules::Standing::OutOfReach: return Elsewhere::tr("out of reach");
    }
    return {};
}

QString elsewhereMark(const RequirementLinks &e)
{
    return e.refuted ? Elsewhere::tr("not while a gap stands") : e.served ? Elsewhere::tr("served") : e.evidenced ? Elsewhere::tr("evidence") : QString();
}

QString elsewhereHtml(const RequirementLinks &e)
{
    QStringList lines;
    for (const QString &line : told(e))
        lines << line.toHtmlEscaped();
    QStringList links;
    for (const RequirementLink &l : e.links)
        links << anchor(l) + beside(l).toHtmlEscaped();
    if (!links.isEmpty())
        lines << Elsewhere::tr("Also speaks to: %1").arg(links.join(u", "_s));
    for (const QString &line : e.evidence)
        lines << line.toHtmlEscaped();
    return lines.join(u"<br>"_s);
}

QString elsewherePlain(const RequirementLinks &e)
{
    return (told(e) + e.evidence).join(u'\n');
}

QString linkTip(const RequirementLinks &e, const QString &link)
{
    for (const RequirementLink &l : e.links) {
        if (linkOf(l.to) == link)
            return QStringList{nameOf(l) + u": "_s + l.title, l.words, l.source}.join(u'\n');
    }
    return {};
}

rules::ListedRequirement requirementOfLink(const QString &link)
{
    return {QUrl::fromPercentEncoding(link.section(u'/', 0, 0).toLatin1()), QUrl::fromPercentEncoding(link.section(u'/', 1).toLatin1())};
}

} // namespace views
