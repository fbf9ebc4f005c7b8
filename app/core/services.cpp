// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services.h"

#include "rules/ownrules.h"
#include "rules/packloader.h"
#include "store/ownpacks.h"
#include "store/requirementanswers.h"
#include "store/settings.h"
#include "store/sql.h"
#include "text/wordtext.h"
#include <QFile>
#include <QMutexLocker>

#include <algorithm>

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
    return services;
}

Result<Services::Carried> Services::readCarried() const
{
    Result<QList<rules::Pack>> packs = rules::loadBuiltinPacks(catalogue, references);
    if (!packs)
        return packs.error();
    Result<QList<rules::RequirementList>> lists = rules::allRequirements(*packs);
    if (!lists)
        return lists.error();
    Result<rules::Mappings> between = rules::loadBuiltinMappings(*lists);
    if (!between)
        return between.error();
    return Carried{std::move(*packs), std::move(*lists), std::move(*between)};
}

const Services::Carried &Services::carried() const
{
    std::call_once(m_read, [this] {
        Result<Carried> read = readCarried();
        if (!read)
            qFatal("%s: %s", qUtf8Printable(read.error().where), qUtf8Printable(read.error().detail));
        m_carried = std::move(*read);
    });
    return m_carried;
}

void Services::ship(const QList<rules::Pack> &packs)
{
    carried();
    const QMutexLocker lock(&m_mutex);
    m_carried.packs = packs;
    m_shelves.clear();
    m_shelf.reset();
    m_followed.reset();
}

const rules::Pack *Shelf::pack(QStringView id) const
{
    for (const rules::Pack &p : packs) {
        if (p.id == id)
            return &p;
    }
    return nullptr;
}

Services::OwnRules Services::ownRules(store::AttributeStore &values) { return {store::ownPacks(values), store::ownChanges(values), store::valueSetNames(values), rules::saidOf(store::requirementAnswers(values))}; }

Shelf Services::shelfOf(store::AttributeStore &values) const { return shelfWith(ownRules(values)); }

void Services::addPeoplesRule(QList<rules::Pack> &packs, const rules::SaidOf &said) const
{
    const QString id = said.of.list.section(u'@', 0, 0);
    const auto pack = std::find_if(packs.begin(), packs.end(), [&id](const rules::Pack &p) { return p.id == id; });
    if (pack == packs.end())
        return; // a rule set that is no longer here
    const rules::RequirementList *known = requirementList(said.of.list);
    const Result<rules::RequirementList> list = known ? Result<rules::RequirementList>(*known) : rules::requirementsOf(*pack);
    const rules::Requirement *requirement = list ? list->requirement(said.of.id) : nullptr;
    // What rules have come to decide since is theirs.
    if (requirement && rules::isForPeople(*list, *requirement))
        pack->people.append(rules::peoplesRule(*pack, *list, *requirement, said.worst));
}

Shelf Services::shelfWith(const OwnRules &own) const
{
    Shelf out;
    out.packs = shipped();
    rules::References known = references;
    for (const QString &name : own.valueSets)
        known.sets.insert(name);
    for (const store::OwnPack &one : own.packs) {
        rules::LoadedPack loaded = rules::loadPack(one.json, catalogue, known);
        if (loaded.pack && loaded.pack->id != one.id)
            loaded.errors.append({u"duplicate-id"_s, domain::DiagnosticLevel::Error, u"/pack"_s, u"it is kept as \"%1\""_s.arg(one.id)});
        if (loaded.pack)
            loaded.errors += rules::collisions(*loaded.pack, out.packs);
        if (!loaded.errors.isEmpty()) {
            out.unreadable.append({one.id, loaded.errors});
            continue;
        }
        loaded.pack->own = true;
        out.packs.append(std::move(*loaded.pack));
    }
    QHash<QString, QList<rules::PackChange>> changes;
    for (const store::OwnChange &c : own.changes) {
        if (const auto change = rules::PackChange::fromJson(c.pack, c.kind, c.name, c.json))
            changes[c.pack].append(*change);
    }
    for (rules::Pack &pack : out.packs) {
        if (const auto it = changes.constFind(pack.id); it != changes.constEnd())
            pack = rules::changed(pack, *it, catalogue, known, out.faults);
    }
    for (const rules::SaidOf &said : own.said)
        addPeoplesRule(out.packs, said);
    return out;
}

void Services::follow(store::AttributeStore &values, const QString &path) const
{
    const QString stamp = store::ownStamp(values);
    const QMutexLocker lock(&m_mutex);
    m_shelf.reset();
    m_followed.reset();
    if (stamp.isEmpty())
        return;
    const QString name = path + u'\n' + stamp;
    if (const auto made = m_shelves.find(name); made != m_shelves.end())
        m_shelf = made->second;
    else
        m_followed = Followed{name, ownRules(values)};
}

std::shared_ptr<const Shelf> Services::shelf() const
{
    const QMutexLocker lock(&m_mutex);
    if (m_shelf)
        return m_shelf;
    const Followed followed = m_followed.value_or(Followed{});
    m_followed.reset();
    std::shared_ptr<const Shelf> &made = m_shelves[followed.shelf]; // without a name: as shipped
    if (!made)
        made = std::make_shared<const Shelf>(shelfWith(followed.own));
    return m_shelf = made;
}

const rules::Pack *Services::pack(QStringView id) const { return shelf()->pack(id); }

const rules::RequirementList *Services::requirementList(QStringView list) const
{
    for (const rules::RequirementList &l : requirements()) {
        if (l.id == list)
            return &l;
    }
    return nullptr;
}

QString Services::listName(const QString &list) const
{
    const rules::RequirementList *found = requirementList(list);
    if (found && !found->edition.isEmpty())
        return found->edition;
    const rules::Pack *named = pack(list);
    return text::shortFramework(list, named ? named->title : list);
}

std::pair<const rules::Pack *, const rules::Rule *> Services::rule(QStringView id) const
{
    const std::shared_ptr<const Shelf> standing = shelf();
    for (const rules::Pack &p : standing->packs) {
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
    const std::shared_ptr<const Shelf> standing = shelf();
    for (const rules::Pack &p : standing->packs) {
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
