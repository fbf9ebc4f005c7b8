// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/samplejson.h"

#include "importers/importer.h"

#include <nlohmann/json.hpp>

namespace importers {

using nlohmann::json;

namespace {

struct Parsed
{
    QByteArray sample; ///< holds the bytes, so that no other sample can lie where they lie
    json value;
};

Parsed &parsed()
{
    thread_local Parsed last;
    return last;
}

} // namespace

void removeRejectMarks(json &value)
{
    if (value.is_object()) {
        const auto mark = value.find(RejectMark.data());
        if (mark != value.end()) {
            value.erase(mark);
            if (const auto own = value.find(RejectedValue.data()); own != value.end()) {
                json inner = std::move(*own);
                value = std::move(inner);
                return;
            }
        }
    }
    if (value.is_structured()) {
        for (json &child : value)
            removeRejectMarks(child);
    }
}

const json &sampleJson(const QByteArray &sample)
{
    Parsed &last = parsed();
    if (last.sample.isNull() || last.sample.constData() != sample.constData() || last.sample.size() != sample.size()) {
        last.sample = sample;
        last.value = json::parse(sample.cbegin(), sample.cend(), nullptr, false);
        if (sample.contains(RejectMark.data()))
            removeRejectMarks(last.value);
    }
    return last.value;
}

SampleJsonScope::~SampleJsonScope()
{
    parsed() = Parsed();
}

} // namespace importers
