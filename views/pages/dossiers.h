// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/result.h"
#include "domain/status.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace views {

/// What a law asks to be worked out thing by thing.
enum class DossierKind : int { Transfers, AiAct, Register };

/// A heading of the details and its lines, in words.
struct DossierSection
{
    QString heading;
    QStringList lines;
};

/// One thing, or one remark, of a dossier.
struct DossierLine
{
    qint64 entity = 0;                      ///< 0: none to open
    QStringList cells;                      ///< as the columns
    QString title;                          ///< of the details
    domain::Status status = domain::Status::Unknown; ///< the sign before the first cell
    domain::Severity severity = domain::Severity::Medium;
    QList<DossierSection> sections;
};

/// A dossier as it is shown. A value.
struct DossierData
{
    QString summary;                        ///< how many of what
    QStringList columns;
    QList<DossierLine> lines;
    QString nothing;                        ///< said where there is no line
};

/// Where the page of dossiers reads and writes; a backend that has none of them does not offer it. Any thread.
class DossierSource
{
public:
    virtual ~DossierSource() = default;
    /// On the day of the newest evaluation; today where there is none.
    virtual domain::Result<DossierData> dossier(const QString &path, DossierKind) = 0;
    /// Writes the register of information into an archive; returns what to tell of it.
    virtual domain::Result<QString> writeRegister(const QString &path, const QString &to) = 0;
    /// The name that the authorities ask of that archive.
    virtual domain::Result<QString> registerName(const QString &path) = 0;
};

} // namespace views
