// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/concentrationpanel.h"

#include "pages/issuelist.h"
#include "pages/systemscoresmodel.h"
#include "widgets/partsbar.h"
#include "widgets/rangedelegate.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTabBar>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

QString indexWords(const PossibleRange &index)
{
    const auto whole = [](double value) { return figures::formatNumber(double(qRound64(value))); };
    return whole(index.low) == whole(index.high) ? whole(index.low) : ConcentrationPanel::tr("%1 to %2").arg(whole(index.low), whole(index.high));
}

QString systemWords(double systems) { return systems == 1 ? ConcentrationPanel::tr("1 system") : ConcentrationPanel::tr("%1 systems").arg(figures::formatNumber(systems)); }

void setBar(QTreeWidgetItem *item, int column, const PossibleRange &range, double limit)
{
    item->setData(column, RangeDelegate::LowRole, range.low);
    item->setData(column, RangeDelegate::HighRole, range.high);
    item->setData(column, RangeDelegate::LimitRole, limit);
}

QString shortWarning(const ConcentrationAxis &axis)
{
    if (axis.systems == 0 || axis.shares.isEmpty())
        return axis.warning;
    return axis.warns ? ConcentrationPanel::tr("concentrated") : axis.mayWarn ? ConcentrationPanel::tr("perhaps concentrated") : ConcentrationPanel::tr("below our standard");
}

} // namespace

enum ConcentrationPanel::AxisColumn : int { AxisName, AxisLargest, AxisBar, AxisShare, AxisIndex, AxisWarning };
enum ConcentrationPanel::ShareColumn : int { ShareName, ShareBar, SharePart, ShareSystems };

ConcentrationPanel::ConcentrationPanel(QWidget *parent)
    : QWidget(parent), m_of(new QTabBar(this)), m_axes(new QTreeWidget(this)), m_shares(new QTreeWidget(this)), m_told(makeLabel({}, TextRole::Body, true, false, this)),
      m_title(makeLabel({}, TextRole::Title, false, true, this)), m_warning(makeLabel({}, TextRole::Body, false, false, this))
{
    makePartsBar(m_of, u"concentrationOf"_s, tr("Of which systems"), {tr("All systems"), tr("Critical systems")});
    makeFlat(m_axes, u"concentrationAxes"_s, tr("What the systems hang on"), {tr("By"), tr("Largest"), tr("Its share"), tr("%"), tr("Index (HHI)"), tr("Warning")});
    m_axes->setItemDelegateForColumn(AxisBar, new RangeDelegate(m_axes));
    makeFlat(m_shares, u"concentrationShares"_s, tr("Shares; Enter opens the systems in the inventory"), {tr("Name"), tr("Recorded, still possible"), tr("Share, %"), tr("Systems")});
    m_shares->setItemDelegateForColumn(ShareBar, new RangeDelegate(m_shares));
    for (const int c : {int(AxisShare), int(AxisIndex)})
        m_axes->headerItem()->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    for (const int c : {int(SharePart), int(ShareSystems)})
        m_shares->headerItem()->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    m_told->setObjectName(u"concentrationTold"_s);
    m_title->setObjectName(u"concentrationTitle"_s);
    m_warning->setObjectName(u"concentrationWarning"_s);
    for (QLabel *label : {m_title, m_told, m_warning})
        label->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(4));
    head->addWidget(m_of);
    head->addWidget(m_told, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(2));
    layout->addLayout(head);
    layout->addWidget(m_axes);
    layout->addWidget(hairline(this));
    layout->addWidget(m_title);
    layout->addWidget(m_warning);
    layout->addWidget(m_shares, 1);
    connect(m_of, &QTabBar::currentChanged, this, &ConcentrationPanel::fillAxes);
    connect(m_axes, &QTreeWidget::currentItemChanged, this, &ConcentrationPanel::showAxis);
    connect(m_axes, &QTreeWidget::itemActivated, m_shares, [this] { m_shares->setFocus(); });
    connect(m_shares, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        const ConcentrationAxis axis = axes().value(m_axes->indexOfTopLevelItem(m_axes->currentItem()));
        const int at = m_shares->indexOfTopLevelItem(const_cast<QTreeWidgetItem *>(item));
        const bool named = at < axis.shares.size();
        const QString words = named ? tr("%1: %2").arg(axis.title, axis.shares.at(at).name) : tr("%1: not recorded").arg(axis.title);
        emit systemsWanted(named ? axis.shares.at(at).entities : axis.unrecordedEntities, isCritical() ? tr("%1 (critical systems)").arg(words) : words);
    });
    setFocusProxy(m_axes);
    setTabOrder(m_of, m_axes);
    setTabOrder(m_axes, m_shares);
}

bool ConcentrationPanel::isCritical() const { return m_of->currentIndex() == 1; }

const QList<ConcentrationAxis> &ConcentrationPanel::axes() const { return isCritical() ? m_data.critical : m_data.estate; }

void ConcentrationPanel::showConcentration(const ConcentrationData &data, const QString &scope)
{
    m_data = data;
    m_scope = scope;
    const auto systems = [](const QList<ConcentrationAxis> &list) { return list.isEmpty() ? 0 : list.constFirst().systems; };
    m_of->setTabText(0, tr("All systems (%1)").arg(systems(data.estate)));
    m_of->setTabText(1, tr("Critical systems (%1)").arg(systems(data.critical)));
    QString told = systems(data.estate) == 0 ? tr("There is no IT system here, so nothing can be counted.")
                                             : tr("Shares of IT systems; what is not recorded may be anybody's (hatched). We warn from a share of %1 % (the mark) and an index of %2. "
                                                  "It is no part of the SEAL or of its score.").arg(figures::formatNumber(data.shareLimit), figures::formatNumber(data.indexLimit));
    if (!scope.isEmpty())
        told += u' ' + tr("Only %1.").arg(scope);
    m_told->setText(told);
    fillAxes();
}

void ConcentrationPanel::fillAxes()
{
    const int before = std::max(0, m_axes->indexOfTopLevelItem(m_axes->currentItem()));
    {
        const QSignalBlocker quiet(m_axes);
        m_axes->clear();
        for (const ConcentrationAxis &axis : axes()) {
            const bool any = !axis.shares.isEmpty();
            const PossibleRange first = any ? axis.shares.constFirst().share : PossibleRange();
            auto *item = new QTreeWidgetItem(m_axes, {axis.title, any ? axis.shares.constFirst().name : QString(), QString(), any ? rangeWords(first) : QString(),
                                                      axis.systems > 0 ? indexWords(axis.index) : QString(), shortWarning(axis)});
            if (any)
                setBar(item, AxisBar, first, m_data.shareLimit);
            for (const int c : {int(AxisShare), int(AxisIndex)})
                item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
            // Sign and word: a warning never stands on colour alone.
            if (axis.systems > 0) {
                item->setData(AxisWarning, SignDelegate::StatusRole,
                              static_cast<int>(axis.warns ? domain::Status::Gap : axis.mayWarn || !any ? domain::Status::Unknown : domain::Status::Pass));
                item->setData(AxisWarning, SignDelegate::SeverityRole, static_cast<int>(domain::Severity::Medium));
            }
            for (int c = AxisName; c <= AxisWarning; ++c)
                item->setToolTip(c, axis.warning);
            item->setData(AxisName, Qt::AccessibleTextRole, tr("By %1: %2").arg(axis.title, axis.warning));
            item->setData(AxisBar, Qt::AccessibleTextRole, rangeWords(first));
        }
        m_axes->setCurrentItem(m_axes->topLevelItem(std::min(before, m_axes->topLevelItemCount() - 1)));
    }
    const int rows = m_axes->topLevelItemCount();
    const int height = rows == 0 ? 0 : m_axes->sizeHintForRow(0) * rows;
    m_axes->setFixedHeight(m_axes->header()->sizeHint().height() + height + 2 * m_axes->frameWidth() + grid(1));
    fit();
    showAxis();
}

void ConcentrationPanel::showAxis()
{
    const ConcentrationAxis axis = axes().value(m_axes->indexOfTopLevelItem(m_axes->currentItem()));
    m_title->setText(axis.id.isEmpty() ? QString() : isCritical() ? tr("By %1, critical systems: themselves, or by a critical or important function that they bear").arg(axis.title.toLower()) : tr("By %1, all systems").arg(axis.title.toLower()));
    m_warning->setText(axis.systems == 0 ? axis.warning : tr("%1 Index (HHI) %2, of %3.").arg(axis.warning, indexWords(axis.index), systemWords(axis.systems)));
    m_shares->clear();
    const auto add = [&](const QString &name, const PossibleRange &share, const QString &words, double systems, qsizetype behind) {
        auto *item = new QTreeWidgetItem(m_shares, {name, QString(), words, figures::formatNumber(systems)});
        setBar(item, ShareBar, share, m_data.shareLimit);
        for (const int c : {int(SharePart), int(ShareSystems)})
            item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
        const QString tip = tr("%1: %2 %, %3; opens %4 in the inventory").arg(name, words, systemWords(systems), systemWords(double(behind)));
        for (int c = ShareName; c <= ShareSystems; ++c)
            item->setToolTip(c, tip);
        item->setData(ShareName, Qt::AccessibleTextRole, tip);
        item->setData(ShareBar, Qt::AccessibleTextRole, words);
    };
    for (const ShareRow &row : axis.shares)
        add(row.name, row.share, rangeWords(row.share), row.systems, row.entities.size());
    if (axis.unrecorded > 0) {
        const double open = 100 * axis.unrecorded / std::max(1, axis.systems);
        add(tr("not recorded"), {0, open}, rangeWords(PossibleRange{open, open}), axis.unrecorded, axis.unrecordedEntities.size());
    }
    m_shares->setCurrentItem(m_shares->topLevelItem(0));
    fit();
}

void ConcentrationPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void ConcentrationPanel::fit()
{
    const auto share = [](QTreeWidget *tree, const QList<std::pair<int, int>> &percents, int stretch) {
        QHeaderView *header = tree->header();
        for (const auto &[column, percent] : percents) {
            header->setSectionResizeMode(column, QHeaderView::Fixed);
            header->resizeSection(column, tree->viewport()->width() * percent / 100);
        }
        header->setSectionResizeMode(stretch, QHeaderView::Stretch);
    };
    share(m_axes, {{AxisName, 15}, {AxisBar, 17}, {AxisShare, 9}, {AxisIndex, 15}, {AxisWarning, 21}}, AxisLargest);
    share(m_shares, {{ShareBar, 44}, {SharePart, 11}, {ShareSystems, 10}}, ShareName);
}

} // namespace views
