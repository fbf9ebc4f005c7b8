// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/accounts.h"

#include "domain/cellvalues.h"
#include "importers/text/csvreader.h"

#include <QBuffer>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace importers {
namespace {

constexpr qsizetype Digits = 12;

bool isNumber(const QString &cell)
{
    return !cell.isEmpty() && std::all_of(cell.begin(), cell.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

QSet<qsizetype> columnsOfAccounts(const Probe &probe, char delimiter, const QStringList &titles)
{
    static const QRegularExpression projects(u"proje[ck]?t|proyecto|progetto|subscription|abonnement|suscripci|sottoscrizione"_s, QRegularExpression::CaseInsensitiveOption);
    QByteArray head = probe.head;
    QBuffer text(&head);
    if (!text.open(QIODevice::ReadOnly))
        return {};
    CsvReader reader(&text, delimiter, probe.skippedLines);
    QHash<qsizetype, int> whole;
    QHash<qsizetype, int> others;
    QStringList cells;
    while (reader.next(cells)) {
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const QString cell = domain::cleanKey(cells.at(i));
            if (isNumber(cell))
                ++(cell.size() == Digits ? whole : others)[i];
        }
    }
    QSet<qsizetype> columns;
    for (auto it = whole.cbegin(); it != whole.cend(); ++it) {
        if (*it >= others.value(it.key()) && !projects.match(titles.value(it.key())).hasMatch())
            columns.insert(it.key());
    }
    return columns;
}

std::optional<AccountTrouble> troubleOfAccount(const QString &cell, const QString &provider, bool amongAccounts)
{
    static const QRegularExpression aws(u"\\b(?:aws|amazon)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    const QString number = domain::cleanKey(cell);
    if (!isNumber(number) || number.size() == Digits)
        return std::nullopt;
    const bool sure = aws.match(provider).hasMatch();
    // A shorter number elsewhere is one of an organisation's own; near twelve digits it is the same but for a slip.
    const bool near = number.size() >= Digits - 3 && number.size() <= Digits + 1;
    if (!sure && !(amongAccounts && near && provider.trimmed().isEmpty()))
        return std::nullopt;
    const QString why = number.size() < Digits ? u"a spreadsheet drops zeros in front: write all %1 in a column of text"_s.arg(Digits) : u"write it as the provider has it"_s;
    return AccountTrouble{u"'%1' has %2 digits, and an account of AWS has %3; %4"_s.arg(number).arg(number.size()).arg(Digits).arg(why), sure};
}

} // namespace importers
