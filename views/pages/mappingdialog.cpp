// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/mappingdialog.h"

#include "figures/figure.h"
#include "importers/archive/fileparts.h"
#include "pages/issuelist.h"
#include "pages/mappingcolumns.h"
#include "pages/mappingform.h"
#include "pages/mappingwords.h"
#include "text/errortext.h"
#include "widgets/dialogparts.h"
#include "widgets/partsbar.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using domain::Result;
using figures::TextRole;
using figures::formatCount;
using importers::CsvMapping;

namespace views {
namespace {

const QString LookSlot = u"table"_s;
const QString CheckSlot = u"table-check"_s;
constexpr int TryAfter = 200;       ///< ms: several quick changes are tried once
constexpr qsizetype FirstRows = 25;
constexpr int WidestCell = 50;      ///< steps

/// What the table's name says when it is kept: the file's, or the sheet's.
QString nameFor(const QString &shown)
{
    const QString last = shown.contains(importers::MemberMark) ? shown.section(importers::MemberMark, -1) : shown;
    return QFileInfo(last).completeBaseName();
}

} // namespace

MappingDialog::MappingDialog(Backend &backend, JobRunner &jobs, const QString &workspace, const QString &shown, const std::optional<AssignedColumns> &before, QWidget *parent)
    : QDialog(parent), m_backend(backend), m_jobs(jobs), m_workspace(workspace), m_shown(shown), m_before(before), m_lead(makeParagraph({}, true, this)),
      m_form(new MappingForm(backend.catalogue(), this)), m_columns(new MappingColumns(this)), m_parts(new QTabBar(this)), m_rows(new QTreeWidget(this)),
      m_words(new MappingWords(backend.countries(), this)), m_account(makeParagraph({}, false, this)), m_keep(new QCheckBox(tr("Read tables with these titles so from now on, as"), this)), m_name(new QLineEdit(this))
{
    setObjectName(u"mappingDialog"_s);
    setWindowTitle(tr("Assign columns"));
    setWindowModality(Qt::WindowModal);
    if (const QWidget *window = parent ? parent->parentWidget() : nullptr)
        resize(qMin(grid(300), window->width() - grid(10)), qMin(grid(190), window->height() - grid(16)));
    m_lead->setObjectName(u"mappingLead"_s);
    m_account->setObjectName(u"mappingAccount"_s);
    m_account->setTextInteractionFlags(Qt::TextSelectableByMouse);
    makeFlat(m_rows, u"mappingRows"_s, tr("First rows of the table"), {tr("Line")});
    m_rows->setTextElideMode(Qt::ElideRight);
    makePartsBar(m_parts, u"mappingParts"_s, tr("What is shown of the table"), {tr("First rows"), tr("Cells and words")});
    m_keep->setObjectName(u"mappingKeep"_s);
    m_keep->setChecked(true);
    m_name->setObjectName(u"mappingName"_s);
    m_name->setAccessibleName(tr("Name of the way in which these tables are read"));
    m_name->setMaximumWidth(grid(70));
    auto *stack = new QStackedWidget(this);
    stack->addWidget(m_rows);
    stack->addWidget(m_words);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(5), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addWidget(makeLabel(tr("What the columns of this table mean"), TextRole::Title, false, true, this));
    layout->addWidget(m_lead);
    layout->addWidget(m_form);
    layout->addWidget(m_columns, 3);
    layout->addWidget(m_parts);
    layout->addWidget(stack, 2);
    layout->addWidget(hairline(this));
    layout->addWidget(m_account);
    auto *last = new QHBoxLayout;
    last->setSpacing(grid(2));
    last->addWidget(m_keep);
    last->addWidget(m_name, 1);
    last->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_use = buttons->button(QDialogButtonBox::Ok);
    m_use->setObjectName(u"mappingUse"_s);
    m_use->setText(tr("Use these columns"));
    m_use->setDefault(true);
    last->addWidget(buttons);
    layout->addLayout(last);

    m_wait.setSingleShot(true);
    m_wait.setInterval(TryAfter);
    connect(&m_wait, &QTimer::timeout, this, &MappingDialog::tryOut);
    connect(m_parts, &QTabBar::currentChanged, stack, &QStackedWidget::setCurrentIndex);
    connect(m_form, &MappingForm::sheetChosen, this, [this](const QString &sheet) {
        m_before.reset();
        m_kind.reset();
        m_byHand.clear();
        m_form->setOptions({});
        openTable(sheet);
    });
    connect(m_form, &MappingForm::optionsChanged, this, &MappingDialog::look);
    connect(m_form, &MappingForm::kindChosen, this, [this](domain::EntityKind kind) {
        m_kind = kind;
        m_byHand.clear(); // they were attributes of another kind
        look();
    });
    const auto changed = [this] {
        m_form->fill(m_mapping);
        m_check.reset();
        tell();
        m_wait.start();
    };
    connect(m_form, &MappingForm::readingChanged, this, changed);
    connect(m_columns, &MappingColumns::meaningChosen, this, &MappingDialog::setMeaning);
    connect(m_columns, &MappingColumns::separatorChosen, this, [this, changed](qsizetype column, const QString &separator) {
        if (column >= m_mapping.columns.size())
            return;
        m_mapping.columns[column].separator = separator;
        m_byHand.append(m_mapping.columns.at(column).title);
        changed();
    });
    connect(m_words, &MappingWords::wordChosen, this, &MappingDialog::setWord);
    connect(m_keep, &QCheckBox::toggled, m_name, &QWidget::setEnabled);
    connect(m_keep, &QCheckBox::toggled, this, &MappingDialog::tell);
    connect(m_name, &QLineEdit::textChanged, this, &MappingDialog::tell);
    connect(buttons, &QDialogButtonBox::rejected, this, &MappingDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        accept();
        emit assigned(m_look.shown, result());
    });
    openTable(shown);
}

void MappingDialog::done(int result)
{
    m_jobs.cancel(LookSlot);
    m_jobs.cancel(CheckSlot);
    QDialog::done(result);
}

void MappingDialog::openTable(const QString &shown)
{
    m_shown = shown;
    m_table.reset();
    m_check.reset();
    m_error.reset();
    tell();
    m_jobs.cancel(CheckSlot);
    m_jobs.run<Result<std::shared_ptr<OpenTable>>>(LookSlot, this,
        [backend = &m_backend, workspace = m_workspace, shown](domain::JobContext &job) { return backend->openTable(workspace, shown, job); },
        [this](const Result<std::shared_ptr<OpenTable>> &table) {
            if (!table)
                return fail(table.error());
            m_table = *table;
            if (!m_before)
                m_before = m_table->remembered();
            if (m_before)
                m_form->setOptions({m_before->mapping.encoding, m_before->mapping.delimiter, m_before->mapping.headerLine});
            look();
        });
}

void MappingDialog::look()
{
    if (!m_table)
        return;
    m_check.reset();
    m_error.reset();
    tell();
    m_jobs.cancel(CheckSlot);
    m_jobs.run<Result<importers::TableLook>>(LookSlot, this,
        [table = m_table, options = m_form->options(), kind = m_kind](domain::JobContext &) { return table->look(options, kind); },
        [this](const Result<importers::TableLook> &look) {
            if (!look)
                return fail(look.error());
            take(*look);
        });
}

void MappingDialog::take(const importers::TableLook &look)
{
    const QStringList titles = look.shape.titles();
    QString name = nameFor(look.shown);
    // What a person has said of columns stays where they are still there.
    CsvMapping said = m_mapping;
    m_look = look;
    if (m_before) {
        m_look.proposal = importers::proposalOf(m_look.shape, m_before->mapping);
        m_kind = m_before->mapping.kind;
        name = m_before->saveAs.isEmpty() ? name : m_before->saveAs;
        m_keep->setChecked(!m_before->saveAs.isEmpty());
        m_byHand = titles;
        m_before.reset();
    } else {
        for (qsizetype c = 0; c < titles.size(); ++c) {
            if (!m_byHand.contains(titles.at(c)))
                continue;
            m_look.proposal.columns[c] = {titles.at(c), said.meaningOf(titles.at(c)), 1, false};
            m_look.proposal.mapping.columns[c] = {titles.at(c), said.meaningOf(titles.at(c)), said.separatorOf(titles.at(c)) == said.listSeparator ? QString() : said.separatorOf(titles.at(c))};
            if (said.values.contains(titles.at(c)))
                m_look.proposal.mapping.values[titles.at(c)] = said.values.value(titles.at(c));
        }
    }
    m_mapping = m_look.proposal.mapping;
    if (m_name->text().isEmpty() || !m_name->isModified())
        m_name->setText(name);
    m_form->show(m_look);
    m_form->fill(m_mapping);
    m_columns->show(m_backend.catalogue().kind(m_mapping.kind), m_look.shape, m_look.proposal, m_byHand);
    showRows();
    tryOut();
}

void MappingDialog::setMeaning(qsizetype column, const QString &meaning)
{
    const QString title = m_look.shape.columns.value(column).title;
    for (qsizetype c = 0; c < m_mapping.columns.size(); ++c) {
        importers::ColumnMeaning &one = m_mapping.columns[c];
        if (c == column) {
            one.meaning = meaning;
        } else if (!meaning.isEmpty() && one.meaning == meaning) {
            // One thing can't be told by two columns: the one that was chosen last does.
            one.meaning.clear();
            m_columns->setMeaning(c, {}, true);
            m_byHand.append(one.title);
        }
    }
    m_mapping.values.remove(title);
    m_byHand.append(title);
    m_columns->setMeaning(column, meaning, true);
    m_columns->showSeparator(column, m_backend.catalogue().kind(m_mapping.kind), m_mapping.columns.value(column));
    m_check.reset();
    tell();
    m_wait.start();
}

void MappingDialog::setWord(const QString &title, const QString &cell, const std::optional<QString> &word)
{
    if (word)
        m_mapping.values[title].insert(cell, *word);
    else
        m_mapping.values[title].remove(cell); // the title stays: nothing is proposed for it again
    m_byHand.append(title);
    m_check.reset();
    tell();
    m_wait.start();
}

void MappingDialog::tryOut()
{
    m_wait.stop();
    if (!m_table || !m_mapping.hasKey()) {
        m_check.reset();
        m_columns->showTroubles({});
        return tell();
    }
    struct Outcome
    {
        CsvMapping mapping;
        importers::MappingCheck check;
    };
    m_jobs.cancel(CheckSlot);
    m_jobs.run<Result<Outcome>>(CheckSlot, this,
        [table = m_table, mapping = m_mapping, shape = m_look.shape](domain::JobContext &job) -> Result<Outcome> {
            const Result<CsvMapping> whole = table->withWords(mapping, shape);
            if (!whole)
                return whole.error();
            return Outcome{*whole, table->check(*whole, job)};
        },
        [this](const Result<Outcome> &done) {
            if (!done)
                return fail(done.error());
            m_mapping.values = done->mapping.values;
            m_check = done->check;
            m_columns->showTroubles(*m_check);
            m_words->show(m_backend.catalogue().kind(m_mapping.kind), m_mapping, m_look.shape, *m_check);
            tell();
        });
}

/// Why the columns can't be used yet; empty: they can.
QString MappingDialog::obstacle() const
{
    if (m_error)
        return text::errorMessage(*m_error);
    if (!m_table || m_look.shape.columns.isEmpty())
        return tr("Looking into the table …");
    if (!m_mapping.hasKey())
        return tr("No column tells the rows apart: say which one is the key, or the name.");
    const bool ordered = m_mapping.dayOrder != importers::DayOrder::Unknown || !m_mapping.dateFormat.isEmpty();
    for (const importers::TableColumn &column : m_look.shape.columns) {
        const domain::Attribute *attribute = importers::attributeOf(m_backend.catalogue().kind(m_mapping.kind), m_mapping.meaningOf(column.title));
        if (!ordered && attribute && attribute->type == domain::ValueType::Date && !column.ambiguousDay.isEmpty() && m_look.shape.dayOrder == importers::DayOrder::Unknown)
            return tr("%1 in “%2” does not tell the day from the month: choose it at Dates.").arg(column.ambiguousDay, column.title);
    }
    if (!m_check)
        return tr("Trying it on all rows …");
    if (m_check->refused)
        return text::errorMessage(*m_check->refused);
    if (m_check->taken == 0)
        return tr("None of the %1 rows would come in: look at the cells that are not understood.").arg(formatCount(m_check->rows));
    if (m_keep->isChecked() && m_name->text().trimmed().isEmpty())
        return tr("Give the way these tables are read a name, or do not keep it.");
    return {};
}

void MappingDialog::tell()
{
    const QString where = m_look.shape.columns.isEmpty() ? m_shown : m_look.shown;
    QString lead = tr("%1 has a form of its own. Say what its columns are; all rows are tried at once and nothing is written.").arg(QFileInfo(where.section(importers::MemberMark, 0, 0)).fileName()
                                                                                                                                  + (where.contains(importers::MemberMark) ? u", "_s + where.section(importers::MemberMark, 1) : QString()));
    if (m_look.shape.encodingGuessed && !m_form->options().encoding)
        lead += u' ' + tr("The encoding is a guess.");
    if (m_look.proposal.nameServes && m_mapping.hasKey())
        lead += u' ' + tr("The name serves as the key.");
    for (const importers::ProposedColumn &column : std::as_const(m_look.proposal.columns)) {
        const domain::Attribute *attribute = m_mapping.meaningOf(column.title).isEmpty() && !m_byHand.contains(column.title) ? importers::attributeOf(m_backend.catalogue().kind(m_mapping.kind), column.titleFits) : nullptr;
        if (attribute)
            lead += u' ' + tr("“%1” is not read: its title fits “%2”, but %3 of %4 cells are understood.").arg(column.title, attribute->label, formatCount(column.understood), formatCount(column.told));
    }
    m_lead->setText(lead);
    const QString why = obstacle();
    QString account = why;
    if (why.isEmpty()) {
        account = tr("%1 rows: %2 to come in, %3 rejected, %4 passed over.").arg(formatCount(m_check->rows), formatCount(m_check->taken), formatCount(m_check->rejected), formatCount(m_check->ignored));
        if (m_check->sameKey > 0)
            account += u' ' + (m_check->sameKey == 1 ? tr("One row has the key of an earlier one.") : tr("%1 rows have the key of an earlier one.").arg(formatCount(m_check->sameKey)));
    }
    m_account->setText(account);
    // What only has to be waited for is soft; what a person has to do is not.
    const bool working = !m_error && (!m_table || m_look.shape.columns.isEmpty() || (m_mapping.hasKey() && !m_check));
    m_account->setForegroundRole(working ? QPalette::PlaceholderText : QPalette::WindowText);
    qint64 cells = 0;
    for (const importers::ColumnTrouble &trouble : m_check ? m_check->columns : QList<importers::ColumnTrouble>())
        cells += trouble.cells;
    m_parts->setTabText(1, cells == 0 ? tr("Cells and words") : cells == 1 ? tr("1 cell not understood") : tr("%1 cells not understood").arg(formatCount(cells)));
    m_use->setEnabled(why.isEmpty());
    m_columns->setEnabled(m_table != nullptr);
}

void MappingDialog::fail(const domain::Error &error)
{
    if (error.code == domain::ErrorCode::Cancelled)
        return;
    m_error = error;
    m_check.reset();
    tell();
}

void MappingDialog::showRows()
{
    m_rows->clear();
    const int columns = static_cast<int>(m_look.shape.columns.size());
    QStringList head = {tr("Line")};
    for (const importers::TableColumn &column : std::as_const(m_look.shape.columns))
        head.append(column.title);
    m_rows->setColumnCount(columns + 1);
    m_rows->setHeaderLabels(head);
    for (const importers::TableRow &row : m_look.shape.rows.mid(0, FirstRows)) {
        QStringList cells = {QString::number(row.line)};
        for (int c = 0; c < columns; ++c)
            cells.append(row.cells.value(c).simplified());
        auto *item = new QTreeWidgetItem(m_rows, cells);
        const bool titles = row.line == m_look.shape.headerLine;
        for (int c = 0; c <= columns; ++c) {
            QFont font = m_rows->font();
            font.setBold(titles);
            item->setFont(c, font);
            if (c == 0 || row.line < m_look.shape.headerLine)
                item->setForeground(c, palette().placeholderText());
            item->setToolTip(c, c == 0 ? QString() : row.cells.value(c - 1));
        }
    }
    for (int c = 0; c <= columns; ++c) {
        m_rows->resizeColumnToContents(c);
        m_rows->header()->resizeSection(c, qMin(m_rows->columnWidth(c) + grid(2), grid(WidestCell)));
    }
}

AssignedColumns MappingDialog::result() const
{
    AssignedColumns out{m_mapping, m_keep->isChecked() ? m_name->text().trimmed() : QString()};
    // A title of which nothing is said is not told as unknown at each import.
    out.mapping.path = tr("that was assigned");
    return out;
}

} // namespace views
