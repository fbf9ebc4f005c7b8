// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/dossierspage.h"

#include "pages/issuelist.h"
#include "widgets/partsbar.h"
#include "widgets/theme.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabBar>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using figures::TextRole;

namespace views {
namespace {

template <class T, class Work> Result<T> ofSource(Backend &backend, const Work &work)
{
    auto *source = dynamic_cast<DossierSource *>(&backend);
    if (!source)
        return Error{ErrorCode::Internal, u"there are no dossiers here"_s, QString()};
    return work(*source);
}

QString pageOf(const DossierLine &line)
{
    QString html = u"<h3>%1</h3>"_s.arg(line.title.toHtmlEscaped());
    for (const DossierSection &section : line.sections) {
        html += u"<p><b>%1</b></p>"_s.arg(section.heading.toHtmlEscaped());
        for (const QString &one : section.lines)
            html += u"<p style=\"margin-top:2px;margin-bottom:2px\">%1</p>"_s.arg(one.toHtmlEscaped());
    }
    return html;
}

} // namespace

enum DossiersPage::Role : int { LineRole = Qt::UserRole };

DossiersPage::DossiersPage(const PageContext &context, QWidget *parent)
    : Page(u"dossiers"_s, tr("Dossiers"), context, parent), m_parts(new QTabBar(this)), m_list(new QTreeWidget(this)), m_summary(makeLabel({}, TextRole::Body, true, false, this)),
      m_scope(makeLabel({}, TextRole::Caption, true, false, this)),
      m_told(makeLabel({}, TextRole::Body, true, false, this)), m_detail(new QTextBrowser(this)), m_open(new QPushButton(tr("Open in the inventory"), this)),
      m_write(new QPushButton(tr("Save the register …"), this))
{
    makePartsBar(m_parts, u"dossierParts"_s, tr("Which dossier"), {tr("Transfers"), tr("AI Act"), tr("DORA register")});
    m_list->setObjectName(u"dossierList"_s);
    m_list->setAccessibleName(tr("Entries of the dossier"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegateForColumn(0, new SignDelegate(m_list));
    m_summary->setObjectName(u"dossierSummary"_s);
    // The tabs are needed whole; the summary takes what is left, in two lines.
    m_parts->setUsesScrollButtons(false);
    m_parts->setExpanding(false);
    m_summary->setWordWrap(true);
    m_scope->setObjectName(u"dossierScope"_s);
    m_scope->setWordWrap(true);
    m_told->setObjectName(u"dossierTold"_s);
    m_told->setWordWrap(true);
    m_told->hide();
    m_detail->setObjectName(u"dossierDetail"_s);
    m_detail->setAccessibleName(tr("What the law makes of it"));
    m_detail->setFrameShape(QFrame::NoFrame);
    m_detail->setOpenLinks(false);
    m_detail->viewport()->setAutoFillBackground(false);
    m_open->setObjectName(u"dossierOpen"_s);
    m_write->setObjectName(u"dossierWrite"_s);
    m_write->setToolTip(tr("The templates B_01 to B_07 as the reporting package in plain CSV, in an archive (*.zip)"));

    auto *head = new QHBoxLayout;
    head->setSpacing(grid(3));
    head->addWidget(makeLabel(tr("Dossiers"), TextRole::Title, false, true, this));
    head->addWidget(m_parts);
    head->addWidget(m_summary, 1);
    head->addWidget(m_write);
    auto *right = new QVBoxLayout;
    right->setSpacing(grid(2));
    right->addWidget(m_detail, 1);
    right->addWidget(m_told);
    right->addWidget(m_open, 0, Qt::AlignLeft);
    m_row = new QBoxLayout(QBoxLayout::LeftToRight);
    m_row->setSpacing(grid(4));
    m_row->addWidget(m_list, 3);
    m_beside = hairline(this, true);
    m_below = hairline(this);
    m_row->addWidget(m_beside);
    m_row->addWidget(m_below);
    m_row->addLayout(right, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addLayout(head);
    layout->addWidget(hairline(this));
    layout->addWidget(m_scope);
    layout->addLayout(m_row, 1);

    connect(m_parts, &QTabBar::currentChanged, this, [this] {
        m_told->hide();
        reload();
    });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &DossiersPage::showLine);
    connect(m_list, &QTreeWidget::itemActivated, this, &DossiersPage::open);
    connect(m_open, &QPushButton::clicked, this, &DossiersPage::open);
    connect(m_write, &QPushButton::clicked, this, &DossiersPage::chooseFile);
    setFocusProxy(m_list);
    show(DossierData{});
}

constexpr int NarrowPage = 230;

DossierKind DossiersPage::kind() const { return static_cast<DossierKind>(qMax(0, m_parts->currentIndex())); }

void DossiersPage::reload()
{
    const DossierKind wanted = kind();
    m_write->setVisible(wanted == DossierKind::Register);
    ask<DossierData>(u"dossier"_s,
                     [wanted, filter = m_filter](Backend &backend, const QString &path) {
                         return ofSource<DossierData>(backend, [&](DossierSource &source) { return source.dossier(path, wanted, filter); });
                     },
                     [this, wanted](const DossierData &dossier) {
                         if (wanted == kind())
                             show(dossier);
                     });
}

void DossiersPage::show(const DossierData &dossier)
{
    m_data = dossier;
    m_summary->setText(dossier.summary);
    const QString scope = scopeWords();
    QString words = dossier.outside == 1 ? tr("Only %1: one more entry lies outside.").arg(scope) : tr("Only %1: %2 more entries lie outside.").arg(scope).arg(dossier.outside);
    if (kind() == DossierKind::Register)
        words += u' ' + tr("The register itself, and what is saved of it, is the whole group's.");
    m_scope->setText(scope.isEmpty() ? QString() : words);
    m_scope->setVisible(!scope.isEmpty());
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        m_list->setHeaderLabels(dossier.columns);
        for (qsizetype i = 0; i < dossier.lines.size(); ++i) {
            const DossierLine &line = dossier.lines.at(i);
            auto *item = new QTreeWidgetItem(m_list, line.cells);
            item->setData(0, LineRole, static_cast<int>(i));
            item->setData(0, SignDelegate::StatusRole, static_cast<int>(line.status));
            item->setData(0, SignDelegate::SeverityRole, static_cast<int>(line.severity));
            item->setSizeHint(0, QSize(0, grid(6)));
            for (int c = 0; c < static_cast<int>(line.cells.size()); ++c)
                item->setToolTip(c, line.cells.at(c));
            item->setData(0, Qt::AccessibleTextRole, line.cells.join(u", "_s));
        }
        for (int c = 0; c < m_list->columnCount(); ++c)
            m_list->header()->setSectionResizeMode(c, c == 0 ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
        m_list->header()->setStretchLastSection(false);
        m_list->header()->setMaximumSectionSize(grid(90));
        m_list->setCurrentItem(m_list->topLevelItem(0));
    }
    showLine();
}

void DossiersPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fit();
}

/// In a narrow window the details stand below the list, which so keeps its columns.
void DossiersPage::fit()
{
    const bool narrow = width() < grid(NarrowPage);
    m_row->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_row->setSpacing(narrow ? grid(2) : grid(4));
    m_row->setStretch(0, narrow ? 1 : 3);
    m_row->setStretch(3, narrow ? 1 : 2);
    m_beside->setVisible(!narrow);
    m_below->setVisible(narrow);
}

void DossiersPage::showLine()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    const int at = item ? item->data(0, LineRole).toInt() : -1;
    if (at < 0 || at >= m_data.lines.size()) {
        m_detail->setPlainText(m_data.nothing);
        m_open->setVisible(false);
        return;
    }
    const DossierLine &line = m_data.lines.at(at);
    m_detail->setHtml(pageOf(line));
    m_open->setVisible(line.entity != 0);
}

void DossiersPage::open()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    const int at = item ? item->data(0, LineRole).toInt() : -1;
    if (at >= 0 && at < m_data.lines.size() && m_data.lines.at(at).entity != 0)
        emit entityWanted(m_data.lines.at(at).entity);
}

void DossiersPage::chooseFile()
{
    ask<QString>(u"name"_s, [](Backend &backend, const QString &path) { return ofSource<QString>(backend, [&](DossierSource &source) { return source.registerName(path); }); },
                 [this](const QString &name) {
                     auto *dialog = new QFileDialog(this, tr("Save the register of information"), name, tr("Reporting package (*.zip)"));
                     dialog->setObjectName(u"dossierFile"_s);
                     dialog->setAttribute(Qt::WA_DeleteOnClose);
                     dialog->setAcceptMode(QFileDialog::AcceptSave);
                     dialog->setDefaultSuffix(u"zip"_s);
                     connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &to) {
                         ask<QString>(u"write"_s, [to](Backend &backend, const QString &path) { return ofSource<QString>(backend, [&](DossierSource &source) { return source.writeRegister(path, to); }); },
                                      [this](const QString &told) {
                                          m_told->setText(told);
                                          m_told->show();
                                      });
                     });
                     dialog->open();
                 });
}

} // namespace views
