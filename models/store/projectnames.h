// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "domain/result.h"
#include "store/changelog.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace store {

class AttributeStore;

/// Google Cloud names a project by its number in some exports and by its id in others, and so everything that is in it: which of the two belong
/// together, exports tell. Once they have, the project is called by its id wherever it was or is written by its number. Source: "Resource
/// names", Cloud Asset Inventory. Thread: the connection's, within the caller's transaction.
class ProjectNames
{
public:
    /// Reads what is known.
    explicit ProjectNames(AttributeStore &);

    /// Remembers it in the workspace; a number has one id for good, and what another export says later changes nothing.
    void tell(ChangeLog &, const domain::AccountNames &);
    /// By the projects' ids: key, other names, references and texts of the record.
    void apply(domain::Record &) const;
    /// The text with the id in the place of the number, of a project by itself or of what is in it; as it is where nothing is known of one.
    QString byId(const QString &name) const;
    QString accountById(const QString &account) const { return m_ids.value(account, account); }

private:
    AttributeStore &m_store;
    QHash<QString, QString> m_ids; ///< by number
};

/// Does the name have a project's number where it may have its id ("//service.googleapis.com/projects/77/...")?
bool namesProjectByNumber(const QString &name);
/// What was written by its number before the change set told its id, now goes by the id; what came in under both is one.
domain::Result<void> joinProjects(AttributeStore &, ChangeLog &);
/// The id and the number of a project, whichever is given; the other one where an import has told both.
QStringList namesOfProject(AttributeStore &, const QString &project);

} // namespace store
