// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/registercells.h"

#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::RegisterColumn;
using domain::Value;
using store::EntityRow;

namespace rules {
namespace {

QString iso(domain::Day day) { return domain::fromDay(day).toString(Qt::ISODate); }

/// The code that tells the thing best, and what kind of code it is.
std::pair<QString, QString> codeOf(const RegisterThings &things, EntityKind kind, const EntityRow &row)
{
    if (const QString lei = things.of(kind, row).text(u"lei"); !lei.isEmpty())
        return {lei, u"lei"_s};
    if (const QString euid = things.of(kind, row).text(u"euid"); !euid.isEmpty())
        return {euid, u"euid"_s};
    return {things.of(kind, row).text(u"registration_no"), things.of(kind, row).text(u"registration_type")};
}

bool isLatin(const QString &name)
{
    for (const QChar c : name) {
        if (c.isLetter() && c.script() != QChar::Script_Latin)
            return false;
    }
    return !name.isEmpty();
}

bool isFunctionId(const QString &text)
{
    static const QRegularExpression shape(u"^F[1-9][0-9]*$"_s);
    return shape.match(text).hasMatch();
}

/// What the program itself knows of a thing, under a name that is no attribute, or where the attribute is unsaid.
QString known(const RegisterThings &things, EntityKind kind, const EntityRow &row, const QString &attr)
{
    if (attr == u"key"_s)
        return row.key.simplified();
    if (attr == u"name"_s)
        return (row.name.isEmpty() ? row.key : row.name).simplified();
    if (attr == u"code"_s)
        return codeOf(things, kind, row).first;
    if (attr == u"code_type"_s)
        return codeOf(things, kind, row).second;
    // A name in Latin letters is its own; a key that is a function identifier serves as one.
    if (attr == u"latin_name"_s && things.of(kind, row).text(attr).isEmpty() && isLatin(row.name))
        return row.name.simplified();
    if (attr == u"function_id"_s && things.of(kind, row).text(attr).isEmpty() && isFunctionId(row.key))
        return row.key;
    return {};
}

/// The attribute of a row's own thing that names who speaks in a role: there it is said who that is.
QString namedBy(const domain::Catalogue &catalogue, EntityKind kind, const QString &role)
{
    static const QHash<QString, QStringList> names = {
        {u"top"_s, {u"ultimate_parent"_s}}, {u"parent"_s, {u"parent"_s}}, {u"party"_s, {u"party"_s, u"contracting_entity"_s, u"contract"_s}},
        {u"entity"_s, {u"legal_entity"_s}}, {u"function"_s, {u"business_service"_s, u"business_services"_s}}, {u"overarching"_s, {u"overarching"_s}},
        {u"recipient"_s, {u"recipient_party"_s}}, {u"contract"_s, {u"contract"_s}}};
    for (const QString &name : names.value(role)) {
        if (catalogue.attribute(kind, name))
            return name;
    }
    return {};
}

/// Where a person mends what a name of the program's own stands for.
QString mendedAt(const QString &attr)
{
    return attr == u"code"_s || attr == u"code_type"_s ? u"lei"_s : attr;
}

} // namespace

QString RegisterCells::amount(double value)
{
    QString text = QString::number(value, 'f', 2);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

void RegisterCells::write(RegisterCell &cell, const RegisterColumn &column, const Value &value) const
{
    const domain::RegisterForm &form = domain::registerForm();
    const bool none = std::holds_alternative<domain::Absent>(value);
    if (std::holds_alternative<domain::NoAnswer>(value))
        return;
    if (none) {
        if (column.type == u"country_or_none"_s)
            cell.text = form.noCountry;
        else if (column.type == u"open_date"_s)
            cell.text = form.noEnd;
        else if (column.type == u"hours"_s)
            cell.text = u"0"_s; // "not defined", as the instructions to B_06.01 say
        return;
    }
    if (const auto list = form.lists.constFind(column.type); list != form.lists.constEnd()) {
        QString said;
        if (const auto *flag = std::get_if<bool>(&value))
            said = *flag ? u"yes"_s : u"no"_s;
        else if (const auto *text = std::get_if<QString>(&value))
            said = text->simplified();
        cell.text = list->codeOf(said);
        // An activity may be written with its prefix.
        if (cell.text.isEmpty())
            cell.text = list->codeOf(list->valueOf(said));
        if (cell.text.isEmpty())
            cell.unwritten = said;
        return;
    }
    if (const auto *text = std::get_if<QString>(&value)) {
        const QString plain = text->simplified();
        if (column.type.startsWith("country"_L1))
            cell.text = plain.isEmpty() ? QString() : form.countryPrefix + u':' + plain;
        else if (column.type == u"currency"_s)
            cell.text = plain.isEmpty() ? QString() : form.currencyPrefix + u':' + plain;
        else
            cell.text = plain;
    } else if (const auto *whole = std::get_if<qint64>(&value)) {
        const bool date = column.type == u"date"_s || column.type == u"open_date"_s;
        cell.text = date ? iso(static_cast<domain::Day>(*whole)) : QString::number(*whole);
    } else if (const auto *number = std::get_if<double>(&value)) {
        // Less than an hour is written as one.
        cell.text = column.type == u"hours"_s || column.type == u"days"_s ? QString::number(qint64(std::ceil(*number))) : amount(*number);
    } else if (const auto *reference = std::get_if<domain::Reference>(&value)) {
        cell.text = reference->key.simplified();
    }
}

bool RegisterCells::say(RegisterCell &cell, const RegisterColumn &column, EntityKind kind, const EntityRow &row, const QString &attr) const
{
    cell.kind = kind;
    cell.entity = row.id;
    cell.attr = mendedAt(attr);
    if (const QString own = known(m_things, kind, row, attr); !own.isEmpty()) {
        write(cell, column, own);
        return true;
    }
    if (column.type == u"branch_code"_s && m_things.of(kind, row).text(u"kind") != u"branch"_s) {
        cell.text = domain::registerForm().noBranch;
        return true;
    }
    const auto value = m_things.of(kind, row).value(attr);
    // Data that are not stored lie in no country.
    if (!value && attr == u"stored_in"_s && m_things.of(kind, row).yes(u"stores_data") == false) {
        cell.text = domain::registerForm().noCountry;
        return true;
    }
    if (value)
        write(cell, column, *value);
    return value.has_value();
}

RegisterCell RegisterCells::cell(const RegisterColumn &column, const Roles &roles, EntityKind kind, qint64 entity) const
{
    RegisterCell cell;
    cell.kind = kind;
    cell.entity = entity;
    if (column.type == u"link"_s) {
        cell.text = u"true"_s;
        return cell;
    }
    for (const QString &from : column.from) {
        const QString role = from.section(u'.', 0, 0);
        const QString attr = from.section(u'.', 1);
        if (from == u"as_of"_s) {
            cell.entity = 0;
            cell.text = iso(m_asOf);
            return cell;
        }
        if (from == u"nature"_s) {
            const auto [of, row] = roles.value(u"branch"_s);
            const bool branch = row && m_things.of(of, *row).text(u"kind") == u"branch"_s;
            write(cell, column, QString(branch ? u"branch"_s : u"entity"_s));
            return cell;
        }
        if (from == u"criticality"_s) {
            const auto [of, row] = roles.value(u"function"_s);
            if (row && !say(cell, column, of, *row, u"critical_function"_s) && m_things.of(of, *row).yes(u"criticality_assessed") == false)
                write(cell, column, u"not_assessed"_s);
            return cell;
        }
        const auto [of, row] = roles.value(role);
        if (!row) {
            if (cell.attr.isEmpty())
                cell.attr = namedBy(m_things.catalogue(), kind, role);
            continue;
        }
        RegisterCell said;
        const bool found = say(said, column, of, *row, attr);
        // Where nobody says it, the first is where it would be said.
        if (found || cell.attr.isEmpty())
            cell = said;
        if (found)
            break;
    }
    return cell;
}

RegisterRow RegisterCells::row(const domain::RegisterTemplate &form, const Roles &roles, EntityKind kind, qint64 entity) const
{
    RegisterRow out;
    out.kind = kind;
    out.entity = entity;
    for (const RegisterColumn &column : form.columns)
        out.cells.append(cell(column, roles, kind, entity));
    return out;
}

void RegisterCells::fill(const domain::RegisterTemplate &form, RegisterRow &row, const QList<Told> &values) const
{
    for (const Told &told : values) {
        const int at = form.indexOf(told.column);
        RegisterCell &cell = row.cells[at];
        if (!cell.text.isEmpty())
            continue;
        cell.kind = told.kind;
        cell.entity = told.entity;
        cell.attr = told.attr;
        if (!told.value.isEmpty())
            write(cell, form.columns.at(at), told.value);
    }
}

} // namespace rules
