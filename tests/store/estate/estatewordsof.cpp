// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/estatewordsof.h"

namespace tst_estate {

using namespace Qt::StringLiterals;
using namespace domain;
using store::PageFilter;

namespace {

QString codesOf(const QList<int> &numbers, const QStringList &codes)
{
    QStringList out;
    for (const int number : numbers)
        out += codes.at(number);
    out.sort();
    return out.join(u'+');
}

} // namespace

QString wordsOf(const PageFilter &f)
{
    QStringList out{f.country, f.provider, f.legalEntity, f.businessService, f.framework, f.attr, f.attrValue, f.text, u"facets %1"_s.arg(f.facets)};
    if (f.kind)
        out += kindName(*f.kind);
    if (f.status)
        out += u"status %1"_s.arg(static_cast<int>(*f.status));
    if (f.severity)
        out += severityName(*f.severity);
    for (const auto &[what, value] : f.special)
        out += what + u'=' + value;
    out.removeAll(QString());
    return out.join(u", "_s);
}

QStringList wordsOf(const store::PlaceCounts &c)
{
    QStringList out;
    for (const store::Counted &country : c.countries)
        out += u"%1 %2"_s.arg(country.key).arg(country.value);
    for (const store::SiteCount &site : c.sites)
        out += u"%1 %2 at %3 %4"_s.arg(site.id).arg(site.count).arg(site.lat).arg(site.lon);
    for (const store::SharedSites &shared : c.shared) {
        QStringList sites;
        for (const int site : shared.sites)
            sites += c.sites.at(site).id;
        sites.sort();
        out += u"%1 in each of %2"_s.arg(shared.count).arg(sites.join(u' '));
    }
    out.sort();
    return out << u"nowhere %1, global %2"_s.arg(c.unplaced).arg(c.global);
}

QStringList wordsOf(const store::WeightedPlaces &w)
{
    QStringList out = wordsOf(w.counts);
    for (const auto &c : w.countries)
        out += u"%1 sums to %2 of %3, %4 unsaid"_s.arg(c.iso).arg(c.sum).arg(c.things).arg(c.unsaid);
    out.sort();
    return out;
}

QStringList wordsOf(const QList<store::PlaceFlowCount> &flows)
{
    QStringList out;
    for (const store::PlaceFlowCount &f : flows)
        out += u"%1 (%2 %3 %4) to %5 (%6 %7 %8): %9"_s.arg(f.from, f.fromName).arg(f.fromLat).arg(f.fromLon).arg(f.to, f.toName).arg(f.toLat).arg(f.toLon).arg(f.count) +
               u", %1 in law, %2 gaps, %3 unknown, %4 accepted, worst %5"_s.arg(f.lawGaps).arg(f.gaps).arg(f.unknowns).arg(f.accepted).arg(static_cast<int>(f.grade));
    return out;
}

QStringList wordsOf(const QList<store::FlowCount> &flows)
{
    QStringList out;
    for (const store::FlowCount &f : flows)
        out += u"%1 to %2: %3, %4 in law, %5 gaps, %6 unknown, worst %7"_s.arg(f.from, f.to).arg(f.count).arg(f.lawGaps).arg(f.gaps).arg(f.unknowns).arg(static_cast<int>(f.grade));
    out.sort();
    return out;
}

QStringList wordsOf(const QList<store::FindingCount> &counts)
{
    QStringList out;
    for (const store::FindingCount &c : counts)
        out += u"%1 %2 %3 %4: %5"_s.arg(c.framework).arg(static_cast<int>(c.severity)).arg(static_cast<int>(c.legal)).arg(static_cast<int>(c.status)).arg(c.count);
    out.sort();
    return out;
}

QStringList wordsOf(const QList<store::IssueLine> &lines)
{
    QStringList out;
    for (const store::IssueLine &l : lines) {
        QStringList rules;
        for (const auto &rule : l.rules)
            rules += u"%1 of %2: %3, accepted %4"_s.arg(rule.rule, rule.framework).arg(rule.gaps).arg(rule.accepted);
        out += u"%1 led by %2 of %3, severity %4, root %5 %6, theme %7 %8, "_s.arg(l.id).arg(l.rule, l.framework).arg(static_cast<int>(l.severity)).arg(l.root.id).arg(l.root.name, l.theme, l.rootText) +
               u"%1 gaps, %2 unknown, %3 accepted, %4 contradicted, %5 things of %6, due %7 of %8: "_s.arg(l.gaps).arg(l.unknowns).arg(l.accepted).arg(l.contradicted).arg(l.things)
                   .arg(l.kind ? kindName(*l.kind) : u"several kinds"_s).arg(l.plan.due.value_or(0)).arg(l.plan.owner) + rules.join(u"; "_s);
    }
    return out;
}

QStringList wordsOf(const QList<store::Counted> &counts)
{
    QStringList out;
    for (const store::Counted &c : counts)
        out += u"%1: %2 of %3"_s.arg(c.key).arg(c.value).arg(c.rows);
    return out;
}

QStringList wordsOf(const QList<store::DatedEntity> &days)
{
    QStringList out;
    for (const store::DatedEntity &d : days)
        out += u"%1 on %2: %3"_s.arg(d.entity).arg(d.day).arg(d.what);
    out.sort();
    return out;
}

QString wordsOf(const store::ShareCount &share) { return u"%1 yes, %2 no, %3 unknown"_s.arg(share.yes).arg(share.no).arg(share.unknown); }

QStringList wordsOf(const store::AccessCounts &c)
{
    QStringList out;
    for (const auto &p : c.patterns)
        out += u"%1 of %2 employed in %3 reach %4, %5 at most"_s.arg(p.count).arg(c.kinds.value(p.kind), c.countries.value(p.employer), codesOf(p.classes, c.classes)).arg(p.maximum);
    for (auto it = c.reachedBy.cbegin(); it != c.reachedBy.cend(); ++it)
        out += u"%1 reaches %2"_s.arg(it.key()).arg(codesOf(it->numbers(), c.classes));
    out.sort();
    return out << u"%1 %2 %3 %4 %5 %6 %7"_s.arg(c.rights).arg(c.maximum).arg(c.denied).arg(c.ended).arg(c.inZone).arg(c.outside).arg(c.unknown);
}

QStringList wordsOf(const QList<store::Exposure> &exposures)
{
    QStringList out;
    for (const store::Exposure &e : exposures)
        out += u"%1 %2 (%3 of %4) in %5 by %6: %7 %8"_s.arg(e.identity).arg(e.who, e.kind, e.employer, e.country, e.provider).arg(static_cast<int>(e.law)).arg(static_cast<int>(e.barrier)) +
               u" %1 %2 %3, %4 rights, %5 at most, %6"_s.arg(e.privilege).arg(e.clear).arg(e.custody).arg(e.rights).arg(e.maximum).arg(e.strongestMaximum);
    return out;
}

QStringList wordsOf(const store::ResidencyCounts &c)
{
    QStringList out;
    for (const auto &p : c.patterns) {
        QStringList places;
        for (const QList<int> &at : p.places)
            places += codesOf(at, c.countries);
        out += u"%1 of %2 about %3 at %4"_s.arg(p.count).arg(codesOf(p.classes, c.classes), codesOf(p.subjects, c.countries), places.join(u'/'));
    }
    out.sort();
    return out << QString::number(c.things);
}

} // namespace tst_estate
