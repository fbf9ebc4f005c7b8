// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QWidget>

class QLabel;
class QToolButton;
class QTreeWidget;

namespace views {

/// Where values come from and how far each source is trusted; the values on which sources differ; the things that may be one. GUI thread.
class SourcesPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit SourcesPanel(QWidget *parent);
    void showSources(const SourcesData &data);

signals:
    void entityWanted(qint64 entity);
    /// All sources of the format, or the one of that scope, shall be trusted so; no rank: as they are by themselves.
    void trustWanted(const QString &format, const QString &scope, std::optional<int> rank);
    void sameWanted(qint64 one, qint64 other, bool same);
    /// What a change set made one is two again.
    void splitWanted(qint64 merged);

protected:
    void resizeEvent(QResizeEvent *) override;

private:
    enum SourceColumn : int;
    void share();
    void trustMenu();
    void enable();

    QTreeWidget *m_sources;
    QTreeWidget *m_differences;
    QTreeWidget *m_pairs;
    QLabel *m_differencesTitle;
    QLabel *m_pairsTitle;
    QToolButton *m_trust;
    QToolButton *m_same;
    QToolButton *m_apart;
    SourcesData m_data;
};

} // namespace views
