// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry.h"
#include "importers/runimporter.h"
#include "importers/text/mappedcsv.h"

#include <QFile>
#include <QTemporaryDir>

// Tables read through a mapping, for tests.

/// The catalogue as it is delivered.
inline domain::Catalogue catalogueOf()
{
    QFile file(QStringLiteral(":/packs/attributes.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no catalogue");
    auto catalogue = domain::Catalogue::fromJson(file.readAll());
    if (!catalogue)
        qFatal("%s", qPrintable(catalogue.error().detail));
    return *catalogue;
}

/// What a file of this name and content gives, as it is recognised.
inline void readAsFile(CollectingSink &sink, const domain::Catalogue &catalogue, const QString &name, const QByteArray &text)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("can't write the test's file");
    file.close();
    domain::QuietJob job;
    domain::FileReport report;
    if (!importers::readFile(file.fileName(), importers::defaultRegistry(catalogue), {}, sink, job, report))
        qFatal("can't read the test's file");
}

/// What a table gave.
struct MappedReading
{
    CollectingSink sink;
    std::optional<domain::Error> error;
};

inline void readMapped(MappedReading &read, const domain::Catalogue &catalogue, const QByteArray &text, const importers::CsvMapping &mapping)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("t.csv")));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("can't write the test's file");
    file.close();
    const auto probe = importers::makeProbe(file.fileName(), mapping.encoding);
    auto device = importers::TextDevice::openFile(file.fileName(), {}, mapping.encoding);
    if (!probe || !device)
        qFatal("can't open the test's file");
    domain::QuietJob job;
    const auto done = importers::MappedCsv(catalogue, mapping).run({file.fileName(), probe->shape, device->get(), *probe}, read.sink, job);
    if (!done)
        read.error = done.error();
}
