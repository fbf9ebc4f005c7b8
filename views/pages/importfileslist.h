// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QTreeWidget>

#include <functional>

namespace views {

/// Is it a table that nobody knows, whose columns were not assigned either?
bool isUnknownTable(const domain::FileReport &, const ImportFiles &);

/// The files of an import: what each brings, or why it stays out. GUI thread.
class ImportFilesList final : public QTreeWidget
{
    Q_OBJECT
public:
    explicit ImportFilesList(QWidget *parent);

    /// Chooses what needs a look first. `written`: the report tells of what is done, not of what would be.
    void fill(const domain::ImportReport &report, const ImportFiles &from, bool written, const std::function<QString(const QString &)> &formatName);
    /// The place of the chosen file in the report; -1: none.
    int chosen() const { return indexOfTopLevelItem(currentItem()); }

private:
    enum Column : int;
};

} // namespace views
