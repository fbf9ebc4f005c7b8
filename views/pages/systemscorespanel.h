// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/sovereignty.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;
class QTreeWidget;

namespace views {

class SystemScoresModel;

/// The sovereignty score of each system as a range, the lowest first; of the chosen one the seven parts with the results behind each, and what
/// would have to be asked to decide the rest. GUI thread.
class SystemScoresPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit SystemScoresPanel(QWidget *parent = nullptr);
    void showScores(const SystemScores &scores, const QString &scope);
    void showDetail(const SystemDetail &detail);
    /// The chosen system; 0: none.
    qint64 current() const;

signals:
    void systemChosen(qint64 system);
    void entityWanted(qint64 entity);
    /// The supporting systems are wanted in the inventory.
    void systemsWanted(const QList<qint64> &systems, const QString &words);

protected:
    void resizeEvent(QResizeEvent *) override;

private:
    enum PartColumn : int;
    enum ItemRole : int;
    void buildLists();
    void addPart(const SystemPart &part, bool open);
    void addQuestions(const QList<SystemQuestion> &questions);
    void setCurrent(qint64 system);
    void tell();
    void showFact();
    void fit();

    QLineEdit *m_find;
    SystemScoresModel *m_model;
    QTreeView *m_list;
    QTreeWidget *m_parts;
    QLabel *m_told, *m_name, *m_fact;
    QPushButton *m_supporting;
    QList<qint64> m_supportingIds;
    QBoxLayout *m_row = nullptr;
    QWidget *m_beside = nullptr, *m_below = nullptr;
    QString m_words;
    bool m_filling = false;
};

} // namespace views
