// SPDX-License-Identifier: GPL-3.0-or-later
// Transfers of personal data to third countries, in words.
#include "core/dossiers.h"

#include "text/statustext.h"
#include "text/switchedofftext.h"
#include "text/wordtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using text::DossierData;
using text::DossierLine;
using text::valueWord;

namespace app {
namespace {

using Countries = QHash<QString, QString>;
using rules::OnwardTransfer;
using rules::TransferAssessment;
using rules::TransferStanding;

QString iso(Day day) { return fromDay(day).toString(Qt::ISODate); }

QString standingWords(TransferStanding standing)
{
    switch (standing) {
    case TransferStanding::NotConcerned: return u"not concerned"_s;
    case TransferStanding::Carried: return u"carried"_s;
    case TransferStanding::Doubtful: return u"in doubt"_s;
    case TransferStanding::NotCarried: return u"not carried"_s;
    case TransferStanding::Unknown: break;
    }
    return u"unknown"_s;
}

Status standingSign(TransferStanding standing)
{
    switch (standing) {
    case TransferStanding::NotConcerned: return Status::NotApplicable;
    case TransferStanding::Carried: return Status::Pass;
    case TransferStanding::Doubtful:
    case TransferStanding::NotCarried: return Status::Gap;
    case TransferStanding::Unknown: break;
    }
    return Status::Unknown;
}

/// "What: value"; what is not recorded is said to be so.
QString fact(const QString &what, const QString &value) { return what + u": "_s + (value.isEmpty() ? u"not recorded"_s : value); }

QString yesNo(const std::optional<bool> &said, const QString &yes, const QString &no) { return !said ? QString() : *said ? yes : no; }

QStringList partiesOf(const TransferAssessment &t, const QString &country)
{
    QStringList data = t.datasets;
    for (const QString &code : t.classes)
        data.append(valueWord(code));
    QStringList to{t.importer, country};
    to.removeAll(QString());
    return {fact(u"Exporter"_s, t.exporter), fact(u"Importer"_s, to.join(u", "_s)), fact(u"By way of"_s, valueWord(t.facet)), fact(u"Purpose"_s, t.purpose), fact(u"Data"_s, data.join(u", "_s)),
            fact(u"How often"_s, yesNo(t.systematic, u"regularly"_s, u"occasionally"_s))};
}

QStringList toolOf(const TransferAssessment &t, Day asOf)
{
    QStringList lines{fact(u"Tool"_s, t.tool == u"none"_s ? u"none, as recorded"_s : valueWord(t.tool))};
    const bool clauses = t.tool == u"scc"_s;
    if (clauses || !t.module.isEmpty())
        lines.append(fact(u"Module"_s, t.module == u"none"_s ? u"none, as recorded"_s : t.module));
    const bool signed_ = !t.tool.isEmpty() && t.tool != u"none"_s && t.tool != u"adequacy"_s && t.tool != u"dpf"_s && t.tool != u"derogation"_s;
    if (signed_ || t.toolDate)
        lines.append(fact(u"Signed on"_s, t.toolDate ? iso(*t.toolDate) : QString()));
    lines.append(t.adequate == rules::Answer::Yes  ? u"An adequacy decision covers this recipient on the day."_s
                 : t.adequate == rules::Answer::No ? u"No adequacy decision covers this recipient on the day."_s
                 : !t.limits.isEmpty()             ? u"Open in law: whether the adequacy decision covers this transfer (%1). Counsel can settle it."_s.arg(t.limits)
                                                   : u"Whether an adequacy decision covers this recipient is not recorded."_s);
    if (t.dpfUntil)
        lines.append((*t.dpfUntil < asOf ? u"Certificate under the Data Privacy Framework until %1: lapsed"_s : u"Certificate under the Data Privacy Framework until %1"_s).arg(iso(*t.dpfUntil)));
    if (t.adequate == rules::Answer::Yes && !t.pending.isEmpty())
        lines.append(u"Reliance: the decision may fall (%1 is pending)."_s.arg(t.pending));
    if (t.adequate == rules::Answer::Yes || !t.fallback.isEmpty())
        lines.append(fact(u"If the decision falls"_s, t.fallback == u"none"_s ? u"nothing takes over"_s : valueWord(t.fallback)));
    return lines;
}

QStringList assessmentOf(const TransferAssessment &t)
{
    if (!t.assessed && !t.assessmentNeeded)
        return {u"Not needed for this tool"_s};
    // Where somebody has told what it found, there is one: its date alone is missing.
    QString first = t.assessmentAbsent   ? u"There is none, as recorded"_s
                    : t.assessmentAsked  ? u"Its date: asked, no answer"_s
                    : t.undermined       ? u"Its date is not recorded"_s
                                         : u"None is recorded"_s;
    if (t.assessed)
        first = t.assessmentAge < 0 ? u"Of %1, a day that is still to come"_s.arg(iso(*t.assessed))
                                    : u"Of %1, %2 days old%3"_s.arg(iso(*t.assessed)).arg(t.assessmentAge)
                                          .arg(t.assessmentCurrent == rules::Answer::No ? u": older than our own standard"_s : QString());
    return {first, fact(u"Law that undermines the tool"_s, yesNo(t.undermined, u"the assessment found some"_s, u"the assessment found none"_s))};
}

QStringList lawsOf(const TransferAssessment &t)
{
    QStringList lines;
    for (const rules::LawReach &law : t.laws)
        lines.append(law.name + (law.partial ? u" (a part of the group)"_s : QString()) + (law.uncertain ? u" (not sure that it stands)"_s : QString()));
    if (lines.isEmpty())
        lines.append(t.lawsKnown ? u"None is known that reaches the recipient."_s : u"Not looked up, or the recipient's group is not recorded."_s);
    return lines;
}

QString worthWords(rules::TransferBarrier::Worth worth)
{
    using Worth = rules::TransferBarrier::Worth;
    return worth == Worth::Recognised ? u"recognised by the EDPB"_s : worth == Worth::StorageOnly ? u"a barrier for storage"_s : u"no barrier that the EDPB recognises"_s;
}

QStringList barriersOf(const TransferAssessment &t)
{
    QStringList lines;
    for (const rules::TransferSystem &system : t.systems) {
        const QString clear = yesNo(system.clear, u"processed in clear there"_s, u"not processed in clear there"_s);
        lines.append(u"%1: %2; keys: %3"_s.arg(system.name, clear.isEmpty() ? u"perhaps processed in clear there, which is not recorded"_s : clear,
                                                             system.keys.isEmpty()          ? u"not recorded"_s
                                                             : system.keys == u"provider"_s ? u"the provider's own"_s
                                                                                            : valueWord(system.keys)));
    }
    for (const rules::TransferBarrier &barrier : t.barriers)
        lines.append(barrier.words + u": "_s + worthWords(barrier.worth));
    if (t.barriers.isEmpty())
        lines.append(u"No barrier is recorded."_s);
    return lines;
}

QString groundWords(OnwardTransfer::Ground ground)
{
    switch (ground) {
    case OnwardTransfer::Ground::Inside: return u"in the European Economic Area"_s;
    case OnwardTransfer::Ground::Adequate: return u"an adequacy decision covers the country"_s;
    case OnwardTransfer::Ground::Conditional: return u"an adequacy decision covers the country for some recipients only"_s;
    case OnwardTransfer::Ground::None: return u"no adequacy decision: the importer passes it on only on the terms of the tool (Art. 44)"_s;
    case OnwardTransfer::Ground::Unknown: break;
    }
    return u"its country is not recorded"_s;
}

QStringList onwardOf(const TransferAssessment &t, const Countries &countries)
{
    QStringList lines;
    if (t.onward == false && !t.onwardTo.isEmpty())
        lines.append(t.onwardTo.size() == 1 ? u"Recorded as not passed on, but a subcontractor of the importer may reach data:"_s
                                            : u"Recorded as not passed on, but %1 subcontractors of the importer may reach data:"_s.arg(t.onwardTo.size()));
    else if (t.onward == true && t.onwardTo.isEmpty())
        lines.append(u"The importer passes data on; to whom is not recorded."_s);
    else if (t.onwardTo.isEmpty())
        lines.append(t.onward == false ? u"The importer passes nothing on."_s : u"Whether the importer passes data on is not recorded."_s);
    for (const OnwardTransfer &to : t.onwardTo) {
        const QString where = to.country.isEmpty() ? QString() : u" (%1)"_s.arg(countries.value(to.country, to.country));
        lines.append(to.name + where + u": "_s + groundWords(to.ground) + (to.reaches ? QString() : u"; whether it reaches data is not recorded"_s) +
                     (to.authorised == true ? u"; authorised by us"_s : to.authorised == false ? u"; not authorised by us (Art. 28(2))"_s : u"; whether we authorised it is not recorded"_s));
    }
    return lines;
}

DossierLine transferLine(const TransferAssessment &t, const Countries &countries, Day asOf)
{
    DossierLine line;
    line.entity = t.id;
    line.key = t.key;
    line.title = t.name;
    line.status = standingSign(t.standing);
    line.severity = t.standing == TransferStanding::NotCarried ? Severity::Critical : Severity::High;
    const QString country = countries.value(t.country, t.country);
    line.cells = {t.name, standingWords(t.standing), country, t.tool.isEmpty() ? u"tool not recorded"_s : valueWord(t.tool)};
    QStringList points;
    for (const rules::TransferPoint &point : t.points) {
        points.append((point.rule.isEmpty() ? QString() : point.rule + u": "_s) + point.what);
        // One mend settles several points.
        const QString mend = u"What would mend it: "_s + point.mend;
        points.removeAll(mend);
        points.append(mend);
    }
    if (points.isEmpty())
        points.append(t.standing == TransferStanding::NotConcerned ? u"The chapter on transfers does not concern it."_s : u"Nothing open."_s);
    line.sections = {{u"On %1: %2"_s.arg(iso(asOf), standingWords(t.standing)), points},
                     {u"The transfer"_s, partiesOf(t, country)},
                     {u"What carries it"_s, toolOf(t, asOf)},
                     {u"Transfer impact assessment"_s, assessmentOf(t)},
                     {u"Laws that may reach it"_s, lawsOf(t)},
                     {u"Barriers, by what is processed in clear"_s, barriersOf(t)},
                     {u"Onward transfers"_s, onwardOf(t, countries)}};
    return line;
}

DossierLine unrecordedLine(const rules::UnrecordedTransfer &u, const Countries &countries)
{
    const QString country = countries.value(u.country, u.country);
    DossierLine line;
    line.entity = u.entity;
    line.key = u.datasetKey;
    line.title = u.dataset;
    line.cells = {u.dataset, u"not recorded"_s, country, u"by way of %1"_s.arg(valueWord(u.facet))};
    line.sections = {{u"No transfer says so"_s,
                      {u"Personal data of %1 goes to %2 by way of %3: %4 shows it."_s.arg(u.dataset, country, valueWord(u.facet), u.name),
                       text::capitalised(rules::missingOf(u)), u"What would mend it: record the transfer with its tool, or end it"_s}}};
    return line;
}

bool isIn(const DossierScope &within, qint64 thing, const QList<qint64> &others)
{
    return !within || within->contains(thing) || std::any_of(others.cbegin(), others.cend(), [&](qint64 one) { return within->contains(one); });
}

} // namespace

DossierData transfersDossier(const rules::TransferReview &review, const QHash<QString, QString> &countries, const DossierScope &within)
{
    DossierData out;
    out.asOf = review.asOf;
    out.columns = {u"Transfer"_s, u"State"_s, u"Country"_s, u"Tool or way"_s};
    out.nothing = within ? u"No transfer is recorded here, and nothing in the inventory points to one."_s : u"No transfer is recorded, and nothing in the inventory points to one."_s;
    qsizetype all = 0, broken = 0, doubtful = 0, open = 0, ways = 0;
    for (const TransferAssessment &t : review.transfers) {
        if (!isIn(within, t.id, t.datasetIds)) {
            ++out.outside;
            continue;
        }
        ++all;
        broken += t.standing == TransferStanding::NotCarried ? 1 : 0;
        doubtful += t.standing == TransferStanding::Doubtful ? 1 : 0;
        open += t.standing == TransferStanding::Unknown ? 1 : 0;
        out.lines.append(transferLine(t, countries, review.asOf));
    }
    for (const rules::UnrecordedTransfer &u : review.unrecorded) {
        if (!isIn(within, u.entity, {u.datasetId})) {
            ++out.outside;
            continue;
        }
        ++ways;
        out.lines.append(unrecordedLine(u, countries));
    }
    out.summary = u"%1: %2 not carried, %3 in doubt, %4 unknown; %5 that no transfer records"_s.arg(all == 1 ? u"1 transfer"_s : u"%1 transfers"_s.arg(all)).arg(broken).arg(doubtful).arg(open)
                      .arg(ways == 1 ? u"1 way"_s : u"%1 ways"_s.arg(ways));
    if (const QString line = text::leftOutLine(review.switchedOff); !line.isEmpty())
        out.summary += u". "_s + line;
    return out;
}

} // namespace app
