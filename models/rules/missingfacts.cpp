// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/missingfacts.h"

#include "rules/adequacy.h"

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using State = rules::SaidValues::State;

namespace rules {

MissingFacts::MissingFacts(Session &session, const domain::Catalogue &catalogue, domain::Day asOf)
    : m_session(session), m_catalogue(catalogue), m_asOf(asOf), m_values(session)
{
}

void MissingFacts::missing(EntityKind kind, const QString &attr, qint64 holder, const Add &add)
{
    if (const Attribute *a = m_catalogue.attribute(kind, attr))
        add({kind, a, holder});
}

bool MissingFacts::isAttested(EntityKind kind, const QString &attr)
{
    auto rows = m_session.ask(Sql(u"SELECT 1 FROM bw_attested WHERE kind = %1 AND attr IN ('*',?)"_s.arg(static_cast<int>(kind))), attr);
    if (!rows) {
        m_error = rows.error().detail;
        return true;
    }
    const bool attested = rows->next();
    rows->finish();
    return attested;
}

/// As the compiler's `effective`: the own value, or the one at the end of the way from which it is taken over.
MissingFacts::Found MissingFacts::scalar(EntityKind kind, const Attribute &attr, qint64 id, const Add &add, int depth)
{
    const SaidValues::Cell own = m_values.scalar(kind, attr, id);
    Found found{own.state, kind, id, own.target, &attr};
    if (own.state != State::NotSaid)
        return found;
    const auto ownMissing = [&] {
        add({kind, &attr, id});
        return found;
    };
    if (attr.inherited.size() < 2 || depth > 3)
        return ownMissing();
    EntityKind here = kind;
    qint64 at = id;
    const Add nowhere = [](const MissingFact &) {};
    for (qsizetype i = 0; i + 1 < attr.inherited.size(); ++i) {
        const Attribute *step = m_catalogue.attribute(here, attr.inherited.at(i));
        if (!step || !step->refKind)
            return ownMissing();
        if (step->isList()) {
            at = m_values.list(here, *step, at).first;
        } else {
            const Found next = scalar(here, *step, at, nowhere, depth + 1);
            if (next.state == State::Absent)
                return {State::Absent, kind, id, 0, &attr};
            at = next.target;
        }
        // Nobody knows from whom it would be taken over: it is asked of the thing itself.
        if (at == 0)
            return ownMissing();
        here = *step->refKind;
    }
    const Attribute *end = m_catalogue.attribute(here, attr.inherited.constLast());
    if (!end || end->isList())
        return ownMissing();
    return scalar(here, *end, at, add, depth + 1);
}

void MissingFacts::list(EntityKind kind, const Attribute &attr, qint64 id, const Add &add, int depth)
{
    const SaidValues::List own = m_values.list(kind, attr, id);
    if (own.said || attr.inherited.size() < 2 || depth > 3) {
        if (!own.complete || own.placesOpen)
            add({kind, &attr, id});
        return;
    }
    EntityKind here = kind;
    qint64 at = id;
    const Add nowhere = [](const MissingFact &) {};
    for (qsizetype i = 0; i + 1 < attr.inherited.size(); ++i) {
        const Attribute *step = m_catalogue.attribute(here, attr.inherited.at(i));
        if (!step || !step->refKind || step->isList()) {
            add({kind, &attr, id});
            return;
        }
        const Found next = scalar(here, *step, at, nowhere, depth + 1);
        if (next.state == State::Absent)
            return;
        at = next.target;
        if (at == 0) {
            add({kind, &attr, id});
            return;
        }
        here = *step->refKind;
    }
    const Attribute *end = m_catalogue.attribute(here, attr.inherited.constLast());
    if (end && end->isList())
        list(here, *end, at, add, depth + 1);
    else
        add({kind, &attr, id});
}

MissingFacts::Found MissingFacts::holder(const Path &path, const AskedOf &of, const Add &add)
{
    const auto outer = of.size() - 1 - path.up;
    if (outer < 0)
        return {};
    Found found{State::Said, of.at(outer).first, of.at(outer).second, of.at(outer).second, nullptr};
    for (qsizetype i = 0; i + 1 < path.steps.size(); ++i) {
        const Attribute *attr = m_catalogue.attribute(found.kind, path.steps.at(i));
        if (!attr || !attr->refKind)
            return {};
        const Found next = scalar(found.kind, *attr, found.target, add);
        if (next.state != State::Said || next.target == 0)
            return {next.state, *attr->refKind, 0, 0, attr};
        found = {State::Said, *attr->refKind, next.target, next.target, nullptr};
    }
    found.holder = found.target;
    return found;
}

MissingFacts::Found MissingFacts::path(const Path &path, const AskedOf &of, const Add &add)
{
    if (path.isSelf())
        return thing(path, of, add);
    const Found at = holder(path, of, add);
    if (at.holder == 0)
        return at;
    const Attribute *attr = m_catalogue.attribute(at.kind, path.steps.constLast());
    if (!attr || attr->isList())
        return at; // key and name are always said
    return scalar(at.kind, *attr, at.holder, add);
}

MissingFacts::Found MissingFacts::thing(const Path &path, const AskedOf &of, const Add &add)
{
    if (!path.isSelf()) {
        Found found = this->path(path, of, add);
        if (found.attr && found.attr->refKind)
            found.kind = *found.attr->refKind;
        return found;
    }
    const auto outer = of.size() - 1 - path.up;
    return outer < 0 ? Found() : Found{State::Said, of.at(outer).first, of.at(outer).second, of.at(outer).second, nullptr};
}

void MissingFacts::listPath(const Path &path, const AskedOf &of, const Add &add)
{
    const Found at = holder(path, of, add);
    if (at.holder == 0)
        return;
    const QString last = path.steps.constLast();
    if (last != "all_places"_L1) {
        if (const Attribute *attr = m_catalogue.attribute(at.kind, last); attr && attr->isList())
            list(at.kind, *attr, at.holder, add);
        return;
    }
    for (const Attribute &attr : m_catalogue.kind(at.kind).attributes) {
        if (attr.facet != 0)
            list(at.kind, attr, at.holder, add);
    }
}

void MissingFacts::ofLeaf(const Condition &c, const AskedOf &of, const Add &add)
{
    switch (c.type) {
    case Condition::Type::Scalar: {
        bool any = false;
        const Add counted = [&](const MissingFact &fact) {
            any = true;
            add(fact);
        };
        const Found found = path(c.path, of, counted);
        if (c.argument.kind == Argument::Kind::Path)
            path(c.argument.path, of, counted);
        // Said, and still no answer: a day that lies ahead of the day that is looked at.
        if (!any && c.op == Op::OlderThanDays && found.state == State::Said && found.attr && found.holder != 0)
            add({found.kind, found.attr, found.holder});
        // Or a text in no known form.
        if (!any && c.readsText() && found.state == State::Said && found.attr && found.holder != 0)
            add({found.kind, found.attr, found.holder});
        break;
    }
    case Condition::Type::List: {
        bool any = false;
        const Add counted = [&](const MissingFact &fact) {
            any = true;
            add(fact);
        };
        listPath(c.path, of, counted);
        if (!any && c.readsText()) {
            const Found at = holder(c.path, of, add);
            if (const Attribute *attr = at.holder == 0 ? nullptr : m_catalogue.attribute(at.kind, c.path.steps.constLast()))
                add({at.kind, attr, at.holder});
        }
        break;
    }
    case Condition::Type::AnyOf:
    case Condition::Type::Minus:
        for (qsizetype i = 0; i < c.lists.size(); ++i) {
            if (const QList<Step> way = c.ways.value(i); way.isEmpty())
                listPath(c.lists.at(i), of, [&](const MissingFact &fact) {
                    // A list of which nothing is said leaves nothing open where it counts as holding nothing.
                    if (!c.unsaid || !fact.attr || m_values.list(fact.kind, *fact.attr, fact.holder).said)
                        add(fact);
                });
            else
                reached(way, c.lists.at(i), of, add);
        }
        break;
    case Condition::Type::Adequate:
        adequate(c, of, add);
        break;
    case Condition::Type::Exposed:
        exposed(c, of, add);
        break;
    case Condition::Type::Certified:
        certified(c, of, add);
        break;
    case Condition::Type::Covered: {
        const Found certificate = thing(c.path, of, add);
        if (certificate.target != 0)
            covered(certificate.target, of.last().second, !c.region, c.region, add);
        break;
    }
    case Condition::Type::Share:
        share(c, of, add);
        break;
    default:
        break;
    }
}

void MissingFacts::reached(const QList<Step> &way, const Path &path, const AskedOf &of, const Add &add)
{
    const auto [kind, id] = of.last();
    Condition relation;
    relation.type = Condition::Type::Exists;
    EntityKind from = kind;
    QList<qint64> things{id};
    for (qsizetype nr = 0; nr < way.size(); ++nr) {
        relation.relation.append(way.at(nr));
        for (const qint64 thing : std::as_const(things))
            ofStep(relation, nr, from, thing, add);
        const CompiledRule compiled = Compiler(m_catalogue, m_asOf, {}).compileRelated(kind, relation);
        if (const auto prepared = m_session.prepare(compiled); !prepared) {
            m_error = prepared.error().detail;
            return;
        }
        auto rows = m_session.ask(compiled.statement, id);
        if (!rows) {
            m_error = rows.error().detail;
            return;
        }
        things.clear();
        while (rows->next())
            things.append(rows->value(0).toLongLong());
        rows->finish();
        from = way.at(nr).kind;
    }
    const Attribute *attr = m_catalogue.attribute(from, path.steps.constLast());
    for (const qint64 thing : std::as_const(things)) {
        if (attr && attr->isList())
            list(from, *attr, thing, add);
        else if (attr)
            scalar(from, *attr, thing, add);
    }
}

void MissingFacts::ofStep(const Condition &c, qsizetype nr, EntityKind kind, qint64 id, const Add &add)
{
    const Step &step = c.relation.at(nr);
    if (step.backward) {
        if (!isAttested(step.kind, step.attr))
            add({step.kind, nullptr, 0});
        return;
    }
    const Attribute *attr = m_catalogue.attribute(kind, step.attr);
    if (!attr)
        return;
    if (step.list) {
        if (!m_values.list(kind, *attr, id).complete)
            add({kind, attr, id});
        return;
    }
    scalar(kind, *attr, id, add);
}

void MissingFacts::adequate(const Condition &c, const AskedOf &of, const Add &add)
{
    const Found country = path(c.path, of, add);
    if (country.state != State::Said || !country.attr || country.holder == 0)
        return;
    // Of a country that no decision covers, or only an unconditional one, neither a certificate nor the kind of recipient is asked.
    const auto asks = adequacyAsks(m_session, valueOf(country).toString());
    if (!asks) {
        m_error = asks.error().detail;
        return;
    }
    if (asks->certificate) {
        const Add nowhere = [](const MissingFact &) {};
        const auto said = [&](const std::optional<Path> &one) -> std::optional<bool> {
            const Found found = one ? path(*one, of, nowhere) : Found();
            if (found.state == State::Said)
                return valueOf(found).toBool();
            return found.state == State::Absent ? std::optional(false) : std::nullopt;
        };
        const CertificateAsks open = certificateAsks(said(c.dpf), said(c.hr));
        for (const auto &[one, asked] : {std::pair(&c.dpf, open.certified), std::pair(&c.dpfHr, open.forHr), std::pair(&c.hr, open.hrGoes)}) {
            if (asked && *one)
                path(**one, of, add);
        }
    }
    if (asks->recipient && c.recipientKind)
        path(*c.recipientKind, of, add);
}

/// What is said at the end of a path.
QVariant MissingFacts::valueOf(const Found &found)
{
    if (!found.attr || found.holder == 0)
        return {};
    auto rows = m_session.ask(Sql(u"SELECT %1 FROM %2 t WHERE t.id = ?"_s.arg(SqliteDialect::column(u"t"_s, found.attr->name), Compiler::entityTable(found.kind))), found.holder);
    if (!rows) {
        m_error = rows.error().detail;
        return {};
    }
    const QVariant value = rows->next() ? rows->value(0) : QVariant();
    rows->finish();
    return value;
}

void MissingFacts::exposed(const Condition &c, const AskedOf &of, const Add &add)
{
    const Found provider = thing(c.path, of, add);
    if (provider.target == 0)
        return;
    auto rows = m_session.ask(Sql(u"SELECT known FROM bw_provider WHERE id = ?"_s), provider.target);
    if (!rows) {
        m_error = rows.error().detail;
        return;
    }
    const bool known = rows->next() && rows->value(0).toInt() != 0;
    rows->finish();
    // Where the seats are known the law itself is uncertain: no answer of the organisation settles that.
    if (known)
        return;
    for (const QString &name : {u"legal_country"_s, u"ultimate_parent_country"_s}) {
        const Attribute *attr = m_catalogue.attribute(EntityKind::Provider, name);
        if (attr && m_values.scalar(EntityKind::Provider, *attr, provider.target).state == State::NotSaid)
            add({EntityKind::Provider, attr, provider.target});
    }
}

void MissingFacts::covered(qint64 certificate, qint64 service, bool product, bool region, const Add &add)
{
    auto rows = m_session.ask(Sql(u"SELECT product, region FROM bw_scope WHERE service = %1 AND certificate = ?"_s.arg(service)), certificate);
    if (!rows) {
        m_error = rows.error().detail;
        return;
    }
    const bool there = rows->next();
    const bool productOpen = there && rows->value(0).toInt() == 1;
    const bool regionOpen = there && rows->value(1).toInt() == 1;
    rows->finish();
    if (product && productOpen)
        missing(EntityKind::Certification, u"services"_s, certificate, add);
    if (region && regionOpen)
        missing(EntityKind::Certification, u"regions"_s, certificate, add);
}

void MissingFacts::certified(const Condition &c, const AskedOf &of, const Add &add)
{
    const Found holder = thing(c.path, of, add);
    qint64 service = 0;
    if (c.service)
        service = thing(*c.service, of, add).target;
    if (holder.target == 0)
        return;
    const QString attr = holder.kind == EntityKind::LegalEntity ? u"legal_entity"_s : u"holder"_s;
    auto rows = m_session.ask(Sql(u"SELECT r.id, COALESCE(%1,'') FROM e_certification r WHERE r.id NOT IN (SELECT id FROM bw_retired) AND r.\"%2\" = ?"_s.arg(
                                  SqliteDialect::plainScheme(u"r.scheme"_s), attr)),
                              holder.target);
    if (!rows) {
        m_error = rows.error().detail;
        return;
    }
    QList<std::pair<qint64, QString>> certificates;
    while (rows->next())
        certificates.append({rows->value(0).toLongLong(), rows->value(1).toString()});
    rows->finish();
    QStringList schemes;
    for (const QString &name : c.names)
        schemes.append(plainScheme(name));
    for (const auto &[id, scheme] : std::as_const(certificates)) {
        if (!c.anyName && !scheme.isEmpty() && !schemes.contains(scheme))
            continue;
        for (const QString &name : {u"scheme"_s, u"expires"_s, u"report_type"_s}) {
            const Attribute *a = m_catalogue.attribute(EntityKind::Certification, name);
            if (a && !(c.anyName && name == "scheme"_L1) && m_values.scalar(EntityKind::Certification, *a, id).state == State::NotSaid)
                add({EntityKind::Certification, a, id});
        }
        if (service != 0)
            covered(id, service, true, true, add);
    }
    if (!isAttested(EntityKind::Certification, attr))
        add({EntityKind::Certification, nullptr, 0});
}

void MissingFacts::share(const Condition &c, const AskedOf &of, const Add &add)
{
    const Attribute *by = c.path.steps.size() == 1 ? m_catalogue.attribute(c.shareKind, c.path.steps.constFirst()) : nullptr;
    if (!(by && by->refKind == of.last().first))
        path(c.path, of, add);
    auto it = m_shares.find(&c);
    if (it == m_shares.end()) {
        // Those whose group nobody knows: the share is a range while there are any.
        QList<MissingFact> lost;
        auto rows = m_session.run(Compiler(m_catalogue, m_asOf, {}).judgedIds(c.shareKind));
        if (!rows) {
            m_error = rows.error().detail;
            return;
        }
        while (rows->next())
            path(c.path, {{c.shareKind, rows->value(0).toLongLong()}}, [&lost](const MissingFact &fact) { lost.append(fact); });
        it = m_shares.emplace(&c, std::move(lost)).first;
    }
    if (!it->second.isEmpty())
        add({c.shareKind, nullptr, 0, &it->second});
}

} // namespace rules
