// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

#include <QWidget>

class QListWidget;

namespace views {

/// What the files of an import may be all of: subscriptions and projects, to be ticked by whoever knows. GUI thread.
class ImportScopes final : public QWidget
{
    Q_OBJECT
public:
    explicit ImportScopes(QWidget *parent);

    /// Those that the preview tells of and those that were ticked before.
    void fill(const domain::ImportReport &preview, const QStringList &ticked);
    bool isEmpty() const;

signals:
    /// What is ticked now.
    void chosen(const QStringList &all);

private:
    QListWidget *m_list;
};

} // namespace views
