// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/errortext.h"

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;

namespace text {
namespace {

// What the person can do now; empty where the detail says it, or nothing can be done.
QString wayOut(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FileNotFound: return u"check the path"_s;
    case ErrorCode::FileVanished: return u"nothing of it was imported; import it again when it is complete"_s;
    case ErrorCode::FileEmpty: return u"export it again"_s;
    case ErrorCode::SyntaxError: return u"export it again, or mend it at this place"_s;
    case ErrorCode::TooDeep: return u"no export is nested like this: check where the file comes from"_s;
    case ErrorCode::LimitExceeded: return u"check where the file comes from, or split it"_s;
    case ErrorCode::FileTooLarge: return u"split the export"_s;
    case ErrorCode::EncodingError: return u"save it as UTF-8"_s;
    case ErrorCode::SchemaMismatch: return u"see `bailiwick-cli formats`"_s;
    case ErrorCode::WorkspaceLocked: return u"nothing was changed; try again when it is done"_s;
    case ErrorCode::WorkspaceNewer: return u"update this program to open it"_s;
    case ErrorCode::NoRun: return u"evaluate first (in the window F5, else `bailiwick-cli evaluate`)"_s;
    case ErrorCode::UnknownFramework: return u"see `bailiwick-cli frameworks`"_s;
    default: return {};
    }
}

QString what(const Error &e)
{
    switch (e.code) {
    case ErrorCode::Cancelled: return u"cancelled"_s;
    case ErrorCode::FileNotFound: return e.detail.isEmpty() ? u"there is no such file"_s : e.detail;
    case ErrorCode::WorkspaceLocked: return u"another program is writing to this workspace"_s;
    case ErrorCode::WorkspaceNewer: return u"written by a later version of Bailiwick (%1)"_s.arg(e.detail);
    case ErrorCode::WorkspaceForeign: return u"not a Bailiwick workspace (%1)"_s.arg(e.detail);
    case ErrorCode::UnknownEntity: return e.detail.isEmpty() ? u"not in the inventory"_s : e.detail;
    case ErrorCode::UnknownAttribute: return u"has no attribute called %1"_s.arg(e.detail);
    case ErrorCode::NothingToUndo: return e.detail.isEmpty() ? u"nothing to undo"_s : e.detail;
    case ErrorCode::NoRun: return e.detail.isEmpty() ? u"no evaluation yet"_s : e.detail;
    default: return e.detail;
    }
}

} // namespace

QString errorCodeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled: return u"cancelled"_s;
    case ErrorCode::FileNotFound: return u"file-not-found"_s;
    case ErrorCode::FileUnreadable: return u"file-unreadable"_s;
    case ErrorCode::FileVanished: return u"file-vanished"_s;
    case ErrorCode::FileEmpty: return u"file-empty"_s;
    case ErrorCode::FileTooLarge: return u"file-too-large"_s;
    case ErrorCode::WriteFailed: return u"write-failed"_s;
    case ErrorCode::UnknownFormat: return u"unknown-format"_s;
    case ErrorCode::UnsupportedVersion: return u"unsupported-version"_s;
    case ErrorCode::SyntaxError: return u"syntax-error"_s;
    case ErrorCode::TooDeep: return u"too-deep"_s;
    case ErrorCode::LimitExceeded: return u"limit-exceeded"_s;
    case ErrorCode::EncodingError: return u"encoding-error"_s;
    case ErrorCode::SchemaMismatch: return u"schema-mismatch"_s;
    case ErrorCode::UnknownAttribute: return u"unknown-attribute"_s;
    case ErrorCode::UnknownEntity: return u"unknown-entity"_s;
    case ErrorCode::UnknownKind: return u"unknown-kind"_s;
    case ErrorCode::UnknownFramework: return u"unknown-framework"_s;
    case ErrorCode::InvalidValue: return u"invalid-value"_s;
    case ErrorCode::DuplicateKey: return u"duplicate-key"_s;
    case ErrorCode::WorkspaceLocked: return u"workspace-locked"_s;
    case ErrorCode::WorkspaceNewer: return u"workspace-newer"_s;
    case ErrorCode::WorkspaceForeign: return u"workspace-foreign"_s;
    case ErrorCode::DatabaseError: return u"database-error"_s;
    case ErrorCode::PackInvalid: return u"pack-invalid"_s;
    case ErrorCode::NothingToUndo: return u"nothing-to-undo"_s;
    case ErrorCode::Refused: return u"refused"_s;
    case ErrorCode::NoRun: return u"no-run"_s;
    case ErrorCode::UsageError: return u"usage"_s;
    case ErrorCode::Internal: break;
    }
    return u"internal"_s;
}

QString errorMessage(const Error &error, QStringView language)
{
    Q_UNUSED(language)
    const QString said = what(error);
    const QString out = wayOut(error.code);
    return out.isEmpty() ? said : said.isEmpty() ? out : said + u"; "_s + out;
}

QString errorSentence(const Error &error, QStringView language)
{
    const QString message = errorMessage(error, language);
    return error.where.isEmpty() ? message : error.where + u": "_s + message;
}

} // namespace text
