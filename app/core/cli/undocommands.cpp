// SPDX-License-Identifier: GPL-3.0-or-later
// imports, undo: what was imported, and taking it back.
#include "core/cli/commandline.h"
#include "core/cli/consolejob.h"
#include "core/cli/workspacesession.h"
#include "core/history.h"
#include "core/services.h"
#include "store/importreportjson.h"
#include "store/pages/listqueries.h"

#include <QFileInfo>
#include <QTextStream>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

/// The import that somebody names by its number, its path as `imports` has it, or the name of its file: the newest that stands.
Result<store::ImportLine> importNamed(const QList<store::ImportLine> &lines, const QString &name)
{
    const auto is = [&name](const store::ImportLine &line) { return QString::number(line.changeSet) == name || line.path == name || QFileInfo(line.path).fileName() == name; };
    for (const store::ImportLine &line : lines) {
        if (!line.undone && is(line))
            return line;
    }
    const bool was = std::any_of(lines.cbegin(), lines.cend(), is);
    return Error{ErrorCode::UnknownEntity, was ? u"this import was undone already"_s : u"no import has this number or file; 'imports' lists them"_s, name};
}

/// The sets of an archive or workbook that somebody names: of all of its members that were imported with the newest that stands.
QList<qint64> membersOf(const QList<store::ImportLine> &lines, const QString &name)
{
    QList<qint64> sets;
    std::optional<qint64> deed;
    for (const store::ImportLine &line : lines) {
        const QString archive = line.path.section("!/"_L1, 0, 0);
        if (line.undone || archive == line.path || (archive != name && QFileInfo(archive).fileName() != name))
            continue;
        if (!deed)
            deed = line.deed;
        if (line.deed == *deed && (sets.isEmpty() || *deed != 0))
            sets.append(line.changeSet);
    }
    return sets;
}

int takeBack(const Call &call, Console &console, const QString &path, const QList<store::ImportLine> &lines)
{
    if (call.has(u"redo"_s) || call.has(u"last-file"_s))
        return fail(console, {ErrorCode::UsageError, u"--import goes with --whole and --who only"_s, call.command});
    QList<qint64> sets = membersOf(lines, call.value(u"import"_s));
    const auto first = std::find_if(lines.cbegin(), lines.cend(), [&sets](const store::ImportLine &line) { return sets.contains(line.changeSet); });
    const Result<store::ImportLine> named = first != lines.cend() ? Result<store::ImportLine>(*first) : importNamed(lines, call.value(u"import"_s));
    if (!named)
        return fail(console, named.error());
    if (sets.isEmpty())
        sets = {named->changeSet};
    if (call.has(u"whole"_s) && named->deed != 0) {
        sets.clear();
        for (const store::ImportLine &line : lines) {
            if (!line.undone && line.deed == named->deed)
                sets.append(line.changeSet);
        }
    }
    ConsoleJob job(console);
    const Result<store::TakenBack> done = takeBackImports(console.services, path, sets, call.value(u"who"_s), console.clock, job);
    if (!done)
        return fail(console, done.error());
    console.out << "Taken back: " << done->title << '\n';
    if (done->importsAgain + done->deedsAgain > 0)
        console.out << "  done again over it: " << done->importsAgain << (done->importsAgain == 1 ? " later import, " : " later imports, ") << done->deedsAgain
                    << (done->deedsAgain == 1 ? " other change\n" : " other changes\n");
    for (const QString &line : done->leftOut)
        console.out << "  left out: " << line << '\n';
    if (!done->leftOut.isEmpty())
        console.out << "  'undo --redo' brings the import back, and what was left out with it\n";
    return Exit::Done;
}

} // namespace

int commandImports(const Call &call, Console &console)
{
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    ordered_json rows = ordered_json::array();
    for (const store::ImportLine &line : store::importLines((*session)->store())) {
        const FileReport report = store::reportFromJson(line.report.toUtf8());
        const RecordCounts &r = report.records;
        const auto warnings = std::count_if(report.diagnostics.cbegin(), report.diagnostics.cend(), [](const Diagnostic &d) { return d.level != DiagnosticLevel::Info; });
        if (call.has(u"json"_s)) {
            rows.push_back({{"import", line.changeSet}, {"file", line.path.toStdString()}, {"format", report.format.toStdString()}, {"sha256", line.sha256.toStdString()},
                            {"who", line.who.toStdString()}, {"at", line.at.toStdString()}, {"undone", line.undone}, {"complete", line.complete}, {"read", r.read}, {"added", r.added},
                            {"updated", r.updated}, {"unchanged", r.unchanged}, {"ignored", r.ignored}, {"rejected", r.rejected}, {"warnings", warnings}});
            continue;
        }
        console.out << line.changeSet << (line.undone ? " (undone) " : " ") << line.path << ": " << report.format << ", " << line.at.left(16).replace(u'T', u' ') << " UTC"
                    << (line.who.isEmpty() ? QString() : u" by "_s + line.who) << ", SHA-256 " << line.sha256.left(12) << "\n    " << r.read << " read = " << r.added << " added + "
                    << r.updated << " updated + " << r.unchanged << " unchanged + " << r.ignored << " ignored + " << r.rejected << " rejected; " << warnings
                    << (warnings == 1 ? " warning\n" : " warnings\n");
    }
    if (call.has(u"json"_s))
        console.out << QByteArray::fromStdString(rows.dump(1, ' ', false, ordered_json::error_handler_t::replace)) << '\n';
    return Exit::Done;
}

int commandUndo(const Call &call, Console &console)
{
    const QString path = call.value(u"workspace"_s);
    QList<store::ImportLine> lines;
    if (auto session = WorkspaceSession::open(console.services, path, false); !session)
        return fail(console, session.error());
    else if (call.has(u"import"_s))
        lines = store::importLines((*session)->store());
    if (call.has(u"import"_s))
        return takeBack(call, console, path, lines);
    if (call.has(u"whole"_s) || call.has(u"who"_s))
        return fail(console, {ErrorCode::UsageError, u"--whole and --who go with --import"_s, call.command});
    const bool redo = call.has(u"redo"_s);
    ConsoleJob job(console);
    if (redo && call.has(u"last-file"_s))
        return fail(console, {ErrorCode::UsageError, u"--last-file is for an undo"_s, call.command});
    const Result<QString> done = redo ? redoChange(console.services, path, console.clock, job)
                                      : undoChange(console.services, path, console.clock, call.has(u"last-file"_s));
    if (!done)
        return fail(console, done.error());
    console.out << (redo ? "Done again: " : "Undone: ") << *done << '\n';
    return Exit::Done;
}

} // namespace app
