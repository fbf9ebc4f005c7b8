// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace views {

/// Asks what counsel said of one rule, of several or of all of a framework: reviewed, with a remark, or disagreed; who, and on which day.
/// Takes a review back as well. GUI thread.
class ReviewDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `chosen`: those of `all` that are chosen now, at least one.
    ReviewDialog(const QString &framework, const QList<RuleRow> &all, const QStringList &chosen, const QStringList &reviewers, QDate today, QWidget *parent);
    /// Those that it is said of.
    QStringList rules() const;
    domain::Review review() const;

private:
    void check();
    void fill(const QList<RuleRow> &chosen);

    QList<QStringList> m_scopes; ///< by the lines of m_scope
    QComboBox *m_scope, *m_state, *m_reviewer;
    QDateEdit *m_day;
    QPlainTextEdit *m_remark;
    QLabel *m_missing;
    QPushButton *m_ok = nullptr;
    bool m_clears = false;
};

} // namespace views
