// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/terraform/tfreader.h"

#include <nlohmann/json.hpp>

#include "importers/dividedkeys.h"
#include "importers/gcp/googlename.h"
#include "importers/jsonmembers.h"

#include <QRegularExpression>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Record;
using domain::Reference;
using nlohmann::json;

TfReader::TfReader(domain::RecordSink &sink, const QString &space, bool planned)
    : m_sink(sink), m_mapping(planned ? u"terraform-plan/1"_s : u"terraform/1"_s), m_space(space), m_planned(planned),
      m_iam(sink, m_mapping)
{
}

void TfReader::index(const TfInstance &instance)
{
    // What is only looked up tells where others are, and what they are called.
    if (instance.type == "google_project"_L1)
        m_sink.accountNames({text(instance.attributes(), "number"), text(instance.attributes(), "project_id")});
    if (instance.type.startsWith("vsphere_"_L1))
        indexVsphere(instance);
    else if (instance.type.startsWith("azurerm_"_L1) && (!instance.isData || instance.type == "azurerm_kubernetes_cluster"_L1))
        indexAzure(instance);
    else if (!instance.isData && instance.type.startsWith("aws_"_L1))
        indexAws(instance);
    else if (!instance.isData && instance.type == "google_container_node_pool"_L1)
        indexGooglePool(instance);
    else if (const TfCloud *cloud = tfCloud(instance.type); cloud && !instance.isData)
        indexCluster(instance, *cloud);
}

void TfReader::read(const TfInstance &instance)
{
    if (instance.isData) {
        m_sink.ignored(u"data-source"_s, u"%1 only looks something up"_s.arg(instance.address));
        return;
    }
    const bool aws = instance.type.startsWith("aws_"_L1);
    const bool azure = instance.type.startsWith("azurerm_"_L1);
    const TfCloud *cloud = tfCloud(instance.type);
    if (!aws && !azure && !cloud && !instance.type.startsWith("google_"_L1)) {
        // These make names, files and waits, not places where anything is.
        static const QSet<QString> tools{u"null"_s, u"random"_s, u"tls"_s, u"local"_s, u"time"_s, u"template"_s, u"archive"_s, u"http"_s,
                                         u"external"_s, u"terraform"_s, u"cloudinit"_s, u"ansible"_s, u"helm"_s, u"kubernetes"_s, u"kubectl"_s};
        if (const QString provider = instance.type.section(u'_', 0, 0); !tools.contains(provider))
            ++m_notRead[provider];
        m_sink.ignored(u"provider-not-read"_s,
                       u"%1: only resources of AWS, Azure (azurerm), Google Cloud, Hetzner, Scaleway, OVHcloud, OpenStack, "
                       "vSphere, Proxmox and libvirt are read"_s.arg(instance.address));
        return;
    }
    if (!instance.attributes().is_object()) {
        if (m_planned)
            m_sink.ignored(u"not-there-yet"_s, u"%1: nothing of it is known before it is made"_s.arg(instance.address));
        else
            m_sink.rejected(u"no-attributes"_s, instance.where,
                            u"%1 has no attributes: the state is of an early version or was cut; export "
                            "'terraform show -json'"_s.arg(instance.address));
        return;
    }
    if (aws)
        readAws(instance);
    else if (azure)
        readAzure(instance);
    else if (cloud)
        readHosted(instance, *cloud);
    else
        readGoogle(instance);
}

void TfReader::finish()
{
    tellDividedKeys(m_dividedKeys, m_sink);
    QStringList clouds;
    for (auto it = m_notRead.cbegin(); it != m_notRead.cend(); ++it)
        clouds.append(u"%1 of %2"_s.arg(it.value()).arg(it.key()));
    if (!clouds.isEmpty())
        m_sink.diagnostic({u"clouds-not-read"_s, domain::DiagnosticLevel::Warning, {},
                           u"incomplete inventory: resources of providers that are not read (%1): bring what stands there by a register of systems "
                           "(formats --template workload)"_s.arg(clouds.join(u", "_s))});
}

void TfReader::passOver(const TfInstance &instance)
{
    m_sink.ignored(u"part-of-another"_s, u"%1 is a part or a setting of another resource"_s.arg(instance.address));
}

QString TfReader::ownKey(const TfInstance &instance) const
{
    return u"terraform:"_s + m_space + u':' + instance.address;
}

Record TfReader::started(const TfInstance &instance, domain::EntityKind kind, const QString &key,
                         const QString &aliasScheme) const
{
    Record record;
    record.kind = kind;
    record.mapping = m_mapping;
    record.whole = true;
    record.key = key.isEmpty() ? ownKey(instance) : key;
    if (!key.isEmpty() && !aliasScheme.isEmpty())
        record.aliases.append({aliasScheme, key});
    // Its address is no name of a resource that has one: what replaces it gets the same address.
    for (const char *name : {"display_name", "name", "bucket", "identifier", "cluster_identifier", "function_name",
                             "domain_name", "dataset_id", "cluster_id"}) {
        record.name = text(instance.attributes(), name);
        if (!record.name.isEmpty())
            break;
    }
    if (record.name.isEmpty())
        record.name = instance.address;
    return record;
}

Record TfReader::workload(const TfInstance &instance, const TfType *type, const QString &key,
                          const QString &aliasScheme) const
{
    Record record = started(instance, domain::EntityKind::Workload, key, aliasScheme);
    record.fields.append({u"role"_s, type ? u"assessed"_s : u"supporting"_s});
    record.fields.append({u"resource_type"_s, type ? QString::fromLatin1(type->native) : instance.type});
    if (type && type->serviceModel)
        record.fields.append({u"service_model"_s, QString::fromLatin1(type->serviceModel)});
    // What a plan will make has no identifier yet.
    if (m_planned && text(instance.attributes(), "id").isEmpty())
        record.fields.append({u"state"_s, u"planned"_s});
    return record;
}

void TfReader::announce(Record &&record)
{
    if (m_announced.contains(record.key))
        return;
    m_announced.insert(record.key);
    nameGoogleOperator(record);
    m_sink.entity(std::move(record));
}

void TfReader::grant(const TfInstance &instance, const Access &access)
{
    Record record = started(instance, domain::EntityKind::Grant, access.key, {});
    const auto say = [&record](const QString &attr, const QString &value) {
        if (!value.isEmpty())
            record.fields.append({attr, value});
    };
    record.name = access.principal + u": "_s + access.role;
    if (!access.identity.isEmpty())
        record.fields.append({u"identity"_s, Reference{access.identity}});
    say(u"principal"_s, access.principal);
    say(u"principal_type"_s, access.kind);
    say(u"resource"_s, access.resource);
    say(u"resource_kind"_s, access.resourceKind);
    if (!access.workload.isEmpty())
        record.fields.append({u"workload"_s, Reference{access.workload}});
    say(u"effect"_s, u"allow"_s);
    // The words that the clouds name their own roles with; of a role of one's own the name proves nothing.
    static const QRegularExpression admin(u"owner$|admin(istrator)?$|^contributor$"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression write(u"contributor$|editor$|writer$|creator$"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression reads(u"reader$|viewer$"_s, QRegularExpression::CaseInsensitiveOption);
    say(u"privilege"_s, access.privilege                      ? *access.privilege
                        : admin.match(access.role).hasMatch() ? u"admin"_s
                        : reads.match(access.role).hasMatch() ? u"read"_s
                        : write.match(access.role).hasMatch() ? u"write"_s
                                                              : QString());
    if (access.roleKey.isEmpty())
        record.fields.append({u"actions"_s, domain::ListValue{{access.role}, true}});
    else
        record.fields.append({u"role"_s, Reference{access.roleKey}});
    if (access.conditions.isEmpty())
        record.fields.append({u"conditions"_s, domain::Absent{}});
    else
        say(u"conditions"_s, access.conditions);
    record.fields.append({u"maximum"_s, true});
    record.fields.append({u"trust"_s, access.trust});
    m_sink.entity(std::move(record));
}

} // namespace importers
