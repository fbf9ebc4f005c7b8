// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"

#include <QList>
#include <QMap>

#include <optional>

/// A RecordSink that keeps everything, for tests of importers without a database. Counts as the store does, except that
/// every record with an entity is `added`.
class CollectingSink final : public domain::RecordSink
{
public:
    struct Entry
    {
        qint64 ordinal = 0;
        QString where;
        QList<domain::Record> entities;
        QString ignoredCode;
        QString rejectedCode;
        QString rejectedWhere;
        QString message;
    };

    std::optional<domain::SourceHeader> head;
    int headers = 0;
    QList<Entry> entries;
    QList<domain::Diagnostic> diagnostics;
    QList<std::pair<QString, QString>> accounts; ///< number and id
    QStringList incomplete;
    QList<domain::Record> deleted; ///< what the source says is gone
    bool selection = false;
    QStringList covered; ///< scopes that the file is the whole of

    void header(const domain::SourceHeader &said) override
    {
        head = said;
        ++headers;
    }
    void beginRecord(qint64 ordinal, const QString &where) override
    {
        if (!head)
            qFatal("a record (%s) before the header: it would have no source", qPrintable(where));
        entries.append({ordinal, where, {}, {}, {}, {}, {}});
    }
    void entity(domain::Record &&record) override { (record.deleted ? deleted : entries.last().entities).append(std::move(record)); }
    void ignored(const QString &code, const QString &message) override
    {
        entries.last().ignoredCode = code;
        entries.last().message = message;
    }
    void rejected(const QString &code, const QString &where, const QString &message) override
    {
        entries.last().entities.clear();
        entries.last().rejectedCode = code;
        entries.last().rejectedWhere = where;
        entries.last().message = message;
    }
    void diagnostic(const domain::Diagnostic &said) override { diagnostics.append(said); }
    void markIncomplete(const QString &message) override { incomplete.append(message); }
    void markSelection() override { selection = true; }
    void covers(const QString &scope) override { covered.append(scope); }
    void accountNames(const domain::AccountNames &names) override { accounts.append({names.number, names.id}); }

    domain::RecordCounts counts() const
    {
        domain::RecordCounts counts;
        for (const Entry &entry : entries) {
            ++counts.read;
            if (!entry.rejectedCode.isEmpty())
                ++counts.rejected;
            else if (entry.entities.isEmpty())
                ++counts.ignored;
            else
                ++counts.added;
        }
        return counts;
    }
    QList<domain::Record> records() const
    {
        QList<domain::Record> all;
        for (const Entry &entry : entries)
            all += entry.entities;
        return all;
    }
    std::optional<domain::Record> record(const QString &key) const
    {
        for (const Entry &entry : entries) {
            for (const domain::Record &candidate : entry.entities) {
                if (candidate.key == key)
                    return candidate;
            }
        }
        return std::nullopt;
    }
    QMap<QString, int> ignoredByCode() const
    {
        QMap<QString, int> codes;
        for (const Entry &entry : entries) {
            if (!entry.ignoredCode.isEmpty())
                ++codes[entry.ignoredCode];
        }
        return codes;
    }
    bool hasDiagnostic(const QString &code) const
    {
        for (const domain::Diagnostic &said : diagnostics) {
            if (said.code == code)
                return true;
        }
        return false;
    }
    /// The value of a field of a record, or nullptr when it was not said.
    static const domain::Value *field(const domain::Record &record, const QString &attr)
    {
        for (const domain::Field &candidate : record.fields) {
            if (candidate.attr == attr)
                return &candidate.value;
        }
        return nullptr;
    }
};
