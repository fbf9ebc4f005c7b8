// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/commandline.h"
#include "core/cli/workspacesession.h"
#include "core/reportbuilder.h"
#include "core/services.h"

#include <QTextStream>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {

int commandReport(const Call &call, Console &console)
{
    if (!call.has(u"out"_s))
        return fail(console, {ErrorCode::UsageError, u"--out FILE is needed"_s, u"report"_s});
    if (call.has(u"language"_s) && call.value(u"language"_s) != u"en"_s)
        return fail(console, {ErrorCode::UsageError, u"reports are in English (en) so far"_s, u"report"_s});
    ReportRequest request;
    const Result<QStringList> frameworks = frameworksOption(call, console.services);
    if (!frameworks)
        return fail(console, frameworks.error());
    request.frameworks = *frameworks;
    if (call.has(u"kind"_s) && call.has(u"template"_s) && call.value(u"kind"_s) != call.value(u"template"_s))
        return fail(console, {ErrorCode::UsageError, u"--kind and --template are the same option and say different things"_s, u"report"_s});
    const QString kind = call.has(u"kind"_s) ? call.value(u"kind"_s) : call.has(u"template"_s) ? call.value(u"template"_s) : u"full"_s;
    if (kind != u"full"_s && kind != u"board"_s)
        return fail(console, {ErrorCode::UsageError, u"--kind is full or board"_s, u"report"_s});
    request.kind = kind == u"board"_s ? report::Template::Board : report::Template::Full;
    request.preparer = call.value(u"preparer"_s);
    request.reviewer = call.value(u"reviewer"_s);
    request.approver = call.value(u"approver"_s);
    if (call.has(u"classification"_s))
        request.classification = call.value(u"classification"_s);
    for (const QString &words : call.value(u"exclusions"_s).split(u';', Qt::SkipEmptyParts))
        request.exclusions.append(words.trimmed());
    request.reviewedOnly = call.has(u"reviewed-only"_s);
    const auto scope = scopeOption(call);
    if (!scope)
        return fail(console, scope.error());
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    if (*scope) {
        const auto &[of, key] = **scope;
        if ((*session)->store().find(of, key) == 0)
            return fail(console, {ErrorCode::UnknownEntity, {}, call.value(u"scope"_s)});
        (of == EntityKind::LegalEntity ? request.legalEntity : request.businessService) = key;
    }
    QuietJob job;
    const Result<report::ReportInput> input = buildReport(console.services, (*session)->db(), (*session)->store(), request, job);
    if (!input)
        return fail(console, input.error());
    const Result<void> written = writeReport(*input, call.value(u"out"_s), job);
    return written ? int(Exit::Done) : fail(console, written.error());
}

} // namespace app
