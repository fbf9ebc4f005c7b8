// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answerfile.h"

#include "core/requirementlists.h"
#include "core/services.h"
#include "core/textfile.h"
#include "domain/cellvalues.h"
#include "store/valuecodec.h"
#include "text/issuetext.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QMap>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace app {
namespace {

constexpr qint64 mostBytes = 64 * 1024 * 1024;

/// One object of the list, with where it stands.
class AnswerReader
{
public:
    AnswerReader(const QString &file, const Services &services, QSqlDatabase &db, store::AttributeStore &values, Day today, const QString &who)
        : m_file(file), m_services(services), m_db(db), m_values(values), m_today(today), m_who(who)
    {
    }

    Result<void> read(const json &answer, qsizetype index, store::Answers &out)
    {
        m_at = u"/answers/%1"_s.arg(index);
        if (!answer.is_object())
            return wrong({}, u"an answer is an object with kind, key, attr and value, or with framework, requirement and state"_s);
        const bool ofRequirement = answer.contains("requirement") || answer.contains("requirements") || answer.contains("framework");
        static const QStringList ofThings = {u"kind"_s, u"key"_s, u"keys"_s, u"attr"_s, u"value"_s, u"none"_s, u"no_answer"_s,
                                             u"complete"_s, u"evidence"_s, u"review_on"_s};
        static const QStringList ofRequirements = {u"framework"_s, u"requirement"_s, u"requirements"_s, u"state"_s, u"why"_s, u"who"_s, u"on"_s, u"for"_s, u"evidence"_s, u"review_on"_s};
        const QStringList &known = ofRequirement ? ofRequirements : ofThings;
        for (auto it = answer.begin(); it != answer.end(); ++it) {
            const QString name = QString::fromStdString(it.key());
            if (!known.contains(name)) {
                const QString nearest = nearestName(name, known);
                return wrong(name, u"no such member%1"_s.arg(nearest.isEmpty() ? QString() : u"; did you mean '%1'?"_s.arg(nearest)));
            }
        }
        if (ofRequirement)
            return readRequirement(answer, out);
        const auto kindText = textOf(answer, "kind");
        const std::optional<EntityKind> kind = kindText ? kindFromName(*kindText) : std::nullopt;
        if (!kind)
            return wrong(u"kind"_s, kindText ? noSuchKind(m_services.catalogue, *kindText) : u"it is missing: which kind of thing is asked of?"_s);
        const auto review = reviewDay(answer);
        if (!review)
            return review.error();
        if (answer.contains("complete"))
            return readRegister(answer, *kind, *review, out);
        return readValue(answer, *kind, *review, out);
    }

private:
    Error wrong(const QString &member, const QString &what) const
    {
        return {ErrorCode::InvalidValue, what, m_file + u'#' + m_at + (member.isEmpty() ? QString() : u'/' + member)};
    }

    static std::optional<QString> textOf(const json &object, const char *name)
    {
        const auto it = object.find(name);
        return it != object.end() && it->is_string() ? std::optional(QString::fromStdString(it->get<std::string>())) : std::nullopt;
    }

    Result<std::optional<Day>> day(const json &answer, const char *name, const QString &meaning) const
    {
        if (!answer.contains(name) || answer[name].is_null())
            return std::optional<Day>();
        const QDate date = QDate::fromString(textOf(answer, name).value_or(QString()), Qt::ISODate);
        if (!date.isValid())
            return wrong(QLatin1String(name), u"a day like 2027-03-31 is needed: %1"_s.arg(meaning));
        return std::optional(toDay(date));
    }

    Result<std::optional<Day>> reviewDay(const json &answer) const
    {
        const auto until = day(answer, "review_on", u"the last one on which the answer counts"_s);
        if (until && *until && **until < m_today)
            return wrong(u"review_on"_s, u"%1 is over already: the answer would not count"_s.arg(fromDay(**until).toString(Qt::ISODate)));
        return until;
    }

    Result<void> readRequirement(const json &answer, store::Answers &out)
    {
        const Result<rules::RequirementList> list = listNamed(textOf(answer, "framework").value_or(QString()), m_services);
        if (!list)
            return wrong(u"framework"_s, list.error().detail);
        const Result<QStringList> numbers = texts(answer, "requirement", "requirements");
        if (!numbers)
            return numbers.error();
        const QString said = textOf(answer, "state").value_or(QString());
        const std::optional<Fulfilment> state = fulfilmentFromName(said);
        if (!state)
            return wrong(u"state"_s, u"one of %1 is needed"_s.arg(fulfilmentNames().join(u", "_s)));
        const auto until = reviewDay(answer);
        if (!until)
            return until.error();
        const auto on = day(answer, "on", u"the one on which it was answered"_s);
        if (!on)
            return on.error();
        const Result<QString> rests = evidence(answer);
        if (!rests)
            return rests.error();
        qint64 legalEntity = 0;
        if (answer.contains("for") && !answer["for"].is_null()) {
            const Result<qint64> of = concernedEntityNamed(textOf(answer, "for").value_or(QString()), *list, m_services, m_db, m_values, m_today);
            if (!of)
                return wrong(u"for"_s, of.error().detail + u"; without it the answer holds for the whole organisation"_s);
            legalEntity = *of;
        }
        for (const QString &number : *numbers) {
            if (const Result<void> may = answerable(*list, number); !may)
                return wrong(u"requirement"_s, may.error().detail);
            const QString what = list->id + u' ' + number + (legalEntity == 0 ? QString() : u" of "_s + m_values.keyOf(legalEntity));
            if (const auto before = m_said.constFind(what); before != m_said.constEnd())
                return wrong({}, u"%1 is answered at %2 already: leave one of the two"_s.arg(what, *before));
            m_said.insert(what, m_at);
            const Result<RequirementAnswer> checked = store::checkedAnswer(
                {list->id, number, *state, textOf(answer, "who").value_or(m_who), on->value_or(m_today), textOf(answer, "why").value_or(QString()), *rests, *until, legalEntity}, m_today);
            if (!checked)
                return wrong({}, number + u": "_s + checked.error().detail);
            out.requirements.append(*checked);
        }
        return {};
    }

    Result<void> readRegister(const json &answer, EntityKind kind, std::optional<Day> review, store::Answers &out) const
    {
        for (const char *other : {"key", "keys", "value", "none", "no_answer"}) {
            if (answer.contains(other))
                return wrong(QLatin1String(other), u"whether a register is complete is asked of no single thing: 'complete' stands with kind alone"_s);
        }
        if (!answer["complete"].is_boolean() || !answer["complete"].get<bool>())
            return wrong(u"complete"_s, u"true is needed: a register that is not complete needs no answer"_s);
        store::Completeness c;
        c.kind = kind;
        if (const auto attr = textOf(answer, "attr")) {
            if (!m_services.catalogue.attribute(kind, *attr))
                return wrong(u"attr"_s, noSuchAttribute(kind, *attr));
            c.attr = *attr;
        }
        c.until = review;
        const Result<QString> rests = evidence(answer);
        if (!rests)
            return rests.error();
        c.evidence = *rests;
        out.registers.append(c);
        return {};
    }

    QString noSuchAttribute(EntityKind kind, const QString &name) const
    {
        QStringList names;
        for (const Attribute &a : m_services.catalogue.kind(kind).attributes)
            names.append(a.name);
        const QString nearest = nearestName(name, names);
        return u"%1 has no attribute called '%2'%3"_s.arg(kindName(kind), name, nearest.isEmpty() ? QString() : u"; did you mean '%1'?"_s.arg(nearest));
    }

    /// Of what the answer is: one text, or a list of them.
    Result<QStringList> texts(const json &answer, const char *one, const char *several) const
    {
        QStringList list;
        if (answer.contains(one) == answer.contains(several))
            return wrong({}, u"either %1 or %2 says of what it is the answer"_s.arg(QLatin1String(one), QLatin1String(several)));
        if (answer.contains(one)) {
            const auto text = textOf(answer, one);
            if (!text)
                return wrong(QLatin1String(one), u"a text is needed"_s);
            return QStringList{*text};
        }
        const json &many = answer[several];
        if (!many.is_array() || many.empty())
            return wrong(QLatin1String(several), u"a list of texts is needed"_s);
        for (std::size_t i = 0; i < many.size(); ++i) {
            if (!many[i].is_string())
                return wrong(u"%1/%2"_s.arg(QLatin1String(several)).arg(i), u"a text is needed"_s);
            list.append(QString::fromStdString(many[i].get<std::string>()));
        }
        return list;
    }

    Result<QStringList> keys(const json &answer, EntityKind kind) const
    {
        const Result<QStringList> named = texts(answer, "key", "keys");
        if (!named)
            return named.error();
        const QStringList &list = *named;
        for (qsizetype i = 0; i < list.size(); ++i) {
            if (m_values.find(kind, list.at(i)) == 0)
                return wrong(answer.contains("key") ? u"key"_s : u"keys/%1"_s.arg(i),
                             u"there is no %1 '%2' in the workspace"_s.arg(text::inSentence(m_services.catalogue.kind(kind).label), list.at(i)));
        }
        return list;
    }

    Result<store::MaybeValue> value(const json &answer, const Attribute &attr) const
    {
        const auto flag = [&](const char *name) { return answer.contains(name) && answer[name].is_boolean() && answer[name].get<bool>(); };
        const int ways = int(answer.contains("value")) + int(flag("none")) + int(flag("no_answer"));
        if (ways != 1)
            return wrong({}, u"one of value, \"none\": true (there is none) and \"no_answer\": true (asked, and nobody answered) is needed"_s);
        if (flag("none"))
            return store::MaybeValue(Absent{});
        if (flag("no_answer"))
            return store::MaybeValue(NoAnswer{});
        const json &v = answer["value"];
        QString typed;
        if (v.is_string()) {
            typed = QString::fromStdString(v.get<std::string>());
        } else if (v.is_boolean()) {
            typed = v.get<bool>() ? u"yes"_s : u"no"_s;
        } else if (v.is_number()) {
            typed = QString::fromStdString(v.dump());
        } else if (v.is_array()) {
            QStringList items;
            for (std::size_t i = 0; i < v.size(); ++i) {
                const QString item = v[i].is_string() ? QString::fromStdString(v[i].get<std::string>()) : QString();
                if (item.isEmpty() || item.contains(u';'))
                    return wrong(u"value/%1"_s.arg(i), u"a text without ; is needed"_s);
                items.append(item);
            }
            if (!attr.isList())
                return wrong(u"value"_s, u"%1 has one value, no list"_s.arg(attr.label));
            if (items.isEmpty())
                return store::MaybeValue(Absent{});
            typed = items.join(u';');
        }
        if (typed.trimmed().isEmpty() || typed.trimmed() == "?"_L1)
            return wrong(u"value"_s, u"an answer is needed; where nobody answered say \"no_answer\": true"_s);
        const Result<store::MaybeValue> read = store::parseTyped(typed, attr);
        if (!read)
            return wrong(u"value"_s, read.error().detail);
        return *read;
    }

    Result<QString> evidence(const json &answer) const
    {
        if (!answer.contains("evidence"))
            return QString();
        const json &e = answer["evidence"];
        if (e.is_string())
            return store::evidenceText({}, {}, QString::fromStdString(e.get<std::string>()));
        if (!e.is_object())
            return wrong(u"evidence"_s, u"an object with file, note or both is needed"_s);
        const QString note = textOf(e, "note").value_or(QString());
        const QString file = textOf(e, "file").value_or(QString());
        const Result<QString> rests = evidenceOf(file.isEmpty() ? file : QFileInfo(m_file).absoluteDir().absoluteFilePath(file), note);
        return rests ? rests : Result<QString>(wrong(u"evidence/file"_s, rests.error().detail));
    }

    Result<void> readValue(const json &answer, EntityKind kind, std::optional<Day> review, store::Answers &out)
    {
        const auto name = textOf(answer, "attr");
        const Attribute *attr = name ? m_services.catalogue.attribute(kind, *name) : nullptr;
        if (!attr)
            return wrong(u"attr"_s, name ? noSuchAttribute(kind, *name) : u"it is missing: which attribute is answered?"_s);
        const Result<QStringList> of = keys(answer, kind);
        if (!of)
            return of.error();
        const Result<store::MaybeValue> said = value(answer, *attr);
        if (!said)
            return said.error();
        const Result<QString> rests = evidence(answer);
        if (!rests)
            return rests.error();
        for (const QString &key : *of) {
            const QString what = u"%1:%2 %3"_s.arg(kindName(kind), key, attr->name);
            if (const auto before = m_said.constFind(what); before != m_said.constEnd())
                return wrong({}, u"%1 is answered at %2 already: leave one of the two"_s.arg(what, *before));
            m_said.insert(what, m_at);
            out.edits.append({kind, key, attr->name, *said, {}, *rests, review});
        }
        return {};
    }

    QString m_file;
    const Services &m_services;
    QSqlDatabase &m_db;
    store::AttributeStore &m_values;
    Day m_today;
    QString m_who;
    QString m_at;
    QHash<QString, QString> m_said; ///< where each value was answered
};

} // namespace

Result<QString> sha256Of(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, file.errorString(), path};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!hash.addData(&file))
        return Error{ErrorCode::FileUnreadable, file.errorString(), path};
    return QString::fromLatin1(hash.result().toHex());
}

Result<QString> evidenceOf(const QString &file, const QString &note)
{
    if (file.isEmpty())
        return store::evidenceText({}, {}, note);
    const Result<QString> hash = sha256Of(file);
    if (!hash)
        return Error{ErrorCode::FileUnreadable, u"The evidence %1 can't be read: %2"_s.arg(file, hash.error().detail), file};
    return store::evidenceText(QFileInfo(file).fileName(), *hash, note);
}

Result<store::Answers> readAnswerFile(const QString &path, const Services &services, QSqlDatabase &db, store::AttributeStore &values, Day today, const QString &who)
{
    const Result<QByteArray> bytes = textOfFile(path, mostBytes);
    if (!bytes)
        return bytes.error();
    if (bytes->size() > mostBytes)
        return Error{ErrorCode::FileUnreadable, u"larger than 64 MiB"_s, path};
    const json root = json::parse(bytes->cbegin(), bytes->cend(), nullptr, false);
    if (root.is_discarded())
        return Error{ErrorCode::SyntaxError, u"it is not JSON"_s, path};
    const json *list = root.is_array() ? &root : root.is_object() && root.contains("answers") && root["answers"].is_array() ? &root["answers"] : nullptr;
    if (!list || list->empty())
        return Error{ErrorCode::InvalidValue, u"{\"answers\": [...]} with at least one answer is needed"_s, path + u'#'};
    store::Answers answers;
    AnswerReader reader(path, services, db, values, today, who);
    for (std::size_t i = 0; i < list->size(); ++i) {
        if (const Result<void> read = reader.read((*list)[i], static_cast<qsizetype>(i), answers); !read)
            return read.error();
    }
    return answers;
}

QString answersTitle(const Catalogue &catalogue, const store::Answers &answers)
{
    QMap<std::pair<int, QString>, qsizetype> of;
    for (const store::Edit &edit : answers.edits)
        ++of[{static_cast<int>(edit.kind), edit.attr}];
    if (of.size() + answers.registers.size() + answers.requirements.size() > 1)
        return u"%1 answers"_s.arg(answers.size());
    if (!answers.requirements.isEmpty())
        return u"%1 %2"_s.arg(answers.requirements.constFirst().list, answers.requirements.constFirst().requirement);
    if (of.isEmpty())
        return u"Register complete: %1"_s.arg(catalogue.kind(answers.registers.constFirst().kind).labelPlural);
    const KindInfo &info = catalogue.kind(static_cast<EntityKind>(of.firstKey().first));
    const Attribute *attr = info.find(of.firstKey().second);
    const qsizetype count = of.first();
    return u"%1 of %2"_s.arg(attr ? attr->label : of.firstKey().second,
                             count == 1 ? text::inSentence(info.label) + u' ' + answers.edits.constFirst().key
                                        : u"%1 %2"_s.arg(count).arg(text::inSentence(info.labelPlural)));
}

} // namespace app
