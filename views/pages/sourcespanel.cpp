// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/sourcespanel.h"

#include "figures/figure.h"
#include "pages/issuelist.h"
#include "widgets/theme.h"

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;
using figures::formatCount;

namespace views {
namespace {

// The numbers of domain::SourceRank, and what stands above all of them.
constexpr int AboveAll = 90;
constexpr int Live = 40;
constexpr int State = 30;
constexpr int Register = 20;
constexpr int Reference = 10;

QString rankWords(int rank)
{
    switch (rank) {
    case AboveAll: return SourcesPanel::tr("above all others");
    case Live: return SourcesPanel::tr("live inventory");
    case State: return SourcesPanel::tr("state file");
    case Register: return SourcesPanel::tr("register");
    case Reference: return SourcesPanel::tr("reference");
    default: return QString::number(rank);
    }
}

} // namespace

enum SourcesPanel::SourceColumn : int { Source, Trusted, Things, Stands, Lost, Last };

SourcesPanel::SourcesPanel(QWidget *parent)
    : QWidget(parent), m_sources(new QTreeWidget(this)), m_differences(new QTreeWidget(this)), m_pairs(new QTreeWidget(this)),
      m_differencesTitle(makeLabel({}, TextRole::Body, false, true, this)), m_pairsTitle(makeLabel({}, TextRole::Body, false, true, this)),
      m_trust(new QToolButton(this)), m_same(new QToolButton(this)), m_apart(new QToolButton(this))
{
    makeFlat(m_sources, u"sourceList"_s, tr("Sources of values"), {tr("Source"), tr("Trusted as"), tr("Things"), tr("Word stands"), tr("Word lost"), tr("Last file")});
    makeFlat(m_differences, u"differenceList"_s, tr("Values on which sources differ"), {tr("Thing"), tr("What"), tr("Stands"), tr("Others say")});
    makeFlat(m_pairs, u"pairList"_s, tr("Things that may be one"), {tr("Name"), tr("One"), tr("Other")});
    m_trust->setObjectName(u"trustButton"_s);
    m_trust->setText(tr("Trust as …"));
    m_trust->setToolTip(tr("Where sources differ, the word of the one that is trusted more stands; of equal ones the newest"));
    m_trust->setPopupMode(QToolButton::InstantPopup);
    m_trust->setMenu(new QMenu(m_trust));
    m_same->setObjectName(u"sameButton"_s);
    m_same->setText(tr("They are one"));
    m_apart->setObjectName(u"apartButton"_s);
    m_apart->setText(tr("They are two"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(2));
    const auto block = [&](QLabel *title, const QList<QToolButton *> &buttons, QTreeWidget *tree, int stretch) {
        auto *head = new QHBoxLayout;
        head->setSpacing(grid(2));
        head->addWidget(title, 1);
        for (QToolButton *button : buttons)
            head->addWidget(button);
        layout->addLayout(head);
        layout->addWidget(hairline(this));
        layout->addWidget(tree, stretch);
    };
    block(makeLabel(tr("Sources"), TextRole::Body, false, true, this), {m_trust}, m_sources, 3);
    block(m_differencesTitle, {}, m_differences, 3);
    block(m_pairsTitle, {m_same, m_apart}, m_pairs, 2);

    connect(m_trust->menu(), &QMenu::aboutToShow, this, &SourcesPanel::trustMenu);
    connect(m_sources, &QTreeWidget::currentItemChanged, this, &SourcesPanel::enable);
    connect(m_pairs, &QTreeWidget::currentItemChanged, this, &SourcesPanel::enable);
    const auto open = [this](QTreeWidgetItem *item) {
        if (const qint64 entity = item->data(0, Qt::UserRole).toLongLong())
            emit entityWanted(entity);
    };
    connect(m_differences, &QTreeWidget::itemClicked, this, open);
    connect(m_differences, &QTreeWidget::itemActivated, this, open);
    connect(m_pairs, &QTreeWidget::itemActivated, this, open);
    const auto decide = [this](bool same) {
        const int row = m_pairs->indexOfTopLevelItem(m_pairs->currentItem());
        if (row >= 0 && row < m_data.pairs.size() && m_data.pairs.at(row).merged != 0)
            emit splitWanted(m_data.pairs.at(row).merged);
        else if (row >= 0 && row < m_data.pairs.size())
            emit sameWanted(m_data.pairs.at(row).one, m_data.pairs.at(row).other, same);
    };
    connect(m_same, &QToolButton::clicked, this, [decide] { decide(true); });
    connect(m_apart, &QToolButton::clicked, this, [decide] { decide(false); });
    setFocusProxy(m_sources);
    enable();
}

void SourcesPanel::trustMenu()
{
    QMenu *menu = m_trust->menu();
    menu->clear();
    const int row = m_sources->indexOfTopLevelItem(m_sources->currentItem());
    if (row < 0 || row >= m_data.sources.size())
        return;
    const SourceRow source = m_data.sources.at(row);
    const auto add = [&](const QString &words, std::optional<int> rank) {
        QAction *action = menu->addAction(words);
        action->setCheckable(true);
        action->setChecked(source.ownRank == rank);
        connect(action, &QAction::triggered, this, [this, source, rank] {
            if (source.ownRank != rank)
                emit trustWanted(source.format, source.scope, rank);
        });
    };
    add(tr("By itself: %1").arg(rankWords(source.rank)), std::nullopt);
    menu->addSeparator();
    for (const int rank : {AboveAll, Live, State, Register, Reference})
        add(rankWords(rank), rank);
}

void SourcesPanel::enable()
{
    const auto chosen = [](const QTreeWidget *tree, qsizetype count) {
        const int row = tree->indexOfTopLevelItem(tree->currentItem());
        return row >= 0 && row < count;
    };
    m_trust->setEnabled(chosen(m_sources, m_data.sources.size()));
    const bool pair = chosen(m_pairs, m_data.pairs.size());
    m_same->setEnabled(pair && m_data.pairs.at(m_pairs->indexOfTopLevelItem(m_pairs->currentItem())).merged == 0);
    m_apart->setEnabled(pair);
}

void SourcesPanel::showSources(const SourcesData &found)
{
    const int chosen = m_sources->indexOfTopLevelItem(m_sources->currentItem());
    m_data = found;
    m_sources->clear();
    m_differences->clear();
    m_pairs->clear();
    for (const SourceRow &s : found.sources) {
        // A small mark where no real export has proved the reading; the words are in the tooltip, so that the scope has room.
        const QString format = s.untested.isEmpty() ? s.formatName : s.formatName + u'\u2020';
        const QString name = s.scope.isEmpty() ? format : format + u" \u2014 "_s + s.scope;
        auto *item = new QTreeWidgetItem({name, s.ownRank ? tr("%1 (by itself: %2)").arg(rankWords(*s.ownRank), rankWords(s.rank)) : rankWords(s.rank), formatCount(s.things),
                                          formatCount(s.stands), formatCount(s.lost), QFileInfo(s.lastFile).fileName()});
        for (int c = Things; c <= Lost; ++c)
            item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
        const QString last = s.lastFile + u'\n' + QString(s.lastImport).left(16).replace(u'T', u' ');
        const QString doubt = s.untested.isEmpty() ? QString() : u"\n\u2020 "_s + s.untested.left(1).toUpper() + s.untested.mid(1);
        item->setToolTip(Source, name + doubt + u'\n' + last);
        if (!doubt.isEmpty())
            item->setData(Source, Qt::AccessibleTextRole, s.formatName + u", "_s + s.untested + u", "_s + s.scope);
        item->setToolTip(Last, last);
        m_sources->addTopLevelItem(item);
    }
    m_sources->headerItem()->setTextAlignment(Last, Qt::AlignLeft | Qt::AlignVCenter);
    for (int c = Things; c <= Lost; ++c)
        m_sources->headerItem()->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    for (const DifferenceRow &d : found.differences) {
        auto *item = new QTreeWidgetItem({d.thing, d.what, d.stands, d.others.join(u"; "_s)});
        item->setData(0, Qt::UserRole, d.entity);
        for (int c = 0; c < 4; ++c)
            item->setToolTip(c, c == 3 ? d.others.join(u'\n') : item->text(c));
        m_differences->addTopLevelItem(item);
    }
    for (const PairRow &p : found.pairs) {
        auto *item = new QTreeWidgetItem({p.name, p.oneWords, p.otherWords});
        item->setData(0, Qt::UserRole, p.one);
        for (int c = 0; c < 3; ++c)
            item->setToolTip(c, item->text(c));
        m_pairs->addTopLevelItem(item);
    }
    if (found.sources.isEmpty())
        m_sources->addTopLevelItem(new QTreeWidgetItem({tr("Nothing was imported yet.")}));
    if (found.differences.isEmpty())
        m_differences->addTopLevelItem(new QTreeWidgetItem({tr("No two sources differ on a value.")}));
    if (found.pairs.isEmpty())
        m_pairs->addTopLevelItem(new QTreeWidgetItem({tr("No two things of one name come from different sources.")}));
    for (QTreeWidget *tree : {m_sources, m_differences, m_pairs})
        tree->setFirstColumnSpanned(0, {}, tree->topLevelItemCount() == 1 && tree->topLevelItem(0)->columnCount() == 1);
    const auto merged = std::count_if(found.pairs.cbegin(), found.pairs.cend(), [](const PairRow &p) { return p.merged != 0; });
    const auto proposed = found.pairs.size() - merged;
    m_differencesTitle->setText(found.moreDifferences ? tr("Values on which sources differ (the first %1)").arg(found.differences.size())
                                                     : tr("Values on which sources differ (%1)").arg(found.differences.size()));
    m_pairsTitle->setText(found.morePairs ? tr("One thing or two? (the first %1)").arg(proposed) : merged == 0 ? tr("One thing or two? (%1)").arg(proposed) : tr("One thing or two? (%1, and %2 made one)").arg(proposed).arg(merged));
    share();
    if (chosen >= 0 && chosen < m_sources->topLevelItemCount())
        m_sources->setCurrentItem(m_sources->topLevelItem(chosen));
    enable();
}

void SourcesPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    share();
}

void SourcesPanel::share()
{
    // The last file has its tooltip at the source's name too; what the words say comes first.
    const bool narrow = width() < grid(250);
    m_sources->setColumnHidden(Last, narrow);
    const auto sizes = [](QTreeWidget *tree, const QList<int> &widths, int stretch) {
        for (int c = 0; c < widths.size(); ++c) {
            tree->header()->setSectionResizeMode(c, c == stretch ? QHeaderView::Stretch : QHeaderView::Interactive);
            if (c != stretch)
                tree->header()->resizeSection(c, grid(widths.at(c)));
        }
    };
    sizes(m_sources, {0, narrow ? 46 : 56, 18, 26, 24, 56}, Source);
    sizes(m_differences, {narrow ? 44 : 60, narrow ? 30 : 36, 0, narrow ? 60 : 76}, 2);
    sizes(m_pairs, {narrow ? 34 : 46, 0, narrow ? 72 : 90}, 1);
}

} // namespace views
