// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/csfpanel.h"

#include "domain/foldedtext.h"
#include "domain/isolated.h"
#include "pages/csfcomparison.h"
#include "pages/csfcriteria.h"
#include "pages/objectivesdialogs.h"
#include "text/sealtext.h"
#include "text/tellingpart.h"
#include "widgets/figureview.h"
#include "widgets/partsbar.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHash>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabBar>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

/// Below so many steps of the grid the pictures have a part of their own.
constexpr int LowPanel = 165;

/// With the chosen one, ticked or not, the comparison is full.
constexpr qsizetype MostTicked = figures::SealData::MostThings - 1;

void prepare(QTreeWidget *tree, const QString &name, const QString &accessible, const QStringList &head)
{
    tree->setObjectName(name);
    tree->setAccessibleName(accessible);
    tree->setHeaderLabels(head);
    tree->setRootIsDecorated(false);
    tree->setUniformRowHeights(true);
    tree->setFrameShape(QFrame::NoFrame);
    tree->header()->setStretchLastSection(false);
}

} // namespace

enum CsfPanel::ItemRole : int { EntityRole = Qt::UserRole, CriterionRole, FoundByRole };
enum CsfPanel::HistoryColumn : int { When, Who, What, Before, After, Ground, HistoryColumns };

CsfPanel::CsfPanel(QWidget *parent)
    : QWidget(parent), m_find(new QLineEdit(this)), m_things(new QTreeWidget(this)), m_comparison(new CsfComparison(this)), m_history(new QTreeWidget(this)),
      m_seal(makeLabel({}, TextRole::Number, false, true, this)), m_counted(makeLabel({}, TextRole::Caption, true, false, this)), m_told(makeLabel({}, TextRole::Body, false, false, this)), m_held(makeLabel({}, TextRole::Body, false, false, this)),
      m_asked(makeLabel({}, TextRole::Body, false, true, this)), m_attribution(makeLabel({}, TextRole::Caption, true, false, this)),
      m_scope(makeLabel({}, TextRole::Caption, true, false, this)), m_ticked(makeLabel({}, TextRole::Caption, false, true, this)),
      m_weightsTitle(makeLabel(tr("&Weights of the score"), TextRole::Caption, true, false, this)), m_pictures(new QWidget(this)), m_radar(new FigureView(tr("Score of each objective"), this)),
      m_ladders(new FigureView(tr("SEAL of each objective"), this)), m_weights(new QComboBox(this)), m_ownWeights(new QPushButton(tr("Own weights …"), this)),
      m_tender(new QPushButton(tr("Tender …"), this)), m_parts(new QTabBar(this)), m_criteria(new CsfCriteria(this)), m_typing(new QTimer(this))
{
    buildControls();
    layOut();
    connectAll();
    setFocusProxy(m_things);
    fit();
    showAssessment({});
}

void CsfPanel::buildControls()
{
    m_find->setObjectName(u"assessFind"_s);
    m_find->setAccessibleName(tr("Find a service, system or business service"));
    m_find->setPlaceholderText(tr("Find a service or system"));
    m_find->setClearButtonEnabled(true);
    prepare(m_things, u"assessThings"_s, tr("What can be assessed; tick up to three to compare"), {tr("Assess"), tr("Answers")});
    prepare(m_history, u"assessHistory"_s, tr("What was answered when and by whom, the newest first"),
            {tr("When"), tr("Who"), tr("Criterion"), tr("Before"), tr("After"), tr("Ground")});
    m_things->viewport()->installEventFilter(this);
    m_things->setTextElideMode(Qt::ElideMiddle); // services of one name differ in what stands at the end
    m_things->setMinimumWidth(grid(46));
    m_history->viewport()->installEventFilter(this);
    m_seal->setObjectName(u"assessSeal"_s);
    m_counted->setObjectName(u"assessCounted"_s);
    m_told->setObjectName(u"assessTold"_s);
    m_held->setObjectName(u"assessHeld"_s);
    m_asked->setObjectName(u"assessAsked"_s);
    m_scope->setObjectName(u"assessScope"_s);
    m_ticked->setObjectName(u"assessTicked"_s);
    m_ticked->setAccessibleName(tr("Why no more can be ticked"));
    m_ticked->hide();
    m_weightsTitle->setBuddy(m_weights);
    for (QLabel *label : {m_told, m_held, m_asked, m_attribution, m_scope, m_ticked})
        label->setWordWrap(true);
    m_attribution->setObjectName(u"assessAttribution"_s);
    m_attribution->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_radar->setObjectName(u"assessRadar"_s);
    m_ladders->setObjectName(u"assessLadders"_s);
    m_weights->setObjectName(u"assessWeights"_s);
    m_weights->setAccessibleName(tr("Weights of the score"));
    m_weights->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_weights->setMinimumContentsLength(8);
    m_ownWeights->setObjectName(u"assessOwnWeights"_s);
    m_ownWeights->setToolTip(tr("Weights of your own for the eight objectives"));
    m_tender->setObjectName(u"assessTender"_s);
    m_tender->setToolTip(tr("The lowest SEALs that a tender asks for"));
    makePartsBar(m_parts, u"assessParts"_s, tr("What is shown of the assessment"), {tr("Picture"), tr("Criteria"), tr("Comparison"), tr("History")});
    m_parts->setUsesScrollButtons(false);
    m_parts->setCurrentIndex(Criteria);
}

void CsfPanel::layOut()
{
    auto *left = new QVBoxLayout;
    left->setSpacing(grid(2));
    left->addWidget(m_find);
    left->addWidget(m_things, 1);
    left->addWidget(m_ticked);
    left->addWidget(m_scope);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(4));
    auto *seal = new QVBoxLayout;
    seal->setSpacing(0);
    seal->addWidget(m_seal);
    seal->addWidget(m_counted);
    seal->addStretch(1);
    head->addLayout(seal);
    auto *words = new QVBoxLayout;
    words->setSpacing(grid(1));
    words->addWidget(m_told);
    words->addWidget(m_held);
    words->addWidget(m_asked);
    head->addLayout(words, 1);
    auto *pictures = new QHBoxLayout(m_pictures);
    pictures->setContentsMargins(0, 0, 0, 0);
    pictures->setSpacing(grid(4));
    pictures->addWidget(m_radar, 2);
    pictures->addWidget(m_ladders, 3);
    left->addWidget(m_weightsTitle);
    left->addWidget(m_weights);
    left->addWidget(m_ownWeights);
    left->addWidget(m_tender);
    auto *right = new QVBoxLayout;
    right->setSpacing(grid(2));
    right->addLayout(head);
    right->addWidget(m_parts);
    right->addWidget(m_pictures, 5);
    right->addWidget(m_criteria, 6);
    right->addWidget(m_comparison, 6);
    right->addWidget(m_history, 6);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid(4));
    row->addLayout(left, 1);
    row->addWidget(hairline(this, true));
    row->addLayout(right, 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(2));
    layout->addLayout(row, 1);
    layout->addWidget(m_attribution);
    const QList<QWidget *> order = {m_find, m_things, m_weights, m_ownWeights, m_tender, m_parts, m_radar, m_ladders, m_criteria, m_comparison, m_history};
    for (qsizetype i = 0; i + 1 < order.size(); ++i)
        QWidget::setTabOrder(order.at(i), order.at(i + 1));
}

void CsfPanel::connectAll()
{
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &text) {
        for (int i = 0; i < m_things->topLevelItemCount(); ++i)
            m_things->topLevelItem(i)->setHidden(!domain::finds(m_things->topLevelItem(i)->data(0, FoundByRole).toString(), text.trimmed()));
        if (m_partly)
            m_typing->start();
    });
    m_typing->setSingleShot(true);
    m_typing->setInterval(200);
    connect(m_typing, &QTimer::timeout, this, &CsfPanel::thingsWanted);
    const auto ask = [this] {
        if (!m_filling)
            emit assessmentWanted();
    };
    connect(m_things, &QTreeWidget::currentItemChanged, this, ask);
    connect(m_things, &QTreeWidget::itemChanged, this, [this, ask](QTreeWidgetItem *item) {
        if (m_filling)
            return;
        const bool refused = item->checkState(0) == Qt::Checked && ticked().size() > MostTicked;
        if (refused) {
            const QSignalBlocker quiet(m_things);
            item->setCheckState(0, Qt::Unchecked);
        }
        // Said where the tick is refused, until the next one is taken.
        m_ticked->setText(refused ? tr("Three are ticked already; with the chosen one that makes four. Untick one first.") : QString());
        m_ticked->setVisible(refused);
        if (!refused)
            ask();
    });
    connect(m_things, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) { emit entityWanted(item->data(0, EntityRole).toLongLong()); });
    connect(m_weights, &QComboBox::currentIndexChanged, this, [this] {
        if (m_filling)
            return;
        m_weightSet = m_weights->currentData().toString();
        emit assessmentWanted();
    });
    connect(m_ownWeights, &QPushButton::clicked, this, &CsfPanel::askWeights);
    connect(m_tender, &QPushButton::clicked, this, &CsfPanel::askTender);
    connect(m_criteria, &CsfCriteria::answerWanted, this, &CsfPanel::answerWanted);
    connect(m_parts, &QTabBar::currentChanged, this, &CsfPanel::showPart);
    const auto goTo = [this](const QString &id) {
        m_parts->setCurrentIndex(Criteria);
        m_criteria->chooseObjective(id);
    };
    connect(m_radar, &FigureView::chosen, this, goTo);
    connect(m_ladders, &FigureView::chosen, this, goTo);
    const auto toCriterion = [this](const QString &id) {
        m_parts->setCurrentIndex(Criteria);
        m_criteria->chooseCriterion(id);
    };
    connect(m_comparison, &CsfComparison::criterionWanted, this, toCriterion);
    connect(m_history, &QTreeWidget::itemActivated, this, [toCriterion](const QTreeWidgetItem *item) { toCriterion(item->data(0, CriterionRole).toString()); });
}

void CsfPanel::showThings(const AssessableList &list, const QString &scope)
{
    const QList<qint64> before = compared();
    const QList<qint64> tickedBefore = ticked();
    m_filling = true;
    m_things->clear();
    // Whoever searches has a part of a part before them; without a search the list itself says it.
    m_partly = list.leftOff > 0 || !wantedName().isEmpty();
    QTreeWidgetItem *chosen = nullptr;
    QHash<QString, QStringList> alike;
    for (const AssessableRow &row : list.rows)
        alike[row.name].append(row.key);
    for (const AssessableRow &row : list.rows) {
        // Services of one name in several regions are told apart by what differs in their keys.
        const QStringList keys = alike.value(row.name);
        const QString name = keys.size() > 1 ? u"%1 (%2)"_s.arg(row.name, row.key) : row.name;
        auto *item = new QTreeWidgetItem(m_things, {keys.size() > 1 ? u"%1 (%2)"_s.arg(row.name, text::tellingPart(row.key, keys)) : name, row.answered == 0 ? QString() : QString::number(row.answered)});
        item->setData(0, EntityRole, row.entity);
        item->setData(0, FoundByRole, name);
        item->setCheckState(0, tickedBefore.contains(row.entity) ? Qt::Checked : Qt::Unchecked);
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(0, row.answered == 0 ? u"%1 (%2)"_s.arg(row.name, row.key) : tr("%1 (%2), %3 of 48 criteria answered").arg(row.name, row.key).arg(row.answered));
        if (row.answered > 0)
            item->setFont(0, scaledFont(TextRole::Body, true));
        item->setData(0, Qt::AccessibleTextRole, tr("%1, %n answer(s)", nullptr, row.answered).arg(name));
        if (row.entity == before.value(0))
            chosen = item;
    }
    m_things->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_things->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_things->setCurrentItem(chosen ? chosen : m_things->topLevelItem(0));
    QStringList words;
    if (!scope.isEmpty())
        words.append(list.outside == 1 ? tr("Only %1: one more lies outside.").arg(scope) : tr("Only %1: %2 more lie outside.").arg(scope).arg(list.outside));
    if (list.leftOff > 0)
        words.append(tr("The first %1 of %2 are listed: search above for any other, by its name or key.").arg(figures::formatNumber(static_cast<double>(list.rows.size())), figures::formatNumber(static_cast<double>(list.rows.size() + list.leftOff))));
    m_scope->setText(words.join(u' '));
    m_scope->setVisible(!words.isEmpty());
    m_filling = false;
    emit assessmentWanted();
}

QString CsfPanel::wantedName() const { return m_partly ? m_find->text().trimmed() : QString(); }

void CsfPanel::forgetDrafts() { m_criteria->forgetDrafts(); }

QList<qint64> CsfPanel::ticked() const
{
    QList<qint64> list;
    for (int i = 0; i < m_things->topLevelItemCount(); ++i) {
        if (m_things->topLevelItem(i)->checkState(0) == Qt::Checked)
            list.append(m_things->topLevelItem(i)->data(0, EntityRole).toLongLong());
    }
    return list;
}

QList<qint64> CsfPanel::compared() const
{
    QList<qint64> list = ticked();
    if (const QTreeWidgetItem *item = m_things->currentItem()) {
        const qint64 chosen = item->data(0, EntityRole).toLongLong();
        list.removeAll(chosen);
        list.prepend(chosen);
    }
    return list;
}

void CsfPanel::showAssessment(const AssessmentData &found)
{
    m_data = found;
    m_seal->setText(found.headline);
    const int all = int(found.criteria.size());
    m_counted->setText(found.entity == 0 ? QString() : tr("%1 of %2 answered").arg(found.answered).arg(all));
    m_counted->setVisible(found.answered < all);
    m_told->setText(found.entity == 0 ? tr("There is nothing to assess here: import services, systems or business services, or clear the filter.")
                                     : tr("%1: claimed %2; evidenced %3; score %4").arg(domain::isolated(found.name), found.sealWords, found.evidencedWords, found.score));
    QStringList lines;
    for (const QString &line : {found.held, found.weights, found.standsOn}) {
        if (!line.isEmpty())
            lines.append(line);
    }
    m_held->setText(lines.join(u' '));
    m_asked->setText(found.asked);
    m_asked->setVisible(!found.asked.isEmpty());
    m_attribution->setText(found.attribution.section(u". Reused"_s, 0, 0) + (found.attribution.isEmpty() ? QString() : tr(". Reused under CC BY 4.0, reworded and shortened; not endorsed by the Commission.")));
    m_attribution->setToolTip(found.attribution);
    figures::SealData seals = found.seals;
    seals.emptyText = tr("Nothing is assessed here.");
    m_radar->setLayoutFunction([seals](const QRectF &rect, const figures::Style &style) { return figures::layoutSealRadar(seals, rect, style); });
    m_ladders->setLayoutFunction([seals](const QRectF &rect, const figures::Style &style) { return figures::layoutSealLadders(seals, rect, style); });
    for (FigureView *view : {m_radar, m_ladders})
        view->setTableFunction(seals.things.isEmpty() ? std::function<report::FigureTable()>() : [seals] { return report::tableOf(figures::tableOf(seals)); });
    for (QWidget *widget : std::initializer_list<QWidget *>{m_weights, m_ownWeights, m_tender, m_parts})
        widget->setEnabled(found.entity != 0);
    fillWeights();
    m_criteria->showCriteria(found);
    m_comparison->showComparison(found);
    const qsizetype things = found.compared.size();
    m_parts->setTabText(Comparison, things > 1 ? tr("Comparison (%1)").arg(things) : tr("Comparison"));
    fillHistory();
}

void CsfPanel::fillWeights()
{
    m_filling = true;
    m_weights->clear();
    for (const WeightChoice &set : std::as_const(m_data.weightSets))
        m_weights->addItem(set.label, set.id);
    m_weightSet = m_data.entity == 0 ? m_weightSet : m_data.weightSet;
    m_weights->setCurrentIndex(std::max(0, m_weights->findData(m_weightSet)));
    m_weights->setToolTip(m_weights->currentText());
    m_filling = false;
}

void CsfPanel::fillHistory()
{
    m_history->clear();
    QHash<QString, QString> titles;
    for (const CriterionRow &c : std::as_const(m_data.criteria))
        titles.insert(c.id, c.title);
    for (const AnswerChangeRow &change : std::as_const(m_data.history)) {
        const auto said = [](const QString &words) { return words.isEmpty() ? tr("open") : words; };
        QString ground = change.ground;
        if (change.deed.startsWith(u"Undo: "_s) || change.deed.startsWith(u"Redo: "_s))
            ground = ground.isEmpty() ? change.deed.section(u':', 0, 0) : change.deed.section(u':', 0, 0) + u"; "_s + ground;
        auto *item = new QTreeWidgetItem(m_history, {QString(change.at).left(16).replace(u'T', u' '), change.who.isEmpty() ? tr("nobody named") : change.who,
                                                     u"%1 %2"_s.arg(change.criterion, titles.value(change.criterion)), said(change.before), said(change.after), ground});
        for (int c = 0; c < HistoryColumns; ++c)
            item->setToolTip(c, item->text(c));
        item->setData(0, CriterionRole, change.criterion);
        QStringList cells;
        for (int c = 0; c < HistoryColumns; ++c)
            cells.append(item->text(c));
        item->setData(0, Qt::AccessibleTextRole, cells.join(u", "_s));
    }
    m_parts->setTabText(History, m_data.history.isEmpty() ? tr("History") : tr("History (%1)").arg(m_data.history.size()));
}

void CsfPanel::showPart()
{
    const int part = m_parts->currentIndex();
    // Alone they share the width: a radar is as large as it is wide.
    static_cast<QHBoxLayout *>(m_pictures->layout())->setStretch(0, m_low ? 1 : 2);
    static_cast<QHBoxLayout *>(m_pictures->layout())->setStretch(1, m_low ? 1 : 3);
    m_pictures->setVisible(!m_low || part == Picture);
    m_criteria->setVisible(part == Criteria || (!m_low && part == Picture));
    m_comparison->setVisible(part == Comparison);
    m_history->setVisible(part == History);
}

void CsfPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void CsfPanel::fit()
{
    const bool low = height() < grid(LowPanel);
    const bool turned = low != m_low;
    m_low = low;
    m_parts->setTabVisible(Picture, low);
    if (turned)
        m_parts->setCurrentIndex(low ? Picture : Criteria);
    m_criteria->setLow(low);
    for (FigureView *figure : {m_radar, m_ladders})
        figure->setMinimumHeight(grid(36));
    showPart();
}

bool CsfPanel::eventFilter(QObject *watched, QEvent *event)
{
    // A hidden part gets its size when it is shown, which is later than the panel's own.
    if (event->type() == QEvent::Resize && watched == m_history->viewport())
        fitHistory();
    // A narrow window keeps its room for the names.
    else if (event->type() == QEvent::Resize && watched == m_things->viewport())
        m_things->setColumnHidden(1, m_things->viewport()->width() < grid(60));
    return QWidget::eventFilter(watched, event);
}

void CsfPanel::fitHistory()
{
    const int width = m_history->viewport()->width();
    const QList<int> shares = {14, 14, 22, 12, 12, 26};
    for (int c = 0; c < HistoryColumns; ++c) {
        m_history->header()->setSectionResizeMode(c, QHeaderView::Interactive);
        m_history->header()->resizeSection(c, width * shares.at(c) / 100);
    }
}

void CsfPanel::askWeights()
{
    auto *dialog = new WeightsDialog(m_data.seals.ids, m_data.seals.names, m_data.weightSets, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_weightSet = u"own"_s;
        emit weightsKept(dialog->parts());
    });
    dialog->open();
}

void CsfPanel::askTender()
{
    auto *dialog = new TenderDialog(m_data.seals.ids, m_data.seals.names, m_data.tender, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { emit tenderKept(dialog->tender()); });
    dialog->open();
}

} // namespace views
