// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/importreport.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "domain/status.h"
#include "pages/backend.h"
#include "rules/ruleform.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace views {

/// A result that a change would turn.
struct FlipRow
{
    QString rule, name, before, after;   ///< the thing's name; statuses in words
};

struct FlipsData
{
    int judged = 0;              ///< rules that were judged before and after
    qint64 flips = 0;
    QList<FlipRow> first;        ///< the first ones
};

/// A threshold of a rule set.
struct ThresholdRow
{
    QString name, label, unit;
    double value = 0;
    std::optional<double> shipped; ///< where the workspace says otherwise
    bool ourStandard = false;
    QStringList rules;             ///< headings of the rules that compare with it
    QString changed;               ///< by whom, since when, why
};

/// A rule as the list of a rule set's rules shows it.
struct OwnRuleRow
{
    QString id, heading, kind;     ///< `kind`: the label of what it judges
    domain::Severity severity = domain::Severity::Medium;
    QString appliesWords, gapWords; ///< its conditions in plain words
    QStringList later;             ///< "applies from 2028-08-02 where ...", for what it applies to later
    QString off, narrowed;         ///< by whom, since when, why; empty: neither
};

struct ValueSetRow
{
    QString name, words;           ///< "RESTRICTED"; "the restricted classes of data"
    QStringList values;
    QStringList choices;           ///< what it may hold; empty: anything
    bool countries = false;        ///< its values are country codes
};

struct RuleSetDetail
{
    QString id, title, version, origin;
    bool own = false;
    QList<ThresholdRow> thresholds;
    QList<OwnRuleRow> rules;
    QList<ValueSetRow> valueSets;
    QStringList named;             ///< conditions to which it gives a name
    QStringList functions;         ///< who may say something: roles of the organisation
    QStringList ownIds;            ///< of rule sets, so that a new one gets another id
};

/// What came of trying a rule: what is wrong with it, or what it says of whom.
struct RuleTrial
{
    QList<domain::Diagnostic> errors; ///< `where`: a pointer into the rule
    QString appliesWords, gapWords;
    QHash<QString, QString> rowWords; ///< what each condition says, by its pointer into the rule
    qint64 gap = 0, pass = 0, unknown = 0, notApplicable = 0, notYet = 0;
    QStringList gapNames, passNames, unknownNames; ///< the first ones
    bool judged = false;
};

/// What conditions may name besides the catalogue: each as it is written, and in words.
struct RuleChoices
{
    QList<std::pair<QString, QString>> sets, laws, schemes;
};

/// Whom a workspace narrows a rule to.
struct RuleScope
{
    QString rule, heading;
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString kindWords;             ///< "IT systems"
    QString appliesWords;          ///< whom the rule set itself says that it concerns, in plain words; empty: all
    std::optional<rules::FormRow> own; ///< none: not narrowed
    QString why, who;              ///< of it
    QString narrowed;              ///< by whom, since when, why
};

/// What came of trying a scope: what is wrong with it, or what it says and which results it turns.
struct ScopeTrial
{
    QList<domain::Diagnostic> errors; ///< `where`: a pointer into the condition
    QString words;
    QHash<QString, QString> rowWords; ///< by pointer
    FlipsData flips;
};

/// What can be done to the rule sets of a workspace, and what one asks before. Each call opens a connection of its own: any thread. What
/// changes something is one change set.
class RuleSets
{
public:
    virtual ~RuleSets() = default;

    virtual domain::Result<RuleSetDetail> ruleSet(const QString &path, const QString &id) = 0;
    virtual domain::Result<WorkspaceInfo> copyRuleSet(const QString &path, const QString &id, const QString &as, const QString &title) = 0;
    virtual domain::Result<WorkspaceInfo> newRuleSet(const QString &path, const QString &id, const QString &title) = 0;
    virtual domain::Result<WorkspaceInfo> importRuleSet(const QString &path, const QString &file, bool replace) = 0;
    virtual domain::Result<void> exportRuleSet(const QString &path, const QString &id, const QString &to) = 0;
    virtual domain::Result<WorkspaceInfo> removeRuleSet(const QString &path, const QString &id) = 0;
    virtual domain::Result<WorkspaceInfo> switchRule(const QString &path, const QString &rule, bool off, const QString &why, const QString &who) = 0;
    /// Nothing: as shipped.
    virtual domain::Result<WorkspaceInfo> setThreshold(const QString &path, const QString &id, const QString &name, std::optional<double> value, const QString &why) = 0;
    virtual domain::Result<FlipsData> tryThreshold(const QString &path, const QString &id, const QString &name, double value, domain::JobContext &) = 0;
    virtual domain::Result<WorkspaceInfo> fillValueSet(const QString &path, const QString &name, const QStringList &values) = 0;
    virtual domain::Result<FlipsData> tryValueSet(const QString &path, const QString &name, const QStringList &values, domain::JobContext &) = 0;

    /// A rule of one of the workspace's own rule sets, as a form.
    virtual domain::Result<rules::RuleForm> ruleForm(const QString &path, const QString &id, const QString &rule) = 0;
    /// A rule that says nothing yet, with an id that is free.
    virtual domain::Result<rules::RuleForm> freshRule(const QString &path, const QString &id) = 0;
    /// Judges the workspace by a rule that is being written, and writes nothing.
    virtual domain::Result<RuleTrial> tryRule(const QString &path, const QString &id, const rules::RuleForm &rule, domain::JobContext &) = 0;
    /// Puts it in the place of `before`; at the end where that is empty.
    virtual domain::Result<WorkspaceInfo> saveRule(const QString &path, const QString &id, const QString &before, const rules::RuleForm &rule) = 0;
    virtual domain::Result<WorkspaceInfo> removeRule(const QString &path, const QString &id, const QString &rule) = 0;
    /// Value sets, laws and schemes of certificates that a condition may name.
    virtual RuleChoices ruleChoices(const QString &path) = 0;

    /// Of a shipped rule or one's own.
    virtual domain::Result<RuleScope> ruleScope(const QString &path, const QString &rule) = 0;
    /// What the scope would turn; writes nothing.
    virtual domain::Result<ScopeTrial> tryScope(const QString &path, const QString &rule, const rules::FormRow &scope, domain::JobContext &) = 0;
    /// Narrows the rule with a reason; nothing: it concerns again whom the rule set says.
    virtual domain::Result<WorkspaceInfo> setScope(const QString &path, const QString &rule, const std::optional<rules::FormRow> &scope, const QString &why, const QString &who) = 0;
};

/// A change of the workspace that a dialog asks its window for; `refused` hears what was wrong.
struct RuleSetWish
{
    QString title;
    std::function<domain::Result<WorkspaceInfo>(RuleSets &, const QString &path)> work;
    std::function<void(const domain::Error &)> refused;
};

} // namespace views
