// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/aws/arn.h"
#include "importers/importer.h"
#include "importers/passingsink.h"

#include <nlohmann/json_fwd.hpp>

namespace importers {

/// The scope of an answer of the AWS command line: of a list its name with account and region, of a description the one thing, so that the
/// description of another thing does not push it out; where no ARN (in `arnMember`) tells either, the file.
QString scopeOfAwsAnswer(const nlohmann::json &root, const nlohmann::json *list, const char *listName, const char *arnMember, const Source &);
/// What the scope of a list of the account and region of the ARN is.
QString awsFeedOfList(const QString &listName, const Arn &);

/// Says of every entity of which account and region its answer is: lists of several regions that were put into one file are each the whole
/// of its own, and of no other. A thing that is described is a part of what a list would tell, which takes it for gone once it lacks it; the
/// data, groups of machines and configurations that only its description names no list can lack.
class AwsReachSink final : public PassingSink
{
public:
    using PassingSink::PassingSink;

    /// Of the thing of this ARN what follows. `feed`: the scope of an answer that tells of it alone; `what`: what the list that has it is of.
    void speakOf(const QString &feed, const QString &what, const Arn &, bool listed);
    void entity(domain::Record &&) override;

private:
    QString m_feed, m_list;
    QString m_described; ///< empty: a list speaks
};

} // namespace importers
