// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/second/saysso.h"

#include "domain/foldedtext.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace second {
namespace {

/// " not yet encrypted , with tls ": every word between blanks.
QString plain(QString sentence)
{
    static const QRegularExpression pauses(u"[,()]"_s), others(u"[^\\p{L}\\p{N},*]+"_s);
    return u' ' + domain::folded(sentence).replace(pauses, u" , "_s).replace(others, u" "_s).simplified() + u' ';
}

QString words(const char *list)
{
    QFile file(u":/packs/words/denials.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList out;
    for (const QJsonValue &one : QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String(list)).toArray())
        out.append(one.toString());
    return u"(?:"_s + out.join(u'|') + u')';
}

const QString &denies() { static const QString all = words("denies"); return all; }
const QString &doubts() { static const QString all = words("doubts"); return all; }
const QString &fillers() { static const QString all = words("fillers"); return all; }

bool has(const QString &text, const QString &pattern) { return text.contains(QRegularExpression(pattern)); }

/// Where phrases stand in a sentence: from the blank before to the blank after; of those that begin together the longest.
std::map<qsizetype, qsizetype> places(const QString &sentence, const QStringList &phrases, bool isFirst)
{
    std::map<qsizetype, qsizetype> out;
    for (const QString &phrase : phrases) {
        if (phrase.startsWith(u'^') && !isFirst)
            continue;
        const QString body = plain(phrase).remove(u',').simplified().replace(u"*"_s, u"[^ ,]*"_s);
        for (auto it = QRegularExpression((phrase.startsWith(u'^') ? u"^(?=( "_s : u"(?=( "_s) + body + u" ))"_s).globalMatch(sentence); it.hasNext();) {
            const auto match = it.next();
            qsizetype &end = out[match.capturedStart(1)];
            end = std::max(end, match.capturedEnd(1));
        }
    }
    return out;
}

enum class Says { Yes, No, Unclear, Nothing };

Says find(const QString &text, const QStringList &phrases, const QStringList &butNot)
{
    static const QRegularExpression stop(u"[;\\n]|[.!?](?=\\s|$)"_s);
    bool yes = false, no = false, unclear = false, remark = false;
    QString first;
    for (const QString &written : domain::folded(text).split(stop)) {
        // What a text cannot say: a star is a sign like others.
        const QString s = plain(QString(written).replace(u'*', u' '));
        if (s.trimmed().isEmpty())
            continue;
        const bool isFirst = first.isEmpty();
        if (isFirst)
            first = s;
        std::map<qsizetype, qsizetype> mentions = places(s, phrases, isFirst);
        const std::map<qsizetype, qsizetype> excepted = places(s, butNot, isFirst);
        std::erase_if(mentions, [&](const auto &m) {
            return std::any_of(excepted.cbegin(), excepted.cend(), [&](const auto &e) { return m.first < e.second - 1 && e.first < m.second - 1; });
        });
        bool doubt = false;
        for (auto it = QRegularExpression(u"(?= ((?:%1|%2) ))"_s.arg(denies(), doubts())).globalMatch(s); it.hasNext();) {
            const auto match = it.next();
            // A word of the mention itself raises none.
            QString rest;
            for (qsizetype i = match.capturedStart(1); i < match.capturedEnd(1) - 1; ++i) {
                if (std::none_of(mentions.cbegin(), mentions.cend(), [i](const auto &m) { return m.first < i && i < m.second - 1; }))
                    rest += s.at(i);
            }
            doubt = doubt || !rest.trimmed().isEmpty();
        }
        if (mentions.empty())
            remark = remark || (doubt && s.trimmed().split(u' ').size() <= 4);
        for (const auto &[begin, end] : mentions) {
            const QString before = s.left(begin + 1);
            const QString after = s.mid(end - 1);
            const bool deniedBefore = has(before, u" (?:%1|(?!non )%1 [^ ,]+) $"_s.arg(denies())) && !before.endsWith(u" only "_s) && has(after, u"^ (?:$|, |%1 |%2 )"_s.arg(fillers(), doubts()));
            const auto tail = QRegularExpression(u"^(?: %1(?= ))*+ (?:(?<=to )be|%2)(?= )([^,]*)"_s.arg(fillers(), denies())).match(after);
            const QStringList left = tail.captured(1).split(u' ', Qt::SkipEmptyParts);
            const bool deniedAfter = tail.hasMatch() && left.size() <= 3 && !left.contains(u"only"_s);
            (doubt ? (deniedBefore || deniedAfter ? no : unclear) : yes) = true;
        }
    }
    if (unclear || (yes && (no || remark)))
        return Says::Unclear;
    if (yes)
        return Says::Yes;
    return no || has(first, u"^(?: (?!%1 )%2(?= ))*+ (?:(?<=to )be|%1) "_s.arg(denies(), fillers())) ? Says::No : Says::Nothing;
}

Says read(const QString &text, const QStringList &phrases, const QStringList &butNot)
{
    static thread_local std::map<std::tuple<QString, QStringList, QStringList>, Says> known;
    const auto [it, isNew] = known.try_emplace({text, phrases, butNot}, Says::Nothing);
    if (isNew)
        it->second = find(text, phrases, butNot);
    return it->second;
}

} // namespace

std::optional<bool> saysSo(const QString &text, const QStringList &phrases, const QStringList &butNot)
{
    const Says says = read(text, phrases, butNot);
    return says == Says::Unclear ? std::nullopt : std::optional(says == Says::Yes);
}

bool isUnmentioned(const QString &text, const QStringList &phrases, const QStringList &butNot) { return read(text, phrases, butNot) == Says::Nothing; }

} // namespace second
