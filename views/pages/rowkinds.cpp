// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/rowkinds.h"

#include "rules/formchoices.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using rules::FormRow;
using Kind = rules::FormRow::Kind;

namespace views {
namespace {

struct RowKinds {
    Q_DECLARE_TR_FUNCTIONS(views::RowKinds)
};

} // namespace

QList<std::pair<Kind, QString>> rowKinds()
{
    return {{Kind::Attribute, RowKinds::tr("A value")},
            {Kind::All, RowKinds::tr("All of these")},
            {Kind::Any, RowKinds::tr("One of these")},
            {Kind::Not, RowKinds::tr("Not this")},
            {Kind::Exists, RowKinds::tr("There is a related \u2026")},
            {Kind::Every, RowKinds::tr("Every related \u2026")},
            {Kind::Count, RowKinds::tr("The number of related \u2026")},
            {Kind::AnyOf, RowKinds::tr("Something in one of these lists")},
            {Kind::Minus, RowKinds::tr("What one list has beyond another")},
            {Kind::Share, RowKinds::tr("The share of \u2026")},
            {Kind::Adequate, RowKinds::tr("A country is adequate")},
            {Kind::Exposed, RowKinds::tr("A provider is within reach of a law")},
            {Kind::Certified, RowKinds::tr("A provider is certified")},
            {Kind::Covered, RowKinds::tr("A certificate covers the service")},
            {Kind::Named, RowKinds::tr("A condition that the rule set names")},
            {Kind::Const, RowKinds::tr("Always or never")},
            {Kind::Unreadable, RowKinds::tr("Not readable here")}};
}

QString rowKindTitle(Kind kind)
{
    for (const auto &[one, title] : rowKinds()) {
        if (one == kind)
            return title;
    }
    return {};
}

bool namesRelation(Kind kind) { return kind == Kind::Exists || kind == Kind::Every || kind == Kind::Count; }

FormRow freshRow(const domain::Catalogue &catalogue, domain::EntityKind kind)
{
    FormRow row;
    const QList<domain::Attribute> &all = catalogue.kind(kind).attributes;
    row.subject = all.isEmpty() ? u"name"_s : all.constFirst().name;
    row.op = u"is_said"_s;
    row.value = true;
    return row;
}

FormRow turnedRow(const FormRow &row, Kind wanted, const domain::Catalogue &catalogue, domain::EntityKind kind)
{
    FormRow other;
    other.kind = wanted;
    if (other.isGroup())
        other.rows = row.isGroup() ? row.rows : QList<FormRow>{row};
    if (wanted == Kind::Not)
        other.rows = {row.kind == Kind::Not && !row.rows.isEmpty() ? row.rows.constFirst() : row};
    if (wanted == Kind::Attribute)
        other = freshRow(catalogue, kind);
    if (wanted == Kind::Const)
        other.value = true;
    if (namesRelation(wanted)) {
        const QList<rules::Offer> offers = rules::relationOffers(catalogue, kind);
        other.subject = offers.isEmpty() ? QString() : offers.constFirst().text;
    }
    if (wanted == Kind::Count || wanted == Kind::Share) {
        other.op = u"gt"_s;
        other.value = 0;
    }
    if (wanted == Kind::AnyOf) {
        other.subject = u"all_places"_s;
        other.op = u"not_in"_s;
        other.value = u"@ZONE"_s;
    }
    if (wanted == Kind::Minus) {
        other.op = u"is_empty"_s;
        other.value = false;
    }
    if (wanted == Kind::Share)
        other.rest = QJsonObject{{u"kind"_s, domain::kindName(kind)}};
    if (wanted == Kind::Covered)
        other.rest = QJsonObject{{u"scope"_s, u"product"_s}};
    return other;
}

} // namespace views
