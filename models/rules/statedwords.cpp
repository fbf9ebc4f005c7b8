// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/statedwords.h"

#include "domain/foldedtext.h"
#include "rules/dialect.h"
#include "store/sqltext.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rules {
namespace {

/// What stands between words, where it matters: a comma or a bracket. A word is never one.
const QString pause = u","_s;

/// A remark of so few words speaks of what stands before it: "BSI. Not yet registered."
constexpr qsizetype remarkWords = 4;
/// What follows a denial: more than these is about something else ("encryption is not what keeps them out of it").
constexpr qsizetype deniedTail = 3;

struct Vocabulary
{
    QSet<QString> denies, doubts, fillers;
};

const Vocabulary &vocabulary()
{
    static const Vocabulary all = [] {
        Vocabulary out;
        QFile file(u":/packs/words/denials.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            return out;
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        const auto read = [&json](const QString &name) {
            QSet<QString> words;
            for (const QJsonValue &one : json.value(name).toArray())
                words.insert(one.toString());
            return words;
        };
        out.denies = read(u"denies"_s);
        out.doubts = read(u"doubts"_s);
        out.fillers = read(u"fillers"_s);
        return out;
    }();
    return all;
}

/// The sentences of a text as words. A stop ends one only where a blank follows: "CERT.at" is two words of one sentence.
QList<QStringList> sentencesOf(const QString &written, bool wildcards = false)
{
    const QString text = domain::folded(written);
    QList<QStringList> out{{}};
    QString word;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        const QChar c = i < text.size() ? text.at(i) : QChar(u'\n');
        if (c.isLetterOrNumber() || (wildcards && c == u'*')) {
            word += c;
            continue;
        }
        if (!word.isEmpty())
            out.last().append(word);
        word.clear();
        const bool blankFollows = i + 1 >= text.size() || text.at(i + 1).isSpace();
        if (c == u';' || c == u'\n' || ((c == u'.' || c == u'!' || c == u'?') && blankFollows)) {
            if (!out.last().isEmpty())
                out.append(QStringList());
        } else if (c == u',' || c == u'(' || c == u')') {
            out.last().append(pause);
        }
    }
    if (out.last().isEmpty())
        out.removeLast();
    return out;
}

bool isWord(const QString &word, const QString &pattern)
{
    const bool openBefore = pattern.startsWith(u'*');
    const bool openAfter = pattern.size() > 1 && pattern.endsWith(u'*');
    const QStringView core = QStringView(pattern).mid(openBefore ? 1 : 0).chopped(openAfter ? 1 : 0);
    if (word == pause)
        return false;
    if (openBefore && openAfter)
        return word.contains(core);
    return openBefore ? word.endsWith(core) : openAfter ? word.startsWith(core) : word == core;
}

struct Phrase
{
    QStringList words;
    bool begins = false; ///< only where the text begins
};
using Phrases = QList<Phrase>;

Phrases phrasesOf(const QStringList &texts)
{
    Phrases out;
    for (const QString &text : texts) {
        QStringList words;
        for (const QStringList &sentence : sentencesOf(text, true))
            words += sentence;
        if (!words.isEmpty())
            out.append({words, text.startsWith(u'^')});
    }
    return out;
}

/// The words of the longest phrase that stands at a place; 0: none.
qsizetype lengthAt(const QStringList &words, qsizetype at, const Phrases &phrases, bool begins)
{
    qsizetype longest = 0;
    for (const auto &[phrase, onlyFirst] : phrases) {
        if (phrase.size() > words.size() - at || phrase.size() <= longest || (onlyFirst && !begins))
            continue;
        if (std::equal(phrase.cbegin(), phrase.cend(), words.cbegin() + at, [](const QString &pattern, const QString &word) { return isWord(word, pattern); }))
            longest = phrase.size();
    }
    return longest;
}

bool isIn(const QSet<QString> &set, const QStringList &words, qsizetype at)
{
    return set.contains(words.at(at)) || (at + 1 < words.size() && set.contains(words.at(at) + u' ' + words.at(at + 1))) ||
           (at > 0 && set.contains(words.at(at - 1) + u' ' + words.at(at)));
}

/// "not yet encrypted at rest" denies encryption, "no encryption keys abroad" speaks of keys.
bool deniedBefore(const QStringList &words, qsizetype begin, qsizetype end)
{
    const bool goesOn = end < words.size() && words.at(end) != pause && !vocabulary().fillers.contains(words.at(end)) && !isIn(vocabulary().doubts, words, end);
    for (qsizetype i = begin - 1; i >= 0 && i >= begin - 2 && words.at(i) != pause; --i) {
        // "Non" goes with the next word alone: "non-consensual imagery" is imagery.
        if (isIn(vocabulary().denies, words, i) && (i == begin - 1 || words.at(i) != "non"_L1))
            return !goesOn && words.at(begin - 1) != "only"_L1;
    }
    return false;
}

/// "encryption: none", "encryption is planned", "contact of the BSI not yet in place".
bool deniedAfter(const QStringList &words, qsizetype end)
{
    qsizetype i = end;
    while (i < words.size() && vocabulary().fillers.contains(words.at(i)))
        ++i;
    if (i >= words.size() || !isIn(vocabulary().denies, words, i))
        return false;
    const qsizetype stop = words.indexOf(pause, i);
    const QStringList tail = words.mid(i + 1, stop < 0 ? -1 : stop - i - 1);
    return tail.size() <= deniedTail && !tail.contains(u"only"_s);
}

bool raisesDoubt(const QStringList &words, const QList<bool> &ofMention)
{
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (!ofMention.at(i) && (isIn(vocabulary().denies, words, i) || isIn(vocabulary().doubts, words, i)))
            return true;
    }
    return false;
}

/// "None", "not yet", "to be decided": it says that there is nothing.
bool saysNothing(const QStringList &words)
{
    qsizetype i = 0;
    while (i < words.size() && vocabulary().fillers.contains(words.at(i)) && !isIn(vocabulary().denies, words, i))
        ++i;
    return i < words.size() && isIn(vocabulary().denies, words, i);
}

struct Asked
{
    Phrases phrases, butNot;
};

Stated statedIn(const QString &text, const Asked &asked)
{
    bool affirmed = false;
    bool denied = false;
    bool unclear = false;
    bool remark = false;
    const QList<QStringList> sentences = sentencesOf(text);
    for (const QStringList &words : sentences) {
        const bool isFirst = &words == &sentences.constFirst();
        QList<bool> excepted(words.size(), false);
        for (qsizetype i = 0; i < words.size(); ++i) {
            if (const qsizetype length = lengthAt(words, i, asked.butNot, isFirst && i == 0); length > 0)
                std::fill_n(excepted.begin() + i, length, true);
        }
        QList<bool> ofMention(words.size(), false);
        QList<std::pair<qsizetype, qsizetype>> mentions;
        for (qsizetype i = 0; i < words.size(); ++i) {
            const qsizetype length = lengthAt(words, i, asked.phrases, isFirst && i == 0);
            if (length == 0 || std::find(excepted.cbegin() + i, excepted.cbegin() + i + length, true) != excepted.cbegin() + i + length)
                continue;
            mentions.append({i, i + length});
            std::fill_n(ofMention.begin() + i, length, true);
        }
        const bool doubt = raisesDoubt(words, ofMention);
        if (mentions.isEmpty())
            remark = remark || (doubt && words.size() <= remarkWords);
        for (const auto &[begin, end] : std::as_const(mentions)) {
            if (!doubt)
                affirmed = true;
            else if (deniedBefore(words, begin, end) || deniedAfter(words, end))
                denied = true;
            else
                unclear = true;
        }
    }
    if (unclear || (affirmed && (remark || denied)))
        return Stated::Unclear;
    if (affirmed)
        return Stated::Affirmed;
    return denied || (!sentences.isEmpty() && saysNothing(sentences.constFirst())) ? Stated::Denied : Stated::Unmentioned;
}

void statedInText(sqlite3_context *context, int, sqlite3_value **arguments)
{
    const auto text = [arguments](int i) { return store::textOfValue(arguments[i]); };
    if (sqlite3_value_type(arguments[2]) == SQLITE_NULL)
        return;
    // What is asked is the same for all rows of a statement: the database keeps what was made of it.
    auto *asked = static_cast<Asked *>(sqlite3_get_auxdata(context, 0));
    if (asked) {
        sqlite3_result_int(context, static_cast<int>(statedIn(text(2), *asked)));
        return;
    }
    asked = new Asked{phrasesOf(text(0).split(u'\n')), phrasesOf(text(1).split(u'\n'))};
    sqlite3_result_int(context, static_cast<int>(statedIn(text(2), *asked)));
    sqlite3_set_auxdata(context, 0, asked, [](void *kept) { delete static_cast<Asked *>(kept); });
}

void schemeOfText(sqlite3_context *context, int, sqlite3_value **arguments)
{
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL)
        return;
    const QByteArray plain = plainScheme(store::textOfValue(arguments[0])).toUtf8();
    sqlite3_result_text(context, plain.constData(), static_cast<int>(plain.size()), SQLITE_TRANSIENT);
}

} // namespace

Stated stated(const QString &text, const QStringList &phrases, const QStringList &butNot)
{
    return statedIn(text, {phrasesOf(phrases), phrasesOf(butNot)});
}

void addStatedFunction(sqlite3 *handle)
{
    sqlite3_create_function(handle, "bw_stated", 3, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, statedInText, nullptr, nullptr);
    sqlite3_create_function(handle, "bw_scheme", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, schemeOfText, nullptr, nullptr);
}

} // namespace rules
