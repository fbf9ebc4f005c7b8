// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registerpackage.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <archive.h>
#include <archive_entry.h>

#include <memory>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using nlohmann::ordered_json;

namespace app {
namespace {

QString day(const rules::DoraRegister &reg) { return domain::fromDay(reg.asOf).toString(Qt::ISODate); }

QString subject(const rules::DoraRegister &reg) { return reg.keeperLei + (reg.consolidated ? u".CON"_s : u".IND"_s); }

QByteArray line(const QStringList &cells)
{
    QStringList out;
    for (QString cell : cells) {
        if (cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r'))
            cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
        out.append(cell);
    }
    return out.join(u',').toUtf8() + "\r\n";
}

QByteArray description(const QString &type, const QString &extends)
{
    ordered_json o;
    o["documentInfo"]["documentType"] = type.toStdString();
    if (!extends.isEmpty())
        o["documentInfo"]["extends"] = {extends.toStdString()};
    return QByteArray::fromStdString(o.dump(2)) + '\n';
}

QByteArray tableBytes(const rules::RegisterTable &table)
{
    const domain::RegisterTemplate &form = *domain::registerForm().find(table.id);
    QStringList titles;
    for (const domain::RegisterColumn &column : form.columns)
        titles.append(u'c' + column.code);
    QByteArray bytes = line(titles);
    for (const rules::RegisterRow &row : table.rows) {
        QStringList cells;
        for (const rules::RegisterCell &cell : row.cells)
            cells.append(cell.text);
        bytes += line(cells);
    }
    return bytes;
}

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error{ErrorCode::WriteFailed, file.errorString(), path};
    return {};
}

Result<void> writeFolder(const QList<PackageFile> &files, const QString &path)
{
    // Nothing of the officer's is mixed with the package, and nothing of it is left from an earlier one.
    const QStringList there = QDir(path).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
    for (const QString &name : there) {
        if (name != u"META-INF"_s && name != u"reports"_s)
            return Error{ErrorCode::Refused, u"the folder holds something else ('%1'): name an empty or a new one"_s.arg(name), path};
    }
    for (const PackageFile &file : files) {
        const QString to = QDir(path).filePath(file.path);
        if (!QDir().mkpath(QFileInfo(to).path()))
            return Error{ErrorCode::WriteFailed, u"the folder can't be made"_s, QFileInfo(to).path()};
        if (const Result<void> written = writeFile(to, file.bytes); !written)
            return written;
    }
    return {};
}

struct CloseArchive
{
    void operator()(archive *a) const { archive_write_free(a); }
};

Result<void> writeArchive(const QList<PackageFile> &files, const QString &path, qint64 seconds)
{
    const QByteArray folder = QFileInfo(path).completeBaseName().toUtf8();
    std::size_t room = 1 << 16;
    for (const PackageFile &file : files)
        room += static_cast<std::size_t>(file.bytes.size()) + 4096;
    QByteArray out(static_cast<qsizetype>(room), Qt::Uninitialized);
    std::size_t used = 0;
    const std::unique_ptr<archive, CloseArchive> a(archive_write_new());
    const auto failed = [&] { return Error{ErrorCode::WriteFailed, QString::fromUtf8(archive_error_string(a.get())), path}; };
    archive_write_set_format_zip(a.get());
    archive_write_set_bytes_in_last_block(a.get(), 1);
    if (archive_write_open_memory(a.get(), out.data(), room, &used) != ARCHIVE_OK)
        return failed();
    for (const PackageFile &file : files) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), &archive_entry_free);
        archive_entry_set_pathname(entry.get(), (folder + '/' + file.path.toUtf8()).constData());
        archive_entry_set_perm(entry.get(), 0644);
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_size(entry.get(), file.bytes.size());
        archive_entry_set_mtime(entry.get(), seconds, 0);
        if (archive_write_header(a.get(), entry.get()) != ARCHIVE_OK ||
            archive_write_data(a.get(), file.bytes.constData(), static_cast<std::size_t>(file.bytes.size())) != file.bytes.size())
            return failed();
    }
    if (archive_write_close(a.get()) != ARCHIVE_OK)
        return failed();
    out.truncate(static_cast<qsizetype>(used));
    return writeFile(path, out);
}

} // namespace

QList<PackageFile> registerPackage(const rules::DoraRegister &reg)
{
    const domain::RegisterForm &form = domain::registerForm();
    QByteArray indicators = line({u"templateID"_s, u"reported"_s});
    QList<PackageFile> files{{u"META-INF/reportPackage.json"_s, description(form.packageType, {})},
                             {u"reports/report.json"_s, description(form.reportType, form.taxonomy)},
                             {u"reports/parameters.csv"_s,
                              line({u"name"_s, u"value"_s}) + line({u"entityID"_s, u"rs:"_s + subject(reg)}) + line({u"refPeriod"_s, day(reg)})
                                  + line({u"baseCurrency"_s, u"iso4217:"_s + reg.currency}) + line({u"decimalsInteger"_s, u"0"_s})
                                  + line({u"decimalsMonetary"_s, u"-3"_s})}};
    for (const rules::RegisterTable &table : reg.tables) {
        indicators += line({table.id, u"true"_s});
        files.append({u"reports/"_s + table.id.toLower() + u".csv"_s, tableBytes(table)});
    }
    files.append({u"reports/FilingIndicators.csv"_s, indicators});
    return files;
}

QString registerPackageName(const rules::DoraRegister &reg)
{
    return QStringList{subject(reg), reg.keeperCountry, domain::registerForm().module, u"DORA"_s, day(reg), domain::fromDay(reg.asOf).toString(u"yyyyMMdd"_s) + u"000000000"_s}.join(u'_');
}

Result<void> writeRegisterPackage(const rules::DoraRegister &reg, const QString &path)
{
    const QList<PackageFile> files = registerPackage(reg);
    if (!path.endsWith(u".zip"_s, Qt::CaseInsensitive))
        return writeFolder(files, path);
    return writeArchive(files, path, qint64(reg.asOf) * 86400);
}

} // namespace app
