// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/table/legalwords.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace importers {
namespace {

/// The only one of what is found; empty: none, or several that differ.
QString onlyOne(const QSet<QString> &found) { return found.size() == 1 ? *found.cbegin() : QString(); }

} // namespace

QString letterOfArticle6(const QString &plain)
{
    // "6 1 b", "6 abs 1 satz 1 lit b", "6 1b"; what follows after "and" is a letter of its own.
    static const QRegularExpression cited(u"\\b6 (?:(?:abs|absatz|para|paragraph|paragraphe|par|paragrafo|apartado|apdo|apart|lid|al|1|s|satz|unterabs|uabs|subparagraph|lit|letter|littera|lettera|lett|"
                                          "letra|let|lettre|point|punto|buchst|buchstabe|onder|sub) )*1?([a-f])\\b((?: (?:and|und|et|y|or|oder|ou|o|en|of|lit|lett|letra|let|1|[b-f])\\b)*)"_s);
    static const QRegularExpression more(u"\\b[a-f]\\b"_s);
    QSet<QString> letters;
    for (auto matches = cited.globalMatch(plain); matches.hasNext();) {
        const auto match = matches.next();
        letters.insert(match.captured(1));
        for (auto others = more.globalMatch(match.captured(2)); others.hasNext();)
            letters.insert(others.next().captured());
    }
    return onlyOne(letters);
}

QString moduleOfClauses(const QString &plain)
{
    static const QRegularExpression named(u"\\b(?:module|modul|modulo|modulen|modules|moduli|modulos|m)((?: ?(?:[1-4]|iv|i{1,3}|one|two|three|four|eins|zwei|drei|vier|un|uno|deux|dos|due|trois|tres|tre|quatre|cuatro|quattro|"
                                          "and|und|et|y|e|or|oder|ou|o)\\b)+)"_s);
    static const QList<QSet<QString>> words = {{u"1"_s, u"i"_s, u"one"_s, u"eins"_s, u"un"_s, u"uno"_s}, {u"2"_s, u"ii"_s, u"two"_s, u"zwei"_s, u"deux"_s, u"dos"_s, u"due"_s},
                                               {u"3"_s, u"iii"_s, u"three"_s, u"drei"_s, u"trois"_s, u"tres"_s, u"tre"_s}, {u"4"_s, u"iv"_s, u"four"_s, u"vier"_s, u"quatre"_s, u"cuatro"_s, u"quattro"_s}};
    QSet<QString> modules;
    for (auto matches = named.globalMatch(plain); matches.hasNext();) {
        for (const QString &word : matches.next().captured(1).split(u' ', Qt::SkipEmptyParts)) {
            for (qsizetype i = 0; i < words.size(); ++i) {
                if (words.at(i).contains(word))
                    modules.insert(QString::number(i + 1));
            }
        }
    }
    return onlyOne(modules);
}

QString withoutEdition(const QString &cell)
{
    static const QRegularExpression brackets(u"[(\\[][^)\\]]*\\d[^)\\]]*[)\\]]"_s);
    static const QRegularExpression module(u"[\\s,;:–-]+m[oó]dul[eo]?\\s*(?:[1-4]|I{1,3}|IV)\\s*$"_s, QRegularExpression::CaseInsensitiveOption);
    return QString(cell).remove(brackets).remove(module).trimmed();
}

} // namespace importers
