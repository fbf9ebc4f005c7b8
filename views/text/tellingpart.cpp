// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/tellingpart.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace text {
namespace {

const QString joints = u":/|"_s;

QStringList wordsOf(const QString &key)
{
    QStringList out{QString()};
    for (const QChar c : key) {
        if (joints.contains(c))
            out.append(QString());
        else
            out.last() += c;
    }
    return out;
}

/// The first word by which each differs from all others; empty: there is none.
QString tellingWord(const QString &key, const QStringList &all)
{
    const QStringList own = wordsOf(key);
    for (qsizetype at = 0; at < own.size(); ++at) {
        QStringList there;
        for (const QString &other : all)
            there.append(wordsOf(other).value(at));
        if (!there.contains(QString()) && there.removeDuplicates() == 0)
            return own.at(at);
    }
    return {};
}

} // namespace

QString tellingPart(const QString &key, const QStringList &all)
{
    if (all.size() < 2)
        return key;
    if (const QString word = tellingWord(key, all); !word.isEmpty())
        return word;
    qsizetype from = key.size(), end = key.size();
    for (const QString &other : all) {
        const qsizetype shorter = std::min(key.size(), other.size());
        qsizetype same = 0;
        while (same < shorter && key.at(same) == other.at(same))
            ++same;
        from = std::min(from, other == key ? from : same);
        same = 0;
        while (same < shorter - from && key.at(key.size() - 1 - same) == other.at(other.size() - 1 - same))
            ++same;
        end = std::min(end, other == key ? end : same);
    }
    end = key.size() - end;
    while (from > 0 && !joints.contains(key.at(from - 1)))
        --from;
    while (end < key.size() && !joints.contains(key.at(end)))
        ++end;
    return from < end ? key.mid(from, end - from) : key;
}

} // namespace text
