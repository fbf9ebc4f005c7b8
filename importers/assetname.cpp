// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/assetname.h"

#include "importers/aws/arn.h"
#include "importers/azure/azureid.h"

#include <QRegularExpression>

namespace importers {

using namespace Qt::StringLiterals;

QList<domain::Alias> aliasesOfAssetName(const QString &name)
{
    const QString text = name.trimmed();
    static const QRegularExpression instance(u"^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$"_s);
    static const QRegularExpression google(u"^//[a-z0-9.-]+\\.googleapis\\.com/[^\\s]+$"_s);
    if (const auto arn = Arn::fromText(text))
        return {{u"arn"_s, arn->text()}};
    if (!text.startsWith(u'/') && !text.startsWith("i-"_L1))
        return {};
    if (const auto azure = AzureId::fromText(text); azure && azure->isResource())
        return {{u"azure"_s, azure->key}};
    if (google.match(text).hasMatch())
        return {{u"google"_s, text}};
    if (instance.match(text).hasMatch())
        return {{u"instance"_s, u"aws/"_s + text}};
    return {};
}

} // namespace importers
