// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/result.h"
#include "store/answers.h"

#include <QString>

namespace app {

struct Services;

/// Answers as a file has them (see `bailiwick-cli answer`), checked against the catalogue and the inventory. All or nothing: an error
/// names the place ("answers.json#/answers/3/value") and the way out. Evidence files are read for their hash, from the file's own folder
/// where their path is relative. `who` answers requirements that no rule decides, where the file names nobody. Any thread; the store's connection.
domain::Result<store::Answers> readAnswerFile(const QString &path, const Services &, QSqlDatabase &, store::AttributeStore &, domain::Day today, const QString &who);

/// The SHA-256 of a file in hexadecimal digits; FileUnreadable where it can't be read.
domain::Result<QString> sha256Of(const QString &path);

/// What a claim tells of its evidence: a file's name and hash, and a note. FileUnreadable where the file can't be read; empty: there is none.
domain::Result<QString> evidenceOf(const QString &file, const QString &note);

/// What a change set with these answers is called: "Answer: Audit rights of 12 contracts".
QString answersTitle(const domain::Catalogue &, const store::Answers &);

} // namespace app
