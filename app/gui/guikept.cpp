// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages count whatever the filter: once, until somebody writes.
#include "gui/guikept.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {

Result<std::shared_ptr<const ScoresOfAll>> GuiBackend::scoresOfAll(const std::shared_ptr<const store::Estate> &estate, QSqlDatabase &db, store::AttributeStore &values) const
{
    const Day asOf = judgedOn(values);
    return m_kept->scores.of(estate, asOf, [&] { return ScoresOfAll::of(*estate, db, values, m_services.pack(u"ai-sov"_s), asOf); });
}

Result<std::shared_ptr<const AiJudged>> GuiBackend::aiJudged(const std::shared_ptr<const store::Estate> &estate, QSqlDatabase &db, store::AttributeStore &values) const
{
    const Day asOf = judgedOn(values);
    return m_kept->ai.of(estate, asOf, [&]() -> Result<AiJudged> {
        AiJudged out;
        QuietJob job;
        const Result<rules::AiActReview> review = rules::reviewAiAct(db, values, m_services.packs(), asOf, job);
        if (!review)
            return review.error();
        for (const rules::AiUseReview &use : review->uses)
            out.uses.insert(use.id, use);
        const Result<QHash<qint64, rules::ProviderReach>> reach = rules::providerReach(db, m_services.catalogue, asOf);
        if (!reach)
            return reach.error();
        out.reach = *reach;
        return out;
    });
}

Result<std::shared_ptr<const CertificateFacts>> GuiBackend::certificateFacts(const std::shared_ptr<const store::Estate> &estate, QSqlDatabase &db, store::AttributeStore &values) const
{
    const Day asOf = judgedOn(values);
    return m_kept->certificates.of(estate, asOf, [&]() -> Result<CertificateFacts> {
        CertificateFacts out{store::certificateLines(values), store::offeredServices(values), {}};
        rules::RunRequest request;
        request.asOf = asOf;
        rules::RuleReader reader(db, m_services.catalogue, request);
        if (const Result<void> opened = reader.open(); !opened)
            return opened.error();
        const Result<QList<rules::CertifiedService>> found = reader.certifiedServices();
        if (!found)
            return found.error();
        out.covers = *found;
        return out;
    });
}

} // namespace app
