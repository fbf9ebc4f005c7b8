// SPDX-License-Identifier: GPL-3.0-or-later
// import, demo, formats, doctor: what changes or checks the workspace as a whole.
#include "core/cli/commandline.h"
#include "core/cli/consolejob.h"
#include "core/cli/workspacesession.h"
#include "core/demo.h"
#include "core/importjob.h"
#include "core/rejects.h"
#include "core/services.h"
#include "core/tablelook.h"
#include "importers/archive/fileparts.h"
#include "importers/spreadsheet/templatebook.h"
#include "importers/text/mappedcsv.h"
#include "importers/text/owncsv.h"
#include "importers/text/ownvalues.h"
#include "store/completefor.h"
#include "store/doctor.h"
#include "store/importreportjson.h"
#include "store/workspace.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QTextStream>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {


/// `quiet`: only what went wrong, file by file.
void printReport(const ImportReport &report, bool quiet, QTextStream &out)
{
    const auto isError = [](const Diagnostic &d) { return d.level == DiagnosticLevel::Error; };
    for (const FileReport &f : report.files) {
        if (quiet && std::none_of(f.diagnostics.begin(), f.diagnostics.end(), isError))
            continue;
        out << f.path << ": ";
        if (f.refused) {
            out << "refused\n";
        } else {
            const RecordCounts &c = f.records;
            out << f.format << (f.format.isEmpty() ? "" : ", ") << c.read << " records: " << c.added << " added, " << c.updated << " updated, " << c.unchanged
                << " unchanged, " << c.ignored << " ignored, " << c.rejected << " rejected\n";
        }
        for (const Diagnostic &d : f.diagnostics) {
            if (quiet && !isError(d))
                continue;
            const char *level = d.level == DiagnosticLevel::Error ? "error" : d.level == DiagnosticLevel::Warning ? "warning" : "note";
            out << "  " << level << ' ' << d.code << (d.where.isEmpty() ? QString() : u" at "_s + d.where) << ": " << d.message << '\n';
        }
        if (f.diagnosticsCut > 0)
            out << "  and " << f.diagnosticsCut << " more\n";
    }
}

QByteArray reportJson(const ImportReport &report)
{
    QByteArray text = "{\"files\":[";
    for (qsizetype i = 0; i < report.files.size(); ++i)
        text += (i ? ",\n" : "\n") + store::reportToJson(report.files.at(i));
    return text + "\n]}\n";
}

int exitFor(const ImportReport &report)
{
    bool rejected = false;
    for (const FileReport &f : report.files) {
        if (f.refused)
            return Exit::Failed;
        rejected = rejected || f.records.rejected > 0;
    }
    return rejected ? Exit::SomeRejected : Exit::Done;
}

// What the import made itself goes with a trial run: files that were not there before must not be there after it.
class TrialFile
{
public:
    TrialFile(QString path, bool trial) : m_path(std::move(path)), m_remove(trial && !QFileInfo::exists(m_path)) {}
    ~TrialFile()
    {
        for (const char *tail : {"", "-wal", "-shm"}) {
            if (m_remove)
                QFile::remove(m_path + QLatin1String(tail));
        }
    }
    TrialFile(const TrialFile &) = delete;
    TrialFile &operator=(const TrialFile &) = delete;

private:
    QString m_path;
    bool m_remove;
};

// The first error of each refused file also where messages go, for whoever throws the report away.
void tellRefused(const ImportReport &report, Console &console)
{
    for (const FileReport &f : report.files) {
        if (!f.refused || f.diagnostics.isEmpty())
            continue;
        const Diagnostic &d = f.diagnostics.first();
        console.err << "bailiwick-cli: " << (d.where.isEmpty() ? f.path : d.where) << ": " << d.message << '\n';
    }
}

} // namespace

int commandImport(const Call &call, Console &console)
{
    ImportRequest request;
    request.workspace = call.value(u"workspace"_s);
    request.paths = call.arguments;
    request.format = call.value(u"format"_s);
    request.who = call.value(u"who"_s);
    request.dryRun = call.has(u"dry-run"_s);
    if (call.has(u"format"_s) && !importers::findImporter(console.services.registry, request.format))
        return fail(console, {ErrorCode::UsageError, u"no format called '%1'; see bailiwick-cli formats"_s.arg(request.format), u"import"_s});
    if (request.paths.contains(QString()))
        return fail(console, {ErrorCode::UsageError, u"a path is empty"_s, u"import"_s});
    if (call.has(u"mapping"_s)) {
        Result<importers::CsvMapping> mapping = importers::readCsvMapping(call.value(u"mapping"_s), console.services.catalogue);
        if (!mapping)
            return fail(console, mapping.error());
        request.mapping = std::move(*mapping);
        request.saveProfile = call.value(u"save-profile"_s).trimmed();
    }
    if (call.has(u"complete-for"_s)) {
        const Result<QStringList> scopes = store::completeForFromText(call.value(u"complete-for"_s));
        if (!scopes)
            return fail(console, scopes.error());
        request.completeFor = *scopes;
    }
    if (call.has(u"cluster"_s)) {
        request.cluster = call.value(u"cluster"_s).simplified();
        if (request.cluster.isEmpty())
            return fail(console, {ErrorCode::UsageError, u"--cluster NAME: the name by which the cluster is known to you"_s, u"import"_s});
    }
    if (call.has(u"save-profile"_s) && request.saveProfile.isEmpty())
        return fail(console, {ErrorCode::UsageError, u"--save-profile NAME keeps a --mapping under a name"_s, u"import"_s});
    const bool nothing = std::none_of(request.paths.cbegin(), request.paths.cend(), [](const QString &path) { return QFileInfo::exists(importers::fileOnDisk(path)); });
    const TrialFile trial(request.workspace, request.dryRun || nothing);
    if (const Result<void> prepared = store::prepareWorkspace(request.workspace, true); !prepared)
        return fail(console, prepared.error());
    ConsoleJob job(console);
    Rejects rejects;
    const ImportReport report =
        importFiles(console.services, request, console.clock, job, call.has(u"rejects"_s) ? &rejects : nullptr);
    if (call.has(u"json"_s))
        console.out << reportJson(report);
    else
        printReport(report, console.quiet, console.out);
    tellRefused(report, console);
    if (call.has(u"rejects"_s)) {
        const Result<QStringList> written = writeRejects(rejects, call.value(u"rejects"_s));
        if (!written)
            return fail(console, written.error());
        for (const QString &path : *written)
            console.note(u"%1: the rejected records; mend them there and import this file"_s.arg(path));
    }
    return exitFor(report);
}

// The proposal goes to the output, so that it can become a file; what is to be looked at goes where messages go.
int commandProposeMapping(const Call &call, Console &console)
{
    std::optional<EntityKind> kind;
    if (call.has(u"kind"_s)) {
        kind = importers::kindFromWords(console.services.catalogue, call.value(u"kind"_s));
        if (!kind)
            return fail(console, {ErrorCode::UsageError, importers::noSuchKind(console.services.catalogue, call.value(u"kind"_s)), u"propose-mapping"_s});
    }
    ConsoleJob job(console);
    const auto part = TablePart::open(call.arguments.constFirst(), job);
    if (!part)
        return fail(console, part.error());
    Result<importers::TableLook> look = lookAt(console.services, **part, {}, kind);
    if (!look)
        return fail(console, look.error());
    importers::CsvMapping &mapping = look->proposal.mapping;
    if (look->sheets.size() > 1)
        mapping.sheet = look->shown.section(importers::MemberMark, -1).section(u'/', -1);
    if (look->proposal.dayOrderAsked)
        mapping.dateFormat = u"?"_s;
    if (!mapping.hasKey())
        console.err << "no column tells the rows apart: make one of them the key\n";
    const auto percent = [](double score) { return QString::number(static_cast<int>(score * 100)) + u" %"_s; };
    console.note(u"%1: %2 (%3 sure), titles in line %4, %5"_s.arg(look->shown, kindName(mapping.kind), percent(look->proposal.score))
                     .arg(look->shape.headerLine).arg(importers::encodingName(look->shape.encoding)));
    if (!look->partOf.isEmpty())
        console.note(look->partOf);
    QStringList others;
    for (const EntityKind other : look->proposal.others)
        others.append(kindName(other));
    if (!others.isEmpty())
        console.note(u"it could also be %1 (--kind)"_s.arg(others.join(u", "_s)));
    if (look->proposal.nameServes)
        console.note(u"no column of numbers: the name tells the rows apart"_s);
    for (const importers::ProposedColumn &column : look->proposal.columns) {
        const QString remark = column.remark();
        QString is = !column.meaning.isEmpty()  ? u"is %1 (%2 sure, by its %3)"_s.arg(column.meaning, percent(column.score), column.byValues ? u"values"_s : u"title"_s)
                     : remark.isEmpty()         ? u"is not read: nothing that it could be"_s
                                                : u"is not read"_s;
        if (!remark.isEmpty())
            is += (column.meaning.isEmpty() ? u": "_s : u"; "_s) + remark;
        console.note(u"  '%1' %2"_s.arg(column.title, is));
    }
    for (const importers::TableColumn &column : std::as_const(look->shape.columns)) {
        if (look->proposal.dayOrderAsked && (!column.ambiguousDay.isEmpty() || column.bothOrders))
            console.err << "'" << column.title << "': '" << column.ambiguousDay << "' does not tell the day from the month: write day-first or month-first at dates\n";
    }
    // A title with null is passed over on purpose, and nobody said that: left out, the import tells of it.
    mapping.columns.removeIf([](const importers::ColumnMeaning &column) { return column.meaning.isEmpty(); });
    console.out << importers::csvMappingToJson(mapping, importers::remarksOf(look->proposal)) << '\n';
    return Exit::Done;
}

int commandDemo(const Call &call, Console &console)
{
    const QString path = call.value(u"workspace"_s);
    if (QFileInfo::exists(path))
        return fail(console, {ErrorCode::WriteFailed, u"the file is there already; the sample needs a new one"_s, path});
    ConsoleJob job(console);
    const Result<ImportReport> report = makeDemoWorkspace(console.services, path, console.clock, job);
    if (!report)
        return fail(console, report.error());
    if (call.has(u"json"_s))
        console.out << reportJson(*report);
    else
        printReport(*report, console.quiet, console.out);
    return exitFor(*report);
}

bool isAnswers(const QString &word) { return word == u"answer"_s || word == u"answers"_s; }

// "all": a workbook with a sheet for each kind.
Result<QList<const KindInfo *>> templateKinds(const QString &wanted, const Catalogue &catalogue)
{
    QList<const KindInfo *> kinds;
    if (wanted == u"all"_s) {
        for (const KindInfo &kind : catalogue.kinds())
            kinds.append(&kind);
        return kinds;
    }
    for (const QString &word : wanted.split(u',')) {
        if (isAnswers(word.trimmed()))
            continue; // a sheet of its own
        const std::optional<EntityKind> kind = importers::kindFromWords(catalogue, word);
        if (!kind)
            return Error{ErrorCode::UsageError, importers::noSuchKind(catalogue, word), u"formats"_s};
        kinds.append(&catalogue.kind(*kind));
    }
    return kinds;
}

int printTemplate(const Call &call, Console &console)
{
    const QString wanted = call.value(u"template"_s);
    const QString out = call.value(u"out"_s);
    if (out.endsWith(u".xlsx"_s, Qt::CaseInsensitive)) {
        const QStringList words = wanted.split(u',');
        const Result<QList<const KindInfo *>> kinds = templateKinds(wanted, console.services.catalogue);
        const Result<void> written = kinds ? importers::writeTemplateWorkbook(out, *kinds, std::any_of(words.cbegin(), words.cend(), [](const QString &word) { return isAnswers(word.trimmed()); })) : Result<void>(kinds.error());
        return written ? Exit::Done : fail(console, written.error());
    }
    if (!out.isEmpty() && !out.endsWith(u".csv"_s, Qt::CaseInsensitive))
        return fail(console, {ErrorCode::UsageError, u"a template is written as .csv or .xlsx"_s, out});
    const bool answers = isAnswers(wanted);
    const std::optional<EntityKind> kind = importers::kindFromWords(console.services.catalogue, wanted);
    if (!answers && !kind)
        return fail(console, {ErrorCode::UsageError, importers::noSuchKind(console.services.catalogue, wanted), u"formats"_s});
    const QByteArray text = answers ? importers::answersTemplate() : importers::csvTemplate(console.services.catalogue.kind(*kind));
    if (!call.has(u"out"_s)) {
        console.out << text;
        return Exit::Done;
    }
    QSaveFile file(out);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return fail(console, {ErrorCode::WriteFailed, file.errorString(), out});
    return Exit::Done;
}

int commandFormats(const Call &call, Console &console)
{
    if (call.has(u"template"_s) && call.has(u"json"_s))
        return fail(console, {ErrorCode::UsageError, u"either --json or --template"_s, u"formats"_s});
    if (call.has(u"template"_s))
        return printTemplate(call, console);
    if (call.has(u"out"_s))
        return fail(console, {ErrorCode::UsageError, u"--out is where a --template goes"_s, u"formats"_s});
    ordered_json list = ordered_json::array();
    for (const auto &importer : console.services.registry) {
        if (call.has(u"json"_s))
            list.push_back({{"id", importer->id().toStdString()},
                            {"name", importer->displayName().toStdString()},
                            {"tested_with_real_exports", importer->testedWithRealExports()}});
        else
            console.out << importer->id().leftJustified(34) << importer->displayName()
                        << (importer->testedWithRealExports() ? "" : " (untested with real exports)") << '\n';
    }
    if (call.has(u"json"_s)) {
        console.out << QByteArray::fromStdString(list.dump(1)) << '\n';
        return Exit::Done;
    }
    // What no cloud exports comes as tables that people fill in.
    QStringList kinds;
    for (const KindInfo &kind : console.services.catalogue.kinds())
        kinds.append(kindName(kind.kind));
    console.out << "\nRegisters to fill in: bailiwick-cli formats --template KIND > FILE.csv, where KIND is answers or\n";
    constexpr qsizetype PerLine = 7;
    for (qsizetype i = 0; i < kinds.size(); i += PerLine)
        console.out << "  " << kinds.mid(i, PerLine).join(u", "_s) << (i + PerLine < kinds.size() ? ",\n" : "\n");
    return Exit::Done;
}

int commandDoctor(const Call &call, Console &console)
{
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    const QList<store::Check> checks = store::examine((*session)->store());
    ordered_json list = ordered_json::array();
    bool sound = true;
    for (const store::Check &check : checks) {
        sound = sound && check.ok;
        if (call.has(u"json"_s))
            list.push_back({{"check", check.name.toStdString()}, {"ok", check.ok}, {"detail", check.detail.toStdString()}});
        else
            console.out << (check.ok ? "ok    " : "WRONG ") << check.name << (check.detail.isEmpty() ? QString() : u": "_s + check.detail) << '\n';
    }
    if (call.has(u"json"_s))
        console.out << QByteArray::fromStdString(list.dump(1)) << '\n';
    return sound ? Exit::Done : Exit::Failed;
}

} // namespace app
