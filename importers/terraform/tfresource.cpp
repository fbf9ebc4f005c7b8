// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/terraform/tfresource.h"

#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

/// Takes the value at a path of steps away: [{"type":"get_attr","value":"password"}, {"type":"index","value":...}].
void erasePath(json &value, const std::vector<const json *> &steps, std::size_t at)
{
    if (at >= steps.size())
        return;
    const json &raw = member(*steps[at], "value");
    const json &step = raw.is_object() ? member(raw, "value") : raw;
    const bool last = at + 1 == steps.size();
    if (value.is_object() && step.is_string()) {
        const auto found = value.find(step.get_ref<const std::string &>());
        if (found == value.end())
            return;
        if (last)
            value.erase(found);
        else
            erasePath(*found, steps, at + 1);
    } else if (value.is_array() && step.is_number_unsigned() && step.get<std::size_t>() < value.size()) {
        json &element = value[step.get<std::size_t>()];
        if (last)
            element = nullptr;
        else
            erasePath(element, steps, at + 1);
    } else {
        // A path that does not fit, such as into a set: better nothing than a secret.
        value = nullptr;
    }
}

/// Takes away what `marks` says true of: an image of the values in which only sensitive ones are there.
void eraseMarked(json &value, const json &marks)
{
    if (marks.is_boolean()) {
        if (marks.get<bool>())
            value = nullptr;
    } else if (marks.is_object() && value.is_object()) {
        for (const auto &[name, mark] : marks.items()) {
            if (const auto found = value.find(name); found != value.end())
                eraseMarked(*found, mark);
        }
    } else if (marks.is_array() && value.is_array()) {
        for (std::size_t i = 0; i < std::min(marks.size(), value.size()); ++i)
            eraseMarked(value[i], marks[i]);
    }
}

bool marksAnything(const json &marks)
{
    if (marks.is_boolean())
        return marks.get<bool>();
    return marks.is_structured() && std::any_of(marks.begin(), marks.end(), marksAnything);
}

/// The page holds it while its instances are visited; most have nothing to take away, and copies cost more than reading.
std::shared_ptr<const json> inPlace(const json &value)
{
    return {std::shared_ptr<const json>(), &value};
}

QString indexed(const json &key)
{
    if (key.is_null())
        return {};
    return u'[' + compact(key) + u']';
}

} // namespace

bool visitStateInstances(const json &root, const QString &pointer, const TfFirst &first, const TfVisit &visit)
{
    qsizetype r = first(member(root, "resources"));
    for (const json *resource : elements(member(root, "resources"))) {
        const QString where = pointer + u"/resources/"_s + QString::number(r++) + u"/instances/"_s;
        const QString type = text(*resource, "type");
        const bool isData = text(*resource, "mode") == "data"_L1;
        QString address = (isData ? u"data."_s : QString()) + type + u'.' + text(*resource, "name");
        if (const QString module = text(*resource, "module"); !module.isEmpty())
            address = module + u'.' + address;
        qsizetype i = 0;
        for (const json *one : elements(member(*resource, "instances"))) {
            TfInstance instance{where + QString::number(i++), address + indexed(member(*one, "index_key")), type,
                                isData, inPlace(member(*one, "attributes"))};
            // What waits to be destroyed is there until then, beside what came in its place.
            if (const QString deposed = text(*one, "deposed"); !deposed.isEmpty())
                instance.address += u" (deposed "_s + deposed + u')';
            if (const auto paths = elements(member(*one, "sensitive_attributes")); !paths.empty()) {
                auto own = std::make_shared<json>(*instance.values);
                for (const json *path : paths)
                    erasePath(*own, elements(*path), 0);
                instance.values = std::move(own);
            }
            if (!visit(std::move(instance)))
                return false;
        }
    }
    return true;
}

bool visitShownResources(const json &module, const QString &pointer, const TfFirst &first, const TfVisit &visit)
{
    qsizetype r = first(member(module, "resources"));
    for (const json *resource : elements(member(module, "resources"))) {
        TfInstance instance{pointer + u"/resources/"_s + QString::number(r++), text(*resource, "address"),
                            text(*resource, "type"), text(*resource, "mode") == "data"_L1,
                            inPlace(member(*resource, "values"))};
        // The first versions write the address of a counted resource without its index.
        const QString index = indexed(member(*resource, "index"));
        if (!instance.address.endsWith(u']'))
            instance.address += index;
        if (const QString deposed = text(*resource, "deposed_key"); !deposed.isEmpty())
            instance.address += u" (deposed "_s + deposed + u')';
        if (const json &marks = member(*resource, "sensitive_values"); marksAnything(marks)) {
            auto own = std::make_shared<json>(*instance.values);
            eraseMarked(*own, marks);
            instance.values = std::move(own);
        }
        if (!visit(std::move(instance)))
            return false;
    }
    qsizetype m = first(member(module, "child_modules"));
    for (const json *child : elements(member(module, "child_modules"))) {
        if (!visitShownResources(*child, pointer + u"/child_modules/"_s + QString::number(m++), first, visit))
            return false;
    }
    return true;
}

const json &TfInstance::attributes() const
{
    return *values;
}

const json &tfBlock(const json &attributes, const char *name)
{
    static const json none;
    const auto blocks = elements(member(attributes, name));
    return blocks.empty() ? none : *blocks.front();
}

} // namespace importers
