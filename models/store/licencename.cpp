// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/licencename.h"

#include "store/referenceresource.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace store {
namespace {

/// "Apache License, Version 2.0" and "apache-2.0" -> "apache 2.0"; "The MIT License (MIT)" -> "mit"; "GPLv3" -> "gpl 3.0".
QString folded(const QString &name)
{
    static const QRegularExpression between(u"[^a-z0-9.]+"_s);
    static const QRegularExpression family(u"^([al]?gpl|eupl|v)(?:v)?(\\d[\\d.]*)$"_s);
    static const QRegularExpression whole(u"^\\d+$"_s);
    static const QStringList idle{u"license"_s, u"licence"_s, u"version"_s, u"the"_s, u"agreement"_s};
    QString plain = name.toLower();
    plain.replace(u'+', u"plus"_s);
    QStringList words;
    const auto add = [&words](QString word) {
        if (whole.match(word).hasMatch())
            word += u".0"_s;
        if (!word.isEmpty() && (words.isEmpty() || words.constLast() != word))
            words.append(word);
    };
    for (QString word : plain.split(between, Qt::SkipEmptyParts)) {
        while (word.startsWith(u'.'))
            word.remove(0, 1);
        while (word.endsWith(u'.'))
            word.chop(1);
        if (idle.contains(word))
            continue;
        const QRegularExpressionMatch numbered = family.match(word);
        if (numbered.hasMatch()) {
            if (numbered.captured(1) != "v"_L1)
                add(numbered.captured(1));
            word = numbered.captured(2);
        }
        add(word);
    }
    return words.join(u' ');
}

/// Folded name -> identifier.
const QHash<QString, QString> &known()
{
    static const QHash<QString, QString> names = [] {
        QHash<QString, QString> all;
        const auto file = ReferenceResource::read("licences.json"_L1);
        if (!file)
            return all;
        for (const QJsonValue &id : file->list("identifiers"_L1))
            all.insert(folded(id.toString()), id.toString());
        for (const QJsonValue &value : file->list("licences"_L1)) {
            const QJsonObject licence = value.toObject();
            const QString id = licence.value("id"_L1).toString();
            all.insert(folded(id), id);
            for (const QJsonValue &name : licence.value("names"_L1).toArray())
                all.insert(folded(name.toString()), id);
        }
        return all;
    }();
    return names;
}

/// "https://www.apache.org/licenses/LICENSE-2.0", "https://spdx.org/licenses/MIT.html" -> the last part that names something.
QString withoutAddress(const QString &written)
{
    if (!written.contains("://"_L1))
        return written;
    if (written.contains("apache.org/licenses/LICENSE-2.0"_L1, Qt::CaseInsensitive))
        return u"Apache-2.0"_s;
    if (!written.contains("spdx.org/licenses/"_L1) && !written.contains("opensource.org/license"_L1))
        return written;
    QString last = written.section(u'/', -1, -1, QString::SectionSkipEmpty);
    for (const QString &end : {u".html"_s, u".txt"_s, u".json"_s}) {
        if (last.endsWith(end))
            last.chop(end.size());
    }
    return last;
}

QString one(const QString &written)
{
    const QString name = folded(withoutAddress(written.trimmed()));
    return known().value(name, name);
}

} // namespace

QString comparableLicence(const QString &written)
{
    static const QRegularExpression operators(u"\\s+(and|or)\\s+"_s, QRegularExpression::CaseInsensitiveOption);
    const QString whole = one(written);
    QRegularExpressionMatchIterator found = operators.globalMatch(written);
    if (!found.hasNext() || known().contains(folded(withoutAddress(written.trimmed()))))
        return whole;
    QStringList words;
    while (found.hasNext())
        words.append(found.next().captured(1).toUpper());
    QStringList parts;
    for (const QString &part : written.split(operators))
        parts.append(one(QString(part).remove(u'(').remove(u')')));
    words.removeDuplicates();
    // Of parts that are joined by one word the order tells nothing; brackets among several words do.
    if (words.size() > 1 || written.count(u'(') > 1)
        return written.simplified().toLower();
    std::sort(parts.begin(), parts.end());
    parts.removeDuplicates();
    return parts.join(u' ' + words.constFirst() + u' ');
}

} // namespace store
