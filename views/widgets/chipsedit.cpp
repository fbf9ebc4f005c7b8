// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chipsedit.h"

#include "widgets/flowlayout.h"
#include "widgets/iconloader.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace views {

ChipsEdit::ChipsEdit(const QString &name, const QString &label, const QString &add, QWidget *parent)
    : QWidget(parent), m_name(name), m_chips(new QWidget(this)), m_flow(new FlowLayout(m_chips)), m_add(new QComboBox(this))
{
    setObjectName(name);
    setAccessibleName(label);
    m_flow->setContentsMargins(0, 0, 0, 0);
    m_flow->setSpacing(grid(1));
    m_add->setObjectName(name + u"Add"_s);
    m_add->setAccessibleName(label + u": "_s + add);
    m_add->setEditable(true);
    m_add->setInsertPolicy(QComboBox::NoInsert);
    m_add->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_add->setMinimumContentsLength(12);
    m_add->lineEdit()->setPlaceholderText(add);
    m_add->completer()->setFilterMode(Qt::MatchContains);
    m_add->completer()->setCompletionMode(QCompleter::PopupCompletion);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(1));
    layout->addWidget(m_chips);
    layout->addWidget(m_add);
    connect(m_add, &QComboBox::activated, this, &ChipsEdit::addTyped);
    connect(m_add->lineEdit(), &QLineEdit::returnPressed, this, &ChipsEdit::addTyped);
    setFocusProxy(m_add);
    showChips();
}

QString ChipsEdit::words(const QString &text) const
{
    const auto it = std::find_if(m_offers.cbegin(), m_offers.cend(), [&text](const auto &offer) { return offer.first == text; });
    return it == m_offers.cend() || it->second.isEmpty() ? text : it->second;
}

void ChipsEdit::setOffers(const Offers &offers, bool free)
{
    m_free = free;
    if (offers == m_offers && m_add->count() == offers.size())
        return;
    m_offers = offers;
    const QSignalBlocker quiet(m_add);
    m_add->clear();
    for (const auto &[text, words] : offers)
        m_add->addItem(words.isEmpty() ? text : words, text);
    m_add->setCurrentIndex(-1);
    m_add->clearEditText();
    showChips();
}

void ChipsEdit::setTexts(const QStringList &texts)
{
    if (texts == m_texts)
        return;
    m_texts = texts;
    showChips();
}

void ChipsEdit::addTyped()
{
    const QString typed = m_add->currentText().trimmed();
    const int at = m_add->findText(typed, Qt::MatchFixedString);
    const int written = m_add->findData(typed);
    QString text = at >= 0 ? m_add->itemData(at).toString() : written >= 0 ? typed : m_free ? typed : QString();
    m_add->setCurrentIndex(-1);
    if (text.isEmpty())
        return;
    m_add->clearEditText();
    add(text);
}

void ChipsEdit::add(const QString &text)
{
    if (m_texts.contains(text))
        return;
    const bool alone = text.startsWith(u'@') || (!m_texts.isEmpty() && m_texts.constFirst().startsWith(u'@'));
    m_texts = alone ? QStringList{text} : m_texts + QStringList{text};
    showChips();
    emit edited();
}

void ChipsEdit::remove(const QString &text)
{
    if (m_texts.removeAll(text) == 0)
        return;
    showChips();
    m_add->setFocus();
    emit edited();
}

void ChipsEdit::showChips()
{
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        // It may be the one whose click is being answered.
        item->widget()->hide();
        item->widget()->setObjectName(QString());
        item->widget()->deleteLater();
        delete item;
    }
    for (const QString &text : std::as_const(m_texts)) {
        auto *chip = new QToolButton(m_chips);
        const QString said = words(text);
        chip->setObjectName(m_name + u'_' + text);
        chip->setText(plain(chip->fontMetrics().elidedText(said, Qt::ElideRight, grid(60))));
        chip->setIcon(loadIcon(u"close"_s));
        chip->setIconSize(QSize(grid(3), grid(3)));
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setLayoutDirection(layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft : Qt::LeftToRight);
        chip->setFocusPolicy(Qt::StrongFocus);
        chip->setAccessibleName(tr("Remove %1").arg(said));
        chip->setToolTip(said + u'\n' + tr("Click to remove it"));
        chip->installEventFilter(this);
        connect(chip, &QToolButton::clicked, this, [this, text] { remove(text); });
        m_flow->addWidget(chip);
    }
    m_chips->setVisible(!m_texts.isEmpty());
    updateGeometry();
}

bool ChipsEdit::eventFilter(QObject *of, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (auto *chip = qobject_cast<QToolButton *>(of); chip && (key == Qt::Key_Delete || key == Qt::Key_Backspace)) {
            chip->click();
            return true;
        }
    }
    return QWidget::eventFilter(of, event);
}

} // namespace views
