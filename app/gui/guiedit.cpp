// SPDX-License-Identifier: GPL-3.0-or-later
// What a value may be, and how what an officer typed is understood: names stand for keys, and what is refused says the way out.
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "core/withstore.h"
#include "domain/cellvalues.h"
#include "store/editor.h"
#include "store/pages/choicequeries.h"
#include "text/wordtext.h"

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr int ChoicesShown = 60;

Error refused(const Attribute &a, const QString &words) { return {ErrorCode::InvalidValue, words, a.name}; }

bool isState(const QString &typed)
{
    const QString word = typed.trimmed().toLower();
    return word.isEmpty() || word == u"?"_s || word == u"none"_s || word == u"unknown"_s || word == u"..."_s || word == u"\u2026"_s;
}

bool isReference(const Attribute &a) { return a.facet == 0 && a.refKind; }

QStringList namesOf(const QList<store::ChoiceLine> &lines)
{
    QStringList names;
    for (const store::ChoiceLine &line : lines)
        names.append(line.name);
    return names;
}

/// The key that a name or key stands for.
Result<QString> keyOf(store::AttributeStore &values, const Catalogue &catalogue, const Attribute &a, const QString &typed)
{
    const EntityKind kind = *a.refKind;
    if (isState(typed) || values.find(kind, typed) != 0)
        return typed;
    if (const QString key = store::keyOfName(values, kind, typed); !key.isEmpty())
        return key;
    const KindInfo &info = catalogue.kind(kind);
    const QString what = info.label.toLower();
    int named = 0;
    for (const store::ChoiceLine &line : store::thingsToChoose(values, kind, typed, ChoicesShown))
        named += line.name.compare(typed, Qt::CaseInsensitive) == 0;
    if (named > 1)
        return refused(a, u"%1 things are called “%2”. Choose the one that is meant from the list; its key stands beside it."_s.arg(named).arg(typed));
    const QString nearest = nearestName(typed, namesOf(store::thingsToChoose(values, kind, {}, 5000)));
    const QString mend = nearest.isEmpty() ? QString() : u" Did you mean “%1”?"_s.arg(nearest);
    return refused(a, u"There is no %1 called “%2”.%3 Choose from the list; one that is missing there is added with a register of %4 (File, Register to fill in) or with an import."_s
                          .arg(what, typed, mend, info.labelPlural.toLower()));
}

Result<QString> wordOf(const Attribute &a, const QString &typed)
{
    if (isState(typed))
        return typed;
    for (const QString &value : a.values) {
        if (value.compare(typed, Qt::CaseInsensitive) == 0 || text::valueWord(value).compare(typed, Qt::CaseInsensitive) == 0)
            return value;
    }
    if (const QString value = listedValue(a.values, typed); !value.isEmpty())
        return value;
    QStringList words;
    for (const QString &value : a.values)
        words.append(text::valueWord(value));
    const QString nearest = nearestName(typed, words);
    return refused(a, nearest.isEmpty() ? u"“%1” is none of the possible values. They are: %2."_s.arg(typed, words.join(u", "_s))
                                        : u"“%1” is none of the possible values. Did you mean “%2”? They are: %3."_s.arg(typed, nearest, words.join(u", "_s)));
}

Result<QString> countryOf(const Attribute &a, const QHash<QString, QString> &countries, const QString &typed)
{
    if (isState(typed) || typed.contains(u'/') || typed.startsWith(u'@'))
        return typed;
    for (auto it = countries.cbegin(); it != countries.cend(); ++it) {
        if (it->compare(typed, Qt::CaseInsensitive) == 0)
            return it.key();
    }
    const Result<QString> read = readCountry(typed);
    if (read && countries.contains(*read))
        return *read;
    const QString nearest = nearestName(typed, countries.values());
    return refused(a, nearest.isEmpty() ? u"There is no country “%1”. Choose from the list, or write its name or its two letters."_s.arg(typed)
                                        : u"There is no country “%1”. Did you mean “%2”?"_s.arg(typed, nearest));
}

} // namespace

Result<QList<ValueChoice>> GuiBackend::choices(const QString &path, EntityKind kind, const QString &attr, const QString &typed)
{
    return withStore<QList<ValueChoice>>(m_services, path, false, [&](store::AttributeStore &values) -> Result<QList<ValueChoice>> {
        const Attribute *a = catalogue().attribute(kind, attr);
        if (!a)
            return Error{ErrorCode::UnknownAttribute, attr, kindName(kind)};
        QList<ValueChoice> out;
        const QString text = typed.trimmed();
        const auto add = [&out](const QList<store::ChoiceLine> &lines, const QString &added) {
            for (const store::ChoiceLine &line : lines)
                out.append({line.key, line.name, line.toAdd ? added : line.hint});
        };
        const auto matches = [&text](const QString &name, const QString &key) { return name.contains(text, Qt::CaseInsensitive) || key.compare(text, Qt::CaseInsensitive) == 0; };
        if (isReference(*a)) {
            add(store::thingsToChoose(values, *a->refKind, text, ChoicesShown), u"known, added when chosen"_s);
        } else if (a->type == ValueType::Bool) {
            out = {{u"yes"_s, u"yes"_s, {}}, {u"no"_s, u"no"_s, {}}};
        } else if (!a->values.isEmpty()) {
            for (const QString &value : a->values) {
                if (matches(text::valueWord(value), value))
                    out.append({value, text::valueWord(value), {}});
            }
        } else if (a->type == ValueType::Country || a->of == ValueType::Country) {
            for (const Country &country : countries()) {
                if (matches(country.name, country.iso))
                    out.append({country.iso, country.name, country.iso});
            }
            if (a->facet != 0)
                add(store::placesToChoose(values, text, ChoicesShown), {});
        } else if (a->name == u"region"_s || a->name == u"regions"_s) {
            add(store::regionsToChoose(values, text, ChoicesShown), {});
        } else if (a->type == ValueType::Text || a->isList()) {
            add(store::textsToChoose(values, kind, *a, text, ChoicesShown), {});
        }
        return out.mid(0, 5 * ChoicesShown);
    });
}

Result<WorkspaceInfo> GuiBackend::edit(const QString &path, qint64 id, const QString &attr, const QString &typed)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        const auto head = store::entityHead(values, id);
        if (!head)
            return Error{ErrorCode::UnknownEntity, QString::number(id), path};
        store::Edit edit{head->kind, head->key, attr, {}, {}, {}};
        QString label = u"Name"_s;
        if (attr == u"name"_s) {
            edit.name = typed;
        } else {
            const Attribute *a = catalogue().attribute(head->kind, attr);
            if (!a)
                return Error{ErrorCode::UnknownAttribute, attr, head->key};
            label = a->label;
            QStringList parts = a->isList() ? typed.split(u';', Qt::SkipEmptyParts) : QStringList{typed};
            for (QString &part : parts) {
                part = part.trimmed();
                const Result<QString> read = isReference(*a)       ? keyOf(values, catalogue(), *a, part)
                                             : !a->values.isEmpty() ? wordOf(*a, part)
                                             : a->type == ValueType::Country || a->of == ValueType::Country
                                                 ? countryOf(*a, m_countries, part)
                                                 : Result<QString>(part);
                if (!read)
                    return read.error();
                part = *read;
            }
            const Result<store::MaybeValue> value = store::parseTyped(parts.join(u"; "_s), *a);
            if (!value)
                return value.error();
            edit.value = *value;
        }
        const auto done = store::applyEdits(values, {edit}, u"%1 of %2"_s.arg(label, nameOf(values, *head)), {}, m_clock.now());
        if (!done)
            return done.error();
        return infoOf(values, path);
    });
}

} // namespace app
