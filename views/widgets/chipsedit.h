// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QWidget>

class QComboBox;

namespace views {

class FlowLayout;

/// Several values as chips, and a field that offers what may be added; what is offered is found by any part of its words. A chip goes by a
/// click, or by Delete or Backspace while it has the focus. GUI thread.
class ChipsEdit final : public QWidget
{
    Q_OBJECT
public:
    using Offers = QList<std::pair<QString, QString>>; ///< as it is written, and in words

    /// `name`: of the object; its field is called `name` with "Add". `add`: what the field says while it is empty.
    ChipsEdit(const QString &name, const QString &label, const QString &add, QWidget *parent);
    /// `free`: what is not offered can be typed too. A text that begins with "@" stands alone.
    void setOffers(const Offers &offers, bool free);
    void setTexts(const QStringList &texts);
    QStringList texts() const { return m_texts; }
    /// What a chip says of a text.
    QString words(const QString &text) const;

signals:
    void edited();

protected:
    bool eventFilter(QObject *, QEvent *) override;

private:
    void add(const QString &text);
    void addTyped();
    void remove(const QString &text);
    void showChips();

    QString m_name;
    QStringList m_texts;
    Offers m_offers;
    bool m_free = false;
    QWidget *m_chips;
    FlowLayout *m_flow;
    QComboBox *m_add;
};

} // namespace views
