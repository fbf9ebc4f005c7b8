// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/mappingform.h"

#include "importers/archive/fileparts.h"
#include "widgets/flowlayout.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using importers::CsvMapping;
using importers::DayOrder;
using importers::TextEncoding;

namespace views {
namespace {

constexpr int MostLines = 1'048'576; // rows of a workbook's sheet

constexpr char delimiters[] = {',', ';', '\t', '|'};
constexpr TextEncoding encodings[] = {TextEncoding::Utf8, TextEncoding::Windows1252, TextEncoding::Utf16LittleEndian, TextEncoding::Utf16BigEndian};
constexpr DayOrder dayOrders[] = {DayOrder::Unknown, DayOrder::DayFirst, DayOrder::MonthFirst};
constexpr std::optional<bool> commas[] = {std::nullopt, true, false};
// As MappingForm::m_lists has them.
constexpr QStringView separators[] = {u"", u";", u",", u"|", u"\n"};

template <class T, std::size_t N> int indexIn(const T (&list)[N], const T &value)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (list[i] == value)
            return static_cast<int>(i);
    }
    return 0;
}

} // namespace

MappingForm::MappingForm(const domain::Catalogue &catalogue, QWidget *parent) : QWidget(parent), m_line(new QSpinBox(this))
{
    auto *flow = new FlowLayout(this);
    flow->setContentsMargins(0, 0, 0, 0);
    flow->setSpacing(grid(3));
    m_sheet = makeChoice(u"mappingSheet"_s, tr("Sheet"), {}, tr("The sheet of the workbook that is read"));
    m_kind = makeChoice(u"mappingKind"_s, tr("Each row is"), {}, tr("What one row of the table stands for"));
    for (const domain::KindInfo &kind : catalogue.kinds()) {
        if (domain::isPartOfTheEstate(kind.kind))
            m_kind->addItem(kind.label, static_cast<int>(kind.kind));
    }
    m_line->setObjectName(u"mappingLine"_s);
    m_line->setAccessibleName(tr("Titles stand in line"));
    m_line->setToolTip(tr("The line with the titles of the columns; what is above it is not read"));
    m_line->setRange(1, MostLines);
    m_line->setKeyboardTracking(false);
    addField(tr("Titles in line"), m_line);
    m_delimiter = makeChoice(u"mappingDelimiter"_s, tr("Cells end with"), {tr("comma ,"), tr("semicolon ;"), tr("tab"), tr("bar |")}, tr("What stands between two cells"));
    m_encoding = makeChoice(u"mappingEncoding"_s, tr("Encoding"), {tr("UTF-8"), tr("Western (Windows-1252)"), tr("UTF-16"), tr("UTF-16, big endian")}, tr("How letters are written: wrong where umlauts look odd below"));
    m_dates = makeChoice(u"mappingDates"_s, tr("Dates"), {tr("as they tell"), tr("day first: 31/12"), tr("month first: 12/31")}, tr("03/04/2026 is a day in April or in March"));
    m_numbers = makeChoice(u"mappingNumbers"_s, tr("Numbers"), {tr("as they tell"), tr("1.234,5"), tr("1,234.5")}, tr("How decimals are written"));
    m_lists = makeChoice(u"mappingLists"_s, tr("Several values"), {tr("; | or lines"), tr("semicolon ;"), tr("comma ,"), tr("bar |"), tr("lines")}, tr("What stands between several values in one cell"));

    connect(m_sheet, &QComboBox::activated, this, [this](int at) { emit sheetChosen(m_sheet->itemData(at).toString()); });
    connect(m_kind, &QComboBox::activated, this, [this](int at) { emit kindChosen(static_cast<domain::EntityKind>(m_kind->itemData(at).toInt())); });
    connect(m_line, &QSpinBox::valueChanged, this, [this](int line) {
        m_options.headerLine = line;
        emit optionsChanged();
    });
    connect(m_delimiter, &QComboBox::activated, this, [this](int at) {
        m_options.delimiter = delimiters[at];
        m_options.headerLine = 0; // other cells, other titles
        emit optionsChanged();
    });
    connect(m_encoding, &QComboBox::activated, this, [this](int at) {
        m_options.encoding = encodings[at];
        emit optionsChanged();
    });
    for (QComboBox *box : {m_dates, m_numbers, m_lists})
        connect(box, &QComboBox::activated, this, &MappingForm::readingChanged);
}

QComboBox *MappingForm::makeChoice(const QString &name, const QString &label, const QStringList &words, const QString &tip)
{
    auto *box = new QComboBox(this);
    box->setObjectName(name);
    box->setAccessibleName(label);
    box->setToolTip(tip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->addItems(words);
    addField(label, box);
    return box;
}

void MappingForm::addField(const QString &label, QWidget *field)
{
    auto *pair = new QWidget(this);
    auto *column = new QVBoxLayout(pair);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid(1));
    QLabel *title = makeLabel(label, figures::TextRole::Caption, true, false, pair);
    title->setBuddy(field);
    column->addWidget(title);
    column->addWidget(field);
    layout()->addWidget(pair);
}

void MappingForm::show(const importers::TableLook &look)
{
    const CsvMapping &mapping = look.proposal.mapping;
    const bool workbook = !look.sheets.isEmpty();
    m_sheet->clear();
    for (const QString &sheet : look.sheets)
        m_sheet->addItem(sheet.section(importers::MemberMark, -1), sheet);
    m_sheet->setCurrentIndex(static_cast<int>(look.sheets.indexOf(look.shown)));
    m_sheet->parentWidget()->setVisible(look.sheets.size() > 1);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(mapping.kind)));
    const QSignalBlocker quiet(m_line);
    m_line->setValue(static_cast<int>(qMax<qint64>(look.shape.headerLine, 1)));
    m_delimiter->setCurrentIndex(indexIn(delimiters, look.shape.delimiter));
    m_encoding->setCurrentIndex(indexIn(encodings, look.shape.encoding));
    // A sheet has cells of its own; what is between them is no question.
    m_delimiter->parentWidget()->setVisible(!workbook);
    m_encoding->parentWidget()->setVisible(!workbook);
    m_dates->setCurrentIndex(indexIn(dayOrders, mapping.dayOrder));
    m_numbers->setCurrentIndex(indexIn(commas, mapping.decimalComma));
    m_lists->setCurrentIndex(indexIn(separators, QStringView(mapping.listSeparator)));
}

void MappingForm::fill(CsvMapping &mapping) const
{
    mapping.dayOrder = dayOrders[m_dates->currentIndex()];
    mapping.decimalComma = commas[m_numbers->currentIndex()];
    mapping.listSeparator = separators[m_lists->currentIndex()].toString();
    mapping.encoding = m_options.encoding;
    mapping.delimiter = m_options.delimiter;
    mapping.headerLine = m_options.headerLine;
}

} // namespace views
