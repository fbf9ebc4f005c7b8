// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QToolButton;

namespace views {

class Picker;

/// One value with its label, its origin and a pencil: editing happens in place, Enter keeps, Esc leaves. What was typed stands there
/// until it is saved: who answers committed() shows the value anew, or says refuse(). GUI thread.
class ValueEditor final : public QWidget
{
    Q_OBJECT
public:
    ValueEditor(const QString &label, QWidget *parent);
    /// `shown`: the value or its state in words; `note`: where it came from.
    void setValue(const QString &shown, bool soft, const ValueDetail &value, const QString &note, const QString &hint);
    /// What the value may be, of what holds `text`: the answer to choicesWanted().
    void offer(const QString &text, const QList<ValueChoice> &choices);
    /// What was typed stays to be mended, with why beside it.
    void refuse(const QString &typed, const QString &why);
    /// Text that is being typed and was neither saved nor left; without a value otherwise.
    std::optional<QString> unsaved() const;
    QString refusal() const;
    /// Goes on where another editor of this value was.
    void resume(const QString &typed, const QString &why);

signals:
    void committed(const QString &typed);
    void choicesWanted(const QString &text);
    /// It has grown: by the field, or by what can be chosen below it.
    void opened();

protected:
    bool eventFilter(QObject *, QEvent *) override;

private:
    void setEditing(bool on);
    void commit(const QString &typed);
    void enter();

    QString m_name;
    QLabel *m_value;
    QLabel *m_note;
    QLineEdit *m_edit;
    QWidget *m_states = nullptr;    ///< how to say that there is no value, while editing
    QToolButton *m_pencil;
    QLabel *m_refusal;
    Picker *m_picker;
    QToolButton *m_save = nullptr;      ///< of several: what is chosen is the value now
    Entry m_entry = Entry::Typed;
    QList<ValueChoice> m_parts;
    bool m_open = false;
    QString m_typed;
    bool m_saving = false;
};

} // namespace views
