// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/xrayfamily.h"

namespace rules {

/// Puts what a check found in words: looks names, labels and countries up. Lives for one run; thread: the connection's.
class XraySentences
{
public:
    explicit XraySentences(XrayContext &context) : m_context(context) {}
    Contradiction say(const XrayCheck &, const XrayRow &);

private:
    QString subjectOf(const XrayRow &);
    XrayThing thing(const XrayRow::At &);
    /// `further`: the number of the thing that stands for several.
    QString value(const QString &name, const XrayRow &, const QList<XrayThing> &, int further);
    QString filled(const QString &pattern, const XrayRow &, const QList<XrayThing> &, int further, bool *whole);
    QString countries(const QString &codes);

    XrayContext &m_context;
    QHash<QString, QString> m_countries;
    bool m_countriesRead = false;
};

} // namespace rules
