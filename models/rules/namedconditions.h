// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace rules {

/// The conditions to which a rule set gives a name ("conditions": {"in_scope": CONDITION}), so that its rules need not repeat them.
/// {"condition": "in_scope"} is written out when the rule set is read: what reads conditions sees none of this, and pointers lead into what was
/// written out as if it stood there. The rule set's text stays as it is. A value; any thread.
class NamedConditions
{
public:
    /// Of a rule set. Names that are not there or lead back to themselves, and what grows too large, are added to the errors.
    NamedConditions(const QJsonObject &pack, QList<domain::Diagnostic> &errors);

    bool isEmpty() const { return m_given.isEmpty(); }
    /// The condition that stands at `pointer` with all names written out. Of one with more conditions than a rule may have nothing is.
    QJsonValue writtenOut(const QJsonValue &condition, const QString &pointer, QList<domain::Diagnostic> &errors);
    /// All conditions of the rule set.
    QJsonObject writtenOut(const QJsonObject &pack, QList<domain::Diagnostic> &errors);
    /// Errors in what was written out, told once, where it is written: "/conditions/in_scope/any/0".
    QList<domain::Diagnostic> whereWritten(const QList<domain::Diagnostic> &errors) const;

private:
    struct Whole
    {
        QJsonValue json;
        int leaves = 0;
    };
    Whole walked(const QJsonValue &, const QString &pointer, QList<domain::Diagnostic> &errors);
    Whole named(const QJsonObject &use, const QString &pointer, QList<domain::Diagnostic> &errors);
    QString whereWritten(QString pointer) const;

    QJsonObject m_given;
    QHash<QString, Whole> m_known;
    QStringList m_open;                           ///< whose writing out has begun, the innermost last
    QList<std::pair<QString, QString>> m_uses;    ///< pointer and name
    int m_budget = 0;                             ///< conditions that may still be written out
};

} // namespace rules
