// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/requirementlists.h"
#include "gui/guibackend.h"

// What counsel says of the rules, and what contradicts itself.
#include "core/answerfile.h"
#include "core/withstore.h"
#include "gui/translate.h"
#include "rules/xray.h"
#include "store/connectionscope.h"
#include "store/pages/scopequeries.h"
#include "store/rulereview.h"

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr qsizetype ContradictionsListed = 500; ///< of each check; the rest is counted

} // namespace

Result<WorkspaceInfo> GuiBackend::reviewRules(const QString &path, const QStringList &rules, const Review &review)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        QList<store::RuleVersion> versions;
        for (const QString &id : rules) {
            if (const rules::Rule *rule = m_services.rule(id).second)
                versions.append({rule->id, rule->hash});
        }
        const auto done = store::recordReview(values, versions, review, toDay(m_clock.today()), {}, m_clock.now());
        return done ? infoOf(values, path) : Result<WorkspaceInfo>(done.error());
    });
}

Result<WorkspaceInfo> GuiBackend::attest(const QString &path, const Attestation &said)
{
    const Result<QString> evidence = evidenceOf(said.evidenceFile, said.note);
    if (!evidence)
        return evidence.error();
    const Result<rules::RequirementList> list = listNamed(said.list, m_services);
    if (!list)
        return list.error();
    qint64 legalEntity = 0;
    if (!said.legalEntity.isEmpty()) {
        const Result<qint64> of = withDatabase<qint64>(m_services, path, store::Access::Read, [&](QSqlDatabase &db, store::AttributeStore &values) {
            return said.clears ? legalEntityNamed(said.legalEntity, values) : concernedEntityNamed(said.legalEntity, *list, m_services, db, values, toDay(m_clock.today()));
        });
        if (!of)
            return of.error();
        legalEntity = *of;
    }
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        QList<RequirementAnswer> answers;
        QList<store::RequirementPlace> places;
        for (const QString &number : said.requirements) {
            if (const Result<void> may = answerable(*list, number); !may)
                return may.error();
            places.append({said.list, number, legalEntity});
            answers.append({said.list, number, said.state, said.who, toDay(said.on), said.why, *evidence, said.reviewOn.isValid() ? std::optional(toDay(said.reviewOn)) : std::nullopt, legalEntity});
        }
        const auto done = said.clears ? store::withdrawRequirementAnswers(values, places, {}, m_clock.now())
                                      : store::answerRequirements(values, answers, toDay(m_clock.today()), said.who, m_clock.now());
        return done ? infoOf(values, path) : Result<WorkspaceInfo>(done.error());
    });
}

Result<rules::XrayReport> GuiBackend::contradictions(const QString &path, const FilterState &filter)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    QuietJob job;
    return rules::xray(scope.db(), m_services.catalogue, m_services.packs(), {judgedOn(values), ContradictionsListed, store::scopeOf(values, PageFilterOf(filter.about()).value), filter.severity}, job);
}

Result<WorkspaceInfo> GuiBackend::setAside(const QString &path, const QList<rules::Contradiction> &what, const QString &reason)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        QList<store::Aside> asides;
        for (const rules::Contradiction &c : what)
            asides.append({c.check, c.subject, c.facts, c.sentence, reason, {}, {}});
        const auto done = store::setAside(values, asides, {}, m_clock.now());
        return done ? infoOf(values, path) : Result<WorkspaceInfo>(done.error());
    });
}

Result<WorkspaceInfo> GuiBackend::takeUp(const QString &path, const QString &check, const QString &subject)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        const auto done = store::takeUp(values, check, subject, {}, m_clock.now());
        return done ? infoOf(values, path) : Result<WorkspaceInfo>(done.error());
    });
}

} // namespace app
