// SPDX-License-Identifier: GPL-3.0-or-later
// Where other tools say otherwise than the results of the report.
#include "report/documentparts.h"

#include "text/statustext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {
namespace {

constexpr qsizetype ListedInFull = 200;
constexpr qsizetype ListedForBoard = 10;

domain::LegalStatus legalOf(const QString &rule, const ReportInput &input)
{
    for (const Framework &f : input.frameworks) {
        const auto found = std::find_if(f.requirements.cbegin(), f.requirements.cend(), [&](const Requirement &r) { return r.ruleId == rule; });
        if (found != f.requirements.cend())
            return found->legalStatus;
    }
    return domain::LegalStatus::Law;
}

} // namespace

void addContradictions(QList<Block> &blocks, const ReportInput &input)
{
    if (input.contradicted.isEmpty())
        return;
    const bool full = input.kind == Template::Full;
    const qsizetype all = input.contradicted.size() + input.contradictedUnlisted;
    const qsizetype shown = std::min<qsizetype>(input.contradicted.size(), full ? ListedInFull : ListedForBoard);
    blocks << Heading{1, u"Where other tools disagree"_s, {}, false, true, {}}
           << Paragraph{u"Of %1 another tool says otherwise, of the same thing and the same place of the law or standard: it failed what is met here, or passed what is open here. Its word changes no "
                        "result; one of the two should be looked into."_s.arg(counted(all, u"result"_s, u"results"_s)),
                        true, false};
    Table table{{{u"Requirement"_s, 2.6}, {u"What"_s, 2.4}, {u"Here"_s, 0.9}, {u"What the tools say"_s, 3.4}}, {}, {}, false};
    for (const Finding &f : input.contradicted.mid(0, shown)) {
        const QString name = f.name.isEmpty() ? f.key : f.name;
        const QString word = f.status == domain::Status::Pass ? u"met"_s : statusWord(f.status, legalOf(f.ruleId, input), input);
        QStringList said;
        for (const QString &words : f.otherTools)
            said << words.section(u';', 0, 0);
        said.removeDuplicates();
        table.rows << QList<TableCell>{TableCell::led(f.ruleId, requirementTitle(f.ruleId, input)),
                                       TableCell::led(name, QStringList{f.entityKind, name == f.key ? QString() : f.key}.join(u'\n').trimmed()), TableCell::of(word),
                                       TableCell::of(said.join(u'\n'))};
    }
    blocks << table;
    if (shown < all)
        blocks << Paragraph{u"and %1 more; bailiwick-cli gaps --contradicted lists each"_s.arg(all - shown), false, true};
}

} // namespace report
