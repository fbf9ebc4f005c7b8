// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace importers {

inline constexpr int MaxJsonDepth = 100;

/// Reads JSON documents that follow one another in one text: a single document, one a line, or pretty ones appended by
/// a pagination loop. Passes over `#` lines between documents and the semicolon of `var x = {...};`.
class JsonTextReader
{
public:
    /// `text` must outlive the reader. `skippedLines`: lines that the text layer dropped, for right line numbers.
    explicit JsonTextReader(QByteArrayView text, int skippedLines = 0, int maxDepth = MaxJsonDepth);

    /// Goes to the next document; false at the end of the text.
    bool next();
    /// Line (from 1) on which the document found by next() starts.
    qint64 line() const { return m_line; }
    qint64 position() const { return m_position; }
    /// Parses the document that next() found. SyntaxError has "line L, column C" in `where`; TooDeep the pointer.
    /// Integers beyond 64 bits become texts, since they are ids.
    domain::Result<void> read(nlohmann::json &out);
    /// After an error in a text of one document a line: go on with the next line.
    void skipLine();
    /// Pointers of members that occurred twice in documents read so far (the last one counts); at most 50.
    const QStringList &duplicates() const { return m_duplicates; }
    int commentLines() const { return m_commentLines; }

private:
    QString lineColumn(qsizetype position) const;
    void advance(qsizetype to);

    QByteArrayView m_text;
    qsizetype m_position = 0;
    qint64 m_line = 1;
    int m_maxDepth;
    int m_commentLines = 0;
    QStringList m_duplicates;
};

/// The start of a text as Probe::sample has it: works on a text that ends in the middle of a document (`broken` is then
/// set).
QByteArray sampleOf(QByteArrayView text, bool *broken = nullptr);

/// A document freed of the envelopes of formats.md 0.2. `pointer` is where it was inside the outer document.
struct UnwrappedRoot
{
    QString pointer;
    nlohmann::json *root = nullptr; ///< inside the outer document, or inside `embedded`
};

/// Unwraps `document` in place (an SNS Message text is parsed and put in its place). Several roots come from an array
/// of arrays. Never empty.
std::vector<UnwrappedRoot> unwrap(nlohmann::json &document);

/// Does an envelope or the root itself say that more pages exist (nextLink, NextToken, skip_token, IsTruncated ...)?
/// The member's name, or an empty text.
QString continuationOf(const nlohmann::json &document);
/// What to tell of an export in which that member says so.
QString incompleteBy(const QString &continuation);

} // namespace importers
