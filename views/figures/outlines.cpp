// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/outlines.h"

#include <QFile>
#include <QLoggingCategory>
#include <QSet>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace figures {
namespace {

Q_LOGGING_CATEGORY(lcMap, "bailiwick.figures.map")

using Arcs = QList<QList<QPointF>>;

/// Arcs are stored as whole numbers, each the difference from the one before (TopoJSON 1.0, 2.1.4).
Arcs decodeArcs(const json &topology)
{
    const json &transform = topology.at("transform");
    const double sx = transform.at("scale").at(0).get<double>();
    const double sy = transform.at("scale").at(1).get<double>();
    const double tx = transform.at("translate").at(0).get<double>();
    const double ty = transform.at("translate").at(1).get<double>();
    Arcs arcs;
    for (const json &encoded : topology.at("arcs")) {
        QList<QPointF> arc;
        double x = 0;
        double y = 0;
        for (const json &step : encoded) {
            x += step.at(0).get<double>();
            y += step.at(1).get<double>();
            arc << QPointF(x * sx + tx, y * sy + ty);
        }
        arcs << arc;
    }
    return arcs;
}

/// A ring is a list of arcs; ~i means arc i backwards; neighbours share their end point.
QPolygonF decodeRing(const json &indices, const Arcs &arcs)
{
    QPolygonF ring;
    for (const json &entry : indices) {
        const auto index = entry.get<qsizetype>();
        const bool reversed = index < 0;
        const qsizetype i = reversed ? ~index : index;
        if (i >= arcs.size())
            throw json::out_of_range::create(401, "arc index", &entry);
        const QList<QPointF> &arc = arcs.at(i);
        if (!ring.isEmpty())
            ring.removeLast();
        if (reversed)
            std::copy(arc.crbegin(), arc.crend(), std::back_inserter(ring));
        else
            ring.append(arc);
    }
    return ring;
}

/// The part of a ring between two meridians (Sutherland-Hodgman).
QPolygonF between(const QPolygonF &ring, double west, double east)
{
    QPolygonF result = ring;
    for (const bool left : {true, false}) {
        const auto inside = [&](QPointF p) { return left ? p.x() - west : east - p.x(); };
        QPolygonF kept;
        for (qsizetype i = 0; i < result.size(); ++i) {
            const QPointF p = result.at(i);
            const QPointF before = result.at(i > 0 ? i - 1 : result.size() - 1);
            const double is = inside(p);
            const double was = inside(before);
            if ((is >= 0) != (was >= 0))
                kept << before + (p - before) * (was / (was - is));
            if (is >= 0)
                kept << p;
        }
        result = kept;
    }
    return result;
}

/// Rings that cross the antimeridian jump from 180 to -180 degrees; cut there, or they smear over the map.
QList<QPolygonF> cutAtAntimeridian(const QPolygonF &ring)
{
    QPolygonF unwrapped;
    double shift = 0;
    for (qsizetype i = 0; i < ring.size(); ++i) {
        if (i > 0) {
            const double jump = ring.at(i).x() - ring.at(i - 1).x();
            shift += jump > 180 ? -360 : jump < -180 ? 360 : 0;
        }
        unwrapped << ring.at(i) + QPointF(shift, 0);
    }
    const QRectF bounds = unwrapped.boundingRect();
    if (bounds.left() >= -180 && bounds.right() <= 180)
        return {ring};
    QList<QPolygonF> parts;
    for (const double turn : {-360.0, 0.0, 360.0}) {
        const QPolygonF part = between(unwrapped.translated(turn, 0), -180, 180);
        if (part.size() >= 3)
            parts << part;
    }
    return parts;
}

/// A property that is absent, null or no string is empty: territories without a code have none.
QString stringOf(const json &object, const char *key)
{
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
}

QList<CountryOutline> decode(const json &topology)
{
    const Arcs arcs = decodeArcs(topology);
    QList<CountryOutline> countries;
    for (const json &geometry : topology.at("objects").at("countries").at("geometries")) {
        CountryOutline country;
        if (const auto properties = geometry.find("properties"); properties != geometry.end()) {
            country.iso = stringOf(*properties, "iso_a2").toUpper();
            country.name = stringOf(*properties, "name");
            const auto disputed = properties->find("disputed");
            country.disputed = disputed != properties->end() && disputed->is_boolean() && disputed->get<bool>();
        }
        const auto kind = geometry.at("type").get<std::string>();
        if (kind == "Polygon") {
            for (const json &ring : geometry.at("arcs"))
                country.rings << cutAtAntimeridian(decodeRing(ring, arcs));
        } else if (kind == "MultiPolygon") {
            for (const json &polygon : geometry.at("arcs")) {
                for (const json &ring : polygon)
                    country.rings << cutAtAntimeridian(decodeRing(ring, arcs));
            }
        }
        countries << country;
    }
    return countries;
}

QList<CountryOutline> bundle(const QString &path)
{
    auto result = loadOutlines(path);
    if (!result) {
        qCWarning(lcMap) << "no outlines:" << result.error().where << result.error().detail;
        return {};
    }
    return *std::move(result);
}

} // namespace

domain::Result<QList<CountryOutline>> loadOutlines(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return domain::Error{domain::ErrorCode::FileNotFound, u"no such file"_s, path};
    if (!file.open(QIODevice::ReadOnly))
        return domain::Error{domain::ErrorCode::FileUnreadable, file.errorString(), path};
    const QByteArray bytes = file.readAll();
    const json topology = json::parse(bytes.begin(), bytes.end(), nullptr, false);
    if (topology.is_discarded())
        return domain::Error{domain::ErrorCode::SyntaxError, u"not JSON"_s, path};
    try {
        return decode(topology);
    } catch (const json::exception &e) {
        return domain::Error{domain::ErrorCode::SchemaMismatch, QString::fromUtf8(e.what()), path};
    }
}

const QList<CountryOutline> &bundledOutlines(OutlineDetail detail)
{
    static const QList<CountryOutline> fine = bundle(u":/map/countries-50m.json"_s);
    static const QList<CountryOutline> coarse = [] {
        QList<CountryOutline> result = bundle(u":/map/countries-110m.json"_s);
        QSet<QString> known;
        for (const CountryOutline &country : std::as_const(result))
            known << country.iso;
        for (const CountryOutline &country : fine) {
            if (!country.iso.isEmpty() && !known.contains(country.iso))
                result << country;
        }
        return result;
    }();
    return detail == OutlineDetail::Fine ? fine : coarse;
}

} // namespace figures
