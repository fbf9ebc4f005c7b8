// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/assetspage.h"

#include "pages/issuelist.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

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

QTreeWidget *AssetsPage::makeAssetList(const QString &name, const QString &title)
{
    auto *list = new QTreeWidget(this);
    makeFlat(list, name, title, {});
    list->setItemDelegateForColumn(0, new SignDelegate(list));
    const auto open = [this](const QTreeWidgetItem *item) { follow(item->data(0, Qt::UserRole).toString()); };
    connect(list, &QTreeWidget::itemActivated, this, open);
    connect(list, &QTreeWidget::itemClicked, this, open);
    return list;
}

void AssetsPage::fillAssetList(QTreeWidget *list, const AssetTable &table)
{
    const QSignalBlocker quiet(list);
    list->clear();
    list->setColumnCount(static_cast<int>(table.head.size()));
    list->setHeaderLabels(table.head);
    for (const AssetRow &row : table.rows) {
        auto *item = new QTreeWidgetItem(list, row.cells);
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
    // Columns as wide as most of their words need, within a share of the room.
    QHeaderView *header = list->header();
    header->setStretchLastSection(true);
    const QFontMetrics metrics(list->font());
    for (int c = 0; c < static_cast<int>(table.head.size()); ++c) {
        QList<int> widths;
        for (const AssetRow &row : table.rows)
            widths.append(metrics.horizontalAdvance(row.cells.value(c)));
        std::sort(widths.begin(), widths.end());
        const int most = widths.isEmpty() ? 0 : widths.at(widths.size() * 9 / 10);
        const int sign = c == 0 && !table.rows.isEmpty() && table.rows.constFirst().sign ? grid(6) : 0;
        header->resizeSection(c, qBound(grid(10), qMax(most + sign, metrics.horizontalAdvance(table.head.at(c))) + grid(5), grid(62)));
    }
}

} // namespace views
