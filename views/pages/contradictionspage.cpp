// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/contradictionspage.h"

#include "figures/figure.h"
#include "pages/asidedialog.h"
#include "pages/issuelist.h"
#include "text/issuetext.h"
#include "text/statustext.h"
#include "widgets/dialogparts.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;
using figures::formatCount;
using rules::Contradiction;

namespace views {
namespace {

constexpr qsizetype MostButtons = 3;

QString asideWords(const Contradiction &c)
{
    if (!c.aside)
        return {};
    const QString who = c.aside->who.isEmpty() ? QString() : ContradictionsPage::tr(" by %1").arg(c.aside->who);
    return c.isAside() ? ContradictionsPage::tr("Set aside on %1%2: %3").arg(c.aside->at, who, c.aside->reason)
                       : ContradictionsPage::tr("Was set aside on %1%2 (%3); the facts have changed since.").arg(c.aside->at, who, c.aside->reason);
}

} // namespace

enum ContradictionsPage::Column : int { What, Grave, Count };
enum ContradictionsPage::Role : int { RowRole = Qt::UserRole, CheckRole, ThingRole };

ContradictionsPage::ContradictionsPage(const PageContext &context, QWidget *parent)
    : Page(u"contradictions"_s, tr("Contradictions"), context, parent), m_list(new QTreeWidget(this)), m_count(makeLabel({}, TextRole::Body, true, false, this)),
      m_told(makeLabel({}, TextRole::Body, false, false, this)), m_note(makeLabel({}, TextRole::Caption, true, false, this)),
      m_away(new QCheckBox(this)), m_tools(new QToolButton(this)), m_aside(new QToolButton(this)), m_back(new QToolButton(this)), m_places(new QHBoxLayout)
{
    makeFlat(m_list, u"contradictionList"_s, tr("Contradictions and weak judgements, by check"), {tr("What contradicts itself"), tr("Severity"), tr("Count")});
    m_list->setRootIsDecorated(true);
    m_list->setUniformRowHeights(false);
    m_list->setWordWrap(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_told->setObjectName(u"contradictionWords"_s);
    m_note->setObjectName(u"contradictionAside"_s);
    m_count->setObjectName(u"contradictionCount"_s);
    for (QLabel *label : {m_told, m_note}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_away->setObjectName(u"showAside"_s);
    m_tools->setObjectName(u"otherToolsDisagree"_s);
    m_tools->setToolTip(tr("They stand with the issues: of the same thing and the same requirement another tool says otherwise"));
    m_aside->setObjectName(u"setAside"_s);
    m_aside->setText(tr("Set aside \u2026"));
    m_aside->setToolTip(tr("With a reason; it comes back when the facts change, and can be undone"));
    m_back->setObjectName(u"takeUp"_s);
    m_back->setText(tr("Take up again"));
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(3));
    head->addWidget(makeLabel(tr("Contradictions"), TextRole::Title, false, true, this));
    head->addWidget(m_count, 1);
    head->addWidget(m_tools);
    head->addWidget(m_away);
    m_places->setSpacing(grid(2));
    auto *deeds = new QHBoxLayout;
    deeds->setSpacing(grid(2));
    deeds->addLayout(m_places);
    deeds->addStretch(1);
    deeds->addWidget(m_back);
    deeds->addWidget(m_aside);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addLayout(head);
    layout->addWidget(hairline(this));
    layout->addWidget(m_list, 1);
    layout->addWidget(hairline(this));
    layout->addWidget(m_told);
    layout->addWidget(m_note);
    layout->addLayout(deeds);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ContradictionsPage::tellOf);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, [this] { tellOf(m_list->currentItem()); });
    connect(m_list, &QTreeWidget::itemActivated, this, &ContradictionsPage::openPlace);
    connect(m_list, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem *item, int column) {
        if (column == What && m_list->selectedItems().size() == 1)
            openPlace(item);
    });
    connect(m_away, &QCheckBox::toggled, this, [this] { showReport(rules::XrayReport(m_report)); });
    connect(m_aside, &QToolButton::clicked, this, &ContradictionsPage::askAside);
    connect(m_back, &QToolButton::clicked, this, [this] {
        const QList<Contradiction> these = chosen();
        if (!these.isEmpty())
            emit takeUpWanted(these.constFirst().check, these.constFirst().subject);
    });
    connect(m_tools, &QToolButton::clicked, this, [this] {
        FilterState filter;
        emit filterWanted(filter.narrow(u"tools"_s, u"contradict"_s, tr("Other tools disagree")), u"issues"_s);
    });
    setFocusProxy(m_list);
}

void ContradictionsPage::reload()
{
    m_count->setText(tr("looking \u2026"));
    ask<rules::XrayReport>(u"list"_s, [filter = m_filter](Backend &backend, const QString &path) { return backend.contradictions(path, filter); },
                           [this](const rules::XrayReport &report) { showReport(report); });
}

QTreeWidgetItem *ContradictionsPage::groupOf(const rules::XrayCheckInfo &check, const QList<int> &rows)
{
    auto *group = new QTreeWidgetItem({check.title, text::severityWord(check.severity), formatCount(check.found)});
    group->setFont(What, scaledFont(TextRole::Body, true));
    group->setData(What, CheckRole, check.id);
    group->setToolTip(What, tr("%1: %2").arg(check.family, check.title));
    group->setData(Grave, SignDelegate::SeverityRole, static_cast<int>(check.severity));
    group->setData(Grave, SignDelegate::StatusRole, static_cast<int>(domain::Status::Gap));
    group->setTextAlignment(Count, Qt::AlignRight | Qt::AlignVCenter);
    qint64 standing = 0;
    for (const int at : rows) {
        const Contradiction &c = m_report.found.at(at);
        standing += c.isAside() ? 0 : 1;
        auto *item = new QTreeWidgetItem(group, {c.sentence, c.isAside() ? tr("set aside") : QString(), c.count > 1 ? formatCount(c.count) : QString()});
        item->setData(What, RowRole, at);
        item->setTextAlignment(Count, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(What, (c.sentence + u'\n' + asideWords(c)).trimmed());
        // Where the same is true of several things, each is a line that leads to it.
        for (int t = 0; c.count > 1 && c.things.size() > 2 && t < c.things.size(); ++t) {
            const rules::XrayThing &thing = c.things.at(t);
            auto *place = new QTreeWidgetItem(item, {tr("%1: %2").arg(m_context.backend.catalogue().kind(thing.kind).label, thing.name)});
            place->setData(What, RowRole, at);
            place->setData(What, ThingRole, t);
        }
        if (c.isAside()) {
            item->setForeground(What, palette().placeholderText());
            item->setForeground(Grave, palette().placeholderText());
        }
    }
    if (standing < check.found) {
        auto *rest = new QTreeWidgetItem(group, {tr("and %1 more; bailiwick-cli x-ray lists each").arg(formatCount(check.found - standing))});
        rest->setFlags(Qt::ItemIsEnabled);
        rest->setForeground(What, palette().placeholderText());
    }
    return group;
}

void ContradictionsPage::showReport(const rules::XrayReport &report)
{
    const QList<Contradiction> before = chosen();
    const QString again = before.isEmpty() ? QString() : before.constFirst().subject;
    m_report = report;
    qint64 aside = 0;
    int checks = 0;
    QTreeWidgetItem *current = nullptr;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const rules::XrayCheckInfo &check : report.checks) {
            aside += check.aside;
            QList<int> rows;
            for (int i = 0; i < report.found.size(); ++i) {
                if (report.found.at(i).check == check.id && (m_away->isChecked() || !report.found.at(i).isAside()))
                    rows.append(i);
            }
            if (check.found == 0 && rows.isEmpty())
                continue;
            ++checks;
            QTreeWidgetItem *group = groupOf(check, rows);
            m_list->addTopLevelItem(group);
            // Few are seen at once, many unfold by a click.
            group->setExpanded(group->childCount() <= 5);
            for (int i = 0; i < group->childCount() && !current; ++i) {
                const QVariant row = group->child(i)->data(What, RowRole);
                if (row.isValid() && !again.isEmpty() && report.found.at(row.toInt()).subject == again)
                    current = group->child(i);
            }
        }
        if (m_list->topLevelItemCount() == 0) {
            auto *none = new QTreeWidgetItem(m_list, {scopeWords(true).isEmpty() ? tr("None of the %1 checks found facts that contradict each other. What is not known is no contradiction.").arg(report.checks.size())
                                                                             : tr("None of the %1 checks found facts that contradict each other in %2. Clear the filters to see the whole inventory.").arg(report.checks.size()).arg(scopeWords(true))});
            none->setFirstColumnSpanned(true);
            none->setFlags(Qt::ItemIsEnabled);
        } else if (!current && m_list->topLevelItem(0)->childCount() > 0 && m_list->topLevelItem(0)->isExpanded()) {
            current = m_list->topLevelItem(0)->child(0);
        }
    }
    const qint64 standing = report.standing();
    const QString found = standing == 0 ? tr("none in %1 checks").arg(report.checks.size()) : tr("%1 found by %2 of %3 checks").arg(formatCount(standing)).arg(checks).arg(report.checks.size());
    const QString scope = scopeWords(true);
    m_count->setText(scope.isEmpty() ? tr("%1, in the whole inventory").arg(found) : tr("%1, in %2; %3 outside").arg(found, scope, formatCount(report.outside)));
    m_count->setToolTip(scope.isEmpty() ? QString() : tr("A line is shown where one of its things lies in the scope; what is said of a register as a whole is always shown. "
                                                         "A legal entity or business service takes with it what its systems rest on."));
    m_away->setText(tr("Show %1 set aside").arg(formatCount(aside)));
    m_away->setVisible(aside > 0 || m_away->isChecked());
    m_tools->setText(tr("%1 results that other tools contradict").arg(formatCount(report.otherTools)));
    m_tools->setVisible(report.otherTools > 0);
    m_list->setCurrentItem(current ? current : m_list->topLevelItem(0));
    tellOf(m_list->currentItem());
}

QList<Contradiction> ContradictionsPage::chosen() const
{
    QList<int> rows;
    const auto add = [&rows](const QTreeWidgetItem *item) {
        const QVariant row = item->data(What, RowRole);
        if (row.isValid() && !rows.contains(row.toInt()))
            rows.append(row.toInt());
    };
    for (const QTreeWidgetItem *item : m_list->selectedItems()) {
        add(item);
        for (int i = 0; i < item->childCount(); ++i)
            add(item->child(i));
    }
    QList<Contradiction> out;
    for (const int row : std::as_const(rows)) {
        if (row < m_report.found.size())
            out.append(m_report.found.at(row));
    }
    return out;
}

void ContradictionsPage::tellOf(QTreeWidgetItem *item)
{
    while (QLayoutItem *old = m_places->takeAt(0)) {
        if (old->widget()) {
            old->widget()->hide();
            old->widget()->deleteLater();
        }
        delete old;
    }
    const QList<Contradiction> these = chosen();
    const auto standing = std::count_if(these.cbegin(), these.cend(), [](const Contradiction &c) { return !c.isAside(); });
    m_aside->setEnabled(standing > 0);
    m_aside->setText(standing > 1 ? tr("Set %1 aside \u2026").arg(standing) : tr("Set aside \u2026"));
    m_back->setVisible(these.size() == 1 && these.constFirst().isAside());
    m_told->clear();
    m_note->clear();
    const QVariant row = item ? item->data(What, RowRole) : QVariant();
    if (!row.isValid() || row.toInt() >= m_report.found.size()) {
        if (item && !item->data(What, CheckRole).isNull())
            m_told->setText(item->toolTip(What));
        m_note->hide();
        return;
    }
    const Contradiction &c = m_report.found.at(row.toInt());
    m_told->setText(c.sentence);
    m_note->setText(asideWords(c));
    m_note->setVisible(c.aside.has_value());
    const auto add = [this](const QString &words, const QString &spoken, const QString &tip, auto &&lead) {
        auto *go = named(new QToolButton(this), u"contradictionPlace"_s, spoken);
        go->setText(plain(QFontMetrics(font()).elidedText(words, Qt::ElideMiddle, grid(60))));
        go->setToolTip(tip);
        connect(go, &QToolButton::clicked, this, lead);
        m_places->addWidget(go);
    };
    for (const rules::XrayThing &thing : c.things.mid(0, MostButtons)) {
        const domain::KindInfo &kind = m_context.backend.catalogue().kind(thing.kind);
        const domain::Attribute *attribute = m_context.backend.catalogue().attribute(thing.kind, thing.attr);
        const QString words = attribute ? tr("%1: %2").arg(thing.name, attribute->label) : thing.name;
        add(words, tr("Show %1 %2").arg(text::inSentence(kind.label), words), tr("%1 %2").arg(kind.label, words), [this, thing] { emit placeWanted(thing.entity, thing.attr); });
    }
    for (const rules::ListedRequirement &requirement : c.requirements.mid(0, MostButtons))
        add(requirement.id, tr("Show requirement %1").arg(requirement.id), tr("Requirement %1 on the Frameworks page").arg(requirement.id), [this, requirement] { emit requirementWanted(requirement); });
}

void ContradictionsPage::openPlace(QTreeWidgetItem *item)
{
    const QVariant row = item ? item->data(What, RowRole) : QVariant();
    if (!row.isValid() || row.toInt() >= m_report.found.size())
        return;
    const Contradiction &c = m_report.found.at(row.toInt());
    const rules::XrayThing thing = c.things.value(item->data(What, ThingRole).toInt());
    if (thing.entity != 0)
        emit placeWanted(thing.entity, thing.attr);
    else if (!c.requirements.isEmpty())
        emit requirementWanted(c.requirements.constFirst());
}

void ContradictionsPage::askAside()
{
    QList<Contradiction> these = chosen();
    these.removeIf([](const Contradiction &c) { return c.isAside(); });
    if (these.isEmpty())
        return;
    auto *dialog = new AsideDialog(these.size() == 1 ? these.constFirst().sentence : tr("%1 contradictions").arg(these.size()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, these] { emit asideWanted(these, dialog->reason()); });
    dialog->open();
}

void ContradictionsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    QHeaderView *header = m_list->header();
    header->setSectionResizeMode(What, QHeaderView::Stretch);
    header->setSectionResizeMode(Grave, QHeaderView::Fixed);
    header->setSectionResizeMode(Count, QHeaderView::Fixed);
    header->resizeSection(Grave, grid(26));
    header->resizeSection(Count, grid(18));
}

} // namespace views
