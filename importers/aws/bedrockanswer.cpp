// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/bedrockanswer.h"

#include "importers/aws/awsanswer.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

/// "custom-model" and "imported-model" come in lists of one form: neither is the whole of the other.
QString typeOf(const Arn &arn)
{
    return arn.resource.section(u'/', 0, 0);
}

QString feedOf(const QString &what, const Arn &arn, bool listed)
{
    return listed ? awsFeedOfList(what, arn) : what + u' ' + arn.text();
}

} // namespace

const json &BedrockAnswer::first(const json &root) const
{
    static const json nothing;
    const auto all = items(root);
    return all.empty() ? nothing : *all.front();
}

domain::SourceHeader BedrockAnswer::header(const json &root, const Source &source) const
{
    domain::SourceHeader header;
    const QString name = QString::fromLatin1(what);
    header.scope = name + u' ' + source.probe.fileName;
    for (const json *item : items(root)) {
        if (const auto itsArn = Arn::fromText(text(*item, arn))) {
            header.scope = feedOf(name, *itsArn, isList(root));
            break;
        }
    }
    header.rank = domain::SourceRank::LiveInventory;
    return header;
}

domain::Result<void> BedrockAnswer::each(const json &root, const QString &pointer, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context,
                                         const One &one) const
{
    const QString base = pointerOf(root, pointer);
    const QString name = QString::fromLatin1(what);
    const bool several = isList(root);
    AwsReachSink reaching(sink);
    FieldForms checked(forms, reaching);
    json copy;
    qsizetype index = 0;
    for (const json *written : items(root)) {
        if (ordinal % 500 == 0 && context.isCancelled())
            return domain::Error{domain::ErrorCode::Cancelled, {}, base};
        const QString where = several ? base + u'/' + QString::number(index++) : base;
        reaching.beginRecord(ordinal++, where);
        if (!checked.isTextOrMissing(*written, arn, where))
            continue;
        const auto itsArn = Arn::fromText(text(*written, arn));
        if (!itsArn) {
            reaching.rejected(u"missing-arn"_s, where, QLatin1String(arn) + u" is not an ARN"_s);
            continue;
        }
        reaching.speakOf(feedOf(name, *itsArn, several), name + u' ' + typeOf(*itsArn), *itsArn, several);
        one(checked.sound(*written, where, copy), *itsArn, reaching);
    }
    return {};
}

bool BedrockAnswer::isList(const json &root) const
{
    return root.is_array() || member(root, list).is_array();
}

std::vector<const json *> BedrockAnswer::items(const json &root) const
{
    if (root.is_object() && root.contains(list))
        return elements(member(root, list));
    if (single && root.is_object() && root.contains(single))
        return {&member(root, single)};
    if (root.is_array())
        return elements(root);
    return {&root};
}

QString BedrockAnswer::pointerOf(const json &root, const QString &base) const
{
    for (const char *holder : {list, single}) {
        if (holder && root.is_object() && root.contains(holder))
            return base + u'/' + QLatin1String(holder);
    }
    return base;
}

} // namespace importers
