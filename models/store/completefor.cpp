// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/completefor.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr auto Subscription = "subscription:"_L1;
constexpr auto Project = "project:"_L1;

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

Lacking lackingOf(AttributeStore &store, qint64 source, const QString &format, const QString &scope)
{
    Lacking out;
    QSet<QString> sorts;
    Statement &told = store.statement("SELECT e.key FROM entity_source s JOIN entity e ON e.id=s.entity WHERE s.source=?1");
    told.bind(1, source);
    while (told.next()) {
        if (const QString sort = sortWithin(scope, told.text(0)); !sort.isEmpty())
            sorts.insert(sort);
    }
    told.reset();
    out.speaks = !sorts.isEmpty();
    if (!out.speaks)
        return out;
    const QString begin = scope.startsWith(Subscription) ? u"/subscriptions/"_s + scope.section(u':', 1) + u"/%"_s : u"//%/projects/"_s + scope.section(u':', 1) + u"/%"_s;
    Statement &lacking = store.statement(
        "SELECT e.id, e.key FROM entity e WHERE e.key LIKE ?1 AND e.vanished=0 AND EXISTS (SELECT 1 FROM entity_source o JOIN feed f ON f.id=o.feed WHERE "
        "o.entity=e.id AND f.format=?2) AND NOT EXISTS (SELECT 1 FROM entity_source o JOIN feed f ON f.id=o.feed WHERE o.entity=e.id AND (o.source=?3 OR "
        "f.format NOT IN (?2,'reference'))) ORDER BY e.id");
    lacking.bind(1, begin).bind(2, format).bind(3, source);
    while (lacking.next()) {
        if (sorts.contains(sortWithin(scope, lacking.text(1))))
            out.gone.append(lacking.integer(0));
    }
    lacking.reset();
    return out;
}

} // namespace store
