// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of certificates shows.
#include "core/certificatestates.h"
#include "core/withstore.h"
#include "gui/assetparts.h"
#include "gui/guikept.h"
#include "gui/translate.h"
#include "store/pages/scopequeries.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

struct Dated
{
    store::CertificateLine line;
    CertificateStanding standing;
};

Status certificateSign(CertificateState state)
{
    switch (state) {
    case CertificateState::Valid: return Status::Pass;
    case CertificateState::ExpiresSoon: return Status::NotYetApplicable;
    case CertificateState::Unclear: return Status::Unknown;
    case CertificateState::Claimed: return Status::Error;
    case CertificateState::Expired: return Status::Gap;
    case CertificateState::None: break;
    }
    return Status::NotApplicable;
}

QString schemeName(const QString &scheme)
{
    return scheme.isEmpty() ? u"Scheme not recorded"_s : text::valueWord(scheme);
}

/// "until 2027-06-19", "expired on 2026-03-01".
QString untilWords(const Dated &one)
{
    if (one.line.endless)
        return u"no last day"_s;
    if (!one.line.expires)
        return u"last day not recorded"_s;
    const QString day = fromDay(*one.line.expires).toString(Qt::ISODate);
    return one.standing.state == CertificateState::Expired ? u"expired on %1"_s.arg(day) : u"until %1"_s.arg(day);
}

/// Expired ones, the newest first; then what expires next.
bool isMoreUrgent(const Dated &a, const Dated &b)
{
    const auto order = [](const Dated &d) {
        switch (d.standing.state) {
        case CertificateState::Expired: return 0;
        case CertificateState::ExpiresSoon: return 1;
        default: return d.line.expires ? 2 : 3;
        }
    };
    if (order(a) != order(b))
        return order(a) < order(b);
    const Day left = a.line.expires.value_or(0);
    const Day right = b.line.expires.value_or(0);
    return order(a) == 0 ? left > right : left < right;
}

void fillList(CertificatesData &out, const QList<Dated> &certificates, Day asOf)
{
    out.list.head = {u"Certificate"_s, u"Scheme"_s, u"Holder"_s, u"Valid until"_s, u"Days left"_s, u"Standing"_s, u"Kind of report"_s};
    for (const Dated &one : certificates) {
        AssetRow row;
        row.id = u"certificate:%1"_s.arg(one.line.id);
        QString standing = certificateWord(one.standing.state);
        if (!one.standing.why.isEmpty())
            standing += u": "_s + one.standing.why;
        row.cells = {one.line.name, schemeName(one.line.scheme) + (one.line.level.isEmpty() ? QString() : u' ' + one.line.level),
                     one.line.holderName.isEmpty() ? u"not recorded"_s : one.line.holderName,
                     one.line.expires ? fromDay(*one.line.expires).toString(Qt::ISODate) : one.line.endless ? u"no last day"_s : u"not recorded"_s,
                     one.line.expires ? QString::number(*one.line.expires - asOf) : QString(), standing,
                     one.line.reportType.isEmpty() ? u"not recorded"_s : text::valueWord(one.line.reportType)};
        row.sign = certificateSign(one.standing.state);
        row.grade = Severity::High;
        row.tip = u"%1, %2"_s.arg(one.line.name, untilWords(one));
        out.list.rows.append(row);
        addAssetDoor(out, row.id, EntityKind::Certification, {one.line.id}, one.line.name);
    }
}

void fillDays(CertificatesData &out, const QList<Dated> &certificates, Day asOf)
{
    figures::TimelineData &days = out.days;
    std::map<QString, int> lanes;
    for (const Dated &one : certificates) {
        if (one.line.expires)
            lanes.emplace(schemeName(one.line.scheme), 0);
    }
    for (auto &[scheme, lane] : lanes) {
        lane = static_cast<int>(days.lanes.size());
        days.lanes.append(scheme);
    }
    Day first = asOf - 30;
    Day last = asOf + 2 * WarnDays;
    std::map<Day, QList<qint64>> ending;
    for (const Dated &one : certificates) {
        if (!one.line.expires)
            continue;
        first = std::min(first, *one.line.expires - 10);
        last = std::max(last, *one.line.expires + 10);
        ending[*one.line.expires].append(one.line.id);
        days.marks.append({lanes.at(schemeName(one.line.scheme)), fromDay(*one.line.expires), 1,
                           u"%1: %2, %3, %4"_s.arg(fromDay(*one.line.expires).toString(Qt::ISODate), one.line.name, one.line.holderName, certificateWord(one.standing.state))});
    }
    for (const auto &[day, ids] : ending) {
        const QString id = figures::timelineId(fromDay(day));
        addAssetDoor(out, id, EntityKind::Certification, ids, u"Certificates that end on %1"_s.arg(id));
    }
    days.from = fromDay(first);
    days.until = fromDay(last);
    days.today = fromDay(asOf);
    days.todayWord = u"as of %1"_s.arg(fromDay(asOf).toString(Qt::ISODate));
    days.warn = fromDay(asOf + WarnDays);
    days.warnWord = u"in %1 days"_s.arg(WarnDays);
    days.emptyText = u"No certificate with a last day is recorded here."_s;
}

/// What is best known for one service and scheme, and by which certificates.
struct Covered
{
    CertificateStanding standing;
    QList<qint64> certificates;
    QStringList words;
    void take(const Dated &one, const CertificateStanding &as)
    {
        if (as.state < standing.state)
            standing = as;
        certificates.append(one.line.id);
        words.append(u"%1: %2%3, %4"_s.arg(one.line.name, certificateWord(as.state), as.why.isEmpty() ? QString() : u" ("_s + as.why + u')', untilWords(one)));
    }
};

void fillCoverage(CertificatesData &out, const QList<Dated> &certificates, const QList<store::OfferedService> &services, const QList<rules::CertifiedService> &covers)
{
    std::map<qint64, const Dated *> byId;
    std::map<QString, int> held;
    for (const Dated &one : certificates) {
        byId.emplace(one.line.id, &one);
        if (one.line.holder != 0)
            ++held[one.line.scheme];
    }
    // The schemes of which there is most come first.
    QStringList schemes;
    for (const auto &[scheme, count] : held)
        schemes.append(scheme);
    std::stable_sort(schemes.begin(), schemes.end(), [&held](const QString &a, const QString &b) { return held.at(a) > held.at(b); });
    std::map<std::pair<qint64, QString>, Covered> cells;
    std::set<std::pair<qint64, qint64>> told;
    for (const rules::CertifiedService &cover : covers) {
        const auto it = byId.find(cover.certificate);
        if (it == byId.end() || cover.cover == rules::Cover::No)
            continue;
        CertificateStanding standing = it->second->standing;
        if (cover.cover == rules::Cover::Unknown && standing.state < CertificateState::Unclear)
            standing = {CertificateState::Unclear, u"whether its scope holds the service is not clear"_s};
        cells[{cover.service, it->second->line.scheme}].take(*it->second, standing);
        told.insert({cover.certificate, cover.service});
    }
    // Relied on though its scope does not say so: that is a claim.
    for (const Dated &one : certificates) {
        for (const qint64 service : one.line.reliedOn) {
            if (!told.contains({one.line.id, service}) && one.line.holder != 0)
                cells[{service, one.line.scheme}].take(one, one.standing.state == CertificateState::Expired ? one.standing
                                                                            : CertificateStanding{CertificateState::Claimed, u"relied on, but its scope leaves the service out"_s});
        }
    }
    figures::MatrixData &matrix = out.coverage;
    matrix.corner = u"Service"_s;
    matrix.emptyText = schemes.isEmpty() ? u"No certificate of a provider is recorded here."_s : u"No service of a provider is recorded here: import the table services.csv or an inventory."_s;
    for (const QString &scheme : schemes) {
        const QString id = u"scheme:"_s + scheme;
        QList<qint64> ids;
        for (const Dated &one : certificates) {
            if (one.line.scheme == scheme)
                ids.append(one.line.id);
        }
        const QString name = schemeName(scheme);
        matrix.columns.append({name, id, u"%1: %2"_s.arg(name, countedWords(ids.size(), u"certificate"_s, u"certificates"_s)), {}});
        addAssetDoor(out, id, EntityKind::Certification, ids, name);
    }
    for (const CertificateState state : {CertificateState::Valid, CertificateState::ExpiresSoon, CertificateState::Unclear, CertificateState::Claimed, CertificateState::Expired, CertificateState::None})
        matrix.keys.append({certificateWord(state), {}, std::nullopt, certificateSign(state), std::nullopt});
    for (const store::OfferedService &service : services) {
        const QString row = u"service:%1"_s.arg(service.id);
        matrix.rows.append({service.name, row, u"%1 of %2"_s.arg(service.name, service.providerName), service.providerName.isEmpty() ? u"Provider not recorded"_s : service.providerName});
        addAssetDoor(out, row, EntityKind::Service, {service.id}, service.name);
        QList<figures::MatrixCell> line;
        for (const QString &scheme : schemes) {
            const auto it = cells.find({service.id, scheme});
            const CertificateStanding standing = it == cells.end() ? CertificateStanding{} : it->second.standing;
            figures::MatrixCell cell;
            cell.sign = certificateSign(standing.state);
            cell.word = certificateWord(standing.state);
            cell.brief = certificateBrief(standing.state);
            cell.tip = u"%1, %2: %3"_s.arg(service.name, schemeName(scheme), cell.word);
            if (it != cells.end()) {
                cell.id = u"cover:%1:%2"_s.arg(service.id).arg(scheme);
                cell.value = static_cast<double>(it->second.certificates.size());
                cell.tip += u'\n' + it->second.words.join(u'\n');
                addAssetDoor(out, cell.id, EntityKind::Certification, it->second.certificates, u"%1 for %2"_s.arg(schemeName(scheme), service.name));
            }
            line.append(cell);
        }
        matrix.cells.append(line);
    }
}

} // namespace

Result<CertificatesData> GuiBackend::certificates(const QString &path, const FilterState &filter)
{
    return withDatabase<CertificatesData>(m_services, path, store::Access::Read, [&](QSqlDatabase &db, store::AttributeStore &values) -> Result<CertificatesData> {
        const Day asOf = judgedOn(values);
        CertificatesData out;
        out.asOf = fromDay(asOf);
        const auto estate = estateOf(path, values);
        if (!estate)
            return estate.error();
        const auto facts = certificateFacts(*estate, db, values);
        if (!facts)
            return facts.error();
        QList<store::CertificateLine> lines = (*facts)->certificates;
        QList<store::OfferedService> services = (*facts)->services;
        const QList<rules::CertifiedService> &covers = (*facts)->covers;
        const bool recorded = !lines.isEmpty();
        if (const auto within = store::scopeOf(values, PageFilterOf(filter.about()).value, estate->get())) {
            services.removeIf([&within](const store::OfferedService &s) { return !within->contains(s.id); });
            // With a service goes what speaks for it.
            std::set<qint64> with;
            for (const rules::CertifiedService &cover : covers) {
                if (cover.cover != rules::Cover::No && within->contains(cover.service))
                    with.insert(cover.certificate);
            }
            lines.removeIf([&](const store::CertificateLine &l) { return !within->contains(l.id) && !with.contains(l.id); });
        }
        QList<Dated> certificates;
        std::array<int, 6> counts{};
        for (const store::CertificateLine &line : std::as_const(lines)) {
            certificates.append({line, certificateStanding(line, asOf)});
            ++counts.at(static_cast<std::size_t>(certificates.constLast().standing.state));
        }
        std::stable_sort(certificates.begin(), certificates.end(), isMoreUrgent);
        fillList(out, certificates, asOf);
        fillDays(out, certificates, asOf);
        fillCoverage(out, certificates, services, covers);
        if (lines.isEmpty()) {
            out.nothing = recorded ? u"No certificate is under this filter."_s
                                   : u"No certificates are recorded. These files fill this page: the table certifications.csv, your register of certificates as CSV or XLSX, FedRAMP's list of "
                                     "authorised services, and services.csv for what they cover."_s;
            return out;
        }
        QStringList parts = {countedWords(lines.size(), u"certificate"_s, u"certificates"_s)};
        for (const CertificateState state : {CertificateState::Expired, CertificateState::ExpiresSoon, CertificateState::Claimed, CertificateState::Unclear}) {
            if (const int count = counts.at(static_cast<std::size_t>(state)); count > 0)
                parts.append(u"%1 %2"_s.arg(count).arg(state == CertificateState::ExpiresSoon && count > 1 ? u"expire soon"_s : certificateWord(state)));
        }
        out.summary = parts.join(u"; "_s);
        return out;
    });
}

} // namespace app
