// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QList>

#include <functional>

class QCompleter;
class QStandardItemModel;
class QTimer;

namespace views {

/// Something that a search leads to.
struct SearchOffer
{
    QString text, hint;
    std::function<void()> go;
};

/// A line that offers, while one types, what the words lead to: arrows and Enter choose, Esc closes. Who owns it answers wanted()
/// with offer(). GUI thread.
class SearchBox final : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchBox(QWidget *parent = nullptr);
    /// What the words lead to; answers for other words than the present ones are dropped.
    void offer(const QString &words, const QList<SearchOffer> &offers);

signals:
    void wanted(const QString &words);

protected:
    void keyPressEvent(QKeyEvent *) override;

private:
    void take(int row);

    QTimer *m_typing;
    QStandardItemModel *m_model;
    QCompleter *m_completer;
    QList<SearchOffer> m_offers;
};

} // namespace views
