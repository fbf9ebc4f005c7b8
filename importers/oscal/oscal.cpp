// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/oscal/oscal.h"

#include "importers/jsonmembers.h"
#include "importers/oscal/oscalplan.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

#include <array>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace {

/// What this importer reads; assessment results are findings and read apart.
constexpr std::array models = {"component-definition", "system-security-plan", "plan-of-action-and-milestones", "catalog",
                               "profile",              "assessment-plan",      "mapping-collection"};

const char *modelOf(const json &root)
{
    const char *found = nullptr;
    for (const char *name : models) {
        if (!root.is_object() || !root.contains(name))
            continue;
        if (found)
            return nullptr;
        found = name;
    }
    return found && !text(member(member(root, found), "metadata"), "oscal-version").isEmpty() ? found : nullptr;
}

} // namespace

QString Oscal::id() const
{
    return u"oscal"_s;
}

QString Oscal::displayName() const
{
    return u"OSCAL component definition, security plan, catalog or profile"_s;
}

int Oscal::score(const json &root) const
{
    return modelOf(root) ? 4 : 0;
}

domain::SourceHeader Oscal::header(const json &root, const Source &source) const
{
    domain::SourceHeader header;
    header.rank = domain::SourceRank::Register;
    const char *name = modelOf(root);
    const json &model = name ? member(root, name) : root;
    // Its uuid changes with every edition of a document; a plan is known by the system that it describes.
    if (name && QLatin1StringView(name) == "system-security-plan"_L1)
        header.scope = OscalPlan::systemKey(model);
    if (header.scope.isEmpty())
        header.scope = text(member(model, "metadata"), "title");
    if (header.scope.isEmpty())
        header.scope = source.probe.fileName;
    const QDateTime at = QDateTime::fromString(text(member(model, "metadata"), "last-modified"), Qt::ISODateWithMs);
    if (at.isValid())
        header.captured = std::max<qint64>(0, at.toSecsSinceEpoch());
    return header;
}

domain::Result<void> Oscal::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    const char *name = modelOf(root);
    if (!name)
        return Error{ErrorCode::SchemaMismatch, u"not exactly one OSCAL model with a version"_s, pointerBase};
    const QLatin1StringView model(name);
    const QString where = pointerBase + u'/' + model;
    if (model == "assessment-plan"_L1)
        return Error{ErrorCode::UnsupportedVersion,
                     u"an assessment plan says what will be looked at, not what there is: import the system security plan, and the assessment results when they are there"_s,
                     where};
    if (model == "mapping-collection"_L1)
        return Error{ErrorCode::UnsupportedVersion, u"a mapping between lists of controls, not an inventory"_s, where};
    const json &value = member(root, name);
    if (model == "system-security-plan"_L1)
        return OscalPlan(value, where, ordinal, sink, context).run();
    OscalReader reader(value, where, ordinal, sink, context);
    if (model == "component-definition"_L1)
        return reader.componentDefinition();
    if (model == "catalog"_L1)
        return reader.catalog();
    return model == "profile"_L1 ? reader.profile() : reader.actionPlan();
}

} // namespace importers
