// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/standing.h"

#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/definiteness.h"
#include "store/precedence.h"
#include "store/samevalue.h"
#include "store/valuecodec.h"

#include <algorithm>

using namespace domain;

namespace store {
namespace {

Said saidBy(AttributeStore &store, qint64 entity, const Attribute &a, const SourceWord &word)
{
    Said said = saidOf(store, entity, word.feed, a, word.value);
    if (word.captured)
        said.captured = *word.captured;
    return said;
}

/// Of the words that `belongs` holds of, the best source's; nothing where it holds of none.
template<typename Predicate> const SourceWord *bestOf(AttributeStore &store, qint64 entity, const Attribute &a, const QList<SourceWord> &words, Predicate belongs)
{
    const SourceWord *best = nullptr;
    for (const SourceWord &word : words) {
        if (!belongs(word))
            continue;
        if (!best || outranks(store, saidBy(store, entity, a, word), saidBy(store, entity, a, *best)))
            best = &word;
    }
    return best;
}

} // namespace

QList<SourceWord> wordsOn(AttributeStore &store, qint64 entity, const Attribute &a, qint64 owner, const QByteArray &stands)
{
    QList<SourceWord> words;
    Statement &s = store.statement("SELECT feed, coalesce(value,'null') FROM claim WHERE entity=?1 AND attr=?2 AND feed<>0 AND state=3 ORDER BY feed");
    s.bind(1, entity).bind(2, a.name);
    while (s.next())
        words.append({s.integer(0), s.text(1).toUtf8()});
    s.reset();
    const bool noted = std::any_of(words.cbegin(), words.cend(), [owner](const SourceWord &word) { return word.feed == owner; });
    if (owner != 0 && !noted && stands != "null")
        words.append({owner, stands});
    return words;
}

SourceWord standingOf(AttributeStore &store, qint64 entity, const Attribute &a, const QList<SourceWord> &words)
{
    const SourceWord *best = bestOf(store, entity, a, words, [](const SourceWord &) { return true; });
    if (!a.isList())
        return *best;
    QList<const SourceWord *> parts;
    while (isPartial(a, best->value)) {
        const SourceWord *longer = bestOf(store, entity, a, words, [&](const SourceWord &word) {
            return word.value != best->value && !parts.contains(&word) && isPartOf(store, a, best->value, word.value);
        });
        if (!longer)
            break;
        parts.append(best);
        best = longer;
    }
    SourceWord standing = *best;
    for (const SourceWord *part : parts)
        standing.value = withPart(store, a, standing.value, part->value);
    return standing;
}

Claimed claimedOf(AttributeStore &store, const Attribute &a, const SourceWord &word, const SourceWord &standing)
{
    if (word.feed == standing.feed)
        return Claimed::Stands;
    const bool agrees = sayTheSame(store, word.value, standing.value, a) || addsNothing(store, a, word.value, standing.value) || isPartOf(store, a, word.value, standing.value);
    return agrees ? Claimed::Agrees : Claimed::Lost;
}

Result<bool> settleAgain(AttributeStore &store, ChangeLog &log, qint64 entity, EntityKind kind, const Attribute &a)
{
    Statement &person = store.statement("SELECT 1 FROM claim WHERE entity=?1 AND attr=?2 AND feed=0");
    person.bind(1, entity).bind(2, a.name);
    const bool persons = person.next();
    person.reset();
    const qint64 owner = persons ? 0 : ownerOf(store, entity, a.name);
    if (owner == 0)
        return false;
    const QByteArray before = encodeValue(store.read(entity, kind, a), a);
    const QList<SourceWord> words = wordsOn(store, entity, a, owner, before);
    if (words.isEmpty() || (words.size() == 1 && words.constFirst().value == before))
        return false;
    const SourceWord standing = standingOf(store, entity, a, words);
    if (standing.feed != owner) {
        for (const SourceWord &word : words)
            sayClaim(store, log, entity, a.name, word.feed, claimedOf(store, a, word, standing), word.value, {}, {});
    }
    if (standing.value == before)
        return false;
    const Result<MaybeValue> value = decodeValue(standing.value, a);
    if (!value)
        return value.error();
    // What is put together of two words is nobody's word: both have to be on record.
    for (const SourceWord &word : words)
        sayClaim(store, log, entity, a.name, word.feed, claimedOf(store, a, word, standing), word.value, {}, {});
    if (const Result<void> written = store.write(entity, kind, a, *value); !written)
        return written.error();
    const QByteArray after = encodeValue(store.read(entity, kind, a), a);
    if (after != before)
        log.record(QStringLiteral("value"), entity, a.name, before, after);
    return after != before;
}

} // namespace store
