// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/table/mappingcheck.h"

#include "domain/recordsink.h"
#include "importers/text/mappedcsv.h"
#include "importers/text/shape.h"
#include "importers/text/textdevice.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace importers {
namespace {

/// Counts what would come in.
class CountingSink final : public domain::RecordSink
{
public:
    explicit CountingSink(MappingCheck &check) : m_check(check) {}
    void header(const domain::SourceHeader &) override {}
    void beginRecord(qint64, const QString &) override
    {
        end();
        ++m_check.rows;
        m_open = true;
        m_taken = m_rejected = false;
    }
    void entity(domain::Record &&) override { m_taken = true; }
    void ignored(const QString &, const QString &) override {}
    void rejected(const QString &, const QString &, const QString &) override { m_rejected = true; }
    void diagnostic(const domain::Diagnostic &told) override { m_check.sameKey += told.code == u"duplicate-key"_s ? 1 : 0; }
    void markIncomplete(const QString &) override {}
    void end()
    {
        if (!std::exchange(m_open, false))
            return;
        ++(m_rejected ? m_check.rejected : m_taken ? m_check.taken : m_check.ignored);
    }

private:
    MappingCheck &m_check;
    bool m_open = false;
    bool m_taken = false;
    bool m_rejected = false;
};

} // namespace

MappingCheck checkMapping(const QString &path, const domain::Catalogue &catalogue, const CsvMapping &mapping, domain::JobContext &context)
{
    MappingCheck check;
    const auto probe = makeProbe(path, mapping.encoding);
    auto text = probe ? TextDevice::openFile(path, {}, mapping.encoding) : domain::Result<std::unique_ptr<TextDevice>>(probe.error());
    if (!text) {
        check.refused = text.error();
        return check;
    }
    std::map<qsizetype, ColumnTrouble> troubles;
    MappedCsv importer(catalogue, mapping);
    importer.watch([&](qsizetype column, const QString &cell, const QString &, const QString &why) {
        ColumnTrouble &trouble = troubles[column];
        trouble.column = column;
        ++trouble.cells;
        const auto known = std::find_if(trouble.values.begin(), trouble.values.end(), [&](const ColumnTrouble::Value &value) { return value.cell == cell; });
        if (known != trouble.values.end())
            ++known->count;
        else if (trouble.values.size() < ColumnTrouble::MostValues)
            trouble.values.append({cell, 1, why});
    });
    CountingSink sink(check);
    const auto done = importer.run({path, probe->shape, text->get(), *probe}, sink, context);
    sink.end();
    if ((*text)->error())
        check.refused = *(*text)->error();
    else if (!done)
        check.refused = done.error();
    for (auto &[column, trouble] : troubles)
        check.columns.append(std::move(trouble));
    return check;
}

} // namespace importers
