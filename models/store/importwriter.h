// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"
#include "domain/rejects.h"
#include "store/attributestore.h"
#include "store/canonicalnames.h"
#include "store/changelog.h"
#include "store/entityadder.h"
#include "store/entityupdater.h"
#include "store/instancenames.h"
#include "store/netchanges.h"
#include "store/presence.h"
#include "store/projectnames.h"
#include "store/recordchecks.h"
#include "store/recordfields.h"
#include "store/reportlines.h"
#include "store/restatement.h"

#include <QDateTime>
#include <QSet>

#include <memory>

namespace store {

class ReferenceLookup;

struct ImportFile
{
    QString path;
    QString format;
    QString who;
    QDateTime at;
    QStringList completeFor = {}; ///< scopes that whoever imports it answers for that it is all of (completeForFromText())
    qint64 firstSet = 0; ///< the first change set of the import that it is a file of; 0: its own is
    QDateTime begun = {}; ///< when that import began; invalid: at `at`
};

/// Writes what an importer reads into the workspace: the production RecordSink. One file, one change set, within the caller's
/// transaction. A new entity is written straight; of a known one only what changed, with before-images for undo.
/// Thread: the connection's.
class ImportWriter final : public domain::RecordSink
{
public:
    ImportWriter(AttributeStore &store, const ReferenceLookup &reference, ImportFile file);
    ~ImportWriter() override;

    /// From now on rejected records also go to `watch`, which must outlive the writing.
    void watch(domain::RejectWatch *watch) { m_watch = watch; }
    /// At the end `net`, which must outlive the writing, is told what each record changed.
    void tell(NetChanges *net) { m_net = net; }
    /// What became of a record that is kept elsewhere than among the entities, between beginRecord() and the next one.
    enum class Kept { New, Changed, Same };
    void kept(Kept);
    /// What is written beside the entities goes into the same change set; before finish().
    ChangeLog &log() { return m_log; }

    void header(const domain::SourceHeader &) override;
    void beginRecord(qint64 ordinal, const QString &where) override;
    void entity(domain::Record &&) override;
    void ignored(const QString &code, const QString &message) override;
    void rejected(const QString &code, const QString &where, const QString &message) override;
    void diagnostic(const domain::Diagnostic &) override;
    void markIncomplete(const QString &message) override;
    void markPage(const QString &message) override;
    void markSelection() override;
    void covers(const QString &scope) override;
    void accountNames(const domain::AccountNames &) override;
    QList<domain::Record> takeSpent() override;

    /// Flushes the last record, resolves waiting references, joins reference data, marks what has vanished, stores the report.
    /// `reader`: hash, size and diagnostics that only the reader knows at the end.
    domain::Result<domain::FileReport> finish(const domain::FileReport &reader);
    /// A row could not be written (the disk is full): nothing more is, and finish() tells it. The caller rolls back.
    bool failed() const { return m_adder.failed(); }

private:
    enum class Outcome { None, Ignored, Rejected, Unchanged, Updated, Added };
    void flushRecord();
    void takeBackUnsaid();
    qint64 known(const domain::Record &);
    void noteUnread();
    qint64 recorded(const domain::Record &);
    bool broughtHere(qint64 entity);
    qint64 feedOf(const QString &scope);
    Outcome writeEntity(domain::Record &);
    Outcome writeRegisterWord(const domain::Record &);
    Outcome writeMachineType(const domain::MachineType &);
    Outcome updateEntity(qint64 id, const domain::Record &, qint64 hash, const EntityUpdater::Telling &);
    bool isOtherList(qint64 source);
    static void nameInstance(domain::Record &);
    EntityUpdater::Telling telling() const;
    Outcome writeDeletion(domain::Record &);
    void sayUnknown();
    void addFields(qint64 id, const domain::Record &);
    void addAliases(qint64 id, const QString &key, const domain::Record &);
    void dropPending();

    AttributeStore &m_store;
    ImportFile m_file;
    ChangeLog m_log;
    EntityAdder m_adder;
    Presence m_presence;
    Restatement m_restatement;
    InstanceNames m_instances;
    RecordFields m_fields;
    EntityUpdater m_updater;
    RecordChecks m_checks;
    QDate m_today;
    domain::FileReport m_report;
    ReportLines m_lines{m_report};
    domain::SourceHeader m_header;
    bool m_headerSaid = false;
    bool m_selection = false;
    bool m_page = false; ///< of a list that goes on in another file
    qint64 m_ownFeed = 0; ///< of the file
    qint64 m_feed = 0;    ///< of the record being written
    QHash<QString, qint64> m_feeds; ///< by scope
    qint64 m_source = 0;
    qint64 m_firstSource = 0; ///< of the files that are imported together
    qint64 m_ordinal = -1;
    NetChanges *m_net = nullptr;
    NetChanges::OfFile m_changes;
    std::vector<qint64> m_changed; ///< entities that the record being written has changed
    QSet<qint64> m_restated;   ///< ordinals of records that were read anew and counted as unchanged
    qint64 m_unidentified = 0; ///< rejected records of which not even the key can be read
    qsizetype m_bare = 0; ///< things that are known by answers alone
    QStringList m_bareNames;
    QString m_where;
    bool m_open = false;
    Outcome m_fate = Outcome::None;
    QList<domain::Record> m_pending;
    qsizetype m_written = 0;                ///< of m_pending: written already, to be freed by whoever made them
    CanonicalNames m_canonical;
    ProjectNames m_projects;
    domain::RejectWatch *m_watch = nullptr;
    QSet<QString> m_schemes;           ///< of the aliases that exist
};

} // namespace store
