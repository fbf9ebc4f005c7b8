// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/figurefile.h"

#include <QDialog>

namespace views {

/// The table twin of a figure: all that it draws, in rows that can be sorted, copied and read aloud. GUI thread.
class FigureTableDialog final : public QDialog
{
    Q_OBJECT
public:
    FigureTableDialog(const QString &title, const QStringList &facts, const report::FigureTable &table, QWidget *parent);
};

} // namespace views
