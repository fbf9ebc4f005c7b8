// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configledger.h"

using namespace Qt::StringLiterals;

namespace importers {
namespace {

NewestCaptures::Key keyOf(const ConfigIdentity &identity)
{
    if (identity.id.empty())
        return NewestCaptures::keyOf({identity.arn});
    return NewestCaptures::keyOf({identity.account, identity.region, identity.type, identity.id});
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

void ConfigLedger::item(JsonTree &item, const QString &where)
{
    const ConfigIdentity identity = configIdentity(item.root());
    if (!identity.isValid()) {
        broken(where, u"no-identity"_s, u"neither an ARN nor resourceType and resourceId: select them in the query"_s);
        return;
    }
    Verdict verdict;
    verdict.where = where;
    verdict.captured = identity.captured;
    verdict.key = keyOf(identity);
    const NewestCaptures::Seen seen = m_newest.note(verdict.key, identity.captured);
    const bool older = seen.before && identity.captured <= seen.captured;

    const bool deleted = identity.status.starts_with("ResourceDeleted");
    if (deleted) {
        verdict.ignoredCode = u"deleted"_s;
        verdict.ignoredText = u"the resource was deleted"_s;
        m_lateDeletion = m_lateDeletion || (seen.before && !older && m_hold == 0);
    } else if (identity.status == "ResourceNotRecorded") {
        verdict.ignoredCode = u"not-recorded"_s;
        verdict.ignoredText = u"the type of resource is not recorded"_s;
    } else if (older) {
        verdict.ignoredCode = u"superseded"_s;
        verdict.ignoredText = u"a newer capture of the same resource is in the file"_s;
    } else {
        ConfigMapped mapped = mapConfigItem(item.root(), identity);
        if (mapped.unknownType)
            ++m_unknownTypes[std::string(identity.type)];
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
            if (m_newest.newest(verdict.key) > verdict.captured) {
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
    for (const auto &[type, count] : m_unknownTypes)
        m_sink.diagnostic(
            {u"unknown-type"_s, domain::DiagnosticLevel::Info, QString(),
             u"%1: type is not in the table, kept as supporting (%2 items)"_s.arg(QString::fromStdString(type))
                 .arg(count)});
    if (m_lateDeletion)
        m_sink.diagnostic(
            {u"deleted-later"_s, domain::DiagnosticLevel::Warning, QString(),
             u"some resources occur first as existing and then as deleted: import the newest snapshot to drop them"_s});
}

} // namespace importers
