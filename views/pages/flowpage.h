// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/flowpages.h"
#include "pages/page.h"

class QHBoxLayout;
class QLabel;
class QTabBar;
class QVBoxLayout;

namespace views {

class NothingFound;

/// What the pages of residency and access have in common: the head with its scope, sentences whose numbers are doors, what is said where
/// there is nothing, and a figure over two others, of which a narrow window shows one at a time. GUI thread.
class FlowPage : public Page
{
    Q_OBJECT
public:
    FlowPage(const QString &id, const QString &title, const PageContext &, FlowSource &, QWidget *parent);

protected:
    /// One of the two below: what it is called where the window shows one at a time, and its share of the width.
    struct Part
    {
        QString title;
        QWidget *widget = nullptr;
        int share = 1;
    };
    /// Beside the title, after the scope.
    QHBoxLayout *head() const { return m_head; }
    /// Rich text whose links are marks, under those that are there already.
    QLabel *addSentence(const QString &name, figures::TextRole role);
    void setParts(QWidget *above, int aboveShare, const Part &left, const Part &right, int belowShare, const QString &accessibleName);
    /// Figures, or why there are none; a sentence that says nothing is hidden.
    void showFound(bool something, const QString &what, const QString &nothing);
    virtual void go(const QString &mark) = 0;
    FlowSource &source() const { return m_source; }
    void resizeEvent(QResizeEvent *) override;

private:
    void arrange();

    FlowSource &m_source;
    QHBoxLayout *m_head;
    QVBoxLayout *m_column;
    QLabel *m_scope, *m_empty;
    QList<QLabel *> m_sentences;
    QTabBar *m_parts;
    NothingFound *m_nothing;
    QWidget *m_figures;
    QWidget *m_leftPart = nullptr, *m_rightPart = nullptr;
};

} // namespace views
