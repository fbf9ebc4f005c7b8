// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/accountzeros.h"
#include "importers/aws/arntypes.h"
#include "importers/aws/tagging.h"
#include "importers/text/csvreader.h"
#include "importers/text/ownvalues.h"

#include <QBuffer>
#include <QRegularExpression>

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;

namespace {

constexpr int ProbedRows = 20;

/// Which column holds what; -1: none does.
struct Columns
{
    int identifier = 0;
    int arn = -1;
    int type = -1; ///< "ec2:instance"
    int region = -1;
    int account = -1;
    std::vector<std::pair<int, QString>> tags; ///< column and key
};

bool isRegion(const QString &cell)
{
    static const QRegularExpression form(u"^(?:global|(?:[a-z]{2}|eusc)(?:-[a-z]+)+-\\d)$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return form.match(cell).hasMatch();
}

bool isTypeName(const QString &cell)
{
    static const QRegularExpression form(u"^[a-z0-9-]+:[A-Za-z0-9][A-Za-z0-9/_.-]*$"_s);
    return form.match(cell).hasMatch();
}

/// A spreadsheet takes leading zeros away.
bool isAccount(const QString &cell)
{
    static const QRegularExpression form(u"^\\d{6,12}$"_s);
    return form.match(cell).hasMatch();
}

std::optional<Columns> columnsOf(const QByteArray &head)
{
    QByteArray text = head;
    QBuffer buffer(&text);
    QStringList names;
    if (!buffer.open(QIODevice::ReadOnly))
        return std::nullopt;
    CsvReader reader(&buffer, detectDelimiter(QByteArrayView(text).first(std::min<qsizetype>(text.size(), 65536))));
    if (!reader.next(names) || names.size() < 3)
        return std::nullopt;
    const int count = static_cast<int>(names.size());
    std::vector<int> arns(static_cast<std::size_t>(count), 0);
    std::vector<int> types = arns;
    std::vector<int> regions = arns;
    std::vector<int> accounts = arns;
    int rows = 0;
    QStringList cells;
    while (rows < ProbedRows && reader.next(cells) && reader.brokenLine() == 0) {
        ++rows;
        for (int i = 0; i < std::min(count, static_cast<int>(cells.size())); ++i) {
            const QString cell = cells.at(i).trimmed();
            const auto at = static_cast<std::size_t>(i);
            const bool arn = Arn::fromText(cell).has_value();
            arns[at] += static_cast<int>(arn);
            types[at] += static_cast<int>(!arn && isTypeName(cell));
            regions[at] += static_cast<int>(isRegion(cell));
            accounts[at] += static_cast<int>(isAccount(cell));
        }
    }
    if (rows == 0)
        return std::nullopt;
    Columns columns;
    // The last row of what was read may be cut off in the middle.
    const auto whole = [&](const std::vector<int> &counts) {
        const auto best = std::max_element(counts.begin(), counts.end());
        return *best > 0 && *best >= rows - 1 ? static_cast<int>(best - counts.begin()) : -1;
    };
    columns.arn = whole(arns);
    columns.type = whole(types);
    columns.region = whole(regions);
    columns.account = whole(accounts);
    bool tagged = false;
    for (int i = 0; i < count; ++i) {
        const qsizetype colon = names.at(i).indexOf(u": "_s);
        if (i == columns.arn || i == columns.type || i == columns.region || i == columns.account || colon <= 0)
            continue;
        columns.tags.emplace_back(i, names.at(i).mid(colon + 2).trimmed());
        tagged = true;
    }
    const bool english = names.first().trimmed().compare("Identifier"_L1, Qt::CaseInsensitive) == 0;
    const bool tagEditor = columns.arn >= 0 && columns.region >= 0 && (english || tagged);
    const bool explorer = columns.type >= 0 && columns.region >= 0 && (columns.arn >= 0 || columns.account >= 0);
    if (!tagEditor && !explorer)
        return std::nullopt;
    return columns;
}

/// The ARN of a row that has none: certain for a few types, by the identifier alone.
std::optional<Arn> arnOfRow(const QString &typeName, const QString &region, const QString &account, const QString &id)
{
    if (const auto arn = Arn::fromText(id))
        return arn;
    const QString service = typeName.section(u':', 0, 0);
    const QString head = typeName.section(u':', 1);
    const bool global = region.compare("global"_L1, Qt::CaseInsensitive) == 0;
    const QString partition = global ? u"aws"_s : awsPartitionOfRegion(region);
    if (id.isEmpty() || (global && service != "iam"_L1 && service != "s3"_L1))
        return std::nullopt;
    if (typeName == "s3:bucket"_L1)
        return Arn{partition, service, {}, {}, id};
    if (account.size() != 12)
        return std::nullopt;
    if (service == "sns"_L1 || service == "sqs"_L1)
        return Arn{partition, service, region, account, id};
    // Names of roles have paths that the table does not show.
    if (service == "iam"_L1)
        return std::nullopt;
    const bool colon = service == "lambda"_L1 || service == "rds"_L1 || service == "redshift"_L1 || service == "logs"_L1 ||
                       service == "elasticache"_L1 || service == "secretsmanager"_L1;
    static const QStringList certain{u"ec2"_s,  u"dynamodb"_s, u"kms"_s,       u"ecr"_s, u"eks"_s,   u"elasticfilesystem"_s,
                                     u"rds"_s,  u"lambda"_s,   u"sagemaker"_s, u"bedrock"_s, u"redshift"_s,
                                     u"elasticache"_s};
    if (!certain.contains(service))
        return std::nullopt;
    return Arn{partition, service, region, account, head + (colon ? u':' : u'/') + id};
}

} // namespace

QString AwsResourceTable::id() const
{
    return u"aws-resource-table"_s;
}

QString AwsResourceTable::displayName() const
{
    return u"AWS Tag Editor or Resource Explorer (CSV)"_s;
}

int AwsResourceTable::probe(const Probe &probe) const
{
    return probe.shape == Shape::Delimited && columnsOf(probe.head) ? 2 : 0;
}

domain::Result<void> AwsResourceTable::run(const Source &source, domain::RecordSink &sink,
                                           domain::JobContext &context) const
{
    domain::SourceHeader header;
    header.scope = source.probe.fileName;
    header.rank = domain::SourceRank::Index;
    sink.header(header);
    sink.markSelection();
    const auto columns = columnsOf(source.probe.head);
    if (!columns)
        return Error{ErrorCode::SchemaMismatch,
                     u"no columns with ARNs, or with types (ec2:instance), regions and accounts"_s, source.path};
    CsvReader reader(source.text, detectDelimiter(source.probe.head), source.probe.skippedLines);
    ResourceIndex index(sink, u"aws-resource-table/1"_s);
    AccountZeros zeros(sink);
    QStringList cells;
    reader.next(cells); // the names of the columns
    qint64 ordinal = 0;
    while (reader.next(cells)) {
        if (ordinal % 1000 == 0 && context.isCancelled())
            return Error{ErrorCode::Cancelled, u"stopped"_s, source.path};
        const QString where = u"line %1"_s.arg(reader.line());
        sink.beginRecord(ordinal++, where);
        const auto cell = [&cells](int column) { return column < 0 ? QString() : cells.value(column).trimmed(); };
        QString account = cell(columns->account);
        if (isSpoiltNumber(account)) {
            sink.rejected(u"spoilt-key"_s, where,
                          u"a long number that a spreadsheet has shortened (1.23457E+11): export the table again"_s);
            continue;
        }
        zeros.restore(account, where);
        const QString region = cell(columns->region).toLower();
        auto arn = Arn::fromText(cell(columns->arn));
        if (!arn) // each row by itself: what the others have is no reason
            arn = arnOfRow(cell(columns->type), region, account, cell(columns->identifier));
        if (!arn && columns->arn < 0 && !cell(columns->identifier).isEmpty()) {
            sink.ignored(u"no-arn"_s,
                         u"%1 (%2): the table names no ARN, and none can be made of the name: import the JSON of "
                         "'aws resource-explorer-2 search'"_s.arg(cell(columns->identifier), cell(columns->type)));
            continue;
        }
        if (!arn) {
            sink.rejected(u"missing-arn"_s, where, u"no ARN: the resource can't be told from others"_s);
            continue;
        }
        IndexedResource resource{*arn, region, account, {}};
        for (const auto &[column, key] : columns->tags) {
            const QString value = cell(column);
            // "(not tagged)", in the console's language.
            if (!value.isEmpty() && value != "-"_L1 && !(value.startsWith(u'(') && value.endsWith(u')')))
                resource.tags.append({key, value});
        }
        index.add(resource);
    }
    if (reader.brokenLine() > 0)
        return reader.brokenOff(source.path);
    index.finish();
    return {};
}

} // namespace importers
