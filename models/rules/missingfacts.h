// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/saidvalues.h"

#include <QVarLengthArray>

#include <functional>
#include <map>

namespace rules {

/// Something that nobody has said and that a condition asks for: an attribute of a thing, or whether the register of a kind is
/// complete (no attribute, no holder).
struct MissingFact
{
    domain::EntityKind kind = domain::EntityKind::Workload;
    const domain::Attribute *attr = nullptr;
    qint64 holder = 0;
    /// Where it is set, the fact stands for all of these: what a share of the whole rests on is the same for everything that is judged by
    /// it, and may be very much. Lives as long as what told of it.
    const QList<MissingFact> *all = nullptr;
};

/// The things that a condition speaks of, the judged one first, the innermost last.
using AskedOf = QVarLengthArray<std::pair<domain::EntityKind, qint64>, 4>;

/// Says which facts are missing for an unknown leaf: at the end of its path, or where the path ends since a reference is not
/// said. What is taken over from elsewhere is missing there: of the service and not of each system that stands on it.
/// Thread: the session's, which must outlive it.
class MissingFacts
{
public:
    using Add = std::function<void(const MissingFact &)>;

    MissingFacts(Session &, const domain::Catalogue &, domain::Day asOf);
    domain::Result<void> open() { return m_values.open(); }

    /// Of a leaf that is no relation.
    void ofLeaf(const Condition &, const AskedOf &, const Add &);
    /// Whether all is recorded that step `nr` of a relation reaches from a thing.
    void ofStep(const Condition &, qsizetype nr, domain::EntityKind, qint64 thing, const Add &);
    QString error() const { return m_error.isEmpty() ? m_values.error() : m_error; }

private:
    struct Found
    {
        SaidValues::State state = SaidValues::State::NotSaid; ///< NotSaid: the missing fact was added
        domain::EntityKind kind = domain::EntityKind::Workload; ///< of the thing at the end
        qint64 holder = 0; ///< of the attribute at the end; 0: the path ended before
        qint64 target = 0;
        const domain::Attribute *attr = nullptr;
    };

    Found scalar(domain::EntityKind, const domain::Attribute &, qint64, const Add &, int depth = 0);
    void list(domain::EntityKind, const domain::Attribute &, qint64, const Add &, int depth = 0);
    /// To the thing that holds the last attribute of a path.
    Found holder(const Path &, const AskedOf &, const Add &);
    Found path(const Path &, const AskedOf &, const Add &);
    void listPath(const Path &, const AskedOf &, const Add &);
    /// Of a list that the things have to which one or two steps lead.
    void reached(const QList<Step> &way, const Path &, const AskedOf &, const Add &);
    /// The thing that a path names, or the thing itself.
    Found thing(const Path &, const AskedOf &, const Add &);
    QVariant valueOf(const Found &);
    void adequate(const Condition &, const AskedOf &, const Add &);
    void exposed(const Condition &, const AskedOf &, const Add &);
    void certified(const Condition &, const AskedOf &, const Add &);
    void covered(qint64 certificate, qint64 service, bool product, bool region, const Add &);
    void share(const Condition &, const AskedOf &, const Add &);
    void missing(domain::EntityKind, const QString &attr, qint64 holder, const Add &);
    bool isAttested(domain::EntityKind, const QString &attr);

    Session &m_session;
    const domain::Catalogue &m_catalogue;
    domain::Day m_asOf;
    SaidValues m_values;
    std::map<const Condition *, QList<MissingFact>> m_shares; ///< stays where it is, since facts point into it
    QString m_error;
};

} // namespace rules
