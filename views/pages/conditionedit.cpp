// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/conditionedit.h"

#include "rules/conditionwords.h"
#include "rules/formchoices.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
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
namespace {

enum Column { Words, Message };
enum Role { PlaceRole = Qt::UserRole, PointerRole };

QList<std::pair<Kind, QString>> kinds()
{
    return {{Kind::Attribute, ConditionEdit::tr("A value")},
            {Kind::All, ConditionEdit::tr("All of these")},
            {Kind::Any, ConditionEdit::tr("One of these")},
            {Kind::Not, ConditionEdit::tr("Not this")},
            {Kind::Exists, ConditionEdit::tr("There is a related \u2026")},
            {Kind::Every, ConditionEdit::tr("Every related \u2026")},
            {Kind::Count, ConditionEdit::tr("The number of related \u2026")},
            {Kind::AnyOf, ConditionEdit::tr("Something in one of these lists")},
            {Kind::Minus, ConditionEdit::tr("What one list has beyond another")},
            {Kind::Share, ConditionEdit::tr("The share of \u2026")},
            {Kind::Adequate, ConditionEdit::tr("A country is adequate")},
            {Kind::Exposed, ConditionEdit::tr("A provider is within reach of a law")},
            {Kind::Certified, ConditionEdit::tr("A provider is certified")},
            {Kind::Covered, ConditionEdit::tr("A certificate covers the service")},
            {Kind::Const, ConditionEdit::tr("Always or never")},
            {Kind::Unreadable, ConditionEdit::tr("Not readable here")}};
}

QString kindTitle(Kind kind)
{
    for (const auto &[one, words] : kinds()) {
        if (one == kind)
            return words;
    }
    return {};
}

/// An editable field that finds what holds the typed text, in its words or as it is written.
QComboBox *makeField(const QString &name, const QString &label, QWidget *parent, bool editable)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(name);
    box->setAccessibleName(label);
    box->setEditable(editable);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    if (editable) {
        box->completer()->setFilterMode(Qt::MatchContains);
        box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    }
    return box;
}

/// What is chosen as a rule set writes it; what was typed freely as it is.
QString textOf(const QComboBox *box)
{
    const int at = box->findText(box->currentText());
    return at >= 0 && box->itemData(at).isValid() ? box->itemData(at).toString() : box->currentText().trimmed();
}

void choose(QComboBox *box, const QString &text)
{
    const int at = box->findData(text);
    if (at >= 0)
        box->setCurrentIndex(at);
    else if (box->isEditable())
        box->setEditText(text);
}

domain::Attribute numberAttribute()
{
    domain::Attribute a;
    a.type = domain::ValueType::Number;
    return a;
}

domain::Attribute listAttribute()
{
    domain::Attribute a;
    a.type = domain::ValueType::List;
    a.of = domain::ValueType::Text;
    return a;
}

/// What the value of a row is compared as.
domain::Attribute comparedOf(const FormRow &row, const domain::Catalogue &catalogue, domain::EntityKind kind)
{
    if (row.kind == Kind::Count || row.kind == Kind::Share)
        return numberAttribute();
    if (row.kind == Kind::AnyOf || row.kind == Kind::Minus) {
        const auto first = rules::attributeAt(catalogue, kind, row.subject.section(u',', 0, 0).trimmed());
        return first.value_or(listAttribute());
    }
    return rules::attributeAt(catalogue, kind, row.subject).value_or(domain::Attribute());
}

} // namespace

ConditionEdit::ConditionEdit(const QString &name, const QString &label, const ConditionChoices &choices, QWidget *parent)
    : QWidget(parent), m_choices(choices), m_tree(new QTreeWidget(this)), m_what(makeField(u"rowKind"_s, tr("What the row is"), this, false)),
      m_subject(makeField(u"rowSubject"_s, tr("What it speaks of"), this, true)), m_op(makeField(u"rowOperator"_s, tr("How it is compared"), this, false)),
      m_value(makeField(u"rowValue"_s, tr("With what"), this, true)), m_rest(new QLineEdit(this)), m_message(makeLabel({}, TextRole::Body, false, false, this))
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
    m_rest->setObjectName(u"rowRest"_s);
    m_rest->setAccessibleName(tr("Further members, as a rule set's file writes them"));
    m_message->setObjectName(u"rowMessage"_s);
    m_message->setWordWrap(true);
    for (const auto &[kind, words] : kinds()) {
        if (kind != Kind::Unreadable)
            m_what->addItem(words, static_cast<int>(kind));
    }
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
    auto *fields = new QHBoxLayout;
    fields->setSpacing(grid(2));
    fields->addWidget(m_what, 2);
    fields->addWidget(m_subject, 4);
    fields->addWidget(m_op, 2);
    fields->addWidget(m_value, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(1));
    layout->addWidget(makeLabel(label, TextRole::Body, false, true, this));
    layout->addWidget(m_tree, 1);
    layout->addLayout(tools);
    layout->addLayout(fields);
    layout->addWidget(m_rest);
    layout->addWidget(m_message);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ConditionEdit::fillFields);
    connect(m_addRow, &QToolButton::clicked, this, [this] { add(freshRow(kindAt(chosen()))); });
    connect(m_addGroup, &QToolButton::clicked, this, [this] {
        FormRow group;
        group.kind = Kind::Any;
        group.rows = {freshRow(kindAt(chosen()))};
        add(group);
    });
    connect(m_wrap, &QToolButton::clicked, this, &ConditionEdit::wrap);
    connect(m_remove, &QToolButton::clicked, this, &ConditionEdit::removeRow);
    connect(m_up, &QToolButton::clicked, this, [this] { moveRow(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveRow(1); });
    for (QComboBox *box : {m_what, m_op})
        connect(box, &QComboBox::activated, this, &ConditionEdit::readFields);
    for (QComboBox *box : {m_subject, m_value}) {
        connect(box, &QComboBox::activated, this, &ConditionEdit::readFields);
        connect(box->lineEdit(), &QLineEdit::editingFinished, this, &ConditionEdit::readFields);
    }
    connect(m_rest, &QLineEdit::editingFinished, this, &ConditionEdit::readFields);
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

domain::EntityKind ConditionEdit::kindAt(const Place &place) const
{
    domain::EntityKind kind = m_kind;
    const FormRow *row = &m_root;
    for (const int step : place) {
        if (step >= row->rows.size())
            break;
        if (row->kind == Kind::Share)
            kind = domain::kindFromName(row->rest.value(u"kind"_s).toString()).value_or(kind);
        else if (row->hasWhere())
            kind = rules::relationEnd(*m_choices.catalogue, kind, row->subject).value_or(kind);
        row = &row->rows[step];
    }
    return kind;
}

FormRow ConditionEdit::freshRow(domain::EntityKind kind) const
{
    FormRow row;
    const QList<domain::Attribute> &all = m_choices.catalogue->kind(kind).attributes;
    row.subject = all.isEmpty() ? u"name"_s : all.constFirst().name;
    row.op = u"is_said"_s;
    row.value = true;
    return row;
}

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
    fillFields();
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
        if (row.isGroup())
            words = kindTitle(row.kind);
        else if (words.isEmpty())
            words = QStringList{kindTitle(row.kind), row.subject, rules::ConditionWords::operatorWords(rules::opFromName(row.op).value_or(rules::Op::None))}.join(u' ').trimmed();
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

void ConditionEdit::fillSubjects(const FormRow &row, domain::EntityKind kind)
{
    m_subject->clear();
    const bool relation = row.kind == Kind::Exists || row.kind == Kind::Every || row.kind == Kind::Count;
    const QList<rules::Offer> offers = relation ? rules::relationOffers(*m_choices.catalogue, kind) : rules::pathOffers(*m_choices.catalogue, kind);
    for (const rules::Offer &offer : offers)
        m_subject->addItem(offer.words, offer.text);
    choose(m_subject, row.subject);
}

void ConditionEdit::fillValues(const FormRow &row, domain::EntityKind kind)
{
    const domain::Attribute a = comparedOf(row, *m_choices.catalogue, kind);
    const rules::Op op = rules::opFromName(row.op).value_or(rules::Op::None);
    m_op->clear();
    QList<rules::Op> ops = rules::fittingOperators(a);
    if (row.kind == Kind::Count || row.kind == Kind::Share)
        ops = {rules::Op::Lt, rules::Op::Le, rules::Op::Gt, rules::Op::Ge, rules::Op::Is};
    else if (row.kind == Kind::AnyOf)
        ops = {rules::Op::In, rules::Op::NotIn, rules::Op::Is, rules::Op::Matches};
    else if (row.kind == Kind::Minus)
        ops = {rules::Op::IsEmpty};
    if (op != rules::Op::None && !ops.contains(op))
        ops.append(op);
    for (const rules::Op one : std::as_const(ops))
        m_op->addItem(rules::ConditionWords::operatorWords(one), rules::opName(one));
    choose(m_op, row.op);
    m_value->clear();
    using domain::ValueType;
    const ValueType type = a.isList() ? a.of : a.type;
    const bool flag = op == rules::Op::IsNone || op == rules::Op::IsSaid || op == rules::Op::NotRecorded || op == rules::Op::IsEmpty;
    const bool list = op == rules::Op::In || op == rules::Op::NotIn || op == rules::Op::ContainsAny || op == rules::Op::SubsetOf;
    if (flag || (type == ValueType::Bool && !list) || row.kind == Kind::Const) {
        m_value->addItem(tr("yes"), u"yes"_s);
        m_value->addItem(tr("no"), u"no"_s);
    } else if (op == rules::Op::SameAs || op == rules::Op::DiffersFrom) {
        for (const rules::Offer &offer : rules::pathOffers(*m_choices.catalogue, kind, false))
            m_value->addItem(offer.words, offer.text);
    } else if (type == ValueType::Int || type == ValueType::Number || op == rules::Op::OlderThanDays || op == rules::Op::ExpiresWithinDays) {
        for (const auto &[name, words] : m_choices.thresholds)
            m_value->addItem(words, u'{' + name + u'}');
    } else if (op == rules::Op::Before || op == rules::Op::After) {
        m_value->addItem(tr("the day of judgement"), u"as_of"_s);
    } else {
        if (list) {
            for (const auto &[name, words] : m_choices.sets)
                m_value->addItem(words, u'@' + name);
        }
        if (type == ValueType::Country) {
            for (const Country &country : m_choices.countries)
                m_value->addItem(country.name, country.iso);
        }
        for (const QString &value : a.values)
            m_value->addItem(QString(value).replace(u'_', u' '), value);
    }
    const QString text = row.kind == Kind::Const ? (row.value.toBool() ? u"yes"_s : u"no"_s) : rules::valueText(row.value, op, a);
    choose(m_value, text);
    m_value->setToolTip(list ? tr("Several with semicolons between, or a value set") : QString());
}

void ConditionEdit::fillFields()
{
    if (!m_tree->currentItem())
        return;
    m_filling = true;
    const Place place = chosen();
    const FormRow &row = *at(place);
    const domain::EntityKind kind = kindAt(place);
    m_what->setCurrentIndex(m_what->findData(static_cast<int>(row.kind)));
    m_what->setEnabled(row.kind != Kind::Unreadable);
    const bool subject = !row.isGroup() && row.kind != Kind::Const && row.kind != Kind::Unreadable;
    const bool compares = subject && row.kind != Kind::Adequate && row.kind != Kind::Exposed && row.kind != Kind::Certified && row.kind != Kind::Covered;
    m_subject->setVisible(subject);
    m_op->setVisible(compares && row.kind != Kind::Exists && row.kind != Kind::Every);
    m_value->setVisible(m_op->isVisibleTo(this) || row.kind == Kind::Const);
    m_rest->setVisible(!row.rest.isEmpty() || (subject && !compares) || row.kind == Kind::Share);
    fillSubjects(row, kind);
    fillValues(row, kind);
    m_rest->setText(row.rest.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(row.rest).toJson(QJsonDocument::Compact)));
    const bool root = place.isEmpty();
    m_remove->setEnabled(!root);
    m_up->setEnabled(!root && place.constLast() > 0);
    Place above = place;
    if (!root)
        above.removeLast();
    m_down->setEnabled(!root && place.constLast() + 1 < at(above)->rows.size());
    m_filling = false;
    showWords();
}

void ConditionEdit::readFields()
{
    if (m_filling || !m_tree->currentItem())
        return;
    const Place place = chosen();
    FormRow &row = *at(place);
    const FormRow before = row;
    const domain::EntityKind kind = kindAt(place);
    const auto wanted = static_cast<Kind>(m_what->currentData().toInt());
    if (row.kind != Kind::Unreadable && wanted != row.kind) {
        FormRow other;
        other.kind = wanted;
        if (other.isGroup())
            other.rows = row.isGroup() ? row.rows : QList<FormRow>{row};
        if (wanted == Kind::Not)
            other.rows = {row.isGroup() && row.kind == Kind::Not && !row.rows.isEmpty() ? row.rows.constFirst() : row};
        if (wanted == Kind::Attribute)
            other = freshRow(kind);
        if (wanted == Kind::Const)
            other.value = true;
        if (other.kind == Kind::Exists || other.kind == Kind::Every || other.kind == Kind::Count) {
            const QList<rules::Offer> offers = rules::relationOffers(*m_choices.catalogue, kind);
            other.subject = offers.isEmpty() ? QString() : offers.constFirst().text;
        }
        if (wanted == Kind::Count || wanted == Kind::Share) {
            other.op = u"gt"_s;
            other.value = 0;
        }
        if (wanted == Kind::AnyOf) {
            other.subject = u"all_places"_s;
            other.op = u"not_in"_s;
            other.value = u"@ZONE"_s;
        }
        if (wanted == Kind::Minus) {
            other.op = u"is_empty"_s;
            other.value = false;
        }
        if (wanted == Kind::Share)
            other.rest = QJsonObject{{u"kind"_s, domain::kindName(kind)}};
        if (wanted == Kind::Covered)
            other.rest = QJsonObject{{u"scope"_s, u"product"_s}};
        row = other;
    } else if (row.kind == Kind::Const) {
        row.value = textOf(m_value) != u"no"_s;
    } else if (!row.isGroup() && row.kind != Kind::Unreadable) {
        const QString subject = textOf(m_subject);
        const bool moved = subject != row.subject;
        row.subject = subject;
        const domain::Attribute a = comparedOf(row, *m_choices.catalogue, kind);
        if (moved && row.kind == Kind::Attribute) {
            // What was compared with the other attribute need not fit this one.
            const QList<rules::Op> fitting = rules::fittingOperators(a);
            const auto op = rules::opFromName(row.op);
            if (!op || !fitting.contains(*op)) {
                row.op = rules::opName(fitting.constFirst());
                row.value = rules::valueFromText(QString(), fitting.constFirst(), a);
            }
        } else if (m_op->isVisibleTo(this)) {
            const QString op = m_op->currentData().toString();
            const rules::Op is = rules::opFromName(op).value_or(rules::Op::None);
            const rules::Op was = rules::opFromName(row.op).value_or(rules::Op::None);
            // What was not touched stays as it is, to the last byte.
            if (op != row.op || textOf(m_value) != rules::valueText(row.value, was, a)) {
                row.op = op;
                row.value = rules::valueFromText(textOf(m_value), is, a);
            }
        }
        if (m_rest->isVisibleTo(this) && m_rest->text() != QString::fromUtf8(QJsonDocument(row.rest).toJson(QJsonDocument::Compact)))
            row.rest = QJsonDocument::fromJson(m_rest->text().toUtf8()).object();
    }
    if (row == before)
        return;
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
        *at(place) = inner.kind == Kind::All ? inner : freshRow(kindAt(place));
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
        *above = freshRow(kindAt(place));
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
