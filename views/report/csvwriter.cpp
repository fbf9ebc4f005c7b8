// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csvwriter.h"

#include "report/csvcells.h"
#include "report/jsonwriter.h"
#include "text/reviewtext.h"
#include "text/statustext.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace report {

QList<QStringList> findingRows(const ReportInput &input)
{
    QList<QStringList> out{{u"issue"_s, u"issue_title"_s, u"root_cause"_s, u"severity"_s, u"legal_status"_s, u"framework"_s, u"articles"_s, u"rule"_s,
                       u"rule_title"_s, u"entity_kind"_s, u"entity_key"_s, u"entity_name"_s, u"status"_s, u"status_word"_s, u"reason"_s,
                       u"facts"_s, u"remedy"_s, u"owner"_s, u"due"_s, u"measure"_s, u"overdue"_s, u"other_tools"_s, u"rule_review"_s}};
    struct About
    {
        const Framework *framework = nullptr;
        const Requirement *requirement = nullptr;
    };
    QHash<QString, About> rules;
    for (const Framework &f : input.frameworks) {
        for (const Requirement &r : f.requirements)
            rules.insert(r.ruleId, {&f, &r});
    }
    const auto add = [&](const Finding &f, const Issue *issue) {
        const About about = rules.value(f.ruleId);
        const IssueRule *rule = issue ? issue->rule(f.ruleId) : nullptr;
        const domain::LegalStatus legal = rule              ? rule->legalStatus
                                          : about.requirement ? about.requirement->legalStatus
                                                              : domain::LegalStatus::Law;
        const domain::Severity severity = rule ? rule->severity : about.requirement ? about.requirement->severity : domain::Severity::Medium;
        QStringList facts;
        for (const Fact &fact : f.facts)
            facts << u"%1=%2 [%3]"_s.arg(fact.attribute, fact.value, fact.where);
        QStringList articles;
        for (const Article &a : rule ? rule->articles : about.requirement ? about.requirement->articles : QList<Article>())
            articles << (a.url.isEmpty() ? a.text : a.text + u" <"_s + a.url + u'>');
        out.append({issue ? issue->number : QString(), issue ? issue->title : QString(), issue ? issue->rootCause : QString(),
                    domain::severityName(severity), domain::legalStatusName(legal),
                    rule ? rule->framework : about.framework ? about.framework->id : QString(), articles.join(u"; "_s), f.ruleId,
                    rule ? rule->title : about.requirement ? about.requirement->title : QString(), f.entityKind, f.key, f.name,
                    domain::statusName(f.status), text::statusWord(f.status, legal, input.language), f.reason, facts.join(u"; "_s),
                    rule ? rule->remedy : QString(), issue ? issue->owner : QString(),
                    issue && issue->due.isValid() ? issue->due.toString(Qt::ISODate) : QString(), issue ? issue->measure : QString(),
                    issue ? (issue->overdue ? u"yes"_s : u"no"_s) : QString(), f.otherTools.join(u" | "_s),
                    about.requirement || rule ? text::reviewWords(rule ? rule->review : about.requirement->review) : QString()});
    };
    // A table that does not hold all says so in the place of what it leaves out.
    const auto addRest = [&](const QString &rule, domain::Status status, int unlisted, const Issue *issue) {
        if (unlisted > 0)
            add({QString(), QString(), u"and %1 more, not listed"_s.arg(unlisted), rule, status, u"counted; bailiwick-cli gaps --status gap,unknown --csv lists each"_s, {}}, issue);
    };
    for (const Issue &issue : input.issues) {
        for (const Finding &f : issue.findings)
            add(f, &issue);
        for (const IssueRule &rule : issue.rules)
            addRest(rule.ruleId, domain::Status::Gap, rule.unlisted, &issue);
    }
    for (const UnknownGroup &group : input.unknowns) {
        for (const Finding &f : group.findings)
            add(f, nullptr);
        addRest(group.rule, domain::Status::Unknown, group.unlisted, nullptr);
    }
    for (const Finding &f : input.others)
        add(f, nullptr);
    // The open ones stand above; what is met stands here only because another tool says otherwise.
    for (const Finding &f : input.contradicted) {
        if (f.status == domain::Status::Pass)
            add(f, nullptr);
    }
    const auto note = [&add](const QString &words) { add({QString(), QString(), words, QString(), domain::Status::NotApplicable, u"not counted here"_s, {}}, nullptr); };
    if (const QString apart = text::answersApartWords(input.leftOut); !apart.isEmpty())
        note(apart);
    if (input.reviewedOnly)
        note(u"left out: "_s + text::leftOutWords(input.leftOut));
    return out;
}

QByteArray toCsv(const ReportInput &input)
{
    QString out;
    for (const QStringList &row : findingRows(input))
        out += csvRow(row);
    return QByteArray("\xEF\xBB\xBF") + out.toUtf8();
}

domain::Result<void> writeCsv(const ReportInput &input, const QString &path)
{
    return writeWhole(toCsv(input), path);
}

} // namespace report
