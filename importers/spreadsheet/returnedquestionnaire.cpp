// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/spreadsheet/returnedquestionnaire.h"

#include "importers/text/csvreader.h"

#include <QBuffer>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace importers {
namespace {

/// Above what any table of no format is taken for.
constexpr int Sure = 90;
constexpr qint64 PollEvery = 1000;

/// The delimiter with which the first line has the titles of a questionnaire: what is asked has commas and semicolons of its own, so that counting
/// them tells nothing. Nothing where there is none.
std::optional<char> delimiterOf(const QByteArray &head)
{
    for (const char delimiter : {detectDelimiter(head), ',', ';', '\t'}) {
        QByteArray bytes = head;
        QBuffer text(&bytes);
        text.open(QIODevice::ReadOnly);
        CsvReader reader(&text, delimiter);
        QStringList titles;
        if (reader.next(titles) && QuestionnaireLines::isHead(titles))
            return delimiter;
    }
    return std::nullopt;
}

} // namespace

QString ReturnedQuestionnaire::id() const { return Id.toString(); }

QString ReturnedQuestionnaire::displayName() const { return u"Questionnaire that a team sent back"_s; }

int ReturnedQuestionnaire::probe(const Probe &probe) const
{
    if (probe.shape != Shape::Delimited && probe.shape != Shape::Unknown)
        return 0;
    return delimiterOf(probe.head) ? Sure : 0;
}

Result<void> ReturnedQuestionnaire::run(const Source &source, domain::RecordSink &sink, domain::JobContext &context) const
{
    // What is asked of a team is asked of it alone: a file says nothing of what it does not have.
    sink.header({source.probe.fileName, domain::SourceRank::Register, true, 0, false});
    CsvReader reader(source.text, delimiterOf(source.probe.head).value_or(detectDelimiter(source.probe.head)), source.probe.skippedLines);
    auto lines = QuestionnaireLines::begin(reader);
    if (!lines)
        return Error{ErrorCode::SchemaMismatch, u"this is no questionnaire of Bailiwick: it has no columns \"question id\" and \"Answer\""_s, source.path + u":line 1"_s};
    qint64 ordinal = 0;
    for (ReturnedLine line; lines->next(line); ++ordinal) {
        if (ordinal % PollEvery == 0 && context.isCancelled())
            return Error{ErrorCode::Cancelled, u"stopped"_s, source.path};
        sink.beginRecord(ordinal, u"line %1"_s.arg(line.row));
        const LineFate fate = m_take ? m_take(line) : LineFate{LineFate::Kind::Left, u"not-asked"_s, u"answers are taken in only by the workspace that asked"_s};
        if (fate.kind == LineFate::Kind::Wrong)
            sink.rejected(fate.code, u"line %1"_s.arg(line.row), fate.message);
        else if (fate.kind == LineFate::Kind::Left)
            sink.ignored(fate.code, fate.message);
    }
    if (reader.brokenLine() > 0)
        return reader.brokenOff(source.path);
    return {};
}

} // namespace importers
