// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/transferassessment.h"

#include "rules/rulereader.h"
#include "rules/switchedoff.h"
#include "rules/transferfacts.h"
#include "rules/transferopen.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Day;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;

namespace rules {
namespace {

/// Rules whose gap says that nothing carries the transfer.
const QStringList &breaking()
{
    static const QStringList list{u"GDPR-44-01"_s, u"GDPR-45-01"_s, u"GDPR-45-02"_s, u"GDPR-49-01"_s};
    return list;
}
/// Rules whose gap says that the tool can't be relied on: nobody looked at the law there, or what it found undermines the tool.
const QStringList &suspending()
{
    static const QStringList list{u"GDPR-46-01"_s, u"GDPR-46-02"_s};
    return list;
}
/// Rules of our own standard, whose gap says that what carries it is in doubt.
const QStringList &doubting()
{
    static const QStringList list{u"GDPR-46-01-A"_s};
    return list;
}

/// What a rule leaves out uncounted is not applicable here.
Status statusOf(char stored) { return stored < 0 || stored >= domain::StatusCount ? Status::NotApplicable : static_cast<Status>(stored); }

bool isGap(Status status) { return status == Status::Gap || status == Status::Accepted; }

/// `off`: rules that are switched off; they decide nothing, so that nothing is carried by their silence either.
TransferStanding standingOf(const QHash<QString, Status> &results, const QSet<QString> &off)
{
    const auto any = [&](const QStringList &rules, auto &&test) {
        return std::any_of(rules.cbegin(), rules.cend(), [&](const QString &id) { return !off.contains(id) && test(results.value(id, Status::Unknown)); });
    };
    const auto unknown = [](Status status) { return status == Status::Unknown || status == Status::Error; };
    if (any(breaking() + suspending(), isGap))
        return TransferStanding::NotCarried;
    const Status first = results.value(breaking().constFirst(), Status::Unknown);
    if (first == Status::NotApplicable || first == Status::NotYetApplicable)
        return TransferStanding::NotConcerned;
    if (off.contains(breaking().constFirst()) || any(breaking(), unknown))
        return TransferStanding::Unknown;
    if (any(doubting(), isGap))
        return TransferStanding::Doubtful;
    return any(suspending() + doubting(), unknown) ? TransferStanding::Unknown : TransferStanding::Carried;
}

QString iso(Day day) { return domain::fromDay(day).toString(Qt::ISODate); }

/// What is wrong with what carries the transfer, in words.
QString brokenWords(const TransferAssessment &t, Day asOf)
{
    if (t.country == u"US"_s && t.dpfUntil && *t.dpfUntil < asOf && (t.tool == u"dpf"_s || t.tool == u"adequacy"_s))
        return u"the recipient's certificate under the Data Privacy Framework lapsed on %1"_s.arg(iso(*t.dpfUntil));
    if (t.tool == u"none"_s || t.tool.isEmpty())
        return u"no adequacy decision covers the recipient, and no tool carries the transfer"_s;
    if (t.tool == u"scc"_s && t.toolDate && *t.toolDate < domain::toDay(QDate(2021, 6, 27)))
        return u"the standard clauses are of %1: those of before 27 June 2021 carry nothing any more"_s.arg(iso(*t.toolDate));
    if (t.toolDate && *t.toolDate > asOf)
        return u"the tool is dated %1 and does not hold yet"_s.arg(iso(*t.toolDate));
    if (t.tool == u"scc"_s && (t.module.isEmpty() || t.module == u"none"_s))
        return u"the standard clauses have no module"_s;
    if (t.tool == u"scc"_s)
        return u"module %1 of the standard clauses does not fit the roles of the two sides"_s.arg(t.module);
    if (t.tool == u"bcr_c"_s)
        return u"binding corporate rules for controllers serve the group only, and the recipient is outside of it"_s;
    if (t.tool == u"adequacy"_s || t.tool == u"dpf"_s)
        return u"the adequacy decision relied on does not cover this recipient"_s;
    return u"no adequacy decision covers the recipient, and the tool is none of Art. 46"_s;
}

/// The modules of the standard clauses that fit the roles of the two sides, as far as they are on record.
QString fittingModule(const TransferAssessment &t)
{
    const bool toController = t.importerKind == u"independent_controller"_s;
    if (t.exporterRole == u"controller"_s)
        return toController ? u"module 1"_s : u"module 2, or module 1 where the recipient decides on purposes itself"_s;
    if (t.exporterRole == u"processor"_s)
        return toController ? u"module 4"_s : u"module 3, or module 4 back to the controller"_s;
    return toController ? u"module 1, or module 4 where we are only its processor"_s : u"the module that fits the roles"_s;
}

QString clausesWords(const TransferAssessment &t)
{
    return u"sign standard contractual clauses with the recipient (Decision (EU) 2021/914, %1) and assess the transfer"_s.arg(fittingModule(t));
}

QString carryingMend(const TransferAssessment &t)
{
    const QString clauses = clausesWords(t);
    if (t.tool == u"scc"_s || t.tool == u"bcr_c"_s)
        return clauses + u"; or keep the data in the European Economic Area"_s;
    if (t.country == u"US"_s)
        return (t.dpfUntil ? u"have the recipient renew its certificate for this kind of data, or "_s : u"have the recipient certify itself under the Data Privacy Framework for this kind of data, or "_s) + clauses;
    return clauses + u"; or move it to a country with an adequacy decision"_s;
}

/// Who settles what is open in law, and what carries the transfer whatever counsel says.
QString counselWords(const TransferAssessment &t)
{
    if ((t.tool == u"derogation"_s || t.tool == u"consent"_s) && !t.systematic)
        return u"say whether the transfer is regular: an occasional one is carried whatever the decision covers; of a regular one ask counsel, or %1"_s.arg(clausesWords(t));
    return u"ask counsel, who alone can settle it; a tool of Art. 46 carries the transfer whatever counsel says: "_s + clausesWords(t);
}

void addPoints(TransferAssessment &t, const OpenPoints &open, Day asOf, double oldest, const QSet<QString> &off)
{
    const auto gap = [&](const char *rule) { return isGap(t.results.value(QString::fromLatin1(rule), Status::Unknown)); };
    const auto add = [&](const char *rule, const QString &what, const QString &mend) { t.points.append({QString::fromLatin1(rule), what, mend, false}); };
    if (gap("GDPR-44-01"))
        add("GDPR-44-01", brokenWords(t, asOf), carryingMend(t));
    if (gap("GDPR-45-01"))
        add("GDPR-45-01", u"the transfer relies on the Data Privacy Framework, and the recipient is not certified for this data on the day"_s, carryingMend(t));
    if (gap("GDPR-45-02"))
        add("GDPR-45-02", u"the adequacy decision does not cover this kind of recipient"_s, carryingMend(t));
    if (gap("GDPR-49-01"))
        add("GDPR-49-01", u"a derogation carries a systematic transfer: it serves single, limited cases"_s, carryingMend(t));
    if (gap("GDPR-46-01"))
        add("GDPR-46-01", u"there is no transfer impact assessment, without which the tool can't be relied on"_s,
            u"assess the law and practice of the recipient's country for this transfer, and again when they change"_s);
    if (gap("GDPR-46-01-A"))
        add("GDPR-46-01-A", u"the transfer impact assessment is %1 days old, more than the %2 of our own standard"_s.arg(t.assessmentAge).arg(oldest),
            u"look again at the law and practice of the recipient's country, and date the assessment anew"_s);
    if (gap("GDPR-46-02"))
        add("GDPR-46-02", u"the assessment found law that undermines the tool, and no measure keeps the data from it: such a transfer is to be suspended"_s,
            u"pseudonymise or split the data before it goes, or, where it is only stored, hold the keys outside; else end the transfer"_s);
    if (gap("GDPR-45-03"))
        add("GDPR-45-03", u"nothing takes over if the adequacy decision falls"_s, u"sign standard clauses that take effect when the decision falls"_s);
    // What is wrong is not all: what nobody recorded stands beside it.
    if (!open.notRecorded.isEmpty())
        t.points.append({QString(), u"not recorded: %1"_s.arg(open.notRecorded.join(u", "_s)), u"say it of the transfer, or of whom it names"_s, true});
    if (!open.unread.isEmpty())
        t.points.append({QString(), u"recorded in no known words: %1"_s.arg(open.unread.join(u", "_s)), u"say it in plain words, or have a person judge it"_s, true});
    if (!open.ahead.isEmpty())
        t.points.append({QString(), u"of a day that is still to come: %1"_s.arg(open.ahead.join(u", "_s)), u"record the day on which it was done"_s, true});
    for (const QString &point : open.inLaw)
        t.points.append({QString(), u"open in law: %1"_s.arg(point), counselWords(t), true});
    if (t.standing != TransferStanding::Unknown)
        return;
    const QString &first = breaking().constFirst();
    if (off.contains(first))
        t.points.append({first, u"the rule that says whether anything carries a transfer is switched off"_s, u"switch it on again, or judge the transfer by hand"_s, true});
    else if (t.points.isEmpty())
        t.points.append({QString(), u"a rule could not be judged"_s, u"look at the results of the GDPR for this transfer"_s, true});
}

/// The adequacy of the rules, asked alone: covered is what would be the gap.
Rule adequacyQuestion()
{
    Rule rule;
    rule.id = u"adequate"_s;
    rule.entity = EntityKind::Transfer;
    rule.gapIf.type = Condition::Type::Adequate;
    rule.gapIf.path = Path{0, {u"importer_country"_s}};
    rule.gapIf.dpf = Path{0, {u"importer"_s, u"dpf_certified"_s}};
    rule.gapIf.dpfHr = Path{0, {u"importer"_s, u"dpf_hr"_s}};
    rule.gapIf.hr = Path{0, {u"hr_data"_s}};
    rule.gapIf.recipientKind = Path{0, {u"importer_kind"_s}};
    return rule;
}

/// A certificate covers as long as it runs.
Answer onTheDay(Answer adequate, const TransferAssessment &t, Day asOf)
{
    if (adequate != Answer::Yes || !t.conditions.contains(u"dpf_certified"_s))
        return adequate;
    return !t.dpfUntil ? Answer::Unknown : *t.dpfUntil < asOf ? Answer::No : Answer::Yes;
}

Answer answerOf(Status status) { return isGap(status) ? Answer::Yes : status == Status::Pass ? Answer::No : Answer::Unknown; }

} // namespace

QString missingOf(const UnrecordedTransfer &u)
{
    return u.adequate ? u"missing: a transfer that names the recipient; an adequacy decision covers the country, so that no instrument is asked"_s
                      : u"missing: a transfer that names the recipient, the instrument (standard clauses with module and date, binding corporate rules, or a decision or derogation that holds) "
                        "and its assessment"_s;
}

QString transferStandingName(TransferStanding standing)
{
    switch (standing) {
    case TransferStanding::NotConcerned: return u"not_concerned"_s;
    case TransferStanding::Carried: return u"carried"_s;
    case TransferStanding::Doubtful: return u"doubtful"_s;
    case TransferStanding::NotCarried: return u"not_carried"_s;
    case TransferStanding::Unknown: break;
    }
    return u"unknown"_s;
}

Result<TransferReview> reviewTransfers(QSqlDatabase &db, store::AttributeStore &store, const QList<Pack> &packs, Day asOf, domain::JobContext &context)
{
    const auto pack = std::find_if(packs.cbegin(), packs.cend(), [](const Pack &one) { return one.id == u"gdpr"_s; });
    if (pack == packs.cend())
        return Error{ErrorCode::UnknownFramework, u"transfers are judged by the rules of the GDPR, which are not there"_s, u"gdpr"_s};
    const auto reach = providerReach(db, store.catalogue(), asOf);
    if (!reach)
        return reach.error();
    const auto known = readTransferCountries(db, store.catalogue(), asOf);
    if (!known)
        return known.error();

    TransferReview out;
    out.asOf = asOf;
    RunRequest request;
    request.asOf = asOf;
    out.switchedOff = switchedOffRules(*pack, {EntityKind::Transfer});
    QHash<qint64, QHash<QString, Status>> results;
    QSet<QString> off;
    {
        // The reader's tables go before anything else reads on the connection.
        RuleReader reader(db, store.catalogue(), request);
        if (const Result<void> opened = reader.open(); !opened)
            return opened.error();
        const Result<const QList<qint64> *> judged = reader.judged(EntityKind::Transfer);
        if (!judged)
            return judged.error();
        const Rule question = adequacyQuestion();
        QList<const Rule *> rules{&question};
        for (const Rule &rule : pack->rules) {
            if (rule.entity != EntityKind::Transfer)
                continue;
            if (rule.off)
                off.insert(rule.id);
            else
                rules.append(&rule);
        }
        for (const Rule *rule : std::as_const(rules)) {
            if (context.isCancelled())
                return Error{ErrorCode::Cancelled, u"stopped"_s, u"transfers"_s};
            const Result<RuleOutcome> outcome = reader.ask(*pack, *rule);
            if (!outcome)
                return outcome.error();
            for (qsizetype i = 0; i < outcome->statuses.size(); ++i)
                results[(*judged)->at(i)].insert(rule->id, statusOf(outcome->statuses.at(i)));
        }
    }
    const double oldest = parameterValues(*pack, {}).value(u"tia_max_age_days"_s, 365);
    TransferFacts facts(store, *known, *reach, asOf);
    out.transfers = facts.transfers();
    out.transfers.removeIf([&](const TransferAssessment &t) { return !results.contains(t.id); });
    for (TransferAssessment &t : out.transfers) {
        t.results = results.value(t.id);
        t.adequate = onTheDay(answerOf(t.results.take(u"adequate"_s)), t, asOf);
        t.standing = standingOf(t.results, off);
        const Status assessment = t.results.value(u"GDPR-46-01"_s, Status::Unknown);
        t.assessmentNeeded = isGap(assessment) || assessment == Status::Pass || assessment == Status::Unknown;
        const Status age = t.results.value(u"GDPR-46-01-A"_s, Status::Unknown);
        t.assessmentCurrent = isGap(assessment) || isGap(age) ? Answer::No : assessment == Status::Pass && age == Status::Pass ? Answer::Yes : Answer::Unknown;
    }
    const Result<QHash<qint64, OpenPoints>> open = openPoints(db, store, *pack, breaking() + suspending() + doubting(), out.transfers, asOf, context);
    if (!open)
        return open.error();
    for (TransferAssessment &t : out.transfers)
        addPoints(t, open->value(t.id), asOf, oldest, off);
    const auto severity = [](TransferStanding s) {
        static const QList<TransferStanding> order{TransferStanding::NotCarried, TransferStanding::Doubtful, TransferStanding::Unknown, TransferStanding::Carried,
                                                   TransferStanding::NotConcerned};
        return order.indexOf(s);
    };
    std::stable_sort(out.transfers.begin(), out.transfers.end(), [&](const TransferAssessment &a, const TransferAssessment &b) { return severity(a.standing) < severity(b.standing); });
    out.unrecorded = facts.unrecorded();
    return out;
}

} // namespace rules
