// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/ruleeditor.h"

#include "figures/figure.h"
#include "text/statustext.h"
#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;
using figures::formatCount;
using rules::RuleForm;

namespace views {
namespace {

QLineEdit *makeLine(const QString &name, const QString &label, QWidget *parent)
{
    auto *line = new QLineEdit(parent);
    line->setObjectName(name);
    line->setAccessibleName(label);
    return line;
}

QPlainTextEdit *makeText(const QString &name, const QString &label, QWidget *parent)
{
    auto *text = new QPlainTextEdit(parent);
    text->setObjectName(name);
    text->setAccessibleName(label);
    text->setTabChangesFocus(true);
    text->setFixedHeight(grid(14));
    return text;
}

QString some(const QStringList &names, qint64 all)
{
    if (names.isEmpty())
        return {};
    const QString first = names.join(u", "_s);
    return u": "_s + (all > names.size() ? RuleEditor::tr("%1 and %2 more").arg(first).arg(formatCount(all - names.size())) : first);
}

} // namespace

RuleEditor::RuleEditor(const PageContext &context, const QString &workspace, const QString &ruleSet, const QString &before, const RuleForm &form,
                       const ConditionChoices &choices, QWidget *parent)
    : QDialog(parent), m_context(context), m_workspace(workspace), m_ruleSet(ruleSet), m_before(before), m_choices(choices), m_steps{form},
      m_id(makeLine(u"ruleId"_s, tr("Id"), this)), m_heading(makeLine(u"ruleHeading"_s, tr("What is asked"), this)),
      m_title(makeLine(u"ruleTitle"_s, tr("What is wrong where it is not met"), this)),
      m_requirement(makeText(u"ruleRequirement"_s, tr("Requirement"), this)), m_remedy(makeText(u"ruleRemedy"_s, tr("What mends it"), this)),
      m_entity(new QComboBox(this)), m_severity(new QComboBox(this)), m_narrowed(new QCheckBox(tr("Not all: only those of which this is true"), this)),
      m_applies(new ConditionEdit(u"ruleApplies"_s, tr("It concerns"), choices, this)), m_gap(new ConditionEdit(u"ruleGap"_s, tr("It is not met where"), choices, this)),
      m_words(makeParagraph({}, false, this)), m_hits(makeParagraph({}, false, this)), m_refusal(makeParagraph({}, false, this)),
      m_undo(new QPushButton(tr("&Undo"), this)), m_redo(new QPushButton(tr("&Redo"), this)), m_save(nullptr)
{
    setObjectName(u"ruleEditor"_s);
    setWindowTitle(before.isEmpty() ? tr("New rule") : tr("Rule %1").arg(before));
    auto *fields = makeForm();
    buildFields(fields);
    auto *left = new QWidget(this);
    left->setLayout(fields);
    m_words->setObjectName(u"ruleWords"_s);
    m_hits->setObjectName(u"ruleHits"_s);
    m_refusal->setObjectName(u"ruleRefusal"_s);
    auto *told = new QWidget(this);
    auto *toldLayout = new QVBoxLayout(told);
    toldLayout->setContentsMargins(0, 0, grid(2), 0);
    toldLayout->setSpacing(grid(2));
    toldLayout->addWidget(makeLabel(tr("In plain words"), TextRole::Body, false, true, this));
    toldLayout->addWidget(m_words);
    toldLayout->addWidget(makeLabel(tr("Whom it would hit now"), TextRole::Body, false, true, this));
    toldLayout->addWidget(m_hits);
    toldLayout->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(told);
    auto *leftSide = new QVBoxLayout;
    leftSide->addWidget(left);
    leftSide->addWidget(hairline(this));
    leftSide->addWidget(scroll, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(grid(2));
    right->addWidget(m_narrowed);
    right->addWidget(m_applies, 2);
    right->addWidget(hairline(this));
    right->addWidget(m_gap, 3);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid(4));
    row->addLayout(leftSide, 2);
    row->addWidget(hairline(this, true));
    row->addLayout(right, 3);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_save->setObjectName(u"ruleSave"_s);
    m_undo->setObjectName(u"ruleUndo"_s);
    m_redo->setObjectName(u"ruleRedo"_s);
    m_undo->setAutoDefault(false);
    m_redo->setAutoDefault(false);
    m_save->setAutoDefault(false);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_undo);
    foot->addWidget(m_redo);
    foot->addWidget(m_refusal, 1);
    foot->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(5), grid(5), grid(5), grid(4));
    layout->setSpacing(grid(3));
    layout->addLayout(row, 1);
    layout->addWidget(hairline(this));
    layout->addLayout(foot);
    m_pause.setSingleShot(true);
    m_pause.setInterval(TypingPause);
    connect(&m_pause, &QTimer::timeout, this, &RuleEditor::tryIt);
    for (QLineEdit *line : {m_id, m_heading, m_title})
        connect(line, &QLineEdit::textEdited, this, &RuleEditor::read);
    for (QPlainTextEdit *text : {m_requirement, m_remedy})
        connect(text, &QPlainTextEdit::textChanged, this, &RuleEditor::read);
    for (QComboBox *box : {m_entity, m_severity})
        connect(box, &QComboBox::activated, this, &RuleEditor::read);
    connect(m_narrowed, &QCheckBox::toggled, this, &RuleEditor::read);
    connect(m_applies, &ConditionEdit::edited, this, &RuleEditor::read);
    connect(m_gap, &ConditionEdit::edited, this, &RuleEditor::read);
    connect(m_undo, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_redo, &QPushButton::clicked, this, [this] { step(1); });
    connect(new QShortcut(QKeySequence::Undo, this), &QShortcut::activated, this, [this] { step(-1); });
    connect(new QShortcut(QKeySequence::Redo, this), &QShortcut::activated, this, [this] { step(1); });
    connect(buttons, &QDialogButtonBox::rejected, this, &RuleEditor::reject);
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_saving = true;
        m_save->setEnabled(false);
        m_refusal->clear();
        emit saveWanted(m_before, this->form());
    });
    show(form);
    // Once only those fields are there that the rule needs.
    resizeWithin(this, QSize(grid(270), grid(205)));
    tryIt();
}

void RuleEditor::buildFields(QFormLayout *fields)
{
    m_entity->setObjectName(u"ruleEntity"_s);
    m_entity->setAccessibleName(tr("What it judges"));
    for (const domain::KindInfo &info : m_choices.catalogue->kinds()) {
        if (domain::isPartOfTheEstate(info.kind))
            m_entity->addItem(info.labelPlural, domain::kindName(info.kind));
    }
    m_severity->setObjectName(u"ruleSeverity"_s);
    m_severity->setAccessibleName(tr("Severity"));
    for (int s = domain::SeverityCount - 1; s >= 0; --s)
        m_severity->addItem(text::severityWord(static_cast<domain::Severity>(s)), domain::severityName(static_cast<domain::Severity>(s)));
    m_narrowed->setObjectName(u"ruleNarrowed"_s);
    m_heading->setMaxLength(80);
    fields->addRow(tr("&Id"), m_id);
    fields->addRow(tr("What is &asked"), m_heading);
    fields->addRow(tr("Where not &met"), m_title);
    fields->addRow(tr("It &judges"), m_entity);
    fields->addRow(tr("Se&verity"), m_severity);
    fields->addRow(tr("Re&quirement"), m_requirement);
    fields->addRow(tr("What m&ends it"), m_remedy);
}

domain::EntityKind RuleEditor::kind() const
{
    return domain::kindFromName(m_entity->currentData().toString()).value_or(domain::EntityKind::Workload);
}

void RuleEditor::show(const RuleForm &form)
{
    m_filling = true;
    const auto set = [](QLineEdit *line, const QString &text) {
        if (line->text() == text)
            return;
        line->setText(text);
        if (!line->hasFocus())
            line->setCursorPosition(0); // the beginning of a long one says more than its end
    };
    set(m_id, form.id);
    set(m_heading, form.heading);
    set(m_title, form.title);
    if (m_requirement->toPlainText() != form.requirement)
        m_requirement->setPlainText(form.requirement);
    if (m_remedy->toPlainText() != form.remediation)
        m_remedy->setPlainText(form.remediation);
    m_entity->setCurrentIndex(m_entity->findData(form.entity));
    m_severity->setCurrentIndex(m_severity->findData(form.severity));
    m_narrowed->setChecked(form.appliesIf.has_value());
    m_applies->setVisible(form.appliesIf.has_value());
    if (form.appliesIf)
        m_applies->setCondition(*form.appliesIf, kind());
    m_gap->setCondition(form.gapIf, kind());
    m_undo->setEnabled(m_at > 0);
    m_redo->setEnabled(m_at + 1 < m_steps.size());
    m_filling = false;
}

void RuleEditor::read()
{
    if (m_filling)
        return;
    RuleForm form = m_steps.at(m_at);
    form.id = m_id->text().trimmed();
    form.heading = m_heading->text();
    form.title = m_title->text();
    form.requirement = m_requirement->toPlainText();
    form.remediation = m_remedy->toPlainText();
    form.entity = m_entity->currentData().toString();
    form.severity = m_severity->currentData().toString();
    form.gapIf = m_gap->condition();
    if (!m_narrowed->isChecked()) {
        form.appliesIf.reset();
    } else if (form.appliesIf) {
        form.appliesIf = m_applies->condition();
    } else {
        rules::FormRow always;
        always.kind = rules::FormRow::Kind::Const;
        always.value = true;
        form.appliesIf = always;
    }
    if (form == m_steps.at(m_at))
        return;
    m_steps.remove(m_at + 1, m_steps.size() - m_at - 1);
    m_steps.append(form);
    ++m_at;
    show(form);
    m_pause.start();
}

void RuleEditor::step(int by)
{
    if (m_at + by < 0 || m_at + by >= m_steps.size())
        return;
    m_at += by;
    show(m_steps.at(m_at));
    m_pause.start();
}

void RuleEditor::tryIt()
{
    RuleSets *sets = &m_context.backend.ruleSets();
    m_context.jobs.run<domain::Result<RuleTrial>>(
        u"ruleTrial"_s, this,
        [sets, path = m_workspace, id = m_ruleSet, form = m_steps.at(m_at)](domain::JobContext &job) { return sets->tryRule(path, id, form, job); },
        [this](const domain::Result<RuleTrial> &trial) {
            if (trial)
                tell(*trial);
            else
                m_hits->setText(trial.error().detail);
            emit tried();
        });
}

void RuleEditor::tell(const RuleTrial &trial)
{
    QHash<QString, QString> appliesWords, gapWords, appliesMessages, gapMessages;
    const QString applies = u"/applies_if"_s;
    const QString gap = u"/gap_if"_s;
    for (auto it = trial.rowWords.cbegin(); it != trial.rowWords.cend(); ++it) {
        if (it.key().startsWith(gap))
            gapWords.insert(it.key().mid(gap.size()), it.value());
        else if (it.key().startsWith(applies))
            appliesWords.insert(it.key().mid(applies.size()), it.value());
    }
    // A message stands at the row that it speaks of.
    QStringList others;
    const RuleForm &now = m_steps.at(m_at);
    for (const domain::Diagnostic &d : trial.errors) {
        if (d.where.startsWith(gap))
            gapMessages.insert(m_gap->rowOf(d.where.mid(gap.size())), d.message);
        else if (d.where.startsWith(applies) && now.appliesIf)
            appliesMessages.insert(m_applies->rowOf(d.where.mid(applies.size())), d.message);
        else
            others.append(d.where.isEmpty() ? d.message : d.where.mid(1) + u": "_s + d.message);
    }
    m_gap->setTold(gapWords, gapMessages);
    m_applies->setTold(appliesWords, appliesMessages);
    m_save->setEnabled(trial.errors.isEmpty() && !m_saving);
    if (!trial.errors.isEmpty()) {
        m_words->setText(tr("It cannot be judged yet."));
        m_hits->setText(others.isEmpty() ? tr("See the marked rows.") : others.mid(0, 3).join(u'\n'));
        return;
    }
    QStringList words;
    if (!trial.appliesWords.isEmpty())
        words << tr("It concerns %1 of which this is true: %2.").arg(m_entity->currentText(), trial.appliesWords);
    words << tr("It is not met where this is true: %1.").arg(trial.gapWords);
    m_words->setText(words.join(u'\n'));
    QStringList hits{tr("%1 not met").arg(formatCount(trial.gap)) + some(trial.gapNames, trial.gap), tr("%1 unknown").arg(formatCount(trial.unknown)) + some(trial.unknownNames, trial.unknown),
                     tr("%1 met").arg(formatCount(trial.pass)) + some(trial.passNames, trial.pass), tr("%1 not concerned").arg(formatCount(trial.notApplicable))};
    if (trial.notYet > 0)
        hits << tr("%1 not yet").arg(formatCount(trial.notYet));
    m_hits->setText(hits.join(u'\n'));
}

void RuleEditor::refuse(const QString &why)
{
    m_saving = false;
    m_save->setEnabled(true);
    m_refusal->setText(why);
}

void RuleEditor::reject()
{
    if (m_saving)
        return;
    // What was written is not lost by a key.
    if (m_at > 0) {
        auto *ask = new QMessageBox(QMessageBox::Question, windowTitle(), tr("Leave the rule as it was?"), QMessageBox::Discard | QMessageBox::Cancel, this);
        ask->setObjectName(u"ruleDiscard"_s);
        ask->setAttribute(Qt::WA_DeleteOnClose);
        connect(ask, &QMessageBox::buttonClicked, this, [this, ask](QAbstractButton *button) {
            if (ask->standardButton(button) == QMessageBox::Discard)
                QDialog::reject();
        });
        ask->open();
        return;
    }
    QDialog::reject();
}

} // namespace views
