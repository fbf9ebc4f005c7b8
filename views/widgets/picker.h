// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QToolButton;

namespace views {

class FlowLayout;

/// Chooses what a value is from what there is: a list below the field that is typed in, and, where there may be several, those that
/// are chosen above it. Names are shown, keys are kept. Down goes into the list, Enter takes. GUI thread.
class Picker final : public QWidget
{
    Q_OBJECT
public:
    /// Works beside `field`, which stays its owner's.
    Picker(QLineEdit *field, const QString &label, QWidget *parent);
    void start(Entry entry, const QList<ValueChoice> &chosen, bool open);
    /// What holds the text that is in the field; an answer to another text is dropped.
    void offer(const QString &text, const QList<ValueChoice> &choices);
    /// What stands for the value when `typed` is entered: the keys with semicolons between, or the key of the only name that is meant.
    QString entered(const QString &typed) const;
    bool isMany() const { return m_entry == Entry::ManyChosen; }
    /// Several: takes what is typed among the chosen ones. False: there was nothing to take.
    bool take();

signals:
    void searched(const QString &text);
    /// One was chosen: this is the value.
    void chosen(const QString &key);

protected:
    bool eventFilter(QObject *, QEvent *) override;

private:
    void choose(int row);
    void showChosen();
    const ValueChoice *named(const QString &text) const;

    QLineEdit *m_field;
    QWidget *m_parts;
    FlowLayout *m_flow;
    QListWidget *m_list;
    QLabel *m_none;
    Entry m_entry = Entry::Typed;
    QList<ValueChoice> m_chosen, m_offered;
    bool m_open = false;
};

} // namespace views
