// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/toolfinding.h"

#include "domain/clock.h"
#include "domain/requirement.h"
#include "importers/aws/arn.h"
#include "importers/azure/azureid.h"

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace importers {
namespace {

constexpr qsizetype MostScopes = 1000;
constexpr qsizetype NamedScopes = 5;
constexpr qint64 Milliseconds = 100'000'000'000; ///< a number above is no count of seconds: that would be the year 5138
constexpr qint64 Latest = 32'503'680'000;        ///< the year 3000: an open end, not a time

QString shortened(const QString &text)
{
    constexpr qsizetype most = 2000;
    const QString trimmed = text.trimmed();
    return trimmed.size() <= most ? trimmed : trimmed.left(most) + u'\u2026';
}

/// What tools write where there is nothing.
bool isNothing(const QString &text)
{
    const QStringView word = QStringView(text).trimmed();
    constexpr std::array words = {"n/a"_L1, "-"_L1, "none"_L1, "null"_L1, "tbd"_L1};
    return word.isEmpty() || std::any_of(words.begin(), words.end(), [word](QLatin1StringView one) { return word.compare(one, Qt::CaseInsensitive) == 0; });
}

} // namespace

QString resourceIdentifier(const QString &written)
{
    const QString id = written.trimmed();
    if (isNothing(id))
        return {};
    if (const auto arn = Arn::fromText(id))
        return arn->text();
    if (id.startsWith(u'/') && !id.startsWith(u"//"_s)) {
        if (const auto azure = AzureId::fromText(id))
            return azure->key;
    }
    static const QRegularExpression google(u"^https?://(?:www\\.googleapis\\.com/)?(\\w+)(?:\\.googleapis\\.com)?/(?:v1|v1beta1|beta)/(projects/.+)$"_s);
    if (const auto match = google.match(id); match.hasMatch())
        return u"//%1.googleapis.com/%2"_s.arg(match.captured(1), match.captured(2));
    return id;
}

QString awsResource(const QString &type, const QString &id, const QString &account, const QString &region)
{
    const QString name = id.trimmed();
    if (name.isEmpty() || Arn::fromText(name))
        return resourceIdentifier(name);
    const QString partition = awsPartitionOfRegion(region);
    if (type == u"AWS::S3::Bucket"_s)
        return u"arn:%1:s3:::%2"_s.arg(partition, name);
    if (account.isEmpty() || region.isEmpty())
        return name;
    static const QHash<QString, QString> forms = {
        {u"AWS::EC2::Instance"_s, u"ec2:%r:%a:instance/"_s},        {u"AWS::EC2::Volume"_s, u"ec2:%r:%a:volume/"_s},
        {u"AWS::EC2::SecurityGroup"_s, u"ec2:%r:%a:security-group/"_s}, {u"AWS::Lambda::Function"_s, u"lambda:%r:%a:function:"_s},
        {u"AWS::RDS::DBInstance"_s, u"rds:%r:%a:db:"_s},            {u"AWS::DynamoDB::Table"_s, u"dynamodb:%r:%a:table/"_s},
        {u"AWS::KMS::Key"_s, u"kms:%r:%a:key/"_s},                  {u"AWS::EKS::Cluster"_s, u"eks:%r:%a:cluster/"_s},
    };
    const auto form = forms.constFind(type);
    if (form == forms.cend())
        return name;
    QString rest = *form;
    rest.replace(u"%r"_s, region).replace(u"%a"_s, account);
    return u"arn:"_s + partition + u':' + rest + name;
}

QString outcomeOf(const QString &word)
{
    static const QHash<QString, QString> words = {
        {u"pass"_s, u"passed"_s},           {u"passed"_s, u"passed"_s},         {u"compliant"_s, u"passed"_s},
        {u"ok"_s, u"passed"_s},             {u"satisfied"_s, u"passed"_s},      {u"good"_s, u"passed"_s},
        {u"fail"_s, u"failed"_s},           {u"failed"_s, u"failed"_s},         {u"noncompliant"_s, u"failed"_s},
        {u"alarm"_s, u"failed"_s},          {u"notsatisfied"_s, u"failed"_s},   {u"warning"_s, u"warning"_s},
        {u"warn"_s, u"warning"_s},          {u"manual"_s, u"manual"_s},         {u"info"_s, u"manual"_s},
        {u"notapplicable"_s, u"not_applicable"_s}, {u"skip"_s, u"not_applicable"_s}, {u"skipped"_s, u"not_applicable"_s},
        {u"exempt"_s, u"not_applicable"_s}, {u"notavailable"_s, u"not_available"_s}, {u"insufficientdata"_s, u"not_available"_s},
        {u"unknown"_s, u"not_available"_s}, {u"notstarted"_s, u"not_available"_s}, {u"tbd"_s, u"not_available"_s},
        {u"conflict"_s, u"error"_s},        {u"error"_s, u"error"_s},
    };
    QString plain;
    for (const QChar c : word.toLower()) {
        if (c.isLetter())
            plain += c;
    }
    return words.value(plain);
}

qint64 secondsOf(const QString &written)
{
    QString text = written.trimmed();
    if (text.isEmpty())
        return 0;
    bool isNumber = false;
    if (const double number = text.toDouble(&isNumber); isNumber) {
        if (!(number > 0 && number < static_cast<double>(Latest) * 1000))
            return 0;
        const auto whole = static_cast<qint64>(number);
        return whole > Milliseconds ? whole / 1000 : whole;
    }
    if (text.size() > 10 && text.at(10) == u' ')
        text[10] = u'T';
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        time = QDateTime(QDate::fromString(text.left(10), Qt::ISODate), QTime(0, 0), Qt::UTC);
    if (!time.isValid())
        return 0;
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    const qint64 seconds = time.toSecsSinceEpoch();
    return seconds > 0 && seconds < Latest ? seconds : 0;
}

void addRequirement(ToolFinding &finding, const QString &framework, const QString &id)
{
    const QString name = framework.trimmed();
    if (name.isEmpty())
        return;
    // An export names the same few hundred again and again.
    constexpr qsizetype MostKept = 20'000;
    thread_local QHash<std::pair<QString, QString>, QString> known;
    if (known.size() > MostKept)
        known.clear();
    QString &text = known[{name, id}];
    if (text.isEmpty())
        text = domain::requirementName(name, id).text();
    if (!finding.requirements.contains(text))
        finding.requirements.append(text);
}

domain::Record recordOf(const ToolFinding &f, const QString &mapping)
{
    domain::Record record;
    record.kind = domain::EntityKind::ToolFinding;
    record.key = f.key;
    record.name = shortened(f.title.isEmpty() ? f.check : f.title);
    record.mapping = mapping;
    record.whole = true;
    record.captured = f.observed;
    record.fields.reserve(16);
    const auto say = [&record](const QString &attr, const QString &value) {
        if (!isNothing(value))
            record.fields.append({attr, value});
    };
    say(u"tool"_s, f.tool);
    say(u"tool_version"_s, f.version);
    // Who names no check is told by what it found.
    say(u"check"_s, f.check.isEmpty() ? shortened(f.title) : f.check);
    say(u"title"_s, shortened(f.title));
    say(u"outcome"_s, f.outcome);
    const QString grade = f.severity.trimmed().toLower();
    if (grade == u"low"_s || grade == u"medium"_s || grade == u"high"_s || grade == u"critical"_s)
        record.fields.append({u"severity"_s, grade});
    const QString resource = resourceIdentifier(f.resource);
    say(u"resource"_s, resource);
    say(u"resource_name"_s, f.resourceName.trimmed().isEmpty() ? f.resource.trimmed() : f.resourceName.trimmed());
    QStringList further;
    for (const QString &one : f.further) {
        const QString id = resourceIdentifier(one);
        if (!id.isEmpty() && id != resource && !further.contains(id))
            further.append(id);
    }
    if (!further.isEmpty())
        record.fields.append({u"further_resources"_s, domain::ListValue{further, true}});
    if (!f.requirements.isEmpty()) {
        QStringList requirements = f.requirements;
        requirements.sort(); // as they are kept
        record.fields.append({u"requirements"_s, domain::ListValue{requirements, true}});
    }
    if (f.observed > 0)
        record.fields.append({u"observed"_s, qint64(f.observed / 86400)});
    record.fields.append({u"muted"_s, f.muted});
    say(u"account"_s, f.account);
    say(u"region"_s, f.region);
    say(u"detail"_s, shortened(f.detail));
    if (f.url.startsWith(u"https://"_s) || f.url.startsWith(u"http://"_s))
        record.fields.append({u"url"_s, f.url.trimmed()});
    return record;
}

FindingFile::FindingFile(domain::RecordSink &sink, QString fallbackScope) : m_sink(sink), m_fallback(std::move(fallbackScope)) {}

void FindingFile::scope(const QString &scope)
{
    note(scope);
    if (!m_headed)
        say();
}

void FindingFile::note(const QString &scope)
{
    // Nearly always the one of the finding before.
    if (scope == m_last || scope.isEmpty())
        return;
    m_last = scope;
    if (m_scopes.size() < MostScopes && !m_scopes.contains(scope))
        m_scopes.append(scope);
}

QString FindingFile::commonScope() const
{
    if (m_scopes.isEmpty())
        return m_fallback;
    if (m_scopes.size() == 1)
        return m_scopes.constFirst();
    const QString first = m_scopes.constFirst().section(u'/', 0, 0);
    const bool same = std::all_of(m_scopes.cbegin(), m_scopes.cend(), [&first](const QString &scope) { return scope.section(u'/', 0, 0) == first; });
    return same ? first + u"/several"_s : u"several"_s;
}

void FindingFile::say()
{
    m_headed = true;
    m_sink.header({commonScope(), domain::SourceRank::LiveInventory, true});
}

void FindingFile::finish()
{
    if (!m_headed)
        say();
    if (m_scopes.size() < 2)
        return;
    const bool more = m_scopes.size() >= MostScopes;
    const QStringList named = m_scopes.mid(0, NamedScopes);
    m_sink.diagnostic({u"several-scopes"_s, domain::DiagnosticLevel::Info, QString(),
                       u"the findings are of %1%2 scopes (%3%4): each is judged by itself, so that what a newer export lacks of one is gone there only"_s.arg(
                           more ? u"more than "_s : QString()).arg(m_scopes.size()).arg(named.join(u", "_s), m_scopes.size() > named.size() ? u" ..."_s : QString())});
}

} // namespace importers
