// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace importers {

/// A small JSON document kept flat, to be filled again and again without allocating: one item of a large export.
/// Of members that occur twice the last one counts. One thread.
class JsonTree
{
public:
    enum class Type : unsigned char { Null, Bool, Number, String, Object, Array, Elsewhere };

    /// A value in the tree, or nothing (Null). Cheap to copy; valid while the tree is neither cleared nor filled
    /// further.
    class Ref
    {
    public:
        Ref() = default;
        bool isNull() const { return type() == Type::Null; }
        bool isBool() const { return type() == Type::Bool; }
        bool isNumber() const { return type() == Type::Number; }
        bool isString() const { return type() == Type::String; }
        bool isObject() const { return type() == Type::Object; }
        bool isArray() const { return type() == Type::Array; }
        bool isTrue() const { return isBool() && text() == "true"; }
        double number() const;         ///< 0 when it is none
        std::string_view text() const; ///< of a text, as it was written of a number or a Bool, else empty
        std::string_view key() const;  ///< its name as a member
        Ref member(std::string_view name) const;
        bool contains(std::string_view name) const { return find(name) >= 0; }
        Ref first() const; ///< of a list or an object
        Ref next() const;
        bool isThere() const { return m_tree != nullptr; } ///< also a null that is written
        /// A text that holds JSON becomes that JSON; what is none becomes null. Others stay as they are.
        Ref structured() const;

    private:
        friend class JsonTree;
        Ref(JsonTree *tree, int node) : m_tree(tree), m_node(node) {}
        Type type() const;
        int find(std::string_view name) const;
        JsonTree *m_tree = nullptr;
        int m_node = 0;
    };

    /// Empties it, and makes its root an object.
    void clear();
    Ref root() { return at(0); }

    // Filling. Nodes are numbers, the root is 0.
    /// The member `name` of an object, or a list's next element where the name is left out.
    int add(int parent, std::string_view name, Type, std::string_view text = {});
    bool has(int parent, std::string_view name) { return Ref(this, parent).find(name) >= 0; }
    int findOrAdd(int parent, std::string_view name); ///< makes the parent an object where it is none
    void setText(int node, std::string_view text);
    /// The node's text as JSON in its place; false (and unchanged) where it is none.
    bool unfold(int node);
    /// The whole of a text; false where it is not JSON.
    bool parse(std::string_view text);

private:
    struct Node
    {
        Type type = Type::Null;
        unsigned keyAt = 0, keySize = 0, textAt = 0, textSize = 0;
        int first = -1, last = -1, next = -1;
    };
    Ref at(int node);
    unsigned store(std::string_view text);

    std::vector<Node> m_nodes;
    std::string m_text;
    std::vector<std::unique_ptr<JsonTree>> m_inner; ///< texts that were unfolded; kept for the next filling
    std::size_t m_innerUsed = 0;
};

} // namespace importers
