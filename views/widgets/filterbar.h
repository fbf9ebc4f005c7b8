// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/filterstate.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;

namespace views {

/// The line of filter chips: there only while a filter is. A chip is a button that takes its part of the filter away.
class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    struct Words
    {
        std::function<QString(const QString &)> country;
        std::function<QString(const QString &)> framework;
        std::function<QString(domain::EntityKind)> kind;
    };
    explicit FilterBar(Words words, QWidget *parent = nullptr);
    void setFilter(const FilterState &filter);
    const FilterState &filter() const { return m_filter; }

signals:
    void changed(const views::FilterState &filter);

private:
    void addChip(const QString &name, const QString &text, const FilterState &without);

    Words m_words;
    FilterState m_filter;
    QHBoxLayout *m_row;
};

} // namespace views
