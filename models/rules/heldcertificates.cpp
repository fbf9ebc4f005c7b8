// SPDX-License-Identifier: GPL-3.0-or-later
// Which certificates are valid, and what they surely cover: by the same tables as the conditions of rules, so that both say the same.
#include "rules/served.h"

#include "rules/dialect.h"
#include "rules/rulereader.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Result;

namespace rules {
namespace {

/// A certificate as far as it counts for a list.
struct Certificate
{
    qint64 id = 0, holder = 0;
    bool own = false;
    QString scheme;
    std::optional<domain::Day> until;
    bool shareKnown = false;
};

class Facts
{
public:
    Facts(store::AttributeStore &values, const domain::Catalogue &catalogue) : m_values(values), m_catalogue(catalogue) {}
    store::MaybeValue of(qint64 id, EntityKind kind, const QString &attr)
    {
        const domain::Attribute *attribute = m_catalogue.attribute(kind, attr);
        return attribute ? m_values.read(id, kind, *attribute) : std::nullopt;
    }
    QString text(qint64 id, EntityKind kind, const QString &attr)
    {
        const store::MaybeValue value = of(id, kind, attr);
        const auto *said = value ? std::get_if<QString>(&*value) : nullptr;
        return said ? *said : QString();
    }
    std::optional<domain::Day> day(qint64 id, EntityKind kind, const QString &attr)
    {
        const store::MaybeValue value = of(id, kind, attr);
        const auto *said = value ? std::get_if<qint64>(&*value) : nullptr;
        return said ? std::optional(static_cast<domain::Day>(*said)) : std::nullopt;
    }
    bool isAbsent(qint64 id, EntityKind kind, const QString &attr)
    {
        const store::MaybeValue value = of(id, kind, attr);
        return value && std::holds_alternative<domain::Absent>(*value);
    }
    qint64 reference(qint64 id, EntityKind kind, const QString &attr, EntityKind target)
    {
        const store::MaybeValue value = of(id, kind, attr);
        const auto *said = value ? std::get_if<domain::Reference>(&*value) : nullptr;
        return said ? m_values.find(target, said->key) : 0;
    }

private:
    store::AttributeStore &m_values;
    const domain::Catalogue &m_catalogue;
};

/// Valid for certain, as `certified` in conditions asks it.
std::optional<Certificate> certificateOf(Facts &facts, qint64 id, domain::Day asOf)
{
    constexpr EntityKind kind = EntityKind::Certification;
    const auto expires = facts.day(id, kind, u"expires"_s);
    const bool endless = facts.isAbsent(id, kind, u"expires"_s);
    const auto issued = facts.day(id, kind, u"issued"_s);
    const QString report = facts.text(id, kind, u"report_type"_s);
    if ((!expires && !endless) || (expires && *expires < asOf) || (issued && *issued > asOf) || report.isEmpty() || report == u"self"_s || report == u"type1"_s)
        return std::nullopt;
    Certificate out{id, facts.reference(id, kind, u"holder"_s, EntityKind::Provider), false, plainScheme(facts.text(id, kind, u"scheme"_s)), expires,
                    !facts.text(id, kind, u"responsibility_map"_s).isEmpty()};
    if (out.holder == 0) {
        out.holder = facts.reference(id, kind, u"legal_entity"_s, EntityKind::LegalEntity);
        out.own = true;
    }
    return out.holder == 0 ? std::nullopt : std::optional(out);
}

/// Which services the certificates of one holder cover: surely by one of them, or perhaps by one and surely by none.
void cover(HeldCertificates &held, const QList<CertifiedService> &services)
{
    QHash<qint64, Cover> best;
    QList<qint64> order;
    for (const CertifiedService &s : services) {
        if (!held.certificates.contains(s.certificate) || s.cover == Cover::No)
            continue;
        if (!best.contains(s.service))
            order.append(s.service);
        best.insert(s.service, std::max(best.value(s.service, Cover::No), s.cover));
    }
    for (const qint64 id : std::as_const(order))
        (best.value(id) == Cover::Yes ? held.services : held.perhaps).append(id);
}

} // namespace

Result<QList<HeldCertificates>> heldCertificates(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<RequirementList> &lists, domain::Day asOf)
{
    RunRequest request;
    request.asOf = asOf;
    RuleReader reader(db, catalogue, request);
    if (const Result<void> opened = reader.open(); !opened)
        return opened.error();
    store::AttributeStore values(store::nativeHandle(db), catalogue);
    Facts facts(values, catalogue);
    const Result<const QList<qint64> *> ids = reader.judged(EntityKind::Certification);
    if (!ids)
        return ids.error();
    QList<Certificate> valid;
    for (const qint64 id : **ids) {
        if (const auto one = certificateOf(facts, id, asOf))
            valid.append(*one);
    }
    const Result<QList<CertifiedService>> services = reader.certifiedServices();
    if (!services)
        return services.error();
    const auto covers = [&services](qint64 certificate) {
        return std::any_of(services->cbegin(), services->cend(), [certificate](const CertifiedService &s) { return s.certificate == certificate && s.cover == Cover::Yes; });
    };
    QList<HeldCertificates> out;
    for (const RequirementList &list : lists) {
        QStringList schemes;
        for (const QString &name : list.schemes)
            schemes.append(plainScheme(name));
        QList<HeldCertificates> ofList;
        for (const Certificate &c : std::as_const(valid)) {
            if (!schemes.contains(c.scheme) || (!c.own && !covers(c.id)))
                continue;
            auto it = std::find_if(ofList.begin(), ofList.end(), [&c](const HeldCertificates &h) { return h.holder == c.holder; });
            if (it == ofList.end())
                it = ofList.insert(ofList.end(), HeldCertificates{list.id, c.holder, c.own, {}, {}, {}, std::nullopt, true});
            it->certificates.append(c.id);
            it->customerShareKnown = it->customerShareKnown && c.shareKnown;
            if (c.until)
                it->until = std::min(c.until.value(), it->until.value_or(c.until.value()));
        }
        for (HeldCertificates &h : ofList) {
            cover(h, *services);
            out.append(h);
        }
    }
    return out;
}

} // namespace rules
