// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"

#include <QDialog>
#include <QList>
#include <QString>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace views {

/// Chooses what a row of a condition speaks of, in words: a value, however many references away, or the way to related things. What lies
/// behind a reference opens below it. `kinds`: what the row may speak of, what it stands in last; the catalogue must outlive it. GUI thread.
class PathDialog final : public QDialog
{
    Q_OBJECT
public:
    enum class Wanted : int { Value, List, Relation };

    PathDialog(const domain::Catalogue &catalogue, const QList<domain::EntityKind> &kinds, Wanted wanted, const QString &now, QWidget *parent);
    /// As a rule set writes it: "service.provider.legal_country", "datasets>transfer.datasets".
    QString path() const;

private:
    enum Column : int;
    enum Role : int;
    void fill();
    void addKind(QTreeWidgetItem *parent, domain::EntityKind kind, const QString &before, int depth);
    void addRelations(QTreeWidgetItem *parent, domain::EntityKind kind, const QString &before);
    QTreeWidgetItem *addItem(QTreeWidgetItem *parent, const QString &label, const QString &tip, const QString &path, bool chooses);
    void unfold(QTreeWidgetItem *item);
    void find(const QString &text);
    /// Opens the way to a path and chooses it.
    void reach(const QString &path);
    void tell();
    QString wordsOf(const QString &path) const;

    const domain::Catalogue &m_catalogue;
    QList<domain::EntityKind> m_kinds;
    Wanted m_wanted;
    QLineEdit *m_find;
    QTreeWidget *m_tree;
    QLabel *m_words;
    QPushButton *m_ok;
};

} // namespace views
