// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace store {

class AttributeStore;

/// A contradiction that somebody has set aside with a reason. It stays aside while the facts are those of then.
struct Aside
{
    QString check;    ///< which check of the X-ray found it
    QString subject;  ///< "workload:w1.backup_countries|contract:C-017.data_locations"
    QString facts;    ///< digest of what it rests on
    QString sentence; ///< as it was said then
    QString reason, who;
    QString at;       ///< ISO date
    bool operator==(const Aside &) const = default;
};

/// All of them, by check and subject.
QList<Aside> asides(AttributeStore &);

/// Sets them aside as one change set that can be undone; its id. Refused without a reason, and where all of them are aside already.
/// Within the caller's transaction.
domain::Result<qint64> setAside(AttributeStore &, const QList<Aside> &, const QString &who, const QDateTime &at);
/// Takes one up again; UnknownEntity where it is not aside.
domain::Result<qint64> takeUp(AttributeStore &, const QString &check, const QString &subject, const QString &who, const QDateTime &at);

/// Undo: makes what the log has as `from` into `to`; "null" is none.
void restoreAside(AttributeStore &, const QByteArray &from, const QByteArray &to);
/// The reason that a line of the log has; empty where it has none.
QString loggedAsideReason(const QByteArray &logged);

} // namespace store
