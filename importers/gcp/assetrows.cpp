// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/assetrows.h"

#include "domain/jobcontext.h"
#include "importers/importer.h"
#include "importers/jsonmembers.h"
#include "importers/text/jsonpieces.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int MaxNodes = 50'000;               ///< kept of one row
constexpr std::size_t MaxString = 1024 * 1024; ///< longer than any name or policy
constexpr int DeepestList = 6;

/// Of contents that are not read it only counts that they are there.
constexpr std::array<std::string_view, 10> merelyThere = {
    "access_policy", "accessPolicy", "access_level", "accessLevel",     "service_perimeter", "servicePerimeter",
    "os_inventory", "osInventory",  "related_assets",  "relatedAssets"};

constexpr std::array<std::string_view, 26> ofRow = {
    "name",      "asset_type", "assetType", "iam_policy",           "iamPolicy",   "update_time",        "updateTime",
    "ancestors", "project",    "folders",   "organization",         "displayName", "location",           "labels",
    "state",     "kmsKey",     "kmsKeys",   "additionalAttributes", "policy",      "versionedResources", "window",
    "deleted",   "org_policy", "orgPolicy", "v2_org_policies",      "v2OrgPolicies"};

constexpr std::array<std::string_view, 3> ofResource = {"parent", "location", "data"};

constexpr std::array ofData = std::to_array<std::string_view>({"acceleratorType",
                                                               "artifactUri",
                                                               "autoscaling",
                                                               "baseModelSource",
                                                               "bootDisk",
                                                               "cmekConfig",
                                                               "cmekKeyName",
                                                               "cmekSettings",
                                                               "confidentialInstanceConfig",
                                                               "confidentialNodes",
                                                               "config",
                                                               "customPlacementConfig",
                                                               "customerManagedKey",
                                                               "dataItemCount",
                                                               "databaseEncryption",
                                                               "dedicatedResources",
                                                               "defaultEncryptionConfiguration",
                                                               "deleted",
                                                               "deployedModels",
                                                               "description",
                                                               "disabled",
                                                               "diskEncryptionConfiguration",
                                                               "diskEncryptionKey",
                                                               "disks",
                                                               "displayName",
                                                               "email",
                                                               "encryption",
                                                               "encryptionConfig",
                                                               "encryptionConfiguration",
                                                               "encryptionSpec",
                                                               "gceSetup",
                                                               "guestAccelerators",
                                                               "importOnly",
                                                               "includedPermissions",
                                                               "initialNodeCount",
                                                               "instanceGroupUrls",
                                                               "jobSpec",
                                                               "keyType",
                                                               "kmsKey",
                                                               "kmsKeyName",
                                                               "labels",
                                                               "location",
                                                               "locationId",
                                                               "locations",
                                                               "machineType",
                                                               "messageStoragePolicy",
                                                               "metadata",
                                                               "modelSourceInfo",
                                                               "name",
                                                               "nodePools",
                                                               "primary",
                                                               "projectId",
                                                               "region",
                                                               "replication",
                                                               "resourceLabels",
                                                               "resourcePools",
                                                               "roleRef",
                                                               "rotationPeriod",
                                                               "rules",
                                                               "scheduling",
                                                               "servingStatus",
                                                               "settings",
                                                               "spec",
                                                               "state",
                                                               "status",
                                                               "storageLocations",
                                                               "subjects",
                                                               "template",
                                                               "title",
                                                               "trialJobSpec",
                                                               "userLabels",
                                                               "versionId",
                                                               "versionTemplate",
                                                               "zone"});
static_assert(std::is_sorted(ofData.begin(), ofData.end()));

template <std::size_t N> bool has(const std::array<std::string_view, N> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool startsAsName(const json &value)
{
    return value.is_string() && value.get_ref<const std::string &>().starts_with("//");
}

} // namespace

bool isAssetRow(const json &row)
{
    const json &inner = member(row, "asset");
    if (inner.is_object() && isAssetRow(inner))
        return true;
    const bool typed = member(row, "asset_type").is_string() || member(row, "assetType").is_string();
    // What an earlier import rejected may have lost its name.
    if (typed && row.contains(RejectMark.data()))
        return true;
    if (startsAsName(member(row, "name")))
        return typed;
    return startsAsName(member(row, "resource")) && (typed || member(row, "policy").is_object());
}

bool AssetRows::read(const QString &base)
{
    switch (m_scanner.next()) {
    case Token::ObjectBegin:
        if (!rowOrEnvelope(base, 0))
            return false;
        break;
    case Token::ArrayBegin:
        if (!list(base, 0))
            return false;
        break;
    case Token::Error:
        return false;
    default:
        m_reader.broken(base, u"no-row"_s, base, u"neither an object nor a list stands where a row was expected"_s);
    }
    return m_scanner.next() == Token::End;
}

bool AssetRows::list(const QString &pointer, int depth)
{
    if (depth > DeepestList)
        return m_scanner.skipRest();
    for (qint64 index = 0;; ++index) {
        const Token token = m_scanner.next();
        if (token == Token::ArrayEnd)
            return true;
        if (token == Token::Error || token == Token::End)
            return false;
        const QString where = pointer + u'/' + QString::number(index);
        bool fine = true;
        if (token == Token::ObjectBegin)
            fine = rowOrEnvelope(where, depth + 1);
        else if (token == Token::ArrayBegin)
            fine = list(where, depth + 1);
        else
            m_reader.broken(where, u"no-row"_s, where,
                            u"neither an object nor a list stands where a row was expected"_s);
        if (!fine || !poll())
            return false;
    }
}

/// What an answer wraps its rows in: lists of assets and results, and what tools put around the answer.
bool AssetRows::container(const QString &pointer, const std::string &name, int depth, bool &taken, json &row)
{
    const Token token = m_scanner.next();
    const QString where = pointer + u'/' + QString::fromStdString(name);
    taken = true;
    if (token == Token::ArrayBegin)
        return list(where, depth + 1);
    if (token == Token::ObjectBegin && (name == "body" || name == "data") && depth < DeepestList)
        return rowOrEnvelope(where, depth + 1);
    taken = false;
    return value(token, row[name]);
}

bool AssetRows::rowOrEnvelope(const QString &pointer, int depth)
{
    json row = json::object();
    bool envelope = false;
    bool any = false; // an export of nothing is an object without members
    m_nodes = 0;
    m_row = pointer;
    for (;;) {
        const Token token = m_scanner.next();
        if (token == Token::ObjectEnd)
            break;
        if (token != Token::Key)
            return false;
        const std::string name(m_scanner.text());
        bool taken = false;
        any = any || (name != "nextPageToken" && name != "next_page_token");
        if (name == "assets" || name == "results" || name == "body" || name == "data") {
            if (!container(pointer, name, depth, taken, row))
                return false;
            envelope = envelope || taken;
        } else if (name == "nextPageToken" || name == "next_page_token") {
            json token_;
            if (!value(m_scanner.next(), token_))
                return false;
            if (!text(token_).isEmpty())
                m_continuation = QString::fromStdString(name);
        } else if (name == "asset") {
            const Token next = m_scanner.next();
            row[name] = json::object();
            if (next == Token::ObjectBegin ? !members(row[name], Part::Asset) : !value(next, row[name]))
                return false;
        } else if (name == RejectMark.data()) {
            if (!m_scanner.skipValue())
                return false;
        } else if (name == RejectedValue.data()) {
            // What was no row is none now, unless somebody mended it.
            const Token next = m_scanner.next();
            if (next == Token::ObjectBegin ? !members(row, Part::Row) : !value(next, row))
                return false;
            if (!row.is_object()) {
                m_reader.broken(pointer, u"no-row"_s, pointer,
                                u"neither an object nor a list stands where a row was expected"_s);
                return m_scanner.skipRest();
            }
        } else {
            m_row = pointer; // rows inside of it may have been read
            if (!memberOf(row, name, Part::Row))
                return false;
        }
    }
    if (!envelope && (any || depth > 0))
        m_reader.row(std::move(row), pointer);
    return poll();
}

bool AssetRows::memberOf(json &object, const std::string &name, Part part)
{
    const bool row = part == Part::Row || part == Part::Asset;
    const bool wanted =
        part == Part::Whole || (part == Part::Data && std::binary_search(ofData.begin(), ofData.end(), name)) ||
        (part == Part::Resource && has(ofResource, name)) || (row && (name == "resource" || has(ofRow, name)));
    if (wanted && m_nodes <= MaxNodes) {
        const Token token = m_scanner.next();
        const bool inner =
            token == Token::ObjectBegin && ((row && name == "resource") || (part == Part::Resource && name == "data"));
        const auto [at, first] = object.get_ref<json::object_t &>().try_emplace(name);
        if (!first)
            m_path.noteTwice(m_row, name);
        const JsonPath::Member inside(m_path, name);
        json &slot = at->second;
        if (!inner)
            return value(token, slot);
        slot = json::object();
        return members(slot, row ? Part::Resource : Part::Data);
    }
    if (row && has(merelyThere, name))
        object[name] = true;
    return m_scanner.skipValue();
}

bool AssetRows::members(json &object, Part part)
{
    for (;;) {
        const Token token = m_scanner.next();
        if (token == Token::ObjectEnd)
            return true;
        if (token != Token::Key)
            return false;
        if (!memberOf(object, std::string(m_scanner.text()), part))
            return false;
    }
}

bool AssetRows::value(Token token, json &out)
{
    ++m_nodes;
    switch (token) {
    case Token::ObjectBegin:
        out = json::object();
        return m_nodes > MaxNodes ? m_scanner.skipRest() : members(out, Part::Whole);
    case Token::ArrayBegin:
        out = json::array();
        if (m_nodes > MaxNodes)
            return m_scanner.skipRest();
        for (;;) {
            const Token next = m_scanner.next();
            if (next == Token::ArrayEnd)
                return true;
            m_path.element(out.size());
            out.emplace_back();
            if (!value(next, out.back()))
                return false;
        }
    case Token::String:
        out = m_scanner.text().size() > MaxString ? std::string() : std::string(m_scanner.text());
        return true;
    case Token::Number: {
        // Identifiers are longer than a number can be, and stay as they are written.
        const std::string_view written = m_scanner.text();
        std::int64_t number = 0;
        const auto end = written.data() + written.size();
        const auto read = std::from_chars(written.data(), end, number);
        if (read.ec == std::errc() && read.ptr == end)
            out = number;
        else
            out = std::string(written);
        return true;
    }
    default:
        return jsonScalar(m_scanner, token, out);
    }
}

bool AssetRows::poll()
{
    if (m_reader.count() % domain::PollEvery != 0)
        return true;
    if (m_context.isCancelled()) {
        m_scanner.fail(domain::ErrorCode::Cancelled, u"stopped"_s);
        return false;
    }
    m_context.progress(m_before + m_scanner.consumed(), m_total, {});
    return true;
}

} // namespace importers
