// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/flipslist.h"

#include "figures/figure.h"
#include "pages/issuelist.h"
#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace views {

void keepColumns(QTreeWidget *tree, int wide)
{
    tree->setWordWrap(true);
    tree->setUniformRowHeights(false);
    tree->header()->setStretchLastSection(false);
    for (int c = 0; c < tree->columnCount(); ++c)
        tree->header()->setSectionResizeMode(c, c == wide ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
}

FlipsList::FlipsList(const QString &name, QWidget *parent) : QWidget(parent), m_head(makeParagraph({}, false, this)), m_list(new QTreeWidget(this))
{
    makeFlat(m_list, name + u"Flips"_s, tr("Results that flip"), {tr("Rule"), tr("What"), tr("Now"), tr("Then")});
    keepColumns(m_list, 0);
    m_head->setObjectName(name + u"FlipCount"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(2));
    layout->addWidget(m_head);
    layout->addWidget(m_list, 1);
    clear();
}

void FlipsList::tell(const FlipsData &flips)
{
    m_head->setText(flips.judged == 0 ? tr("Nothing is judged by it: the rule set is not chosen, or nothing is recorded.")
                    : flips.flips == 0 ? tr("Nothing flips.")
                    : flips.flips == 1 ? tr("1 result flips.")
                    : flips.flips > flips.first.size()
                        ? tr("%1 results flip; the first %2:").arg(figures::formatCount(flips.flips)).arg(flips.first.size())
                        : tr("%1 results flip:").arg(flips.flips));
    m_list->clear();
    for (const FlipRow &row : flips.first) {
        auto *item = new QTreeWidgetItem(m_list, {row.rule, row.name, row.before, row.after});
        for (int c = 0; c < m_list->columnCount(); ++c)
            item->setToolTip(c, item->text(c));
    }
    m_list->setVisible(!flips.first.isEmpty());
}

void FlipsList::say(const QString &words)
{
    m_head->setText(words);
    m_list->clear();
    m_list->hide();
}

} // namespace views
