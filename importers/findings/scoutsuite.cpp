// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/scoutsuite.h"

#include "importers/findings/toolfinding.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace importers {
namespace {

constexpr qsizetype MaxSteps = 40;

/// The identifier of the thing that an item's path ("s3.buckets.0a1b.name") leads to: of the innermost object on the way that has one. Keys may
/// hold dots, so that several steps may be one key.
QString itemOf(const json &services, const QString &path)
{
    QString found;
    const json *at = &services;
    const QStringList steps = path.split(u'.');
    if (steps.size() > MaxSteps)
        return path;
    for (qsizetype i = 0; i < steps.size() && at->is_object();) {
        std::string key = steps.at(i).toStdString();
        auto next = at->find(key);
        qsizetype used = 1;
        while (next == at->end() && i + used < steps.size()) {
            key += '.' + steps.at(i + used).toStdString();
            ++used;
            next = at->find(key);
        }
        if (next == at->end() && steps.at(i) == "id"_L1 && i + 1 < steps.size()) {
            ++i; // the place of the key, as rules name it ("iam.users.id.X")
            continue;
        }
        if (next == at->end())
            break;
        at = &*next;
        i += used;
        for (const char *name : {"arn", "id", "name"}) {
            const QString id = text(*at, name);
            if (!id.isEmpty()) {
                found = id;
                break;
            }
        }
    }
    return found.isEmpty() ? path : found;
}

QString severityOf(const QString &level)
{
    if (level == u"danger"_s)
        return u"high"_s;
    return level == u"warning"_s ? u"medium"_s : u"low"_s;
}

qint64 countOf(const json &finding, const char *name) { return text(finding, name).toLongLong(); }

bool isErrors(const json &root)
{
    const json &first = root.is_array() && !root.empty() ? root.front() : root;
    return first.is_object() && first.contains("exception") && first.contains("traceback");
}

} // namespace

QString ScoutSuite::id() const { return u"scoutsuite"_s; }
QString ScoutSuite::displayName() const { return u"ScoutSuite results"_s; }

int ScoutSuite::score(const json &root) const
{
    return root.is_object() && root.contains("account_id") && root.contains("provider_code") && root.contains("last_run") && root.contains("services") ? 5 : 0;
}

/// Of the resources, which make the file large, only what they are called by.
bool ScoutSuite::isRead(std::string_view pointer) const
{
    static constexpr std::string_view services = "/services/";
    if (!pointer.starts_with(services))
        return true;
    const std::size_t service = pointer.find('/', services.size());
    if (service != std::string_view::npos && pointer.substr(service).starts_with("/findings/"))
        return true;
    const std::string_view name = nameOf(pointer);
    return name == "arn" || name == "id" || name == "name";
}

domain::SourceHeader ScoutSuite::header(const json &root, const Source &) const
{
    domain::SourceHeader header{text(root, "provider_code") + u'/' + text(root, "account_id"), domain::SourceRank::LiveInventory, true};
    header.captured = secondsOf(text(member(root, "last_run"), "time"));
    return header;
}

domain::Result<void> ScoutSuite::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    const json &run = member(root, "last_run");
    const json &services = member(root, "services");
    const QString account = text(root, "account_id");
    const qint64 seen = secondsOf(text(run, "time"));
    if (!services.is_object())
        return Error{ErrorCode::SchemaMismatch, u"services: an object is expected"_s, pointerBase + u"/services"_s};
    qint64 rules = 0;
    for (auto service = services.begin(); service != services.end(); ++service) {
        const json &findings = member(service.value(), "findings");
        for (auto it = findings.begin(); findings.is_object() && it != findings.end(); ++it) {
            if (context.isCancelled())
                return Error{ErrorCode::Cancelled, u"stopped"_s, {}};
            ++rules;
            const QString rule = QString::fromStdString(it.key());
            const QString where = pointerBase + u"/services/%1/findings/%2"_s.arg(QString::fromStdString(service.key()), rule);
            sink.beginRecord(ordinal++, where);
            const json &f = it.value();
            if (!f.is_object() || !member(f, "checked_items").is_number_integer() || !member(f, "flagged_items").is_number_integer()) {
                sink.rejected(u"bad-value"_s, where, u"checked_items and flagged_items: numbers are expected"_s);
                continue;
            }
            const qint64 checked = countOf(f, "checked_items");
            const qint64 flagged = countOf(f, "flagged_items");
            const QString level = text(f, "level");
            ToolFinding t;
            t.tool = u"ScoutSuite"_s;
            t.version = text(run, "version");
            t.check = rule;
            t.title = text(f, "description");
            t.severity = severityOf(level);
            t.outcome = flagged > 0    ? (level == u"warning"_s ? u"warning"_s : u"failed"_s)
                        : checked == 0 ? u"not_applicable"_s
                                       : u"passed"_s;
            for (const QString &item : texts(member(f, "items"))) {
                const QString id = itemOf(services, item);
                if (t.resource.isEmpty())
                    t.resource = id;
                else
                    t.further.append(id);
            }
            for (const json *clause : elements(member(f, "compliance")))
                addRequirement(t, QString(text(*clause, "name") + u' ' + text(*clause, "version")).trimmed(), text(*clause, "reference"));
            t.account = account;
            t.observed = seen;
            t.detail = u"%1 of %2 flagged"_s.arg(flagged).arg(checked);
            for (const QString &reference : texts(member(f, "references"))) {
                if (t.url.isEmpty())
                    t.url = reference;
            }
            t.key = u"scoutsuite:"_s + QStringList{text(root, "provider_code"), account, QString::fromStdString(service.key()), rule}.join(u'|');
            sink.entity(recordOf(t, u"scoutsuite/1"_s));
        }
    }
    if (rules == 0)
        sink.markIncomplete(u"incomplete scan: no rule of any service has a result"_s);
    sink.diagnostic({u"errors-elsewhere"_s, domain::DiagnosticLevel::Info, {},
                     u"what ScoutSuite could not look at stands in a file of its own (scoutsuite_errors_...): import it as well, or a service that refused it looks clean"_s});
    return {};
}

QString ScoutSuiteErrors::id() const { return u"scoutsuite-errors"_s; }
QString ScoutSuiteErrors::displayName() const { return u"ScoutSuite errors"_s; }
int ScoutSuiteErrors::score(const json &root) const { return isErrors(root) ? 5 : 0; }

domain::SourceHeader ScoutSuiteErrors::header(const json &, const Source &source) const
{
    return {source.probe.fileName, domain::SourceRank::LiveInventory, true};
}

domain::Result<void> ScoutSuiteErrors::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    qsizetype index = 0;
    for (const json *error : elements(root)) {
        if (context.isCancelled())
            return Error{ErrorCode::Cancelled, u"stopped"_s, {}};
        const QString where = root.is_array() ? pointerBase + u"/%1"_s.arg(index) : pointerBase;
        ++index;
        sink.beginRecord(ordinal++, where);
        const QString what = text(*error, "exception");
        if (what.isEmpty()) {
            sink.rejected(u"no-finding"_s, where, u"exception: a text is expected"_s);
            continue;
        }
        ToolFinding t;
        t.tool = u"ScoutSuite"_s;
        t.check = u"scan error"_s;
        t.title = what.section(u'\n', 0, 0).left(200);
        t.outcome = u"error"_s;
        t.detail = what;
        if (const QString file = text(*error, "file"); !file.isEmpty())
            t.detail += u" ("_s + file.section(u'/', -1) + u')';
        t.key = u"scoutsuite:error|"_s + QString::fromLatin1(QCryptographicHash::hash(compact(*error).toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
        sink.entity(recordOf(t, u"scoutsuite-errors/1"_s));
    }
    return {};
}

} // namespace importers
