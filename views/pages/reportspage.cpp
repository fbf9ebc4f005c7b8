// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/reportspage.h"

#include "text/statustext.h"
#include "text/wordtext.h"
#include "widgets/sheetview.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

ReportsPage::ReportsPage(const PageContext &context, QWidget *parent)
    : Page(u"reports"_s, tr("Reports"), context, parent), m_frameworks(new QListWidget(this)), m_kind(new QComboBox(this)), m_reviewedOnly(new QCheckBox(tr("Only reviewed rules"), this)), m_preparer(new QLineEdit(this)), m_reviewer(new QLineEdit(this)),
      m_approver(new QLineEdit(this)), m_classification(new QComboBox(this)), m_exclusions(new QLineEdit(this)), m_scope(makeLabel({}, TextRole::Body, false, false, this)),
      m_about(makeLabel({}, TextRole::Body, true, false, this)), m_pdf(new QPushButton(tr("Save as PDF …"), this)),
      m_html(new QPushButton(tr("Save as HTML …"), this)), m_csv(new QPushButton(tr("Save as table …"), this)),
      m_print(new QPushButton(tr("Print …"), this)), m_sheets(new SheetView(this)), m_page(makeLabel({}, TextRole::Body, true, false, this))
{
    m_frameworks->setObjectName(u"reportFrameworks"_s);
    m_frameworks->setAccessibleName(tr("Frameworks in the report"));
    m_frameworks->setFrameShape(QFrame::NoFrame);
    m_frameworks->setUniformItemSizes(true);
    m_frameworks->viewport()->setAutoFillBackground(false);
    m_kind->setObjectName(u"reportKind"_s);
    m_kind->setAccessibleName(tr("Kind of report"));
    m_kind->addItem(tr("For the board"), true);
    m_kind->setItemData(0, tr("Summary, map, issues"), Qt::ToolTipRole);
    m_kind->addItem(tr("Full, every finding"), false);
    m_kind->setItemData(1, tr("Every finding with its facts"), Qt::ToolTipRole);
    const auto line = [this](QLineEdit *edit, const QString &name, const QString &label, const QString &example, const QString &tip) {
        edit->setObjectName(name);
        edit->setAccessibleName(label);
        edit->setPlaceholderText(example);
        edit->setToolTip(tip);
        connect(edit, &QLineEdit::editingFinished, this, &ReportsPage::previewIfChanged);
    };
    const QString functions = tr("A function, not a name: the report is read by others later");
    line(m_preparer, u"reportPreparer"_s, tr("Prepared by"), tr("empty: Head of Compliance"), functions);
    line(m_reviewer, u"reportReviewer"_s, tr("Reviewed by"), tr("Internal Audit, say"), functions);
    line(m_approver, u"reportApprover"_s, tr("Approved by"), tr("Management Board, say"), functions);
    line(m_exclusions, u"reportExclusions"_s, tr("Left out"), tr("What it does not cover; …"), tr("What was left out on purpose; several with semicolons between. It stands on the cover."));
    m_classification->setObjectName(u"reportClassification"_s);
    m_classification->setAccessibleName(tr("Classification"));
    m_classification->setToolTip(tr("The mark on the cover; type your own, or a privilege mark"));
    m_classification->setEditable(true);
    m_classification->lineEdit()->setAccessibleName(tr("Classification"));
    m_classification->addItems({tr("Confidential"), tr("Strictly confidential"), tr("Internal"), tr("Privileged and confidential"), tr("Public")});
    connect(m_classification->lineEdit(), &QLineEdit::editingFinished, this, &ReportsPage::previewIfChanged);
    connect(m_classification, &QComboBox::activated, this, &ReportsPage::previewIfChanged);
    m_scope->setObjectName(u"reportScope"_s);
    m_scope->setWordWrap(true);
    m_scope->setToolTip(tr("Chosen at the top of the window; other filters do not narrow the report"));
    m_pdf->setObjectName(u"savePdf"_s);
    m_html->setObjectName(u"saveHtml"_s);
    m_csv->setObjectName(u"saveCsv"_s);
    m_csv->setToolTip(tr("A workbook with a sheet each for counts, issues, findings, questions, acceptances and what comes; or the findings alone as CSV"));
    m_pdf->setDefault(true);
    m_about->setWordWrap(true);

    auto *form = new QFormLayout;
    form->setVerticalSpacing(grid(2));
    form->setHorizontalSpacing(grid(4));
    m_reviewedOnly->setObjectName(u"reportReviewedOnly"_s);
    m_reviewedOnly->setToolTip(tr("Leaves out rules that your counsel has not reviewed, had reviewed before they changed, or disagrees with. The report says how many rules and findings that is"));
    form->addRow(tr("Kind"), m_kind);
    form->addRow(tr("Count"), m_reviewedOnly);
    form->addRow(tr("Scope"), m_scope);
    form->addRow(tr("Prepared by"), m_preparer);
    form->addRow(tr("Reviewed by"), m_reviewer);
    form->addRow(tr("Approved by"), m_approver);
    form->addRow(tr("Marked"), m_classification);
    form->addRow(tr("Left out"), m_exclusions);
    m_print->setObjectName(u"printReport"_s);
    m_sheets->setObjectName(u"reportPreview"_s);
    m_page->setObjectName(u"reportPageNumber"_s);
    const auto turner = [this](const QString &name, const QString &icon, const QString &text, int by) {
        auto *button = new QToolButton(this);
        button->setObjectName(name);
        button->setAutoRaise(true);
        button->setArrowType(icon == u"left"_s ? Qt::LeftArrow : Qt::RightArrow);
        button->setAccessibleName(text);
        button->setToolTip(text);
        connect(button, &QToolButton::clicked, this, [this, by] { m_sheets->turnTo(m_sheets->current() + by * m_sheets->abreast()); });
        return button;
    };
    auto *left = new QVBoxLayout;
    left->setSpacing(grid(3));
    left->addWidget(makeLabel(tr("Reports"), TextRole::Title, false, true, this));
    left->addWidget(hairline(this));
    left->addLayout(form);
    left->addSpacing(grid(1));
    left->addWidget(makeLabel(tr("What the report covers"), TextRole::Body, false, true, this));
    left->addWidget(m_frameworks, 1);
    left->addWidget(m_about);
    left->addSpacing(grid(1));
    auto *buttons = new QGridLayout;
    buttons->setSpacing(grid(2));
    buttons->addWidget(m_pdf, 0, 0);
    buttons->addWidget(m_print, 0, 1);
    buttons->addWidget(m_html, 1, 0);
    buttons->addWidget(m_csv, 1, 1);
    left->addLayout(buttons);
    auto *side = new QWidget(this);
    side->setLayout(left);
    left->setContentsMargins(0, 0, 0, 0);
    side->setFixedWidth(grid(84));
    auto *turning = new QHBoxLayout;
    turning->addStretch(1);
    turning->addWidget(turner(u"previousSheet"_s, u"left"_s, tr("Page before (Page Up)"), -1));
    turning->addWidget(m_page);
    turning->addWidget(turner(u"nextSheet"_s, u"right"_s, tr("Next page (Page Down)"), 1));
    turning->addStretch(1);
    auto *right = new QVBoxLayout;
    right->setSpacing(grid(2));
    right->addWidget(m_sheets, 1);
    right->addLayout(turning);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(grid(6), grid(4), grid(6), grid(3));
    columns->setSpacing(grid(6));
    columns->addWidget(side);
    columns->addLayout(right, 1);

    connect(m_sheets, &SheetView::turned, this, [this](int page) {
        const int last = qMin(m_sheets->count(), page + m_sheets->abreast());
        m_page->setText(m_sheets->count() == 0 ? QString() : last > page + 1 ? tr("Pages %1 and %2 of %3").arg(page + 1).arg(last).arg(m_sheets->count())
                                                                             : tr("Page %1 of %2").arg(page + 1).arg(m_sheets->count()));
    });
    connect(m_frameworks, &QListWidget::itemChanged, this, [this] {
        if (!m_filling)
            preview();
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] { preview(); });
    connect(m_reviewedOnly, &QCheckBox::toggled, this, [this] { preview(); });
    setFocusProxy(m_kind);
    connect(m_print, &QPushButton::clicked, this, &ReportsPage::print);
    connect(m_pdf, &QPushButton::clicked, this, [this] { chooseFile(u"pdf"_s, tr("PDF (*.pdf)")); });
    connect(m_html, &QPushButton::clicked, this, [this] { chooseFile(u"html"_s, tr("HTML (*.html)")); });
    connect(m_csv, &QPushButton::clicked, this, [this] { chooseFile(u"xlsx"_s, tr("Workbook (*.xlsx)"), u"csv"_s, tr("Findings alone (*.csv)")); });
}

ReportRequest ReportsPage::request(const QString &path) const
{
    ReportRequest out;
    out.path = path;
    for (int i = 0; i < m_frameworks->count(); ++i) {
        if (m_frameworks->item(i)->checkState() == Qt::Checked)
            out.frameworks.append(m_frameworks->item(i)->data(Qt::UserRole).toString());
    }
    out.board = m_kind->currentData().toBool();
    out.reviewedOnly = m_reviewedOnly->isChecked();
    out.preparer = m_preparer->text().trimmed();
    out.reviewer = m_reviewer->text().trimmed();
    out.approver = m_approver->text().trimmed();
    out.classification = m_classification->currentText().trimmed();
    for (const QString &words : m_exclusions->text().split(u';', Qt::SkipEmptyParts)) {
        if (!words.trimmed().isEmpty())
            out.exclusions.append(words.trimmed());
    }
    out.legalEntity = m_filter.legalEntity;
    out.businessService = m_filter.businessService;
    return out;
}

void ReportsPage::previewIfChanged()
{
    if (request({}) != m_previewed)
        preview();
}

void ReportsPage::showScope()
{
    ask<QList<ScopeChoice>>(u"scopes"_s, [](Backend &backend, const QString &path) { return backend.scopes(path); }, [this](const QList<ScopeChoice> &all) {
        QStringList names;
        for (const ScopeChoice &choice : all) {
            if ((choice.kind == domain::EntityKind::LegalEntity && choice.key == m_filter.legalEntity)
                || (choice.kind == domain::EntityKind::BusinessService && choice.key == m_filter.businessService))
                names.append(choice.name);
        }
        m_scope->setText(names.isEmpty() ? tr("Whole organisation") : names.join(tr(", ")));
    });
}

void ReportsPage::chooseFile(const QString &suffix, const QString &filter, const QString &otherSuffix, const QString &otherFilter)
{
    auto *dialog = new QFileDialog(this, tr("Save the report"), {}, otherFilter.isEmpty() ? filter : filter + u";;"_s + otherFilter);
    connect(dialog, &QFileDialog::filterSelected, dialog, [=](const QString &chosen) { dialog->setDefaultSuffix(chosen == otherFilter ? otherSuffix : suffix); });
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { emit reportWanted(request(path)); });
    dialog->open();
}

void ReportsPage::reload()
{
    const bool ready = m_info.evaluated;
    showScope();
    for (QPushButton *button : {m_pdf, m_html, m_csv, m_print})
        button->setEnabled(ready);
    if (!ready) {
        m_sheets->setSheets({}, QSizeF(595, 842), 300);
        m_sheets->setMessage(tr("The report shows here once the inventory was compared with the frameworks. Press F5."));
    }
    m_about->setText(!ready ? tr("Nothing was evaluated yet. Press F5, then write the report.")
                            : m_info.stale ? tr("The data changed after the last evaluation as of %1. The report says so; press F5 for a current one.").arg(QLocale().toString(m_info.asOf, u"d MMMM yyyy"_s))
                                           : tr("From the evaluation as of %1. The report names its rule sets, what is decided and what is unknown, and the hash of the data.").arg(QLocale().toString(m_info.asOf, u"d MMMM yyyy"_s)));
    ask<QList<FrameworkChoice>>(u"frameworks"_s, [](Backend &backend, const QString &path) { return backend.frameworks(path); },
                                [this](const QList<FrameworkChoice> &list) {
        QStringList leftOut;
        for (int i = 0; i < m_frameworks->count(); ++i) {
            if (m_frameworks->item(i)->checkState() == Qt::Unchecked)
                leftOut.append(m_frameworks->item(i)->data(Qt::UserRole).toString());
        }
        m_filling = true;
        m_frameworks->clear();
        for (const FrameworkChoice &f : list) {
            if (!f.chosen && !m_info.frameworks.isEmpty())
                continue;
            auto *item = new QListWidgetItem(text::shortFramework(f.id, f.title) + u" \u00b7 "_s + text::legalStatusWord(f.legal).toLower(), m_frameworks);
            item->setToolTip(tr("%1\n%2, version %3, rules: %4").arg(f.title, text::legalStatusWord(f.legal), f.version).arg(f.rules));
            item->setData(Qt::UserRole, f.id);
            item->setCheckState(leftOut.contains(f.id) ? Qt::Unchecked : Qt::Checked);
            item->setSizeHint(QSize(0, QFontMetrics(font()).height() + grid(3)));
        }
        m_filling = false;
        preview();
    });
}

void ReportsPage::preview()
{
    if (!m_info.evaluated)
        return;
    const ReportRequest wanted = request({});
    m_previewed = wanted;
    if (wanted.frameworks.isEmpty()) {
        m_sheets->setSheets({}, QSizeF(595, 842), 300);
        m_sheets->setMessage(tr("Choose at least one framework."));
        return;
    }
    m_sheets->setMessage(tr("Laying out the pages …"));
    Backend *backend = &m_context.backend;
    m_context.jobs.run<domain::Result<ReportSheets>>(
        id() + u"/preview"_s, this, [backend, path = m_info.path, wanted](domain::JobContext &job) { return backend->previewReport(path, wanted, job); },
        [this](const domain::Result<ReportSheets> &found) {
            if (found) {
                m_points = found->points;
                m_dots = found->dotsPerInch;
                m_pages = found->sheets;
                m_sheets->setSheets(found->sheets, found->points, found->dotsPerInch);
            } else if (found.error().code != domain::ErrorCode::Cancelled) {
                m_sheets->setMessage(found.error().detail);
                emit failed(found.error());
            }
        });
}

void ReportsPage::print()
{
    if (m_pages.isEmpty())
        return;
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(tr("Gap report"));
    printer->setFullPage(true);
    printer->setPageSize(QPageSize(m_points, QPageSize::Point, QString(), QPageSize::FuzzyOrientationMatch));
    auto *dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setMinMax(1, static_cast<int>(m_pages.size()));
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this, [this, printer](QPrinter *) { paintOn(*printer); });
    dialog->open();
}

void ReportsPage::paintOn(QPrinter &printer)
{
    QPainter painter;
    if (!painter.begin(&printer)) {
        emit failed({domain::ErrorCode::WriteFailed, tr("The printer did not begin."), printer.printerName()});
        return;
    }
    const int first = printer.fromPage() > 0 ? printer.fromPage() - 1 : 0;
    const int last = printer.toPage() > 0 ? qMin<int>(printer.toPage(), static_cast<int>(m_pages.size())) : static_cast<int>(m_pages.size());
    for (int i = first; i < last; ++i) {
        if (i > first)
            printer.newPage();
        paintSheet(painter, m_pages.at(i), m_points, m_dots, QRectF(0, 0, printer.width(), printer.height()));
    }
}

} // namespace views
