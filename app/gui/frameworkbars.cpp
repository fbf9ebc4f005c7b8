// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frameworkbars.h"

#include "text/statustext.h"
#include "text/wordtext.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

constexpr qsizetype ShownBars = 11;

/// Those that find no bar of their own, as one stack under all their ids.
void gather(OpenStacks &stacks, const QStringList &others)
{
    OpenStack rest;
    for (const QString &id : others)
        rest.add(stacks.value(id));
    stacks[others.join(u',')] = rest;
}

} // namespace

void OpenStack::add(const OpenStack &other)
{
    for (std::size_t s = 0; s < open.size(); ++s) {
        for (std::size_t w = 0; w < open.at(s).size(); ++w)
            open.at(s).at(w) += other.open.at(s).at(w);
    }
    unknown += other.unknown;
}

int OpenStack::sum() const
{
    int all = 0;
    for (const auto &words : open)
        all += std::accumulate(words.begin(), words.end(), 0);
    return all;
}

Standing standingOf(LegalStatus status)
{
    return status == LegalStatus::Law ? Standing::Law : status == LegalStatus::OwnPolicy ? Standing::OwnPolicy : Standing::Scheme;
}

QString statusesOf(Standing standing)
{
    QStringList names;
    for (int i = 0; i <= static_cast<int>(LegalStatus::OwnPolicy); ++i) {
        if (const auto status = static_cast<LegalStatus>(i); standingOf(status) == standing)
            names.append(legalStatusName(status));
    }
    return names.join(u',');
}

QString frameworkLabel(const Services &services, const QString &id)
{
    const rules::Pack *pack = services.pack(id);
    return text::shortFramework(id, pack ? pack->title : QString());
}

QString openWord(Standing standing, Severity severity)
{
    static constexpr std::array<LegalStatus, StandingCount> one = {LegalStatus::Law, LegalStatus::Scheme, LegalStatus::OwnPolicy};
    return u"%1, %2"_s.arg(text::statusWord(Status::Gap, one.at(static_cast<std::size_t>(standing))), text::severityWord(severity).toLower());
}

QString openMark(const QString &framework, Standing standing, Severity severity) { return u"framework:%1:%2:%3"_s.arg(framework, severityName(severity), statusesOf(standing)); }

QString changeWords(double change)
{
    return change > 0 ? u'+' + figures::formatNumber(change) : change < 0 ? figures::formatNumber(change) : u"\u00b10"_s;
}

figures::StackedBarsData frameworkBars(const Services &services, OpenStacks now, const OpenStacks *before)
{
    OpenStacks earlier = before ? *before : OpenStacks();
    for (auto it = earlier.cbegin(); it != earlier.cend(); ++it)
        now[it.key()]; // what is closed by now stands with its mark alone
    QStringList order = now.keys();
    std::stable_sort(order.begin(), order.end(), [&](const QString &a, const QString &b) { return now[a].sum() > now[b].sum(); });
    // A single other one stands for itself.
    if (order.size() > ShownBars + 1) {
        const QStringList others = order.mid(ShownBars);
        gather(now, others);
        gather(earlier, others);
        order = order.mid(0, ShownBars);
        order.append(others.join(u','));
    }
    figures::StackedBarsData out;
    OpenStack drawn;
    for (const QString &id : std::as_const(order)) {
        const OpenStack stack = now.value(id);
        drawn.add(stack);
        const qsizetype several = id.count(u',');
        figures::Bar bar{u"framework:"_s + id, several > 0 ? u"%1 more"_s.arg(several + 1) : frameworkLabel(services, id), {}, {}, {}};
        for (int s = SeverityCount - 1; s >= 0; --s) {
            const auto severity = static_cast<Severity>(s);
            for (int w = 0; w < StandingCount; ++w) {
                const auto standing = static_cast<Standing>(w);
                if (const int n = stack.of(severity, standing); n > 0)
                    bar.segments.append({openMark(id, standing, severity), openWord(standing, severity), static_cast<double>(n), figures::Fill::of(severity)});
            }
        }
        // What is not known is no finding.
        if (stack.unknown > 0)
            bar.segments.append({u"framework:%1:unknown"_s.arg(id), u"unknown"_s, static_cast<double>(stack.unknown), figures::Fill::of(Status::Unknown), u"results"_s});
        if (before) {
            bar.before = earlier.value(id).whole();
            bar.note = changeWords(stack.whole() - *bar.before);
        }
        out.bars.append(bar);
    }
    // What the colours mean, also on paper, where no mark tells it.
    for (int s = SeverityCount - 1; s >= 0; --s) {
        const auto severity = static_cast<Severity>(s);
        const auto &of = drawn.open.at(static_cast<std::size_t>(s));
        if (std::any_of(of.begin(), of.end(), [](int n) { return n > 0; }))
            out.keys.append({text::severityWord(severity).toLower(), figures::Fill::of(severity), {}, {}, {}});
    }
    if (drawn.unknown > 0)
        out.keys.append({u"unknown, no finding"_s, figures::Fill::of(Status::Unknown), {}, {}, {}});
    out.unit = u"findings"_s;
    out.title = u"Framework"_s;
    return out;
}

} // namespace app
