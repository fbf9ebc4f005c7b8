// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "importers/table/mappingcheck.h"
#include "importers/table/mappingproposal.h"
#include "pages/backend.h"

#include <QTreeWidget>

namespace views {

/// The cells of a table that are not understood, with the reason, and the words of its own that a mapping turns into ours: both can be
/// told what they mean. GUI thread.
class MappingWords final : public QTreeWidget
{
    Q_OBJECT
public:
    /// `countries`: what a country can be read as.
    explicit MappingWords(const QList<Country> &countries, QWidget *parent = nullptr);
    void show(const domain::KindInfo &kind, const importers::CsvMapping &mapping, const importers::TableShape &shape, const importers::MappingCheck &check);

signals:
    /// No word: the cell is read as it stands. An empty one: as a cell that says nothing.
    void wordChosen(const QString &title, const QString &cell, const std::optional<QString> &word);

protected:
    void resizeEvent(QResizeEvent *) override;

private:
    enum Column : int;
    void addRow(const QString &title, const QString &cell, qint64 rows, const QString &why, const domain::Attribute *attribute, const std::optional<QString> &word);

    QList<Country> m_countries;
};

} // namespace views
