// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csfways.h"

#include "core/csfwords.h"
#include "domain/isolated.h"
#include "text/sealtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {
namespace {

/// So many changes, and so many open answers, are named in a sentence.
constexpr qsizetype MostNamed = 6;
/// Of so many the places are compared: each with each.
constexpr qsizetype MostPlaced = 12;

QString andMore(const QStringList &list, qsizetype most)
{
    const qsizetype shown = most == 0 ? list.size() : std::min(most, list.size());
    return list.mid(0, shown).join(u", "_s) + (shown < list.size() ? u" and %1 more"_s.arg(list.size() - shown) : QString());
}

/// Whose answer it is, where there are several.
QString ofLink(const CsfAssessed &a, int link) { return a.links.size() > 1 ? u" (%1)"_s.arg(domain::isolated(csfName(a.links.at(link).thing))) : QString(); }

QString rangeOf(const csf::Calculator &calculator, int objective, csf::Percent low, csf::Percent high)
{
    return objective < 0 ? u"none is answered"_s : u"%1 with %2"_s.arg(calculator.objectives.at(objective).id, csfPercents(low, high));
}

/// The names of sets of weights.
QString setNames(const csf::Calculator &calculator, const QStringList &ids)
{
    QStringList names;
    for (const QString &id : ids)
        names.append(calculator.weights(id)->label);
    return names.join(u", "_s);
}

QString gainWords(csf::Percent gain) { return gain.text(1) + u" %"_s; }

} // namespace

QString csfChangesWords(const csf::Calculator &calculator, const CsfAssessed &a, const csf::Way &way, qsizetype most)
{
    QStringList list;
    for (const csf::AnswerChange &c : way.changes)
        list.append(u"%1 from %2 to %3%4"_s.arg(calculator.criteria.at(c.criterion).id, QString::number(c.from), QString::number(c.to), ofLink(a, c.link)));
    return andMore(list, most);
}

QString csfNeedsWords(const csf::Calculator &calculator, const CsfAssessed &a, const csf::Way &way, qsizetype most)
{
    QStringList list;
    for (const csf::OpenNeed &need : way.open)
        list.append(u"%1 at least %2%3"_s.arg(calculator.criteria.at(need.criterion).id, QString::number(need.atLeast), ofLink(a, need.link)));
    return andMore(list, most);
}

QString csfWayWords(const csf::Calculator &calculator, const CsfAssessed &a, const csf::Way &way)
{
    QString out = u"The fewest changes to %1: %2; the score gains %3%4."_s.arg(
        text::sealWord(way.seal), csfChangesWords(calculator, a, way, MostNamed), gainWords(way.gain),
        way.reached > way.seal ? u", and they lead to %1"_s.arg(text::sealWord(way.reached)) : QString());
    if (!way.possible)
        out += u" Not every criterion has an answer with that SEAL."_s;
    if (!way.open.isEmpty())
        out += u" Open, and to be answered for it as well: %1."_s.arg(csfNeedsWords(calculator, a, way, MostNamed));
    return out;
}

QString csfObjectiveWayWords(const csf::Calculator &calculator, const CsfAssessed &a, const csf::Weights &weights, int objective)
{
    const auto way = csf::wayToNext(calculator, a.numbers(), weights, objective);
    if (!way)
        return {};
    const QString open = way->open.isEmpty() ? QString() : u"; open as well: %1"_s.arg(csfNeedsWords(calculator, a, *way, MostNamed));
    return u"to %1: %2, score +%3%4"_s.arg(text::sealWord(way->seal), csfChangesWords(calculator, a, *way, MostNamed), gainWords(way->gain), open);
}

QString csfLeastWords(const csf::Calculator &calculator, const csf::Sensitivity &s) { return rangeOf(calculator, s.worst, s.least, s.leastPossible); }
QString csfMostWords(const csf::Calculator &calculator, const csf::Sensitivity &s) { return rangeOf(calculator, s.best, s.most, s.mostPossible); }

QString csfSensitivityWords(const csf::Calculator &calculator, const csf::Sensitivity &s)
{
    if (s.worst < 0)
        return {};
    if (s.worst == s.best)
        return u"All that is answered lies in one objective, %1: the weights decide how far it counts."_s.arg(csfMostWords(calculator, s));
    return u"The objectives with an answer lie between %1 and %2: so far weights can move the score."_s.arg(csfLeastWords(calculator, s), csfMostWords(calculator, s));
}

QString csfRankWords(const csf::Calculator &calculator, const csf::WeakestLink &one, const csf::WeakestLink &other, const csf::Weights &weights)
{
    const csf::Ranking r = csf::rank(calculator, one.decided, other.decided, weights);
    const QString now = r.sign > 0 ? u"higher"_s : r.sign < 0 ? u"lower"_s : u"equal"_s;
    const bool open = one.decided.contains(0) || other.decided.contains(0);
    const QString soFar = open ? u", by what is decided so far"_s : QString();
    if (r.always)
        return now + u" whatever the weights"_s + soFar;
    if (r.otherwise.isEmpty())
        return now + u" by every published set; weights of one's own can turn it"_s + soFar;
    return u"%1; otherwise by %2%3"_s.arg(now, setNames(calculator, r.otherwise), soFar);
}

QString csfPlacesWords(const csf::Calculator &calculator, const QList<CsfAssessed> &all, const csf::Weights &weights)
{
    QList<const CsfAssessed *> things;
    for (const CsfAssessed &a : all) {
        if (a.claimed.seal)
            things.append(&a);
    }
    const qsizetype leftOff = std::max<qsizetype>(0, things.size() - MostPlaced);
    std::stable_sort(things.begin(), things.end(), [](const CsfAssessed *a, const CsfAssessed *b) { return a->claimed.score > b->claimed.score; });
    things = things.mid(0, MostPlaced);
    if (things.size() < 2)
        return {};
    QStringList order;
    QStringList turned;
    QStringList held;
    for (qsizetype i = 0; i < things.size(); ++i) {
        const QString name = domain::isolated(csfName(things.at(i)->thing));
        order.append(u"%1 %2"_s.arg(name, csfPercents(things.at(i)->claimed.score, things.at(i)->claimed.possible)));
        for (qsizetype k = i + 1; k < things.size(); ++k) {
            const csf::Ranking r = csf::rank(calculator, things.at(i)->weakest.decided, things.at(k)->weakest.decided, weights);
            const QString pair = u"%1 and %2"_s.arg(name, domain::isolated(csfName(things.at(k)->thing)));
            if (!r.otherwise.isEmpty())
                turned.append(u"%1 (by %2)"_s.arg(pair, setNames(calculator, r.otherwise)));
            else if (!r.always)
                held.append(pair);
        }
    }
    QString out = u"In the order of the score by %1, by what is decided: %2%3."_s.arg(weights.label, order.join(u"; "_s), leftOff > 0 ? u" and %1 lower ones"_s.arg(leftOff) : QString());
    out += turned.isEmpty() ? u" No two change places by another published set of weights."_s : u" Places change: %1."_s.arg(andMore(turned, MostNamed));
    if (!held.isEmpty())
        out += u" Weights of one's own could turn %1."_s.arg(andMore(held, MostNamed));
    return out;
}

} // namespace app
