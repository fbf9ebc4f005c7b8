// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/jsonpieces.h"

#include "importers/text/jsonpath.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <set>

using namespace Qt::StringLiterals;
using domain::ErrorCode;
using nlohmann::json;

namespace importers {
namespace {

constexpr std::size_t OutlineElements = 3;
constexpr qint64 AskEvery = 4 * 1024 * 1024;

QString escapedToken(const std::string &key)
{
    return QString::fromStdString(key).replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
}

} // namespace

/// Integers beyond 64 bits are identifiers, and stay texts. False (and the error of the scanner): too large.
static bool jsonNumber(JsonScanner &scanner, json &out)
{
    const std::string_view text = scanner.text();
    const char *const end = text.data() + text.size();
    if (text.find_first_of(".eE") == std::string_view::npos) {
        json::number_integer_t whole = 0;
        json::number_unsigned_t natural = 0;
        if (text.front() == '-') {
            if (std::from_chars(text.data(), end, whole).ec == std::errc())
                out = whole;
            else
                out = std::string(text);
        } else if (std::from_chars(text.data(), end, natural).ec == std::errc()) {
            out = natural;
        } else {
            out = std::string(text);
        }
        return true;
    }
    double real = 0;
    if (std::from_chars(text.data(), end, real).ec != std::errc())
        real = std::strtod(std::string(text).c_str(), nullptr); // too small is 0, too large is none
    if (!std::isfinite(real)) {
        scanner.fail(ErrorCode::SyntaxError, u"the number is too large"_s);
        return false;
    }
    out = real;
    return true;
}

bool jsonScalar(JsonScanner &scanner, JsonScanner::Token token, json &out)
{
    switch (token) {
    case JsonScanner::Token::String:
        out = std::string(scanner.text());
        return true;
    case JsonScanner::Token::Number:
        return jsonNumber(scanner, out);
    case JsonScanner::Token::True:
    case JsonScanner::Token::False:
        out = token == JsonScanner::Token::True;
        return true;
    case JsonScanner::Token::Null:
        out = nullptr;
        return true;
    default:
        return false;
    }
}

bool JsonPieces::outline(json &out)
{
    m_mode = Mode::Outline;
    m_twice = false;
    return document(out);
}

bool JsonPieces::pieces(const json &outline, json &out, const std::function<bool()> &piece)
{
    m_mode = Mode::Pieces;
    m_piece = &piece;
    // What stands behind a list is in the pieces before it too.
    out = outline;
    emptyLists(out, {});
    m_pending = true; // a document with empty lists is a piece too
    return document(out) && (!m_pending || take());
}

bool JsonPieces::document(json &out)
{
    m_cut = false;
    m_stopped = false;
    m_lists.clear();
    m_path.clear();
    m_start = m_scanner.consumed();
    if (m_mode == Mode::Outline)
        out = json();
    return value(m_scanner.next(), out, true) && m_scanner.next() == Token::End;
}

qsizetype JsonPieces::first(const json &list) const
{
    const auto known = std::find_if(m_lists.begin(), m_lists.end(), [&](const List &l) { return l.value == &list; });
    return known == m_lists.end() ? 0 : known->first;
}

bool JsonPieces::value(Token token, json &out, bool reachable)
{
    switch (token) {
    case Token::ObjectBegin:
        return object(out, reachable);
    case Token::ArrayBegin:
        switch (reachable ? m_shape.array(pointer()) : Part::Whole) {
        case Part::List:
            return list(out);
        case Part::Trunk:
            return trunk(out);
        case Part::Whole:
            break;
        }
        return array(out);
    default:
        return jsonScalar(m_scanner, token, out);
    }
}

void JsonPieces::noteDuplicate(const std::string &name)
{
    if (m_duplicates.size() >= MostDuplicates)
        return;
    QString pointer;
    for (const Step &step : m_path)
        pointer += u'/' + (step.name ? escapedToken(*step.name) : QString::number(step.index));
    m_duplicates.append(pointer + u'/' + escapedToken(name));
}

bool JsonPieces::object(json &out, bool reachable)
{
    // In a piece what is around the lists is there already.
    if (!reachable || !out.is_object())
        out = json::object();
    auto &members = out.get_ref<json::object_t &>();
    std::set<std::string, std::less<>> seen;
    for (;;) {
        const Token token = m_scanner.next();
        if (token == Token::ObjectEnd)
            return true;
        if (token != Token::Key)
            return false;
        const auto [at, isNew] = members.try_emplace(std::string(m_scanner.text()));
        const bool twice = reachable ? !seen.insert(at->first).second : !isNew;
        if (twice)
            noteDuplicate(at->first);
        if (twice && reachable) {
            m_twice = true;
            at->second = json();
        }
        m_path.push_back({&at->first, 0});
        const Token first = m_scanner.next();
        const bool passed = reachable && first != Token::ObjectBegin && m_shape.kept && !m_shape.kept(pointer());
        if (passed ? !pass(first) : !value(first, at->second, reachable))
            return false;
        // Of a large file what is left of objects in which nothing is read takes most of the memory.
        const bool hollow = reachable && first == Token::ObjectBegin && at->second.empty() && m_shape.kept && !m_shape.kept(pointer());
        m_path.pop_back();
        if (passed || hollow)
            members.erase(at);
    }
}

bool JsonPieces::array(json &out)
{
    out = json::array();
    auto &elements = out.get_ref<json::array_t &>();
    for (qsizetype i = 0;; ++i) {
        const Token token = m_scanner.next();
        if (token == Token::ArrayEnd)
            return true;
        m_path.push_back({nullptr, i});
        if (!value(token, elements.emplace_back(), false))
            return false;
        m_path.pop_back();
    }
}

bool JsonPieces::trunk(json &out)
{
    // In a piece its elements are there already.
    if (m_mode == Mode::Outline || !out.is_array())
        out = json::array();
    auto &elements = out.get_ref<json::array_t &>();
    for (qsizetype i = 0;; ++i) {
        const Token token = m_scanner.next();
        if (token == Token::ArrayEnd)
            return true;
        if (static_cast<std::size_t>(i) >= elements.size())
            elements.emplace_back();
        m_path.push_back({nullptr, i});
        if (!value(token, elements[static_cast<std::size_t>(i)], true))
            return false;
        m_path.pop_back();
    }
}

bool JsonPieces::list(json &out)
{
    out = json::array();
    m_lists.push_back({&out, 0});
    auto &elements = out.get_ref<json::array_t &>();
    for (qsizetype i = 0;; ++i) {
        const Token token = m_scanner.next();
        if (token == Token::ArrayEnd)
            return true;
        if (!mayGoOn())
            return false;
        if (m_cut && m_mode == Mode::Outline && elements.size() >= OutlineElements) {
            if (!pass(token))
                return false;
            continue;
        }
        m_path.push_back({nullptr, i});
        if (!value(token, elements.emplace_back(), false))
            return false;
        m_path.pop_back();
        m_pending = true;
        if (m_scanner.consumed() - m_start < m_pieceSize)
            continue;
        if (m_mode == Mode::Pieces) {
            if (!take())
                return false;
            for (List &l : m_lists) {
                l.first += static_cast<qsizetype>(l.value->size());
                l.value->get_ref<json::array_t &>().clear();
            }
            m_start = m_scanner.consumed();
        } else if (!m_twice) {
            m_cut = true;
            cutLists();
        }
    }
}

void JsonPieces::emptyLists(json &value, const std::string &pointer)
{
    if (value.is_array()) {
        const Part part = m_shape.array(pointer);
        if (part == Part::List)
            value = json::array();
        if (part == Part::Trunk) {
            for (json &element : value)
                emptyLists(element, pointer);
        }
    }
    if (value.is_object()) {
        for (auto &[key, inner] : value.get_ref<json::object_t &>())
            emptyLists(inner, pointer + '/' + key);
    }
}

/// Of the value that is being read, which is reached through objects and trunks alone.
std::string JsonPieces::pointer() const
{
    std::string pointer;
    for (const Step &step : m_path) {
        if (step.name)
            pointer += '/' + *step.name;
    }
    return pointer;
}

/// What is not kept is checked all the same.
bool JsonPieces::pass(Token token)
{
    if (token == Token::ObjectBegin || token == Token::ArrayBegin)
        return m_scanner.skipRest();
    return token == Token::String || token == Token::Number || token == Token::True || token == Token::False || token == Token::Null;
}

void JsonPieces::cutLists()
{
    for (const List &l : m_lists) {
        auto &elements = l.value->get_ref<json::array_t &>();
        if (elements.size() > OutlineElements)
            elements.resize(OutlineElements);
    }
}

bool JsonPieces::mayGoOn()
{
    if (m_scanner.consumed() - m_asked >= AskEvery) {
        m_asked = m_scanner.consumed();
        m_stopped = m_stopped || !m_goOn();
    }
    return !m_stopped;
}

bool JsonPieces::take()
{
    m_pending = false;
    m_stopped = m_stopped || !(*m_piece)();
    return !m_stopped;
}

} // namespace importers
