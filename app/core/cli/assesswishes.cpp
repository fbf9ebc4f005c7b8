// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/assesswishes.h"

#include "core/csfwords.h"
#include "core/textfile.h"
#include "csf/answersfile.h"
#include "domain/isolated.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

Result<store::CsfConfidence> confidenceOption(const Call &call)
{
    const QString said = call.has(u"confidence"_s) ? call.value(u"confidence"_s) : u"claimed"_s;
    for (const auto c : {store::CsfConfidence::Claimed, store::CsfConfidence::Documented, store::CsfConfidence::Demonstrated}) {
        if (said == csfConfidenceWord(c))
            return c;
    }
    return wrongAssess(u"--confidence is claimed, documented or demonstrated"_s);
}

/// The criteria that an option names; "all": those of `every`.
Result<QList<int>> criteriaOption(const csf::Calculator &calculator, const QString &said, const QList<int> &every)
{
    if (said.trimmed() == u"all"_s)
        return every;
    QList<int> list;
    for (const QString &id : said.split(u',', Qt::SkipEmptyParts)) {
        const int index = calculator.indexOf(id.trimmed());
        if (index < 0)
            return wrongAssess(u"there is no criterion '%1': they run from 1.1 to 8.4"_s.arg(id.trimmed()));
        list.append(index);
    }
    return list.isEmpty() ? Result<QList<int>>(wrongAssess(u"it names no criterion"_s)) : list;
}

/// "answer 4, demonstrated, by CISO"
QString givenWords(const store::CsfAnswer &a)
{
    return u"answer %1, %2%3"_s.arg(QString::number(a.answer), csfConfidenceWord(a.confidence), a.who.isEmpty() ? QString() : u", by "_s + isolated(a.who));
}

class Wishes
{
public:
    Wishes(const Call &call, const csf::Calculator &calculator, const CsfAssessed &assessed, store::CsfConfidence confidence)
        : m_call(call), m_calculator(calculator), m_assessed(assessed), m_confidence(confidence)
    {
        for (const CsfLink &link : assessed.links) {
            if (link.thing.id == assessed.thing.id)
                m_own = link.answers;
        }
    }

    Result<AssessWishes> answersOfFile()
    {
        const QString path = m_call.value(u"answers"_s);
        const Result<QByteArray> bytes = textOfFile(path, 1'000'000); // what is longer is refused by its length
        if (!bytes)
            return bytes.error();
        const Result<csf::Answers> answers = csf::readAnswers(m_calculator, *bytes, path);
        if (!answers)
            return answers.error();
        for (int i = 0; i < answers->size(); ++i) {
            if (answers->at(i) != 0)
                add(i, answers->at(i));
        }
        if (m_out.answers.isEmpty())
            return Error{ErrorCode::InvalidValue, u"it answers no criterion"_s, path};
        return m_out;
    }

    Result<AssessWishes> confirmed()
    {
        QList<int> every;
        for (const csf::Proposal &p : m_assessed.proposals)
            every.append(p.criterion);
        const QString said = m_call.value(u"confirm"_s);
        const Result<QList<int>> criteria = criteriaOption(m_calculator, said, every);
        if (!criteria)
            return criteria.error();
        const bool all = said.trimmed() == u"all"_s;
        for (const int c : *criteria) {
            const auto p = std::find_if(m_assessed.proposals.begin(), m_assessed.proposals.end(), [c](const csf::Proposal &one) { return one.criterion == c; });
            const QString id = m_calculator.criteria.at(c).id;
            if (p == m_assessed.proposals.end())
                return Error{ErrorCode::Refused, u"the inventory proposes no answer, so there is none to confirm"_s, id};
            const store::CsfAnswer *given = own(c);
            if (given && all)
                m_out.left.append({c, *given, p->answer, p->atMost});
            else if (given && given->answer != p->answer && m_call.value(u"why"_s).trimmed().isEmpty())
                return Error{ErrorCode::Refused, u"a person has answered it otherwise (%1): say with --why why the proposed answer %2 is right"_s.arg(givenWords(*given)).arg(p->answer), id};
            else
                add(c, p->answer);
        }
        if (m_out.answers.isEmpty() && m_out.left.isEmpty())
            return Error{ErrorCode::Refused, u"the inventory proposes nothing"_s, {}};
        if (m_out.answers.isEmpty())
            return Error{ErrorCode::Refused, u"nothing that is proposed is open. "_s + leftAloneWords(m_calculator, m_out.left), {}};
        return m_out;
    }

    Result<AssessWishes> withdrawn()
    {
        QList<int> every;
        for (const store::CsfAnswer &a : std::as_const(m_own))
            every.append(m_calculator.indexOf(a.criterion));
        const Result<QList<int>> criteria = criteriaOption(m_calculator, m_call.value(u"withdraw"_s), every);
        if (!criteria)
            return criteria.error();
        for (const int c : *criteria)
            add(c, 0);
        if (m_out.answers.isEmpty())
            return Error{ErrorCode::Refused, u"nothing is answered"_s, {}};
        return m_out;
    }

private:
    const store::CsfAnswer *own(int criterion) const
    {
        const auto it = std::find_if(m_own.begin(), m_own.end(), [&](const store::CsfAnswer &a) { return a.criterion == m_calculator.criteria.at(criterion).id; });
        return it == m_own.end() ? nullptr : &*it;
    }

    void add(int criterion, int answer)
    {
        store::CsfAnswer a;
        a.criterion = m_calculator.criteria.at(criterion).id;
        a.answer = answer;
        a.confidence = m_confidence;
        a.evidence = m_call.value(u"evidence"_s);
        a.justification = m_call.value(u"why"_s);
        // The same answer said again takes nothing away from what it rests on.
        if (const store::CsfAnswer *given = own(criterion); given && given->answer == answer) {
            if (!m_call.has(u"confidence"_s))
                a.confidence = given->confidence;
            if (!m_call.has(u"evidence"_s))
                a.evidence = given->evidence;
            if (!m_call.has(u"why"_s))
                a.justification = given->justification;
        }
        m_out.answers.append(a);
    }

    const Call &m_call;
    const csf::Calculator &m_calculator;
    const CsfAssessed &m_assessed;
    store::CsfConfidence m_confidence;
    QList<store::CsfAnswer> m_own;
    AssessWishes m_out;
};

} // namespace

Error wrongAssess(const QString &what) { return {ErrorCode::UsageError, what, u"assess"_s}; }

Result<AssessWishes> assessWishes(const Call &call, const csf::Calculator &calculator, const CsfAssessed &assessed)
{
    const Result<store::CsfConfidence> confidence = confidenceOption(call);
    if (!confidence)
        return confidence.error();
    Wishes wishes(call, calculator, assessed, *confidence);
    return call.has(u"answers"_s) ? wishes.answersOfFile() : call.has(u"confirm"_s) ? wishes.confirmed() : wishes.withdrawn();
}

QString leftAloneWords(const csf::Calculator &calculator, const QList<LeftAlone> &left)
{
    QStringList list;
    for (const LeftAlone &one : left) {
        const bool within = one.atMost ? one.given.answer <= one.proposed : one.given.answer == one.proposed;
        const QString proposal = (one.atMost ? u"at most %1"_s : u"%1"_s).arg(one.proposed);
        const QString beside = !within ? u"proposed: "_s + proposal : one.atMost ? u"within the proposed \u201c%1\u201d"_s.arg(proposal) : u"as proposed"_s;
        list.append(u"%1 (%2; %3)"_s.arg(calculator.criteria.at(one.criterion).id, givenWords(one.given), beside));
    }
    return u"Left alone, as a person has answered: %1. To take a proposal over against a person, name its criterion and say --why."_s.arg(list.join(u", "_s));
}

} // namespace app
