// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/awsanswer.h"

#include "importers/aws/arn.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

QString scopeOfAwsAnswer(const json &root, const json *list, const char *listName, const char *arnMember, const Source &source)
{
    const json &first = list ? (list->empty() ? *list : list->front()) : root;
    const auto arn = Arn::fromText(text(first, arnMember));
    if (!arn)
        return source.probe.fileName;
    return list ? QLatin1String(listName) + u' ' + arn->account + u'/' + arn->region : arn->text();
}

} // namespace importers
