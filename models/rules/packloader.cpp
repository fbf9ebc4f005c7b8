// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/packloader.h"

#include "rules/compiler.h"
#include "rules/jsonguard.h"
#include "rules/namedconditions.h"
#include "rules/ownrules.h"
#include "rules/packschema.h"
#include "rules/reasontext.h"
#include "rules/templatetext.h"

#include <QCryptographicHash>
#include <QDate>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <numeric>

using namespace Qt::StringLiterals;
using domain::Diagnostic;
using domain::DiagnosticLevel;

namespace rules {
namespace {

/// Laws start in two or three stages.
constexpr qsizetype MaxLaterStarts = 20;

class PackReader
{
public:
    PackReader(const domain::Catalogue &catalogue, const References &references, bool shipped, QList<Diagnostic> &errors)
        : m_catalogue(catalogue), m_references(references), m_shipped(shipped), m_errors(errors)
    {
    }

    Pack read(const QJsonObject &o)
    {
        Pack p;
        p.id = text(o, u"pack"_s, QString());
        p.version = text(o, u"version"_s, QString());
        p.title = text(o, u"title"_s, QString());
        const auto legal = domain::legalStatusFromName(o.value(u"legal_status"_s).toString());
        if (!legal)
            fail(u"unknown-value"_s, u"/legal_status"_s, u"unknown legal status"_s);
        p.legalStatus = legal.value_or(domain::LegalStatus::OwnPolicy);
        m_legalStatus = p.legalStatus;
        p.jurisdiction = texts(o, u"jurisdiction"_s, QString());
        p.citation = text(o, u"citation"_s, QString());
        p.url = text(o, u"url"_s, QString());
        p.about = text(o, u"about"_s, QString());
        p.attribution = text(o, u"attribution"_s, QString());
        p.appliesFrom = date(o, u"applies_from"_s, QString());
        p.source = source(o.value(u"source"_s).toObject());
        p.origin = o.value(u"origin"_s).toObject().value(u"pack"_s).toString();
        p.originVersion = o.value(u"origin"_s).toObject().value(u"version"_s).toString();
        const QJsonObject parameters = o.value(u"parameters"_s).toObject();
        for (auto it = parameters.begin(); it != parameters.end(); ++it) {
            const QJsonObject q = it.value().toObject();
            if (!q.value(u"value"_s).isDouble())
                fail(u"wrong-type"_s, u"/parameters/"_s + it.key() + u"/value"_s, u"a number is expected"_s);
            else if (const QString fault = thresholdFault(q.value(u"value"_s).toDouble(), q.value(u"unit"_s).toString()); !fault.isEmpty())
                fail(u"out-of-range"_s, u"/parameters/"_s + it.key() + u"/value"_s, fault);
            p.parameters.append({it.key(), q.value(u"value"_s).toDouble(), q.value(u"unit"_s).toString(),
                                 q.value(u"label"_s).toString(), q.value(u"our_standard"_s).toBool(), {}, {}});
            if (q.value(u"shipped"_s).isDouble())
                p.parameters.last().shipped = q.value(u"shipped"_s).toDouble();
            if (q.value(u"changed"_s).isObject())
                p.parameters.last().changed = changedBy(q, u"changed"_s, u"/parameters/"_s + it.key());
            m_parameters.insert(it.key());
        }
        for (const QJsonValue &v : o.value(u"clauses"_s).toArray())
            p.clauses.append({v.toObject().value(u"clause"_s).toString(), v.toObject().value(u"title"_s).toString()});
        if (o.contains(u"concerns"_s)) {
            const QJsonObject concerns = o.value(u"concerns"_s).toObject();
            ConditionParser parser(m_catalogue, m_references, m_parameters, false, u"/concerns"_s, m_errors);
            p.concerns = parser.parse(concerns.value(u"if"_s), domain::EntityKind::LegalEntity, u"/if"_s);
            p.concernsWords = text(concerns, u"words"_s, u"/concerns"_s);
        }
        const QJsonObject causes = o.value(u"causes"_s).toObject();
        for (auto it = causes.begin(); it != causes.end(); ++it) {
            p.causes.append({it.key(), it.value().toString()});
            m_causes.insert(it.key());
        }
        const QJsonArray rules = o.value(u"rules"_s).toArray();
        if (rules.isEmpty())
            fail(u"wrong-type"_s, u"/rules"_s, u"a pack has at least one rule"_s);
        if (rules.size() > MaxRules) {
            fail(u"too-long"_s, u"/rules"_s, u"more than %1 rules"_s.arg(MaxRules));
            return p;
        }
        QSet<QString> ids;
        for (qsizetype i = 0; i < rules.size(); ++i) {
            const QString at = u"/rules/%1"_s.arg(i);
            p.rules.append(rule(rules.at(i).toObject(), at));
            const QString &id = p.rules.constLast().id;
            if (id.isEmpty())
                fail(u"wrong-type"_s, at + u"/id"_s, u"a rule needs an id"_s);
            else if (ids.contains(id.toLower()))
                fail(u"duplicate-id"_s, at + u"/id"_s, u"duplicate id \"%1\""_s.arg(id.left(80)));
            ids.insert(id.toLower());
        }
        return p;
    }

private:
    /// Why, who and since when of what was changed where the rule set comes from.
    ChangedBy changedBy(const QJsonObject &o, const QString &member, const QString &at)
    {
        const QJsonObject by = o.value(member).toObject();
        const QString there = at + u'/' + member;
        return {text(by, u"why"_s, there), by.value(u"who"_s).toString(), date(by, u"since"_s, there).value_or(0)};
    }

    void fail(const QString &code, const QString &pointer, const QString &message)
    {
        m_errors.append({code, DiagnosticLevel::Error, pointer, message});
    }
    QString text(const QJsonObject &o, const QString &name, const QString &at)
    {
        const QString value = o.value(name).toString();
        if (value.toUtf8().size() > MaxTextBytes)
            fail(u"too-long"_s, at + u'/' + name, u"text longer than %1 bytes"_s.arg(MaxTextBytes));
        return value;
    }
    QStringList texts(const QJsonObject &o, const QString &name, const QString &at)
    {
        QStringList list;
        const QJsonArray array = o.value(name).toArray();
        if (array.size() > MaxListValues) {
            fail(u"too-long"_s, at + u'/' + name, u"more than %1 values"_s.arg(MaxListValues));
            return list;
        }
        for (const QJsonValue &v : array)
            list.append(v.toString());
        return list;
    }
    std::optional<domain::Day> date(const QJsonObject &o, const QString &name, const QString &at)
    {
        const QJsonValue v = o.value(name);
        if (v.isUndefined() || v.isNull())
            return std::nullopt;
        const QDate d = QDate::fromString(v.toString(), Qt::ISODate);
        if (!d.isValid()) {
            fail(u"wrong-type"_s, at + u'/' + name, u"an ISO date is expected"_s);
            return std::nullopt;
        }
        return domain::toDay(d);
    }
    static int leavesOf(const Condition &c)
    {
        int leaves = c.isLeaf() ? 1 : 0;
        for (const Condition &child : c.children)
            leaves += leavesOf(child);
        return leaves;
    }
    static SourceNote source(const QJsonObject &o)
    {
        return {o.value(u"confidence"_s).toString(), o.value(u"last_reviewed"_s).toString(),
                o.value(u"reviewer"_s).toString()};
    }

    Rule rule(const QJsonObject &o, const QString &at)
    {
        Rule r;
        r.id = text(o, u"id"_s, at);
        r.title = text(o, u"title"_s, at);
        r.requirement = text(o, u"requirement"_s, at);
        r.heading = text(o, u"heading"_s, at);
        if (r.heading.isEmpty())
            r.heading = r.requirement.isEmpty() ? r.title : r.requirement;
        const auto kind = domain::kindFromName(o.value(u"entity"_s).toString());
        if (kind && !domain::isPartOfTheEstate(*kind))
            fail(u"wrong-kind"_s, at + u"/entity"_s, u"what other tools found is evidence beside a result; no rule judges it"_s);
        const auto severity = domain::severityFromName(o.value(u"severity"_s).toString());
        if (!severity)
            fail(u"unknown-value"_s, at + u"/severity"_s, u"unknown severity"_s);
        r.severity = severity.value_or(domain::Severity::Medium);
        r.legalStatus = domain::legalStatusFromName(o.value(u"legal_status"_s).toString()).value_or(m_legalStatus);
        r.clause = text(o, u"clause"_s, at);
        r.appliesFrom = date(o, u"applies_from"_s, at);
        r.appliesUntil = date(o, u"applies_until"_s, at);
        if (r.appliesFrom && r.appliesUntil && *r.appliesUntil < *r.appliesFrom)
            fail(u"out-of-range"_s, at + u"/applies_until"_s, u"it ends before it begins"_s);
        r.bindsFrom = date(o, u"binds_from"_s, at);
        if (r.bindsFrom && r.legalStatus == domain::LegalStatus::Law)
            fail(u"out-of-range"_s, at + u"/binds_from"_s, u"binding law binds from applies_from on; this day belongs to a rule of another status of law"_s);
        r.dutyRecord = o.value(u"duty"_s).toString() == "record"_L1;
        r.indicator = o.value(u"indicator"_s).toBool();
        r.ourStandard = texts(o, u"our_standard"_s, at);
        for (qsizetype i = 0; i < r.ourStandard.size(); ++i) {
            if (!m_parameters.contains(r.ourStandard.at(i)))
                fail(u"unknown-parameter"_s, at + u"/our_standard/%1"_s.arg(i), u"unknown parameter"_s);
        }
        r.reasonGap = text(o.value(u"reason"_s).toObject(), u"gap"_s, at + u"/reason"_s);
        r.reasonUnknown = text(o.value(u"reason"_s).toObject(), u"unknown"_s, at + u"/reason"_s);
        r.remediation = text(o, u"remediation"_s, at);
        r.toConfirm = text(o, u"to_confirm"_s, at);
        r.corrected = text(o, u"corrected"_s, at);
        for (const QJsonValue &v : o.value(u"refs"_s).toArray())
            r.refs.append({v.toObject().value(u"text"_s).toString(), v.toObject().value(u"url"_s).toString()});
        r.source = source(o.value(u"source"_s).toObject());
        if (!o.value(u"switched_off"_s).toObject().isEmpty())
            r.off = changedBy(o, u"switched_off"_s, at);
        if (!o.value(u"narrowed"_s).toObject().isEmpty())
            r.scoped = changedBy(o, u"narrowed"_s, at);
        if (!kind) {
            fail(u"unknown-kind"_s, at + u"/entity"_s, u"unknown kind of entity"_s);
            return r;
        }
        r.entity = *kind;
        const qsizetype errors = m_errors.size();
        ConditionParser parser(m_catalogue, m_references, m_parameters, r.dutyRecord, at, m_errors);
        if (o.contains(u"applies_if"_s))
            r.appliesIf = parser.parse(o.value(u"applies_if"_s), r.entity, u"/applies_if"_s);
        r.gapIf = parser.parse(o.value(u"gap_if"_s), r.entity, u"/gap_if"_s);
        readLaterStarts(r, o.value(u"applies_later"_s).toArray(), parser, at);
        const int ofLater = std::accumulate(r.appliesLater.cbegin(), r.appliesLater.cend(), 0, [](int n, const LaterStart &later) { return n + leavesOf(later.where); });
        if (m_errors.size() == errors && leavesOf(r.appliesIf) + leavesOf(r.gapIf) + ofLater > MaxLeaves)
            fail(u"too-long"_s, at, u"more than %1 conditions in one rule"_s.arg(MaxLeaves));
        if (m_errors.size() == errors && !m_shipped) {
            Compiler compiler(m_catalogue, 0, {});
            compiler.compileForExplanation(r);
            if (!compiler.tooDeep().isEmpty())
                fail(u"too-deep"_s, at + compiler.tooDeep(),
                     u"relations that speak of an entity outside (^) nest too deep"_s);
        }
        r.cause = text(o, u"cause"_s, at);
        if (!r.cause.isEmpty() && !m_causes.contains(r.cause))
            fail(u"unknown-value"_s, at + u"/cause"_s, u"not among the pack's causes"_s);
        r.onlyConcerned = o.value(u"only_concerned"_s).toBool();
        r.appliesSurely = o.value(u"applies_surely"_s).toBool();
        r.rootIsOrganisation = o.value(u"root"_s).isString();
        const QJsonArray roots = o.value(u"root"_s).toArray();
        for (qsizetype i = 0; i < roots.size(); ++i) {
            const auto path = ConditionParser::pathFromText(roots.at(i).toString());
            const QString where = u"/root/%1"_s.arg(i);
            if (!path || path->up > 0)
                fail(u"wrong-type"_s, at + where, u"a path is expected"_s);
            else if (path->isSelf() || parser.checkPath(*path, r.entity, where))
                r.root.append(*path);
        }
        for (const auto &[name, body] : {std::pair(u"gap"_s, r.reasonGap), std::pair(u"unknown"_s, r.reasonUnknown)}) {
            if (m_shipped)
                break;
            for (const Path &path : templatePaths(body))
                parser.checkPath(path, r.entity, u"/reason/"_s + name);
            checkTemplate(body, r, at + u"/reason/"_s + name);
        }
        const QJsonArray examples = m_shipped ? QJsonArray() : o.value(u"examples"_s).toArray();
        for (qsizetype i = 0; i < examples.size(); ++i)
            r.examples.append(example(examples.at(i).toObject(), at + u"/examples/%1"_s.arg(i)));
        QJsonObject deciding;
        for (const QString &name : {u"entity"_s, u"applies_from"_s, u"applies_until"_s, u"applies_later"_s, u"applies_if"_s, u"gap_if"_s})
            deciding.insert(name, o.value(name));
        if (r.appliesSurely)
            deciding.insert(u"applies_surely"_s, true);
        r.hash =
            QCryptographicHash::hash(QJsonDocument(deciding).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256)
                .toHex()
                .left(16);
        return r;
    }

    void readLaterStarts(Rule &r, const QJsonArray &list, ConditionParser &parser, const QString &at)
    {
        if (list.size() > MaxLaterStarts) {
            fail(u"too-long"_s, at + u"/applies_later"_s, u"more than %1 later days"_s.arg(MaxLaterStarts));
            return;
        }
        for (qsizetype i = 0; i < list.size(); ++i) {
            const QString inner = u"/applies_later/%1"_s.arg(i);
            const QJsonObject one = list.at(i).toObject();
            const std::optional<domain::Day> from = date(one, u"from"_s, at + inner);
            if (from && r.appliesFrom && *from <= *r.appliesFrom)
                fail(u"out-of-range"_s, at + inner + u"/from"_s, u"it is not later than applies_from"_s);
            if (from && r.appliesUntil && *from > *r.appliesUntil)
                fail(u"out-of-range"_s, at + inner + u"/from"_s, u"the rule ends before"_s);
            r.appliesLater.append({from.value_or(0), parser.parse(one.value(u"where"_s), r.entity, inner + u"/where"_s)});
        }
    }

    /// A sentence that speaks of a condition or a parameter that is not there would silently say less.
    void checkTemplate(const QString &body, const Rule &rule, const QString &at)
    {
        for (const Placeholder &place : placeholders(body)) {
            if (place.kind == Placeholder::Kind::Parameter && !m_parameters.contains(place.name))
                fail(u"unknown-parameter"_s, at, u"{#%1}: unknown parameter"_s.arg(place.name));
            if (place.kind != Placeholder::Kind::Deciding)
                continue;
            const Condition *leaf = conditionAt(rule, place.name);
            const bool names = leaf && (leaf->type == Condition::Type::AnyOf || leaf->type == Condition::Type::Minus || leaf->isRelation());
            if (!names)
                fail(u"unknown-value"_s, at, u"{@%1}: the rule has no list or relation there"_s.arg(place.name));
        }
        for (const Part &part : parts(body)) {
            if (!part.pointer.isEmpty() && !conditionAt(rule, part.pointer))
                fail(u"unknown-value"_s, at, u"[%1: ...]: the rule has no condition there"_s.arg(part.pointer));
        }
    }

    Example example(const QJsonObject &o, const QString &at)
    {
        Example e;
        e.name = text(o, u"name"_s, at);
        e.asOf = date(o, u"as_of"_s, at).value_or(0);
        const QString subject = text(o, u"subject"_s, at);
        const qsizetype colon = subject.indexOf(u':');
        const auto kind = domain::kindFromName(QStringView(subject).left(colon < 0 ? 0 : colon));
        if (!kind)
            fail(u"unknown-kind"_s, at + u"/subject"_s, u"KIND:KEY is expected"_s);
        e.subjectKind = kind.value_or(domain::EntityKind::Workload);
        e.subjectKey = subject.mid(colon + 1);
        const auto expect = domain::statusFromName(o.value(u"expect"_s).toString());
        if (!expect)
            fail(u"unknown-value"_s, at + u"/expect"_s, u"unknown status"_s);
        e.expect = expect.value_or(domain::Status::Unknown);
        e.given = QJsonDocument(o.value(u"given"_s).toArray()).toJson(QJsonDocument::Compact);
        e.attested = texts(o, u"attested"_s, at);
        e.zone = texts(o, u"zone"_s, at);
        const QJsonObject sets = o.value(u"sets"_s).toObject();
        for (auto it = sets.begin(); it != sets.end(); ++it)
            e.sets.append({it.key(), texts(sets, it.key(), at + u"/sets"_s)});
        return e;
    }

    const domain::Catalogue &m_catalogue;
    const References &m_references;
    bool m_shipped; ///< checked when it was built: neither its sentences nor its examples are looked at
    QList<Diagnostic> &m_errors;
    domain::LegalStatus m_legalStatus = domain::LegalStatus::Law;
    QSet<QString> m_parameters, m_causes;
};

} // namespace

QList<Path> templatePaths(const QString &text)
{
    QList<Path> paths;
    for (const Placeholder &place : placeholders(text)) {
        if (place.kind != Placeholder::Kind::Paths)
            continue;
        for (const QString &alternative : place.name.split(u'|')) {
            if (const auto path = ConditionParser::pathFromText(alternative))
                paths.append(*path);
        }
    }
    return paths;
}

namespace {

LoadedPack load(const QByteArray &json, const domain::Catalogue &catalogue, const References &references, bool shipped)
{
    LoadedPack loaded;
    const auto fail = [&loaded](const QString &code, const QString &message) {
        loaded.errors.append({code, DiagnosticLevel::Error, QString(), message});
    };
    if (json.size() > MaxPackBytes) {
        fail(u"too-long"_s, u"a pack is at most %1 bytes"_s.arg(MaxPackBytes));
        return loaded;
    }
    if (!shipped) {
        loaded.errors = guardJson(json);
        if (!loaded.errors.isEmpty())
            return loaded;
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject()) {
        fail(u"syntax"_s, document.isNull() ? u"%1 at byte %2"_s.arg(error.errorString()).arg(error.offset)
                                            : u"a pack is an object"_s);
        return loaded;
    }
    if (!shipped)
        loaded.errors = checkPackSchema(document.object());
    if (!loaded.errors.isEmpty())
        return loaded;
    QJsonObject written = document.object();
    std::optional<NamedConditions> named;
    if (written.contains(u"conditions"_s)) {
        named.emplace(written, loaded.errors);
        written = named->writtenOut(written, loaded.errors);
        if (!loaded.errors.isEmpty())
            return loaded;
    }
    Pack pack = PackReader(catalogue, references, shipped, loaded.errors).read(written);
    if (loaded.errors.isEmpty())
        loaded.pack = std::move(pack);
    else if (named)
        loaded.errors = named->whereWritten(loaded.errors);
    return loaded;
}

} // namespace

LoadedPack loadPack(const QByteArray &json, const domain::Catalogue &catalogue, const References &references)
{
    return load(json, catalogue, references, false);
}

domain::Result<QByteArray> readPackFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return domain::Error{domain::ErrorCode::FileUnreadable, file.errorString(), path};
    // Read up to the limit and one byte: what a device or a pipe says of its size cannot be relied on.
    QByteArray json = file.read(MaxPackBytes + 1);
    if (json.size() > MaxPackBytes)
        return domain::Error{domain::ErrorCode::PackInvalid, u"too-long: a pack is at most %1 bytes"_s.arg(MaxPackBytes), path + u'#'};
    return json;
}

domain::Result<Pack> packOrError(LoadedPack &&loaded, const QString &file)
{
    if (loaded.pack)
        return std::move(*loaded.pack);
    const Diagnostic first = loaded.errors.isEmpty() ? Diagnostic{} : loaded.errors.constFirst();
    return domain::Error{domain::ErrorCode::PackInvalid, first.code + u": "_s + first.message,
                         file + u'#' + first.where};
}

domain::Result<QList<Pack>> loadBuiltinPacks(const domain::Catalogue &catalogue, const References &references)
{
    QList<Pack> packs;
    QDir folder(u":/packs"_s);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        if (name == "attributes.json"_L1 || name.endsWith(".schema.json"_L1))
            continue;
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return domain::Error{domain::ErrorCode::FileUnreadable, file.errorString(), name};
        auto pack = packOrError(load(file.readAll(), catalogue, references, true), name);
        if (!pack)
            return pack.error();
        packs.append(std::move(*pack));
    }
    return packs;
}

domain::Result<domain::Catalogue> loadBuiltinCatalogue()
{
    QFile file(u":/packs/attributes.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return domain::Error{domain::ErrorCode::FileUnreadable, file.errorString(), file.fileName()};
    return domain::Catalogue::fromJson(file.readAll());
}

} // namespace rules
