// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/instancenames.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

// Steps from one account and region to the next in the order of the keys: one look each, however many machines there are.
const QStringList &InstanceNames::prefixes()
{
    if (m_prefixes)
        return *m_prefixes;
    m_prefixes.emplace();
    QString from = u"arn:"_s;
    for (;;) {
        Statement &s = m_store.statement("SELECT key FROM entity WHERE kind=?1 AND key>=?2 AND key<'arn;' ORDER BY key LIMIT 1");
        s.bind(1, qint64(EntityKind::Workload)).bind(2, from);
        const QString key = s.next() ? s.text(0) : QString();
        s.reset();
        if (key.isEmpty())
            return *m_prefixes;
        const QString partition = key.section(u':', 0, 1);
        const QString service = key.section(u':', 2, 2);
        const QString account = key.section(u':', 0, 4);
        const QString kind = account + u":instance/"_s;
        if (service != "ec2"_L1) {
            from = service < "ec2"_L1 ? partition + u":ec2:"_s : partition + u';';
        } else if (key.startsWith(kind)) {
            m_prefixes->append(kind);
            from = account + u":instance0"_s;   // the sign after '/'
        } else {
            from = key < kind ? kind : account + u';';
        }
    }
}

bool InstanceNames::areUsed()
{
    if (m_used)
        return *m_used;
    // As keys of their own, or as aliases.
    Statement &s = m_store.statement(
        "SELECT EXISTS(SELECT 1 FROM json_each('[\"aws\",\"aws-cn\",\"aws-us-gov\",\"aws-eusc\",\"aws-iso\",\"aws-iso-b\",\"aws-iso-e\",\"aws-iso-f\"]') p "
        "WHERE EXISTS(SELECT 1 FROM entity WHERE kind=?1 AND key>=p.value||'/i-' AND key<p.value||'/i.')) "
        "OR EXISTS(SELECT 1 FROM alias WHERE scheme='instance')");
    s.bind(1, qint64(EntityKind::Workload));
    m_used = s.next() && s.integer(0) != 0;
    s.reset();
    return *m_used;
}

qint64 InstanceNames::find(const Record &record, const Alias &alias)
{
    if (alias.scheme != "instance"_L1 || record.kind != EntityKind::Workload)
        return 0;
    const QString partition = u"arn:"_s + alias.value.section(u'/', 0, 0) + u':';
    const QString id = alias.value.section(u'/', 1);
    for (const QString &prefix : prefixes()) {
        if (!prefix.startsWith(partition))
            continue;
        const QString region = prefix.section(u':', 3, 3);
        // A Local Zone's name begins with that of its region.
        const bool there = record.places.isEmpty() || std::any_of(record.places.cbegin(), record.places.cend(), [&region](const Place &p) {
            return p.region.isEmpty() || p.region.startsWith(region);
        });
        if (const qint64 known = there ? m_store.find(record.kind, prefix + id) : 0; known != 0)
            return known;
    }
    return 0;
}

} // namespace store
