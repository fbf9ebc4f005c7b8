// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/reviewdialog.h"

#include "text/reviewtext.h"
#include "text/statustext.h"
#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::ReviewState;
using figures::TextRole;

namespace views {

ReviewDialog::ReviewDialog(const QString &framework, const QList<RuleRow> &all, const QStringList &chosen, const QStringList &reviewers, QDate today, QWidget *parent)
    : QDialog(parent), m_scope(new QComboBox(this)), m_state(new QComboBox(this)), m_reviewer(new QComboBox(this)),
      m_day(makeDayField(u"reviewDay"_s, tr("Day of the review"), today, this)), m_remark(new QPlainTextEdit(this)), m_missing(makeParagraph({}, true, this))
{
    setObjectName(u"reviewDialog"_s);
    setWindowTitle(tr("Record a review"));
    QStringList every, open;
    QList<RuleRow> these;
    for (const RuleRow &rule : all) {
        every.append(rule.id);
        if (!rule.review.stands())
            open.append(rule.id);
        if (chosen.contains(rule.id))
            these.append(rule);
    }
    const auto scope = [this](const QString &words, const QStringList &rules) {
        m_scope->addItem(words);
        m_scopes.append(rules);
    };
    scope(chosen.size() == 1 ? tr("Rule %1").arg(chosen.constFirst()) : tr("The %1 chosen rules").arg(chosen.size()), chosen);
    if (open.size() > 1 && open.size() < every.size())
        scope(tr("The %1 rules of the framework that are not reviewed").arg(open.size()), open);
    if (every.size() > chosen.size())
        scope(tr("All %1 rules of the framework").arg(every.size()), every);
    m_scope->setObjectName(u"reviewScope"_s);
    m_scope->setAccessibleName(tr("What it is said of"));
    m_state->setObjectName(u"reviewState"_s);
    m_state->setAccessibleName(tr("What counsel said"));
    for (const ReviewState state : {ReviewState::Reviewed, ReviewState::Remarked, ReviewState::Disagreed})
        m_state->addItem(text::capitalised(text::reviewStateWord({state, {}, 0, {}, false})), static_cast<int>(state));
    m_reviewer->setObjectName(u"reviewer"_s);
    m_reviewer->setAccessibleName(tr("Who reviewed it"));
    m_reviewer->setEditable(true);
    m_reviewer->setInsertPolicy(QComboBox::NoInsert);
    m_reviewer->addItems(reviewers);
    m_reviewer->setCurrentIndex(-1);
    m_reviewer->lineEdit()->setPlaceholderText(tr("A function or a name"));
    m_day->setMaximumDate(today);
    m_remark->setObjectName(u"reviewRemark"_s);
    m_remark->setAccessibleName(tr("Remark"));
    m_remark->setTabChangesFocus(true);
    m_remark->setFixedHeight(grid(20));
    m_missing->setObjectName(u"reviewMissing"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(tr("What your counsel said"), TextRole::Title, false, true, this));
    layout->addWidget(makeParagraph(framework, false, this));
    layout->addWidget(makeParagraph(tr("It is said of the rule as it decides now: where a newer rule set changes that, it reads \u201creviewed before it changed\u201d. "
                                       "A rule that is disagreed with stays judged, and is marked; where only reviewed rules are counted it is left out."), true, this));
    QFormLayout *form = makeForm();
    form->addRow(tr("&Of"), m_scope);
    form->addRow(tr("&State"), m_state);
    form->addRow(tr("&Reviewed by"), m_reviewer);
    form->addRow(tr("&On"), m_day);
    form->addRow(tr("Re&mark"), m_remark);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(m_missing);
    QDialogButtonBox *buttons = makeRecordButtons(this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    if (std::any_of(these.cbegin(), these.cend(), [](const RuleRow &rule) { return rule.review.state != ReviewState::NotReviewed; }))
        addTakeBack(buttons, tr("Take the review back"), u"reviewBack"_s, this, m_clears);
    layout->addWidget(buttons);
    resize(grid(140), grid(120));
    connect(m_state, &QComboBox::currentIndexChanged, this, &ReviewDialog::check);
    connect(m_reviewer, &QComboBox::editTextChanged, this, &ReviewDialog::check);
    connect(m_remark, &QPlainTextEdit::textChanged, this, &ReviewDialog::check);
    fill(these);
    check();
    m_reviewer->setFocus();
}

/// What is recorded of all of them alike is there to be changed.
void ReviewDialog::fill(const QList<RuleRow> &chosen)
{
    const domain::Review first = chosen.isEmpty() ? domain::Review() : chosen.constFirst().review;
    const bool same = std::all_of(chosen.cbegin(), chosen.cend(), [&first](const RuleRow &rule) { return rule.review == first; });
    if (!same || first.state == ReviewState::NotReviewed)
        return;
    m_state->setCurrentIndex(m_state->findData(static_cast<int>(first.state)));
    m_reviewer->setEditText(first.reviewer);
    m_remark->setPlainText(first.remark);
}

void ReviewDialog::check()
{
    const auto state = static_cast<ReviewState>(m_state->currentData().toInt());
    const bool remark = !m_remark->toPlainText().trimmed().isEmpty();
    QString missing;
    if (m_reviewer->currentText().trimmed().isEmpty())
        missing = tr("Say who reviewed it.");
    else if (state == ReviewState::Remarked && !remark)
        missing = tr("Say the remark.");
    else if (state == ReviewState::Disagreed && !remark)
        missing = tr("Say in the remark why it is disagreed with.");
    m_missing->setText(missing);
    m_ok->setEnabled(missing.isEmpty());
}

QStringList ReviewDialog::rules() const { return m_scopes.value(m_scope->currentIndex()); }

domain::Review ReviewDialog::review() const
{
    if (m_clears)
        return {};
    return {static_cast<ReviewState>(m_state->currentData().toInt()), m_reviewer->currentText().simplified(), domain::toDay(m_day->date()),
            m_remark->toPlainText().simplified(), false};
}

} // namespace views
