// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"
#include "domain/result.h"

#include <QDateTime>
#include <QStringList>

#include <functional>

namespace store {

class AttributeStore;
class ChangeLog;
class EntityAdder;
class Presence;

/// What an import claims to be the whole of.
struct ImportReach
{
    qint64 source = 0;
    qint64 firstSource = 0;  ///< of the files that were imported together
    QString format;
    QStringList completeFor; ///< scopes that whoever imports it answers for
    QDateTime at;            ///< when the import of all of them began
    bool complete = true;    ///< as far as the export itself says
    bool selection = false;
    qint64 rejected = 0;     ///< records
    qint64 unidentified = 0; ///< of those, what is about nobody knows what
};

/// What follows for the inventory from the records of an import, once all of them are written: what they refer to is resolved, what one
/// thing says of another is joined, and what has gone is marked. Lives for the end of one import; within the caller's transaction.
class FollowUps
{
public:
    using Say = std::function<void(const domain::Diagnostic &)>;
    FollowUps(AttributeStore &store, ChangeLog &log, Say say);

    /// References, reference data, keys, identities and places: the values that follow from others.
    domain::Result<void> join(const EntityAdder &);
    /// What is no longer there, after join().
    void judge(Presence &, const ImportReach &);

private:
    void sayTwoDataZones(const QStringList &);
    void markLacking(Presence &, const ImportReach &);
    void sayRetired(qint64 source);

    AttributeStore &m_store;
    ChangeLog &m_log;
    Say m_say;
};

} // namespace store
