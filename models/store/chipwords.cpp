// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/chipwords.h"

#include "store/referencelookup.h"

#include <QRegularExpression>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// "A100-SXM4-80GB" -> 81,920; 0 where the name tells no memory.
qint64 memoryInName(const QString &chip)
{
    static const QRegularExpression size(u"(?:^|[^0-9a-z.])(\\d{1,3}) ?gi?b(?:[^a-z]|$)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = size.match(chip);
    return match.hasMatch() ? match.capturedView(1).toLongLong() * 1024 : 0;
}

} // namespace

qint64 nominalMemoryMib(qint64 reported)
{
    // GiB of the chips that are sold (facts: the memory of the chips in instance_types.json).
    static constexpr qint64 sizes[] = {2,  3,  4,  6,  8,  10, 11, 12,  16,  20,  24,  32,  40,  48,
                                       64, 80, 94, 95, 96, 128, 141, 180, 186, 192, 256, 270, 279, 288};
    const auto *const next = std::find_if(std::begin(sizes), std::end(sizes),
                                          [reported](qint64 size) { return size * 1024 >= reported; });
    if (next == std::end(sizes) || reported * 100 < *next * 1024 * 92)
        return reported;
    return *next * 1024;
}

void nameChipAsReference(Record &accelerator, const ReferenceLookup &reference)
{
    bool saysMemory = false;
    qint64 told = 0;
    for (Field &field : accelerator.fields) {
        if (field.attr == "memory_mib"_L1) {
            saysMemory = true;
            if (auto *mib = std::get_if<qint64>(&field.value))
                *mib = nominalMemoryMib(*mib);
        } else if (field.attr == "chip"_L1) {
            auto *name = std::get_if<QString>(&field.value);
            const auto chip = name ? reference.chip(*name) : std::nullopt;
            if (!chip)
                continue;
            told = memoryInName(*name);
            *name = chip->model;
        }
    }
    if (!saysMemory && told > 0)
        accelerator.fields.append({u"memory_mib"_s, nominalMemoryMib(told)});
}

} // namespace store
