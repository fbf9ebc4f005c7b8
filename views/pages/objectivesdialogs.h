// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/assessments.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace views {

/// Own weights of the eight objectives, in percent with two decimals. They can be kept only when they add up to 100. GUI thread.
class WeightsDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `ids` and `names` of the objectives; `sets` may be taken as a beginning, the last of them is shown.
    WeightsDialog(const QStringList &ids, const QStringList &names, const QList<WeightChoice> &sets, QWidget *parent);
    /// Hundredths of a percent, by objective.
    QList<int> parts() const;

private:
    void take(const QList<int> &parts);
    void checkSum();

    QList<QDoubleSpinBox *> m_fields;
    QLabel *m_sum;
    QPushButton *m_keep;
};

/// The lowest SEAL that a tender asks for of each objective. GUI thread.
class TenderDialog final : public QDialog
{
    Q_OBJECT
public:
    TenderDialog(const QStringList &ids, const QStringList &names, const TenderWish &tender, QWidget *parent);
    TenderWish tender() const;

private:
    QLineEdit *m_name;
    QList<QComboBox *> m_fields;
};

} // namespace views
