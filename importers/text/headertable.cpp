// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/headertable.h"

#include "domain/celltext.h"
#include "domain/jobcontext.h"
#include "importers/table/asiderow.h"
#include "importers/text/csvreader.h"

#include <QBuffer>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;

namespace importers {
namespace {


} // namespace

QString plainTitle(const QString &title)
{
    // "ü" is written as "ue" where a keyboard or a program lacks it.
    QString text = title.toLower();
    for (const auto &[letter, written] : {std::pair{u'ä', "ae"_L1}, {u'ö', "oe"_L1}, {u'ü', "ue"_L1}, {u'ß', "ss"_L1}})
        text.replace(letter, written);
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_D)) {
        if (c.isLetterOrNumber())
            plain.append(c);
    }
    return plain;
}

TableHeader::TableHeader(const QStringList &titles, const QList<TitledColumn> &columns)
{
    QHash<QString, QString> known;
    for (const TitledColumn &column : columns) {
        known.insert(plainTitle(column.id), column.id);
        for (const QString &title : column.titles)
            known.insert(plainTitle(title), column.id);
    }
    for (qsizetype i = 0; i < titles.size(); ++i) {
        const QString id = known.value(plainTitle(titles.at(i)));
        if (!id.isEmpty() && !m_columns.contains(id)) {
            m_columns.insert(id, i);
            m_titles.insert(id, titles.at(i).trimmed());
        } else if (!titles.at(i).trimmed().isEmpty() && titles.at(i) != RejectMark) {
            m_others.append({i, titles.at(i).trimmed()});
        }
    }
}

bool TableHeader::hasAll(const QStringList &ids) const
{
    return std::all_of(ids.begin(), ids.end(), [this](const QString &id) { return has(id); });
}

QString TitledRow::operator[](const QString &id) const
{
    const qsizetype at = m_header.column(id);
    if (at < 0)
        return {};
    const QString cell = domain::cleanKey(m_cells.value(at));
    return domain::isVague(cell) ? QString() : cell;
}

QStringList TitledRow::list(const QString &id) const
{
    static const QRegularExpression separators(u"[;|\\r\\n]"_s);
    QStringList items;
    for (const QString &item : (*this)[id].split(separators)) {
        const QString clean = domain::cleanKey(item);
        if (!clean.isEmpty() && !items.contains(clean))
            items.append(clean);
    }
    return items;
}

QString TitledRow::where(const QString &id) const
{
    const qsizetype at = m_header.column(id);
    return at < 0 ? where() : u"line %1, column %2"_s.arg(m_line).arg(at + 1);
}

QString TitledRow::where() const
{
    return u"line %1"_s.arg(m_line);
}

bool TitledRow::isTooLong(qsizetype titles) const
{
    for (qsizetype i = titles; i < m_cells.size(); ++i) {
        if (!m_cells.at(i).trimmed().isEmpty())
            return true;
    }
    return false;
}

TableHeader headerOf(const Probe &probe, const QList<TitledColumn> &columns)
{
    if (probe.shape != Shape::Delimited)
        return {};
    QByteArray head = probe.head;
    QBuffer buffer(&head);
    if (!buffer.open(QIODevice::ReadOnly))
        return {};
    CsvReader reader(&buffer, detectDelimiter(probe.head));
    QStringList titles;
    return reader.next(titles) ? TableHeader(titles, columns) : TableHeader();
}

domain::Result<void> readTable(const Source &source, const QList<TitledColumn> &columns, const QStringList &needed,
                               domain::RecordSink &sink, domain::JobContext &context,
                               const std::function<void(const TableHeader &)> &headed,
                               const std::function<void(const TitledRow &)> &row)
{
    CsvReader reader(source.text, detectDelimiter(source.probe.head), source.probe.skippedLines);
    QStringList titles;
    if (!reader.next(titles)) {
        headed({});
        return {};
    }
    const TableHeader header(titles, columns);
    const QString headerLine = u"line %1"_s.arg(reader.line());
    for (const QString &id : needed) {
        if (!header.has(id))
            return Error{ErrorCode::SchemaMismatch, u"the header lacks the column '%1'"_s.arg(id), source.path + u':' + headerLine};
    }
    headed(header);
    for (const auto &[column, title] : header.others())
        sink.diagnostic({u"unknown-column"_s, domain::DiagnosticLevel::Info, headerLine + u", column %1"_s.arg(column + 1),
                         u"column '%1' is not read"_s.arg(title)});
    QStringList cells;
    qint64 ordinal = 0;
    while (reader.next(cells)) {
        if (ordinal % domain::PollEvery == 0) {
            if (context.isCancelled())
                return Error{ErrorCode::Cancelled, u"stopped"_s, source.path};
            context.progress(ordinal, 0, {});
        }
        if (reader.brokenLine() > 0)
            break;
        const TitledRow one(header, cells, reader.line());
        sink.beginRecord(ordinal++, one.where());
        if (one.isTooLong(titles.size()))
            sink.rejected(u"ragged-row"_s, one.where(), u"the row has more cells than the header"_s);
        else if (cells == titles)
            sink.ignored(u"repeated-header"_s, u"the header once more"_s);
        else if (!isPassedOver(cells, needed.isEmpty() ? 0 : header.column(needed.constFirst()), sink))
            row(one);
    }
    if (reader.brokenLine() > 0)
        return reader.brokenOff(source.path);
    return {};
}

} // namespace importers
