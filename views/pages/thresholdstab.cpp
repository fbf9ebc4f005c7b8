// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/thresholdstab.h"

#include "pages/flipslist.h"
#include "pages/issuelist.h"
#include "text/errortext.h"
#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QDoubleValidator>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

QString exactWords(double value) { return QString::number(value, 'g', 15); }

QString withUnit(double value, const QString &unit) { return (exactWords(value) + u' ' + unit).trimmed(); }

} // namespace

enum ThresholdsTab::Column : int { Name, Value, Shipped, Whose };
enum ThresholdsTab::Role : int { NameRole = Qt::UserRole, UnitRole, AboutRole };

ThresholdsTab::ThresholdsTab(const PageContext &context, const QString &workspace, const QString &ruleSet, QWidget *parent)
    : QWidget(parent), m_context(context), m_workspace(workspace), m_ruleSet(ruleSet), m_list(new QTreeWidget(this)),
      m_none(makeParagraph(tr("None of its rules compares with a threshold."), true, this)), m_unit(makeLabel({}, TextRole::Body, true, false, this)),
      m_about(makeParagraph({}, true, this)), m_parts(new QWidget(this)), m_value(new QLineEdit(m_parts)), m_why(new QLineEdit(m_parts)), m_try(new QPushButton(tr("What would flip?"), m_parts)),
      m_set(new QPushButton(tr("Set"), m_parts)), m_reset(new QPushButton(tr("As shipped"), m_parts)), m_flips(new FlipsList(u"threshold"_s, m_parts))
{
    makeFlat(m_list, u"ruleSetThresholds"_s, tr("Thresholds"), {tr("Threshold"), tr("Value"), tr("Shipped"), tr("Whose")});
    keepColumns(m_list, Name);
    m_none->setObjectName(u"thresholdNone"_s);
    m_about->setObjectName(u"thresholdAbout"_s);
    m_value->setObjectName(u"thresholdValue"_s);
    m_value->setAccessibleName(tr("New value"));
    m_value->setMaximumWidth(grid(30));
    m_why->setObjectName(u"thresholdWhy"_s);
    m_why->setAccessibleName(tr("Reason"));
    m_why->setPlaceholderText(tr("Who decided it and why: it stands in the report"));
    auto *valid = new QDoubleValidator(-1e15, 1e15, 6, m_value);
    valid->setLocale(QLocale::c());
    m_value->setValidator(valid);
    for (const auto &[button, name] : {std::pair(m_try, u"thresholdTry"_s), std::pair(m_set, u"thresholdSet"_s), std::pair(m_reset, u"thresholdReset"_s)}) {
        button->setObjectName(name);
        button->setAutoDefault(false);
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(grid(2));
    auto *label = makeLabel(tr("New value"), TextRole::Body, false, false, m_parts);
    label->setBuddy(m_value);
    row->addWidget(label);
    row->addWidget(m_value);
    row->addWidget(m_unit);
    row->addWidget(m_try);
    row->addStretch(1);
    auto *decision = new QHBoxLayout;
    decision->setSpacing(grid(2));
    auto *reason = makeLabel(tr("Reason"), TextRole::Body, false, false, m_parts);
    reason->setBuddy(m_why);
    decision->addWidget(reason);
    decision->addWidget(m_why, 1);
    decision->addWidget(m_set);
    decision->addWidget(m_reset);
    auto *parts = new QVBoxLayout(m_parts);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(grid(2));
    parts->addWidget(m_about);
    parts->addLayout(row);
    parts->addLayout(decision);
    parts->addWidget(makeParagraph(tr("Accepted findings stay accepted under another threshold, unless it makes a further condition of their rule come true."), true, m_parts));
    parts->addWidget(m_flips, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(grid(2));
    layout->addWidget(m_none);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_parts, 1);
    layout->addStretch(0);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ThresholdsTab::tell);
    connect(m_try, &QPushButton::clicked, this, &ThresholdsTab::attempt);
    connect(m_value, &QLineEdit::returnPressed, this, &ThresholdsTab::attempt);
    connect(m_value, &QLineEdit::textChanged, this, &ThresholdsTab::allow);
    connect(m_why, &QLineEdit::textChanged, this, &ThresholdsTab::allow);
    connect(m_set, &QPushButton::clicked, this, [this] { emit setWanted(current(), QLocale::c().toDouble(m_value->text()), m_why->text().trimmed()); });
    connect(m_reset, &QPushButton::clicked, this, [this] { emit setWanted(current(), std::nullopt, {}); });
    setFocusProxy(m_list);
}

QString ThresholdsTab::current() const { return m_list->currentItem() ? m_list->currentItem()->data(Name, NameRole).toString() : QString(); }

void ThresholdsTab::show(const RuleSetDetail &detail)
{
    const QString before = current();
    m_list->clear();
    QTreeWidgetItem *again = nullptr;
    for (const ThresholdRow &t : detail.thresholds) {
        auto *item = new QTreeWidgetItem(m_list, {t.label, withUnit(t.value, t.unit), t.shipped ? withUnit(*t.shipped, t.unit) : QString(),
                                                  !t.changed.isEmpty() ? tr("changed") : t.ourStandard ? tr("our standard") : tr("the rule set's")});
        item->setData(Name, NameRole, t.name);
        item->setData(Value, Qt::UserRole, exactWords(t.value));
        item->setData(Name, UnitRole, t.unit);
        QStringList about{t.rules.isEmpty() ? tr("No rule compares with it.") : tr("Compared with by: %1.").arg(t.rules.join(u"; "_s))};
        if (!t.changed.isEmpty())
            about << tr("Changed %1.").arg(t.changed);
        item->setData(Name, AboutRole, about.join(u' '));
        item->setToolTip(Name, t.label + u'\n' + about.join(u'\n'));
        again = t.name == before ? item : again;
    }
    m_none->setVisible(detail.thresholds.isEmpty());
    m_list->setVisible(!detail.thresholds.isEmpty());
    m_parts->setVisible(!detail.thresholds.isEmpty());
    m_list->setCurrentItem(again ? again : m_list->topLevelItem(0));
    tell();
}

/// What judges by another number than the rule set's has a reason that others can read.
void ThresholdsTab::allow()
{
    const bool fits = m_value->hasAcceptableInput();
    const bool other = m_list->currentItem() && m_value->text() != m_list->currentItem()->data(Value, Qt::UserRole).toString();
    const bool reasoned = !m_why->text().trimmed().isEmpty();
    m_try->setEnabled(fits);
    m_set->setEnabled(fits && other && reasoned);
    m_set->setToolTip(fits && other && !reasoned ? tr("Write the reason first") : QString());
}

void ThresholdsTab::tell()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    m_value->setText(item ? item->data(Value, Qt::UserRole).toString() : QString());
    m_unit->setText(item ? item->data(Name, UnitRole).toString() : QString());
    m_about->setText(item ? item->data(Name, AboutRole).toString() : QString());
    m_why->clear();
    m_set->setEnabled(false);
    m_try->setEnabled(item);
    m_reset->setEnabled(item && !item->text(Shipped).isEmpty());
    m_flips->clear();
}

void ThresholdsTab::attempt()
{
    if (current().isEmpty() || !m_value->hasAcceptableInput())
        return;
    RuleSets *sets = &m_context.backend.ruleSets();
    m_flips->say(tr("Judging \u2026"));
    m_context.jobs.run<domain::Result<FlipsData>>(
        u"ruleSetTrial"_s, this,
        [sets, path = m_workspace, id = m_ruleSet, name = current(), value = QLocale::c().toDouble(m_value->text())](domain::JobContext &job) {
            return sets->tryThreshold(path, id, name, value, job);
        },
        [this](const domain::Result<FlipsData> &flips) {
            if (flips)
                m_flips->tell(*flips);
            else
                m_flips->say(text::errorSentence(flips.error()));
        });
}

} // namespace views
