// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/conditionwords.h"

#include "rules/levels.h"

#include <QLocale>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::ValueType;

namespace rules {
namespace {

/// "IT system" keeps its capitals in the middle of a sentence, "Provider" does not.
QString small(const QString &label)
{
    return label.size() > 1 && label.at(1).isUpper() ? label : label.left(1).toLower() + label.mid(1);
}

QString capital(const QString &text) { return text.left(1).toUpper() + text.mid(1); }

QString listed(const QStringList &parts, const QString &last)
{
    if (parts.size() < 2)
        return parts.join(QString());
    return parts.mid(0, parts.size() - 1).join(u", "_s) + u' ' + last + u' ' + parts.constLast();
}

/// "medium of the ENS (unknown where it names no level of it)".
QString levelText(const QString &name)
{
    const auto named = levelNamed(name);
    return named ? u"%1 of %2 (unknown where it names no level of it)"_s.arg(named->title, named->ladderTitle) : name;
}

QString plain(QString code) { return code.replace(u'_', u' '); }

} // namespace

ConditionWords::ConditionWords(const domain::Catalogue &catalogue, const Pack *pack, const QHash<QString, QString> &countries)
    : m_catalogue(catalogue), m_pack(pack), m_countries(countries)
{
}

QString ConditionWords::sentence(const Condition &c, EntityKind kind) const { return capital(words(c, {kind}, false)); }

QString ConditionWords::sentence(const Condition &c, const Kinds &kinds) const { return capital(words(c, kinds, false)); }

QString ConditionWords::path(const Path &p, EntityKind kind) const { return path(p, Kinds{kind}); }

QString ConditionWords::kindWord(EntityKind kind, bool plural) const
{
    return small(plural ? m_catalogue.kind(kind).labelPlural : m_catalogue.kind(kind).label);
}

QString ConditionWords::setWords(const QString &name)
{
    static const QHash<QString, QString> known = {
        {u"EU"_s, u"the European Union"_s},
        {u"EEA"_s, u"the European Economic Area"_s},
        {u"EFTA"_s, u"the states of EFTA"_s},
        {u"FIVE_EYES"_s, u"the Five Eyes"_s},
        {u"NINE_EYES"_s, u"the Nine Eyes"_s},
        {u"FOURTEEN_EYES"_s, u"the Fourteen Eyes"_s},
        {u"DOJ_CONCERN"_s, u"the countries of concern of the US Department of Justice"_s},
        {u"UK_APPROVED"_s, u"the countries that the United Kingdom approves"_s},
        {u"SWISS_LISTED"_s, u"the countries that Switzerland lists"_s},
        {u"IN_RESTRICTED"_s, u"the countries that India restricts"_s},
        {u"ADEQUATE"_s, u"the European Economic Area and the countries with an adequacy decision without conditions"_s},
        {u"BR_RECOGNISED"_s, u"the countries that Brazil recognises on the day"_s},
        {u"KR_RECOGNISED"_s, u"the countries that Korea recognises on the day"_s},
        {u"SDAIA_ADEQUATE"_s, u"the countries that SDAIA finds adequate"_s},
        {u"ZONE"_s, u"the sovereign zone"_s},
        {u"RESTRICTED"_s, u"the restricted classes of data"_s},
        {u"HIGH_RISK_VENDORS"_s, u"the high-risk vendors"_s}};
    const auto it = known.constFind(name);
    return it == known.constEnd() ? u"the value set \u201c%1\u201d"_s.arg(plain(name).toLower()) : *it;
}

QString ConditionWords::operatorWords(Op op)
{
    switch (op) {
    case Op::None: return {};
    case Op::Is: return u"is"_s;
    case Op::IsNot: return u"is anything but"_s;
    case Op::In: return u"is one of"_s;
    case Op::NotIn: return u"is none of"_s;
    case Op::Lt: return u"is below"_s;
    case Op::Le: return u"is at most"_s;
    case Op::Gt: return u"is above"_s;
    case Op::Ge: return u"is at least"_s;
    case Op::OlderThanDays: return u"lies further back, in days, than"_s;
    case Op::Before: return u"lies before"_s;
    case Op::After: return u"lies after"_s;
    case Op::ExpiresWithinDays: return u"runs out within, in days,"_s;
    case Op::IsNone: return u"is declared absent"_s;
    case Op::IsSaid: return u"has a value"_s;
    case Op::NotRecorded: return u"was not recorded"_s;
    case Op::Matches: return u"looks like"_s;
    case Op::SameAs: return u"equals that of"_s;
    case Op::DiffersFrom: return u"differs from that of"_s;
    case Op::AtLeast: return u"names at least the level"_s;
    case Op::Below: return u"names a level below"_s;
    case Op::Says: return u"says"_s;
    case Op::Contains: return u"holds"_s;
    case Op::ContainsAny: return u"holds one of"_s;
    case Op::ContainsMatch: return u"holds something that looks like"_s;
    case Op::IsEmpty: return u"holds nothing"_s;
    case Op::SubsetOf: return u"lies wholly within"_s;
    }
    return {};
}

const Attribute *ConditionWords::attribute(const Path &p, const Kinds &kinds) const
{
    if (p.isSelf() || p.up >= kinds.size())
        return nullptr;
    EntityKind kind = kinds.at(kinds.size() - 1 - p.up);
    const Attribute *found = nullptr;
    for (const QString &step : p.steps) {
        found = m_catalogue.attribute(kind, step);
        if (!found)
            return nullptr;
        if (found->refKind)
            kind = *found->refKind;
    }
    return found;
}

QString ConditionWords::path(const Path &p, const Kinds &kinds) const
{
    if (p.up >= kinds.size())
        return plain(p.text());
    EntityKind kind = kinds.at(kinds.size() - 1 - p.up);
    const QString outside = p.up > 0 ? u"the "_s + kindWord(kind) + u" itself"_s : QString();
    if (p.isSelf())
        return p.up > 0 ? outside : u"the "_s + kindWord(kind);
    QStringList labels;
    for (const QString &step : p.steps) {
        const Attribute *a = m_catalogue.attribute(kind, step);
        labels.prepend(a                        ? small(a->label.isEmpty() ? plain(step) : a->label)
                       : step == "all_places"_L1 ? u"all places"_s
                                                 : plain(step));
        if (a && a->refKind)
            kind = *a->refKind;
    }
    if (p.up > 0)
        labels.append(outside);
    QString out = labels.constFirst();
    for (qsizetype i = 1; i < labels.size(); ++i)
        out += (i + 1 == labels.size() && p.up > 0 ? u" of "_s : u" of its "_s) + labels.at(i);
    return out;
}

QString ConditionWords::number(const Argument &argument) const
{
    if (argument.kind != Argument::Kind::Parameter)
        return QLocale::c().toString(argument.number, 'g', 15);
    const Parameter *p = m_pack ? m_pack->parameter(argument.text) : nullptr;
    if (!p)
        return u"the threshold \u201c%1\u201d"_s.arg(plain(argument.text));
    return (QLocale::c().toString(p->value, 'g', 15) + u' ' + plain(p->unit)).trimmed() + u" (a threshold)"_s;
}

QString ConditionWords::value(const QVariant &v, const Attribute *a) const
{
    if (v.typeId() == QMetaType::Bool)
        return v.toBool() ? u"yes"_s : u"no"_s;
    const ValueType type = !a ? ValueType::Text : a->isList() ? a->of : a->type;
    if (type == ValueType::Date)
        return domain::fromDay(static_cast<domain::Day>(v.toLongLong())).toString(Qt::ISODate);
    if (type == ValueType::Int || type == ValueType::Number)
        return (QLocale::c().toString(v.toDouble(), 'g', 15) + u' ' + (a ? a->unit : QString())).trimmed();
    if (type == ValueType::Country)
        return m_countries.value(v.toString(), v.toString());
    return u'\u201c' + (a && !a->values.isEmpty() ? plain(v.toString()) : v.toString()) + u'\u201d';
}

QString ConditionWords::values(const Argument &argument, const Attribute *a) const
{
    if (argument.kind == Argument::Kind::Set)
        return setWords(argument.text);
    QStringList parts;
    for (const QVariant &v : argument.values)
        parts.append(value(v, a));
    if (parts.size() > 8)
        return u"%1 and %2 more"_s.arg(parts.mid(0, 6).join(u", "_s)).arg(parts.size() - 6);
    return listed(parts, u"or"_s);
}

QString ConditionWords::scalar(const Condition &c, const Kinds &kinds) const
{
    const Attribute *a = attribute(c.path, kinds);
    const QString what = path(c.path, kinds);
    const bool place = c.argument.kind == Argument::Kind::Set;
    QString said;
    switch (c.op) {
    case Op::Is: said = u"is "_s + values(c.argument, a); break;
    case Op::IsNot: said = u"is not "_s + values(c.argument, a); break;
    case Op::In: said = (place ? u"is in "_s : u"is "_s) + values(c.argument, a); break;
    case Op::NotIn: said = (place ? u"is not in "_s : u"is none of "_s) + values(c.argument, a); break;
    case Op::Lt:
    case Op::Le:
    case Op::Gt:
    case Op::Ge: said = operatorWords(c.op) + u' ' + number(c.argument); break;
    case Op::OlderThanDays: said = u"lies more than "_s + number(c.argument) + (c.argument.kind == Argument::Kind::Number ? u" days back"_s : u" back"_s); break;
    case Op::ExpiresWithinDays: said = u"runs out within "_s + number(c.argument) + (c.argument.kind == Argument::Kind::Number ? u" days"_s : QString()); break;
    case Op::Before:
    case Op::After:
        said = operatorWords(c.op) + u' ' + (c.argument.kind == Argument::Kind::AsOf ? u"the day of judgement"_s : domain::fromDay(c.argument.day).toString(Qt::ISODate));
        break;
    case Op::IsNone: said = c.argument.flag ? u"is declared absent"_s : u"is not declared absent"_s; break;
    case Op::IsSaid: said = c.argument.flag ? u"has a value"_s : u"has no value"_s; break;
    case Op::NotRecorded: said = c.argument.flag ? u"was not recorded"_s : u"was recorded"_s; break;
    case Op::Matches: said = u"looks like \u201c"_s + c.argument.text + u'\u201d'; break;
    case Op::SameAs: said = u"is the same as "_s + path(c.argument.path, kinds); break;
    case Op::DiffersFrom: said = u"differs from "_s + path(c.argument.path, kinds); break;
    case Op::AtLeast:
    case Op::Below: said = (c.op == Op::AtLeast ? u"is at least "_s : u"is below "_s) + levelText(c.argument.text); break;
    case Op::Says: said = u"says "_s + values(c.argument, a); break;
    case Op::Contains: said = u"holds "_s + values(c.argument, a); break;
    case Op::ContainsAny: said = (place ? u"holds something of "_s : u"holds "_s) + values(c.argument, a); break;
    case Op::ContainsMatch: said = u"holds something that looks like \u201c"_s + c.argument.text + u'\u201d'; break;
    case Op::IsEmpty: said = c.argument.flag ? u"holds nothing"_s : u"holds something"_s; break;
    case Op::SubsetOf: said = u"lies wholly within "_s + values(c.argument, a); break;
    case Op::None: break;
    }
    QString out = what + u' ' + said;
    if (!c.butNot.isEmpty())
        out += u" (which \u201c"_s + c.butNot.join(u"\u201d, \u201c"_s) + u"\u201d is not)"_s;
    if (c.unclear)
        out += *c.unclear ? u" (or is unclear)"_s : u" (and is clear)"_s;
    if (!c.surelyNot.isEmpty())
        out += u" (unknown where it is in no known form)"_s;
    if (c.unsaid)
        out += *c.unsaid ? u" (or nothing is said of it)"_s : u" (which counts as not so where nothing is said)"_s;
    return out;
}

QString ConditionWords::relation(const QList<Step> &steps, EntityKind kind, bool plural) const
{
    QString out;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const Step &step = steps.at(i);
        const bool last = i + 1 == steps.size();
        const Attribute *a = m_catalogue.attribute(step.backward ? step.kind : kind, step.attr);
        const QString label = a && !a->label.isEmpty() ? small(a->label) : plain(step.attr);
        // "contract of which this is the provider"; going on from there: "..., and of those, ..."
        QString part = step.backward ? kindWord(step.kind, last && plural) + u" whose "_s + label + (step.list ? u" hold "_s : u" is "_s) + (i == 0 ? u"it"_s : u"that"_s)
                                     : kindWord(step.kind, last && plural) + u" among its "_s + label;
        if (!step.backward && !step.list)
            part = kindWord(step.kind, last && plural) + u" that is its "_s + label;
        out = i == 0 ? part : part + u" (of the "_s + out + u')';
        kind = step.kind;
    }
    return out;
}

QString ConditionWords::related(const Condition &c, const Kinds &kinds) const
{
    Kinds inner = kinds;
    if (!c.relation.isEmpty())
        inner.append(c.relation.constLast().kind);
    const QString where = c.where() ? words(*c.where(), inner, true) : QString();
    switch (c.type) {
    case Condition::Type::Exists: return u"there is a "_s + relation(c.relation, kinds.constLast(), false) + (where.isEmpty() ? QString() : u", of which "_s + where);
    case Condition::Type::Every: return u"of every "_s + relation(c.relation, kinds.constLast(), false) + u' ' + (where.isEmpty() ? u"anything is true"_s : where);
    default: break;
    }
    const QString bound = c.op == Op::Is ? u"is exactly"_s : operatorWords(c.op);
    return u"the number of "_s + relation(c.relation, kinds.constLast(), true) + (where.isEmpty() ? QString() : u" (of which "_s + where + u')') + u' ' + bound + u' ' + number(c.argument);
}

QString ConditionWords::law(const Condition &c, const Kinds &kinds) const
{
    const auto names = [&c](const QString &any) {
        QStringList parts;
        for (const QString &name : c.names)
            parts.append(plain(name));
        return c.anyName ? any : listed(parts, u"or"_s);
    };
    switch (c.type) {
    case Condition::Type::Adequate:
        return path(c.path, kinds) + u" lies in the European Economic Area, or an adequacy decision covers it"_s +
               (c.dpf ? u" (as "_s + path(*c.dpf, kinds) + u" says)"_s : QString());
    case Condition::Type::Exposed:
        return path(c.path, kinds) + u" is within reach of "_s + names(u"a law with access to data"_s) + u" from outside the sovereign zone"_s +
               (c.partial ? u", foreign subsidiaries counted"_s : QString());
    case Condition::Type::Certified:
        return path(c.path, kinds) + u" holds a valid certificate"_s + (c.anyName ? QString() : u" of "_s + names(QString())) +
               (c.service ? u" that covers "_s + path(*c.service, kinds) + u" and its region"_s : QString());
    case Condition::Type::Covered: return path(c.path, kinds) + (c.region ? u" covers the region of the service"_s : u" names the product of the service"_s);
    default: break;
    }
    const QString where = c.where() ? words(*c.where(), {c.shareKind}, true) : QString();
    return u"the share of "_s + kindWord(c.shareKind, true) + (where.isEmpty() ? QString() : u" (of which "_s + where + u')') + u" with the same "_s +
           path(c.path, Kinds{c.shareKind}) + u' ' + operatorWords(c.op) + u' ' + number(c.argument) + (c.argument.kind == Argument::Kind::Number ? u" per cent"_s : QString());
}

QString ConditionWords::leaf(const Condition &c, const Kinds &kinds) const
{
    switch (c.type) {
    case Condition::Type::Const: return c.value ? u"always"_s : u"never"_s;
    case Condition::Type::Scalar:
    case Condition::Type::List: return scalar(c, kinds);
    case Condition::Type::AnyOf:
    case Condition::Type::Minus: {
        QStringList lists;
        for (qsizetype i = 0; i < c.lists.size(); ++i) {
            const QList<Step> way = c.ways.value(i);
            lists.append(way.isEmpty() ? path(c.lists.at(i), kinds)
                                       : u"the "_s + path(c.lists.at(i), Kinds{way.constLast().kind}) + u" of the "_s + relation(way, kinds.constLast(), true) +
                                             (i == 1 && c.where() ? u" of which "_s + words(*c.where(), kinds + Kinds{way.constLast().kind}, true) : QString()));
        }
        if (c.bySite)
            return (c.argument.flag ? u"every site of "_s : u"not every site of "_s) + lists.value(0) + u" is one of "_s + lists.value(1);
        if (c.type == Condition::Type::Minus) {
            Attribute countries;
            countries.type = ValueType::Country;
            const QString but = !c.outside ? QString() : u" (what is in "_s + values(*c.outside, &countries) + u" set aside)"_s;
            const QString some = c.argument.flag ? u" holds nothing that "_s : u" holds something that "_s;
            return lists.value(0) + some + (c.ways.isEmpty() ? lists.value(1) + u" lacks"_s : u"is not among "_s + lists.value(1)) + but;
        }
        const Attribute *a = c.lists.isEmpty() ? nullptr : attribute(c.lists.constFirst(), kinds);
        Attribute places;
        places.type = ValueType::Country;
        if (!c.lists.isEmpty() && c.lists.constFirst().steps.constLast() == "all_places"_L1)
            a = &places;
        const bool set = c.argument.kind == Argument::Kind::Set;
        const QString among = u"something in "_s + listed(lists, u"or"_s) + (c.unsaid ? u" (a list of which nothing is said holds nothing) "_s : u" "_s);
        switch (c.op) {
        case Op::Matches: return among + u"looks like \u201c"_s + c.argument.text + u'\u201d';
        case Op::NotIn: return among + (set ? u"is not in "_s : u"is none of "_s) + values(c.argument, a);
        default: return among + (set ? u"is in "_s : u"is "_s) + values(c.argument, a);
        }
    }
    case Condition::Type::Exists:
    case Condition::Type::Every:
    case Condition::Type::Count: return related(c, kinds);
    default: return law(c, kinds);
    }
}

QString ConditionWords::group(const Condition &c, const Kinds &kinds, bool inner) const
{
    if (c.type == Condition::Type::Not)
        return u"it is not so that "_s + (c.children.isEmpty() ? QString() : words(c.children.constFirst(), kinds, true));
    if (c.children.size() == 1)
        return words(c.children.constFirst(), kinds, inner);
    QStringList parts;
    for (const Condition &child : c.children)
        parts.append(words(child, kinds, true));
    const QString joined = parts.join(c.type == Condition::Type::All ? u", and "_s : u", or "_s);
    return inner ? u'(' + joined + u')' : joined;
}

QStringList ConditionWords::laterStarts(const Rule &rule) const
{
    QStringList out;
    for (const LaterStart &later : rule.appliesLater)
        out.append(u"applies from %1 where %2"_s.arg(domain::fromDay(later.from).toString(Qt::ISODate), words(later.where, {rule.entity}, false)));
    return out;
}

QString ConditionWords::words(const Condition &c, const Kinds &kinds, bool inner) const { return c.isLeaf() ? leaf(c, kinds) : group(c, kinds, inner); }

} // namespace rules
