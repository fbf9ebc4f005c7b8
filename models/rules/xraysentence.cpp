// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/xraysentence.h"

#include "domain/onestop.h"
#include "domain/valueword.h"
#include "store/pages/reportqueries.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace rules {
namespace {

constexpr qsizetype MostThings = 50;

} // namespace

XrayThing XraySentences::thing(const XrayRow::At &at)
{
    XrayThing out;
    out.entity = at.entity;
    out.attr = at.attr;
    store::Statement &s = m_context.values.statement("SELECT kind, key, name FROM entity WHERE id=?1");
    s.bind(1, at.entity);
    if (s.next()) {
        out.kind = static_cast<EntityKind>(s.integer(0));
        out.key = s.text(1);
        out.name = s.text(2);
    }
    s.reset();
    if (out.kind == EntityKind::Grant && (out.name.isEmpty() || out.name == out.key))
        out.name = store::grantName(m_context.values, at.entity);
    if (out.name.isEmpty())
        out.name = out.key;
    return out;
}

QString XraySentences::countries(const QString &codes)
{
    if (!m_countriesRead) {
        m_countriesRead = true;
        store::Statement &s = m_context.values.statement("SELECT code, name FROM ref_country");
        while (s.next())
            m_countries.insert(s.text(0), s.text(1));
        s.reset();
    }
    QStringList names;
    for (const QString &code : codes.split(u',', Qt::SkipEmptyParts)) {
        const QString name = m_countries.value(code, code);
        if (!names.contains(name))
            names.append(name);
    }
    names.sort();
    return names.size() < 2 ? names.join(QString()) : names.mid(0, names.size() - 1).join(u", "_s) + u" and "_s + names.constLast();
}

QString XraySentences::value(const QString &placeholder, const XrayRow &row, const QList<XrayThing> &things, int further)
{
    const QString name = placeholder.section(u':', 0, 0);
    const QString form = placeholder.section(u':', 1);
    if (name.startsWith(u"n|"_s)) // one or many, each with its words
        return u"%1 %2"_s.arg(row.count).arg(name.section(u'|', row.count == 1 ? 1 : 2, row.count == 1 ? 1 : 2));
    if (name.startsWith(u"n="_s)) // the words alone
        return name.mid(2).section(u'|', row.count == 1 ? 0 : 1, row.count == 1 ? 0 : 1);
    if (name == u"n"_s)
        return QString::number(row.count);
    const bool label = name.startsWith(u"attr"_s);
    if (label || name.at(0).isDigit()) {
        const int number = name.right(1).toInt();
        const XrayThing &at = things.at(number - 1);
        // Where one name stands for several things, it says so.
        if (!label)
            return number == further && row.count > 1 ? u"%1 and %2 more"_s.arg(at.name).arg(row.count - 1) : at.name;
        const Attribute *attribute = m_context.catalogue.attribute(at.kind, at.attr);
        return attribute ? attribute->label : QString();
    }
    const QString text = name == u"a"_s ? row.a : name == u"b"_s ? row.b : name == u"c"_s ? row.c : row.d;
    if (form == u"day"_s)
        return text.isEmpty() ? QString() : fromDay(text.toInt()).toString(Qt::ISODate);
    if (form == u"countries"_s)
        return countries(text);
    if (form == u"word"_s)
        return valueWord(text);
    if (form == u"kind"_s)
        return text.isEmpty() ? QString() : m_context.catalogue.kind(static_cast<EntityKind>(text.toInt())).labelPlural;
    return text;
}

QString XraySentences::filled(const QString &pattern, const XrayRow &row, const QList<XrayThing> &things, int further, bool *whole)
{
    QString out;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QChar c = pattern.at(i);
        const qsizetype end = c == u'{' ? pattern.indexOf(u'}', i) : c == u'[' ? pattern.indexOf(u']', i) : -1;
        if (end < 0) {
            domain::goOn(out, QStringView(&c, 1));
            continue;
        }
        const QString inner = pattern.mid(i + 1, end - i - 1);
        if (c == u'[') {
            bool all = true;
            const QString part = filled(inner, row, things, further, &all);
            out += all ? part : QString();
        } else {
            const QString text = value(inner, row, things, further);
            if (whole && text.isEmpty())
                *whole = false;
            out += text;
        }
        i = end;
    }
    return out;
}

QString XraySentences::subjectOf(const XrayRow &row)
{
    QStringList parts;
    for (const XrayRow::At &at : row.things) {
        if (at.entity == 0)
            continue;
        const XrayThing found = thing(at);
        parts.append(kindName(found.kind) + u':' + found.key + (at.attr.isEmpty() ? QString() : u'.' + at.attr));
    }
    for (const ListedRequirement &r : row.requirements)
        parts.append(u"requirement:"_s + r.list + u'.' + r.id);
    // A register as a whole.
    if (parts.isEmpty())
        parts.append(u"register:"_s + kindName(static_cast<EntityKind>(row.a.toInt())) + u'.' + row.b);
    return parts.join(u'|');
}

Contradiction XraySentences::say(const XrayCheck &check, const XrayRow &row)
{
    Contradiction out;
    out.check = check.id;
    out.severity = check.severity;
    out.count = row.count;
    QList<XrayThing> places;
    for (const XrayRow::At &at : row.things) {
        places.append(at.entity != 0 ? thing(at) : XrayThing());
        const bool twice = std::any_of(out.things.cbegin(), out.things.cend(), [&](const XrayThing &t) { return t.entity == at.entity && t.attr == at.attr; });
        if (at.entity != 0 && !twice)
            out.things.append(places.constLast());
    }
    // The first few by name; the count says how many there are.
    for (const XrayRow::At &at : row.further) {
        const bool twice = std::any_of(out.things.cbegin(), out.things.cend(), [&](const XrayThing &t) { return t.entity == at.entity; });
        if (!twice && out.things.size() < MostThings)
            out.things.append(thing(at));
    }
    out.requirements = row.requirements;
    out.sentence = filled(check.sentence, row, places, check.further, nullptr);
    out.subject = subjectOf(row);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (QString part : {check.id, out.subject, row.a, row.b, row.c, row.d, QString::number(row.count)}) {
        // Lists of countries come in no order that could be relied on.
        if (part.contains(u',')) {
            QStringList pieces = part.split(u',');
            pieces.sort();
            part = pieces.join(u',');
        }
        hash.addData(part.toUtf8() + '\x1f');
    }
    QList<qint64> all;
    for (const XrayRow::At &at : row.further)
        all.append(at.entity);
    std::sort(all.begin(), all.end());
    for (const qint64 id : std::as_const(all))
        hash.addData(QByteArray::number(id) + ' ');
    out.facts = QString::fromLatin1(hash.result().toHex().left(32));
    return out;
}

} // namespace rules
