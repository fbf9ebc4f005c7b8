// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/assessmentspage.h"

#include "text/sealtext.h"
#include "widgets/figureview.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHash>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

/// Below so many steps of the grid a page is low.
constexpr int LowPage = 180;

enum ThingRole { EntityRole = Qt::UserRole };
enum CriterionColumn : int { CriterionText, AnswerText, SealText, GroundText, ProposalText, CriterionColumns };

QString groundOf(const CriterionRow &c)
{
    if (c.answer == 0)
        return c.openWith > 1 ? AssessmentsPage::tr("open with %1").arg(c.openWith) : AssessmentsPage::tr("open");
    QStringList parts;
    if (!c.from.isEmpty())
        parts.append(c.from);
    parts.append(c.confidence);
    if (!c.evidence.isEmpty())
        parts.append(c.evidence);
    if (c.openWith > 0)
        parts.append(AssessmentsPage::tr("open with %1").arg(c.openWith));
    return parts.join(u", "_s);
}

QString answerOf(const CriterionRow &c, int number) { return number >= 1 && number <= c.labels.size() ? u"%1  %2"_s.arg(number).arg(c.labels.at(number - 1)) : QString(); }

QString proposalOf(const CriterionRow &c)
{
    if (c.proposed == 0)
        return {};
    return (c.atMost ? AssessmentsPage::tr("at most %1, since %2") : AssessmentsPage::tr("%1, since %2")).arg(QString::number(c.proposed), c.fact);
}

} // namespace

AssessmentsPage::AssessmentsPage(const PageContext &context, AssessmentsBackend &backend, QWidget *parent)
    : Page(u"assessments"_s, tr("Sovereignty"), context, parent), m_backend(backend), m_find(new QLineEdit(this)), m_things(new QTreeWidget(this)), m_criteria(new QTreeWidget(this)),
      m_seal(makeLabel({}, TextRole::Number, false, true, this)), m_told(makeLabel({}, TextRole::Body, false, false, this)), m_held(makeLabel({}, TextRole::Body, false, false, this)),
      m_ground(makeLabel({}, TextRole::Body, true, false, this)), m_hint(makeLabel({}, TextRole::Caption, true, false, this)),
      m_attribution(makeLabel({}, TextRole::Caption, true, false, this)), m_radar(new FigureView(tr("Score of each objective"), this)),
      m_ladders(new FigureView(tr("SEAL of each objective"), this)), m_weights(new QComboBox(this)), m_confidence(new QComboBox(this)), m_why(new QLineEdit(this)),
      m_evidence(new QLineEdit(this))
{
    buildControls();
    layOut();
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &text) {
        for (int i = 0; i < m_things->topLevelItemCount(); ++i)
            m_things->topLevelItem(i)->setHidden(!m_things->topLevelItem(i)->text(0).contains(text.trimmed(), Qt::CaseInsensitive));
    });
    connect(m_things, &QTreeWidget::currentItemChanged, this, [this] {
        if (!m_filling)
            askAssessment();
    });
    connect(m_things, &QTreeWidget::itemChanged, this, [this] {
        if (!m_filling)
            askAssessment();
    });
    connect(m_things, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) { emit entityWanted(item->data(0, EntityRole).toLongLong()); });
    connect(m_weights, &QComboBox::currentIndexChanged, this, &AssessmentsPage::askAssessment);
    connect(m_criteria, &QTreeWidget::currentItemChanged, this, &AssessmentsPage::showCriterion);
    connect(m_radar, &FigureView::chosen, this, &AssessmentsPage::chooseObjective);
    connect(m_ladders, &FigureView::chosen, this, &AssessmentsPage::chooseObjective);
    setFocusProxy(m_criteria);
    show(AssessmentData{});
}

void AssessmentsPage::buildControls()
{
    m_find->setObjectName(u"assessFind"_s);
    m_find->setAccessibleName(tr("Find a service, system or business service"));
    m_find->setPlaceholderText(tr("Find a service or system"));
    m_find->setClearButtonEnabled(true);
    m_things->setObjectName(u"assessThings"_s);
    m_things->setAccessibleName(tr("What can be assessed; tick up to three to compare"));
    m_things->setHeaderLabels({tr("Assess"), tr("Answers")});
    m_things->setRootIsDecorated(false);
    m_things->setUniformRowHeights(true);
    m_things->setFrameShape(QFrame::NoFrame);
    m_criteria->setObjectName(u"assessCriteria"_s);
    m_criteria->setAccessibleName(tr("The 48 criteria"));
    m_criteria->setHeaderLabels({tr("Criterion"), tr("Answer"), tr("SEAL"), tr("Ground"), tr("Proposed by the inventory")});
    m_criteria->setUniformRowHeights(true);
    m_criteria->setFrameShape(QFrame::NoFrame);
    m_criteria->installEventFilter(this);
    m_seal->setObjectName(u"assessSeal"_s);
    m_told->setObjectName(u"assessTold"_s);
    m_held->setObjectName(u"assessHeld"_s);
    for (QLabel *label : {m_told, m_held, m_hint, m_attribution})
        label->setWordWrap(true);
    m_ground->setMaximumHeight(grid(26));
    m_ground->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_ground->setObjectName(u"assessGround"_s);
    m_ground->setWordWrap(true);
    m_hint->setText(tr("1 to 5 answers the criterion, Enter takes the proposal over, 0 takes the answer back; reason and evidence go with it"));
    m_attribution->setObjectName(u"assessAttribution"_s);
    m_attribution->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_radar->setObjectName(u"assessRadar"_s);
    m_ladders->setObjectName(u"assessLadders"_s);
    m_weights->setObjectName(u"assessWeights"_s);
    m_weights->setAccessibleName(tr("Weights of the score"));
    m_weights->addItem(tr("Weights: calculator"), u"calculator"_s);
    m_weights->addItem(tr("Weights: PDF v1.2.1"), u"pdf"_s);
    m_confidence->setObjectName(u"assessConfidence"_s);
    m_confidence->setAccessibleName(tr("How far the answer is borne out"));
    m_confidence->addItems({tr("Claimed"), tr("Documented"), tr("Demonstrated")});
    m_why->setObjectName(u"assessWhy"_s);
    m_why->setAccessibleName(tr("Reason"));
    m_why->setPlaceholderText(tr("Reason; needed where the inventory proposes another answer"));
    m_evidence->setObjectName(u"assessEvidence"_s);
    m_evidence->setAccessibleName(tr("Evidence"));
    m_evidence->setPlaceholderText(tr("Evidence: contract, report, test, with the place"));
}

void AssessmentsPage::layOut()
{
    auto *title = new QHBoxLayout;
    title->setSpacing(grid(3));
    title->addWidget(makeLabel(tr("Sovereignty"), TextRole::Title, false, true, this));
    title->addWidget(makeLabel(tr("EU Cloud Sovereignty Framework: %1").arg(text::selfAssessmentWords().toLower().replace(u"commission seal"_s, u"Commission SEAL"_s)), TextRole::Body, true, false, this), 1);
    title->addWidget(m_weights);
    auto *left = new QVBoxLayout;
    left->setSpacing(grid(2));
    left->addWidget(m_find);
    left->addWidget(m_things, 1);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(4));
    head->addWidget(m_seal);
    auto *words = new QVBoxLayout;
    words->setSpacing(grid(1));
    words->addWidget(m_told);
    words->addWidget(m_held);
    head->addLayout(words, 1);
    auto *pictures = new QHBoxLayout;
    pictures->setSpacing(grid(4));
    pictures->addWidget(m_radar, 2);
    pictures->addWidget(m_ladders, 3);
    auto *reason = new QHBoxLayout;
    reason->setSpacing(grid(2));
    reason->addWidget(m_confidence);
    reason->addWidget(m_why, 1);
    reason->addWidget(m_evidence, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(grid(2));
    right->addLayout(head);
    right->addLayout(pictures, 2);
    right->addWidget(m_criteria, 3);
    right->addWidget(m_ground);
    right->addLayout(reason);
    right->addWidget(m_hint);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid(4));
    row->addLayout(left, 1);
    row->addWidget(hairline(this, true));
    row->addLayout(right, 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addLayout(title);
    layout->addWidget(hairline(this));
    layout->addLayout(row, 1);
    layout->addWidget(m_attribution);
    QWidget::setTabOrder(m_weights, m_find);
    QWidget::setTabOrder(m_find, m_things);
    QWidget::setTabOrder(m_things, m_radar);
    QWidget::setTabOrder(m_radar, m_ladders);
    QWidget::setTabOrder(m_ladders, m_criteria);
    QWidget::setTabOrder(m_criteria, m_confidence);
    QWidget::setTabOrder(m_confidence, m_why);
    QWidget::setTabOrder(m_why, m_evidence);
}

void AssessmentsPage::reload()
{
    AssessmentsBackend *backend = &m_backend;
    ask<QList<AssessableRow>>(u"things"_s, [backend](Backend &, const QString &path) { return backend->assessable(path); },
                              [this](const QList<AssessableRow> &rows) { showThings(rows); });
}

void AssessmentsPage::showThings(const QList<AssessableRow> &rows)
{
    const qint64 before = m_data.entity;
    const QList<qint64> ticked = compared();
    m_filling = true;
    m_things->clear();
    QTreeWidgetItem *chosen = nullptr;
    QHash<QString, int> alike;
    for (const AssessableRow &row : rows)
        ++alike[row.name];
    for (const AssessableRow &row : rows) {
        // Services of one name in several regions are told apart by their keys.
        const QString name = alike.value(row.name) > 1 ? u"%1 (%2)"_s.arg(row.name, row.key) : row.name;
        auto *item = new QTreeWidgetItem(m_things, {name, row.answered == 0 ? QString() : QString::number(row.answered)});
        item->setData(0, EntityRole, row.entity);
        item->setCheckState(0, ticked.mid(1).contains(row.entity) ? Qt::Checked : Qt::Unchecked);
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(0, u"%1 (%2)"_s.arg(row.name, row.key));
        item->setData(0, Qt::AccessibleTextRole, tr("%1, %n answer(s)", nullptr, row.answered).arg(name));
        if (row.entity == before)
            chosen = item;
    }
    m_things->header()->setStretchLastSection(false);
    m_things->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_things->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_things->setCurrentItem(chosen ? chosen : m_things->topLevelItem(0));
    m_filling = false;
    askAssessment();
}

QList<qint64> AssessmentsPage::compared() const
{
    QList<qint64> list;
    if (const QTreeWidgetItem *item = m_things->currentItem())
        list.append(item->data(0, EntityRole).toLongLong());
    for (int i = 0; i < m_things->topLevelItemCount() && list.size() < figures::SealData::MostThings; ++i) {
        const QTreeWidgetItem *item = m_things->topLevelItem(i);
        if (item->checkState(0) == Qt::Checked && !list.contains(item->data(0, EntityRole).toLongLong()))
            list.append(item->data(0, EntityRole).toLongLong());
    }
    return list;
}

void AssessmentsPage::askAssessment()
{
    const QList<qint64> wanted = compared();
    if (wanted.isEmpty()) {
        show(AssessmentData{});
        return;
    }
    AssessmentsBackend *backend = &m_backend;
    const QString weights = m_weights->currentData().toString();
    ask<AssessmentData>(u"assessment"_s, [backend, wanted, weights](Backend &, const QString &path) { return backend->assessment(path, wanted, weights); },
                        [this](const AssessmentData &found) { show(found); });
}

void AssessmentsPage::show(const AssessmentData &found)
{
    m_data = found;
    m_seal->setText(found.entity == 0 ? QString() : text::sealWord(found.seal));
    m_told->setText(found.entity == 0 ? tr("There is nothing to assess yet: import services, systems or business services.")
                                     : tr("%1: claimed %2, evidenced %3, score %4").arg(found.name, text::sealWord(found.seal), text::sealWord(found.evidenced), found.score));
    QStringList lines;
    for (const QString &line : {found.held, found.weights, found.standsOn}) {
        if (!line.isEmpty())
            lines.append(line);
    }
    m_held->setText(lines.join(u' '));
    m_held->setToolTip(found.history.isEmpty() ? QString() : tr("History:\n%1").arg(found.history.mid(0, 20).join(u'\n')));
    m_attribution->setText(found.attribution.section(u". Reused"_s, 0, 0) + (found.attribution.isEmpty() ? QString() : tr(". Reused under CC BY 4.0, reworded and shortened; not endorsed by the Commission.")));
    m_attribution->setToolTip(found.attribution);
    figures::SealData seals = found.seals;
    seals.emptyText = tr("Nothing is assessed here.");
    m_radar->setLayoutFunction([seals](const QRectF &rect, const figures::Style &style) { return figures::layoutSealRadar(seals, rect, style); });
    m_ladders->setLayoutFunction([seals](const QRectF &rect, const figures::Style &style) { return figures::layoutSealLadders(seals, rect, style); });
    fillCriteria();
}

void AssessmentsPage::fillCriteria()
{
    const CriterionRow *before = current();
    const QString wanted = before ? before->id : QString();
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
            const QString seal = c.answer == 0 ? QString() : QString::number(c.seals.at(c.answer - 1)) + (c.binds ? tr(" holds it") : QString());
            auto *item = new QTreeWidgetItem(group, {c.id + u"  "_s + c.title, answerOf(c, c.answer), seal, groundOf(c), proposalOf(c)});
            item->setData(0, EntityRole, c.id);
            for (int column = 0; column < CriterionColumns; ++column)
                item->setToolTip(column, item->text(column));
            item->setData(0, Qt::AccessibleTextRole, u"%1 %2: %3. %4. %5"_s.arg(c.id, c.title, c.answer == 0 ? tr("open") : answerOf(c, c.answer), groundOf(c), proposalOf(c)));
            if (c.binds) {
                QFont bold = m_criteria->font();
                bold.setBold(true);
                item->setFont(SealText, bold);
            }
            if (c.id == wanted || !chosen)
                chosen = item;
        }
        m_criteria->setCurrentItem(chosen);
    }
    fitColumns();
    showCriterion();
}

void AssessmentsPage::fitColumns()
{
    // A narrow window keeps its room for the names.
    m_things->setColumnHidden(1, m_things->viewport()->width() < grid(50));
    QHeaderView *header = m_criteria->header();
    header->setStretchLastSection(false);
    const int width = m_criteria->viewport()->width();
    // In a narrow window the proposal stands below the table.
    m_criteria->setColumnHidden(ProposalText, width < grid(180));
    const bool wide = !m_criteria->isColumnHidden(ProposalText);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->resizeSection(CriterionText, width * (wide ? 26 : 34) / 100);
    header->resizeSection(AnswerText, width * (wide ? 26 : 36) / 100);
    header->resizeSection(SealText, width * (wide ? 7 : 9) / 100);
    header->resizeSection(GroundText, width * (wide ? 15 : 20) / 100);
    header->resizeSection(ProposalText, width * 25 / 100);
}

void AssessmentsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    // A low window keeps room for the table: what is cut off stands in the tooltips.
    const bool low = height() < grid(LowPage);
    m_hint->setVisible(!low);
    m_ground->setMaximumHeight(grid(low ? 12 : 26));
    for (FigureView *figure : {m_radar, m_ladders})
        figure->setMinimumHeight(grid(low ? 32 : 48));
    m_criteria->setMinimumHeight(grid(28));
    m_criteria->setToolTip(m_hint->text());
    fitColumns();
}

const CriterionRow *AssessmentsPage::current() const
{
    const QTreeWidgetItem *item = m_criteria->currentItem();
    const QString id = item ? item->data(0, EntityRole).toString() : QString();
    const auto it = std::find_if(m_data.criteria.begin(), m_data.criteria.end(), [&id](const CriterionRow &c) { return c.id == id; });
    return it == m_data.criteria.end() ? nullptr : &*it;
}

void AssessmentsPage::showCriterion()
{
    const CriterionRow *c = current();
    if (!c) {
        m_ground->clear();
        return;
    }
    QStringList answers;
    for (int i = 1; i <= c->labels.size(); ++i)
        answers.append(tr("%1 %2 (SEAL-%3)").arg(QString::number(i), c->labels.at(i - 1), QString::number(c->seals.at(i - 1))));
    QStringList lines = {c->question + u"  "_s + answers.join(u"; "_s) + u'.'};
    if (c->answer != 0)
        lines.append(tr("Answered by %1 on %2: %3%4").arg(c->who.isEmpty() ? tr("nobody named") : c->who, c->at.left(10), groundOf(*c),
                                                        c->justification.isEmpty() ? QString() : u"; "_s + c->justification));
    if (c->proposed != 0)
        lines.append(tr("Proposed: %1.").arg(proposalOf(*c)));
    const QStringList changes = m_data.history.filter(u"  %1: "_s.arg(c->id)).mid(0, 3);
    if (!changes.isEmpty())
        lines.append(tr("History: %1").arg(changes.join(u"; "_s)));
    if (!c->oddities.isEmpty())
        lines.append(tr("In the source: %1").arg(c->oddities.join(u' ')));
    m_ground->setText(lines.join(u'\n'));
    m_ground->setToolTip(m_ground->text());
    if (c->own) {
        const QStringList words = {u"claimed"_s, u"documented"_s, u"demonstrated"_s};
        m_confidence->setCurrentIndex(std::max(0, int(words.indexOf(c->confidence))));
    }
    m_why->setText(c->own ? c->justification : QString());
    m_evidence->setText(c->own ? c->evidence : QString());
}

void AssessmentsPage::chooseObjective(const QString &id)
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

void AssessmentsPage::say(int answer)
{
    const CriterionRow *c = current();
    if (!c || answer > c->labels.size() || (answer == 0 && !c->own))
        return;
    CriterionWish wish;
    wish.entity = m_data.entity;
    wish.criterion = c->id;
    wish.answer = answer;
    wish.confidence = m_confidence->currentIndex();
    wish.justification = m_why->text();
    wish.evidence = m_evidence->text();
    emit answerWanted(wish);
}

bool AssessmentsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_criteria || event->type() != QEvent::KeyPress)
        return Page::eventFilter(watched, event);
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
