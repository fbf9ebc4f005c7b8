// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/importreport.h"
#include "rules/condition.h"

#include <QJsonValue>
#include <QSet>
#include <QString>

namespace rules {

/// What a pack may name besides the catalogue. An empty set is not checked: the data behind it is not loaded.
struct References
{
    QSet<QString> laws;
    QSet<QString> countries;
    QSet<QString> sets;       ///< names of value sets beyond the built-in ones, without @
};

inline constexpr int MaxDepth = 32;
inline constexpr int MaxListValues = 10000;
inline constexpr int MaxRules = 500;
inline constexpr int MaxLeaves = 200;       ///< of one rule: each is a column of its statement
inline constexpr int MaxWildcards = 16;     ///< in one pattern: each multiplies what a comparison may cost
inline constexpr int MaxTextBytes = 64 * 1024;

/// Reads conditions of one rule, checking names, types and caps against the catalogue. Collects every error with its JSON
/// pointer; a parsed condition is usable only when no error was added. Thread: any; lives for one rule.
class ConditionParser
{
public:
    ConditionParser(const domain::Catalogue &, const References &, const QSet<QString> &parameters, bool dutyRecord,
                    QString basePointer, QList<domain::Diagnostic> &errors);

    Condition parse(const QJsonValue &, domain::EntityKind, const QString &pointer);
    /// A path that a reason or `root` names; `kind` is where it starts.
    bool checkPath(const Path &, domain::EntityKind kind, const QString &pointer);
    static std::optional<Path> pathFromText(const QString &);

private:
    struct Target
    {
        domain::EntityKind kind = domain::EntityKind::Workload;
        const domain::Attribute *attribute = nullptr; ///< nullptr: key or name
        bool ok = false;
    };
    Condition node(const QJsonValue &, const QString &pointer, int depth);
    void phrases(QVariantList &out, const QJsonValue &, const QString &pointer);
    void butNot(Condition &, const QJsonValue &, const QString &pointer);
    void bySite(Condition &, const QJsonObject &, const QString &pointer);
    void surelyNot(Condition &, const QJsonValue &, const Target &, const QString &pointer);
    Condition leaf(const QJsonObject &, const QString &pointer, int depth);
    Condition relation(const QJsonObject &, const QString &pointer, int depth);
    Condition lawLeaf(const QJsonObject &, const QString &pointer, int depth);
    void argument(Condition &, const QJsonValue &, const Target &, const QString &pointer);
    bool value(const QJsonValue &, const Target &, QVariant &out, const QString &pointer);
    bool listArgument(Condition &, const QJsonValue &, const Target &, const QString &pointer);
    void numberArgument(Condition &, const QJsonValue &, const QString &pointer);
    std::optional<Path> path(const QJsonValue &, const QString &pointer, Target *target = nullptr);
    Target resolve(const Path &, const QString &pointer);
    QList<Step> steps(const QString &, const QString &pointer);
    void names(Condition &, const QJsonValue &, bool laws, const QString &pointer);
    void members(const QJsonObject &, std::initializer_list<const char *> known, const QString &pointer);
    void fail(const QString &code, const QString &pointer, const QString &message);

    const domain::Catalogue &m_catalogue;
    const References &m_references;
    const QSet<QString> &m_parameters;
    bool m_dutyRecord;
    QString m_base;
    QList<domain::Diagnostic> &m_errors;
    QList<domain::EntityKind> m_kinds; ///< the entities that a path may speak of, innermost last
};

/// EU, EEA, EFTA, FIVE_EYES, NINE_EYES, FOURTEEN_EYES, DOJ_CONCERN, UK_APPROVED, SWISS_LISTED, ZONE, RESTRICTED, HIGH_RISK_VENDORS, IN_RESTRICTED,
/// SDAIA_ADEQUATE (these three are empty until the officer fills them); of the day of evaluation: ADEQUATE, BR_RECOGNISED, KR_RECOGNISED, and members of
/// the others that have days in recognitions.json.
const QStringList &builtinSets();

} // namespace rules
