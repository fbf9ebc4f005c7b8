// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "importers/importer.h"

namespace importers {

/// Registers as CSV, one kind a file (resources/help/own-formats.md). The catalogue must outlive the importer.
class OwnCsv final : public Importer
{
public:
    explicit OwnCsv(const domain::Catalogue &catalogue) : m_catalogue(catalogue) {}
    QString id() const override;
    QString displayName() const override;
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;

private:
    const domain::Catalogue &m_catalogue;
};

/// Answers of people as CSV: one attribute of one entity a row.
class OwnAnswers final : public Importer
{
public:
    explicit OwnAnswers(const domain::Catalogue &catalogue) : m_catalogue(catalogue) {}
    QString id() const override;
    QString displayName() const override;
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;

private:
    const domain::Catalogue &m_catalogue;
};

/// An empty register of a kind to fill in: the header, then remarks that explain each column and give an example; as it
/// stands it holds no entity. UTF-8, commas, CRLF.
QByteArray csvTemplate(const domain::KindInfo &);

/// The same for answers.
QByteArray answersTemplate();

} // namespace importers
