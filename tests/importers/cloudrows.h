// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runimporter.h"

using namespace Qt::StringLiterals;

inline Reading assets(const QByteArray &text, const QString &name = u"a.json"_s)
{
    return readText(importers::appendGoogle, name, text);
}

/// One row of an export of resources.
inline QByteArray resource(const QByteArray &name, const QByteArray &type, const QByteArray &data,
                           const QByteArray &location = {})
{
    return R"({"name":"//)" + name + R"(","asset_type":")" + type +
           R"(","resource":{"version":"v1","parent":"//cloudresourcemanager.googleapis.com/projects/77",)" +
           (location.isEmpty() ? QByteArray() : R"("location":")" + location + R"(",)") + R"("data":)" + data +
           R"(},"ancestors":["projects/77","organizations/5"],"update_time":"2026-10-01T08:00:00.123456Z"})";
}

inline QByteArray machine(const QByteArray &name, const QByteArray &data)
{
    return resource("compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/" + name,
                    "compute.googleapis.com/Instance", data, "europe-west4-a");
}

inline QByteArray policy(const QByteArray &name, const QByteArray &type, const QByteArray &bindings)
{
    return R"({"name":"//)" + name + R"(","asset_type":")" + type + R"(","iam_policy":{"bindings":)" + bindings +
           R"(},"ancestors":["projects/77","organizations/5"]})";
}

inline const QString Machine = u"//compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/"_s;
