// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csf/scoring.h"

namespace csf {

/// One of the things that an assessed thing stands on, with its answers.
struct Link
{
    Answers answers;
    /// It has answers of its own beside things that it stands on: they can lower what those have. What it leaves open is theirs alone to answer,
    /// and what one of those leaves open stays open whatever it answers.
    bool adds = false;
    Link(Answers given = {}, bool addsToOthers = false) : answers(std::move(given)), adds(addsToOthers) {}
};

/// What stands on several services is as sovereign as the weakest of them, criterion by criterion.
struct WeakestLink
{
    Answers weakest;        ///< the lowest answer that any link has; 0: none has one
    Answers decided;        ///< the same where every link is answered; 0: open with at least one
    QList<int> from;        ///< index of the link that has the lowest answer; -1: none has one
    QList<int> open;        ///< how many links that have to have an answer to the criterion have none
};
/// Lower is the answer with the lower SEAL, then with fewer points.
bool isLower(const Answer &, const Answer &);
/// Whether the criterion is open with the link.
bool isOpen(const Criterion &, int index, const Link &);
/// Without a link all is open, and links that merely add to none as well.
WeakestLink weakestLink(const Calculator &, const QList<Link> &links);

/// Score and SEAL of what stands on several links: the SEAL is the lowest of all that is answered, and there is none (of an objective, of the
/// whole) while nothing is decided for every link; the score counts what is decided for every link, and what is open with one can reach at most
/// what the others have.
Assessment assess(const Calculator &, const WeakestLink &, const Weights &, const Minimums & = {});

/// What the SEAL can be at most by what some of the links have; nothing: none has an answer.
std::optional<int> mostByAnswered(const Calculator &, const WeakestLink &);

/// The answers that are evidenced; what is merely claimed is open. So the SEAL by evidence is the lowest of what is evidenced, and says how
/// little it rests on by what is open.
Answers onlyEvidenced(const Answers &, const QList<bool> &evidenced);
/// Nobody proves a better SEAL than what he claims himself: where a claimed answer is worse, the SEAL by evidence falls to the claimed one, and
/// a minimum that the claims fail is failed, and the score can still become what theirs can at most. Score and what is open stay. Of the whole
/// and of each objective.
void keepBelow(Assessment &evidenced, const Assessment &claimed);

} // namespace csf
