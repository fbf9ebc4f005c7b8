// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/assets.h"
#include "pages/page.h"

#include <QTimer>
#include <QTreeWidget>

class QHBoxLayout;
class QLabel;

namespace views {

/// A flat list whose columns share its width: what their words need, less where there is less. Words go on in further lines then (up to
/// three, in lists of up to 200 rows); what is cut off stands in the tooltips.
class AssetList final : public QTreeWidget
{
    Q_OBJECT
public:
    AssetList(const QString &name, const QString &title, QWidget *parent);
    void fill(const AssetTable &table);

protected:
    void resizeEvent(QResizeEvent *) override;

private:
    void shareWidth();

    QList<int> m_wishes, m_whole, m_least;
    QTimer m_rowHeights;
    bool m_wraps = false;
};

/// What the pages of accelerators, certificates and AI have in common: the head with title, summary and scope, what is said where there is nothing,
/// and the way through the doors. GUI thread.
class AssetsPage : public Page
{
    Q_OBJECT
public:
    AssetsPage(const QString &id, const QString &title, const PageContext &, AssetsBackend &, QWidget *parent);

protected:
    /// Below the head; hidden while there is nothing.
    QWidget *body() const { return m_body; }
    /// Beside the title.
    QHBoxLayout *head() const { return m_head; }
    void showHead(const AssetsPageData &);
    /// Through the door of a mark or line; false where it has none.
    bool follow(const QString &id);
    const AssetsPageData &shown() const { return m_shown; }
    AssetsBackend &assets() const { return m_assets; }
    /// A flat list whose lines are doors.
    AssetList *makeAssetList(const QString &name, const QString &title);

private:
    AssetsBackend &m_assets;
    QHBoxLayout *m_head;
    QLabel *m_summary, *m_scope, *m_nothing;
    QWidget *m_body;
    AssetsPageData m_shown;
};

} // namespace views
