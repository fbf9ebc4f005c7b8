// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/dayspanel.h"

#include "pages/issuelist.h"
#include "text/statustext.h"
#include "widgets/dialogparts.h"
#include "widgets/progress.h"
#include "widgets/theme.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QResizeEvent>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using figures::TextRole;
using figures::formatCount;

namespace views {
namespace {

QString word(const std::optional<domain::Status> &status, domain::LegalStatus legal)
{
    return status ? text::capitalised(text::statusWord(*status, legal)) : DaysPanel::tr("No result");
}

QDateEdit *dateEdit(const QString &objectName, const QString &accessibleName, QWidget *parent)
{
    QDateEdit *edit = makeDayField(objectName, accessibleName, QDate(2000, 1, 1), parent);
    edit->setMinimumWidth(edit->fontMetrics().horizontalAdvance(u"2028-12-28"_s) + grid(12));
    edit->setDateRange(QDate(2000, 1, 1), QDate(2100, 12, 31));
    return edit;
}

} // namespace

enum DaysPanel::FrameworkColumn : int { Framework, OpenBefore, OpenAfter, UnknownBefore, UnknownAfter, MetBefore, MetAfter, Changed, FrameworkColumns };
enum DaysPanel::ChangeColumn : int { What, Of, Before, After, Count, Which, ChangeColumns };

DaysPanel::DaysPanel(QWidget *parent)
    : QWidget(parent), m_from(dateEdit(u"daysFrom"_s, tr("From"), this)), m_to(dateEdit(u"daysTo"_s, tr("To"), this)), m_dayBefore(new QPushButton(tr("The day before"), this)),
      m_fromToday(new QPushButton(tr("Today"), this)), m_compare(new QPushButton(tr("Compare"), this)), m_cancel(new QPushButton(tr("Cancel"), this)), m_progress(new QProgressBar(this)),
      m_summary(makeLabel({}, TextRole::Body, false, false, this)), m_frameworks(new QTreeWidget(this)), m_changes(new QTreeWidget(this))
{
    m_dayBefore->setObjectName(u"daysDayBefore"_s);
    m_dayBefore->setToolTip(tr("Compare with the day before: what that one day changes"));
    m_fromToday->setObjectName(u"daysFromToday"_s);
    m_fromToday->setToolTip(tr("Compare with today: all that changes until then"));
    m_compare->setObjectName(u"daysCompare"_s);
    m_compare->setDefault(true);
    m_cancel->setObjectName(u"daysCancel"_s);
    m_progress->setObjectName(u"daysProgress"_s);
    m_progress->setAccessibleName(tr("Comparing"));
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(grid(30));
    m_summary->setObjectName(u"daysSummary"_s);
    m_summary->setWordWrap(true);
    m_summary->setAccessibleName(tr("What changes, in words"));
    m_summary->setTextFormat(Qt::RichText);
    m_summary->setTextInteractionFlags(Qt::TextBrowserInteraction);
    makeFlat(m_frameworks, u"daysFrameworks"_s, tr("Frameworks on the two days"),
             {tr("Framework"), tr("Open before"), tr("Open"), tr("Unknown before"), tr("Unknown"), tr("Met before"), tr("Met"), tr("Changes")});
    makeFlat(m_changes, u"daysChanges"_s, tr("What changes, by cause"), {tr("What is asked"), tr("Framework"), tr("Before"), tr("After"), tr("Things"), tr("Which")});
    m_changes->setRootIsDecorated(true);
    m_changes->setIndentation(grid(3));
    auto *days = new QHBoxLayout;
    days->setSpacing(grid(2));
    const auto labelled = [&](const QString &label, QDateEdit *edit) {
        QLabel *name = makeLabel(label, TextRole::Body, true, false, this);
        name->setBuddy(edit);
        days->addWidget(name);
        days->addWidget(edit);
    };
    labelled(tr("From"), m_from);
    days->addWidget(m_dayBefore);
    days->addWidget(m_fromToday);
    labelled(tr("to"), m_to);
    days->addWidget(m_compare);
    days->addWidget(m_progress);
    days->addWidget(m_cancel);
    days->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(2));
    layout->addLayout(days);
    layout->addWidget(m_summary);
    const auto part = [&](const QString &title, QTreeWidget *list, int stretch) {
        QLabel *name = makeLabel(title, TextRole::Body, false, true, this);
        QWidget *line = hairline(this);
        layout->addWidget(name);
        layout->addWidget(line);
        layout->addWidget(list, stretch);
        m_answerParts += {name, line, list};
    };
    part(tr("By framework"), m_frameworks, 2);
    part(tr("What changes"), m_changes, 3);
    m_what = qobject_cast<QLabel *>(m_answerParts.at(m_answerParts.size() - 3));
    layout->addStretch(0);
    connect(m_compare, &QPushButton::clicked, this, &DaysPanel::compareWanted);
    connect(m_cancel, &QPushButton::clicked, this, &DaysPanel::cancelWanted);
    connect(m_summary, &QLabel::linkActivated, this, &DaysPanel::showOnly);
    connect(m_dayBefore, &QPushButton::clicked, this, [this] { m_from->setDate(m_to->date().addDays(-1)); });
    connect(m_fromToday, &QPushButton::clicked, this, [this] { m_from->setDate(m_today); });
    connect(m_frameworks, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        m_only = item ? item->data(Framework, Qt::UserRole).toString() : QString();
        m_sort = Sort::All;
        fillChanges();
    });
    connect(m_changes, &QTreeWidget::itemClicked, this, &DaysPanel::open);
    connect(m_changes, &QTreeWidget::itemActivated, this, &DaysPanel::open);
    setBusy(false);
    forget();
}

void DaysPanel::setToday(QDate asOf, QDate today)
{
    if (!m_today.isValid())
        setDays(asOf, asOf.addYears(1));
    m_today = today;
}

void DaysPanel::setDays(QDate from, QDate to)
{
    m_from->setDate(from);
    m_to->setDate(to);
}

QDate DaysPanel::from() const { return m_from->date(); }

QDate DaysPanel::to() const { return m_to->date(); }

void DaysPanel::setBusy(bool busy)
{
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy);
    m_compare->setEnabled(!busy);
    if (busy)
        m_progress->setRange(0, 0);
}

void DaysPanel::setProgress(qint64 done, qint64 total)
{
    showProgress(m_progress, done, total);
}

void DaysPanel::forget()
{
    m_answer = {};
    for (QWidget *part : std::as_const(m_answerParts))
        part->hide();
    m_summary->setText(tr("Choose two days and compare them: what the chosen frameworks say of the inventory as it is now, on one day and on the other. Nothing is written, and "
                          "the evaluation stays as it is."));
}

void DaysPanel::showAnswer(const DaysCompared &answer, const QString &where)
{
    m_answer = answer;
    m_only.clear();
    m_sort = Sort::All;
    const QString days = tr("between %1 and %2").arg(QLocale().toString(answer.from, u"d MMMM yyyy"_s), QLocale().toString(answer.to, u"d MMMM yyyy"_s));
    if (answer.changed == 0)
        m_summary->setText(tr("Nothing changes %1, for %2: all %3 requirements say the same on both days.").arg(days, where).arg(answer.rules));
    else
        m_summary->setText(summaryWords(days, where));
    if (!answer.leftOut.isEmpty())
        m_summary->setText(m_summary->text() + u' ' + (answer.changed > 0 ? answer.leftOut.toHtmlEscaped() : answer.leftOut));
    for (QWidget *part : std::as_const(m_answerParts))
        part->setVisible(answer.changed > 0);
    fillFrameworks();
    fillChanges();
}

/// Each number shows its lines below.
QString DaysPanel::summaryWords(const QString &days, const QString &where) const
{
    const auto door = [](const QString &to, const QString &words) { return u"<a href=\"%1\">%2</a>"_s.arg(to, words); };
    const QString changed = m_answer.changed == 1 ? tr("1 result changes") : tr("%1 results change").arg(formatCount(m_answer.changed));
    QStringList parts;
    if (m_answer.more.total() > 0)
        parts << tr("open in addition: %1").arg(door(u"more"_s, text::tallyWords(m_answer.more)));
    if (m_answer.less.total() > 0)
        parts << tr("open no longer: %1").arg(door(u"less"_s, text::tallyWords(m_answer.less)));
    if (parts.isEmpty())
        parts << tr("what is open stays the same");
    QStringList causes;
    for (const auto &[cause, count] : m_answer.causes)
        causes << tr("%1 (%2)").arg(cause.left(1).toLower() + cause.mid(1)).arg(formatCount(count)).toHtmlEscaped();
    constexpr qsizetype Told = 3;
    const QString more = causes.size() > Told ? tr(", and %1 more causes").arg(causes.size() - Told) : QString();
    return tr("%1 %2, for %3: %4. Why: %5. The inventory is the one of now on both days.")
        .arg(door(u"all"_s, changed), days, where.toHtmlEscaped(), parts.join(tr(", ")), causes.mid(0, Told).join(u"; "_s) + more);
}

bool DaysPanel::isShown(const ChangeRow &row) const
{
    if (!m_only.isEmpty() && row.framework != m_only)
        return false;
    return m_sort == Sort::All || (m_sort == Sort::Opened ? row.after : row.before) == domain::Status::Gap;
}

void DaysPanel::showOnly(const QString &what)
{
    m_sort = what == "more"_L1 ? Sort::Opened : what == "less"_L1 ? Sort::Closed : Sort::All;
    m_only.clear();
    {
        const QSignalBlocker quiet(m_frameworks);
        m_frameworks->setCurrentItem(m_frameworks->topLevelItem(0));
    }
    fillChanges();
    m_changes->setFocus();
    m_changes->setCurrentItem(m_changes->topLevelItem(0));
}

void DaysPanel::fillFrameworks()
{
    const QSignalBlocker quiet(m_frameworks);
    m_frameworks->clear();
    FrameworkDays all;
    all.title = tr("All");
    for (const FrameworkDays &f : std::as_const(m_answer.frameworks)) {
        all.unknownBefore += f.unknownBefore;
        all.unknownAfter += f.unknownAfter;
        all.metBefore += f.metBefore;
        all.metAfter += f.metAfter;
        all.changed += f.changed;
    }
    const auto add = [this](const FrameworkDays &f, const QString &only) {
        // Gaps, not met and weak are never added up: the line for all has none.
        const bool sum = only.isEmpty();
        const QString name = f.apart ? tr("%1 (%2)").arg(f.title, text::legalStatusWord(f.legal).toLower()) : f.title;
        const auto open = [&](qint64 n) { return sum ? QString() : formatCount(n); };
        auto *item = new QTreeWidgetItem(m_frameworks, {name, open(f.openBefore), open(f.openAfter), formatCount(f.unknownBefore), formatCount(f.unknownAfter), formatCount(f.metBefore),
                                                        formatCount(f.metAfter), formatCount(f.changed)});
        item->setData(Framework, Qt::UserRole, only);
        item->setToolTip(Framework, only.isEmpty() ? tr("Show what changes under all frameworks") : tr("Show what changes under %1").arg(only));
        for (int column = 1; column < FrameworkColumns; ++column)
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        // What stays as it is steps back.
        const std::array<std::pair<qint64, qint64>, 3> pairs = {{{f.openBefore, f.openAfter}, {f.unknownBefore, f.unknownAfter}, {f.metBefore, f.metAfter}}};
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const int before = OpenBefore + 2 * static_cast<int>(i);
            item->setForeground(before, palette().placeholderText());
            if (pairs.at(i).first == pairs.at(i).second)
                item->setForeground(before + 1, palette().placeholderText());
        }
    };
    add(all, {});
    for (const FrameworkDays &f : std::as_const(m_answer.frameworks)) {
        if (f.changed > 0)
            add(f, f.title);
    }
    m_frameworks->setCurrentItem(m_frameworks->topLevelItem(0));
    QHeaderView *head = m_frameworks->header();
    for (int column = 1; column < FrameworkColumns; ++column) {
        m_frameworks->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        head->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    }
    head->setStretchLastSection(false);
    head->setSectionResizeMode(Framework, QHeaderView::Stretch);
    // No higher than its rows: the rest is for what changes.
    m_frameworks->setMaximumHeight(head->sizeHint().height() + m_frameworks->topLevelItemCount() * qMax(grid(7), m_frameworks->sizeHintForRow(0)) + grid(1));
}

void DaysPanel::fillChanges()
{
    m_changes->clear();
    m_what->setText(m_sort == Sort::Opened ? tr("What is open then and was not before") : m_sort == Sort::Closed ? tr("What was open before and is no longer") : tr("What changes"));
    QTreeWidgetItem *cause = nullptr;
    qint64 sum = 0;
    for (int i = 0; i < static_cast<int>(m_answer.changes.size()); ++i) {
        const ChangeRow &row = m_answer.changes.at(i);
        if (!isShown(row))
            continue;
        if (!cause || cause->data(What, Qt::UserRole + 1).toString() != row.cause) {
            cause = new QTreeWidgetItem(m_changes);
            cause->setData(What, Qt::UserRole, -1);
            cause->setData(What, Qt::UserRole + 1, row.cause);
            cause->setFont(What, scaledFont(TextRole::Body, true));
            cause->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
            cause->setFirstColumnSpanned(true);
            cause->setExpanded(true);
            sum = 0;
        }
        sum += row.count;
        cause->setText(What, sum == 1 ? tr("%1: 1 result").arg(row.cause) : tr("%1: %2 results").arg(row.cause, formatCount(sum)));
        auto *item = new QTreeWidgetItem(cause, {row.heading, row.clause.isEmpty() ? row.framework : u"%1 %2"_s.arg(row.framework, row.clause), word(row.before, row.legal),
                                                 word(row.after, row.legal), formatCount(row.count), row.things});
        item->setData(What, Qt::UserRole, i);
        item->setTextAlignment(Count, Qt::AlignRight | Qt::AlignVCenter);
        const QString tip = u"%1 (%2)\n%3\n%4"_s.arg(row.heading, row.rule, row.things, row.entity != 0 ? tr("Show it") : tr("List them"));
        for (int column = 0; column < ChangeColumns; ++column)
            item->setToolTip(column, tip);
        if (row.after == domain::Status::Gap) {
            item->setData(After, SignDelegate::StatusRole, static_cast<int>(*row.after));
            item->setData(After, SignDelegate::SeverityRole, static_cast<int>(row.severity));
        }
    }
    m_changes->headerItem()->setTextAlignment(Count, Qt::AlignRight | Qt::AlignVCenter);
    fitColumns();
}

void DaysPanel::fitColumns()
{
    QHeaderView *head = m_changes->header();
    head->setStretchLastSection(true);
    const QFontMetrics metrics(m_changes->font());
    const std::array<std::pair<int, int>, 3> words = {{{int(Before), metrics.horizontalAdvance(tr("Not yet applicable")) + grid(6)},
                                                       {int(After), metrics.horizontalAdvance(tr("Not applicable")) + grid(8)},
                                                       {int(Count), metrics.horizontalAdvance(tr("Things")) + grid(5)}}};
    // What is left beside the words of fixed width is shared out, so that nothing has to be scrolled to.
    int room = m_changes->viewport()->width();
    for (const auto &[column, width] : words) {
        head->resizeSection(column, width);
        room -= width;
    }
    head->resizeSection(What, qMax(grid(30), room * 45 / 100));
    head->resizeSection(Of, qMax(grid(16), room * 25 / 100));
    m_changes->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_frameworks->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_frameworks->header()->setMinimumSectionSize(grid(8));
}

void DaysPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void DaysPanel::open(QTreeWidgetItem *item)
{
    const int at = item ? item->data(What, Qt::UserRole).toInt() : -1;
    if (at < 0 || at >= m_answer.changes.size())
        return;
    const ChangeRow &row = m_answer.changes.at(at);
    if (row.entity != 0)
        emit entityWanted(row.entity);
    else
        emit filterWanted(row.filter);
}

} // namespace views
