// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/findingsjson.h"

#include "importers/findings/findingstream.h"
#include "importers/jsonimporter.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <array>
#include <functional>
#include <vector>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace importers {
namespace {

constexpr std::array listNames = {"Findings", "findings", "value", "data", "EvaluationResults", "ComplianceByResources", "ComplianceByConfigRules"};

/// Some finding of the sample, in whatever it is wrapped.
bool anyMine(const json &root, const std::function<bool(const json &)> &isMine, int depth = 0)
{
    if (root.is_object() && isMine(root))
        return true;
    if (depth > 3)
        return false;
    if (root.is_array()) {
        for (const json &element : root) {
            if (anyMine(element, isMine, depth + 1))
                return true;
        }
        return false;
    }
    for (const char *name : listNames) {
        const json &inner = member(root, name);
        if (inner.is_array() && anyMine(inner, isMine, depth + 1))
            return true;
    }
    return anyMine(member(root, "detail"), isMine, depth + 2);
}

QString continuationIn(const json &envelope)
{
    for (const char *name : {"NextToken", "nextToken", "nextLink", "@odata.nextLink", "skip_token", "skipToken", "$skipToken"}) {
        if (!text(envelope, name).isEmpty())
            return QString::fromLatin1(name);
    }
    return isTrue(member(envelope, "resultTruncated")) ? u"resultTruncated"_s : QString();
}

constexpr std::size_t HeldBack = 2000; ///< findings by which the file's scope is told

} // namespace

void Once::say(const QString &code, const QString &where, const QString &message)
{
    if (m_said.contains(code))
        return;
    m_said.append(code);
    m_sink.diagnostic({code, domain::DiagnosticLevel::Info, where, message});
}

void addWrittenRequirement(ToolFinding &finding, const QString &text)
{
    const QString written = text.trimmed();
    qsizetype cut = -1;
    for (qsizetype i = written.size() - 1; i > 0 && cut < 0; --i) {
        if (written.at(i) == u' ' || written.at(i) == u'/')
            cut = i;
    }
    const bool numbered = cut > 0 && std::any_of(written.cbegin() + cut, written.cend(), [](QChar c) { return c.isDigit(); });
    addRequirement(finding, numbered ? written.left(cut) : written, numbered ? written.mid(cut + 1) : QString());
}

int FindingsJson::probe(const Probe &probe) const
{
    if (probe.shape != Shape::Json && probe.shape != Shape::NdJson && probe.shape != Shape::ConcatenatedJson)
        return 0;
    const json sample = json::parse(probe.sample.cbegin(), probe.sample.cend(), nullptr, false);
    if (sample.is_discarded())
        return 0;
    return anyMine(sample, [this](const json &element) { return isMine(element); }) ? 5 : 0;
}

domain::Result<void> FindingsJson::run(const Source &source, domain::RecordSink &sink, domain::JobContext &context) const
{
    FindingFile file(sink, source.probe.fileName);
    Once once(sink);
    std::vector<std::function<void()>> held; // told before the header is said
    qint64 ordinal = 0;
    QString continuation;
    const auto release = [&] {
        if (!file.headed())
            file.say();
        for (const auto &one : held)
            one();
        held.clear();
    };
    const auto tell = [&](std::function<void()> &&one) {
        if (file.headed())
            return one();
        held.push_back(std::move(one));
        if (held.size() >= HeldBack)
            release();
    };
    const auto reject = [&](const QString &where, const QString &code, const QString &message) {
        tell([&sink, &ordinal, where, code, message] {
            sink.beginRecord(ordinal++, where);
            sink.rejected(code, where, message);
        });
    };
    const auto ignore = [&](const QString &where, const QString &code, const QString &message) {
        tell([&sink, &ordinal, where, code, message] {
            sink.beginRecord(ordinal++, where);
            sink.ignored(code, message);
        });
    };
    const auto hand = [&](const Outcome &outcome, const QString &where) {
        sink.beginRecord(ordinal++, where);
        if (!outcome.wrong.isEmpty()) {
            sink.rejected(u"bad-value"_s, where, outcome.wrong);
            return;
        }
        domain::Record record = recordOf(*outcome.finding, mapping());
        if (!outcome.goneCode.isEmpty()) {
            record.deleted = true;
            sink.entity(std::move(record));
            sink.ignored(outcome.goneCode, outcome.goneWhy);
            return;
        }
        if (outcome.finding->outcome == u"not_available"_s && !withoutOutcome().isEmpty())
            once.say(u"no-control-status"_s, where, withoutOutcome());
        sink.entity(std::move(record));
    };
    FindingStream stream({[&](const json &element, const QString &where) {
                              if (!element.is_object())
                                  return reject(where, u"no-finding"_s, u"an object is expected here: one finding"_s);
                              const Outcome outcome = read(element);
                              if (!outcome.finding && !outcome.goneCode.isEmpty())
                                  return ignore(where, outcome.goneCode, outcome.goneWhy);
                              if (!outcome.finding)
                                  return reject(where, u"no-finding"_s, outcome.wrong);
                              file.note(scopeOf(*outcome.finding));
                              if (file.headed())
                                  return hand(outcome, where);
                              tell([&hand, outcome, where] { hand(outcome, where); });
                          },
                          [this](std::string_view name) { return wanted(name); },
                          [&](const json &envelope) { continuation = continuationIn(envelope); },
                          [&](const QString &, const QString &where, const QString &message) { reject(where, u"syntax-error"_s, message); }});
    const auto done = stream.read(source, context);
    if (!done)
        return done;
    release();
    file.finish();
    tellDuplicates(stream.duplicates(), sink);
    if (source.shape == Shape::NdJson || !stream.hadLists() || stream.hadEvents() || isSelection())
        sink.markSelection(); // events and single findings say nothing of the others
    if (!continuation.isEmpty())
        sink.markPage(u"incomplete export: it says that more pages exist (%1); fetch them and import all of them together"_s.arg(continuation));
    return {};
}

} // namespace importers
