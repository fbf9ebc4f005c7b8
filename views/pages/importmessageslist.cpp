// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/importmessageslist.h"

#include "pages/importfileslist.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;
using domain::DiagnosticLevel;

namespace views {
namespace {

QString levelWord(DiagnosticLevel level)
{
    switch (level) {
    case DiagnosticLevel::Info: return ImportMessagesList::tr("note");
    case DiagnosticLevel::Warning: return ImportMessagesList::tr("warning");
    case DiagnosticLevel::Error: return ImportMessagesList::tr("error");
    }
    return {};
}

} // namespace

ImportMessagesList::ImportMessagesList(QWidget *parent) : QTreeWidget(parent)
{
    setObjectName(u"importMessages"_s);
    setAccessibleName(tr("Messages of the file"));
    setHeaderLabels({tr("What"), tr("Where"), tr("Message")});
    setRootIsDecorated(false);
    setFrameShape(QFrame::NoFrame);
    setAllColumnsShowFocus(true);
    // Why a file or record stays out is read in full.
    setWordWrap(true);
    setItemDelegate(new QStyledItemDelegate(this));
}

void ImportMessagesList::fill(const domain::FileReport &file, const ImportFiles &from, bool written)
{
    clear();
    QList<QTreeWidgetItem *> items;
    for (const domain::Diagnostic &d : file.diagnostics) {
        // Of a table that nobody knows the way out is here.
        QString message = d.message;
        if (isUnknownTable(file, from)) {
            message = written ? tr("No format has these titles. Import it again and assign its columns.")
                              : tr("No format has these titles. Assign the columns, or have it filled in as a register (File, Register to fill in).");
            if (!file.partOf.isEmpty())
                message += u' ' + file.partOf + u'.';
        }
        auto *item = new QTreeWidgetItem({levelWord(d.level), d.where, message});
        for (int c = 0; c < 3; ++c)
            item->setToolTip(c, d.where.isEmpty() ? message : d.where + u'\n' + message);
        items.append(item);
    }
    addTopLevelItems(items);
    header()->resizeSection(0, grid(20));
    header()->resizeSection(1, qBound(grid(24), sizeHintForColumn(1) + grid(2), grid(70)));
    header()->setStretchLastSection(true);
}

} // namespace views
