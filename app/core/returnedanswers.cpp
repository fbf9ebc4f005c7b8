// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/returnedanswers.h"

#include "core/answerfile.h"
#include "core/askedwords.h"
#include "core/services.h"
#include "core/typedvalue.h"
#include "store/attributestore.h"
#include "store/changelog.h"
#include "text/requirementanswertext.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace domain;
using State = store::AskedItem::State;

namespace app {
namespace {

/// The words of the drop-down beside the values, as an edit has them.
QString typedOf(const QString &answer)
{
    if (answer.compare(importers::ThereIsNone, Qt::CaseInsensitive) == 0)
        return u"none"_s;
    return answer.compare(importers::NotKnown, Qt::CaseInsensitive) == 0 ? u"?"_s : answer;
}

ReturnedAnswers::Taken wrong(const QString &code, const QString &message) { return {ReturnedAnswers::Fate::Wrong, code, message}; }
ReturnedAnswers::Taken left(const QString &code, const QString &message) { return {ReturnedAnswers::Fate::Left, code, message}; }

} // namespace

ReturnedAnswers::ReturnedAnswers(const Services &services, store::AttributeStore &values, const QString &folder)
    : m_services(services), m_values(values), m_folder(folder), m_all(store::sentQuestionnaires(values))
{
    for (qsizetype q = 0; q < m_all.size(); ++q) {
        for (qsizetype i = 0; i < m_all.at(q).items.size(); ++i)
            m_at.insert(m_all.at(q).idOf(m_all.at(q).items.at(i)), {q, i});
    }
}

ReturnedAnswers::Taken ReturnedAnswers::take(const importers::ReturnedLine &line)
{
    if (line.id.isEmpty())
        return line.saysSomething() ? wrong(u"no-question-id"_s,
                                            u"“%1” stands in a line without a question id, so nobody can tell what it answers: write it into the line of the questionnaire as it was sent"_s.arg(
                                                line.answer.isEmpty() ? line.note.isEmpty() ? line.evidence : line.note : line.answer))
                                    : left(u"no-question"_s, u"a line without a question id and without an answer"_s);
    const QString id = line.id.section(u'/', 0, 0);
    const auto at = m_at.constFind(id);
    if (at == m_at.constEnd())
        return wrong(u"unknown-question"_s, u"no question %1 was sent from this workspace"_s.arg(id));
    store::SentQuestionnaire &q = m_all[at->first];
    store::AskedItem &item = q.items[at->second];
    // Typed by hand the mark may be missing; where it is there it must be right.
    if (line.id.contains(u'/') && line.id.section(u'/', 0, 1) != q.markedIdOf(item))
        return wrong(u"other-question"_s, u"question %1 of this workspace asks something else: the questionnaire was sent from another workspace"_s.arg(id));
    ++m_known;
    if (line.saysSomething() && !fits(item, line)) {
        const AskedWords asked = askedWords(m_services, m_values, item);
        return wrong(u"other-words"_s,
                     u"the line says “%1” of “%2”, but its question id %3 asks “%4” of “%5”: its cells were moved or changed, so the answer is not taken in. Write it into the questionnaire as it "
                     "was sent; sort there only by the arrows in its titles"_s.arg(line.question, line.thing, id, asked.question, asked.thing()));
    }
    const Taken taken = read(q, item, line);
    if (taken.fate == Fate::New || taken.fate == Fate::Changed) {
        ++m_waiting;
        m_touched.insert(at->first);
        if (!m_teams.contains(q.team))
            m_teams.append(q.team);
    }
    return taken;
}

bool ReturnedAnswers::fits(const store::AskedItem &item, const importers::ReturnedLine &line) const
{
    // The words as they were sent: a thing may have been renamed since.
    if (const QString mark = line.id.section(u'/', 2); !mark.isEmpty())
        return mark == importers::lineMark(line.question, line.thing);
    // Typed by hand the words may be left out, or shorter.
    const AskedWords asked = askedWords(m_services, m_values, item);
    const auto same = [](const QString &said, const QStringList &words) { return said.isEmpty() || words.contains(said.simplified(), Qt::CaseInsensitive); };
    return same(line.question, {asked.question.simplified(), item.attr, item.isRequirement() ? item.key : kindName(item.kind) + u'.' + item.attr})
           && same(line.thing, {asked.thing().simplified(), asked.name.simplified(), item.key.simplified()});
}

ReturnedAnswers::Taken ReturnedAnswers::read(store::SentQuestionnaire &q, store::AskedItem &item, const importers::ReturnedLine &line)
{
    const QString id = q.idOf(item);
    if (line.answer.isEmpty())
        return line.note.isEmpty() && line.evidence.isEmpty() ? left(u"not-answered"_s, u"not answered yet"_s)
                                                              : left(u"note-without-answer"_s, u"a note or evidence without an answer is not taken in: “%1”"_s.arg(line.note.isEmpty() ? line.evidence : line.note));
    if (const qint64 before = m_rows.value(id, 0); before != 0)
        return wrong(u"answered-twice"_s, u"the question was answered in row %1 already: leave one of the two rows"_s.arg(before));
    m_rows.insert(id, line.row);
    const Attribute *a = item.attr.isEmpty() ? nullptr : m_services.catalogue.attribute(item.kind, item.attr);
    QString typed = typedOf(line.answer);
    if (item.isRequirement()) {
        const std::optional<Fulfilment> state = text::fulfilmentFromWord(line.answer);
        if (!state && typed != u"?"_s)
            return wrong(u"invalid-value"_s, u"“%1” is none of: %2"_s.arg(line.answer, text::fulfilmentWords().join(u", "_s)));
        if (state && *state != Fulfilment::Met && line.note.isEmpty())
            return wrong(u"no-reason"_s, *state == Fulfilment::NotApplicable ? u"say in the note why it does not apply"_s : u"say in the note what is missing"_s);
        typed = state ? text::fulfilmentWord(*state) : typed;
    } else if (a) {
        if (m_values.find(item.kind, item.key) == 0)
            return wrong(u"unknown-thing"_s, u"%1 is no longer in the inventory"_s.arg(item.key));
        if (const auto value = typedValue(m_values, m_services.catalogue, m_services.countries, *a, typed); !value)
            return wrong(u"invalid-value"_s, value.error().detail);
    } else {
        typed = typed.toLower();
        if (!QStringList{u"yes"_s, u"no"_s, u"?"_s}.contains(typed))
            return wrong(u"invalid-value"_s, u"“%1” is neither yes nor no"_s.arg(line.answer));
    }
    const QString sha256 = hashOf(line.evidence);
    const bool same = item.typed == typed && item.evidence == line.evidence && item.note == line.note && item.who == line.who && item.sha256 == sha256;
    if (same && (item.state == State::Waiting || item.state == State::Accepted))
        return {Fate::Same, {}, {}};
    if (same && item.state == State::Returned)
        return left(u"went-back"_s, u"this answer was sent back (%1), and it is the same again: the question stays open"_s.arg(item.why));
    const Fate fate = item.state == State::Open ? Fate::New : Fate::Changed;
    item.state = State::Waiting;
    item.typed = typed;
    item.evidence = line.evidence;
    item.note = line.note;
    item.who = line.who;
    item.sha256 = sha256;
    item.why.clear();
    return {fate, {}, {}};
}

QString ReturnedAnswers::hashOf(const QString &evidence)
{
    if (m_folder.isEmpty() || evidence.isEmpty() || evidence.contains(u'/') || evidence.contains(u'\\'))
        return {};
    const auto known = m_hashes.constFind(evidence);
    if (known != m_hashes.constEnd())
        return *known;
    const QFileInfo file(QDir(m_folder), evidence);
    const QString hash = file.isFile() ? sha256Of(file.filePath()).value_or(QString()) : QString();
    m_hashes.insert(evidence, hash);
    return hash;
}

void ReturnedAnswers::write(store::ChangeLog &log) const
{
    for (const qsizetype at : m_touched)
        store::putQuestionnaire(m_values, log, m_all.at(at));
}

} // namespace app
