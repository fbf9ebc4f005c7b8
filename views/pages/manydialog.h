// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"
#include "pages/manyvalues.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace views {

/// One value for several things of a kind: which, what it is, who says so, and what they have recorded now. It stays open until the
/// caller has saved it. GUI thread.
class ManyDialog final : public QDialog
{
    Q_OBJECT
public:
    ManyDialog(const domain::KindInfo &, const QList<qint64> &entities, QWidget *parent);
    ManyValues values() const;
    /// What the value can be, in answer to attributeChosen().
    void offer(const QString &attr, const QList<ValueChoice> &choices);
    /// What is recorded now, in answer to attributeChosen(); the most frequent first.
    void showNow(const QString &attr, const QList<SaidByMany> &said);
    /// Why it was not saved: said in the dialog, so that it can be mended there.
    void refuse(const QString &why);

signals:
    void attributeChosen(const QString &attr);
    void saveWanted();

private:
    enum Role : int { ListRole = Qt::UserRole + 1 };
    enum State : int { Value, None, NoAnswer, TakeBack };
    void chooseAttribute();
    void refresh();

    domain::EntityKind m_kind;
    QList<qint64> m_entities;
    QComboBox *m_attribute, *m_state, *m_value;
    QLabel *m_now, *m_form, *m_refusal;
    QLineEdit *m_evidence, *m_who;
    QPushButton *m_save = nullptr;
};

} // namespace views
