// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azurecsv.h"

#include "importers/azure/azurereader.h"
#include "importers/jsonmembers.h"
#include "importers/text/csvreader.h"

#include <nlohmann/json.hpp>

#include <QIODevice>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr qint64 MostRowsOfADownload = 1000;

/// Columns of Resource Graph, however the portal writes them; others stay as they are.
QString memberNamed(const QString &column)
{
    static const QStringList known{
        u"id"_s,       u"name"_s,          u"type"_s,           u"location"_s,  u"kind"_s,
        u"tags"_s,     u"sku"_s,           u"properties"_s,     u"identity"_s,  u"zones"_s,
        u"tenantId"_s, u"resourceGroup"_s, u"subscriptionId"_s, u"managedBy"_s, u"extendedLocation"_s};
    const QString trimmed = column.trimmed();
    for (const QString &name : known) {
        if (name.compare(trimmed, Qt::CaseInsensitive) == 0)
            return name;
    }
    return trimmed;
}

json valueOf(const QString &cell)
{
    const std::string text = cell.toStdString();
    if (cell.startsWith(u'{') || cell.startsWith(u'[')) {
        json parsed = json::parse(text, nullptr, false);
        if (!parsed.is_discarded())
            return parsed;
    }
    return text;
}

/// The identifier in a link to the portal (".../#@tenant/resource/subscriptions/..."): lists that the portal writes have it nowhere else.
QString idInLink(const QString &cell)
{
    static const QRegularExpression link(u"^https://portal\\.azure\\.[a-z]+/#(?:@[^/]+/)?resource(/subscriptions/[^?#]+)"_s, QRegularExpression::CaseInsensitiveOption);
    const auto match = link.match(cell);
    if (!match.hasMatch())
        return {};
    // The page of the resource that the link opens is no part of it.
    static const QRegularExpression page(u"/(?:overview|home)?$"_s, QRegularExpression::CaseInsensitiveOption);
    return QUrl::fromPercentEncoding(match.captured(1).toUtf8()).remove(page);
}

/// Calls `found` for each row of the table.
domain::Result<void> eachRow(const Source &source, QIODevice *text, domain::JobContext &context,
                             const std::function<domain::Result<void>(const AzureRows::Row &)> &found)
{
    CsvReader reader(text, detectDelimiter(source.probe.head), source.probe.skippedLines);
    QStringList columns;
    QStringList cells;
    if (!reader.next(columns))
        columns.clear();
    std::vector<std::string> names;
    for (const QString &column : std::as_const(columns))
        names.push_back(memberNamed(column).toStdString());
    const bool linked = std::find(names.begin(), names.end(), "id") == names.end();
    for (qint64 rows = 0; !columns.isEmpty() && reader.next(cells); ++rows) {
        if (rows % 1000 == 0 && context.isCancelled())
            return domain::Error{domain::ErrorCode::Cancelled, {}, source.path};
        json row = json::object();
        for (qsizetype i = 0; i < std::min(cells.size(), columns.size()); ++i) {
            const QString cell = cells.at(i).trimmed();
            const std::string &name = names[static_cast<std::size_t>(i)];
            if (!cell.isEmpty() && cell != "null"_L1) {
                if (member(row, name.c_str()).is_null())
                    row[name] = valueOf(cell);
            } else if (name == "extendedLocation" && !row.contains("extendedLocation")) {
                row["extendedLocation"] = nullptr; // asked for, and there is none
            }
            if (linked && !row.contains("id")) {
                if (const QString id = idInLink(cell); !id.isEmpty())
                    row["id"] = id.toStdString();
            }
        }
        auto done = found({&row, u"line %1"_s.arg(reader.line())});
        if (!done)
            return done;
    }
    if (reader.brokenLine() > 0)
        return reader.brokenOff(source.path);
    return {};
}

bool isAssignments(const QStringList &names)
{
    return names.contains(u"roleassignmentid"_s) && names.contains(u"objectid"_s) && names.contains(u"scope"_s);
}

} // namespace

QString AzureCsv::id() const
{
    return u"azure-csv"_s;
}

QString AzureCsv::displayName() const
{
    return u"Azure Resource Graph and role assignments as CSV of the portal"_s;
}

int AzureCsv::probe(const Probe &probe) const
{
    if (probe.shape != Shape::Delimited)
        return 0;
    const QString line = QString::fromUtf8(probe.head.left(probe.head.indexOf('\n'))).toLower().remove(u'"');
    static const QRegularExpression delimiters(u"[,;\\t|]"_s);
    QStringList names = line.split(delimiters);
    for (QString &name : names)
        name = name.trimmed();
    if (isAssignments(names))
        return 3;
    const QByteArray head = probe.head.toLower();
    if (names.contains(u"id"_s))
        return head.contains("/subscriptions/") ? 2 : 0;
    // The portal's lists of all resources have names, types and a link to each.
    return names.contains(u"type"_s) && head.contains("://portal.azure.") && head.contains("/resource/subscriptions/") ? 2 : 0;
}

domain::Result<void> AzureCsv::run(const Source &source, domain::RecordSink &sink, domain::JobContext &context) const
{
    AzureReader reader(sink, u"azure-csv/1"_s);
    AzureScope scope;
    qint64 count = 0;
    auto done = eachRow(source, source.text, context, [&](const AzureRows::Row &row) -> domain::Result<void> {
        ++count;
        const AzureKind kind(*row.value);
        scope.add(*row.value, kind);
        reader.index(*row.value, kind);
        return {};
    });
    if (!done)
        return done;
    domain::SourceHeader header;
    header.scope = scope.text();
    if (header.scope.isEmpty())
        header.scope = source.probe.fileName;
    sink.header(header);
    sink.markSelection(); // of whatever was chosen in the portal
    if (count == MostRowsOfADownload)
        sink.markIncomplete(
            u"incomplete inventory: %1 rows are as many as the portal writes, so that there may be more; export each subscription by itself"_s
                .arg(MostRowsOfADownload));
    // What one row says of another counts wherever it stands: they are read again rather than held.
    auto again = source.again();
    if (!again)
        return again.error();
    qint64 ordinal = 0;
    done = eachRow(source, again->get(), context, [&](const AzureRows::Row &row) { return reader.read({row}, ordinal, true, context); });
    if (done)
        reader.finish();
    return done;
}

} // namespace importers
