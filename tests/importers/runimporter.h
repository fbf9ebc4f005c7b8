// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/families.h"
#include "importers/text/shape.h"
#include "importers/text/textdevice.h"
#include "support/collectingsink.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

/// Reads a file with the importer of a family that claims it most, as the registry would.
struct Reading
{
    QString format; ///< empty: nobody claims it
    QStringList claims;
    CollectingSink sink;
    std::optional<domain::Error> error;
};

using Family = void (*)(std::vector<std::unique_ptr<importers::Importer>> &);

inline Reading readWith(Family family, const QString &path, const QString &format = {})
{
    Reading reading;
    std::vector<std::unique_ptr<importers::Importer>> all;
    family(all);
    auto probe = importers::makeProbe(path);
    if (!probe) {
        reading.error = probe.error();
        return reading;
    }
    const importers::Importer *best = nullptr;
    int bestScore = 0;
    for (const auto &importer : all) {
        const int score = importer->probe(*probe);
        if (score > 0)
            reading.claims.append(importer->id());
        if (format.isEmpty() ? score > bestScore : importer->id() == format) {
            best = importer.get();
            bestScore = score;
        }
    }
    if (!best)
        return reading;
    reading.format = best->id();
    auto text = importers::TextDevice::openFile(path);
    if (!text) {
        reading.error = text.error();
        return reading;
    }
    domain::QuietJob job;
    const auto again = [&path]() -> domain::Result<std::unique_ptr<QIODevice>> {
        auto opened = importers::TextDevice::openFile(path);
        if (!opened)
            return opened.error();
        return std::unique_ptr<QIODevice>(std::move(*opened));
    };
    const auto done = best->run({path, probe->shape, text->get(), *probe, again}, reading.sink, job);
    if (!done)
        reading.error = done.error();
    return reading;
}

/// The same for a file of this content; `name` may have folders.
inline Reading readText(Family family, const QString &name, const QByteArray &content)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);
    QFile file(path);
    if (!QDir().mkpath(QFileInfo(path).path()) || !file.open(QIODevice::WriteOnly) ||
        file.write(content) != content.size())
        qFatal("can't write the test's file");
    file.close();
    return readWith(family, path);
}

inline QString sampleFile(const QString &name)
{
    return QString::fromUtf8(SAMPLES) + u'/' + name;
}

inline bool haveSamples()
{
    return QFileInfo::exists(QString::fromUtf8(SAMPLES));
}

inline QString ownFile(const QString &name)
{
    return QString::fromUtf8(TEST_DATA) + QStringLiteral("/importers/") + name;
}

inline QString textField(const domain::Record &record, const QString &attr)
{
    const domain::Value *value = CollectingSink::field(record, attr);
    if (!value)
        return QStringLiteral("(unsaid)");
    if (const auto *text = std::get_if<QString>(value))
        return *text;
    if (const auto *flag = std::get_if<bool>(value))
        return *flag ? QStringLiteral("true") : QStringLiteral("false");
    if (const auto *number = std::get_if<qint64>(value))
        return QString::number(*number);
    if (const auto *number = std::get_if<double>(value))
        return QString::number(*number, 'g', 12);
    if (const auto *reference = std::get_if<domain::Reference>(value))
        return QStringLiteral("->") + reference->key;
    if (const auto *list = std::get_if<domain::ListValue>(value))
        return list->items.join(u'|') + (list->complete ? QString() : QStringLiteral("..."));
    if (std::holds_alternative<domain::Absent>(*value))
        return QStringLiteral("(absent)");
    return QStringLiteral("(no answer)");
}

inline int countOfKind(const CollectingSink &sink, domain::EntityKind kind)
{
    int count = 0;
    for (const domain::Record &record : sink.records())
        count += static_cast<int>(record.kind == kind);
    return count;
}

inline QString aliasOf(const domain::Record &record, const QString &scheme)
{
    for (const domain::Alias &alias : record.aliases) {
        if (alias.scheme == scheme)
            return alias.value;
    }
    return {};
}

inline QString placesOf(const domain::Record &record)
{
    QStringList all;
    for (const domain::Place &place : record.places)
        all.append(QString::number(place.facets) + u' ' + place.provider + u'/' +
                   (place.site.isEmpty() ? place.region : place.site));
    return all.join(QStringLiteral(", "));
}

/// What a sink took that the attribute catalogue does not allow: unknown attributes, wrong types, values outside of a
/// list.
inline QStringList againstCatalogue(const CollectingSink &sink)
{
    using domain::ValueType;
    QFile file(QString::fromUtf8(SOURCE_ROOT) + QStringLiteral("/resources/packs/attributes.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {QStringLiteral("attributes.json can't be opened")};
    const auto catalogue = domain::Catalogue::fromJson(file.readAll());
    if (!catalogue)
        return {catalogue.error().detail};
    QSet<QString> wrong;
    for (const domain::Record &record : sink.records()) {
        QSet<QString> seen;
        for (const domain::Field &field : record.fields) {
            const QString where = domain::kindName(record.kind) + u'.' + field.attr;
            if (seen.contains(field.attr))
                wrong.insert(where + QStringLiteral(" twice"));
            seen.insert(field.attr);
            const domain::Attribute *attribute = catalogue->attribute(record.kind, field.attr);
            if (!attribute) {
                wrong.insert(where + QStringLiteral(" unknown"));
                continue;
            }
            if (std::holds_alternative<domain::Absent>(field.value) ||
                std::holds_alternative<domain::NoAnswer>(field.value))
                continue;
            bool fits = false;
            switch (attribute->type) {
            case ValueType::Bool:
                fits = std::holds_alternative<bool>(field.value);
                break;
            case ValueType::Int:
            case ValueType::Date:
                fits = std::holds_alternative<qint64>(field.value);
                break;
            case ValueType::Number:
                fits = std::holds_alternative<double>(field.value) || std::holds_alternative<qint64>(field.value);
                break;
            case ValueType::Text:
            case ValueType::Country:
                fits = std::holds_alternative<QString>(field.value);
                break;
            case ValueType::Enum:
                fits = std::holds_alternative<QString>(field.value) &&
                       attribute->values.contains(std::get<QString>(field.value));
                break;
            case ValueType::Ref:
                fits = std::holds_alternative<domain::Reference>(field.value);
                break;
            case ValueType::List:
                fits = std::holds_alternative<domain::ListValue>(field.value);
                if (fits && !attribute->values.isEmpty()) {
                    for (const QString &item : std::get<domain::ListValue>(field.value).items)
                        fits = fits && attribute->values.contains(item);
                }
                break;
            }
            if (!fits)
                wrong.insert(where + QStringLiteral(" has a value that does not fit"));
        }
        if (record.key.isEmpty())
            wrong.insert(QStringLiteral("a record without a key"));
    }
    return wrong.values();
}
