// SPDX-License-Identifier: GPL-3.0-or-later
// Files of mappings: every list, number and relation in them is checked before any of it is used.
#include "rules/mappings.h"
#include "rules/requirements.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace rules {
namespace {

constexpr qsizetype MaxMappings = 10'000;
constexpr qsizetype MaxText = 64 * 1024;

bool knows(const QJsonObject &o, const QStringList &members, QString &unknown)
{
    for (const QString &key : o.keys()) {
        if (!members.contains(key)) {
            unknown = key;
            return false;
        }
    }
    return true;
}

} // namespace

Result<void> readMappings(const QByteArray &json, const QString &file, const QList<RequirementList> &lists, QList<MappingSource> &sources, QList<Mapping> &direct,
                          QStringList &pointers)
{
    const auto bad = [&file](const QString &pointer, const QString &why) { return Error{ErrorCode::PackInvalid, why, file + u'#' + pointer}; };
    const auto listOf = [&lists](const QString &id) {
        const auto it = std::find_if(lists.cbegin(), lists.cend(), [&id](const RequirementList &l) { return l.id == id; });
        return it == lists.cend() ? nullptr : &*it;
    };
    QJsonParseError parse;
    const QJsonObject o = QJsonDocument::fromJson(json, &parse).object();
    if (parse.error != QJsonParseError::NoError)
        return bad({}, u"%1 at byte %2"_s.arg(parse.errorString()).arg(parse.offset));
    QString stranger;
    if (!knows(o, {u"from"_s, u"to"_s, u"source_note"_s, u"confidence"_s, u"answers_stay"_s, u"mappings"_s}, stranger))
        return bad(u'/' + stranger, u"a mapping file has no member \"%1\""_s.arg(stranger));
    const MappingSource source{file, o.value(u"from"_s).toString(), o.value(u"to"_s).toString(), o.value(u"source_note"_s).toString(),
                               o.value(u"confidence"_s).toString(), o.value(u"answers_stay"_s).toString()};
    const RequirementList *from = listOf(source.from);
    const RequirementList *to = listOf(source.to);
    if (!from)
        return bad(u"/from"_s, u"there is no list of requirements \"%1\""_s.arg(source.from));
    if (!to || to == from)
        return bad(u"/to"_s, to ? u"a list is not mapped to itself"_s : u"there is no list of requirements \"%1\""_s.arg(source.to));
    if (source.note.isEmpty() || source.confidence.isEmpty())
        return bad(source.note.isEmpty() ? u"/source_note"_s : u"/confidence"_s, u"where the mappings come from and how sure they are has to be said"_s);
    const QJsonArray rows = o.value(u"mappings"_s).toArray();
    if (rows.isEmpty() || rows.size() > MaxMappings)
        return bad(u"/mappings"_s, u"1 to %1 mappings are expected"_s.arg(MaxMappings));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QString at = u"/mappings/%1"_s.arg(i);
        const QJsonObject r = rows.at(i).toObject();
        if (!knows(r, {u"from"_s, u"to"_s, u"relation"_s, u"words"_s}, stranger))
            return bad(at + u'/' + stranger, u"a mapping has no member \"%1\""_s.arg(stranger));
        Mapping m{{from->id, r.value(u"from"_s).toString()}, {to->id, r.value(u"to"_s).toString()}, SetRelation::Intersects, r.value(u"words"_s).toString(),
                  static_cast<int>(sources.size()), source.answersStay.isEmpty(), std::nullopt};
        if (!from->requirement(m.from.id))
            return bad(at + u"/from"_s, u"%1 has no requirement \"%2\""_s.arg(from->id, m.from.id));
        if (!to->requirement(m.to.id))
            return bad(at + u"/to"_s, u"%1 has no requirement \"%2\""_s.arg(to->id, m.to.id));
        const auto relation = domain::setRelationFromName(r.value(u"relation"_s).toString());
        if (!relation)
            return bad(at + u"/relation"_s, u"equal, subset, superset or intersects is expected"_s);
        m.relation = *relation;
        if (m.words.trimmed().isEmpty() || m.words.size() > MaxText)
            return bad(at + u"/words"_s, u"a mapping says why, in a few words"_s);
        for (qsizetype k = 0; k < direct.size(); ++k) {
            const Mapping &other = direct.at(k);
            const bool again = other.from == m.from && other.to == m.to;
            const bool back = other.from == m.to && other.to == m.from;
            if (!again && !back)
                continue;
            const bool agrees = (again ? other.relation : inverse(other.relation)) == m.relation;
            return bad(at, (agrees ? u"%1 and %2 are mapped already, at %3; the other direction follows by itself"_s : u"%1 and %2 are mapped otherwise at %3"_s)
                               .arg(m.from.id, m.to.id, pointers.value(k)));
        }
        direct.append(m);
        pointers.append(file + u'#' + at);
    }
    sources.append(source);
    return {};
}

Result<Mappings> loadBuiltinMappings(const QList<RequirementList> &lists)
{
    QList<MappingSource> sources;
    QList<Mapping> direct;
    QStringList pointers;
    const QDir folder(u":/packs/mappings"_s);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::FileUnreadable, file.errorString(), name};
        if (const Result<void> read = readMappings(file.readAll(), name, lists, sources, direct, pointers); !read)
            return read.error();
    }
    return Mappings::of(sources, direct, pointers);
}

} // namespace rules
