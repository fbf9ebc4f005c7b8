// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/conditionedit.h"

#include "pages/conditionfields.h"
#include "pages/rowkinds.h"
#include "rules/conditionwords.h"
#include "rules/formchoices.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;
using rules::FormRow;
using Kind = rules::FormRow::Kind;

namespace views {

enum ConditionEdit::Column : int { Words, Message };
enum ConditionEdit::Role : int { PlaceRole = Qt::UserRole, PointerRole };

ConditionEdit::ConditionEdit(const QString &name, const QString &label, const ConditionChoices &choices, QWidget *parent)
    : QWidget(parent), m_choices(choices), m_tree(new QTreeWidget(this)), m_fields(new ConditionFields(choices, this)), m_message(makeLabel({}, TextRole::Body, false, false, this))
{
    setObjectName(name);
    m_tree->setObjectName(name + u"Tree"_s);
    m_tree->setAccessibleName(label);
    m_tree->setHeaderHidden(true);
    m_tree->setColumnCount(2);
    m_tree->setFrameShape(QFrame::StyledPanel);
    m_tree->setWordWrap(true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(Words, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(Message, QHeaderView::ResizeToContents);
    m_message->setObjectName(u"rowMessage"_s);
    m_message->setWordWrap(true);
    m_addRow = makeButton(u"rowAdd"_s, tr("Add row"), tr("Another condition beside this one, or within this group (Insert)"));
    m_addRow->setShortcut(Qt::Key_Insert);
    m_addGroup = makeButton(u"rowGroup"_s, tr("Add group"), tr("A group of conditions of which one has to be met"));
    m_wrap = makeButton(u"rowWrap"_s, tr("Not"), tr("Turns the row into its contrary, or back"));
    m_remove = makeButton(u"rowRemove"_s, tr("Remove"), tr("Takes the row away with all below it"));
    m_up = makeButton(u"rowUp"_s, tr("Up"), tr("Moves the row up"));
    m_down = makeButton(u"rowDown"_s, tr("Down"), tr("Moves the row down"));
    auto *tools = new QHBoxLayout;
    tools->setSpacing(grid(1));
    for (QToolButton *button : {m_addRow, m_addGroup, m_wrap, m_remove, m_up, m_down})
        tools->addWidget(button);
    tools->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(1));
    layout->addWidget(makeLabel(label, TextRole::Body, false, true, this));
    layout->addWidget(m_tree, 1);
    layout->addLayout(tools);
    layout->addWidget(m_fields);
    layout->addWidget(m_message);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ConditionEdit::showFields);
    connect(m_addRow, &QToolButton::clicked, this, [this] { add(freshRow(chosen())); });
    connect(m_addGroup, &QToolButton::clicked, this, [this] {
        FormRow group;
        group.kind = Kind::Any;
        group.rows = {freshRow(chosen())};
        add(group);
    });
    connect(m_wrap, &QToolButton::clicked, this, &ConditionEdit::wrap);
    connect(m_remove, &QToolButton::clicked, this, &ConditionEdit::removeRow);
    connect(m_up, &QToolButton::clicked, this, [this] { moveRow(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveRow(1); });
    connect(m_fields, &ConditionFields::edited, this, [this] { replace(m_fields->row()); });
    setFocusProxy(m_tree);
}

QToolButton *ConditionEdit::makeButton(const QString &name, const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    return button;
}

void ConditionEdit::setCondition(const FormRow &row, domain::EntityKind kind)
{
    const bool same = row == m_root && kind == m_kind && m_tree->topLevelItemCount() > 0;
    m_root = row;
    m_kind = kind;
    if (!same)
        rebuild(chosen());
}

QString ConditionEdit::rowOf(const QString &pointer) const
{
    const FormRow *row = &m_root;
    QString place;
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (int i = 0; i < row->rows.size() && !deeper; ++i) {
            const QString below = place + row->pointerOf(i);
            if (pointer == below || pointer.startsWith(below + u'/')) {
                place = below;
                row = &row->rows.at(i);
                deeper = true;
            }
        }
    }
    return place;
}

void ConditionEdit::setTold(const QHash<QString, QString> &words, const QHash<QString, QString> &messages)
{
    m_words = words;
    m_messages = messages;
    showWords();
}

ConditionEdit::Place ConditionEdit::chosen() const
{
    Place place;
    if (const QTreeWidgetItem *item = m_tree->currentItem()) {
        for (const QVariant &step : item->data(Words, PlaceRole).toList())
            place.append(step.toInt());
    }
    return place;
}

FormRow *ConditionEdit::at(const Place &place)
{
    FormRow *row = &m_root;
    for (const int step : place) {
        if (step >= row->rows.size())
            return row;
        row = &row->rows[step];
    }
    return row;
}

QList<domain::EntityKind> ConditionEdit::kindsAt(const Place &place) const
{
    QList<domain::EntityKind> kinds{m_kind};
    const FormRow *row = &m_root;
    for (const int step : place) {
        if (step >= row->rows.size())
            break;
        // A share is one figure for the whole estate: its condition speaks of nothing outside.
        if (row->kind == Kind::Share)
            kinds = {domain::kindFromName(row->rest.value(u"kind"_s).toString()).value_or(kinds.constLast())};
        else if (row->hasWhere())
            kinds.append(rules::relationEnd(*m_choices.catalogue, kinds.constLast(), row->subject).value_or(kinds.constLast()));
        row = &row->rows[step];
    }
    return kinds;
}

FormRow ConditionEdit::freshRow(const Place &place) const { return views::freshRow(*m_choices.catalogue, kindsAt(place).constLast()); }

void ConditionEdit::addItem(QTreeWidgetItem *parent, const FormRow &row, const Place &place, const QString &pointer)
{
    auto *item = parent ? new QTreeWidgetItem(parent) : new QTreeWidgetItem(m_tree);
    QVariantList steps;
    for (const int step : place)
        steps.append(step);
    item->setData(Words, PlaceRole, steps);
    item->setData(Words, PointerRole, pointer);
    for (int i = 0; i < row.rows.size(); ++i)
        addItem(item, row.rows.at(i), place + Place{i}, pointer + row.pointerOf(i));
    item->setExpanded(true);
}

void ConditionEdit::rebuild(const Place &wanted)
{
    {
        const QSignalBlocker quiet(m_tree);
        m_tree->clear();
        addItem(nullptr, m_root, {}, {});
        m_tree->expandAll();
        QTreeWidgetItem *item = m_tree->topLevelItem(0);
        for (const int step : wanted) {
            if (step >= item->childCount())
                break;
            item = item->child(step);
        }
        m_tree->setCurrentItem(item);
    }
    showWords();
    showFields();
}

void ConditionEdit::showWords()
{
    QList<QTreeWidgetItem *> open{m_tree->topLevelItem(0)};
    while (!open.isEmpty()) {
        QTreeWidgetItem *item = open.takeFirst();
        if (!item)
            continue;
        Place place;
        for (const QVariant &step : item->data(Words, PlaceRole).toList())
            place.append(step.toInt());
        const FormRow &row = *at(place);
        const QString pointer = item->data(Words, PointerRole).toString();
        QString words = m_words.value(pointer);
        // A group says its parts below it; a relation what is related, and below it of which.
        const bool relation = row.hasWhere() && row.kind != Kind::Share;
        if (row.isGroup())
            words = rowKindTitle(row.kind);
        else if (relation && row.kind != Kind::Count && !row.rows.isEmpty())
            words = (row.kind == Kind::Exists ? tr("There is a %1, of which") : tr("Of every %1")).arg(rules::relationWords(*m_choices.catalogue, kindsAt(place).constLast(), row.subject));
        else if (words.isEmpty())
            words = QStringList{rowKindTitle(row.kind),
                                relation ? rules::relationWords(*m_choices.catalogue, kindsAt(place).constLast(), row.subject)
                                                                          : rules::pathWords(*m_choices.catalogue, kindsAt(place), row.subject),
                                rules::ConditionWords::operatorWords(rules::opFromName(row.op).value_or(rules::Op::None))}.join(u' ').trimmed();
        item->setText(Words, words);
        item->setToolTip(Words, words);
        const QString message = m_messages.value(pointer);
        item->setText(Message, message.isEmpty() ? QString() : u"\u26a0 "_s + message);
        item->setToolTip(Message, message);
        for (int i = 0; i < item->childCount(); ++i)
            open.append(item->child(i));
    }
    const QTreeWidgetItem *item = m_tree->currentItem();
    m_message->setText(item ? m_messages.value(item->data(Words, PointerRole).toString()) : QString());
    m_message->setVisible(!m_message->text().isEmpty());
}

void ConditionEdit::showFields()
{
    if (!m_tree->currentItem())
        return;
    const Place place = chosen();
    m_fields->show(*at(place), kindsAt(place));
    const bool root = place.isEmpty();
    m_remove->setEnabled(!root);
    m_up->setEnabled(!root && place.constLast() > 0);
    Place above = place;
    if (!root)
        above.removeLast();
    m_down->setEnabled(!root && place.constLast() + 1 < at(above)->rows.size());
    showWords();
}

void ConditionEdit::replace(const FormRow &row)
{
    if (!m_tree->currentItem())
        return;
    const Place place = chosen();
    const FormRow wanted = row; // the fields are filled anew
    *at(place) = wanted;
    rebuild(place);
    emit edited();
}

void ConditionEdit::add(const FormRow &fresh)
{
    Place place = chosen();
    FormRow *row = at(place);
    if (row->kind == Kind::All || row->kind == Kind::Any) {
        place.append(static_cast<int>(row->rows.size()));
        row->rows.append(fresh);
    } else if (row->hasWhere()) {
        // Within what the relation leads to.
        FormRow inner = fresh;
        if (!row->rows.isEmpty()) {
            inner.kind = Kind::All;
            inner.rows = {row->rows.constFirst(), fresh};
        }
        row->rows = {inner};
        place.append(0);
        *at(place) = inner.kind == Kind::All ? inner : freshRow(place);
    } else if (!place.isEmpty() && (at(place.mid(0, place.size() - 1))->kind == Kind::All || at(place.mid(0, place.size() - 1))->kind == Kind::Any)) {
        const int next = place.takeLast() + 1;
        at(place)->rows.insert(next, fresh);
        place.append(next);
    } else {
        FormRow both;
        both.kind = Kind::All;
        both.rows = {*row, fresh};
        *row = both;
        place.append(1);
    }
    rebuild(place);
    emit edited();
}

void ConditionEdit::removeRow()
{
    Place place = chosen();
    if (place.isEmpty())
        return;
    const int gone = place.takeLast();
    FormRow *above = at(place);
    above->rows.removeAt(gone);
    // A group of nothing says nothing, and "not" needs something to deny.
    while (!place.isEmpty() && above->isGroup() && above->rows.isEmpty()) {
        const int empty = place.takeLast();
        above = at(place);
        above->rows.removeAt(empty);
    }
    if (above->isGroup() && above->rows.isEmpty())
        *above = freshRow(place);
    rebuild(place);
    emit edited();
}

void ConditionEdit::moveRow(int by)
{
    Place place = chosen();
    if (place.isEmpty())
        return;
    const int from = place.takeLast();
    FormRow *above = at(place);
    if (from + by < 0 || from + by >= above->rows.size())
        return;
    above->rows.move(from, from + by);
    place.append(from + by);
    rebuild(place);
    emit edited();
}

void ConditionEdit::wrap()
{
    const Place place = chosen();
    FormRow *row = at(place);
    if (row->kind == Kind::Not && !row->rows.isEmpty()) {
        const FormRow inner = row->rows.constFirst();
        *row = inner;
    } else {
        FormRow denied;
        denied.kind = Kind::Not;
        denied.rows = {*row};
        *row = denied;
    }
    rebuild(place);
    emit edited();
}

} // namespace views
