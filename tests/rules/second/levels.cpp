// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/second/levels.h"

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

/// "Nivel Básico (2)" is " nivel basico 2 ".
QString plain(QString text)
{
    static const QRegularExpression marks(u"\\p{M}+"_s), between(u"[\\s\\p{Pd}\\p{Pc}\\p{Ps}\\p{Pe}.,:;/&'\"\u2018\u2019\u201c\u201d]+"_s),
        toDigits(u"(?<=\\p{L})(?=\\p{Nd})|(?<=\\p{Nd})(?=\\p{L})"_s), sign(u"([^\\p{L}\\p{N} ])"_s);
    text = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    text.remove(marks).replace(between, u" "_s).replace(toDigits, u" "_s).replace(sign, u" \\1 "_s);
    return u' ' + text.simplified() + u' ';
}

/// The words of a ladder by what they mean: the number of a level, or -1.
std::map<QString, int> wordsOf(const QJsonObject &json, const QJsonObject &ladder, QStringList &levels)
{
    std::map<QString, int> words;
    const auto put = [&words](const QJsonValue &list, int meaning) {
        for (const QJsonValue &one : list.toArray())
            words[plain(one.toString()).trimmed()] = meaning;
    };
    put(json["says_nothing"_L1], -1);
    put(ladder["says_nothing"_L1], -1);
    for (const QJsonValue &level : ladder["levels"_L1].toArray()) {
        put(level["forms"_L1], static_cast<int>(levels.size()));
        if (level["number"_L1].isString())
            put(json["numbers"_L1][level["number"_L1].toString()], static_cast<int>(levels.size()));
        levels.append(level["id"_L1].toString());
    }
    return words;
}

std::optional<bool> read(const QString &level, const QString &written, bool atLeast)
{
    if (written.size() > 200)
        return std::nullopt;
    QFile file(u":/packs/levels/schemes.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    for (const QJsonValue &ladder : json["ladders"_L1].toArray()) {
        if (ladder["id"_L1].toString() != level.section(u':', 0, 0))
            continue;
        QStringList levels;
        const std::map<QString, int> words = wordsOf(json, ladder.toObject(), levels);
        QStringList longestFirst;
        for (const auto &[word, meaning] : words)
            longestFirst.append(QRegularExpression::escape(word));
        std::stable_sort(longestFirst.begin(), longestFirst.end(), [](const QString &a, const QString &b) { return a.count(u' ') > b.count(u' '); });
        const QRegularExpression next(u"\\G (%1)(?= )"_s.arg(longestFirst.join(u'|')));
        const QString text = plain(written);
        std::optional<int> found;
        qsizetype end = 0;
        for (auto it = next.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            end = match.capturedEnd();
            const int meaning = words.at(match.captured(1));
            if (meaning < 0)
                continue;
            if (found && *found != meaning)
                return std::nullopt;
            found = meaning;
        }
        if (!found || end != text.size() - 1)
            return std::nullopt;
        return (*found >= levels.indexOf(level.section(u':', 1))) == atLeast;
    }
    return std::nullopt;
}

} // namespace

std::optional<bool> levelIs(const QString &level, const QString &written, bool atLeast)
{
    static thread_local std::map<std::tuple<QString, QString, bool>, std::optional<bool>> known;
    const auto [it, isNew] = known.try_emplace({level, written, atLeast});
    if (isNew)
        it->second = read(level, written, atLeast);
    return it->second;
}

} // namespace second
