// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/credentialreport.h"

#include "importers/aws/arn.h"
#include "importers/jsonmembers.h"
#include "importers/readupto.h"
#include "importers/text/jsontext.h"

#include <nlohmann/json.hpp>

#include <QHash>
#include <QIODevice>
#include <QStringList>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace {

constexpr qint64 largest = 64LL * 1024 * 1024;

struct Row
{
    QStringList cells;
    int line = 0;
};

/// RFC 4180 with LF or CRLF; quotes are rare here, user names can't hold them.
QList<Row> rowsOf(const QString &text)
{
    QList<Row> rows;
    Row row;
    QString cell;
    bool quoted = false;
    int line = 1;
    row.line = 1;
    const auto endRow = [&] {
        row.cells.append(cell);
        cell.clear();
        if (row.cells.size() > 1 || !row.cells.first().isEmpty())
            rows.append(row);
        row.cells.clear();
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\n')
            ++line;
        if (quoted) {
            if (c == u'"' && i + 1 < text.size() && text.at(i + 1) == u'"') {
                cell += c;
                ++i;
            } else if (c == u'"') {
                quoted = false;
            } else {
                cell += c;
            }
        } else if (c == u'"' && cell.isEmpty()) {
            quoted = true;
        } else if (c == u',') {
            row.cells.append(cell);
            cell.clear();
        } else if (c == u'\n') {
            endRow();
            row.line = line;
        } else if (c != u'\r') {
            cell += c;
        }
    }
    endRow();
    return rows;
}

int headerScore(const QString &firstLine)
{
    int found = 0;
    const QStringList names = firstLine.trimmed().split(u',');
    for (const QLatin1String name : {"user"_L1, "arn"_L1, "user_creation_time"_L1, "password_enabled"_L1,
                                     "mfa_active"_L1, "access_key_1_active"_L1})
        found += static_cast<int>(names.contains(name));
    return found >= 4 && names.contains("mfa_active"_L1) ? found : 0;
}

/// The command line gives base64, some tools plain text: whichever starts with the header.
QString reportText(const QString &content)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(content.simplified().remove(u' ').toLatin1(),
                                       QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (decoded && headerScore(QString::fromUtf8(decoded.decoded.left(4096)).section(u'\n', 0, 0)) > 0)
        return QString::fromUtf8(decoded.decoded);
    return content;
}

std::optional<bool> triState(const QString &text)
{
    if (text.compare("true"_L1, Qt::CaseInsensitive) == 0)
        return true;
    if (text.compare("false"_L1, Qt::CaseInsensitive) == 0)
        return false;
    return std::nullopt;
}

} // namespace

QString CredentialReport::id() const
{
    return u"aws-credential-report"_s;
}

QString CredentialReport::displayName() const
{
    return u"AWS IAM credential report"_s;
}

int CredentialReport::probe(const Probe &probe) const
{
    if (probe.shape == Shape::Delimited)
        return headerScore(QString::fromUtf8(probe.head.left(4096)).section(u'\n', 0, 0));
    if (probe.shape != Shape::Json && probe.shape != Shape::ConcatenatedJson)
        return 0;
    const json sample = json::parse(probe.sample.cbegin(), probe.sample.cend(), nullptr, false);
    return member(sample, "Content").is_string() && member(sample, "ReportFormat").is_string() ? 2 : 0;
}

domain::Result<void> CredentialReport::run(const Source &source, domain::RecordSink &sink,
                                           domain::JobContext &context) const
{
    const QByteArray bytes = readUpTo(*source.text, largest);
    if (bytes.size() > largest)
        return Error{ErrorCode::FileTooLarge, u"a credential report of more than 64 MiB"_s, source.path};

    QString report;
    QString base;
    if (source.shape == Shape::Delimited || source.shape == Shape::Empty) {
        report = QString::fromUtf8(bytes);
    } else {
        JsonTextReader reader(bytes);
        json document;
        if (!reader.next())
            return Error{ErrorCode::FileEmpty, {}, source.path};
        if (const auto read = reader.read(document); !read)
            return Error{read.error().code, read.error().detail, source.path + u':' + read.error().where};
        const auto roots = unwrap(document);
        const json &content = member(*roots.front().root, "Content");
        if (!content.is_string())
            return Error{ErrorCode::SchemaMismatch, u"Content is not a text"_s, source.path + u"#/Content"_s};
        report = reportText(text(content));
        base = roots.front().pointer + u"/Content "_s;
    }

    if (report.trimmed().isEmpty()) {
        // An empty export is one without rows.
        sink.header({source.probe.fileName, domain::SourceRank::LiveInventory, true});
        return {};
    }
    const QList<Row> rows = rowsOf(report);
    QHash<QString, qsizetype> columns;
    if (!rows.isEmpty()) {
        for (qsizetype i = 0; i < rows.first().cells.size(); ++i)
            columns.insert(rows.first().cells.at(i).trimmed(), i);
    }
    for (const QLatin1String name : {"user"_L1, "arn"_L1, "mfa_active"_L1}) {
        if (!columns.contains(name))
            return Error{ErrorCode::SchemaMismatch, u"no column %1"_s.arg(name),
                         source.path + u": "_s + base + u"line 1"_s};
    }
    const auto cell = [&columns](const Row &row, const QString &name) {
        const auto found = columns.constFind(name);
        return found == columns.constEnd() ? QString() : row.cells.value(*found).trimmed();
    };

    domain::SourceHeader header;
    for (qsizetype i = 1; i < rows.size() && header.scope.isEmpty(); ++i) {
        if (const auto arn = Arn::fromText(cell(rows.at(i), u"arn"_s)))
            header.scope = arn->account;
    }
    if (header.scope.isEmpty())
        header.scope = source.probe.fileName;
    sink.header(header);

    for (qsizetype i = 1; i < rows.size(); ++i) {
        const Row &row = rows.at(i);
        const qint64 ordinal = i - 1;
        if (ordinal % 500 == 0) {
            if (context.isCancelled())
                return Error{ErrorCode::Cancelled, {}, source.path};
            context.progress(ordinal, rows.size() - 1, {});
        }
        const QString where = base + u"line "_s + QString::number(row.line);
        sink.beginRecord(ordinal, where);
        const auto arn = Arn::fromText(cell(row, u"arn"_s));
        if (!arn) {
            sink.rejected(u"missing-arn"_s, where, cell(row, u"user"_s));
            continue;
        }
        const bool root = arn->resource == "root"_L1;
        domain::Record record;
        record.kind = domain::EntityKind::Identity;
        record.key = arn->text();
        record.name = root ? u"root"_s : cell(row, u"user"_s);
        record.mapping = u"aws-credential-report/1"_s;
        record.aliases.append({u"arn"_s, record.key});
        // The root user answers for the account as a whole, and a trust in "the account" names it. Of others, a
        // password tells a person; a user without one may be a machine or a person at the command line.
        if (root)
            record.fields.append({u"kind"_s, u"account"_s});
        else if (triState(cell(row, u"password_enabled"_s)).value_or(false))
            record.fields.append({u"kind"_s, u"human"_s});
        record.fields.append({u"account"_s, arn->account});
        record.fields.append({u"provider"_s, domain::Reference{awsProviderOfPartition(arn->partition)}});
        record.fields.append({u"external"_s, false});
        if (const auto mfa = triState(cell(row, u"mfa_active"_s)))
            record.fields.append({u"mfa"_s, *mfa});
        if (triState(cell(row, u"access_key_1_active"_s)).value_or(false) ||
            triState(cell(row, u"access_key_2_active"_s)).value_or(false))
            record.fields.append({u"credential_type"_s, u"static"_s});
        if (const auto created = awsDay(cell(row, u"user_creation_time"_s)))
            record.fields.append({u"created_at"_s, qint64{*created}});
        std::optional<domain::Day> newest;
        for (const QString &name :
             {u"password_last_used"_s, u"access_key_1_last_used_date"_s, u"access_key_2_last_used_date"_s}) {
            const auto day = awsDay(cell(row, name));
            if (day && (!newest || *day > *newest))
                newest = day;
        }
        if (newest)
            record.fields.append({u"last_used_at"_s, qint64{*newest}});
        sink.entity(std::move(record));
    }
    return {};
}

} // namespace importers
