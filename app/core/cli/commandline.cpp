// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/commandline.h"

#include <QTextStream>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace app {
namespace {

const Command *findCommand(const QString &name)
{
    for (const Command &c : commands()) {
        if (c.name == name)
            return &c;
    }
    return nullptr;
}

void printHelp(QTextStream &out)
{
    out << "Usage: bailiwick-cli COMMAND --workspace FILE [options]\n\nCommands:\n";
    for (const Command &c : commands())
        out << "  " << c.name.leftJustified(12) << c.summary << "\n      " << c.name << ' ' << c.usage << '\n';
    out << "\nExit: 0 done; 1 failed; 2 wrong usage; 3 import done, some records rejected; 4 a gap at or above --fail-on.\n";
}

Result<Call> parse(const Command &command, const QStringList &arguments)
{
    Call call;
    call.command = command.name;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &a = arguments.at(i);
        if (!a.startsWith(u"--"_s) || a.size() == 2) {
            call.arguments.append(a);
            continue;
        }
        QString name = a.mid(2);
        QString value;
        const qsizetype equals = name.indexOf(u'=');
        if (equals >= 0) {
            value = name.mid(equals + 1);
            name = name.left(equals);
        }
        if (command.flags.contains(name) && equals < 0) {
            call.options.insert(name, u"true"_s);
        } else if (command.options.contains(name)) {
            if (equals < 0) {
                if (++i >= arguments.size())
                    return Error{ErrorCode::UsageError, u"--%1 needs a value"_s.arg(name), command.name};
                value = arguments.at(i);
            }
            call.options.insert(name, value);
        } else {
            return Error{ErrorCode::UsageError, u"unknown option --%1"_s.arg(name), command.name};
        }
    }
    return call;
}

} // namespace

const QList<Command> &commands()
{
    static const QList<Command> list = {
        {u"import"_s, u"--workspace W PATH... [--format ID] [--dry-run] [--rejects FILE] [--json]"_s, u"Import exports and registers"_s,
         {u"workspace"_s, u"format"_s, u"rejects"_s, u"who"_s}, {u"dry-run"_s, u"json"_s}, commandImport},
        {u"evaluate"_s, u"--workspace W [--frameworks ID,...] [--as-of DATE] [--scope KIND:KEY] [--fail-on SEVERITY] [--json]"_s,
         u"Judge the inventory against the chosen frameworks"_s,
         {u"workspace"_s, u"frameworks"_s, u"as-of"_s, u"scope"_s, u"fail-on"_s}, {u"json"_s}, commandEvaluate},
        {u"gaps"_s, u"--workspace W [--frameworks ID,...] [--status gap,unknown,...] [--json | --csv]"_s, u"Findings of the last run"_s,
         {u"workspace"_s, u"frameworks"_s, u"status"_s}, {u"json"_s, u"csv"_s}, commandGaps},
        {u"list"_s, u"--workspace W KINDS [--json | --csv]"_s, u"Everything of one kind"_s, {u"workspace"_s}, {u"json"_s, u"csv"_s}, commandList},
        {u"show"_s, u"--workspace W KIND:KEY [--json]"_s, u"One entity: every value, its state, and where it came from"_s,
         {u"workspace"_s}, {u"json"_s}, commandShow},
        {u"set"_s, u"--workspace W KIND:KEY ATTR=VALUE..."_s, u"Say values by hand (none: there is none; ?: asked, no answer; empty: take it back)"_s,
         {u"workspace"_s, u"who"_s, u"evidence"_s}, {u"create"_s}, commandSet},
        {u"choose"_s, u"--workspace W --frameworks ID,..."_s, u"Choose the frameworks of the workspace"_s, {u"workspace"_s, u"frameworks"_s}, {}, commandChoose},
        {u"undo"_s, u"--workspace W [--redo]"_s, u"Undo the last change (an import as a whole)"_s, {u"workspace"_s}, {u"redo"_s}, commandUndo},
        {u"report"_s,
         u"--workspace W --out FILE.(pdf|html|csv|json) [--kind full|board] [--frameworks ID,...] [--preparer FUNCTION] [--reviewer FUNCTION] "
         "[--approver FUNCTION] [--classification MARK] [--exclusions \"TEXT; TEXT\"]"_s,
         u"Write the gap report: full, or a dozen pages for a board (--template is the same as --kind)"_s,
         {u"workspace"_s, u"out"_s, u"frameworks"_s, u"kind"_s, u"template"_s, u"language"_s, u"preparer"_s, u"reviewer"_s, u"approver"_s,
          u"classification"_s, u"exclusions"_s},
         {}, commandReport},
        {u"formats"_s, u"[--json] [--template KIND]"_s, u"What can be imported; a CSV template for a kind"_s, {u"template"_s}, {u"json"_s}, commandFormats},
        {u"frameworks"_s, u"[--json]"_s, u"The rule sets"_s, {}, {u"json"_s}, commandFrameworks},
        {u"check-pack"_s, u"FILE..."_s, u"Check rule sets: form, references and their own examples"_s, {}, {}, commandCheckPack},
        {u"demo"_s, u"--workspace W"_s, u"Make a workspace with the sample organisation"_s, {u"workspace"_s}, {u"json"_s}, commandDemo},
        {u"doctor"_s, u"--workspace W"_s, u"Check the workspace file and its change log"_s, {u"workspace"_s}, {u"json"_s}, commandDoctor},
    };
    return list;
}

QString errorSentence(const Error &e)
{
    const QString where = e.where.isEmpty() ? QString() : e.where + u": "_s;
    switch (e.code) {
    case ErrorCode::Cancelled: return where + u"cancelled"_s;
    case ErrorCode::FileNotFound: return where + u"there is no such file"_s;
    case ErrorCode::FileVanished: return where + u"the file changed or went away while it was read; nothing was imported"_s;
    case ErrorCode::WorkspaceLocked: return where + u"another program is writing to this workspace; try again when it is done"_s;
    case ErrorCode::WorkspaceNewer:
        return where + u"written by a later version of Bailiwick (%1); update this program to open it"_s.arg(e.detail);
    case ErrorCode::WorkspaceForeign: return where + u"not a Bailiwick workspace (%1)"_s.arg(e.detail);
    case ErrorCode::UnknownEntity: return where + u"not in the inventory"_s;
    case ErrorCode::UnknownAttribute: return where + u"has no attribute called %1"_s.arg(e.detail);
    case ErrorCode::NothingToUndo: return u"nothing to undo"_s;
    case ErrorCode::NoRun: return u"no evaluation yet: run `bailiwick-cli evaluate` first"_s;
    default: break;
    }
    return where + e.detail;
}

int fail(Console &console, const Error &error)
{
    console.err << "bailiwick-cli: " << errorSentence(error) << '\n';
    return error.code == ErrorCode::UsageError ? Exit::WrongUsage : Exit::Failed;
}

int runCommandLine(const QStringList &arguments, Console &console)
{
    if (arguments.isEmpty() || arguments.first() == u"--help"_s || arguments.first() == u"help"_s) {
        printHelp(arguments.isEmpty() ? console.err : console.out);
        return arguments.isEmpty() ? Exit::WrongUsage : Exit::Done;
    }
    if (arguments.first() == u"--version"_s) {
        console.out << "bailiwick-cli " BAILIWICK_VERSION "\n";
        return Exit::Done;
    }
    const Command *command = findCommand(arguments.first());
    if (!command) {
        console.err << "bailiwick-cli: no command called " << arguments.first() << "; see bailiwick-cli --help\n";
        return Exit::WrongUsage;
    }
    if (arguments.contains(u"--help"_s)) {
        console.out << "bailiwick-cli " << command->name << ' ' << command->usage << "\n" << command->summary << '\n';
        return Exit::Done;
    }
    const Result<Call> call = parse(*command, arguments.mid(1));
    if (!call)
        return fail(console, call.error());
    if (command->options.contains(u"workspace"_s) && !call->has(u"workspace"_s))
        return fail(console, {ErrorCode::UsageError, u"--workspace FILE is needed"_s, command->name});
    return command->run(*call, console);
}

} // namespace app
