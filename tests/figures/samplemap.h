// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/worldmap.h"

/// Some countries, sites and arcs, with what has no place: of the world, or of Europe alone.
inline figures::MapData sampleMap(figures::MapView view)
{
    using namespace Qt::StringLiterals;
    using namespace figures;
    MapData data;
    data.view = view;
    data.metric = u"Assets stored"_s;
    data.unit = u"assets"_s;
    data.noLocation = 14;
    data.global = 6;
    data.countries = {{u"DE"_s, 41}, {u"FR"_s, 22}, {u"IE"_s, 37}, {u"US"_s, 12},
                      {u"SG"_s, 4},  {u"MT"_s, 2},  {u"LU"_s, 9},  {u"IN"_s, std::nullopt}};
    data.sites = {{u"fra"_s, u"Frankfurt"_s, 50.11, 8.68, 30, SiteKind::CloudRegion, std::nullopt},
                  {u"dub"_s, u"Dublin"_s, 53.35, -6.26, 37, SiteKind::CloudRegion, std::nullopt},
                  {u"par"_s, u"Paris"_s, 48.86, 2.35, 22, SiteKind::DataCentre, std::nullopt},
                  {u"mun"_s, u"Munich"_s, 48.14, 11.58, 6, SiteKind::Office, std::nullopt}};
    if (view == MapView::World) {
        data.sites << MapSite{u"iad"_s, u"Northern Virginia"_s, 38.95, -77.45, 12, SiteKind::CloudRegion, std::nullopt}
                   << MapSite{
                          u"sin"_s, u"Singapore"_s, 1.35, 103.82, 4, SiteKind::CloudRegion, domain::Status::Unknown};
        data.arcs << MapArc{u"a"_s, u"Frankfurt to Virginia"_s, {8.68, 50.11},         {-77.45, 38.95},
                            12,     domain::Status::Gap,        domain::Severity::High, {}}
                  << MapArc{u"b"_s, u"Dublin to Singapore"_s, {-6.26, 53.35},        {103.82, 1.35},
                            4,      domain::Status::Unknown,  domain::Severity::High, {}}
                  << MapArc{u"c"_s, u"Virginia to Dublin"_s, {-77.45, 38.95},       {-6.26, 53.35},
                            6,      domain::Status::Pass,    domain::Severity::High, {}};
    } else {
        data.arcs << MapArc{u"d"_s, u"Dublin to Paris"_s,     {-6.26, 53.35},        {2.35, 48.86},
                            4,      domain::Status::Accepted, domain::Severity::High, {}};
    }
    return data;
}
