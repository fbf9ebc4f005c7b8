// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/ruleform.h"

#include "rules/conditionparser.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace rules {
namespace {

using Kind = FormRow::Kind;

struct Named
{
    Kind kind;
    const char *member;
};

/// The member that tells what a row is; groups and the constant apart.
constexpr Named subjects[] = {{Kind::Attribute, "attr"}, {Kind::AnyOf, "any_of"},     {Kind::Minus, "minus"},       {Kind::Exists, "exists"},
                              {Kind::Every, "every"},    {Kind::Count, "count"},      {Kind::Adequate, "adequate"}, {Kind::Exposed, "exposed"},
                              {Kind::Certified, "certified"}, {Kind::Covered, "covered_by"}, {Kind::Named, "condition"}};

QString memberOf(Kind kind)
{
    for (const Named &n : subjects) {
        if (n.kind == kind)
            return QLatin1String(n.member);
    }
    return kind == Kind::All ? u"all"_s : kind == Kind::Any ? u"any"_s : kind == Kind::Not ? u"not"_s : u"share"_s;
}

FormRow unreadable(const QJsonValue &json)
{
    FormRow row;
    row.kind = Kind::Unreadable;
    row.rest = json.toObject();
    if (!json.isObject())
        row.value = json;
    return row;
}

/// The operator and what it is compared with, out of the members that are left.
void takeOperator(FormRow &row, QJsonObject &left)
{
    for (const QString &name : left.keys()) {
        if (opFromName(name) && row.op.isEmpty()) {
            row.op = name;
            row.value = left.take(name);
        }
    }
}

} // namespace

FormRow FormRow::fromJson(const QJsonValue &json, int depth)
{
    if (!json.isObject() || depth > MaxDepth)
        return unreadable(json);
    QJsonObject left = json.toObject();
    FormRow row;
    for (const Kind kind : {Kind::All, Kind::Any}) {
        const QString member = memberOf(kind);
        if (!left.contains(member))
            continue;
        if (left.size() != 1 || !left.value(member).isArray())
            return unreadable(json);
        row.kind = kind;
        for (const QJsonValue &part : left.value(member).toArray())
            row.rows.append(fromJson(part, depth + 1));
        return row;
    }
    if (left.contains(u"not"_s)) {
        if (left.size() != 1)
            return unreadable(json);
        row.kind = Kind::Not;
        row.rows.append(fromJson(left.value(u"not"_s), depth + 1));
        return row;
    }
    if (left.contains(u"const"_s)) {
        if (left.size() != 1)
            return unreadable(json);
        row.kind = Kind::Const;
        row.value = left.value(u"const"_s);
        return row;
    }
    if (left.value(u"share"_s).isObject()) {
        QJsonObject share = left.take(u"share"_s).toObject();
        row.kind = Kind::Share;
        row.subject = share.take(u"by"_s).toString();
        if (share.contains(u"where"_s))
            row.rows.append(fromJson(share.take(u"where"_s), depth + 1));
        takeOperator(row, left);
        if (!left.isEmpty())
            return unreadable(json);
        row.rest = share;
        return row;
    }
    for (const Named &n : subjects) {
        const QString member = QLatin1String(n.member);
        if (!left.contains(member))
            continue;
        row.kind = n.kind;
        const QJsonValue subject = left.take(member);
        if (n.kind == Kind::AnyOf || n.kind == Kind::Minus) {
            QStringList lists;
            for (const QJsonValue &list : subject.toArray())
                lists.append(list.toString());
            row.subject = lists.join(u", "_s);
        } else {
            row.subject = subject.toString();
        }
        if (row.hasWhere() && left.contains(u"where"_s))
            row.rows.append(fromJson(left.take(u"where"_s), depth + 1));
        if (n.kind == Kind::Attribute && left.value(u"unsaid"_s).isBool())
            row.unsaid = left.take(u"unsaid"_s).toBool();
        if (n.kind != Kind::Adequate && n.kind != Kind::Exposed && n.kind != Kind::Certified && n.kind != Kind::Covered && n.kind != Kind::Named)
            takeOperator(row, left);
        row.rest = left;
        return row;
    }
    return unreadable(json);
}

QJsonValue FormRow::toJson() const
{
    switch (kind) {
    case Kind::Unreadable: return value.isNull() || value.isUndefined() ? QJsonValue(rest) : value;
    case Kind::Const: return QJsonObject{{u"const"_s, value}};
    case Kind::Not: return QJsonObject{{u"not"_s, rows.isEmpty() ? QJsonValue(QJsonObject()) : rows.constFirst().toJson()}};
    case Kind::All:
    case Kind::Any: {
        QJsonArray parts;
        for (const FormRow &row : rows)
            parts.append(row.toJson());
        return QJsonObject{{memberOf(kind), parts}};
    }
    case Kind::Share: {
        QJsonObject share = rest;
        share.insert(u"by"_s, subject);
        if (!rows.isEmpty())
            share.insert(u"where"_s, rows.constFirst().toJson());
        QJsonObject out{{u"share"_s, share}};
        if (!op.isEmpty())
            out.insert(op, value);
        return out;
    }
    default: break;
    }
    QJsonObject out = rest;
    if (kind == Kind::AnyOf || kind == Kind::Minus) {
        QJsonArray lists;
        for (const QString &list : subject.split(u',', Qt::SkipEmptyParts))
            lists.append(list.trimmed());
        out.insert(memberOf(kind), lists);
    } else {
        out.insert(memberOf(kind), subject);
    }
    if (!op.isEmpty())
        out.insert(op, value);
    if (unsaid)
        out.insert(u"unsaid"_s, *unsaid);
    if (!rows.isEmpty() && hasWhere())
        out.insert(u"where"_s, rows.constFirst().toJson());
    return out;
}

QString FormRow::pointerOf(qsizetype part) const
{
    if (kind == Kind::All || kind == Kind::Any)
        return u"/%1/%2"_s.arg(memberOf(kind)).arg(part);
    return kind == Kind::Not ? u"/not"_s : kind == Kind::Share ? u"/share/where"_s : u"/where"_s;
}

RuleForm RuleForm::fromJson(const QJsonObject &json)
{
    RuleForm form;
    form.rest = json;
    const auto take = [&form](const QString &name) { return form.rest.value(name).toString().isEmpty() ? QString() : form.rest.take(name).toString(); };
    form.id = take(u"id"_s);
    form.title = take(u"title"_s);
    form.heading = take(u"heading"_s);
    form.requirement = take(u"requirement"_s);
    form.entity = take(u"entity"_s);
    form.severity = take(u"severity"_s);
    form.clause = take(u"clause"_s);
    form.remediation = take(u"remediation"_s);
    if (QJsonObject reason = form.rest.value(u"reason"_s).toObject(); !reason.value(u"gap"_s).toString().isEmpty()) {
        form.reasonGap = reason.take(u"gap"_s).toString();
        if (reason.isEmpty())
            form.rest.remove(u"reason"_s);
        else
            form.rest.insert(u"reason"_s, reason);
    }
    if (form.rest.contains(u"applies_if"_s))
        form.appliesIf = FormRow::fromJson(form.rest.take(u"applies_if"_s));
    form.gapIf = FormRow::fromJson(form.rest.take(u"gap_if"_s));
    return form;
}

QJsonObject RuleForm::toJson() const
{
    QJsonObject out = rest;
    const auto put = [&out](const QString &name, const QString &text) {
        if (!text.isEmpty())
            out.insert(name, text);
    };
    put(u"id"_s, id);
    put(u"title"_s, title);
    put(u"heading"_s, heading);
    put(u"requirement"_s, requirement);
    put(u"entity"_s, entity);
    put(u"severity"_s, severity);
    put(u"clause"_s, clause);
    put(u"remediation"_s, remediation);
    if (!reasonGap.isEmpty()) {
        QJsonObject reason = out.value(u"reason"_s).toObject();
        reason.insert(u"gap"_s, reasonGap);
        out.insert(u"reason"_s, reason);
    }
    if (appliesIf)
        out.insert(u"applies_if"_s, appliesIf->toJson());
    out.insert(u"gap_if"_s, gapIf.toJson());
    return out;
}

} // namespace rules
