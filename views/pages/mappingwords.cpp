// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/mappingwords.h"

#include "domain/celltext.h"
#include "figures/figure.h"
#include "pages/issuelist.h"
#include "pages/mappingcolumns.h"
#include "text/wordtext.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>

using namespace Qt::StringLiterals;
using domain::Attribute;

namespace views {
namespace {

bool isCountry(const Attribute &attribute) { return attribute.type == domain::ValueType::Country || (attribute.isList() && attribute.of == domain::ValueType::Country); }

/// What a cell of the attribute can be, with what it is called; nothing where there is no set of words.
QList<std::pair<QString, QString>> wordsOf(const Attribute &attribute, const QList<Country> &countries)
{
    QList<std::pair<QString, QString>> words;
    if (attribute.type == domain::ValueType::Bool)
        return {{u"yes"_s, MappingWords::tr("yes")}, {u"no"_s, MappingWords::tr("no")}};
    for (const QString &value : attribute.values)
        words.append({value, text::valueWord(value)});
    if (isCountry(attribute)) {
        for (const Country &country : countries)
            words.append({country.iso, country.name});
    }
    return words;
}

/// The reason without the attribute's name before it: the column is named beside it.
QString plainReason(const QString &why, const Attribute *attribute)
{
    const QString mark = attribute ? attribute->name + u": "_s : QString();
    return !mark.isEmpty() && why.startsWith(mark) ? why.sliced(mark.size()) : why;
}

} // namespace

enum MappingWords::Column : int { TitleColumn, CellColumn, RowsColumn, WordColumn, WhyColumn };

MappingWords::MappingWords(const QList<Country> &countries, QWidget *parent) : QTreeWidget(parent), m_countries(countries)
{
    makeFlat(this, u"mappingWords"_s, tr("Cells and what they mean"), {tr("Column"), tr("Cell"), tr("Rows"), tr("Read as"), tr("Why it is not understood")});
    headerItem()->setTextAlignment(RowsColumn, Qt::AlignRight | Qt::AlignVCenter);
}

void MappingWords::addRow(const QString &title, const QString &cell, qint64 rows, const QString &why, const Attribute *attribute, const std::optional<QString> &word)
{
    const QString reason = plainReason(why, attribute);
    auto *item = new QTreeWidgetItem(this, {title, cell.simplified(), rows > 0 ? figures::formatCount(rows) : QString(), {}, reason});
    item->setTextAlignment(RowsColumn, Qt::AlignRight | Qt::AlignVCenter);
    item->setToolTip(CellColumn, cell);
    item->setToolTip(WhyColumn, reason);
    if (!attribute) {
        item->setText(WordColumn, tr("mend it in the table"));
        item->setForeground(WordColumn, palette().placeholderText());
        return;
    }
    const QString asItStands = tr("as it stands");
    QComboBox *box = makeCellChoice(this, item, WordColumn, tr("What “%1” means").arg(cell));
    box->addItem(asItStands);
    box->addItem(tr("nothing said"), QString());
    const auto words = wordsOf(*attribute, m_countries);
    if (!words.isEmpty())
        box->insertSeparator(box->count());
    for (const auto &[value, name] : words)
        box->addItem(name, value);
    if (word && box->findData(*word) < 0)
        box->addItem(domain::isVague(*word) ? tr("left open") : *word, *word);
    box->setCurrentIndex(word ? (word->isEmpty() ? 1 : box->findData(*word)) : 0);
    connect(box, &QComboBox::activated, this, [this, title, cell, box](int at) {
        emit wordChosen(title, cell, at == 0 ? std::nullopt : std::optional(box->itemData(at).toString()));
    });
    if (!words.isEmpty())
        return;
    // Dates, numbers and names are typed.
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->lineEdit()->setToolTip(tr("What the cell means, as it would stand in a register"));
    connect(box->lineEdit(), &QLineEdit::editingFinished, this, [this, title, cell, box] {
        const QString typed = box->currentText().trimmed();
        if (!typed.isEmpty() && box->findText(typed) < 0) {
            box->addItem(typed, typed);
            emit wordChosen(title, cell, typed);
        }
    });
}

void MappingWords::show(const domain::KindInfo &kind, const importers::CsvMapping &mapping, const importers::TableShape &shape, const importers::MappingCheck &check)
{
    clear();
    const QStringList titles = shape.titles();
    for (const importers::ColumnTrouble &trouble : check.columns) {
        const QString title = titles.value(trouble.column);
        const Attribute *attribute = importers::attributeOf(kind, mapping.meaningOf(title));
        for (const importers::ColumnTrouble::Value &value : trouble.values)
            addRow(title, value.cell, value.count, value.why, attribute, std::nullopt);
    }
    for (auto words = mapping.values.cbegin(); words != mapping.values.cend(); ++words) {
        const Attribute *attribute = importers::attributeOf(kind, mapping.meaningOf(words.key()));
        for (auto word = words->cbegin(); attribute && word != words->cend(); ++word)
            addRow(words.key(), word.key(), 0, {}, attribute, word.value());
    }
}

void MappingWords::resizeEvent(QResizeEvent *event)
{
    QTreeWidget::resizeEvent(event);
    const int width = viewport()->width();
    header()->resizeSection(TitleColumn, width / 5);
    header()->resizeSection(CellColumn, width / 5);
    header()->resizeSection(RowsColumn, grid(16));
    header()->resizeSection(WordColumn, grid(42));
    header()->resizeSection(WhyColumn, qMax(grid(40), width - 2 * (width / 5) - grid(58)));
}

} // namespace views
