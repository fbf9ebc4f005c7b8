// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QTreeWidget>

namespace views {

/// What an import has to say of one file: of which record, and why. GUI thread.
class ImportMessagesList final : public QTreeWidget
{
    Q_OBJECT
public:
    explicit ImportMessagesList(QWidget *parent);

    /// `written`: the report tells of what is done, not of what would be.
    void fill(const domain::FileReport &file, const ImportFiles &from, bool written);
};

} // namespace views
