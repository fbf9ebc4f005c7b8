// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/typechoices.h"

#include "store/attributestore.h"
#include "store/nodegroups.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// Choices of groups, by how they are written.
QStringList choices(AttributeStore &store)
{
    QStringList all;
    Statement &s = store.statement("SELECT DISTINCT instance_type FROM e_workload WHERE resource_type='AWS::EKS::Nodegroup' AND instr(instance_type,', ')>0");
    while (s.next())
        all.append(s.text(0));
    s.reset();
    return all;
}

QByteArray listOf(qsizetype count)
{
    QByteArray list;
    for (qsizetype i = 0; i < count; ++i)
        list += (i == 0 ? "?" : ",?") + QByteArray::number(i + 2);
    return list;
}

} // namespace

void nameTypeChoices(AttributeStore &store)
{
    if (!declaresNodeGroups(store))
        return;
    store.statement("DELETE FROM ref_instance WHERE confidence='choice'").run();
    for (const QString &choice : choices(store)) {
        const QStringList types = choice.split(u", "_s);
        Statement &s = store.statement("INSERT OR IGNORE INTO ref_instance(provider,type,chip,count,memory_mib,confidence) SELECT provider, ?1, min(chip), "
                                       "min(count), CASE WHEN count(memory_mib)=count(*) AND min(memory_mib)=max(memory_mib) THEN min(memory_mib) END, 'choice' "
                                       "FROM ref_instance WHERE type IN (" + listOf(types.size()) + ") GROUP BY provider "
                                       "HAVING count(*)=" + QByteArray::number(types.size()) + " AND min(chip)=max(chip) AND min(count)=max(count)");
        s.bind(1, choice);
        for (qsizetype i = 0; i < types.size(); ++i)
            s.bind(static_cast<int>(i) + 2, types.at(i));
        s.run();
    }
    store.statement("INSERT OR IGNORE INTO new_machine(id) SELECT id FROM e_workload WHERE resource_type='AWS::EKS::Nodegroup' AND instr(instance_type,', ')>0").run();
}

QList<Diagnostic> uncountedChoices(AttributeStore &store, qint64 changeSet)
{
    QList<Diagnostic> said;
    if (!declaresNodeGroups(store))
        return said;
    Statement &s = store.statement(
        "SELECT e.name, w.instance_type, es.pointer FROM source o CROSS JOIN entity_source es ON es.source=o.id CROSS JOIN e_workload w ON w.id=es.entity "
        "CROSS JOIN entity e ON e.id=w.id WHERE o.change_set=?1 AND w.resource_type='AWS::EKS::Nodegroup' AND instr(w.instance_type,', ')>0 "
        "AND NOT EXISTS (SELECT 1 FROM ref_instance i WHERE i.type=w.instance_type) "
        "AND EXISTS (SELECT 1 FROM ref_instance i WHERE instr(', '||w.instance_type||', ', ', '||i.type||', ')>0) ORDER BY e.key");
    s.bind(1, changeSet);
    while (s.next())
        said.append({u"several-types"_s, DiagnosticLevel::Warning, s.text(2),
                     u"%1: its machines may be of several types (%2) that hold different accelerators, so that they are not counted: import the machines "
                     "(EC2, Kubernetes nodes), or put them into the register of accelerators"_s.arg(s.text(0), s.text(1))});
    s.reset();
    return said;
}

} // namespace store
