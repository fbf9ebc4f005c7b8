// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/ruleslist.h"

#include "domain/foldedtext.h"
#include "pages/flipslist.h"
#include "pages/issuelist.h"
#include "pages/reasondialog.h"
#include "text/statustext.h"
#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace views {

RulesList::RulesList(QWidget *parent) : QWidget(parent), m_find(new QLineEdit(this)), m_list(new QTreeWidget(this)), m_words(makeParagraph({}, false, this))
{
    m_find->setObjectName(u"ruleSetFind"_s);
    m_find->setAccessibleName(tr("Find a rule"));
    m_find->setPlaceholderText(tr("Find a rule by its words or its number"));
    m_find->setClearButtonEnabled(true);
    makeFlat(m_list, u"ruleSetRules"_s, tr("Rules"), {tr("Rule"), tr("Judges"), tr("Severity"), tr("State")});
    keepColumns(m_list, 0);
    m_words->setObjectName(u"ruleSetWords"_s);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setAlignment(Qt::AlignTop);
    // A long condition scrolls, so that the list keeps its room.
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"ruleSetWordsScroll"_s);
    scroll->setWidget(m_words);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_switch = makeButton(u"ruleSwitch"_s, tr("Switch off \u2026"));
    m_narrow = makeButton(u"ruleNarrow"_s, tr("Narrow \u2026"));
    m_narrow->setToolTip(tr("Have the rule concern only a part: by a condition, and with a reason"));
    m_edit = makeButton(u"ruleEdit"_s, tr("Change \u2026"));
    m_new = makeButton(u"ruleNew"_s, tr("New rule \u2026"));
    m_remove = makeButton(u"ruleRemove"_s, tr("Remove"));
    auto *row = new QHBoxLayout;
    row->setSpacing(grid(2));
    for (QPushButton *button : {m_switch, m_narrow, m_edit, m_new, m_remove})
        row->addWidget(button);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(grid(2));
    layout->addWidget(m_find);
    layout->addWidget(m_list, 3);
    layout->addWidget(scroll, 1);
    layout->addLayout(row);
    connect(m_find, &QLineEdit::textChanged, this, &RulesList::narrowList);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &RulesList::tell);
    connect(m_list, &QTreeWidget::itemActivated, this, [this] {
        if (m_detail.own)
            emit editWanted(currentRule());
    });
    connect(m_switch, &QPushButton::clicked, this, &RulesList::switchRule);
    connect(m_narrow, &QPushButton::clicked, this, [this] { emit narrowWanted(currentRule()); });
    connect(m_edit, &QPushButton::clicked, this, [this] { emit editWanted(currentRule()); });
    connect(m_new, &QPushButton::clicked, this, [this] { emit editWanted({}); });
    connect(m_remove, &QPushButton::clicked, this, [this] { emit removeWanted(currentRule()); });
    setFocusProxy(m_list);
}

QPushButton *RulesList::makeButton(const QString &name, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

void RulesList::show(const RuleSetDetail &detail)
{
    const QString before = currentRule();
    m_detail = detail;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const OwnRuleRow &r : detail.rules) {
            QStringList state;
            if (!r.off.isEmpty())
                state << tr("switched off");
            if (!r.narrowed.isEmpty())
                state << tr("narrowed");
            auto *item = new QTreeWidgetItem(m_list, {r.heading, r.kind, text::severityWord(r.severity), state.isEmpty() ? tr("on") : state.join(u", "_s)});
            item->setData(0, Qt::UserRole, r.id);
            item->setToolTip(0, r.id + u": "_s + r.heading);
            if (r.id == before)
                m_list->setCurrentItem(item);
        }
        if (!m_list->currentItem())
            m_list->setCurrentItem(m_list->topLevelItem(0));
    }
    narrowList();
    tell();
}

void RulesList::narrowList()
{
    const QString wanted = m_find->text().trimmed();
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_list->topLevelItem(i);
        item->setHidden(!domain::finds(item->toolTip(0), wanted) && !domain::finds(item->text(1), wanted)
                        && !domain::finds(item->text(3), wanted));
    }
}

QString RulesList::currentRule() const { return m_list->currentItem() ? m_list->currentItem()->data(0, Qt::UserRole).toString() : QString(); }

const OwnRuleRow *RulesList::current() const
{
    const QString id = currentRule();
    const auto it = std::find_if(m_detail.rules.cbegin(), m_detail.rules.cend(), [&id](const OwnRuleRow &r) { return r.id == id; });
    return it == m_detail.rules.cend() ? nullptr : &*it;
}

void RulesList::tell()
{
    const OwnRuleRow *rule = current();
    QStringList words;
    if (rule && !rule->off.isEmpty())
        words << tr("Switched off %1.").arg(rule->off);
    if (rule && !rule->narrowed.isEmpty())
        words << tr("Narrowed %1.").arg(rule->narrowed);
    if (rule)
        words << tr("%1 is not met where this is true: %2.").arg(rule->id, rule->gapWords);
    if (rule && !rule->appliesWords.isEmpty())
        words << tr("It concerns those of which this is true: %1.").arg(rule->appliesWords);
    for (const QString &later : rule ? rule->later : QStringList())
        words << tr("It %1.").arg(later);
    m_words->setText(words.join(u'\n'));
    m_switch->setText(!rule || rule->off.isEmpty() ? tr("Switch off \u2026") : tr("Switch on"));
    m_switch->setEnabled(rule);
    m_narrow->setEnabled(rule);
    m_edit->setEnabled(rule && m_detail.own);
    m_edit->setToolTip(m_detail.own ? QString() : tr("Copy the rule set first: only your own can be written"));
    m_new->setEnabled(m_detail.own);
    m_new->setToolTip(m_edit->toolTip());
    m_remove->setEnabled(rule && m_detail.own && m_detail.rules.size() > 1);
    m_remove->setToolTip(!m_detail.own ? m_edit->toolTip() : m_detail.rules.size() > 1 ? QString() : tr("A rule set has at least one rule; remove the rule set instead"));
}

void RulesList::switchRule()
{
    const OwnRuleRow *rule = current();
    if (!rule)
        return;
    if (!rule->off.isEmpty()) {
        emit switchWanted(rule->id, false, {}, {});
        return;
    }
    auto *dialog = new ReasonDialog(tr("Switch a rule off"), rule->heading,
                                    tr("Its results leave every count; the report and this page tell who switched it off, since when and why, and what is left out."), m_detail.functions, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id = rule->id] { emit switchWanted(id, true, dialog->reason(), dialog->who()); });
    dialog->open();
}

} // namespace views
