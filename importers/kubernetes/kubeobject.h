// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

#include <nlohmann/json_fwd.hpp>

#include <QString>

#include <functional>
#include <vector>

namespace importers {

/// One object of a cluster. Points into the document.
struct KubeObject
{
    const nlohmann::json *json = nullptr;
    QString where;
    QString kind; ///< "Node"; told by its members where the export leaves it out; empty: not known
    QString name;
    QString nameSpace;
    QString uid;
};

/// What the document is: 0 for no object or list of Kubernetes.
int kubeScore(const nlohmann::json &root);
/// The objects of a list, of an array or the document itself.
/// `first`: which element of the whole list the first one of a piece is.
std::vector<KubeObject> kubeObjects(const nlohmann::json &root, const QString &pointer, const std::function<qsizetype(const nlohmann::json &list)> &first = {});

/// What tells this cluster from others, by the best that the objects say.
class KubeCluster
{
public:
    void add(const KubeObject &);
    QString text() const; ///< empty: nothing tells

private:
    QString m_system, m_infrastructure, m_label;
};

QString kubeLabel(const KubeObject &, const char *name);
QString kubeOwner(const KubeObject &, const char *kind); ///< name of the owner of this kind

/// The machine behind a node, under the names that its cloud's own exports give it.
struct KubeMachine
{
    QString key;      ///< empty: only the cluster knows it
    QString provider; ///< of the reference data; empty: not told
    QString region;
    QString type; ///< the cloud's name of such a resource
    QList<domain::Alias> aliases;
    QString set; ///< Azure: key of the scale set that it is one of, whose machines are counted with it; empty: of none
    QList<domain::Alias> setAliases;
    QString account; ///< that its identifier tells: a subscription, a project
};
KubeMachine kubeMachine(const KubeObject &node);

/// What OpenShift tells of where its machines run.
struct KubePlatform
{
    QString type;     ///< "AWS", "None"; empty: not told
    QString provider; ///< of the reference data; empty: none of them
    QString region;
    bool onPremises = false; ///< on machines or a virtualisation that were there before; whose they are is not told
    bool ownAzure = false;   ///< Azure Stack Hub: its machines bear Azure's identifiers and stand elsewhere
    bool byRedHat = false;   ///< Red Hat runs the cluster for the customer (ROSA, OpenShift Dedicated)
};
KubePlatform kubePlatform(const KubeObject &infrastructure);

/// Accelerators that a node offers; a count of 0 is not known, no vendor: none.
struct KubeAccelerators
{
    QString vendor;
    QString chip;
    qint64 count = 0;
    qint64 memoryMib = 0;
};
KubeAccelerators kubeAccelerators(const KubeObject &node);

} // namespace importers
