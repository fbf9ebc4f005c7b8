// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services.h"
#include "pages/assessments.h"

namespace app {

/// The page of assessments' door to calculator and store. Each call opens a connection of its own, so any thread may call. `services` and
/// `clock` must outlive it.
class GuiAssessments final : public views::AssessmentsBackend
{
public:
    GuiAssessments(const Services &services, const domain::Clock &clock) : m_services(services), m_clock(clock) {}

    domain::Result<views::AssessableList> assessable(const QString &path, const views::FilterState &filter, const QString &find) override;
    domain::Result<views::AssessmentData> assessment(const QString &path, const QList<qint64> &entities, const QString &weights) override;
    domain::Result<void> answer(const QString &path, const views::CriterionWish &) override;
    domain::Result<void> keepWeights(const QString &path, const QList<int> &parts) override;
    domain::Result<void> keepTender(const QString &path, const views::TenderWish &) override;

    domain::Result<views::SystemScores> systemScores(const QString &path, const views::FilterState &filter) override;
    domain::Result<views::SystemDetail> systemDetail(const QString &path, qint64 system) override;
    domain::Result<views::ConcentrationData> concentration(const QString &path, const views::FilterState &filter) override;

private:
    const Services &m_services;
    const domain::Clock &m_clock;
};

} // namespace app
