// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/rulesetdialog.h"

#include "pages/ruleeditor.h"
#include "pages/rulescopedialog.h"
#include "pages/ruleslist.h"
#include "pages/thresholdstab.h"
#include "pages/valuesetstab.h"
#include "text/errortext.h"
#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

RuleSetDialog::RuleSetDialog(const PageContext &context, const QString &workspace, const QString &ruleSet, QWidget *parent)
    : QDialog(parent), m_context(context), m_workspace(workspace), m_id(ruleSet), m_tabs(new QTabWidget(this)),
      m_head(makeLabel({}, TextRole::Title, false, true, this)), m_refusal(makeParagraph({}, false, this)), m_rules(new RulesList(this)),
      m_thresholds(new ThresholdsTab(context, workspace, ruleSet, this)), m_sets(new ValueSetsTab(context, workspace, this)), m_undo(new QPushButton(tr("&Undo"), this)),
      m_redo(new QPushButton(tr("Re&do"), this))
{
    setObjectName(u"ruleSetDialog"_s);
    setWindowTitle(tr("Rule set"));
    resizeWithin(this, QSize(grid(240), grid(165)));
    m_head->setWordWrap(true);
    m_tabs->setObjectName(u"ruleSetTabs"_s);
    m_tabs->addTab(m_rules, tr("&Rules"));
    m_tabs->addTab(m_thresholds, tr("&Thresholds"));
    m_tabs->addTab(m_sets, tr("&Value sets"));
    m_refusal->setObjectName(u"ruleSetRefusal"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    // The window's own undo is out of reach while the dialog is open.
    m_undo->setObjectName(u"ruleSetUndo"_s);
    m_undo->setShortcut(QKeySequence::Undo);
    m_redo->setObjectName(u"ruleSetRedo"_s);
    m_redo->setShortcut(QKeySequence::Redo);
    for (QPushButton *button : {m_undo, m_redo}) {
        button->setAutoDefault(false);
        button->setEnabled(false);
    }
    auto *foot = new QHBoxLayout;
    foot->setSpacing(grid(2));
    foot->addWidget(m_undo);
    foot->addWidget(m_redo);
    foot->addWidget(m_refusal, 1);
    foot->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(5), grid(5), grid(5), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(m_head);
    layout->addWidget(m_tabs, 1);
    layout->addLayout(foot);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_undo, &QPushButton::clicked, this, [this] { step(true); });
    connect(m_redo, &QPushButton::clicked, this, [this] { step(false); });
    connect(m_rules, &RulesList::switchWanted, this, [this](const QString &rule, bool off, const QString &why, const QString &who) {
        wish(off ? tr("Switching a rule off") : tr("Switching a rule on"), [=](RuleSets &sets, const QString &path) { return sets.switchRule(path, rule, off, why, who); });
    });
    connect(m_rules, &RulesList::narrowWanted, this, &RuleSetDialog::narrowRule);
    connect(m_rules, &RulesList::editWanted, this, &RuleSetDialog::editRule);
    connect(m_rules, &RulesList::removeWanted, this, [this](const QString &rule) {
        wish(tr("Removing a rule"), [id = m_id, rule](RuleSets &sets, const QString &path) { return sets.removeRule(path, id, rule); });
    });
    connect(m_thresholds, &ThresholdsTab::setWanted, this, [this](const QString &name, std::optional<double> value, const QString &why) {
        wish(tr("Changing a threshold"), [id = m_id, name, value, why](RuleSets &sets, const QString &path) { return sets.setThreshold(path, id, name, value, why); });
    });
    connect(m_sets, &ValueSetsTab::fillWanted, this, [this](const QString &name, const QStringList &values) {
        wish(tr("Filling a value set"), [name, values](RuleSets &sets, const QString &path) { return sets.fillValueSet(path, name, values); });
    });
    m_rules->setFocus();
    reload();
}

void RuleSetDialog::reload()
{
    struct Read
    {
        RuleSetDetail detail;
        WorkspaceInfo info;
    };
    Backend *backend = &m_context.backend;
    m_context.jobs.run<domain::Result<Read>>(
        u"ruleSet"_s, this,
        [backend, path = m_workspace, id = m_id](domain::JobContext &) -> domain::Result<Read> {
            const auto detail = backend->ruleSets().ruleSet(path, id);
            if (!detail)
                return detail.error();
            const auto info = backend->info(path);
            if (!info)
                return info.error();
            return Read{*detail, *info};
        },
        [this](const domain::Result<Read> &read) {
            if (!read) {
                // It was removed, or undo took it away.
                QDialog::reject();
                return;
            }
            if (m_saving) {
                m_saving = false;
                if (m_editor)
                    m_editor->accept();
                if (m_scope)
                    m_scope->accept();
            }
            show(read->detail, read->info);
            emit loaded();
        });
}

void RuleSetDialog::show(const RuleSetDetail &detail, const WorkspaceInfo &info)
{
    m_detail = detail;
    m_head->setText(detail.title + u", "_s + (detail.own ? detail.origin.isEmpty() ? tr("your own") : tr("your own, copied from %1").arg(detail.origin) : tr("shipped, version %1").arg(detail.version)));
    m_rules->show(detail);
    m_thresholds->show(detail);
    m_sets->show(detail);
    m_done += m_step == Step::Forward || m_step == Step::Again ? 1 : m_step == Step::Back ? -1 : 0;
    m_undone = m_step == Step::Forward ? 0 : m_undone + (m_step == Step::Back ? 1 : m_step == Step::Again ? -1 : 0);
    m_step = Step::None;
    m_undo->setEnabled(m_done > 0 && !info.undo.isEmpty());
    m_undo->setToolTip(info.undo.isEmpty() ? QString() : tr("Undo: %1").arg(info.undo));
    m_redo->setEnabled(m_undone > 0 && !info.redo.isEmpty());
    m_redo->setToolTip(info.redo.isEmpty() ? QString() : tr("Redo: %1").arg(info.redo));
}

void RuleSetDialog::wish(const QString &title, const Work &work, Step step)
{
    m_refusal->clear();
    m_step = step;
    emit wished({title, work, [this](const domain::Error &error) {
                     m_saving = false;
                     m_step = Step::None;
                     const QString why = text::errorSentence(error);
                     if (m_editor)
                         m_editor->refuse(why);
                     else if (m_scope)
                         m_scope->refuse(why);
                     else
                         m_refusal->setText(why);
                 }});
}

void RuleSetDialog::step(bool back)
{
    Backend *backend = &m_context.backend;
    wish(back ? tr("Undo") : tr("Redo"), [backend, back](RuleSets &, const QString &path) {
        domain::QuietJob job;
        return back ? backend->undo(path) : backend->redo(path, job);
    }, back ? Step::Back : Step::Again);
}

ConditionChoices RuleSetDialog::choicesOf(const RuleChoices &choices) const
{
    ConditionChoices out;
    out.catalogue = &m_context.backend.catalogue();
    out.countries = m_context.backend.countries();
    out.sets = choices.sets;
    out.laws = choices.laws;
    out.schemes = choices.schemes;
    for (const ThresholdRow &t : m_detail.thresholds)
        out.thresholds.append({t.name, tr("%1 (%2 %3)").arg(t.label, QString::number(t.value, 'g', 15), t.unit)});
    return out;
}

void RuleSetDialog::editRule(const QString &rule)
{
    if (!m_detail.own)
        return;
    struct Read
    {
        rules::RuleForm form;
        RuleChoices choices;
    };
    RuleSets *sets = &m_context.backend.ruleSets();
    m_context.jobs.run<domain::Result<Read>>(
        u"ruleForm"_s, this,
        [sets, path = m_workspace, id = m_id, rule](domain::JobContext &) -> domain::Result<Read> {
            const auto form = rule.isEmpty() ? sets->freshRule(path, id) : sets->ruleForm(path, id, rule);
            return form ? domain::Result<Read>(Read{*form, sets->ruleChoices(path)}) : form.error();
        },
        [this, rule](const domain::Result<Read> &read) {
            if (read)
                openEditor(rule, read->form, read->choices);
            else
                m_refusal->setText(text::errorSentence(read.error()));
        });
}

void RuleSetDialog::openEditor(const QString &before, const rules::RuleForm &form, const RuleChoices &choices)
{
    ConditionChoices all = choicesOf(choices);
    for (const QString &name : m_detail.named)
        all.named.append({name, QString(name).replace(u'_', u' ')});
    auto *editor = new RuleEditor(m_context, m_workspace, m_id, before, form, all, this);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    m_editor = editor;
    connect(editor, &RuleEditor::saveWanted, this, [this](const QString &rule, const rules::RuleForm &wanted) {
        m_saving = true;
        wish(tr("Writing a rule"), [id = m_id, rule, wanted](RuleSets &sets, const QString &path) { return sets.saveRule(path, id, rule, wanted); });
    });
    editor->open();
}

void RuleSetDialog::narrowRule(const QString &rule)
{
    struct Read
    {
        RuleScope scope;
        RuleChoices choices;
    };
    RuleSets *sets = &m_context.backend.ruleSets();
    m_context.jobs.run<domain::Result<Read>>(
        u"ruleForm"_s, this,
        [sets, path = m_workspace, rule](domain::JobContext &) -> domain::Result<Read> {
            const auto scope = sets->ruleScope(path, rule);
            return scope ? domain::Result<Read>(Read{*scope, sets->ruleChoices(path)}) : scope.error();
        },
        [this](const domain::Result<Read> &read) {
            if (read)
                openScope(read->scope, read->choices);
            else
                m_refusal->setText(text::errorSentence(read.error()));
        });
}

void RuleSetDialog::openScope(const RuleScope &scope, const RuleChoices &choices)
{
    auto *dialog = new RuleScopeDialog(m_context, m_workspace, scope, m_detail.functions, choicesOf(choices), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_scope = dialog;
    connect(dialog, &RuleScopeDialog::decided, this, [this, dialog, rule = scope.rule](bool narrowed, const QString &why, const QString &who) {
        m_saving = true;
        const std::optional<rules::FormRow> wanted = narrowed ? std::optional(dialog->condition()) : std::nullopt;
        wish(wanted ? tr("Narrowing a rule") : tr("Taking a narrowing back"), [=](RuleSets &sets, const QString &path) { return sets.setScope(path, rule, wanted, why, who); });
    });
    dialog->open();
}

} // namespace views
