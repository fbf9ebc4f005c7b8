// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/powerpipe.h"

#include "domain/jobcontext.h"
#include "importers/findings/powerpiperesult.h"
#include "importers/jsonmembers.h"
#include "importers/text/csvreader.h"

#include <nlohmann/json.hpp>

#include <utility>

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

domain::SourceHeader Powerpipe::header(const json &root, const Source &source) const
{
    return headerOfPages(Pages(root), source);
}

domain::SourceHeader Powerpipe::headerOfPages(const Pages &pages, const Source &) const
{
    QString what;
    QStringList accounts;
    pages.find([&](const Page &page) {
        // Whatever was run, a benchmark or one control, stands below a root of its own.
        what = text(*page.root, "title");
        for (const char *list : {"groups", "controls"}) {
            const auto items = elements(member(*page.root, list));
            if (items.size() == 1)
                what = text(*items.front(), *list == 'g' ? "group_id" : "control_id");
        }
        visit(*page.root, {}, {}, [&accounts](const json &control, const QString &, const QStringList &) {
            for (const json *result : elements(member(control, "results"))) {
                const QString account = powerpipeAccount(dimensionsOf(*result));
                if (!accounts.contains(account))
                    accounts.append(account);
            }
        });
        return false;
    });
    const QString whose = accountsText(accounts);
    return {whose.isEmpty() ? what : what + u'/' + whose, domain::SourceRank::LiveInventory, true};
}

domain::Result<void> Powerpipe::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    QStringList notRun;
    auto done = pages.each([&](const Page &page) -> domain::Result<void> {
        bool stopped = false;
        if (!page.goesOn)
            sayNotRun(std::exchange(notRun, {}), sink);
        visit(*page.root, page.pointer, {}, [&](const json &control, const QString &pointer, const QStringList &benchmarks) {
            const json &results = member(control, "results");
            PowerpipeResult result;
            result.control = text(control, "control_id");
            if (!text(control, "run_error").isEmpty() && !page.goesOn)
                notRun.append(result.control);
            if (!results.is_array() || results.empty())
                return;
            result.title = text(control, "title");
            result.severity = text(control, "severity");
            result.benchmarks = benchmarks;
            const auto tags = tagsOf(control);
            qsizetype i = page.first(results);
            for (const json &one : results) {
                stopped = stopped || (ordinal % domain::PollEvery == 0 && context.isCancelled());
                if (stopped)
                    return;
                const QString where = pointer + u"/results/"_s + QString::number(i++);
                sink.beginRecord(ordinal++, where);
                result.reason = text(one, "reason");
                result.resource = text(one, "resource");
                result.status = text(one, "status");
                result.named = dimensionsOf(one) + tags;
                tell(result, where, sink);
            }
        });
        if (stopped)
            return Error{ErrorCode::Cancelled, u"stopped"_s, {}};
        return {};
    });
    if (done)
        sayNotRun(notRun, sink);
    return done;
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

domain::Result<void> PowerpipeSnapshot::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    QStringList notRun;
    int controls = 0;
    const auto finish = [&] {
        if (controls == 0)
            sink.diagnostic({u"no-controls"_s, domain::DiagnosticLevel::Info, {}, u"a snapshot of a dashboard: it holds no controls"_s});
        sayNotRun(std::exchange(notRun, {}), sink);
        controls = 0;
    };
    bool started = false;
    auto done = pages.each([&](const Page &page) -> domain::Result<void> {
        const json &root = *page.root;
        if (started && !page.goesOn)
            finish();
        started = true;
        qint64 seen = secondsOf(text(root, "end_time"));
        if (seen == 0)
            seen = secondsOf(text(root, "start_time"));
        const json &panels = member(root, "panels");
        for (auto it = panels.begin(); it != panels.end(); ++it) {
            const json &panel = it.value();
            const QString pointer = page.pointer + u"/panels/"_s + QString::fromStdString(it.key());
            if (text(panel, "panel_type") != u"control"_s)
                continue;
            PowerpipeResult result;
            result.control = text(panel, "name");
            if (!page.goesOn) {
                ++controls;
                if (text(panel, "status") == u"error"_s)
                    notRun.append(result.control);
            }
            const json &rows = member(member(panel, "data"), "rows");
            if (!rows.is_array() || rows.empty())
                continue;
            result.title = text(panel, "title");
            result.severity = text(panel, "severity").isEmpty() ? text(member(panel, "properties"), "severity") : text(panel, "severity");
            const auto tags = tagsOf(panel);
            qsizetype i = page.first(rows);
            for (const json &row : rows) {
                if (ordinal % domain::PollEvery == 0 && context.isCancelled())
                    return Error{ErrorCode::Cancelled, u"stopped"_s, {}};
                const QString where = pointer + u"/data/rows/"_s + QString::number(i++);
                sink.beginRecord(ordinal++, where);
                result.named = tags;
                for (auto cell = row.begin(); row.is_object() && cell != row.end(); ++cell) {
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
        return {};
    });
    if (done && started)
        finish();
    return done;
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
        if (ordinal % domain::PollEvery == 0 && context.isCancelled())
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
        if (!file.headed()) // one benchmark of many: no account is told as a whole
            file.scope(account.isEmpty() ? source.probe.fileName : account);
        sink.beginRecord(ordinal++, where);
        tell(result, where, sink);
    }
    if (reader.brokenLine() > 0)
        return reader.brokenOff(source.path);
    file.finish();
    // Another benchmark of the same account may be in another file.
    sink.markSelection();
    return {};
}

} // namespace importers
