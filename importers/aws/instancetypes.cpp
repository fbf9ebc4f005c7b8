// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/instancetypes.h"

#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr qint64 Most = 1'000'000'000;

const json &listOf(const json &root)
{
    return root.is_array() ? root : member(root, "InstanceTypes");
}

std::optional<int> numberOf(const json &object, const char *name)
{
    const json &value = member(object, name);
    if (!value.is_number_integer())
        return std::nullopt;
    const qint64 number = value.get<qint64>();
    return number >= 0 && number <= Most ? std::optional(static_cast<int>(number)) : std::nullopt;
}

/// The list of devices that the type's members hold, and who made them where the devices don't say. Inferentia stands in two
/// members; Neuron's is the newer one.
std::pair<std::vector<const json *>, QString> devicesOf(const json &type)
{
    const std::pair<const char *, const char *> places[] = {{"GpuInfo", "Gpus"},
                                                            {"NeuronInfo", "NeuronDevices"},
                                                            {"InferenceAcceleratorInfo", "Accelerators"},
                                                            {"FpgaInfo", "Fpgas"}};
    for (const auto &[info, list] : places) {
        auto devices = elements(member(member(type, info), list));
        if (!devices.empty())
            return {std::move(devices), std::string_view(info) == "NeuronInfo" ? u"AWS"_s : QString()};
    }
    return {};
}

/// Whether what is in the type is told, were it only in part, as a --query leaves it.
bool tellsParts(const json &type)
{
    for (const char *part : {"VCpuInfo", "GpuInfo", "NeuronInfo", "InferenceAcceleratorInfo", "FpgaInfo", "MemoryInfo", "ProcessorInfo"}) {
        if (type.contains(part))
            return true;
    }
    return false;
}

/// Reads the devices of a type; what is wrong with them, or nothing.
QString readDevices(const json &type, domain::MachineType &told)
{
    const auto [devices, vendor] = devicesOf(type);
    for (const json *device : devices) {
        const QString name = text(*device, "Name").trimmed();
        const auto count = numberOf(*device, "Count");
        if (name.isEmpty() || !count)
            return u"an accelerator without a name or a count"_s;
        if (!told.chip.isEmpty() && told.chip != name)
            return u"accelerators of two kinds (%1, %2), which one entry can't tell"_s.arg(told.chip, name);
        told.chip = name;
        told.vendor = text(*device, "Manufacturer").trimmed();
        if (told.vendor.isEmpty())
            told.vendor = vendor;
        // A part of a GPU is counted as one logical GPU of a fraction.
        const json &logical = member(*device, "LogicalGpuCount");
        const bool part = logical.is_number() && logical.get<double>() > 0 && logical.get<double>() < 1;
        told.count = part ? 0 : static_cast<int>(std::min<qint64>(Most, qint64{told.count} + *count));
        told.memoryMib = numberOf(member(*device, "MemoryInfo"), "SizeInMiB");
    }
    return {};
}

} // namespace

QString InstanceTypes::id() const
{
    return u"aws-instance-types"_s;
}

QString InstanceTypes::displayName() const
{
    return u"Amazon EC2 instance types"_s;
}

int InstanceTypes::score(const json &root) const
{
    const json &list = listOf(root);
    if (!list.is_array())
        return 0;
    if (list.empty())
        return root.is_object() ? 2 : 0;
    const auto types = elements(list);
    return std::any_of(types.begin(), types.end(), [](const json *type) { return !text(*type, "InstanceType").isEmpty() && tellsParts(*type); }) ? 3 : 0;
}

domain::SourceHeader InstanceTypes::header(const json &, const Source &source) const
{
    // A region's own list, or a part of it: nothing follows from what is not in it.
    domain::SourceHeader header;
    header.scope = source.probe.fileName;
    header.rank = domain::SourceRank::Reference;
    return header;
}

domain::Result<void> InstanceTypes::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    sink.markSelection();
    const QString base = root.is_array() ? pointerBase : pointerBase + u"/InstanceTypes"_s;
    static const QRegularExpression form(u"^[a-z0-9][a-z0-9-]*\\.[a-z0-9-]+$"_s);
    qsizetype i = 0;
    for (const json *type : elements(listOf(root))) {
        if (ordinal % 500 == 0 && context.isCancelled())
            return domain::Error{domain::ErrorCode::Cancelled, {}, base};
        const QString where = base + u'/' + QString::number(i++);
        sink.beginRecord(ordinal++, where);
        domain::MachineType told;
        told.provider = u"aws"_s;
        told.type = text(*type, "InstanceType").trimmed();
        if (!form.match(told.type).hasMatch()) {
            sink.rejected(u"bad-value"_s, where + u"/InstanceType"_s, u"'%1' is no name of an instance type"_s.arg(told.type));
            continue;
        }
        if (const QString wrong = readDevices(*type, told); !wrong.isEmpty()) {
            sink.rejected(u"bad-value"_s, where, told.type + u": "_s + wrong);
            continue;
        }
        if (told.chip.isEmpty() && !type->contains("VCpuInfo")) {
            // Of a list that a --query has cut, what is missing may have been cut off.
            sink.ignored(u"parts-missing"_s, u"%1: no accelerators are told, and neither are its processors (VCpuInfo), as the whole list would; export it without --query"_s.arg(told.type));
            continue;
        }
        if (told.chip.isEmpty()) {
            sink.ignored(u"no-accelerator"_s, u"%1 holds no accelerators"_s.arg(told.type));
            continue;
        }
        domain::Record record;
        record.kind = domain::EntityKind::Accelerator;
        record.machineType = told;
        sink.entity(std::move(record));
    }
    return {};
}

} // namespace importers
