// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/mappings.h"

#include <QSet>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::setRelationName;

namespace rules {
namespace {

QString text(const ListedRequirement &r) { return r.list + u' ' + r.id; }

} // namespace

Result<Mappings> Mappings::of(const QList<MappingSource> &sources, const QList<Mapping> &direct, const QStringList &pointers)
{
    Mappings out;
    out.m_sources = sources;
    for (const Mapping &m : direct) {
        out.m_from[m.from].append(m);
        Mapping back = m;
        std::swap(back.from, back.to);
        back.relation = inverse(m.relation);
        out.m_from[back.from].append(back);
    }
    if (const Result<void> done = out.compose(pointers, direct); !done)
        return done.error();
    return out;
}

Result<void> Mappings::compose(const QStringList &pointers, const QList<Mapping> &direct)
{
    const std::map<ListedRequirement, QList<Mapping>> written = m_from;
    const auto pointerOf = [&](const ListedRequirement &a, const ListedRequirement &b) {
        for (qsizetype i = 0; i < direct.size(); ++i) {
            if ((direct.at(i).from == a && direct.at(i).to == b) || (direct.at(i).from == b && direct.at(i).to == a))
                return pointers.value(i);
        }
        return QString();
    };
    for (const auto &[start, first] : written) {
        for (const Mapping &ab : first) {
            const auto next = written.find(ab.to);
            if (next == written.end())
                continue;
            for (const Mapping &bc : next->second) {
                const auto relation = composed(ab.relation, bc.relation);
                // Within one list nothing is derived: its numbers are apart by their author's own cut.
                if (!relation || bc.to.list == start.list)
                    continue;
                QList<Mapping> &known = m_from[start];
                const auto same = std::find_if(known.cbegin(), known.cend(), [&bc](const Mapping &m) { return m.to == bc.to; });
                if (same != known.cend()) {
                    if (same->relation != *relation) {
                        return Error{ErrorCode::PackInvalid,
                                     u"%1 is said to be %2 to %3, but by way of %4 it is %5"_s.arg(text(start), setRelationName(same->relation), text(bc.to), text(ab.to),
                                                                                                 setRelationName(*relation)),
                                     same->by ? pointerOf(start, ab.to) : pointerOf(start, bc.to)};
                    }
                    continue;
                }
                known.append({start, bc.to, *relation, ab.words + u' ' + bc.words, ab.source, ab.answersCarry && bc.answersCarry, ab.to});
            }
        }
    }
    return {};
}

QList<Mapping> Mappings::from(const ListedRequirement &requirement) const
{
    const auto it = m_from.find(requirement);
    return it == m_from.end() ? QList<Mapping>() : it->second;
}

QList<Mapping> Mappings::between(const QString &list, const QString &other) const
{
    QList<Mapping> out;
    for (auto it = m_from.lower_bound({list, {}}); it != m_from.end() && it->first.list == list; ++it) {
        std::copy_if(it->second.cbegin(), it->second.cend(), std::back_inserter(out), [&other](const Mapping &m) { return m.to.list == other; });
    }
    return out;
}

QStringList Mappings::partners(const QString &list) const
{
    QSet<QString> found;
    for (const MappingSource &s : m_sources) {
        if (s.from == list)
            found.insert(s.to);
        else if (s.to == list)
            found.insert(s.from);
    }
    QStringList out(found.cbegin(), found.cend());
    out.sort();
    return out;
}

} // namespace rules
