// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/deedspanel.h"

#include "pages/issuelist.h"
#include "widgets/breaking.h"
#include "widgets/theme.h"
#include "widgets/wrappedrows.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;
using figures::formatCount;

namespace views {

QString titleOf(const DeedRow &deed) { return deed.kind.isEmpty() ? deed.title : deed.kind + DeedsPanel::tr(": ") + deed.title; }

DeedsPanel::DeedsPanel(QWidget *parent)
    : QWidget(parent), m_deeds(new QTreeWidget(this)), m_changes(new QTreeWidget(this)), m_title(makeLabel({}, TextRole::Body, false, true, this)),
      m_by(makeLabel({}, TextRole::Caption, true, false, this)), m_things(new QToolButton(this))
{
    makeFlat(m_deeds, u"deedList"_s, tr("What was done"), {tr("When (UTC)"), tr("What"), tr("Things")});
    makeFlat(m_changes, u"changeList"_s, tr("What it changed"), {tr("Thing"), tr("What"), tr("Before"), tr("After")});
    m_deeds->setUniformRowHeights(false); // in a narrow window a title takes two lines and is not cut off
    m_deeds->setWordWrap(true);
    m_changes->setUniformRowHeights(false);
    m_changes->setWordWrap(true);
    m_title->setWordWrap(true);
    m_things->setObjectName(u"deedThings"_s);
    m_by->setObjectName(u"deedBy"_s);
    m_by->setWordWrap(true);
    m_things->hide();
    auto *right = new QVBoxLayout;
    right->setSpacing(grid(2));
    right->addWidget(m_title);
    right->addWidget(m_by);
    right->addWidget(m_things, 0, Qt::AlignLeft);
    right->addWidget(m_changes, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid(6));
    row->addWidget(m_deeds, 1);
    row->addLayout(right, 1);
    connect(m_deeds, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (item)
            emit deedChosen(item->data(0, Qt::UserRole).toLongLong());
    });
    const auto open = [this](QTreeWidgetItem *item) {
        if (const qint64 entity = item->data(0, Qt::UserRole).toLongLong())
            emit entityWanted(entity);
    };
    connect(m_deeds->header(), &QHeaderView::sectionResized, m_deeds, [this](int column) {
        if (column == 1)
            wrapRows(m_deeds, {1});
    }, Qt::QueuedConnection);
    connect(m_changes->header(), &QHeaderView::sectionResized, m_changes, [this] { wrapRows(m_changes, {0, 1, 2, 3}, 8); }, Qt::QueuedConnection);
    connect(m_changes, &QTreeWidget::itemClicked, this, open);
    connect(m_changes, &QTreeWidget::itemActivated, this, open);
    connect(m_things, &QToolButton::clicked, this, [this] { emit thingsWanted(m_deed); });
    connect(m_deeds, &QTreeWidget::itemActivated, this, [this] {
        if (m_things->isEnabled() && !m_things->isHidden())
            emit thingsWanted(m_deed);
    });
    setFocusProxy(m_deeds);
    share();
}

void DeedsPanel::showDeeds(const QList<DeedRow> &deeds)
{
    const qint64 chosen = m_deeds->currentItem() ? m_deeds->currentItem()->data(0, Qt::UserRole).toLongLong() : 0;
    QTreeWidgetItem *again = nullptr;
    {
        const QSignalBlocker quiet(m_deeds);
        m_deeds->clear();
        QList<QTreeWidgetItem *> items;
        for (const DeedRow &d : deeds) {
            const QString title = titleOf(d) + (d.undone ? tr(" (undone)") : QString());
            auto *item = new QTreeWidgetItem({QString(d.at).left(16).replace(u'T', u' '), title, formatCount(d.added + d.changed)});
            item->setData(0, Qt::UserRole, d.id);
            item->setToolTip(1, d.who.isEmpty() ? title : title + u'\n' + tr("by %1").arg(d.who));
            item->setToolTip(2, tr("%1 added, %2 changed").arg(d.added).arg(d.changed));
            item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
            if (d.undone) {
                for (int c = 0; c < 3; ++c)
                    item->setForeground(c, palette().placeholderText());
            }
            items.append(item);
            if (d.id == chosen)
                again = item;
        }
        m_deeds->addTopLevelItems(items);
        m_deeds->headerItem()->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        wrapRows(m_deeds, {1});
    }
    if (!again && m_deeds->topLevelItemCount() > 0)
        again = m_deeds->topLevelItem(0);
    m_deeds->setCurrentItem(again);
    if (again && again->data(0, Qt::UserRole).toLongLong() == chosen)
        emit deedChosen(chosen);
    if (!again) {
        m_changes->clear();
        m_title->setText(tr("Nothing was done yet."));
        m_by->hide();
        m_things->hide();
    }
}

void DeedsPanel::showDeed(const DeedDetail &detail)
{
    m_deed = detail.deed;
    setBreakingText(m_title, titleOf(m_deed));
    const QString counts = tr("%1 added, %2 changed").arg(formatCount(m_deed.added), formatCount(m_deed.changed));
    QStringList by;
    if (!m_deed.who.isEmpty())
        by.append(tr("by %1").arg(m_deed.who));
    if (m_deed.added + m_deed.changed > 0)
        by.append(counts);
    m_by->setText(by.join(u" \u00b7 "_s));
    m_by->setVisible(!by.isEmpty());
    const qint64 things = m_deed.added + m_deed.changed;
    m_things->setText(tr("Show these things in the inventory (%1)").arg(formatCount(things)));
    m_things->setVisible(things > 0);
    m_things->setEnabled(!m_deed.undone);
    m_things->setToolTip(m_deed.undone ? tr("It was undone") : tr("List what this added or changed"));
    m_changes->clear();
    QList<QTreeWidgetItem *> items;
    for (const DeedChange &c : detail.changes) {
        auto *item = new QTreeWidgetItem({c.thing.isEmpty() ? tr("Workspace") : c.thing, c.what, c.before, c.after});
        item->setData(0, Qt::UserRole, c.entity);
        for (int i = 0; i < 4; ++i)
            item->setToolTip(i, item->text(i));
        items.append(item);
    }
    if (items.isEmpty())
        items.append(new QTreeWidgetItem({tr("No value was changed by it.")}));
    if (detail.more)
        items.append(new QTreeWidgetItem({tr("… and more; the inventory lists them all.")}));
    m_changes->addTopLevelItems(items);
    wrapRows(m_changes, {0, 1, 2, 3}, 8);
    if (detail.changes.isEmpty())
        m_changes->setFirstColumnSpanned(0, {}, true);
}

void DeedsPanel::share()
{
    const QFontMetrics metrics(m_deeds->font());
    const auto fixed = [this](int column, int width) {
        m_deeds->header()->setSectionResizeMode(column, QHeaderView::Fixed);
        m_deeds->header()->resizeSection(column, width);
    };
    fixed(0, metrics.horizontalAdvance(u"2026-12-31 23:59"_s) + grid(4));
    fixed(2, metrics.horizontalAdvance(m_deeds->headerItem()->text(2)) + grid(5));
    m_deeds->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_changes->header()->setSectionResizeMode(QHeaderView::Stretch);
}

} // namespace views
