// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/clock.h"
#include "domain/importreport.h"
#include "importers/registry.h"
#include "rules/conditionparser.h"
#include "rules/mappings.h"
#include "rules/pack.h"
#include "rules/peoplesrules.h"
#include "rules/requirements.h"
#include "store/ownpacks.h"

#include <QHash>
#include <QList>
#include <QMutex>

#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace store {
class AttributeStore;
}

namespace app {

/// A rule set of a workspace that cannot be read, and why; nothing is judged by it.
struct UnreadablePack
{
    QString id;
    QList<domain::Diagnostic> errors;
};

/// The rule sets of a workspace: the shipped ones as it changes them, and its own beside them. A value.
struct Shelf
{
    QList<rules::Pack> packs;
    QList<UnreadablePack> unreadable;
    QList<domain::Diagnostic> faults; ///< changes that no longer fit the rule set that they change

    const rules::Pack *pack(QStringView id) const;
};

/// What both programs are wired from, made once at start and passed by reference. What load() fills does not change; the rule sets that
/// stand are those of the workspace that follow() was told last. Rule sets, requirements and mappings are read when they are first asked
/// for (half of the start of a command that judges nothing). Any thread.
struct Services
{
    domain::Catalogue catalogue;
    importers::Registry registry;
    rules::References references;   ///< what a pack may name: laws, countries, value sets
    QHash<QString, QString> countries; ///< names by ISO code

    static domain::Result<std::unique_ptr<Services>> load();
    /// As the program carries them.
    const QList<rules::Pack> &shipped() const { return carried().packs; }
    /// Of each framework, and of further editions.
    const QList<rules::RequirementList> &requirements() const { return carried().requirements; }
    /// Between those lists.
    const rules::Mappings &mappings() const { return carried().mappings; }
    /// Gives the rule sets that are shipped; workspaces are read anew.
    void ship(const QList<rules::Pack> &);
    /// What the workspace of this connection makes of the rule sets: read anew, and not kept.
    Shelf shelfOf(store::AttributeStore &) const;
    /// From now on the rule sets are those of this workspace; made when they are first asked for, and anew only where something of them
    /// has changed since. Every door to a workspace
    /// (withStore(), WorkspaceSession, evaluateWorkspace()) calls it.
    void follow(store::AttributeStore &, const QString &path) const;
    /// The rule sets that stand: as shipped until a workspace is followed. What pack() and rule() point to lives as long as the services.
    QList<rules::Pack> packs() const { return shelf()->packs; }
    std::shared_ptr<const Shelf> shelf() const;
    const rules::Pack *pack(QStringView id) const;
    const rules::RequirementList *requirementList(QStringView list) const;
    /// "NIS2", "C5:2026".
    QString listName(const QString &list) const;
    /// The rule and its pack by the rule's id.
    std::pair<const rules::Pack *, const rules::Rule *> rule(QStringView id) const;
    /// What stands behind a rule, by its id: decides the word for what is not met. Law for a rule that is no longer here.
    domain::LegalStatus legalStatusOf(QStringView ruleId) const;
    /// The title of an issue: of the cause that packs name, else of the rule that is its theme.
    QString issueTitle(const QString &theme) const;
    /// What an issue comes from, in words: "Provider: Kontora", "Country: United States", "Own practice".
    QString rootWords(std::optional<domain::EntityKind>, const QString &name, const QString &rootText) const;

private:
    /// What a workspace has of its own: all that a shelf is made of beside what the program carries.
    struct OwnRules
    {
        QList<store::OwnPack> packs;
        QList<store::OwnChange> changes;
        QStringList valueSets;
        QList<rules::SaidOf> said; ///< of requirements that no rule decides
    };
    static OwnRules ownRules(store::AttributeStore &);
    Shelf shelfWith(const OwnRules &) const;
    /// The rule for what people answered of a requirement, beside those of its rule set.
    void addPeoplesRule(QList<rules::Pack> &, const rules::SaidOf &) const;
    struct Followed
    {
        QString shelf; ///< its name among those that were made
        OwnRules own;
    };
    struct Carried
    {
        QList<rules::Pack> packs;
        QList<rules::RequirementList> requirements;
        rules::Mappings mappings;
    };
    /// Ends the program where its own rule sets can't be read, which tst_packs rules out.
    const Carried &carried() const;
    domain::Result<Carried> readCarried() const;

    mutable std::once_flag m_read;
    mutable Carried m_carried;
    /// Shelves that were made, by workspace and stamp: a job that began with one may still hold its rules.
    mutable std::map<QString, std::shared_ptr<const Shelf>> m_shelves;
    mutable std::shared_ptr<const Shelf> m_shelf;
    mutable std::optional<Followed> m_followed; ///< whose shelf nobody has asked for yet
    mutable QMutex m_mutex;
};

} // namespace app
