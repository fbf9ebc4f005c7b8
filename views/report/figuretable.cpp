// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figurefile.h"

#include "domain/isolated.h"
#include "report/csvcells.h"

#include <QCryptographicHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace report {
namespace {

QString csvRows(const FigureTable &table)
{
    QString out = csvRow(table.columns);
    // A line of the table is a line of the file.
    for (QStringList row : table.rows)
        out += csvRow(row.replaceInStrings(u"\n"_s, u"; "_s));
    return out;
}

QString plain(double value)
{
    return QString::number(value, 'g', 15);
}

} // namespace

FigureTable tableOf(const figures::Figure &figure, const QStringList &columns)
{
    FigureTable table{columns, {}, {}};
    QSet<QString> seen;
    for (const figures::Cell &cell : figure.cells) {
        const QString key = cell.id + QChar(0x1f) + cell.tip;
        if (cell.tip.isEmpty() || seen.contains(key))
            continue;
        seen.insert(key);
        const QString first = cell.tip.section(u'\n', 0, 0);
        table.rows << QStringList{domain::plainName(first.section(u": "_s, 0, 0)), plain(cell.value), cell.tip};
        table.ids << cell.id;
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

FigureTable tableOf(const figures::TwinTable &twin)
{
    FigureTable table{twin.columns, {}, {}};
    for (const figures::TwinTable::Row &row : twin.rows) {
        QStringList cells = row.cells;
        for (QString &cell : cells) {
            const QString digits = QString(cell).remove(QChar(0x202F)).replace(QChar(0x2212), u'-');
            bool isNumber = false;
            digits.toDouble(&isNumber);
            if (isNumber)
                cell = digits;
        }
        table.rows << cells;
        table.ids << row.id;
    }
    return table;
}

FigureTable tableOf(const figures::MapData &map, const QHash<QString, QString> &names)
{
    FigureTable table{{u"What"_s, u"Name"_s, u"From"_s, u"To"_s, u"Number"_s, u"Unit"_s, u"Says"_s}, {}, {}, 1};
    const auto add = [&table](const QString &id, const QStringList &cells) {
        table.rows << cells;
        table.ids << id;
    };
    for (const figures::MapCountry &country : map.countries) {
        QStringList says;
        if (country.of > 0)
            says << map.words.mean.arg(country.of).arg(map.unitOfThings(country.of));
        if (!country.note.isEmpty())
            says << country.note;
        const QString number = !country.value ? map.words.unknown : country.upTo ? figures::rangeOf(country, map.words) : plain(*country.value);
        add(u"country:"_s + country.iso, {u"Country"_s, names.value(country.iso, country.iso), {}, {}, number, map.unit, says.join(u"; "_s)});
    }
    for (const figures::MapSite &site : map.sites)
        add(u"site:"_s + site.id, {map.words.sites.value(static_cast<int>(site.kind)), site.label, {}, {}, plain(site.count), map.unit, {}});
    const QStringList standings{map.words.allowed, map.words.restricted, map.words.forbidden, map.words.accepted, map.words.unknown};
    for (const figures::MapArc &arc : map.arcs) {
        if (!map.shows(arc.kind))
            continue;
        const QString standing = standings.value(static_cast<int>(figures::standingOf(arc)));
        add(u"arc:"_s + arc.id, {map.words.arcs.value(static_cast<int>(arc.kind)), arc.label, arc.fromName, arc.toName, plain(arc.count), arc.unit,
                                 arc.note.isEmpty() ? standing : standing + u": "_s + arc.note});
    }
    // What counts nothing is no door.
    add(map.noLocation > 0 ? u"place:none"_s : QString(), {map.words.noLocation, {}, {}, {}, QString::number(map.noLocation), map.unitOfThings(map.noLocation), {}});
    add(map.global > 0 ? u"place:global"_s : QString(), {map.words.global, {}, {}, {}, QString::number(map.global), map.unitOfThings(map.global), {}});
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
