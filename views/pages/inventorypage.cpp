// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/inventorypage.h"

#include "figures/figure.h"
#include "widgets/iconloader.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using figures::TextRole;

namespace views {

void StateDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto state = static_cast<items::CellState>(index.data(items::WindowedTableModel::StateRole).toInt());
    const bool gone = index.data(items::WindowedTableModel::VanishedRole).toBool();
    if (option->state & QStyle::State_Selected)
        return;
    if (state == items::CellState::NeverAsked)
        option->palette.setColor(QPalette::Text, paletteOf(option->widget).notApplicable);
    else if (state != items::CellState::Value || gone)
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
    if (gone)
        option->font.setStrikeOut(true);
}

InventoryPage::InventoryPage(const PageContext &context, QWidget *parent)
    : Page(u"inventory"_s, tr("Inventory"), context, parent), m_kinds(new QListWidget(this)), m_search(new QLineEdit(this)),
      m_heading(makeLabel({}, TextRole::Title, false, true, this)), m_count(makeLabel({}, TextRole::Body, true, false, this)),
      m_columnButton(new QToolButton(this)), m_columnMenu(new QMenu(this)), m_table(new QTableView(this)),
      m_empty(makeLabel({}, TextRole::Body, true, false, this)), m_typing(new QTimer(this)), m_model(new items::WindowedTableModel(this))
{
    m_kinds->setObjectName(u"kinds"_s);
    m_kinds->setAccessibleName(tr("Kinds of things"));
    m_kinds->setFrameShape(QFrame::NoFrame);
    m_kinds->setFixedWidth(grid(52));
    m_kinds->viewport()->setAutoFillBackground(false);
    m_kinds->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_kinds->setUniformItemSizes(true);
    for (const domain::KindInfo &info : context.backend.catalogue().kinds()) {
        auto *item = new QListWidgetItem(info.labelPlural, m_kinds);
        item->setData(Qt::UserRole, static_cast<int>(info.kind));
        item->setSizeHint(QSize(0, QFontMetrics(font()).height() + grid(3)));
    }
    connect(m_kinds, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item && !m_filling)
            showKind(static_cast<EntityKind>(item->data(Qt::UserRole).toInt()));
    });

    m_search->setObjectName(u"inventorySearch"_s);
    m_search->setAccessibleName(tr("Search in this list"));
    m_search->setPlaceholderText(tr("Name or key contains …"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(grid(70));
    m_typing->setSingleShot(true);
    m_typing->setInterval(200);
    connect(m_search, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_typing, &QTimer::timeout, this, [this] { reload(); });

    m_columnButton->setObjectName(u"columnChooser"_s);
    m_columnButton->setText(tr("Columns"));
    m_columnButton->setAccessibleName(tr("Choose columns"));
    m_columnButton->setToolTip(tr("Choose which columns are shown"));
    m_columnButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_columnButton->setPopupMode(QToolButton::InstantPopup);
    m_columnButton->setMenu(m_columnMenu);
    connect(m_columnMenu, &QMenu::aboutToShow, this, &InventoryPage::fillColumnMenu);

    m_table->setObjectName(u"inventoryTable"_s);
    m_table->setAccessibleName(tr("Inventory"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new StateDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(font()).height() + grid(3));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
    m_table->horizontalHeader()->setSortIndicatorShown(true);
    connect(m_model, &items::WindowedTableModel::blockNeeded, this, &InventoryPage::fetch, Qt::QueuedConnection);
    connect(m_model, &items::WindowedTableModel::sortWanted, this, [this](const QString &column, bool descending) {
        if (column == m_sortBy && descending == m_descending)
            return;
        m_sortBy = column;
        m_descending = descending;
        reload();
    });
    const auto choose = [this](const QModelIndex &index) {
        if (const qint64 id = m_model->idAt(index.row()))
            emit entityWanted(id);
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [choose](const QModelIndex &now) {
        if (now.isValid())
            choose(now);
    });
    connect(m_table, &QTableView::clicked, this, choose);
    m_empty->setWordWrap(true);
    m_empty->hide();

    auto *head = new QHBoxLayout;
    head->setSpacing(grid(3));
    head->addWidget(m_heading);
    head->addWidget(m_count);
    head->addStretch(1);
    head->addWidget(m_search, 1);
    head->addWidget(m_columnButton);
    auto *right = new QVBoxLayout;
    right->setSpacing(grid(2));
    right->addLayout(head);
    right->addWidget(hairline(this));
    right->addWidget(m_empty);
    right->addWidget(m_table, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    row->setSpacing(grid(6));
    row->addWidget(m_kinds);
    row->addLayout(right, 1);
}

FilterState InventoryPage::effectiveFilter() const
{
    FilterState filter = m_filter;
    if (!m_search->text().trimmed().isEmpty())
        filter.text = m_search->text().trimmed();
    // A chip for another kind narrows the kinds, not the list that was chosen by hand.
    if (filter.kind && *filter.kind != m_kind) {
        filter.kind.reset();
        filter.attr.clear();
        filter.attrValue.clear();
    }
    return filter;
}

QStringList InventoryPage::columns() const
{
    const auto chosen = m_chosenColumns.constFind(static_cast<int>(m_kind));
    if (chosen != m_chosenColumns.cend())
        return *chosen;
    static const QHash<int, QStringList> usual = {
        {static_cast<int>(EntityKind::Workload), {u"provider"_s, u"hosting_countries"_s, u"admin_countries"_s, u"data_classes"_s, u"criticality"_s, u"processed_in_clear"_s, u"legal_entity"_s}},
        {static_cast<int>(EntityKind::Dataset), {u"classes"_s, u"storage_countries"_s, u"access_countries"_s, u"lawful_basis"_s, u"legal_entity"_s, u"dpia_date"_s}},
        {static_cast<int>(EntityKind::Model), {u"provider"_s, u"developer"_s, u"developer_country"_s, u"hosting_countries"_s, u"access"_s, u"eval_date"_s}},
        {static_cast<int>(EntityKind::Accelerator), {u"vendor"_s, u"chip"_s, u"count"_s, u"location_countries"_s, u"provider"_s, u"eccn"_s}},
        {static_cast<int>(EntityKind::Identity), {u"kind"_s, u"employer"_s, u"country"_s, u"mfa"_s, u"last_used_at"_s, u"legal_entity"_s}},
        {static_cast<int>(EntityKind::Grant), {u"principal"_s, u"principal_type"_s, u"principal_country"_s, u"privilege"_s, u"workload"_s, u"last_review_at"_s}},
        {static_cast<int>(EntityKind::Provider), {u"legal_country"_s, u"ultimate_parent"_s, u"ultimate_parent_country"_s, u"operator_access"_s, u"role"_s}},
        {static_cast<int>(EntityKind::Contract), {u"provider"_s, u"legal_entity"_s, u"governing_law"_s, u"audit_rights"_s, u"end_date"_s, u"exit_clause"_s}},
        {static_cast<int>(EntityKind::Certification), {u"scheme"_s, u"holder"_s, u"expires"_s, u"auditor"_s, u"level"_s}},
        {static_cast<int>(EntityKind::Transfer), {u"exporter"_s, u"importer_country"_s, u"tool"_s, u"tia_date"_s, u"data_classes"_s}},
        {static_cast<int>(EntityKind::LegalEntity), {u"country"_s, u"sectors"_s, u"role_gdpr"_s, u"lei"_s, u"parent"_s}},
    };
    const domain::KindInfo &info = m_context.backend.catalogue().kind(m_kind);
    QStringList out;
    for (const QString &name : usual.value(static_cast<int>(m_kind))) {
        if (info.find(name))
            out.append(name);
    }
    for (const domain::Attribute &a : info.attributes) {
        if (out.size() >= 6)
            break;
        if (!out.contains(a.name) && a.name != u"description"_s)
            out.append(a.name);
    }
    return out;
}

void InventoryPage::fillColumnMenu()
{
    m_columnMenu->clear();
    const QStringList now = columns();
    for (const domain::Attribute &a : m_context.backend.catalogue().kind(m_kind).attributes) {
        QAction *action = m_columnMenu->addAction(a.label);
        action->setCheckable(true);
        action->setChecked(now.contains(a.name));
        action->setToolTip(a.description);
        connect(action, &QAction::toggled, this, [this, name = a.name](bool on) {
            QStringList list = columns();
            list.removeAll(name);
            if (on)
                list.append(name);
            m_chosenColumns.insert(static_cast<int>(m_kind), list);
            reload();
        });
    }
}

void InventoryPage::showKind(EntityKind kind)
{
    if (m_kind == kind)
        return;
    m_kind = kind;
    m_sortBy.clear();
    m_descending = false;
    const QSignalBlocker quiet(m_model);
    m_table->horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
    reload();
}

void InventoryPage::reload()
{
    if (m_filter.kind && sender() != m_kinds && sender() != m_typing && m_kind != *m_filter.kind && !m_filling)
        m_kind = *m_filter.kind;
    m_filling = true;
    for (int i = 0; i < m_kinds->count(); ++i) {
        if (m_kinds->item(i)->data(Qt::UserRole).toInt() == static_cast<int>(m_kind))
            m_kinds->setCurrentRow(i);
    }
    m_filling = false;
    m_columnButton->setIcon(loadIcon(u"columns"_s, this));
    InventoryQuery query{m_kind, effectiveFilter(), m_sortBy, m_descending, columns(), 0, items::WindowedTableModel::BlockSize};
    ask<InventoryPageData>(u"list"_s, [query](Backend &backend, const QString &path) { return backend.inventory(path, query); },
                           [this, query](const InventoryPageData &found) {
        const domain::KindInfo &info = m_context.backend.catalogue().kind(query.kind);
        QStringList titles;
        for (const QString &name : query.columns) {
            const domain::Attribute *a = info.find(name);
            titles.append(a ? a->label : name);
        }
        showCounts(found.counts);
        m_model->reset(found.total, tr("Name"), titles, query.columns);
        m_model->setBlock(0, found.rows);
        const QFontMetrics metrics(font());
        const QFontMetrics headMetrics(m_table->horizontalHeader()->font());
        m_table->setColumnWidth(0, grid(64));
        for (int c = 1; c < m_model->columnCount(); ++c) {
            int width = headMetrics.horizontalAdvance(titles.at(c - 1)) + grid(9);
            for (const items::Row &row : found.rows.mid(0, 60))
                width = qMax(width, metrics.horizontalAdvance(row.cells.value(c - 1).text) + grid(4));
            m_table->setColumnWidth(c, qMin(width, grid(52)));
        }
        m_heading->setText(info.labelPlural);
        m_count->setText(figures::formatNumber(found.total));
        m_empty->setVisible(found.total == 0);
        m_table->setVisible(found.total > 0);
        m_empty->setText(query.filter.isEmpty() ? tr("Nothing of this kind is recorded yet. Import an inventory or a register: drop the file anywhere on this window.")
                                                : tr("Nothing of this kind matches the filter."));
    });
}

void InventoryPage::showCounts(const QList<KindCount> &counts)
{
    for (int i = 0; i < m_kinds->count(); ++i) {
        QListWidgetItem *item = m_kinds->item(i);
        const int kind = item->data(Qt::UserRole).toInt();
        if (kind >= counts.size())
            continue;
        const KindCount &c = counts.at(kind);
        const QString label = m_context.backend.catalogue().kind(c.kind).labelPlural;
        item->setText(label + u"   "_s + (c.shown == c.all ? figures::formatNumber(static_cast<double>(c.all))
                                                           : tr("%1 of %2").arg(figures::formatNumber(static_cast<double>(c.shown)), figures::formatNumber(static_cast<double>(c.all)))));
        item->setForeground(c.shown > 0 ? palette().text() : palette().placeholderText());
    }
}

void InventoryPage::fetch(int offset, int limit)
{
    const InventoryQuery query{m_kind, effectiveFilter(), m_sortBy, m_descending, columns(), offset, limit};
    ask<InventoryPageData>(u"block%1"_s.arg(offset), [query](Backend &backend, const QString &path) { return backend.inventory(path, query); },
                           [this, query](const InventoryPageData &found) {
        if (query.kind == m_kind && query.columns == columns() && query.filter == effectiveFilter())
            m_model->setBlock(found.offset, found.rows);
    });
}

} // namespace views
