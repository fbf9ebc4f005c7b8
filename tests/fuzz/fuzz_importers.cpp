// SPDX-License-Identifier: GPL-3.0-or-later
// A libFuzzer target: the input is a file as an officer may get it. BAILIWICK_FUZZ_FORMAT names the importer that reads it whatever it is
// (the program's --format); without it the content decides, as it does for a file that is dropped on the window. Archives and workbooks are
// walked first. Nothing is written but the input itself, to memory.
#include "domain/catalogue.h"
#include "domain/recordsink.h"
#include "importers/registry.h"

#include <QByteArray>
#include <QFile>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// Takes everything and keeps nothing, but that each call comes in its order.
class Nowhere final : public domain::RecordSink
{
public:
    ~Nowhere() override { endRecord(); }
    void header(const domain::SourceHeader &) override { m_header = true; }
    void beginRecord(qint64, const QString &) override
    {
        if (!m_header)
            abort(); // a record before the header would have no source
        endRecord();
    }
    void entity(domain::Record &&record) override
    {
        m_keyless = m_keyless || (record.key.isEmpty() && !record.registerWord && !record.machineType);
    }
    void ignored(const QString &, const QString &) override {}
    void rejected(const QString &, const QString &, const QString &) override { m_keyless = false; }
    void diagnostic(const domain::Diagnostic &) override {}
    void markIncomplete(const QString &) override {}

private:
    void endRecord()
    {
        if (std::exchange(m_keyless, false))
            abort(); // nothing could find it again
    }
    bool m_header = false;
    bool m_keyless = false; ///< the record has an entity without a key, and is not rejected yet
};

const domain::Catalogue &catalogue()
{
    static const domain::Catalogue one = [] {
        QFile file(QStringLiteral(SOURCE_ROOT "/resources/packs/attributes.json"));
        auto read = file.open(QIODevice::ReadOnly) ? domain::Catalogue::fromJson(file.readAll()) : domain::Error{};
        if (!read)
            abort();
        return *read;
    }();
    return one;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const importers::Registry registry = importers::defaultRegistry(catalogue());
    static const QString format = qEnvironmentVariable("BAILIWICK_FUZZ_FORMAT");
    static const int file = memfd_create("input", 0);
    static const QString path = u"/proc/self/fd/%1"_s.arg(file);
    if (ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != static_cast<ssize_t>(size))
        abort();
    domain::QuietJob job;
    importers::ArchiveLimits limits;
    limits.unpacked = 64LL << 20;
    limits.members = 200;
    importers::PartVisitor visitor;
    visitor.file = [&](const importers::InputFile &part) {
        Nowhere sink;
        domain::FileReport report;
        (void)importers::readFile(part, registry, format, sink, job, report).has_value();
    };
    visitor.refused = [](const QString &, const domain::Error &) {};
    visitor.sheetsDone = [](const QString &, const QStringList &) {};
    visitor.passedOver = [](const QString &, int, const QString &) {};
    importers::walkParts(importers::InputFile(path, u"input.json"_s), limits, job, visitor);
    return 0;
}
