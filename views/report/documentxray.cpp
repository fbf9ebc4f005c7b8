// SPDX-License-Identifier: GPL-3.0-or-later
// What contradicts itself in the inventory and its judgements, by check.
#include "report/documentparts.h"

#include "text/statustext.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace report {
namespace {

/// "All 9: Credit scoring; Loans; ...", where one name stands for several things; empty where the sentence has it.
QString allOfThem(const rules::Contradiction &c)
{
    // They are alike in what is said of them; what they are told against stands with a name of its own.
    QMap<QString, QStringList> groups;
    for (const rules::XrayThing &thing : c.things)
        groups[thing.attr] << (thing.name.isEmpty() ? thing.key : thing.name);
    QStringList names;
    for (const QStringList &group : std::as_const(groups)) {
        if (group.size() > names.size())
            names = group;
    }
    if (names.size() > c.count)
        names.removeFirst();
    if (c.count < 2 || names.size() < 2)
        return {};
    const qsizetype more = c.count - names.size();
    return u"All %1: %2"_s.arg(c.count).arg(names.join(u"; "_s)) + (more > 0 ? u" and %1 more, in \u201cbailiwick-cli x-ray --json\u201d"_s.arg(more) : QString());
}

} // namespace

void addXray(QList<Block> &blocks, const ReportInput &input)
{
    if (!input.xray)
        return;
    blocks << Heading{1, u"Contradictions and weak judgements"_s, {}, false, true, {}};
    qsizetype asked = 0;
    qint64 aside = 0;
    for (const rules::XrayCheckInfo &check : input.xray->checks) {
        ++asked;
        aside += check.aside;
    }
    const qint64 standing = input.xray->standing();
    const QString away = aside == 0 ? QString() : aside == 1 ? u" One more was set aside with a reason."_s : u" %1 more were set aside with a reason."_s.arg(aside);
    if (standing == 0) {
        blocks << Paragraph{u"None of %1 checks found facts that contradict each other.%2"_s.arg(asked).arg(away), false, false};
    } else {
        blocks << Paragraph{u"Facts that can't all be true, and judgements that rest on something weak: %1. They change no result; what is not known is none of them.%2"_s.arg(
                                counted(standing, u"is found"_s, u"are found"_s), away),
                            true, false};
    }
    for (const rules::XrayCheckInfo &check : input.xray->checks) {
        if (check.found == 0 && check.aside == 0)
            continue;
        blocks << Heading{3, u"%1: %2 (%3)"_s.arg(check.family, check.title).arg(check.found), check.severity, false, false, {}};
        Table table{{{u"What"_s, 7}, {u"Severity"_s, 1.2}}, {}, {}, false};
        qint64 shown = 0;
        for (const rules::Contradiction &c : input.xray->found) {
            if (c.check != check.id)
                continue;
            shown += c.isAside() ? 0 : 1;
            const QString reason = c.isAside() ? u"Set aside by %1 on %2: %3"_s.arg(c.aside->who.isEmpty() ? u"an officer"_s : c.aside->who, c.aside->at, c.aside->reason) : QString();
            QStringList told{c.sentence, allOfThem(c), reason};
            told.removeAll(QString());
            table.rows << QList<TableCell>{TableCell::of(told.join(u'\n')),
                                           c.isAside() ? TableCell::softly(u"set aside"_s)
                                                       : TableCell::graded(c.severity, text::capitalised(text::severityWord(c.severity, input.language)))};
        }
        blocks << table;
        if (shown < check.found)
            blocks << Paragraph{u"and %1 more; \u201cbailiwick-cli x-ray\u201d lists each"_s.arg(check.found - shown), false, true};
    }
}

} // namespace report
