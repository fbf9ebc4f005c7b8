// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/fieldforms.h"

#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QStringList>

namespace importers {

using namespace Qt::StringLiterals;
using domain::DiagnosticLevel;
using nlohmann::json;

namespace {

constexpr qint64 Told = 20; ///< one by one of each field; the rest is counted

QString nameOf(const FieldForm &field)
{
    return QString::fromLatin1(field.name) + (field.inner ? u'/' + QString::fromLatin1(field.inner) : QString());
}

const json &valueOf(const json &record, const FieldForm &field)
{
    const json &value = member(record, field.name);
    return field.inner ? member(value, field.inner) : value;
}

} // namespace

unsigned formOf(const json &value)
{
    switch (value.type()) {
    case json::value_t::string: return TextForm;
    case json::value_t::number_integer:
    case json::value_t::number_unsigned:
    case json::value_t::number_float: return NumberForm;
    case json::value_t::boolean: return FlagForm;
    case json::value_t::object: return ObjectForm;
    case json::value_t::array: return ListForm;
    default: return 0;
    }
}

QString formWords(unsigned forms)
{
    QStringList words;
    for (const auto &[form, word] : {std::pair{TextForm, u"a text"_s}, {NumberForm, u"a number"_s}, {FlagForm, u"true or false"_s},
                                     {ObjectForm, u"an object"_s}, {ListForm, u"a list"_s}}) {
        if ((forms & form) != 0)
            words.append(word);
    }
    return words.join(u" or "_s);
}

FieldForms::~FieldForms()
{
    for (const auto &[field, count] : m_wrong.asKeyValueRange()) {
        if (count > Told)
            m_sink.diagnostic({u"wrong-type"_s, DiagnosticLevel::Warning, {}, u"%1 is not %2 in %3 more records"_s.arg(nameOf(*field), formWords(field->forms)).arg(count - Told)});
    }
}

bool FieldForms::isTextOrMissing(const json &record, const char *key, const QString &where)
{
    const unsigned form = formOf(member(record, key));
    if (form == 0 || form == TextForm)
        return true;
    m_sink.rejected(u"wrong-type"_s, where + u'/' + QString::fromLatin1(key),
                    u"%1 is %2, where a text is documented: the record can't be told from others"_s.arg(QString::fromLatin1(key), formWords(form)));
    return false;
}

const json &FieldForms::sound(const json &record, const QString &where, json &copy)
{
    bool copied = false;
    for (const FieldForm &field : m_forms) {
        const json &value = valueOf(record, field);
        const unsigned form = formOf(value);
        if (form == 0 || (form & field.forms) != 0)
            continue;
        warn(field, value, where);
        if (!copied)
            copy = record;
        copied = true;
        if (field.inner)
            copy[field.name].erase(field.inner);
        else
            copy.erase(field.name);
    }
    return copied ? copy : record;
}

void FieldForms::warn(const FieldForm &field, const json &value, const QString &where)
{
    if (++m_wrong[&field] > Told)
        return;
    m_sink.diagnostic({u"wrong-type"_s, DiagnosticLevel::Warning, where + u'/' + nameOf(field),
                       u"%1 is %2, where %3 is documented: it is not read, and what it would tell stays unknown"_s.arg(
                           nameOf(field), formWords(formOf(value)), formWords(field.forms))});
}

} // namespace importers
