// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/commandline.h"
#include "core/cli/csfcommands.h"

#include "core/services.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "text/errortext.h"

#include <QFileInfo>
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
        out << "  " << c.name.leftJustified(16) << c.summary << "\n      " << c.name << ' ' << c.usage << '\n';
    out << "\nEvery command takes --quiet (errors only), --verbose (progress) and --help; -- ends the options.\n"
           "Results go to standard output, messages to standard error.\n"
           "Exit: 0 done; 1 failed; 2 wrong usage; 3 import done, some records rejected; 4 a gap at or above --fail-on.\n";
}

QString kindNames()
{
    QStringList names;
    for (int i = 0; i < domain::EntityKindCount; ++i)
        names.append(domain::kindName(static_cast<domain::EntityKind>(i)));
    return names.join(u", "_s);
}

void printHelp(const Command &c, QTextStream &out)
{
    out << "bailiwick-cli " << c.name << ' ' << c.usage << "\n" << c.summary << '\n';
    if (c.usage.contains(u"KIND"_s))
        out << "KIND is one of: " << kindNames() << '\n';
}

Error usage(const QString &message, const Command &command) { return {ErrorCode::UsageError, message, command.name}; }

Result<void> addOption(const Command &command, const QStringList &arguments, qsizetype &i, Call &call)
{
    QString name = arguments.at(i).mid(2);
    const qsizetype equals = name.indexOf(u'=');
    const QString value = equals < 0 ? QString() : name.mid(equals + 1);
    if (equals >= 0)
        name.truncate(equals);
    if (command.flags.contains(name) || name == u"quiet"_s || name == u"verbose"_s || name == u"help"_s) {
        if (equals >= 0)
            return usage(u"--%1 takes no value"_s.arg(name), command);
        call.options.insert(name, u"true"_s);
        return {};
    }
    if (!command.options.contains(name))
        return usage(u"unknown option --%1; see bailiwick-cli %2 --help"_s.arg(name, command.name), command);
    if (call.options.contains(name))
        return usage(u"--%1 is given twice"_s.arg(name), command);
    if (equals < 0 && i + 1 >= arguments.size())
        return usage(u"--%1 needs a value"_s.arg(name), command);
    call.options.insert(name, equals < 0 ? arguments.at(++i) : value);
    return {};
}

Result<Call> parse(const Command &command, const QStringList &arguments)
{
    Call call;
    call.command = command.name;
    bool onlyArguments = false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &a = arguments.at(i);
        if (onlyArguments || !a.startsWith(u'-') || a.size() == 1) {
            call.arguments.append(a);
        } else if (a == u"--"_s) {
            onlyArguments = true;
        } else if (a == u"-h"_s) {
            call.options.insert(u"help"_s, u"true"_s);
        } else if (!a.startsWith(u"--"_s)) {
            return usage(u"unknown option %1; a name that begins with a dash goes after --"_s.arg(a), command);
        } else if (const Result<void> added = addOption(command, arguments, i, call); !added) {
            return added.error();
        }
    }
    return call;
}

Result<void> check(const Command &command, const Call &call)
{
    // The usage tells which commands do without one.
    const bool needed = command.options.contains(u"workspace"_s) && (call.has(u"workspace"_s) || !command.usage.contains(u"[--workspace"_s));
    if (needed && call.value(u"workspace"_s).isEmpty())
        return usage(u"--workspace FILE is needed"_s, command);
    if (call.has(u"json"_s) && call.has(u"csv"_s))
        return usage(u"either --json or --csv"_s, command);
    if (call.arguments.size() < command.least)
        return usage(u"something is missing: "_s + command.usage, command);
    if (command.most >= 0 && call.arguments.size() > command.most)
        return usage(u"'%1' is too much: %2"_s.arg(call.arguments.at(command.most), command.usage), command);
    return {};
}

} // namespace

const QList<Command> &commands()
{
    const QString w = u"workspace"_s;
    const QString json = u"json"_s;
    static const QList<Command> list = {
        {u"import"_s, u"--workspace W PATH... [--format ID] [--mapping FILE [--save-profile NAME]] [--dry-run]\n             [--complete-for SCOPE,...] [--cluster NAME] [--rejects FILE] [--who WHO] [--json]"_s,
         u"Import exports and registers; --complete-for subscription:ID (Azure) or project:ID (Google Cloud, its id or number): the lists hold all of theirs there, so that what they lack is gone, in whatever format of that cloud it came; --cluster NAME: of which Kubernetes cluster the files are"_s,
         {w, u"cluster"_s, u"complete-for"_s, u"format"_s, u"mapping"_s, u"save-profile"_s, u"rejects"_s, u"who"_s}, {u"dry-run"_s, json}, 1, -1, commandImport},
        {u"propose-mapping"_s, u"TABLE [--kind KIND] > map.json"_s,
         u"How the columns of a table of no known form could be read, to be looked at and given to import --mapping"_s,
         {u"kind"_s}, {}, 1, 1, commandProposeMapping},
        {u"evaluate"_s, u"--workspace W [--frameworks ID,...] [--as-of DATE] [--scope KIND:KEY] [--fail-on SEVERITY] [--only KIND:KEY] [--reviewed-only] [--json]"_s,
         u"Judge the inventory against the chosen frameworks; --only: what they say of one thing as it stands now, kept nowhere; --reviewed-only: all is judged, and what counsel has not reviewed is neither counted nor fails"_s,
         {w, u"frameworks"_s, u"as-of"_s, u"scope"_s, u"fail-on"_s, u"only"_s}, {u"reviewed-only"_s, json}, 0, 0, commandEvaluate},
        {u"gaps"_s, u"--workspace W [--frameworks ID,...] [--status gap,unknown,...] [--contradicted] [--reviewed-only] [--json | --csv]"_s,
         u"Findings of the last run; --contradicted: results of which another tool says otherwise, what is met among them; --reviewed-only: of rules that counsel has reviewed"_s,
         {w, u"frameworks"_s, u"status"_s}, {u"contradicted"_s, u"reviewed-only"_s, json, u"csv"_s}, 0, 0, commandGaps},
        {u"compare"_s, u"--workspace W --to DATE [--from DATE] [--frameworks ID,...] [--scope KIND:KEY] [--json]"_s,
         u"What the chosen frameworks say differently on two days, and what each change is due to; from today where no day is given"_s,
         {w, u"from"_s, u"to"_s, u"frameworks"_s, u"scope"_s}, {json}, 0, 0, commandCompare},
        {u"calendar"_s, u"--workspace W [--until DATE] [--json]"_s,
         u"What comes: laws and requirements, recognitions of countries, certificates, acceptances, contracts, declarations and plans; three years where no day is given"_s,
         {w, u"until"_s}, {json}, 0, 0, commandCalendar},
        {u"issues"_s, u"--workspace W [--frameworks ID,...] [--overdue | --unassigned] [--json | --csv]"_s,
         u"Open issues of the last run: findings of one cause, who answers for them and by when"_s,
         {w, u"frameworks"_s}, {u"overdue"_s, u"unassigned"_s, json, u"csv"_s}, 0, 0, commandIssues},
        {u"assign"_s, u"--workspace W NUMBER (--owner FUNCTION [--measure TEXT] [--due DATE] | --clear) [--who WHO]"_s,
         u"Say who answers for an issue, what is done and by when; what is not given stays as it is"_s,
         {w, u"owner"_s, u"measure"_s, u"due"_s, u"who"_s}, {u"clear"_s}, 1, 1, commandAssign},
        {u"questions"_s, u"--workspace W [--frameworks ID,...] [--json]"_s,
         u"What to ask so that unknown results of the last run are decided: the question that decides most first"_s,
         {w, u"frameworks"_s}, {json}, 0, 0, commandQuestions},
        {u"answer"_s, u"--workspace W FILE [--who WHO]"_s,
         u"Take in a questionnaire that a team sent back (.xlsx, .ods, .csv), for review; or answer questions from a JSON file, all or nothing: {\"answers\":[{\"kind\",\"key\" or \"keys\",\"attr\",\"value\" (or \"none\": true, \"no_answer\": true),\n      \"evidence\":{\"file\",\"note\"},\"review_on\"}]}; {\"kind\",\"complete\": true} of a register;\n      {\"framework\",\"requirement\" or \"requirements\",\"for\": LEGAL-ENTITY,\"state\",\"why\",\"who\",\"on\",\"evidence\",\"review_on\"} of articles and controls (see attest)"_s,
         {w, u"who"_s}, {}, 1, 1, commandAnswer},
        {u"ask"_s, u"--workspace W --team NAME --due DATE --out FILE.xlsx [--questions ID,...] [--things KIND:KEY,...]\n             [--scope KIND:KEY,...] [--requirements ID REQUIREMENT...] [--who WHO]"_s,
         u"Write questions to a team as a workbook with drop-downs, and remember that it was asked; without --questions the twenty that decide most; --things: asked of these only;\n      --scope: only what is open of a part: legal_entity:KEY, business_service:KEY, provider:KEY, or several of them at once;\n      --requirements: articles and controls that no rule decides, asked as a whole (see attest)"_s,
         {w, u"team"_s, u"due"_s, u"out"_s, u"questions"_s, u"things"_s, u"scope"_s, u"requirements"_s, u"who"_s}, {}, 0, -1, commandAsk},
        {u"remind"_s, u"--workspace W --team NAME --out FILE.xlsx [--due DATE] [--who WHO]"_s,
         u"Write what a team has not answered as a workbook once more, with what went back and why, and remember the reminder; --due: a new day"_s,
         {w, u"team"_s, u"due"_s, u"out"_s, u"who"_s}, {}, 0, 0, commandRemind},
        {u"review"_s, u"--workspace W [--accept ID,...|all [--review-on DATE] | --return ID,...|all --why TEXT] [--who WHO] [--json]"_s,
         u"Answers of teams that wait for review, and who has not answered; accept them, or send them back with a word"_s,
         {w, u"accept"_s, u"return"_s, u"why"_s, u"review-on"_s, u"who"_s}, {json}, 0, 0, commandReview},
        {u"list"_s, u"--workspace W KINDS [--vanished] [--json | --csv]"_s, u"Everything of one kind; --vanished: only what is no longer in its exports"_s, {w}, {json, u"csv"_s, u"vanished"_s}, 1, 1, commandList},
        {u"show"_s, u"--workspace W KIND:KEY [--json]"_s, u"One entity: every value, its state, and where it came from"_s,
         {w}, {json}, 1, 1, commandShow},
        {u"set"_s, u"--workspace W KIND:KEY ATTR=VALUE... [--create] [--who WHO] [--evidence TEXT]"_s,
         u"Say values by hand (none: there is none; ?: asked, no answer; empty: take it back)"_s,
         {w, u"who"_s, u"evidence"_s}, {u"create"_s}, 2, -1, commandSet},
        {u"declare"_s, u"--workspace W [REGISTER[.ATTR]...] [--withdraw] [--until DATE] [--who WHO] [--evidence TEXT] [--evidence-file FILE] [--json]"_s,
         u"Declare registers complete (what is not recorded there does not exist); without a name: what is declared"_s,
         {w, u"until"_s, u"who"_s, u"evidence"_s, u"evidence-file"_s}, {u"withdraw"_s, json}, 0, -1, commandDeclare},
        {u"retire"_s, u"--workspace W KIND:KEY... [--on DATE | --back] [--who WHO]"_s,
         u"Out of use since a day: no longer judged, kept for earlier days; --back takes it into use again"_s,
         {w, u"on"_s, u"who"_s}, {u"back"_s}, 1, -1, commandRetire},
        {u"sources"_s, u"--workspace W [--json]"_s, u"Where values come from: how far each source is trusted, and on how much others differ with it"_s, {w}, {json}, 0, 0,
         commandSources},
        {u"trust"_s, u"--workspace W FORMAT live|state|register|reference|1...99|default [--scope-of SCOPE] [--who WHO]"_s,
         u"Whose word stands where sources differ: the one that is trusted more, here said of all sources of a format or of one; settles what is contested"_s,
         {w, u"scope-of"_s, u"who"_s}, {}, 2, 2, commandTrust},
        {u"conflicts"_s, u"--workspace W [--json]"_s, u"Values on which sources differ: whose word stands, and what the others say"_s, {w}, {json}, 0, 0,
         commandConflicts},
        {u"duplicates"_s, u"--workspace W [--merged] [--json]"_s, u"Things that may be one: one name in two sources; or (--merged) those that somebody has said to be one"_s,
         {w}, {u"merged"_s, json}, 0, 0, commandDuplicates},
        {u"merge"_s, u"--workspace W KIND:KEY [KIND:KEY] [--apart] [--split] [--who WHO]"_s,
         u"Say that two entries are one thing, or (--apart) that they are two, or (--split) that what was made one is two again"_s,
         {w, u"who"_s}, {u"apart"_s, u"split"_s}, 1, 2, commandMerge},
        {u"choose"_s, u"--workspace W --frameworks ID,..."_s, u"Choose the frameworks of the workspace"_s, {w, u"frameworks"_s}, {}, 0, 0,
         commandChoose},
        {u"imports"_s, u"--workspace W [--json]"_s, u"What was imported: number, file, hash, who, when, and what became of its records"_s, {w}, {json}, 0, 0, commandImports},
        {u"undo"_s, u"--workspace W [--last-file | --redo | --import NUMBER|FILE [--whole] [--who WHO]]"_s,
         u"Undo the last change (of an import all its files, or the last one alone), or do it again; --import: take back that file whatever was done since, or\n      (--whole) all files that were imported with it; what came later is kept"_s,
         {w, u"import"_s, u"who"_s}, {u"redo"_s, u"last-file"_s, u"whole"_s}, 0, 0, commandUndo},
        {u"report"_s,
         u"--workspace W --out FILE.(pdf|html|xlsx|csv|json) [--kind full|board] [--frameworks ID,...] [--scope KIND:KEY]\n             "
         "[--preparer FUNCTION] [--reviewer FUNCTION] [--approver FUNCTION] [--classification MARK] [--exclusions \"TEXT; TEXT\"]\n             [--reviewed-only]"_s,
         u"Write the gap report: full, or a dozen pages for a board (--template is the same as --kind); --reviewed-only leaves out what counsel has not reviewed, and says how much that is"_s,
         {w, u"out"_s, u"frameworks"_s, u"scope"_s, u"kind"_s, u"template"_s, u"language"_s, u"preparer"_s, u"reviewer"_s, u"approver"_s,
          u"classification"_s, u"exclusions"_s},
         {u"reviewed-only"_s}, 0, 0, commandReport},
        {u"transfers"_s, u"--workspace W [--as-of DATE] [--json]"_s,
         u"What carries each transfer of personal data to a third country, whether it holds on the day, and what would mend it; and what no transfer records"_s,
         {w, u"as-of"_s}, {json}, 0, 0, commandTransfers},
        {u"ai-act"_s, u"--workspace W [--as-of DATE] [--json]"_s,
         u"Role, risk class with the reason, and duties by date of each AI use; general-purpose models under Chapter V of the AI Act"_s,
         {w, u"as-of"_s}, {json}, 0, 0, commandAiAct},
        {u"register"_s, u"--workspace W (--out FOLDER|FILE.zip | --check) [--entity KEY] [--as-of DATE] [--json]"_s,
         u"Write the DORA register of information (B_01 to B_07) as the reporting package in plain CSV, and list what is wrong with it; --check: only list"_s,
         {w, u"out"_s, u"entity"_s, u"as-of"_s}, {u"check"_s, json}, 0, 0, commandRegister},
        {u"score"_s, u"--workspace W [--framework eu-csf] [--answers FILE | --of KIND:KEY] [--weights pdf|calculator|FILE]\n             [--minimum SEAL|SOV-3=3,...] [--json]"_s,
         u"Score and SEAL of the EU Cloud Sovereignty Framework, apart from each other: of answers in a file, {\"1.1\": 3, ...} by the number of the answer,\n      or of what is kept (assess); what holds the SEAL down and the fewest changes to the next; a self-assessment, not a Commission SEAL"_s,
         {w, u"framework"_s, u"answers"_s, u"of"_s, u"weights"_s, u"minimum"_s}, {json}, 0, 0, commandScore},
        {u"assess"_s, u"--workspace W [KIND:KEY] [--history] [--json]\n      assess --workspace W KIND:KEY (--answers FILE | --confirm CRITERION,...|all) --who WHO\n"
         "             [--confidence claimed|documented|demonstrated] [--evidence TEXT] [--why TEXT]\n      assess --workspace W KIND:KEY --withdraw CRITERION,...|all [--who WHO]"_s,
         u"Keep answers to the criteria of the EU Cloud Sovereignty Framework for a service, a system or a business service (which stand on the weakest\n      of their services): what is answered, by whom and on what ground, and what the inventory proposes with the fact; --confirm takes proposals over\n      (all: of what is open; what a person has answered is left alone)"_s,
         {w, u"answers"_s, u"confirm"_s, u"withdraw"_s, u"confidence"_s, u"evidence"_s, u"why"_s, u"who"_s}, {u"history"_s, json}, 0, 1, commandAssess},
        {u"sovereignty"_s, u"--workspace W [workload:KEY] [--json]"_s,
         u"Sovereignty score of each system in seven parts, from what is decided to what is still possible (rule set ai-sov, newest evaluation);\n      and how far systems hang on few providers, parents, countries, chip vendors and model developers; apart from score"_s,
         {w}, {json}, 0, 1, commandSovereignty},
        {u"formats"_s, u"[--json | --template KIND [--out FILE.(csv|xlsx)]]"_s,
         u"What can be imported; a template to fill in, for each kind and for answers: a table, or a workbook with drop-downs (of several kinds: KIND,KIND or all)"_s, {u"template"_s, u"out"_s}, {json}, 0, 0,
         commandFormats},
        {u"frameworks"_s, u"[ID [--with OTHER]] [--workspace W] [--json]"_s,
         u"The rule sets; of a workspace with whom each concerns; of one (ID; bsi-c5@2026: of a further edition) its requirements and, of a workspace, what stands of each; --with: side by side with another, and what each says of the other"_s, {w, u"with"_s}, {json}, 0, 1,
         commandFrameworks},
        {u"attest"_s, u"--workspace W [ID] [--json]\n      attest --workspace W ID REQUIREMENT... (--state met|partly|not_met|not_applicable --who WHO [--why TEXT] [--evidence TEXT]\n"
         "             [--evidence-file FILE] [--on DATE] [--review-on DATE] | --clear) [--for LEGAL-ENTITY]"_s,
         u"What people say of the articles and controls that no rule decides (frameworks ID lists them), for the whole organisation or for one legal entity\n      (--for KEY): kept with who, when, on what evidence and the last day on which it counts (--review-on); what is not met or met in part is a gap\n      of the next evaluation; without an answer: what was said"_s,
         {w, u"state"_s, u"for"_s, u"who"_s, u"why"_s, u"evidence"_s, u"evidence-file"_s, u"on"_s, u"review-on"_s}, {u"clear"_s, json}, 0, -1, commandAttest},
        {u"review-rule"_s, u"--workspace W RULE... (--state reviewed|remark|disagreed --reviewer WHO [--on DATE] [--remark TEXT] | --clear) [--who WHO]"_s,
         u"Record what counsel said of rules (RULE: a rule's id, or a rule set's for all of its rules); it is said of the rule as it decides now"_s,
         {w, u"state"_s, u"reviewer"_s, u"on"_s, u"remark"_s, u"who"_s}, {u"clear"_s}, 1, -1, commandReviewRule},
        {u"x-ray"_s, u"--workspace W [--as-of DATE] [--aside] [--json]\n             [--set-aside SUBJECT|CHECK --reason TEXT | --take-up SUBJECT|CHECK] [--who WHO]"_s,
         u"Facts that contradict each other, and judgements that rest on something weak; --aside: with those that were set aside"_s,
         {w, u"as-of"_s, u"set-aside"_s, u"reason"_s, u"take-up"_s, u"who"_s}, {u"aside"_s, json}, 0, 0, commandXray},
        {u"packs"_s,
         u"--workspace W [ID] [--json]\n      packs --workspace W (--copy ID --as NEW [--title TEXT] | --new NEW [--title TEXT] | --import FILE [--replace] | --export ID --out FILE |\n"
         "             --remove ID | --switch-off RULE --why TEXT | --switch-on RULE | --parameter ID/NAME=VALUE --why TEXT | --parameter ID/NAME=shipped |\n"
         "             --scope RULE=CONDITION|all [--why TEXT] | --value-set NAME=VALUE,...) [--as-of DATE] [--dry-run] [--who WHO] [--json]"_s,
         u"Rule sets of your own and changes to shipped ones; what a change turns is listed (--dry-run: and nothing is changed)"_s,
         {w, u"copy"_s, u"as"_s, u"title"_s, u"new"_s, u"import"_s, u"export"_s, u"out"_s, u"remove"_s, u"switch-off"_s, u"switch-on"_s, u"why"_s, u"parameter"_s, u"scope"_s,
          u"value-set"_s, u"as-of"_s, u"who"_s},
         {u"replace"_s, u"dry-run"_s, json}, 0, 1, commandPacks},
        {u"check-pack"_s, u"FILE..."_s, u"Check rule sets: form, references and their own examples"_s, {}, {}, 1, -1, commandCheckPack},
        {u"demo"_s, u"--workspace W [--json]"_s, u"Make a workspace with the sample organisation"_s, {w}, {json}, 0, 0, commandDemo},
        {u"doctor"_s, u"--workspace W [--json]"_s, u"Check the workspace file and its change log"_s, {w}, {json}, 0, 0, commandDoctor},
    };
    return list;
}

void Console::note(const QString &message)
{
    if (!quiet)
        err << "bailiwick-cli: " << message << '\n';
}

int fail(Console &console, const Error &error)
{
    console.err << "bailiwick-cli: " << text::errorSentence(error) << '\n';
    return error.code == ErrorCode::UsageError ? Exit::WrongUsage : Exit::Failed;
}

Result<QStringList> frameworksOption(const Call &call, const Services &services)
{
    QStringList ids;
    for (const QString &part : call.value(u"frameworks"_s).split(u',', Qt::SkipEmptyParts)) {
        const QString id = part.trimmed();
        if (!services.pack(id))
            return Error{ErrorCode::UsageError, u"no framework called '%1'; see bailiwick-cli frameworks"_s.arg(id), call.command};
        if (!ids.contains(id))
            ids.append(id);
    }
    if (ids.isEmpty() && call.has(u"frameworks"_s))
        return Error{ErrorCode::UsageError, u"--frameworks names none"_s, call.command};
    return ids;
}

Result<std::optional<std::pair<domain::EntityKind, QString>>> scopeOption(const Call &call)
{
    using Scope = std::optional<std::pair<domain::EntityKind, QString>>;
    if (!call.has(u"scope"_s))
        return Scope();
    const auto target = targetOf(call.value(u"scope"_s));
    if (!target || (target->first != domain::EntityKind::LegalEntity && target->first != domain::EntityKind::BusinessService))
        return Error{ErrorCode::UsageError, u"a scope is legal_entity:KEY or business_service:KEY"_s, call.value(u"scope"_s)};
    return Scope(*target);
}

Result<std::optional<domain::Day>> dayOption(const Call &call, const QString &name)
{
    if (!call.has(name))
        return std::optional<domain::Day>();
    const QDate date = QDate::fromString(call.value(name), Qt::ISODate);
    if (!date.isValid())
        return Error{ErrorCode::UsageError, u"--%1 needs a date like 2026-11-20"_s.arg(name), call.command};
    return std::optional(domain::toDay(date));
}

Result<std::pair<domain::EntityKind, QString>> targetOf(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    // As `list` calls them too: tool-finding.
    const std::optional<domain::EntityKind> kind = colon > 0 ? domain::kindFromName(text.left(colon).replace(u'-', u'_')) : std::nullopt;
    if (colon > 0 && !kind)
        return Error{ErrorCode::UsageError, u"'%1' is no kind of thing; the kinds are %2"_s.arg(text.left(colon), kindNames()), text};
    if (!kind || colon + 1 == text.size())
        return Error{ErrorCode::UsageError, u"KIND:KEY is needed, for example workload:payments"_s, text};
    return std::pair(*kind, text.mid(colon + 1));
}

QString isoDay(domain::Day day) { return domain::fromDay(day).toString(Qt::ISODate); }

int runCommandLine(const QStringList &arguments, Console &console)
{
    const QString name = arguments.value(0);
    if (arguments.isEmpty()) {
        printHelp(console.err);
        return Exit::WrongUsage;
    }
    if (name == u"--version"_s) {
        console.out << "bailiwick-cli " BAILIWICK_VERSION "\n";
        return Exit::Done;
    }
    const bool help = name == u"--help"_s || name == u"-h"_s || name == u"help"_s;
    if (help && arguments.size() == 1) {
        printHelp(console.out);
        return Exit::Done;
    }
    const Command *command = findCommand(help ? arguments.at(1) : name);
    if (!command) {
        console.err << "bailiwick-cli: no command called '" << (help ? arguments.at(1) : name) << "'; see bailiwick-cli --help\n";
        return Exit::WrongUsage;
    }
    const Result<Call> call = help ? Result<Call>(Call{command->name, {{u"help"_s, u"true"_s}}, {}}) : parse(*command, arguments.mid(1));
    if (!call)
        return fail(console, call.error());
    if (call->has(u"help"_s)) {
        printHelp(*command, console.out);
        return Exit::Done;
    }
    if (const Result<void> sound = check(*command, *call); !sound)
        return fail(console, sound.error());
    // Before a command looks at the names of rule sets: those of the workspace count.
    if (const QString workspace = call->value(u"workspace"_s); QFileInfo(workspace).isFile()) {
        store::ConnectionScope scope(workspace, store::Access::Read);
        if (scope.isOpen()) {
            store::AttributeStore values(store::nativeHandle(scope.db()), console.services.catalogue);
            console.services.follow(values, workspace);
        }
    }
    console.quiet = call->has(u"quiet"_s);
    console.verbose = call->has(u"verbose"_s);
    return command->run(*call, console);
}

} // namespace app
