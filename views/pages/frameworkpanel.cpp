// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/frameworkpanel.h"

#include "figures/figure.h"
#include "pages/askteamdialog.h"
#include "pages/attestdialog.h"
#include "pages/elsewherewords.h"
#include "pages/requirementtree.h"
#include "pages/reviewdialog.h"
#include "text/mappingtext.h"
#include "text/reviewtext.h"
#include "text/statustext.h"
#include "text/wordtext.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

/// Below this height the tree needs the room.
int roomForNotes() { return grid(150); }

/// As high as the words need, and never more than a quarter of the panel: the tree comes first.
void fitDetails(const QWidget *panel)
{
    auto *scroll = panel->findChild<QScrollArea *>(u"requirementDetails"_s);
    if (!scroll || !scroll->widget())
        return;
    const int wanted = scroll->widget()->layout()->heightForWidth(std::max(scroll->viewport()->width(), grid(20)));
    scroll->setFixedHeight(std::clamp(wanted, grid(10), std::max(grid(10), panel->height() / 4)));
}

/// "12 of 121 fully decided from the inventory, 34 answered, 75 undecided"; what there is none of is not said.
QString coverageWords(const FrameworkDetail &detail)
{
    const rules::Coverage &c = detail.coverage;
    QStringList parts;
    if (detail.whole)
        parts << FrameworkPanel::tr("%1 of %2 fully decided from the inventory").arg(c.decided).arg(c.all) << FrameworkPanel::tr("%1 answered").arg(c.answered) + text::servedWords(c.served);
    else
        parts << (c.all == 1 ? FrameworkPanel::tr("Of the one clause that rules speak to: %1 fully decided").arg(c.decided + c.answered)
                             : FrameworkPanel::tr("Of the %1 clauses that rules speak to: %2 fully decided").arg(c.all).arg(c.decided + c.answered));
    parts << FrameworkPanel::tr("%1 undecided").arg(c.open);
    if (c.notConcerned > 0)
        parts << FrameworkPanel::tr("%1 concern nothing here").arg(c.notConcerned);
    if (c.notYet > 0)
        parts << FrameworkPanel::tr("%1 apply later").arg(c.notYet);
    if (c.outOfReach > 0 && detail.whole)
        parts << FrameworkPanel::tr("%1 out of a dashboard's reach").arg(c.outOfReach);
    return parts.join(u", "_s) + u'.' + (detail.whole ? text::apartWords(c.evidenced, c.refuted) + text::besideWords(c.beside) + text::unrecordedWords(detail.unrecorded) : u' ' + FrameworkPanel::tr("The list is not the whole framework.") + text::unrecordedWords(detail.unrecorded));
}

} // namespace

FrameworkPanel::FrameworkPanel(QWidget *parent)
    : QWidget(parent), m_title(makeLabel({}, TextRole::Title, false, true, this)), m_facts(makeLabel({}, TextRole::Caption, true, false, this)),
      m_concern(makeLabel({}, TextRole::Body, false, false, this)), m_coverage(makeLabel({}, TextRole::Body, false, true, this)),
      m_about(makeLabel({}, TextRole::Caption, true, false, this)), m_note(makeLabel({}, TextRole::Caption, true, false, this)), m_told(makeLabel({}, TextRole::Body, false, false, this)), m_legend(makeLabel({}, TextRole::Caption, true, false, this)),
      m_elsewhere(makeLabel({}, TextRole::Body, false, false, this)), m_show(new QToolButton(this)), m_review(new QToolButton(this)), m_answer(new QToolButton(this)), m_ask(new QToolButton(this)), m_compare(new QToolButton(this)),
      m_partners(new QMenu(m_compare)), m_editions(new QComboBox(this)), m_tree(new RequirementTree(this))
{
    m_coverage->setObjectName(u"frameworkCoverage"_s);
    m_concern->setObjectName(u"frameworkConcern"_s);
    m_told->setObjectName(u"requirementWords"_s);
    m_legend->setObjectName(u"reviewLegend"_s);
    m_note->setObjectName(u"frameworkNote"_s);
    for (QLabel *label : {m_title, m_facts, m_concern, m_coverage, m_about, m_note, m_told, m_legend}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_show->setObjectName(u"requirementFindings"_s);
    m_show->setText(tr("Show its findings"));
    m_show->setToolTip(tr("Findings and unknown results under what is chosen in the tree (Enter)"));
    m_review->setObjectName(u"recordReview"_s);
    m_review->setText(tr("Record review …"));
    m_review->setToolTip(tr("What your counsel said of the chosen rules, or of all rules of the framework"));
    m_answer->setObjectName(u"answerRequirement"_s);
    m_answer->setText(tr("Answer …"));
    m_answer->setToolTip(tr("What a person found of the chosen requirements as a whole; several are answered alike"));
    m_ask->setObjectName(u"askRequirement"_s);
    m_ask->setText(tr("Ask a team …"));
    m_ask->setToolTip(tr("Writes a workbook with the chosen requirements, asked as a whole; what comes back waits for your review on the Questions page"));
    m_compare->setObjectName(u"frameworkCompare"_s);
    m_compare->setText(tr("Compare with"));
    m_compare->setToolTip(tr("This framework beside another: what each asks of what the other asks"));
    m_compare->setPopupMode(QToolButton::InstantPopup);
    m_compare->setMenu(m_partners);
    m_partners->setObjectName(u"frameworkPartners"_s);
    m_editions->setObjectName(u"frameworkEdition"_s);
    m_editions->setAccessibleName(tr("Edition"));
    m_editions->setToolTip(tr("Which edition's criteria are listed, with what stands of each"));
    connect(m_editions, &QComboBox::activated, this, [this](int at) { emit editionWanted(m_editions->itemData(at).toString()); });
    m_elsewhere->setObjectName(u"requirementElsewhere"_s);
    m_elsewhere->setAccessibleName(tr("What other frameworks say of it"));
    m_elsewhere->setWordWrap(true);
    m_elsewhere->setTextFormat(Qt::RichText);
    m_elsewhere->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    // A requirement may speak to a dozen others: they scroll, so that the tree keeps its room.
    auto *scroll = new QScrollArea(this);
    auto *inner = new QWidget(scroll);
    auto *words = new QVBoxLayout(inner);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(grid(1));
    words->addWidget(m_told);
    words->addWidget(m_elsewhere);
    words->addStretch(1);
    scroll->setObjectName(u"requirementDetails"_s);
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(grid(2));
    foot->addWidget(scroll, 1);
    auto *deeds = new QGridLayout;
    deeds->setSpacing(grid(1));
    for (int i = 0; QToolButton *button : {m_show, m_answer, m_review, m_ask}) {
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        deeds->addWidget(button, i / 2, i % 2);
        ++i;
    }
    deeds->setRowStretch(2, 1);
    foot->addLayout(deeds);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(2));
    head->addWidget(m_title, 1);
    head->addWidget(m_editions, 0, Qt::AlignTop);
    head->addWidget(m_compare, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(1));
    layout->addLayout(head);
    layout->addWidget(m_facts);
    layout->addWidget(m_about);
    layout->addWidget(m_concern);
    layout->addWidget(m_coverage);
    layout->addWidget(m_note);
    layout->addWidget(hairline(this));
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_legend);
    layout->addWidget(hairline(this));
    layout->addLayout(foot);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &FrameworkPanel::tellOf);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        // A part opens and closes; its findings are behind the button.
        if (!item->data(RequirementTree::What, RequirementTree::RulesRole).isNull())
            open(item);
    });
    connect(m_show, &QToolButton::clicked, this, [this] { open(m_tree->currentItem()); });
    connect(m_tree, &QTreeWidget::itemSelectionChanged, this, &FrameworkPanel::refreshDeeds);
    connect(m_answer, &QToolButton::clicked, this, &FrameworkPanel::answer);
    connect(m_ask, &QToolButton::clicked, this, &FrameworkPanel::askTeam);
    connect(m_review, &QToolButton::clicked, this, &FrameworkPanel::recordReview);
    connect(m_elsewhere, &QLabel::linkActivated, this, [this](const QString &link) { emit requirementWanted(requirementOfLink(link)); });
    connect(m_elsewhere, &QLabel::linkHovered, this, [this](const QString &link) {
        const QString id = m_tree->currentItem() ? m_tree->currentItem()->data(RequirementTree::What, RequirementTree::TitleRole).toString() : QString();
        const auto row = std::find_if(m_detail.requirements.cbegin(), m_detail.requirements.cend(), [&id](const RequirementRow &r) { return r.id == id; });
        m_elsewhere->setToolTip(row == m_detail.requirements.cend() ? QString() : linkTip(row->elsewhere, link));
    });
    setFocusProxy(m_tree);
}

void FrameworkPanel::showFramework(const FrameworkDetail &detail, const QString &concern)
{
    const bool same = m_detail.list == detail.list;
    m_detail = detail;
    m_title->setText(detail.head.title);
    QStringList facts{text::legalStatusWord(detail.head.legal)};
    if (!detail.citation.isEmpty())
        facts << detail.citation;
    facts << tr("version %1").arg(detail.head.version);
    if (detail.from.isValid())
        facts << tr("applies from %1").arg(detail.from.toString(Qt::ISODate));
    if (!detail.url.isEmpty())
        facts << detail.url;
    m_facts->setText(facts.join(u" \u00b7 "_s));
    m_about->setText(QStringList{detail.about, detail.attribution}.join(u' ').trimmed());
    m_note->setText(detail.note);
    m_note->setVisible(!detail.note.isEmpty() && height() > roomForNotes());
    m_coverage->setToolTip(detail.note);
    m_concern->setText(concern);
    m_concern->setVisible(!concern.isEmpty());
    QString told;
    if (!detail.head.judged)
        told = detail.head.chosen ? tr("Not judged yet: evaluate with F5.") : tr("Not judged: it is not chosen.");
    else
        told = coverageWords(detail);
    if (!detail.head.changes.isEmpty())
        told += u' ' + detail.head.changes.join(u"; "_s) + u'.';
    if (detail.filtered)
        told += u' ' + tr("The counts below are those under the filter; what is met can't be told there.");
    m_coverage->setText(told);

    m_tree->showFramework(detail, same);
    showLegend();
    tellOf(m_tree->currentItem());
    refreshDeeds();
    m_review->setEnabled(!allRules().isEmpty());
    fillPartners();
    fillEditions();
    if (m_wanted.list == detail.list)
        showRequirement(m_wanted);
    if (m_wantedRule.first == detail.head.id)
        showRule(m_wantedRule.first, m_wantedRule.second);
}

void FrameworkPanel::showLegend()
{
    int rules = 0, open = 0, changed = 0, disagreed = 0;
    for (const RuleRow &rule : allRules()) {
        ++rules;
        open += rule.review.stands() ? 0 : 1;
        changed += rule.review.outdated ? 1 : 0;
        disagreed += rule.review.disagrees() ? 1 : 0;
    }
    QStringList words;
    if (open > 0)
        words << tr("%1 not yet reviewed by your counsel: %2 of %3 rules").arg(QString::fromUtf16(text::NotReviewedSign)).arg(open).arg(rules)
                     + (changed > 0 ? tr(" (%1 were, before they changed)").arg(changed) : QString());
    else if (rules > 0 && disagreed == 0)
        words << tr("All %1 rules are reviewed by your counsel").arg(rules);
    if (disagreed > 0)
        words << tr("%1 your counsel disagrees: %2").arg(QString::fromUtf16(text::DisagreedSign)).arg(disagreed)
                     + (open == 0 ? tr(" of %1 rules; the others are reviewed").arg(rules) : QString());
    m_legend->setText(words.join(u" \u00b7 "_s));
}

QList<RuleRow> FrameworkPanel::allRules() const
{
    QList<RuleRow> all;
    for (const RequirementRow &r : m_detail.requirements) {
        for (const RuleRow &rule : r.rules) {
            if (std::none_of(all.cbegin(), all.cend(), [&rule](const RuleRow &known) { return known.id == rule.id; }))
                all.append(rule);
        }
    }
    return all;
}

void FrameworkPanel::recordReview()
{
    const QList<RuleRow> all = allRules();
    QStringList chosen = m_tree->chosenRules();
    // What people answered has no rule to review.
    chosen.removeIf([&all](const QString &id) { return std::none_of(all.cbegin(), all.cend(), [&id](const RuleRow &rule) { return rule.id == id; }); });
    // Where what is chosen has no rule, the framework as a whole is meant.
    for (qsizetype i = 0, none = chosen.isEmpty() ? all.size() : 0; i < none; ++i)
        chosen.append(all.at(i).id);
    if (chosen.isEmpty())
        return;
    auto *dialog = new ReviewDialog(m_detail.head.title, all, chosen, m_detail.reviewers, m_detail.today, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { emit reviewWanted(dialog->rules(), dialog->review()); });
    dialog->open();
}

void FrameworkPanel::refreshDeeds()
{
    const bool some = !m_tree->chosenForPeople().isEmpty();
    m_answer->setEnabled(some);
    m_ask->setEnabled(some);
}

void FrameworkPanel::askTeam()
{
    AskDraft draft;
    draft.today = m_detail.today;
    AskRequest request;
    const QStringList ids = m_tree->chosenForPeople();
    for (const RequirementRow &r : std::as_const(m_detail.requirements)) {
        if (!ids.contains(r.id))
            continue;
        draft.questions.append(r.id + u' ' + r.title);
        request.requirements.append({m_detail.list, r.id});
    }
    if (request.requirements.isEmpty())
        return;
    draft.lines = request.requirements.size();
    auto *dialog = new AskTeamDialog(draft, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AskTeamDialog::asked, this, [this, request](const QString &team, QDate due, const QString &out) {
        AskRequest whole = request;
        whole.team = team;
        whole.due = due;
        whole.out = out;
        emit askWanted(whole);
    });
    dialog->open();
}

void FrameworkPanel::answer()
{
    const QStringList ids = m_tree->chosenForPeople();
    QList<RequirementRow> chosen;
    for (const RequirementRow &r : std::as_const(m_detail.requirements)) {
        if (ids.contains(r.id))
            chosen.append(r);
    }
    if (chosen.isEmpty())
        return;
    auto *dialog = new AttestDialog(m_detail, chosen, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { emit attestationWanted(dialog->attestation()); });
    dialog->open();
}

void FrameworkPanel::showRequirement(const rules::ListedRequirement &requirement)
{
    const rules::ListedRequirement wanted = requirement; // it may be the one that is kept
    m_wanted = wanted;
    if (wanted.list != m_detail.list)
        return;
    m_wanted = {};
    if (!m_tree->choose(wanted.id))
        return;
    m_tree->setFocus();
    tellOf(m_tree->currentItem());
}

void FrameworkPanel::showRule(const QString &framework, const QString &id)
{
    const QString rule = id; // it may be the one that is kept
    m_wantedRule = {framework, rule};
    if (m_wantedRule.first != m_detail.head.id)
        return;
    m_wantedRule = {};
    if (!m_tree->chooseRule(rule))
        return;
    m_tree->setFocus();
    tellOf(m_tree->currentItem());
}

void FrameworkPanel::fillPartners()
{
    m_partners->clear();
    for (const auto &[list, name] : m_detail.partners)
        m_partners->addAction(plain(name), this, [this, other = list] { emit comparisonWanted(m_detail.list, other); })->setData(list);
    m_compare->setVisible(!m_detail.partners.isEmpty());
}

void FrameworkPanel::fillEditions()
{
    const QSignalBlocker quiet(m_editions);
    m_editions->clear();
    for (const auto &[list, name] : std::as_const(m_detail.editions))
        m_editions->addItem(name, list);
    m_editions->setCurrentIndex(m_editions->findData(m_detail.list));
    m_editions->setVisible(m_editions->count() > 1);
}

void FrameworkPanel::tellOf(QTreeWidgetItem *item)
{
    const QStringList rules = item ? RequirementTree::rulesOf(item) : QStringList();
    m_told->setText(item ? item->data(RequirementTree::What, RequirementTree::WordsRole).toString() : QString());
    const QString elsewhere = item ? item->data(RequirementTree::What, RequirementTree::ElsewhereRole).toString() : QString();
    m_elsewhere->setText(elsewhere);
    m_elsewhere->setVisible(!elsewhere.isEmpty());
    fitDetails(this);
    m_show->setEnabled(m_detail.head.judged && item && !rules.isEmpty() && RequirementTree::hasFindings(item));
}

void FrameworkPanel::open(QTreeWidgetItem *item)
{
    if (!item || !m_show->isEnabled())
        return;
    FilterState filter;
    filter.framework = m_detail.head.id;
    filter.narrow(u"rule"_s, RequirementTree::rulesOf(item).join(u','), item->data(RequirementTree::What, RequirementTree::TitleRole).toString());
    emit filterWanted(filter);
}

void FrameworkPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < grid(150);
    m_about->setVisible(height() > roomForNotes());
    m_note->setVisible(!m_note->text().isEmpty() && height() > roomForNotes());
    m_tree->fitColumns(narrow);
    fitDetails(this);
}

} // namespace views
