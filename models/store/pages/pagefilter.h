// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/status.h"
#include "store/attributestore.h"

namespace store {

/// Which entities a page counts or lists. All members narrow; empty ones don't. The country "?" stands for no known place.
struct PageFilter
{
    QString country, provider, legalEntity, businessService, framework, attr, attrValue, text;
    std::optional<domain::Severity> severity;
    std::optional<domain::Status> status;
    std::optional<domain::EntityKind> kind;
};

/// Framework ids, one or several with commas between, as an SQL list.
QByteArray frameworkList(const QString &ids);

/// A text as SQL literal.
QByteArray quoted(const QString &text);

/// A condition on `entity e` for the filter, all kinds alike: "1" when nothing narrows. Findings are matched by framework, severity
/// and status when `findings` is true (lists of entities; lists of findings match their own columns).
QByteArray entityCondition(AttributeStore &, const PageFilter &, bool findings);

/// The countries of a workspace's sovereign zone; the EEA where the officer chose none.
QStringList zoneCountries(AttributeStore &);

} // namespace store
