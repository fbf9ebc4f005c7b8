// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azurecoverage.h"

#include "importers/azure/azureid.h"
#include "importers/jsonmembers.h"
#include "importers/text/jsontext.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr qint64 MostRowsOfAnAnswer = 1000;
constexpr qint64 UsualRowsOfAnAnswer = 100;

/// "total_records" of the command line, "totalRecords" of the interface, in the answer or what was wrapped around it.
std::optional<qint64> totalOf(const json *document)
{
    if (!document)
        return std::nullopt;
    for (const json *object : {document, &member(*document, "data"), &member(*document, "body")}) {
        for (const char *name : {"total_records", "totalRecords"}) {
            if (const json &total = member(*object, name); total.is_number_integer())
                return total.get<qint64>();
        }
    }
    return std::nullopt;
}

/// Every row of Resource Graph has these, unless the query chose others.
bool isOfGraph(const json &row)
{
    return row.contains("tenantId") && row.contains("subscriptionId") && row.contains("resourceGroup");
}

bool isListOfManager(const json *document, const AzureRows &answer)
{
    if (!document)
        return false;
    const json &wrapped = member(*document, "data");
    if (!member(*document, "value").is_array() && !member(wrapped, "value").is_array())
        return false;
    // The list of all resources has no properties, and is filtered as one likes; as lists of rights are.
    return std::all_of(answer.rows().begin(), answer.rows().end(), [](const AzureRows::Row &row) {
        const AzureKind kind(*row.value);
        return member(*row.value, "properties").is_object() && !kind.assignment && !kind.definition;
    });
}

} // namespace

void AzureCoverage::add(const json *document, const AzureRows &answer, bool goesOn)
{
    m_selection = m_selection || !isListOfManager(document, answer);
    const auto total = totalOf(document);
    const auto rows = static_cast<qint64>(answer.rows().size());
    m_rowsOfLast = rows + (goesOn ? m_rowsOfLast : 0);
    m_lastTells = total.has_value();
    m_lastGoesOn = document && !continuationOf(*document).isEmpty();
    if (!goesOn)
        m_lastOfGraph = rows > 0 && isOfGraph(*answer.rows().front().value);
    if (total)
        m_held[*total] += rows;
}

QString AzureCoverage::missing() const
{
    if (m_lastGoesOn)
        return {};
    for (const auto &[total, held] : m_held.asKeyValueRange()) {
        if (held < total)
            return u"incomplete inventory: %1 of %2 rows are here; fetch the others with --skip-token, or with --first and --skip, and append them"_s
                .arg(held)
                .arg(total);
    }
    if (!m_lastTells && m_selection &&
        (m_rowsOfLast == MostRowsOfAnAnswer || (m_lastOfGraph && m_rowsOfLast == UsualRowsOfAnAnswer)))
        return u"incomplete inventory: %1 rows are as many as one answer of Resource Graph holds, so that there may be more; fetch them with --skip-token, or with --first and --skip, and append them"_s
            .arg(m_rowsOfLast);
    return {};
}

} // namespace importers
