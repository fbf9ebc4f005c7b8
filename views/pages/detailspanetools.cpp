// SPDX-License-Identifier: GPL-3.0-or-later
// The details pane: what other tools found.
#include "pages/detailspane.h"

#include "widgets/breaking.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace views {

void DetailsPane::addToolFindings(QVBoxLayout *layout, const QList<ToolFindingRow> &rows, qint64 all)
{
    for (const ToolFindingRow &row : rows) {
        QLabel *label = addText(layout, row.words);
        label->setObjectName(u"toolFinding"_s);
        label->setTextFormat(Qt::RichText);
        label->setText(u"<a href=\"%1\">%2</a>"_s.arg(row.id).arg(breakable(row.words).toHtmlEscaped()));
        label->setTextInteractionFlags(Qt::TextBrowserInteraction);
        label->setFocusPolicy(Qt::StrongFocus);
        label->setToolTip(row.detail);
        connect(label, &QLabel::linkActivated, this, [this, id = row.id] { emit entityWanted(id); });
        if (!row.below.isEmpty())
            addText(layout, row.below, true);
    }
    if (all > rows.size())
        addText(layout, tr("and %1 more, in the list of findings of other tools").arg(all - rows.size()), true);
}

} // namespace views
