// SPDX-License-Identifier: GPL-3.0-or-later
// Transfers, AI uses and models: the list of each, and what the law makes of every one.
#include "report/documentparts.h"

#include "domain/onestop.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {
namespace {

/// Of so many the details are printed; the list above them goes on.
constexpr qsizetype Details = 150;

void addRest(QList<Block> &blocks, qsizetype rest, const QString &command)
{
    if (rest > 0)
        blocks << Paragraph{u"and %1 more; \u201c%2\u201d tells of each"_s.arg(rest).arg(command), false, true};
}

/// What has one section only needs no details of its own: the list tells it, and the chapter's head what mends all of them.
bool isShort(const text::DossierLine &line) { return line.sections.size() == 1; }

/// Nothing is open under it: the list tells it.
bool isSettled(const text::DossierLine &line) { return line.status == domain::Status::Pass || line.status == domain::Status::NotApplicable; }

/// Short facts run on, longer ones stand each on a line.
QString words(QStringList lines)
{
    constexpr qsizetype Short = 90;
    if (std::any_of(lines.cbegin(), lines.cend(), [](const QString &line) { return line.size() > Short; }))
        return lines.join(u'\n');
    for (QString &line : lines) {
        if (line.endsWith(u'.'))
            line.chop(1);
    }
    return lines.join(u"; "_s);
}

/// One thing with its headings and their lines, side by side.
void addDetails(QList<Block> &blocks, const text::DossierLine &line)
{
    blocks << Heading{3, line.key.isEmpty() || line.key == line.title || line.key.size() > 24 ? line.title : line.key + u"  "_s + line.title, {}, false, false, {}};
    Table table{{{QString(), 1.4}, {QString(), 5}}, {}, {}, true};
    for (const text::DossierSection &section : line.sections)
        table.rows << QList<TableCell>{TableCell::strongly(section.heading), TableCell::of(words(section.lines))};
    blocks << table;
}

void addDossier(QList<Block> &blocks, const QString &title, const QString &about, const QString &command, const text::DossierData &dossier)
{
    blocks << Heading{1, title, {}, false, true, {}};
    if (dossier.lines.isEmpty()) {
        blocks << Paragraph{dossier.nothing, false, false};
        return;
    }
    blocks << Paragraph{domain::beforeStop(dossier.summary) + u'.', false, true} << Paragraph{about, true, false};
    Table table{{}, {}, {}, false};
    for (qsizetype c = 0; c < dossier.columns.size(); ++c)
        table.columns << Column{dossier.columns.at(c), c == 0 ? 4.5 : 1.4};
    for (const text::DossierLine &line : dossier.lines.mid(0, ListedAtMost)) {
        QList<TableCell> row;
        for (qsizetype c = 0; c < line.cells.size(); ++c)
            row << (c == 1                    ? TableCell::withSign(line.status, line.cells.at(c))
                    : c == 0 && isShort(line) ? TableCell::of(line.cells.at(c) + u'\n' + line.sections.constFirst().heading + u": "_s + line.sections.constFirst().lines.value(0))
                                              : TableCell::of(line.cells.at(c)));
        table.rows << row;
    }
    blocks << table;
    addRest(blocks, dossier.lines.size() - ListedAtMost, command);
    blocks << Heading{2, u"In detail"_s, {}, false, false, {}};
    const qsizetype settled = std::count_if(dossier.lines.cbegin(), dossier.lines.cend(), [](const text::DossierLine &line) { return !isShort(line) && isSettled(line); });
    if (settled > 0)
        blocks << Paragraph{u"What is open or unknown. %1 in the list above; \u201c%2\u201d tells of each."_s.arg(counted(settled, u"with nothing open stands"_s, u"with nothing open stand"_s), command), false, true};
    qsizetype details = 0;
    for (const text::DossierLine &line : dossier.lines) {
        if (!isShort(line) && !isSettled(line) && ++details <= Details)
            addDetails(blocks, line);
    }
    addRest(blocks, details - Details, command);
}

} // namespace

void addDossiers(QList<Block> &blocks, const ReportInput &input)
{
    if (input.transfers)
        addDossier(blocks, u"Transfers of personal data"_s,
                   u"Chapter V of the GDPR, transfer by transfer. A transfer is carried where an adequacy decision or a tool holds on the day and its assessment is current. A foreign parent alone is no "
                   u"transfer; exposure to foreign law is told apart from it. What would mend a way that no transfer records: record the transfer with its tool, or end it."_s,
                   u"bailiwick-cli transfers"_s, *input.transfers);
    if (input.aiAct)
        addDossier(blocks, u"AI uses and models under the AI Act"_s,
                   u"Role and risk class of each AI use with their reasons, and its duties by the day from which they apply (Regulation (EU) 2024/1689 as amended by Regulation (EU) 2026/1744). A duty that "
                   u"is still to come is told as it would stand if nothing changed."_s,
                   u"bailiwick-cli ai-act"_s, *input.aiAct);
}

} // namespace report
