// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/attestation.h"
#include "pages/backend.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace views {

/// Asks what a person says of one requirement that no rule decides, or of several alike: met, in part, not, or not applicable; for whom it
/// holds, who says so, when, on what evidence, and until when it counts. Takes an answer back as well. GUI thread.
class AttestDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `chosen`: at least one.
    AttestDialog(const FrameworkDetail &, const QList<RequirementRow> &chosen, QWidget *parent);
    Attestation attestation() const;

private:
    void check();
    void fill();
    /// The legal entity that all that is said of them is said for; empty: none, or the whole organisation.
    QString onlyOne() const;
    void chooseEvidence();

    Attestation m_of; ///< list and requirements
    QList<RequirementRow> m_chosen;
    QDate m_today;
    QComboBox *m_for, *m_state, *m_who;
    QPlainTextEdit *m_why;
    QLineEdit *m_file, *m_note;
    QDateEdit *m_on, *m_review;
    QCheckBox *m_reviewed;
    QLabel *m_missing;
    QPushButton *m_ok = nullptr, *m_back = nullptr;
    bool m_clears = false;
};

} // namespace views
