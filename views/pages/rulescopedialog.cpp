// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/rulescopedialog.h"

#include "pages/conditionedit.h"
#include "pages/flipslist.h"
#include "pages/rowkinds.h"
#include "text/errortext.h"
#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

/// As the rule editor waits.
} // namespace

RuleScopeDialog::RuleScopeDialog(const PageContext &context, const QString &workspace, const RuleScope &scope, const QStringList &functions, const ConditionChoices &choices, QWidget *parent)
    : QDialog(parent), m_context(context), m_workspace(workspace), m_scope(scope), m_condition(new ConditionEdit(u"ruleScope"_s, tr("Only those of which this is true"), choices, this)),
      m_words(makeParagraph({}, false, this)), m_refusal(makeParagraph({}, false, this)), m_flips(new FlipsList(u"scope"_s, this)), m_why(new QLineEdit(scope.why, this)),
      m_who(new QComboBox(this)), m_narrow(nullptr), m_widen(nullptr)
{
    setObjectName(u"ruleScopeDialog"_s);
    setWindowTitle(tr("Narrow a rule"));
    m_words->setObjectName(u"scopeWords"_s);
    m_refusal->setObjectName(u"scopeRefusal"_s);
    m_why->setObjectName(u"scopeWhy"_s);
    m_why->setAccessibleName(tr("Why"));
    m_why->setPlaceholderText(tr("It stands in the report"));
    m_who->setObjectName(u"scopeWho"_s);
    m_who->setAccessibleName(tr("Who"));
    m_who->setEditable(true);
    m_who->setInsertPolicy(QComboBox::NoInsert);
    m_who->addItems(functions);
    m_who->setCurrentIndex(-1);
    m_who->setEditText(scope.who);
    m_who->lineEdit()->setPlaceholderText(tr("A function, not a person's name"));
    auto *form = makeForm();
    form->addRow(tr("&Why"), m_why);
    form->addRow(tr("W&ho"), m_who);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_narrow = buttons->button(QDialogButtonBox::Ok);
    m_narrow->setObjectName(u"scopeNarrow"_s);
    m_narrow->setText(tr("Narrow the rule"));
    m_narrow->setAutoDefault(false);
    m_narrow->setEnabled(false);
    m_widen = buttons->addButton(tr("As the rule set says"), QDialogButtonBox::ActionRole);
    m_widen->setObjectName(u"scopeWiden"_s);
    m_widen->setToolTip(tr("Takes the narrowing back"));
    m_widen->setAutoDefault(false);
    m_widen->setVisible(scope.own.has_value());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(5), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addWidget(makeLabel(scope.heading, TextRole::Title, false, true, this));
    auto *now = makeParagraph(scope.appliesWords.isEmpty() ? tr("The rule set judges all %1 by it. What you leave out here is not concerned: the report names the condition and the reason.").arg(scope.kindWords)
                                                                 : tr("The rule set judges those %1 by it of which this is true: %2. What you leave out besides is not concerned: the report names the condition "
                                                                      "and the reason.").arg(scope.kindWords, scope.appliesWords),
                                    true, this);
    now->setAlignment(Qt::AlignTop);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"scopeNow"_s);
    scroll->setWidget(now);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // A law may say at length whom it concerns.
    scroll->setFixedHeight(scope.appliesWords.size() > 200 ? grid(18) : grid(11));
    layout->addWidget(scroll);
    if (!scope.narrowed.isEmpty())
        layout->addWidget(makeParagraph(tr("Narrowed %1.").arg(scope.narrowed), true, this));
    layout->addWidget(m_condition, 3);
    layout->addWidget(m_words);
    layout->addWidget(m_flips, 2);
    layout->addLayout(form);
    layout->addWidget(m_refusal);
    layout->addWidget(buttons);
    m_pause.setSingleShot(true);
    m_pause.setInterval(TypingPause);
    connect(&m_pause, &QTimer::timeout, this, &RuleScopeDialog::tryIt);
    connect(m_condition, &ConditionEdit::edited, this, [this] {
        m_sound = false;
        refresh();
        m_pause.start();
    });
    connect(m_why, &QLineEdit::textChanged, this, &RuleScopeDialog::refresh);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_narrow, &QPushButton::clicked, this, [this] {
        m_writing = true;
        refresh();
        emit decided(true, m_why->text().trimmed(), m_who->currentText().trimmed());
    });
    connect(m_widen, &QPushButton::clicked, this, [this] {
        m_writing = true;
        refresh();
        emit decided(false, {}, m_who->currentText().trimmed());
    });
    m_condition->setCondition(scope.own ? *scope.own : freshRow(*choices.catalogue, scope.kind), scope.kind);
    m_condition->setFocus();
    // Once only those fields are there that the condition needs.
    resizeWithin(this, QSize(grid(200), grid(180)));
    tryIt();
}

void RuleScopeDialog::refresh()
{
    m_narrow->setEnabled(m_sound && !m_writing && !m_why->text().trimmed().isEmpty());
    m_narrow->setToolTip(!m_sound ? tr("The condition cannot be judged yet") : m_why->text().trimmed().isEmpty() ? tr("Say why: it stands in the report") : QString());
    m_widen->setEnabled(!m_writing);
}

void RuleScopeDialog::tryIt()
{
    RuleSets *sets = &m_context.backend.ruleSets();
    m_flips->say(tr("Judging \u2026"));
    m_context.jobs.run<domain::Result<ScopeTrial>>(
        u"scopeTrial"_s, this,
        [sets, path = m_workspace, rule = m_scope.rule, row = m_condition->condition()](domain::JobContext &job) { return sets->tryScope(path, rule, row, job); },
        [this](const domain::Result<ScopeTrial> &trial) {
            if (trial)
                tell(*trial);
            else
                m_flips->say(text::errorSentence(trial.error()));
            emit tried();
        });
}

void RuleScopeDialog::tell(const ScopeTrial &trial)
{
    QHash<QString, QString> messages;
    for (const domain::Diagnostic &d : trial.errors)
        messages.insert(m_condition->rowOf(d.where), d.message);
    m_condition->setTold(trial.rowWords, messages);
    m_sound = trial.errors.isEmpty();
    refresh();
    if (!m_sound) {
        m_words->setText(tr("It cannot be judged yet."));
        m_flips->say(tr("See the marked rows."));
        return;
    }
    m_words->setText(tr("It concerns only those of which this is true: %1.").arg(trial.words));
    m_flips->tell(trial.flips);
}

const rules::FormRow &RuleScopeDialog::condition() const { return m_condition->condition(); }

void RuleScopeDialog::refuse(const QString &why)
{
    m_writing = false;
    m_refusal->setText(why);
    refresh();
}

} // namespace views
