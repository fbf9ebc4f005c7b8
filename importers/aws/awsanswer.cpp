// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/awsanswer.h"

#include "domain/describedscope.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

QString scopeOfAwsAnswer(const json &root, const json *list, const char *listName, const char *arnMember, const Source &source)
{
    const json &first = list ? (list->empty() ? *list : list->front()) : root;
    const auto arn = Arn::fromText(text(first, arnMember));
    if (!arn)
        return source.probe.fileName;
    return list ? awsFeedOfList(QString::fromLatin1(listName), *arn) : arn->text();
}

QString awsFeedOfList(const QString &listName, const Arn &arn)
{
    return listName + u' ' + arn.account + u'/' + arn.region;
}

void AwsReachSink::speakOf(const QString &feed, const QString &what, const Arn &arn, bool listed)
{
    m_feed = feed;
    m_list = u"aws "_s + awsFeedOfList(what, arn);
    m_described = listed ? QString() : arn.text();
}

void AwsReachSink::entity(domain::Record &&record)
{
    record.feed = m_feed;
    if (m_described.isEmpty())
        record.scope = m_list;
    else
        record.scope = (record.key == m_described ? m_list : domain::DescribedScope) + u'\n' + m_described;
    PassingSink::entity(std::move(record));
}

} // namespace importers
