// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tablelook.h"

#include "core/services.h"
#include "importers/archive/fileparts.h"
#include "importers/partofpreset.h"
#include "importers/spreadsheet/workbook.h"
#include "importers/text/mappedcsv.h"
#include "importers/text/shape.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace domain;
using importers::CsvMapping;

namespace app {

bool isTable(const importers::Probe &probe)
{
    return probe.shape == importers::Shape::Delimited || (probe.shape == importers::Shape::Unknown && importers::isTableLike(probe.head));
}

Result<std::shared_ptr<TablePart>> TablePart::open(const QString &shown, JobContext &context)
{
    std::shared_ptr<TablePart> part(new TablePart);
    const QString disk = importers::fileOnDisk(shown);
    if (!QFileInfo(disk).isFile())
        return Error{ErrorCode::FileNotFound, u"there is no such file"_s, shown};
    std::optional<Error> refused;
    QString workbook;
    importers::PartVisitor visitor;
    visitor.file = [&](const importers::InputFile &file) {
        if (!part->m_path.isEmpty())
            return;
        const auto probe = importers::makeProbe(file.path);
        // Named by itself it is taken as it is; of several parts the first table.
        if (file.shown != shown && (!probe || !isTable(*probe))) {
            refused = Error{ErrorCode::UnknownFormat, u"there is no table in it"_s, shown};
            return;
        }
        workbook = file.workbook;
        part->m_shown = file.shown;
        part->m_path = file.path;
        if (file.path != file.shown) {
            part->m_path = part->m_folder.filePath(QFileInfo(file.path).fileName());
            if (!part->m_folder.isValid() || !QFile::copy(file.path, part->m_path))
                refused = Error{ErrorCode::WriteFailed, u"it can't be unpacked"_s, file.shown};
        }
    };
    visitor.refused = [&](const QString &, const Error &error) { refused = refused ? refused : error; };
    visitor.sheetsDone = [](const QString &, const QStringList &) {};
    visitor.passedOver = [](const QString &, int, const QString &) {};
    importers::walkParts({shown, shown}, {}, context, visitor);
    if (part->m_path.isEmpty())
        return refused.value_or(Error{ErrorCode::FileEmpty, u"there is no table in it"_s, shown});
    if (!workbook.isEmpty() && importers::fileOnDisk(workbook) == workbook) {
        if (const auto book = importers::Workbook::open(workbook)) {
            for (const importers::Sheet &sheet : (*book)->sheets())
                part->m_sheets.append(workbook + importers::MemberMark + sheet.name);
        }
    }
    return part;
}

Result<importers::TableLook> lookAt(const Services &services, const TablePart &part, const importers::TableOptions &options, std::optional<EntityKind> kind)
{
    const Result<importers::ColumnNames> names = importers::ColumnNames::fromResources(services.catalogue);
    if (!names)
        return names.error();
    Result<importers::TableShape> shape = importers::lookAtTable(part.path(), options);
    if (!shape)
        return shape.error();
    if (shape->rows.isEmpty())
        return Error{ErrorCode::FileEmpty, u"the table has no row"_s, part.shown()};
    importers::TableLook look{part.shown(), part.sheets(), std::move(*shape), {}};
    if (const auto probe = importers::makeProbe(part.path())) {
        if (probe->shape == importers::Shape::Json || probe->shape == importers::Shape::NdJson || probe->shape == importers::Shape::ConcatenatedJson)
            return Error{ErrorCode::SchemaMismatch, u"this is JSON and no table: its columns can't be assigned; importing it says what it is"_s, part.shown()};
        look.partOf = importers::partOfPreset(*probe);
    }
    // The folder says nothing of the rows; a sheet and its workbook both may.
    const QString hint = QFileInfo(importers::fileOnDisk(part.shown())).completeBaseName() + u' '
                         + part.shown().section(importers::MemberMark, 1).section(u'/', -1).section(u'.', 0, 0);
    look.proposal = importers::proposeMapping(look.shape, services.catalogue, *names, hint, kind);
    look.proposal.mapping.encoding = options.encoding;
    look.proposal.mapping.delimiter = options.delimiter;
    look.proposal.mapping.headerLine = options.headerLine;
    return look;
}

std::optional<Remembered> profileFor(const QList<store::ColumnProfile> &profiles, const QString &path, const importers::Probe &probe,
                                     const Catalogue &catalogue)
{
    for (const store::ColumnProfile &profile : profiles) {
        Result<CsvMapping> mapping = importers::csvMappingFromJson(profile.mapping, u"profile "_s + profile.name, catalogue);
        if (!mapping)
            continue;
        const auto own = mapping->encoding ? importers::makeProbe(path, mapping->encoding) : Result<importers::Probe>(probe);
        const auto header = own ? importers::findHeader(*own, *mapping) : std::nullopt;
        if (header && importers::titleSet(header->cells) == profile.titles)
            return Remembered{profile.name, *mapping};
    }
    return std::nullopt;
}

Result<store::ColumnProfile> makeProfile(const QString &name, const QString &path, const CsvMapping &mapping)
{
    const auto probe = importers::makeProbe(path, mapping.encoding);
    if (!probe)
        return probe.error();
    const auto header = importers::findHeader(*probe, mapping);
    if (!header)
        return Error{ErrorCode::SchemaMismatch, u"the table has no column that the mapping %1 names as key"_s.arg(mapping.path), path};
    CsvMapping kept = mapping;
    // Where the titles stand, and in which sheet, is another matter next month.
    kept.sheet.clear();
    kept.headerLine = 0;
    return store::ColumnProfile{name, importers::titleSet(header->cells), importers::csvMappingToJson(kept)};
}

} // namespace app
