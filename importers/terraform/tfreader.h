// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"
#include "importers/aws/iamreader.h"
#include "importers/aws/resourcepolicy.h"
#include "importers/terraform/tfclouds.h"
#include "importers/terraform/tfresource.h"
#include "importers/terraform/tftypes.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace importers {

/// Makes systems, keys, models, identities and access rights of a state's resources, under the names that the clouds'
/// own exports give them. Knows all resources before the first record is made; lives for one state.
class TfReader
{
public:
    /// `space` tells this state's addresses from others': the lineage, or the file's name.
    TfReader(domain::RecordSink &sink, const QString &space, bool planned);

    void index(const TfInstance &);
    /// After all are indexed: what some say of the access of others.
    void attach(const TfInstance &);
    /// One record.
    void read(const TfInstance &);
    /// After all were read: whole clouds of which nothing came in.
    void finish();

private:
    // tfreader.cpp
    domain::Record started(const TfInstance &, domain::EntityKind, const QString &key,
                           const QString &aliasScheme) const;
    domain::Record workload(const TfInstance &, const TfType *, const QString &key, const QString &aliasScheme) const;
    struct Access
    {
        QString key;
        QString identity; ///< key of the identity; empty: not known by a full name
        QString principal;
        QString kind;
        QString role;
        QString resource;
        QString workload;
        QString conditions; ///< empty: none
        std::optional<QString> privilege = {}; ///< by the cloud's own table (empty: not told); without it by the usual words
        QString roleKey = {};  ///< key of the role whose text says what it allows; empty: its name does
        bool trust = false;    ///< lets one act as the account that it is given on
        QString resourceKind = {};
    };
    void grant(const TfInstance &, const Access &);
    /// The identity of a principal that is only named, once for a state.
    void announce(domain::Record &&);
    QString ownKey(const TfInstance &) const;
    /// A part or setting of another resource.
    void passOver(const TfInstance &);

    // tfaws.cpp
    void indexAws(const TfInstance &);
    void indexAwsIdentity(const TfInstance &);
    void readAws(const TfInstance &);
    void awsSystem(const TfInstance &, const TfType *, const Arn &);
    void awsKey(const TfInstance &, const Arn &);
    bool awsPolicyOf(const TfInstance &);
    nlohmann::json *principal(IamReader::List, const QString &name);
    /// The access rights that it gave to others.
    qint64 awsResourcePolicies(const domain::Record &, const Arn &, std::vector<std::string> documents = {});
    bool awsLoosePolicy(const TfInstance &);
    void awsAgent(const nlohmann::json &attributes, const Arn &, domain::Record &);

    // tfreplicas.cpp: the other regions of what AWS copies
    static QString awsRegionOf(const TfInstance &, const Arn &);
    void indexDatabase(const TfInstance &);
    void sayAwsCopies(const TfInstance &, const QString &region, domain::Record &);
    /// The database in another region that this is a copy of, where it is not in this state itself. False: there is none.
    bool sayCopiedDatabase(const TfInstance &);

    // tfsagemaker.cpp
    void indexSageMaker(const TfInstance &);
    void sageMakerEndpoint(const TfInstance &, domain::Record &);
    void sageMakerConfiguration(const TfInstance &, const std::optional<Arn> &);
    void sageMakerModel(const TfInstance &, const std::optional<Arn> &);

    // tfbedrock.cpp
    /// What is a model of Bedrock, or serves one. False: something else.
    bool bedrockModels(const TfInstance &, const std::optional<Arn> &);

    // tfnodegroups.cpp: machines of managed Kubernetes clusters
    void indexLaunchTemplate(const TfInstance &);
    void eksNodeGroup(const TfInstance &, const std::optional<Arn> &);
    static QString gkeCluster(const nlohmann::json &attributes, const char *nameAttribute);
    void indexGooglePool(const TfInstance &);
    void googleNodePool(const TfInstance &);
    void googlePoolsOf(const TfInstance &, const QString &cluster);
    void googlePoolRecord(const nlohmann::json &pool, const QString &cluster, const QString &location);

    // tfazure.cpp
    void indexAzure(const TfInstance &);
    void readAzure(const TfInstance &);
    void azureModel(const TfInstance &, const QString &id);
    void azurePool(const nlohmann::json &pool, const QString &cluster, const QString &clusterName);
    void azureAssignment(const TfInstance &);
    void azureRoleText(const TfInstance &);
    void azureIdentity(const TfInstance &, const QString &id);
    void azureOwnIdentity(const TfInstance &, const domain::Record &owner);

    // tfgoogle.cpp
    void readGoogle(const TfInstance &);
    void googleSystem(const TfInstance &, const TfType *, const QString &fullName);
    void googleKey(const TfInstance &);
    bool googleAccess(const TfInstance &);

    // tfhosted.cpp: providers without a reader of their own
    void indexVsphere(const TfInstance &);
    void readHosted(const TfInstance &, const TfCloud &);
    QString site(const TfInstance &, const QString &kind, const QString &id, const QString &name);
    void indexCluster(const TfInstance &, const TfCloud &);
    QList<domain::Place> hostedPlaces(const TfInstance &, const TfCloud &, const QString &whole, int facets);
    static void sayHostedMachines(const TfInstance &, const TfCloudType &, domain::Record &);
    static QString hostedState(const nlohmann::json &attributes);
    void hostedModel(const TfInstance &, domain::Record &);
    void scalewayKey(const TfInstance &, const TfCloud &);

    domain::RecordSink &m_sink;
    QStringList m_dividedKeys;         ///< addresses of systems that several keys protect
    QMap<QString, qint64> m_notRead; ///< resources by the name of a provider of which none are read
    QString m_mapping;
    QString m_space;
    bool m_planned;

    IamReader m_iam;
    PolicyTally m_tally;
    QHash<QString, nlohmann::json> m_principals; ///< "list/name" -> item as IamReader takes it
    QHash<QString, std::vector<std::string>> m_bucketPolicies;
    QHash<QString, QStringList> m_bucketCopies; ///< bucket -> the buckets that it is copied to
    QSet<QString> m_buckets;
    QHash<QString, QList<domain::Place>> m_databaseCopies; ///< ARN of a database -> where it is copied to
    QSet<QString> m_databases;                             ///< ARNs of those of this state
    QString m_partition = QStringLiteral("aws");
    QHash<QString, nlohmann::json> m_bucketEncryption;
    QHash<QString, nlohmann::json> m_endpointVariants; ///< endpoint configuration -> its variants
    QHash<QString, QString> m_endpoints;               ///< endpoint configuration -> ARN of its endpoint
    QHash<QString, QString> m_launchedTypes;           ///< launch template -> type of machine
    QSet<QString> m_ownPools;                          ///< pools of GKE that are resources of their own
    QHash<QString, QString> m_policyDocuments;         ///< ARN -> text of a policy of the state's own
    QStringList m_accounts;                            ///< each once

    QHash<QString, QString> m_azureLocations;  ///< lower-case id -> location
    QHash<QString, QString> m_nodeGroups;      ///< cluster -> the group that its machines are in
    QHash<QString, QStringList> m_deployments; ///< account -> its models
    QHash<QString, QStringList> m_clusterRegions; ///< key of a managed cluster -> where it is
    QHash<QString, QString> m_datacenters;  ///< vSphere: identifier -> name
    QHash<QString, QString> m_datacenterOf; ///< identifier of a store, pool or host -> that of its data centre
    QSet<QString> m_announced;
};

} // namespace importers
