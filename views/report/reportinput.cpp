// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/reportinput.h"

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
