// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/lawfields.h"

#include "rules/formchoices.h"
#include "widgets/chipsedit.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QLabel>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::ValueType;
using rules::FormRow;
using Kind = rules::FormRow::Kind;

namespace views {
namespace {

const QString Laws = u"laws"_s, Partial = u"partial"_s, Schemes = u"schemes"_s, ServiceOf = u"service"_s, Scope = u"scope"_s, ShareOf = u"kind"_s, Dpf = u"dpf"_s, DpfHr = u"dpf_hr"_s,
              Hr = u"hr"_s, Recipient = u"kind"_s;

QStringList namesOf(const QJsonValue &value)
{
    QStringList out;
    for (const QJsonValue &one : value.toArray())
        out.append(one.toString());
    return out;
}

} // namespace

LawFields::LawFields(const ConditionChoices &choices, QWidget *parent)
    : QWidget(parent), m_choices(choices), m_form(new QFormLayout(this)), m_laws(new ChipsEdit(u"rowLaws"_s, tr("Laws"), tr("Any law with access to data; add one to ask for it alone"), this)),
      m_schemes(new ChipsEdit(u"rowSchemes"_s, tr("Schemes of certificates"), tr("Any scheme; add one to ask for it alone"), this)),
      m_partial(new QCheckBox(tr("Foreign subsidiaries count too"), this)), m_service(makePath(u"rowService"_s, tr("Service that it has to cover"))),
      m_scope(makeChoice(u"rowScope"_s, tr("What it has to cover"), this, false)), m_kind(makeChoice(u"rowShareKind"_s, tr("Share of which things"), this, false)),
      m_dpf(makePath(u"rowDpf"_s, tr("On the list of the Data Privacy Framework"))), m_dpfHr(makePath(u"rowDpfHr"_s, tr("Listed for HR data"))),
      m_hr(makePath(u"rowHr"_s, tr("The data is HR data"))), m_recipient(makePath(u"rowRecipient"_s, tr("Kind of recipient")))
{
    setObjectName(u"lawFields"_s);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(grid(2));
    m_form->setVerticalSpacing(grid(1));
    m_partial->setObjectName(u"rowPartial"_s);
    m_laws->setOffers(m_choices.laws, false);
    m_schemes->setOffers(m_choices.schemes, true);
    m_scope->addItem(tr("the product of the service"), u"product"_s);
    m_scope->addItem(tr("the region of the service"), u"region"_s);
    for (const domain::KindInfo &info : m_choices.catalogue->kinds()) {
        if (domain::isPartOfTheEstate(info.kind))
            m_kind->addItem(info.labelPlural, domain::kindName(info.kind));
    }
    const auto add = [this](const QString &label, QWidget *field) {
        auto *buddy = new QLabel(label, this);
        buddy->setBuddy(field);
        m_form->addRow(buddy, field);
    };
    add(tr("Laws"), m_laws);
    m_form->addRow(QString(), m_partial);
    add(tr("Schemes"), m_schemes);
    add(tr("For the service"), m_service);
    add(tr("It covers"), m_scope);
    add(tr("Share of"), m_kind);
    add(tr("On the DPF list as said by"), m_dpf);
    add(tr("Listed for HR data as said by"), m_dpfHr);
    add(tr("HR data as said by"), m_hr);
    add(tr("Kind of recipient as said by"), m_recipient);
    for (ChipsEdit *chips : {m_laws, m_schemes})
        connect(chips, &ChipsEdit::edited, this, [this] { emit edited(); });
    for (QComboBox *box : {m_service, m_scope, m_kind, m_dpf, m_dpfHr, m_hr, m_recipient})
        connect(box, &QComboBox::activated, this, [this] { emit edited(); });
    connect(m_partial, &QCheckBox::toggled, this, [this] {
        if (!m_filling)
            emit edited();
    });
}

QComboBox *LawFields::makePath(const QString &name, const QString &label) { return makeChoice(name, label, this, false); }

bool LawFields::has(Kind kind)
{
    return kind == Kind::Adequate || kind == Kind::Exposed || kind == Kind::Certified || kind == Kind::Covered || kind == Kind::Share;
}

void LawFields::showRow(QWidget *field, bool shown)
{
    field->setVisible(shown);
    if (QWidget *label = m_form->labelForField(field))
        label->setVisible(shown);
}

void LawFields::fillPath(QComboBox *box, EntityKind kind, ValueType type, const QList<EntityKind> &to)
{
    box->clear();
    box->addItem(tr("not asked"), QString());
    for (const rules::Offer &offer : rules::typedOffers(*m_choices.catalogue, kind, type, to))
        box->addItem(offer.words, offer.text);
}

void LawFields::show(const FormRow &row, EntityKind kind)
{
    m_filling = true;
    m_row = row;
    const bool adequate = row.kind == Kind::Adequate;
    showRow(m_laws, row.kind == Kind::Exposed);
    showRow(m_partial, row.kind == Kind::Exposed);
    showRow(m_schemes, row.kind == Kind::Certified);
    showRow(m_service, row.kind == Kind::Certified);
    showRow(m_scope, row.kind == Kind::Covered);
    showRow(m_kind, row.kind == Kind::Share);
    for (QComboBox *box : {m_dpf, m_dpfHr, m_hr, m_recipient})
        showRow(box, adequate);
    if (row.kind == Kind::Exposed) {
        m_laws->setTexts(namesOf(row.rest.value(Laws)));
        m_partial->setChecked(row.rest.value(Partial).toBool());
    } else if (row.kind == Kind::Certified) {
        m_schemes->setTexts(namesOf(row.rest.value(Schemes)));
        fillPath(m_service, kind, ValueType::Ref, {EntityKind::Service});
        if (kind == EntityKind::Service)
            m_service->insertItem(1, tr("the service itself"), u"self"_s);
        chooseText(m_service, row.rest.value(ServiceOf).toString());
    } else if (row.kind == Kind::Covered) {
        chooseText(m_scope, row.rest.value(Scope).toString());
    } else if (row.kind == Kind::Share) {
        chooseText(m_kind, row.rest.value(ShareOf).toString());
    } else if (adequate) {
        for (QComboBox *box : {m_dpf, m_dpfHr, m_hr})
            fillPath(box, kind, ValueType::Bool, {});
        fillPath(m_recipient, kind, ValueType::Enum, {});
        chooseText(m_dpf, row.rest.value(Dpf).toString());
        chooseText(m_dpfHr, row.rest.value(DpfHr).toString());
        chooseText(m_hr, row.rest.value(Hr).toString());
        chooseText(m_recipient, row.rest.value(Recipient).toString());
    }
    m_filling = false;
}

QJsonObject LawFields::rest() const
{
    QJsonObject out = m_row.rest;
    const auto put = [&out](const QString &member, const QString &text) {
        if (text.isEmpty())
            out.remove(member);
        else
            out.insert(member, text);
    };
    const auto list = [&out](const QString &member, const QStringList &names) {
        // Any of them is what is asked where none is named; a rule set may say so in either way.
        if (!names.isEmpty())
            out.insert(member, QJsonArray::fromStringList(names));
        else if (out.value(member).isArray())
            out.insert(member, u"any"_s);
    };
    switch (m_row.kind) {
    case Kind::Exposed:
        list(Laws, m_laws->texts());
        if (m_partial->isChecked() != m_row.rest.value(Partial).toBool())
            out.insert(Partial, m_partial->isChecked());
        break;
    case Kind::Certified:
        list(Schemes, m_schemes->texts());
        put(ServiceOf, chosenText(m_service));
        break;
    case Kind::Covered: put(Scope, chosenText(m_scope)); break;
    case Kind::Share: put(ShareOf, chosenText(m_kind)); break;
    case Kind::Adequate:
        put(Dpf, chosenText(m_dpf));
        put(DpfHr, chosenText(m_dpfHr));
        put(Hr, chosenText(m_hr));
        put(Recipient, chosenText(m_recipient));
        break;
    default: break;
    }
    return out;
}

} // namespace views
