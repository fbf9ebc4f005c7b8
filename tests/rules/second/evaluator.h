// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/second/inventory.h"
#include "rules/second/pack.h"
#include "rules/second/reference.h"

#include "domain/status.h"

#include <functional>

namespace second {

using Truth = std::optional<bool>;

inline Truth negated(Truth a) { return a ? Truth(!*a) : std::nullopt; }
inline Truth both(Truth a, Truth b)
{
    if (a == Truth(false) || b == Truth(false))
        return false;
    return a && b ? Truth(true) : std::nullopt;
}
inline Truth either(Truth a, Truth b) { return negated(both(negated(a), negated(b))); }

/// Judges things by rules on a day. The inventory, the reference data and the pack must outlive it. One thread.
class Evaluator
{
public:
    Evaluator(const Inventory &, const Reference &, domain::Day asOf);

    enum class Concern { Asked, NotAsked };
    /// Of whose rules is spoken from now on: whose parameters count, and whether it concerns anybody. Examples speak of the rule alone.
    void use(const Pack &, Concern = Concern::Asked);
    /// What the rule says of the thing; nothing: the rule does not ask for it.
    std::optional<domain::Status> status(const Rule &, const Thing &) const;
    /// What the day alone says: not yet, or no more.
    std::optional<domain::Status> statusByDay(const Rule &) const;
    /// Is the thing judged at all?
    bool isJudged(const Thing &) const;
    /// The tree of the rule with what each part comes to, for whoever looks into a difference.
    QString account(const Rule &, const Thing &) const;

private:
    /// A thing, and the one outside from which it was come upon.
    struct Frame
    {
        const Thing *thing = nullptr;
        const Frame *outer = nullptr;
    };
    struct End
    {
        const Thing *thing = nullptr;
        bool absent = false;
        domain::EntityKind kind = domain::EntityKind::Workload;
    };
    struct Related
    {
        std::vector<const Thing *> things;
        bool complete = true;
    };

    bool isRetired(const Thing &) const;
    bool isComplete(domain::EntityKind, const QString &attr) const;
    const Frame &outward(const Frame &, int up) const;
    End follow(const Thing *, const QStringList &steps, qsizetype count) const;
    Value effective(const Thing &, const domain::Attribute &) const;
    Value valueAt(const Way &, const Frame &, const domain::Attribute **attribute = nullptr) const;
    Value listAt(const Way &, const Frame &) const;
    End thingAt(const Way &, const Frame &) const;
    QStringList setOf(const QString &name) const;
    double numberOf(const Condition &) const;

    Truth judge(const Condition &, const Frame &) const;
    Truth attribute(const Condition &, const Frame &) const;
    Truth compared(const Condition &, const Value &, bool isFlag) const;
    Truth list(const Condition &, const Frame &) const;
    /// A value that was found not to be what is asked for: a text in no known form may be.
    static Truth saysIt(const Condition &, const QString &text);
    static Truth orInNoKnownForm(const Condition &, const QString &text);
    Truth anyOf(const Condition &, const Frame &) const;
    Truth minus(const Condition &, const Frame &) const;
    bool isOneOf(const QVariant &, const Condition &) const;

    Related hop(const Hop &, const Thing &) const;
    Related reached(const QList<Hop> &, const Frame &) const;
    Truth relation(const Condition &, const Frame &) const;
    Truth count(const Condition &, const Frame &, const Related &) const;
    Truth share(const Condition &, const Frame &) const;

    Truth flagAt(const std::optional<Way> &, const Frame &) const;
    Truth adequate(const Condition &, const Frame &) const;
    Truth exposed(const Condition &, const Frame &) const;
    Truth certified(const Condition &, const Frame &) const;
    Truth covered(const Condition &, const Frame &) const;
    Truth minusBySite(const Condition &, const Frame &) const;
    Truth isOneSite(const QString &a, const QString &countryA, const QString &b, const QString &countryB) const;
    Truth inScope(const Thing &certificate, const Thing &service, bool region) const;
    Truth namesProduct(const QString &entry, const Thing &service) const;
    Truth namesRegion(const QString &entry, const Thing &service) const;

    void tell(const Condition &, const Frame &, int depth, QStringList &) const;

    /// Who names a thing by an attribute of theirs, retired ones left out.
    const std::vector<const Thing *> &whoNames(domain::EntityKind, const domain::Attribute &, const QString &key) const;

    const Inventory &m_inventory;
    const Reference &m_reference;
    domain::Day m_asOf;
    const Pack *m_pack = nullptr;
    bool m_concernsNobody = false;
    bool m_recordComplete = false; ///< each legal entity says that its record of processing is
    mutable QHash<const domain::Attribute *, QHash<QString, std::vector<const Thing *>>> m_names; ///< for speed alone
};

/// A text against a wildcard of `*`, without regard to the case of ASCII letters.
bool matches(const QString &text, const QString &pattern);

} // namespace second
