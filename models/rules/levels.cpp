// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/levels.h"

#include "store/sqltext.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace rules {
namespace {

/// Longer texts describe something; they are no level.
constexpr qsizetype longestLevel = 200;
constexpr int saysNothing = -1;

struct Ladder
{
    QHash<QString, int> phrases; ///< words with one blank between them: the rank that they name, or that they say nothing
    qsizetype mostWords = 1;
};

struct Ladders
{
    QHash<QString, Ladder> byId;
    QHash<QString, Level> named;
    QStringList names;
};

bool separates(QChar c)
{
    return c.isSpace() || c.category() == QChar::Punctuation_Dash || c.category() == QChar::Punctuation_Connector || c.category() == QChar::Punctuation_Open ||
           c.category() == QChar::Punctuation_Close || u".,:;/&'\"\u2018\u2019\u201c\u201d"_s.contains(c);
}

/// "Nivel Básico" is nivel, basico; "QC2" is qc, 2. A sign that is no separator is a word of its own, so that "2+" and "high?" stay unread.
QStringList levelWords(const QString &text)
{
    QStringList words;
    QString word;
    const auto end = [&] {
        if (!word.isEmpty())
            words.append(word);
        word.clear();
    };
    for (const QChar c : text.normalized(QString::NormalizationForm_KD).toCaseFolded()) {
        if (c.isMark())
            continue;
        if (!c.isLetterOrNumber()) {
            end();
            if (!separates(c))
                words.append(c);
            continue;
        }
        if (!word.isEmpty() && word.back().isDigit() != c.isDigit())
            end();
        word += c;
    }
    end();
    return words;
}

void addForms(Ladder &ladder, const QJsonArray &forms, int rank)
{
    for (const QJsonValue &form : forms) {
        const QStringList words = levelWords(form.toString());
        ladder.phrases.insert(words.join(u' '), rank);
        ladder.mostWords = qMax(ladder.mostWords, words.size());
    }
}

Ladders readLadders()
{
    Ladders out;
    QFile file(u":/packs/levels/schemes.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return out;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject numbers = json.value(u"numbers"_s).toObject();
    for (const QJsonValue &one : json.value(u"ladders"_s).toArray()) {
        Ladder ladder;
        addForms(ladder, json.value(u"says_nothing"_s).toArray(), saysNothing);
        addForms(ladder, one[u"says_nothing"_s].toArray(), saysNothing);
        const QString id = one[u"id"_s].toString();
        int rank = 0;
        for (const QJsonValue &level : one[u"levels"_s].toArray()) {
            addForms(ladder, level[u"forms"_s].toArray(), rank);
            addForms(ladder, numbers.value(level[u"number"_s].toString()).toArray(), rank);
            const QString name = id + u':' + level[u"id"_s].toString();
            out.names.append(name);
            out.named.insert(name, {id, rank++, level[u"title"_s].toString(), one[u"title"_s].toString()});
        }
        out.byId.insert(id, ladder);
    }
    return out;
}

const Ladders &ladders()
{
    static const Ladders all = readLadders();
    return all;
}

void levelOfText(sqlite3_context *context, int, sqlite3_value **arguments)
{
    if (const auto rank = levelRead(store::textOfValue(arguments[0]), store::textOfValue(arguments[1])))
        sqlite3_result_int(context, *rank);
}

} // namespace

std::optional<Level> levelNamed(const QString &name)
{
    const auto it = ladders().named.constFind(name);
    return it == ladders().named.constEnd() ? std::nullopt : std::optional(*it);
}

const QStringList &levelNames()
{
    return ladders().names;
}

std::optional<int> levelRead(const QString &ladder, const QString &text)
{
    const auto it = ladders().byId.constFind(ladder);
    if (it == ladders().byId.constEnd() || text.size() > longestLevel)
        return std::nullopt;
    const QStringList words = levelWords(text);
    std::optional<int> found;
    for (qsizetype i = 0; i < words.size();) {
        // The most words that mean something together: "low impact saas" is no "low" and something else.
        qsizetype n = qMin(it->mostWords, words.size() - i);
        auto phrase = it->phrases.constEnd();
        for (; n > 0; --n) {
            phrase = it->phrases.constFind(words.mid(i, n).join(u' '));
            if (phrase != it->phrases.constEnd())
                break;
        }
        if (n == 0 || (*phrase != saysNothing && found && *found != *phrase))
            return std::nullopt;
        if (*phrase != saysNothing)
            found = *phrase;
        i += n;
    }
    return found;
}

void addLevelFunction(sqlite3 *handle)
{
    // Where it is there already and in use, it stays, and does the same.
    sqlite3_create_function(handle, "bw_level", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, levelOfText, nullptr, nullptr);
}

} // namespace rules
