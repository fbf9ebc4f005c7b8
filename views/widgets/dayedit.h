// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateEdit>

namespace views {

/// The field of a day. Beside what QDateEdit does section by section, a whole date that is typed over all of the old one, or pasted, is taken
/// as it stands, or refused where one sees it: nothing of it is dropped. GUI thread.
class DayEdit final : public QDateEdit
{
    Q_OBJECT
public:
    explicit DayEdit(QDate day, QWidget *parent = nullptr);

    void stepBy(int steps) override;

protected:
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *) override;
    void focusOutEvent(QFocusEvent *) override;
    void mousePressEvent(QMouseEvent *) override;
    QValidator::State validate(QString &text, int &position) const override;

private:
    bool isWhole() const;
    /// A date is being typed as a whole, and is not complete yet.
    bool isTyping() const;
    void edit(QKeyEvent *);
    /// Takes what was typed; else says why not, and puts the old day back unless somebody may go on typing.
    bool finish(bool goOn);
    bool take(const QString &text);
    void putBack();
    void refuse(const QString &text);

    bool m_typing = false;
    QString m_typed;
};

} // namespace views
