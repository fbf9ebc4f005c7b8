// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/flowpage.h"

#include "pages/nothingfound.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

FlowPage::FlowPage(const QString &id, const QString &title, const PageContext &context, FlowSource &source, QWidget *parent)
    : Page(id, title, context, parent), m_source(source), m_head(new QHBoxLayout), m_column(new QVBoxLayout(this)), m_scope(makeLabel({}, TextRole::Caption, true, false, this)),
      m_empty(makeLabel({}, TextRole::Body, true, false, this)), m_parts(new QTabBar(this)), m_nothing(new NothingFound(this)), m_figures(new QWidget(this))
{
    m_scope->setObjectName(id + u"Scope"_s);
    m_scope->setWordWrap(true);
    m_empty->setObjectName(id + u"Empty"_s);
    m_empty->setWordWrap(true);
    m_empty->hide();
    m_parts->setObjectName(id + u"Parts"_s);
    m_parts->setDrawBase(false);
    m_parts->setExpanding(false);
    m_head->setSpacing(grid(3));
    m_head->addWidget(makeLabel(title, TextRole::Title, false, true, this));
    m_head->addWidget(m_scope, 1);
    m_column->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    m_column->setSpacing(grid(2));
    m_column->addLayout(m_head);
    m_column->addWidget(m_nothing);
    m_column->addWidget(m_empty);
    m_column->addWidget(m_figures, 1);
    m_column->addStretch(0);
    connect(m_parts, &QTabBar::currentChanged, this, &FlowPage::arrange);
    connect(m_nothing, &NothingFound::filterWanted, this, [this](const FilterState &filter) { emit filterWanted(filter, this->id()); });
}

QLabel *FlowPage::addSentence(const QString &name, TextRole role)
{
    QLabel *label = makeLabel({}, role, role == TextRole::Caption, false, this);
    label->setObjectName(name);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    label->setFocusPolicy(Qt::StrongFocus);
    label->setWordWrap(true);
    connect(label, &QLabel::linkActivated, this, [this](const QString &mark) { go(mark); });
    m_sentences.append(label);
    m_column->insertWidget(static_cast<int>(m_sentences.size()), label);
    return label;
}

void FlowPage::setParts(QWidget *above, int aboveShare, const Part &left, const Part &right, int belowShare, const QString &accessibleName)
{
    m_leftPart = left.widget;
    m_rightPart = right.widget;
    m_parts->setAccessibleName(accessibleName);
    m_parts->addTab(left.title);
    m_parts->addTab(right.title);
    auto *below = new QHBoxLayout;
    below->setSpacing(grid(6));
    below->addWidget(m_leftPart, left.share);
    below->addWidget(m_rightPart, right.share);
    auto *column = new QVBoxLayout(m_figures);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid(3));
    column->addWidget(above, aboveShare);
    column->addWidget(m_parts);
    column->addLayout(below, belowShare);
    arrange();
}

void FlowPage::showFound(bool something, const QString &what, const QString &nothing)
{
    m_nothing->setVisible(!something && !m_filter.isEmpty());
    m_nothing->explain(what, m_chips);
    m_empty->setVisible(!something && m_filter.isEmpty());
    m_empty->setText(nothing);
    m_figures->setVisible(something);
    for (QLabel *sentence : std::as_const(m_sentences))
        sentence->setVisible(!sentence->text().isEmpty());
    m_scope->setText(scopeWords());
}

void FlowPage::arrange()
{
    if (!m_leftPart)
        return;
    // Where the window is too narrow for two, one at a time.
    const bool narrow = width() < grid(250);
    m_parts->setVisible(narrow);
    m_leftPart->setVisible(!narrow || m_parts->currentIndex() == 0);
    m_rightPart->setVisible(!narrow || m_parts->currentIndex() == 1);
}

void FlowPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

} // namespace views
