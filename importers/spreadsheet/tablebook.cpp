// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/spreadsheet/tablebook.h"

#include "importers/spreadsheet/bookwriter.h"

#include <xlsxwriter.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace importers {
namespace {

constexpr qsizetype LongestCell = 32'000; ///< XLSX holds 32,767 characters
constexpr qsizetype MostRows = 1'048'575; ///< below the titles
constexpr uint8_t A4 = 9;
const QString Cut = u" … (cut)"_s;

struct Formats
{
    lxw_format *title = nullptr;
    lxw_format *text = nullptr;
    lxw_format *day = nullptr;
};

Formats formatsOf(lxw_workbook *book)
{
    Formats formats{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book)};
    format_set_bold(formats.title);
    format_set_text_wrap(formats.title);
    format_set_align(formats.title, LXW_ALIGN_VERTICAL_TOP);
    format_set_bottom(formats.title, LXW_BORDER_THIN);
    format_set_text_wrap(formats.text);
    format_set_align(formats.text, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(formats.day, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(formats.day, "yyyy-mm-dd");
    return formats;
}

void writeCell(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const TableCell &cell, const Formats &formats)
{
    if (const auto *number = std::get_if<double>(&cell)) {
        worksheet_write_number(sheet, row, column, *number, formats.text);
    } else if (const auto *day = std::get_if<QDate>(&cell)) {
        if (!day->isValid())
            return;
        lxw_datetime at{day->year(), day->month(), day->day(), 0, 0, 0};
        worksheet_write_datetime(sheet, row, column, &at, formats.day);
    } else if (const QString &words = std::get<QString>(cell); !words.isEmpty()) {
        worksheet_write_string(sheet, row, column, (words.size() > LongestCell ? words.left(LongestCell) + Cut : words).toUtf8().constData(), formats.text);
    }
}

void add(lxw_workbook *book, const TableSheet &table, const Formats &formats)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book, table.name.toUtf8().constData());
    for (qsizetype c = 0; c < table.widths.size(); ++c)
        worksheet_set_column(sheet, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c), table.widths.at(c), nullptr);
    lxw_row_t row = 0;
    if (!table.titles.isEmpty()) {
        for (qsizetype c = 0; c < table.titles.size(); ++c)
            worksheet_write_string(sheet, row, static_cast<lxw_col_t>(c), table.titles.at(c).toUtf8().constData(), formats.title);
        ++row;
        worksheet_freeze_panes(sheet, row, 0);
        worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(std::clamp<qsizetype>(table.rows.size(), 1, MostRows)), static_cast<lxw_col_t>(table.titles.size() - 1));
        worksheet_repeat_rows(sheet, 0, 0);
    }
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, A4);
    worksheet_fit_to_pages(sheet, 1, 0);
    for (const QList<TableCell> &cells : table.rows.first(std::min(table.rows.size(), MostRows))) {
        for (qsizetype c = 0; c < cells.size(); ++c)
            writeCell(sheet, row, static_cast<lxw_col_t>(c), cells.at(c), formats);
        ++row;
    }
}

} // namespace

domain::Result<void> writeTables(const QString &path, const QString &title, const QDateTime &made, const QList<TableSheet> &sheets)
{
    return writeWorkbook(path, [&](lxw_workbook *book) {
        QByteArray name = title.toUtf8();
        lxw_doc_properties properties{};
        properties.title = name.data();
        properties.created = static_cast<time_t>(made.toSecsSinceEpoch());
        workbook_set_properties(book, &properties);
        const Formats formats = formatsOf(book);
        for (const TableSheet &sheet : sheets)
            add(book, sheet, formats);
    });
}

} // namespace importers
