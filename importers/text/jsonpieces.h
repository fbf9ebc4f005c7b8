// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/text/jsonscanner.h"

#include <nlohmann/json_fwd.hpp>

#include <QString>
#include <QStringList>

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace importers {

/// The value that a token which opens nothing stands for; false where it is none, or too large a number, which fails the scanner.
bool jsonScalar(JsonScanner &, JsonScanner::Token, nlohmann::json &out);

/// Builds the documents of a stream as values. A large one comes in pieces: each has all that is around its lists and a part of their
/// elements, every element once. A list is an array that is reached through objects ("/Reservations", "/data/value"), or through trunks:
/// arrays that stay whole and whose elements have lists ("/groups/controls/results"); or the document itself. Takes the memory of a piece,
/// however large the document is. One thread; the scanner must outlive it.
class JsonPieces
{
public:
    /// What the value of this pointer (without the numbers of elements; "": the document itself) is. Whole ones stand in every piece.
    enum class Part { Whole, List, Trunk };
    struct Shape
    {
        std::function<Part(std::string_view pointer)> array;
        /// Is a member that is no object read by anybody? Empty: all are.
        std::function<bool(std::string_view pointer)> kept = {};
    };

    /// `goOn` is asked every few megabytes; false stops.
    JsonPieces(JsonScanner &scanner, Shape shape, qint64 pieceSize, std::function<bool()> goOn)
        : m_scanner(scanner), m_shape(std::move(shape)), m_goOn(std::move(goOn)), m_pieceSize(pieceSize)
    {
    }

    /// The next document, where it is no larger than a piece; of a larger one its outline: with the first elements of its lists only.
    /// False after an error (the scanner's), or when it was stopped.
    bool outline(nlohmann::json &out);
    /// Was it cut?
    bool isCut() const { return m_cut; }
    bool isStopped() const { return m_stopped; }

    /// Reads the document of that outline again. `piece` is called for each part, the last time at the document's end; false stops.
    bool pieces(const nlohmann::json &outline, nlohmann::json &out, const std::function<bool()> &piece);
    /// Index within the document of the list's first element in this piece.
    qsizetype first(const nlohmann::json &list) const;
    /// Pointers of members that occurred twice in documents read so far (the last one counts); at most 50.
    const QStringList &duplicates() const { return m_duplicates; }

private:
    using json = nlohmann::json;
    using Token = JsonScanner::Token;
    enum class Mode { Outline, Pieces };
    struct List
    {
        json *value;
        qsizetype first;
    };
    struct Step
    {
        const std::string *name; ///< null: an element
        qsizetype index;
    };

    bool document(json &out);
    bool value(Token, json &out, bool reachable);
    bool object(json &out, bool reachable);
    bool array(json &out);
    bool trunk(json &out);
    bool list(json &out);
    bool pass(Token);
    bool take();
    bool mayGoOn();
    void noteDuplicate(const std::string &name);
    void emptyLists(json &value, const std::string &pointer);
    std::string pointer() const;
    void cutLists();

    JsonScanner &m_scanner;
    Shape m_shape;
    std::function<bool()> m_goOn;
    qint64 m_pieceSize;
    Mode m_mode = Mode::Outline;
    bool m_cut = false;
    bool m_stopped = false;
    bool m_pending = false; ///< elements that were in no piece yet
    qint64 m_asked = 0;
    bool m_twice = false; ///< a member around the lists occurred twice: such a document is never cut
    qint64 m_start = 0;   ///< of the document, or of the piece
    std::vector<List> m_lists;
    std::vector<Step> m_path;
    const std::function<bool()> *m_piece = nullptr;
    QStringList m_duplicates;
};

} // namespace importers
