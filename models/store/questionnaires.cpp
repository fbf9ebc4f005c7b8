// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/questionnaires.h"

#include "store/changelog.h"
#include "store/editor.h"

#include <QCryptographicHash>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace store {
namespace {

const QString sourcePrefix = u"questionnaire/"_s;

QString text(const json &o, const char *name)
{
    const auto it = o.find(name);
    return it != o.end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
}

int number(const json &o, const char *name)
{
    const auto it = o.find(name);
    return it != o.end() && it->is_number_integer() ? it->get<int>() : 0;
}

QByteArray encoded(const SentQuestionnaire &q)
{
    json o = {{"team", q.team.toStdString()}, {"due", q.due}, {"sent", q.sentOn.toStdString()}, {"items", json::array()}};
    for (const AskedItem &i : q.items)
        o["items"].push_back({{"nr", i.nr}, {"kind", kindName(i.kind).toStdString()}, {"key", i.key.toStdString()}, {"attr", i.attr.toStdString()},
                              {"state", static_cast<int>(i.state)}, {"typed", i.typed.toStdString()}, {"evidence", i.evidence.toStdString()},
                              {"note", i.note.toStdString()}, {"who", i.who.toStdString()}, {"why", i.why.toStdString()}, {"sha256", i.sha256.toStdString()}, {"list", i.list.toStdString()}});
    if (!q.limitedTo.isEmpty())
        o["limited_to"] = q.limitedTo.toStdString();
    if (!q.reminded.isEmpty())
        o["reminded"] = q.reminded.join(u',').toStdString();
    return QByteArray::fromStdString(o.dump());
}

} // namespace

int SentQuestionnaire::count(AskedItem::State state) const
{
    return static_cast<int>(std::count_if(items.cbegin(), items.cend(), [state](const AskedItem &i) { return i.state == state; }));
}

QString SentQuestionnaire::markedIdOf(const AskedItem &item) const
{
    constexpr qsizetype Shown = 6;
    const QByteArray asked = QStringList{team, sentOn, item.isRequirement() ? item.list : kindName(item.kind), item.key, item.attr}.join(QChar(0x1f)).toUtf8();
    return idOf(item) + u'/' + QString::fromLatin1(QCryptographicHash::hash(asked, QCryptographicHash::Sha256).toHex().left(Shown));
}

int SentQuestionnaire::open() const
{
    return static_cast<int>(std::count_if(items.cbegin(), items.cend(), [](const AskedItem &i) { return i.isOpen(); }));
}

QList<SentQuestionnaire> sentQuestionnaires(AttributeStore &store)
{
    QList<SentQuestionnaire> list;
    Statement &s = store.statement("SELECT name, value FROM setting WHERE name>='questionnaire/' AND name<'questionnaire0'");
    while (s.next()) {
        const QByteArray bytes = s.text(1).toUtf8();
        const json o = json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
        if (!o.is_object() || !o.contains("items") || !o["items"].is_array())
            continue;
        SentQuestionnaire q{s.text(0).mid(sourcePrefix.size()).toLongLong(), text(o, "team"), static_cast<Day>(number(o, "due")), text(o, "sent"), {}};
        for (const json &i : o["items"]) {
            const auto kind = kindFromName(text(i, "kind"));
            if (kind)
                q.items.append({number(i, "nr"), *kind, text(i, "key"), text(i, "attr"), static_cast<AskedItem::State>(qBound(0, number(i, "state"), 3)),
                                text(i, "typed"), text(i, "evidence"), text(i, "note"), text(i, "who"), text(i, "why"), text(i, "sha256"), text(i, "list")});
        }
        q.reminded = text(o, "reminded").split(u',', Qt::SkipEmptyParts);
        q.limitedTo = text(o, "limited_to");
        list.append(q);
    }
    s.reset();
    std::sort(list.begin(), list.end(), [](const SentQuestionnaire &a, const SentQuestionnaire &b) { return a.id < b.id; });
    return list;
}

void putQuestionnaire(AttributeStore &store, ChangeLog &log, const SentQuestionnaire &q)
{
    const QString name = sourcePrefix + QString::number(q.id);
    const QByteArray value = encoded(q);
    log.record(u"setting"_s, 0, name, readSetting(store, name), value);
    Statement &s = store.statement("INSERT OR REPLACE INTO setting(name,value) VALUES(?1,?2)");
    s.bind(1, name).bindUtf8(2, value);
    s.run();
}

} // namespace store
