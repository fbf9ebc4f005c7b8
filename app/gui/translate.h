// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"
#include "rules/pack.h"
#include "store/inventory.h"
#include "store/pages/listqueries.h"

#include <QHash>

#include <nlohmann/json_fwd.hpp>

namespace app {

// From what the store says to what the window shows. Pure functions; any thread.

/// The store's form of the window's filter.
struct PageFilterOf
{
    explicit PageFilterOf(const views::FilterState &f)
        : value{f.country, f.provider, f.legalEntity, f.businessService, f.framework, f.attr, f.attrValue, f.text, f.severity, f.status, f.kind, f.facets, {}, {}, {}}
    {
        for (const views::SpecialFilter &s : f.special) {
            if (s.what == QLatin1String("rule")) {
                value.rules = s.value.split(QLatin1Char(','));
                continue;
            }
            if (s.what != QLatin1String("law")) {
                value.special.append({s.what, s.value});
                continue;
            }
            for (const QString &name : s.value.split(QLatin1Char(','))) {
                if (const auto legal = domain::legalStatusFromName(name))
                    value.legal.append(*legal);
            }
        }
    }
    store::PageFilter value;
};

/// Names of entities by kind and key, read once for each.
class NameCache
{
public:
    explicit NameCache(store::AttributeStore &values) : m_values(values) {}
    QString name(domain::EntityKind, const QString &key) const;
    /// A place as the store writes it ("DE", "aws/eu-central-1", "@fra-1"), in words.
    QString place(const QString &text, const QHash<QString, QString> &countries) const;

private:
    store::AttributeStore &m_values;
    mutable QHash<QString, QString> m_names;
};
/// Functions of the workspace that act, and do not only read.
QStringList actingFunctions(store::AttributeStore &);
views::RegisterState registerState(store::AttributeStore &, domain::EntityKind);
/// What a thing is called: an access right that no source named, by who and what, with its key.
QString nameOf(store::AttributeStore &, const store::EntityHead &);
QString inventoryKey(const QString &path, const views::InventoryQuery &, qint64 revision);
items::Cell cellOf(const store::MaybeValue &, const domain::Attribute &, const NameCache &, const QHash<QString, QString> &countries);
views::ValueDetail detailOf(const store::Origin &, const domain::Attribute &, const NameCache &, const QHash<QString, QString> &countries);
QString groupAttribute(views::IssueGrouping);
QString groupTitle(views::IssueGrouping, const views::IssueRow &, const store::IssueLine &, const QHash<QString, QString> &countries);
/// "taken over from business service Payments" of "business_service:payments".
QString inheritedWords(const QString &from, const NameCache &names);
/// Where a value comes from, as a line for people.
QString originLine(const store::Origin &, const NameCache &);

} // namespace app
