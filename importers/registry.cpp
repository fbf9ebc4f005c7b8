// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry.h"

#include "domain/exportday.h"
#include "importers/archive/archivereader.h"
#include "importers/families.h"
#include "importers/jsonmembers.h"
#include "importers/partofpreset.h"
#include "importers/rejectedtext.h"
#include "importers/samplejson.h"
#include "importers/signatures.h"
#include "importers/table/heading.h"
#include "importers/table/tableshape.h"
#include "importers/text/shape.h"
#include "importers/text/textdevice.h"

#include <nlohmann/json.hpp>

#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;

namespace importers {
namespace {

Error refusal(const Signature &known, const Registry &registry, const QString &fileName)
{
    // The format can be imported, but no importer took this file: something that it is told by was cut away.
    const bool incomplete = known.noAdvice && findImporter(registry, known.id);
    const QString advice =
        incomplete
            ? u"recognised, but parts that are needed to read it are missing; export it whole, without --query or edits"_s
            : known.advice;
    return {ErrorCode::UnsupportedVersion, known.name + u": "_s + advice, fileName};
}

const Importer *bestFor(const Probe &probe, const Registry &registry)
{
    const Importer *best = nullptr;
    int bestScore = 0;
    for (const auto &importer : registry) {
        const int score = importer->probe(probe);
        if (score > bestScore) {
            best = importer.get();
            bestScore = score;
        }
    }
    return best;
}

/// The text from the row of titles on, where that is what the importer reads.
std::optional<BelowHeading> headingAbove(const Importer &importer, const Probe &probe)
{
    if (importer.probe(probe) > 0)
        return std::nullopt;
    auto below = belowHeading(probe);
    return below && importer.probe(below->probe) > 0 ? below : std::nullopt;
}

bool skip(QIODevice &text, qsizetype bytes)
{
    while (bytes > 0) {
        const QByteArray part = text.read(bytes);
        if (part.isEmpty())
            return false;
        bytes -= part.size();
    }
    return true;
}

const QString NeedsMapping = u"a table, but its header is of no format that is known; it needs a mapping (--mapping; bailiwick-cli propose-mapping makes one), or becomes a register "
                             "of Bailiwick's own, which starts with KIND:key (bailiwick-cli formats --template KIND writes one)"_s;

QString withMore(const QString &message, const QString &sentence) { return sentence.isEmpty() ? message : message + u". "_s + sentence; }

QString whatFailed(const QString &said)
{
    return u"what a command said when it failed ('%1'), not an export: run it again"_s.arg(said.section(u'\n', 0, 0).left(120));
}

/// The error that an API answers instead of what was asked for: of Azure and Google {"error":{"code","message"}}, of AWS {"__type","message"} or
/// {"Error":{"Code","Message"}}, of Kubernetes a Status.
QString errorAnswered(const Probe &probe)
{
    const nlohmann::json &root = sampleJson(probe.sample);
    const auto told = [](const nlohmann::json &error, const char *code, const char *message) {
        const QString number = text(error, code);
        const QString words = text(error, message);
        return number.isEmpty() ? QString() : words.isEmpty() ? number : number + u": "_s + words;
    };
    if (const nlohmann::json &error = member(root, "error"); error.is_object())
        return told(error, "code", "message");
    if (const nlohmann::json &error = member(root, "Error"); error.is_object())
        return told(error, "Code", "Message");
    if (text(root, "kind") == "Status"_L1 && text(root, "status") == "Failure"_L1)
        return told(root, "reason", "message");
    return root.is_object() && root.size() <= 3 ? told(root, "__type", "message") : QString();
}

QString whyUnknown(const Probe &probe)
{
    if (const QString error = errorAnswered(probe); !error.isEmpty())
        return whatFailed(error);
    switch (probe.shape) {
    case Shape::Json:
    case Shape::NdJson:
    case Shape::ConcatenatedJson:
        return u"JSON, but of no format that is known (bailiwick-cli formats names them); what matters can go into a register (CSV)"_s;
    case Shape::Delimited:
        return withMore(NeedsMapping, partOfPreset(probe));
    case Shape::FrontMatter:
        return u"YAML, and not the head of a model or dataset card: export it as JSON (--output json, --format=json, -o json), or put what matters into a register (CSV)"_s;
    case Shape::Empty:
    case Shape::Unknown:
        break;
    }
    const QString head = QString::fromUtf8(probe.head.left(8192));
    static const QRegularExpression failed(u"^(?:An error occurred \\(|ERROR:|\\(\\w+\\) |Error from server)"_s);
    if (const auto said = failed.match(head.trimmed()); said.hasMatch())
        return whatFailed(head.trimmed());
    static const QRegularExpression json(u"^[{\\[]"_s, QRegularExpression::MultilineOption);
    if (const auto begin = json.match(head); begin.hasMatch())
        return u"JSON begins on line %1, after text that does not belong to it ('%2'): delete what stands before"_s.arg(
            head.first(begin.capturedStart()).count(u'\n') + 1).arg(head.section(u'\n', 0, 0).trimmed().left(60));
    // A sheet whose first line is a title has no delimiter there.
    return isTableLike(probe.head) ? NeedsMapping
                                   : u"a text of no format that is known (bailiwick-cli formats names them); export it as JSON or CSV, or put what matters into a register (CSV)"_s;
}

domain::Result<const Importer *> pick(const Probe &probe, const Registry &registry, const QString &formatId)
{
    if (formatId.isEmpty())
        return recognise(probe, registry);
    if (const Importer *named = findImporter(registry, formatId))
        return named;
    return Error{ErrorCode::UsageError, u"there is no import format '%1'"_s.arg(formatId), probe.fileName};
}

} // namespace

Registry defaultRegistry(const domain::Catalogue &catalogue)
{
    Registry registry;
    // The families, in the order of formats.md 0.3; the order breaks ties.
    appendBom(registry);
    appendOscal(registry);
    appendTerraform(registry);
    appendKubernetes(registry);
    appendGoogle(registry);
    appendAwsConfig(registry);
    appendAzure(registry);
    appendAws(registry);
    appendMlflow(registry);
    appendFindings(registry);
    appendModelCards(registry);
    appendRegisters(registry);
    appendOwn(registry, catalogue);
    return registry;
}

QStringList importedExtensions()
{
    return {u"json"_s, u"ndjson"_s, u"jsonl"_s, u"js"_s, u"pps"_s, u"sps"_s, u"tfstate"_s, u"csv"_s, u"tsv"_s, u"txt"_s, u"xlsx"_s, u"ods"_s, u"md"_s, u"zip"_s, u"tar"_s, u"tgz"_s, u"gz"_s};
}

const Importer *findImporter(const Registry &registry, const QString &formatId)
{
    for (const auto &importer : registry) {
        if (importer->id() == formatId)
            return importer.get();
    }
    return nullptr;
}

domain::Result<const Importer *> recognise(const Probe &probe, const Registry &registry)
{
    const SampleJsonScope sample;
    if (probe.shape == Shape::Empty) {
        const auto named = signatureByName(probe.fileName);
        if (!named)
            return Error{ErrorCode::FileEmpty, u"the file is empty, and its name does not tell a format"_s,
                         probe.fileName};
        if (const Importer *importer = findImporter(registry, named->id))
            return importer;
        return refusal(*named, registry, probe.fileName);
    }
    const auto known = signatureOf(probe);
    if (known && known->trap)
        return refusal(*known, registry, probe.fileName);
    if (const Importer *best = bestFor(probe, registry))
        return best;
    // A title or an empty line above the row of titles: people put them there, above all in spreadsheets.
    const auto below = known || probe.syntax ? std::nullopt : belowHeading(probe);
    if (const Importer *best = below ? bestFor(below->probe, registry) : nullptr)
        return best;
    if (probe.syntax)
        return Error{probe.syntax->code, (known ? known->name + u": "_s : QString()) + probe.syntax->detail,
                     probe.fileName + u':' + probe.syntax->where};
    if (known)
        return refusal(*known, registry, probe.fileName);
    return Error{ErrorCode::UnknownFormat, whyUnknown(probe), probe.fileName};
}

namespace {

/// "prod" of "exports/prod/pods.json", of "prod/2026-10/pods.json", of "exports/prod.zip!/pods.json" and of "x.zip!/prod/pods.json".
QString folderOf(const QString &shown)
{
    const QString member = shown.section(MemberMark, -1);
    const QString outer = shown.section(MemberMark, 0, -2);
    if (outer.isEmpty())
        return domain::lastingName(QFileInfo(shown).absolutePath());
    if (member.contains(u'/'))
        return domain::lastingName(member.left(member.lastIndexOf(u'/')));
    const QFileInfo archive(outer.section(MemberMark, -1));
    return domain::lastingName(archive.absolutePath() + u'/' + archive.baseName());
}

} // namespace

qint64 titleLineOf(const Importer &importer, const Probe &probe)
{
    const std::optional<BelowHeading> below = headingAbove(importer, probe);
    return below ? below->probe.skippedLines + 1 : 0;
}

domain::Result<void> readFile(const InputFile &file, const Registry &registry, const QString &formatId,
                              domain::RecordSink &sink, domain::JobContext &context, domain::FileReport &report)
{
    const QString &path = file.shown;
    report.path = path;
    report.refused = true;
    const auto refuse = [&](Error error) -> domain::Result<void> {
        report.cancelled = error.code == ErrorCode::Cancelled;
        if (file.path != file.shown)
            error.where.replace(file.path, file.shown);
        return error;
    };
    auto probe = makeProbe(file.path, file.encoding);
    if (!probe)
        return refuse(probe.error());
    const auto importer = pick(*probe, registry, formatId);
    if (!importer)
        return refuse({importer.error().code, importer.error().detail,
                       importer.error().code == ErrorCode::UsageError
                           ? path
                           : QFileInfo(path).path() + u'/' + importer.error().where});
    report.format = (*importer)->id();
    auto text = TextDevice::openFile(file.path, {}, file.encoding);
    if (!text)
        return refuse(text.error());
    report.bytes = (*text)->bytes().fileSize();
    const std::optional<BelowHeading> below = headingAbove(**importer, *probe);
    const qsizetype above = below ? below->bytes : 0;
    const auto again = [&file, above]() -> domain::Result<std::unique_ptr<QIODevice>> {
        auto opened = TextDevice::openFile(file.path, {}, file.encoding);
        if (!opened)
            return opened.error();
        skip(**opened, above);
        return std::unique_ptr<QIODevice>(std::move(*opened));
    };
    skip(**text, above);
    const Probe &read = below ? below->probe : *probe;
    // Next month's list has another day in its name, and is the same list.
    const QString mended = listOfRejected(read);
    const QString name = mended.isEmpty() ? domain::lastingName(path.left(path.lastIndexOf(u'/') + 1) + read.fileName) : mended;
    report.list = name;
    Source source{path, read.shape, text->get(), read, again, file.cluster, folderOf(path)};
    source.probe.fileName = name;
    const auto done = (*importer)->run(source, sink, context);
    // A reading error cuts the text short: it is the cause, what the importer made of the rest is not.
    if ((*text)->error())
        return refuse(*(*text)->error());
    if (!done)
        return refuse(done.error());
    const QString own = QString::fromLatin1((*text)->bytes().finishSha256());
    report.sha256 = file.sha256.isEmpty() ? own : file.sha256;
    if ((*text)->bytes().error())
        return refuse(*(*text)->bytes().error());
    if (below && !below->heading.isEmpty())
        sink.diagnostic({u"heading"_s, domain::DiagnosticLevel::Info, u"line 1"_s, u"what stands above the titles is not read: '%1'"_s.arg(below->heading.left(120))});
    for (const domain::Diagnostic &diagnostic : (*text)->diagnostics())
        sink.diagnostic(diagnostic);
    for (const domain::Diagnostic &note : file.notes)
        sink.diagnostic(note);
    if (probe->sample.contains(RejectMark.data()) || probe->head.contains(RejectMark.data()))
        sink.markIncomplete(u"these are records that an earlier import rejected, not a whole export"_s);
    report.refused = false;
    return {};
}

} // namespace importers
