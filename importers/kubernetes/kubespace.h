// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"
#include "importers/kubernetes/kubeobject.h"

#include <QStringList>

namespace importers {

/// What tells the cluster of a file from others: the name that whoever imports it says, the cluster's own mark; where there is neither, the
/// folder that it was exported to (its pods and its nodes lie in files of any names there) with what the file's name tells beside what is
/// in it: "east-nodes.json" and "west-nodes.json" of one folder are of two clusters. Knows all objects before it is asked; for one file.
class KubeSpace
{
public:
    /// `single`: the document is this one object, and no list.
    void add(const KubeObject &, bool single);
    QString name(const Source &) const;
    /// Neither somebody nor the file tells it.
    bool isGuessed(const Source &source) const { return source.cluster.isEmpty() && m_cluster.text().isEmpty(); }
    /// What a guess goes by, in words.
    QString guessedBy(const Source &) const;

    QStringList kinds() const { return m_kinds; }
    /// Empty: the objects are of several namespaces, or of none.
    QString onlyNamespace() const { return m_spaces.size() == 1 ? m_spaces.constFirst() : QString(); }
    /// Empty: a list, or several objects.
    QString single() const { return m_objects == 1 ? m_single : QString(); }

private:
    QString inFileName(const Source &) const;

    KubeCluster m_cluster;
    QStringList m_kinds;
    QStringList m_spaces; ///< two are enough
    QString m_single;     ///< name of an object that is no element of a list
    qint64 m_objects = 0;
};

} // namespace importers
