// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/clock.h"
#include "importers/registry.h"
#include "rules/conditionparser.h"
#include "rules/pack.h"

#include <QHash>
#include <QList>

#include <memory>
#include <optional>

namespace app {

/// What both programs are wired from, made once at start and passed by reference. Immutable after load(); any thread.
struct Services
{
    domain::Catalogue catalogue;
    importers::Registry registry;
    rules::References references;   ///< what a pack may name: laws, countries, value sets
    QList<rules::Pack> packs;
    QHash<QString, QString> countries; ///< names by ISO code

    static domain::Result<std::unique_ptr<Services>> load();
    const rules::Pack *pack(QStringView id) const;
    /// The rule and its pack by the rule's id.
    std::pair<const rules::Pack *, const rules::Rule *> rule(QStringView id) const;
    /// What stands behind a rule, by its id: decides the word for what is not met. Law for a rule that is no longer here.
    domain::LegalStatus legalStatusOf(QStringView ruleId) const;
    /// The title of an issue: of the cause that packs name, else of the rule that is its theme.
    QString issueTitle(const QString &theme) const;
    /// What an issue comes from, in words: "Provider: Kontora", "Country: United States", "Own practice".
    QString rootWords(std::optional<domain::EntityKind>, const QString &name, const QString &rootText) const;
};

} // namespace app
