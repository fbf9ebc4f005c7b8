// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/jsontree.h"

#include "importers/text/jsonscanner.h"

#include <charconv>

namespace importers {

void JsonTree::clear()
{
    m_nodes.clear();
    m_nodes.push_back({Type::Object});
    m_text.clear();
    m_innerUsed = 0;
}

unsigned JsonTree::store(std::string_view text)
{
    const auto at = static_cast<unsigned>(m_text.size());
    m_text.append(text);
    return at;
}

int JsonTree::add(int parent, std::string_view name, Type type, std::string_view text)
{
    Node node;
    node.type = type;
    if (!name.empty()) {
        node.keyAt = store(name);
        node.keySize = static_cast<unsigned>(name.size());
    }
    if (!text.empty()) {
        node.textAt = store(text);
        node.textSize = static_cast<unsigned>(text.size());
    }
    const int index = static_cast<int>(m_nodes.size());
    m_nodes.push_back(node);
    Node &above = m_nodes[static_cast<std::size_t>(parent)];
    if (above.last >= 0)
        m_nodes[static_cast<std::size_t>(above.last)].next = index;
    else
        above.first = index;
    above.last = index;
    return index;
}

int JsonTree::findOrAdd(int parent, std::string_view name)
{
    Node &above = m_nodes[static_cast<std::size_t>(parent)];
    if (above.type != Type::Object) {
        above = Node{Type::Object, above.keyAt, above.keySize, 0, 0, -1, -1, above.next};
    }
    const int found = at(parent).find(name);
    return found >= 0 ? found : add(parent, name, Type::Null);
}

void JsonTree::setText(int node, std::string_view text)
{
    const unsigned start = store(text);
    Node &n = m_nodes[static_cast<std::size_t>(node)];
    n.type = Type::String;
    n.textAt = start;
    n.textSize = static_cast<unsigned>(text.size());
}

bool JsonTree::unfold(int node)
{
    if (m_innerUsed == m_inner.size())
        m_inner.push_back(std::make_unique<JsonTree>());
    JsonTree &inner = *m_inner[m_innerUsed];
    Node &n = m_nodes[static_cast<std::size_t>(node)];
    if (!inner.parse(std::string_view(m_text).substr(n.textAt, n.textSize)))
        return false;
    n.type = Type::Elsewhere;
    n.textAt = static_cast<unsigned>(m_innerUsed++);
    return true;
}

bool JsonTree::parse(std::string_view text)
{
    using Token = JsonScanner::Token;
    clear();
    JsonScanner scanner(text);
    if (!scanner.skipToValue())
        return false;
    std::vector<int> open;
    std::string key;
    for (;;) {
        const Token token = scanner.next();
        Type type = Type::Null;
        switch (token) {
        case Token::Error:
            return false;
        case Token::End:
            return !scanner.skipToValue() && !scanner.error();
        case Token::Key:
            key.assign(scanner.text());
            continue;
        case Token::ObjectEnd:
        case Token::ArrayEnd:
            open.pop_back();
            continue;
        case Token::ObjectBegin:
            type = Type::Object;
            break;
        case Token::ArrayBegin:
            type = Type::Array;
            break;
        case Token::String:
            type = Type::String;
            break;
        case Token::Number:
            type = Type::Number;
            break;
        case Token::True:
        case Token::False:
            type = Type::Bool;
            break;
        case Token::Null:
            break;
        }
        const bool written = token == Token::String || token == Token::Number;
        const std::string_view value = written                ? scanner.text()
                                       : token == Token::True ? std::string_view("true")
                                                              : std::string_view();
        int node = 0;
        if (open.empty()) {
            m_nodes.front().type = type;
            m_nodes.front().textAt = store(value);
            m_nodes.front().textSize = static_cast<unsigned>(value.size());
        } else {
            node = add(open.back(), key, type, value);
        }
        key.clear();
        if (type == Type::Object || type == Type::Array)
            open.push_back(node);
    }
}

JsonTree::Ref JsonTree::at(int node)
{
    const Node &n = m_nodes[static_cast<std::size_t>(node)];
    return n.type == Type::Elsewhere ? m_inner[n.textAt]->root() : Ref(this, node);
}

JsonTree::Type JsonTree::Ref::type() const
{
    return m_tree ? m_tree->m_nodes[static_cast<std::size_t>(m_node)].type : Type::Null;
}

std::string_view JsonTree::Ref::text() const
{
    if (!m_tree)
        return {};
    const Node &n = m_tree->m_nodes[static_cast<std::size_t>(m_node)];
    return std::string_view(m_tree->m_text).substr(n.textAt, n.textSize);
}

std::string_view JsonTree::Ref::key() const
{
    if (!m_tree)
        return {};
    const Node &n = m_tree->m_nodes[static_cast<std::size_t>(m_node)];
    return std::string_view(m_tree->m_text).substr(n.keyAt, n.keySize);
}

double JsonTree::Ref::number() const
{
    double value = 0;
    if (isNumber()) {
        const std::string_view written = text();
        std::from_chars(written.data(), written.data() + written.size(), value);
    }
    return value;
}

int JsonTree::Ref::find(std::string_view name) const
{
    int found = -1;
    if (!isObject())
        return found;
    const std::string_view texts = m_tree->m_text;
    for (int i = m_tree->m_nodes[static_cast<std::size_t>(m_node)].first; i >= 0;) {
        const Node &n = m_tree->m_nodes[static_cast<std::size_t>(i)];
        if (n.keySize == name.size() && texts.substr(n.keyAt, n.keySize) == name)
            found = i;
        i = n.next;
    }
    return found;
}

JsonTree::Ref JsonTree::Ref::member(std::string_view name) const
{
    const int found = find(name);
    return found < 0 ? Ref() : m_tree->at(found);
}

JsonTree::Ref JsonTree::Ref::first() const
{
    const int child = m_tree ? m_tree->m_nodes[static_cast<std::size_t>(m_node)].first : -1;
    return child < 0 ? Ref() : Ref(m_tree, child);
}

JsonTree::Ref JsonTree::Ref::next() const
{
    const int sibling = m_tree ? m_tree->m_nodes[static_cast<std::size_t>(m_node)].next : -1;
    return sibling < 0 ? Ref() : Ref(m_tree, sibling);
}

JsonTree::Ref JsonTree::Ref::structured() const
{
    if (!isString())
        return *this;
    return m_tree->unfold(m_node) ? m_tree->at(m_node) : Ref();
}

} // namespace importers
