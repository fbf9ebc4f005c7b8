// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/importreportjson.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace store {
namespace {

const char *levelName(DiagnosticLevel level)
{
    switch (level) {
    case DiagnosticLevel::Info: return "info";
    case DiagnosticLevel::Warning: return "warning";
    case DiagnosticLevel::Error: break;
    }
    return "error";
}

QString text(const ordered_json &o, const char *key)
{
    const auto it = o.find(key);
    return it != o.end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
}

} // namespace

QByteArray reportToJson(const FileReport &r)
{
    ordered_json o;
    o["path"] = r.path.toStdString();
    o["format"] = r.format.isEmpty() ? ordered_json(nullptr) : ordered_json(r.format.toStdString());
    o["sha256"] = r.sha256.toStdString();
    if (r.refused) {
        o["records"] = nullptr;
    } else {
        const RecordCounts &c = r.records;
        o["records"] = {{"read", c.read}, {"added", c.added}, {"updated", c.updated},
                        {"unchanged", c.unchanged}, {"ignored", c.ignored}, {"rejected", c.rejected}};
    }
    o["diagnostics"] = ordered_json::array();
    for (const Diagnostic &d : r.diagnostics) {
        o["diagnostics"].push_back({{"code", d.code.toStdString()}, {"severity", levelName(d.level)},
                                    {"where", d.where.toStdString()}, {"message", d.message.toStdString()}});
    }
    if (r.diagnosticsCut > 0)
        o["diagnostics_cut"] = r.diagnosticsCut;
    return QByteArray::fromStdString(o.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
}

FileReport reportFromJson(const QByteArray &bytes)
{
    FileReport r;
    const ordered_json o = ordered_json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    if (!o.is_object())
        return r;
    r.path = text(o, "path");
    r.format = text(o, "format");
    r.sha256 = text(o, "sha256");
    const auto records = o.find("records");
    r.refused = records == o.end() || !records->is_object();
    if (!r.refused) {
        const auto count = [&records](const char *key) { return records->value(key, qint64(0)); };
        r.records = {count("read"), count("added"), count("updated"), count("unchanged"), count("ignored"), count("rejected")};
    }
    for (const ordered_json &d : o.value("diagnostics", ordered_json::array())) {
        const QString level = text(d, "severity");
        r.diagnostics.append({text(d, "code"),
                              level == u"info"_s ? DiagnosticLevel::Info : level == u"warning"_s ? DiagnosticLevel::Warning : DiagnosticLevel::Error,
                              text(d, "where"), text(d, "message")});
    }
    r.diagnosticsCut = o.value("diagnostics_cut", qint64(0));
    return r;
}

} // namespace store
