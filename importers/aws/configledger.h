// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/recordsink.h"
#include "importers/aws/configiam.h"
#include "importers/aws/configmapping.h"
#include "importers/capturedsink.h"
#include "importers/aws/newestcaptures.h"
#include "importers/aws/resourcepolicy.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace importers {

/// Decides what becomes of each AWS Config item: newest captures are handed over, others ignored with a reason. Items
/// may be held back until finish() so that the order in the file does not matter; those of IAM always are, since a
/// role's rights stand in policies that are items of their own, and then resources whose policies admit principals.
/// Lives for one file.
class ConfigLedger
{
public:
    /// `hold`: how many items may be held back; 0: hand over at once.
    ConfigLedger(domain::RecordSink &, std::size_t hold);
    ~ConfigLedger();
    void item(JsonTree &item, const QString &where);
    /// `member`: pointer of what is wrong in it; empty: the item as a whole.
    void broken(const QString &where, const QString &code, const QString &message, const QString &member = {});
    void finish(domain::JobContext &);
    qint64 count() const { return m_ordinal; }
    /// An item is of another account or region than "account/region"; what has no region ("global") is of each.
    bool leaves(const QString &scope) const;

private:
    static constexpr qint64 ToldForms = 20; ///< one by one; the rest is counted
    QString lookAtForms(JsonTree::Ref item, const QString &where);
    struct Verdict
    {
        QString where;
        NewestCaptures::Key key;
        qint64 ordinal = 0;
        qint64 captured = 0;
        std::optional<domain::Record> record;
        QList<domain::Record> others;
        std::shared_ptr<ResourcePolicies> policies;
        QString account;
        QString ignoredCode;
        QString ignoredText;
        QString rejectedCode;
        QString rejectedWhere;
    };
    /// An item of IAM, until all policies and groups of the file are known.
    struct Principal
    {
        QString where;
        NewestCaptures::Key key;
        qint64 ordinal = 0;
        qint64 captured = 0;
        IamReader::List list = IamReader::List::Roles;
        std::unique_ptr<nlohmann::json> details;
    };
    void settle(Verdict &&);
    void handOver(Verdict &&);
    bool supersede(Verdict &);
    void release();
    void releasePrincipals(domain::JobContext *);
    void releasePolicies();
    void sayTally();

    CapturedSink m_sink;
    std::size_t m_hold;
    qint64 m_ordinal = 0;
    NewestCaptures m_newest;
    std::vector<Verdict> m_held;
    std::vector<Principal> m_principals;
    std::vector<Verdict> m_withPolicies;
    IamReader m_iam;
    PolicyTally m_tally;
    qint64 m_wrongForms = 0; ///< members of another type than documented
    qint64 m_copied = 0; ///< buckets that are replicated
    QString m_firstCopied;
    qint64 m_withoutDetails = 0; ///< of IAM, and their policies were not exported
    QStringList m_dividedKeys; ///< systems whose copies have keys of their own
    std::map<std::string, qint64> m_unknownTypes;
    bool m_lateDeletion = false;
    std::set<std::pair<std::string, std::string>> m_scopes; ///< accounts and regions that occurred, two at most
};

} // namespace importers
