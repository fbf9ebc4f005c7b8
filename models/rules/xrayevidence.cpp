// SPDX-License-Identifier: GPL-3.0-or-later
// Evidence: results that are met by somebody's word alone, and declarations whose time is over.
#include "rules/xrayfamily.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using namespace domain;

namespace rules {
namespace {

/// Values of one attribute of one kind that somebody typed.
struct Typed
{
    EntityKind kind = EntityKind::Workload;
    QString attr;
    QList<qint64> things;   ///< sorted
};

/// Ways to a value that a condition itself reads, not those of related things.
void addPaths(const Condition &c, QList<Path> &paths)
{
    if (!c.isLeaf()) {
        for (const Condition &child : c.children)
            addPaths(child, paths);
        return;
    }
    if (!c.path.isSelf() && c.path.up == 0)
        paths.append(c.path);
    for (qsizetype i = 0; i < c.lists.size(); ++i) {
        const Path &list = c.lists.at(i);
        if (!list.isSelf() && list.up == 0 && c.ways.value(i).isEmpty())
            paths.append(list);
    }
}

class EvidenceChecks final : public XrayFamily
{
public:
    EvidenceChecks()
        : XrayFamily(u"Evidence"_s,
                     {{u"answer-without-evidence"_s, Severity::Medium, u"Met on somebody's word alone"_s, u"typed_unproved"_s,
                       u"\u201c{attr1}\u201d of {b} was typed by hand without evidence, and {n|result that is met reads it|results that are met read it}."_s},
                      {u"answer-overdue"_s, Severity::Medium, u"Answers older than their review"_s, u"answer_overdue"_s,
                       u"\u201c{attr1}\u201d of {b} was to be reviewed by {a:day}[ ({c} answered)]: the answer counts no longer, and what it decided is unknown again."_s, true},
                      {u"declaration-lapsed"_s, Severity::Low, u"Declarations whose time is over"_s, u"declaration_lapsed"_s,
                       u"{a:kind}[: {d}] declared complete by {c}: the declaration counts no longer, and what is not recorded there is unknown again."_s, true}})
    {
    }

    Result<void> ask(const XrayCheck &check, XrayContext &context, const Found &found) override
    {
        if (check.id == u"answer-overdue"_s)
            return overdue(check, context, found);
        return check.id == u"declaration-lapsed"_s ? declarations(check, context, found) : typed(check, context, found);
    }

private:
    static Result<void> declarations(const XrayCheck &check, XrayContext &context, const Found &found)
    {
        return eachXrayRow(context, check.query, {}, [&](store::Statement &s) {
            XrayRow row;
            row.things = {{}, {}, {}};
            row.a = s.text(6);
            row.b = s.text(7);
            const auto kind = static_cast<EntityKind>(s.integer(6));
            const Attribute *attribute = context.catalogue.attribute(kind, row.b);
            row.c = (s.text(10).isEmpty() ? u"somebody"_s : s.text(10)) + u" until "_s + fromDay(static_cast<Day>(s.integer(9))).toString(Qt::ISODate);
            row.d = attribute ? attribute->label : QString();
            found(check, row);
        });
    }

    static QString howMany(const KindInfo &kind, qsizetype n) { return n == 1 ? u"one %1"_s.arg(kind.label) : u"%1 %2"_s.arg(n).arg(kind.labelPlural); }

    /// Answers of one attribute that were to be reviewed by the same day are one line.
    static Result<void> overdue(const XrayCheck &check, XrayContext &context, const Found &found)
    {
        EntityKind kind = EntityKind::Workload;
        XrayRow row;
        QStringList who;
        const auto tell = [&] {
            if (row.things.isEmpty())
                return;
            row.count = row.further.size();
            row.b = howMany(context.catalogue.kind(kind), row.count);
            row.c = who.join(u", "_s);
            found(check, row);
        };
        const Result<void> read = eachXrayRow(context, check.query, {}, [&](store::Statement &s) {
            const XrayRow::At at{s.integer(3), s.text(1)};
            if (row.things.isEmpty() || kind != static_cast<EntityKind>(s.integer(0)) || row.things.constFirst().attr != at.attr || row.a != s.text(2)) {
                tell();
                kind = static_cast<EntityKind>(s.integer(0));
                row = {{at, {}, {}}, s.text(2), {}, {}, {}, 1, {}};
                who.clear();
            }
            row.further.append(at);
            if (!s.text(4).isEmpty() && !who.contains(s.text(4)))
                who.append(s.text(4));
        });
        if (read)
            tell();
        return read;
    }

    /// Which of the things of `rule`'s kind read the typed values over the way `path`: the things themselves, or those that refer to them.
    static QList<qint64> readers(const Rule &rule, const Path &path, const Typed &typed, XrayContext &context)
    {
        if (path.steps.size() == 1)
            return rule.entity == typed.kind && path.steps.constFirst() == typed.attr ? typed.things : QList<qint64>();
        const Attribute *reference = path.steps.size() == 2 && path.steps.constLast() == typed.attr ? context.catalogue.attribute(rule.entity, path.steps.constFirst()) : nullptr;
        if (!reference || reference->type != ValueType::Ref || reference->refKind != typed.kind)
            return {};
        nlohmann::json ids = nlohmann::json::array();
        for (const qint64 id : typed.things)
            ids.push_back(id);
        store::Statement &s = context.values.statement("SELECT id FROM e_" + kindName(rule.entity).toUtf8() + " WHERE \"" + reference->name.toUtf8()
                                                       + "\" IN (SELECT value FROM json_each(?1)) ORDER BY id");
        s.bindUtf8(1, QByteArray::fromStdString(ids.dump()));
        QList<qint64> out;
        while (s.next())
            out.append(s.integer(0));
        s.reset();
        return out;
    }

    static qint64 resting(const Typed &typed, XrayContext &context, PassingResults &passing)
    {
        qint64 count = 0;
        for (const Pack &pack : context.packs) {
            for (const Rule &rule : pack.rules) {
                if (rule.off)
                    continue;
                QList<Path> paths;
                addPaths(rule.gapIf, paths);
                addPaths(rule.appliesIf, paths);
                std::set<qint64> reading; // sorted, as the results are
                for (const Path &path : std::as_const(paths)) {
                    for (const qint64 id : readers(rule, path, typed, context))
                        reading.insert(id);
                }
                if (reading.empty())
                    continue;
                const auto met = passing.of(rule);
                if (met)
                    count += std::count_if((*met)->cbegin(), (*met)->cend(), [&](qint64 id) { return reading.count(id) > 0; });
            }
        }
        return count;
    }

    static Result<void> typed(const XrayCheck &check, XrayContext &context, const Found &found)
    {
        QList<Typed> groups;
        const Result<void> read = eachXrayRow(context, check.query, {}, [&groups](store::Statement &s) {
            const auto kind = static_cast<EntityKind>(s.integer(0));
            if (groups.isEmpty() || groups.constLast().kind != kind || groups.constLast().attr != s.text(1))
                groups.append({kind, s.text(1), {}});
            groups.last().things.append(s.integer(2));
        });
        PassingResults passing(context);
        if (!read || !passing.hasRun())
            return read;
        for (const Typed &group : std::as_const(groups)) {
            const qint64 count = resting(group, context, passing);
            if (count == 0)
                continue;
            const KindInfo &kind = context.catalogue.kind(group.kind);
            QList<XrayRow::At> all;
            for (const qint64 id : group.things)
                all.append({id, group.attr});
            // What was typed of more things is another fact; where to look first is the first of them.
            found(check, {{all.constFirst(), {}, {}}, {}, howMany(kind, group.things.size()),
                          {}, {}, count, all});
        }
        return {};
    }
};

} // namespace

std::unique_ptr<XrayFamily> makeEvidenceChecks() { return std::make_unique<EvidenceChecks>(); }

} // namespace rules
