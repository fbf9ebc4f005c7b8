// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/explainer.h"

#include <functional>

namespace rules {

/// Turns a rule's template and the facts of one result into the sentence that says why. In a template
/// `{path|path}` is the first of the facts that has a value; `{#parameter}` is a threshold with its unit;
/// `{@/gap_if/any/1}` is what decides that leaf: the related things, or the places or values that it objects to;
/// `[/gap_if/any/0: words]` stands only where that condition is true, and `[?/gap_if/any/0: words]` only where it is unknown.
/// Such parts beside each other are joined as a list: "a, b and c". A value; thread: any.
class ReasonText
{
public:
    /// What the template needs of one entity.
    struct Source
    {
        std::function<domain::Result<Fact>(const Path &)> fact;
        std::function<domain::Result<QStringList>(const LeafExplanation &)> deciding; ///< the words for `{@...}`
    };

    ReasonText(ReasonWords words, QHash<QString, QString> countries, const Pack &, const QHash<QString, double> &parameters);

    domain::Result<Reason> fill(const QString &text, const Rule &, const QList<LeafExplanation> &, const Source &) const;
    /// Does the template itself say what of the use is open here?
    bool saysOpenUse(const QString &text, const Rule &, const QList<LeafExplanation> &) const;
    /// Of a rule of which only the use is open: what it asks, and whether that is met; a template still, with {name}.
    QString useIsOpen(const Rule &, bool gap) const;
    /// "met" or "does not apply", with the facts that show it: the packs have no templates for these.
    QString decidedWell(const Explanation &, const Rule &) const;

    QString words(const Fact &) const;
    /// A certificate's level is on record in no form that the scheme knows.
    QString levelUnread(const QString &name, const QString &text, const QString &scheme) const { return m_words.noLevel.arg(name, text, scheme); }
    QString levelWord() const { return m_words.level; }
    QString placesWord() const { return m_words.places; }
    QString word(const Fact &, const QString &value) const;
    /// "a", "a and b", "a, b and c".
    QString listed(const QStringList &) const;
    QString inARow(const QStringList &) const;

private:
    domain::Result<Reason> fillPaths(const QString &text, const QList<LeafExplanation> &, const Source &) const;

    QString wordsWithin(const Fact &, const QString &before) const;

    ReasonWords m_words;
    QHash<QString, QString> m_countries;
    QHash<QString, QString> m_parameters; ///< "365 days" by name
};

/// Truth of a condition from the truth of its leaves (Kleene). Nothing where a leaf is not among them.
std::optional<bool> truthOf(const Condition &, const QList<LeafExplanation> &);
/// The condition at a pointer ("/gap_if/any/0") of a rule; nullptr where there is none.
const Condition *conditionAt(const Rule &, QStringView pointer);

} // namespace rules
