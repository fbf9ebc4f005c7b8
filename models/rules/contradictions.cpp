// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/contradictions.h"

#include "domain/agreement.h"
#include "domain/entitykind.h"
#include "domain/requirement.h"
#include "rules/resultblock.h"
#include "store/statement.h"

#include <QHash>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;
using store::Statement;

namespace rules {
namespace {

/// A thing and what one tool says of it under one rule.
struct Said
{
    qint64 rule = 0;
    qint64 entity = 0;
    domain::ToolVerdict verdict;
};

class Comparison
{
public:
    Comparison(QSqlDatabase &db, qint64 run, const QList<JudgedRule> &judged, bool whole)
        : m_db(db), m_handle(store::nativeHandle(db)), m_run(run), m_judged(judged), m_whole(whole)
    {
    }

    Result<void> write()
    {
        const bool any = isThere("SELECT EXISTS (SELECT 1 FROM e_tool_finding)");
        if (!any && !isThere("SELECT EXISTS (SELECT 1 FROM contradiction)"))
            return failure();
        std::vector<Said> said;
        if (any) {
            exec("CREATE TEMP TABLE IF NOT EXISTS bw_speaks (finding INTEGER NOT NULL, rule INTEGER NOT NULL, PRIMARY KEY (finding, rule)) WITHOUT ROWID");
            exec("CREATE TEMP TABLE IF NOT EXISTS bw_names (finding INTEGER NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (finding, entity)) WITHOUT ROWID");
            clear();
            findSpeaking();
            findNamed();
            said = gather();
            // Not dropped: statements of the run may still be open, and with one a table can't be.
            clear();
        }
        auto at = said.cbegin();
        QList<JudgedRule> rules = m_judged;
        std::sort(rules.begin(), rules.end(), [](const JudgedRule &a, const JudgedRule &b) { return a.id < b.id; });
        for (const JudgedRule &rule : std::as_const(rules)) {
            const auto from = at;
            while (at != said.cend() && at->rule == rule.id)
                ++at;
            if (auto r = settle(rule, from, at); !r)
                return r;
        }
        return failure();
    }

private:
    Statement statement(const QByteArray &sql)
    {
        Statement s(m_handle, sql);
        if (!s.isValid() && m_error.isEmpty())
            m_error = s.error();
        return s;
    }
    void exec(const QByteArray &sql)
    {
        Statement s = statement(sql);
        if (s.isValid() && !s.run() && m_error.isEmpty())
            m_error = s.error();
    }
    void clear()
    {
        exec("DELETE FROM bw_speaks");
        exec("DELETE FROM bw_names");
    }
    void check(const Statement &s)
    {
        if (!s.ok() && m_error.isEmpty())
            m_error = s.error();
    }
    bool isThere(const QByteArray &sql)
    {
        Statement s = statement(sql);
        return s.isValid() && s.next() && s.integer(0) != 0;
    }
    Result<void> failure() const { return m_error.isEmpty() ? Result<void>() : Error{ErrorCode::DatabaseError, m_error, {}}; }

    /// The rules of which a tool's requirement names the same place; of a framework as a whole nothing can be said.
    const QList<qint64> &rulesOf(const QString &requirement)
    {
        const auto known = m_rulesOf.constFind(requirement);
        if (known != m_rulesOf.cend())
            return *known;
        QList<qint64> ids;
        const domain::RequirementName name = domain::RequirementName::fromText(requirement);
        for (const JudgedRule &rule : m_judged) {
            if (rule.framework == name.framework && domain::sameRequirement(rule.rule->clause, name.id) == domain::SameRequirement::Article)
                ids.append(rule.id);
        }
        return *m_rulesOf.insert(requirement, ids);
    }

    void findSpeaking()
    {
        Statement requirements = statement("SELECT t.id, i.value FROM e_tool_finding t CROSS JOIN entity e ON e.id=t.id CROSS JOIN list_item i ON "
                                           "i.entity=t.id AND i.attr='requirements' WHERE e.vanished=0 AND e.retired_on IS NULL");
        Statement add = statement("INSERT OR IGNORE INTO bw_speaks VALUES (?,?)");
        while (m_error.isEmpty() && requirements.next()) {
            for (const qint64 rule : rulesOf(requirements.text(1)))
                add.bind(1, requirements.integer(0)).bind(2, rule).run();
        }
        check(requirements);
    }

    /// By their keys and by any name that they are known by, as store::toolFindingsOf() finds them.
    void findNamed()
    {
        QByteArrayList kinds;
        for (const JudgedRule &rule : m_judged) {
            const QByteArray kind = QByteArray::number(static_cast<int>(rule.rule->entity));
            if (!kinds.contains(kind))
                kinds.append(kind);
        }
        const QByteArray names = "(SELECT t.id AS finding, t.resource AS n FROM (SELECT DISTINCT finding FROM bw_speaks) s CROSS JOIN e_tool_finding t ON "
                                 "t.id=s.finding WHERE t.resource IS NOT NULL UNION SELECT i.entity, i.value FROM (SELECT DISTINCT finding FROM "
                                 "bw_speaks) s CROSS JOIN list_item i ON i.entity=s.finding AND i.attr='further_resources') w";
        exec("INSERT OR IGNORE INTO bw_names SELECT w.finding, e.id FROM " + names + " CROSS JOIN entity e ON e.kind IN (" + kinds.join(',') + ") AND e.key=w.n");
        exec("INSERT OR IGNORE INTO bw_names SELECT w.finding, a.entity FROM " + names + " CROSS JOIN alias a ON a.value=w.n");
    }

    std::vector<Said> gather()
    {
        std::vector<Said> said;
        Statement rows = statement("SELECT s.rule, n.entity, coalesce(t.tool,''), coalesce(t.outcome,''), coalesce(t.muted,0) FROM bw_speaks s CROSS JOIN "
                                   "bw_names n ON n.finding=s.finding CROSS JOIN e_tool_finding t ON t.id=s.finding ORDER BY 1,2,3");
        QString tool;
        while (m_error.isEmpty() && rows.next()) {
            const QString of = rows.text(2);
            if (said.empty() || said.back().rule != rows.integer(0) || said.back().entity != rows.integer(1) || tool != of)
                said.push_back({rows.integer(0), rows.integer(1), {}});
            tool = of;
            said.back().verdict.add(rows.text(3), rows.integer(4) != 0);
        }
        check(rows);
        return said;
    }

    Result<void> settle(const JudgedRule &rule, std::vector<Said>::const_iterator from, std::vector<Said>::const_iterator to)
    {
        if (m_whole) {
            Statement drop = statement("DELETE FROM contradiction WHERE rule=?");
            if (drop.isValid())
                drop.bind(1, rule.id).run();
        }
        if (m_whole && from == to)
            return failure();
        const auto results = readResults(m_db, m_run, rule.rule->id, rule.rule->entity);
        if (!results)
            return results.error();
        Statement drop = statement("DELETE FROM contradiction WHERE rule=? AND entity=?");
        Statement add = statement("INSERT OR IGNORE INTO contradiction VALUES (?,?,?)");
        for (const EntityStatus &own : *results) {
            const qint64 entity = own.entity.value;
            if (!m_error.isEmpty())
                break;
            if (!m_whole)
                drop.bind(1, rule.id).bind(2, entity).run();
            while (from != to && from->entity < entity)
                ++from;
            for (; from != to && from->entity == entity; ++from) {
                if (domain::agreementOf(from->verdict.word(), own.status) == domain::Agreement::Contradicts)
                    add.bind(1, rule.id).bind(2, entity).bind(3, static_cast<qint64>(own.status)).run();
            }
        }
        return failure();
    }

    QSqlDatabase &m_db;
    sqlite3 *m_handle;
    qint64 m_run;
    const QList<JudgedRule> &m_judged;
    bool m_whole;
    QHash<QString, QList<qint64>> m_rulesOf;
    QString m_error;
};

} // namespace

Result<void> writeContradictions(QSqlDatabase &db, qint64 run, const QList<JudgedRule> &judged, bool whole)
{
    return Comparison(db, run, judged, whole).write();
}

} // namespace rules
