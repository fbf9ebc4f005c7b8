// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/questions.h"

#include "rules/evaluator.h"
#include "rules/missingfacts.h"
#include "rules/questionranking.h"
#include "rules/resultblock.h"

#include <algorithm>
#include <map>
#include <set>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;

namespace rules {
namespace {

/// The truths of a condition's leaves in one row.
class LeafTruths
{
public:
    explicit LeafTruths(const QList<const Condition *> &leaves)
    {
        for (qsizetype i = 0; i < leaves.size(); ++i)
            m_columns.insert(leaves.at(i), static_cast<int>(i));
    }
    void read(const store::Statement &row, int first) { m_row = &row, m_first = first; }

    /// The truth of a node, and the leaves by which it is open: nothing below a node that is decided.
    std::optional<bool> open(const Condition &c, QList<const Condition *> &leaves) const
    {
        switch (c.type) {
        case Condition::Type::Const:
            return c.value;
        case Condition::Type::Not: {
            const auto inner = open(c.children.constFirst(), leaves);
            return inner ? std::optional(!*inner) : std::nullopt;
        }
        case Condition::Type::All:
        case Condition::Type::Any:
            break;
        default: {
            const auto column = m_columns.constFind(&c);
            if (column != m_columns.constEnd() && !m_row->isNull(m_first + *column))
                return m_row->integer(m_first + *column) != 0;
            leaves.append(&c);
            return std::nullopt;
        }
        }
        const bool decides = c.type == Condition::Type::Any;
        const qsizetype before = leaves.size();
        bool unknown = false;
        for (const Condition &child : c.children) {
            const auto truth = open(child, leaves);
            if (truth == std::optional(decides)) {
                leaves.resize(before);
                return decides;
            }
            unknown = unknown || !truth;
        }
        return unknown ? std::nullopt : std::optional(!decides);
    }

private:
    QHash<const Condition *, int> m_columns;
    const store::Statement *m_row = nullptr;
    int m_first = 0;
};

class Finder
{
public:
    Finder(QSqlDatabase &db, const domain::Catalogue &catalogue, const QuestionRequest &request, const RunSummary &run, domain::JobContext &job)
        : m_db(db), m_catalogue(catalogue), m_request(request), m_run(run), m_job(job), m_session(db, catalogue, run.asOf),
          m_missing(m_session, catalogue, run.asOf)
    {
    }
    ~Finder()
    {
        for (int level = 0; level < m_tables; ++level)
            (void)m_session.run(Sql(u"DROP TABLE IF EXISTS temp."_s + table(level)));
    }
    Finder(const Finder &) = delete;
    Finder &operator=(const Finder &) = delete;

    Result<QuestionList> find(const QList<Pack> &packs)
    {
        if (auto r = m_session.open(); !r)
            return r.error();
        if (auto r = m_missing.open(); !r)
            return r.error();
        QHash<QString, std::pair<const Pack *, const Rule *>> known;
        for (const Pack &pack : packs) {
            for (const Rule &rule : pack.rules) {
                // Switched off since the run: it counts nothing, so that it asks nothing.
                if (!rule.off)
                    known.insert(rule.id, {&pack, &rule});
            }
        }
        QList<std::pair<const Pack *, const Rule *>> asked;
        for (const RuleResult &result : m_run.rules) {
            const bool wanted = m_request.frameworks.isEmpty() || m_request.frameworks.contains(result.framework);
            if (wanted && result.counts.at(static_cast<std::size_t>(Status::Unknown)) > 0 && known.contains(result.rule))
                asked.append(known.value(result.rule));
        }
        for (qsizetype i = 0; i < asked.size(); ++i) {
            const auto [pack, rule] = asked.at(i);
            if (m_job.isCancelled())
                return Error{ErrorCode::Cancelled, {}, {}};
            if (auto r = ofRule(*pack, *rule); !r)
                return m_job.isCancelled() ? Error{ErrorCode::Cancelled, {}, {}} : Error{r.error().code, r.error().detail, u"rule "_s + rule->id};
            if (!m_missing.error().isEmpty())
                return Error{ErrorCode::DatabaseError, m_missing.error(), u"rule "_s + rule->id};
            m_job.progress(i + 1, asked.size(), rule->id);
        }
        QuestionList list = m_ranking.ranked(m_rules, m_request.mostHolders);
        list.leftOff = m_leftOff;
        list.cut = m_cut;
        if (auto r = nameHolders(list); !r)
            return r.error();
        return list;
    }

private:
    using Facts = QuestionRanking::Facts;
    using Lists = std::set<const QList<MissingFact> *>;

    static QString table(int level) { return u"bw_asked_%1"_s.arg(level); }

    /// Puts the things into the table of a level.
    Result<void> fill(int level, const std::set<qint64> &ids)
    {
        for (; m_tables <= level; ++m_tables) {
            (void)m_session.run(Sql(u"DROP TABLE IF EXISTS temp."_s + table(m_tables)));
            if (auto made = m_session.run(Sql(SqliteDialect::createTemp(table(m_tables), u"id INTEGER PRIMARY KEY"_s))); !made)
                return made.error();
        }
        if (auto cleared = m_session.run(Sql(u"DELETE FROM "_s + table(level))); !cleared)
            return cleared.error();
        auto insert = m_session.statement(Sql(u"INSERT INTO "_s + table(level) + u" VALUES (?)"_s));
        if (!insert)
            return insert.error();
        for (const qint64 id : ids) {
            insert->bind(1, id);
            if (!insert->run())
                return Error{ErrorCode::DatabaseError, insert->error(), {}};
        }
        return {};
    }

    void add(std::size_t result, const MissingFact &fact)
    {
        if (fact.all) {
            m_lists[result].insert(fact.all);
            return;
        }
        Facts &facts = m_facts[result];
        const std::pair<int, qint64> one{m_ranking.group(fact.kind, fact.attr), fact.holder};
        if (!facts.empty() && facts.back() == one)
            return;
        if (m_factCount < m_request.mostFacts) {
            facts.push_back(one);
            ++m_factCount;
        } else {
            m_cutResults.insert(result);
        }
    }

    /// The number under which the ranking keeps what these lists name together.
    int kept(const Lists &lists)
    {
        const auto known = m_keptLists.find(lists);
        if (known != m_keptLists.end())
            return known->second;
        Facts facts;
        for (const QList<MissingFact> *list : lists) {
            for (const MissingFact &fact : *list)
                facts.emplace_back(m_ranking.group(fact.kind, fact.attr), fact.holder);
        }
        return m_keptLists.emplace(lists, m_ranking.keep(std::move(facts))).first->second;
    }

    Result<void> ofRule(const Pack &pack, const Rule &rule)
    {
        const auto results = readResults(m_db, m_run.run, rule.id, rule.entity);
        if (!results)
            return results.error();
        std::set<qint64> ids;
        for (const EntityStatus &one : *results) {
            if (one.status != Status::Unknown)
                continue;
            if (m_looked >= m_request.mostResults) {
                ++m_leftOff;
                continue;
            }
            ++m_looked;
            ids.insert(ids.end(), one.entity.value);
        }
        if (ids.empty())
            return {};
        if (auto r = fill(0, ids); !r)
            return r;
        if (!m_request.within.isEmpty()) {
            auto kept = m_session.run(Sql(u"DELETE FROM %1 WHERE id NOT IN (SELECT e.id FROM entity e WHERE %2)"_s.arg(table(0), m_request.within)));
            if (!kept)
                return kept.error();
        }
        m_rule = &rule;
        m_parameters = parameterValues(pack, m_request.parameters);
        m_ids.clear();
        m_facts.clear();
        m_lists.clear();
        m_cutResults.clear();
        m_factCount = 0;
        const CompiledRule compiled = Compiler(m_catalogue, m_run.asOf, m_parameters).compileLeaves(rule.entity, {}, {&rule.appliesIf, &rule.gapIf}, table(0));
        if (auto r = m_session.prepare(compiled); !r)
            return r;
        std::map<const Condition *, std::set<QList<qint64>>> relations;
        {
            auto rows = m_session.statement(compiled.statement);
            if (!rows)
                return rows.error();
            LeafTruths truths(compiled.leaves);
            QList<const Condition *> open;
            while (rows->next()) {
                truths.read(*rows, 1);
                open.clear();
                const auto applies = truths.open(rule.appliesIf, open);
                if (applies == std::optional(false))
                    continue;
                const auto gap = truths.open(rule.gapIf, open);
                if (applies && gap)
                    continue; // decided by what was said since the run
                const qint64 id = rows->integer(0);
                m_ids.push_back(id);
                m_facts.emplace_back();
                const std::size_t result = m_facts.size() - 1;
                const AskedOf of{{rule.entity, id}};
                for (const Condition *leaf : std::as_const(open)) {
                    if (!leaf->isRelation())
                        m_missing.ofLeaf(*leaf, of, [&](const MissingFact &fact) { add(result, fact); });
                    if (!leaf->relation.isEmpty())
                        relations[leaf].insert({id});
                }
            }
            if (!rows->ok())
                return Error{ErrorCode::DatabaseError, rows->error(), rule.id};
        }
        for (const auto &[leaf, stacks] : relations) {
            if (auto r = ofRelation({leaf}, stacks); !r)
                return r;
        }
        const int number = static_cast<int>(m_rules.size());
        m_rules.append(rule.id);
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            const auto lists = m_lists.find(i);
            m_ranking.add(number, m_facts[i], lists == m_lists.end() ? -1 : kept(lists->second));
        }
        m_cut += static_cast<qint64>(m_cutResults.size());
        return {};
    }

    /// The kind of the innermost thing before the last relation of a chain.
    EntityKind kindBefore(const QList<const Condition *> &chain) const
    {
        return chain.size() < 2 ? m_rule->entity : chain.at(chain.size() - 2)->relation.constLast().kind;
    }

    /// What is missing below a relation, for the things (the judged one first) of which it is unknown.
    Result<void> ofRelation(const QList<const Condition *> &chain, const std::set<QList<qint64>> &stacks)
    {
        const Condition &relation = *chain.constLast();
        std::set<qint64> ids;
        for (const QList<qint64> &stack : stacks) {
            ids.insert(stack.constFirst());
            const std::size_t result = resultOf(stack.constFirst());
            m_missing.ofStep(relation, 0, kindBefore(chain), stack.constLast(), [&](const MissingFact &fact) { add(result, fact); });
        }
        if (!relation.where() && relation.relation.size() < 2)
            return {};
        const int level = static_cast<int>(chain.size());
        if (auto r = fill(level, ids); !r)
            return r;
        QList<const Condition *> conditions;
        if (relation.where())
            conditions.append(relation.where());
        const CompiledRule compiled = Compiler(m_catalogue, m_run.asOf, m_parameters).compileLeaves(m_rule->entity, chain, conditions, table(level));
        if (auto r = m_session.prepare(compiled); !r)
            return r;
        std::map<const Condition *, std::set<QList<qint64>>> deeper;
        {
            auto rows = m_session.statement(compiled.statement);
            if (!rows)
                return rows.error();
            int columns = 1;
            for (const Condition *one : chain)
                columns += static_cast<int>(one->relation.size());
            LeafTruths truths(compiled.leaves);
            QList<const Condition *> open;
            while (rows->next()) {
                QList<qint64> stack = {rows->integer(0)};
                AskedOf of{{m_rule->entity, rows->integer(0)}};
                int column = 1;
                for (const Condition *one : chain) {
                    column += static_cast<int>(one->relation.size());
                    stack.append(rows->integer(column - 1));
                    of.append({one->relation.constLast().kind, rows->integer(column - 1)});
                }
                const QList<qint64> outer = stack.mid(0, stack.size() - 1);
                if (!stacks.contains(outer))
                    continue;
                const std::size_t result = resultOf(stack.constFirst());
                // On the way: is all recorded that a step in between leads to?
                const int first = columns - static_cast<int>(relation.relation.size());
                for (int step = 1; step < relation.relation.size(); ++step) {
                    if (const qint64 from = rows->integer(first + step - 1); from != 0)
                        m_missing.ofStep(relation, step, relation.relation.at(step - 1).kind, from, [&](const MissingFact &fact) { add(result, fact); });
                }
                if (stack.constLast() == 0 || !relation.where())
                    continue;
                truths.read(*rows, columns);
                open.clear();
                if (truths.open(*relation.where(), open))
                    continue;
                for (const Condition *leaf : std::as_const(open)) {
                    if (!leaf->isRelation())
                        m_missing.ofLeaf(*leaf, of, [&](const MissingFact &fact) { add(result, fact); });
                    if (!leaf->relation.isEmpty())
                        deeper[leaf].insert(stack);
                }
            }
            if (!rows->ok())
                return Error{ErrorCode::DatabaseError, rows->error(), m_rule->id};
        }
        for (const auto &[leaf, below] : deeper) {
            if (auto r = ofRelation(chain + QList<const Condition *>{leaf}, below); !r)
                return r;
        }
        return {};
    }

    std::size_t resultOf(qint64 id) const
    {
        return static_cast<std::size_t>(std::lower_bound(m_ids.begin(), m_ids.end(), id) - m_ids.begin());
    }

    Result<void> nameHolders(QuestionList &list)
    {
        auto row = m_session.statement(Sql(u"SELECT key, name FROM entity WHERE id = ?"_s));
        if (!row)
            return row.error();
        for (Question &question : list.questions) {
            for (QuestionHolder &holder : question.holders) {
                row->bind(1, holder.entity);
                if (row->next()) {
                    holder.key = row->text(0);
                    holder.name = row->text(1);
                }
                row->reset();
            }
        }
        return {};
    }

    QSqlDatabase &m_db;
    const domain::Catalogue &m_catalogue;
    const QuestionRequest &m_request;
    const RunSummary &m_run;
    domain::JobContext &m_job;
    Session m_session;
    MissingFacts m_missing;
    QuestionRanking m_ranking;
    int m_tables = 0;
    qint64 m_looked = 0, m_leftOff = 0, m_cut = 0;
    QStringList m_rules;
    const Rule *m_rule = nullptr;
    QHash<QString, double> m_parameters;
    std::vector<qint64> m_ids;   ///< of the rule's unknown results, sorted
    std::vector<Facts> m_facts;  ///< of the same
    std::map<std::size_t, Lists> m_lists; ///< of the same, where it rests on lists that others rest on too
    std::map<Lists, int> m_keptLists;
    std::set<std::size_t> m_cutResults; ///< of the same
    qint64 m_factCount = 0;      ///< of the rule
};

} // namespace

Result<QuestionList> findQuestions(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs, const QuestionRequest &request,
                                   domain::JobContext &job)
{
    const Result<RunSummary> run = lastRun(db);
    if (!run)
        return run.error();
    return Finder(db, catalogue, request, *run, job).find(packs);
}

} // namespace rules
