// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "importers/table/mappingcheck.h"
#include "importers/table/mappingproposal.h"

#include <QTreeWidget>

class QComboBox;

namespace views {

/// A choice in a list: the wheel scrolls the list and does not change what is chosen. It belongs to the item.
QComboBox *makeCellChoice(QTreeWidget *list, QTreeWidgetItem *item, int column, const QString &accessibleName);

/// The columns of a table, what they hold and what they mean, to be assigned. GUI thread.
class MappingColumns final : public QTreeWidget
{
    Q_OBJECT
public:
    explicit MappingColumns(QWidget *parent = nullptr);

    /// `byHand`: titles that a person has assigned.
    void show(const domain::KindInfo &kind, const importers::TableShape &shape, const importers::MappingProposal &proposal, const QStringList &byHand);
    /// Puts another meaning before the eye, with nothing told.
    void setMeaning(qsizetype column, const QString &meaning, bool byHand);
    /// What separates the values of a column that holds several; nothing where it is no such list.
    void showSeparator(qsizetype column, const domain::KindInfo &, const importers::ColumnMeaning &);
    void showTroubles(const importers::MappingCheck &check);

signals:
    void meaningChosen(qsizetype column, const QString &meaning);
    void separatorChosen(qsizetype column, const QString &separator);

protected:
    void resizeEvent(QResizeEvent *) override;

private:
    enum Column : int;
    QComboBox *choiceAt(qsizetype column) const;
    /// What of a column that waits for a person is not understood, where nothing has been chosen yet.
    void showWaiting(qsizetype column);

    QHash<qsizetype, importers::ProposedColumn> m_waiting; ///< only their titles fit
    domain::KindInfo m_kind;
};

} // namespace views
