// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/googleprincipal.h"

#include <QHash>

namespace importers {

using namespace Qt::StringLiterals;

QString googlePrincipal(const QString &member)
{
    const QString whole = member.trimmed();
    const qsizetype colon = whole.indexOf(u':');
    static const QString addressed = u" user serviceAccount group domain "_s;
    // Of pools and of what was deleted the rest is more than an address.
    if (colon < 0 || !addressed.contains(u' ' + whole.left(colon) + u' '))
        return whole;
    return whole.left(colon + 1) + whole.mid(colon + 1).toLower();
}

QString googlePrincipalKey(const QString &member)
{
    return u"google-principal/"_s + googlePrincipal(member);
}

QString googlePrincipalKind(const QString &member)
{
    static const QHash<QString, QString> kinds{
        {u"allUsers"_s, u"public"_s},     {u"allAuthenticatedUsers"_s, u"public"_s},
        {u"user"_s, u"human"_s},          {u"serviceAccount"_s, u"service"_s},
        {u"group"_s, u"group"_s},         {u"domain"_s, u"group"_s},
        {u"principal"_s, u"federated"_s}, {u"principalSet"_s, u"federated"_s},
        // Whoever has the basic role on a project.
        {u"projectOwner"_s, u"group"_s},  {u"projectEditor"_s, u"group"_s},
        {u"projectViewer"_s, u"group"_s}};
    return kinds.value(member.trimmed().section(u':', 0, 0));
}

} // namespace importers
