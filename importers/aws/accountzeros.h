// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"

#include <QString>

#include <algorithm>

namespace importers {

/// Puts back the leading zeros that a spreadsheet took from an account number, which has twelve digits, and says so once for a file.
/// One thread.
class AccountZeros
{
public:
    explicit AccountZeros(domain::RecordSink &sink) : m_sink(sink) {}

    /// `where`: of the cell, "line 7, column accountId".
    void restore(QString &account, const QString &where)
    {
        using namespace Qt::StringLiterals;
        if (account.size() < 6 || account.size() > 11 || !std::all_of(account.cbegin(), account.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
            return;
        account = account.rightJustified(12, u'0');
        if (!m_told)
            m_sink.diagnostic({u"leading-zeros"_s, domain::DiagnosticLevel::Info, where,
                               u"account numbers have twelve digits: the zeros that a spreadsheet took away were put back"_s});
        m_told = true;
    }

private:
    domain::RecordSink &m_sink;
    bool m_told = false;
};

} // namespace importers
