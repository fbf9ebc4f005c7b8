// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "importers/archive/archivereader.h"
#include "importers/text/textencoding.h"

#include <QString>

#include <functional>

namespace importers {

/// A file to read: where its bytes lie, and how people know it ("bundle.zip!/azure/vms.json", "register.xlsx!/Systems").
struct InputFile
{
    QString path;
    QString shown;
    QString workbook = {};                  ///< of a sheet: its workbook, as shown
    QString sha256 = {};                    ///< of a sheet: of its workbook's bytes; else of its own, which are read anyway
    QList<domain::Diagnostic> notes = {};   ///< what was doubtful when it was unpacked
    std::optional<TextEncoding> encoding = {}; ///< as a person says; else its first bytes decide
    QString cluster = {}; ///< Source::cluster
    InputFile(const QString &onDisk) : path(onDisk), shown(onDisk) {}
    InputFile(const QString &onDisk, const QString &shownAs) : path(onDisk), shown(shownAs) {}
};

/// What a walk over the parts of a file meets, in their order.
struct PartVisitor
{
    /// One file. What lies at `path` may be gone after the call.
    std::function<void(const InputFile &)> file;
    /// A part (or the rest of an archive) that can't be read. `shown` names it.
    std::function<void(const QString &shown, const domain::Error &)> refused;
    /// The sheets of a workbook are over; those that are hidden in it were passed over.
    std::function<void(const QString &workbook, const QStringList &hidden)> sheetsDone;
    /// Hidden files and such of one archive, after its other members.
    std::function<void(const QString &archive, int count, const QString &first)> passedOver;
    /// May be empty. True: the sheet of a workbook with this hash is known, and needn't be unpacked.
    std::function<bool(const QString &shown, const QString &sha256)> isKnown = {};
};

/// The files that a file stands for: itself, for an archive its members, also of archives in it, for a workbook its sheets as CSV (hidden
/// ones only where they are named). Members are unpacked one after the other to a private temporary folder, and nothing is left there.
/// The path may name a single member or sheet ("a.zip!/m.json", "b.xlsx!/Systems"). Blocking; one thread.
void walkParts(const InputFile &, const ArchiveLimits &, domain::JobContext &, const PartVisitor &);

/// The path of the file on the disk that a shown path lies in: "a.zip" of "a.zip!/m.json". Itself where there is such a file.
QString fileOnDisk(const QString &shown);

/// SHA-256 of a file or of one member of an archive ("a.zip!/m.json").
domain::Result<QString> sha256OfPart(const QString &shown, domain::JobContext &);

} // namespace importers
