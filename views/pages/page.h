// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"
#include "pages/jobrunner.h"
#include "widgets/figuretools.h"

#include <QWidget>

namespace views {

/// What every page is given. The references outlive the pages.
struct PageContext
{
    Backend &backend;
    JobRunner &jobs;
};

/// A page of the window. It reads through the backend when it is shown or what it depends on changed, and asks the window for
/// the rest by signals. GUI thread.
class Page : public QWidget, public FigureHost
{
    Q_OBJECT
public:
    Page(const QString &id, const QString &title, const PageContext &context, QWidget *parent);
    const QString &id() const { return m_id; }
    const QString &title() const { return m_title; }

    /// Another workspace, filter or revision: reads again when it is visible, later otherwise.
    void update(const WorkspaceInfo &info, const FilterState &filter, const QList<FilterChip> &chips = {});
    FigureFacts figureFacts() const override;
    void sayFigureFailed(const domain::Error &error) override { emit failed(error); }

signals:
    void entityWanted(qint64 entity);
    void issueWanted(qint64 issue);
    void filterWanted(const views::FilterState &filter, const QString &page);
    void failed(const domain::Error &error);
    void editWanted(qint64 entity, const QString &attr, const QString &typed);

protected:
    /// What a page of things that are no findings is narrowed to (FilterState::about()), for its head: "Corvane Vie SA, France"; a severity
    /// only where its things are `graded`. Empty: the whole organisation.
    QString scopeWords(bool graded = false) const;
    virtual void reload() = 0;
    /// What fields and switches of the page itself narrow its figures to, in words; beside the filter where a figure is saved.
    virtual QStringList ownNarrowing() const { return {}; }
    void showEvent(QShowEvent *) override;

    template <class T>
    void ask(const QString &slot, std::function<domain::Result<T>(Backend &, const QString &)> work, std::function<void(T)> done)
    {
        Backend *backend = &m_context.backend;
        m_context.jobs.run<domain::Result<T>>(
            m_id + u'/' + slot, this,
            [backend, path = m_info.path, work = std::move(work)](domain::JobContext &) { return work(*backend, path); },
            [this, done = std::move(done)](domain::Result<T> result) {
                if (result)
                    done(std::move(*result));
                else
                    emit failed(result.error());
            });
    }

    PageContext m_context;
    WorkspaceInfo m_info;
    FilterState m_filter;
    QList<FilterChip> m_chips;  ///< the filter as it stands above the page

private:
    QString m_id, m_title;
    bool m_stale = true;
};

} // namespace views
