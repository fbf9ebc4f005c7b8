// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/conditionfields.h"

#include "pages/lawfields.h"
#include "pages/rowkinds.h"
#include "rules/conditionwords.h"
#include "rules/formchoices.h"
#include "rules/levels.h"
#include "widgets/chipsedit.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::ValueType;
using figures::TextRole;
using rules::FormRow;
using rules::Op;
using Kind = rules::FormRow::Kind;

namespace views {
namespace {

Op opOf(const FormRow &row) { return rules::opFromName(row.op).value_or(Op::None); }

bool comparesPaths(Op op) { return op == Op::SameAs || op == Op::DiffersFrom; }

bool ofLists(Kind kind) { return kind == Kind::AnyOf || kind == Kind::Minus; }

Attribute numberAttribute()
{
    Attribute a;
    a.type = ValueType::Number;
    return a;
}

QStringList listsOf(const FormRow &row)
{
    QStringList out;
    for (const QString &list : row.subject.split(u',', Qt::SkipEmptyParts))
        out.append(list.trimmed());
    return out;
}

/// With the words of what is written, where it is not among what is offered.
ChipsEdit::Offers offersOf(const QList<rules::Offer> &offers, const QStringList &now, const domain::Catalogue &catalogue, const QList<EntityKind> &kinds)
{
    ChipsEdit::Offers out;
    QStringList there;
    for (const rules::Offer &offer : offers) {
        out.append({offer.text, offer.words});
        there.append(offer.text);
    }
    for (const QString &text : now) {
        if (!there.contains(text))
            out.append({text, rules::pathWords(catalogue, kinds, text)});
    }
    return out;
}

} // namespace

ConditionFields::ConditionFields(const ConditionChoices &choices, QWidget *parent)
    : QWidget(parent), m_choices(choices), m_what(makeChoice(u"rowKind"_s, tr("What the row is"), this, false)),
      m_subject(makeChoice(u"rowSubject"_s, tr("What it speaks of"), this, true)), m_op(makeChoice(u"rowOperator"_s, tr("How it is compared"), this, false)),
      m_value(makeChoice(u"rowValue"_s, tr("With what"), this, true)), m_choose(new QToolButton(this)), m_chooseValue(new QToolButton(this)),
      m_lists(new ChipsEdit(u"rowLists"_s, tr("Lists"), tr("Add a list"), this)), m_values(new ChipsEdit(u"rowValues"_s, tr("With what"), tr("Add a value or a value set"), this)),
      m_law(new LawFields(choices, this)), m_unread(makeLabel({}, TextRole::Caption, true, false, this))
{
    setObjectName(u"conditionFields"_s);
    for (const auto &[kind, words] : rowKinds()) {
        // Where the rule set names none, none is offered.
        if (kind != Kind::Unreadable && (kind != Kind::Named || !m_choices.named.isEmpty()))
            m_what->addItem(words, static_cast<int>(kind));
    }
    for (const auto &[button, name] : {std::pair(m_choose, u"rowChoose"_s), std::pair(m_chooseValue, u"rowChooseValue"_s)}) {
        button->setObjectName(name);
        button->setText(tr("Choose \u2026"));
        button->setToolTip(tr("In words, however far away it stands"));
        button->setAccessibleName(name == u"rowChoose"_s ? tr("Choose what the row speaks of") : tr("Choose what it is compared with"));
    }
    m_unread->setObjectName(u"rowUnread"_s);
    m_unread->setWordWrap(true);
    m_unread->setText(tr("The form has no fields for this row. It is kept as it is; remove it, or change it in the exported file."));
    auto *first = new QHBoxLayout;
    first->setSpacing(grid(2));
    first->addWidget(m_what, 2);
    first->addWidget(m_subject, 5);
    first->addWidget(m_choose);
    auto *second = new QHBoxLayout;
    second->setSpacing(grid(2));
    second->addWidget(m_op, 2, Qt::AlignTop);
    second->addWidget(m_value, 5, Qt::AlignTop);
    second->addWidget(m_values, 5);
    second->addWidget(m_chooseValue, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(1));
    layout->addLayout(first);
    layout->addWidget(m_lists);
    layout->addLayout(second);
    layout->addWidget(m_law);
    layout->addWidget(m_unread);
    for (QComboBox *box : {m_what, m_op})
        connect(box, &QComboBox::activated, this, &ConditionFields::read);
    for (QComboBox *box : {m_subject, m_value}) {
        connect(box, &QComboBox::activated, this, &ConditionFields::read);
        connect(box->lineEdit(), &QLineEdit::editingFinished, this, &ConditionFields::read);
    }
    for (ChipsEdit *chips : {m_lists, m_values})
        connect(chips, &ChipsEdit::edited, this, &ConditionFields::read);
    connect(m_law, &LawFields::edited, this, &ConditionFields::read);
    connect(m_choose, &QToolButton::clicked, this, [this] {
        const auto wanted = namesRelation(m_row.kind) ? PathDialog::Wanted::Relation : ofLists(m_row.kind) ? PathDialog::Wanted::List : PathDialog::Wanted::Value;
        choosePath(wanted, ofLists(m_row.kind) ? QString() : m_row.subject, [this](const QString &path) {
            if (ofLists(m_row.kind)) {
                FormRow row = m_row;
                row.subject = (listsOf(m_row) + QStringList{path}).join(u", "_s);
                m_row = row;
                emit edited();
                return;
            }
            m_subject->setEditText(path);
            read();
        });
    });
    connect(m_chooseValue, &QToolButton::clicked, this, [this] {
        choosePath(PathDialog::Wanted::Value, m_row.value.toString(), [this](const QString &path) {
            m_value->setEditText(path);
            read();
        });
    });
}

Attribute ConditionFields::compared(const FormRow &row) const
{
    if (row.kind == Kind::Count || row.kind == Kind::Share)
        return numberAttribute();
    if (ofLists(row.kind)) {
        // What stands in the lists is compared, not the lists.
        Attribute one = rules::attributeAt(*m_choices.catalogue, m_kinds, listsOf(row).value(0)).value_or(Attribute());
        if (one.isList())
            one.type = one.of;
        return one;
    }
    return rules::attributeAt(*m_choices.catalogue, m_kinds, row.subject).value_or(Attribute());
}

bool ConditionFields::listed() const { return rules::takesList(opOf(m_row)) && m_row.kind != Kind::Minus; }

void ConditionFields::choosePath(PathDialog::Wanted wanted, const QString &now, const std::function<void(const QString &)> &take)
{
    QList<EntityKind> from = m_kinds;
    if (m_row.kind == Kind::Share)
        from = {domain::kindFromName(m_row.rest.value(u"kind"_s).toString()).value_or(kind())};
    auto *dialog = new PathDialog(*m_choices.catalogue, from, wanted, now, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [dialog, take] { take(dialog->path()); });
    dialog->open();
}

void ConditionFields::fillSubjects()
{
    const domain::Catalogue &catalogue = *m_choices.catalogue;
    QList<rules::Offer> offers;
    const auto self = [&](const QString &text, const QList<EntityKind> &of) { offers.append({text, rules::pathWords(catalogue, of, text)}); };
    switch (m_row.kind) {
    case Kind::Exists:
    case Kind::Every:
    case Kind::Count: offers = rules::relationOffers(catalogue, kind()); break;
    case Kind::Adequate: offers = rules::typedOffers(catalogue, kind(), ValueType::Country); break;
    case Kind::Exposed:
    case Kind::Certified: {
        const QList<EntityKind> to = m_row.kind == Kind::Exposed ? QList{EntityKind::Provider} : QList{EntityKind::Provider, EntityKind::LegalEntity};
        if (to.contains(kind()))
            self(u"self"_s, m_kinds);
        offers += rules::typedOffers(catalogue, kind(), ValueType::Ref, to);
        break;
    }
    case Kind::Covered:
        if (m_kinds.size() > 1 && m_kinds.at(m_kinds.size() - 2) == EntityKind::Certification)
            self(u"^self"_s, m_kinds);
        offers += rules::typedOffers(catalogue, kind(), ValueType::Ref, {EntityKind::Certification});
        break;
    case Kind::Named:
        for (const auto &[name, words] : m_choices.named)
            offers.append({name, words});
        break;
    case Kind::Share: offers = rules::pathOffers(catalogue, domain::kindFromName(m_row.rest.value(u"kind"_s).toString()).value_or(kind()), false); break;
    default: offers = rules::pathOffers(catalogue, kind());
    }
    m_subject->clear();
    bool there = false;
    for (const rules::Offer &offer : std::as_const(offers)) {
        m_subject->addItem(offer.words, offer.text);
        there = there || offer.text == m_row.subject;
    }
    // What stands further away is shown in words too.
    if (!there && !m_row.subject.isEmpty()) {
        const QString words = namesRelation(m_row.kind) ? rules::relationWords(catalogue, kind(), m_row.subject) : rules::pathWords(catalogue, m_kinds, m_row.subject);
        const bool known = namesRelation(m_row.kind) ? rules::relationEnd(catalogue, kind(), m_row.subject).has_value() : rules::attributeAt(catalogue, m_kinds, m_row.subject).has_value();
        if (known)
            m_subject->addItem(words, m_row.subject);
    }
    chooseText(m_subject, m_row.subject);
    m_subject->setToolTip(m_subject->currentText());
}

void ConditionFields::fillValues()
{
    const Attribute a = compared(m_row);
    const Op op = opOf(m_row);
    QList<Op> ops = rules::fittingOperators(a);
    if (m_row.kind == Kind::Count || m_row.kind == Kind::Share)
        ops = {Op::Lt, Op::Le, Op::Gt, Op::Ge};
    else if (m_row.kind == Kind::AnyOf)
        ops = {Op::In, Op::NotIn, Op::Is, Op::Matches};
    else if (m_row.kind == Kind::Minus)
        ops = {Op::IsEmpty};
    if (op != Op::None && !ops.contains(op))
        ops.append(op);
    m_op->clear();
    for (const Op one : std::as_const(ops))
        m_op->addItem(rules::ConditionWords::operatorWords(one), rules::opName(one));
    chooseText(m_op, m_row.op);
    const ValueType type = a.isList() ? a.of : a.type;
    const bool flag = op == Op::IsNone || op == Op::IsSaid || op == Op::NotRecorded || op == Op::IsEmpty;
    ChipsEdit::Offers offers;
    if (flag || (type == ValueType::Bool && !listed()) || m_row.kind == Kind::Const) {
        offers = {{u"yes"_s, tr("yes")}, {u"no"_s, tr("no")}};
    } else if (comparesPaths(op)) {
        for (const rules::Offer &offer : rules::pathOffers(*m_choices.catalogue, kind(), false))
            offers.append({offer.text, offer.words});
        if (const QString path = m_row.value.toString(); rules::attributeAt(*m_choices.catalogue, m_kinds, path))
            offers.append({path, rules::pathWords(*m_choices.catalogue, m_kinds, path)});
    } else if (type == ValueType::Int || type == ValueType::Number || op == Op::OlderThanDays || op == Op::ExpiresWithinDays) {
        for (const auto &[name, words] : m_choices.thresholds)
            offers.append({u'{' + name + u'}', words});
    } else if (op == Op::AtLeast || op == Op::Below) {
        for (const QString &name : rules::levelNames()) {
            const auto level = rules::levelNamed(name);
            offers.append({name, tr("%1 of %2").arg(level->title, level->ladderTitle)});
        }
    } else if (op == Op::Before || op == Op::After) {
        offers = {{u"as_of"_s, tr("the day of judgement")}};
    } else {
        if (type == ValueType::Country) {
            for (const Country &country : m_choices.countries)
                offers.append({country.iso, country.name});
        }
        for (const QString &value : a.values)
            offers.append({value, QString(value).replace(u'_', u' ')});
        for (const auto &[name, words] : m_choices.sets) {
            if (listed())
                offers.append({u'@' + name, words});
        }
    }
    if (listed()) {
        m_values->setOffers(offers, a.values.isEmpty() && type != ValueType::Country);
        m_values->setTexts(rules::valueTexts(m_row.value));
        return;
    }
    m_value->clear();
    for (const auto &[text, words] : std::as_const(offers))
        m_value->addItem(words, text);
    chooseText(m_value, m_row.kind == Kind::Const ? (m_row.value.toBool() ? u"yes"_s : u"no"_s) : rules::valueText(m_row.value, op, a));
    m_value->setToolTip(type == ValueType::Date && !offers.isEmpty() ? tr("A day such as 2026-11-20, or the day of judgement") : QString());
}

void ConditionFields::show(const FormRow &row, const QList<EntityKind> &kinds)
{
    m_filling = true;
    m_row = row;
    m_kinds = kinds;
    m_what->setCurrentIndex(m_what->findData(static_cast<int>(row.kind)));
    m_what->setEnabled(row.kind != Kind::Unreadable);
    const bool subject = !row.isGroup() && row.kind != Kind::Const && row.kind != Kind::Unreadable;
    const bool named = row.kind == Kind::Named;
    const bool compares = subject && !named && row.kind != Kind::Adequate && row.kind != Kind::Exposed && row.kind != Kind::Certified && row.kind != Kind::Covered;
    const bool operators = compares && row.kind != Kind::Exists && row.kind != Kind::Every;
    m_subject->setVisible(subject && !ofLists(row.kind));
    m_lists->setVisible(ofLists(row.kind));
    m_choose->setVisible(subject && !named && row.kind != Kind::Exposed && row.kind != Kind::Certified && row.kind != Kind::Covered);
    m_op->setVisible(operators);
    m_values->setVisible(operators && listed());
    m_value->setVisible((operators && !listed()) || row.kind == Kind::Const);
    m_chooseValue->setVisible(operators && comparesPaths(opOf(row)));
    m_law->setVisible(LawFields::has(row.kind));
    m_unread->setVisible(row.kind == Kind::Unreadable);
    fillSubjects();
    if (ofLists(row.kind)) {
        m_lists->setOffers(offersOf(rules::listOffers(*m_choices.catalogue, kind()), listsOf(row), *m_choices.catalogue, m_kinds), true);
        m_lists->setTexts(listsOf(row));
    }
    fillValues();
    m_law->show(row, kind());
    m_filling = false;
}

void ConditionFields::readComparison(FormRow &row, bool moved)
{
    const Attribute a = compared(row);
    if (moved && row.kind == Kind::Attribute) {
        // What was compared with the other attribute need not fit this one.
        const QList<Op> fitting = rules::fittingOperators(a);
        const auto op = rules::opFromName(row.op);
        if (!op || !fitting.contains(*op)) {
            row.op = rules::opName(fitting.constFirst());
            row.value = rules::valueFromText(QString(), fitting.constFirst(), a);
        }
        return;
    }
    if (!m_op->isVisibleTo(this))
        return;
    const QString op = m_op->currentData().toString();
    const Op is = rules::opFromName(op).value_or(Op::None);
    const Op was = opOf(row);
    if (op != row.op) {
        // From one value to several and back, what was said goes along.
        const QStringList said = rules::takesList(was) ? rules::valueTexts(row.value) : QStringList{rules::valueText(row.value, was, a)};
        row.op = op;
        row.value = rules::takesList(is) ? rules::valueFromTexts(said.size() == 1 && said.constFirst().isEmpty() ? QStringList() : said, a)
                                         : rules::valueFromText(rules::takesList(was) ? said.value(0).startsWith(u'@') ? QString() : said.value(0) : chosenText(m_value), is, a);
        return;
    }
    // What was not touched stays as it is, to the last byte.
    if (rules::takesList(is) && row.kind != Kind::Minus) {
        if (m_values->texts() != rules::valueTexts(row.value))
            row.value = rules::valueFromTexts(m_values->texts(), a);
    } else if (chosenText(m_value) != rules::valueText(row.value, was, a)) {
        row.value = rules::valueFromText(chosenText(m_value), is, a);
    }
}

void ConditionFields::read()
{
    if (m_filling || m_kinds.isEmpty())
        return;
    FormRow row = m_row;
    const auto wanted = static_cast<Kind>(m_what->currentData().toInt());
    if (row.kind == Kind::Unreadable || m_what->currentIndex() < 0)
        return;
    if (wanted != row.kind) {
        row = turnedRow(m_row, wanted, *m_choices.catalogue, kind());
        if (wanted == Kind::Named)
            row.subject = m_choices.named.constFirst().first;
    } else if (row.kind == Kind::Const) {
        row.value = chosenText(m_value) != u"no"_s;
    } else if (!row.isGroup()) {
        const QString subject = ofLists(row.kind) ? m_lists->texts().join(u", "_s) : chosenText(m_subject);
        const bool moved = ofLists(row.kind) ? m_lists->texts() != listsOf(row) : subject != row.subject;
        if (moved)
            row.subject = subject;
        readComparison(row, moved);
        if (LawFields::has(row.kind))
            row.rest = m_law->rest();
    }
    if (row == m_row)
        return;
    m_row = row;
    emit edited();
}

} // namespace views
