// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QDialog>
#include <QSet>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace views {

/// Chooses the countries of the organisation's own sovereign zone, one by one or by groups. GUI thread.
class ZoneDialog final : public QDialog
{
    Q_OBJECT
public:
    ZoneDialog(const QList<Country> &countries, const QList<CountryGroup> &groups, const QStringList &zone, QWidget *parent = nullptr);
    /// ISO codes in their order.
    QStringList zone() const;

private:
    void tick(const QStringList &countries, bool on);
    void count();

    QListWidget *m_list;
    QLabel *m_count;
    QPushButton *m_ok = nullptr;
};

} // namespace views
