// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/agreement.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace domain {
namespace {

ToolVerdict::Word wordOf(const QString &outcome, bool muted)
{
    if (outcome == u"failed"_s || outcome == u"warning"_s)
        return muted ? ToolVerdict::Word::Open : ToolVerdict::Word::Failed;
    if (outcome == u"manual"_s || outcome == u"error"_s)
        return ToolVerdict::Word::Open;
    return outcome == u"passed"_s ? ToolVerdict::Word::Passed : ToolVerdict::Word::Silent;
}

} // namespace

void ToolVerdict::add(const QString &outcome, bool muted)
{
    m_word = std::max(m_word, wordOf(outcome, muted));
}

Agreement agreementOf(ToolVerdict::Word word, Status own)
{
    const bool fails = word == ToolVerdict::Word::Failed;
    if (!fails && word != ToolVerdict::Word::Passed)
        return Agreement::Neither;
    switch (own) {
    case Status::Pass: return fails ? Agreement::Contradicts : Agreement::Agrees;
    case Status::Gap:
    case Status::Accepted: return fails ? Agreement::Agrees : Agreement::Contradicts;
    case Status::Unknown:
    case Status::NotApplicable:
    case Status::NotYetApplicable:
    case Status::Error: break;
    }
    return Agreement::Neither;
}

} // namespace domain
