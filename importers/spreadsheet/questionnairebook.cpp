// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/spreadsheet/questionnairebook.h"

#include "importers/spreadsheet/bookwriter.h"
#include "importers/spreadsheet/workbook.h"
#include "importers/text/csvreader.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QFile>
#include <QHash>

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace importers {
namespace {

constexpr qsizetype MostListed = 255; ///< characters of a drop-down's own list
constexpr lxw_row_t HeadRow = 0;
constexpr uint8_t PaperA4 = 9;
constexpr qsizetype MostPrompted = 255; ///< characters of the hint beside a cell
enum Column : lxw_col_t { Id, Question, Thing, Answer, Form, Evidence, Note, Who, Back, ColumnCount };
const std::array<const char *, ColumnCount> heads{"question id", "Question", "Asked of", "Answer", "What an answer may be", "Evidence", "Note", "Who says so (function)",
                                                 "Why it came back"};
const std::array<double, ColumnCount> widths{10, 52, 30, 26, 34, 30, 34, 24, 34};

QByteArray utf8(const QString &text) { return text.toUtf8(); }

void explain(lxw_workbook *book, const Questionnaire &q)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book, "How to answer");
    lxw_format *head = workbook_add_format(book);
    format_set_bold(head);
    format_set_font_size(head, 14);
    lxw_format *text = workbook_add_format(book);
    format_set_text_wrap(text);
    format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
    worksheet_set_column(sheet, 0, 0, 100, text);
    lxw_format *strong = workbook_add_format(book);
    format_set_bold(strong);
    format_set_text_wrap(strong);
    format_set_align(strong, LXW_ALIGN_VERTICAL_TOP);
    const bool one = q.lines.size() == 1;
    const bool back = std::any_of(q.lines.cbegin(), q.lines.cend(), [](const QuestionnaireLine &line) { return !line.back.isEmpty(); });
    QStringList lines = {q.organisation.isEmpty() ? u"Questions to %1"_s.arg(q.team) : u"%1: questions to %2"_s.arg(q.organisation, q.team),
                         u"Please answer by %1 and send this file back."_s.arg(q.due.toString(Qt::ISODate))};
    if (q.reminder)
        lines.append(one ? u"This is a reminder: one answer is still missing."_s : u"This is a reminder: %1 answers are still missing."_s.arg(q.lines.size()));
    else
        lines.append(one ? u"There is one line to answer."_s : u"There are %1 lines to answer."_s.arg(q.lines.size()));
    if (!q.limitedTo.isEmpty())
        lines.append(u"It is limited to %1: please answer for this part alone."_s.arg(q.limitedTo));
    lines += {u"The questions stand on the sheet Questions, one a line. Answer in the column Answer: choose from the list, or write what the column beside it says."_s,
              u"“%1” means that there is none, and that you know it. “%2” means that you were asked and can't say. An empty cell means that you have not answered yet."_s.arg(
                  QString(ThereIsNone), QString(NotKnown)),
              u"Several values in one cell are separated by ;. Days are written 2026-11-20."_s,
              u"Evidence: the name of the document, or where it lies. A document that you send along in the same folder under that name is recorded with its checksum. Note: page or clause. "
              "Who says so: a function, not a person's name."_s};
    if (back)
        lines.append(u"Some lines were answered before and came back: the last column says why."_s);
    lines += {u"You may leave lines out, sort them by the arrows in the titles, and send the file back more than once; what is new in it counts. Please leave the titles of the "
              "columns, and what stands under Question and Asked of, as they are: a line in which they no longer fit its hidden number is not taken in."_s,
              u"The file has no macros."_s};
    for (qsizetype i = 0; i < lines.size(); ++i)
        worksheet_write_string(sheet, static_cast<lxw_row_t>(i), 0, utf8(lines.at(i)).constData(), i == 0 ? head : i == 1 ? strong : text);
    worksheet_set_paper(sheet, PaperA4);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_activate(sheet);
}

/// The lists that are too long for a cell's own rule stand on a hidden sheet.
QByteArray listedRange(lxw_worksheet *lists, lxw_col_t &column, const QStringList &words)
{
    for (qsizetype i = 0; i < words.size(); ++i)
        worksheet_write_string(lists, static_cast<lxw_row_t>(i), column, utf8(words.at(i)).constData(), nullptr);
    std::array<char, 32> name{};
    lxw_col_to_name(name.data(), column++, 1);
    return QByteArray("=Lists!") + name.data() + "$1:" + name.data() + "$" + QByteArray::number(words.size());
}

void fill(lxw_workbook *book, const Questionnaire &q)
{
    explain(book, q);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Questions");
    lxw_worksheet *lists = workbook_add_worksheet(book, "Lists");
    lxw_format *head = workbook_add_format(book);
    format_set_bold(head);
    format_set_bg_color(head, 0xE4EAF2);
    format_set_bottom(head, LXW_BORDER_THIN);
    lxw_format *text = workbook_add_format(book);
    format_set_text_wrap(text);
    format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(text, "@");
    lxw_format *soft = workbook_add_format(book);
    format_set_text_wrap(soft);
    format_set_align(soft, LXW_ALIGN_VERTICAL_TOP);
    format_set_font_color(soft, 0x6B7280);
    lxw_format *answer = workbook_add_format(book);
    format_set_text_wrap(answer);
    format_set_align(answer, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(answer, "@");
    format_set_bg_color(answer, 0xFFF9E5);
    format_set_border(answer, LXW_BORDER_HAIR);
    const bool back = std::any_of(q.lines.cbegin(), q.lines.cend(), [](const QuestionnaireLine &line) { return !line.back.isEmpty(); });
    for (int c = 0; c < ColumnCount; ++c) {
        const auto at = static_cast<lxw_col_t>(c);
        const auto nr = static_cast<std::size_t>(c);
        lxw_row_col_options hidden{};
        hidden.hidden = LXW_TRUE;
        worksheet_set_column_opt(sheet, at, at, widths.at(nr), text, c == Id ? &hidden : nullptr);
        if (c != Back || back)
            worksheet_write_string(sheet, HeadRow, at, heads.at(nr), head);
    }
    worksheet_freeze_panes(sheet, HeadRow + 1, Thing);
    // From the hidden numbers on: a sort moves what lies in this range and nothing beside it.
    worksheet_autofilter(sheet, HeadRow, Id, HeadRow + static_cast<lxw_row_t>(q.lines.size()), back ? Back : Who);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, PaperA4);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, HeadRow, HeadRow);
    lxw_col_t listColumn = 0;
    QHash<QString, QByteArray> ranges;
    for (qsizetype i = 0; i < q.lines.size(); ++i) {
        const QuestionnaireLine &line = q.lines.at(i);
        const auto row = static_cast<lxw_row_t>(HeadRow + 1 + i);
        worksheet_write_string(sheet, row, Id, utf8(line.id + u'/' + lineMark(line.question, line.thing)).constData(), text);
        worksheet_write_string(sheet, row, Question, utf8(line.question).constData(), text);
        worksheet_write_string(sheet, row, Thing, utf8(line.thing).constData(), text);
        worksheet_write_string(sheet, row, Form, utf8(line.form).constData(), soft);
        for (const lxw_col_t c : {lxw_col_t(Answer), lxw_col_t(Evidence), lxw_col_t(Note), lxw_col_t(Who)})
            worksheet_write_blank(sheet, row, c, answer);
        if (!line.back.isEmpty())
            worksheet_write_string(sheet, row, Back, utf8(line.back).constData(), text);
        if (line.words.isEmpty())
            continue;
        const QStringList words = line.words + (line.ofValue ? QStringList{QString(ThereIsNone), QString(NotKnown)} : QStringList{QString(NotKnown)});
        lxw_data_validation v{};
        v.ignore_blank = LXW_VALIDATION_ON;
        // What is not in the list may be right: it is told, and not refused.
        v.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        QByteArray prompt = utf8(line.form.left(MostPrompted));
        v.input_message = prompt.data();
        std::vector<QByteArray> kept;
        std::vector<char *> list;
        const QString joined = words.join(u',');
        const bool fits = joined.toUtf8().size() <= MostListed && !words.join(u' ').contains(u',');
        if (fits) {
            for (const QString &word : words)
                kept.push_back(utf8(word));
            for (QByteArray &word : kept)
                list.push_back(word.data());
            list.push_back(nullptr);
            v.validate = LXW_VALIDATION_TYPE_LIST;
            v.value_list = list.data();
            worksheet_data_validation_cell(sheet, row, Answer, &v);
        } else {
            if (!ranges.contains(joined))
                ranges.insert(joined, listedRange(lists, listColumn, words));
            v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
            v.value_formula = ranges[joined].data();
            worksheet_data_validation_cell(sheet, row, Answer, &v);
        }
    }
    worksheet_hide(lists);
}

/// The lines of one table, or nothing where it has no column of ids.
std::optional<QList<ReturnedLine>> readTable(QIODevice &csv, char delimiter)
{
    CsvReader reader(&csv, delimiter);
    auto found = QuestionnaireLines::begin(reader);
    if (!found)
        return std::nullopt;
    QList<ReturnedLine> lines;
    for (ReturnedLine line; found->next(line);)
        lines.append(line);
    return lines;
}

/// Where each title stands; nothing where it is no questionnaire.
std::optional<QList<qsizetype>> columnsOf(const QStringList &titles)
{
    QList<qsizetype> at(ColumnCount, -1);
    for (int c = 0; c < ColumnCount; ++c) {
        for (qsizetype i = 0; i < titles.size() && at.at(c) < 0; ++i) {
            if (titles.at(i).trimmed().compare(QLatin1String(heads.at(static_cast<std::size_t>(c))), Qt::CaseInsensitive) == 0)
                at[c] = i;
        }
    }
    return at.at(Id) < 0 || at.at(Answer) < 0 ? std::nullopt : std::optional(at);
}

} // namespace

QString lineMark(const QString &question, const QString &thing)
{
    constexpr qsizetype Shown = 6;
    const QByteArray words = QStringList{question.simplified(), thing.simplified()}.join(QChar(0x1f)).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(words, QCryptographicHash::Sha256).toHex().left(Shown));
}

bool QuestionnaireLines::isHead(const QStringList &titles) { return columnsOf(titles).has_value(); }

std::optional<QuestionnaireLines> QuestionnaireLines::begin(CsvReader &reader)
{
    QStringList cells;
    if (!reader.next(cells))
        return std::nullopt;
    const auto at = columnsOf(cells);
    if (!at)
        return std::nullopt;
    QuestionnaireLines lines(reader);
    lines.m_at = *at;
    return lines;
}

bool QuestionnaireLines::next(ReturnedLine &line)
{
    QStringList cells;
    while (m_reader->next(cells)) {
        const auto cell = [&](Column c) {
            const qsizetype at = m_at.at(static_cast<qsizetype>(c));
            return at < 0 ? QString() : cells.value(at).trimmed().replace(u'\r', u'\n');
        };
        if (std::all_of(cells.cbegin(), cells.cend(), [](const QString &text) { return text.trimmed().isEmpty(); }))
            continue;
        line = {cell(Id), cell(Answer), cell(Evidence), cell(Note), cell(Who), m_reader->line(), cell(Question), cell(Thing)};
        return true;
    }
    return false;
}

Result<void> writeQuestionnaire(const QString &path, const Questionnaire &questionnaire)
{
    return writeWorkbook(path, [&](lxw_workbook *book) { fill(book, questionnaire); });
}

Result<QList<ReturnedLine>> readQuestionnaire(const QString &path, domain::JobContext &job)
{
    const Error none{ErrorCode::InvalidValue, u"this is no questionnaire of Bailiwick: it has no columns \"question id\" and \"Answer\""_s, path};
    if (path.endsWith(u".csv"_s, Qt::CaseInsensitive)) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::FileUnreadable, file.errorString(), path};
        const char delimiter = detectDelimiter(file.peek(65536));
        auto lines = readTable(file, delimiter);
        return lines ? Result<QList<ReturnedLine>>(*lines) : Result<QList<ReturnedLine>>(none);
    }
    auto book = Workbook::open(path);
    if (!book)
        return book.error();
    for (qsizetype i = 0; i < (*book)->sheets().size(); ++i) {
        QBuffer csv;
        csv.open(QIODevice::ReadWrite);
        if (auto written = (*book)->writeCsv(i, csv, job); !written)
            return written.error();
        csv.seek(0);
        if (auto lines = readTable(csv, ','))
            return *lines;
    }
    return none;
}

} // namespace importers
