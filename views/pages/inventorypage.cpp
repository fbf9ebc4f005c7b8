// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/inventorypage.h"

#include "figures/figure.h"
#include "pages/nothingfound.h"
#include "widgets/iconloader.h"
#include "widgets/statedelegate.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QScrollBar>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using figures::TextRole;
using figures::formatCount;

namespace views {

InventoryPage::InventoryPage(const PageContext &context, QWidget *parent)
    : Page(u"inventory"_s, tr("Inventory"), context, parent), m_kinds(new QListWidget(this)), m_search(new QLineEdit(this)),
      m_heading(makeLabel({}, TextRole::Title, false, true, this)), m_count(makeLabel({}, TextRole::Body, true, false, this)),
      m_many(new QToolButton(this)), m_columnButton(new QToolButton(this)), m_columnMenu(new QMenu(this)), m_add(new QToolButton(this)), m_register(new QToolButton(this)), m_table(new QTableView(this)),
      m_empty(makeLabel({}, TextRole::Body, true, false, this)), m_typing(new QTimer(this)), m_model(new items::WindowedTableModel(this)),
      m_kindBox(new QComboBox(this)), m_nothing(new NothingFound(this))
{
    m_kinds->setObjectName(u"kinds"_s);
    m_kinds->setAccessibleName(tr("Kinds of things"));
    m_kinds->setFrameShape(QFrame::NoFrame);
    m_kinds->setFixedWidth(grid(48));
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

    m_kindBox->setObjectName(u"kindBox"_s);
    m_kindBox->setAccessibleName(tr("Kind of thing"));
    for (int i = 0; i < m_kinds->count(); ++i)
        m_kindBox->addItem(m_kinds->item(i)->text());
    m_kindBox->hide();
    connect(m_kindBox, &QComboBox::activated, m_kinds, qOverload<int>(&QListWidget::setCurrentRow));
    connect(m_kinds, &QListWidget::currentRowChanged, m_kindBox, &QComboBox::setCurrentIndex);

    m_search->setObjectName(u"inventorySearch"_s);
    m_search->setAccessibleName(tr("Search in this list"));
    m_search->setPlaceholderText(tr("Name or key"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(grid(70));
    m_search->setMinimumWidth(QFontMetrics(m_search->font()).horizontalAdvance(m_search->placeholderText()) + grid(10)); // with its cross
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

    m_add->setObjectName(u"addThing"_s);
    m_add->setText(tr("Add …"));
    connect(m_add, &QToolButton::clicked, this, [this] { emit addWanted(m_kind); });

    m_many->setObjectName(u"changeMany"_s);
    m_many->setToolTip(tr("Give all that are chosen one value. Shift and Ctrl choose several lines, Ctrl+A all."));
    m_many->hide();
    connect(m_many, &QToolButton::clicked, this, &InventoryPage::changeMany);

    m_register->setObjectName(u"register"_s);
    m_register->setPopupMode(QToolButton::InstantPopup);
    m_register->setMenu(new QMenu(m_register));
    connect(m_register->menu(), &QMenu::aboutToShow, this, &InventoryPage::fillRegisterMenu);

    m_table->setObjectName(u"inventoryTable"_s);
    m_table->setAccessibleName(tr("Inventory"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new StateDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(font()).height() + grid(3));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setTextElideMode(Qt::ElideRight);
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
    // Not by the current row alone: coming in with the keyboard makes the first one current, and asks for nothing.
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, choose](const QItemSelection &now) {
        tellChosen();
        if (!now.isEmpty() && chosenLines() == 1)
            choose(now.indexes().constFirst());
    });
    connect(m_table, &QTableView::clicked, this, [this, choose](const QModelIndex &index) {
        if (chosenLines() == 1)
            choose(index);
    });
    setFocusProxy(m_table);
    m_empty->setWordWrap(true);
    m_empty->hide();
    connect(m_nothing, &NothingFound::filterWanted, this, [this](const FilterState &filter) { emit filterWanted(filter, id()); });
    connect(m_nothing, &NothingFound::searchCleared, m_search, &QLineEdit::clear);
    m_table->viewport()->installEventFilter(this);
    m_table->horizontalHeader()->setMinimumSectionSize(grid(12));
    m_table->setTextElideMode(Qt::ElideRight);
    m_heading->setObjectName(u"inventoryHeading"_s);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int, int before, int now) { m_byHand = m_byHand || (!m_sharing && before > 0 && now > 0 && (QApplication::mouseButtons() & Qt::LeftButton)); });

    auto *head = new QHBoxLayout;
    head->setSpacing(grid(3));
    head->addWidget(m_heading);
    head->addWidget(m_kindBox);
    head->addWidget(m_count);
    head->addStretch(1);
    head->addWidget(m_search, 1);
    head->addWidget(m_many);
    head->addWidget(m_add);
    head->addWidget(m_register);
    head->addWidget(m_columnButton);
    auto *right = new QVBoxLayout;
    right->setSpacing(grid(2));
    right->addLayout(head);
    right->addWidget(hairline(this));
    right->addWidget(m_empty);
    right->addWidget(m_nothing, 1);
    right->addWidget(m_table, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    row->setSpacing(grid(6));
    row->addWidget(m_kinds);
    row->addLayout(right, 1);
}

int InventoryPage::chosenLines() const
{
    int lines = 0;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
        lines += range.height();
    return lines;
}

void InventoryPage::keepChosen(qint64 entity)
{
    const QModelIndex now = m_table->currentIndex();
    if (chosenLines() != 1 || !now.isValid() || m_model->idAt(now.row()) == entity)
        return;
    const QSignalBlocker quiet(m_table->selectionModel());
    if (const int row = m_model->rowOf(entity); row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
    else
        m_table->setCurrentIndex({});
    m_table->viewport()->update();
}

void InventoryPage::tellChosen()
{
    const int chosen = chosenLines();
    m_many->setText(tr("Change %1 …").arg(formatCount(chosen)));
    m_many->setVisible(chosen > 1 && m_add->isEnabled());
    m_add->setVisible(chosen < 2); // the row is full
}

void InventoryPage::changeMany()
{
    LineRuns lines;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
        lines.append({range.top(), range.bottom()});
    std::sort(lines.begin(), lines.end());
    emit manyWanted(m_shown, lines);
}

void InventoryPage::choose(qint64 entity)
{
    m_find = entity;
    if (isVisible())
        reload();
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
        filter.facets = 0;
    }
    return filter;
}

QStringList InventoryPage::columns() const
{
    const auto chosen = m_chosenColumns.constFind(static_cast<int>(m_kind));
    if (chosen != m_chosenColumns.cend())
        return *chosen;
    static const QHash<int, QStringList> usual = {
        {static_cast<int>(EntityKind::Workload), {u"provider"_s, u"hosting_countries"_s, u"admin_countries"_s, u"data_classes"_s, u"criticality"_s, u"legal_entity"_s}},
        {static_cast<int>(EntityKind::Dataset), {u"classes"_s, u"storage_countries"_s, u"access_countries"_s, u"lawful_basis"_s, u"legal_entity"_s, u"dpia_date"_s}},
        {static_cast<int>(EntityKind::Model), {u"provider"_s, u"developer"_s, u"developer_country"_s, u"hosting_countries"_s, u"access"_s, u"eval_date"_s}},
        {static_cast<int>(EntityKind::Accelerator), {u"vendor"_s, u"chip"_s, u"count"_s, u"location_countries"_s, u"provider"_s, u"eccn"_s}},
        {static_cast<int>(EntityKind::Identity), {u"kind"_s, u"employer"_s, u"country"_s, u"mfa"_s, u"last_used_at"_s, u"legal_entity"_s}},
        {static_cast<int>(EntityKind::Grant), {u"principal"_s, u"principal_type"_s, u"principal_country"_s, u"privilege"_s, u"workload"_s, u"last_review_at"_s}},
        {static_cast<int>(EntityKind::Provider), {u"legal_country"_s, u"ultimate_parent"_s, u"ultimate_parent_country"_s, u"operator_access"_s, u"role"_s}},
        {static_cast<int>(EntityKind::Contract), {u"provider"_s, u"legal_entity"_s, u"governing_law"_s, u"audit_rights"_s, u"end_date"_s, u"exit_clause"_s}},
        {static_cast<int>(EntityKind::Certification), {u"scheme"_s, u"holder"_s, u"expires"_s, u"auditor"_s, u"level"_s}},
        {static_cast<int>(EntityKind::ToolFinding), {u"tool"_s, u"outcome"_s, u"severity"_s, u"resource_name"_s, u"requirements"_s, u"observed"_s}},
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
            m_ticked = on ? name : QString();
            m_chosenColumns.insert(static_cast<int>(m_kind), list);
            reload();
        });
    }
}

void InventoryPage::showState(const RegisterState &state)
{
    m_state = state;
    m_register->setText(state.complete ? tr("Complete") : tr("Not complete"));
    const QString from = state.since.isValid() ? tr(" since %1").arg(state.since.toString(Qt::ISODate)) : QString();
    const QString until = state.until.isValid() ? tr(", until %1").arg(state.until.toString(Qt::ISODate)) : QString();
    m_register->setToolTip(state.complete ? tr("Declared complete%1%2%3: what is not recorded does not exist")
                                                .arg(state.who.isEmpty() ? QString() : tr(" by %1").arg(state.who), from, until)
                                          : tr("Nobody has declared this register complete: what is not recorded may exist all the same"));
    m_register->setAccessibleName(tr("Register as a whole: %1").arg(m_register->text()));
}

void InventoryPage::fillRegisterMenu()
{
    QMenu *menu = m_register->menu();
    menu->clear();
    const QString label = m_context.backend.catalogue().kind(m_kind).labelPlural;
    QAction *declare = menu->addAction(m_state.complete ? tr("Declare anew …") : tr("Declare complete …"));
    connect(declare, &QAction::triggered, this, [this] { emit registerWanted(m_kind, m_state); });
    if (m_state.complete)
        connect(menu->addAction(tr("No longer complete")), &QAction::triggered, this, [this] { emit registerWithdrawn(m_kind); });
    const auto list = [&](const QString &value, const QString &text, qint64 count) {
        QAction *action = menu->addAction(text.arg(count));
        action->setEnabled(count > 0);
        connect(action, &QAction::triggered, this, [this, value, label] {
            FilterState filter = m_filter.about();
            filter.kind = m_kind;
            filter.narrow(u"state"_s, value, value == u"retired"_s ? tr("%1 out of use").arg(label) : tr("%1 that vanished from their source").arg(label));
            emit filterWanted(filter, id());
        });
    };
    menu->addSeparator();
    list(u"vanished"_s, tr("Show those that vanished (%1)"), m_state.vanished);
    QAction *retire = menu->addAction(tr("Retire all that vanished …"));
    retire->setEnabled(m_state.vanished > 0);
    connect(retire, &QAction::triggered, this, [this] { emit retireVanishedWanted(m_kind, m_state.vanished); });
    list(u"retired"_s, tr("Show those out of use (%1)"), m_state.retired);
}

void InventoryPage::showKind(EntityKind kind)
{
    if (m_kind == kind)
        return;
    m_kind = kind;
    m_add->setEnabled(kind != EntityKind::ToolFinding); // tools say those
    m_sortBy.clear();
    m_byHand = false;
    m_lookedAround = true;
    m_chosenByHand = true;
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
    m_columnButton->setIcon(loadIcon(u"columns"_s));
    InventoryQuery query{m_kind, effectiveFilter(), m_sortBy, m_descending, columns(), 0, items::WindowedTableModel::BlockSize, m_find};
    m_find = 0;
    ask<InventoryPageData>(u"list"_s, [query](Backend &backend, const QString &path) { return backend.inventory(path, query); },
                           [this, query](const InventoryPageData &found) {
        const domain::KindInfo &info = m_context.backend.catalogue().kind(query.kind);
        QStringList titles;
        for (const QString &name : query.columns) {
            const domain::Attribute *a = info.find(name);
            titles.append(a ? a->label : name);
        }
        showCounts(found.counts);
        showState(found.state);
        // A filter that names no kind opens the kind of which it lists most, rather than an empty table; so does the page before anybody chose.
        if (found.total == 0 && (!query.filter.isEmpty() || !m_chosenByHand) && !m_filter.kind && m_search->text().isEmpty() && !m_lookedAround) {
            const auto most = std::max_element(found.counts.begin(), found.counts.end(), [](const KindCount &a, const KindCount &b) { return a.shown < b.shown; });
            if (most != found.counts.end() && most->shown > 0) {
                m_lookedAround = true;
                m_kind = most->kind;
                reload();
                return;
            }
        }
        m_lookedAround = false;
        // After a change the same list stays where it was, with the same line chosen.
        const bool same = query.kind == m_shown.kind && query.filter == m_shown.filter && query.sortBy == m_shown.sortBy && query.descending == m_shown.descending;
        const int scrolled = same ? m_table->verticalScrollBar()->value() : 0;
        const int chosen = same ? m_table->currentIndex().row() : -1;
        const qint64 chosenId = chosen < 0 ? 0 : m_model->idAt(chosen);
        m_shown = query;
        m_model->reset(found.total, tr("Name"), titles, query.columns);
        m_model->setBlock(0, found.rows);
        if (chosenId != 0) {
            const int now = m_model->rowOf(chosenId);
            const QSignalBlocker quiet(m_table->selectionModel());
            m_table->setCurrentIndex(m_model->index(qMin(now < 0 ? chosen : now, found.total - 1), 0));
        }
        tellChosen();
        m_table->verticalScrollBar()->setValue(scrolled);
        measure(titles, found.rows);
        if (const qsizetype column = query.columns.indexOf(m_ticked); column >= 0)
            m_table->scrollTo(m_model->index(qMax(0, m_table->rowAt(0)), static_cast<int>(column) + 1));
        m_ticked.clear();
        if (query.find != 0 && found.at >= 0) {
            const QSignalBlocker quiet(m_table->selectionModel());
            m_table->setCurrentIndex(m_model->index(found.at, 0));
            m_table->scrollTo(m_model->index(found.at, 0), QAbstractItemView::PositionAtCenter);
        }
        m_heading->setText(info.labelPlural);
        m_count->setText(figures::formatNumber(found.total));
        m_empty->setVisible(found.total == 0 && query.filter.isEmpty());
        m_nothing->setVisible(found.total == 0 && !query.filter.isEmpty());
        // A chip for another kind does not narrow this list, so it is not to blame.
        QList<FilterChip> chips = m_chips;
        if (m_filter.kind && *m_filter.kind != query.kind)
            chips.removeIf([](const FilterChip &chip) { return chip.name == u"kind"_s || chip.name == u"attr"_s; });
        m_nothing->explain(info.labelPlural, chips, m_search->text().trimmed());
        m_table->setVisible(found.total > 0);
        m_empty->setText(tr("Nothing of this kind is recorded yet. Import an inventory or a register: drop the file anywhere on this window."));
    });
}

void InventoryPage::measure(const QStringList &titles, const QList<items::Row> &rows)
{
    const QFontMetrics metrics(m_table->font());
    const QFontMetrics small(scaledFont(TextRole::Caption));
    const QFontMetrics head(m_table->horizontalHeader()->font());
    m_wanted = {grid(40)};
    m_least = {grid(36)};
    for (const items::Row &row : rows.mid(0, 60)) {
        const int hint = row.hint.isEmpty() ? 0 : small.horizontalAdvance(row.hint) + grid(2);
        m_wanted[0] = qMax(m_wanted.at(0), qMin(metrics.horizontalAdvance(row.name) + hint + grid(5), grid(88)));
    }
    for (int c = 0; c < static_cast<int>(titles.size()); ++c) {
        const int title = qMin(head.horizontalAdvance(titles.at(c)) + grid(4), grid(34));
        // What three of four rows need: a few long ones shall not take the room of all.
        QList<int> needs = {title};
        for (const items::Row &row : rows.mid(0, 80))
            needs.append(metrics.horizontalAdvance(row.cells.value(c).text) + grid(4));
        std::sort(needs.begin(), needs.end());
        const int usual = qMax(title, needs.at(needs.size() * 3 / 4));
        m_wanted.append(qBound(title, needs.constLast(), grid(56)));
        m_least.append(qMin(usual, grid(36)));
    }
    shareWidth();
}

void InventoryPage::shareWidth()
{
    if (m_wanted.size() != m_model->columnCount())
        return;
    const auto sum = [](const QList<int> &list) { return std::accumulate(list.begin(), list.end(), 0); };
    // Whole columns rather than cut ones: those that the width does not hold wait for more room, and the button says how many.
    int shown = static_cast<int>(m_wanted.size());
    // What somebody chose is there, if need be by scrolling sideways.
    const bool chosen = m_chosenColumns.contains(static_cast<int>(m_kind));
    while (!chosen && shown > 3 && sum(m_least.mid(0, shown)) > m_table->viewport()->width())
        --shown;
    m_sharing = true;
    for (int c = 0; c < static_cast<int>(m_wanted.size()); ++c)
        m_table->setColumnHidden(c, c >= shown);
    const bool all = shown == static_cast<int>(m_wanted.size());
    m_columnButton->setText(all ? tr("Columns") : tr("Columns (%1 of %2)").arg(shown).arg(m_wanted.size()));
    m_columnButton->setToolTip(all ? tr("Choose which columns are shown") : tr("Choose which columns are shown: %1 of %2 have room").arg(shown).arg(m_wanted.size()));
    const QList<int> wanted = m_wanted.mid(0, shown);
    const QList<int> least = m_least.mid(0, shown);
    QList<int> widths = wanted;
    int spare = m_table->viewport()->width() - sum(widths);
    if (spare < 0) {
        // Each gives of what it has above its title's width, in proportion.
        const int give = sum(wanted) - sum(least);
        for (int c = 0; c < shown; ++c) {
            const double share = give > 0 ? static_cast<double>(wanted.at(c) - least.at(c)) / give : 0;
            widths[c] -= qMin(wanted.at(c) - least.at(c), static_cast<int>(std::ceil(-spare * share)));
        }
    } else {
        for (int &width : widths)
            width += spare / shown;
        widths[0] += spare % shown;
    }
    for (int c = 0; c < shown; ++c)
        m_table->setColumnWidth(c, widths.at(c));
    m_sharing = false;
}

void InventoryPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool narrow = width() < grid(190);
    m_kinds->setVisible(!narrow);
    m_kindBox->setVisible(narrow);
    m_heading->setVisible(!narrow);
    // The search keeps its room: how many columns there are stands in the button's tooltip.
    m_columnButton->setToolButtonStyle(narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    m_count->setVisible(!narrow);
}

bool InventoryPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize && !m_byHand)
        shareWidth();
    return Page::eventFilter(watched, event);
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
        item->setText(label + u"   "_s + (c.shown == c.all ? formatCount(c.all)
                                                           : tr("%1 of %2").arg(formatCount(c.shown), formatCount(c.all))));
        m_kindBox->setItemText(i, item->text());
        item->setToolTip(item->text());
        item->setForeground(c.shown > 0 ? palette().text() : palette().placeholderText());
    }
    // As wide as the longest line with its numbers, so that none is cut while a filter stands.
    int widest = grid(42);
    for (int i = 0; i < m_kinds->count(); ++i)
        widest = qMax(widest, m_kinds->fontMetrics().horizontalAdvance(m_kinds->item(i)->text()));
    m_kinds->setFixedWidth(qMin(widest + grid(3), grid(72)) + style()->pixelMetric(QStyle::PM_ScrollBarExtent));
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
