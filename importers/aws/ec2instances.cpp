// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/ec2instances.h"

#include "importers/aws/arn.h"
#include "importers/fieldforms.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <array>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Facet;
using domain::Reference;
using nlohmann::json;

namespace {

/// A text, or what PowerShell makes of an enumeration: {"Value": "p4d.24xlarge"}.
QString named(const json &object, const char *name)
{
    const json &value = member(object, name);
    return value.is_object() ? text(value, "Value") : text(object, name);
}

/// Owner of an instance: the reservation says it; through --query it is left only on the network interfaces.
QString ownerOf(const json &instance, const QString &reservationOwner)
{
    if (!reservationOwner.isEmpty())
        return reservationOwner;
    const QString own = text(instance, "OwnerId");
    if (!own.isEmpty())
        return own;
    for (const json *networkInterface : elements(member(instance, "NetworkInterfaces"))) {
        const QString owner = text(*networkInterface, "OwnerId");
        if (!owner.isEmpty())
            return owner;
    }
    const auto profile = Arn::fromText(text(member(instance, "IamInstanceProfile"), "Arn"));
    return profile ? profile->account : QString();
}

QString regionOf(const json &instance)
{
    const QString zone = awsRegionOfZone(text(member(instance, "Placement"), "AvailabilityZone"));
    if (!zone.isEmpty())
        return zone;
    const auto outpost = Arn::fromText(text(instance, "OutpostArn"));
    return outpost ? outpost->region : QString();
}

QString tenancyOf(const json &instance)
{
    const QString tenancy = named(member(instance, "Placement"), "Tenancy");
    // An Outpost's rack is the customer's alone.
    if (tenancy == "default"_L1)
        return Arn::fromText(text(instance, "OutpostArn")) ? u"dedicated_hardware"_s : u"shared"_s;
    if (tenancy == "dedicated"_L1)
        return u"dedicated_hardware"_s;
    if (tenancy == "host"_L1)
        return u"dedicated_host"_s;
    return {};
}

/// As the API documents them; PowerShell writes enumerations as objects.
constexpr std::array instanceForms = {
    FieldForm{"InstanceType", TextForm | ObjectForm},
    FieldForm{"State", ObjectForm},
    FieldForm{"State", TextForm | ObjectForm, "Name"},
    FieldForm{"Placement", ObjectForm},
    FieldForm{"Placement", TextForm, "AvailabilityZone"},
    FieldForm{"Placement", TextForm | ObjectForm, "Tenancy"},
    FieldForm{"ImageId", TextForm},
    FieldForm{"OutpostArn", TextForm},
    FieldForm{"OwnerId", TextForm | NumberForm},
    FieldForm{"NetworkInterfaces", ListForm | ObjectForm},
    FieldForm{"IamInstanceProfile", ObjectForm},
    FieldForm{"EnclaveOptions", ObjectForm},
    FieldForm{"EnclaveOptions", FlagForm, "Enabled"},
    FieldForm{"CpuOptions", ObjectForm},
    FieldForm{"Tags", ListForm | ObjectForm},
};

/// Account and region, each as far as it is told; empty: neither is.
QString reachOf(const QString &account, const QString &region)
{
    return account.isEmpty() && region.isEmpty() ? QString() : account + u'/' + region;
}

int noOffset(const json &)
{
    return 0;
}

/// Calls `found(instance, pointer, owner)` for each instance, in file order; stops when it answers false. `first(list)`: which element of
/// its list the first one is.
template <class First, class Found>
bool walk(const json &value, const QString &pointer, const QString &owner, const First &first, const Found &found)
{
    if (value.is_array()) {
        qsizetype i = first(value);
        for (const json &element : value) {
            if (!walk(element, pointer + u'/' + QString::number(i++), owner, first, found))
                return false;
        }
        return true;
    }
    if (value.is_object() && value.contains("Reservations"))
        return walk(value["Reservations"], pointer + u"/Reservations"_s, owner, first, found);
    // One from which --query or a filter took the instances, or whose instances are all gone.
    if (value.is_object() && !value.contains("InstanceId") && (value.contains("ReservationId") || value.contains("OwnerId") || value.contains("Instances")) &&
        !member(value, "Instances").is_structured())
        return true;
    if (value.is_object() && value.contains("Instances"))
        return walk(value["Instances"], pointer + u"/Instances"_s, text(value, "OwnerId"), first, found);
    return found(value, pointer, owner);
}

int scoreOfInstance(const json &value)
{
    if (!text(value, "InstanceId").startsWith("i-"_L1))
        return 0;
    return 1 + static_cast<int>(value.contains("InstanceType")) + static_cast<int>(value.contains("Placement")) +
           static_cast<int>(value.contains("ImageId"));
}

} // namespace

QString Ec2Instances::id() const
{
    return u"aws-ec2-instances"_s;
}

QString Ec2Instances::displayName() const
{
    return u"Amazon EC2 describe-instances"_s;
}

int Ec2Instances::score(const json &root) const
{
    if (root.is_object() && member(root, "Reservations").is_array())
        return 4;
    int best = 0;
    walk(root, {}, {}, noOffset, [&best](const json &value, const QString &, const QString &) {
        best = std::max(best, scoreOfInstance(value));
        return best == 0;
    });
    return best >= 2 ? best : 0;
}

domain::SourceHeader Ec2Instances::header(const json &root, const Source &source) const
{
    domain::SourceHeader header;
    walk(root, {}, {}, noOffset, [&header](const json &instance, const QString &, const QString &owner) {
        header.scope = reachOf(ownerOf(instance, owner), awsParentRegion(regionOf(instance)));
        return header.scope.isEmpty();
    });
    if (header.scope.isEmpty())
        header.scope = source.probe.fileName;
    header.rank = domain::SourceRank::LiveInventory;
    return header;
}

domain::Result<void> Ec2Instances::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const auto first = [&page](const json &list) { return page.first(list); };
    FieldForms forms(instanceForms, sink);
    json copy;
    const bool finished =
        walk(*page.root, page.pointer, {}, first, [&](const json &written, const QString &where, const QString &reservation) {
            if (ordinal % 500 == 0) {
                if (context.isCancelled())
                    return false;
                context.progress(ordinal, 0, {});
            }
            sink.beginRecord(ordinal++, where);
            if (!forms.isTextOrMissing(written, "InstanceId", where))
                return true;
            const json &instance = forms.sound(written, where, copy);
            const QString instanceId = text(instance, "InstanceId").trimmed();
            if (instanceId.isEmpty()) {
                sink.rejected(u"missing-id"_s, where, u"no InstanceId: the instance can't be told from others"_s);
                return true;
            }
            const QString region = regionOf(instance);
            const QString parent = awsParentRegion(region);
            const QString owner = ownerOf(instance, reservation);
            // The same region of another account looks alike: what the list lacks may be there all the same.
            if (owner.isEmpty())
                sink.markSelection();
            // Answers of several regions and accounts may stand in one file.
            const QString reach = reachOf(owner, parent);
            const QString scope = reach.isEmpty() ? QString() : u"aws-ec2 "_s + reach;
            const QString state = named(member(instance, "State"), "Name");
            if (state == "terminated"_L1) {
                sink.ignored(u"terminated"_s, instanceId);
                if (!scope.isEmpty())
                    sink.covers(scope);
                return true;
            }
            const auto outpost = Arn::fromText(text(instance, "OutpostArn"));
            const QString partition = outpost ? outpost->partition : awsPartitionOfRegion(region);
            const QString provider = awsProviderOfPartition(partition);

            domain::Record record;
            record.kind = domain::EntityKind::Workload;
            record.mapping = u"aws-ec2-instances/1"_s;
            record.whole = true;
            record.scope = scope;
            record.feed = reach;
            record.name = instanceId; // until a tag names it
            // Without an account or region there is no true ARN; the alias still joins it with other exports.
            const QString shortId = partition + u'/' + instanceId;
            record.key = shortId;
            const bool hasArn = !owner.isEmpty() && !parent.isEmpty();
            if (hasArn) {
                record.key = Arn{partition, u"ec2"_s, parent, owner, u"instance/"_s + instanceId}.text();
                record.aliases.append({u"arn"_s, record.key});
            }
            record.aliases.append({u"instance"_s, shortId, !hasArn});

            const auto say = [&record](const QString &attr, const QString &value) {
                if (!value.isEmpty())
                    record.fields.append({attr, value});
            };
            say(u"role"_s, u"assessed"_s);
            say(u"resource_type"_s, u"AWS::EC2::Instance"_s);
            record.fields.append({u"provider"_s, Reference{provider}});
            say(u"account"_s, owner);
            say(u"service_model"_s, u"iaas"_s);
            say(u"instance_type"_s, named(instance, "InstanceType"));
            record.fields.append({u"instance_count"_s, qint64{1}});
            say(u"tenancy"_s, tenancyOf(instance));
            say(u"image"_s, text(instance, "ImageId"));
            say(u"state"_s, state);
            // "Disabled" speaks only of one technique, so that it does not mean that memory is unprotected.
            if (isTrue(member(member(instance, "EnclaveOptions"), "Enabled")) ||
                named(member(instance, "CpuOptions"), "AmdSevSnp") == "enabled"_L1)
                record.fields.append({u"confidential_computing"_s, true});
            if (outpost)
                say(u"deployment_type"_s, u"onprem"_s);
            const QList<Tag> tags = awsTags(member(instance, "Tags"));
            applyAwsTags(tags, record);
            const QString group = eksNodeGroupOfTags(tags, parent, owner);
            if (!group.isEmpty())
                record.fields.append({u"part_of"_s, Reference{group}});

            if (outpost) {
                // An Outpost stands on the customer's premises, not in the region that it is anchored to.
                domain::Record site;
                site.kind = domain::EntityKind::Location;
                site.key = outpost->text();
                site.name = outpost->lastPart();
                site.mapping = record.mapping;
                site.scope = scope;
                site.feed = reach;
                site.aliases.append({u"arn"_s, site.key});
                site.fields.append({u"site_kind"_s, u"outpost"_s});
                site.fields.append({u"provider"_s, Reference{provider}});
                domain::Place place;
                place.facets = Facet::Hosting | Facet::Processing;
                place.site = site.key;
                record.places.append(place);
                record.completeFacets = place.facets;
                if (!outpost->region.isEmpty())
                    record.places.append(awsPlace(outpost->region, Facet::ControlPlane));
                sink.entity(std::move(site));
            } else if (!region.isEmpty()) {
                record.places.append(awsPlace(region, Facet::Hosting | Facet::Processing));
                record.completeFacets = Facet::Hosting | Facet::Processing;
                if (parent != region)
                    record.places.append(awsPlace(parent, Facet::ControlPlane)); // a zone in another city is run by its region
            }
            sink.entity(std::move(record));
            return true;
        });
    if (!finished)
        return domain::Error{domain::ErrorCode::Cancelled, {}, page.pointer};
    return {};
}

} // namespace importers
