// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/assetspage.h"

#include "pages/issuelist.h"
#include "widgets/theme.h"
#include "widgets/wrappedrows.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

constexpr qsizetype MostWrapped = 200; ///< rows whose words go on in further lines

} // namespace

AssetsPage::AssetsPage(const QString &id, const QString &title, const PageContext &context, AssetsBackend &assets, QWidget *parent)
    : Page(id, title, context, parent), m_assets(assets), m_head(new QHBoxLayout), m_summary(makeLabel({}, TextRole::Body, true, false, this)),
      m_scope(makeLabel({}, TextRole::Caption, true, false, this)), m_nothing(makeLabel({}, TextRole::Body, true, false, this)), m_body(new QWidget(this))
{
    m_summary->setObjectName(id + u"Summary"_s);
    m_summary->setWordWrap(true);
    m_scope->setObjectName(id + u"Scope"_s);
    m_scope->setWordWrap(true);
    m_scope->hide();
    m_nothing->setObjectName(id + u"Nothing"_s);
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    m_head->setSpacing(grid(3));
    m_head->addWidget(makeLabel(title, TextRole::Title, false, true, this));
    m_head->addWidget(m_summary, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(3));
    layout->setSpacing(grid(2));
    layout->addLayout(m_head);
    layout->addWidget(hairline(this));
    layout->addWidget(m_scope);
    layout->addWidget(m_nothing);
    layout->addWidget(m_body, 1);
    layout->addStretch(0);
}

void AssetsPage::showHead(const AssetsPageData &data)
{
    m_shown = data;
    m_summary->setText(data.summary);
    m_summary->setToolTip(data.summary);
    const QString scope = scopeWords(true);
    m_scope->setText(scope.isEmpty() ? QString() : tr("Only %1").arg(scope));
    m_scope->setVisible(!scope.isEmpty());
    m_nothing->setText(data.nothing);
    m_nothing->setVisible(!data.nothing.isEmpty());
    m_body->setVisible(data.nothing.isEmpty());
}

bool AssetsPage::follow(const QString &id)
{
    const auto it = m_shown.doors.constFind(id);
    if (it == m_shown.doors.constEnd())
        return false;
    if (it->entity != 0)
        emit entityWanted(it->entity);
    else
        emit filterWanted(it->filter, u"inventory"_s);
    return true;
}

AssetList *AssetsPage::makeAssetList(const QString &name, const QString &title)
{
    auto *list = new AssetList(name, title, this);
    const auto open = [this](const QTreeWidgetItem *item) { follow(item->data(0, Qt::UserRole).toString()); };
    connect(list, &QTreeWidget::itemActivated, this, open);
    connect(list, &QTreeWidget::itemClicked, this, open);
    return list;
}

AssetList::AssetList(const QString &name, const QString &title, QWidget *parent) : QTreeWidget(parent)
{
    makeFlat(this, name, title, {});
    setItemDelegateForColumn(0, new SignDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setStretchLastSection(false);
    header()->setTextElideMode(Qt::ElideRight); // the whole title is in its tooltip
    m_rowHeights.setSingleShot(true);
    m_rowHeights.setInterval(0);
    connect(&m_rowHeights, &QTimer::timeout, this, [this] {
        // A name beside a sign stays on one line.
        const int first = topLevelItemCount() > 0 && topLevelItem(0)->data(0, SignDelegate::StatusRole).isValid() ? 1 : 0;
        QList<int> columns(columnCount() - first);
        std::iota(columns.begin(), columns.end(), first);
        if (m_wraps && !columns.isEmpty())
            wrapRows(this, columns);
    });
}

void AssetList::fill(const AssetTable &table)
{
    const QSignalBlocker quiet(this);
    clear();
    setColumnCount(static_cast<int>(table.head.size()));
    setHeaderLabels(table.head);
    for (const AssetRow &row : table.rows) {
        auto *item = new QTreeWidgetItem(this, row.cells);
        item->setData(0, Qt::UserRole, row.id);
        if (row.sign) {
            item->setData(0, SignDelegate::StatusRole, static_cast<int>(*row.sign));
            item->setData(0, SignDelegate::SeverityRole, static_cast<int>(row.grade));
        }
        for (int c = 0; c < static_cast<int>(row.cells.size()); ++c) {
            item->setToolTip(c, row.tip.isEmpty() ? row.cells.at(c) : u"%1\n%2"_s.arg(row.cells.at(c), row.tip));
            bool number = false;
            QString(row.cells.at(c)).remove(QChar(0x202f)).toDouble(&number);
            if (number)
                item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
        }
        QStringList words;
        for (qsizetype c = 0; c < row.cells.size(); ++c)
            words.append(table.head.value(c) + u' ' + row.cells.at(c));
        item->setData(0, Qt::AccessibleTextRole, words.join(u", "_s));
    }
    m_wishes.clear();
    m_whole.clear();
    m_least.clear();
    const QFontMetrics metrics(font());
    for (int c = 0; c < static_cast<int>(table.head.size()); ++c) {
        QList<int> widths;
        for (const AssetRow &row : table.rows)
            widths.append(metrics.horizontalAdvance(row.cells.value(c)));
        std::sort(widths.begin(), widths.end());
        const int most = widths.isEmpty() ? 0 : widths.at(widths.size() * 9 / 10);
        const int sign = c == 0 && !table.rows.isEmpty() && table.rows.constFirst().sign ? grid(6) : 0;
        const int head = metrics.horizontalAdvance(table.head.at(c)) + grid(4);
        m_wishes.append(qBound(head, most + sign + grid(5), grid(80)));
        m_whole.append(qMax(head, (widths.isEmpty() ? 0 : widths.constLast()) + sign + grid(6)));
        m_least.append(qMin(head, grid(30)));
        headerItem()->setToolTip(c, table.head.at(c));
    }
    // Where there are too many rows for that, a row is one line.
    m_wraps = table.rows.size() <= MostWrapped;
    setWordWrap(m_wraps);
    setUniformRowHeights(!m_wraps);
    shareWidth();
}

void AssetList::resizeEvent(QResizeEvent *event)
{
    QTreeWidget::resizeEvent(event);
    shareWidth();
}

void AssetList::shareWidth()
{
    const int room = viewport()->width();
    // All in full where there is room; else what most rows need.
    const QList<int> &wishes = std::accumulate(m_whole.cbegin(), m_whole.cend(), 0) <= room ? m_whole : m_wishes;
    const int wished = std::accumulate(wishes.cbegin(), wishes.cend(), 0);
    const int least = std::accumulate(m_least.cbegin(), m_least.cend(), 0);
    int left = room;
    for (int c = 0; c < static_cast<int>(wishes.size()); ++c) {
        // Each gives up the same share of what it would have beyond the least.
        const double share = wished <= room || wished <= least ? 1.0 : qBound(0.0, static_cast<double>(room - least) / (wished - least), 1.0);
        const int width = c + 1 == wishes.size() ? qMax(left, m_least.at(c)) : m_least.at(c) + qRound((wishes.at(c) - m_least.at(c)) * share);
        header()->resizeSection(c, width);
        left -= width;
    }
    if (m_wraps)
        m_rowHeights.start();
}

} // namespace views
