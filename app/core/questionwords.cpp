// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/questionwords.h"

#include "core/requirementlists.h"
#include "core/services.h"
#include "rules/evaluator.h"
#include "rules/requirements.h"
#include "store/findings.h"
#include "store/requirementanswers.h"
#include "text/issuetext.h"

#include <QMap>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

/// More kinds than these are no sentence any more.
constexpr qsizetype NamedKinds = 3;

QString counted(qint64 n, const QString &one, const QString &many) { return u"%1 %2"_s.arg(n).arg(n == 1 ? one : many); }

} // namespace

QString decidedWords(const rules::Decided &decided)
{
    if (decided.results == 0)
        return {};
    QString words = u"Your exports decide %1 of %2"_s.arg(decided.byInventory).arg(counted(decided.results, u"result"_s, u"results"_s));
    if (decided.byAnswers > 0)
        words += u", answers %1 more"_s.arg(decided.byAnswers);
    return words + (decided.open == 0 ? u"; none is open."_s : decided.open == 1 ? u"; 1 is open."_s : u"; %1 are open."_s.arg(decided.open));
}

QString restWords(const Catalogue &catalogue, const rules::QuestionList &list)
{
    const qint64 all = list.questions.isEmpty() ? 0 : list.questions.constLast().decidedSoFar;
    if (all == 0)
        return {};
    QMap<int, QSet<qint64>> things;
    QMap<int, qint64> unlisted;
    qint64 registers = 0;
    for (const rules::Question &q : list.questions) {
        const int kind = static_cast<int>(q.kind);
        if (q.isRegister())
            ++registers;
        for (const rules::QuestionHolder &holder : q.holders)
            things[kind].insert(holder.entity);
        // Of a question to very many only the first are named; at least so many more there are.
        if (!q.isRegister())
            unlisted[kind] = std::max(unlisted.value(kind), q.holderCount - static_cast<qint64>(q.holders.size()));
        if (q.decidedSoFar * 2 > all)
            break;
    }
    QList<std::pair<qint64, int>> kinds;
    for (auto it = things.cbegin(); it != things.cend(); ++it)
        kinds.append({it->size() + unlisted.value(it.key()), it.key()});
    std::sort(kinds.begin(), kinds.end(), [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    QStringList parts;
    qint64 others = 0;
    for (const auto &[count, kind] : std::as_const(kinds)) {
        const KindInfo &info = catalogue.kind(static_cast<EntityKind>(kind));
        if (parts.size() < NamedKinds)
            parts.append(counted(count, text::inSentence(info.label), text::inSentence(info.labelPlural)));
        else
            others += count;
    }
    if (others > 0)
        parts.append(counted(others, u"other thing"_s, u"other things"_s));
    if (registers > 0)
        parts.append(counted(registers, u"register"_s, u"registers"_s));
    const QString last = parts.takeLast();
    return u"Answers on %1 decide most of the rest."_s.arg(parts.isEmpty() ? last : u"%1 and %2"_s.arg(parts.join(u", "_s), last));
}

AskedOfPeople askedOfPeople(const Services &services, store::AttributeStore &values, const QStringList &frameworks)
{
    AskedOfPeople out;
    const std::optional<store::RunInfo> run = store::newestRun(values);
    const Result<rules::RunSummary> summary = run ? rules::RunSummary::fromJson(run->summary) : Result<rules::RunSummary>(Error{ErrorCode::NoRun, {}, {}});
    if (!summary)
        return out;
    QSet<std::pair<QString, QString>> found;
    for (const RequirementAnswer &a : store::requirementAnswers(values)) {
        if (a.countsOn(run->asOf))
            found.insert({a.list, a.requirement});
    }
    QSet<QString> open; // for some legal entity
    for (const rules::RuleResult &r : summary->rules) {
        if (r.counts.at(static_cast<std::size_t>(Status::Unknown)) > 0)
            open.insert(r.rule);
    }
    for (const rules::FrameworkResult &f : summary->frameworks) {
        if (!frameworks.isEmpty() && !frameworks.contains(f.framework))
            continue;
        const Result<rules::RequirementList> list = listNamed(f.framework, services);
        for (const rules::Requirement &r : list ? list->requirements : QList<rules::Requirement>()) {
            if (!rules::isForPeople(*list, r) || (r.reach != rules::Reach::Question && !r.partly) || r.beside)
                continue;
            ++out.all;
            out.answered += found.contains({list->id, r.id}) && !open.contains(rules::peoplesRuleId({list->id, r.id})) ? 1 : 0;
        }
    }
    return out;
}

QString peopleWords(const AskedOfPeople &asked)
{
    if (asked.all == 0)
        return {};
    return u"Beside them %1 for a person's judgement as a whole; %2."_s.arg(counted(asked.all, u"requirement asks"_s, u"requirements ask"_s),
                                                                          asked.answered == 1 ? u"1 is answered"_s : u"%1 are answered"_s.arg(asked.answered));
}

} // namespace app
