// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services.h"

#include "rules/packloader.h"

#include "store/sql.h"
#include <QFile>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace app {
namespace {

/// Entries of a list in a resource: the member that is their id, and another one that tells of them.
QHash<QString, QString> entriesOf(const QString &resource, const char *list, const char *member, const char *told)
{
    QHash<QString, QString> ids;
    QFile file(resource);
    if (!file.open(QIODevice::ReadOnly))
        return ids;
    const QByteArray bytes = file.readAll();
    const nlohmann::json root = nlohmann::json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    if (!root.is_object() || !root.contains(list))
        return ids;
    for (const nlohmann::json &entry : root[list]) {
        if (entry.contains(member) && entry[member].is_string())
            ids.insert(QString::fromStdString(entry[member].get<std::string>()), QString::fromStdString(entry.value(told, std::string())));
    }
    return ids;
}

QSet<QString> idsOf(const QHash<QString, QString> &entries) { return {entries.keyBegin(), entries.keyEnd()}; }

} // namespace

Result<std::unique_ptr<Services>> Services::load()
{
    store::startLibrary();
    QFile file(u":/packs/attributes.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Internal, file.errorString(), file.fileName()};
    Result<domain::Catalogue> catalogue = domain::Catalogue::fromJson(file.readAll());
    if (!catalogue)
        return catalogue.error();
    auto services = std::make_unique<Services>();
    services->catalogue = std::move(*catalogue);
    services->registry = importers::defaultRegistry(services->catalogue);
    services->countries = entriesOf(u":/reference/countries.json"_s, "countries", "code", "name");
    services->references.countries = idsOf(services->countries);
    services->references.laws = idsOf(entriesOf(u":/reference/laws.json"_s, "laws", "id", "id"));
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

domain::LegalStatus Services::legalStatusOf(QStringView ruleId) const
{
    const rules::Rule *found = rule(ruleId).second;
    return found ? found->legalStatus : domain::LegalStatus::Law;
}

QString Services::issueTitle(const QString &theme) const
{
    for (const rules::Pack &p : packs) {
        for (const rules::Cause &cause : p.causes) {
            if (cause.id == theme)
                return cause.title;
        }
    }
    const rules::Rule *named = rule(theme).second;
    return named ? named->title : theme;
}

QString Services::rootWords(std::optional<domain::EntityKind> kind, const QString &name, const QString &rootText) const
{
    if (kind)
        return u"%1: %2"_s.arg(catalogue.kind(*kind).label, name);
    if (rootText == u"*"_s)
        return u"Own practice"_s;
    if (rootText.startsWith(u'@'))
        return u"Country: "_s + countries.value(rootText.mid(1), rootText.mid(1));
    return rootText.mid(1);
}

} // namespace app
