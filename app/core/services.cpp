// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services.h"

#include "rules/packloader.h"

#include <QFile>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace app {

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
