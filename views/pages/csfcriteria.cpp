// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/csfcriteria.h"

#include "domain/isolated.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

/// Another answer than the inventory bears; a worse one is none where it says "at most".
bool isAgainstProposal(const CriterionRow &c) { return c.answer != 0 && c.proposed != 0 && (c.atMost ? c.answer > c.proposed : c.answer != c.proposed); }

QString groundWords(const CriterionRow &c)
{
    const QString needs = c.needs.isEmpty() ? QString() : u", "_s + c.needs;
    if (c.answer == 0 && c.bound == 0)
        return (c.openParts.isEmpty() ? CsfCriteria::tr("open") : CsfCriteria::tr("open with %1").arg(c.openParts)) + needs;
    if (c.answer == 0)
        return CsfCriteria::tr("open with %1; at most answer %2%3").arg(c.openParts, QString::number(c.bound), c.from.isEmpty() ? QString() : CsfCriteria::tr(", as %1 has").arg(domain::isolated(c.from))) + needs;
    QStringList parts;
    // Where the proposal's column has no room this is all that tells.
    if (isAgainstProposal(c))
        parts.append(c.atMost ? CsfCriteria::tr("above the proposed %1").arg(c.proposed) : CsfCriteria::tr("not the proposed %1").arg(c.proposed));
    if (!c.from.isEmpty())
        parts.append(domain::isolated(c.from));
    parts.append(c.confidence);
    if (!c.evidence.isEmpty())
        parts.append(c.evidence);
    return parts.join(u", "_s);
}

QString proposalOf(const CriterionRow &c)
{
    if (c.proposed == 0)
        return {};
    return (c.atMost ? CsfCriteria::tr("at most %1, since %2") : CsfCriteria::tr("%1, since %2")).arg(QString::number(c.proposed), c.fact);
}

/// What the thing itself has, if the answer or what bounds it is its own.
int ownAnswer(const CriterionRow &c) { return c.answer != 0 ? c.answer : c.bound; }

/// "1 holds it, fails (asked: 3)".
QString sealOf(const CriterionRow &c)
{
    if (c.answer == 0 && c.bound == 0)
        return {};
    QString words = c.answer != 0 ? QString::number(c.seals.at(c.answer - 1)) : CsfCriteria::tr("at most %1").arg(c.seals.at(c.bound - 1));
    if (c.binds)
        words += CsfCriteria::tr(" holds it");
    if (c.fails)
        words += CsfCriteria::tr(" fails (asked: %1)").arg(c.asked.value_or(0));
    return words;
}

} // namespace

enum CsfCriteria::CriterionRole : int { IdRole = Qt::UserRole };
enum CsfCriteria::CriterionColumn : int { CriterionText, AnswerText, SealText, GroundText, ProposalText, CriterionColumns };

QString answerWords(const CriterionRow &c, int number) { return number >= 1 && number <= c.labels.size() ? u"%1  %2"_s.arg(number).arg(c.labels.at(number - 1)) : QString(); }

CsfCriteria::CsfCriteria(QWidget *parent)
    : QWidget(parent), m_criteria(new QTreeWidget(this)), m_ground(makeLabel({}, TextRole::Body, true, false, this)), m_hint(makeLabel({}, TextRole::Caption, true, false, this)),
      m_groundArea(new QScrollArea(this)), m_confidence(new QComboBox(this)), m_why(new QLineEdit(this)), m_evidence(new QLineEdit(this)), m_who(new QLineEdit(this))
{
    m_criteria->setObjectName(u"assessCriteria"_s);
    m_criteria->setAccessibleName(tr("The 48 criteria"));
    m_criteria->setHeaderLabels({tr("Criterion"), tr("Answer"), tr("SEAL"), tr("Ground"), tr("Proposed by the inventory")});
    m_criteria->setUniformRowHeights(true);
    m_criteria->setFrameShape(QFrame::NoFrame);
    m_criteria->installEventFilter(this);
    m_criteria->viewport()->installEventFilter(this);
    m_ground->setObjectName(u"assessGround"_s);
    m_ground->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_ground->setWordWrap(true);
    m_groundArea->setObjectName(u"assessGroundArea"_s);
    m_groundArea->setAccessibleName(tr("The criterion with its answers, and the ground of its answer"));
    m_groundArea->setWidget(m_ground);
    m_groundArea->setWidgetResizable(true);
    m_groundArea->setFrameShape(QFrame::NoFrame);
    m_groundArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_groundArea->setFocusPolicy(Qt::StrongFocus);
    m_groundArea->viewport()->setAutoFillBackground(false);
    m_ground->setAutoFillBackground(false);
    m_hint->setWordWrap(true);
    m_hint->setText(tr("1 to 5 answers the criterion, Enter takes the proposal over, 0 takes the answer back; reason and evidence go with it"));
    m_criteria->setToolTip(m_hint->text());
    m_confidence->setObjectName(u"assessConfidence"_s);
    m_confidence->setAccessibleName(tr("How far the answer is borne out"));
    m_confidence->addItems({tr("Claimed"), tr("Documented"), tr("Demonstrated")});
    m_why->setObjectName(u"assessWhy"_s);
    m_why->setAccessibleName(tr("Reason"));
    m_why->setPlaceholderText(tr("Reason; needed where the inventory proposes another answer"));
    m_evidence->setObjectName(u"assessEvidence"_s);
    m_evidence->setAccessibleName(tr("Evidence"));
    m_evidence->setPlaceholderText(tr("Evidence: contract, report, test, with the place"));
    m_evidence->setToolTip(tr("It speaks for the answer that it is given for: with another answer give it anew, or the answer is claimed"));
    m_who->setObjectName(u"assessWho"_s);
    m_who->setAccessibleName(tr("Answered by"));
    m_who->setPlaceholderText(tr("Answered by: a function"));
    m_who->setToolTip(tr("Answered by: a function, not a person's name; it is kept for the next answer"));
    m_groundArea->viewport()->installEventFilter(this);
    layOut();
    connect(m_criteria, &QTreeWidget::currentItemChanged, this, &CsfCriteria::showCriterion);
    connect(m_confidence, &QComboBox::activated, this, &CsfCriteria::note);
    for (QLineEdit *field : {m_why, m_evidence}) {
        connect(field, &QLineEdit::textEdited, this, &CsfCriteria::note);
        connect(field, &QLineEdit::returnPressed, this, &CsfCriteria::keep);
    }
    setFocusProxy(m_criteria);
}

void CsfCriteria::layOut()
{
    auto *reason = new QHBoxLayout;
    reason->setSpacing(grid(2));
    reason->addWidget(m_confidence);
    reason->addWidget(m_why, 1);
    reason->addWidget(m_evidence, 1);
    reason->addWidget(m_who);
    m_who->setMinimumWidth(grid(45));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(2));
    layout->addWidget(m_criteria, 1);
    layout->addWidget(m_groundArea);
    layout->addLayout(reason);
    layout->addWidget(m_hint);
    setTabOrder(m_criteria, m_groundArea);
    setTabOrder(m_groundArea, m_confidence);
    setTabOrder(m_confidence, m_why);
    setTabOrder(m_why, m_evidence);
    setTabOrder(m_evidence, m_who);
}

void CsfCriteria::setLow(bool low)
{
    m_hint->setVisible(!low);
    fitGround();
}

void CsfCriteria::fitGround()
{
    // As high as the words are, as far as the table keeps most of the room; what is longer can be scrolled.
    const int line = QFontMetrics(m_ground->font()).lineSpacing();
    const int wanted = m_ground->heightForWidth(std::max(1, m_groundArea->viewport()->width())) + 2;
    m_groundArea->setFixedHeight(std::clamp(wanted, line * 5, std::max(line * 5, height() * 3 / 10)));
}

void CsfCriteria::showCriteria(const AssessmentData &data)
{
    const CriterionRow *before = current();
    const QString wanted = before ? before->id : QString();
    if (data.entity != m_data.entity)
        keep();
    m_data = data;
    // What the workspace has got waits no more: after an undo it must not come back by itself.
    for (const CriterionRow &c : std::as_const(m_data.criteria)) {
        const Place place(m_data.entity, c.id);
        if (const auto draft = m_drafts.constFind(place); draft != m_drafts.cend() && *draft == groundOf(c))
            m_drafts.erase(draft);
    }
    {
        const QSignalBlocker quiet(m_criteria);
        m_criteria->clear();
        QTreeWidgetItem *group = nullptr;
        QTreeWidgetItem *chosen = nullptr;
        for (const CriterionRow &c : std::as_const(m_data.criteria)) {
            if (!group || group->text(0) != c.objective) {
                group = new QTreeWidgetItem(m_criteria, {c.objective});
                group->setFirstColumnSpanned(true);
                group->setExpanded(true);
            }
            auto *item = new QTreeWidgetItem(group, {c.id + u"  "_s + c.title, answerWords(c, c.answer), sealOf(c), groundWords(c), proposalOf(c)});
            item->setData(0, IdRole, c.id);
            for (int column = 0; column < CriterionColumns; ++column)
                item->setToolTip(column, item->text(column));
            item->setData(0, Qt::AccessibleTextRole, u"%1 %2: %3. %4. %5"_s.arg(c.id, c.title, c.answer == 0 ? tr("open") : answerWords(c, c.answer), groundWords(c), proposalOf(c)));
            QFont bold = m_criteria->font();
            bold.setBold(true);
            if (c.binds || c.fails)
                item->setFont(SealText, bold);
            if (isAgainstProposal(c))
                item->setFont(GroundText, bold);
            if (c.id == wanted || !chosen)
                chosen = item;
        }
        m_criteria->setCurrentItem(chosen);
    }
    fitColumns();
    showCriterion();
}

void CsfCriteria::fitColumns()
{
    QHeaderView *header = m_criteria->header();
    header->setStretchLastSection(false);
    const int width = m_criteria->viewport()->width();
    // In a narrow window the proposal stands below the table.
    m_criteria->setColumnHidden(ProposalText, width < grid(180));
    const bool wide = !m_criteria->isColumnHidden(ProposalText);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->resizeSection(CriterionText, width * (wide ? 25 : 34) / 100);
    header->resizeSection(AnswerText, width * (wide ? 25 : 32) / 100);
    header->resizeSection(SealText, width * (wide ? 10 : 14) / 100);
    header->resizeSection(GroundText, width * (wide ? 15 : 19) / 100);
    header->resizeSection(ProposalText, width * 24 / 100);
}

const CriterionRow *CsfCriteria::current() const
{
    const QTreeWidgetItem *item = m_criteria->currentItem();
    const QString id = item ? item->data(0, IdRole).toString() : QString();
    const auto it = std::find_if(m_data.criteria.begin(), m_data.criteria.end(), [&id](const CriterionRow &c) { return c.id == id; });
    return it == m_data.criteria.end() ? nullptr : &*it;
}

void CsfCriteria::showCriterion()
{
    const CriterionRow *c = current();
    const Place place(m_data.entity, c ? c->id : QString());
    if (place != m_shown)
        keep();
    m_shown = place;
    if (!c) {
        m_ground->clear();
        return;
    }
    QStringList answers;
    for (int i = 1; i <= c->labels.size(); ++i)
        answers.append(tr("%1 %2 (SEAL-%3)").arg(QString::number(i), c->labels.at(i - 1), QString::number(c->seals.at(i - 1))));
    // What is said of it first: where the room ends, the question can be read from the tip.
    QStringList lines;
    if (ownAnswer(*c) != 0)
        lines.append(tr("Answered by %1 on %2: %3%4").arg(c->who.isEmpty() ? tr("nobody named") : domain::isolated(c->who), c->at.left(10), groundWords(*c),
                                                        c->justification.isEmpty() ? QString() : u"; "_s + c->justification));
    if (c->proposed != 0)
        lines.append(tr("Proposed: %1.").arg(proposalOf(*c)));
    else if (!c->unproposed.isEmpty())
        lines.append(tr("No proposal: %1").arg(c->unproposed));
    if (c->fails)
        lines.append(tr("Fails what the tender asks for: SEAL-%1.").arg(c->asked.value_or(0)));
    lines.append(c->question + u"  "_s + answers.join(u"; "_s) + u'.');
    if (!c->oddities.isEmpty())
        lines.append(tr("In the source: %1").arg(c->oddities.join(u' ')));
    m_ground->setText(lines.join(u'\n'));
    m_groundArea->verticalScrollBar()->setValue(0);
    fitGround();
    // What was said of one criterion is never carried over to the next.
    const Ground stored = groundOf(*c);
    const Ground shown = m_drafts.value(place, stored);
    m_confidence->setCurrentIndex(shown.confidence);
    m_why->setText(shown.why);
    m_evidence->setText(shown.evidence);
}

CsfCriteria::Ground CsfCriteria::groundOf(const CriterionRow &c)
{
    static const QStringList words = {u"claimed"_s, u"documented"_s, u"demonstrated"_s};
    return c.own ? Ground{std::max(0, int(words.indexOf(c.confidence))), c.justification, c.evidence} : Ground();
}

CsfCriteria::Ground CsfCriteria::typed() const { return {m_confidence->currentIndex(), m_why->text().trimmed(), m_evidence->text().trimmed()}; }

void CsfCriteria::note()
{
    const CriterionRow *c = current();
    if (!c)
        return;
    if (typed() == groundOf(*c))
        m_drafts.remove(m_shown);
    else
        m_drafts.insert(m_shown, typed());
}

void CsfCriteria::keep()
{
    // Until the workspace has it, it waits: what is refused is not lost.
    const auto draft = m_drafts.constFind(m_shown);
    const auto c = std::find_if(m_data.criteria.cbegin(), m_data.criteria.cend(), [this](const CriterionRow &row) { return row.id == m_shown.second; });
    if (draft == m_drafts.cend() || c == m_data.criteria.cend() || m_shown.first != m_data.entity || !c->own || ownAnswer(*c) == 0)
        return;
    // Whoever mends the words of an answer without a name leaves the one that it has.
    const QString who = m_who->text().trimmed();
    emit answerWanted({m_data.entity, c->id, ownAnswer(*c), draft->confidence, draft->why, draft->evidence, who.isEmpty() ? c->who : who});
}

void CsfCriteria::hideEvent(QHideEvent *event)
{
    // Another page or part; not the window that closes.
    if (!event->spontaneous() && window()->isVisible())
        keep();
    QWidget::hideEvent(event);
}

void CsfCriteria::chooseObjective(const QString &id)
{
    for (int i = 0; i < m_criteria->topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = m_criteria->topLevelItem(i);
        if (!group->text(0).startsWith(id) || group->childCount() == 0)
            continue;
        m_criteria->scrollToItem(group, QAbstractItemView::PositionAtTop);
        m_criteria->setCurrentItem(group->child(0));
        m_criteria->setFocus();
    }
}

void CsfCriteria::chooseCriterion(const QString &id)
{
    for (int g = 0; g < m_criteria->topLevelItemCount(); ++g) {
        for (int i = 0; i < m_criteria->topLevelItem(g)->childCount(); ++i) {
            if (m_criteria->topLevelItem(g)->child(i)->data(0, IdRole).toString() == id)
                m_criteria->setCurrentItem(m_criteria->topLevelItem(g)->child(i));
        }
    }
    m_criteria->setFocus();
}

void CsfCriteria::say(int answer)
{
    const CriterionRow *c = current();
    if (!c || answer > c->labels.size() || (answer == 0 && !c->own))
        return;
    CriterionWish wish;
    wish.entity = m_data.entity;
    wish.criterion = c->id;
    wish.answer = answer;
    wish.justification = m_why->text().trimmed();
    wish.confidence = m_confidence->currentIndex();
    wish.evidence = m_evidence->text().trimmed();
    wish.who = m_who->text().trimmed();
    // Somebody answers for it: asked once, and kept for the next.
    if (answer != 0 && wish.who.isEmpty()) {
        m_who->setPlaceholderText(tr("Say first who answers"));
        m_who->setFocus();
        return;
    }
    // Reason and evidence speak for the answer that they were given for: another one has only what was said of it since.
    if (c->own && answer != ownAnswer(*c)) {
        if (!m_why->isModified() && wish.justification == c->justification)
            wish.justification.clear();
        if (!m_evidence->isModified() && wish.evidence == c->evidence) {
            wish.evidence.clear();
            wish.confidence = 0;
        }
    }
    if (answer == 0)
        m_drafts.remove(m_shown);
    else if (m_drafts.contains(m_shown))
        m_drafts.insert(m_shown, {wish.confidence, wish.justification, wish.evidence});
    emit answerWanted(wish);
}

bool CsfCriteria::eventFilter(QObject *watched, QEvent *event)
{
    // Later than this widget's own, and while it is hidden not at all.
    if (watched == m_criteria->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    if (watched == m_groundArea->viewport() && event->type() == QEvent::Resize)
        fitGround();
    if (watched != m_criteria || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() & ~Qt::KeypadModifier)
        return false;
    if (key->key() >= Qt::Key_0 && key->key() <= Qt::Key_5) {
        say(key->key() - Qt::Key_0);
        return true;
    }
    if (key->key() == Qt::Key_Delete) {
        say(0);
        return true;
    }
    const CriterionRow *c = current();
    if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && c && c->proposed != 0) {
        say(c->proposed);
        return true;
    }
    return false;
}

} // namespace views
