// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picker.h"

#include "widgets/flowlayout.h"
#include "widgets/iconloader.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace views {
namespace {

constexpr int RowsShown = 7;

} // namespace

Picker::Picker(QLineEdit *field, const QString &label, QWidget *parent)
    : QWidget(parent), m_field(field), m_parts(new QWidget(this)), m_flow(new FlowLayout(m_parts)), m_list(new QListWidget(this)),
      m_none(makeLabel(tr("Nothing there is called so."), figures::TextRole::Caption, true, false, this))
{
    m_flow->setContentsMargins(0, grid(1), 0, 0);
    m_flow->setSpacing(grid(1));
    m_list->setObjectName(u"offers"_s);
    m_list->setAccessibleName(tr("Choices for %1").arg(label));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setUniformItemSizes(true);
    m_list->installEventFilter(this);
    m_none->setObjectName(u"noOffer"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(1));
    layout->addWidget(m_parts);
    layout->addWidget(m_list);
    layout->addWidget(m_none);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textEdited, this, &Picker::searched);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { choose(m_list->row(item)); });
    for (QWidget *w : std::initializer_list<QWidget *>{m_parts, m_list, m_none})
        w->hide();
    hide();
}

void Picker::start(Entry entry, const QList<ValueChoice> &chosen, bool open)
{
    m_entry = entry;
    m_chosen = chosen;
    m_open = open;
    m_offered.clear();
    m_list->clear();
    m_list->hide();
    m_none->hide();
    showChosen();
    setVisible(entry != Entry::Typed);
    if (entry != Entry::Typed)
        emit searched(QString());
}

void Picker::offer(const QString &text, const QList<ValueChoice> &choices)
{
    // Until something is typed the field holds what the value was, and all is offered.
    if (!text.isEmpty() && text != m_field->text())
        return;
    m_offered = choices;
    m_offered.removeIf([this](const ValueChoice &c) { return std::any_of(m_chosen.cbegin(), m_chosen.cend(), [&c](const ValueChoice &o) { return o.key == c.key; }); });
    m_list->clear();
    for (const ValueChoice &c : std::as_const(m_offered)) {
        auto *item = new QListWidgetItem(c.hint.isEmpty() || c.hint == c.name ? c.name : u"%1  (%2)"_s.arg(c.name, c.hint), m_list);
        item->setToolTip(item->text());
        item->setSizeHint(QSize(0, m_list->fontMetrics().height() + grid(2)));
    }
    const int row = m_offered.isEmpty() ? 0 : m_list->sizeHintForRow(0);
    m_list->setFixedHeight(row * qMin(RowsShown, static_cast<int>(m_offered.size())) + 2 * m_list->frameWidth());
    m_list->setVisible(!m_offered.isEmpty());
    m_none->setVisible(m_offered.isEmpty() && m_entry != Entry::Suggested && !text.isEmpty());
    updateGeometry();
}

const ValueChoice *Picker::named(const QString &text) const
{
    const ValueChoice *found = nullptr;
    for (const ValueChoice &c : m_offered) {
        if (c.key == text)
            return &c;
        if (c.name.compare(text, Qt::CaseInsensitive) != 0)
            continue;
        if (found)
            return nullptr; // two of that name: which one is not for the program to say
        found = &c;
    }
    return found;
}

QString Picker::entered(const QString &typed) const
{
    if (!isMany()) {
        const ValueChoice *choice = m_entry == Entry::Chosen ? named(typed) : nullptr;
        return choice ? choice->key : typed;
    }
    QStringList keys;
    for (const ValueChoice &c : m_chosen)
        keys.append(c.key);
    if (!typed.trimmed().isEmpty())
        keys.append(typed.trimmed());
    if (m_open && !keys.isEmpty())
        keys.append(u"..."_s);
    return keys.join(u"; "_s);
}

bool Picker::take()
{
    const ValueChoice *choice = named(m_field->text().trimmed());
    if (!isMany() || !choice)
        return false;
    m_chosen.append(ValueChoice(*choice));
    m_field->clear();
    showChosen();
    emit searched(QString());
    return true;
}

void Picker::choose(int row)
{
    if (row < 0 || row >= m_offered.size())
        return;
    const ValueChoice choice = m_offered.at(row);
    if (!isMany()) {
        emit chosen(choice.key);
        return;
    }
    m_chosen.append(choice);
    m_field->clear();
    m_field->setFocus();
    showChosen();
    emit searched(QString());
}

void Picker::showChosen()
{
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const auto chip = [this](const QString &text, const QString &tip, auto remove) {
        auto *button = new QToolButton(m_parts);
        button->setText(plain(button->fontMetrics().elidedText(text, Qt::ElideRight, grid(50))));
        button->setIcon(loadIcon(u"close"_s));
        button->setIconSize(QSize(grid(3), grid(3)));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setLayoutDirection(layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft : Qt::LeftToRight);
        button->setToolTip(tip);
        button->setAccessibleName(tr("Remove %1").arg(text));
        connect(button, &QToolButton::clicked, this, [this, remove] {
            remove();
            m_field->setFocus();
            showChosen();
            emit searched(m_field->text());
        }, Qt::QueuedConnection);
        m_flow->addWidget(button);
    };
    if (isMany()) {
        for (const ValueChoice &c : std::as_const(m_chosen))
            chip(c.name, c.name == c.key ? c.name : u"%1 (%2)"_s.arg(c.name, c.key), [this, key = c.key] { m_chosen.removeIf([&key](const ValueChoice &o) { return o.key == key; }); });
        if (m_open)
            chip(tr("perhaps more"), tr("The list is not complete; remove this when it is"), [this] { m_open = false; });
    }
    m_parts->setVisible(isMany() && m_flow->count() > 0);
}

bool Picker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || isHidden())
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (watched == m_field && key == Qt::Key_Down && m_list->count() > 0) {
        m_list->setCurrentRow(0);
        m_list->setFocus();
        return true;
    }
    if (watched == m_field && key == Qt::Key_Backspace && isMany() && m_field->text().isEmpty() && !m_chosen.isEmpty()) {
        m_chosen.removeLast();
        showChosen();
        emit searched(QString());
        return true;
    }
    if (watched == m_list && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        choose(m_list->currentRow());
        return true;
    }
    if (watched == m_list && ((key == Qt::Key_Up && m_list->currentRow() == 0) || key == Qt::Key_Escape)) {
        m_field->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace views
