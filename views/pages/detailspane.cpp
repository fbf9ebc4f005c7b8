// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/detailspane.h"

#include "pages/issuelist.h"
#include "text/statustext.h"
#include "widgets/breaking.h"
#include "widgets/iconloader.h"
#include "widgets/theme.h"
#include "widgets/valueeditor.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>
#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

/// Titles say what is wrong: each stands there whole, in as many lines as the pane's width asks for.
class WholeTitles final : public QTreeWidget
{
public:
    using QTreeWidget::QTreeWidget;

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QTreeWidget::resizeEvent(event);
        if (event->size().width() == event->oldSize().width())
            return;
        // As if the scroll bar were there always: else it would come and go with the lines that it costs.
        const int cell = width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
        int height = 0;
        int shown = 0; // whole rows only: what is cut in half is taken for the last one
        for (int i = 0; i < topLevelItemCount(); ++i) {
            const int each = SignDelegate::wrappedHeight(topLevelItem(i)->text(0), font(), cell);
            topLevelItem(i)->setSizeHint(0, QSize(cell, each));
            height += each;
            if (i == 0 || height <= grid(90))
                shown = height;
        }
        setFixedHeight(shown + 4);
    }
};

} // namespace
DetailsPane::DetailsPane(QWidget *parent) : QWidget(parent), m_scroll(new QScrollArea(this))
{
    setObjectName(u"detailsPane"_s);
    setAccessibleName(tr("Details"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *close = new QToolButton(this);
    close->setObjectName(u"closeDetails"_s);
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close details"));
    close->setToolTip(tr("Close details"));
    close->setIcon(loadIcon(u"close"_s));
    connect(close, &QToolButton::clicked, this, &DetailsPane::closed);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("Details"));
    m_scroll->viewport()->setBackgroundRole(QPalette::Base);
    setFocusProxy(m_scroll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(4), grid(2), grid(1), grid(2));
    layout->setSpacing(0);
    layout->addWidget(close, 0, Qt::AlignRight);
    layout->addWidget(m_scroll, 1);
}

QVBoxLayout *DetailsPane::begin(const QString &above, const QString &title)
{
    m_content = new QWidget;
    m_content->setBackgroundRole(QPalette::Base);
    // No single part may push the others out of sight: the pane is as wide as it is.
    m_content->setMinimumWidth(1);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, grid(3), grid(4));
    layout->setSpacing(grid(2));
    addText(layout, above, true);
    QLabel *head = addText(layout, title);
    head->setFont(scaledFont(TextRole::Title, true));
    return layout;
}

void DetailsPane::finish()
{
    static_cast<QVBoxLayout *>(m_content->layout())->addStretch(1);
    // Who worked in the pane stays in it when it is filled anew.
    QString held;
    const bool here = isAncestorOf(focusWidget()) && focusWidget() && focusWidget()->hasFocus();
    for (QWidget *w = here ? focusWidget() : nullptr; w && w != this; w = w->parentWidget()) {
        if (qobject_cast<ValueEditor *>(w))
            held = w->objectName();
    }
    m_scroll->setWidget(m_content);
    show();
    if (here) {
        QWidget *again = held.isEmpty() ? nullptr : m_content->findChild<QWidget *>(held);
        (again ? again : m_scroll)->setFocus();
    }
}

void DetailsPane::addHeading(QVBoxLayout *layout, const QString &text)
{
    layout->addSpacing(grid(2));
    layout->addWidget(makeLabel(text, TextRole::Body, false, true, m_content));
    layout->addWidget(hairline(m_content));
}

QLabel *DetailsPane::addText(QVBoxLayout *layout, const QString &text, bool soft)
{
    QLabel *label = makeLabel({}, TextRole::Body, soft, false, m_content);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setBreakingText(label, text);
    label->setMinimumWidth(0);
    layout->addWidget(label);
    return label;
}

void DetailsPane::addValue(QVBoxLayout *layout, const ValueDetail &v)
{
    auto *editor = new ValueEditor(v.label, m_content);
    editor->setObjectName(u"value_"_s + v.attr);
    QString shown = v.text;
    bool soft = false;
    switch (v.state) {
    case items::CellState::NeverAsked: shown = tr("never asked"); soft = true; break;
    case items::CellState::NoAnswer: shown = tr("asked, no answer"); soft = true; break;
    case items::CellState::DeclaredAbsent: shown = tr("none (declared)"); break;
    case items::CellState::Value: shown = v.unit.isEmpty() ? v.text : v.text + u' ' + v.unit; break;
    }
    QStringList notes;
    if (!v.origin.isEmpty())
        notes.append(v.origin);
    notes.append(v.others);
    editor->setValue(shown, soft, v, notes.join(u'\n'), v.example.isEmpty() ? v.description : tr("%1 Example: %2").arg(v.description, v.example));
    connect(editor, &ValueEditor::committed, this, [this, attr = v.attr](const QString &typed) { emit editWanted(m_entity, attr, typed); });
    connect(editor, &ValueEditor::choicesWanted, this, [this, attr = v.attr](const QString &text) { emit choicesWanted(m_kind, attr, text); });
    // What opens below a value at the foot of the pane must not open out of sight.
    connect(editor, &ValueEditor::opened, this, [this, editor] {
        QTimer::singleShot(0, editor, [this, editor] { m_scroll->ensureWidgetVisible(editor, 0, grid(2)); });
    });
    layout->addWidget(editor);
}

void DetailsPane::reveal(const QString &attr)
{
    if (attr.isEmpty() || !m_content)
        return;
    const QString name = u"value_"_s + attr;
    if (!m_content->findChild<QWidget *>(name)) {
        if (auto *more = m_content->findChild<QToolButton *>(u"showUnsaid"_s))
            more->click();
    }
    // The pane is laid out once it is shown; only then is it known where the value stands.
    QTimer::singleShot(0, m_content, [this, name] {
        auto *value = m_content->findChild<QWidget *>(name);
        if (!value)
            return;
        m_content->layout()->activate();
        m_content->adjustSize();
        m_scroll->verticalScrollBar()->setValue(std::max(0, value->mapTo(m_content, QPoint(0, 0)).y() - grid(6)));
        value->setFocus();
    });
}

void DetailsPane::offer(domain::EntityKind kind, const QString &attr, const QString &text, const QList<ValueChoice> &choices)
{
    auto *editor = kind == m_kind && m_content ? m_content->findChild<ValueEditor *>(u"value_"_s + attr) : nullptr;
    if (editor)
        editor->offer(text, choices);
}

void DetailsPane::addFact(QVBoxLayout *layout, const FactLine &fact)
{
    auto *inner = new QVBoxLayout;
    inner->setSpacing(0);
    inner->addWidget(makeLabel(fact.label, TextRole::Caption, true, false, m_content));
    addText(inner, fact.value);
    if (!fact.where.isEmpty()) {
        QLabel *where = makeLabel({}, TextRole::Caption, true, false, m_content);
        where->setWordWrap(true);
        where->setTextInteractionFlags(Qt::TextSelectableByMouse);
        setBreakingText(where, fact.where);
        inner->addWidget(where);
    }
    layout->addLayout(inner);
}

void DetailsPane::addArticle(QVBoxLayout *layout, const ArticleLine &article)
{
    QLabel *label = addText(layout, article.text);
    if (article.url.isEmpty())
        return;
    // The address stands there to be read and copied as well: the program itself never goes there, the browser does.
    label->setObjectName(u"article"_s);
    label->setTextFormat(Qt::RichText);
    label->setText(u"<a href=\"%1\">%2</a>"_s.arg(article.url.toHtmlEscaped(), breakable(article.text).toHtmlEscaped()));
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    label->setFocusPolicy(Qt::StrongFocus);
    label->setOpenExternalLinks(true);
    label->setToolTip(article.url);
    QLabel *address = makeLabel({}, TextRole::Caption, true, false, m_content);
    address->setWordWrap(true);
    setBreakingText(address, article.url);
    layout->addWidget(address);
}

void DetailsPane::addFindings(QVBoxLayout *layout, const QList<FindingRow> &findings, bool byEntity)
{
    QTreeWidget *list = byEntity ? new QTreeWidget(m_content) : new WholeTitles(m_content);
    list->setAccessibleName(byEntity ? tr("Findings by thing") : tr("Findings"));
    list->setObjectName(u"detailFindings"_s);
    list->setHeaderHidden(true);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(byEntity);
    list->setFrameShape(QFrame::NoFrame);
    list->setItemDelegate(new SignDelegate(true, list));
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setColumnCount(byEntity ? 2 : 1);
    for (const FindingRow &f : findings) {
        const QString status = text::statusWord(f.status, f.legal);
        auto *item = new QTreeWidgetItem(list, byEntity ? QStringList{f.entityName, status} : QStringList{f.title});
        item->setData(0, Qt::UserRole, byEntity ? f.entity : f.issue);
        item->setData(0, SignDelegate::SeverityRole, static_cast<int>(f.severity));
        item->setData(0, SignDelegate::StatusRole, static_cast<int>(f.status));
        const QString note = f.note.isEmpty() ? QString() : u'\n' + f.note;
        item->setToolTip(0, byEntity ? f.entityName + u"\n"_s + f.entityKey + u'\n' + f.title + u"\n"_s + f.framework + u", "_s + f.clause + u"\n\n"_s + f.reason + note
                                     : f.title + u"\n"_s + f.framework + u", "_s + f.clause);
        item->setData(0, SignDelegate::BelowRole, byEntity ? (f.contradicted ? tr("Other tools disagree \u00b7 %1").arg(f.reason) : f.reason) : status + (f.note.isEmpty() ? QString() : u" ("_s + f.note + u')') + u" \u00b7 "_s + f.framework);
        item->setData(0, SignDelegate::WrapRole, !byEntity);
        if (byEntity)
            item->setForeground(1, palette().placeholderText());
    }
    list->header()->setStretchLastSection(false);
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    if (byEntity)
        list->header()->resizeSection(1, grid(20));
    const int rowHeight = QFontMetrics(font()).height() + QFontMetrics(scaledFont(TextRole::Caption)).height() + grid(2);
    if (byEntity)
        list->setFixedHeight(rowHeight * qMin(12, static_cast<int>(findings.size())) + 4);
    const auto go = [this, byEntity](QTreeWidgetItem *item) {
        const qint64 id = item->data(0, Qt::UserRole).toLongLong();
        if (byEntity)
            emit entityWanted(id);
        else if (id != 0)
            emit issueWanted(id);
    };
    connect(list, &QTreeWidget::itemClicked, this, go);
    connect(list, &QTreeWidget::itemActivated, this, go);
    layout->addWidget(list);
}

void DetailsPane::addUnsaid(QVBoxLayout *layout, const QList<ValueDetail> &values)
{
    if (values.isEmpty())
        return;
    addHeading(layout, tr("Never asked (%1)").arg(values.size()));
    auto *more = new QToolButton(m_content);
    more->setObjectName(u"showUnsaid"_s);
    more->setText(tr("Show and answer"));
    more->setAccessibleName(tr("Show what was never asked"));
    layout->addWidget(more, 0, Qt::AlignLeft);
    auto *box = new QWidget(m_content);
    box->setBackgroundRole(QPalette::Base);
    auto *inner = new QVBoxLayout(box);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(grid(2));
    layout->addWidget(box);
    box->hide();
    const auto open = [this, values, more, box, inner] {
        m_unsaidOpen = true;
        more->hide();
        for (const ValueDetail &v : values)
            addValue(inner, v);
        box->show();
    };
    connect(more, &QToolButton::clicked, this, open);
    if (m_unsaidOpen)
        open();
}

void DetailsPane::showEntity(const EntityDetail &d)
{
    // The same thing again, after a change: whoever answers one question after the other stays where they are.
    const bool same = m_entity == d.id && isVisible();
    const int scrolled = same ? m_scroll->verticalScrollBar()->value() : 0;
    m_unsaidOpen = m_unsaidOpen && same;
    // What is being typed elsewhere in the pane, or was refused, outlives the change of another value.
    QHash<QString, std::pair<QString, QString>> unsaved;
    if (same && m_content) {
        for (const ValueEditor *editor : m_content->findChildren<ValueEditor *>()) {
            if (const std::optional<QString> typed = editor->unsaved())
                unsaved.insert(editor->objectName(), {*typed, editor->refusal()});
        }
    }
    m_entity = d.id;
    m_kind = d.kind;
    m_issue = 0;
    const QString above = d.retired.isValid() ? tr("%1, out of use since %2").arg(d.kindLabel, d.retired.toString(Qt::ISODate))
                          : d.vanished        ? tr("%1, vanished from its source").arg(d.kindLabel)
                                              : d.kindLabel;
    QVBoxLayout *layout = begin(above, d.name);
    if (d.key != d.name)
        addText(layout, d.key, true);
    if (d.kind == domain::EntityKind::Provider || d.kind == domain::EntityKind::LegalEntity || d.kind == domain::EntityKind::BusinessService) {
        auto *scope = new QToolButton(m_content);
        scope->setObjectName(u"scopeToThis"_s);
        scope->setText(tr("Show only what belongs to it"));
        scope->setToolTip(tr("Narrow all pages to this; the chip above takes it away again"));
        connect(scope, &QToolButton::clicked, this, [this, kind = d.kind, key = d.key] { emit scopeWanted(kind, key); });
        layout->addWidget(scope, 0, Qt::AlignLeft);
    }
    if (!d.findings.isEmpty()) {
        addHeading(layout, tr("Open and unknown (%1)").arg(d.findings.size()));
        addFindings(layout, d.findings, false);
    }
    if (!d.reach.isEmpty()) {
        addHeading(layout, tr("Laws that may reach it"));
        for (const QString &line : d.reach)
            addText(layout, text::capitalised(line))->setObjectName(u"reach"_s);
        addText(layout, tr("Laws on access to data by authorities from outside the sovereign zone: it may be compelled if a court has jurisdiction and it has possession, "
                           "custody or control."), true);
    }
    if (!d.toolFindings.isEmpty()) {
        addHeading(layout, tr("What other tools found (%1)").arg(d.toolFindingCount));
        addToolFindings(layout, d.toolFindings, d.toolFindingCount);
    }
    if (!d.named.isEmpty()) {
        addHeading(layout, tr("Found on"));
        addToolFindings(layout, d.named, d.named.size());
    }
    addHeading(layout, tr("What is recorded"));
    QList<ValueDetail> unsaid;
    bool any = false;
    for (const ValueDetail &v : d.values) {
        if (v.state == items::CellState::NeverAsked) {
            unsaid.append(v);
            continue;
        }
        addValue(layout, v);
        any = true;
    }
    if (!any)
        addText(layout, tr("Nothing yet."), true);
    addUnsaid(layout, unsaid);
    // It is about the thing, not about the answers above it.
    layout->addSpacing(grid(2));
    layout->addWidget(hairline(m_content));
    auto *retire = new QToolButton(m_content);
    retire->setObjectName(u"retire"_s);
    const bool back = d.retired.isValid();
    retire->setText(back ? tr("Take back into use") : tr("Retire …"));
    retire->setToolTip(back ? tr("It is judged and counted again") : tr("Out of use: no longer judged nor counted, kept on record for earlier days"));
    connect(retire, &QToolButton::clicked, this, [this, id = d.id, name = d.name, back] { emit retireWanted(id, name, back); });
    layout->addWidget(retire, 0, Qt::AlignLeft);
    for (auto it = unsaved.cbegin(); it != unsaved.cend(); ++it) {
        if (auto *editor = m_content->findChild<ValueEditor *>(it.key()))
            editor->resume(it->first, it->second);
    }
    finish();
    if (scrolled > 0) {
        m_content->adjustSize();
        m_scroll->verticalScrollBar()->setValue(scrolled);
    }
}

void DetailsPane::showDate(const CalendarRow &row)
{
    m_entity = 0;
    m_issue = 0;
    QVBoxLayout *layout = begin(row.kind, QLocale().toString(row.date, u"d MMMM yyyy"_s));
    addHeading(layout, row.requirements.size() > 1 ? tr("What changes: %1 requirements").arg(row.requirements.size()) : tr("What changes"));
    if (row.requirements.isEmpty()) {
        addText(layout, row.change.isEmpty() ? row.text : row.change);
    } else {
        // Each requirement leads to itself, with what stands of it.
        QString list;
        for (const auto &[rule, heading] : row.requirements)
            list += u"<p style=\"margin:0 0 4px 0\"><a href=\"%1\">%2</a></p>"_s.arg(rule.toHtmlEscaped(), heading.toHtmlEscaped());
        QLabel *requirements = addText(layout, {});
        requirements->setObjectName(u"dateRequirements"_s);
        requirements->setAccessibleName(tr("Requirements of the day"));
        requirements->setTextFormat(Qt::RichText);
        requirements->setText(list);
        requirements->setTextInteractionFlags(Qt::TextBrowserInteraction);
        requirements->setFocusPolicy(Qt::StrongFocus);
        connect(requirements, &QLabel::linkActivated, this, [this, framework = row.framework](const QString &rule) { emit ruleWanted(framework, rule); });
    }
    auto *compare = new QToolButton(m_content);
    compare->setObjectName(u"dateCompare"_s);
    compare->setText(tr("What changes for us on this day?"));
    compare->setToolTip(tr("Compares the results of this day with those of the day before"));
    compare->setAutoRaise(true);
    connect(compare, &QToolButton::clicked, this, [this, day = row.date] { emit dayWanted(day); });
    layout->addWidget(compare, 0, Qt::AlignLeft);
    addHeading(layout, tr("Where it is said"));
    addArticle(layout, {row.article, row.url});
    if (!row.confidence.isEmpty())
        addText(layout, row.confidence.contains(u'K') ? tr("Confidence: %1; partly own knowledge, unverified").arg(row.confidence) : tr("Confidence: verified in a source (%1)").arg(row.confidence), true);
    finish();
}

bool DetailsPane::refuse(qint64 entity, const QString &attr, const QString &typed, const QString &why)
{
    auto *editor = isVisible() && entity == m_entity && m_content ? m_content->findChild<ValueEditor *>(u"value_"_s + attr) : nullptr;
    if (!editor)
        return false;
    editor->refuse(typed, why);
    m_content->adjustSize();
    m_scroll->ensureWidgetVisible(editor);
    return true;
}

} // namespace views
