// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/catalogue.h"

#include <nlohmann/json.hpp>

#include <QSet>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace domain {
namespace {

QString text(const json &object, const char *key)
{
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? QString::fromStdString(it->get_ref<const std::string &>()) : QString();
}

QStringList texts(const json &object, const char *key)
{
    QStringList list;
    const auto it = object.find(key);
    if (it != object.end() && it->is_array()) {
        for (const json &item : *it)
            list.append(QString::fromStdString(item.get<std::string>()));
    }
    return list;
}

std::optional<ValueType> typeFromName(const QString &name)
{
    static const QHash<QString, ValueType> types = {
        {u"bool"_s, ValueType::Bool}, {u"int"_s, ValueType::Int},         {u"number"_s, ValueType::Number},
        {u"date"_s, ValueType::Date}, {u"text"_s, ValueType::Text},       {u"country"_s, ValueType::Country},
        {u"enum"_s, ValueType::Enum}, {u"ref"_s, ValueType::Ref},         {u"list"_s, ValueType::List}};
    const auto it = types.find(name);
    return it == types.end() ? std::nullopt : std::optional(*it);
}

Error broken(const QString &what, const QString &where)
{
    return {ErrorCode::SchemaMismatch, what, u"attributes.json#"_s + where};
}

Result<Attribute> readAttribute(const json &object, const QStringList &facets, const QString &where)
{
    Attribute a;
    a.name = text(object, "name");
    const auto type = typeFromName(text(object, "type"));
    if (a.name.isEmpty() || !type)
        return broken(u"attribute without name or known type"_s, where);
    a.type = *type;
    if (a.isList()) {
        const auto of = typeFromName(text(object, "of"));
        if (!of)
            return broken(u"list without element type"_s, where);
        a.of = *of;
    }
    a.values = texts(object, "values");
    if (object.contains("kind")) {
        a.refKind = kindFromName(text(object, "kind"));
        if (!a.refKind)
            return broken(u"reference to an unknown kind"_s, where);
    }
    if (object.contains("facet")) {
        const qsizetype bit = facets.indexOf(text(object, "facet"));
        if (bit < 0)
            return broken(u"unknown facet"_s, where);
        a.facet = 1 << bit;
    }
    a.unit = text(object, "unit");
    const auto limit = [&object](const char *name) {
        const auto found = object.find(name);
        return found != object.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
    };
    a.least = limit("least");
    a.most = limit("most");
    a.notBefore = text(object, "not_before");
    a.inherited = texts(object, "inherited");
    a.label = text(object, "label");
    a.description = text(object, "description");
    a.example = text(object, "example");
    return a;
}

} // namespace

const Attribute *KindInfo::find(QStringView name) const
{
    const int index = indexOf(name);
    return index < 0 ? nullptr : &attributes.at(index);
}

int KindInfo::indexOf(QStringView name) const
{
    for (int i = 0; i < static_cast<int>(attributes.size()); ++i) {
        if (attributes.at(i).name == name)
            return i;
    }
    return -1;
}

Result<Catalogue> Catalogue::fromJson(const QByteArray &bytes)
{
    const json root = json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    if (!root.is_object() || !root.contains("kinds") || !root["kinds"].is_array())
        return broken(u"not a catalogue"_s, QString());
    const QStringList facets = texts(root, "facets");
    Catalogue catalogue;
    for (const json &entry : root["kinds"]) {
        const QString where = u"/kinds/%1"_s.arg(catalogue.m_kinds.size());
        KindInfo info;
        const auto kind = kindFromName(text(entry, "kind"));
        if (!kind || static_cast<qsizetype>(*kind) != catalogue.m_kinds.size())
            return broken(u"kind unknown or out of order"_s, where);
        info.kind = *kind;
        info.plural = text(entry, "plural");
        info.label = text(entry, "label");
        info.labelPlural = text(entry, "label_plural");
        QSet<QString> seen;
        for (const json &object : entry.value("attributes", json::array())) {
            const QString at = where + u"/attributes/%1"_s.arg(info.attributes.size());
            Result<Attribute> attribute = readAttribute(object, facets, at);
            if (!attribute)
                return attribute.error();
            if (seen.contains(attribute->name))
                return Error{ErrorCode::DuplicateKey, attribute->name, u"attributes.json#"_s + at};
            seen.insert(attribute->name);
            info.attributes.append(*attribute);
        }
        catalogue.m_kinds.append(info);
    }
    if (catalogue.m_kinds.size() != EntityKindCount)
        return broken(u"a kind is missing"_s, u"/kinds"_s);
    return catalogue;
}

const KindInfo &Catalogue::kind(EntityKind kind) const { return m_kinds.at(static_cast<qsizetype>(kind)); }

const Attribute *Catalogue::attribute(EntityKind k, QStringView name) const { return kind(k).find(name); }

} // namespace domain
