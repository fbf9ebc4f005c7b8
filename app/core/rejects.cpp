// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rejects.h"

#include "importers/rejectedtext.h"

#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace app {
namespace {

// Rows of a table that came in an answer are handed out as a table.
QString endingOf(const QString &source, const QByteArray &text)
{
    const QString own = QFileInfo(source).suffix();
    const bool json = own.startsWith(u"json"_s, Qt::CaseInsensitive);
    return json && !text.isEmpty() && !QByteArrayView("{[#").contains(text.front()) ? u"csv"_s : own;
}

// The first file is what the person named; the others keep the ending of what they hold.
QString numbered(const QString &path, qsizetype number, const QString &own)
{
    if (number == 1)
        return path;
    const QString ending = QFileInfo(path).suffix();
    const QString stem = ending.isEmpty() ? path : path.chopped(ending.size() + 1);
    return stem + u'-' + QString::number(number) + (own.isEmpty() ? QString() : u'.' + own);
}

Result<void> save(const QString &path, const QByteArray &bytes)
{
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return Error{ErrorCode::WriteFailed, out.errorString(), path};
    return {};
}

} // namespace

void Rejects::add(const importers::InputFile &file, domain::RejectWatch &&watch, const importers::TableForm &form)
{
    std::optional<Result<QByteArray>> text;
    if (file.path != file.shown)
        text = importers::rejectedText(file.path, watch, form);
    m_files.append({file.shown, std::move(watch), form, std::move(text)});
}

Result<QStringList> writeRejects(const Rejects &rejects, const QString &path)
{
    if (rejects.files().isEmpty()) {
        const Result<void> emptied = save(path, {});
        return emptied ? Result<QStringList>(QStringList()) : Result<QStringList>(emptied.error());
    }
    QStringList written;
    for (const Rejects::File &file : rejects.files()) {
        const Result<QByteArray> text = file.text ? *file.text : importers::rejectedText(file.shown, file.watch, file.form);
        if (!text)
            return text.error();
        const QString target = numbered(path, written.size() + 1, endingOf(file.shown, *text));
        if (const Result<void> saved = save(target, *text); !saved)
            return saved.error();
        written.append(target);
    }
    return written;
}

} // namespace app
