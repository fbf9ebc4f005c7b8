// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/hubname.h"

#include <QRegularExpression>
#include <QUrl>

namespace importers {

using namespace Qt::StringLiterals;

QString hubNameOfUrl(const QString &url)
{
    static const QRegularExpression dataset(
        u"^https?://(?:www\\.)?(?:huggingface\\.co|hf\\.co)/datasets/([\\w.-]+(?:/[\\w.-]+)?)/?(?:$|[?#]|(?:tree|blob|resolve)/)"_s);
    static const QRegularExpression model(u"^https?://(?:www\\.)?(?:huggingface\\.co|hf\\.co)/"
                                          u"(?!(?:datasets|spaces|docs|papers|blog|collections|api|organizations)/)"
                                          u"([\\w.-]+/[\\w.-]+)/?(?:$|[?#]|(?:tree|blob|resolve)/)"_s);
    auto match = dataset.match(url);
    if (match.hasMatch())
        return u"datasets/"_s + match.captured(1);
    match = model.match(url);
    return match.hasMatch() ? match.captured(1) : QString();
}

QString hubNameOfPurl(const QString &purl)
{
    static const QRegularExpression form(u"^pkg:huggingface/([^@?#]+)"_s);
    const auto match = form.match(purl);
    return match.hasMatch() ? QUrl::fromPercentEncoding(match.captured(1).toUtf8()) : QString();
}

} // namespace importers
