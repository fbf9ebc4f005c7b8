// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/table/asiderow.h"

#include "domain/celltext.h"
#include "importers/text/headertable.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace importers {
namespace {

constexpr qsizetype LongestTotal = 60; ///< a longer cell is a text

/// A number, with or without what it counts: "1 714 501,25", "12 contrats", "96 %", "EUR 40.000". A date is none: it says something of one thing.
bool isFigure(const QString &text)
{
    static const QRegularExpression form(u"^(?:(?:EUR|USD|GBP|CHF|[€$£])\\s*)?[+-]?\\d[\\d.,'\\s\u2019]*(?:[%€$£]|\\p{L}+(?: \\p{L}+)?\\.?)?$"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    static const QStringList currencies{u"EUR"_s, u"USD"_s, u"GBP"_s, u"CHF"_s, u"€"_s, u"$"_s, u"£"_s};
    return currencies.contains(text) || (form.match(text).hasMatch() && !domain::dayFromText(text));
}

bool isTotal(const QString &text)
{
    // As plainTitle() has them.
    static const QStringList words{u"total"_s, u"totals"_s, u"grandtotal"_s, u"subtotal"_s, u"subtotals"_s, u"sum"_s,
                                   u"summe"_s, u"summen"_s, u"gesamt"_s, u"gesamtsumme"_s, u"gesamtergebnis"_s, u"insgesamt"_s, u"zwischensumme"_s,
                                   u"totalgeneral"_s, u"somme"_s, u"soustotal"_s, u"totaux"_s,
                                   u"totale"_s, u"totalegenerale"_s, u"totalecomplessivo"_s, u"subtotale"_s, u"somma"_s,
                                   u"suma"_s, u"sumatotal"_s, u"totaal"_s, u"subtotaal"_s, u"eindtotaal"_s};
    // "Summe: 5 Verarbeitungen", "Total (EUR)", "Insgesamt 2"; "TOTAL-2" is a number of something.
    static const QRegularExpression form(u"^([^:(\\d]+?)\\s*(?:\\([^)]*\\))?(?:\\s*:\\s*(.*)|\\s+(\\d.*))?$"_s);
    const auto match = text.size() <= LongestTotal ? form.match(text) : QRegularExpressionMatch();
    if (!match.hasMatch() || !words.contains(plainTitle(match.captured(1))))
        return false;
    const QString rest = match.captured(2) + match.captured(3);
    return rest.isEmpty() || isFigure(rest);
}

/// What all totals begin with: spares the look at the words in nearly all rows.
bool mayBeTotal(QStringView text)
{
    return !text.isEmpty() && QStringView(u"tgsize").contains(text.front().toLower());
}

bool isTotals(const QStringList &cells, qsizetype key)
{
    const QString own = domain::cleanKey(cells.value(key));
    if (!own.isEmpty() && !(mayBeTotal(own) && isTotal(own)))
        return false;
    bool total = !own.isEmpty();
    return std::all_of(cells.begin(), cells.end(), [&total](const QString &cell) {
        const QString text = domain::cleanKey(cell);
        const bool says = mayBeTotal(text) && isTotal(text);
        total = total || says;
        return says || text.isEmpty() || domain::isVague(text) || isFigure(text);
    }) && total;
}

/// Words that begin a note and a colon, or the sign of a footnote and a space; a key has no space after such a sign.
bool isNote(const QString &text)
{
    static const QRegularExpression form(
        u"^(?:(?:notes?|n\\.b|nb|remarks?|comments?|disclaimer|legend|sources?|explanations?|anmerkung(?:en)?|hinweise?|bemerkung(?:en)?|fu(?:ß|ss)noten?|"
        "quellen?|erl(?:ä|ae)uterung(?:en)?|legende|stand|remarques?|l(?:é|e)gende|nota(?:s)?|observaci(?:ó|o)n(?:es)?|fuentes?|leyenda|osservazion[ei]|font[ei]|"
        "opmerking(?:en)?|toelichting|bron(?:nen)?)\\s*:\\s*\\S.*|(?:\\*+|[\u00b9\u00b2\u00b3\u2020\u2021])\\s+\\p{L}.*)$"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption | QRegularExpression::DotMatchesEverythingOption);
    return text.contains(u' ') && form.match(text).hasMatch();
}

bool isNoteAlone(const QStringList &cells)
{
    QString only;
    for (const QString &cell : cells) {
        const QString text = cell.trimmed();
        if (text.isEmpty())
            continue;
        if (!only.isEmpty())
            return false;
        only = text;
    }
    return !only.isEmpty() && cells.size() > 1 && isNote(only);
}

} // namespace

bool isPassedOver(const QStringList &cells, qsizetype key, domain::RecordSink &sink)
{
    if (isTotals(cells, key))
        sink.ignored(u"totals-row"_s, u"a total of the rows is nothing of its own: there is nothing but figures beside it"_s);
    else if (isNoteAlone(cells))
        sink.ignored(u"note-row"_s, u"a note below the table is nothing of its own: there is nothing beside it"_s);
    else
        return false;
    return true;
}

} // namespace importers
