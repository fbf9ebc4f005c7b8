// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figurefile.h"

#include <QCryptographicHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace report {
namespace {

QString quotedCell(QString words)
{
    words.replace(u'\n', u"; "_s);
    // A spreadsheet would run these as a formula; a negative number is none.
    bool isNumber = false;
    words.toDouble(&isNumber);
    if (!isNumber && !words.isEmpty() && QStringView(u"=+-@\t\r").contains(words.at(0)))
        words.prepend(u'\'');
    if (words.contains(u'"') || words.contains(u',') || words.contains(u'\r'))
        return u'"' + words.replace(u'"', u"\"\""_s) + u'"';
    return words;
}

QString csvRow(const QStringList &cells)
{
    QStringList quoted;
    for (const QString &words : cells)
        quoted << quotedCell(words);
    return quoted.join(u',') + u"\r\n"_s;
}

QString csvRows(const FigureTable &table)
{
    QString out = csvRow(table.columns);
    for (const QStringList &row : table.rows)
        out += csvRow(row);
    return out;
}

QString plain(double value)
{
    return QString::number(value, 'g', 15);
}

} // namespace

FigureTable tableOf(const figures::Figure &figure, const QStringList &columns)
{
    FigureTable table{columns, {}};
    QSet<QString> seen;
    for (const figures::Cell &cell : figure.cells) {
        const QString key = cell.id + QChar(0x1f) + cell.tip;
        if (cell.tip.isEmpty() || seen.contains(key))
            continue;
        seen.insert(key);
        const QString first = cell.tip.section(u'\n', 0, 0);
        table.rows << QStringList{first.section(u": "_s, 0, 0), plain(cell.value), cell.tip};
    }
    // A figure without marks still says why.
    if (table.rows.isEmpty()) {
        QStringList words;
        for (const figures::Cell &cell : figure.cells)
            words << cell.text;
        words.removeAll({});
        table.rows << QStringList{words.join(u' '), {}, words.join(u' ')};
    }
    return table;
}

FigureTable tableOf(const figures::MapData &map, const QHash<QString, QString> &names)
{
    FigureTable table{{u"What"_s, u"Name"_s, u"From"_s, u"To"_s, u"Number"_s, u"Unit"_s, u"Says"_s}, {}};
    for (const figures::MapCountry &country : map.countries)
        table.rows << QStringList{u"Country"_s, names.value(country.iso, country.iso), {}, {}, country.value ? plain(*country.value) : map.words.unknown, map.unit, country.note};
    for (const figures::MapSite &site : map.sites)
        table.rows << QStringList{map.words.sites.value(static_cast<int>(site.kind)), site.label, {}, {}, plain(site.count), map.unit, {}};
    const QStringList standings{map.words.allowed, map.words.restricted, map.words.forbidden, map.words.accepted, map.words.unknown};
    for (const figures::MapArc &arc : map.arcs) {
        if (!map.shows(arc.kind))
            continue;
        const QString standing = standings.value(static_cast<int>(figures::standingOf(arc)));
        table.rows << QStringList{map.words.arcs.value(static_cast<int>(arc.kind)), arc.label, arc.fromName, arc.toName, plain(arc.count), {},
                                  arc.note.isEmpty() ? standing : standing + u": "_s + arc.note};
    }
    table.rows << QStringList{map.words.noLocation, {}, {}, {}, QString::number(map.noLocation), map.unit, {}}
               << QStringList{map.words.global, {}, {}, {}, QString::number(map.global), map.unit, {}};
    return table;
}

QString hashOf(const FigureTable &table)
{
    return QString::fromLatin1(QCryptographicHash::hash(csvRows(table).toUtf8(), QCryptographicHash::Sha256).toHex());
}

QByteArray toCsv(const FigureSheet &sheet)
{
    QString out = u"# "_s + sheet.title + u"\r\n"_s;
    for (const QString &fact : factsOf(sheet))
        out += u"# "_s + fact + u"\r\n"_s;
    out += u"# SHA-256 of the lines below: %1\r\n"_s.arg(hashOf(sheet.table));
    return QByteArray("\xEF\xBB\xBF") + (out + csvRows(sheet.table)).toUtf8();
}

QString toTabbed(const FigureTable &table)
{
    const auto line = [](QStringList cells) {
        for (QString &cell : cells)
            cell.replace(u'\n', u"; "_s).replace(u'\t', u' ');
        return cells.join(u'\t') + u'\n';
    };
    QString out = line(table.columns);
    for (const QStringList &row : table.rows)
        out += line(row);
    return out;
}

} // namespace report
