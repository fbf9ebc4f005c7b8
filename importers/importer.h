// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/recordsink.h"
#include "domain/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

class QIODevice;

namespace importers {

/// The shape of a text after bytes were inflated and decoded (formats.md 0.2).
enum class Shape { Json, NdJson, ConcatenatedJson, FrontMatter, Delimited, Empty, Unknown };

/// Name of the member or column in which a rejected record that was handed out carries what is wrong with it. A file that has it is never
/// the whole export, and no importer takes it for data.
inline constexpr QLatin1StringView RejectMark{"_bailiwick_rejected"};
/// What is no object can't carry the mark: it is handed out as this member of an object that does, and read again as itself.
inline constexpr QLatin1StringView RejectedValue{"_bailiwick_value"};
/// The file that it stood in, folder and name, where what a file tells is known by the file's name.
inline constexpr QLatin1StringView RejectedFile{"_bailiwick_file"};

/// What is known of a file before an importer is chosen. Cheap to make for a file of any size.
struct Probe
{
    QString fileName; ///< without folder; a hint only, the content decides. Of a Source: without day and counter (domain::lastingName())
    Shape shape = Shape::Unknown;
    QByteArray head;   ///< first 256 KiB as UTF-8, without BOM, `sep=` line or `name =` prefix
    QByteArray sample; ///< JSON shapes: the unwrapped root as compact JSON, arrays cut to their first 3 elements,
                       ///< strings to 300 characters; for NDJSON and concatenated JSON an array of the first documents
    qint64 size = 0;   ///< decoded size where known, else 0
    int skippedLines = 0; ///< lines dropped before the content (`sep=`, a prefix): add to line numbers
    std::optional<domain::Error>
        syntax; ///< the start is JSON that no parser takes; decides only when no format claims the file
};

/// The decoded text of a file, read as a stream. Owned by the caller for the time of run().
struct Source
{
    QString path; ///< as shown to the user
    Shape shape = Shape::Unknown;
    QIODevice *text = nullptr; ///< UTF-8, positioned at the start of the content; sequential, may be huge
    Probe probe;
    /// The same text once more from its start, for what must be known before the first record; empty: it can be read once only.
    std::function<domain::Result<std::unique_ptr<QIODevice>>()> again = {};
    QString cluster = {}; ///< what whoever imports it calls the Kubernetes cluster that it is of; empty: not said
    QString folder = {};  ///< name of the folder (or archive) that it lies in; empty: not known
};

/// One format. Stateless; one instance serves many files, one after the other. Thread: the job's.
class Importer
{
public:
    virtual ~Importer() = default;
    virtual QString id() const = 0;          ///< "aws-config", "cyclonedx": stable, on the command line
    virtual QString displayName() const = 0; ///< English product name of the format
    /// False: made after the vendor's description, with no real export at hand; the list of formats says so.
    virtual bool testedWithRealExports() const { return true; }
    /// 0: not mine. Higher is surer; the registry's order breaks ties (formats.md 0.3).
    virtual int probe(const Probe &) const = 0;
    /// Reads the whole file into the sink. An Error means that the file as a whole can't be read (nothing is kept);
    /// one bad record goes to RecordSink::rejected. Polls context for cancellation at least every 1,000 records.
    virtual domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const = 0;
};

} // namespace importers
