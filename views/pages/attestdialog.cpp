// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/attestdialog.h"

#include "text/requirementanswertext.h"
#include "text/statustext.h"
#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Fulfilment;
using figures::TextRole;

namespace views {
namespace {

constexpr qsizetype NamedAtMost = 4;

QString titlesOf(const QList<RequirementRow> &rows)
{
    QStringList lines;
    for (const RequirementRow &r : rows.mid(0, NamedAtMost))
        lines.append(r.id + u"  "_s + r.title);
    if (rows.size() > NamedAtMost)
        lines.append(AttestDialog::tr("and %1 more").arg(rows.size() - NamedAtMost));
    return lines.join(u'\n');
}

} // namespace

AttestDialog::AttestDialog(const FrameworkDetail &detail, const QList<RequirementRow> &chosen, QWidget *parent)
    : QDialog(parent), m_chosen(chosen), m_today(detail.today), m_for(named(new QComboBox(this), u"attestFor"_s, tr("Whom the answer holds for"))), m_state(named(new QComboBox(this), u"attestState"_s, tr("What was found"))), m_who(named(new QComboBox(this), u"attestWho"_s, tr("Who says so"))),
      m_why(named(new QPlainTextEdit(this), u"attestWhy"_s, tr("What it rests on, or what is missing"))), m_file(named(new QLineEdit(this), u"attestFile"_s, tr("Evidence file"))),
      m_note(named(new QLineEdit(this), u"attestNote"_s, tr("Note on the evidence"))), m_on(makeDayField(u"attestDay"_s, tr("Day of the answer"), detail.today, this)),
      m_review(makeDayField(u"attestReview"_s, tr("The last day on which the answer counts"), detail.today.addYears(1), this)),
      m_reviewed(named(new QCheckBox(tr("Counts &until"), this), u"attestReviewed"_s, tr("Counts until a day"))), m_missing(makeParagraph({}, true, this))
{
    setObjectName(u"attestDialog"_s);
    setWindowTitle(tr("Answer requirements"));
    m_of.list = detail.list;
    for (const RequirementRow &r : chosen)
        m_of.requirements.append(r.id);
    m_for->addItem(tr("The whole organisation"), QString());
    for (const auto &[key, name] : detail.legalEntities)
        m_for->addItem(name, key);
    for (const Fulfilment f : {Fulfilment::Met, Fulfilment::Partly, Fulfilment::NotMet, Fulfilment::NotApplicable})
        m_state->addItem(text::capitalised(text::fulfilmentWord(f)), static_cast<int>(f));
    m_who->setEditable(true);
    m_who->setInsertPolicy(QComboBox::NoInsert);
    m_who->addItems(detail.reviewers);
    m_who->setCurrentIndex(-1);
    m_who->lineEdit()->setPlaceholderText(tr("A function, not a person's name"));
    m_file->setPlaceholderText(tr("Its name and SHA-256 are kept, not the file"));
    m_note->setPlaceholderText(tr("Page, clause, who was asked"));
    m_why->setPlaceholderText(tr("What it rests on; where it is not met or does not apply, what is missing or why"));
    m_why->setTabChangesFocus(true);
    m_why->setFixedHeight(grid(18));
    m_on->setMaximumDate(detail.today);
    m_review->setMinimumDate(detail.today);
    m_reviewed->setChecked(true);
    m_missing->setObjectName(u"attestMissing"_s);
    auto *choose = named(new QPushButton(tr("Choose …"), this), u"attestChooseFile"_s, tr("Choose an evidence file"));
    auto *file = new QHBoxLayout;
    file->setSpacing(grid(2));
    file->addWidget(m_file, 1);
    file->addWidget(choose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(chosen.size() == 1 ? tr("What was found of it") : tr("What was found of %1 requirements alike").arg(chosen.size()), TextRole::Title, false, true, this));
    layout->addWidget(makeParagraph(detail.head.title + u'\n' + titlesOf(chosen), false, this));
    layout->addWidget(makeParagraph(tr("No rule decides it: a person has to judge. The answer stands in reports with who gave it and on what evidence, and serves in other frameworks "
                                       "that ask the same. One for a legal entity goes before that of the whole organisation. What is not met is a gap with an issue of its own."), true, this));
    QFormLayout *form = makeForm();
    form->addRow(tr("Holds fo&r"), m_for);
    form->addRow(tr("&Found"), m_state);
    form->addRow(tr("&Who says so"), m_who);
    form->addRow(tr("&Reason"), m_why);
    auto *evidence = new QLabel(tr("&Evidence"), this); // a row that is a layout has no buddy of its own
    evidence->setBuddy(m_file);
    form->addRow(evidence, file);
    form->addRow(tr("&Note"), m_note);
    form->addRow(tr("&On"), m_on);
    form->addRow(m_reviewed, m_review);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(m_missing);
    QDialogButtonBox *buttons = makeRecordButtons(this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    if (std::any_of(chosen.cbegin(), chosen.cend(), [](const RequirementRow &r) { return !r.answers.isEmpty(); })) {
        addTakeBack(buttons, tr("Take the answer back"), u"attestBack"_s, this, m_clears);
        m_back = buttons->findChild<QPushButton *>(u"attestBack"_s);
    }
    layout->addWidget(buttons);
    resize(grid(140), grid(130));
    connect(choose, &QPushButton::clicked, this, &AttestDialog::chooseEvidence);
    connect(m_state, &QComboBox::currentIndexChanged, this, &AttestDialog::check);
    connect(m_who, &QComboBox::editTextChanged, this, &AttestDialog::check);
    connect(m_why, &QPlainTextEdit::textChanged, this, &AttestDialog::check);
    connect(m_reviewed, &QCheckBox::toggled, m_review, &QWidget::setEnabled);
    connect(m_for, &QComboBox::currentIndexChanged, this, &AttestDialog::fill);
    // What is said of one legal entity alone is what there is to look at.
    if (const QString only = onlyOne(); !only.isEmpty())
        m_for->setCurrentIndex(m_for->findData(only));
    fill();
    check();
    m_who->setFocus();
}

QString AttestDialog::onlyOne() const
{
    QString only;
    for (const RequirementRow &r : m_chosen) {
        if (r.answers.size() != 1 || (!only.isEmpty() && only != r.answers.constFirst().key))
            return {};
        only = r.answers.constFirst().key;
    }
    return only;
}

/// What is said alike of all of them, for whom the answer is to hold, is there to be changed.
void AttestDialog::fill()
{
    const QString of = m_for->currentData().toString();
    const auto said = [&of](const RequirementRow &r) { return r.answerFor(of) != nullptr; };
    if (m_back)
        m_back->setEnabled(std::all_of(m_chosen.cbegin(), m_chosen.cend(), said));
    if (m_chosen.isEmpty() || !said(m_chosen.constFirst()))
        return;
    domain::RequirementAnswer first = *m_chosen.constFirst().answerFor(of);
    const bool same = std::all_of(m_chosen.cbegin(), m_chosen.cend(), [&](const RequirementRow &r) {
        first.requirement = r.id;
        return said(r) && *r.answerFor(of) == first;
    });
    if (!same)
        return;
    m_state->setCurrentIndex(m_state->findData(static_cast<int>(first.state)));
    m_who->setEditText(first.who);
    m_why->setPlainText(first.why);
    m_note->setText(first.evidence);
    m_reviewed->setChecked(first.reviewOn.has_value());
    if (first.reviewOn && domain::fromDay(*first.reviewOn) >= m_today)
        m_review->setDate(domain::fromDay(*first.reviewOn));
}

void AttestDialog::check()
{
    const auto state = static_cast<Fulfilment>(m_state->currentData().toInt());
    QString missing;
    if (m_who->currentText().trimmed().isEmpty())
        missing = tr("Say who answers.");
    else if (m_why->toPlainText().trimmed().isEmpty() && state == Fulfilment::NotApplicable)
        missing = tr("Say why it does not apply.");
    else if (m_why->toPlainText().trimmed().isEmpty() && state != Fulfilment::Met)
        missing = tr("Say what is missing.");
    m_missing->setText(missing);
    m_ok->setEnabled(missing.isEmpty());
}

void AttestDialog::chooseEvidence()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Evidence"));
    if (!path.isEmpty())
        m_file->setText(path);
}

Attestation AttestDialog::attestation() const
{
    Attestation out = m_of;
    out.clears = m_clears;
    out.legalEntity = m_for->currentData().toString();
    if (m_clears)
        return out;
    out.state = static_cast<Fulfilment>(m_state->currentData().toInt());
    out.who = m_who->currentText().simplified();
    out.why = m_why->toPlainText().simplified();
    out.evidenceFile = m_file->text().trimmed();
    out.note = m_note->text().simplified();
    out.on = m_on->date();
    out.reviewOn = m_reviewed->isChecked() ? m_review->date() : QDate();
    return out;
}

} // namespace views
