// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/oscalresults.h"

#include "importers/findings/toolfinding.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace importers {
namespace {

const json &resultsOf(const json &root) { return member(root, "assessment-results"); }

qint64 endOf(const json &result)
{
    const qint64 end = secondsOf(text(result, "end"));
    return end > 0 ? end : secondsOf(text(result, "start"));
}

/// The elements of a list of the result, by their identifiers.
QHash<QString, const json *> byUuid(const json &result, const char *list)
{
    QHash<QString, const json *> out;
    for (const json *element : elements(member(result, list)))
        out.insert(text(*element, "uuid"), element);
    return out;
}

QString riskText(const json &risk)
{
    QString words = text(risk, "title").isEmpty() ? text(risk, "description") : text(risk, "title");
    QStringList more;
    if (const QString status = text(risk, "status"); !status.isEmpty())
        more.append(status);
    if (const QString deadline = text(risk, "deadline"); !deadline.isEmpty())
        more.append(u"due %1"_s.arg(deadline.left(10)));
    return u"Risk: "_s + words + (more.isEmpty() ? QString() : u" ("_s + more.join(u", "_s) + u')');
}

/// The characterisation of a risk in one of the usual words.
QString severityOf(const json &risk)
{
    for (const json *characterization : elements(member(risk, "characterizations"))) {
        for (const json *facet : elements(member(*characterization, "facets"))) {
            const QString value = text(*facet, "value").toLower();
            if (value == u"moderate"_s)
                return u"medium"_s;
            if (value == u"low"_s || value == u"medium"_s || value == u"high"_s || value == u"critical"_s)
                return value;
        }
    }
    return {};
}

/// What a thing is called in its own system; empty where that is not said.
QString assetOf(const json &thing)
{
    for (const json *prop : elements(member(thing, "props"))) {
        const QString name = text(*prop, "name");
        if (name == u"asset-id"_s || name == u"arn"_s || name == u"resource-id"_s)
            return text(*prop, "value");
    }
    return {};
}

/// What the results say themselves of the things that they looked at, by their numbers.
using Local = QHash<QString, const json *>;

void addLocal(Local &local, const json &holder)
{
    const json &definitions = member(holder, "local-definitions");
    for (const char *list : {"inventory-items", "components"}) {
        for (const json *thing : elements(member(definitions, list)))
            local.insert(text(*thing, "uuid"), thing);
    }
}

/// Identifiers of what was looked at: what the subject is called in its own system, else its number in the plan.
void addSubjects(ToolFinding &t, const json &observation, const Local &local)
{
    for (const json *subject : elements(member(observation, "subjects"))) {
        const QString uuid = text(*subject, "subject-uuid");
        const json *defined = local.value(uuid);
        QString id = assetOf(*subject);
        if (id.isEmpty() && defined)
            id = assetOf(*defined);
        if (id.isEmpty())
            id = uuid;
        QString name = text(*subject, "title");
        if (name.isEmpty() && defined)
            name = text(*defined, "title");
        if (t.resource.isEmpty()) {
            t.resource = id;
            t.resourceName = name;
        } else {
            t.further.append(id);
        }
    }
}

/// What a finding judges: its target, of all that it names. Of the same a newer result has the last word.
QString judged(const json &finding, const QHash<QString, const json *> &observations, const Local &local)
{
    ToolFinding t;
    for (const json *related : elements(member(finding, "related-observations"))) {
        if (const json *observation = observations.value(text(*related, "observation-uuid")))
            addSubjects(t, *observation, local);
    }
    QStringList things = t.further + QStringList{t.resource};
    things.removeDuplicates();
    things.sort();
    return text(member(finding, "target"), "target-id") + u'\n' + things.join(u'\n');
}

} // namespace

QString oscalControlOf(const QString &targetId)
{
    static const QRegularExpression suffix(u"_(?:obj|smt|gdn|asm).*$"_s);
    QString control = targetId.trimmed();
    return control.remove(suffix);
}

QString OscalResults::id() const { return u"oscal-results"_s; }
QString OscalResults::displayName() const { return u"OSCAL assessment results"_s; }

int OscalResults::score(const json &root) const
{
    return !text(member(resultsOf(root), "metadata"), "oscal-version").isEmpty() ? 6 : 0;
}

domain::SourceHeader OscalResults::header(const json &root, const Source &source) const
{
    const json &results = resultsOf(root);
    const QString plan = text(member(results, "import-ap"), "href");
    const QString title = text(member(results, "metadata"), "title");
    domain::SourceHeader header{!plan.isEmpty() && !plan.startsWith(u'#') ? plan : title.isEmpty() ? source.probe.fileName : title,
                                domain::SourceRank::LiveInventory, true};
    header.captured = secondsOf(text(member(results, "metadata"), "last-modified"));
    return header;
}

domain::Result<void> OscalResults::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    const json &all = resultsOf(root);
    const auto results = elements(member(all, "results"));
    // A result is often of some of the controls only: an older one stands where no newer one judges the same.
    QHash<QString, qint64> newest;
    for (const json *result : results) {
        Local local;
        addLocal(local, all);
        addLocal(local, *result);
        const auto observations = byUuid(*result, "observations");
        for (const json *f : elements(member(*result, "findings"))) {
            qint64 &end = newest[judged(*f, observations, local)];
            end = std::max(end, endOf(*result));
        }
    }
    const QString title = text(member(all, "metadata"), "title");
    qsizetype number = 0;
    for (const json *result : results) {
        const QString at = pointerBase + u"/assessment-results/results/%1/findings/"_s.arg(number++);
        const auto observations = byUuid(*result, "observations");
        const auto risks = byUuid(*result, "risks");
        Local local;
        addLocal(local, all);
        addLocal(local, *result);
        qsizetype index = 0;
        for (const json *f : elements(member(*result, "findings"))) {
            if (ordinal % 1000 == 0 && context.isCancelled())
                return Error{ErrorCode::Cancelled, u"stopped"_s, {}};
            const QString where = at + QString::number(index++);
            sink.beginRecord(ordinal++, where);
            if (endOf(*result) < newest.value(judged(*f, observations, local))) {
                sink.ignored(u"older-result"_s, u"a newer result of the file judges the same"_s);
                continue;
            }
            const json &target = member(*f, "target");
            const QString state = text(member(target, "status"), "state");
            ToolFinding t;
            t.tool = title.isEmpty() ? u"OSCAL assessment"_s : title;
            t.check = oscalControlOf(text(target, "target-id"));
            t.title = text(*f, "title");
            t.outcome = outcomeOf(state);
            if (text(member(target, "status"), "reason") == u"not-applicable"_s)
                t.outcome = u"not_applicable"_s;
            t.observed = endOf(*result);
            t.detail = text(*f, "description");
            addRequirement(t, u"control"_s, t.check);
            for (const json *related : elements(member(*f, "related-observations"))) {
                if (const json *observation = observations.value(text(*related, "observation-uuid")))
                    addSubjects(t, *observation, local);
            }
            for (const char *list : {"related-risks", "associated-risks"}) {
                for (const json *related : elements(member(*f, list))) {
                    if (const json *risk = risks.value(text(*related, "risk-uuid"))) {
                        t.detail += (t.detail.isEmpty() ? QString() : u" "_s) + riskText(*risk);
                        if (t.severity.isEmpty())
                            t.severity = severityOf(*risk);
                    }
                }
            }
            const QString uuid = text(*f, "uuid");
            t.key = u"oscal:"_s + uuid;
            if (uuid.isEmpty())
                sink.rejected(u"no-key"_s, where, u"a finding needs a uuid"_s);
            else if (t.outcome.isEmpty())
                sink.rejected(u"bad-value"_s, where, u"target.status.state is '%1'; satisfied or not-satisfied is expected"_s.arg(state.left(40)));
            else
                sink.entity(recordOf(t, u"oscal-results/1"_s));
        }
    }
    return {};
}

} // namespace importers
