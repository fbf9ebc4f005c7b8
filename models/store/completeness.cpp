// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/completeness.h"

#include "domain/cellvalues.h"
#include "store/attributestore.h"
#include "store/changelog.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace store {
namespace {

const QByteArray attestedColumns = "SELECT kind, attr, who, at, until, evidence FROM attestation ";

Completeness rowOf(const Statement &s)
{
    Completeness c{static_cast<EntityKind>(s.integer(0)), s.text(1), s.text(2), s.text(3), {}};
    if (!s.isNull(4))
        c.until = static_cast<Day>(s.integer(4));
    c.evidence = s.text(5);
    return c;
}

QByteArray logText(const std::optional<Completeness> &c)
{
    if (!c)
        return "null";
    json row = {c->who.toStdString(), c->at.toStdString(), c->until ? json(*c->until) : json(nullptr)};
    if (!c->evidence.isEmpty())
        row.push_back(c->evidence.toStdString());
    return QByteArray::fromStdString(row.dump());
}

void write(AttributeStore &store, const Completeness &c)
{
    Statement &s = store.statement("INSERT OR REPLACE INTO attestation(kind,attr,who,at,until,evidence) VALUES(?1,?2,?3,?4,?5,?6)");
    s.bind(1, qint64(c.kind)).bind(2, c.attr).bind(3, c.who).bind(4, c.at).bindNull(5);
    if (c.until)
        s.bind(5, qint64(*c.until));
    s.bind(6, c.evidence.isNull() ? QString(u""_s) : c.evidence);
    s.run();
}

void remove(AttributeStore &store, EntityKind kind, const QString &attr)
{
    Statement &s = store.statement("DELETE FROM attestation WHERE kind=?1 AND attr=?2");
    s.bind(1, qint64(kind)).bind(2, attr);
    s.run();
}

} // namespace

QString Completeness::what() const
{
    return attr == u"*"_s ? kindName(kind) : kindName(kind) + u'.' + attr;
}

QList<Completeness> declaredComplete(AttributeStore &store)
{
    QList<Completeness> list;
    Statement &s = store.statement(attestedColumns + "ORDER BY kind, attr");
    while (s.next())
        list.append(rowOf(s));
    s.reset();
    return list;
}

std::optional<Completeness> declaredComplete(AttributeStore &store, EntityKind kind, const QString &attr)
{
    Statement &s = store.statement(attestedColumns + "WHERE kind=?1 AND attr=?2");
    s.bind(1, qint64(kind)).bind(2, attr);
    std::optional<Completeness> found;
    if (s.next())
        found = rowOf(s);
    s.reset();
    return found;
}

QList<EntityKind> neverRecorded(AttributeStore &store, Day day)
{
    QList<EntityKind> out;
    for (const KindInfo &info : store.catalogue().kinds()) {
        const std::optional<Completeness> declared = declaredComplete(store, info.kind, u"*"_s);
        if (declared && declared->countsOn(day))
            continue;
        Statement &s = store.statement("SELECT 1 FROM entity WHERE kind=?1 LIMIT 1");
        s.bind(1, qint64(info.kind));
        if (!s.next())
            out.append(info.kind);
        s.reset();
    }
    return out;
}

Result<Completeness> completenessOf(const Catalogue &catalogue, const QString &what)
{
    const QString kindText = what.section(u'.', 0, 0);
    const std::optional<EntityKind> kind = kindFromWords(catalogue, kindText);
    const auto didYouMean = [](const QString &typed, const QStringList &known) {
        const QString nearest = nearestName(typed, known);
        return nearest.isEmpty() ? QString() : u"; did you mean '%1'?"_s.arg(nearest);
    };
    if (!kind) {
        QStringList kinds;
        for (const KindInfo &info : catalogue.kinds())
            kinds.append(kindName(info.kind));
        return Error{ErrorCode::UnknownKind, u"no register is called '%1'%2"_s.arg(kindText, didYouMean(kindText, kinds)), what};
    }
    Completeness c;
    c.kind = *kind;
    if (!what.contains(u'.'))
        return c;
    c.attr = what.section(u'.', 1);
    if (c.attr == u"*"_s || catalogue.attribute(*kind, c.attr))
        return c;
    QStringList names;
    for (const Attribute &a : catalogue.kind(*kind).attributes)
        names.append(a.name);
    return Error{ErrorCode::UnknownAttribute,
                 u"%1 has no attribute called '%2'%3"_s.arg(kindName(*kind), c.attr, didYouMean(c.attr, names)), what};
}

bool declareComplete(AttributeStore &store, ChangeLog &log, const Completeness &c)
{
    const auto before = declaredComplete(store, c.kind, c.attr);
    if (before == c)
        return false;
    write(store, c);
    log.record(u"completeness"_s, 0, c.what(), logText(before), logText(c));
    return true;
}

bool withdrawComplete(AttributeStore &store, ChangeLog &log, EntityKind kind, const QString &attr)
{
    const auto before = declaredComplete(store, kind, attr);
    if (!before)
        return false;
    remove(store, kind, attr);
    log.record(u"completeness"_s, 0, before->what(), logText(before), logText({}));
    return true;
}

Result<qint64> changeCompleteness(AttributeStore &store, const QList<Completeness> &list, bool complete, const QString &who, const QDateTime &at)
{
    QStringList names;
    for (const Completeness &c : list)
        names.append(c.what());
    ChangeLog log(store, u"completeness"_s,
                  (complete ? u"Declare complete: %1"_s : u"No longer declared complete: %1"_s).arg(names.join(u", "_s)), who, at);
    bool changed = false;
    for (const Completeness &c : list)
        changed = (complete ? declareComplete(store, log, c) : withdrawComplete(store, log, c.kind, c.attr)) || changed;
    if (!changed)
        return Error{ErrorCode::UsageError,
                     complete ? u"declared so already"_s : u"not declared complete, so there is nothing to take back"_s, names.join(u", "_s)};
    log.finish();
    return log.set();
}

void restoreCompleteness(AttributeStore &store, const QString &what, const QByteArray &to)
{
    const auto c = completenessOf(store.catalogue(), what);
    if (!c)
        return;
    const json row = json::parse(to.constData(), to.constData() + to.size(), nullptr, false);
    if (!row.is_array() || row.size() < 3 || row.size() > 4 || !row[0].is_string() || !row[1].is_string()) {
        remove(store, c->kind, c->attr);
        return;
    }
    Completeness again = *c;
    again.who = QString::fromStdString(row[0].get<std::string>());
    again.at = QString::fromStdString(row[1].get<std::string>());
    if (row[2].is_number_integer())
        again.until = row[2].get<Day>();
    if (row.size() > 3 && row[3].is_string())
        again.evidence = QString::fromStdString(row[3].get<std::string>());
    write(store, again);
}

} // namespace store
