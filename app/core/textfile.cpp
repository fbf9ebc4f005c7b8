// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/textfile.h"

#include "importers/text/textdevice.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {

Result<QByteArray> textOfFile(const QString &path, qint64 most)
{
    if (!QFileInfo::exists(path))
        return Error{ErrorCode::FileNotFound, {}, path};
    auto text = importers::TextDevice::openFile(path);
    if (!text)
        return text.error();
    QByteArray bytes;
    while (bytes.size() <= most) {
        const QByteArray part = (*text)->read(most + 1 - bytes.size());
        if (part.isEmpty())
            break;
        bytes += part;
    }
    if ((*text)->error())
        return *(*text)->error();
    // What an import may guess and tell, an answer may not.
    if ((*text)->encoding() == importers::TextEncoding::Windows1252)
        return Error{ErrorCode::SyntaxError, u"its encoding can only be guessed; save it as UTF-8"_s, path};
    return bytes;
}

} // namespace app
