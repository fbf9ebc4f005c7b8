// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/rulesetdialog.h"

#include "figures/figure.h"
#include "pages/issuelist.h"
#include "pages/reasondialog.h"
#include "pages/ruleeditor.h"
#include "text/errortext.h"
#include "text/statustext.h"
#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QDoubleValidator>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

QString number(double value) { return QString::number(value, 'g', 15); }

void keepColumns(QTreeWidget *tree, int wide)
{
    tree->setWordWrap(true);
    tree->header()->setStretchLastSection(false);
    for (int c = 0; c < tree->columnCount(); ++c)
        tree->header()->setSectionResizeMode(c, c == wide ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
}

QTreeWidget *makeFlips(const QString &name, QWidget *parent)
{
    auto *tree = new QTreeWidget(parent);
    makeFlat(tree, name, RuleSetDialog::tr("Results that flip"), {RuleSetDialog::tr("Rule"), RuleSetDialog::tr("What"), RuleSetDialog::tr("Now"), RuleSetDialog::tr("Then")});
    keepColumns(tree, 0);
    return tree;
}

} // namespace

RuleSetDialog::RuleSetDialog(const PageContext &context, const QString &workspace, const QString &ruleSet, QWidget *parent)
    : QDialog(parent), m_context(context), m_workspace(workspace), m_id(ruleSet), m_tabs(new QTabWidget(this)),
      m_head(makeLabel({}, TextRole::Title, false, true, this)), m_refusal(makeParagraph({}, false, this))
{
    setObjectName(u"ruleSetDialog"_s);
    setWindowTitle(tr("Rule set"));
    resize(grid(240), grid(190));
    m_tabs->setObjectName(u"ruleSetTabs"_s);
    m_tabs->addTab(makeRules(), tr("&Rules"));
    m_tabs->addTab(makeThresholds(), tr("&Thresholds"));
    m_tabs->addTab(makeValueSets(), tr("&Value sets"));
    m_refusal->setObjectName(u"ruleSetRefusal"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_refusal, 1);
    foot->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(5), grid(5), grid(5), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(m_head);
    layout->addWidget(m_tabs, 1);
    layout->addLayout(foot);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    reload();
}

QPushButton *RuleSetDialog::makeButton(const QString &name, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

QWidget *RuleSetDialog::makeRules()
{
    auto *page = new QWidget(this);
    m_rules = new QTreeWidget(page);
    makeFlat(m_rules, u"ruleSetRules"_s, tr("Rules"), {tr("Rule"), tr("Judges"), tr("Severity"), tr("State")});
    keepColumns(m_rules, 0);
    m_ruleWords = makeParagraph({}, false, page);
    m_ruleWords->setObjectName(u"ruleSetWords"_s);
    m_ruleWords->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_switch = makeButton(u"ruleSwitch"_s, tr("Switch off \u2026"));
    m_edit = makeButton(u"ruleEdit"_s, tr("Change \u2026"));
    m_new = makeButton(u"ruleNew"_s, tr("New rule \u2026"));
    m_remove = makeButton(u"ruleRemove"_s, tr("Remove"));
    auto *row = new QHBoxLayout;
    row->setSpacing(grid(2));
    for (QPushButton *button : {m_switch, m_edit, m_new, m_remove})
        row->addWidget(button);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(grid(2));
    layout->addWidget(m_rules, 1);
    layout->addWidget(m_ruleWords);
    layout->addLayout(row);
    connect(m_rules, &QTreeWidget::currentItemChanged, this, &RuleSetDialog::tellOfRule);
    connect(m_rules, &QTreeWidget::itemActivated, this, [this] {
        if (m_detail.own)
            editRule(false);
    });
    connect(m_switch, &QPushButton::clicked, this, &RuleSetDialog::switchRule);
    connect(m_edit, &QPushButton::clicked, this, [this] { editRule(false); });
    connect(m_new, &QPushButton::clicked, this, [this] { editRule(true); });
    connect(m_remove, &QPushButton::clicked, this, &RuleSetDialog::removeRule);
    return page;
}

QWidget *RuleSetDialog::makeThresholds()
{
    auto *page = new QWidget(this);
    m_thresholds = new QTreeWidget(page);
    makeFlat(m_thresholds, u"ruleSetThresholds"_s, tr("Thresholds"), {tr("Threshold"), tr("Value"), tr("Shipped"), tr("Whose")});
    keepColumns(m_thresholds, 0);
    m_value = new QLineEdit(page);
    m_value->setObjectName(u"thresholdValue"_s);
    m_value->setAccessibleName(tr("New value"));
    auto *valid = new QDoubleValidator(-1e15, 1e15, 6, m_value);
    valid->setLocale(QLocale::c());
    m_value->setValidator(valid);
    QPushButton *attempt = makeButton(u"thresholdTry"_s, tr("What would flip?"));
    m_set = makeButton(u"thresholdSet"_s, tr("Set"));
    m_reset = makeButton(u"thresholdReset"_s, tr("As shipped"));
    m_thresholdHead = makeParagraph({}, false, page);
    m_thresholdHead->setObjectName(u"thresholdFlipCount"_s);
    m_thresholdFlips = makeFlips(u"thresholdFlips"_s, page);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid(2));
    row->addWidget(makeLabel(tr("New value"), TextRole::Body, false, false, page));
    row->addWidget(m_value);
    row->addWidget(attempt);
    row->addWidget(m_set);
    row->addWidget(m_reset);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(grid(2));
    layout->addWidget(m_thresholds, 1);
    layout->addLayout(row);
    layout->addWidget(m_thresholdHead);
    layout->addWidget(m_thresholdFlips, 1);
    connect(m_thresholds, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        m_value->setText(item ? item->data(1, Qt::UserRole).toString() : QString());
        m_set->setEnabled(item);
        m_reset->setEnabled(item && !item->text(2).isEmpty());
        m_thresholdHead->clear();
        m_thresholdFlips->clear();
    });
    connect(attempt, &QPushButton::clicked, this, &RuleSetDialog::tryThreshold);
    connect(m_value, &QLineEdit::returnPressed, this, &RuleSetDialog::tryThreshold);
    connect(m_set, &QPushButton::clicked, this, [this] { setThreshold(false); });
    connect(m_reset, &QPushButton::clicked, this, [this] { setThreshold(true); });
    return page;
}

QWidget *RuleSetDialog::makeValueSets()
{
    auto *page = new QWidget(this);
    m_sets = new QTreeWidget(page);
    makeFlat(m_sets, u"ruleSetValueSets"_s, tr("Value sets"), {tr("Value set"), tr("What it holds")});
    keepColumns(m_sets, 1);
    m_setName = new QLineEdit(page);
    m_setName->setObjectName(u"valueSetName"_s);
    m_setName->setAccessibleName(tr("Name of the value set"));
    m_members = new QLineEdit(page);
    m_members->setObjectName(u"valueSetMembers"_s);
    m_members->setAccessibleName(tr("What it holds, with commas between"));
    QPushButton *attempt = makeButton(u"valueSetTry"_s, tr("What would flip?"));
    m_fill = makeButton(u"valueSetFill"_s, tr("Set"));
    m_setHead = makeParagraph({}, false, page);
    m_setHead->setObjectName(u"valueSetFlipCount"_s);
    m_setFlips = makeFlips(u"valueSetFlips"_s, page);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid(2));
    row->addWidget(m_setName, 1);
    row->addWidget(m_members, 3);
    row->addWidget(attempt);
    row->addWidget(m_fill);
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(grid(2));
    layout->addWidget(makeParagraph(tr("All rule sets of the workspace share these. A name of your own, in capitals, makes a set that your own rules can compare with."), true, page));
    layout->addWidget(m_sets, 1);
    layout->addLayout(row);
    layout->addWidget(m_setHead);
    layout->addWidget(m_setFlips, 1);
    connect(m_sets, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (!item)
            return;
        m_setName->setText(item->data(0, Qt::UserRole).toString());
        m_members->setText(item->text(1));
        m_setHead->setText(item->toolTip(0));
        m_setFlips->clear();
    });
    connect(attempt, &QPushButton::clicked, this, &RuleSetDialog::tryValueSet);
    connect(m_fill, &QPushButton::clicked, this, &RuleSetDialog::fillValueSet);
    return page;
}

void RuleSetDialog::reload()
{
    RuleSets *sets = &m_context.backend.ruleSets();
    m_context.jobs.run<domain::Result<RuleSetDetail>>(
        u"ruleSet"_s, this, [sets, path = m_workspace, id = m_id](domain::JobContext &) { return sets->ruleSet(path, id); },
        [this](const domain::Result<RuleSetDetail> &detail) {
            if (!detail) {
                // It was removed, or undo took it away.
                QDialog::reject();
                return;
            }
            if (m_saving && m_editor) {
                m_saving = false;
                m_editor->accept();
            }
            show(*detail);
            emit loaded();
        });
}

void RuleSetDialog::show(const RuleSetDetail &detail)
{
    const QString rule = currentRule();
    const QString threshold = m_thresholds->currentItem() ? m_thresholds->currentItem()->data(0, Qt::UserRole).toString() : QString();
    const QString set = m_sets->currentItem() ? m_sets->currentItem()->data(0, Qt::UserRole).toString() : QString();
    m_detail = detail;
    m_head->setText(detail.title + u", "_s + (detail.own ? detail.origin.isEmpty() ? tr("your own") : tr("your own, copied from %1").arg(detail.origin) : tr("shipped, version %1").arg(detail.version)));
    {
        const QSignalBlocker quiet(m_rules);
        m_rules->clear();
        for (const OwnRuleRow &r : detail.rules) {
            auto *item = new QTreeWidgetItem(m_rules, {r.heading, r.kind, text::severityWord(r.severity), !r.off.isEmpty() ? tr("switched off") : !r.narrowed.isEmpty() ? tr("narrowed") : tr("on")});
            item->setData(0, Qt::UserRole, r.id);
            item->setToolTip(0, r.id + u": "_s + r.heading);
            if (r.id == rule)
                m_rules->setCurrentItem(item);
        }
        if (!m_rules->currentItem())
            m_rules->setCurrentItem(m_rules->topLevelItem(0));
    }
    tellOfRule();
    m_thresholds->clear();
    for (const ThresholdRow &t : detail.thresholds) {
        auto *item = new QTreeWidgetItem(m_thresholds, {t.label, (number(t.value) + u' ' + t.unit).trimmed(), t.shipped ? (number(*t.shipped) + u' ' + t.unit).trimmed() : QString(),
                                                        !t.changed.isEmpty() ? tr("changed") : t.ourStandard ? tr("our standard") : tr("the rule set's")});
        item->setData(0, Qt::UserRole, t.name);
        item->setData(1, Qt::UserRole, number(t.value));
        item->setToolTip(0, (QStringList{tr("Used by: %1").arg(t.rules.join(u"; "_s))} + (t.changed.isEmpty() ? QStringList() : QStringList{tr("Changed %1").arg(t.changed)})).join(u'\n'));
        if (t.name == threshold)
            m_thresholds->setCurrentItem(item);
    }
    if (!m_thresholds->currentItem())
        m_thresholds->setCurrentItem(m_thresholds->topLevelItem(0));
    m_set->setEnabled(m_thresholds->currentItem());
    m_sets->clear();
    for (const ValueSetRow &v : detail.valueSets) {
        auto *item = new QTreeWidgetItem(m_sets, {v.words.left(1).toUpper() + v.words.mid(1), v.values.join(u", "_s)});
        item->setData(0, Qt::UserRole, v.name);
        item->setToolTip(0, v.choices.isEmpty() ? QString() : tr("It may hold: %1").arg(v.choices.join(u", "_s)));
        if (v.name == set)
            m_sets->setCurrentItem(item);
    }
    if (!m_sets->currentItem())
        m_sets->setCurrentItem(m_sets->topLevelItem(0));
}

QString RuleSetDialog::currentRule() const
{
    return m_rules->currentItem() ? m_rules->currentItem()->data(0, Qt::UserRole).toString() : QString();
}

void RuleSetDialog::tellOfRule()
{
    const int at = m_rules->indexOfTopLevelItem(m_rules->currentItem());
    const bool any = at >= 0 && at < m_detail.rules.size();
    const OwnRuleRow rule = any ? m_detail.rules.at(at) : OwnRuleRow();
    QStringList words;
    if (!rule.off.isEmpty())
        words << tr("Switched off %1").arg(rule.off);
    if (!rule.narrowed.isEmpty())
        words << tr("Narrowed %1").arg(rule.narrowed);
    if (!rule.appliesWords.isEmpty())
        words << tr("It concerns those of which this is true: %1.").arg(rule.appliesWords);
    if (any)
        words << tr("It is not met where this is true: %1.").arg(rule.gapWords);
    m_ruleWords->setText(words.join(u'\n'));
    m_switch->setText(rule.off.isEmpty() ? tr("Switch off \u2026") : tr("Switch on"));
    m_switch->setEnabled(any);
    m_edit->setEnabled(any && m_detail.own);
    m_edit->setToolTip(m_detail.own ? QString() : tr("Copy the rule set first: only your own can be written"));
    m_new->setEnabled(m_detail.own);
    m_new->setToolTip(m_edit->toolTip());
    m_remove->setEnabled(any && m_detail.own && m_detail.rules.size() > 1);
}

void RuleSetDialog::wish(const QString &title, const std::function<domain::Result<WorkspaceInfo>(RuleSets &, const QString &)> &work)
{
    m_refusal->clear();
    emit wished({title, work, [this](const domain::Error &error) {
                     m_saving = false;
                     if (m_editor)
                         m_editor->refuse(text::errorSentence(error));
                     else
                         m_refusal->setText(text::errorSentence(error));
                 }});
}

void RuleSetDialog::switchRule()
{
    const QString rule = currentRule();
    const int at = m_rules->indexOfTopLevelItem(m_rules->currentItem());
    if (at < 0 || at >= m_detail.rules.size())
        return;
    if (!m_detail.rules.at(at).off.isEmpty())
        return wish(tr("Switching a rule on"), [rule](RuleSets &sets, const QString &path) { return sets.switchRule(path, rule, false, {}, {}); });
    auto *dialog = new ReasonDialog(tr("Switch a rule off"), m_detail.rules.at(at).heading,
                                    tr("Its results leave every count; the report and this page tell who switched it off, since when and why, and what is left out."), m_detail.functions, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, rule] {
        const QString why = dialog->reason();
        const QString who = dialog->who();
        wish(tr("Switching a rule off"), [rule, why, who](RuleSets &sets, const QString &path) { return sets.switchRule(path, rule, true, why, who); });
    });
    dialog->open();
}

void RuleSetDialog::editRule(bool fresh)
{
    RuleSets *sets = &m_context.backend.ruleSets();
    const QString rule = fresh ? QString() : currentRule();
    if (!m_detail.own || (!fresh && rule.isEmpty()))
        return;
    m_context.jobs.run<domain::Result<rules::RuleForm>>(
        u"ruleForm"_s, this,
        [sets, path = m_workspace, id = m_id, rule](domain::JobContext &) { return rule.isEmpty() ? sets->freshRule(path, id) : sets->ruleForm(path, id, rule); },
        [this, rule](const domain::Result<rules::RuleForm> &form) {
            if (form)
                openEditor(rule, *form);
            else
                m_refusal->setText(text::errorSentence(form.error()));
        });
}

void RuleSetDialog::openEditor(const QString &before, const rules::RuleForm &form)
{
    ConditionChoices choices;
    choices.catalogue = &m_context.backend.catalogue();
    choices.countries = m_context.backend.countries();
    choices.sets = m_context.backend.ruleSets().setChoices(m_workspace);
    for (const ThresholdRow &t : m_detail.thresholds)
        choices.thresholds.append({t.name, tr("%1 (%2 %3)").arg(t.label, number(t.value), t.unit)});
    auto *editor = new RuleEditor(m_context, m_workspace, m_id, before, form, choices, this);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    m_editor = editor;
    connect(editor, &QObject::destroyed, this, [this, editor] {
        if (m_editor == editor)
            m_editor = nullptr;
    });
    connect(editor, &RuleEditor::saveWanted, this, [this](const QString &rule, const rules::RuleForm &wanted) {
        m_saving = true;
        wish(tr("Writing a rule"), [id = m_id, rule, wanted](RuleSets &sets, const QString &path) { return sets.saveRule(path, id, rule, wanted); });
    });
    editor->open();
}

void RuleSetDialog::removeRule()
{
    const QString rule = currentRule();
    wish(tr("Removing a rule"), [id = m_id, rule](RuleSets &sets, const QString &path) { return sets.removeRule(path, id, rule); });
}

void RuleSetDialog::tellFlips(QTreeWidget *list, QLabel *head, const FlipsData &flips)
{
    head->setText(flips.flips == 0 ? tr("Nothing flips.") : flips.flips == 1 ? tr("1 result flips.")
                                   : flips.flips > flips.first.size()
                                       ? tr("%1 results flip; the first %2:").arg(figures::formatNumber(static_cast<double>(flips.flips))).arg(flips.first.size())
                                       : tr("%1 results flip:").arg(flips.flips));
    list->clear();
    for (const FlipRow &row : flips.first)
        new QTreeWidgetItem(list, {row.rule, row.name, row.before, row.after});
}

void RuleSetDialog::tryThreshold()
{
    QTreeWidgetItem *item = m_thresholds->currentItem();
    if (!item || m_value->text().isEmpty())
        return;
    RuleSets *sets = &m_context.backend.ruleSets();
    m_thresholdHead->setText(tr("Judging \u2026"));
    m_context.jobs.run<domain::Result<FlipsData>>(
        u"ruleSetTrial"_s, this,
        [sets, path = m_workspace, id = m_id, name = item->data(0, Qt::UserRole).toString(), value = QLocale::c().toDouble(m_value->text())](domain::JobContext &job) {
            return sets->tryThreshold(path, id, name, value, job);
        },
        [this](const domain::Result<FlipsData> &flips) {
            if (flips)
                tellFlips(m_thresholdFlips, m_thresholdHead, *flips);
            else
                m_thresholdHead->setText(text::errorSentence(flips.error()));
        });
}

void RuleSetDialog::setThreshold(bool shipped)
{
    QTreeWidgetItem *item = m_thresholds->currentItem();
    if (!item)
        return;
    const std::optional<double> value = shipped ? std::nullopt : std::optional(QLocale::c().toDouble(m_value->text()));
    wish(tr("Changing a threshold"), [id = m_id, name = item->data(0, Qt::UserRole).toString(), value](RuleSets &sets, const QString &path) { return sets.setThreshold(path, id, name, value); });
}

namespace {

QStringList membersOf(const QString &typed)
{
    QStringList out;
    for (const QString &part : typed.split(u',', Qt::SkipEmptyParts)) {
        if (!part.trimmed().isEmpty() && !out.contains(part.trimmed()))
            out.append(part.trimmed());
    }
    return out;
}

} // namespace

void RuleSetDialog::tryValueSet()
{
    RuleSets *sets = &m_context.backend.ruleSets();
    m_setHead->setText(tr("Judging \u2026"));
    m_context.jobs.run<domain::Result<FlipsData>>(
        u"ruleSetTrial"_s, this,
        [sets, path = m_workspace, name = m_setName->text().trimmed(), members = membersOf(m_members->text())](domain::JobContext &job) {
            return sets->tryValueSet(path, name, members, job);
        },
        [this](const domain::Result<FlipsData> &flips) {
            if (flips)
                tellFlips(m_setFlips, m_setHead, *flips);
            else
                m_setHead->setText(text::errorSentence(flips.error()));
        });
}

void RuleSetDialog::fillValueSet()
{
    wish(tr("Filling a value set"), [name = m_setName->text().trimmed(), members = membersOf(m_members->text())](RuleSets &sets, const QString &path) { return sets.fillValueSet(path, name, members); });
}

} // namespace views
