// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configledger.h"

#include <nlohmann/json.hpp>

#include <functional>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace importers {
namespace {

std::string keyOf(const ConfigIdentity &identity)
{
    if (identity.id.empty())
        return identity.arn;
    return identity.account + '\x1f' + identity.region + '\x1f' + identity.type + '\x1f' + identity.id;
}

/// FNV-1a: a second, independent hash, so that two keys are never taken for one.
std::uint64_t checkOf(const std::string &key)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : key) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return hash;
}

} // namespace

ConfigLedger::ConfigLedger(domain::RecordSink &sink, std::size_t hold) : m_sink(sink), m_hold(hold) {}

void ConfigLedger::broken(const QString &where, const QString &code, const QString &message)
{
    Verdict verdict;
    verdict.where = where;
    verdict.rejectedCode = code;
    verdict.ignoredText = message;
    settle(std::move(verdict));
}

void ConfigLedger::item(json &item, const QString &where)
{
    const ConfigIdentity identity = configIdentity(item);
    if (!identity.isValid()) {
        broken(where, u"no-identity"_s, u"neither an ARN nor resourceType and resourceId: select them in the query"_s);
        return;
    }
    Verdict verdict;
    verdict.where = where;
    verdict.captured = identity.captured;
    const std::string key = keyOf(identity);
    verdict.key = std::hash<std::string>{}(key);
    const std::uint64_t check = checkOf(key);
    auto [newest, first] = m_newest.try_emplace(verdict.key, Newest{check, identity.captured});
    const bool same = newest->second.check == check;
    const bool older = !first && same && identity.captured <= newest->second.captured;
    if (same && !older)
        newest->second.captured = identity.captured;

    const bool deleted = identity.status.rfind("ResourceDeleted", 0) == 0;
    if (deleted) {
        verdict.ignoredCode = u"deleted"_s;
        verdict.ignoredText = u"the resource was deleted"_s;
        m_lateDeletion = m_lateDeletion || (!first && same && !older && m_hold == 0);
    } else if (identity.status == "ResourceNotRecorded") {
        verdict.ignoredCode = u"not-recorded"_s;
        verdict.ignoredText = u"the type of resource is not recorded"_s;
    } else if (older) {
        verdict.ignoredCode = u"superseded"_s;
        verdict.ignoredText = u"a newer capture of the same resource is in the file"_s;
    } else {
        ConfigMapped mapped = mapConfigItem(item, identity);
        if (mapped.unknownType)
            ++m_unknownTypes[QString::fromStdString(identity.type)];
        verdict.record = std::move(mapped.record);
        verdict.ignoredCode = mapped.ignoredCode;
        verdict.ignoredText = mapped.ignoredText;
    }
    settle(std::move(verdict));
}

void ConfigLedger::settle(Verdict &&verdict)
{
    if (m_hold == 0) {
        handOver(std::move(verdict), m_ordinal++);
        return;
    }
    m_held.push_back(std::move(verdict));
    ++m_ordinal;
    if (m_held.size() >= m_hold) {
        release();
        m_hold = 0;
    }
}

void ConfigLedger::handOver(Verdict &&verdict, qint64 ordinal)
{
    m_sink.beginRecord(ordinal, verdict.where);
    if (!verdict.rejectedCode.isEmpty())
        m_sink.rejected(verdict.rejectedCode, verdict.where, verdict.ignoredText);
    else if (verdict.record)
        m_sink.entity(std::move(*verdict.record));
    else
        m_sink.ignored(verdict.ignoredCode, verdict.ignoredText);
}

void ConfigLedger::release()
{
    for (Verdict &verdict : m_held) {
        if (verdict.record) {
            // What was the newest when it was read may have met a newer one, or its deletion, since.
            const auto newest = m_newest.find(verdict.key);
            if (newest != m_newest.end() && newest->second.captured > verdict.captured) {
                verdict.record.reset();
                verdict.ignoredCode = u"superseded"_s;
                verdict.ignoredText = u"a newer capture of the same resource is in the file"_s;
            }
        }
        handOver(std::move(verdict), m_heldFrom++);
    }
    m_held.clear();
}

void ConfigLedger::finish()
{
    release();
    for (auto it = m_unknownTypes.cbegin(); it != m_unknownTypes.cend(); ++it)
        m_sink.diagnostic(
            {u"unknown-type"_s, domain::DiagnosticLevel::Info, QString(),
             u"%1: type is not in the table, kept as supporting (%2 items)"_s.arg(it.key()).arg(it.value())});
    if (m_lateDeletion)
        m_sink.diagnostic(
            {u"deleted-later"_s, domain::DiagnosticLevel::Warning, QString(),
             u"some resources occur first as existing and then as deleted: import the newest snapshot to drop them"_s});
}

} // namespace importers
