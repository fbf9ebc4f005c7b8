// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/assetimporter.h"
#include "importers/gcp/assetreader.h"
#include "importers/text/csvreader.h"

#include <nlohmann/json.hpp>

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <vector>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

/// "asset_type", "assetType" and "resource.location" are the same columns to whoever asked for them.
QString plain(const QString &column)
{
    QString name = column.trimmed().section(u'.', -1).toLower();
    name.remove(u'_');
    return name;
}

/// The member of a search's result that a column has; null: not read.
const char *memberOf(const QString &column)
{
    static const QHash<QString, const char *> known{{u"name"_s, "name"},
                                                    {u"assettype"_s, "assetType"},
                                                    {u"project"_s, "project"},
                                                    {u"displayname"_s, "displayName"},
                                                    {u"location"_s, "location"},
                                                    {u"state"_s, "state"},
                                                    {u"labels"_s, "labels"},
                                                    {u"folders"_s, "folders"},
                                                    {u"organization"_s, "organization"},
                                                    {u"kmskey"_s, "kmsKey"},
                                                    {u"kmskeys"_s, "kmsKeys"},
                                                    {u"updatetime"_s, "updateTime"}};
    return known.value(plain(column), nullptr);
}

/// "env=prod;team=x", as gcloud writes a map into one cell.
json labelsOf(const QString &cell)
{
    json labels = json::object();
    static const QRegularExpression separators(u"[;,]"_s);
    for (const QString &pair : cell.split(separators, Qt::SkipEmptyParts)) {
        if (const qsizetype at = pair.indexOf(u'='); at > 0)
            labels[pair.left(at).trimmed().toStdString()] = pair.mid(at + 1).trimmed().toStdString();
    }
    return labels;
}

json listOf(const QString &cell)
{
    json list = json::array();
    for (const QString &one : cell.split(u';', Qt::SkipEmptyParts))
        list.push_back(one.trimmed().toStdString());
    return list;
}

} // namespace

QString CloudAssetsCsv::id() const
{
    return u"gcp-cai-csv"_s;
}

QString CloudAssetsCsv::displayName() const
{
    return u"Google Cloud Asset Inventory as CSV (gcloud asset search-all-resources --format=\"csv(name,assetType,location,...)\")"_s;
}

int CloudAssetsCsv::probe(const Probe &probe) const
{
    if (probe.shape != Shape::Delimited)
        return 0;
    QString line = QString::fromUtf8(probe.head.left(probe.head.indexOf('\n')));
    line.remove(u'"');
    static const QRegularExpression delimiters(u"[,;\\t|]"_s);
    QStringList names;
    for (const QString &column : line.split(delimiters))
        names.append(plain(column));
    // Where nothing was found, the columns alone are written.
    const bool nothing = !probe.head.trimmed().contains('\n');
    return names.contains(u"name"_s) && names.contains(u"assettype"_s) && (nothing || probe.head.contains("//")) ? 3 : 0;
}

domain::Result<void> CloudAssetsCsv::run(const Source &source, domain::RecordSink &sink,
                                         domain::JobContext &context) const
{
    CsvReader reader(source.text, detectDelimiter(source.probe.head), source.probe.skippedLines);
    // Of whatever was searched for.
    AssetReader assets(sink, u"gcp-cai-csv/1"_s, source.probe.fileName, true);
    QStringList columns;
    QStringList cells;
    if (reader.next(columns)) {
        std::vector<const char *> members;
        std::transform(columns.cbegin(), columns.cend(), std::back_inserter(members), memberOf);
        while (reader.next(cells)) {
            if (assets.count() % 1000 == 0 && context.isCancelled())
                return domain::Error{domain::ErrorCode::Cancelled, {}, source.path};
            json row = json::object();
            for (qsizetype i = 0; i < std::min(cells.size(), columns.size()); ++i) {
                const char *name = members[static_cast<std::size_t>(i)];
                const QString cell = cells.at(i).trimmed();
                if (!name || cell.isEmpty() || row.contains(name))
                    continue;
                const QLatin1StringView member(name);
                if (member == "labels"_L1)
                    row[name] = labelsOf(cell);
                else if (member == "folders"_L1 || member == "kmsKeys"_L1)
                    row[name] = listOf(cell);
                else
                    row[name] = cell.toStdString();
            }
            // What marks it as the result of a search.
            row["additionalAttributes"] = json::object();
            assets.row(std::move(row), u"line %1"_s.arg(reader.line()));
        }
    }
    if (reader.brokenLine() > 0)
        return reader.brokenOff(source.path);
    return assets.finish(context);
}

} // namespace importers
