// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/questiontext.h"

#include "text/issuetext.h"
#include "text/wordtext.h"

#include <QFile>
#include <QHash>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::KindInfo;
using domain::ValueType;

namespace text {
namespace {

/// Lines "contract.audit_rights = Does the contract ...?"; what begins with # is a remark.
const QHash<QString, QString> &sentences()
{
    static const QHash<QString, QString> all = [] {
        QHash<QString, QString> read;
        QFile file(u":/text/questions.txt"_s);
        if (!file.open(QIODevice::ReadOnly))
            return read;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
            const qsizetype equals = line.indexOf(u'=');
            if (equals > 0 && !line.startsWith(u'#'))
                read.insert(line.left(equals).trimmed(), line.mid(equals + 1).trimmed());
        }
        return read;
    }();
    return all;
}

/// "Audit rights (access, inspection and audit)"; without a description that only says the label again.
QString subject(const Attribute &a)
{
    const QString description = a.description.trimmed();
    if (description.isEmpty() || description.compare(a.label, Qt::CaseInsensitive) == 0 || a.label.startsWith(description) ||
        description == "Date"_L1 || description == "Country"_L1 || description == "Kind"_L1 || description == "Number"_L1)
        return a.label;
    return u"%1 (%2)"_s.arg(a.label, inSentence(description));
}

} // namespace

bool hasOwnSentence(EntityKind kind, const QString &attr) { return sentences().contains(domain::kindName(kind) + u'.' + attr); }

QString questionSentence(const KindInfo &info, const Attribute *a)
{
    const QString one = inSentence(info.label);
    if (!a)
        return u"Is the register of %1 complete, so that what is not in it does not exist?"_s.arg(inSentence(info.labelPlural));
    const auto own = sentences().constFind(domain::kindName(info.kind) + u'.' + a->name);
    if (own != sentences().constEnd())
        return *own;
    const QString what = subject(*a);
    if (a->facet != 0)
        return u"%1: in which countries, for this %2? Name all, or say that there is none."_s.arg(what, one);
    switch (a->type) {
    case ValueType::Bool:
        return u"%1: is that so for this %2?"_s.arg(what, one);
    case ValueType::Date:
        return u"%1: on which day, for this %2?"_s.arg(what, one);
    case ValueType::Int:
    case ValueType::Number:
        return u"%1: how many%3, for this %2?"_s.arg(what, one, a->unit.isEmpty() ? QString() : u' ' + a->unit);
    case ValueType::Country:
        return u"%1: which country, for this %2?"_s.arg(what, one);
    case ValueType::Enum:
        return u"%1: which of these holds for this %2?"_s.arg(what, one);
    case ValueType::List:
        return u"%1: which, for this %2? Name all, or say that there is none."_s.arg(what, one);
    default:
        return u"%1: what is on record for this %2?"_s.arg(what, one);
    }
}

QString answerForm(const domain::Catalogue &catalogue, const Attribute *a)
{
    if (!a)
        return u"yes or no"_s;
    const auto words = [&] {
        QStringList list;
        for (const QString &value : a->values)
            list.append(valueWord(value));
        return list.join(u"; "_s);
    };
    switch (a->type) {
    case ValueType::Bool:
        return u"yes or no"_s;
    case ValueType::Date:
        return u"a day, as 2026-11-20"_s;
    case ValueType::Int:
    case ValueType::Number:
        return a->unit.isEmpty() ? u"a number"_s : u"a number of %1"_s.arg(a->unit);
    case ValueType::Country:
        return u"a country"_s;
    case ValueType::Enum:
        return u"one of: "_s + words();
    case ValueType::Ref:
        return u"the name of one %1"_s.arg(a->refKind ? inSentence(catalogue.kind(*a->refKind).label) : u"thing"_s);
    case ValueType::List:
        if (a->of == ValueType::Country)
            return u"all countries, with ; between them"_s;
        if (a->of == ValueType::Ref && a->refKind)
            return u"the names of all %1, with ; between them"_s.arg(inSentence(catalogue.kind(*a->refKind).labelPlural));
        return a->values.isEmpty() ? u"all, with ; between them"_s : u"any of: "_s + words();
    default:
        return u"a text"_s;
    }
}

} // namespace text
