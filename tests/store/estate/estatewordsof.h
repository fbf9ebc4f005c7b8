// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/estate/estate.h"

#include <QStringList>

namespace tst_estate {

/// What was counted as sorted words, so that two ways of counting can be compared and a difference can be read.
QString wordsOf(const store::PageFilter &f);
QStringList wordsOf(const store::PlaceCounts &c);
QStringList wordsOf(const store::WeightedPlaces &w);
QStringList wordsOf(const QList<store::PlaceFlowCount> &flows);
QStringList wordsOf(const QList<store::FlowCount> &flows);
QStringList wordsOf(const QList<store::FindingCount> &counts);
QStringList wordsOf(const QList<store::IssueLine> &lines);
QStringList wordsOf(const QList<store::Counted> &counts);
QStringList wordsOf(const QList<store::DatedEntity> &days);
QString wordsOf(const store::ShareCount &share);
QStringList wordsOf(const store::AccessCounts &c);
QStringList wordsOf(const QList<store::Exposure> &exposures);
QStringList wordsOf(const store::ResidencyCounts &c);

} // namespace tst_estate
