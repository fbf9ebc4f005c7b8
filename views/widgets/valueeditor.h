// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace views {

/// One value with its label, its origin and a pencil: editing happens in place, Enter keeps, Esc leaves. GUI thread.
class ValueEditor final : public QWidget
{
    Q_OBJECT
public:
    ValueEditor(const QString &label, QWidget *parent);
    /// `typed`: what the field starts with when edited; `note`: where the value came from.
    void setValue(const QString &shown, bool soft, const QString &typed, const QString &note, const QStringList &choices, const QString &hint);

signals:
    void committed(const QString &typed);

protected:
    bool eventFilter(QObject *, QEvent *) override;

private:
    void setEditing(bool on);

    QString m_name;
    QLabel *m_value;
    QLabel *m_note;
    QLineEdit *m_edit;
    QWidget *m_states = nullptr;    ///< how to say that there is no value, while editing
    QToolButton *m_pencil;
    QString m_typed;
};

} // namespace views
