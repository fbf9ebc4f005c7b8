// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csfwords.h"

#include "csf/nextseal.h"
#include "domain/isolated.h"
#include "text/sealtext.h"

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

} // namespace

QString csfName(const store::EntityHead &head) { return head.name.isEmpty() ? head.key : head.name; }

QString csfPercents(csf::Percent low, csf::Percent high)
{
    return low == high ? low.text(1) + u" %"_s : u"%1 to %2 %"_s.arg(low.text(1), high.text(1));
}

QString csfSealWords(const csf::Calculator &calculator, const csf::Assessment &a)
{
    if (!a.seal)
        return text::sealWord(a.seal);
    const QString seal = u"%1 (%2)"_s.arg(text::sealWord(a.seal), text::sealName(*a.seal));
    if (a.open.isEmpty())
        return seal;
    const qsizetype all = calculator.criteria.size();
    return u"%1 by %2 of %3 criteria%4"_s.arg(seal).arg(all - a.open.size()).arg(all).arg(
        a.lowest < *a.seal ? u"; the others can lower it to %1"_s.arg(text::sealWord(a.lowest)) : QString());
}

QString csfShortSeal(const csf::Assessment &a)
{
    const QString seal = text::sealWord(a.seal);
    if (!a.seal || a.open.isEmpty())
        return seal;
    qsizetype answered = 0;
    for (const csf::ObjectiveResult &o : a.objectives)
        answered += o.answered;
    return (a.lowest < *a.seal ? u"at most %1, by %2 of %3"_s : u"%1, by %2 of %3"_s).arg(seal).arg(answered).arg(answered + a.open.size());
}

QString csfHeldWords(const csf::Calculator &calculator, const CsfAssessed &a, const csf::Weights &weights)
{
    if (!a.claimed.seal)
        return silentWords(calculator, a);
    QString out = u"%1, held there by %2."_s.arg(csfSealWords(calculator, a.claimed), named(calculator, a.claimed.binding));
    if (const auto way = csf::wayToNext(calculator, a.weakest.weakest, weights)) {
        QStringList steps;
        for (const csf::AnswerChange &c : way->changes.mid(0, MostCriteriaNamed))
            steps.append(u"%1 from %2 to %3"_s.arg(calculator.criteria.at(c.criterion).id).arg(c.from).arg(c.to));
        out += u" The fewest changes to %1: %2%3."_s.arg(text::sealWord(way->seal), steps.join(u", "_s),
                                                       way->changes.size() > MostCriteriaNamed ? u" and %1 more"_s.arg(way->changes.size() - MostCriteriaNamed) : QString());
    }
    return out;
}

QString csfScoreWords(const QList<CsfScore> &scores)
{
    QStringList list;
    for (const CsfScore &score : scores)
        list.append(u"%1 by %2"_s.arg(csfPercents(score.low, score.high), score.label));
    return u"Score by weights: %1."_s.arg(list.join(u"; "_s));
}

QString csfStandsOnWords(const CsfAssessed &a)
{
    QStringList list;
    for (const CsfLink &link : a.links) {
        if (link.thing.id != a.thing.id)
            list.append(domain::isolated(csfName(link.thing)));
    }
    return list.isEmpty() ? QString() : u"Stands on %1; the weakest decides."_s.arg(things(list));
}

QString csfOpenParts(const CsfAssessed &a, int criterion)
{
    QStringList list;
    if (a.links.size() > 1) {
        for (const CsfLink &link : a.links) {
            if (link.numbers.value(criterion) == 0)
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
    QStringList failed;
    QStringList open;
    QStringList met;
    for (int i = 0; i < calculator.objectives.size(); ++i) {
        const csf::ObjectiveResult &o = a.claimed.objectives.at(i);
        const std::optional<int> minimum = tender.minimums.value(i);
        if (!minimum)
            continue;
        const csf::Objective &objective = calculator.objectives.at(i);
        asked.append(u"%1 of %2"_s.arg(text::sealWord(minimum), objective.id));
        if (o.meets == csf::Meets::NotMet) {
            QList<int> below;
            for (int c = objective.first; c < objective.first + objective.count; ++c) {
                const csf::Answer *answer = calculator.criteria.at(c).answer(a.weakest.weakest.at(c));
                if (answer && answer->seal < *minimum)
                    below.append(c);
            }
            failed.append(u"%1 by %2"_s.arg(objective.id, named(calculator, below)));
        } else if (o.meets == csf::Meets::Open) {
            open.append(objective.id);
        } else {
            met.append(objective.id);
        }
    }
    QString out = u"%1 asks for %2."_s.arg(tender.name.isEmpty() ? u"The tender"_s : u"The tender %1"_s.arg(tender.name), asked.join(u", "_s));
    if (!failed.isEmpty())
        out += u" Failed: %1."_s.arg(failed.join(u"; "_s));
    if (!open.isEmpty())
        out += u" Still open: %1."_s.arg(open.join(u", "_s));
    if (!met.isEmpty())
        out += u" Met: %1."_s.arg(met.join(u", "_s));
    return out;
}

QString csfConfidenceWord(store::CsfConfidence c)
{
    return c == store::CsfConfidence::Demonstrated ? u"demonstrated"_s : c == store::CsfConfidence::Documented ? u"documented"_s : u"claimed"_s;
}

} // namespace app
