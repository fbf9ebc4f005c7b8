// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "rules/flips.h"
#include "rules/ownrules.h"

#include <QDateTime>
#include <QStringList>

#include <functional>

namespace store {
class AttributeStore;
}

namespace app {

struct Services;

/// Who does something to the rule sets of a workspace, and when. `at` in UTC.
struct Author
{
    QString who;
    QDateTime at;
    domain::Day today = 0;
};

// What can be done to rule sets. Each is one change set that undo takes back, within the caller's transaction, and answers its id. Errors
// name the JSON pointer of what they object to. Thread: the connection's.

/// Takes a rule set from a file: its form, its statements and its examples are checked first. `replace`: one of the workspace's own with
/// this id may be there and goes.
domain::Result<qint64> importPack(const Services &, store::AttributeStore &, const QByteArray &json, const QString &file, bool replace, const Author &);
/// A copy under an id of its own, with what the workspace changes of it.
domain::Result<qint64> copyPack(const Services &, store::AttributeStore &, const QString &id, const QString &as, const QString &title, const Author &);
/// A new one with a first rule that says nothing.
domain::Result<qint64> newPack(const Services &, store::AttributeStore &, const QString &id, const QString &title, const Author &);
/// Another text of one of the workspace's own (the editor's); `deed` is the title of the change.
domain::Result<qint64> writePack(const Services &, store::AttributeStore &, const QByteArray &json, const QString &deed, const Author &);
domain::Result<qint64> removePack(const Services &, store::AttributeStore &, const QString &id, const Author &);
/// Switches a rule off, sets a threshold or narrows a rule; `why` and `who` of the change are kept with it.
domain::Result<qint64> changePack(const Services &, store::AttributeStore &, rules::PackChange, const Author &);
/// Takes such a change back: the rule set says again what it says.
domain::Result<qint64> unchangePack(const Services &, store::AttributeStore &, rules::PackChange::Kind, const QString &pack, const QString &name, const Author &);
/// Fills one of the officer's value sets: ZONE, RESTRICTED, HIGH_RISK_VENDORS, IN_RESTRICTED, SDAIA_ADEQUATE or one of the workspace's own.
domain::Result<qint64> fillSet(const Services &, store::AttributeStore &, const QString &name, const QStringList &values, const Author &);

/// The rule set as a file: with the workspace's thresholds and scopes, rules switched off marked with the reason, and without examples that
/// no longer come out. Any rule set, shipped or own.
domain::Result<QByteArray> packFile(const Services &, store::AttributeStore &, const QString &id);

/// What came of a change: which results it turns.
struct RuleSetOutcome
{
    qint64 changeSet = 0;
    qint64 judged = 0;             ///< rules that were judged before and after
    QList<rules::Flip> flips;
};

/// Does it in a transaction of its own, judging before and after what rules it touches. `sets`: value sets that `work` fills. `dryRun`: all of
/// it is taken back. Only rules of frameworks that the workspace has chosen are judged; nothing where nothing is recorded.
domain::Result<RuleSetOutcome> changeRuleSets(const Services &, const QString &workspace, const QStringList &sets, domain::Day asOf, bool dryRun,
                                              const std::function<domain::Result<qint64>(store::AttributeStore &)> &work, domain::JobContext &);

/// The frameworks of which a workspace is judged: those chosen, else all.
QStringList judgedFrameworks(const QByteArray &setting, const QList<rules::Pack> &);

} // namespace app
