// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/entitykind.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace domain {

/// "There is none": the source says so (a person typed "none", an export says false or an empty list on purpose).
struct Absent
{
    bool operator==(const Absent &) const = default;
};
/// Asked, no answer.
struct NoAnswer
{
    bool operator==(const NoAnswer &) const = default;
};
/// Another entity, by its key or by any alias of it; resolved by the store, also by later imports.
struct Reference
{
    QString key;
    bool operator==(const Reference &) const = default;
};
/// A list (texts, country codes or keys). `complete`: the source claims that there is nothing else.
struct ListValue
{
    QStringList items;
    bool complete = true;
    /// Other records of the source, in this file or in another of the same list, name more of it: what they named stays as long as it is
    /// there. Of an account's models each page of its deployments knows some.
    bool shared = false;
    bool operator==(const ListValue &) const = default;
};

/// One value of an attribute. Dates are qint64 whole days (domain::Day); enums and countries are texts.
/// Country codes are ISO 3166-1 alpha-2, upper case.
using Value = std::variant<NoAnswer, Absent, bool, qint64, double, QString, Reference, ListValue>;

struct Field
{
    QString attr;   ///< name in the catalogue of the record's kind; facet lists may also come through Record::places
    Value value;
};

/// Where something is, for the facets in the bit mask. Say what the export says: a region code with the provider's reference
/// id ("aws", "eu-central-1"), or a country; the store joins what the reference data knows.
struct Place
{
    int facets = Facet::Hosting;
    QString country;
    QString provider;
    QString region;
    QString site;   ///< key of a location entity, or of the system that it stands with
    bool operator==(const Place &) const = default;
};

struct Alias
{
    QString scheme;  ///< arn, instance, azure, google, k8s-uid, provider-id, purl, hub, terraform, own
    QString value;
    bool kept = true; ///< false: others may know it by this name, but the key tells it already
};

/// Who answered, for a register of answers: the values then count as a person's.
struct Attribution
{
    QString who;       ///< function, not a name
    QString at;        ///< ISO date
    QString evidence;  ///< file and place, or a note
};

/// The register of the record's kind holds everything that there is: what is not recorded does not exist.
struct RegisterWord
{
    QString attr = QStringLiteral("*"); ///< an attribute of all its things; *: the register as a whole
    bool complete = true;               ///< false: nobody answers for that any more
    std::optional<Day> until;           ///< the last day on which it counts
};

/// What a provider says that a machine of one of its types holds: reference data of the organisation's own, said of no entity.
struct MachineType
{
    QString provider; ///< "aws"
    QString type;     ///< "p5.48xlarge"
    QString vendor;
    QString chip;
    int count = 0;    ///< 0: a part of one
    std::optional<int> memoryMib; ///< of each
    bool operator==(const MachineType &) const = default;
};

/// Two names of one account of a cloud, by either of which exports call what is in it: a project's number and its id.
struct AccountNames
{
    QString number;
    QString id;
};

/// An entity as one record of a source tells it. Built by importers, consumed by a RecordSink; a value, any thread.
struct Record
{
    EntityKind kind = EntityKind::Workload;
    QString key;                  ///< stable: the same thing must get the same key each time (the ARN, the register's id)
    QString name;                 ///< empty: leave as it is (the key is shown)
    QList<Alias> aliases;         ///< globally unique ones only
    QList<Field> fields;
    QList<Place> places;          ///< a facet named in any place is claimed as a whole by this record
    int completeFacets = 0;       ///< bits of the facets for which `places` is the whole truth
    std::optional<Attribution> person;
    qint64 captured = 0;          ///< when its source saw it so, in seconds since 1970 UTC; 0: as the header says, or not known
    bool whole = false;           ///< all that its source knows of the entity: what an earlier one said and this one doesn't is no longer so
    std::optional<RegisterWord> registerWord; ///< said of the register and of no entity: only kind and person count beside it
    std::optional<MachineType> machineType;   ///< said of a type of machine and of no entity: nothing else counts beside it
    /// Within what the source saw it, where one file holds several such: a region of an account, a group's machines (store/scopes.h). What is
    /// after a line feed is a part of what is before it. Empty: within what the header says.
    QString scope;
    QString feed;                 ///< what SourceHeader::scope would be of a file of this record alone; empty: as the header says
    bool deleted = false;         ///< the source says that it is gone since `captured`: only kind, key and aliases count
    QString mapping;              ///< name of the importer's field table, e.g. "aws-config/1"
    qint64 hash = 0;              ///< contentHash, where whoever made the record has worked it out already; 0: not yet
};

} // namespace domain
