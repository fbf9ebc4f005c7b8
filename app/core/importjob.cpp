// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/importjob.h"

#include "core/filesinside.h"
#include "core/rejects.h"
#include "core/returnedanswers.h"
#include "core/samebytes.h"
#include "core/services.h"
#include "core/tablelook.h"
#include "importers/emptyanswer.h"
#include "importers/partofpreset.h"
#include "importers/recordpipe.h"
#include "importers/text/filehash.h"
#include "importers/text/owncsv.h"
#include "importers/text/shape.h"
#include "store/attributestore.h"
#include "store/completefor.h"
#include "store/connectionscope.h"
#include "store/importwriter.h"
#include "store/netchanges.h"
#include "store/profiles.h"
#include "store/referencelookup.h"
#include "store/reconciliation.h"
#include "store/sources.h"
#include "store/waiting.h"
#include "text/errortext.h"

#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace domain;
using importers::InputFile;

namespace app {
namespace {

FileReport refusal(const InputFile &file, const Error &error)
{
    FileReport report;
    report.path = reportedPath(file.shown);
    report.refused = true;
    report.cancelled = error.code == ErrorCode::Cancelled;
    // Importers may give the place inside the file only; of several files the name must be told too.
    QString where = error.where.isEmpty() ? report.path : error.where;
    if (file.path != file.shown)
        where.replace(file.path, report.path);
    const QString name = QFileInfo(file.path).fileName();
    if (where.startsWith(name))
        where = report.path + where.sliced(name.size());
    if (!where.contains(QFileInfo(file.shown).fileName()))
        where = report.path + (where.startsWith(u'/') ? u"#"_s : u":"_s) + where;
    report.diagnostics.append({text::errorCodeName(error.code), DiagnosticLevel::Error, where,
                               text::errorMessage(error)});
    return report;
}

// What is certainly no file to read is said here, before an importer looks at it.
std::optional<Error> notAFile(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return Error{ErrorCode::FileNotFound, u"there is no file in this folder"_s, path};
    if (info.isSymLink() && !info.exists())
        return Error{ErrorCode::FileNotFound, u"a link that leads nowhere, or in a circle"_s, path};
    if (info.exists() && !info.isReadable())
        return Error{ErrorCode::FileUnreadable, u"you have no permission to read this file; ask its owner"_s, path};
    return std::nullopt;
}


/// What the files of one import have in common.
struct Import
{
    const Services &services;
    const ImportRequest &request;
    const Clock &clock;
    JobContext &context;
    store::ConnectionScope &scope;
    store::AttributeStore &store;
    const store::ReferenceLookup &reference;
    Rejects *rejects;
    QList<store::ColumnProfile> profiles;
    QStringList files; ///< all of them, as they are on the disk
    QDateTime begun = request.begun.isValid() ? request.begun : clock.now();
    qint64 firstSet = request.firstSet; ///< the first change set of this import
    qint64 deed = 0;     ///< the same, where its files are undone together
    store::NetChanges net = {};
    SameBytes same = {store, files};
};

void join(Import &import, qint64 set)
{
    if (set == 0)
        return;
    if (import.firstSet == 0)
        import.firstSet = set;
    if (import.request.alone)
        return;
    if (import.deed == 0)
        import.deed = set;
    store::joinDeed(import.store, set, import.deed);
}

/// What a trial writes of a file stays until its last file is read, so that the next one finds what an import would find; never longer.
Result<void> keep(const Import &import, store::Transaction &transaction)
{
    if (import.request.dryRun && !transaction.isPart())
        return Error{ErrorCode::DatabaseError, u"the trial was broken off: nothing of it was kept"_s, import.request.workspace};
    return transaction.commit();
}

/// What reads a file.
struct Format
{
    QString id;
    std::optional<importers::CsvMapping> mapping = {};
    QString profile = {}; ///< to keep the mapping in
    QString note = {};
};

// Where sheets are told apart by the mapping, it reads the one that it names.
bool speaksOf(const importers::CsvMapping &mapping, const InputFile &file)
{
    return mapping.sheet.isEmpty() || file.workbook.isEmpty() || file.shown == file.workbook + importers::MemberMark + mapping.sheet;
}

// The format that reads the file: what a person assigned, the one named, the one recognised, or for a table of no known format the person's
// mapping or a profile that knows its titles.
Result<Format> formatOf(const Import &import, const InputFile &file)
{
    const ImportRequest &request = import.request;
    const QString mapped = importers::MappedCsv::Id.toString();
    if (const auto own = request.assigned.constFind(reportedPath(file.shown)); own != request.assigned.constEnd())
        return Format{mapped, *own, request.saveAs.value(reportedPath(file.shown))};
    if (!request.format.isEmpty())
        return Format{request.format, request.format == mapped ? request.mapping : std::nullopt};
    const Result<importers::Probe> probe = importers::makeProbe(file.path);
    if (!probe)
        return probe.error();
    const Result<const importers::Importer *> importer = importers::recognise(*probe, import.services.registry);
    if (importer)
        return Format{importer.value()->id()};
    const bool table = probe->shape == importers::Shape::Delimited || probe->shape == importers::Shape::Unknown;
    if (!table || importer.error().code != ErrorCode::UnknownFormat)
        return importer.error();
    if (request.mapping && speaksOf(*request.mapping, file))
        return Format{mapped, request.mapping, request.saveProfile};
    if (auto known = profileFor(import.profiles, file.path, *probe, import.services.catalogue)) {
        const QString note = u"read by the %1"_s.arg(known->mapping.path);
        return Format{mapped, std::move(known->mapping), {}, note};
    }
    return importer.error();
}

/// How a table was read, so that its rejected rows are found again.
importers::TableForm formOf(const InputFile &file, const importers::CsvMapping &mapping)
{
    const auto probe = importers::makeProbe(file.path, mapping.encoding);
    const auto header = probe ? importers::findHeader(*probe, mapping) : std::nullopt;
    return {mapping.encoding, probe ? importers::delimiterOf(*probe, mapping) : mapping.delimiter, header ? header->line : 0, file.shown};
}

importers::TableForm formOf(const InputFile &file, const importers::Registry &registry, const QString &format)
{
    const auto probe = importers::makeProbe(file.path, file.encoding);
    const importers::Importer *importer = importers::findImporter(registry, format);
    return {file.encoding, 0, probe && importer ? importers::titleLineOf(*importer, *probe) : 0, file.shown};
}

/// Of a file that no importer takes: is it an export of nothing?
std::optional<importers::EmptyAnswer> emptyAnswerIn(const InputFile &file, const Error &refused)
{
    if (refused.code != ErrorCode::UnknownFormat && refused.code != ErrorCode::UnsupportedVersion)
        return std::nullopt;
    const auto probe = importers::makeProbe(file.path, file.encoding);
    return probe ? importers::emptyAnswer(*probe) : std::nullopt;
}

FileReport nothingInIt(const InputFile &file, const QString &code, const QString &why)
{
    FileReport report;
    report.path = reportedPath(file.shown);
    report.bytes = QFileInfo(file.path).size();
    report.sha256 = importers::sha256OfFile(file.path).value_or(QString());
    report.diagnostics.append({code, DiagnosticLevel::Info, {}, why});
    return report;
}

/// Answers that a team sends back are no facts before somebody has accepted them: they go into the queue for review.
FileReport takeAnswers(Import &import, const InputFile &file)
{
    store::Transaction transaction(import.scope.db());
    if (const Result<void> begun = transaction.begin(); !begun)
        return refusal(file, begun.error());
    ReturnedAnswers answers(import.services, import.store, QFileInfo(importers::fileOnDisk(file.shown)).absolutePath());
    store::ImportWriter writer(import.store, import.reference, {reportedPath(file.shown), importers::ReturnedQuestionnaire::Id.toString(), import.request.who, import.clock.now()});
    importers::Registry own;
    own.push_back(std::make_unique<importers::ReturnedQuestionnaire>([&](const importers::ReturnedLine &line) -> importers::LineFate {
        using Fate = ReturnedAnswers::Fate;
        using Kind = importers::LineFate::Kind;
        const ReturnedAnswers::Taken taken = answers.take(line);
        if (taken.fate == Fate::Wrong || taken.fate == Fate::Left)
            return {taken.fate == Fate::Wrong ? Kind::Wrong : Kind::Left, taken.code, taken.message};
        writer.kept(taken.fate == Fate::New ? store::ImportWriter::Kept::New : taken.fate == Fate::Changed ? store::ImportWriter::Kept::Changed : store::ImportWriter::Kept::Same);
        return {};
    }));
    RejectWatch watch;
    if (import.rejects)
        writer.watch(&watch);
    FileReport read;
    if (const Result<void> done = importers::readFile(file, own, own.front()->id(), writer, import.context, read); !done)
        return refusal(file, done.error());
    if (answers.known() == 0) {
        FileReport strange = refusal(file, {ErrorCode::Refused, u"a questionnaire, but not one that was sent from this workspace: open the workspace that asked"_s, file.shown});
        strange.format = own.front()->id();
        return strange;
    }
    answers.write(writer.log());
    if (answers.waiting() > 0)
        writer.diagnostic({u"answers-to-review"_s, DiagnosticLevel::Info, {},
                           u"%1 of %2 to be reviewed; nothing of it counts before (Questions, Teams; bailiwick-cli review)"_s.arg(
                               answers.waiting() == 1 ? u"1 answer"_s : u"%1 answers"_s.arg(answers.waiting()), answers.teams().join(u", "_s))});
    Result<FileReport> report = writer.finish(read);
    if (!report)
        return refusal(file, report.error());
    join(import, report->changeSet);
    if (const Result<void> kept = keep(import, transaction); !kept)
        return refusal(file, kept.error());
    if (import.rejects && !watch.records.isEmpty())
        import.rejects->add(file, std::move(watch));
    return *report;
}

FileReport importOne(Import &import, const InputFile &input)
{
    const ImportRequest &request = import.request;
    InputFile file = input;
    const Result<Format> recognised = formatOf(import, file);
    if (const auto empty = recognised ? std::nullopt : emptyAnswerIn(file, recognised.error())) {
        FileReport report = nothingInIt(file, u"no-rows"_s, empty->why);
        report.format = empty->format;
        return report;
    }
    // Exports of nothing are often files of no bytes; which export it was does not matter then. Sheets are told together.
    if (!recognised && recognised.error().code == ErrorCode::FileEmpty && file.workbook.isEmpty())
        return nothingInIt(file, u"empty-file"_s,
                           u"the file is empty and was passed over: there is nothing in it to import; if its export should have rows, export it again"_s);
    if (!recognised)
        return refusal(file, recognised.error());
    const QString &format = recognised->id;
    if (format == importers::ReturnedQuestionnaire::Id)
        return takeAnswers(import, file);
    const std::optional<importers::CsvMapping> &mapping = recognised->mapping;
    // What the mapping says is no part of the file, and a rejected record must be read to be handed out.
    const bool asks = request.dryRun && store::leavesOpenWhatItIsAllOf(format);
    if (!import.rejects && !mapping && !asks) {
        if (const std::optional<FileReport> same = request.completeFor.isEmpty() && request.cluster.isEmpty() ? import.same.report(file, format) : std::nullopt)
            return *same;
    }
    importers::Registry mapped;
    if (mapping) {
        mapped.push_back(std::make_unique<importers::MappedCsv>(import.services.catalogue, *mapping));
        file.encoding = mapping->encoding;
        if (!recognised->note.isEmpty())
            file.notes.prepend({u"read-by-profile"_s, DiagnosticLevel::Info, {}, recognised->note});
    }
    const importers::Registry &registry = mapping ? mapped : import.services.registry;
    store::Transaction transaction(import.scope.db());
    if (const Result<void> begun = transaction.begin(); !begun)
        return refusal(file, begun.error());
    import.store.forgetCachedReferences();
    // Before the import, so that Undo takes that back first; refused with it.
    if (mapping && !recognised->profile.isEmpty()) {
        const Result<store::ColumnProfile> profile = makeProfile(recognised->profile, file.path, *mapping);
        if (!profile)
            return refusal(file, profile.error());
        join(import, store::keepProfile(import.store, *profile, request.who, import.clock.now()));
    }
    QStringList said = request.completeFor;
    if (!request.cluster.isEmpty())
        said.append(store::clusterEntry(request.cluster));
    file.cluster = request.cluster;
    store::ImportWriter writer(import.store, import.reference, {reportedPath(file.shown), format, request.who, import.clock.now(), said, import.firstSet, import.begun});
    writer.tell(&import.net);
    RejectWatch watch;
    if (import.rejects)
        writer.watch(&watch);
    FileReport read;
    const auto reader = [&](RecordSink &sink, JobContext &job) {
        return importers::readFile(file, registry, format, sink, job, read);
    };
    if (const Result<void> done = importers::RecordPipe::run(reader, writer, [&writer] { return writer.failed(); }, import.context); !done) {
        FileReport report = refusal(file, done.error());
        report.sha256 = read.sha256;
        for (const Diagnostic &d : std::as_const(read.diagnostics)) {
            if (!report.diagnostics.contains(d))
                report.diagnostics.append(d);
        }
        return report;
    }
    Result<FileReport> report = writer.finish(read);
    if (!report)
        return refusal(file, report.error());
    join(import, report->changeSet);
    if (report->records.read == 0)
        report->diagnostics.append({u"no-rows"_s, DiagnosticLevel::Info, {}, u"no record stands in it: there is nothing to import"_s});
    if (mapping)
        store::noteMapping(import.store, report->changeSet, importers::csvMappingToJson(*mapping));
    if (asks) {
        for (const QString &scope : store::scopesWithin(import.store, report->changeSet, format)) {
            if (request.completeFor.contains(scope))
                continue;
            report->diagnostics.append({WithinScope, DiagnosticLevel::Info, scope,
                                        u"the file does not tell whether it lists all of %1: who knows that it does can say so, and what it lacks there is taken for gone"_s.arg(scope)});
        }
    }
    if (const Result<void> kept = keep(import, transaction); !kept)
        return refusal(file, kept.error());
    if (import.rejects && !watch.records.isEmpty()) {
        importers::TableForm form = mapping ? formOf(file, *mapping) : formOf(file, registry, format);
        form.list = read.list;
        import.rejects->add(file, std::move(watch), form);
    }
    return *report;
}

/// What a sheet told when its workbook held the same bytes, where nothing that decides how it is read is another now.
std::optional<FileReport> sheetAgain(Import &import, const QString &shown, const QString &sha256)
{
    const ImportRequest &request = import.request;
    if (import.rejects || !request.format.isEmpty() || !request.completeFor.isEmpty() || !request.cluster.isEmpty() || !request.assigned.isEmpty() || !request.saveProfile.isEmpty())
        return std::nullopt;
    std::optional<FileReport> same = import.same.sheetReport(shown, sha256);
    if (!same || same->format == importers::ReturnedQuestionnaire::Id || (request.dryRun && store::leavesOpenWhatItIsAllOf(same->format)))
        return std::nullopt;
    // A table of no known format is as it was read: by the same mapping, or by a profile that still says the same.
    if (same->format == importers::MappedCsv::Id) {
        const QByteArray read = import.same.mappingOf(*same);
        const auto says = [&read](const store::ColumnProfile &profile) { return profile.mapping == read; };
        const bool asThen = request.mapping ? importers::csvMappingToJson(*request.mapping) == read : std::any_of(import.profiles.cbegin(), import.profiles.cend(), says);
        if (read.isEmpty() || !asThen)
            return std::nullopt;
    }
    return same;
}

/// Whether a person can say what the columns mean: of a table that nobody knows, and of one that is read by titles.
bool canBeAssigned(const Import &import, const InputFile &file, const FileReport &report)
{
    if (import.request.assigned.contains(report.path))
        return true;
    if (!report.refused)
        return report.format == importers::MappedCsv::Id || report.format == importers::OwnCsv::Id;
    if (!report.format.isEmpty() || report.diagnostics.isEmpty() || report.diagnostics.constFirst().code != text::errorCodeName(ErrorCode::UnknownFormat))
        return false;
    const auto probe = importers::makeProbe(file.path);
    return probe && isTable(*probe);
}

void tellOfTable(const Import &import, const InputFile &file, FileReport &report)
{
    report.table = canBeAssigned(import, file, report);
    if (!report.table || !report.refused)
        return;
    if (const auto probe = importers::makeProbe(file.path))
        report.partOf = importers::partOfPreset(*probe);
}

/// A cover sheet or a list of explanations is no failure, where other sheets of the workbook were read.
void tellUnreadSheets(const QString &workbook, QList<FileReport> &reports)
{
    const QString prefix = reportedPath(workbook) + importers::MemberMark;
    const auto isUnknown = [&](const FileReport &r) {
        const QString code = r.diagnostics.isEmpty() ? QString() : r.diagnostics.constFirst().code;
        return r.refused && r.format.isEmpty() && r.path.startsWith(prefix) && (code == u"unknown-format"_s || code == u"file-empty"_s);
    };
    // A questionnaire's first sheet says how to answer: nobody misses it.
    if (std::any_of(reports.cbegin(), reports.cend(), [&](const FileReport &r) { return r.format == importers::ReturnedQuestionnaire::Id && r.path.startsWith(prefix); })) {
        reports.removeIf(isUnknown);
        return;
    }
    const auto read = std::find_if(reports.begin(), reports.end(), [&](const FileReport &r) { return !r.refused && r.path.startsWith(prefix); });
    if (read == reports.end())
        return;
    QStringList unread;
    for (const FileReport &r : std::as_const(reports)) {
        if (isUnknown(r))
            unread += u'\'' + r.path.sliced(prefix.size()) + u'\'';
    }
    if (unread.isEmpty())
        return;
    read->diagnostics.append({u"sheets-not-read"_s, DiagnosticLevel::Info, workbook, u"sheets of no known header were not read: %1"_s.arg(unread.join(u", "_s))});
    reports.removeIf(isUnknown);
}

/// The reports of all that a path stands for: one, or one for each member of an archive or sheet of a workbook.
QList<FileReport> importParts(Import &import, const QString &path)
{
    if (const std::optional<Error> error = notAFile(importers::fileOnDisk(path)))
        return {refusal(path, *error)};
    QList<FileReport> reports;
    importers::PartVisitor visitor;
    visitor.file = [&](const InputFile &file) {
        if (file.path != file.shown)
            import.context.progress(0, 0, file.shown.section(u'/', -1));
        reports.append(importOne(import, file));
        tellOfTable(import, file, reports.last());
    };
    visitor.isKnown = [&](const QString &shown, const QString &sha256) {
        std::optional<FileReport> same = sheetAgain(import, shown, sha256);
        if (!same)
            return false;
        reports.append(std::move(*same));
        tellOfTable(import, InputFile(reports.constLast().path), reports.last());
        return true;
    };
    visitor.sheetsDone = [&](const QString &workbook, const QStringList &hidden) {
        tellUnreadSheets(workbook, reports);
        if (!hidden.isEmpty() && !reports.isEmpty() && reports.constLast().format != importers::ReturnedQuestionnaire::Id)
            reports.last().diagnostics.append({u"hidden-sheets"_s, DiagnosticLevel::Info, reportedPath(workbook),
                                               u"hidden sheets were passed over: '%1'; one that is meant is imported by its name: FILE!/SHEET"_s.arg(hidden.join(u"', '"_s))});
    };
    visitor.refused = [&](const QString &shown, const Error &error) { reports.append(refusal(shown, error)); };
    visitor.passedOver = [&](const QString &archive, int count, const QString &first) {
        if (!reports.isEmpty())
            reports.last().diagnostics.append({u"hidden-files"_s, DiagnosticLevel::Info, archive,
                                               u"%1 hidden members of the archive were passed over (%2)"_s.arg(count).arg(first)});
    };
    importers::walkParts(path, import.request.archives, import.context, visitor);
    return reports;
}

bool isTableOfAnswers(const QString &path)
{
    if (!path.endsWith(u".csv"_s, Qt::CaseInsensitive))
        return false;
    const auto probe = importers::makeProbe(path); // in whatever encoding
    return probe && importers::OwnAnswers::isAnswers(probe->head);
}

/// Files are read in the order of their names, whichever order they were given in: where two of one source contradict each other and neither
/// tells its day, the last one's word stands, and names mostly end in their day. Answers come after the registers that bring what they speak of.
QList<qsizetype> inLastingOrder(const QStringList &files)
{
    QList<qsizetype> order(files.size());
    std::iota(order.begin(), order.end(), 0);
    QList<bool> answers;
    for (const QString &file : files)
        answers.append(isTableOfAnswers(file));
    std::stable_sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) {
        if (answers.at(a) != answers.at(b))
            return answers.at(b);
        const QString &one = files.at(a);
        const QString &other = files.at(b);
        const int names = QFileInfo(one).fileName().compare(QFileInfo(other).fileName());
        return names != 0 ? names < 0 : one < other;
    });
    return order;
}

} // namespace

ImportReport importFiles(const Services &services, const ImportRequest &request, const Clock &clock, JobContext &context,
                         Rejects *rejects)
{
    ImportReport report;
    store::ConnectionScope scope(request.workspace, store::Access::Import);
    if (!scope.isOpen()) {
        report.files.append(refusal(request.workspace, scope.error()));
        return report;
    }
    store::AttributeStore store(store::nativeHandle(scope.db()), services.catalogue);
    return importFiles(services, request, clock, context, scope, store, rejects);
}

ImportReport importFiles(const Services &services, const ImportRequest &request, const Clock &clock, JobContext &context,
                         store::ConnectionScope &scope, store::AttributeStore &store, Rejects *rejects)
{
    ImportReport report;
    const Result<store::ReferenceLookup> reference = store::ReferenceLookup::fromResources();
    if (!reference) {
        report.files.append(refusal(request.workspace, reference.error()));
        return report;
    }
    // Counted before the first is read, so that a folder that can't be meant changes nothing.
    QStringList files;
    QMultiHash<QString, Diagnostic> passedOver; // by the first file of the folder
    for (const QString &path : request.paths) {
        const FilesInside inside = filesInside(path, request.workspace, request.maxFilesInFolder, context);
        if (inside.error) {
            report.files.append(refusal(path, *inside.error));
            continue;
        }
        if (inside.special > 0)
            passedOver.insert(inside.files.constFirst(),
                              {u"special-files"_s, DiagnosticLevel::Info, path,
                               u"%1 entries of the folder are no regular files and were passed over (%2)"_s.arg(inside.special).arg(
                                   inside.firstSpecial)});
        if (inside.links > 0)
            passedOver.insert(inside.files.constFirst(),
                              {u"links"_s, DiagnosticLevel::Info, path,
                               (inside.links == 1 ? u"one link to another file or folder was not followed (%1); "_s : u"%1 links to other files and folders were not followed (%2); "_s.arg(inside.links)).arg(inside.firstLink) +
                                   u"import by its own path what one leads to, if it is meant"_s});
        files.append(inside.files);
    }
    Import import{services, request, clock, context, scope, store, *reference, rejects, store::columnProfiles(store), files};
    // Rolled back at the end, with all that its files wrote.
    store::Transaction trial(scope.db());
    if (request.dryRun) {
        if (const Result<void> begun = trial.begin(); !begun) {
            report.files.append(refusal(request.workspace, begun.error()));
            return report;
        }
    }
    qint64 read = 0;
    QList<QList<FileReport>> reports(files.size());
    for (const qsizetype nr : inLastingOrder(files)) {
        const QString &path = files.at(nr);
        QList<FileReport> &own = reports[nr];
        if (context.isCancelled()) {
            own.append(refusal(path, {ErrorCode::Cancelled, u"cancelled before it was read"_s, path}));
            continue;
        }
        context.progress(read++, files.size(), QFileInfo(path).fileName());
        own = importParts(import, path);
        if (!own.isEmpty())
            own.last().diagnostics.append(passedOver.values(path));
    }
    for (QList<FileReport> &own : reports)
        report.files += own;
    // Only now is it known what no file of this import has brought.
    store::Transaction transaction(scope.db());
    if (transaction.begin()) {
        import.net.settle(store, report.files);
        if (!request.more)
            tellOfAll(store, report.files);
        // What is told is in the reports whether or not it can be kept.
        (void)keep(import, transaction).has_value();
    }
    context.progress(files.size(), files.size(), {});
    return report;
}

void tellOfAll(store::AttributeStore &store, QList<FileReport> &reports)
{
    for (FileReport &file : reports) {
        if (file.refused || file.changeSet == 0)
            continue;
        store::tellWaiting(store, file);
        store::tellIdleConfigurations(store, file);
        store::tellReconciled(store, file);
    }
}

} // namespace app
