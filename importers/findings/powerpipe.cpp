// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/powerpipe.h"

#include "importers/findings/powerpiperesult.h"
#include "importers/jsonmembers.h"
#include "importers/text/csvreader.h"

#include <nlohmann/json.hpp>

#include <QBuffer>
#include <QIODevice>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace importers {
namespace {

constexpr qint64 PollEvery = 1000;
constexpr int MaxDepth = 40;
constexpr qsizetype FixedColumns = 10;

QList<std::pair<QString, QString>> tagsOf(const json &object)
{
    QList<std::pair<QString, QString>> out;
    const json &tags = member(object, "tags");
    if (tags.is_object()) {
        for (auto it = tags.begin(); it != tags.end(); ++it)
            out.append({QString::fromStdString(it.key()), text(it.value())});
    }
    return out;
}

using Visit = std::function<void(const json &control, const QString &pointer, const QStringList &benchmarks)>;

/// All controls of the tree; groups and controls may be null.
void visit(const json &group, const QString &pointer, QStringList benchmarks, const Visit &each, int depth = 0)
{
    if (depth > MaxDepth)
        return;
    benchmarks.append(text(group, "group_id"));
    const json &controls = member(group, "controls");
    for (std::size_t i = 0; controls.is_array() && i < controls.size(); ++i)
        each(controls[i], pointer + u"/controls/%1"_s.arg(i), benchmarks);
    const json &groups = member(group, "groups");
    for (std::size_t i = 0; groups.is_array() && i < groups.size(); ++i)
        visit(groups[i], pointer + u"/groups/%1"_s.arg(i), benchmarks, each, depth + 1);
}

QList<std::pair<QString, QString>> dimensionsOf(const json &result)
{
    QList<std::pair<QString, QString>> out;
    for (const json *dimension : elements(member(result, "dimensions")))
        out.append({text(*dimension, "key"), text(*dimension, "value")});
    return out;
}

QString accountsText(QStringList accounts)
{
    accounts.removeDuplicates();
    accounts.removeAll(QString());
    accounts.sort();
    return accounts.join(u',').left(200);
}

void tell(const PowerpipeResult &result, const QString &where, domain::RecordSink &sink)
{
    if (result.control.isEmpty()) {
        sink.rejected(u"no-check"_s, where, u"the result belongs to no control"_s);
        return;
    }
    const ToolFinding finding = findingOf(result);
    if (finding.outcome.isEmpty()) {
        sink.rejected(u"bad-value"_s, where, u"status is '%1'; ok, alarm, info, skip or error is expected"_s.arg(result.status.left(40)));
        return;
    }
    sink.entity(recordOf(finding, u"powerpipe/1"_s));
}

void sayNotRun(const QStringList &controls, domain::RecordSink &sink)
{
    if (!controls.isEmpty())
        sink.markIncomplete(u"incomplete scan: %1 could not run (%2)"_s.arg(
            controls.size() == 1 ? u"one control"_s : u"%1 controls"_s.arg(controls.size()), controls.mid(0, 5).join(u", "_s)));
}

bool isStatus(const QString &word)
{
    static const QStringList known = {u"ok"_s, u"alarm"_s, u"info"_s, u"skip"_s, u"error"_s, u"tbd"_s};
    return known.contains(word);
}

/// Without a header: the status stands at its place, and behind it a severity.
bool isRow(const QStringList &cells)
{
    static const QStringList severities = {QString(), u"none"_s, u"low"_s, u"medium"_s, u"high"_s, u"critical"_s};
    return cells.size() >= FixedColumns && isStatus(cells.at(8)) && severities.contains(cells.at(9)) && cells.at(3).contains(u'.');
}

bool isHeader(const QStringList &cells)
{
    return cells.contains(u"control_id"_s) && cells.contains(u"reason"_s) && cells.contains(u"resource"_s) && cells.contains(u"status"_s);
}

} // namespace

QString Powerpipe::id() const { return u"powerpipe"_s; }
QString Powerpipe::displayName() const { return u"Powerpipe and Steampipe benchmarks as JSON"_s; }

int Powerpipe::score(const json &root) const
{
    const bool tree = member(root, "groups").is_array() || member(root, "controls").is_array();
    return root.is_object() && root.contains("group_id") && tree && member(member(root, "summary"), "status").is_object() ? 5 : 0;
}

domain::SourceHeader Powerpipe::header(const json &root, const Source &) const
{
    // Whatever was run, a benchmark or one control, stands below a root of its own.
    QString what = text(root, "title");
    for (const char *list : {"groups", "controls"}) {
        const auto items = elements(member(root, list));
        if (items.size() == 1)
            what = text(*items.front(), *list == 'g' ? "group_id" : "control_id");
    }
    QStringList accounts;
    visit(root, {}, {}, [&accounts](const json &control, const QString &, const QStringList &) {
        for (const json *result : elements(member(control, "results")))
            accounts.append(powerpipeAccount(dimensionsOf(*result)));
    });
    const QString whose = accountsText(accounts);
    return {whose.isEmpty() ? what : what + u'/' + whose, domain::SourceRank::LiveInventory, true};
}

domain::Result<void> Powerpipe::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    QStringList notRun;
    bool stopped = false;
    visit(root, pointerBase, {}, [&](const json &control, const QString &pointer, const QStringList &benchmarks) {
        PowerpipeResult result;
        result.control = text(control, "control_id");
        result.title = text(control, "title");
        result.severity = text(control, "severity");
        result.benchmarks = benchmarks;
        const auto tags = tagsOf(control);
        const json &results = member(control, "results");
        if (!text(control, "run_error").isEmpty())
            notRun.append(result.control);
        for (std::size_t i = 0; results.is_array() && i < results.size(); ++i) {
            stopped = stopped || (ordinal % PollEvery == 0 && context.isCancelled());
            if (stopped)
                return;
            const QString where = pointer + u"/results/%1"_s.arg(i);
            sink.beginRecord(ordinal++, where);
            result.reason = text(results[i], "reason");
            result.resource = text(results[i], "resource");
            result.status = text(results[i], "status");
            result.named = dimensionsOf(results[i]) + tags;
            tell(result, where, sink);
        }
    });
    if (stopped)
        return Error{ErrorCode::Cancelled, u"stopped"_s, {}};
    sayNotRun(notRun, sink);
    return {};
}

QString PowerpipeSnapshot::id() const { return u"powerpipe-snapshot"_s; }
QString PowerpipeSnapshot::displayName() const { return u"Powerpipe and Steampipe snapshots"_s; }

int PowerpipeSnapshot::score(const json &root) const
{
    const json &panels = member(root, "panels");
    if (!panels.is_object() || !root.contains("schema_version"))
        return 0;
    // The layout stands behind the panels, and far behind them in a large snapshot.
    const bool told = std::any_of(panels.begin(), panels.end(), [](const json &panel) { return member(panel, "panel_type").is_string(); });
    return told || root.contains("layout") ? 5 : 0;
}

domain::SourceHeader PowerpipeSnapshot::header(const json &root, const Source &source) const
{
    const QString name = text(member(root, "layout"), "name");
    domain::SourceHeader header{name.isEmpty() ? source.probe.fileName : name, domain::SourceRank::LiveInventory, true};
    for (const char *time : {"end_time", "start_time"}) {
        if (header.captured == 0)
            header.captured = secondsOf(text(root, time));
    }
    return header;
}

domain::Result<void> PowerpipeSnapshot::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    qint64 seen = secondsOf(text(root, "end_time"));
    if (seen == 0)
        seen = secondsOf(text(root, "start_time"));
    const json &panels = member(root, "panels");
    QStringList notRun;
    int controls = 0;
    for (auto it = panels.begin(); it != panels.end(); ++it) {
        const json &panel = it.value();
        const QString pointer = pointerBase + u"/panels/"_s + QString::fromStdString(it.key());
        if (text(panel, "panel_type") != u"control"_s)
            continue;
        ++controls;
        PowerpipeResult result;
        result.control = text(panel, "name");
        result.title = text(panel, "title");
        result.severity = text(panel, "severity").isEmpty() ? text(member(panel, "properties"), "severity") : text(panel, "severity");
        if (text(panel, "status") == u"error"_s)
            notRun.append(result.control);
        const auto tags = tagsOf(panel);
        const json &rows = member(member(panel, "data"), "rows");
        for (std::size_t i = 0; rows.is_array() && i < rows.size(); ++i) {
            if (ordinal % PollEvery == 0 && context.isCancelled())
                return Error{ErrorCode::Cancelled, u"stopped"_s, {}};
            const QString where = pointer + u"/data/rows/%1"_s.arg(i);
            sink.beginRecord(ordinal++, where);
            result.named = tags;
            for (auto cell = rows[i].begin(); rows[i].is_object() && cell != rows[i].end(); ++cell) {
                const QString name = QString::fromStdString(cell.key());
                QString *fixed = name == u"reason"_s ? &result.reason : name == u"resource"_s ? &result.resource : name == u"status"_s ? &result.status : nullptr;
                if (fixed)
                    *fixed = text(cell.value());
                else
                    result.named.append({name, text(cell.value())});
            }
            ToolFinding finding = findingOf(result);
            finding.observed = seen;
            if (finding.outcome.isEmpty())
                sink.rejected(u"bad-value"_s, where, u"status is '%1'; ok, alarm, info, skip or error is expected"_s.arg(result.status.left(40)));
            else
                sink.entity(recordOf(finding, u"powerpipe/1"_s));
        }
    }
    if (controls == 0)
        sink.diagnostic({u"no-controls"_s, domain::DiagnosticLevel::Info, {}, u"a snapshot of a dashboard: it holds no controls"_s});
    sayNotRun(notRun, sink);
    return {};
}

QString PowerpipeCsv::id() const { return u"powerpipe-csv"_s; }
QString PowerpipeCsv::displayName() const { return u"Powerpipe and Steampipe benchmarks as CSV"_s; }

int PowerpipeCsv::probe(const Probe &probe) const
{
    if (probe.shape != Shape::Delimited)
        return 0;
    QByteArray head = probe.head;
    QBuffer buffer(&head);
    QStringList cells;
    if (!buffer.open(QIODevice::ReadOnly) || !CsvReader(&buffer, detectDelimiter(probe.head)).next(cells))
        return 0;
    return isHeader(cells) ? 5 : isRow(cells) ? 3 : 0;
}

domain::Result<void> PowerpipeCsv::run(const Source &source, domain::RecordSink &sink, domain::JobContext &context) const
{
    CsvReader reader(source.text, detectDelimiter(source.probe.head), source.probe.skippedLines);
    QStringList names = {u"group_id"_s, u"title"_s, u"description"_s, u"control_id"_s, u"control_title"_s, u"control_description"_s, u"reason"_s,
                         u"resource"_s, u"status"_s, u"severity"_s};
    const QStringList fixed = names;
    FindingFile file(sink, source.probe.fileName);
    qint64 ordinal = 0;
    QStringList cells;
    for (bool first = true; reader.next(cells); first = false) {
        if (ordinal % PollEvery == 0 && context.isCancelled())
            return Error{ErrorCode::Cancelled, u"stopped"_s, source.path};
        if (first && isHeader(cells)) {
            names = cells;
            continue;
        }
        PowerpipeResult result;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const QString name = i < names.size() ? names.at(i).trimmed() : QString();
            const QString &cell = cells.at(i);
            if (name == u"group_id"_s)
                result.benchmarks.append(cell);
            else if (name == u"control_id"_s)
                result.control = cell;
            else if (name == u"control_title"_s)
                result.title = cell;
            else if (name == u"reason"_s)
                result.reason = cell;
            else if (name == u"resource"_s)
                result.resource = cell;
            else if (name == u"status"_s)
                result.status = cell;
            else if (name == u"severity"_s)
                result.severity = cell;
            else if (!fixed.contains(name))
                result.named.append({name, cell});
        }
        const QString where = u"line %1"_s.arg(reader.line());
        const QString account = powerpipeAccount(result.named);
        // The table does not tell what was run; the file's name does, as far as anybody gave it one.
        file.scope(account.isEmpty() ? source.probe.fileName : account);
        sink.beginRecord(ordinal++, where);
        tell(result, where, sink);
    }
    if (reader.openQuoteLine() > 0)
        return Error{ErrorCode::SyntaxError, u"a quote is opened and never closed"_s, source.path + u":line %1"_s.arg(reader.openQuoteLine())};
    file.finish();
    // Another benchmark of the same account may be in another file.
    sink.markSelection();
    return {};
}

} // namespace importers
