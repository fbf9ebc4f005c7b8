// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/figurerows.h"

#include "widgets/escapekey.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace views {
namespace {

constexpr int MarkOfRow = Qt::UserRole;
constexpr int NumberOfCell = Qt::UserRole + 1;

/// What a cell counts: "1 204", "−3", "12 %", "< 1 %".
std::optional<double> numberIn(QString words)
{
    words.remove(QChar(0x202F)).replace(QChar(0x2212), u'-');
    if (words.endsWith(u'%'))
        words = words.chopped(1).trimmed();
    const bool less = words.startsWith(u'<');
    bool isNumber = false;
    const double value = (less ? words.mid(1) : words).trimmed().toDouble(&isNumber);
    return isNumber ? std::optional(less ? value - 0.5 : value) : std::nullopt;
}

class FigureRow final : public QTreeWidgetItem
{
public:
    using QTreeWidgetItem::QTreeWidgetItem;
    bool operator<(const QTreeWidgetItem &other) const override
    {
        const int column = treeWidget() ? treeWidget()->sortColumn() : 0;
        const QVariant mine = data(column, NumberOfCell);
        const QVariant its = other.data(column, NumberOfCell);
        if (mine.isValid() && its.isValid())
            return mine.toDouble() < its.toDouble();
        // What is no number stands before all numbers.
        return mine.isValid() != its.isValid() ? its.isValid() : text(column).localeAwareCompare(other.text(column)) < 0;
    }
};

} // namespace

FigureRows::FigureRows(const QString &name, QWidget *figure) : QTreeWidget(figure)
{
    setObjectName(name);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setAllColumnsShowFocus(true);
    setSortingEnabled(true);
    header()->setStretchLastSection(false);
    const auto follow = [this](const QTreeWidgetItem *item) {
        if (const QString id = item->data(0, MarkOfRow).toString(); !id.isEmpty())
            emit rowChosen(id);
    };
    connect(this, &QTreeWidget::itemClicked, this, follow);
    connect(this, &QTreeWidget::itemActivated, this, follow);
}

void FigureRows::setTable(const report::FigureTable &table)
{
    clear();
    // In the order of the figure until somebody sorts: rows that are added while sorting is on come in another.
    setSortingEnabled(false);
    header()->setSortIndicator(-1, Qt::AscendingOrder);
    const int columns = static_cast<int>(table.columns.size());
    setColumnCount(columns);
    setHeaderLabels(table.columns);
    QList<QTreeWidgetItem *> items;
    for (qsizetype r = 0; r < table.rows.size(); ++r) {
        const QStringList &cells = table.rows.at(r);
        auto *item = new FigureRow;
        item->setData(0, MarkOfRow, table.ids.value(r));
        for (int c = 0; c < columns; ++c) {
            const QString words = cells.value(c);
            bool isPlain = false;
            const double plain = words.toDouble(&isPlain);
            item->setText(c, isPlain ? figures::formatNumber(plain) : QString(words).replace(u'\n', u"; "_s));
            item->setToolTip(c, words);
            if (const std::optional<double> number = numberIn(words)) {
                item->setData(c, NumberOfCell, *number);
                item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
            }
        }
        items.append(item);
    }
    addTopLevelItems(items);
    setSortingEnabled(true);
    m_wishes.clear();
    m_widest = 0;
    int most = -1;
    for (int c = 0; c < columns; ++c) {
        m_wishes.append(std::min(std::max(sizeHintForColumn(c), header()->sectionSizeHint(c)) + grid(3), grid(80)));
        const bool words = items.isEmpty() || !items.constFirst()->data(c, NumberOfCell).isValid();
        if (words && m_wishes.constLast() > most) {
            most = m_wishes.constLast();
            m_widest = c;
        }
    }
    if (!items.isEmpty())
        setCurrentItem(items.constFirst());
    scrollToTop();
    fit();
}

void FigureRows::fit()
{
    QList<int> widths = m_wishes;
    if (widths.isEmpty())
        return;
    int over = viewport()->width() - std::accumulate(widths.cbegin(), widths.cend(), 0);
    if (over > 0)
        widths[m_widest] += over;
    // Too narrow for all: the widest give way, so that no number stands outside.
    while (over < 0) {
        const auto widest = std::max_element(widths.begin(), widths.end());
        const int less = std::min({-over, grid(1), *widest - grid(14)});
        if (less <= 0)
            break;
        *widest -= less;
        over += less;
    }
    for (int c = 0; c < static_cast<int>(widths.size()); ++c)
        header()->resizeSection(c, widths.at(c));
}

void FigureRows::resizeEvent(QResizeEvent *event)
{
    QTreeWidget::resizeEvent(event);
    fit();
}

void FigureRows::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit closeWanted();
    else
        QTreeWidget::keyPressEvent(event);
}

bool FigureRows::event(QEvent *event) { return keepsEscape(event) || QTreeWidget::event(event); }

} // namespace views
