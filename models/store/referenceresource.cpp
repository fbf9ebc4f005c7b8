// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/referenceresource.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;

namespace store {

domain::Result<ReferenceResource> ReferenceResource::read(QLatin1String fileName)
{
    const QString path = ":/reference/"_L1 + fileName;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileNotFound, file.errorString(), path};
    QJsonParseError parsed;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &parsed);
    if (!document.isObject())
        return Error{ErrorCode::SyntaxError, parsed.errorString(), path + u"@%1"_s.arg(parsed.offset)};
    return ReferenceResource{path, document.object()};
}

QString referenceVersion()
{
    static const QString version = [] {
        QStringList paths{u":/sql/reference.sql"_s};
        const QStringList names = QDir(u":/reference"_s).entryList(QDir::Files, QDir::Name);
        for (const QString &name : names)
            paths.append(":/reference/"_L1 + name);
        QCryptographicHash hash(QCryptographicHash::Sha1);
        for (const QString &path : std::as_const(paths)) {
            QFile file(path);
            hash.addData(path.toUtf8());
            if (file.open(QIODevice::ReadOnly))
                hash.addData(file.readAll());
        }
        return QString::fromLatin1(hash.result().toHex());
    }();
    return version;
}

} // namespace store
