// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reportlines.h"

#include "store/presence.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

constexpr qsizetype MaxDiagnostics = 300;

void ReportLines::add(const Diagnostic &d)
{
    if (m_report.diagnostics.size() < MaxDiagnostics)
        m_report.diagnostics.append(d);
    else
        ++m_report.diagnosticsCut;
}

void ReportLines::ignored(const QString &code, const QString &where, const QString &message)
{
    // One line for a reason, however many records it meets: the count is in the report.
    Ignored &all = m_ignored[code];
    if (all.records++ == 0) {
        all.line = m_report.diagnostics.size() < MaxDiagnostics ? m_report.diagnostics.size() : -1;
        add({code, DiagnosticLevel::Info, where, message});
    }
    if (all.messages.contains(message))
        return;
    if (all.messages.size() < NamedInWarnings) {
        all.messages.append(message);
        all.places.append(where);
    } else {
        ++all.unnamed;
    }
}

void ReportLines::tellIgnored()
{
    for (const auto &[code, all] : m_ignored) {
        if (all.line < 0 || all.records < 2)
            continue;
        Diagnostic &told = m_report.diagnostics[all.line];
        QString message = all.messages.constFirst();
        for (qsizetype i = 1; i < all.messages.size(); ++i)
            message += u"; "_s + (all.places.at(i).isEmpty() ? QString() : all.places.at(i) + u": "_s) + all.messages.at(i);
        if (all.unnamed > 0)
            message += u"; and %1 more"_s.arg(all.unnamed);
        told.message = message + u" (%1 records)"_s.arg(all.records);
    }
}

} // namespace store
