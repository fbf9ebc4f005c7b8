// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/prowler.h"

#include "domain/celltext.h"
#include "domain/jobcontext.h"
#include "importers/jsonmembers.h"
#include "importers/text/csvreader.h"

#include <nlohmann/json.hpp>

#include <QHash>
#include <QIODevice>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace importers {
namespace {


/// The columns of a table by name, whatever their order and edition.
class Columns
{
public:
    explicit Columns(const QStringList &header)
    {
        for (qsizetype i = 0; i < header.size(); ++i) {
            const QString name = header.at(i).trimmed().toUpper();
            if (!m_index.contains(name))
                m_index.insert(name, i);
        }
    }
    bool has(const QString &name) const { return m_index.contains(name); }
    /// The first of the names that the table has and that is not empty in the row.
    QString of(const QStringList &cells, std::initializer_list<const char *> names) const
    {
        for (const char *name : names) {
            const auto at = m_index.constFind(QString::fromLatin1(name));
            if (at != m_index.cend() && *at < cells.size() && !cells.at(*at).trimmed().isEmpty())
                return cells.at(*at).trimmed();
        }
        return {};
    }

private:
    QHash<QString, qsizetype> m_index;
};

enum class Table { None, Findings, Compliance };

Table tableOf(const Columns &columns)
{
    const bool outcome = columns.has(u"STATUS"_s) || columns.has(u"CHECK_RESULT"_s);
    if (!outcome)
        return Table::None;
    if (columns.has(u"REQUIREMENTS_ID"_s) && columns.has(u"PROVIDER"_s))
        return Table::Compliance;
    const bool check = columns.has(u"CHECK_ID"_s) && columns.has(u"STATUS_EXTENDED"_s);
    const bool second = columns.has(u"TITLE_ID"_s) && columns.has(u"CHECK_RESULT"_s) && columns.has(u"ACCOUNT_NUM"_s);
    return check || second ? Table::Findings : Table::None;
}

/// "CIS-1.4: 1.20 | KISA: 2.5.6, 2.6.4". Names of requirements may hold commas as well: those that begin no new number are one.
void addCompliance(ToolFinding &f, const QString &written)
{
    for (const QString &part : written.split(u" | "_s, Qt::SkipEmptyParts)) {
        const qsizetype colon = part.indexOf(u": "_s);
        if (colon < 0) {
            addRequirement(f, part, {});
            continue;
        }
        for (const QString &id : part.mid(colon + 2).split(u", "_s, Qt::SkipEmptyParts))
            addRequirement(f, part.left(colon), id);
    }
}

/// The framework of a compliance list: said in a column of later versions, else the end of the file's name ("..._gdpr_aws.csv").
QString frameworkOf(const QString &fileName, const QString &provider)
{
    QString stem = fileName.section(u'/', -1).section(u'.', 0, -2);
    if (!provider.isEmpty() && stem.endsWith(u'_' + provider, Qt::CaseInsensitive))
        stem.chop(provider.size() + 1);
    // prowler-output-ACCOUNT-TIME_FRAMEWORK
    const qsizetype cut = stem.indexOf(u'_');
    return cut < 0 ? stem : stem.mid(cut + 1);
}

bool isBlankedOut(const QString &uid) { return uid.isEmpty() || (uid.startsWith(u'<') && uid.endsWith(u'>')); }

} // namespace

QString prowlerKey(const ProwlerName &n)
{
    if (!isBlankedOut(n.uid))
        return u"prowler:"_s + n.uid;
    return u"prowler:"_s + QStringList{n.provider.toLower(), n.check, n.account, n.region, n.resource.isEmpty() ? n.resourceName : n.resource}.join(u'|');
}

QString ProwlerCsv::id() const { return u"prowler-csv"_s; }
QString ProwlerCsv::displayName() const { return u"Prowler findings as CSV, also by compliance framework"_s; }

int ProwlerCsv::probe(const Probe &probe) const
{
    if (probe.shape != Shape::Delimited)
        return 0;
    QString line = QString::fromUtf8(probe.head.left(probe.head.indexOf('\n')));
    const QChar delimiter = line.contains(u';') ? u';' : u',';
    return tableOf(Columns(line.remove(u'"').split(delimiter))) == Table::None ? 0 : 5;
}

domain::Result<void> ProwlerCsv::run(const Source &source, domain::RecordSink &sink, domain::JobContext &context) const
{
    CsvReader reader(source.text, detectDelimiter(source.probe.head), source.probe.skippedLines);
    QStringList cells;
    if (!reader.next(cells))
        return Error{ErrorCode::SchemaMismatch, u"the table has no header"_s, source.path};
    const Columns columns(cells);
    const bool compliance = tableOf(columns) == Table::Compliance;
    FindingFile file(sink, source.probe.fileName);
    qint64 ordinal = 0;
    // Rows of shortened accounts. They wait for the first whole one, which names the source.
    QList<std::pair<QString, QString>> spoilt;
    const auto rejectSpoilt = [&] {
        for (const auto &[where, account] : std::as_const(spoilt)) {
            sink.beginRecord(ordinal++, where);
            sink.rejected(u"spoilt-key"_s, where, u"the account '%1' is a long number that a spreadsheet has shortened: take the table as Prowler wrote it"_s.arg(account));
        }
        spoilt.clear();
    };
    while (reader.next(cells)) {
        if (ordinal % domain::PollEvery == 0 && context.isCancelled())
            return Error{ErrorCode::Cancelled, u"stopped"_s, source.path};
        const auto cell = [&](std::initializer_list<const char *> names) { return columns.of(cells, names); };
        const QString where = u"line %1"_s.arg(reader.line());
        ToolFinding f;
        f.tool = u"Prowler"_s;
        f.version = cell({"PROWLER_VERSION"});
        f.check = cell({"CHECK_ID", "CHECKID", "TITLE_ID"});
        f.title = cell({"CHECK_TITLE", "TITLE_TEXT"});
        const QString status = cell({"STATUS", "CHECK_RESULT"});
        f.outcome = outcomeOf(status);
        f.severity = cell({"SEVERITY", "CHECK_SEVERITY"});
        f.resource = cell({"RESOURCE_UID", "RESOURCE_ARN", "RESOURCE_ID", "RESOURCEID", "CHECK_RESOURCE_ID"});
        f.resourceName = cell({"RESOURCE_NAME", "RESOURCENAME", "RESOURCE_ID"});
        f.observed = secondsOf(cell({"TIMESTAMP", "ASSESSMENT_START_TIME", "PROWLER_START_TIME", "ASSESSMENTDATE"}));
        f.muted = cell({"MUTED"}).compare(u"true"_s, Qt::CaseInsensitive) == 0;
        f.account = cell({"ACCOUNT_UID", "ACCOUNT_ID", "ACCOUNT_NUM", "ACCOUNTID", "SUBSCRIPTIONID", "PROJECTID", "TENANTID", "CONTEXT"});
        f.region = cell({"REGION", "LOCATION", "NAMESPACE"});
        f.detail = cell({"STATUS_EXTENDED", "STATUSEXTENDED", "CHECK_RESULT_EXTENDED"});
        f.url = cell({"RELATED_URL", "REMEDIATION_RECOMMENDATION_URL"});
        const QString provider = cell({"PROVIDER"});
        f.key = prowlerKey({cell({"FINDING_UID", "FINDING_UNIQUE_ID"}), provider, f.check, f.account, f.region, f.resource, f.resourceName});
        if (compliance) {
            const QString framework = cell({"FRAMEWORK"});
            const QString id = cell({"REQUIREMENTS_ID"});
            addRequirement(f, framework.isEmpty() ? frameworkOf(source.path, provider) : framework, id);
            // The same finding under another requirement is another row.
            f.key += u'#' + (f.requirements.isEmpty() ? id : f.requirements.constFirst());
            if (f.title.isEmpty())
                f.title = cell({"REQUIREMENTS_DESCRIPTION"});
        } else {
            addCompliance(f, cell({"COMPLIANCE"}));
        }
        // No account at all is better than one that does not exist.
        if (domain::isSpoiltNumber(f.account)) {
            spoilt.append({where, f.account});
            if (file.headed())
                rejectSpoilt();
            continue;
        }
        file.scope(f.account);
        rejectSpoilt();
        sink.beginRecord(ordinal++, where);
        if (f.check.isEmpty() && !compliance)
            sink.rejected(u"no-check"_s, where, u"the row names no check"_s);
        else if (f.outcome.isEmpty())
            sink.rejected(u"bad-value"_s, where, u"STATUS is '%1'; PASS, FAIL or MANUAL is expected"_s.arg(status.left(40)));
        else
            sink.entity(recordOf(f, u"prowler-csv/1"_s));
    }
    if (reader.brokenLine() > 0)
        return reader.brokenOff(source.path);
    if (!file.headed())
        file.scope({});
    rejectSpoilt();
    file.finish();
    return {};
}

QString ProwlerJson::id() const { return u"prowler-json"_s; }
QString ProwlerJson::displayName() const { return u"Prowler 3 findings as JSON"_s; }
QString ProwlerJson::mapping() const { return u"prowler-json/1"_s; }
QString ProwlerJson::scopeOf(const ToolFinding &f) const { return f.account; }

bool ProwlerJson::isMine(const json &f) const
{
    return f.contains("FindingUniqueId") && f.contains("CheckID") && f.contains("StatusExtended");
}

bool ProwlerJson::wanted(std::string_view member) const
{
    static constexpr std::array names = {"FindingUniqueId", "CheckID", "CheckTitle", "Status", "StatusExtended", "Severity", "ResourceId",
                                         "ResourceArn", "Region", "AccountId", "Provider", "AssessmentStartTime", "Compliance", "Muted",
                                         "RelatedUrl", "ProjectId", "Subscription"};
    return std::find(names.begin(), names.end(), member) != names.end();
}

FindingsJson::Outcome ProwlerJson::read(const json &f) const
{
    Outcome out;
    ToolFinding t;
    t.tool = u"Prowler"_s;
    t.check = text(f, "CheckID");
    if (t.check.isEmpty()) {
        out.wrong = u"a finding needs CheckID"_s;
        return out;
    }
    t.title = text(f, "CheckTitle");
    t.outcome = outcomeOf(text(f, "Status"));
    if (t.outcome.isEmpty())
        out.wrong = u"Status is '%1'; PASS, FAIL or MANUAL is expected"_s.arg(text(f, "Status").left(40));
    t.severity = text(f, "Severity");
    t.resource = text(f, "ResourceArn").isEmpty() ? text(f, "ResourceId") : text(f, "ResourceArn");
    t.resourceName = text(f, "ResourceId");
    t.region = text(f, "Region");
    for (const char *name : {"AccountId", "Subscription", "ProjectId"}) {
        if (t.account.isEmpty())
            t.account = text(f, name);
    }
    t.observed = secondsOf(text(f, "AssessmentStartTime"));
    t.detail = text(f, "StatusExtended");
    t.url = text(f, "RelatedUrl");
    t.muted = isTrue(member(f, "Muted"));
    const json &compliance = member(f, "Compliance");
    if (compliance.is_object()) {
        for (auto it = compliance.begin(); it != compliance.end(); ++it) {
            for (const QString &id : texts(it.value()))
                addRequirement(t, QString::fromStdString(it.key()), id);
        }
    }
    t.key = prowlerKey({text(f, "FindingUniqueId"), text(f, "Provider"), t.check, t.account, t.region, t.resource, t.resourceName});
    out.finding = t;
    return out;
}

} // namespace importers
