// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/kubernetes/kubespace.h"

#include "domain/exportday.h"

#include <QRegularExpression>
#include <QSet>

namespace importers {

using namespace Qt::StringLiterals;

namespace {

/// Words of file names that tell what is in a file, or which export it is, and of no cluster.
bool isOfAnyCluster(const QString &word)
{
    static const QSet<QString> words{
        u"all"_s,         u"api"_s,          u"apps"_s,       u"backup"_s,    u"binding"_s,    u"bindings"_s,  u"cj"_s,         u"cluster"_s,  u"clusters"_s,
        u"complete"_s,    u"config"_s,       u"copy"_s,       u"core"_s,      u"crd"_s,        u"crb"_s,       u"current"_s,    u"data"_s,     u"deploy"_s,
        u"deploys"_s,     u"ds"_s,           u"dump"_s,       u"everything"_s, u"export"_s,    u"exported"_s,  u"exports"_s,    u"file"_s,     u"full"_s,
        u"get"_s,         u"gpu"_s,          u"gpus"_s,       u"identities"_s, u"inventory"_s, u"isvc"_s,      u"json"_s,       u"k8s"_s,      u"kube"_s,
        u"kubectl"_s,     u"kubernetes"_s,   u"latest"_s,     u"list"_s,      u"lists"_s,      u"machines"_s,  u"namespaced"_s, u"neu"_s,      u"new"_s,
        u"no"_s,          u"ns"_s,           u"object"_s,     u"objects"_s,   u"oc"_s,         u"old"_s,       u"out"_s,        u"output"_s,   u"page"_s,
        u"part"_s,        u"po"_s,           u"rbac"_s,       u"rb"_s,        u"resource"_s,   u"resources"_s, u"result"_s,     u"results"_s,  u"rs"_s,
        u"sa"_s,          u"services"_s,     u"snapshot"_s,   u"state"_s,     u"sts"_s,        u"svc"_s,       u"systems"_s,    u"wide"_s,     u"work"_s,
        u"workload"_s,    u"workloads"_s,    u"access"_s,     u"daemonset"_s, u"daemonsets"_s, u"deployment"_s, u"deployments"_s, u"job"_s,     u"jobs"_s,
        u"namespace"_s,   u"namespaces"_s,   u"node"_s,       u"nodes"_s,     u"pod"_s,        u"pods"_s,      u"role"_s,       u"roles"_s,    u"statefulset"_s,
        u"statefulsets"_s};
    return words.contains(word);
}

bool isNumber(const QString &word)
{
    return std::all_of(word.cbegin(), word.cend(), [](QChar c) { return c.isDigit(); });
}

/// "p2", "page3", "part1"
bool isPage(const QString &word)
{
    static const QRegularExpression page(u"^(?:p|pg|page|part|seite|teil)\\d{1,3}$"_s);
    return page.match(word).hasMatch();
}

QStringList wordsOf(const QString &name)
{
    static const QRegularExpression between(u"[^\\p{L}\\d]+"_s);
    return name.toLower().split(between, Qt::SkipEmptyParts);
}

/// "Policy" is exported to "policies.json", or in haste to "p.json".
bool namesKind(const QString &word, const QString &kind)
{
    const QString one = kind.toLower();
    return word == one || word == one.left(1) || word == one + u's' || word == one + u"es"_s || (one.endsWith(u'y') && word == one.chopped(1) + u"ies"_s);
}

} // namespace

void KubeSpace::add(const KubeObject &object, bool single)
{
    m_cluster.add(object);
    ++m_objects;
    if (!m_kinds.contains(object.kind))
        m_kinds.append(object.kind);
    if (!object.nameSpace.isEmpty() && m_spaces.size() < 2 && !m_spaces.contains(object.nameSpace))
        m_spaces.append(object.nameSpace);
    if (single)
        m_single = object.name;
}

QString KubeSpace::inFileName(const Source &source) const
{
    const QStringList own = wordsOf(onlyNamespace()) + wordsOf(single());
    QStringList left;
    QString before;
    for (const QString &word : wordsOf(source.probe.fileName.section(u'.', 0, 0))) {
        const bool counted = before == "cluster"_L1 || before == "k8s"_L1 || before == "kubernetes"_L1;
        const bool ofKind = std::any_of(m_kinds.cbegin(), m_kinds.cend(), [&word](const QString &kind) { return namesKind(word, kind); });
        // A number is one of a page, unless it is a cluster's.
        if (isNumber(word) ? counted : !ofKind && !isOfAnyCluster(word) && !isPage(word) && !domain::isMonthWord(word) && !own.contains(word))
            left.append(word);
        before = word;
    }
    return left.join(u'-');
}

QString KubeSpace::name(const Source &source) const
{
    if (!source.cluster.isEmpty())
        return source.cluster;
    if (!m_cluster.text().isEmpty())
        return m_cluster.text();
    const QString told = inFileName(source);
    if (source.folder.isEmpty())
        return told.isEmpty() ? domain::lastingName(source.probe.fileName) : told;
    return told.isEmpty() || wordsOf(source.folder).join(u'-') == told ? source.folder : source.folder + u'/' + told;
}

QString KubeSpace::guessedBy(const Source &source) const
{
    if (source.folder.isEmpty())
        return u"file"_s;
    return name(source) == source.folder ? u"folder"_s : u"folder and its file"_s;
}

} // namespace importers
