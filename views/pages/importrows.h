// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace views {

// What the pages of imports, of sources and of the history show. Values, any thread.

struct ImportRow
{
    qint64 changeSet = 0;
    QString file, format, at, sha256, who;
    domain::RecordCounts records;
    int warnings = 0, errors = 0;
    bool undone = false, complete = true;
    QStringList messages;
};

/// What an import brought, and its report.
struct ImportDetail
{
    ImportRow row;
    qint64 told = 0, added = 0, changed = 0;    ///< things, as the filter "import" lists them
    bool fileThere = false;     ///< it can be read again for its rejected records
    QList<qint64> together;     ///< the imports of the same deed that stand, itself among them
    int later = 0;              ///< files that were imported later: they are read again when it is taken back
    QString gone;               ///< one of those that is not at its place any more; empty: all are there
};

/// What taking imports back came to, in words.
struct TakenBackWords
{
    QString done;
    QStringList leftOut;        ///< later decisions that can't be without them
};

/// Where values come from.
struct SourceRow
{
    QString format, formatName, scope, lastFile, lastImport;
    QString untested;               ///< what of the format no real export has proved; empty: all of it was
    int rank = 0;                   ///< domain::SourceRank
    std::optional<int> ownRank;     ///< what the officer has said instead
    qint64 things = 0, stands = 0, lost = 0;    ///< contested values where its word stands, and where it does not
};

/// A value on which sources differ.
struct DifferenceRow
{
    qint64 entity = 0;
    QString thing, what, stands;
    QStringList others;
};

/// Two entries of one name from different sources; or what was made one of two.
struct PairRow
{
    qint64 one = 0, other = 0;
    qint64 merged = 0;              ///< the change set that made them one; 0: they are two
    QString name, oneWords, otherWords;
};

struct SourcesData
{
    QList<SourceRow> sources;
    QList<DifferenceRow> differences;
    QList<PairRow> pairs;
    bool moreDifferences = false, morePairs = false;
};

/// A deed of the history.
struct DeedRow
{
    qint64 id = 0;
    QString kind, title, who, at; ///< kind: empty where the title says what was done
    qint64 added = 0, changed = 0;
    bool undone = false;
};

/// What a deed did to one thing.
struct DeedChange
{
    qint64 entity = 0;          ///< 0: no thing, or it is gone
    QString thing, what, before, after;
};

struct DeedDetail
{
    DeedRow deed;
    QList<DeedChange> changes;  ///< the first ones
    bool more = false;
};

} // namespace views
