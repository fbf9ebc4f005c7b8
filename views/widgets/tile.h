// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/palette.h"

#include <QAbstractButton>
#include <QList>

namespace views {

/// A number that leads to what it counts: caption, number, note. A button for mouse, keyboard and screen reader. GUI thread.
class Tile final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit Tile(QWidget *parent = nullptr);
    void setContent(const QString &caption, const QString &number, const QString &note, const QString &tip, figures::Tone tone);
    /// What the pages show now is what this tile asked for.
    void setActive(bool active);
    /// Values over the runs, oldest first, drawn as a line without axes; fewer than two draw nothing.
    void setTrend(const QList<double> &values);
    /// How many lines the note needs in a tile of this width, and how many all tiles of the row have.
    int noteLines(int width) const;
    void setNoteLines(int lines);
    /// What it is not narrowed by, as a last line of its own; and whether all tiles of the row keep the place of such a line.
    void setLimit(const QString &limit);
    const QString &limit() const { return m_limit; }
    void setLimitLine(bool kept);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;
    bool event(QEvent *) override;

private:
    QString m_caption, m_number, m_note, m_limit;
    QList<double> m_trend;
    bool m_active = false;
    bool m_limitLine = false;
    int m_lines = 1;
    figures::Tone m_tone = figures::Tone::Ink;
};

} // namespace views
