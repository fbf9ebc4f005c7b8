// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/namedconditions.h"

#include "rules/conditionparser.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using domain::Diagnostic;
using domain::DiagnosticLevel;

namespace rules {
namespace {

void failAt(QList<Diagnostic> &errors, const QString &code, const QString &pointer, const QString &message)
{
    errors.append({code, DiagnosticLevel::Error, pointer, message});
}

} // namespace

NamedConditions::NamedConditions(const QJsonObject &pack, QList<Diagnostic> &errors) : m_given(pack.value(u"conditions"_s).toObject())
{
    for (const QString &name : m_given.keys()) {
        m_budget = MaxLeaves;
        named({{u"condition"_s, name}}, u"/conditions/"_s + name, errors);
    }
    m_uses.removeIf([this](const std::pair<QString, QString> &use) { return use.first == u"/conditions/"_s + use.second; });
}

NamedConditions::Whole NamedConditions::named(const QJsonObject &use, const QString &pointer, QList<Diagnostic> &errors)
{
    const Whole nothing{QJsonObject{{u"const"_s, false}}, 1};
    const QString at = pointer + u"/condition"_s;
    const QString name = use.value(u"condition"_s).toString();
    if (use.size() != 1) {
        failAt(errors, u"ambiguous"_s, pointer, u"\"condition\" stands alone"_s);
        return nothing;
    }
    if (!m_given.contains(name)) {
        failAt(errors, u"unknown-condition"_s, at, u"the rule set names no condition \"%1\""_s.arg(name.left(80)));
        return nothing;
    }
    if (m_open.contains(name)) {
        failAt(errors, u"cycle"_s, at, u"\"%1\" leads back to itself"_s.arg(name.left(80)));
        return nothing;
    }
    auto it = m_known.constFind(name);
    if (it == m_known.constEnd()) {
        if (m_open.size() >= MaxDepth) {
            failAt(errors, u"too-deep"_s, at, u"conditions nest deeper than %1"_s.arg(MaxDepth));
            return nothing;
        }
        m_open.append(name);
        const int budget = std::exchange(m_budget, MaxLeaves);
        const Whole whole = walked(m_given.value(name), u"/conditions/"_s + name, errors);
        m_budget = budget;
        m_open.removeLast();
        it = m_known.insert(name, whole);
    }
    // What names others that name others in turn grows by multiplying: it is counted before it is written.
    m_budget -= it->leaves;
    if (m_budget < 0) {
        if (m_budget + it->leaves >= 0)
            failAt(errors, u"too-long"_s, pointer, u"more than %1 conditions where \"%2\" is written out"_s.arg(MaxLeaves).arg(name.left(80)));
        return nothing;
    }
    m_uses.append({pointer, name});
    return *it;
}

NamedConditions::Whole NamedConditions::walked(const QJsonValue &json, const QString &pointer, QList<Diagnostic> &errors)
{
    if (!json.isObject())
        return {json, 1};
    QJsonObject object = json.toObject();
    if (object.contains(u"condition"_s))
        return named(object, pointer, errors);
    Whole out;
    const auto replace = [&](QJsonObject &in, const QString &member, const QString &at) {
        const Whole part = walked(in.value(member), at, errors);
        in.insert(member, part.json);
        out.leaves += part.leaves;
    };
    bool isGroup = false;
    for (const QString &group : {u"all"_s, u"any"_s}) {
        if (!object.value(group).isArray())
            continue;
        isGroup = true;
        QJsonArray parts;
        for (const QJsonValue &part : object.value(group).toArray()) {
            const Whole whole = walked(part, pointer + u"/%1/%2"_s.arg(group).arg(parts.size()), errors);
            parts.append(whole.json);
            out.leaves += whole.leaves;
        }
        object.insert(group, parts);
    }
    if (object.contains(u"not"_s)) {
        isGroup = true;
        replace(object, u"not"_s, pointer + u"/not"_s);
    }
    if (object.contains(u"where"_s))
        replace(object, u"where"_s, pointer + u"/where"_s);
    if (QJsonObject share = object.value(u"share"_s).toObject(); share.contains(u"where"_s)) {
        replace(share, u"where"_s, pointer + u"/share/where"_s);
        object.insert(u"share"_s, share);
    }
    if (!isGroup)
        ++out.leaves;
    out.json = object;
    return out;
}

QJsonValue NamedConditions::writtenOut(const QJsonValue &condition, const QString &pointer, QList<Diagnostic> &errors)
{
    m_budget = MaxLeaves;
    return walked(condition, pointer, errors).json;
}

QJsonObject NamedConditions::writtenOut(const QJsonObject &pack, QList<Diagnostic> &errors)
{
    QJsonObject out = pack;
    const auto member = [&](QJsonObject &in, const QString &name, const QString &at) {
        if (in.contains(name))
            in.insert(name, walked(in.value(name), at + u'/' + name, errors).json);
    };
    if (QJsonObject concerns = out.value(u"concerns"_s).toObject(); !concerns.isEmpty()) {
        m_budget = MaxLeaves;
        member(concerns, u"if"_s, u"/concerns"_s);
        out.insert(u"concerns"_s, concerns);
    }
    QJsonArray rules;
    for (const QJsonValue &one : out.value(u"rules"_s).toArray()) {
        QJsonObject rule = one.toObject();
        const QString at = u"/rules/%1"_s.arg(rules.size());
        m_budget = MaxLeaves;
        member(rule, u"applies_if"_s, at);
        member(rule, u"gap_if"_s, at);
        if (rule.contains(u"applies_later"_s)) {
            QJsonArray later;
            for (const QJsonValue &start : rule.value(u"applies_later"_s).toArray()) {
                QJsonObject day = start.toObject();
                member(day, u"where"_s, at + u"/applies_later/%1"_s.arg(later.size()));
                later.append(day);
            }
            rule.insert(u"applies_later"_s, later);
        }
        rules.append(rule);
    }
    out.insert(u"rules"_s, rules);
    return out;
}

QString NamedConditions::whereWritten(QString pointer) const
{
    for (int steps = 0; steps <= MaxDepth; ++steps) {
        const auto use = std::find_if(m_uses.cbegin(), m_uses.cend(),
                                      [&pointer](const std::pair<QString, QString> &one) { return pointer == one.first || pointer.startsWith(one.first + u'/'); });
        if (use == m_uses.cend())
            break;
        pointer = u"/conditions/"_s + use->second + pointer.mid(use->first.size());
    }
    return pointer;
}

QList<Diagnostic> NamedConditions::whereWritten(const QList<Diagnostic> &errors) const
{
    QList<Diagnostic> out;
    for (Diagnostic error : errors) {
        const QString written = whereWritten(error.where);
        if (written != error.where) {
            const bool told = std::any_of(out.cbegin(), out.cend(), [&](const Diagnostic &one) { return one.code == error.code && one.where == written; });
            if (told)
                continue;
            error.message += u" (named at %1)"_s.arg(error.where);
            error.where = written;
        }
        out.append(error);
    }
    return out;
}

} // namespace rules
