// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "store/attributestore.h"

#include <QHash>
#include <QList>
#include <QString>

namespace store {

/// Whose the finding of a tool is, the same in all formats of the tool in which it has the same identifier: what a newer scan of the scope
/// lacks is gone, whatever format it came in. Empty: the record tells no account, or is no tool's finding; then its feed decides.
QString scopeOfFinding(const domain::Record &, const QString &format, const QString &path);
/// Another scope that a file of the format is the whole of, though it holds nothing of it; empty: none.
QString alsoCovered(const QString &format, const QString &path);

/// What an import is the whole of, told record by record: one file may hold several scopes, and one scope may come in several formats. What
/// a scope's imports tell together does not depend on their order: a thing is gone when a whole export of each scope that it was seen in
/// (or of what that scope is a part of: "WIDE" of "WIDE\nNARROW") is newer than the newest export that shows it. Lives for one import;
/// within the caller's transaction.
class Scopes
{
public:
    /// `first`: of the sources that are imported together: none is newer than another that does not tell its day.
    Scopes(AttributeStore &store, qint64 source, const QString &format, qint64 first) : m_store(store), m_source(source), m_first(first), m_format(format) {}
    /// The source speaks of the entity within the scope.
    void seen(const QString &scope, qint64 entity, qint64 captured);
    /// The source is the whole of the scope as well, whether or not it speaks of anything in it.
    void covers(const QString &scope);
    bool isEmpty() const { return m_parts.isEmpty(); }
    /// Scopes (the wide ones) of which the feed had something that still stands, and of which neither the source nor one that is imported
    /// together with it tells anything.
    QStringList notNamed(qint64 feed);

    struct Outcome
    {
        QList<qint64> gone, back;
        qint64 leftOnPages = 0; ///< more than 0: it may be the last page of a list alone, and nothing is gone by it (store/listpages.h)
        bool older = false; ///< a newer whole export of each of its scopes was imported before
    };
    /// After the last record. `whole`: the file is no selection and not cut; `captured`: when it was made, where its records do not say; `now`
    /// where nothing says. The marks are the caller's to set.
    Outcome finish(bool whole, qint64 captured, qint64 now);

    /// Forgets what the change set told, in an undo.
    static void forget(AttributeStore &, qint64 changeSet);

private:
    struct Part
    {
        qint64 id = 0, captured = 0;
    };
    Part &part(const QString &scope, qint64 captured);
    qint64 newestOf(const QString &scope);
    qint64 capturedOf(const QString &scope, const QList<qint64> &sources, qint64 most);

    AttributeStore &m_store;
    qint64 m_source;
    qint64 m_first;
    QString m_format;
    QHash<QString, Part> m_parts;
};

} // namespace store
