// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/resultblock.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;

namespace rules {
namespace {

// Speed matters more than the last byte: level 1 is a third of the time of the default.
constexpr int compression = 1;

Result<QByteArray> block(QSqlDatabase &db, qint64 run, const QString &where, const QVariant &rule)
{
    QSqlQuery query(db);
    if (!query.prepare(u"SELECT data FROM result_block WHERE run = ? AND rule = "_s + where))
        return Error{ErrorCode::DatabaseError, query.lastError().text(), QString()};
    query.addBindValue(run);
    query.addBindValue(rule);
    if (!query.exec())
        return Error{ErrorCode::DatabaseError, query.lastError().text(), QString()};
    return query.next() ? query.value(0).toByteArray() : QByteArray();
}

Status statusAt(const QByteArray &statuses, qsizetype i)
{
    const int value = static_cast<unsigned char>(statuses.at(i));
    return value < domain::StatusCount ? static_cast<Status>(value) : Status::Error;
}

} // namespace

QByteArray packStatuses(const QByteArray &bytes)
{
    QByteArray nibbles((bytes.size() + 1) / 2, '\0');
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const int value = static_cast<unsigned char>(bytes.at(i)) & 0xF;
        nibbles[i / 2] = static_cast<char>(static_cast<unsigned char>(nibbles.at(i / 2)) | (i % 2 ? value << 4 : value));
    }
    return qCompress(nibbles, compression);
}

QByteArray unpackStatuses(const QByteArray &block, qsizetype count)
{
    const QByteArray nibbles = qUncompress(block);
    QByteArray bytes;
    bytes.reserve(count);
    for (qsizetype i = 0; i < count && i / 2 < nibbles.size(); ++i) {
        const int value = static_cast<unsigned char>(nibbles.at(i / 2));
        bytes.append(static_cast<char>(i % 2 ? value >> 4 : value & 0xF));
    }
    return bytes;
}

QByteArray packIds(const QList<qint64> &sorted)
{
    QByteArray bytes;
    qint64 last = 0;
    for (const qint64 id : sorted) {
        auto delta = static_cast<quint64>(id - last);
        last = id;
        while (delta >= 0x80) {
            bytes.append(static_cast<char>(delta | 0x80));
            delta >>= 7;
        }
        bytes.append(static_cast<char>(delta));
    }
    return qCompress(bytes, compression);
}

QList<qint64> unpackIds(const QByteArray &block)
{
    QList<qint64> ids;
    quint64 delta = 0;
    int shift = 0;
    qint64 last = 0;
    for (const char c : qUncompress(block)) {
        const auto value = static_cast<unsigned char>(c);
        if (shift > 56)
            return ids;
        delta |= static_cast<quint64>(value & 0x7F) << shift;
        if (value & 0x80) {
            shift += 7;
            continue;
        }
        last += static_cast<qint64>(delta);
        ids.append(last);
        delta = 0;
        shift = 0;
    }
    return ids;
}

Result<QList<EntityStatus>> readResults(QSqlDatabase &db, qint64 run, const QString &rule, domain::EntityKind kind)
{
    const auto ids = block(db, run, u"?"_s, -1 - static_cast<int>(kind));
    if (!ids)
        return ids.error();
    const auto data = block(db, run, u"(SELECT id FROM rule WHERE name = ?)"_s, rule);
    if (!data)
        return data.error();
    QList<EntityStatus> results;
    if (data->isEmpty() || ids->isEmpty())
        return results;
    const QList<qint64> entities = unpackIds(*ids);
    const QByteArray statuses = unpackStatuses(*data, entities.size());
    results.reserve(statuses.size());
    for (qsizetype i = 0; i < statuses.size(); ++i) {
        if (statuses.at(i) != NotConcerned)
            results.append({{entities.at(i)}, statusAt(statuses, i)});
    }
    return results;
}

Result<QHash<QString, StatusCounts>> countResults(QSqlDatabase &db, qint64 run, const QHash<QString, domain::EntityKind> &rules, const std::function<bool(qint64)> &counted)
{
    QHash<QString, StatusCounts> out;
    QHash<domain::EntityKind, QList<bool>> asked; // by kind, of its entities in their order
    for (auto rule = rules.cbegin(); rule != rules.cend(); ++rule) {
        auto of = asked.constFind(rule.value());
        if (of == asked.cend()) {
            const auto ids = block(db, run, u"?"_s, -1 - static_cast<int>(rule.value()));
            if (!ids)
                return ids.error();
            QList<bool> wanted;
            for (const qint64 id : unpackIds(*ids))
                wanted.append(counted(id));
            of = asked.insert(rule.value(), wanted);
        }
        const auto data = block(db, run, u"(SELECT id FROM rule WHERE name = ?)"_s, rule.key());
        if (!data)
            return data.error();
        const QByteArray statuses = unpackStatuses(*data, of->size());
        StatusCounts counts{};
        for (qsizetype i = 0; i < statuses.size(); ++i) {
            if (of->at(i) && statuses.at(i) != NotConcerned)
                ++counts.at(static_cast<std::size_t>(statusAt(statuses, i)));
        }
        out.insert(rule.key(), counts);
    }
    return out;
}

Result<QHash<QString, Status>> readResultsOf(QSqlDatabase &db, qint64 run, domain::EntityId entity, domain::EntityKind kind)
{
    const auto ids = block(db, run, u"?"_s, -1 - static_cast<int>(kind));
    if (!ids)
        return ids.error();
    QHash<QString, Status> results;
    const QList<qint64> entities = unpackIds(*ids);
    const auto it = std::lower_bound(entities.begin(), entities.end(), entity.value);
    if (it == entities.end() || *it != entity.value)
        return results;
    const qsizetype index = it - entities.begin();
    QSqlQuery query(db);
    query.setForwardOnly(true);
    if (!query.prepare(u"SELECT r.name, b.data FROM result_block b JOIN rule r ON r.id = b.rule WHERE b.run = ?"_s))
        return Error{ErrorCode::DatabaseError, query.lastError().text(), QString()};
    query.addBindValue(run);
    if (!query.exec())
        return Error{ErrorCode::DatabaseError, query.lastError().text(), QString()};
    // A rule of another kind has a block of another length, but an equal number of entities is possible: the caller knows which
    // rules are of this kind.
    while (query.next()) {
        const QByteArray statuses = unpackStatuses(query.value(1).toByteArray(), entities.size());
        if (index < statuses.size() && statuses.at(index) != NotConcerned)
            results.insert(query.value(0).toString(), statusAt(statuses, index));
    }
    return results;
}

} // namespace rules
