// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparejob.h"

#include "core/evaluatejob.h"
#include "core/services.h"
#include "core/withstore.h"
#include "store/editor.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {

Result<rules::Comparison> compareWorkspace(const Services &services, const CompareJob &job, JobContext &context)
{
    rules::CompareRequest request;
    request.frameworks = job.frameworks;
    request.from = job.from;
    request.to = job.to;
    request.scope = job.scope;
    if (request.frameworks.isEmpty()) {
        const Result<QStringList> chosen = withStore<QStringList>(services, job.workspace, false, [](store::AttributeStore &values) -> Result<QStringList> {
            return chosenFrameworks(store::readSetting(values, u"frameworks"_s));
        });
        if (!chosen)
            return chosen.error();
        request.frameworks = *chosen;
    }
    return rules::compareDays(job.workspace, services.catalogue, services.packs(), request, context);
}

QStringList causeNames(const rules::ChangedResults &change)
{
    QStringList names;
    for (const rules::Turn turn : change.causes)
        names.append(rules::turnName(turn));
    return names;
}

} // namespace app
