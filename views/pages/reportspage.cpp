// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/reportspage.h"

#include "text/statustext.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

ReportsPage::ReportsPage(const PageContext &context, QWidget *parent)
    : Page(u"reports"_s, tr("Reports"), context, parent), m_frameworks(new QListWidget(this)), m_kind(new QComboBox(this)), m_preparer(new QLineEdit(this)),
      m_about(makeLabel({}, TextRole::Body, true, false, this)), m_pdf(new QPushButton(tr("Save as PDF …"), this)),
      m_html(new QPushButton(tr("Save as HTML …"), this)), m_csv(new QPushButton(tr("Save findings as table …"), this))
{
    m_frameworks->setObjectName(u"reportFrameworks"_s);
    m_frameworks->setAccessibleName(tr("Frameworks in the report"));
    m_frameworks->setFrameShape(QFrame::NoFrame);
    m_frameworks->setUniformItemSizes(true);
    m_frameworks->viewport()->setAutoFillBackground(false);
    m_kind->setObjectName(u"reportKind"_s);
    m_kind->setAccessibleName(tr("Kind of report"));
    m_kind->addItem(tr("For the board: summary, map, issues"), true);
    m_kind->addItem(tr("Full: every finding with its facts"), false);
    m_preparer->setObjectName(u"reportPreparer"_s);
    m_preparer->setAccessibleName(tr("Prepared by"));
    m_preparer->setPlaceholderText(tr("Function, for example Head of Compliance"));
    m_pdf->setObjectName(u"savePdf"_s);
    m_html->setObjectName(u"saveHtml"_s);
    m_csv->setObjectName(u"saveCsv"_s);
    m_pdf->setDefault(true);
    m_about->setWordWrap(true);

    auto *form = new QFormLayout;
    form->setVerticalSpacing(grid(3));
    form->setHorizontalSpacing(grid(4));
    form->addRow(tr("Kind"), m_kind);
    form->addRow(tr("Prepared by"), m_preparer);
    auto *left = new QVBoxLayout;
    left->setSpacing(grid(3));
    left->addWidget(makeLabel(tr("What the report covers"), TextRole::Body, false, true, this));
    left->addWidget(hairline(this));
    left->addWidget(m_frameworks, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(grid(3));
    right->addWidget(makeLabel(tr("For whom"), TextRole::Body, false, true, this));
    right->addWidget(hairline(this));
    right->addLayout(form);
    right->addSpacing(grid(2));
    right->addWidget(m_about);
    right->addSpacing(grid(2));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid(2));
    buttons->addWidget(m_pdf);
    buttons->addWidget(m_html);
    buttons->addWidget(m_csv);
    buttons->addStretch(1);
    right->addLayout(buttons);
    right->addStretch(1);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(grid(8));
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    layout->setSpacing(grid(4));
    layout->addWidget(makeLabel(tr("Reports"), TextRole::Title, false, true, this));
    layout->addLayout(columns, 1);

    connect(m_pdf, &QPushButton::clicked, this, [this] { chooseFile(u"pdf"_s, tr("PDF (*.pdf)")); });
    connect(m_html, &QPushButton::clicked, this, [this] { chooseFile(u"html"_s, tr("HTML (*.html)")); });
    connect(m_csv, &QPushButton::clicked, this, [this] { chooseFile(u"csv"_s, tr("Table (*.csv)")); });
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
    out.preparer = m_preparer->text().trimmed();
    return out;
}

void ReportsPage::chooseFile(const QString &suffix, const QString &filter)
{
    auto *dialog = new QFileDialog(this, tr("Save the report"), {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { emit reportWanted(request(path)); });
    dialog->open();
}

void ReportsPage::reload()
{
    const bool ready = m_info.evaluated;
    for (QPushButton *button : {m_pdf, m_html, m_csv})
        button->setEnabled(ready);
    m_about->setText(!ready ? tr("Nothing was evaluated yet. Press F5, then write the report.")
                            : m_info.stale ? tr("The data changed after the last evaluation as of %1. The report says so; press F5 for a current one.").arg(QLocale().toString(m_info.asOf, QLocale::LongFormat))
                                           : tr("From the evaluation as of %1. The report names its rule sets, what is decided and what is unknown, and the hash of the data.").arg(QLocale().toString(m_info.asOf, QLocale::LongFormat)));
    ask<QList<FrameworkChoice>>(u"frameworks"_s, [](Backend &backend, const QString &path) { return backend.frameworks(path); },
                                [this](const QList<FrameworkChoice> &list) {
        m_frameworks->clear();
        for (const FrameworkChoice &f : list) {
            if (!f.chosen && !m_info.frameworks.isEmpty())
                continue;
            auto *item = new QListWidgetItem(tr("%1  –  %2, version %3, rules: %4").arg(f.title, text::legalStatusWord(f.legal).toLower(), f.version).arg(f.rules), m_frameworks);
            item->setData(Qt::UserRole, f.id);
            item->setCheckState(Qt::Checked);
            item->setSizeHint(QSize(0, QFontMetrics(font()).height() + grid(3)));
        }
    });
}

} // namespace views
