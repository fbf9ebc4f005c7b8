// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

namespace importers {

using nlohmann::json;
using namespace Qt::StringLiterals;

const json &member(const json &object, const char *name)
{
    static const json nothing;
    if (!object.is_object())
        return nothing;
    const auto found = object.find(name);
    return found == object.end() ? nothing : *found;
}

QString text(const json &value)
{
    if (value.is_string())
        return QString::fromStdString(value.get_ref<const std::string &>());
    if (value.is_boolean())
        return value.get<bool>() ? u"true"_s : u"false"_s;
    if (value.is_number())
        return QString::fromStdString(value.dump());
    return {};
}

QString text(const json &object, const char *name)
{
    return text(member(object, name));
}

std::vector<const json *> elements(const json &value)
{
    std::vector<const json *> result;
    if (value.is_array()) {
        result.reserve(value.size());
        for (const json &element : value)
            result.push_back(&element);
    } else if (!value.is_null()) {
        result.push_back(&value);
    }
    return result;
}

QStringList texts(const json &value)
{
    QStringList result;
    for (const json *element : elements(value)) {
        const QString one = text(*element);
        if (!one.isEmpty())
            result.append(one);
    }
    return result;
}

bool isTrue(const json &value)
{
    return value.is_boolean() ? value.get<bool>() : text(value).compare("true"_L1, Qt::CaseInsensitive) == 0;
}

QString compact(const json &value)
{
    return QString::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace));
}

} // namespace importers
