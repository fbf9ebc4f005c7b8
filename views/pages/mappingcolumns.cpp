// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/mappingcolumns.h"

#include "figures/figure.h"
#include "pages/issuelist.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace views {
namespace {

constexpr qsizetype ExamplesShown = 3;
constexpr int MeaningSteps = 48;

/// Lets the list scroll under the pointer.
class WheelPasser final : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel)
            return false;
        event->ignore();
        return true;
    }
};

QString firstValues(const importers::TableColumn &column)
{
    QStringList words = column.values.mid(0, ExamplesShown);
    for (QString &word : words)
        word = word.simplified();
    return words.join(MappingColumns::tr(", "));
}

void fillMeanings(QComboBox *box, const domain::KindInfo &kind, const QString &chosen)
{
    const auto add = [box](const QString &words, const QString &meaning, const QString &tip = {}) {
        box->addItem(words, meaning);
        box->setItemData(box->count() - 1, tip, Qt::ToolTipRole);
    };
    add(MappingColumns::tr("– not read –"), {});
    add(MappingColumns::tr("Key: tells the rows apart"), u"key"_s, MappingColumns::tr("A number or code of the row; the same key is the same thing"));
    add(MappingColumns::tr("Name"), u"name"_s, MappingColumns::tr("What people call it; it is the key too where no column is"));
    QList<const domain::Attribute *> attributes;
    for (const domain::Attribute &attribute : kind.attributes)
        attributes.append(&attribute);
    std::sort(attributes.begin(), attributes.end(), [](const auto *a, const auto *b) { return a->label.localeAwareCompare(b->label) < 0; });
    box->insertSeparator(box->count());
    for (const domain::Attribute *attribute : std::as_const(attributes))
        add(attribute->label, importers::meaningOf(*attribute), attribute->description);
    box->insertSeparator(box->count());
    const QString other = MappingColumns::tr("A number under which other sources know the thing as well");
    add(MappingColumns::tr("Also known as: ARN"), u"alias:arn"_s, other);
    add(MappingColumns::tr("Also known as: Azure id"), u"alias:azure"_s, other);
    add(MappingColumns::tr("Also known as: Google name"), u"alias:google"_s, other);
    add(MappingColumns::tr("Also known as: instance id"), u"alias:instance"_s, other);
    add(MappingColumns::tr("Also known as: CMDB number"), u"alias:cmdb"_s, other);
    if (box->findData(chosen) < 0 && chosen.startsWith(u"alias:"_s))
        add(MappingColumns::tr("Also known as: %1").arg(chosen.section(u':', 1)), chosen, other);
    box->setCurrentIndex(std::max(0, box->findData(chosen)));
}

} // namespace

enum MappingColumns::Column : int { TitleColumn, HoldsColumn, ExampleColumn, MeaningColumn, SeveralColumn, SureColumn, TroubleColumn };

QComboBox *makeCellChoice(QTreeWidget *list, QTreeWidgetItem *item, int column, const QString &accessibleName)
{
    auto *box = new QComboBox(list);
    box->setAccessibleName(accessibleName);
    box->setFocusPolicy(Qt::StrongFocus);
    box->setMaxVisibleItems(24);
    box->installEventFilter(new WheelPasser(box));
    list->setItemWidget(item, column, box);
    return box;
}

MappingColumns::MappingColumns(QWidget *parent) : QTreeWidget(parent)
{
    makeFlat(this, u"mappingColumns"_s, tr("Columns of the table"), {tr("Column"), tr("Holds"), tr("For example"), tr("Is"), tr("Several values"), tr("Sure"), tr("Not understood")});
    for (const int column : {SureColumn, TroubleColumn})
        headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    headerItem()->setToolTip(SureColumn, tr("How sure the proposal is; “set” where somebody has said it"));
    headerItem()->setToolTip(TroubleColumn, tr("Cells of this column that can't be read as what it is said to be"));
    headerItem()->setToolTip(SeveralColumn, tr("What stands between several values in one cell of this column"));
    header()->setStretchLastSection(false);
}

void MappingColumns::showSeparator(qsizetype column, const domain::KindInfo &kind, const importers::ColumnMeaning &meaning)
{
    QTreeWidgetItem *item = topLevelItem(static_cast<int>(column));
    const domain::Attribute *attribute = importers::attributeOf(kind, meaning.meaning);
    if (!item)
        return;
    removeItemWidget(item, SeveralColumn);
    if (!attribute || !importers::needsSeparator(*attribute))
        return;
    QComboBox *box = makeCellChoice(this, item, SeveralColumn, tr("What stands between several values of “%1”").arg(meaning.title));
    box->addItem(tr("as in the table"), QString());
    const std::pair<QString, QString> marks[] = {{tr("semicolon ;"), u";"_s}, {tr("comma ,"), u","_s}, {tr("bar |"), u"|"_s}, {tr("lines"), u"\n"_s}};
    for (const auto &[words, separator] : marks)
        box->addItem(words, separator);
    box->setCurrentIndex(std::max(0, box->findData(meaning.separator)));
    connect(box, &QComboBox::activated, this, [this, column, box](int at) { emit separatorChosen(column, box->itemData(at).toString()); });
}

void MappingColumns::show(const domain::KindInfo &kind, const importers::TableShape &shape, const importers::MappingProposal &proposal, const QStringList &byHand)
{
    const int scrolled = topLevelItemCount();
    clear();
    m_waiting.clear();
    m_kind = kind;
    for (qsizetype c = 0; c < shape.columns.size(); ++c) {
        const importers::TableColumn &column = shape.columns.at(c);
        auto *item = new QTreeWidgetItem(this, {column.title, importers::lookName(column.look), firstValues(column)});
        item->setToolTip(TitleColumn, column.title);
        item->setToolTip(ExampleColumn, column.values.mid(0, 12).join(u'\n'));
        for (const int right : {SureColumn, TroubleColumn})
            item->setTextAlignment(right, Qt::AlignRight | Qt::AlignVCenter);
        QComboBox *box = makeCellChoice(this, item, MeaningColumn, tr("What the column “%1” is").arg(column.title));
        fillMeanings(box, kind, proposal.columns.value(c).meaning);
        connect(box, &QComboBox::activated, this, [this, c, box](int at) { emit meaningChosen(c, box->itemData(at).toString()); });
        showSeparator(c, kind, proposal.mapping.columns.value(c));
        const importers::ProposedColumn proposed = proposal.columns.value(c);
        if (byHand.contains(column.title))
            item->setText(SureColumn, tr("set"));
        else if (!proposed.meaning.isEmpty())
            item->setText(SureColumn, tr("%1 %").arg(static_cast<int>(proposed.score * 100)));
        item->setToolTip(SureColumn, byHand.contains(column.title) || proposed.meaning.isEmpty() ? QString()
                                     : proposed.byValues ? tr("proposed by what stands in the column") : tr("proposed by its title"));
        if (!proposed.titleFits.isEmpty() && !byHand.contains(column.title)) {
            m_waiting.insert(c, proposed);
            showWaiting(c);
        }
    }
    if (scrolled != topLevelItemCount())
        scrollToTop();
}

QComboBox *MappingColumns::choiceAt(qsizetype column) const
{
    return qobject_cast<QComboBox *>(itemWidget(topLevelItem(static_cast<int>(column)), MeaningColumn));
}

void MappingColumns::showWaiting(qsizetype column)
{
    const importers::ProposedColumn proposed = m_waiting.value(column);
    const domain::Attribute *attribute = importers::attributeOf(m_kind, proposed.titleFits);
    QTreeWidgetItem *item = topLevelItem(static_cast<int>(column));
    if (!attribute || !item)
        return;
    item->setText(TroubleColumn, tr("%1 of %2").arg(figures::formatCount(proposed.told - proposed.understood), figures::formatCount(proposed.told)));
    item->setToolTip(TroubleColumn, tr("Its title fits “%1”, but %2 of %3 cells are understood as such; not: %4")
                                        .arg(attribute->label, figures::formatCount(proposed.understood), figures::formatCount(proposed.told), proposed.others.join(u", "_s)));
}

void MappingColumns::setMeaning(qsizetype column, const QString &meaning, bool byHand)
{
    QTreeWidgetItem *item = topLevelItem(static_cast<int>(column));
    if (!item)
        return;
    m_waiting.remove(column);
    QComboBox *box = choiceAt(column);
    box->setCurrentIndex(std::max(0, box->findData(meaning)));
    item->setText(SureColumn, byHand ? tr("set") : QString());
    item->setToolTip(SureColumn, {});
}

void MappingColumns::showTroubles(const importers::MappingCheck &check)
{
    for (int c = 0; c < topLevelItemCount(); ++c) {
        topLevelItem(c)->setText(TroubleColumn, {});
        topLevelItem(c)->setToolTip(TroubleColumn, {});
        showWaiting(c);
    }
    for (const importers::ColumnTrouble &trouble : check.columns) {
        QTreeWidgetItem *item = topLevelItem(static_cast<int>(trouble.column));
        if (!item)
            continue;
        item->setText(TroubleColumn, figures::formatCount(trouble.cells));
        if (!trouble.values.isEmpty())
            item->setToolTip(TroubleColumn, trouble.values.constFirst().cell + u'\n' + trouble.values.constFirst().why);
    }
}

void MappingColumns::resizeEvent(QResizeEvent *event)
{
    QTreeWidget::resizeEvent(event);
    const int width = viewport()->width();
    const int meaning = grid(MeaningSteps);
    const int sure = grid(14);
    const int trouble = grid(27);
    const bool narrow = width < grid(230);
    setColumnHidden(HoldsColumn, narrow);
    const int holds = narrow ? 0 : grid(32);
    const int several = grid(narrow ? 22 : 28);
    const int left = width - meaning - several - sure - trouble - holds;
    header()->resizeSection(TitleColumn, left * 2 / 5);
    header()->resizeSection(HoldsColumn, holds);
    header()->resizeSection(ExampleColumn, left - left * 2 / 5);
    header()->resizeSection(MeaningColumn, meaning);
    header()->resizeSection(SeveralColumn, several);
    header()->resizeSection(SureColumn, sure);
    header()->resizeSection(TroubleColumn, trouble);
}

} // namespace views
