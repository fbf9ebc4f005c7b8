// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/toolfindingtext.h"

#include "text/statustext.h"

#include <QHash>
#include <QLocale>

using namespace Qt::StringLiterals;
using domain::Agreement;
using domain::LegalStatus;
using domain::Status;

namespace text {
namespace {

QString ownWords(Status own, LegalStatus legal)
{
    switch (own) {
    case Status::Gap: return legal == LegalStatus::Law ? u"Bailiwick finds a gap"_s : u"Bailiwick finds it "_s + statusWord(own, legal);
    case Status::Accepted: return u"in Bailiwick it is an accepted gap"_s;
    case Status::Pass: return u"Bailiwick finds the requirement met"_s;
    case Status::Unknown: return u"Bailiwick does not know yet"_s;
    case Status::NotApplicable:
    case Status::NotYetApplicable:
    case Status::Error: break;
    }
    return u"Bailiwick has no result"_s;
}

} // namespace

QString outcomeWord(const QString &outcome)
{
    static const QHash<QString, QString> words = {
        {u"passed"_s, u"passed"_s},         {u"failed"_s, u"failed"_s},
        {u"warning"_s, u"warning"_s},       {u"manual"_s, u"to be looked at by a person"_s},
        {u"error"_s, u"could not look"_s},  {u"not_applicable"_s, u"not applicable"_s},
        {u"not_available"_s, u"no judgement"_s},
    };
    return words.value(outcome, outcome.isEmpty() ? u"nothing"_s : outcome);
}

QString toolWords(const ToolWord &word)
{
    QString out = (word.tool.isEmpty() ? u"Another tool"_s : word.tool) + u" says "_s + outcomeWord(word.outcome);
    if (word.observed.isValid())
        out += u" on "_s + QLocale::c().toString(word.observed, u"d MMM yyyy"_s);
    return word.muted ? out + u" (muted there)"_s : out;
}

QString besideOwnResult(const ToolWord &word, Status own, LegalStatus legal)
{
    const QString both = toolWords(word) + u"; "_s + ownWords(own, legal);
    switch (word.agreement) {
    case Agreement::Agrees: return both + u": they agree"_s;
    case Agreement::Contradicts: return both + u": they contradict each other"_s;
    case Agreement::Neither: break;
    }
    return both;
}

} // namespace text
