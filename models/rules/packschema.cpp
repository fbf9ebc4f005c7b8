// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/packschema.h"

#include "domain/cellvalues.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <exception>

using namespace Qt::StringLiterals;
using domain::Diagnostic;
using domain::DiagnosticLevel;

namespace rules {
namespace {

/// valijson names a place as <root>[rules][0][id]; packs use JSON pointers.
QString pointerOf(const std::vector<std::string> &context)
{
    QString pointer;
    for (std::size_t i = 1; i < context.size(); ++i) {
        QString part = QString::fromStdString(context[i]);
        if (part.startsWith(u'[') && part.endsWith(u']'))
            part = part.mid(1, part.size() - 2);
        pointer += u'/' + part.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
    }
    return pointer;
}

/// What the schema asks of the value at a place: its node there, references followed; empty where the schema leaves the choice between several.
QJsonObject nodeAt(const QJsonObject &schema, const QString &pointer)
{
    const auto followed = [&schema](QJsonObject node) {
        for (int i = 0; i < 8 && node.contains(u"$ref"_s); ++i)
            node = schema.value(u"definitions"_s).toObject().value(node.value(u"$ref"_s).toString().section(u'/', -1)).toObject();
        return node;
    };
    QJsonObject node = schema;
    for (const QString &part : pointer.split(u'/', Qt::SkipEmptyParts)) {
        const QJsonObject properties = node.value(u"properties"_s).toObject();
        node = followed(properties.contains(part)                           ? properties.value(part).toObject()
                        : node.value(u"items"_s).isObject()                 ? node.value(u"items"_s).toObject()
                                                                            : node.value(u"additionalProperties"_s).toObject());
    }
    return node;
}

/// Words for an officer where valijson speaks of its own insides.
QString inWords(const QString &description, const QJsonObject &schema, const QJsonObject &pack, const QString &pointer)
{
    const bool ofWords = description.contains(u"enum value"_s), ofForm = description.contains(u"'pattern'"_s);
    if (!ofWords && !ofForm)
        return description;
    const QJsonObject node = nodeAt(schema, pointer);
    QJsonValue value = pack;
    for (const QString &part : pointer.split(u'/', Qt::SkipEmptyParts))
        value = value.isArray() ? value.toArray().at(part.toInt()) : value.toObject().value(part);
    const QString said = value.isString() ? value.toString().left(80) : QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact)).left(80);
    QStringList words;
    for (const QJsonValue &one : node.value(u"enum"_s).toArray())
        words.append(one.toString());
    if (ofWords && !words.isEmpty()) {
        const QString nearest = domain::nearestName(said, words);
        return u"\"%1\" is none of the words that are allowed here: %2%3"_s.arg(said, words.join(u", "_s), nearest.isEmpty() ? QString() : u"; did you mean \"%1\"?"_s.arg(nearest));
    }
    const QString form = node.value(u"description"_s).toString();
    return ofForm && !form.isEmpty() ? u"\"%1\" does not have the form that is asked for here: %2"_s.arg(said, form) : description;
}

} // namespace

QList<Diagnostic> checkPackSchema(const QJsonObject &pack)
{
    QFile file(u":/packs/pack.schema.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {{u"schema"_s, DiagnosticLevel::Error, QString(), u"the schema of packs is missing"_s}};
    const QJsonValue schemaJson = QJsonDocument::fromJson(file.readAll()).object();
    QList<Diagnostic> errors;
    try { // valijson throws on a faulty schema; nothing may leave this room
        valijson::Schema schema;
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.populateSchema(valijson::adapters::QtJsonAdapter(schemaJson), schema);
        valijson::Validator validator;
        valijson::ValidationResults results;
        const QJsonValue value(pack);
        if (validator.validate(schema, valijson::adapters::QtJsonAdapter(value), &results))
            return errors;
        valijson::ValidationResults::Error error;
        while (results.popError(error) && errors.size() < 100)
            errors.append({u"schema"_s, DiagnosticLevel::Error, pointerOf(error.context),
                           inWords(QString::fromStdString(error.description).left(500), schemaJson.toObject(), pack, pointerOf(error.context))});
    } catch (const std::exception &e) {
        errors.append({u"schema"_s, DiagnosticLevel::Error, QString(), QString::fromUtf8(e.what())});
    }
    // The deepest place says most; valijson reports every level on the way to it.
    std::stable_sort(errors.begin(), errors.end(),
                     [](const Diagnostic &a, const Diagnostic &b) { return a.where.count(u'/') > b.where.count(u'/'); });
    return errors;
}

} // namespace rules
