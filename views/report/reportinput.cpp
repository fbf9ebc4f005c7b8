// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/reportinput.h"

#include "text/statustext.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {

QString Origin::text() const
{
    if (!who.isEmpty())
        return u"said by %1"_s.arg(who) + (day.isEmpty() ? QString() : u" on "_s + day);
    if (file.isEmpty())
        return {};
    QString words = silent ? u"not in "_s + file : file;
    if (!place.isEmpty())
        words += u", "_s + place;
    if (!day.isEmpty())
        words += u", read "_s + day;
    return words;
}

QList<Framework::Part> Framework::parts() const
{
    using domain::Status;
    const auto word = [](domain::LegalStatus legal) { return text::statusWord(Status::Gap, legal); };
    QList<Part> out{{legalStatus, counts, gaps}};
    for (const Requirement &r : requirements) {
        if (r.counts.total() == 0 || word(r.legalStatus) == word(legalStatus))
            continue;
        auto part = std::find_if(out.begin() + 1, out.end(), [&](const Part &p) { return word(p.legalStatus) == word(r.legalStatus); });
        if (part == out.end())
            part = out.insert(out.end(), {r.legalStatus, {}, {}});
        for (int s = 0; s < domain::StatusCount; ++s) {
            const auto status = static_cast<Status>(s);
            part->counts.add(status, r.counts.of(status));
            out.first().counts.add(status, -r.counts.of(status));
        }
        part->gaps.add(r.severity, r.counts.of(Status::Gap));
        out.first().gaps.add(r.severity, -r.counts.of(Status::Gap));
    }
    return out;
}

text::Tally Framework::tally() const
{
    text::Tally all;
    for (const Part &part : parts())
        all.add(part.legalStatus, part.counts.of(domain::Status::Gap));
    return all;
}

const IssueRule *Issue::rule(QStringView id) const
{
    for (const IssueRule &r : rules) {
        if (r.ruleId == id)
            return &r;
    }
    return nullptr;
}

QStringList Issue::frameworks() const
{
    QStringList ids;
    for (const IssueRule &r : rules) {
        if (!ids.contains(r.framework))
            ids.append(r.framework);
    }
    return ids;
}

int Issue::count() const
{
    int n = static_cast<int>(findings.size());
    for (const IssueRule &r : rules)
        n += r.unlisted;
    return n;
}

int Issue::affected() const
{
    if (things > 0)
        return things;
    QSet<std::pair<QString, QString>> touched;
    for (const Finding &f : findings)
        touched.insert({f.entityKind, f.key});
    return static_cast<int>(touched.size());
}

text::Tally Issue::tally() const
{
    text::Tally tally;
    for (const Finding &f : findings) {
        const IssueRule *of = rule(f.ruleId);
        tally.add(of ? of->legalStatus : legalStatus(), 1);
    }
    for (const IssueRule &of : rules)
        tally.add(of.legalStatus, of.unlisted);
    return tally;
}

domain::LegalStatus Issue::legalStatus() const
{
    domain::LegalStatus most = domain::LegalStatus::OwnPolicy;
    for (const IssueRule &r : rules)
        most = std::min(most, r.legalStatus);
    return most;
}

} // namespace report
