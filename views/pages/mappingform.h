// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "importers/table/mappingproposal.h"

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace views {

/// Where the rows of a table stand, what they are and how its cells are written: as it was detected, to be changed. GUI thread.
class MappingForm final : public QWidget
{
    Q_OBJECT
public:
    explicit MappingForm(const domain::Catalogue &catalogue, QWidget *parent = nullptr);

    void show(const importers::TableLook &look);
    /// What a person said otherwise than it was detected.
    const importers::TableOptions &options() const { return m_options; }
    void setOptions(const importers::TableOptions &options) { m_options = options; }
    /// Dates, numbers and lists.
    void fill(importers::CsvMapping &mapping) const;

signals:
    void sheetChosen(const QString &shown);
    /// The options are others.
    void optionsChanged();
    void kindChosen(domain::EntityKind kind);
    /// Cells are to be read in another way; the rows are the same.
    void readingChanged();

private:
    QComboBox *makeChoice(const QString &name, const QString &label, const QStringList &words, const QString &tip);
    void addField(const QString &label, QWidget *field);

    importers::TableOptions m_options;
    QComboBox *m_sheet;
    QComboBox *m_kind;
    QSpinBox *m_line;
    QComboBox *m_delimiter;
    QComboBox *m_encoding;
    QComboBox *m_dates;
    QComboBox *m_numbers;
    QComboBox *m_lists;
};

} // namespace views
