// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teamquestions.h"

#include "core/services.h"
#include "core/typedvalue.h"
#include "importers/spreadsheet/questionnairebook.h"
#include "store/answers.h"
#include "store/changelog.h"
#include "store/questionnaires.h"
#include "text/questiontext.h"
#include "text/wordtext.h"

#include <QFileInfo>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using State = store::AskedItem::State;

namespace app {
namespace {

constexpr qsizetype FirstQuestions = 20;
constexpr qsizetype MostLines = 5000;

Error refused(const QString &what, const QString &where = {}) { return {ErrorCode::Refused, what, where}; }

QStringList wordsOf(const Attribute *a)
{
    if (!a || a->type == ValueType::Bool)
        return {u"yes"_s, u"no"_s};
    QStringList words;
    for (const QString &value : a->type == ValueType::Enum ? a->values : QStringList())
        words.append(text::valueWord(value));
    return words;
}

/// The words of the drop-down beside the values, as an edit has them.
QString typedOf(const QString &answer)
{
    if (answer.compare(importers::ThereIsNone, Qt::CaseInsensitive) == 0)
        return u"none"_s;
    return answer.compare(importers::NotKnown, Qt::CaseInsensitive) == 0 ? u"?"_s : answer;
}

} // namespace

Result<qint64> askTeam(const Services &services, store::AttributeStore &values, const rules::QuestionList &list, const TeamRequest &request, const QString &who,
                       const Clock &clock)
{
    if (request.team.simplified().isEmpty())
        return refused(u"say which team is asked"_s);
    if (request.due < clock.today())
        return refused(u"the day by which it answers has passed"_s, request.due.toString(Qt::ISODate));
    if (!request.out.endsWith(u".xlsx"_s, Qt::CaseInsensitive))
        return refused(u"a questionnaire is a workbook: its name ends in .xlsx"_s, request.out);
    QList<rules::Question> chosen;
    if (request.questions.isEmpty())
        chosen = list.questions.mid(0, FirstQuestions);
    for (const QString &id : request.questions) {
        const auto found = std::find_if(list.questions.cbegin(), list.questions.cend(), [&id](const rules::Question &q) { return q.id == id; });
        if (found == list.questions.cend())
            return refused(u"no such question is open; see bailiwick-cli questions"_s, id);
        chosen.append(*found);
    }
    if (chosen.isEmpty())
        return refused(u"nothing is unknown that an answer could decide"_s);
    store::ChangeLog log(values, u"ask"_s, u"Ask %1"_s.arg(request.team.simplified()), who, clock.now());
    store::SentQuestionnaire sent{log.set(), request.team.simplified(), toDay(request.due), clock.today().toString(Qt::ISODate), {}};
    importers::Questionnaire book{sent.team, {}, request.due, {}};
    const auto add = [&](const rules::Question &q, const Attribute *a, const QString &key, const QString &thing) {
        store::AskedItem item;
        item.nr = static_cast<int>(sent.items.size()) + 1;
        item.kind = q.kind;
        item.key = key;
        item.attr = q.attr;
        sent.items.append(item);
        book.lines.append({sent.idOf(item), text::questionSentence(services.catalogue.kind(q.kind), a), thing, text::answerForm(services.catalogue, a), wordsOf(a)});
    };
    for (const rules::Question &q : std::as_const(chosen)) {
        const KindInfo &info = services.catalogue.kind(q.kind);
        if (q.isRegister()) {
            add(q, nullptr, {}, info.labelPlural);
            continue;
        }
        for (const rules::QuestionHolder &holder : q.holders) {
            const QString name = text::shownName(holder.name, holder.key);
            add(q, info.find(q.attr), holder.key, name == holder.key ? name : u"%1 (%2)"_s.arg(name, holder.key));
        }
        if (q.holders.size() < q.holderCount || sent.items.size() > MostLines)
            return refused(u"%1 is asked of %2 things: more than a team can answer in one questionnaire. Import a register instead."_s.arg(q.id).arg(q.holderCount));
    }
    store::putQuestionnaire(values, log, sent);
    log.finish();
    if (const Result<void> written = importers::writeQuestionnaire(request.out, book); !written)
        return written.error();
    return log.set();
}

Result<int> takeInQuestionnaire(const Services &services, store::AttributeStore &values, const QString &file, const QString &who, const Clock &clock, JobContext &job)
{
    const Result<QList<importers::ReturnedLine>> lines = importers::readQuestionnaire(file, job);
    if (!lines)
        return lines.error();
    QList<store::SentQuestionnaire> all = store::sentQuestionnaires(values);
    QStringList teams;
    int taken = 0;
    for (const importers::ReturnedLine &line : *lines) {
        const QString where = u"%1, row %2"_s.arg(QFileInfo(file).fileName()).arg(line.row);
        store::AskedItem *item = nullptr;
        store::SentQuestionnaire *of = nullptr;
        for (store::SentQuestionnaire &q : all) {
            for (store::AskedItem &i : q.items) {
                if (q.idOf(i) == line.id) {
                    item = &i;
                    of = &q;
                }
            }
        }
        if (!item)
            return Error{ErrorCode::InvalidValue, u"no question %1 was sent from this workspace"_s.arg(line.id), where};
        if (line.answer.isEmpty() || item->state == State::Accepted)
            continue;
        const Attribute *a = item->attr.isEmpty() ? nullptr : services.catalogue.attribute(item->kind, item->attr);
        const QString typed = typedOf(line.answer);
        if (a) {
            const auto value = typedValue(values, services.catalogue, services.countries, *a, typed);
            if (!value)
                return Error{value.error().code, value.error().detail, where};
        } else if (!QStringList{u"yes"_s, u"no"_s, u"?"_s}.contains(typed.toLower())) {
            return Error{ErrorCode::InvalidValue, u"“%1” is neither yes nor no"_s.arg(line.answer), where};
        }
        item->state = State::Waiting;
        item->typed = typed;
        item->evidence = line.evidence;
        item->note = line.note;
        item->who = line.who;
        item->why.clear();
        ++taken;
        if (!teams.contains(of->team))
            teams.append(of->team);
    }
    if (taken == 0)
        return refused(u"no line of it has a new answer"_s, QFileInfo(file).fileName());
    store::ChangeLog log(values, u"ask"_s, u"Answers of %1: %2 to be reviewed"_s.arg(teams.join(u", "_s)).arg(taken), who, clock.now());
    const QList<store::SentQuestionnaire> before = store::sentQuestionnaires(values);
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all.at(i) != before.at(i))
            store::putQuestionnaire(values, log, all.at(i));
    }
    log.finish();
    return taken;
}

Result<qint64> reviewAnswers(const Services &services, store::AttributeStore &values, const ReviewRequest &request, const Clock &clock)
{
    if (!request.accept && request.why.simplified().isEmpty())
        return refused(u"say why it goes back"_s);
    QList<store::SentQuestionnaire> all = store::sentQuestionnaires(values);
    const bool every = request.ids == QStringList{u"all"_s};
    QStringList left = every ? QStringList() : request.ids;
    QMap<QString, QList<store::Edit>> edits; ///< by who said so
    QList<store::Completeness> registers;
    QSet<qint64> touched;
    int count = 0;
    for (store::SentQuestionnaire &q : all) {
        for (store::AskedItem &item : q.items) {
            const QString id = q.idOf(item);
            if (item.state != State::Waiting || (!every && !left.contains(id)))
                continue;
            left.removeAll(id);
            ++count;
            touched.insert(q.id);
            if (!request.accept) {
                item.state = State::Returned;
                item.why = request.why.simplified();
                continue;
            }
            item.state = State::Accepted;
            const QString said = item.who.isEmpty() ? q.team : item.who;
            const Attribute *a = item.attr.isEmpty() ? nullptr : services.catalogue.attribute(item.kind, item.attr);
            if (!a) {
                if (item.typed.toLower() == "yes"_L1)
                    registers.append({item.kind, u"*"_s, said, clock.today().toString(Qt::ISODate), request.reviewOn});
                continue;
            }
            const auto value = typedValue(values, services.catalogue, services.countries, *a, item.typed);
            if (!value)
                return Error{value.error().code, value.error().detail, id};
            edits[said].append({item.kind, item.key, item.attr, *value, {}, store::evidenceText(item.evidence, {}, item.note), request.reviewOn});
        }
    }
    if (!left.isEmpty())
        return refused(u"no answer of this number waits for review; see bailiwick-cli review"_s, left.join(u", "_s));
    if (count == 0)
        return refused(u"no answer waits for review"_s);
    const QString answers = count == 1 ? u"1 answer"_s : u"%1 answers"_s.arg(count);
    store::ChangeLog log(values, request.accept ? u"answer"_s : u"ask"_s, (request.accept ? u"Accept %1"_s : u"Send back %1"_s).arg(answers), request.who, clock.now());
    for (auto it = edits.cbegin(); it != edits.cend(); ++it) {
        if (const Result<void> done = store::applyEdits(values, log, *it, it.key(), clock.now()); !done)
            return done.error();
    }
    for (const store::Completeness &c : std::as_const(registers))
        store::declareComplete(values, log, c);
    for (const store::SentQuestionnaire &q : std::as_const(all)) {
        if (touched.contains(q.id))
            store::putQuestionnaire(values, log, q);
    }
    log.finish();
    return log.set();
}

} // namespace app
