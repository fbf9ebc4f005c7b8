// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/aside.h"

#include "store/attributestore.h"
#include "store/changelog.h"

#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using nlohmann::json;

namespace store {
namespace {

const QByteArray asideColumns = "SELECT \"check\", subject, facts, sentence, reason, who, at FROM xray_aside ";

Aside asideOfRow(const Statement &s) { return {s.text(0), s.text(1), s.text(2), s.text(3), s.text(4), s.text(5), s.text(6)}; }

std::optional<Aside> asideOf(AttributeStore &store, const QString &check, const QString &subject)
{
    Statement &s = store.statement(asideColumns + "WHERE \"check\"=?1 AND subject=?2");
    s.bind(1, check).bind(2, subject);
    std::optional<Aside> found;
    if (s.next())
        found = asideOfRow(s);
    s.reset();
    return found;
}

QByteArray logText(const Aside &a)
{
    const json row = {a.check.toStdString(), a.subject.toStdString(), a.facts.toStdString(), a.sentence.toStdString(), a.reason.toStdString(),
                      a.who.toStdString(), a.at.toStdString()};
    return QByteArray::fromStdString(row.dump());
}

std::optional<Aside> fromLog(const QByteArray &logged)
{
    const json row = json::parse(logged.constData(), logged.constData() + logged.size(), nullptr, false);
    if (!row.is_array() || row.size() != 7 || !std::all_of(row.begin(), row.end(), [](const json &part) { return part.is_string(); }))
        return std::nullopt;
    const auto text = [&row](std::size_t i) { return QString::fromStdString(row[i].get<std::string>()); };
    return Aside{text(0), text(1), text(2), text(3), text(4), text(5), text(6)};
}

} // namespace

QList<Aside> asides(AttributeStore &store)
{
    QList<Aside> all;
    Statement &s = store.statement(asideColumns + "ORDER BY 1, 2");
    while (s.next())
        all.append(asideOfRow(s));
    s.reset();
    return all;
}

Result<qint64> setAside(AttributeStore &store, const QList<Aside> &wanted, const QString &who, const QDateTime &at)
{
    QList<Aside> news;
    for (Aside a : wanted) {
        a.reason = a.reason.simplified();
        a.who = who;
        a.at = at.date().toString(Qt::ISODate);
        if (a.reason.isEmpty())
            return Error{ErrorCode::Refused, u"say why it is set aside"_s, a.subject};
        const std::optional<Aside> before = asideOf(store, a.check, a.subject);
        if (!before || before->facts != a.facts || before->reason != a.reason)
            news.append(a);
    }
    if (news.isEmpty())
        return Error{ErrorCode::Refused, u"it is set aside already"_s, {}};
    const QString title = news.size() == 1 ? u"Set a contradiction aside: %1"_s.arg(news.constFirst().sentence) : u"Set %1 contradictions aside"_s.arg(news.size());
    ChangeLog log(store, u"aside"_s, title, who, at);
    for (const Aside &a : std::as_const(news)) {
        const std::optional<Aside> before = asideOf(store, a.check, a.subject);
        const QByteArray was = before ? logText(*before) : QByteArray("null");
        restoreAside(store, was, logText(a));
        log.record(u"aside"_s, 0, a.check, was, logText(a));
    }
    log.finish();
    return log.set();
}

Result<qint64> takeUp(AttributeStore &store, const QString &check, const QString &subject, const QString &who, const QDateTime &at)
{
    const std::optional<Aside> before = asideOf(store, check, subject);
    if (!before)
        return Error{ErrorCode::UnknownEntity, u"this contradiction is not set aside"_s, subject};
    ChangeLog log(store, u"aside"_s, u"Take a contradiction up again: %1"_s.arg(before->sentence), who, at);
    restoreAside(store, logText(*before), "null");
    log.record(u"aside"_s, 0, check, logText(*before), "null");
    log.finish();
    return log.set();
}

void restoreAside(AttributeStore &store, const QByteArray &from, const QByteArray &to)
{
    if (const std::optional<Aside> was = fromLog(from)) {
        Statement &s = store.statement("DELETE FROM xray_aside WHERE \"check\"=?1 AND subject=?2");
        s.bind(1, was->check).bind(2, was->subject);
        s.run();
    }
    if (const std::optional<Aside> is = fromLog(to)) {
        Statement &s = store.statement("INSERT OR REPLACE INTO xray_aside(\"check\",subject,facts,sentence,reason,who,at) VALUES(?1,?2,?3,?4,?5,?6,?7)");
        s.bind(1, is->check).bind(2, is->subject).bind(3, is->facts).bind(4, is->sentence).bind(5, is->reason).bind(6, is->who).bind(7, is->at);
        s.run();
    }
}

QString loggedAsideReason(const QByteArray &logged)
{
    const std::optional<Aside> a = fromLog(logged);
    return a ? a->reason : QString();
}

} // namespace store
