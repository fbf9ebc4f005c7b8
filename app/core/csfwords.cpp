// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csfwords.h"

#include "core/csfways.h"
#include "domain/isolated.h"
#include "text/sealtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {
namespace {

/// So many criteria or things are named in a sentence; the rest is counted.
constexpr qsizetype MostCriteriaNamed = 6;

QString named(const csf::Calculator &calculator, const QList<int> &criteria)
{
    QStringList list;
    for (const int c : criteria.mid(0, MostCriteriaNamed))
        list.append(calculator.criteria.at(c).id);
    return list.join(u", "_s) + (criteria.size() > MostCriteriaNamed ? u" and %1 more"_s.arg(criteria.size() - MostCriteriaNamed) : QString());
}

QString things(const QStringList &names)
{
    return names.mid(0, MostCriteriaNamed).join(u", "_s) + (names.size() > MostCriteriaNamed ? u" and %1 more"_s.arg(names.size() - MostCriteriaNamed) : QString());
}

/// Why there is no SEAL yet: nothing is answered at all, or nothing of a part that the thing stands on.
QString silentWords(const csf::Calculator &calculator, const CsfAssessed &a)
{
    const std::optional<int> most = csf::mostByAnswered(calculator, a.weakest);
    if (!most)
        return u"No criterion is answered: %1 are open."_s.arg(calculator.criteria.size());
    QStringList silent;
    for (const CsfLink &link : a.links) {
        if (link.answers.isEmpty())
            silent.append(domain::isolated(csfName(link.thing)));
    }
    const QString why = silent.isEmpty() ? u"no criterion is answered of every part"_s : u"nothing is answered of %1"_s.arg(things(silent));
    return u"All %1 criteria are open, since %2; by what the other parts have it is at most %3."_s.arg(QString::number(calculator.criteria.size()), why, text::sealWord(most));
}

/// Which objectives meet a tender's minimums, and what fails them: "failed: SOV-1 by 1.1; still open: SOV-2; met: SOV-8".
QString verdict(const csf::Calculator &calculator, const csf::Assessment &a, const csf::WeakestLink &answers, const csf::Minimums &minimums)
{
    QStringList failed;
    QStringList open;
    QStringList met;
    for (int i = 0; i < calculator.objectives.size(); ++i) {
        const std::optional<int> minimum = minimums.value(i);
        if (!minimum)
            continue;
        const csf::Objective &objective = calculator.objectives.at(i);
        const csf::Meets meets = a.objectives.at(i).meets;
        if (meets == csf::Meets::NotMet) {
            QList<int> below;
            for (int c = objective.first; c < objective.first + objective.count; ++c) {
                const csf::Answer *answer = calculator.criteria.at(c).answer(answers.weakest.at(c));
                if (answer && answer->seal < *minimum)
                    below.append(c);
            }
            failed.append(u"%1 by %2"_s.arg(objective.id, named(calculator, below)));
        } else if (meets == csf::Meets::Open) {
            open.append(objective.id);
        } else {
            met.append(objective.id);
        }
    }
    QStringList out;
    if (!failed.isEmpty())
        out.append(u"failed: %1"_s.arg(failed.join(u", "_s)));
    if (!open.isEmpty())
        out.append(u"still open: %1"_s.arg(open.join(u", "_s)));
    if (!met.isEmpty())
        out.append(u"met: %1"_s.arg(met.join(u", "_s)));
    return out.join(u"; "_s);
}

} // namespace

QString csfName(const store::EntityHead &head) { return head.name.isEmpty() ? head.key : head.name; }

QString csfPercents(csf::Percent low, csf::Percent high)
{
    return low == high ? low.text(1) + u" %"_s : u"%1 to %2 %"_s.arg(low.text(1), high.text(1));
}

QString csfAboveWhole(csf::Percent high)
{
    return high.rounded(1) > 100 ? u"above 100 %, since the published points of the best answers add up to more and the calculator doesn't cap them"_s : QString();
}

QString csfHeadline(const csf::Assessment &a)
{
    const QString seal = text::sealWord(a.seal);
    return a.seal && a.lowest < *a.seal ? u"at most "_s + seal : seal;
}

QString csfSealWords(const csf::Calculator &calculator, const csf::Assessment &a)
{
    if (!a.seal)
        return text::sealWord(a.seal);
    const QString seal = u"%1 (%2)"_s.arg(text::sealWord(a.seal), text::sealName(*a.seal));
    if (a.open.isEmpty())
        return seal;
    const qsizetype all = calculator.criteria.size();
    const QString counted = u"%1 by %2 of %3 criteria"_s.arg(seal).arg(all - a.open.size()).arg(all);
    return a.lowest < *a.seal ? u"At most %1: the %2 open ones can lower it to %3"_s.arg(counted).arg(a.open.size()).arg(text::sealWord(a.lowest)) : counted;
}

QString csfShortSeal(const csf::Assessment &a)
{
    if (!a.seal || a.open.isEmpty())
        return csfHeadline(a);
    return u"%1, by %2 of %3"_s.arg(csfHeadline(a)).arg(a.answered()).arg(a.answered() + a.open.size());
}

QString csfHeldWords(const csf::Calculator &calculator, const CsfAssessed &a, const csf::Weights &weights)
{
    if (!a.claimed.seal)
        return silentWords(calculator, a);
    QString out = csfSealWords(calculator, a.claimed) + u'.';
    if (*a.claimed.seal < csf::TopSeal)
        out += u" Held at %1 by %2."_s.arg(text::sealWord(a.claimed.seal), named(calculator, a.claimed.binding));
    const auto way = csf::wayToNext(calculator, a.numbers(), weights);
    return way ? out + u' ' + csfWayWords(calculator, a, *way) : out;
}

QString csfScoreWords(const QList<CsfScore> &scores)
{
    QStringList list;
    for (const CsfScore &score : scores)
        list.append(u"%1 by %2"_s.arg(csfPercents(score.low, score.high), score.label));
    const auto above = std::find_if(scores.cbegin(), scores.cend(), [](const CsfScore &score) { return !csfAboveWhole(score.high).isEmpty(); });
    return u"Score by weights: %1%2."_s.arg(list.join(u"; "_s), above == scores.cend() ? QString() : u" ("_s + csfAboveWhole(above->high) + u')');
}

QString csfStandsOnWords(const CsfAssessed &a)
{
    QStringList list;
    for (const CsfLink &link : a.links) {
        if (link.thing.id != a.thing.id)
            list.append(domain::isolated(csfName(link.thing)));
    }
    QString out = list.isEmpty() ? QString() : u"Stands on %1; the weakest decides."_s.arg(things(list));
    if (!a.notFollowed.isEmpty())
        out += u"%1Not followed: %2%3."_s.arg(out.isEmpty() ? QString() : u" "_s, a.notFollowed.mid(0, MostCriteriaNamed).join(u"; "_s),
                                            a.notFollowed.size() > MostCriteriaNamed ? u" and %1 more"_s.arg(a.notFollowed.size() - MostCriteriaNamed) : QString());
    return out;
}

QString csfOpenParts(const CsfAssessed &a, int criterion)
{
    QStringList list;
    if (a.links.size() > 1) {
        for (const CsfLink &link : a.links) {
            if (link.numbers.value(criterion) == 0 && !link.adds)
                list.append(domain::isolated(csfName(link.thing)));
        }
    }
    return things(list);
}

QString csfTenderWords(const csf::Calculator &calculator, const CsfAssessed &a, const CsfTender &tender)
{
    if (!tender.asks())
        return {};
    QStringList asked;
    for (int i = 0; i < calculator.objectives.size(); ++i) {
        if (const std::optional<int> minimum = tender.minimums.value(i))
            asked.append(u"%1 of %2"_s.arg(text::sealWord(minimum), calculator.objectives.at(i).id));
    }
    // A minimum is met by evidence; what is claimed alone says what could be.
    return u"%1 asks for %2. By what is claimed: %3. By what is evidenced: %4."_s.arg(
        tender.name.isEmpty() ? u"The tender"_s : u"The tender %1"_s.arg(tender.name), asked.join(u", "_s),
        verdict(calculator, a.claimed, a.weakest, tender.minimums), verdict(calculator, a.evidenced, a.weakest, tender.minimums));
}

QString csfConfidenceWord(store::CsfConfidence c)
{
    return c == store::CsfConfidence::Demonstrated ? u"demonstrated"_s : c == store::CsfConfidence::Documented ? u"documented"_s : u"claimed"_s;
}

} // namespace app
