// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/searchbox.h"

#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStandardItemModel>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace views {

SearchBox::SearchBox(QWidget *parent)
    : QLineEdit(parent), m_typing(new QTimer(this)), m_model(new QStandardItemModel(this)), m_completer(new QCompleter(m_model, this))
{
    m_typing->setSingleShot(true);
    m_typing->setInterval(150);
    connect(m_typing, &QTimer::timeout, this, [this] {
        if (!text().trimmed().isEmpty())
            emit wanted(text().trimmed());
    });
    connect(this, &QLineEdit::textEdited, this, [this] {
        m_offers.clear();
        m_typing->start();
    });
    connect(this, &QLineEdit::textChanged, this, [this](const QString &now) {
        if (now.trimmed().isEmpty())
            m_completer->popup()->hide();
    });
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(16);
    m_completer->popup()->setObjectName(u"searchOffers"_s);
    m_completer->popup()->setAccessibleName(tr("What the search found"));
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, [this](const QModelIndex &index) { take(index.row()); });
}

void SearchBox::offer(const QString &words, const QList<SearchOffer> &offers)
{
    if (words != text().trimmed())
        return;
    m_offers = offers;
    m_model->clear();
    for (const SearchOffer &o : offers) {
        auto *item = new QStandardItem(o.hint.isEmpty() ? o.text : o.text + u"  \u00b7  "_s + o.hint);
        item->setEnabled(static_cast<bool>(o.go));
        item->setToolTip(o.text);
        item->setSizeHint(QSize(0, fontMetrics().height() + grid(2)));
        m_model->appendRow(item);
    }
    if (!hasFocus())
        return;
    QRect place(rect());
    place.setWidth(qMax(width(), grid(110)));
    if (mapToGlobal(QPoint(0, 0)).x() + place.width() > window()->mapToGlobal(QPoint(window()->width(), 0)).x())
        place.moveRight(rect().right());
    m_completer->complete(place);
    m_completer->popup()->setCurrentIndex(m_completer->popup()->model()->index(0, 0));
}

void SearchBox::take(int row)
{
    const SearchOffer chosen = m_offers.value(row);
    if (!chosen.go)
        return;
    clear();
    m_offers.clear();
    // The popup is still closing; what follows may open a dialog.
    QMetaObject::invokeMethod(this, [go = chosen.go] { go(); }, Qt::QueuedConnection);
}

void SearchBox::keyPressEvent(QKeyEvent *event)
{
    const bool open = m_completer->popup()->isVisible();
    switch (event->key()) {
    case Qt::Key_Enter:
    case Qt::Key_Return:
    case Qt::Key_Tab:
    case Qt::Key_Escape:
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (open) {
            event->ignore();
            return;
        }
        break;
    default:
        break;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Down) && !text().trimmed().isEmpty()) {
        m_typing->stop();
        emit wanted(text().trimmed());
        return;
    }
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace views
