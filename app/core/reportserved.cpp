// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportserved.h"

#include "text/mappingtext.h"
#include "text/requirementanswertext.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

QString sourceOf(const rules::Mapping &m, const Services &services)
{
    const rules::MappingSource &source = services.mappings().sourceOf(m);
    return u"%1 and %2: %3 (%4)"_s.arg(services.listName(source.from), services.listName(source.to), source.note, text::confidenceWord(source.confidence));
}

report::Served line(const QString &requirement, const rules::Mapping &m, bool refutes, const Services &services)
{
    QString how = text::relationWords(m.relation) + u": "_s + m.words;
    if (m.by)
        how += u" By way of %1 %2."_s.arg(services.listName(m.by->list), m.by->id);
    return {{requirement}, services.listName(m.to.list) + u' ' + m.to.id, how, sourceOf(m, services), false, refutes};
}

} // namespace

QList<report::Attested> attestedIn(const rules::RequirementList &list, const MappedStandings &standings, Day asOf)
{
    QList<report::Attested> out;
    for (const rules::Requirement &r : list.requirements) {
        const rules::ListedRequirement id{list.id, r.id};
        const rules::PeoplesFinding *found = standings.found(id);
        if (!found)
            continue;
        const auto add = [&out](const report::Attested &one) {
            const auto same = std::find_if(out.begin(), out.end(), [&one](const report::Attested &o) { return o.words == one.words && o.why == one.why && o.evidence == one.evidence; });
            if (same == out.end())
                out.append(one);
            else
                same->requirements += one.requirements;
        };
        const QString title = r.id + u' ' + r.title;
        for (const RequirementAnswer &a : found->answers) {
            const Status status = isShortcoming(a.state) ? Status::Gap : a.state == Fulfilment::Met ? Status::Pass : Status::NotApplicable;
            add({{title}, text::capitalised(text::requirementAnswerWords(a, asOf, a.entity == 0 ? QString() : standings.forWhom(a))), a.why, a.evidence, status});
        }
        if (const QStringList missing = standings.missing(id); !missing.isEmpty())
            add({{title}, u"Not answered for %1"_s.arg(missing.join(u", "_s)), {}, {}, Status::Unknown});
    }
    return out;
}

QList<report::Served> servedIn(const rules::RequirementList &list, const MappedStandings &standings, const Services &services)
{
    QList<report::Served> out;
    QList<report::Served> certificates(standings.held().size());
    for (const rules::Requirement &r : list.requirements) {
        const rules::ListedRequirement id{list.id, r.id};
        const rules::Following following = standings.following(id);
        for (const rules::Mapping &m : following.refutes)
            out.append(line(r.id, m, true, services));
        if (following.isServed())
            out.append(line(r.id, following.serves.constFirst(), false, services));
        const rules::Standing standing = standings.result(id).standing;
        if (standing != rules::Standing::Open && standing != rules::Standing::OutOfReach)
            continue;
        for (const rules::Evidence &e : following.evidence) {
            if (!e.whole)
                continue;
            report::Served &of = certificates[e.certificates];
            of.requirements.append(r.id);
            if (of.by.isEmpty()) {
                const text::CertificateWords &words = standings.words(e.certificates);
                of.by = text::certificateWords(words);
                of.how = text::customerWords(words);
                of.source = e.mapping ? sourceOf(*e.mapping, services) : u"The certificate attests this framework itself."_s;
                of.certificate = true;
            }
        }
    }
    certificates.removeIf([](const report::Served &s) { return s.requirements.isEmpty(); });
    return out + certificates;
}

} // namespace app
