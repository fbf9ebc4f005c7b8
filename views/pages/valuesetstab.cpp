// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/valuesetstab.h"

#include "pages/flipslist.h"
#include "pages/issuelist.h"
#include "text/errortext.h"
#include "widgets/chipsedit.h"
#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QRegularExpressionValidator>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

QString capital(const QString &words) { return words.left(1).toUpper() + words.mid(1); }

} // namespace

ValueSetsTab::ValueSetsTab(const PageContext &context, const QString &workspace, QWidget *parent)
    : QWidget(parent), m_context(context), m_workspace(workspace), m_list(new QTreeWidget(this)), m_about(makeParagraph({}, true, this)), m_name(new QLineEdit(this)),
      m_members(new ChipsEdit(u"valueSetMembers"_s, tr("What it holds"), tr("Add a value"), this)), m_new(new QPushButton(tr("New set"), this)),
      m_try(new QPushButton(tr("What would flip?"), this)), m_fill(new QPushButton(tr("Set"), this)), m_flips(new FlipsList(u"valueSet"_s, this))
{
    makeFlat(m_list, u"ruleSetValueSets"_s, tr("Value sets"), {tr("Value set"), tr("What it holds")});
    keepColumns(m_list, 1);
    m_about->setObjectName(u"valueSetAbout"_s);
    m_name->setObjectName(u"valueSetName"_s);
    m_name->setAccessibleName(tr("Name of the value set"));
    m_name->setPlaceholderText(tr("NAME_IN_CAPITALS"));
    m_name->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[A-Z][A-Z0-9_]{0,59}"_s), m_name));
    for (const auto &[button, name] : {std::pair(m_new, u"valueSetNew"_s), std::pair(m_try, u"valueSetTry"_s), std::pair(m_fill, u"valueSetFill"_s)}) {
        button->setObjectName(name);
        button->setAutoDefault(false);
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(grid(2));
    auto *label = makeLabel(tr("Value set"), TextRole::Body, false, false, this);
    label->setBuddy(m_name);
    row->addWidget(label);
    row->addWidget(m_name, 1);
    row->addWidget(m_new);
    row->addWidget(m_try);
    row->addWidget(m_fill);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(grid(2));
    layout->addWidget(makeParagraph(tr("All rule sets of the workspace share these. A set of your own can be named by rules of your own."), true, this));
    layout->addWidget(m_list, 2);
    layout->addLayout(row);
    layout->addWidget(m_about);
    layout->addWidget(m_members);
    layout->addWidget(m_flips, 2);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ValueSetsTab::tell);
    connect(m_new, &QPushButton::clicked, this, [this] {
        m_list->setCurrentItem(nullptr);
        tell();
        m_name->setFocus();
    });
    connect(m_name, &QLineEdit::textChanged, this, &ValueSetsTab::refresh);
    connect(m_members, &ChipsEdit::edited, this, &ValueSetsTab::refresh);
    connect(m_try, &QPushButton::clicked, this, &ValueSetsTab::attempt);
    connect(m_fill, &QPushButton::clicked, this, [this] { emit fillWanted(m_name->text().trimmed(), m_members->texts()); });
    setFocusProxy(m_list);
}

const ValueSetRow *ValueSetsTab::current() const
{
    const QString name = m_list->currentItem() ? m_list->currentItem()->data(0, Qt::UserRole).toString() : QString();
    const auto it = std::find_if(m_detail.valueSets.cbegin(), m_detail.valueSets.cend(), [&name](const ValueSetRow &v) { return v.name == name; });
    return it == m_detail.valueSets.cend() ? nullptr : &*it;
}

void ValueSetsTab::show(const RuleSetDetail &detail)
{
    // A set that was just made is there now.
    const QString before = m_name->text().trimmed();
    m_detail = detail;
    m_list->clear();
    QTreeWidgetItem *again = nullptr;
    for (const ValueSetRow &v : detail.valueSets) {
        QStringList words;
        for (const QString &value : v.values)
            words.append(v.countries ? m_context.backend.countryName(value) : QString(value).replace(u'_', u' '));
        auto *item = new QTreeWidgetItem(m_list, {capital(v.words), words.isEmpty() ? tr("nothing yet") : words.join(u", "_s)});
        item->setData(0, Qt::UserRole, v.name);
        item->setToolTip(0, v.name);
        item->setToolTip(1, item->text(1));
        again = v.name == before ? item : again;
    }
    m_list->setCurrentItem(again ? again : m_list->topLevelItem(0));
    tell();
}

void ValueSetsTab::tell()
{
    const ValueSetRow *set = current();
    m_name->setText(set ? set->name : QString());
    m_name->setReadOnly(set);
    ChipsEdit::Offers offers;
    for (const QString &choice : set ? set->choices : QStringList())
        offers.append({choice, set->countries ? m_context.backend.countryName(choice) : QString(choice).replace(u'_', u' ')});
    std::sort(offers.begin(), offers.end(), [](const auto &a, const auto &b) { return a.second.localeAwareCompare(b.second) < 0; });
    m_members->setOffers(offers, offers.isEmpty());
    m_members->setTexts(set ? set->values : QStringList());
    m_flips->clear();
    refresh();
}

void ValueSetsTab::refresh()
{
    const ValueSetRow *set = current();
    const bool named = m_name->hasAcceptableInput();
    const bool changed = !set || set->values != m_members->texts();
    m_about->setText(set ? (set->choices.isEmpty() ? tr("Type a value and press Enter.") : tr("Choose from the list, or type a part of a name.")) : tr("A name of capitals, digits and underscores, then its values."));
    m_try->setEnabled(named && changed);
    m_fill->setEnabled(named && changed);
}

void ValueSetsTab::attempt()
{
    RuleSets *sets = &m_context.backend.ruleSets();
    m_flips->say(tr("Judging \u2026"));
    m_context.jobs.run<domain::Result<FlipsData>>(
        u"ruleSetTrial"_s, this,
        [sets, path = m_workspace, name = m_name->text().trimmed(), members = m_members->texts()](domain::JobContext &job) { return sets->tryValueSet(path, name, members, job); },
        [this](const domain::Result<FlipsData> &flips) {
            if (flips)
                m_flips->tell(*flips);
            else
                m_flips->say(text::errorSentence(flips.error()));
        });
}

} // namespace views
