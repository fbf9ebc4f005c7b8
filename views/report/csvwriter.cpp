// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csvwriter.h"

#include "report/jsonwriter.h"
#include "text/statustext.h"

using namespace Qt::StringLiterals;

namespace report {
namespace {

QString cell(QString words)
{
    if (!words.isEmpty() && QStringView(u"=+-@\t\r").contains(words.at(0)))
        words.prepend(u'\'');
    if (words.contains(u'"') || words.contains(u',') || words.contains(u'\n') || words.contains(u'\r'))
        return u'"' + words.replace(u'"', u"\"\""_s) + u'"';
    return words;
}

QString row(const QStringList &cells)
{
    QStringList quoted;
    for (const QString &words : cells)
        quoted << cell(words);
    return quoted.join(u',') + u"\r\n"_s;
}

} // namespace

QByteArray toCsv(const ReportInput &input)
{
    QString out = row({u"issue"_s, u"issue_title"_s, u"severity"_s, u"legal_status"_s, u"frameworks"_s, u"articles"_s,
                       u"rule"_s, u"entity_kind"_s, u"entity_key"_s, u"entity_name"_s, u"status"_s, u"status_word"_s,
                       u"reason"_s, u"facts"_s, u"remedy"_s, u"owner"_s, u"due"_s});
    for (const Issue &issue : input.issues) {
        for (const Finding &f : issue.findings) {
            QStringList facts;
            for (const Fact &fact : f.facts)
                facts << u"%1=%2 [%3]"_s.arg(fact.attribute, fact.value, fact.where);
            out += row({issue.number, issue.title, domain::severityName(issue.severity),
                        domain::legalStatusName(issue.legalStatus), issue.frameworks.join(u"; "_s),
                        issue.articleRefs.join(u"; "_s), f.ruleId, f.entityKind, f.key, f.name,
                        domain::statusName(f.status), text::statusWord(f.status, issue.legalStatus, input.language),
                        f.reason, facts.join(u"; "_s), issue.remedy, issue.owner,
                        issue.due.isValid() ? issue.due.toString(Qt::ISODate) : QString()});
        }
    }
    return QByteArray("\xEF\xBB\xBF") + out.toUtf8();
}

domain::Result<void> writeCsv(const ReportInput &input, const QString &path)
{
    return writeWhole(toCsv(input), path);
}

} // namespace report
