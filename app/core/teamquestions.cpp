// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teamquestions.h"

#include "core/askedwords.h"
#include "core/requirementlists.h"
#include "core/returnedanswers.h"
#include "core/services.h"
#include "core/typedvalue.h"
#include "domain/insentence.h"
#include "importers/spreadsheet/questionnairebook.h"
#include "store/answers.h"
#include "store/changelog.h"
#include "store/pages/choicequeries.h"
#include "store/pages/listqueries.h"
#include "store/pages/reportqueries.h"
#include "store/questionnaires.h"
#include "text/questiontext.h"
#include "text/requirementanswertext.h"
#include "text/wordtext.h"

#include <QFileInfo>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using State = store::AskedItem::State;

namespace app {
namespace {

constexpr qsizetype MostLines = 5000;

Error refused(const QString &what, const QString &where = {}) { return {ErrorCode::Refused, what, where}; }

constexpr qsizetype MostChoices = 300;

/// What may be chosen in the drop-down: names, as people know the things.
QStringList wordsOf(const Services &services, store::AttributeStore &values, const Attribute *a)
{
    if (!a || a->type == ValueType::Bool)
        return {u"yes"_s, u"no"_s};
    QStringList words;
    // Several values go into one cell: there a list would take one away for another.
    if (a->isList())
        return words;
    if (a->type == ValueType::Country) {
        words = services.countries.values();
        words.sort(Qt::CaseInsensitive);
        return words;
    }
    if (a->type == ValueType::Ref && a->refKind) {
        for (const store::ChoiceLine &line : store::thingsToChoose(values, *a->refKind, {}, MostChoices + 1)) {
            if (!words.contains(line.name))
                words.append(line.name);
        }
        return words.size() > MostChoices ? QStringList() : words;
    }
    for (const QString &value : a->type == ValueType::Enum ? a->values : QStringList())
        words.append(text::valueWord(value));
    return words;
}

/// What is asked, of what, and what an answer may be.
importers::QuestionnaireLine lineOf(const Services &services, store::AttributeStore &values, const store::SentQuestionnaire &sent, const store::AskedItem &item,
                                    QHash<QString, QStringList> &words)
{
    const AskedWords asked = askedWords(services, values, item);
    if (item.isRequirement())
        return {sent.markedIdOf(item), asked.question, asked.thing(), u"One of the words of the list. In the note: what it rests on; where it is not met or does not apply, what is missing or why"_s,
                text::fulfilmentWords(), false, item.why};
    const KindInfo &info = services.catalogue.kind(item.kind);
    const Attribute *a = item.attr.isEmpty() ? nullptr : info.find(item.attr);
    const QString question = kindName(item.kind) + u'.' + item.attr;
    if (!words.contains(question))
        words.insert(question, wordsOf(services, values, a));
    return {sent.markedIdOf(item), asked.question, asked.thing(), text::answerForm(services.catalogue, a), words.value(question), true, item.why};
}

constexpr int MostNamed = 5;

/// "legal entity Corvane Vie SA, provider Amazon Web Services"; of chosen things their names.
Result<QString> limitOf(const Services &services, store::AttributeStore &values, const TeamRequest &request)
{
    QStringList parts;
    for (const auto &[kind, key] : {std::pair(EntityKind::LegalEntity, request.part.legalEntity), std::pair(EntityKind::BusinessService, request.part.businessService),
                                    std::pair(EntityKind::Provider, request.part.provider)}) {
        if (key.isEmpty())
            continue;
        const qint64 id = values.find(kind, key);
        if (id == 0)
            return Error{ErrorCode::UnknownEntity, {}, kindName(kind) + u':' + key};
        parts.append(inSentence(services.catalogue.kind(kind).label) + u' ' + store::displayName(values, id));
    }
    if (!request.things.isEmpty()) {
        QStringList names;
        for (const qint64 id : request.things)
            names.append(store::displayName(values, id));
        names.sort(Qt::CaseInsensitive);
        const qsizetype rest = names.size() - MostNamed;
        parts.append(rest > 1 ? names.mid(0, MostNamed).join(u", "_s) + u" and %1 more"_s.arg(rest) : names.join(u", "_s));
    }
    return parts.join(u", "_s);
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
    if (request.questions.isEmpty() && request.requirements.isEmpty())
        chosen = list.questions.mid(0, FirstQuestions);
    for (const QString &id : request.questions) {
        const auto found = std::find_if(list.questions.cbegin(), list.questions.cend(), [&id](const rules::Question &q) { return q.id == id; });
        if (found == list.questions.cend())
            return refused(u"no such question is open; see bailiwick-cli questions"_s, id);
        chosen.append(*found);
    }
    const Result<QString> limit = limitOf(services, values, request);
    if (!limit)
        return limit.error();
    if (chosen.isEmpty() && request.requirements.isEmpty())
        return refused(limit->isEmpty() ? u"nothing is unknown that an answer could decide"_s : u"nothing is unknown of %1 that an answer could decide"_s.arg(*limit));
    // A requirement is answered for a legal entity, or for all of them.
    if (!request.requirements.isEmpty() && !(request.part.businessService + request.part.provider).isEmpty())
        return refused(u"a requirement is asked as a whole of the organisation or of a legal entity, not of %1"_s.arg(*limit));
    store::ChangeLog log(values, u"ask"_s, u"Ask %1"_s.arg(request.team.simplified()), who, clock.now());
    store::SentQuestionnaire sent{log.set(), request.team.simplified(), toDay(request.due), clock.today().toString(Qt::ISODate), {}};
    sent.limitedTo = *limit;
    importers::Questionnaire book{sent.team, {}, request.due, {}};
    book.limitedTo = sent.limitedTo;
    QHash<QString, QStringList> words;
    const auto put = [&](store::AskedItem item) {
        item.nr = static_cast<int>(sent.items.size()) + 1;
        sent.items.append(item);
        book.lines.append(lineOf(services, values, sent, item, words));
    };
    const auto add = [&](const rules::Question &q, const QString &key) {
        store::AskedItem item;
        item.kind = q.kind;
        item.key = key;
        item.attr = q.attr;
        put(item);
    };
    for (const rules::ListedRequirement &requirement : request.requirements) {
        const Result<rules::RequirementList> of = listNamed(requirement.list, services);
        if (!of)
            return of.error();
        if (const Result<void> may = answerable(*of, requirement.id); !may)
            return may.error();
        store::AskedItem item;
        item.kind = EntityKind::LegalEntity;
        item.key = requirement.id;
        item.attr = request.part.legalEntity; // for which it is answered
        item.list = requirement.list;
        put(item);
    }
    for (const rules::Question &q : std::as_const(chosen)) {
        if (q.isRegister()) {
            add(q, {});
            continue;
        }
        QStringList keys;
        for (const rules::QuestionHolder &holder : q.holders) {
            if (request.things.isEmpty() || request.things.contains(holder.entity))
                keys.append(holder.key);
        }
        if ((request.things.isEmpty() && keys.size() < q.holderCount) || sent.items.size() + keys.size() > MostLines)
            return refused(u"%1 is asked of %2 things: more than a team can answer in one questionnaire. Ask of some of them, or import a register instead."_s.arg(q.id).arg(q.holderCount));
        for (const QString &key : std::as_const(keys))
            add(q, key);
    }
    if (sent.items.isEmpty())
        return refused(u"none of the questions is open for these things; see bailiwick-cli questions"_s);
    store::putQuestionnaire(values, log, sent);
    log.finish();
    if (const Result<void> written = importers::writeQuestionnaire(request.out, book); !written)
        return written.error();
    return log.set();
}

Result<qint64> remindTeam(const Services &services, store::AttributeStore &values, const ReminderRequest &request, const QString &who, const Clock &clock)
{
    const QString team = request.team.simplified();
    if (!request.out.endsWith(u".xlsx"_s, Qt::CaseInsensitive))
        return refused(u"a questionnaire is a workbook: its name ends in .xlsx"_s, request.out);
    if (request.due && *request.due < clock.today())
        return refused(u"the day by which it answers has passed"_s, request.due->toString(Qt::ISODate));
    QList<store::SentQuestionnaire> all = store::sentQuestionnaires(values);
    importers::Questionnaire book{team, {}, {}, {}, true};
    store::ChangeLog log(values, u"ask"_s, u"Remind %1"_s.arg(team), who, clock.now());
    QHash<QString, QStringList> words;
    bool asked = false;
    QStringList limits; ///< of all that is open; where one was of the whole, so is this
    for (store::SentQuestionnaire &q : all) {
        asked = asked || q.team == team;
        if (q.team != team || q.open() == 0)
            continue;
        if (!limits.contains(q.limitedTo))
            limits.append(q.limitedTo);
        for (const store::AskedItem &item : std::as_const(q.items)) {
            if (item.isOpen())
                book.lines.append(lineOf(services, values, q, item, words));
        }
        if (request.due)
            q.due = toDay(*request.due);
        // Of several the last day is the one that holds for all that is open.
        if (!book.due.isValid() || fromDay(q.due) > book.due)
            book.due = fromDay(q.due);
        q.reminded.append(clock.today().toString(Qt::ISODate));
        store::putQuestionnaire(values, log, q);
    }
    if (book.lines.isEmpty())
        return refused(asked ? u"%1 has answered all that it was asked"_s.arg(team) : u"no team called “%1” was asked; see bailiwick-cli review"_s.arg(team));
    if (!limits.contains(QString()))
        book.limitedTo = limits.join(u"; "_s);
    if (book.due < clock.today())
        return refused(u"the day by which it answers has passed: give a new one"_s, book.due.toString(Qt::ISODate));
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
    ReturnedAnswers answers(services, values, QFileInfo(file).absolutePath());
    constexpr qsizetype Told = 50;
    std::optional<Error> wrong;
    qsizetype more = 0;
    for (const importers::ReturnedLine &line : *lines) {
        const ReturnedAnswers::Taken taken = answers.take(line);
        if (taken.fate != ReturnedAnswers::Fate::Wrong)
            continue;
        if (!wrong)
            wrong = Error{ErrorCode::InvalidValue, taken.message, u"%1, row %2"_s.arg(QFileInfo(file).fileName()).arg(line.row)};
        else if (++more < Told)
            wrong->detail += u"\nrow %1: %2"_s.arg(line.row).arg(taken.message);
    }
    if (more >= Told)
        wrong->detail += u"\nand %1 more rows"_s.arg(more - Told + 1);
    if (wrong) {
        wrong->detail += u"\nNothing of it was taken in: mend the rows, or take in what is right with bailiwick-cli import"_s;
        return *wrong;
    }
    if (answers.waiting() == 0)
        return refused(u"no line of it has a new answer"_s, QFileInfo(file).fileName());
    store::ChangeLog log(values, u"ask"_s, u"Answers of %1: %2 to be reviewed"_s.arg(answers.teams().join(u", "_s)).arg(answers.waiting()), who, clock.now());
    answers.write(log);
    log.finish();
    return answers.waiting();
}

Result<qint64> reviewAnswers(const Services &services, store::AttributeStore &values, const ReviewRequest &request, const Clock &clock)
{
    if (!request.accept && request.why.simplified().isEmpty())
        return refused(u"say why it goes back"_s);
    QList<store::SentQuestionnaire> all = store::sentQuestionnaires(values);
    const bool every = request.ids == QStringList{u"all"_s};
    QStringList left = every ? QStringList() : request.ids;
    QMap<QString, QList<store::Edit>> edits; ///< by who said so
    QList<RequirementAnswer> requirements;
    QList<store::Completeness> registers;
    QSet<qint64> touched;
    QHash<QString, QString> numbers; ///< of the answers, by what they are about
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
            const QString evidence = store::evidenceText(item.evidence, item.sha256, item.isRequirement() ? QString() : item.note);
            if (item.isRequirement()) {
                const std::optional<Fulfilment> state = text::fulfilmentFromWord(item.typed);
                if (!state)
                    continue; // asked, and nobody knew
                const Result<RequirementAnswer> checked = store::checkedAnswer({item.list, item.key, *state, said, toDay(clock.today()), item.note, evidence, request.reviewOn}, toDay(clock.today()));
                if (!checked)
                    return Error{checked.error().code, checked.error().detail, id};
                requirements.append(*checked);
                if (!item.attr.isEmpty()) {
                    requirements.last().entity = values.find(EntityKind::LegalEntity, item.attr);
                    if (requirements.constLast().entity == 0)
                        return Error{ErrorCode::UnknownEntity, u"the legal entity %1, for which it was answered, is gone: send the answer back"_s.arg(item.attr), id};
                }
                continue;
            }
            const Attribute *a = item.attr.isEmpty() ? nullptr : services.catalogue.attribute(item.kind, item.attr);
            if (!a) {
                if (item.typed.toLower() == "yes"_L1)
                    registers.append({item.kind, u"*"_s, said, clock.today().toString(Qt::ISODate), request.reviewOn, evidence});
                continue;
            }
            const auto value = typedValue(values, services.catalogue, services.countries, *a, item.typed);
            if (!value)
                return Error{value.error().code, value.error().detail, id};
            numbers.insert(u"%1:%2 %3"_s.arg(kindName(item.kind), item.key, item.attr), id);
            edits[said].append({item.kind, item.key, item.attr, *value, {}, evidence, request.reviewOn});
        }
    }
    if (!left.isEmpty())
        return refused(u"no answer of this number waits for review; see bailiwick-cli review"_s, left.join(u", "_s));
    if (count == 0)
        return refused(u"no answer waits for review"_s);
    const QString answers = count == 1 ? u"1 answer"_s : u"%1 answers"_s.arg(count);
    store::ChangeLog log(values, request.accept ? u"answer"_s : u"ask"_s, (request.accept ? u"Accept %1"_s : u"Send back %1"_s).arg(answers), request.who, clock.now());
    for (auto it = edits.cbegin(); it != edits.cend(); ++it) {
        if (const Result<void> done = store::applyEdits(values, log, *it, it.key(), clock.now()); !done) {
            // Which answer it is: the officer sees numbers in the queue, and may send that one back.
            Error error = done.error();
            if (const auto found = numbers.constFind(error.where); found != numbers.constEnd())
                error.where = u"%1, answer %2"_s.arg(error.where, *found);
            return error;
        }
    }
    for (const store::Completeness &c : std::as_const(registers))
        store::declareComplete(values, log, c);
    store::recordRequirementAnswers(values, log, requirements);
    for (const store::SentQuestionnaire &q : std::as_const(all)) {
        if (touched.contains(q.id))
            store::putQuestionnaire(values, log, q);
    }
    log.finish();
    return log.set();
}

} // namespace app
