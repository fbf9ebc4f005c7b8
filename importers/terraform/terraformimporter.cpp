// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/terraform/terraformimporter.h"

#include "importers/jsonmembers.h"
#include "importers/terraform/tfreader.h"

#include <nlohmann/json.hpp>

#include <deque>

#include <QDateTime>

#include <algorithm>
#include <cstdint>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

// ---- state file

QString TerraformState::id() const
{
    return u"tfstate"_s;
}

QString TerraformState::displayName() const
{
    return u"Terraform or OpenTofu state of version 4 (all but AWS and Google Cloud: untested with real exports)"_s;
}

int TerraformState::score(const json &root) const
{
    if (!member(root, "resources").is_array() || text(root, "version") != "4"_L1)
        return 0;
    const int found = static_cast<int>(root.contains("lineage")) +
                      static_cast<int>(root.contains("terraform_version")) + static_cast<int>(root.contains("serial"));
    return found >= 2 ? 2 + found : 0;
}

domain::SourceHeader TerraformState::header(const json &root, const Source &source) const
{
    const QString lineage = text(root, "lineage");
    domain::SourceHeader header{lineage.isEmpty() ? source.probe.fileName : lineage, domain::SourceRank::StateFile, true};
    // A state counts its writings within its lineage; when they were it does not say.
    if (const json &serial = member(root, "serial"); !lineage.isEmpty() && serial.is_number_unsigned())
        header.captured = static_cast<qint64>(std::min<std::uint64_t>(serial.get<std::uint64_t>(), domain::MostEditions));
    return header;
}

// ---- shown state

QString TerraformShow::id() const
{
    return u"terraform-json"_s;
}

QString TerraformShow::displayName() const
{
    return u"Terraform or OpenTofu show -json, of a state (cloud resources: untested with real exports)"_s;
}

int TerraformShow::score(const json &root) const
{
    if (!member(root, "format_version").is_string())
        return 0;
    // What is intended is another format, as are the schemas and the configuration of 'providers schema' and
    // 'validate'.
    for (const auto &[name, value] : root.items()) {
        if (name != "format_version" && name != "terraform_version" && name != "values" && name != "checks")
            return 0;
    }
    const json &values = member(root, "values");
    return values.is_object() ? 4 : values.is_null() ? 3 : 0;
}

domain::SourceHeader TerraformShow::header(const json &root, const Source &source) const
{
    // An empty state is written without values. It may be another workspace's, so that nothing is gone for its sake.
    return {source.probe.fileName, domain::SourceRank::StateFile, member(root, "values").is_object()};
}

// ---- plan

QString TerraformPlan::id() const
{
    return u"terraform-plan"_s;
}

QString TerraformPlan::displayName() const
{
    return u"Terraform or OpenTofu show -json, of a plan (only when named with --format)"_s;
}

domain::SourceHeader TerraformPlan::header(const json &root, const Source &source) const
{
    domain::SourceHeader header;
    header.scope = source.probe.fileName;
    header.rank = domain::SourceRank::Register;
    header.complete = false;
    // A state says how often it was written, never when; a plan says when.
    const QDateTime made = QDateTime::fromString(text(root, "timestamp"), Qt::ISODate);
    header.captured = made.isValid() ? made.toSecsSinceEpoch() : 0;
    return header;
}

// ---- all

domain::Result<void> TerraformBase::visit(const Page &page, const TfVisit &found) const
{
    const json &root = *page.root;
    const auto first = [&page](const json &list) { return page.first(list); };
    if (form() == Form::Planned && !member(root, "planned_values").is_object())
        return domain::Error{domain::ErrorCode::UnsupportedVersion,
                             u"not a plan: it has no planned_values; leave --format away"_s,
                             (page.source ? page.source->path : QString()) + u':' + page.pointer};
    const char *values = form() == Form::Shown ? "values" : "planned_values";
    const bool whole = form() == Form::State
                           ? visitStateInstances(root, page.pointer, first, found)
                           : visitShownResources(member(member(root, values), "root_module"),
                                                 page.pointer + u'/' + QLatin1String(values) + u"/root_module"_s, first, found);
    if (!whole)
        return domain::Error{domain::ErrorCode::Cancelled, {}, page.pointer};
    return {};
}

/// A state of the file: by its lineage it is told from others.
struct TerraformBase::State
{
    State(domain::RecordSink &sink, const QString &space, bool planned, const QString &where)
        : reader(sink, space, planned), pointer(where)
    {
    }
    TfReader reader;
    QString pointer;
    qint64 instances = 0;
};

domain::Result<void> TerraformBase::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    std::deque<State> states;
    // Calls `found(state, instance)` for each instance of the file.
    const auto each = [&](const std::function<void(State &, TfInstance &)> &found) {
        std::size_t next = 0;
        return pages.each([&](const Page &page) -> domain::Result<void> {
            if (!page.goesOn && ++next > states.size()) {
                const QString fileName = page.source ? page.source->probe.fileName : QString();
                const QString lineage = form() == Form::State ? text(*page.root, "lineage") : QString();
                states.emplace_back(sink, lineage.isEmpty() ? fileName : lineage, form() == Form::Planned, page.pointer);
            }
            qint64 polled = 0;
            return visit(page, [&](TfInstance &&instance) {
                found(states[next - 1], instance);
                return ++polled % 1000 != 0 || !context.isCancelled();
            });
        });
    };
    auto done = each([](State &state, TfInstance &instance) {
        ++state.instances;
        state.reader.index(instance);
    });
    if (done)
        done = each([](State &state, TfInstance &instance) {
            if (!instance.isData)
                state.reader.attach(instance);
        });
    if (!done)
        return done;
    for (const State &state : states) {
        if (state.instances == 0)
            sink.diagnostic({u"empty-state"_s, domain::DiagnosticLevel::Warning, state.pointer,
                             u"the state holds no resources: nothing was applied, all was destroyed, or it is another "
                             "workspace's ('terraform workspace list')"_s});
    }
    done = each([&](State &state, TfInstance &instance) {
        if (ordinal % 500 == 0)
            context.progress(ordinal, 0, {});
        sink.beginRecord(ordinal++, instance.where);
        state.reader.read(instance);
    });
    for (State &state : states)
        state.reader.finish();
    return done;
}

} // namespace importers
