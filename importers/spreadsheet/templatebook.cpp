// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/spreadsheet/templatebook.h"

#include "importers/spreadsheet/bookwriter.h"
#include "importers/text/owncsv.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::KindInfo;
using domain::Result;
using domain::ValueType;

namespace importers {
namespace {

constexpr lxw_row_t LastRow = 2000; ///< as far as drop-downs and formats reach
constexpr qsizetype MostSheetName = 31;
constexpr qsizetype MostHelp = 255;
constexpr qsizetype MostHelpTitle = 32;
constexpr double Narrow = 14;
constexpr double Wide = 28;
const QString Lists = u"Lists"_s;

/// Sheets don't hold some characters in their names, and no more than 31.
QString sheetName(const QString &label)
{
    QString name = label;
    for (QChar &c : name) {
        if (u"[]:*?/\\"_s.contains(c))
            c = u' ';
    }
    return name.left(MostSheetName);
}

struct Looks
{
    explicit Looks(lxw_workbook *book)
        : head(workbook_add_format(book)), example(workbook_add_format(book)), text(workbook_add_format(book)), day(workbook_add_format(book)),
          plain(workbook_add_format(book)), wrapped(workbook_add_format(book))
    {
        format_set_bold(head);
        format_set_bg_color(head, 0xE4EAF2);
        format_set_bottom(head, LXW_BORDER_THIN);
        format_set_text_wrap(head);
        format_set_align(head, LXW_ALIGN_VERTICAL_TOP);
        format_set_italic(example);
        format_set_font_color(example, 0x6B7280);
        format_set_num_format(example, "@");
        // Keys keep their leading zeros, and long numbers all of their digits.
        format_set_num_format(text, "@");
        format_set_num_format(day, "yyyy-mm-dd");
        format_set_text_wrap(wrapped);
        format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
    }
    lxw_format *head, *example, *text, *day, *plain, *wrapped;
};

/// The closed lists that are too long for a cell's own rule; a sheet of their own, hidden.
class ListSheet
{
public:
    explicit ListSheet(lxw_worksheet *sheet) : m_sheet(sheet) {}
    /// The range that holds the words, as a formula.
    QByteArray range(const QStringList &words)
    {
        for (qsizetype i = 0; i < words.size(); ++i)
            worksheet_write_string(m_sheet, static_cast<lxw_row_t>(i), m_column, words.at(i).toUtf8().constData(), nullptr);
        std::array<char, 32> column{};
        lxw_col_to_name(column.data(), m_column++, 1);
        return QByteArray("=") + Lists.toUtf8() + "!" + column.data() + "$1:" + column.data() + "$" + QByteArray::number(words.size());
    }

private:
    lxw_worksheet *m_sheet;
    lxw_col_t m_column = 0;
};

/// What the words of a column are where they are closed.
QStringList wordsOf(const Attribute &attribute)
{
    if (attribute.type == ValueType::Bool)
        return {u"yes"_s, u"no"_s};
    return attribute.type == ValueType::Enum ? attribute.values : QStringList();
}

class Writer
{
public:
    Writer(lxw_workbook *book, lxw_worksheet *lists) : m_looks(book), m_lists(lists) {}

    void kind(lxw_worksheet *sheet, const KindInfo &kind)
    {
        const QString name = domain::kindName(kind.kind);
        worksheet_set_row(sheet, 0, 34, nullptr);
        worksheet_freeze_panes(sheet, 1, 2);
        column(sheet, 0, name + u":key"_s, u"The number or word by which the thing is known in your register; stays the same for ever"_s, u"text"_s, u"# "_s + name + u"-1"_s, m_looks.text);
        column(sheet, 1, u"name"_s, u"Name, as people say it"_s, u"text"_s, kind.label, m_looks.text);
        for (qsizetype i = 0; i < kind.attributes.size(); ++i) {
            const Attribute &a = kind.attributes.at(i);
            const bool number = a.type == ValueType::Int || a.type == ValueType::Number;
            const auto at = static_cast<lxw_col_t>(i + 2);
            column(sheet, at, a.name, a.description, formOf(a), a.example, a.type == ValueType::Date ? m_looks.day : number ? m_looks.plain : m_looks.text);
            rule(sheet, at, a);
        }
    }

    /// The columns of importers::answersTemplate().
    void answers(lxw_worksheet *sheet)
    {
        worksheet_set_row(sheet, 0, 34, nullptr);
        worksheet_freeze_panes(sheet, 1, 2);
        column(sheet, 0, u"answer:entity"_s, u"KIND:KEY of what is asked about; KIND:* for the whole register"_s, u"text"_s, u"# contract:C-017"_s, m_looks.text);
        column(sheet, 1, u"attribute"_s, u"Name of one of its columns"_s, u"text"_s, u"exit_clause"_s, m_looks.text);
        column(sheet, 2, u"value"_s, u"As in its own register; ?: no answer; none: there is none"_s, u"text"_s, u"yes"_s, m_looks.text);
        column(sheet, 3, u"who"_s, u"Who said it: a function, not a person's name"_s, u"text"_s, u"Head of Procurement"_s, m_looks.text);
        column(sheet, 4, u"at"_s, u"Day on which it was said"_s, u"date"_s, u"2026-11-01"_s, m_looks.day);
        column(sheet, 5, u"evidence"_s, u"Where it is written"_s, u"text"_s, u"C-017.pdf p. 12"_s, m_looks.text);
    }

    void explanations(lxw_worksheet *sheet)
    {
        worksheet_set_column(sheet, 0, 0, 100, m_looks.wrapped);
        const std::array lines{"How to fill this in", "One row for each thing. The first column names it; the other columns may stay empty: empty means that nothing is said.",
                               "? means: asked, and there is no answer. none means: there is none, and that is known.",
                               "Several values in one cell are separated by ; or stand on lines of their own.",
                               "Days are written 2026-11-20, or as days of the spreadsheet.",
                               "Rows whose first cell starts with # are remarks and are not read: the grey example is one.",
                               "Columns may be left out or moved, except the first. What a column means and may hold is shown when its cells are chosen.",
                               "Send the file back as it is: the program reads workbooks. It has no macros."};
        for (std::size_t i = 0; i < lines.size(); ++i)
            worksheet_write_string(sheet, static_cast<lxw_row_t>(i), 0, lines[i], i == 0 ? m_looks.head : m_looks.wrapped);
    }

private:
    void column(lxw_worksheet *sheet, lxw_col_t at, const QString &head, const QString &meaning, const QString &form, const QString &example, lxw_format *look)
    {
        worksheet_set_column(sheet, at, at, std::max(meaning.size(), example.size()) > 40 ? Wide : Narrow, look);
        worksheet_write_string(sheet, 0, at, head.toUtf8().constData(), m_looks.head);
        worksheet_write_comment(sheet, 0, at, (meaning + u"\n\n"_s + form).toUtf8().constData());
        if (!example.isEmpty())
            worksheet_write_string(sheet, 1, at, example.toUtf8().constData(), m_looks.example);
    }

    void rule(lxw_worksheet *sheet, lxw_col_t at, const Attribute &attribute)
    {
        // The library wants what it can write to, and copies it.
        QByteArray title = attribute.label.left(MostHelpTitle).toUtf8();
        QByteArray help = attribute.description.left(MostHelp).toUtf8();
        QByteArray wrong("Not of the list");
        QByteArray why("Other words than those of the list are not understood, but for ? (no answer) and none (there is none).");
        lxw_data_validation v{};
        v.ignore_blank = LXW_VALIDATION_ON;
        v.show_input = LXW_VALIDATION_ON;
        v.input_title = title.data();
        v.input_message = help.data();
        // A warning, no wall: ? and none may stand anywhere.
        v.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        v.error_title = wrong.data();
        v.error_message = why.data();
        const QStringList words = wordsOf(attribute);
        std::vector<QByteArray> kept;
        std::vector<char *> list;
        QByteArray range;
        if (!words.isEmpty() && words.join(u',').size() <= MostHelp) {
            for (const QString &word : words)
                kept.push_back(word.toUtf8());
            for (QByteArray &word : kept)
                list.push_back(word.data());
            list.push_back(nullptr);
            v.validate = LXW_VALIDATION_TYPE_LIST;
            v.value_list = list.data();
        } else if (!words.isEmpty()) {
            range = m_lists.range(words);
            v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
            v.value_formula = range.data();
        } else {
            v.validate = LXW_VALIDATION_TYPE_ANY;
        }
        worksheet_data_validation_range(sheet, 1, at, LastRow, at, &v);
    }

    Looks m_looks;
    ListSheet m_lists;
};

void fill(lxw_workbook *book, const QList<const KindInfo *> &kinds, bool answers)
{
    QList<lxw_worksheet *> sheets;
    lxw_worksheet *asked = answers ? workbook_add_worksheet(book, "Answers") : nullptr;
    for (const KindInfo *kind : kinds)
        sheets.append(workbook_add_worksheet(book, sheetName(kind->labelPlural).toUtf8().constData()));
    lxw_worksheet *help = workbook_add_worksheet(book, "How to fill this in");
    lxw_worksheet *lists = workbook_add_worksheet(book, Lists.toUtf8().constData());
    Writer writer(book, lists);
    for (qsizetype i = 0; i < kinds.size(); ++i)
        writer.kind(sheets.at(i), *kinds.at(i));
    if (asked)
        writer.answers(asked);
    writer.explanations(help);
    worksheet_hide(lists);
    worksheet_activate(asked ? asked : sheets.value(0, help));
}

} // namespace

Result<void> writeTemplateWorkbook(const QString &path, const QList<const KindInfo *> &kinds, bool answers)
{
    return writeWorkbook(path, [&](lxw_workbook *book) { fill(book, kinds, answers); });
}

} // namespace importers
