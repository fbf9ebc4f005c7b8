// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace rules {

/// What stands between braces in a rule's sentence: see ReasonText.
struct Placeholder
{
    enum class Kind : int { Paths, Parameter, Deciding };
    Kind kind = Kind::Paths;
    QString name;       ///< "importer|provider", the parameter's name, or the leaf's pointer
    qsizetype start = 0;
    qsizetype end = 0;  ///< after the closing brace
};

/// A part of a template: plain, or one that depends on a condition.
struct Part
{
    QString pointer;    ///< of the condition; empty: always there
    bool ifUnknown = false;
    QString text;
    bool last = false;
};

QList<Placeholder> placeholders(const QString &text);
QList<Part> parts(const QString &text);

} // namespace rules
