// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "domain/recordsink.h"

#include <QString>
#include <QStringList>

namespace importers {

/// What a tool says of a thing, in our words but with its names. Empty members are unsaid.
struct ToolFinding
{
    QString key;          ///< "prowler:UID": the same finding in all of the tool's formats
    QString tool, version;
    QString check, title;
    QString outcome;      ///< as the catalogue lists them; empty: the tool's word is none that is known
    QString severity;     ///< as written: what is none of ours stays unsaid
    QString resource;     ///< as written; recordOf() brings it into the form of our keys
    QString resourceName;
    QStringList further;  ///< other resources, as written
    QStringList requirements;
    qint64 observed = 0;  ///< seconds since 1970 UTC; 0: not said
    bool muted = false;
    QString account, region, detail, url;
};

/// The finding as a record of the catalogue's kind. `muted` is said always: a tool that does not mute says nothing of it.
domain::Record recordOf(const ToolFinding &, const QString &mapping);

/// The form that keys and aliases have: an Azure identifier in small letters, an ARN without blanks, a Google full name ("//compute...").
QString resourceIdentifier(const QString &written);
/// The same of an AWS resource that is named by its type and its own identifier ("AWS::S3::Bucket", "claims").
QString awsResource(const QString &type, const QString &id, const QString &account, const QString &region);

/// "FAIL", "NON_COMPLIANT", "alarm", "not-satisfied" ... -> an outcome of the catalogue; empty for other words.
QString outcomeOf(const QString &word);

/// Seconds since 1970 of a time as tools write it: ISO 8601 with any fraction and zone, with a blank for the T, or a number of seconds or
/// milliseconds. Without a zone: UTC. 0: no time.
qint64 secondsOf(const QString &written);

/// What stands in "FRAMEWORK: id, id | FRAMEWORK: id" (Prowler), or in an object of lists.
void addRequirement(ToolFinding &, const QString &framework, const QString &id);

/// Says a file's header once its first finding tells the scope.
class FindingFile
{
public:
    FindingFile(domain::RecordSink &, QString fallbackScope);
    /// Before a record: whose findings these are (account, subscription, benchmark). The first names the source; what a file of several
    /// accounts is the whole of, the findings tell.
    void scope(const QString &);
    /// As before, while the header waits until more is known: say() then names the source by what the scopes have in common.
    void note(const QString &scope);
    void say();
    /// After the last finding; tells of several scopes.
    void finish();
    bool headed() const { return m_headed; }

private:
    QString commonScope() const;
    domain::RecordSink &m_sink;
    QString m_fallback;
    QStringList m_scopes; ///< in the order of the findings
    QString m_last;
    bool m_headed = false;
};

} // namespace importers
