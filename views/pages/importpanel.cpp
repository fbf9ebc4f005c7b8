// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/importpanel.h"

#include "widgets/breaking.h"
#include "widgets/flowlayout.h"
#include "text/wordtext.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;
using figures::formatCount;

namespace views {

ImportPanel::ImportPanel(QWidget *parent)
    : QWidget(parent), m_title(makeLabel({}, TextRole::Body, false, true, this)), m_file(makeLabel({}, TextRole::Caption, true, false, this)),
      m_account(makeLabel({}, TextRole::Body, false, false, this)), m_told(new QToolButton(this)), m_added(new QToolButton(this)),
      m_changed(new QToolButton(this)), m_rejects(new QToolButton(this)), m_takeBack(new QToolButton(this)), m_messages(new QTreeWidget(this))
{
    setObjectName(u"importReport"_s);
    setAccessibleName(tr("Report of the import"));
    m_file->setWordWrap(true);
    m_account->setWordWrap(true);
    m_account->setObjectName(u"importAccount"_s);
    auto *actions = new QWidget(this);
    auto *flow = new FlowLayout(actions);
    flow->setContentsMargins(0, 0, 0, 0);
    flow->setSpacing(grid(2));
    const auto door = [&](QToolButton *button, const QString &name, const QString &how) {
        button->setObjectName(name);
        flow->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, how] { emit brought(how, m_detail.row); });
    };
    door(m_told, u"importTold"_s, u"told"_s);
    door(m_added, u"importAdded"_s, u"added"_s);
    door(m_changed, u"importChanged"_s, u"changed"_s);
    m_rejects->setObjectName(u"importRejects"_s);
    m_rejects->setText(tr("Save rejected records …"));
    flow->addWidget(m_rejects);
    connect(m_rejects, &QToolButton::clicked, this, [this] { emit rejectsWanted(m_detail.row.file); });
    m_takeBack->setObjectName(u"takeBackImport"_s);
    m_takeBack->setText(tr("Take back …"));
    flow->addWidget(m_takeBack);
    connect(m_takeBack, &QToolButton::clicked, this, [this] { emit takeBackWanted(m_detail); });
    m_messages->setObjectName(u"importMessages"_s);
    m_messages->setAccessibleName(tr("What was said of single records"));
    m_messages->setHeaderHidden(true);
    m_messages->setRootIsDecorated(false);
    m_messages->setWordWrap(true);
    m_messages->setFrameShape(QFrame::NoFrame);
    m_messages->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_messages->setMaximumHeight(grid(40));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(1));
    layout->addWidget(hairline(this));
    layout->addSpacing(grid(1));
    layout->addWidget(m_title);
    layout->addWidget(m_file);
    layout->addWidget(m_account);
    layout->addWidget(actions);
    layout->addWidget(m_messages);
    hide();
}

void ImportPanel::showImport(const ImportDetail &detail)
{
    m_detail = detail;
    const ImportRow &row = m_detail.row;
    m_title->setText(text::fileWords(row.file) + (row.undone ? tr(" (undone)") : QString()));
    QStringList about = {row.format, row.file, tr("read %1 UTC").arg(QString(row.at).left(16).replace(u'T', u' '))};
    if (!row.who.isEmpty())
        about.append(tr("by %1").arg(row.who));
    about.append(tr("SHA-256 %1").arg(row.sha256));
    if (!row.complete)
        about.append(tr("not the whole inventory, as the file itself says"));
    setBreakingText(m_file, about.join(u"  \u00b7  "_s));
    const domain::RecordCounts &r = row.records;
    m_account->setText((r.read == 1 ? tr("%1 record read = %2 added + %3 changed + %4 unchanged + %5 ignored on purpose + %6 rejected") : tr("%1 records read = %2 added + %3 changed + %4 unchanged + %5 ignored on purpose + %6 rejected"))
                           .arg(formatCount(r.read), formatCount(r.added), formatCount(r.updated), formatCount(r.unchanged), formatCount(r.ignored), formatCount(r.rejected)));
    const auto door = [&](QToolButton *button, const QString &text, qint64 count, const QString &tip) {
        button->setText(text.arg(formatCount(count)));
        button->setToolTip(tip);
        button->setEnabled(count > 0 && !row.undone);
    };
    // Things, not records: several records may tell of one thing, and one of several.
    door(m_told, tr("All it tells of (%1)"), detail.told, tr("List what this file tells of in the inventory"));
    door(m_added, tr("Things added (%1)"), detail.added, tr("List what was not there before this import"));
    door(m_changed, tr("Things changed (%1)"), detail.changed, tr("List what was there and has changed by it"));
    m_rejects->setVisible(r.rejected > 0);
    m_rejects->setEnabled(detail.fileThere);
    m_rejects->setToolTip(detail.fileThere ? tr("Reads the file once more and writes what was rejected, with the reasons, to be mended and imported again")
                                           : tr("The file is not at its place any more: %1").arg(row.file));
    m_takeBack->setVisible(!row.undone);
    m_takeBack->setEnabled(detail.gone.isEmpty());
    m_takeBack->setToolTip(detail.gone.isEmpty() ? tr("As if the file had never been imported: what was imported or decided later stays")
                                                 : tr("%1 was imported later and would be read again for it, but it is not at its place any more: put it back, or undo step by step").arg(detail.gone));
    m_messages->clear();
    QList<QTreeWidgetItem *> items;
    for (const QString &message : std::as_const(row.messages)) {
        auto *item = new QTreeWidgetItem({message});
        item->setToolTip(0, message);
        items.append(item);
    }
    m_messages->addTopLevelItems(items);
    m_messages->setVisible(!items.isEmpty());
    show();
}

} // namespace views
