// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services.h"

#include "rules/packloader.h"

#include <QFile>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace app {
namespace {

QSet<QString> idsOf(const QString &resource, const char *list, const char *member)
{
    QSet<QString> ids;
    QFile file(resource);
    if (!file.open(QIODevice::ReadOnly))
        return ids;
    const QByteArray bytes = file.readAll();
    const nlohmann::json root = nlohmann::json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    if (!root.is_object() || !root.contains(list))
        return ids;
    for (const nlohmann::json &entry : root[list]) {
        if (entry.contains(member) && entry[member].is_string())
            ids.insert(QString::fromStdString(entry[member].get<std::string>()));
    }
    return ids;
}

} // namespace

Result<std::unique_ptr<Services>> Services::load()
{
    QFile file(u":/packs/attributes.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Internal, file.errorString(), file.fileName()};
    Result<domain::Catalogue> catalogue = domain::Catalogue::fromJson(file.readAll());
    if (!catalogue)
        return catalogue.error();
    auto services = std::make_unique<Services>();
    services->catalogue = std::move(*catalogue);
    services->registry = importers::defaultRegistry(services->catalogue);
    services->references.countries = idsOf(u":/reference/countries.json"_s, "countries", "code");
    services->references.laws = idsOf(u":/reference/laws.json"_s, "laws", "id");
    Result<QList<rules::Pack>> packs = rules::loadBuiltinPacks(services->catalogue, services->references);
    if (!packs)
        return packs.error();
    services->packs = std::move(*packs);
    return services;
}

const rules::Pack *Services::pack(QStringView id) const
{
    for (const rules::Pack &p : packs) {
        if (p.id == id)
            return &p;
    }
    return nullptr;
}

std::pair<const rules::Pack *, const rules::Rule *> Services::rule(QStringView id) const
{
    for (const rules::Pack &p : packs) {
        if (const rules::Rule *r = p.rule(id))
            return {&p, r};
    }
    return {nullptr, nullptr};
}

} // namespace app
