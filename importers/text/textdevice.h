// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"
#include "importers/text/bytesource.h"
#include "importers/text/textencoding.h"

#include <QIODevice>

namespace importers {

/// The text of a file as UTF-8: inflated, decoded, without byte order mark, `sep=` line or `name =` prefix (formats.md
/// 0.1, 0.2). Sequential, constant memory. A read of -1 means error() is set. Thread: one, the job's.
class TextDevice final : public QIODevice
{
public:
    /// Opens the file and decides on the encoding by its first megabyte. Binary files are refused (UnknownFormat).
    /// `chosen`: what a person says that it is; a byte order mark says it better.
    static domain::Result<std::unique_ptr<TextDevice>> openFile(const QString &path, const ByteLimits & = {},
                                                                std::optional<TextEncoding> chosen = {});

    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_finished && m_position >= m_text.size(); }
    const std::optional<domain::Error> &error() const { return m_error; }
    TextEncoding encoding() const { return m_encoding; }
    const QList<domain::Diagnostic> &diagnostics() const { return m_diagnostics; }
    int skippedLines() const { return m_skippedLines; } ///< lines dropped before the content (a `sep=` line)
    qint64 decodedSize() const { return m_decoded; }    ///< so far
    ByteSource &bytes() { return *m_bytes; }

protected:
    qint64 readData(char *data, qint64 max) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    explicit TextDevice(std::unique_ptr<ByteSource>, const QString &path);
    void readHead();
    std::optional<domain::Error> decideEncoding(std::optional<TextEncoding> chosen);
    bool fill();
    void decode(const QByteArray &raw, bool last);
    void decodeUtf16(const QByteArray &raw, bool last);
    void decodeUtf8(const QByteArray &raw, bool last);
    void guessed(const QString &message);
    void stripPrefix();

    std::unique_ptr<ByteSource> m_bytes;
    QString m_path;
    TextEncoding m_encoding = TextEncoding::Utf8;
    QByteArray m_head;  ///< raw bytes read for the decision, not decoded yet
    QByteArray m_carry; ///< an incomplete sequence at the end of a chunk
    QByteArray m_text;
    qsizetype m_position = 0;
    qint64 m_decoded = 0;
    qint64 m_rawOffset = 0;
    int m_skippedLines = 0;
    bool m_multibyteSeen = false;
    bool m_started = false;
    bool m_finished = false;
    std::optional<domain::Error> m_error;
    QList<domain::Diagnostic> m_diagnostics;
};

} // namespace importers
