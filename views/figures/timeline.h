// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

#include <QDate>

namespace figures {

/// What comes on a day, in one lane of a timeline.
struct TimelineMark
{
    int lane = 0;
    QDate day;
    int count = 1;
    QString tip; ///< "2027-12-02, AI Act: 12 requirements start to apply"
};

struct TimelineData
{
    QDate from, until; ///< the ends of the axis
    QDate today;       ///< drawn as a line where it lies between the ends
    QStringList lanes; ///< names, from above; each is drawn that has a mark
    QList<TimelineMark> marks;
    QString todayWord, emptyText;
    QDate warn = {};           ///< a second line, where warnings end: "in 90 days"; none where it is not set
    QString warnWord = {};
};

/// A strip of days: a lane for each sort, a dot for each day with the size of what comes on it, months or years below. Dots that would
/// lie upon each other are one; its id is that of the first of its days. Days that are over, and those before the second line, have colours of
/// their own.
Figure layoutTimeline(const TimelineData &data, const QRectF &rect, const Style &style);

/// The id of a mark: the day as ISO date.
QString timelineId(QDate day);
QDate timelineDay(const QString &id);
/// How high a strip with so many lanes wants to be.
double timelineHeight(int lanes, const Style &style);

} // namespace figures
