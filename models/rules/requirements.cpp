// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/requirements.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;

namespace rules {
namespace {

std::optional<Reach> reachFromName(const QString &name)
{
    return name == u"inventory"_s  ? std::optional(Reach::Inventory)
           : name == u"question"_s ? std::optional(Reach::Question)
           : name == u"outside"_s  ? std::optional(Reach::Outside)
                                   : std::nullopt;
}

RequirementList clausesOf(const Pack &pack)
{
    RequirementList out;
    out.id = pack.id;
    out.version = pack.version;
    QHash<QString, QString> titles;
    for (const Clause &c : pack.clauses)
        titles.insert(c.clause, c.title);
    QHash<QString, qsizetype> at;
    for (const Rule &rule : pack.rules) {
        const QString id = rule.clause.isEmpty() ? rule.id : rule.clause;
        if (!at.contains(id)) {
            at.insert(id, out.requirements.size());
            out.requirements.append({id, titles.value(id, rule.heading), QString(), Reach::Inventory, {}});
        }
        out.requirements[at.value(id)].rules.append(rule.id);
    }
    return out;
}

/// The list of what an own rule set was copied from, with the copy's rules in their places. What was written beside stands after it.
QByteArray listOfCopy(const QByteArray &json, const Pack &pack)
{
    QJsonObject o = QJsonDocument::fromJson(json).object();
    o.insert(u"pack"_s, pack.id);
    o.remove(u"certificates"_s); // they attest the original
    QSet<QString> spoken;
    QJsonArray list;
    for (const QJsonValue &one : o.value(u"requirements"_s).toArray()) {
        QJsonObject r = one.toObject();
        QJsonArray rules;
        for (const QJsonValue &rule : r.value(u"rules"_s).toArray()) {
            const QString own = pack.id + u'.' + rule.toString();
            if (!pack.rule(own))
                continue;
            rules.append(own);
            spoken.insert(own);
        }
        r.insert(u"rules"_s, rules);
        if (rules.isEmpty() && r.value(u"reach"_s).toString() == u"inventory"_s)
            r.insert(u"reach"_s, u"question"_s);
        if (rules.isEmpty())
            r.remove(u"partly"_s);
        list.append(r);
    }
    for (const Rule &rule : pack.rules) {
        if (!spoken.contains(rule.id))
            list.append(QJsonObject{{u"id"_s, rule.id}, {u"title"_s, rule.heading.isEmpty() ? rule.title : rule.heading}, {u"part"_s, u"Rules of your own"_s},
                                    {u"reach"_s, u"inventory"_s}, {u"rules"_s, QJsonArray{rule.id}}});
    }
    o.insert(u"requirements"_s, list);
    return QJsonDocument(o).toJson(QJsonDocument::Compact);
}

// The worst first; what is unknown is worse than what is met, and what was accepted is decided.
constexpr Status byWeight[] = {Status::Gap, Status::Error, Status::Unknown, Status::Accepted, Status::Pass, Status::NotYetApplicable, Status::NotApplicable};

} // namespace

Result<RequirementList> readRequirements(const QByteArray &json, const Pack &pack, const QString &file)
{
    const auto bad = [&file](const QString &pointer, const QString &why) {
        return Error{ErrorCode::PackInvalid, why, file + u'#' + pointer};
    };
    QJsonParseError parse;
    const QJsonObject o = QJsonDocument::fromJson(json, &parse).object();
    if (parse.error != QJsonParseError::NoError)
        return bad({}, u"%1 at byte %2"_s.arg(parse.errorString()).arg(parse.offset));
    if (o.value(u"pack"_s).toString() != pack.id)
        return bad(u"/pack"_s, u"the requirements of \"%1\" are expected"_s.arg(pack.id));
    RequirementList out;
    out.version = o.value(u"version"_s).toString();
    out.note = o.value(u"source_note"_s).toString();
    out.edition = o.value(u"edition"_s).toString();
    out.whole = o.value(u"whole"_s).toBool(true);
    out.assessed = o.value(u"assessed"_s).toBool();
    out.id = out.edition.isEmpty() ? pack.id : QFileInfo(file).completeBaseName();
    if (!out.edition.isEmpty() && !out.id.startsWith(pack.id + u'@'))
        return bad(u"/edition"_s, u"the file of an edition is named %1@EDITION.json"_s.arg(pack.id));
    const QJsonObject certificates = o.value(u"certificates"_s).toObject();
    for (const QJsonValue &scheme : certificates.value(u"schemes"_s).toArray())
        out.schemes.append(scheme.toString());
    out.leaves = certificates.value(u"leaves"_s).toString();
    if (out.schemes.isEmpty() != out.leaves.isEmpty())
        return bad(u"/certificates"_s, u"the schemes, and what they leave to the customer, are expected together"_s);
    QSet<QString> ids;
    QSet<QString> spoken;
    const QJsonArray list = o.value(u"requirements"_s).toArray();
    if (list.isEmpty())
        return bad(u"/requirements"_s, u"at least one requirement is expected"_s);
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString at = u"/requirements/%1"_s.arg(i);
        const QJsonObject r = list.at(i).toObject();
        Requirement one{r.value(u"id"_s).toString(), r.value(u"title"_s).toString(), r.value(u"part"_s).toString(), Reach::Outside, {}, r.value(u"partly"_s).toBool(), r.value(u"beside"_s).toBool()};
        if (one.id.isEmpty() || one.title.isEmpty())
            return bad(at, u"a number and a title are needed"_s);
        if (ids.contains(one.id))
            return bad(at + u"/id"_s, u"\"%1\" stands there twice"_s.arg(one.id));
        ids.insert(one.id);
        const auto reach = reachFromName(r.value(u"reach"_s).toString());
        if (!reach)
            return bad(at + u"/reach"_s, u"inventory, question or outside is expected"_s);
        one.reach = *reach;
        if (r.contains(u"from"_s)) {
            const QDate from = QDate::fromString(r.value(u"from"_s).toString(), Qt::ISODate);
            if (!from.isValid())
                return bad(at + u"/from"_s, u"a day like 2027-12-02 is expected"_s);
            one.from = domain::toDay(from);
        }
        for (const QJsonValue &rule : r.value(u"rules"_s).toArray()) {
            if (!pack.rule(rule.toString()))
                return bad(at + u"/rules"_s, u"the pack has no rule \"%1\""_s.arg(rule.toString()));
            one.rules.append(rule.toString());
            spoken.insert(rule.toString());
        }
        if (one.from && !one.rules.isEmpty())
            return bad(at + u"/from"_s, u"rules decide it, and have days of their own"_s);
        if (one.reach == Reach::Outside && !one.rules.isEmpty())
            return bad(at + u"/reach"_s, u"rules decide it, so it is not out of reach"_s);
        if (one.partly && one.rules.isEmpty())
            return bad(at + u"/partly"_s, u"no rule speaks to a part of it"_s);
        if (one.reach == Reach::Inventory && one.rules.isEmpty())
            return bad(at + u"/rules"_s, u"no rule decides it from the inventory"_s);
        out.requirements.append(one);
    }
    for (const Rule &rule : pack.rules) {
        if (out.edition.isEmpty() && !spoken.contains(rule.id))
            return bad(u"/requirements"_s, u"rule \"%1\" belongs to none"_s.arg(rule.id));
    }
    return out;
}

const Requirement *RequirementList::requirement(QStringView number) const
{
    const auto it = std::find_if(requirements.cbegin(), requirements.cend(), [number](const Requirement &r) { return r.id == number; });
    return it == requirements.cend() ? nullptr : &*it;
}

Result<QList<RequirementList>> editionsOf(const Pack &pack)
{
    QList<RequirementList> out;
    const QDir folder(u":/packs/requirements"_s);
    for (const QString &name : folder.entryList({pack.id + u"@*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::FileUnreadable, file.errorString(), name};
        const Result<RequirementList> list = readRequirements(file.readAll(), pack, file.fileName());
        if (!list)
            return list.error();
        out.append(*list);
    }
    return out;
}

Result<QList<RequirementList>> allRequirements(const QList<Pack> &packs)
{
    QList<RequirementList> out;
    for (const Pack &pack : packs) {
        const Result<RequirementList> list = requirementsOf(pack);
        if (!list)
            return list.error();
        out.append(*list);
        const Result<QList<RequirementList>> editions = editionsOf(pack);
        if (!editions)
            return editions.error();
        out.append(*editions);
    }
    return out;
}

Result<RequirementList> requirementsOf(const Pack &pack)
{
    if (pack.own && !pack.origin.isEmpty()) {
        QFile original(u":/packs/requirements/%1.json"_s.arg(pack.origin));
        if (original.open(QIODevice::ReadOnly)) {
            // A rule of one's own may have the number of a requirement: then the list is what the rules speak to.
            if (Result<RequirementList> list = readRequirements(listOfCopy(original.readAll(), pack), pack, original.fileName()))
                return list;
        }
    }
    QFile file(u":/packs/requirements/%1.json"_s.arg(pack.id));
    if (pack.own || !file.open(QIODevice::ReadOnly))
        return clausesOf(pack);
    return readRequirements(file.readAll(), pack, file.fileName());
}

QSet<QString> switchedOffOf(const Pack &pack)
{
    QSet<QString> off;
    for (const Rule &rule : pack.rules) {
        if (rule.off)
            off.insert(rule.id);
    }
    return off;
}

RequirementResult resultOf(const Requirement &requirement, const QHash<QString, StatusCounts> &results, const QSet<QString> &switchedOff, const QSet<QString> &unrecorded,
                           const QSet<QString> &ownLimits)
{
    RequirementResult out;
    const bool onlyOwn = std::all_of(requirement.rules.cbegin(), requirement.rules.cend(), [&](const QString &rule) { return ownLimits.contains(rule); });
    StatusCounts asks{}; // of what it asks itself
    bool silent = false;
    bool asked = std::any_of(requirement.rules.cbegin(), requirement.rules.cend(), [&](const QString &rule) { return !switchedOff.contains(rule); });
    for (const QString &rule : requirement.rules) {
        if (switchedOff.contains(rule))
            continue;
        asked = asked && results.contains(rule);
        const StatusCounts counts = results.value(rule);
        silent = silent || unrecorded.contains(rule);
        for (std::size_t s = 0; s < counts.size(); ++s)
            out.counts.at(s) += counts.at(s);
        if (onlyOwn || !ownLimits.contains(rule))
            for (std::size_t s = 0; s < counts.size(); ++s)
                asks.at(s) += counts.at(s);
    }
    for (const Status status : byWeight) {
        if (asks.at(static_cast<std::size_t>(status)) > 0) {
            out.worst = status;
            break;
        }
    }
    const auto count = [&asks](Status status) { return asks.at(static_cast<std::size_t>(status)); };
    const auto open = [](const StatusCounts &counts) { return counts.at(static_cast<std::size_t>(Status::Unknown)) + counts.at(static_cast<std::size_t>(Status::Error)); };
    const auto ownOpen = open(out.counts) - open(asks);
    if (requirement.rules.isEmpty())
        out.standing = requirement.reach == Reach::Outside ? Standing::OutOfReach : Standing::Open;
    else if (!asked || silent || count(Status::Unknown) + count(Status::Error) + ownOpen > 0)
        out.standing = Standing::Open;
    else if (count(Status::Gap) + count(Status::Pass) + count(Status::Accepted) == 0)
        out.standing = count(Status::NotYetApplicable) > 0 ? Standing::NotYet : Standing::NotConcerned;
    else
        out.standing = Standing::Decided;
    // What is met while our own limit beside it waits for facts is not decided: these may be facts of the requirement's own things.
    if (ownOpen > 0 && (out.worst == Status::Pass || out.worst == Status::Accepted))
        out.worst = Status::Unknown;
    if (requirement.partly && out.standing != Standing::NotYet) {
        // A part that is met, or concerns nothing here, says nothing of the rest.
        out.standing = Standing::Open;
        if (out.worst == Status::Pass || out.worst == Status::Accepted || (onlyOwn && out.worst == Status::Gap))
            out.worst = Status::Unknown;
        else if (out.worst == Status::NotApplicable)
            out.worst.reset();
    }
    return out;
}

bool isForPeople(const RequirementList &list, const Requirement &requirement) { return (requirement.rules.isEmpty() || requirement.partly) && !list.assessed; }

RequirementResult answered(RequirementResult result, const PeoplesFinding &found)
{
    if (!found.worst)
        return result;
    if (found.notYet) {
        result.standing = Standing::NotYet;
        result.worst = Status::NotYetApplicable;
        return result;
    }
    const domain::Fulfilment said = *found.worst;
    const bool gap = domain::isShortcoming(said) || result.worst == Status::Gap;
    if (!found.isForAll()) {
        // What is met for some is open for the rest; what is not met for some is a gap whatever the rest is.
        result.standing = Standing::Open;
        result.worst = gap ? Status::Gap : Status::Unknown;
        return result;
    }
    result.standing = said == domain::Fulfilment::NotApplicable && !gap ? Standing::NotConcerned : Standing::Answered;
    result.worst = gap ? Status::Gap : said == domain::Fulfilment::Met ? Status::Pass : Status::NotApplicable;
    return result;
}

void Coverage::add(Standing standing, bool servedElsewhere)
{
    ++all;
    if (servedElsewhere && (standing == Standing::Open || standing == Standing::OutOfReach)) {
        ++answered;
        ++served;
        return;
    }
    switch (standing) {
    case Standing::Decided: ++decided; break;
    case Standing::Answered: ++answered; break;
    case Standing::Open: ++open; break;
    case Standing::NotConcerned: ++notConcerned; break;
    case Standing::NotYet: ++notYet; break;
    case Standing::OutOfReach: ++outOfReach; break;
    }
}

} // namespace rules
