// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"
#include "importers/kubernetes/kubeobject.h"

#include <nlohmann/json_fwd.hpp>

#include <QHash>
#include <QMap>
#include <QSet>

namespace importers {

/// Makes systems, models, accelerators, identities and access rights of a cluster's objects. Knows all of them before
/// the first record is made; lives for one file.
class KubeReader
{
public:
    explicit KubeReader(domain::RecordSink &sink) : m_sink(sink) {}

    void index(const KubeObject &);
    /// After all are indexed: what tells this cluster's names from others'.
    void setSpace(const QString &space);
    /// One record.
    void read(const KubeObject &);

private:
    struct Node
    {
        QString key;
        domain::Place place; ///< without a region: not known
        QString region;      ///< as its labels tell it, whoever runs it
        QString pool;        ///< accelerators; empty: none that are told
    };

    /// Machines that are counted together.
    struct Set
    {
        KubeMachine machine; ///< of the first
        QString type;        ///< of the machines; empty: not told
        domain::Place place;
        qint64 count = 0;
        KubeAccelerators offered; ///< by all of them; a count of 0: not known
        bool announced = false;
    };

    domain::Record started(const KubeObject &, domain::EntityKind, const QString &key) const;
    QString keyOf(const KubeObject &) const;
    QString namedKey(const QString &kind, const QString &nameSpace, const QString &name) const;
    void node(const KubeObject &);
    void indexSet(const KubeObject &, const KubeMachine &, const Node &);
    void machines(Set &);
    void sayMachines(domain::Record, const KubeMachine &, const QString &type, qint64 count, const KubeAccelerators &);
    void infrastructure(const KubeObject &);
    /// The machine with what the cluster's platform tells beside it.
    KubeMachine machineOf(const KubeObject &node) const;
    // kubeworkloads.cpp
    void workload(const KubeObject &);
    void sayModels(const KubeObject &, const nlohmann::json &pod, domain::Record &,
                   QList<domain::Record> &models) const;
    void sayPlaces(const KubeObject &, domain::Record &, bool wantsAccelerators) const;
    static QString controllerOf(const KubeObject &pod);
    static QString inferenceServiceOf(const KubeObject &);
    // kubeaccess.cpp
    void binding(const KubeObject &);
    void serviceAccount(const KubeObject &);

    domain::RecordSink &m_sink;
    QString m_space;
    QHash<QString, Node> m_nodes;                   ///< by name
    QHash<QString, Set> m_sets;                     ///< by key
    QHash<QString, QStringList> m_nodesOfWork;      ///< "Kind/namespace/name" -> nodes on which its pods run
    QHash<QString, QString> m_namespaces;           ///< name -> key, of those in the file
    QHash<QString, nlohmann::json> m_rules;         ///< "namespace/role" and "/cluster role"
    QHash<QString, QString> m_accounts;             ///< "namespace/name" -> key
    KubePlatform m_platform;
    QSet<QString> m_announced;
    QSet<QString> m_inferenceServices; ///< "InferenceService/namespace/name", of those in the file
    bool m_toldOfNodes = false;
};

} // namespace importers
