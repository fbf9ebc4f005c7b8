// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/oscal/oscalreader.h"

#include <QHash>

namespace importers {

/// A system security plan: the system, what it consists of, who uses it with which privileges, and what it relies on. One component,
/// inventory item, user or leveraged authorisation is one record.
class OscalPlan final : public OscalReader
{
public:
    using OscalReader::OscalReader;
    domain::Result<void> run();

    /// Key of the system that a plan describes: its identifier, else its name.
    static QString systemKey(const nlohmann::json &model);

private:
    void each(const char *list, void (OscalPlan::*read)(const nlohmann::json &, const QString &));
    void doubt(const QString &code, const QString &where, const QString &message);
    void component(const nlohmann::json &, const QString &where);
    void item(const nlohmann::json &, const QString &where);
    void user(const nlohmann::json &, const QString &where);
    void authorisation(const nlohmann::json &, const QString &where);
    void sayDependency(const nlohmann::json &component, const QString &uuid);
    void saySystem(const nlohmann::json &component);
    QString implemented(const QString &uuid) const;

    QString m_system;
    bool m_said = false;
    QHash<QString, QString> m_states; ///< of a component: "3 implemented, 1 planned"
};

} // namespace importers
