// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/credentialreport.h"

#include "importers/aws/arn.h"
#include "importers/jsonmembers.h"
#include "importers/readupto.h"
#include "importers/text/csvreader.h"
#include "importers/text/jsontext.h"
#include "importers/text/ownvalues.h"

#include <nlohmann/json.hpp>

#include <QBuffer>
#include <QHash>
#include <QIODevice>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

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

/// Commas as AWS writes it; what a spreadsheet saved again has semicolons or tabs, and quotes.
QList<Row> rowsOf(QByteArray text, qsizetype atMost = -1)
{
    const char delimiter = detectDelimiter(QByteArrayView(text).first(std::min<qsizetype>(text.size(), 65536)));
    QList<Row> rows;
    QBuffer buffer(&text);
    if (!buffer.open(QIODevice::ReadOnly))
        return rows;
    CsvReader reader(&buffer, delimiter);
    Row row;
    while ((atMost < 0 || rows.size() < atMost) && reader.next(row.cells)) {
        row.line = static_cast<int>(reader.line());
        rows.append(row);
    }
    return rows;
}

int headerScore(const QByteArray &head)
{
    const QList<Row> rows = rowsOf(head, 1);
    if (rows.isEmpty())
        return 0;
    QStringList names;
    for (const QString &cell : rows.first().cells)
        names.append(cell.trimmed());
    int found = 0;
    for (const QLatin1String name : {"user"_L1, "arn"_L1, "user_creation_time"_L1, "password_enabled"_L1,
                                     "mfa_active"_L1, "access_key_1_active"_L1})
        found += static_cast<int>(names.contains(name));
    return found >= 4 && names.contains("mfa_active"_L1) ? found : 0;
}

/// The command line gives base64, some tools plain text: whichever starts with the header.
QByteArray reportText(const QString &content)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(content.simplified().remove(u' ').toLatin1(),
                                       QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (decoded && headerScore(decoded.decoded.left(4096)) > 0)
        return decoded.decoded;
    return content.toUtf8();
}

std::optional<bool> triState(const QString &text)
{
    // Spreadsheets translate the two words when they save the report again.
    const QString word = text.toLower();
    if (word == "true"_L1 || word == "wahr"_L1 || word == "vrai"_L1 || word == "verdadero"_L1 || word == "vero"_L1)
        return true;
    if (word == "false"_L1 || word == "falsch"_L1 || word == "faux"_L1 || word == "falso"_L1)
        return false;
    return std::nullopt;
}

/// What the export writes where there is nothing to say.
bool saysNothing(const QString &text)
{
    static const QStringList words{QString(),          u"n/a"_s, u"#n/a"_s, u"no_information"_s,
                                   u"not_supported"_s, u"-"_s,   u"none"_s};
    return words.contains(text.toLower());
}

/// Dates as AWS writes them, and as a spreadsheet that opened the report saved them again. "01/02/2024" is read only
/// where other cells of the report show which of the two is the month: a spreadsheet writes all of them alike.
class ReportDates
{
public:
    void learn(const QString &text)
    {
        if (const auto match = numbers().match(text); match.hasMatch()) {
            m_dayFirst = m_dayFirst || match.captured(1).toInt() > 12;
            m_monthFirst = m_monthFirst || match.captured(3).toInt() > 12;
        }
    }
    /// Nothing: it can't be told, and `why` says it.
    std::optional<domain::Day> read(const QString &text, QString &why) const
    {
        if (const auto day = awsDay(text))
            return day;
        if (const auto match = numbers().match(text); match.hasMatch()) {
            const int one = match.captured(1).toInt();
            const int two = match.captured(3).toInt();
            const QDate date(match.captured(4).toInt(), m_dayFirst ? two : one, m_dayFirst ? one : two);
            if ((m_dayFirst != m_monthFirst || one == two) && date.isValid())
                return domain::toDay(date);
            why = u"does not tell the day from the month"_s;
            return std::nullopt;
        }
        if (const auto date = dayFromText(text))
            return domain::toDay(*date);
        why = u"is no date of the form 2026-11-20T10:11:12Z"_s;
        return std::nullopt;
    }

private:
    static const QRegularExpression &numbers()
    {
        static const QRegularExpression form(
            u"^(\\d{1,2})([/-])(\\d{1,2})\\2(\\d{4})(?:,? \\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AaPp]\\.?[Mm]\\.?)?)?$"_s);
        return form;
    }
    bool m_dayFirst = false;
    bool m_monthFirst = false;
};

constexpr QLatin1StringView dateColumns[] = {"user_creation_time"_L1, "password_last_used"_L1,
                                             "access_key_1_last_used_date"_L1, "access_key_2_last_used_date"_L1};
constexpr QLatin1StringView flagColumns[] = {"password_enabled"_L1, "mfa_active"_L1, "access_key_1_active"_L1,
                                             "access_key_2_active"_L1};

/// The table that an answer holds, and where it stands in the answer.
struct Held
{
    QByteArray table;
    QString base;
    qint64 captured = 0; ///< seconds since 1970; 0: it does not say when it was made
};

domain::Result<Held> heldIn(const QByteArray &answer, const QString &path)
{
    JsonTextReader reader(answer);
    json document;
    if (!reader.next())
        return Error{ErrorCode::FileEmpty, {}, path};
    if (const auto read = reader.read(document); !read)
        return Error{read.error().code, read.error().detail, path + u':' + read.error().where};
    const auto roots = unwrap(document);
    const json &content = member(*roots.front().root, "Content");
    if (!content.is_string())
        return Error{ErrorCode::SchemaMismatch, u"Content is not a text"_s, path + u"#/Content"_s};
    const QDateTime made = QDateTime::fromString(text(*roots.front().root, "GeneratedTime"), Qt::ISODateWithMs);
    return Held{reportText(text(content)), roots.front().pointer + u"/Content "_s, made.isValid() ? made.toSecsSinceEpoch() : 0};
}

} // namespace

domain::Result<QByteArray> CredentialReport::table(const QByteArray &answer, const QString &path)
{
    const domain::Result<Held> held = heldIn(answer, path);
    return held ? domain::Result<QByteArray>(held->table) : held.error();
}

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
        return headerScore(probe.head.left(4096));
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

    QByteArray report;
    QString base;
    qint64 captured = 0;
    if (source.shape == Shape::Delimited || source.shape == Shape::Empty) {
        report = bytes;
    } else {
        domain::Result<Held> held = heldIn(bytes, source.path);
        if (!held)
            return held.error();
        report = std::move(held->table);
        base = held->base;
        captured = held->captured;
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
    header.captured = captured;
    sink.header(header);

    ReportDates dates;
    for (qsizetype i = 1; i < rows.size(); ++i) {
        for (const QLatin1StringView name : dateColumns)
            dates.learn(cell(rows.at(i), name));
    }
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
            sink.rejected(u"missing-arn"_s, where,
                          u"%1: no ARN: the user can't be told from others"_s.arg(cell(row, u"user"_s)));
            continue;
        }
        const auto unclear = [&](QLatin1StringView column, const QString &why) {
            sink.diagnostic({u"unclear-value"_s, domain::DiagnosticLevel::Warning, where + u", column "_s + column,
                             u"'%1' %2, so that it stays unknown; import the report as AWS wrote it"_s.arg(
                                 cell(row, column), why)});
        };
        const auto day = [&](QLatin1StringView column) -> std::optional<domain::Day> {
            const QString text = cell(row, column);
            QString why;
            const auto read = saysNothing(text) ? std::nullopt : dates.read(text, why);
            if (!why.isEmpty())
                unclear(column, why);
            return read;
        };
        for (const QLatin1StringView column : flagColumns) {
            if (const QString text = cell(row, column); !saysNothing(text) && !triState(text))
                unclear(column, u"is neither true nor false"_s);
        }
        const bool root = arn->resource == "root"_L1;
        domain::Record record;
        record.kind = domain::EntityKind::Identity;
        record.key = arn->text();
        record.name = root ? u"root"_s : cell(row, u"user"_s);
        record.mapping = u"aws-credential-report/1"_s;
        record.whole = true;
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
        if (const auto created = day("user_creation_time"_L1))
            record.fields.append({u"created_at"_s, qint64{*created}});
        std::optional<domain::Day> newest;
        for (const QLatin1StringView name :
             {"password_last_used"_L1, "access_key_1_last_used_date"_L1, "access_key_2_last_used_date"_L1}) {
            const auto used = day(name);
            if (used && (!newest || *used > *newest))
                newest = used;
        }
        if (newest)
            record.fields.append({u"last_used_at"_s, qint64{*newest}});
        sink.entity(std::move(record));
    }
    return {};
}

} // namespace importers
