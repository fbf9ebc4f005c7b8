// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/doctor.h"

#include "store/attributestore.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

Check single(AttributeStore &store, const QString &name, const QByteArray &sql, const QString &expected)
{
    Statement &s = store.statement(sql);
    const QString found = s.next() ? s.text(0) : QString();
    s.reset();
    return {name, found == expected, found == expected ? QString() : found};
}

// SQLite 3.40 takes a column after the key of a table without rowid for NULL (mended in 3.41): such a complaint is looked at again.
bool isNull(AttributeStore &store, const QString &complaint)
{
    static const QRegularExpression pattern(u"^NULL value in (\\w+)\\.(\\w+)$"_s);
    const auto match = pattern.match(complaint);
    if (!match.hasMatch())
        return true;
    Statement &s = store.statement("SELECT 1 FROM \"" + match.captured(1).toUtf8() + "\" WHERE \"" + match.captured(2).toUtf8()
                                   + "\" IS NULL LIMIT 1");
    return s.hasRow();
}

Check fileCheck(AttributeStore &store)
{
    QSet<QString> complaints;
    Statement &s = store.statement("PRAGMA integrity_check");
    while (s.next())
        complaints.insert(s.text(0));
    s.reset();
    complaints.remove(u"ok"_s);
    for (const QString &complaint : std::as_const(complaints)) {
        if (isNull(store, complaint))
            return {u"file"_s, false, complaint};
    }
    return {u"file"_s, true, {}};
}

Check hashChain(AttributeStore &store)
{
    struct Set { qint64 id; QString kind, title, who, at, previous, hash; };
    QList<Set> sets;
    Statement &s = store.statement("SELECT id, kind, title, who, at, prev_hash, hash FROM change_set ORDER BY id");
    while (s.next())
        sets.append({s.integer(0), s.text(1), s.text(2), s.text(3), s.text(4), s.text(5), s.text(6)});
    s.reset();
    QString previous;
    for (const Set &set : sets) {
        QByteArray digest = (set.previous + u'|' + QString::number(set.id) + u'|' + set.kind + u'|' + set.title + u'|' + set.who + u'|' + set.at).toUtf8();
        Statement &c = store.statement("SELECT target, entity, attr, before, after FROM change WHERE change_set=?1 ORDER BY seq");
        c.bind(1, set.id);
        while (c.next()) {
            QCryptographicHash hash(QCryptographicHash::Sha256);
            hash.addData(digest);
            hash.addData(c.text(0).toUtf8() + '|' + QByteArray::number(c.integer(1)) + '|' + c.text(2).toUtf8() + '|' + c.text(3).toUtf8() + '|'
                         + c.text(4).toUtf8());
            digest = hash.result();
        }
        c.reset();
        const QString hash = QString::fromLatin1(QCryptographicHash::hash(digest, QCryptographicHash::Sha256).toHex());
        if (set.previous != previous || set.hash != hash)
            return {u"change log"_s, false, u"change set %1 (%2) was altered or one before it is missing"_s.arg(set.id).arg(set.title)};
        previous = set.hash;
    }
    return {u"change log"_s, true, u"%1 change sets, chain unbroken"_s.arg(sets.size())};
}

} // namespace

QList<Check> examine(AttributeStore &store)
{
    QList<Check> checks;
    checks.append(fileCheck(store));
    checks.append(single(store, u"foreign keys"_s, "SELECT count(*) FROM pragma_foreign_key_check", u"0"_s));
    for (const KindInfo &info : store.catalogue().kinds()) {
        const QByteArray kind = QByteArray::number(static_cast<int>(info.kind));
        const Check check = single(store, info.labelPlural,
                                   "SELECT (SELECT count(*) FROM entity WHERE kind=" + kind + ") - (SELECT count(*) FROM e_"
                                       + kindName(info.kind).toUtf8() + ')',
                                   u"0"_s);
        if (!check.ok)
            checks.append(check);
    }
    checks.append(hashChain(store));
    Statement &waiting = store.statement("SELECT count(*) FROM pending_ref");
    const qint64 references = waiting.next() ? waiting.integer(0) : 0;
    waiting.reset();
    checks.append({u"references"_s, true, references == 0 ? QString() : u"%1 wait for what is not imported yet"_s.arg(references)});
    return checks;
}

} // namespace store
