// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/translate.h"

#include "store/pages/reportqueries.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <QFileInfo>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

QString itemText(const QString &item, const Attribute &a, const NameCache &names, const QHash<QString, QString> &countries)
{
    if (a.facet)
        return names.place(item, countries);
    if (a.refKind)
        return names.name(*a.refKind, item);
    if (a.of == ValueType::Country)
        return countries.value(item, item);
    return item.contains(u' ') ? item : text::valueWord(item);
}

Entry entryOf(const Attribute &a)
{
    if (a.isList())
        return Entry::ManyChosen;
    switch (a.type) {
    case ValueType::Bool:
    case ValueType::Country:
    case ValueType::Enum:
    case ValueType::Ref: return Entry::Chosen;
    case ValueType::Text: return a.values.isEmpty() ? Entry::Suggested : Entry::Chosen;
    default: return Entry::Typed;
    }
}

QString valueText(const store::MaybeValue &value, const Attribute &a, const NameCache &names, const QHash<QString, QString> &countries)
{
    if (!value)
        return {};
    if (const auto *reference = std::get_if<Reference>(&*value); reference && a.refKind)
        return names.name(*a.refKind, reference->key);
    if (const auto *list = std::get_if<ListValue>(&*value)) {
        QStringList shown;
        for (const QString &item : list->items)
            shown.append(itemText(item, a, names, countries));
        QString text = shown.join(u", "_s);
        if (!list->complete)
            text += text.isEmpty() ? u"incomplete"_s : u", …"_s;
        return text;
    }
    const QString plain = store::displayValue(value, a);
    if (a.type == ValueType::Country)
        return countries.value(plain, plain);
    return a.type == ValueType::Enum || a.name == u"scheme"_s || plain.startsWith(u"AWS::"_s) ? text::valueWord(plain) : plain;
}

items::CellState stateOf(const store::MaybeValue &value)
{
    if (!value)
        return items::CellState::NeverAsked;
    if (std::holds_alternative<NoAnswer>(*value))
        return items::CellState::NoAnswer;
    if (std::holds_alternative<Absent>(*value))
        return items::CellState::DeclaredAbsent;
    if (const auto *list = std::get_if<ListValue>(&*value); list && list->items.isEmpty())
        return list->complete ? items::CellState::DeclaredAbsent : items::CellState::NoAnswer;
    return items::CellState::Value;
}

} // namespace

QString NameCache::name(EntityKind kind, const QString &key) const
{
    const QString id = kindName(kind) + u':' + key;
    auto it = m_names.find(id);
    if (it == m_names.end()) {
        const qint64 entity = m_values.find(kind, key);
        const auto head = entity ? store::entityHead(m_values, entity) : std::nullopt;
        it = m_names.insert(id, head ? text::shownName(head->name, head->key) : key);
    }
    return *it;
}

QString NameCache::place(const QString &text, const QHash<QString, QString> &countries) const
{
    if (text.startsWith(u'@'))
        return name(EntityKind::Location, text.mid(1));
    const qsizetype slash = text.indexOf(u'/');
    if (slash < 0)
        return text.isEmpty() ? u"place not known"_s : countries.value(text, text);
    auto it = m_names.find(text);
    if (it == m_names.end()) {
        const QString country = store::regionCountry(m_values, text.left(slash), text.mid(slash + 1));
        it = m_names.insert(text, country.isEmpty() ? text : u"%1 (%2)"_s.arg(countries.value(country, country), text.mid(slash + 1)));
    }
    return *it;
}

QString inventoryKey(const QString &path, const InventoryQuery &q, qint64 revision)
{
    const FilterState &f = q.filter;
    QStringList special;
    for (const SpecialFilter &s : f.special)
        special.append(s.what + u'=' + s.value);
    return QStringList{path, QString::number(revision), kindName(q.kind), q.sortBy, q.descending ? u"d"_s : QString(), f.country, f.provider,
                       f.legalEntity, f.businessService, f.framework, f.attr, f.attrValue, f.text,
                       f.severity ? severityName(*f.severity) : QString(), f.status ? statusName(*f.status) : QString(),
                       f.kind ? kindName(*f.kind) : QString(), QString::number(f.facets), special.join(QChar(0x1e))}
        .join(QChar(0x1f));
}

items::Cell cellOf(const store::MaybeValue &value, const Attribute &a, const NameCache &names, const QHash<QString, QString> &countries)
{
    items::Cell cell;
    cell.state = stateOf(value);
    cell.number = a.type == ValueType::Int || a.type == ValueType::Number;
    switch (cell.state) {
    case items::CellState::NeverAsked: cell.text = u"–"_s; break;
    case items::CellState::NoAnswer: cell.text = u"?"_s; break;
    case items::CellState::DeclaredAbsent: cell.text = u"none"_s; break;
    case items::CellState::Value: cell.text = valueText(value, a, names, countries); break;
    }
    return cell;
}

QString inheritedWords(const QString &from, const NameCache &names)
{
    const QString kind = from.section(u':', 0, 0);
    const QString key = from.section(u':', 1);
    const auto of = kindFromName(kind);
    return u"taken over from "_s + text::valueWord(kind) + u' ' + (of ? names.name(*of, key) : key);
}

QString originLine(const store::Origin &o, const NameCache &names)
{
    QStringList origin;
    if (!o.inheritedFrom.isEmpty())
        origin.append(inheritedWords(o.inheritedFrom, names));
    if (!o.file.isEmpty())
        origin.append(QFileInfo(o.file).fileName() + (o.pointer.isEmpty() ? QString() : u", "_s + o.pointer));
    for (const QString &file : o.also)
        origin.append(u"also in "_s + QFileInfo(file).fileName());
    if (!o.who.isEmpty())
        origin.append(u"said by %1"_s.arg(o.who));
    if (!o.at.isEmpty())
        origin.append(o.at.left(10));
    if (!o.evidence.isEmpty())
        origin.append(u"evidence: "_s + o.evidence);
    if (o.reviewOn)
        origin.append(u"to be reviewed by "_s + fromDay(*o.reviewOn).toString(Qt::ISODate));
    return origin.join(u"; "_s);
}

ValueDetail detailOf(const store::Origin &o, const Attribute &a, const NameCache &names, const QHash<QString, QString> &countries)
{
    ValueDetail d;
    d.attr = a.name;
    d.label = a.label;
    d.description = a.description;
    d.unit = a.unit;
    d.example = a.example;
    d.entry = entryOf(a);
    d.state = stateOf(o.value);
    d.text = valueText(o.value, a, names, countries);
    d.typed = o.inheritedFrom.isEmpty() ? store::displayValue(o.value, a) : QString();
    if (const auto *list = o.value && o.inheritedFrom.isEmpty() ? std::get_if<ListValue>(&*o.value) : nullptr) {
        d.open = !list->complete;
        for (const QString &item : list->items)
            d.parts.append({item, itemText(item, a, names, countries), {}});
    } else if (d.entry == Entry::Chosen && d.state == items::CellState::Value && o.inheritedFrom.isEmpty()) {
        d.typed = d.text; // names rather than keys; what is chosen is kept by its key
    }
    d.inherited = !o.inheritedFrom.isEmpty();
    d.origin = originLine(o, names);
    for (const store::Origin::Other &other : o.others) {
        const auto said = store::decodeValue(other.value, a);
        const QString words = said ? cellOf(*said, a, names, countries).text : QString::fromUtf8(other.value);
        d.others.append(u"%1 says: %2"_s.arg(QFileInfo(other.file).fileName(), words));
    }
    return d;
}

QString groupAttribute(IssueGrouping grouping)
{
    switch (grouping) {
    case IssueGrouping::LegalEntity: return u"legal_entity"_s;
    case IssueGrouping::BusinessService: return u"business_service"_s;
    case IssueGrouping::Provider: return u"provider"_s;
    case IssueGrouping::Country: return u"country"_s;
    case IssueGrouping::Framework: return u"framework"_s;
    default: return {};
    }
}

QString groupTitle(IssueGrouping grouping, const IssueRow &row, const store::IssueLine &line, const QHash<QString, QString> &countries)
{
    switch (grouping) {
    case IssueGrouping::RootCause: return row.root.isEmpty() ? u"No common cause"_s : row.root;
    case IssueGrouping::Framework: return row.frameworkTitle;
    case IssueGrouping::Severity: return text::severityWord(row.severity);
    case IssueGrouping::Country: return line.group.isEmpty() ? u"No location known"_s : countries.value(line.group, line.group);
    default: return line.group.isEmpty() ? u"Not recorded"_s : line.group;
    }
}

QString nameOf(store::AttributeStore &values, const store::EntityHead &head)
{
    const QString shown = text::shownName(head.name, head.key);
    if (head.kind != EntityKind::Grant || (!head.name.isEmpty() && head.name != head.key))
        return shown;
    const QString told = store::grantName(values, head.id);
    // A key that is a path says nothing more than the name.
    return told.isEmpty() ? shown : shown == head.key && head.key.size() <= 14 ? u"%1 (%2)"_s.arg(told, head.key) : told;
}

} // namespace app
