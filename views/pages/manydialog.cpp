// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/manydialog.h"

#include "domain/insentence.h"
#include "widgets/dialogparts.h"
#include "widgets/theme.h"
#include "widgets/valuechoices.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;
using figures::formatCount;

namespace views {

ManyDialog::ManyDialog(const domain::KindInfo &info, const QList<qint64> &entities, QWidget *parent)
    : QDialog(parent), m_kind(info.kind), m_entities(entities), m_attribute(named(new QComboBox(this), u"manyAttribute"_s, tr("What is changed"))),
      m_state(named(new QComboBox(this), u"manyState"_s, tr("Kind of value"))), m_value(named(new QComboBox(this), u"manyValue"_s, tr("Value"))),
      m_now(makeParagraph({}, true, this)), m_form(makeParagraph({}, true, this)), m_refusal(makeParagraph({}, false, this)),
      m_evidence(named(new QLineEdit(this), u"manyEvidence"_s, tr("Note on the evidence"))), m_who(named(new QLineEdit(this), u"manyWho"_s, tr("Who says so")))
{
    setObjectName(u"manyDialog"_s);
    setWindowTitle(tr("Change several"));
    m_now->setObjectName(u"manyNow"_s);
    m_form->setObjectName(u"manyForm"_s);
    m_refusal->setObjectName(u"manyRefusal"_s);
    m_refusal->hide();
    QList<const domain::Attribute *> attributes;
    for (const domain::Attribute &a : info.attributes)
        attributes.append(&a);
    std::sort(attributes.begin(), attributes.end(), [](const auto *a, const auto *b) { return a->label.localeAwareCompare(b->label) < 0; });
    m_attribute->addItem(tr("Choose what to change"));
    for (const domain::Attribute *a : std::as_const(attributes)) {
        m_attribute->addItem(a->label, a->name);
        m_attribute->setItemData(m_attribute->count() - 1, a->description, Qt::ToolTipRole);
        m_attribute->setItemData(m_attribute->count() - 1, a->isList(), ListRole);
    }
    m_state->addItems({tr("The value is"), tr("There is none"), tr("Asked, no answer"), tr("As the sources say")});
    m_state->setItemData(TakeBack, tr("Takes back what persons said: what was imported counts again"), Qt::ToolTipRole);
    m_value->setEditable(true);
    m_value->setInsertPolicy(QComboBox::NoInsert);
    m_value->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_evidence->setPlaceholderText(tr("Document, page, clause"));
    m_who->setPlaceholderText(tr("A function, not a person's name"));
    auto *answer = new QHBoxLayout;
    answer->setSpacing(grid(2));
    answer->addWidget(m_state);
    answer->addWidget(m_value, 1);
    auto *label = new QLabel(tr("&Value"), this);
    label->setBuddy(m_value);
    QFormLayout *form = makeForm();
    form->addRow(tr("&Change"), m_attribute);
    form->addRow(QString(), m_now);
    form->addRow(label, answer);
    form->addRow(QString(), m_form);
    form->addRow(tr("Evi&dence"), m_evidence);
    form->addRow(tr("&Who says so"), m_who);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Ok);
    const qsizetype count = entities.size();
    m_save->setText(tr("Change %1").arg(formatCount(count)));
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        m_refusal->hide();
        m_save->setEnabled(false);
        emit saveWanted();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(tr("Change %1 %2").arg(formatCount(count), domain::inSentence(info.labelPlural)), TextRole::Title, false, true, this));
    layout->addWidget(makeParagraph(tr("The value counts for all of them, before what any source says, until it is taken back. It is one step to undo."), true, this));
    layout->addLayout(form);
    layout->addWidget(m_refusal);
    layout->addStretch(1);
    layout->addWidget(buttons);
    connect(m_attribute, &QComboBox::currentIndexChanged, this, &ManyDialog::chooseAttribute);
    connect(m_state, &QComboBox::currentIndexChanged, this, &ManyDialog::refresh);
    connect(m_value, &QComboBox::editTextChanged, this, &ManyDialog::refresh);
    resize(grid(130), grid(100));
    refresh();
}

void ManyDialog::chooseAttribute()
{
    const QSignalBlocker quiet(m_value);
    m_value->clear();
    m_value->setEditText({});
    m_now->clear();
    m_refusal->hide();
    refresh();
    if (const QString attr = m_attribute->currentData().toString(); !attr.isEmpty())
        emit attributeChosen(attr);
}

void ManyDialog::offer(const QString &attr, const QList<ValueChoice> &choices)
{
    if (attr != m_attribute->currentData().toString())
        return;
    offerChoices(m_value, choices);
}

void ManyDialog::showNow(const QString &attr, const QList<SaidByMany> &said)
{
    if (attr != m_attribute->currentData().toString())
        return;
    constexpr qsizetype Shown = 5;
    QStringList words;
    for (const SaidByMany &one : said.mid(0, Shown))
        words.append(tr("%1 × %2").arg(formatCount(one.count), one.words.isEmpty() ? tr("not recorded") : one.words));
    if (const qsizetype more = said.size() - Shown; more > 0)
        words.append(more == 1 ? tr("1 other value") : tr("%1 other values").arg(formatCount(more)));
    m_now->setText(tr("Now: %1").arg(words.join(u"; "_s)));
}

void ManyDialog::refresh()
{
    const bool value = m_state->currentIndex() == Value;
    m_value->setEnabled(value);
    m_form->setText(m_state->currentIndex() == TakeBack ? tr("What persons said of it is taken back; what was imported counts again.")
                    : m_state->currentIndex() == None   ? tr("It is recorded that there is none; that is not the same as unknown.")
                    : value && !m_attribute->currentData(ListRole).toBool() ? QString()
                    : value                             ? tr("Several values of a list with semicolons between; they take the place of those recorded.")
                                                        : tr("It is recorded that somebody was asked and could not tell; it stays unknown."));
    m_save->setEnabled(!m_attribute->currentData().toString().isEmpty() && (!value || !m_value->currentText().trimmed().isEmpty()));
}

ManyValues ManyDialog::values() const
{
    ManyValues values{m_kind, m_entities, m_attribute->currentData().toString(), {}, m_evidence->text().trimmed(), m_who->text().trimmed()};
    switch (static_cast<State>(m_state->currentIndex())) {
    case Value: values.typed = chosenOrTyped(m_value); break;
    case None: values.typed = u"none"_s; break;
    case NoAnswer: values.typed = u"?"_s; break;
    case TakeBack: break;
    }
    return values;
}

void ManyDialog::refuse(const QString &why)
{
    m_refusal->setText(tr("Not saved. %1").arg(why));
    m_refusal->show();
    refresh();
    m_value->setFocus();
}

} // namespace views
