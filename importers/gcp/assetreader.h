// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/recordsink.h"
#include "importers/fieldforms.h"
#include "importers/gcp/assetscope.h"
#include "importers/gcp/googleaccess.h"

#include <nlohmann/json_fwd.hpp>

#include <QMap>

#include <memory>
#include <vector>

namespace importers {

/// Makes inventory and access rights of the rows of one file, whichever export of the asset inventory they stand in.
/// Rows are written as they come, but the first ones, which tell what the file is, those of a history, of which the
/// newest counts, and the objects of clusters, which explain one another. Lives for one file.
class AssetReader
{
public:
    AssetReader(domain::RecordSink &sink, const QString &mapping, const QString &fileName, bool selection = false);
    ~AssetReader();

    void row(nlohmann::json &&row, const QString &where);
    /// What stands where a row was expected.
    void broken(const QString &where, const QString &code, const QString &errorWhere, const QString &message);
    /// Error: stopped.
    domain::Result<void> finish(domain::JobContext &);
    qint64 count() const { return m_ordinal; }

private:
    struct Held;
    struct Cluster;

    void head();
    /// `seen`: what the row says, where that is known already.
    void take(Held &&, const GoogleAsset *seen);
    bool isNamedByText(const Held &);
    bool leaveOutUnsound(Held &);
    void write(const Held &, const GoogleAsset &, qint64 captured, bool deleted);
    void resource(const GoogleAsset &, QList<domain::Record> &);
    QString scopeOf(const GoogleAsset &, int content);
    void sayWhole();
    void outcome(const GoogleAsset &, const QList<domain::Record> &);
    void hold(Held &&, const GoogleAsset &);
    domain::Result<void> history(domain::JobContext &);
    domain::Result<void> clusters(domain::JobContext &);
    void finalWords();

    domain::RecordSink &m_sink;
    QString m_mapping;
    QString m_fileName;
    bool m_selection;
    bool m_headed = false;
    AssetScope m_scope;  ///< of all rows
    QString m_headScope; ///< as the header has it
    QSet<QString> m_projects; ///< numbers of those whose id was told
    QSet<QString> m_covered; ///< scopes of rows without a record
    QSet<QString> m_wide; ///< what the scopes of the records are parts of
    GoogleAccess m_access;
    FieldForms m_forms, m_dataForms;
    qint64 m_ordinal = 0;
    std::vector<Held> m_first;
    std::vector<Held> m_history;
    QMap<QString, Cluster> m_clusters;
    QMap<QString, int> m_unknownTypes;
    QStringList m_dividedKeys; ///< systems that several keys protect
    QStringList m_ignoredCode; ///< of the row that is being read: code and text
};

} // namespace importers
