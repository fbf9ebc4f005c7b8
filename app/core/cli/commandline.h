// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/entitykind.h"
#include "domain/result.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <utility>

class QTextStream;

namespace app {

struct Services;

/// Exit codes of bailiwick-cli: part of the contract that people script against.
enum Exit : int { Done = 0, Failed = 1, WrongUsage = 2, SomeRejected = 3, GapFound = 4 };

/// One parsed call: options by name, the rest in order.
struct Call
{
    QString command;
    QHash<QString, QString> options;   ///< without dashes; flags have the value "true"
    QStringList arguments;
    bool has(const QString &name) const { return options.contains(name); }
    QString value(const QString &name) const { return options.value(name); }
};

/// What a command works with. Output is UTF-8; messages go to `err`.
struct Console
{
    QTextStream &out;
    QTextStream &err;
    const Services &services;
    const domain::Clock &clock;
    bool quiet = false;      ///< --quiet: errors only
    bool verbose = false;    ///< --verbose: progress also where standard error is not a terminal
    /// A word of warning that is not an error; --quiet leaves it out.
    void note(const QString &message);
};

using CommandFunction = int (*)(const Call &, Console &);

struct Command
{
    QString name;
    QString usage;            ///< after the name
    QString summary;
    QStringList options;      ///< with a value
    QStringList flags;
    int least = 0;            ///< arguments that are not options
    int most = 0;             ///< -1: any number
    CommandFunction run = nullptr;
};

/// All commands that are built; the help lists these and nothing else.
const QList<Command> &commands();

/// Parses and runs. Thread: main.
int runCommandLine(const QStringList &arguments, Console &console);

/// Says the error on `err` and answers Exit::Failed (or WrongUsage for a UsageError).
int fail(Console &, const domain::Error &);

/// `--scope KIND:KEY`, of the kinds that can be a scope; without a value where it is not given.
domain::Result<std::optional<std::pair<domain::EntityKind, QString>>> scopeOption(const Call &);

/// The day that an option names, as in --as-of 2026-11-20; nothing where it is not given, a UsageError where it is no day.
domain::Result<std::optional<domain::Day>> dayOption(const Call &, const QString &name);

/// A comma-separated list of frameworks, checked against those that are built in.
domain::Result<QStringList> frameworksOption(const Call &, const Services &);

/// KIND:KEY, where KIND ends at the first colon.
domain::Result<std::pair<domain::EntityKind, QString>> targetOf(const QString &text);

/// A text as nlohmann_json wants it.
inline std::string text8(const QString &s) { return s.toStdString(); }

/// 2026-11-20
QString isoDay(domain::Day);

int commandImport(const Call &, Console &);
int commandProposeMapping(const Call &, Console &);
int commandDemo(const Call &, Console &);
int commandFormats(const Call &, Console &);
int commandDoctor(const Call &, Console &);
int commandUndo(const Call &, Console &);
int commandImports(const Call &, Console &);
int commandList(const Call &, Console &);
int commandShow(const Call &, Console &);
int commandSet(const Call &, Console &);
int commandChoose(const Call &, Console &);
int commandDeclare(const Call &, Console &);
int commandRetire(const Call &, Console &);
int commandSources(const Call &, Console &);
int commandTrust(const Call &, Console &);
int commandConflicts(const Call &, Console &);
int commandDuplicates(const Call &, Console &);
int commandMerge(const Call &, Console &);
int commandEvaluate(const Call &, Console &);
int commandGaps(const Call &, Console &);
int commandFrameworks(const Call &, Console &);
int commandPacks(const Call &, Console &);
int commandCheckPack(const Call &, Console &);
int commandReport(const Call &, Console &);
int commandRegister(const Call &, Console &);
int commandTransfers(const Call &, Console &);
int commandAiAct(const Call &, Console &);
int commandIssues(const Call &, Console &);
int commandAssign(const Call &, Console &);
int commandQuestions(const Call &, Console &);
int commandAnswer(const Call &, Console &);
int commandAsk(const Call &, Console &);
int commandRemind(const Call &, Console &);
int commandReview(const Call &, Console &);
int commandReviewRule(const Call &, Console &);
int commandAttest(const Call &, Console &);
int commandXray(const Call &, Console &);
int commandCompare(const Call &, Console &);
int commandCalendar(const Call &, Console &);

} // namespace app
