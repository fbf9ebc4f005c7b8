// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/findings/toolfinding.h"

#include <QList>

#include <utility>

namespace importers {

/// One result of a control, as each of Powerpipe's formats tells it.
struct PowerpipeResult
{
    QString control, title, severity;
    QString reason, resource, status;
    QList<std::pair<QString, QString>> named; ///< dimensions and tags; without a header the names are empty
    QStringList benchmarks;                   ///< from the outside in: "aws_compliance.benchmark.gdpr_article_25"
};

ToolFinding findingOf(const PowerpipeResult &);

/// The account, subscription or project among dimensions; empty where none is one.
QString powerpipeAccount(const QList<std::pair<QString, QString>> &named);

} // namespace importers
