// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/archive/fileparts.h"

#include "importers/archive/zipkind.h"
#include "importers/spreadsheet/workbook.h"
#include "importers/text/filehash.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace importers {
namespace {

constexpr qsizetype LongestName = 120;

/// Budget of all archives that lie in one file.
class Walk
{
public:
    Walk(const ArchiveLimits &limits, domain::JobContext &context, const PartVisitor &visitor)
        : m_limits(limits), m_context(context), m_visitor(visitor)
    {
    }

    /// `only`: what must be under, as the rest of a shown path; empty: everything.
    void file(const InputFile &input, const QString &only, int depth)
    {
        switch (zipKind(input.path)) {
        case ZipKind::ExcelWorkbook:
        case ZipKind::OdfTable:
        case ZipKind::BinaryWorkbook: sheets(input, only); return;
        case ZipKind::OtherDocument:
            m_visitor.refused(input.shown, {ErrorCode::UnknownFormat, u"a text or slides of an office program: not an export that can be imported"_s, input.shown});
            return;
        case ZipKind::Archive:
        case ZipKind::None: break;
        }
        if (!ArchiveReader::isArchive(input.path)) {
            if (only.isEmpty())
                m_visitor.file(input);
            return;
        }
        if (depth >= m_limits.depth) {
            m_visitor.refused(input.shown, {ErrorCode::LimitExceeded, u"archives in archives, more than %1 deep: unpack it and import the files"_s.arg(m_limits.depth), input.shown});
            return;
        }
        members(input, only, depth);
    }

private:
    void sheets(const InputFile &file, const QString &only)
    {
        auto book = Workbook::open(file.path);
        if (!book) {
            m_visitor.refused(file.shown, as(book.error(), file));
            return;
        }
        const QList<Sheet> &all = (*book)->sheets();
        const Result<QString> hash = sha256OfFile(file.path);
        bool any = false;
        QStringList names;
        QStringList hidden;
        for (qsizetype i = 0; i < all.size() && !m_context.isCancelled(); ++i) {
            names.append(all.at(i).name);
            if (only.isEmpty() && all.at(i).hidden)
                hidden.append(all.at(i).name);
            if (only.isEmpty() ? all.at(i).hidden : only != all.at(i).name)
                continue;
            any = true;
            if (m_visitor.isKnown && m_visitor.isKnown(file.shown + MemberMark + all.at(i).name, hash.value_or(QString())))
                continue;
            sheet(file, **book, i, hash.value_or(QString()));
        }
        if (!any)
            m_visitor.refused(file.shown, {ErrorCode::FileEmpty,
                                           only.isEmpty() ? u"all sheets of this workbook are hidden (%1); name the one that is meant: FILE!/SHEET"_s.arg(names.join(u", "_s))
                                                          : u"there is no sheet '%1' in this workbook, but %2"_s.arg(only, names.join(u", "_s)),
                                           file.shown});
        m_visitor.sheetsDone(file.shown, hidden);
    }

    void sheet(const InputFile &file, Workbook &book, qsizetype number, const QString &hash)
    {
        const QString name = book.sheets().at(number).name;
        const QString shown = file.shown + MemberMark + name;
        const QTemporaryDir folder;
        // A register is known by the name of its file: the sheet is part of it.
        QString safe = file.shown.section(u'/', -1).right(LongestName / 2) + u' ' + name.left(LongestName / 2) + u".csv"_s;
        for (QChar &c : safe)
            c = c == u'/' || c.unicode() < 0x20 ? QChar(u'_') : c;
        QFile table(folder.filePath(safe));
        if (!folder.isValid() || !table.open(QIODevice::WriteOnly)) {
            m_visitor.refused(shown, {ErrorCode::WriteFailed, u"it can't be unpacked: %1"_s.arg(folder.isValid() ? table.errorString() : folder.errorString()), shown});
            return;
        }
        table.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        auto notes = book.writeCsv(number, table, m_context);
        table.close();
        if (!notes) {
            m_visitor.refused(shown, as(notes.error(), file));
            return;
        }
        InputFile part(table.fileName(), shown);
        part.workbook = file.shown;
        part.sha256 = hash;
        part.notes = std::move(*notes);
        m_visitor.file(part);
    }

    void members(const InputFile &archive, const QString &only, int depth)
    {
        ArchiveLimits limits = m_limits;
        limits.unpacked -= m_unpacked;
        auto reader = ArchiveReader::open(archive.path, limits);
        if (!reader) {
            m_visitor.refused(archive.shown, as(reader.error(), archive));
            return;
        }
        int passedOver = 0;
        QString firstPassed;
        qint64 files = 0;
        for (;;) {
            if (m_context.isCancelled()) {
                m_visitor.refused(archive.shown, {ErrorCode::Cancelled, u"cancelled before all of its members were read"_s, archive.shown});
                return;
            }
            const auto member = (*reader)->next();
            if (!member) {
                m_visitor.refused(archive.shown, as(member.error(), archive));
                return;
            }
            if (!*member)
                break;
            if (++m_members > m_limits.members) {
                m_visitor.refused(archive.shown, {ErrorCode::LimitExceeded, u"the archives in this file have more than %1 members; the others were not read"_s.arg(m_limits.members), archive.shown});
                return;
            }
            if ((*member)->passedOver) {
                if (passedOver++ == 0)
                    firstPassed = (*member)->name;
                continue;
            }
            const QString rest = restOf(only, (*member)->name);
            if (rest.isNull())
                continue;
            ++files;
            if (!memberFile(archive, **reader, **member, rest, depth)) {
                tellLeft(archive, **reader, only);
                break;
            }
        }
        if (passedOver > 0 && only.isEmpty())
            m_visitor.passedOver(archive.shown, passedOver, firstPassed);
        if (files == 0)
            m_visitor.refused(archive.shown, {ErrorCode::FileEmpty,
                                              only.isEmpty() ? u"there is no file in this archive"_s : u"there is no member %1 in this archive"_s.arg(only),
                                              archive.shown});
    }

    /// What a bomb stands before was not read, and nobody shall think that it was not there.
    void tellLeft(const InputFile &archive, ArchiveReader &reader, const QString &only)
    {
        if (!reader.canSkip() && only.isEmpty() && !m_context.isCancelled()) {
            m_visitor.refused(archive.shown, {ErrorCode::LimitExceeded, u"what comes after it in the archive, if anything does, was not read; unpack the archive and import the files that are exports"_s, archive.shown});
            return;
        }
        const QStringList left = only.isEmpty() && !m_context.isCancelled() ? reader.left() : QStringList();
        if (left.isEmpty())
            return;
        constexpr qsizetype Named = 5;
        m_visitor.refused(archive.shown, {ErrorCode::LimitExceeded,
                                          u"%1 after it in the archive were not read: %2%3; unpack the archive and import the files that are exports"_s.arg(
                                              left.size() == 1 ? u"one member"_s : u"%1 members"_s.arg(left.size()), left.mid(0, Named).join(u", "_s), left.size() > Named ? u" ..."_s : QString()),
                                          archive.shown});
    }

    // Null: not asked for. Else what is asked for inside the member; empty: all of it.
    static QString restOf(const QString &only, const QString &name)
    {
        if (only.isEmpty() || only == name)
            return u""_s;
        const QString inside = name + MemberMark;
        return only.startsWith(inside) ? only.sliced(inside.size()) : QString();
    }

    /// False: the archive can't be read on.
    bool memberFile(const InputFile &archive, ArchiveReader &reader, const ArchiveMember &member, const QString &only, int depth)
    {
        const QString shown = archive.shown + MemberMark + member.name;
        if (member.refused) {
            m_visitor.refused(shown, as(*member.refused, archive));
            return true;
        }
        const QTemporaryDir folder; // of its own: its permissions are the owner's only
        QFile file(folder.filePath(safeName(member.name)));
        if (!folder.isValid() || !file.open(QIODevice::WriteOnly)) {
            m_visitor.refused(shown, {ErrorCode::WriteFailed, u"it can't be unpacked: %1"_s.arg(folder.isValid() ? file.errorString() : folder.errorString()), shown});
            return false;
        }
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        const qint64 before = reader.unpacked();
        const Result<void> unpacked = reader.unpack(file, m_context);
        m_unpacked += reader.unpacked() - before;
        file.close();
        if (!unpacked) {
            m_visitor.refused(shown, as(unpacked.error(), archive));
            const ErrorCode code = unpacked.error().code;
            return code != ErrorCode::LimitExceeded && code != ErrorCode::WriteFailed && code != ErrorCode::Cancelled;
        }
        this->file({file.fileName(), shown}, only, depth + 1);
        return true;
    }

    // Only the last part of the name is kept, since formats are told by it now and then.
    static QString safeName(const QString &member)
    {
        QString name = member.section(u'/', -1).right(LongestName);
        if (name.isEmpty() || name == u"."_s)
            name = u"member"_s;
        return name;
    }

    // Errors of archives in archives name the temporary file.
    static Error as(Error error, const InputFile &archive)
    {
        error.where.replace(archive.path, archive.shown);
        return error;
    }

    const ArchiveLimits &m_limits;
    domain::JobContext &m_context;
    const PartVisitor &m_visitor;
    qint64 m_members = 0;
    qint64 m_unpacked = 0;
};

} // namespace

QString fileOnDisk(const QString &shown)
{
    if (QFileInfo::exists(shown))
        return shown;
    for (qsizetype mark = shown.indexOf(MemberMark); mark > 0; mark = shown.indexOf(MemberMark, mark + 1)) {
        if (QFileInfo(shown.first(mark)).isFile())
            return shown.first(mark);
    }
    return shown;
}

void walkParts(const InputFile &input, const ArchiveLimits &limits, domain::JobContext &context, const PartVisitor &visitor)
{
    Walk walk(limits, context, visitor);
    const QString disk = fileOnDisk(input.path);
    if (disk == input.path)
        walk.file(input, {}, 0);
    else
        walk.file({disk, fileOnDisk(input.shown)}, input.path.sliced(disk.size() + MemberMark.size()), 0);
}

Result<QString> sha256OfPart(const QString &shown, domain::JobContext &context)
{
    if (fileOnDisk(shown) == shown)
        return sha256OfFile(shown);
    Result<QString> sum = Error{ErrorCode::FileNotFound, u"the archive has no such member any more"_s, shown};
    const PartVisitor visitor{[&](const InputFile &part) { sum = part.sha256.isEmpty() ? sha256OfFile(part.path) : Result<QString>(part.sha256); },
                              [&](const QString &, const Error &error) { sum = error; }, [](const QString &, const QStringList &) {}, [](const QString &, int, const QString &) {}};
    walkParts({shown, shown}, {}, context, visitor);
    return sum;
}

} // namespace importers
