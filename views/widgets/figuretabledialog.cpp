// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/figuretabledialog.h"

#include "widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace views {
namespace {

/// Sorts numbers as numbers.
class NumberItem final : public QTableWidgetItem
{
public:
    NumberItem(double value, const QString &shown) : QTableWidgetItem(shown), m_value(value) { setTextAlignment(Qt::AlignRight | Qt::AlignVCenter); }
    bool operator<(const QTableWidgetItem &other) const override
    {
        const auto *number = dynamic_cast<const NumberItem *>(&other);
        return number ? m_value < number->m_value : QTableWidgetItem::operator<(other);
    }

private:
    double m_value;
};

} // namespace

FigureTableDialog::FigureTableDialog(const QString &title, const QStringList &facts, const report::FigureTable &table, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"figureTableDialog"_s);
    setWindowTitle(title);
    resize(grid(200), grid(130));
    auto *rows = new QTableWidget(static_cast<int>(table.rows.size()), static_cast<int>(table.columns.size()), this);
    rows->setObjectName(u"figureTableRows"_s);
    rows->setAccessibleName(title);
    rows->setHorizontalHeaderLabels(table.columns);
    rows->setEditTriggers(QAbstractItemView::NoEditTriggers);
    rows->setSelectionBehavior(QAbstractItemView::SelectRows);
    rows->verticalHeader()->hide();
    rows->setFrameShape(QFrame::NoFrame);
    rows->setTabKeyNavigation(false);
    for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
        for (int c = 0; c < static_cast<int>(table.columns.size()); ++c) {
            const QString words = table.rows.at(r).value(c);
            bool isNumber = false;
            const double value = words.toDouble(&isNumber);
            rows->setItem(r, c, isNumber ? new NumberItem(value, figures::formatNumber(value)) : new QTableWidgetItem(words));
        }
    }
    rows->setSortingEnabled(true);
    rows->sortByColumn(-1, Qt::AscendingOrder);
    rows->resizeColumnsToContents();
    for (int c = 0; c < rows->columnCount(); ++c)
        rows->setColumnWidth(c, std::min(rows->columnWidth(c), grid(70)));
    rows->horizontalHeader()->setStretchLastSection(true);
    if (rows->rowCount() > 0)
        rows->setCurrentCell(0, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(grid(2));
    layout->addWidget(makeLabel(title, figures::TextRole::Title, false, true, this));
    auto *about = makeLabel(facts.join(u" \u00b7 "_s), figures::TextRole::Caption, true, false, this);
    about->setWordWrap(true);
    layout->addWidget(about);
    layout->addWidget(rows, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *copy = buttons->addButton(tr("&Copy all"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"figureTableCopy"_s);
    connect(copy, &QPushButton::clicked, this, [table] { QApplication::clipboard()->setText(report::toTabbed(table)); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    rows->setFocus();
}

} // namespace views
