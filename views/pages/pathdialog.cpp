// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/pathdialog.h"

#include "domain/foldedtext.h"
#include "rules/formchoices.h"
#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::ValueType;
using figures::TextRole;

namespace views {
namespace {

/// As many steps as a rule set may write (rules/conditionparser.h), and as far as finding looks by itself.
constexpr int LongestPath = 8;
constexpr int LongestRelation = 6;
constexpr int FoundDepth = 3;
constexpr int FoundMost = 200;

QString sortOf(const Attribute &a)
{
    switch (a.isList() ? a.of : a.type) {
    case ValueType::Bool: return PathDialog::tr("yes or no");
    case ValueType::Int:
    case ValueType::Number: return a.unit.isEmpty() ? PathDialog::tr("a number") : PathDialog::tr("a number of %1").arg(a.unit);
    case ValueType::Date: return PathDialog::tr("a day");
    case ValueType::Country: return a.isList() ? PathDialog::tr("countries") : PathDialog::tr("a country");
    case ValueType::Enum: return PathDialog::tr("one of %1").arg(a.values.size());
    default: return a.isList() ? PathDialog::tr("a list") : PathDialog::tr("a text");
    }
}

QString joined(const QString &before, const QString &step, QChar sign) { return before.isEmpty() ? step : before + sign + step; }

/// The carets that lead out of a path come before its first step.
QString stepped(const QString &before, const QString &step) { return before.isEmpty() || before.endsWith(u'^') ? before + step : before + u'.' + step; }

} // namespace

enum PathDialog::Column : int { What, Sort };
enum PathDialog::Role : int { PathRole = Qt::UserRole, KindRole, ChoosesRole };

PathDialog::PathDialog(const domain::Catalogue &catalogue, const QList<EntityKind> &kinds, Wanted wanted, const QString &now, QWidget *parent)
    : QDialog(parent), m_catalogue(catalogue), m_kinds(kinds), m_wanted(wanted), m_find(new QLineEdit(this)), m_tree(new QTreeWidget(this)), m_words(makeParagraph({}, false, this))
{
    setObjectName(u"pathDialog"_s);
    setWindowTitle(wanted == Wanted::Relation ? tr("Which related things") : tr("What the row speaks of"));
    resizeWithin(this, QSize(grid(150), grid(150)));
    m_find->setObjectName(u"pathFind"_s);
    m_find->setAccessibleName(tr("Find"));
    m_find->setPlaceholderText(tr("Find by any part of the words"));
    m_find->setClearButtonEnabled(true);
    m_tree->setObjectName(u"pathTree"_s);
    m_tree->setAccessibleName(windowTitle());
    m_tree->setHeaderLabels({wanted == Wanted::Relation ? tr("Related things") : tr("Value"), tr("What it is")});
    m_tree->setUniformRowHeights(true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(What, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(Sort, QHeaderView::ResizeToContents);
    m_words->setObjectName(u"pathWords"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setText(tr("Choose"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addWidget(makeParagraph(wanted == Wanted::Relation ? tr("Open a line to go on from there to what is related to that.")
                                                               : tr("Open a line to reach what is known of the thing it names, as far as needed."), true, this));
    layout->addWidget(m_find);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_words);
    layout->addWidget(buttons);
    connect(m_tree, &QTreeWidget::itemExpanded, this, &PathDialog::unfold);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &PathDialog::tell);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        if (item->data(What, ChoosesRole).toBool())
            accept();
    });
    connect(m_find, &QLineEdit::textChanged, this, &PathDialog::find);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fill();
    reach(now);
    tell();
}

QTreeWidgetItem *PathDialog::addItem(QTreeWidgetItem *parent, const QString &label, const QString &tip, const QString &path, bool chooses)
{
    auto *item = parent ? new QTreeWidgetItem(parent) : new QTreeWidgetItem(m_tree);
    item->setText(What, label);
    item->setToolTip(What, tip);
    item->setData(What, PathRole, path);
    item->setData(What, ChoosesRole, chooses);
    return item;
}

void PathDialog::addKind(QTreeWidgetItem *parent, EntityKind kind, const QString &before, int depth)
{
    if (m_wanted == Wanted::List)
        addItem(parent, tr("All places"), tr("Wherever it is stored, processed, backed up, administered or supported from"), stepped(before, u"all_places"_s), true)->setText(Sort, tr("countries"));
    for (const Attribute &a : m_catalogue.kind(kind).attributes) {
        const bool leads = a.type == ValueType::Ref && a.refKind && depth + 1 < LongestPath;
        const bool fits = m_wanted == Wanted::Value || a.isList();
        if (!leads && !fits)
            continue;
        QTreeWidgetItem *item = addItem(parent, a.label.isEmpty() ? a.name : a.label, a.description, stepped(before, a.name), fits);
        item->setText(Sort, a.refKind ? m_catalogue.kind(*a.refKind).label : sortOf(a));
        if (!leads)
            continue;
        item->setData(What, KindRole, static_cast<int>(*a.refKind));
        item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
    }
    if (m_wanted != Wanted::Value)
        return;
    for (const auto &[name, label] : {std::pair(u"name"_s, tr("Name")), std::pair(u"key"_s, tr("Key"))}) {
        if (!m_catalogue.attribute(kind, name))
            addItem(parent, label, {}, stepped(before, name), true)->setText(Sort, tr("a text"));
    }
}

void PathDialog::addRelations(QTreeWidgetItem *parent, EntityKind kind, const QString &before)
{
    for (const rules::Offer &offer : rules::relationOffers(m_catalogue, kind)) {
        const QString path = joined(before, offer.text, u'>');
        QTreeWidgetItem *item = addItem(parent, offer.words, {}, path, true);
        const auto end = rules::relationEnd(m_catalogue, kind, offer.text);
        if (!end)
            continue;
        item->setText(Sort, m_catalogue.kind(*end).labelPlural);
        if (path.count(u'>') + 1 >= LongestRelation)
            continue;
        item->setData(What, KindRole, static_cast<int>(*end));
        item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
    }
}

void PathDialog::fill()
{
    m_tree->clear();
    if (m_wanted == Wanted::Relation) {
        addRelations(nullptr, m_kinds.constLast(), {});
        return;
    }
    addKind(nullptr, m_kinds.constLast(), {}, 0);
    // What a relation was asked of can be compared with what it led to.
    QString up;
    for (qsizetype i = m_kinds.size() - 2; i >= 0; --i) {
        up += u'^';
        QTreeWidgetItem *item = addItem(nullptr, tr("Of the %1 that is judged").arg(m_catalogue.kind(m_kinds.at(i)).label), {}, up, false);
        if (i > 0)
            item->setText(What, tr("Of the %1 outside").arg(m_catalogue.kind(m_kinds.at(i)).label));
        item->setData(What, KindRole, static_cast<int>(m_kinds.at(i)));
        item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
    }
}

void PathDialog::unfold(QTreeWidgetItem *item)
{
    if (item->childCount() > 0 || !item->data(What, KindRole).isValid())
        return;
    const auto kind = static_cast<EntityKind>(item->data(What, KindRole).toInt());
    const QString path = item->data(What, PathRole).toString();
    if (m_wanted == Wanted::Relation)
        addRelations(item, kind, path);
    else
        addKind(item, kind, path, static_cast<int>(path.count(u'.')) + (path.endsWith(u'^') ? 0 : 1));
}

void PathDialog::find(const QString &text)
{
    const QString wanted = text.trimmed();
    const QSignalBlocker quiet(m_tree);
    fill();
    if (!wanted.isEmpty()) {
        // Breadth first, so that the nearest come first.
        QList<std::pair<QTreeWidgetItem *, int>> open;
        QList<QTreeWidgetItem *> found;
        for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
            open.append({m_tree->topLevelItem(i), 1});
        for (qsizetype i = 0; i < open.size() && found.size() < FoundMost; ++i) {
            const auto [item, depth] = open.at(i);
            if (item->data(What, ChoosesRole).toBool() && domain::finds(wordsOf(item->data(What, PathRole).toString()), wanted))
                found.append(item);
            if (depth >= FoundDepth)
                continue;
            unfold(item);
            for (int c = 0; c < item->childCount(); ++c)
                open.append({item->child(c), depth + 1});
        }
        QList<QTreeWidgetItem *> lines;
        for (const QTreeWidgetItem *item : std::as_const(found)) {
            auto *line = new QTreeWidgetItem({wordsOf(item->data(What, PathRole).toString()), item->text(Sort)});
            for (const int role : {int(PathRole), int(KindRole), int(ChoosesRole)})
                line->setData(What, role, item->data(What, role));
            if (item->data(What, KindRole).isValid())
                line->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
            lines.append(line);
        }
        m_tree->clear();
        m_tree->addTopLevelItems(lines);
    }
    m_tree->setCurrentItem(m_tree->topLevelItem(0));
    tell();
}

void PathDialog::reach(const QString &path)
{
    const QChar sign = m_wanted == Wanted::Relation ? u'>' : u'.';
    QTreeWidgetItem *at = nullptr;
    const auto child = [this, &at](const QString &wanted) -> QTreeWidgetItem * {
        const int count = at ? at->childCount() : m_tree->topLevelItemCount();
        for (int i = 0; i < count; ++i) {
            QTreeWidgetItem *item = at ? at->child(i) : m_tree->topLevelItem(i);
            if (item->data(What, PathRole).toString() == wanted)
                return item;
        }
        return nullptr;
    };
    QString way;
    const qsizetype carets = std::find_if(path.cbegin(), path.cend(), [](QChar c) { return c != u'^'; }) - path.cbegin();
    if (carets > 0 && m_wanted != Wanted::Relation) {
        way = path.left(carets);
        at = child(way);
    }
    for (const QString &step : path.mid(carets).split(sign, Qt::SkipEmptyParts)) {
        if (at) {
            unfold(at);
            at->setExpanded(true);
        }
        way = m_wanted == Wanted::Relation ? joined(way, step.trimmed(), sign) : stepped(way, step);
        QTreeWidgetItem *next = child(way);
        if (!next)
            break;
        at = next;
    }
    m_tree->setCurrentItem(at ? at : m_tree->topLevelItem(0));
    if (at)
        m_tree->scrollToItem(at, QAbstractItemView::PositionAtCenter);
}

QString PathDialog::wordsOf(const QString &path) const
{
    return m_wanted == Wanted::Relation ? rules::relationWords(m_catalogue, m_kinds.constLast(), path) : rules::pathWords(m_catalogue, m_kinds, path);
}

QString PathDialog::path() const { return m_tree->currentItem() ? m_tree->currentItem()->data(What, PathRole).toString() : QString(); }

void PathDialog::tell()
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    const bool chooses = item && item->data(What, ChoosesRole).toBool();
    const QString words = chooses ? wordsOf(path()) : QString();
    m_words->setText(!item ? tr("Nothing has these words.") : chooses ? words.left(1).toUpper() + words.mid(1) + u'.' : tr("Open the line and choose a value below it."));
    m_ok->setEnabled(chooses);
}

} // namespace views
