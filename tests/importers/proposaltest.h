// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/mappedtable.h"
#include "importers/table/mappingproposal.h"

#include <QObject>

/// A test of what columns are taken for, in a file whose name says nothing.
class ProposalTest : public QObject
{
protected:
    static importers::ColumnNames namesOf(const domain::Catalogue &catalogue)
    {
        auto names = importers::ColumnNames::fromResources(catalogue);
        if (!names)
            qFatal("%s", qPrintable(names.error().detail));
        return *names;
    }
    importers::MappingProposal proposed(const QByteArray &text, std::optional<domain::EntityKind> kind = {}) const
    {
        return importers::proposeMapping(importers::tableShape(text, 0, true), m_catalogue, m_names, QStringLiteral("1"), kind);
    }
    QString meaningIn(domain::EntityKind kind, const QByteArray &text, const QString &title) const { return proposed(text, kind).mapping.meaningOf(title); }

    domain::Catalogue m_catalogue = catalogueOf();
    importers::ColumnNames m_names = namesOf(m_catalogue);
};
