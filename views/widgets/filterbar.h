// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/filterstate.h"

#include <QWidget>

#include <functional>


namespace views {

class FlowLayout;

/// The filter chips, in as many lines as they need: there only while a filter is, or while pages led to this one. A chip is a button
/// that takes its part of the filter away.
class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    struct Words
    {
        std::function<QString(const QString &)> country;
        std::function<QString(const QString &)> framework;
        std::function<QString(domain::EntityKind)> kind;
        std::function<QString(std::optional<domain::EntityKind>, const QString &)> attribute;
        std::function<QString(domain::EntityKind, const QString &key)> entity;
    };
    explicit FilterBar(Words words, QWidget *parent = nullptr);
    void setFilter(const FilterState &filter);
    /// Titles of the pages that led here, the first door first; shown before the chips.
    void setTrail(const QStringList &titles);
    const FilterState &filter() const { return m_filter; }
    const QList<FilterChip> &chips() const { return m_chips; }

signals:
    void changed(const views::FilterState &filter);
    void stepWanted(int step);

private:
    QList<FilterChip> chipsOf(const FilterState &filter) const;
    void addChip(const FilterChip &chip);

    Words m_words;
    FilterState m_filter;
    QStringList m_trail;
    QList<FilterChip> m_chips;
    FlowLayout *m_row;
};

} // namespace views
