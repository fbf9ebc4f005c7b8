// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QToolButton;

namespace views {

/// One value with its label, its origin and a pencil: editing happens in place, Enter keeps, Esc leaves. What was typed stands there
/// until it is saved: who answers committed() shows the value anew, or says refuse(). GUI thread.
class ValueEditor final : public QWidget
{
    Q_OBJECT
public:
    ValueEditor(const QString &label, QWidget *parent);
    /// `typed`: what the field starts with when edited; `note`: where the value came from.
    void setValue(const QString &shown, bool soft, const QString &typed, const QString &note, const QStringList &choices, const QString &hint);
    /// What was typed stays to be mended, with why beside it.
    void refuse(const QString &typed, const QString &why);
    /// Text that is being typed and was neither saved nor left; without a value otherwise.
    std::optional<QString> unsaved() const;
    QString refusal() const;
    /// Goes on where another editor of this value was.
    void resume(const QString &typed, const QString &why);

signals:
    void committed(const QString &typed);

protected:
    bool eventFilter(QObject *, QEvent *) override;

private:
    void setEditing(bool on);
    void commit(const QString &typed);

    QString m_name;
    QLabel *m_value;
    QLabel *m_note;
    QLineEdit *m_edit;
    QWidget *m_states = nullptr;    ///< how to say that there is no value, while editing
    QToolButton *m_pencil;
    QLabel *m_refusal;
    QString m_typed;
    bool m_saving = false;
};

} // namespace views
