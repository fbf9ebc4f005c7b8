// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/jsonguard.h"

#include "rules/conditionparser.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

using namespace Qt::StringLiterals;
using domain::Diagnostic;
using domain::DiagnosticLevel;

namespace rules {
namespace {

/// Twice the depth of conditions (each level is an object and perhaps a list) and what stands around them.
constexpr std::size_t MaxNesting = 2 * MaxDepth + 32;
constexpr std::size_t MaxMembers = MaxListValues;
constexpr std::size_t MaxValues = 2'000'000;
/// Names, dates and ids: what patterns of the schema are matched against, and those recurse for each character.
constexpr std::size_t MaxNameBytes = 1000;
constexpr double MaxNumber = 1e30; ///< operations of training are counted up to 1e26

bool isName(const std::string &member)
{
    static const std::set<std::string> names = {"pack", "version", "id", "applies_from", "applies_until", "binds_from", "from", "as_of", "subject", "since", "severity",
                                                "entity", "legal_status", "expect", "duty", "clause", "cause"};
    return names.count(member) > 0;
}

/// U+202A to U+202E and U+2066 to U+2069, in UTF-8.
bool turnsDirection(const std::string &text)
{
    for (std::size_t i = text.find('\xe2'); i != std::string::npos && i + 2 < text.size(); i = text.find('\xe2', i + 1)) {
        const auto second = static_cast<unsigned char>(text.at(i + 1));
        const auto third = static_cast<unsigned char>(text.at(i + 2));
        if ((second == 0x80 && third >= 0xaa && third <= 0xae) || (second == 0x81 && third >= 0xa6 && third <= 0xa9))
            return true;
    }
    return false;
}

class Guard final : public nlohmann::json_sax<nlohmann::json>
{
public:
    QList<Diagnostic> errors;

    bool null() override { return value(); }
    bool boolean(bool) override { return value(); }
    bool number_integer(number_integer_t n) override { return number(static_cast<double>(n)); }
    bool number_unsigned(number_unsigned_t n) override { return number(static_cast<double>(n)); }
    bool number_float(number_float_t n, const string_t &) override { return number(n); }
    bool binary(binary_t &) override { return false; }
    bool string(string_t &text) override
    {
        if (!value())
            return false;
        const std::size_t most = !m_open.empty() && !m_open.back().list && isName(m_open.back().key) ? MaxNameBytes : std::size_t(MaxTextBytes);
        if (text.size() > most)
            return fail(u"too-long"_s, u"text longer than %1 bytes"_s.arg(most));
        if (text.find('\0') != std::string::npos)
            return fail(u"control-character"_s, u"a text holds the character with the number 0"_s);
        if (turnsDirection(text))
            return fail(u"control-character"_s, u"a text holds a character that turns the direction of what follows, and could show what is not written"_s);
        return true;
    }
    bool start_object(std::size_t) override { return open(false); }
    bool start_array(std::size_t) override { return open(true); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t &name) override
    {
        Level &level = m_open.back();
        if (name.size() > MaxNameBytes)
            return fail(u"too-long"_s, u"the name of a member is longer than %1 bytes"_s.arg(MaxNameBytes));
        level.key = name;
        if (name.find('\0') != std::string::npos)
            return fail(u"control-character"_s, u"the name of a member holds the character with the number 0"_s);
        if (!level.names.insert(name).second)
            return fail(u"duplicate-member"_s, u"\"%1\" stands here twice"_s.arg(QString::fromStdString(name).left(80)));
        return true;
    }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &e) override
    {
        // nlohmann's own words tell a number out of range (406) from text that is no JSON.
        return e.id == 406 ? fail(u"out-of-range"_s, u"a number is too large"_s)
                           : fail(u"syntax"_s, u"no JSON in UTF-8 at byte %1"_s.arg(position));
    }

private:
    struct Level
    {
        bool list = false;
        std::size_t count = 0;
        std::string key;
        std::set<std::string> names;
    };

    QString pointer() const
    {
        QString out;
        for (const Level &level : m_open) {
            if (level.list && level.count > 0)
                out += u"/%1"_s.arg(level.count - 1);
            else if (!level.list && !level.key.empty())
                out += u'/' + QString::fromStdString(level.key).left(80).replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
        }
        return out;
    }
    bool fail(const QString &code, const QString &message)
    {
        errors.append({code, DiagnosticLevel::Error, pointer(), message});
        return false;
    }
    bool value()
    {
        if (++m_values > MaxValues)
            return fail(u"too-long"_s, u"more than %1 values in one file"_s.arg(MaxValues));
        if (m_open.empty())
            return true;
        if (++m_open.back().count > MaxMembers)
            return fail(u"too-long"_s, u"more than %1 values in one list or object"_s.arg(MaxMembers));
        return true;
    }
    bool number(double n)
    {
        if (!value())
            return false;
        return std::isfinite(n) && std::abs(n) <= MaxNumber ? true : fail(u"out-of-range"_s, u"a number is too large"_s);
    }
    bool open(bool list)
    {
        if (!value())
            return false;
        if (m_open.size() >= MaxNesting)
            return fail(u"too-deep"_s, u"nested deeper than %1"_s.arg(MaxNesting));
        m_open.push_back({list, 0, {}, {}});
        return true;
    }
    bool close()
    {
        m_open.pop_back();
        return true;
    }

    std::vector<Level> m_open;
    std::size_t m_values = 0;
};

} // namespace

QList<Diagnostic> guardJson(const QByteArray &json)
{
    Guard guard;
    const bool done = nlohmann::json::sax_parse(json.constData(), json.constData() + json.size(), &guard);
    if (!done && guard.errors.isEmpty())
        guard.errors.append({u"syntax"_s, DiagnosticLevel::Error, QString(), u"no JSON"_s});
    return guard.errors;
}

} // namespace rules
