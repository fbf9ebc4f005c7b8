// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registers/fedramp.h"

#include "domain/celltext.h"
#include "importers/developername.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QHash>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Record;
using nlohmann::json;

namespace {

/// The list has blanks around some identifiers and no-break blanks in texts.
QString clean(const json &product, const char *name)
{
    return domain::cleanKey(text(product, name));
}

/// Midnight in Washington is written as the evening before or the same day in UTC: the date alone counts. "Not Active" is none.
std::optional<domain::Day> dayOf(const QString &written)
{
    const QDate date = QDate::fromString(written.left(10), Qt::ISODate);
    return date.isValid() ? std::optional(domain::toDay(date)) : std::nullopt;
}

/// The products that each one builds on, as the list says it from the other side.
QHash<QString, QStringList> foundationsOf(const json &products)
{
    QHash<QString, QStringList> all;
    for (const json *product : elements(products)) {
        const QString name = clean(*product, "cso");
        for (const json *other : elements(member(*product, "leveraged_systems"))) {
            const QString id = other->is_object() ? clean(*other, "id") : domain::cleanKey(text(*other));
            if (!id.isEmpty() && !name.isEmpty() && !all[id].contains(name))
                all[id].append(name);
        }
    }
    return all;
}

} // namespace

QString FedRampMarketplace::id() const
{
    return u"fedramp-marketplace"_s;
}

QString FedRampMarketplace::displayName() const
{
    return u"FedRAMP marketplace"_s;
}

int FedRampMarketplace::score(const json &root) const
{
    const json &data = member(root, "data");
    return !text(member(root, "meta"), "produced_by").isEmpty() && data.is_object() && data.contains("Products") ? 4 : 0;
}

domain::SourceHeader FedRampMarketplace::header(const json &root, const Source &) const
{
    domain::SourceHeader header;
    header.scope = u"marketplace"_s;
    // A list of the whole market: whom it names and the organisation does not use is neither brought in by it nor missed.
    header.rank = domain::SourceRank::Reference;
    const QDateTime changed = QDateTime::fromString(text(member(root, "meta"), "last_change"), Qt::ISODateWithMs);
    if (changed.isValid())
        header.captured = std::max<qint64>(0, changed.toSecsSinceEpoch());
    return header;
}

domain::Result<void> FedRampMarketplace::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    const json &products = member(member(root, "data"), "Products");
    if (!products.is_array())
        return Error{ErrorCode::SchemaMismatch, u"not a list of products"_s, pointerBase + u"/data/Products"_s};
    const QHash<QString, QStringList> foundations = foundationsOf(products);
    qsizetype index = 0;
    for (const json *product : elements(products)) {
        if (ordinal % 500 == 0) {
            if (context.isCancelled())
                return Error{ErrorCode::Cancelled, {}, pointerBase};
            context.progress(ordinal, 0, {});
        }
        const QString where = pointerBase + u"/data/Products/"_s + QString::number(index++);
        sink.beginRecord(ordinal++, where);
        const QString id = clean(*product, "id");
        const QString offering = clean(*product, "cso");
        const QString provider = clean(*product, "csp");
        const QString status = clean(*product, "status");
        if (!product->is_object()) {
            sink.rejected(u"not-an-object"_s, where, u"a product is an object"_s);
            continue;
        }
        if (id.isEmpty() || status.isEmpty()) {
            const QString missing = id.isEmpty() ? u"id"_s : u"status"_s;
            sink.rejected(u"missing-"_s + missing, where + u'/' + missing, u"a product must have %1"_s.arg(id.isEmpty() ? u"an id"_s : u"a status"_s));
            continue;
        }
        if (status != "FedRAMP Authorized"_L1) {
            sink.ignored(u"not-authorised"_s, u"%1, %2: %3"_s.arg(provider, offering, status));
            continue;
        }
        Record record;
        record.kind = EntityKind::Certification;
        record.key = u"fedramp/"_s + id;
        record.name = offering.isEmpty() ? u"FedRAMP "_s + id : u"FedRAMP "_s + offering;
        record.mapping = u"fedramp-marketplace/1"_s;
        record.whole = true;
        say(record, u"scheme"_s, u"FEDRAMP"_s);
        say(record, u"level"_s, clean(*product, "impact_level"));
        const DeveloperName known = developerName(provider);
        if (!provider.isEmpty())
            record.fields.append({u"holder"_s, domain::Reference{known.isReference ? known.key : provider}});
        if (!offering.isEmpty())
            record.fields.append({u"services"_s, domain::ListValue{{offering}, false}});
        if (const auto issued = dayOf(clean(*product, "auth_date")))
            record.fields.append({u"issued"_s, qint64(*issued)});
        const QString yearly = clean(*product, "annual_assessment");
        const auto assessed = dayOf(yearly);
        if (assessed)
            record.fields.append({u"surveillance_date"_s, qint64(*assessed)});
        say(record, u"auditor"_s, clean(*product, "independent_assessor"));
        say(record, u"certificate_no"_s, id);
        say(record, u"evidence_url"_s, u"https://marketplace.fedramp.gov/products/"_s + id);

        QStringList notes;
        if (const QString models = texts(member(*product, "service_model")).join(u", "_s); !models.isEmpty())
            notes.append(models);
        if (const QString cloud = clean(*product, "deployment_model"); !cloud.isEmpty())
            notes.append(cloud);
        if (const QString by = clean(*product, "auth_type"); !by.isEmpty())
            notes.append(u"authorised by: "_s + by);
        if (!assessed && !yearly.isEmpty() && yearly.front().isDigit())
            notes.append(u"assessed each year on (month/day): "_s + yearly);
        if (const QStringList below = foundations.value(id); !below.isEmpty())
            notes.append(u"built on: "_s + below.join(u", "_s));
        if (const auto above = elements(member(*product, "leveraged_systems")).size(); above > 0)
            notes.append(u"%1 listed systems are built on it"_s.arg(above));
        say(record, u"description"_s, notes.join(u"; "_s));
        sink.entity(std::move(record));
    }
    return {};
}

} // namespace importers
