// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/conditionparser.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QScopeGuard>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::ValueType;

namespace rules {

void ConditionParser::surelyNot(Condition &c, const QJsonValue &json, const Target &target, const QString &pointer)
{
    const ValueType type = !target.attribute ? ValueType::Text : target.attribute->isList() ? target.attribute->of : target.attribute->type;
    const bool compares = c.op == Op::Is || c.op == Op::In || c.op == Op::Matches || c.op == Op::Says || c.op == Op::Contains || c.op == Op::ContainsAny || c.op == Op::ContainsMatch;
    if (!compares || (type != ValueType::Text && type != ValueType::Enum)) {
        fail(u"wrong-type"_s, pointer, u"only where a text or a code, or a list of them, is asked what it is or holds"_s);
        return;
    }
    const QJsonArray list = json.toArray();
    if (list.isEmpty() || list.size() > MaxListValues) {
        fail(list.isEmpty() ? u"wrong-type"_s : u"too-long"_s, pointer, u"a list of texts, with * for any characters"_s);
        return;
    }
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString text = list.at(i).toString();
        const QString where = pointer + u"/%1"_s.arg(i);
        if (text.isEmpty())
            fail(u"wrong-type"_s, where, u"a text is expected"_s);
        else if (text.toUtf8().size() > MaxTextBytes)
            fail(u"too-long"_s, where, u"text longer than %1 bytes"_s.arg(MaxTextBytes));
        else if (text.count(u'*') > MaxWildcards)
            fail(u"too-long"_s, where, u"more than %1 wildcards in one pattern"_s.arg(MaxWildcards));
        c.surelyNot.append(text);
    }
}

void ConditionParser::phrases(QVariantList &out, const QJsonValue &json, const QString &pointer)
{
    const QJsonArray list = json.toArray();
    if (list.isEmpty() || list.size() > MaxListValues) {
        fail(list.isEmpty() ? u"wrong-type"_s : u"too-long"_s, pointer, u"a list of phrases, with * for the begin or the end of a word"_s);
        return;
    }
    static const QRegularExpression word(u"[\\p{L}\\p{N}]"_s);
    static const QRegularExpression inside(u"[\\p{L}\\p{N}]\\*+[\\p{L}\\p{N}]|\\*\\*"_s);
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString text = list.at(i).toString();
        const QString where = pointer + u"/%1"_s.arg(i);
        if (text.toUtf8().size() > MaxTextBytes)
            fail(u"too-long"_s, where, u"text longer than %1 bytes"_s.arg(MaxTextBytes));
        else if (!text.contains(word) || text.contains(inside))
            fail(u"wrong-type"_s, where, u"words are expected, with * only at the begin or the end of a word"_s);
        out.append(text);
    }
}

void ConditionParser::butNot(Condition &c, const QJsonValue &json, const QString &pointer)
{
    if (c.op != Op::Says) {
        fail(u"wrong-type"_s, pointer, u"only beside \"says\""_s);
        return;
    }
    QVariantList values;
    phrases(values, json, pointer);
    for (const QVariant &one : std::as_const(values))
        c.butNot.append(one.toString());
}

void ConditionParser::bySite(Condition &c, const QJsonObject &object, const QString &pointer)
{
    const auto isOwnPlaces = [&](const Path &path) {
        const Attribute *attr = path.up == 0 && path.steps.size() == 1 ? m_catalogue.attribute(m_kinds.constLast(), path.steps.constLast()) : nullptr;
        return attr && attr->facet != 0 && attr->inherited.isEmpty();
    };
    c.bySite = object.value(u"by"_s) == "site"_L1;
    if (!c.bySite)
        fail(u"wrong-type"_s, pointer, u"\"site\" is expected"_s);
    else if (c.lists.size() != 2 || !std::all_of(c.lists.cbegin(), c.lists.cend(), isOwnPlaces) || object.contains(u"outside"_s) || c.where() ||
             !std::all_of(c.ways.cbegin(), c.ways.cend(), [](const QList<Step> &way) { return way.isEmpty(); }))
        fail(u"wrong-type"_s, pointer, u"only of two lists of the thing's own places, with nothing set aside"_s);
}

Condition ConditionParser::leaf(const QJsonObject &object, const QString &pointer, int depth)
{
    Condition c;
    c.pointer = pointer;
    const QString subject = object.contains(u"attr"_s)     ? u"attr"_s
                            : object.contains(u"any_of"_s) ? u"any_of"_s
                            : object.contains(u"minus"_s)  ? u"minus"_s
                                                           : QString();
    if (subject.isEmpty()) {
        fail(u"unknown-operator"_s, pointer, u"no known condition"_s);
        return c;
    }
    QString opText;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == subject)
            continue;
        if (it.key() == "unsaid"_L1) {
            if (!it.value().isBool()) {
                fail(u"wrong-type"_s, pointer + u"/unsaid"_s, u"true or false is expected"_s);
                return c;
            }
            c.unsaid = it.value().toBool();
            continue;
        }
        if (it.key() == "unclear"_L1) {
            if (!it.value().isBool() || subject != "attr"_L1 || !object.contains(u"says"_s)) {
                fail(u"wrong-type"_s, pointer + u"/unclear"_s, u"true or false is expected, beside \"says\""_s);
                return c;
            }
            c.unclear = it.value().toBool();
            continue;
        }
        if ((it.key() == "outside"_L1 || it.key() == "where"_L1 || it.key() == "by"_L1) && subject == "minus"_L1)
            continue;
        if ((it.key() == "surely_not"_L1 || it.key() == "but_not"_L1) && subject == "attr"_L1)
            continue;
        const auto op = opFromName(it.key());
        if (!op) {
            fail(u"unknown-operator"_s, pointer + u'/' + it.key(), u"unknown operator \"%1\""_s.arg(it.key().left(80)));
            return c;
        }
        if (c.op != Op::None) {
            fail(u"ambiguous"_s, pointer, u"one operator for each leaf"_s);
            return c;
        }
        c.op = *op;
        opText = it.key();
    }
    if (c.op == Op::None) {
        fail(u"unknown-operator"_s, pointer, u"an operator is missing"_s);
        return c;
    }
    const QString at = pointer + u'/' + opText;
    const bool compares = c.op != Op::NotRecorded && c.op != Op::IsSaid && c.op != Op::IsNone && c.op != Op::SameAs && c.op != Op::DiffersFrom;
    const bool holdsNothing = subject == "any_of"_L1 && c.unsaid == std::optional(false);
    if (c.unsaid && !holdsNothing && (subject != "attr"_L1 || c.op > Op::ContainsMatch || !compares)) {
        fail(u"wrong-type"_s, pointer + u"/unsaid"_s, u"only where one value is compared, or a list is asked what it contains; of any_of only false"_s);
        return c;
    }
    if (subject == "attr"_L1) {
        Target target;
        const auto p = path(object.value(subject), pointer + u"/attr"_s, &target);
        if (!p)
            return c;
        if (p->isSelf()) {
            fail(u"wrong-type"_s, pointer + u"/attr"_s, u"an attribute is expected"_s);
            return c;
        }
        c.path = *p;
        const bool list = target.attribute && target.attribute->isList();
        const bool listOp = c.op >= Op::Contains;
        const bool bothOp = c.op == Op::Says || c.op == Op::NotRecorded || c.op == Op::IsSaid || c.op == Op::IsNone;
        c.type = list ? Condition::Type::List : Condition::Type::Scalar;
        if (list != listOp && !(list && bothOp)) {
            fail(u"wrong-type"_s, at, list ? u"this operator is not for lists"_s : u"this operator is for lists only"_s);
            return c;
        }
        argument(c, object.value(opText), target, at);
        if (object.contains(u"but_not"_s))
            butNot(c, object.value(u"but_not"_s), pointer + u"/but_not"_s);
        if (object.contains(u"surely_not"_s))
            surelyNot(c, object.value(u"surely_not"_s), target, pointer + u"/surely_not"_s);
        return c;
    }
    c.type = subject == "any_of"_L1 ? Condition::Type::AnyOf : Condition::Type::Minus;
    const QJsonArray lists = object.value(subject).toArray();
    if (lists.isEmpty() || lists.size() > 64 || (c.type == Condition::Type::Minus && lists.size() != 2)) {
        fail(u"wrong-type"_s, pointer + u'/' + subject, u"a list of lists is expected"_s);
        return c;
    }
    Target first;
    bool secondIsList = false;
    for (qsizetype i = 0; i < lists.size(); ++i) {
        const QString where = pointer + u"/%1/%2"_s.arg(subject).arg(i);
        QString list = lists.at(i).toString();
        QList<Step> way;
        const QList<EntityKind> outer = m_kinds;
        if (const qsizetype end = list.lastIndexOf(u'>'); end >= 0 && c.type == Condition::Type::Minus) {
            way = steps(list.left(end), where);
            if (way.isEmpty())
                continue;
            if (way.size() > 2) {
                fail(u"too-deep"_s, where, u"at most two steps to the things that have the list"_s);
                continue;
            }
            list = list.mid(end + 1).trimmed();
            // What they have is theirs: the path cannot speak of the entity outside.
            m_kinds = {way.constLast().kind};
        }
        const auto restore = qScopeGuard([&] { m_kinds = outer; });
        auto p = lists.at(i).isString() ? pathFromText(list) : std::nullopt;
        if (!p || p->isSelf() || (!way.isEmpty() && p->steps.size() > 1)) {
            fail(u"wrong-type"_s, where, u"a list attribute is expected"_s);
            continue;
        }
        Target target;
        if (p->steps.constLast() == "all_places"_L1) {
            static const Attribute places = [] {
                Attribute a;
                a.name = u"all_places"_s;
                a.type = ValueType::List;
                a.of = ValueType::Country;
                return a;
            }();
            if (p->steps.size() > 1) {
                Path owner = *p;
                owner.steps.removeLast();
                const Target ref = resolve(owner, where);
                if (!ref.ok)
                    continue;
                if (!ref.attribute || ref.attribute->type != ValueType::Ref) {
                    fail(u"wrong-type"_s, where, u"a reference is expected before all_places"_s);
                    continue;
                }
            } else if (p->up >= m_kinds.size()) {
                fail(u"unknown-attribute"_s, where, u"^ leads outside of the rule"_s);
                continue;
            }
            target.attribute = &places;
            target.ok = true;
        } else {
            target = resolve(*p, where);
            if (!target.ok)
                continue;
            // Of many things even one value of each is a list.
            const auto single = [](ValueType type) { return type == ValueType::Country || type == ValueType::Enum || type == ValueType::Text; };
            const bool values = target.attribute && (target.attribute->isList() || (!way.isEmpty() && single(target.attribute->type)));
            if (!values) {
                fail(u"wrong-type"_s, where, u"\"%1\" is not a list"_s.arg(p->text()));
                continue;
            }
        }
        if (!first.ok)
            first = target;
        secondIsList = i == 1 && target.attribute->isList();
        c.lists.append(*p);
        c.ways.append(way);
    }
    if (object.contains(u"where"_s) && c.type == Condition::Type::Minus) {
        if (c.ways.size() != 2 || c.ways.at(1).isEmpty() || secondIsList) {
            fail(u"wrong-type"_s, pointer + u"/where"_s, u"only of the things to which a step of the second list leads, and that have one value there"_s);
            return c;
        }
        c.relation = c.ways.at(1);
        m_kinds.append(c.relation.constLast().kind);
        c.children.append(node(object.value(u"where"_s), pointer + u"/where"_s, depth + 1));
        m_kinds.removeLast();
    }
    if (object.contains(u"by"_s) && c.type == Condition::Type::Minus)
        bySite(c, object, pointer + u"/by"_s);
    if (c.type != Condition::Type::Minus || std::all_of(c.ways.cbegin(), c.ways.cend(), [](const QList<Step> &way) { return way.isEmpty(); }))
        c.ways.clear();
    if (c.type == Condition::Type::Minus && c.lists.size() != 2)
        return c;
    if (first.ok && object.contains(u"outside"_s) && c.type == Condition::Type::Minus) {
        Condition set;
        if (listArgument(set, object.value(u"outside"_s), first, pointer + u"/outside"_s))
            c.outside = set.argument;
    }
    if (!first.ok)
        return c;
    const bool allowed = c.type == Condition::Type::Minus
                             ? c.op == Op::IsEmpty
                             : c.op == Op::In || c.op == Op::NotIn || c.op == Op::Is || c.op == Op::Matches;
    if (!allowed) {
        fail(u"unknown-operator"_s, at, u"this operator does not go with %1"_s.arg(subject));
        return c;
    }
    if (c.op == Op::Matches) {
        if (!object.value(opText).isString())
            fail(u"wrong-type"_s, at, u"a wildcard text is expected"_s);
        if (object.value(opText).toString().count(u'*') > MaxWildcards)
            fail(u"too-long"_s, at, u"more than %1 wildcards in one pattern"_s.arg(MaxWildcards));
        c.argument.kind = Argument::Kind::Text;
        c.argument.text = object.value(opText).toString();
        return c;
    }
    argument(c, object.value(opText), first, at);
    return c;
}

void ConditionParser::names(Condition &c, const QJsonValue &json, bool laws, const QString &pointer)
{
    if (json.toString() == "any"_L1) {
        c.anyName = true;
        return;
    }
    const QJsonArray list = json.toArray();
    if (list.isEmpty() || list.size() > MaxListValues) {
        fail(u"wrong-type"_s, pointer, u"\"any\" or a list of names is expected"_s);
        return;
    }
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString name = list.at(i).toString();
        if (name.isEmpty() || name.toUtf8().size() > MaxTextBytes)
            fail(u"wrong-type"_s, pointer + u"/%1"_s.arg(i), u"a name is expected"_s);
        else if (laws && !m_references.laws.isEmpty() && !m_references.laws.contains(name))
            fail(u"unknown-law"_s, pointer + u"/%1"_s.arg(i), u"unknown law \"%1\""_s.arg(name.left(80)));
        c.names.append(name);
    }
}

Condition ConditionParser::lawLeaf(const QJsonObject &object, const QString &pointer, int depth)
{
    Condition c;
    c.pointer = pointer;
    const auto typed = [&](const QString &name, ValueType type) -> std::optional<Path> {
        if (!object.contains(name))
            return std::nullopt;
        Target target;
        const QString at = pointer + u'/' + name;
        const auto p = path(object.value(name), at, &target);
        if (!p)
            return std::nullopt;
        const ValueType found = target.attribute ? target.attribute->type : ValueType::Text;
        if (p->isSelf() || found != type) {
            fail(u"wrong-type"_s, at, u"the attribute has the wrong type"_s);
            return std::nullopt;
        }
        return p;
    };
    const auto owner = [&](const QString &name, const QList<EntityKind> &kinds, const QString &wanted) {
        Target target;
        const QString at = pointer + u'/' + name;
        const auto p = path(object.value(name), at, &target);
        if (!p)
            return;
        std::optional<EntityKind> kind;
        if (p->isSelf()) {
            if (p->up < m_kinds.size())
                kind = m_kinds.at(m_kinds.size() - 1 - p->up);
        } else if (target.attribute && target.attribute->type == ValueType::Ref) {
            kind = target.attribute->refKind;
        }
        if (!kind || !kinds.contains(*kind))
            fail(u"wrong-type"_s, at, wanted);
        c.path = *p;
    };
    if (object.contains(u"adequate"_s)) {
        members(object, {"adequate", "dpf", "dpf_hr", "hr", "kind"}, pointer);
        c.type = Condition::Type::Adequate;
        c.path = typed(u"adequate"_s, ValueType::Country).value_or(Path{});
        c.dpf = typed(u"dpf"_s, ValueType::Bool);
        c.dpfHr = typed(u"dpf_hr"_s, ValueType::Bool);
        c.hr = typed(u"hr"_s, ValueType::Bool);
        c.recipientKind = typed(u"kind"_s, ValueType::Enum);
        return c;
    }
    if (object.contains(u"exposed"_s)) {
        members(object, {"exposed", "laws", "partial"}, pointer);
        c.type = Condition::Type::Exposed;
        owner(u"exposed"_s, {EntityKind::Provider}, u"a provider is expected"_s);
        names(c, object.contains(u"laws"_s) ? object.value(u"laws"_s) : QJsonValue(u"any"_s), true, pointer + u"/laws"_s);
        if (object.contains(u"partial"_s) && !object.value(u"partial"_s).isBool())
            fail(u"wrong-type"_s, pointer + u"/partial"_s, u"true or false is expected"_s);
        c.partial = object.value(u"partial"_s).toBool();
        return c;
    }
    if (object.contains(u"certified"_s)) {
        members(object, {"certified", "schemes", "service"}, pointer);
        c.type = Condition::Type::Certified;
        owner(u"certified"_s, {EntityKind::Provider, EntityKind::LegalEntity}, u"a provider is expected"_s);
        names(c, object.contains(u"schemes"_s) ? object.value(u"schemes"_s) : QJsonValue(u"any"_s), false,
              pointer + u"/schemes"_s);
        if (object.contains(u"service"_s)) {
            Target target;
            c.service = path(object.value(u"service"_s), pointer + u"/service"_s, &target);
            const bool fits = c.service && (c.service->isSelf() ? m_kinds.constLast() == EntityKind::Service
                                                                : target.attribute
                                                                      && target.attribute->type == ValueType::Ref
                                                                      && target.attribute->refKind == EntityKind::Service);
            if (c.service && !fits)
                fail(u"wrong-type"_s, pointer + u"/service"_s, u"a service is expected"_s);
        }
        return c;
    }
    if (object.contains(u"covered_by"_s)) {
        members(object, {"covered_by", "scope"}, pointer);
        c.type = Condition::Type::Covered;
        owner(u"covered_by"_s, {EntityKind::Certification}, u"a certificate is expected"_s);
        if (m_kinds.constLast() != EntityKind::Service)
            fail(u"wrong-type"_s, pointer, u"only a service is covered by a certificate"_s);
        const QString scope = object.value(u"scope"_s).toString();
        if (scope != "product"_L1 && scope != "region"_L1)
            fail(u"wrong-type"_s, pointer + u"/scope"_s, u"\"product\" or \"region\" is expected"_s);
        c.region = scope == "region"_L1;
        return c;
    }
    members(object, {"share", "lt", "le", "gt", "ge"}, pointer);
    c.type = Condition::Type::Share;
    for (const auto &[text, op] : {std::pair(u"lt"_s, Op::Lt), std::pair(u"le"_s, Op::Le), std::pair(u"gt"_s, Op::Gt),
                                   std::pair(u"ge"_s, Op::Ge)}) {
        if (!object.contains(text))
            continue;
        if (c.op != Op::None)
            fail(u"ambiguous"_s, pointer, u"one comparison for each share"_s);
        c.op = op;
        numberArgument(c, object.value(text), pointer + u'/' + text);
    }
    if (c.op == Op::None)
        fail(u"unknown-operator"_s, pointer, u"a comparison is missing"_s);
    const QString at = pointer + u"/share"_s;
    const QJsonObject share = object.value(u"share"_s).toObject();
    members(share, {"kind", "where", "by"}, at);
    const auto kind = domain::kindFromName(share.value(u"kind"_s).toString());
    if (!kind || !domain::isPartOfTheEstate(*kind)) {
        fail(u"unknown-kind"_s, at + u"/kind"_s, kind ? u"what other tools found has no share in the estate"_s : u"unknown kind"_s);
        return c;
    }
    c.shareKind = *kind;
    const QList<EntityKind> outer = m_kinds;
    // A share is one figure for the whole workspace: its condition cannot speak of the entity outside.
    m_kinds = {*kind};
    if (share.contains(u"where"_s))
        c.children.append(node(share.value(u"where"_s), at + u"/where"_s, depth + 1));
    Target by;
    const auto p = path(share.value(u"by"_s), at + u"/by"_s, &by);
    m_kinds = outer;
    if (!p || p->isSelf())
        return c;
    c.path = *p;
    const bool names = by.attribute && by.attribute->type == ValueType::Ref && by.attribute->refKind == m_kinds.constLast();
    if (by.attribute && by.attribute->isList())
        fail(u"wrong-type"_s, at + u"/by"_s, u"a list cannot group"_s);
    else if (!names)
        resolve(*p, at + u"/by"_s);
    return c;
}

} // namespace rules
