// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/document.h"

#include "report/documentparts.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <QLocale>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace report {
namespace {

using domain::LegalStatus;
using domain::Status;

constexpr int NameColumns = 3;
constexpr qsizetype MostOnCover = 8;
constexpr qsizetype ShortKey = 14;
/// Of a fact that was gathered from very many places, paper names this many and how many more; findings.json names all.
constexpr qsizetype MostPlaces = 6;

/// With their versions while they fit on a cover; of more their short names by status of law, and the versions in their chapter.
QStringList frameworksOnCover(const ReportInput &input)
{
    QStringList lines;
    if (input.frameworks.size() <= MostOnCover) {
        for (const Framework &f : input.frameworks)
            lines << u"%1, version %2 (%3)"_s.arg(f.name, orDash(f.version), text::legalStatusWord(f.legalStatus, input.language));
        return lines;
    }
    for (const LegalStatus status :
         {LegalStatus::Law, LegalStatus::Programme, LegalStatus::Standard, LegalStatus::Scheme, LegalStatus::Proposal, LegalStatus::OwnPolicy}) {
        QStringList names;
        for (const Framework &f : input.frameworks) {
            if (f.legalStatus == status)
                names << text::shortFramework(f.id, f.name);
        }
        if (!names.isEmpty())
            lines << u"%1 (%2): %3"_s.arg(text::capitalised(text::legalStatusWord(status, input.language))).arg(names.size()).arg(names.join(u", "_s));
    }
    return lines << u"%1 in all; their versions stand in the chapter on frameworks"_s.arg(input.frameworks.size());
}

Cover coverOf(const ReportInput &input)
{
    Cover cover;
    cover.organisation = input.organisation.isEmpty() ? u"Organisation not named"_s : input.organisation;
    cover.title = input.title;
    cover.asOf = longDate(input.asOf);
    cover.classification = input.classification;
    cover.sampleNote = input.sampleNote;
    cover.kind = input.kind == Template::Full ? u"Full report: every finding, with its facts and where they were read"_s
                                              : u"Board report: the full report has every finding"_s;
    cover.scope = input.scope;
    cover.exclusions = input.exclusions;
    cover.roles = {
        {u"Prepared by"_s, input.preparer}, {u"Reviewed by"_s, input.reviewer}, {u"Approved by"_s, input.approver}};
    cover.facts = {{u"Frameworks"_s, input.frameworks.isEmpty() ? u"none chosen"_s : frameworksOnCover(input).join(u'\n')},
                   {u"Evaluated"_s, orDash(input.generatedAt.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s))},
                   {u"Data hash"_s, orDash(input.dataHash)}};
    return cover;
}

/// "line 17" is "line " and 17; "/items/3/a" is "/items/", 3 and "/a".
struct Place
{
    QString before;
    QString after;
    qint64 number = -1;
};

Place parsed(const QString &place)
{
    static const QRegularExpression last(u"^(.*?)(\\d+)(\\D*)$"_s);
    const auto match = last.match(place);
    if (!match.hasMatch())
        return {place, {}, -1};
    return {match.captured(1), match.captured(3), match.captured(2).toLongLong()};
}

QString ranges(QList<qint64> numbers)
{
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    QStringList parts;
    for (qsizetype i = 0; i < numbers.size();) {
        qsizetype j = i;
        while (j + 1 < numbers.size() && numbers.at(j + 1) == numbers.at(j) + 1)
            ++j;
        if (j > i + 1)
            parts << u"%1\u2013%2"_s.arg(numbers.at(i)).arg(numbers.at(j));
        else
            parts << QString::number(numbers.at(i));
        i = j > i + 1 ? j + 1 : i + 1;
    }
    return parts.join(u", "_s);
}

} // namespace

QString longDate(QDate date)
{
    return date.isValid() ? QLocale::c().toString(date, u"d MMMM yyyy"_s) : QString();
}

QString isoDate(QDate date)
{
    return date.isValid() ? date.toString(Qt::ISODate) : u"\u2013"_s;
}

QString requirementTitle(const QString &rule, const ReportInput &input)
{
    for (const Framework &f : input.frameworks) {
        for (const Requirement &r : f.requirements) {
            if (r.ruleId == rule)
                return r.title;
        }
    }
    return rule;
}

QString orDash(const QString &words)
{
    return words.isEmpty() ? u"\u2013"_s : words;
}

QString percent(double part, double whole)
{
    if (whole <= 0)
        return u"\u2013"_s;
    double value = std::round(part * 100 / whole);
    if (part > 0)
        value = std::max(value, 1.0);
    if (part < whole)
        value = std::min(value, 99.0);
    return u"%1 %"_s.arg(static_cast<int>(value));
}

QString counted(qsizetype n, const QString &one, const QString &many)
{
    return figures::formatCount(n) + u' ' + (n == 1 ? one : many);
}

QString statusWord(Status status, LegalStatus legal, const ReportInput &input)
{
    return text::capitalised(text::statusWord(status, legal, input.language));
}

Totals totalsOf(const ReportInput &input)
{
    Totals totals;
    for (const Framework &framework : input.frameworks) {
        for (std::size_t i = 0; i < totals.all.by.size(); ++i)
            totals.all.by.at(i) += framework.counts.by.at(i);
        for (const Requirement &r : framework.requirements) {
            const int gaps = r.counts.of(Status::Gap);
            if (r.legalStatus == LegalStatus::Law)
                totals.law += gaps;
            else if (r.legalStatus == LegalStatus::OwnPolicy)
                totals.weak += gaps;
            else
                totals.notMet += gaps;
        }
    }
    return totals;
}

QString metRange(const StatusCounts &counts)
{
    const int applicable = counts.applicable();
    const int open = counts.of(Status::Unknown) + counts.of(Status::Error);
    const int met = counts.of(Status::Pass);
    if (applicable == 0)
        return u"\u2013"_s;
    if (open == 0)
        return percent(met, applicable);
    return u"%1 to %2"_s.arg(percent(met, applicable), percent(met + open, applicable));
}

QString coverageWords(const Framework &f)
{
    const rules::Coverage &c = f.coverage;
    return c.all == 0 ? QString() : u"%1 of %2 fully decided, %3 out of reach"_s.arg(figures::formatNumber(c.decided), figures::formatNumber(c.all), figures::formatNumber(c.outOfReach));
}

QString stateWords(const Issue &issue)
{
    return text::tallyWords(issue.tally());
}

QString countWords(const Issue &issue)
{
    return text::findingsOn(issue.count(), issue.affected(), issue.thing, issue.thingsWord);
}

QString planWords(const Issue &issue)
{
    if (issue.owner.isEmpty())
        return u"nobody answers for it yet"_s;
    return issue.owner + (!issue.due.isValid() ? u", no date yet"_s : issue.overdue ? u", overdue since "_s + isoDate(issue.due) : u", due "_s + isoDate(issue.due));
}

QList<Issue> sortedIssues(const ReportInput &input)
{
    QList<Issue> issues = input.issues;
    std::stable_sort(issues.begin(), issues.end(), [](const Issue &a, const Issue &b) {
        return a.severity != b.severity ? a.severity > b.severity : a.count() > b.count();
    });
    return issues;
}

QString gathered(const QList<Origin> &origins)
{
    // The days of files stand in the annex of files; who said something says when.
    QMap<std::pair<QString, std::pair<QString, QString>>, QList<qint64>> places;
    QStringList order;
    QStringList people;
    for (const Origin &o : origins) {
        if (!o.who.isEmpty() || o.file.isEmpty()) {
            if (!o.text().isEmpty() && !people.contains(o.text()))
                people << o.text();
            continue;
        }
        const Place place = parsed(o.place);
        places[{(o.silent ? u"not in "_s : QString()) + o.file, {place.before, place.after}}] << place.number;
    }
    QStringList parts;
    for (auto it = places.constBegin(); it != places.constEnd(); ++it) {
        QString words = it.key().first;
        auto [before, after] = it.key().second;
        const bool numbered = it->constFirst() >= 0;
        if (before == u"line "_s && after.isEmpty()) {
            const QString numbers = ranges(*it);
            words += (numbers.contains(u',') || numbers.contains(u'\u2013') ? u", lines "_s : u", line "_s) + numbers;
        } else if (!before.isEmpty() || numbered) {
            words += u", "_s + before + (numbered ? ranges(*it) : QString()) + after;
        }
        parts << words;
    }
    if (parts.size() > MostPlaces + 1) {
        const auto more = parts.size() - MostPlaces;
        parts = parts.mid(0, MostPlaces) << u"%1 more places"_s.arg(more);
    }
    return (parts + people).join(u"; "_s);
}

QString factsText(const QList<Fact> &facts)
{
    QList<std::pair<QString, QStringList>> byOrigin;
    for (const Fact &fact : facts) {
        const QString where = fact.origins.isEmpty() ? fact.where : gathered(fact.origins);
        const QString words = u"%1: %2"_s.arg(fact.attribute, orDash(fact.value));
        const auto it = std::find_if(byOrigin.begin(), byOrigin.end(), [&](const auto &e) { return e.first == where; });
        if (it == byOrigin.end())
            byOrigin.append({where, {words}});
        else if (!it->second.contains(words)) // two rules of one thing may have read it
            it->second << words;
    }
    QStringList lines;
    for (const auto &[where, words] : std::as_const(byOrigin))
        lines << words.join(u"; "_s) + (where.isEmpty() ? QString() : u" ("_s + where + u')');
    return lines.join(u'\n');
}

QStringList namesOf(const QList<const Finding *> &findings)
{
    // Short keys tell things of one name apart; of those with long keys the name stands once, with how many there are.
    QStringList order;
    QHash<QString, int> uses;
    for (const Finding *f : findings) {
        QString words = f->name.isEmpty() ? f->key : f->name;
        if (f->key.size() <= ShortKey && f->key != words)
            words += u" ("_s + f->key + u')';
        if (uses[words]++ == 0)
            order << words;
    }
    QStringList names;
    for (const QString &words : std::as_const(order))
        names << (uses.value(words) == 1 ? words : u"%1 (%2 \u00d7)"_s.arg(words).arg(uses.value(words)));
    return names;
}

void addUnlisted(QList<Block> &blocks, int unlisted)
{
    if (unlisted > 0)
        blocks << Paragraph{u"and %1 more that are counted, not listed: \u201cbailiwick-cli gaps --status gap,unknown --csv\u201d lists each"_s.arg(figures::formatNumber(unlisted)), false, true};
}

void addNames(QList<Block> &blocks, const QList<const Finding *> &findings)
{
    const QStringList names = namesOf(findings);
    const qsizetype shown = std::min<qsizetype>(names.size(), ListedAtMost);
    Table table{{}, {}, {}, true};
    const qsizetype columns = std::min<qsizetype>(NameColumns, std::max<qsizetype>(1, shown));
    for (qsizetype c = 0; c < columns; ++c)
        table.columns << Column{{}, 1, false};
    for (qsizetype i = 0; i < shown; i += columns) {
        QList<TableCell> row;
        for (qsizetype c = 0; c < columns; ++c)
            row << TableCell::of(i + c < shown ? names.at(i + c) : QString());
        table.rows << row;
    }
    blocks << table;
    if (shown < names.size())
        blocks << Paragraph{u"and %1 more, in the CSV report and in the attached findings.json"_s.arg(names.size() - shown), false, true};
}

TableCell TableCell::number(int n)
{
    return {figures::formatNumber(n), {}, {}, n == 0, false, {}, {}};
}

Document buildDocument(const ReportInput &input)
{
    Document document;
    document.title = input.title;
    document.organisation = input.organisation;
    document.asOf = isoDate(input.asOf);
    document.scope = input.scope;
    const StatusCounts all = totalsOf(input).all;
    document.decided = all.applicable() > 0 ? u"%1 decided"_s.arg(percent(all.decided(), all.applicable())) : input.leftOut.rules > 0 ? u"no rule is reviewed yet"_s : u"nothing evaluated"_s;
    document.sampleNote = input.sampleNote;
    document.hash = input.dataHash.left(12);
    document.language = input.language;
    document.classification = input.classification;
    document.cover = coverOf(input);
    addGuide(document.guide, input);
    QList<Block> &blocks = document.blocks;
    addSummary(blocks, input);
    addFigures(blocks, input);
    addCompleteness(blocks, input);
    addFrameworks(blocks, input);
    addIssueList(blocks, input);
    if (input.kind == Template::Full)
        addIssues(blocks, input);
    addContradictions(blocks, input);
    addXray(blocks, input);
    addAssessed(blocks, input);
    addOwnStandard(blocks, input);
    addDossiers(blocks, input);
    const QList<OpenList> lists = addUnknowns(blocks, input);
    addAcceptances(blocks, input);
    addComing(blocks, input);
    addMethod(blocks, input);
    if (input.kind == Template::Full) {
        addOpenLists(blocks, lists);
        addInputs(blocks, input);
        addSources(blocks, input);
    }
    return document;
}

} // namespace report
