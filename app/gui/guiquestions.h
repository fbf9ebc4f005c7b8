// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services.h"
#include "pages/questionsbackend.h"

namespace app {

/// The page of questions' door to rules and store. Each call opens a connection of its own, so any thread may call. `services` and
/// `clock` must outlive it.
class GuiQuestions final : public views::QuestionsBackend
{
public:
    GuiQuestions(const Services &services, const domain::Clock &clock) : m_services(services), m_clock(clock) {}

    domain::Result<views::DecidedData> decided(const QString &path, const views::FilterState &, domain::JobContext &) override;
    domain::Result<views::QuestionsData> questions(const QString &path, const views::FilterState &, domain::JobContext &) override;
    domain::Result<void> answer(const QString &path, const views::AnswerRequest &) override;
    domain::Result<views::TeamsData> teams(const QString &path) override;
    domain::Result<void> askTeam(const QString &path, const views::AskRequest &, domain::JobContext &) override;
    domain::Result<void> remind(const QString &path, const views::RemindRequest &) override;
    domain::Result<void> review(const QString &path, const views::ReviewDecision &) override;

private:
    const Services &m_services;
    const domain::Clock &m_clock;
};

} // namespace app
