// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/registerform.h"

#include <QFile>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace domain {
namespace {

QString textOf(const json &object, const char *name)
{
    const auto at = object.find(name);
    return at != object.end() && at->is_string() ? QString::fromStdString(at->get<std::string>()) : QString();
}

QStringList textsOf(const json &list)
{
    QStringList out;
    for (const json &one : list)
        out.append(one.is_string() ? QString::fromStdString(one.get<std::string>()) : QString());
    return out;
}

QStringView withoutPrefix(QStringView code)
{
    const qsizetype colon = code.indexOf(u':');
    return colon < 0 ? code : code.mid(colon + 1);
}

RegisterTemplate templateOf(const json &written)
{
    RegisterTemplate out;
    out.id = textOf(written, "id");
    out.title = textOf(written, "title");
    out.row = textOf(written, "row");
    out.key = textsOf(written.at("key"));
    for (const json &one : written.at("references"))
        out.references.append({textsOf(one.at("columns")), textOf(one, "in"), textsOf(one.at("of"))});
    for (const json &one : written.at("columns"))
        out.columns.append({textOf(one, "code"), textOf(one, "title"), textOf(one, "type"), textOf(one, "from").split(u'|', Qt::SkipEmptyParts), textOf(one, "need")});
    return out;
}

} // namespace

QString RegisterList::codeOf(QStringView value) const
{
    for (const Item &item : items) {
        if (item.value == value)
            return prefix + u':' + item.code;
    }
    return {};
}

QString RegisterList::valueOf(QStringView code) const
{
    const QStringView plain = withoutPrefix(code);
    for (const Item &item : items) {
        if (item.code == plain)
            return item.value;
    }
    return {};
}

QString RegisterList::wordsOf(QStringView code) const
{
    const QStringView plain = withoutPrefix(code);
    for (const Item &item : items) {
        if (item.code == plain)
            return item.words;
    }
    return plain.toString();
}

const RegisterColumn *RegisterTemplate::column(QStringView code) const
{
    const int at = indexOf(code);
    return at < 0 ? nullptr : &columns.at(at);
}

int RegisterTemplate::indexOf(QStringView code) const
{
    for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
        if (columns.at(i).code == code)
            return i;
    }
    return -1;
}

const RegisterTemplate *RegisterForm::find(QStringView id) const
{
    for (const RegisterTemplate &one : templates) {
        if (one.id == id)
            return &one;
    }
    return nullptr;
}

Result<RegisterForm> RegisterForm::fromJson(const QByteArray &bytes)
{
    RegisterForm form;
    try {
        const json root = json::parse(bytes.cbegin(), bytes.cend());
        for (const auto &[name, list] : root.at("lists").items()) {
            RegisterList one;
            one.prefix = textOf(list, "prefix");
            for (const json &item : list.at("values")) {
                const QStringList parts = textsOf(item);
                one.items.append({parts.value(0), parts.value(1), parts.value(2)});
            }
            form.lists.insert(QString::fromStdString(name), one);
        }
        for (const json &one : root.at("templates"))
            form.templates.append(templateOf(one));
        form.currencies = textOf(root, "currencies").split(u' ', Qt::SkipEmptyParts);
        const json &prefixes = root.at("prefixes");
        form.countryPrefix = textOf(prefixes, "country");
        form.currencyPrefix = textOf(prefixes, "currency");
        form.noCountry = textOf(prefixes, "no_country");
        form.noBranch = textOf(prefixes, "no_branch");
        form.noEnd = textOf(prefixes, "no_end");
        const json &package = root.at("package");
        form.module = textOf(package, "module");
        form.taxonomy = textOf(package, "extends");
        form.reportType = textOf(package, "report");
        form.packageType = textOf(package, "document");
    } catch (const json::exception &e) {
        return Error{ErrorCode::SyntaxError, QString::fromUtf8(e.what()), u"dora_register.json"_s};
    }
    return form;
}

const RegisterForm &registerForm()
{
    static const RegisterForm form = [] {
        QFile file(u":/reference/dora_register.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            throw std::logic_error("the templates of the register are not in the program");
        auto read = RegisterForm::fromJson(file.readAll());
        if (!read)
            throw std::logic_error(read.error().detail.toStdString());
        return *std::move(read);
    }();
    return form;
}

bool isLei(QStringView text)
{
    static const QRegularExpression shape(u"^[A-Z0-9]{18}[0-9]{2}$"_s);
    if (!shape.match(text.toString()).hasMatch())
        return false;
    int rest = 0;
    for (const QChar c : text) {
        const int value = c.isDigit() ? c.unicode() - '0' : c.unicode() - 'A' + 10;
        rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
    }
    return rest == 1;
}

bool isEuid(QStringView text)
{
    // EL is how registers write Greece, GR how the rest does.
    static const QStringList countries = u"AT BE BG CY CZ DE DK EE EL ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"_s.split(u' ');
    static const QRegularExpression shape(u"^[A-Z]{2}[A-Z0-9]*\\.[A-Za-z0-9][A-Za-z0-9 ./_-]*$"_s);
    return shape.match(text.toString()).hasMatch() && countries.contains(text.left(2).toString());
}

} // namespace domain
