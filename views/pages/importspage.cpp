// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/importspage.h"

#include "figures/figure.h"
#include "pages/importpanel.h"
#include "pages/issuelist.h"
#include "pages/sourcespanel.h"
#include "text/wordtext.h"
#include "widgets/partsbar.h"
#include "widgets/theme.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;
using figures::formatCount;

namespace views {
namespace {

FilterState broughtFilter(const QString &how, qint64 changeSet, const QString &file)
{
    const QString words = how == u"added"_s ? ImportsPage::tr("Added by %1") : how == u"changed"_s ? ImportsPage::tr("Changed by %1") : ImportsPage::tr("Told by %1");
    return FilterState().narrow(u"import"_s, u"%1:%2"_s.arg(how).arg(changeSet), words.arg(file));
}

} // namespace

enum ImportsPage::Column : int { File, Format, When, Hash, FirstNumber, Warnings = 10 };
enum ImportsPage::Role : int { ChangeSetRole = Qt::UserRole, UndoneRole, NameRole };

ImportsPage::ImportsPage(const PageContext &context, QWidget *parent)
    : Page(u"imports"_s, tr("Imports"), context, parent), m_list(new QTreeWidget(this)), m_count(makeLabel({}, TextRole::Body, true, false, this)),
      m_report(new ImportPanel(this)), m_sources(new SourcesPanel(this)), m_parts(new QTabBar(this))
{
    m_list->setObjectName(u"importList"_s);
    m_list->setAccessibleName(tr("Imported files"));
    m_list->setHeaderLabels({tr("File"), tr("Format"), tr("When (UTC)"), tr("SHA-256"), tr("Read"), tr("Added"), tr("Changed"), tr("Unchanged"), tr("Ignored"), tr("Rejected"), tr("Warnings")});
    m_list->setRootIsDecorated(false);
    m_list->setItemDelegate(new SignDelegate(m_list));
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    auto *importButton = new QPushButton(tr("Import files …"), this);
    importButton->setObjectName(u"importButton"_s);
    auto *undoButton = new QPushButton(tr("Undo the last step"), this);
    undoButton->setObjectName(u"undoImport"_s);
    connect(importButton, &QPushButton::clicked, this, &ImportsPage::importWanted);
    connect(undoButton, &QPushButton::clicked, this, &ImportsPage::undoWanted);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(3));
    head->addWidget(makeLabel(tr("Imports"), TextRole::Title, false, true, this));
    makePartsBar(m_parts, u"importParts"_s, tr("Part of the imports"), {tr("Files"), tr("Sources")});
    head->addWidget(m_parts);
    head->addWidget(m_count);
    head->addStretch(1);
    head->addWidget(undoButton);
    head->addWidget(importButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addLayout(head);
    layout->addWidget(hairline(this));
    auto *files = new QWidget(this);
    auto *column = new QVBoxLayout(files);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid(2));
    column->addWidget(m_list, 1);
    column->addWidget(m_report);
    auto *parts = new QStackedWidget(this);
    parts->addWidget(files);
    parts->addWidget(m_sources);
    layout->addWidget(parts, 1);
    connect(m_parts, &QTabBar::currentChanged, this, [this, parts](int part) {
        parts->setCurrentIndex(part);
        reload();
    });
    connect(m_sources, &SourcesPanel::entityWanted, this, &ImportsPage::entityWanted);
    connect(m_sources, &SourcesPanel::trustWanted, this, &ImportsPage::trustWanted);
    connect(m_sources, &SourcesPanel::sameWanted, this, &ImportsPage::sameWanted);
    connect(m_sources, &SourcesPanel::splitWanted, this, &ImportsPage::splitWanted);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) { showReport(item); });
    connect(m_list, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        const qint64 set = item->data(0, ChangeSetRole).toLongLong();
        if (!item->data(0, UndoneRole).toBool())
            emit filterWanted(broughtFilter(u"told"_s, set, item->data(0, NameRole).toString()), u"inventory"_s);
    });
    connect(m_report, &ImportPanel::brought, this, [this](const QString &how, const ImportRow &row) {
        emit filterWanted(broughtFilter(how, row.changeSet, text::fileWords(row.file)), u"inventory"_s);
    });
    connect(m_report, &ImportPanel::rejectsWanted, this, &ImportsPage::rejectsWanted);
    connect(m_report, &ImportPanel::takeBackWanted, this, &ImportsPage::takeBackWanted);
    setFocusProxy(m_list);
}

void ImportsPage::showReport(QTreeWidgetItem *item)
{
    if (!item) {
        m_report->hide();
        return;
    }
    const qint64 set = item->data(0, ChangeSetRole).toLongLong();
    ask<ImportDetail>(u"report"_s, [set](Backend &backend, const QString &path) { return backend.importDetail(path, set); },
                      [this](const ImportDetail &detail) { m_report->showImport(detail); });
}

void ImportsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    // The account of the records before the file's hash, the long name of its format and the time, which its tooltip has.
    const bool narrow = width() < grid(250);
    const bool narrowest = width() < grid(230);
    m_list->setColumnHidden(Hash, narrow);
    m_list->setColumnHidden(Format, narrowest);
    m_list->setColumnHidden(When, narrowest);
    m_list->header()->resizeSection(Format, grid(narrow ? 34 : 44));
}

void ImportsPage::reload()
{
    if (m_parts->currentIndex() == 1) {
        ask<SourcesData>(u"sources"_s, [](Backend &backend, const QString &path) { return backend.sources(path); }, [this](const SourcesData &found) {
            m_sources->showSources(found);
            m_count->setText(found.sources.size() == 1 ? tr("1 source") : tr("%1 sources").arg(found.sources.size()));
        });
        return;
    }
    ask<QList<ImportRow>>(u"list"_s, [](Backend &backend, const QString &path) { return backend.imports(path); }, [this](const QList<ImportRow> &rows) {
        // After a change the same file stays chosen.
        const qint64 chosen = m_list->currentItem() ? m_list->currentItem()->data(0, ChangeSetRole).toLongLong() : 0;
        m_list->clear();
        m_report->hide();
        QList<QTreeWidgetItem *> items;
        for (const ImportRow &r : rows) {
            auto *item = new QTreeWidgetItem({text::fileWords(r.file) + (r.undone ? tr(" (undone)") : QString()), r.format, QString(r.at).left(16).replace(u'T', u' '),
                                              r.sha256.left(12), formatCount(r.records.read), formatCount(r.records.added), formatCount(r.records.updated), formatCount(r.records.unchanged), formatCount(r.records.ignored), formatCount(r.records.rejected),
                                              formatCount(r.warnings + r.errors)});
            for (int c = FirstNumber; c <= Warnings; ++c)
                item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
            item->setData(0, ChangeSetRole, r.changeSet);
            item->setData(0, UndoneRole, r.undone);
            item->setData(0, NameRole, text::fileWords(r.file));
            item->setToolTip(File, r.file + u'\n' + r.format + u'\n' + item->text(When));
            item->setToolTip(Format, r.format.endsWith(u'\u2020') ? r.format + tr("\n\u2020 Not all of this format was tested with real exports") : r.format);
            item->setToolTip(Hash, r.sha256);
            item->setToolTip(Warnings, r.messages.mid(0, 12).join(u'\n'));
            if (r.undone) {
                for (int c = 0; c < item->columnCount(); ++c)
                    item->setForeground(c, palette().placeholderText());
            }
            items.append(item);
        }
        m_list->addTopLevelItems(items);
        QHeaderView *header = m_list->header();
        header->setStretchLastSection(false);
        header->setSectionResizeMode(File, QHeaderView::Stretch);
        const QFontMetrics metrics(m_list->font());
        const auto wide = [&](const QString &words) { return metrics.horizontalAdvance(words) + grid(4); };
        header->setMinimumSectionSize(grid(12));
        header->resizeSection(When, wide(u"2026-12-31 23:59"_s));
        header->resizeSection(Hash, wide(u"0123456789ab"_s));
        for (int c = FirstNumber; c <= Warnings; ++c) {
            header->resizeSection(c, qMax(wide(m_list->headerItem()->text(c)), wide(u"999 999"_s)));
            m_list->headerItem()->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
        }
        const auto again = std::find_if(items.cbegin(), items.cend(), [chosen](QTreeWidgetItem *item) { return item->data(0, ChangeSetRole).toLongLong() == chosen; });
        if (!items.isEmpty())
            m_list->setCurrentItem(again == items.cend() ? items.constFirst() : *again);
        m_count->setText(rows.size() == 1 ? tr("1 file") : tr("%1 files").arg(rows.size()));
    });
}

} // namespace views
