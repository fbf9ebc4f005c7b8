// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/completefor.h"

#include "store/projectnames.h"

#include <QSet>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr auto Subscription = "subscription:"_L1;
constexpr auto Project = "project:"_L1;
constexpr auto Cluster = "cluster:"_L1;

/// "/subscriptions/S/resourcegroups/R/providers/microsoft.sql/servers/a/databases/b" -> microsoft.sql/servers/databases.
QString azureSort(const QString &rest)
{
    const qsizetype at = rest.lastIndexOf("/providers/"_L1);
    if (at < 0)
        return rest.startsWith("/resourcegroups/"_L1) ? u"resourcegroups"_s : QString();
    const QStringList parts = rest.mid(at + 11).split(u'/');
    QString sort = parts.constFirst();
    for (qsizetype i = 1; i < parts.size(); i += 2)
        sort += u'/' + parts.at(i);
    return sort;
}

/// "google projects/77 resource\ncompute.googleapis.com/Instance" -> 77.
QString placeOf(const QString &scope)
{
    const QString place = scope.section(u' ', 1, 1);
    return scope.startsWith("google projects/"_L1) ? place.section(u'/', 1) : QString();
}

/// "resource\ncompute.googleapis.com/Instance" -> resource, as of a search; rights and policies have exports of their own.
QString contentOf(const QString &sort)
{
    const QString content = sort.section(u'\n', 0, 0);
    return content == "search"_L1 ? u"resource"_s : content;
}

} // namespace

Result<QStringList> completeForFromText(const QString &list)
{
    QStringList scopes;
    for (const QString &part : list.split(u',', Qt::SkipEmptyParts)) {
        const QString scope = part.trimmed();
        const QString id = scope.section(u':', 1).trimmed();
        if ((!scope.startsWith(Subscription) && !scope.startsWith(Project)) || id.isEmpty() || id.contains(u'/'))
            return Error{ErrorCode::UsageError, u"a scope is subscription:ID (Azure) or project:ID (Google Cloud), not '%1'"_s.arg(scope), scope};
        scopes.append(scope.section(u':', 0, 0) + u':' + (scope.startsWith(Subscription) ? id.toLower() : id));
    }
    if (scopes.isEmpty())
        return Error{ErrorCode::UsageError, u"of which scope the files hold all: subscription:ID (Azure) or project:ID (Google Cloud)"_s, list};
    return scopes;
}

QString clusterEntry(const QString &name) { return Cluster + QString::fromLatin1(QUrl::toPercentEncoding(name)); }

QString takeCluster(QStringList &said)
{
    QString name;
    said.removeIf([&name](const QString &one) {
        if (!one.startsWith(Cluster))
            return false;
        name = QUrl::fromPercentEncoding(one.sliced(Cluster.size()).toLatin1());
        return true;
    });
    return name;
}

QString sortWithin(const QString &scope, const QString &key)
{
    const QString id = scope.section(u':', 1);
    if (scope.startsWith(Subscription)) {
        const QString begin = u"/subscriptions/"_s + id;
        return key.startsWith(begin + u'/') ? azureSort(key.mid(begin.size())) : QString();
    }
    const QString service = key.startsWith("//"_L1) ? key.section(u'/', 2, 2) : QString();
    if (service.isEmpty() || !key.mid(2 + service.size()).startsWith(u"/projects/"_s + id + u'/'))
        return {};
    return service + u'/' + key.section(u'/', -2, -2);
}

namespace {

const QStringList &azureLists()
{
    static const QStringList formats{u"azure-resources"_s, u"azure-role-assignments"_s, u"azure-csv"_s};
    return formats;
}

const QStringList &googleLists()
{
    static const QStringList formats{u"gcp-cai"_s, u"gcp-cai-csv"_s};
    return formats;
}

/// The formats of one cloud's inventories: what one of them tells, the others tell as well.
QByteArray formatsOf(const QString &scope, const QString &format)
{
    const QStringList &family = scope.startsWith(Subscription) ? azureLists() : googleLists();
    return (u'\'' + (family.contains(format) ? family : QStringList{format}).join("','"_L1) + u'\'').toUtf8();
}

QByteArray goneIf(const QByteArray &formats)
{
    return "e.vanished=0 AND EXISTS (SELECT 1 FROM entity_source o JOIN feed f ON f.id=o.feed WHERE o.entity=e.id AND f.format IN (" + formats +
           ")) AND NOT EXISTS (SELECT 1 FROM entity_source o JOIN feed f ON f.id=o.feed WHERE o.entity=e.id AND o.lost=0 AND (o.source>=?2 OR f.format NOT IN (" + formats +
           ",'reference')))";
}

/// What the source lacks, each once.
void addLacking(Lacking &out, bool isTold, qint64 entity, const QString &sort)
{
    if (isTold) {
        if (!out.gone.contains(entity))
            out.gone.append(entity);
        return;
    }
    if (!out.ofOtherSorts.contains(entity))
        out.ofOtherSorts.append(entity);
    if (!out.otherSorts.contains(sort))
        out.otherSorts.append(sort);
}

/// By their keys.
void addByKey(AttributeStore &store, qint64 source, qint64 first, const QByteArray &formats, const QString &scope, Lacking &out)
{
    QSet<QString> sorts;
    Statement &told = store.statement("SELECT e.key FROM entity_source s JOIN entity e ON e.id=s.entity WHERE s.source=?1");
    told.bind(1, source);
    while (told.next()) {
        if (const QString sort = sortWithin(scope, told.text(0)); !sort.isEmpty())
            sorts.insert(sort);
    }
    told.reset();
    out.speaks = out.speaks || !sorts.isEmpty();
    if (sorts.isEmpty())
        return;
    const QString begin = scope.startsWith(Subscription) ? u"/subscriptions/"_s + scope.section(u':', 1) + u"/%"_s : u"//%/projects/"_s + scope.section(u':', 1) + u"/%"_s;
    Statement &lacking = store.statement("SELECT e.id, e.key FROM entity e WHERE e.key LIKE ?1 AND " + goneIf(formats) + " ORDER BY e.id");
    lacking.bind(1, begin).bind(2, first);
    while (lacking.next()) {
        // Rights have lists of their own; and of Google what it was seen in tells more (addByPart()).
        const QString sort = sortWithin(scope, lacking.text(1));
        if (sorts.contains(sort) || (scope.startsWith(Subscription) && !sort.isEmpty() && !sort.startsWith("microsoft.authorization/"_L1)))
            addLacking(out, sorts.contains(sort), lacking.integer(0), sort);
    }
    lacking.reset();
}

/// By the project, content and type that they were seen in: the names of some things don't tell their project.
void addByPart(AttributeStore &store, qint64 source, qint64 first, const QByteArray &formats, const QStringList &projects, Lacking &out)
{
    QSet<QString> sorts, contents;
    const auto sortOf = [&projects](const QString &scope) {
        return projects.contains(placeOf(scope)) && scope.contains(u'\n') ? scope.section(u' ', 2) : QString();
    };
    Statement &own = store.statement("SELECT scope FROM source_scope WHERE source=?1");
    own.bind(1, source);
    while (own.next()) {
        if (const QString sort = sortOf(own.text(0)); !sort.isEmpty()) {
            sorts.insert(sort);
            contents.insert(contentOf(sort));
        }
    }
    own.reset();
    out.speaks = out.speaks || !sorts.isEmpty();
    if (sorts.isEmpty())
        return;
    QStringList seen;
    Statement &parts = store.statement("SELECT DISTINCT scope FROM source_scope WHERE scope LIKE 'google projects/%' ORDER BY scope");
    while (parts.next()) {
        if (contents.contains(contentOf(sortOf(parts.text(0)))))
            seen.append(parts.text(0));
    }
    parts.reset();
    for (const QString &scope : std::as_const(seen)) {
        Statement &lacking = store.statement("SELECT DISTINCT e.id FROM source_scope p CROSS JOIN scope_seen x ON x.part=p.id CROSS JOIN entity e ON "
                                             "e.id=x.entity WHERE p.scope=?1 AND " + goneIf(formats) + " ORDER BY e.id");
        lacking.bind(1, scope).bind(2, first);
        while (lacking.next())
            addLacking(out, sorts.contains(sortOf(scope)), lacking.integer(0), scope.section(u'\n', 1));
        lacking.reset();
    }
}

} // namespace

bool leavesOpenWhatItIsAllOf(const QString &format)
{
    return azureLists().contains(format) || googleLists().contains(format);
}

QStringList scopesWithin(AttributeStore &store, qint64 changeSet, const QString &format)
{
    QStringList scopes;
    if (!leavesOpenWhatItIsAllOf(format))
        return scopes;
    const bool azure = azureLists().contains(format);
    QSet<QString> known;
    Statement &told = store.statement("SELECT e.key FROM source o JOIN entity_source s ON s.source=o.id JOIN entity e ON e.id=s.entity WHERE o.change_set=?1");
    told.bind(1, changeSet);
    while (told.next()) {
        const QString key = told.text(0);
        const bool within = key.startsWith(azure ? "/subscriptions/"_L1 : "//"_L1) && (azure || key.section(u'/', 3, 3) == "projects"_L1);
        const QString id = within ? key.section(u'/', azure ? 2 : 4, azure ? 2 : 4) : QString();
        if (id.isEmpty() || known.contains(id))
            continue;
        known.insert(id);
        scopes.append((azure ? Subscription : Project) + id);
    }
    told.reset();
    if (!azure && scopes.isEmpty()) {
        // The names of some things don't tell their project.
        Statement &parts = store.statement("SELECT DISTINCT p.scope FROM source o JOIN source_scope p ON p.source=o.id WHERE o.change_set=?1");
        parts.bind(1, changeSet);
        while (parts.next()) {
            const QString number = placeOf(parts.text(0));
            if (!number.isEmpty() && !scopes.contains(Project + number))
                scopes.append(Project + number);
        }
        parts.reset();
    }
    scopes.sort();
    return scopes;
}

Lacking lackingOf(AttributeStore &store, qint64 source, qint64 first, const QString &format, const QString &scope)
{
    Lacking out;
    const QByteArray formats = formatsOf(scope, format);
    if (scope.startsWith(Subscription)) {
        addByKey(store, source, first, formats, scope, out);
        return out;
    }
    const QStringList projects = namesOfProject(store, scope.section(u':', 1));
    addByPart(store, source, first, formats, projects, out);
    for (const QString &project : projects)
        addByKey(store, source, first, formats, QString(Project) + project, out);
    // Seen with another content as well: its rights, its policies.
    out.ofOtherSorts.removeIf([&out](qint64 entity) { return out.gone.contains(entity); });
    if (out.ofOtherSorts.isEmpty())
        out.otherSorts.clear();
    return out;
}

} // namespace store
