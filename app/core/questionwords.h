// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "rules/decided.h"
#include "rules/questions.h"

#include <QString>
#include <QStringList>

namespace store {
class AttributeStore;
}

namespace app {

struct Services;

/// "Your exports decide 812 of 1204 results, answers 40 more; 352 are open." Nothing where no result applies. Pure; any thread.
QString decidedWords(const rules::Decided &);

/// "Answers on 9 contracts, 6 IT systems and 1 register decide most of the rest.": whom the first questions are asked of that decide more
/// than half of what answers can decide. Nothing where they can decide nothing. Pure; any thread.
QString restWords(const domain::Catalogue &, const rules::QuestionList &);

/// Requirements that no rule decides and that people can judge as a whole (see `attest`).
struct AskedOfPeople
{
    qint64 all = 0, answered = 0;
};
/// Of these frameworks, or of all that the newest run judged; an answer counts as of its day. Thread: the store's.
AskedOfPeople askedOfPeople(const Services &, store::AttributeStore &, const QStringList &frameworks);
/// "Beside them 207 requirements ask for a person's judgement as a whole; 3 are answered." Nothing where there is none. Pure; any thread.
QString peopleWords(const AskedOfPeople &);

} // namespace app
