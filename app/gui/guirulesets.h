// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rulesets.h"
#include "pages/rulesets.h"

namespace store {
class AttributeStore;
}

namespace app {

struct Services;

/// The window's door to rule sets. Each call opens a connection of its own: any thread. All given must outlive it.
class GuiRuleSets final : public views::RuleSets
{
public:
    GuiRuleSets(const Services &services, const domain::Clock &clock, views::Backend &backend);

    domain::Result<views::RuleSetDetail> ruleSet(const QString &path, const QString &id) override;
    domain::Result<views::WorkspaceInfo> copyRuleSet(const QString &path, const QString &id, const QString &as, const QString &title) override;
    domain::Result<views::WorkspaceInfo> newRuleSet(const QString &path, const QString &id, const QString &title) override;
    domain::Result<views::WorkspaceInfo> importRuleSet(const QString &path, const QString &file, bool replace) override;
    domain::Result<void> exportRuleSet(const QString &path, const QString &id, const QString &to) override;
    domain::Result<views::WorkspaceInfo> removeRuleSet(const QString &path, const QString &id) override;
    domain::Result<views::WorkspaceInfo> switchRule(const QString &path, const QString &rule, bool off, const QString &why, const QString &who) override;
    domain::Result<views::WorkspaceInfo> setThreshold(const QString &path, const QString &id, const QString &name, std::optional<double> value, const QString &why) override;
    domain::Result<views::FlipsData> tryThreshold(const QString &path, const QString &id, const QString &name, double value, domain::JobContext &) override;
    domain::Result<views::WorkspaceInfo> fillValueSet(const QString &path, const QString &name, const QStringList &values) override;
    domain::Result<views::FlipsData> tryValueSet(const QString &path, const QString &name, const QStringList &values, domain::JobContext &) override;
    domain::Result<rules::RuleForm> ruleForm(const QString &path, const QString &id, const QString &rule) override;
    domain::Result<rules::RuleForm> freshRule(const QString &path, const QString &id) override;
    domain::Result<views::RuleTrial> tryRule(const QString &path, const QString &id, const rules::RuleForm &rule, domain::JobContext &) override;
    domain::Result<views::WorkspaceInfo> saveRule(const QString &path, const QString &id, const QString &before, const rules::RuleForm &rule) override;
    domain::Result<views::WorkspaceInfo> removeRule(const QString &path, const QString &id, const QString &rule) override;
    views::RuleChoices ruleChoices(const QString &path) override;
    domain::Result<views::RuleScope> ruleScope(const QString &path, const QString &rule) override;
    domain::Result<views::ScopeTrial> tryScope(const QString &path, const QString &rule, const rules::FormRow &scope, domain::JobContext &) override;
    domain::Result<views::WorkspaceInfo> setScope(const QString &path, const QString &rule, const std::optional<rules::FormRow> &scope, const QString &why, const QString &who) override;

private:
    using Work = std::function<domain::Result<qint64>(store::AttributeStore &)>;
    domain::Result<views::WorkspaceInfo> change(const QString &path, const Work &work);
    domain::Result<views::FlipsData> attempt(const QString &path, const QStringList &sets, const Work &work, domain::JobContext &job);
    /// A change to a shipped rule; `change` says which, and not yet of what. Not `wanted`: what was changed so is taken back.
    domain::Result<qint64> changeRule(store::AttributeStore &, const QString &rule, rules::PackChange change, bool wanted, const QString &why, const QString &who);
    domain::Result<qint64> narrow(store::AttributeStore &, const QString &rule, const std::optional<rules::FormRow> &scope, const QString &why, const QString &who);
    domain::Result<QJsonObject> ownText(const QString &path, const QString &id);
    Author author(const QString &who = {}) const;

    const Services &m_services;
    const domain::Clock &m_clock;
    views::Backend &m_backend;
};

/// "by the Data Protection Officer since 2026-11-22: reason".
QString changedWords(const rules::ChangedBy &by);
/// What an entity is called; its number where it is gone.
QString thingName(store::AttributeStore &, qint64 id);

} // namespace app
