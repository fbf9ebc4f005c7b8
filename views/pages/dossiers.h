// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/result.h"
#include "pages/filterstate.h"
#include "text/dossier.h"

#include <QString>

namespace views {

/// What a law asks to be worked out thing by thing.
enum class DossierKind : int { Transfers, AiAct, Register };

using text::DossierData;
using text::DossierLine;
using text::DossierSection;

/// Where the page of dossiers reads and writes; a backend that has none of them does not offer it. Any thread.
class DossierSource
{
public:
    virtual ~DossierSource() = default;
    /// On the day of the newest evaluation; today where there is none.
    /// Of the register the remarks are narrowed, not the register: it is the whole group's.
    virtual domain::Result<DossierData> dossier(const QString &path, DossierKind, const FilterState &) = 0;
    /// Writes the register of information into an archive; returns what to tell of it.
    virtual domain::Result<QString> writeRegister(const QString &path, const QString &to) = 0;
    /// The name that the authorities ask of that archive.
    virtual domain::Result<QString> registerName(const QString &path) = 0;
};

} // namespace views
