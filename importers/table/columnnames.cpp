// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/table/columnnames.h"

#include "domain/celltext.h"
#include "domain/foldedtext.h"
#include "importers/table/legalwords.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using nlohmann::json;

namespace importers {
namespace {

const QString Resource = u":/reference/column_names.json"_s;
constexpr double SurelyMeant = 0.85;

/// All words of { "en": [..], "de": [..] }.
QStringList wordsOf(const json &languages)
{
    QStringList words;
    if (!languages.is_object())
        return words;
    for (const json &list : languages) {
        for (const json &word : list) {
            const QString plain = word.is_string() ? plainWords(QString::fromStdString(word.get<std::string>())) : QString();
            if (!plain.isEmpty() && !words.contains(plain))
                words.append(plain);
        }
    }
    return words;
}

/// Words that tell nothing: articles and such.
bool isFiller(const QString &word)
{
    static const QStringList fillers = {u"of"_s, u"the"_s, u"a"_s, u"an"_s, u"der"_s, u"die"_s, u"das"_s, u"des"_s, u"dem"_s, u"den"_s, u"von"_s, u"vom"_s,
                                        u"zur"_s, u"zum"_s, u"de"_s, u"la"_s, u"le"_s, u"les"_s, u"du"_s, u"d"_s, u"l"_s, u"del"_s, u"della"_s, u"dello"_s,
                                        u"dei"_s, u"delle"_s, u"di"_s, u"el"_s, u"los"_s, u"las"_s, u"il"_s, u"lo"_s, u"gli"_s, u"s"_s};
    return fillers.contains(word);
}

QStringList meaningful(const QString &title)
{
    QStringList words = title.split(u' ', Qt::SkipEmptyParts);
    words.removeIf(isFiller);
    return words;
}

bool isOfClasses(const domain::Attribute &attribute) { return attribute.values.contains(u"special_category"_s); }

/// The same word in another number or case: "supplier" and "suppliers", "Anbieter" and "Anbieters".
bool sameWord(const QString &a, const QString &b)
{
    if (a == b)
        return true;
    const QString &shorter = a.size() < b.size() ? a : b;
    const QString &longer = a.size() < b.size() ? b : a;
    return shorter.size() >= 4 && longer.size() - shorter.size() <= 2 && longer.startsWith(shorter);
}

QList<Phrase> phrasesOf(const QStringList &words)
{
    QList<Phrase> phrases;
    for (const QString &word : words)
        phrases.append(Phrase(word));
    return phrases;
}

/// All its words stand in the title, one after the other.
bool standsIn(const Phrase &words, const Phrase &title)
{
    const qsizetype size = words.words.size();
    for (qsizetype from = 0; size > 0 && from + size <= title.words.size(); ++from) {
        if (std::equal(words.words.begin(), words.words.end(), title.words.begin() + from, sameWord))
            return true;
    }
    return false;
}

bool anyStandsIn(const QList<Phrase> &words, const Phrase &title)
{
    return std::any_of(words.begin(), words.end(), [&](const Phrase &one) { return standsIn(one, title); });
}

/// The lawful basis that a provision names, unless the words beside it name another: "Art. 6(1)(b) - consent" is both.
QString basisOf(const domain::Attribute &attribute, const QHash<QString, QString> &known, const QString &plain)
{
    const QString letter = letterOfArticle6(plain);
    const QString basis = letter.isEmpty() ? QString() : known.value(u"6 1 "_s + letter);
    const Phrase text(plain);
    for (const QString &other : attribute.values) {
        if (other != basis && standsIn(Phrase(other), text))
            return {};
    }
    for (auto word = known.cbegin(); word != known.cend(); ++word) {
        if (*word != basis && !word.key().contains(u'6') && standsIn(Phrase(word.key()), text))
            return {};
    }
    return basis;
}

qsizetype found(const QStringList &words, const QStringList &in)
{
    return std::count_if(words.begin(), words.end(), [&](const QString &word) {
        return std::any_of(in.begin(), in.end(), [&](const QString &other) { return sameWord(word, other); });
    });
}

} // namespace

QString plainWords(const QString &title)
{
    QString plain;
    for (const QChar c : domain::folded(title))
        plain += c.isLetterOrNumber() ? c : QChar(u' ');
    return plain.simplified();
}

Phrase::Phrase(const QString &title) : plain(plainWords(title)), compact(QString(plain).remove(u' ')), words(meaningful(plain)) {}

QList<Phrase> formsOf(const QString &title)
{
    static const QRegularExpression brackets(u"[(\\[][^)\\]]*[)\\]]"_s);
    QList<Phrase> forms = {Phrase(title)};
    const Phrase without(QString(title).remove(brackets));
    if (!without.plain.isEmpty() && without.plain != forms.constFirst().plain)
        forms.append(without);
    return forms;
}

double bestOf(const QList<Phrase> &titles, const QList<Phrase> &known)
{
    double best = 0;
    for (const Phrase &title : titles) {
        for (const Phrase &word : known)
            best = std::max(best, agreement(title, word));
    }
    return best;
}

double agreement(const Phrase &title, const Phrase &known)
{
    if (title.compact == known.compact)
        return title.plain == known.plain ? 1 : 0.99;
    const QStringList &a = title.words;
    const QStringList &b = known.words;
    if (a.isEmpty() || b.isEmpty())
        return 0;
    const qsizetype ab = found(a, b);
    const qsizetype ba = found(b, a);
    if (ab == a.size() && ba == b.size())
        return a == b ? 0.96 : 0.9;
    const auto share = [](qsizetype part, qsizetype all) { return static_cast<double>(part) / static_cast<double>(all); };
    // The known title stands in a longer one, or a part of it is left out. One short word alone says too little, and so does half of a title:
    // a region is none that is allowed, and a system is not its owner.
    if (ba == b.size() && b.join(QString()).size() >= 4)
        return 0.45 + 0.4 * share(b.size(), a.size());
    if (ab == a.size() && a.join(QString()).size() >= 4)
        return 2 * a.size() > b.size() ? 0.3 + 0.4 * share(a.size(), b.size()) : 0;
    return 0;
}

Result<ColumnNames> ColumnNames::fromResources(const domain::Catalogue &catalogue)
{
    QFile file(Resource);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Internal, file.errorString(), Resource};
    const QByteArray bytes = file.readAll();
    const json root = json::parse(bytes.cbegin(), bytes.cend(), nullptr, false);
    if (!root.is_object() || !root.contains("kinds") || !root.contains("shared") || !root.contains("asked") || !root.contains("matters") || !root.contains("values"))
        return Error{ErrorCode::Internal, u"not the names of columns"_s, Resource};
    ColumnNames names;
    names.m_keys = phrasesOf(wordsOf(root.value("key", json())));
    names.m_names = phrasesOf(wordsOf(root.value("name", json())));
    const json &shared = root["shared"];
    for (const domain::KindInfo &kind : catalogue.kinds()) {
        const json own = root["kinds"].value(domain::kindName(kind.kind).toStdString(), json::object());
        KindNames of;
        of.words = phrasesOf(wordsOf(own.value("words", json())) + QStringList{domain::kindName(kind.kind), kind.plural, kind.label, kind.labelPlural});
        of.keys = phrasesOf(wordsOf(own.value("key", json())));
        of.names = phrasesOf(wordsOf(own.value("name", json())));
        for (const json &attribute : own.value("whole", json::array()))
            of.whole.insert(QString::fromStdString(attribute.get<std::string>()));
        const json attributes = own.value("attributes", json::object());
        for (const domain::Attribute &attribute : kind.attributes) {
            const std::string name = attribute.name.toStdString();
            // What the kind says of its own comes first; of the others only what no column of it is called.
            QStringList words = {plainWords(attribute.name), plainWords(attribute.label)};
            words += wordsOf(attributes.contains(name) ? attributes[name] : shared.value(name, json()));
            words.removeDuplicates();
            of.attributes.insert(attribute.name, phrasesOf(words));
        }
        names.m_kinds.append(of);
    }
    for (auto matter = root["matters"].begin(); matter != root["matters"].end(); ++matter) {
        KnownMatter known{phrasesOf(wordsOf((*matter)["words"])), phrasesOf(wordsOf((*matter)["unless"])), {}};
        for (const json &attribute : (*matter)["never"])
            known.never.append(QString::fromStdString(attribute.get<std::string>()));
        names.m_matters.insert(QString::fromStdString(matter.key()), known);
    }
    for (auto asked = root["asked"].begin(); asked != root["asked"].end(); ++asked)
        names.m_asked.insert(QString::fromStdString(asked.key()), phrasesOf(wordsOf(*asked)));
    for (auto attribute = root["values"].begin(); attribute != root["values"].end(); ++attribute) {
        for (auto value = attribute->begin(); value != attribute->end(); ++value) {
            const QString means = QString::fromStdString(value.key());
            for (const QString &word : wordsOf(*value))
                names.m_values[QString::fromStdString(attribute.key())].insert(word, means);
        }
    }
    return names;
}

QString ColumnNames::valueOf(const domain::Attribute &attribute, const QString &cell) const
{
    // The classes of data are the same wherever they are written.
    const QHash<QString, QString> known = m_values.value(isOfClasses(attribute) ? u"data"_s : attribute.name);
    const QString plain = plainWords(cell);
    QString value = known.value(plain);
    if (value.isEmpty() && attribute.name == u"lawful_basis"_s)
        value = basisOf(attribute, known, plain);
    else if (value.isEmpty() && attribute.name == u"scc_module"_s)
        value = moduleOfClauses(plain);
    if (value.isEmpty() && attribute.type == domain::ValueType::Enum) {
        const QString without = withoutEdition(cell);
        value = domain::listedValue(attribute.values, without);
        value = value.isEmpty() ? known.value(plainWords(without)) : value;
    }
    return attribute.values.contains(value) ? value : QString();
}

ColumnNames::Matter ColumnNames::matterOf(const QString &title) const
{
    const Phrase whole(title);
    for (auto known = m_matters.cbegin(); known != m_matters.cend(); ++known) {
        if (anyStandsIn(known->words, whole))
            return {known.key(), !anyStandsIn(known->unless, whole), known->never};
    }
    return {};
}

QString ColumnNames::classAskedFor(const domain::Attribute &attribute, const QString &title) const
{
    if (!isOfClasses(attribute) || matterOf(title).never.contains(attribute.name))
        return {};
    const QList<Phrase> forms = formsOf(title);
    for (auto known = m_asked.cbegin(); known != m_asked.cend(); ++known) {
        if (bestOf(forms, *known) > SurelyMeant)
            return known.key();
    }
    return {};
}

} // namespace importers
