// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "rules/certificatescope.h"
#include "rules/condition.h"
#include "rules/second/levels.h"
#include "rules/second/saysso.h"
#include "store/referencelookup.h"

#include <QHash>
#include <QList>
#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QVariant>

#include <optional>

/// The condition language over plain structures, written from the README and not from the compiler: the other opinion in the
/// property test. Slow and simple on purpose.
namespace naive {

using Truth = std::optional<bool>;

inline Truth both(Truth a, Truth b)
{
    if ((a && !*a) || (b && !*b))
        return false;
    return a && b ? Truth(true) : std::nullopt;
}
inline Truth negated(Truth a) { return a ? Truth(!*a) : std::nullopt; }
inline Truth either(Truth a, Truth b) { return negated(both(negated(a), negated(b))); }

struct ListData
{
    QStringList items;   ///< texts, countries or keys; an empty text is a place whose country is not known
    bool said = false;
    bool complete = false;
};

struct Entity
{
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString key;
    QHash<QString, QVariant> values;   ///< scalars; a reference is the key
    QSet<QString> absent;
    QHash<QString, ListData> lists;
};

struct Decision
{
    QString country, condition;
};

struct Value
{
    QVariant value;      ///< invalid: not said, or absent
    bool absent = false;
};

class World
{
public:
    const domain::Catalogue *catalogue = nullptr;
    QList<Entity> entities;
    QSet<QString> attested;            ///< "kind" or "kind.attr"
    QHash<QString, QStringList> sets;
    QList<Decision> adequacy;
    domain::Day asOf = 0;
    QHash<QString, double> parameters;

    Truth evaluate(const rules::Condition &c, const Entity &e) const { return judge(c, {&e}); }

private:
    using Stack = QList<const Entity *>; // innermost last
    using C = rules::Condition;
    using Op = rules::Op;
    using Kind = domain::EntityKind;

    const Entity *find(Kind kind, const QString &key) const
    {
        for (const Entity &e : entities) {
            if (e.kind == kind && e.key == key)
                return &e;
        }
        return nullptr;
    }
    bool isAttested(Kind kind, const QString &attr) const
    {
        const QString name = domain::kindName(kind);
        return attested.contains(name) || attested.contains(name + u'.' + attr);
    }
    double numberOf(const rules::Argument &a) const
    {
        return a.kind == rules::Argument::Kind::Parameter ? parameters.value(a.text) : a.number;
    }

    /// The owner at the end of the path's references: an entity, or nothing (and then perhaps declared absent).
    struct Owner
    {
        const Entity *entity = nullptr;
        bool absent = false;
        Kind kind = Kind::Workload;
    };
    Owner follow(const Entity *start, const QStringList &steps, qsizetype count) const
    {
        Owner owner{start, false, start->kind};
        for (qsizetype i = 0; i < count; ++i) {
            const domain::Attribute *attr = catalogue->attribute(owner.kind, steps.at(i));
            const Kind next = *attr->refKind;
            if (!owner.entity) {
                owner.kind = next;
                continue;
            }
            if (attr->isList()) {
                // The first that was recorded: entities are written in the order of the world.
                const Entity *first = nullptr;
                for (const Entity &e : entities) {
                    if (e.kind == next && owner.entity->lists.value(attr->name).items.contains(e.key)) {
                        first = &e;
                        break;
                    }
                }
                owner = {first, false, next};
                continue;
            }
            const Value v = valueOf(owner.entity, *attr);
            owner = {v.value.isValid() ? find(next, v.value.toString()) : nullptr, v.absent, next};
        }
        return owner;
    }
    Value valueOf(const Entity *e, const domain::Attribute &attr) const
    {
        if (e->values.contains(attr.name))
            return {e->values.value(attr.name), false};
        if (e->absent.contains(attr.name))
            return {{}, true};
        if (attr.inherited.size() < 2)
            return {};
        const Owner far = follow(e, attr.inherited, attr.inherited.size() - 1);
        if (!far.entity)
            return {{}, far.absent};
        return valueOf(far.entity, *catalogue->attribute(far.kind, attr.inherited.constLast()));
    }
    ListData listOf(const Entity *e, const domain::Attribute &attr) const
    {
        const ListData own = e->lists.value(attr.name);
        if (own.said || !own.items.isEmpty() || attr.inherited.size() < 2)
            return own;
        const Owner far = follow(e, attr.inherited, attr.inherited.size() - 1);
        if (!far.entity)
            return {{}, far.absent, far.absent};
        return listOf(far.entity, *catalogue->attribute(far.kind, attr.inherited.constLast()));
    }
    const Entity *outer(const Stack &stack, int up) const { return stack.at(stack.size() - 1 - up); }

    Value resolve(const rules::Path &path, const Stack &stack) const
    {
        const Entity *start = outer(stack, path.up);
        const Owner owner = follow(start, path.steps, path.steps.size() - 1);
        if (!owner.entity)
            return {{}, owner.absent};
        const QString last = path.steps.constLast();
        if (const domain::Attribute *attr = catalogue->attribute(owner.kind, last))
            return valueOf(owner.entity, *attr);
        return {owner.entity->key, false};
    }
    const domain::Attribute *attributeOf(const rules::Path &path, const Stack &stack, Kind *kind = nullptr) const
    {
        const Owner owner = follow(outer(stack, path.up), path.steps, path.steps.size() - 1);
        if (kind)
            *kind = owner.kind;
        return catalogue->attribute(owner.kind, path.steps.constLast());
    }
    ListData list(const rules::Path &path, const Stack &stack) const
    {
        const Owner owner = follow(outer(stack, path.up), path.steps, path.steps.size() - 1);
        if (!owner.entity)
            return {{}, owner.absent, owner.absent};
        if (path.steps.constLast() != QLatin1String("all_places"))
            return listOf(owner.entity, *catalogue->attribute(owner.kind, path.steps.constLast()));
        ListData all{{}, true, true};
        bool any = false;
        for (const domain::Attribute &attr : catalogue->kind(owner.kind).attributes) {
            if (attr.facet == 0)
                continue;
            any = true;
            const ListData one = listOf(owner.entity, attr);
            all.items += one.items;
            all.complete = all.complete && one.complete;
        }
        all.complete = all.complete && any;
        return all;
    }

    bool isIn(const QVariant &v, const rules::Argument &a) const
    {
        if (a.kind == rules::Argument::Kind::Set)
            return sets.value(a.text).contains(v.toString());
        for (const QVariant &w : a.values) {
            const bool numeric = w.typeId() == QMetaType::Double || w.typeId() == QMetaType::Bool || w.typeId() == QMetaType::Int;
            if (numeric ? w.toDouble() == v.toDouble() : w.toString() == v.toString())
                return true;
        }
        return false;
    }
    static bool wild(const QString &v, const QString &pattern)
    {
        const QString body = QRegularExpression::escape(pattern).replace(QLatin1String("\\*"), QLatin1String(".*"));
        return QRegularExpression(QRegularExpression::anchoredPattern(body), QRegularExpression::CaseInsensitiveOption
                                  | QRegularExpression::DotMatchesEverythingOption).match(v).hasMatch();
    }
    template <class P>
    static Truth anyOf(const ListData &l, P predicate)
    {
        bool unknown = !l.complete;
        for (const QString &item : l.items) {
            if (item.isEmpty())
                unknown = true;
            else if (predicate(item))
                return true;
        }
        return unknown ? std::nullopt : Truth(false);
    }

    Truth scalar(const C &c, const Stack &stack) const
    {
        const Value v = resolve(c.path, stack);
        Kind owner = Kind::Workload;
        const domain::Attribute *attr = attributeOf(c.path, stack, &owner);
        const bool isBool = attr && attr->type == domain::ValueType::Bool;
        const bool said = v.value.isValid();
        const Truth unsaid = std::nullopt;
        switch (c.op) {
        case Op::IsNone: {
            const Truth none = said ? Truth(isBool && !v.value.toBool()) : v.absent ? Truth(true) : unsaid;
            return c.argument.flag ? none : negated(none);
        }
        case Op::IsSaid: {
            const Truth is = said ? Truth(true) : v.absent ? Truth(false) : unsaid;
            return c.argument.flag ? is : negated(is);
        }
        case Op::NotRecorded: {
            const Truth is = said ? Truth(false) : v.absent || isAttested(owner, c.path.steps.constLast()) ? Truth(true) : unsaid;
            return c.argument.flag ? is : negated(is);
        }
        case Op::SameAs:
        case Op::DiffersFrom: {
            Value w;
            if (c.argument.path.isSelf())
                w.value = outer(stack, c.argument.path.up)->key;
            else
                w = resolve(c.argument.path, stack);
            Truth same;
            if (said && w.value.isValid())
                same = v.value.toString() == w.value.toString();
            else if (v.absent || w.absent)
                same = false;
            return c.op == Op::SameAs ? same : negated(same);
        }
        default:
            break;
        }
        if (!said && !v.absent)
            return c.unsaid;
        const double n = numberOf(c.argument);
        const double x = v.value.toDouble();
        if (c.op == Op::Says)
            return said ? saysSo(v.value.toString(), c) : Truth(false);
        if (said && !c.surelyNot.isEmpty()) {
            const QString text = v.value.toString();
            return (c.op == Op::Matches ? wild(text, c.argument.text) : isIn(v.value, c.argument)) ? Truth(true) : otherThan(text, c);
        }
        switch (c.op) {
        case Op::Is:
            return said ? isIn(v.value, c.argument) : isBool && !c.argument.values.constFirst().toBool();
        case Op::IsNot:
            return said ? !isIn(v.value, c.argument) : !(isBool && !c.argument.values.constFirst().toBool());
        case Op::In:
            return said && isIn(v.value, c.argument);
        case Op::NotIn:
            return !said || !isIn(v.value, c.argument);
        case Op::Lt:
            return said && x < n;
        case Op::Le:
            return said && x <= n;
        case Op::Gt:
            return said && x > n;
        case Op::Ge:
            return said && x >= n;
        case Op::OlderThanDays:
            if (said && x > asOf)
                return std::nullopt;
            return said && x < asOf - n;
        case Op::ExpiresWithinDays:
            return said && x >= asOf && x <= asOf + n;
        case Op::Before:
        case Op::After: {
            const double to = c.argument.kind == rules::Argument::Kind::AsOf ? asOf : c.argument.day;
            return said && (c.op == Op::Before ? x < to : x > to);
        }
        case Op::Matches:
            return said && wild(v.value.toString(), c.argument.text);
        case Op::AtLeast:
        case Op::Below:
            return said ? second::levelIs(c.argument.text, v.value.toString(), c.op == Op::AtLeast) : Truth(false);
        default:
            return std::nullopt;
        }
    }

    /// A text that is not what is asked for: unless it is surely none, it may be.
    static Truth otherThan(const QString &text, const C &c)
    {
        for (const QString &pattern : c.surelyNot) {
            if (wild(text, pattern))
                return false;
        }
        return std::nullopt;
    }
    static Truth saysSo(const QString &text, const C &c)
    {
        QStringList phrases;
        for (const QVariant &one : c.argument.values)
            phrases.append(one.toString());
        Truth is = second::saysSo(text, phrases, c.butNot);
        if (!is)
            is = c.unclear;
        return is == Truth(false) && !c.surelyNot.isEmpty() && second::isUnmentioned(text, phrases, c.butNot) ? otherThan(text, c) : is;
    }
    Truth listLeaf(const C &c, const Stack &stack) const
    {
        const ListData l = list(c.path, stack);
        const auto orUnsaid = [&](const Truth &t) { return !t && l.items.isEmpty() ? c.unsaid : t; };
        if (c.op == Op::Says) {
            Truth some = l.complete ? Truth(false) : std::nullopt;
            for (const QString &v : l.items)
                some = either(some, saysSo(v, c));
            return orUnsaid(some);
        }
        if (!c.surelyNot.isEmpty()) {
            Truth some = l.complete ? Truth(false) : std::nullopt;
            for (const QString &v : l.items)
                some = either(some, (c.op == Op::ContainsMatch ? wild(v, c.argument.text) : isIn(v, c.argument)) ? Truth(true) : otherThan(v, c));
            return orUnsaid(some);
        }
        switch (c.op) {
        case Op::Contains:
        case Op::ContainsAny:
            return orUnsaid(anyOf(l, [&](const QString &v) { return isIn(v, c.argument); }));
        case Op::ContainsMatch:
            return orUnsaid(anyOf(l, [&](const QString &v) { return wild(v, c.argument.text); }));
        case Op::SubsetOf:
            return negated(anyOf(l, [&](const QString &v) { return !isIn(v, c.argument); }));
        default: {
            Truth empty;
            if (!l.items.isEmpty())
                empty = false;
            else if (l.complete)
                empty = true;
            if (c.op == Op::NotRecorded && !empty) {
                Kind owner = Kind::Workload;
                attributeOf(c.path, stack, &owner);
                if (isAttested(owner, c.path.steps.constLast()))
                    empty = true;
            }
            return (c.op == Op::IsSaid) == c.argument.flag ? negated(empty) : empty;
        }
        }
    }

    Truth unionLeaf(const C &c, const Stack &stack) const
    {
        ListData all{{}, true, true};
        for (const rules::Path &path : c.lists) {
            const ListData one = list(path, stack);
            all.items += one.items;
            all.complete = all.complete && (one.complete || (c.unsaid && one.items.isEmpty()));
        }
        return anyOf(all, [&](const QString &v) {
            if (c.op == Op::Matches)
                return wild(v, c.argument.text);
            return isIn(v, c.argument) == (c.op != Op::NotIn);
        });
    }

    /// Is the value (an empty one: whichever it is) that of one of the things of which the condition holds?
    Truth isAmongThose(const QString &v, const C &c, const Stack &stack) const
    {
        const Related reached = relate(c.ways.at(1), stack);
        Truth among = reached.complete ? Truth(false) : std::nullopt;
        for (const Entity *e : reached.entities) {
            const Value theirs = valueOf(e, *catalogue->attribute(e->kind, c.lists.at(1).steps.constLast()));
            Truth same;
            if (theirs.absent)
                same = false;
            else if (theirs.value.isValid() && !v.isEmpty())
                same = theirs.value.toString() == v;
            among = either(among, both(same, where(c, stack, e)));
        }
        return among;
    }

    Truth minusLeaf(const C &c, const Stack &stack) const
    {
        const auto side = [&](int i) {
            const rules::Path &path = c.lists.at(i);
            if (c.ways.value(i).isEmpty())
                return list(path, stack);
            const Related reached = relate(c.ways.at(i), stack);
            ListData all{{}, true, reached.complete};
            for (const Entity *e : reached.entities) {
                const domain::Attribute *attr = catalogue->attribute(e->kind, path.steps.constLast());
                if (!attr || attr->isList()) {
                    const ListData one = list(path, {e});
                    all.items += one.items;
                    all.complete = all.complete && one.complete;
                    continue;
                }
                const Value one = valueOf(e, *attr);
                if (one.value.isValid())
                    all.items.append(one.value.toString());
                else
                    all.complete = all.complete && one.absent;
            }
            return all;
        };
        const ListData a = side(0);
        const ListData b = c.where() ? ListData() : side(1);
        Truth some = a.complete ? Truth(false) : std::nullopt;
        for (const QString &v : a.items) {
            if (c.outside && v.isEmpty()) {
                some = either(some, std::nullopt); // it may be among what does not count
                continue;
            }
            if (c.outside && isIn(v, *c.outside))
                continue;
            if (c.where()) {
                some = either(some, negated(isAmongThose(v, c, stack)));
                continue;
            }
            Truth inB = b.complete ? Truth(false) : std::nullopt;
            // Of two places of one country nothing is told but that.
            for (const QString &w : b.items)
                inB = either(inB, v.isEmpty() || w.isEmpty() || (c.bySite && v == w) ? std::nullopt : Truth(v == w));
            some = either(some, negated(inB));
        }
        return c.argument.flag ? negated(some) : some;
    }

    struct Related
    {
        QList<const Entity *> entities;
        bool complete = true;
    };
    Related step(const rules::Step &s, const Entity *from) const
    {
        Related r;
        if (s.backward) {
            r.complete = isAttested(s.kind, s.attr);
            for (const Entity &e : entities) {
                if (e.kind != s.kind || !judged(e))
                    continue;
                const bool names = s.list ? e.lists.value(s.attr).items.contains(from->key)
                                          : valueOf(&e, *catalogue->attribute(s.kind, s.attr)).value.toString() == from->key;
                if (names)
                    r.entities.append(&e);
            }
            return r;
        }
        const domain::Attribute &attr = *catalogue->attribute(from->kind, s.attr);
        if (s.list) {
            const ListData l = from->lists.value(s.attr);
            r.complete = l.complete;
            for (const QString &key : l.items)
                r.entities.append(find(s.kind, key));
            return r;
        }
        const Value v = valueOf(from, attr);
        r.complete = v.value.isValid() || v.absent;
        if (v.value.isValid())
            r.entities.append(find(s.kind, v.value.toString()));
        return r;
    }
    Related relate(const QList<rules::Step> &way, const Stack &stack) const
    {
        Related here{{stack.constLast()}, true};
        for (const rules::Step &s : way) {
            Related next{{}, here.complete};
            for (const Entity *e : here.entities) {
                const Related one = step(s, e);
                next.complete = next.complete && one.complete;
                for (const Entity *f : one.entities) {
                    if (!next.entities.contains(f))
                        next.entities.append(f);
                }
            }
            here = next;
        }
        return here;
    }
    Truth where(const C &c, const Stack &stack, const Entity *e) const
    {
        return c.where() ? judge(*c.where(), stack + Stack{e}) : Truth(true);
    }
    static Truth compare(Op op, double x, double n)
    {
        switch (op) {
        case Op::Lt:
            return x < n;
        case Op::Le:
            return x <= n;
        case Op::Gt:
            return x > n;
        case Op::Ge:
            return x >= n;
        default:
            return x == n;
        }
    }
    Truth relation(const C &c, const Stack &stack) const
    {
        const Related r = relate(c.relation, stack);
        if (c.type == C::Type::Count) {
            int low = 0;
            int high = 0;
            for (const Entity *e : r.entities) {
                const Truth t = where(c, stack, e);
                low += t == Truth(true);
                high += t != Truth(false);
            }
            // Every count that is possible must give the same answer; a thousand more stand for "without end".
            QSet<bool> answers;
            for (int n = low; n <= (r.complete ? high : high + 1000); ++n)
                answers.insert(*compare(c.op, n, numberOf(c.argument)));
            return answers.size() == 1 ? Truth(*answers.begin()) : std::nullopt;
        }
        const bool every = c.type == C::Type::Every;
        Truth result = r.complete ? Truth(every) : std::nullopt;
        for (const Entity *e : r.entities)
            result = every ? both(result, where(c, stack, e)) : either(result, where(c, stack, e));
        return result;
    }

    Truth adequate(const C &c, const Stack &stack) const
    {
        const Value country = resolve(c.path, stack);
        if (!country.value.isValid())
            return std::nullopt;
        if (sets.value(QStringLiteral("EEA")).contains(country.value.toString()))
            return true;
        const auto boolean = [&](const std::optional<rules::Path> &path) -> Truth {
            if (!path)
                return std::nullopt;
            const Value v = resolve(*path, stack);
            return v.value.isValid() ? Truth(v.value.toBool()) : v.absent ? Truth(false) : std::nullopt;
        };
        Truth result = false;
        for (const Decision &d : adequacy) {
            if (d.country != country.value.toString())
                continue;
            Truth one;
            if (d.condition.isEmpty()) {
                one = true;
            } else if (d.condition == QLatin1String("dpf_certified")) {
                const Truth dpf = boolean(c.dpf);
                const Truth dpfHr = boolean(c.dpfHr);
                const Truth hr = c.hr ? boolean(c.hr) : Truth(false);
                one = dpf == Truth(false) ? dpf : hr ? (*hr ? dpfHr : dpf) : dpf == dpfHr ? dpf : std::nullopt;
            } else if (d.condition == QLatin1String("commercial") && c.recipientKind) {
                const Value kind = resolve(*c.recipientKind, stack);
                static const QStringList covered = {QStringLiteral("commercial"), QStringLiteral("group"),
                                                    QStringLiteral("independent_controller")};
                one = kind.value.isValid() ? Truth(covered.contains(kind.value.toString())) : kind.absent ? Truth(false) : std::nullopt;
            }
            result = either(result, one);
        }
        return result;
    }

    /// Schemes are written in many ways; the random texts have none of the special ones but a bar and a per cent sign.
    static bool isOneOf(const QString &scheme, const QStringList &names)
    {
        const auto plain = [](QString s) { return s.toUpper().remove(QLatin1Char('_')); };
        return std::any_of(names.begin(), names.end(), [&](const QString &name) { return plain(name) == plain(scheme); });
    }
    /// Certificates are compared with the services of their holder and with those that they are relied on for.
    Truth inScope(const Entity &certificate, const Entity &service, bool region) const
    {
        const auto text = [](const Entity &e, const char *attr) { return e.values.value(QLatin1String(attr)).toString(); };
        const QString provider = text(service, "provider");
        const bool held = !provider.isEmpty() && provider == text(certificate, "holder");
        if (!held && !certificate.lists.value(QStringLiteral("services_used")).items.contains(service.key))
            return std::nullopt;
        QStringList named;
        for (const Entity &e : entities) {
            if (e.kind == Kind::Service)
                named += {e.key, text(e, "product")};
        }
        const ListData hosted = service.lists.value(QStringLiteral("hosting_countries"));
        rules::ScopedService scoped;
        scoped.key = service.key;
        scoped.product = text(service, "product");
        scoped.provider = provider;
        scoped.region = text(service, "region");
        scoped.global = service.absent.contains(QStringLiteral("region"));
        scoped.countriesComplete = hosted.complete && !hosted.items.contains(QString());
        for (const QString &country : hosted.items) {
            if (!country.isEmpty())
                scoped.countries.append(country);
        }
        const ListData stated = certificate.lists.value(region ? QStringLiteral("regions") : QStringLiteral("services"));
        // As the session has it: a text may happen to be the code of a country ("ax" is Aland).
        static const auto read = store::ReferenceLookup::fromResources();
        static const store::ReferenceLookup reference = read ? *read : store::ReferenceLookup();
        const rules::CertificateScope scope(reference, {}, named);
        const rules::StatedScope list{stated.items, stated.complete};
        const rules::Cover cover = region ? scope.region(list, scoped) : scope.product(list, scoped);
        return cover == rules::Cover::Yes ? Truth(true) : cover == rules::Cover::No ? Truth(false) : std::nullopt;
    }

    Truth covered(const C &c, const Stack &stack) const
    {
        Value named;
        if (c.path.isSelf())
            named.value = outer(stack, c.path.up)->key;
        else
            named = resolve(c.path, stack);
        if (!named.value.isValid())
            return named.absent ? Truth(false) : std::nullopt;
        const Entity *certificate = find(Kind::Certification, named.value.toString());
        return certificate ? inScope(*certificate, *stack.constLast(), c.region) : std::nullopt;
    }

    Truth certified(const C &c, const Stack &stack) const
    {
        Value holder;
        if (c.path.isSelf())
            holder.value = outer(stack, c.path.up)->key;
        else
            holder = resolve(c.path, stack);
        if (!holder.value.isValid())
            return holder.absent ? Truth(false) : std::nullopt;
        Truth result = isAttested(Kind::Certification, QStringLiteral("holder")) ? Truth(false) : std::nullopt;
        for (const Entity &e : entities) {
            if (e.kind != Kind::Certification || e.values.value(QStringLiteral("holder")).toString() != holder.value.toString())
                continue;
            const auto has = [&](const QString &attr) { return e.values.contains(attr); };
            Truth ok = c.anyName ? Truth(true)
                       : has(QStringLiteral("scheme")) ? Truth(isOneOf(e.values.value(QStringLiteral("scheme")).toString(), c.names))
                       : e.absent.contains(QStringLiteral("scheme")) ? Truth(false) : std::nullopt;
            const QString expires = QStringLiteral("expires");
            ok = both(ok, has(expires) ? Truth(e.values.value(expires).toInt() >= asOf)
                                       : e.absent.contains(expires) ? Truth(true) : std::nullopt);
            const QString issued = QStringLiteral("issued");
            ok = both(ok, !has(issued) || e.values.value(issued).toInt() <= asOf);
            const QString type = QStringLiteral("report_type");
            ok = both(ok, has(type) ? Truth(e.values.value(type).toString() != QLatin1String("self")
                                            && e.values.value(type).toString() != QLatin1String("type1"))
                                    : e.absent.contains(type) ? Truth(false) : std::nullopt);
            if (c.service) {
                const Value service = c.service->isSelf() ? Value{outer(stack, 0)->key, false} : resolve(*c.service, stack);
                const Entity *of = service.value.isValid() ? find(Kind::Service, service.value.toString()) : nullptr;
                ok = both(ok, of ? both(inScope(e, *of, false), inScope(e, *of, true)) : service.absent ? Truth(false) : std::nullopt);
            }
            result = either(result, ok);
        }
        return result;
    }

    bool judged(const Entity &e) const
    {
        if (e.kind == Kind::Workload && e.values.value(QStringLiteral("role")).toString() == QLatin1String("supporting"))
            return false;
        if (e.kind == Kind::Grant && e.values.value(QStringLiteral("effect")).toString() == QLatin1String("deny"))
            return false;
        return e.values.value(QStringLiteral("availability")).toString() != QLatin1String("available");
    }
    Truth share(const C &c, const Stack &stack) const
    {
        Stack one = stack;
        Kind end = Kind::Workload;
        for (const Entity &e : entities) {
            if (e.kind == c.shareKind)
                one = {&e};
        }
        QString group;
        const domain::Attribute *by = one.constLast()->kind == c.shareKind ? attributeOf(c.path, one, &end) : nullptr;
        if (by && by->refKind == stack.constLast()->kind) {
            group = stack.constLast()->key;
        } else {
            const Value own = resolve(c.path, stack);
            if (!own.value.isValid())
                return own.absent ? Truth(false) : std::nullopt;
            group = own.value.toString();
        }
        // Every world that is possible: each member of which something is unknown is in or out, and here or elsewhere.
        struct Option
        {
            int total, here;
            bool operator==(const Option &) const = default;
        };
        QList<Option> worlds = {{0, 0}};
        for (const Entity &e : entities) {
            if (e.kind != c.shareKind || !judged(e))
                continue;
            const Truth member = c.where() ? judge(*c.where(), {&e}) : Truth(true);
            const Value g = resolve(c.path, {&e});
            QList<Option> options;
            if (member != Truth(true))
                options.append({0, 0});
            if (member != Truth(false)) {
                const bool unknownGroup = !g.value.isValid() && !g.absent;
                if (unknownGroup || g.value.toString() == group)
                    options.append({1, 1});
                if (unknownGroup || g.value.toString() != group)
                    options.append({1, 0});
            }
            QList<Option> next;
            for (const Option &w : std::as_const(worlds)) {
                for (const Option &o : std::as_const(options)) {
                    const Option sum{w.total + o.total, w.here + o.here};
                    if (!next.contains(sum))
                        next.append(sum);
                }
            }
            worlds = next;
        }
        QSet<bool> answers;
        for (const Option &w : std::as_const(worlds))
            answers.insert(*compare(c.op, w.total ? 100.0 * w.here / w.total : 0.0, numberOf(c.argument)));
        return answers.size() == 1 ? Truth(*answers.begin()) : std::nullopt;
    }

    Truth judge(const C &c, const Stack &stack) const
    {
        switch (c.type) {
        case C::Type::All:
        case C::Type::Any: {
            Truth result = c.type == C::Type::All;
            for (const C &child : c.children)
                result = c.type == C::Type::All ? both(result, judge(child, stack)) : either(result, judge(child, stack));
            return result;
        }
        case C::Type::Not:
            return negated(judge(c.children.constFirst(), stack));
        case C::Type::Const:
            return c.value;
        case C::Type::Scalar:
            return scalar(c, stack);
        case C::Type::List:
            return listLeaf(c, stack);
        case C::Type::AnyOf:
            return unionLeaf(c, stack);
        case C::Type::Minus:
            return minusLeaf(c, stack);
        case C::Type::Exists:
        case C::Type::Every:
        case C::Type::Count:
            return relation(c, stack);
        case C::Type::Adequate:
            return adequate(c, stack);
        case C::Type::Certified:
            return certified(c, stack);
        case C::Type::Covered:
            return covered(c, stack);
        case C::Type::Share:
            return share(c, stack);
        case C::Type::Exposed:
            break; // tested by a table of its own
        }
        return std::nullopt;
    }
};

} // namespace naive
