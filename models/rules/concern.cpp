// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/concern.h"

#include "rules/rulereader.h"

using namespace Qt::StringLiterals;
using domain::Result;
using domain::Status;

namespace rules {

namespace {

/// Asks of legal entities, without rules of a run.
class EntityReader
{
public:
    EntityReader(QSqlDatabase &db, const domain::Catalogue &catalogue, const Days &days)
        : m_request(requestOf(days)), m_reader(db, catalogue, m_request, days)
    {
    }

    Result<const QList<qint64> *> open()
    {
        if (const Result<void> opened = m_reader.open(); !opened)
            return opened.error();
        return m_reader.judged(domain::EntityKind::LegalEntity);
    }
    RuleReader &reader() { return m_reader; }

private:
    static RunRequest requestOf(const Days &days)
    {
        RunRequest request;
        request.asOf = days.of(Turn::Law);
        return request;
    }

    RunRequest m_request;
    RuleReader m_reader;
};

} // namespace

Result<QList<Concern>> concernedEntities(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs, const Days &days)
{
    EntityReader entities(db, catalogue, days);
    const Result<const QList<qint64> *> judged = entities.open();
    if (!judged)
        return judged.error();
    QList<Concern> out;
    for (const Pack &pack : packs) {
        if (!pack.concerns)
            continue;
        // Asked as a rule is: what would be its gap is that the framework concerns the entity. That it does not depend on the day: a framework
        // that applies tomorrow concerns people today, and one of its rules may rest on an older law.
        Pack asked;
        asked.id = pack.id;
        asked.parameters = pack.parameters;
        Rule rule;
        rule.id = pack.id;
        rule.entity = domain::EntityKind::LegalEntity;
        rule.gapIf = *pack.concerns;
        const Result<RuleOutcome> outcome = entities.reader().ask(asked, rule);
        if (!outcome)
            return outcome.error();
        Concern concern{pack.id, {}, {}, !(*judged)->isEmpty()};
        for (qsizetype i = 0; i < outcome->statuses.size(); ++i) {
            const auto status = static_cast<Status>(outcome->statuses.at(i));
            if (status == Status::Gap || status == Status::Accepted)
                concern.entities.append((*judged)->at(i));
            else if (status == Status::Unknown)
                concern.perhaps.append((*judged)->at(i));
        }
        out.append(concern);
    }
    return out;
}

Result<QList<qint64>> liveEntities(QSqlDatabase &db, const domain::Catalogue &catalogue, const Days &days)
{
    EntityReader entities(db, catalogue, days);
    const Result<const QList<qint64> *> judged = entities.open();
    return judged ? Result<QList<qint64>>(**judged) : judged.error();
}

Result<QSet<QString>> unconcerned(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs, const Days &days,
                                  const QStringList &frameworks)
{
    QSet<QString> nobody;
    QList<Pack> asked;
    for (const Pack &pack : packs) {
        if (pack.concerns && (frameworks.isEmpty() || frameworks.contains(pack.id)))
            asked.append(pack);
    }
    if (asked.isEmpty())
        return nobody;
    const auto concerns = concernedEntities(db, catalogue, asked, days);
    if (!concerns)
        return concerns.error();
    for (const Concern &concern : *concerns) {
        if (concern.isNobody())
            nobody.insert(concern.framework);
    }
    return nobody;
}

} // namespace rules
