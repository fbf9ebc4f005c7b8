// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace domain {

/// What went wrong, as a closed list: tests compare codes, views_text makes the sentence.
enum class ErrorCode {
    Cancelled,          ///< the user stopped the job; neither success nor failure
    FileNotFound,
    FileUnreadable,
    FileVanished,       ///< it could be opened and then could not be read to its end
    FileEmpty,
    FileTooLarge,
    WriteFailed,
    UnknownFormat,
    UnsupportedVersion, ///< the format is known, this edition of it is not
    SyntaxError,        ///< not valid JSON, CSV, YAML, ...; `where` has line and column or pointer
    TooDeep,            ///< nested deeper than the limit
    LimitExceeded,      ///< a cap against bombs was met
    EncodingError,
    SchemaMismatch,     ///< well-formed, but not of the shape that the format asks for
    UnknownAttribute,
    UnknownEntity,
    UnknownKind,
    UnknownFramework,
    InvalidValue,
    DuplicateKey,
    WorkspaceLocked,    ///< another program holds the write lock
    WorkspaceNewer,     ///< written by a later version of the program
    WorkspaceForeign,   ///< a SQLite file, but not ours
    DatabaseError,
    PackInvalid,
    NothingToUndo,
    Refused,            ///< against a rule of the trade; `detail` says why and what can be done instead
    NoRun,              ///< no evaluation has been made yet
    UsageError,
    Internal
};

/// A failure. `detail` is technical English for the log; `where` names file, line, pointer or rule
/// ("export.json#/Reservations/3", "register.csv:14", "rule GDPR-44-01#/gap_if/all/0").
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString detail;
    QString where;
    bool operator==(const Error &) const = default;
};

/// A value or an Error; a subset of std::expected, which GCC 12 lacks in C++20 mode.
template <class T>
class [[nodiscard]] Result
{
public:
    using value_type = T;
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }
    T &value() & { return std::get<0>(m_state); }
    const T &value() const & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    const Error &error() const { return std::get<1>(m_state); }
    T value_or(T other) const { return has_value() ? value() : std::move(other); }

    template <class F>
    auto and_then(F &&f) && -> std::invoke_result_t<F, T &&>
    {
        if (has_value())
            return std::forward<F>(f)(std::move(*this).value());
        return error();
    }
    template <class F>
    auto transform(F &&f) && -> Result<std::invoke_result_t<F, T &&>>
    {
        if (has_value())
            return std::forward<F>(f)(std::move(*this).value());
        return error();
    }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value.
template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}  // NOLINT(google-explicit-constructor)
    bool has_value() const { return !m_error.has_value(); }
    explicit operator bool() const { return has_value(); }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

} // namespace domain
