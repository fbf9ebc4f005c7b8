// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/packschema.h"

#include <QFile>
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
                           QString::fromStdString(error.description).left(500)});
    } catch (const std::exception &e) {
        errors.append({u"schema"_s, DiagnosticLevel::Error, QString(), QString::fromUtf8(e.what())});
    }
    // The deepest place says most; valijson reports every level on the way to it.
    std::stable_sort(errors.begin(), errors.end(),
                     [](const Diagnostic &a, const Diagnostic &b) { return a.where.count(u'/') > b.where.count(u'/'); });
    return errors;
}

} // namespace rules
