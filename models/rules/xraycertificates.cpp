// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates: relied on though they have ended, belong to somebody else or leave the service out; and results that end with one.
#include "rules/dialect.h"
#include "rules/session.h"
#include "rules/xrayfamily.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace rules {
namespace {

/// Does the condition ask for a certificate of this scheme?
bool asksFor(const Condition &c, const QString &scheme)
{
    if (c.type == Condition::Type::Certified)
        return c.anyName || std::any_of(c.names.cbegin(), c.names.cend(), [&](const QString &name) { return plainScheme(name) == scheme; });
    return std::any_of(c.children.cbegin(), c.children.cend(), [&](const Condition &child) { return asksFor(child, scheme); });
}

/// How many of the sorted `some` stand in the sorted `all`.
qint64 common(const QList<qint64> &some, const QList<qint64> &all)
{
    return std::count_if(some.cbegin(), some.cend(), [&all](qint64 id) { return std::binary_search(all.cbegin(), all.cend(), id); });
}

struct Lapsing
{
    qint64 certificate = 0;
    QString scheme;
    qint64 holder = 0;
    QString expires;
    QList<qint64> services;
};

class CertificateChecks final : public XrayFamily
{
public:
    CertificateChecks()
        : XrayFamily(u"Certificates"_s,
                     {{u"certificate-expired"_s, Severity::High, u"Expired certificates used as evidence"_s, u"certificate_expired"_s,
                       u"{1} expired on {a:day}, but is relied on for {n|service|services}: {2}."_s, false, 2},
                      {u"certificate-gone"_s, Severity::High, u"Withdrawn certificates used as evidence"_s, u"certificate_gone"_s,
                       u"{1} is out of use[ since {a:day}] or no longer in its source, but is relied on for {n|service|services}: {2}."_s},
                      {u"certificate-uncovered"_s, Severity::High, u"Certificates that do not cover what they are used for"_s, u"certificate_uncovered"_s,
                       u"{1} is relied on for {2}, but its \u201c{attr1}\u201d leave[ {a}] out."_s},
                      {u"certificate-holder"_s, Severity::High, u"Certificates of another provider"_s, u"certificate_holder"_s,
                       u"{1} is held by {a}, but is relied on for {2}, a service of {b}."_s},
                      {u"certificate-lapses"_s, Severity::Medium, u"Results that end with a certificate within 30 days"_s, u"certificate_lapses"_s,
                       u"{n|result that is met rests|results that are met rest} on {1}, which lapses on {a:day}."_s}})
    {
    }

    Result<void> ask(const XrayCheck &check, XrayContext &context, const Found &found) override
    {
        return check.id == u"certificate-lapses"_s ? lapses(check, context, found) : XrayFamily::ask(check, context, found);
    }

protected:
    Result<QByteArray> argument(const XrayCheck &check, XrayContext &context) override
    {
        if (check.id != u"certificate-uncovered"_s)
            return QByteArray();
        nlohmann::json out = nlohmann::json::array();
        store::Statement &any = context.values.statement("SELECT EXISTS (SELECT 1 FROM link WHERE attr='services_used')");
        const bool used = any.next() && any.integer(0) != 0;
        any.reset();
        if (!used)
            return QByteArray("[]");
        // As the rules compare a certificate's own words with a service: 0 is surely not covered.
        Session session(context.db, context.catalogue, context.asOf);
        if (const Result<void> opened = session.open(); !opened)
            return opened.error();
        auto rows = session.run({u"SELECT certificate, service, product FROM bw_scope WHERE product=0 OR region=0"_s, {}});
        if (!rows)
            return rows.error();
        while (rows->next())
            out.push_back({rows->value(0).toLongLong(), rows->value(1).toLongLong(), rows->value(2).toInt() == 0 ? 1 : 0});
        rows->finish();
        return QByteArray::fromStdString(out.dump());
    }

private:
    /// Things whose passing result ends with the certificate: its services, the systems on them, and its holder.
    static qint64 resting(const Lapsing &lapsing, const QList<qint64> &users, XrayContext &context, PassingResults &passing)
    {
        qint64 count = 0;
        const QString scheme = plainScheme(lapsing.scheme);
        for (const Pack &pack : context.packs) {
            for (const Rule &rule : pack.rules) {
                if (rule.off || (!asksFor(rule.gapIf, scheme) && !asksFor(rule.appliesIf, scheme)))
                    continue;
                const auto met = passing.of(rule);
                if (!met)
                    continue;
                if (rule.entity == EntityKind::Service)
                    count += common(lapsing.services, **met);
                else if (rule.entity == EntityKind::Workload)
                    count += common(users, **met);
                else if (rule.entity == EntityKind::Provider && lapsing.holder != 0)
                    count += common({lapsing.holder}, **met);
            }
        }
        return count;
    }

    static Result<void> lapses(const XrayCheck &check, XrayContext &context, const Found &found)
    {
        QList<Lapsing> all;
        const Result<void> read = eachXrayRow(context, check.query, {}, [&all](store::Statement &s) {
            if (all.isEmpty() || all.constLast().certificate != s.integer(0))
                all.append({s.integer(0), s.text(1), s.integer(2), s.text(3), {}});
            all.last().services.append(s.integer(4));
        });
        PassingResults passing(context);
        if (!read || all.isEmpty() || !passing.hasRun())
            return read;
        QHash<qint64, QList<qint64>> users;
        const Result<void> standing = eachXrayRow(context, u"certificate_users"_s, {}, [&users](store::Statement &s) { users[s.integer(0)].append(s.integer(1)); });
        if (!standing)
            return standing;
        for (const Lapsing &lapsing : std::as_const(all)) {
            QList<qint64> systems;
            for (const qint64 service : lapsing.services)
                systems += users.value(service);
            std::sort(systems.begin(), systems.end());
            const qint64 count = resting(lapsing, systems, context, passing);
            if (count > 0)
                found(check, {{{lapsing.certificate, u"expires"_s}, {lapsing.services.constFirst(), {}}, {}}, lapsing.expires, {}, {}, {}, count, {}});
        }
        return {};
    }
};

} // namespace

std::unique_ptr<XrayFamily> makeCertificateChecks() { return std::make_unique<CertificateChecks>(); }

} // namespace rules
