// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/importfileslist.h"

#include "figures/figure.h"
#include "pages/issuelist.h"
#include "text/wordtext.h"
#include "widgets/theme.h"

#include <QFontMetrics>
#include <QHeaderView>

using namespace Qt::StringLiterals;
using domain::FileReport;

namespace views {

enum ImportFilesList::Column : int { FileColumn, FormatColumn, ReadColumn, NewColumn, ChangedColumn, SameColumn, IgnoredColumn, RejectedColumn, MessagesColumn, ColumnCount };

bool isUnknownTable(const FileReport &file, const ImportFiles &from) { return file.refused && file.table && !from.assigned.contains(file.path); }

ImportFilesList::ImportFilesList(QWidget *parent) : QTreeWidget(parent)
{
    setObjectName(u"importFiles"_s);
    setAccessibleName(tr("Files"));
    setHeaderLabels({tr("File"), tr("Format"), tr("Read"), tr("New"), tr("Changed"), tr("Unchanged"), tr("Ignored"), tr("Rejected"), tr("Messages")});
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setAllColumnsShowFocus(true);
    setItemDelegate(new SignDelegate(this));
    setMinimumHeight(grid(24));
    for (int c = ReadColumn; c < ColumnCount; ++c)
        headerItem()->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
}

void ImportFilesList::fill(const domain::ImportReport &report, const ImportFiles &from, bool written, const std::function<QString(const QString &)> &formatName)
{
    clear();
    for (const FileReport &f : report.files) {
        const QString why = isUnknownTable(f, from) ? (written ? tr("a table of no known form: not imported") : tr("a table of no known form: assign its columns")) : f.cancelled ? tr("stopped, nothing of it was imported") : f.diagnostics.isEmpty() ? tr("not understood") : f.diagnostics.constFirst().message;
        auto *item = new QTreeWidgetItem(this, {text::fileWords(f.path), f.refused ? why : formatName(f.format)});
        item->setToolTip(FileColumn, f.path);
        item->setToolTip(FormatColumn, f.refused ? why : formatName(f.format));
        if (f.refused) {
            item->setFirstColumnSpanned(false);
            for (int c = FileColumn; c < ColumnCount && !f.table; ++c)
                item->setForeground(c, palette().placeholderText());
            continue;
        }
        const qint64 counts[] = {f.records.read, f.records.added, f.records.updated, f.records.unchanged, f.records.ignored, f.records.rejected,
                                 static_cast<qint64>(f.diagnostics.size()) + f.diagnosticsCut};
        for (int c = ReadColumn; c < ColumnCount; ++c) {
            const qint64 n = counts[c - ReadColumn];
            item->setText(c, figures::formatCount(n));
            item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
            if (n == 0)
                item->setForeground(c, palette().placeholderText());
        }
    }
    const QFontMetrics metrics(font());
    QHeaderView *titles = header();
    titles->setStretchLastSection(false);
    titles->setSectionResizeMode(FileColumn, QHeaderView::Interactive);
    titles->resizeSection(FileColumn, qMin(grid(64), qMax(grid(40), sizeHintForColumn(FileColumn) + grid(2))));
    titles->setSectionResizeMode(FormatColumn, QHeaderView::Stretch);
    for (int c = ReadColumn; c < ColumnCount; ++c)
        titles->resizeSection(c, qMax(metrics.horizontalAdvance(headerItem()->text(c)), metrics.horizontalAdvance(u"999 999"_s)) + grid(3));
    // What needs a look first: a refused file, else one with messages, else the first.
    int first = 0;
    for (int i = static_cast<int>(report.files.size()) - 1; i >= 0; --i) {
        if (report.files.at(i).refused || report.files.at(i).records.rejected > 0)
            first = i;
    }
    setCurrentItem(topLevelItem(first));
}

} // namespace views
