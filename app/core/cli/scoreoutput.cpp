// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/scoreoutput.h"

#include "core/cli/commandline.h"
#include "core/csfways.h"
#include "core/csfwords.h"
#include "text/sealtext.h"

#include <QTextStream>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace app {
namespace {

ordered_json sealJson(std::optional<int> seal) { return seal ? ordered_json(*seal) : ordered_json(nullptr); }

ordered_json idsJson(const csf::Calculator &calculator, const QList<int> &criteria)
{
    ordered_json list = ordered_json::array();
    for (const int c : criteria)
        list.push_back(text8(calculator.criteria.at(c).id));
    return list;
}

std::string meetsWord(csf::Meets meets)
{
    switch (meets) {
    case csf::Meets::NotAsked: break;
    case csf::Meets::Met: return "met";
    case csf::Meets::Open: return "open";
    case csf::Meets::NotMet: return "not_met";
    }
    return "not_asked";
}

/// Whose answer it is, where answers of things are kept.
void addLink(ordered_json &line, const Scored &scored, int link)
{
    const store::EntityHead &thing = scored.of.links.at(link).thing;
    if (scored.isKept)
        line["of"] = {{"entity", text8(domain::kindName(thing.kind))}, {"key", text8(thing.key)}, {"name", text8(thing.name)}};
}

QString meetsText(csf::Meets meets) { return QString::fromStdString(meetsWord(meets)).replace(u'_', u' '); }

ordered_json wayJson(const Scored &scored, const std::optional<csf::Way> &way)
{
    const csf::Calculator &calculator = scored.calculator;
    if (!way)
        return nullptr;
    ordered_json o;
    o["seal"] = way->seal;
    o["reached"] = way->reached;
    o["score_pct"] = way->score.rounded();
    o["gain_pct"] = way->gain.rounded();
    o["changes"] = ordered_json::array();
    for (const csf::AnswerChange &c : way->changes) {
        ordered_json line = {{"criterion", text8(calculator.criteria.at(c.criterion).id)}, {"from", c.from}, {"to", c.to}, {"gain_pct", c.score.rounded()}};
        addLink(line, scored, c.link);
        o["changes"].push_back(line);
    }
    o["open"] = ordered_json::array();
    for (const csf::OpenNeed &need : way->open) {
        ordered_json line = {{"criterion", text8(calculator.criteria.at(need.criterion).id)}, {"at_least", need.atLeast}};
        addLink(line, scored, need.link);
        o["open"].push_back(line);
    }
    return o;
}

QString idsLine(const csf::Calculator &calculator, const QList<int> &criteria)
{
    QStringList list;
    for (const int c : criteria)
        list.append(calculator.criteria.at(c).id);
    return list.join(u", "_s);
}

/// " (Vault)": whose answer it is, where there are several.
QString linkWords(const CsfAssessed &of, int link) { return of.links.size() > 1 ? u" (%1)"_s.arg(csfName(of.links.at(link).thing)) : QString(); }

QString percentWords(csf::Percent score, csf::Percent possible)
{
    return possible == score ? score.text() + u" %"_s : u"%1 % (up to %2 %)"_s.arg(score.text(), possible.text());
}

QString withWeights(const QString &id, const QString &label) { return id == u"own"_s ? u" with own weights"_s : u" with the weights of the %1"_s.arg(label); }

} // namespace

QByteArray scoreJson(const Scored &scored)
{
    const csf::Calculator &calculator = scored.calculator;
    const csf::Assessment &a = scored.of.claimed;
    const csf::Assessment &proved = scored.of.evidenced;
    ordered_json o;
    o["framework"] = "eu-csf";
    o["version"] = text8(calculator.version);
    o["status"] = text8(text::selfAssessmentWords());
    o["subject"] = text8(scored.subject);
    o["weights"] = text8(scored.weights.id);
    o["score_pct"] = a.score.rounded();
    o["possible_pct"] = a.possible.rounded();
    o["seal"] = sealJson(a.seal);
    o["lowest_seal"] = a.lowest;
    o["evidenced_seal"] = scored.isKept ? sealJson(proved.seal) : ordered_json(nullptr);
    o["evidenced_score_pct"] = scored.isKept ? ordered_json(proved.score.rounded()) : ordered_json(nullptr);
    o["evidenced_possible_pct"] = scored.isKept ? ordered_json(proved.possible.rounded()) : ordered_json(nullptr);
    o["evidenced_open"] = scored.isKept ? idsJson(calculator, proved.open) : ordered_json(nullptr);
    o["not_followed"] = ordered_json::array();
    for (const QString &words : scored.of.notFollowed)
        o["not_followed"].push_back(text8(words));
    o["why_no_seal"] = scored.silent.isEmpty() ? ordered_json(nullptr) : ordered_json(text8(scored.silent));
    o["minimum"] = meetsWord(a.meets);
    o["minimum_evidenced"] = scored.isKept ? ordered_json(meetsWord(proved.meets)) : ordered_json(nullptr);
    o["tender"] = scored.tender.isEmpty() ? ordered_json(nullptr) : ordered_json(text8(scored.tender));
    o["objectives"] = ordered_json::array();
    for (int i = 0; i < a.objectives.size(); ++i) {
        const csf::ObjectiveResult &r = a.objectives.at(i);
        ordered_json line;
        line["id"] = text8(calculator.objectives.at(i).id);
        line["name"] = text8(calculator.objectives.at(i).name);
        line["score_pct"] = r.score.rounded();
        line["possible_pct"] = r.possible.rounded();
        line["weight_pct"] = double(scored.weights.parts.at(i)) / 100;
        line["contribution_pct"] = r.contribution.rounded();
        line["seal"] = sealJson(r.seal);
        line["answered"] = r.answered;
        line["open"] = idsJson(calculator, r.open);
        line["binding"] = idsJson(calculator, r.binding);
        line["minimum_seal"] = sealJson(r.minimum);
        line["minimum"] = meetsWord(r.meets);
        line["minimum_evidenced"] = scored.isKept ? ordered_json(meetsWord(proved.objectives.at(i).meets)) : ordered_json(nullptr);
        line["next_seal"] = wayJson(scored, csf::wayToNext(calculator, scored.of.numbers(), scored.weights, i));
        o["objectives"].push_back(line);
    }
    o["binding"] = idsJson(calculator, a.binding);
    o["open"] = idsJson(calculator, a.open);
    o["next_seal"] = wayJson(scored, csf::wayToNext(calculator, scored.of.numbers(), scored.weights));
    const csf::Sensitivity s = csf::sensitivity(calculator, scored.of.weakest, scored.own);
    ordered_json under;
    ordered_json possible;
    for (const csf::Sensitivity::Under &set : s.sets) {
        under[text8(set.weights)] = set.score.rounded();
        possible[text8(set.weights)] = set.possible.rounded();
    }
    const auto id = [&](int objective) { return objective < 0 ? ordered_json(nullptr) : ordered_json(text8(calculator.objectives.at(objective).id)); };
    const auto number = [&](csf::Percent percent) { return s.worst < 0 ? ordered_json(nullptr) : ordered_json(percent.rounded()); };
    o["sensitivity"] = {{"score_pct", under}, {"possible_pct", possible}, {"least_pct", number(s.least)}, {"least_possible_pct", number(s.leastPossible)},
                        {"most_pct", number(s.most)}, {"most_possible_pct", number(s.mostPossible)}, {"least_objective", id(s.worst)}, {"most_objective", id(s.best)}};
    o["attribution"] = text8(calculator.attribution);
    return QByteArray::fromStdString(o.dump(1));
}

void printScore(const Scored &scored, QTextStream &out)
{
    const csf::Calculator &calculator = scored.calculator;
    const csf::Assessment &a = scored.of.claimed;
    const csf::Assessment &proved = scored.of.evidenced;
    out << calculator.version << '\n' << text::selfAssessmentWords() << (scored.subject.isEmpty() ? QString() : u": "_s + scored.subject) << '\n';
    out << csfSealWords(calculator, a) << (a.open.isEmpty() ? ", score " : "\nScore ") << percentWords(a.score, a.possible)
        << withWeights(scored.weights.id, scored.weights.label) << '\n';
    if (!scored.silent.isEmpty())
        out << scored.silent << '\n';
    if (scored.isKept)
        out << "By what is evidenced, no better than claimed: " << csfShortSeal(proved) << ", score " << percentWords(proved.score, proved.possible) << '\n';
    for (const QString &words : scored.of.notFollowed)
        out << "Not followed: " << words << '\n';
    if (!scored.asked.isEmpty())
        out << scored.asked << '\n';
    for (int i = 0; i < a.objectives.size(); ++i) {
        const csf::ObjectiveResult &r = a.objectives.at(i);
        const csf::Objective &objective = calculator.objectives.at(i);
        out << "  " << objective.id << ' ' << objective.name.leftJustified(38) << text::sealWord(r.seal).leftJustified(12) << percentWords(r.score, r.possible);
        if (!r.open.isEmpty())
            out << "; " << r.open.size() << " of " << objective.count << " open";
        if (r.meets != csf::Meets::NotAsked)
            out << "; at least " << text::sealWord(r.minimum) << " is asked: " << meetsText(r.meets);
        if (r.meets != csf::Meets::NotAsked && scored.isKept)
            out << " as claimed, " << meetsText(proved.objectives.at(i).meets) << " by evidence";
        out << '\n';
        if (const QString way = csfObjectiveWayWords(calculator, scored.of, scored.weights, i); !way.isEmpty())
            out << "        " << way << '\n';
    }
    if (!a.binding.isEmpty())
        out << "Held at " << text::sealWord(a.seal) << " by: " << idsLine(calculator, a.binding) << '\n';
    if (const auto way = csf::wayToNext(calculator, scored.of.numbers(), scored.weights)) {
        out << "The fewest changes to " << text::sealWord(way->seal) << (way->reached > way->seal ? u" (they lead to %1)"_s.arg(text::sealWord(way->reached)) : QString()) << ", score +"
            << way->gain.text() << " %:\n";
        for (const csf::AnswerChange &c : way->changes) {
            const csf::Criterion &criterion = calculator.criteria.at(c.criterion);
            out << "  " << criterion.id << ' ' << criterion.title << ": from answer " << c.from << " to " << c.to << ", \"" << criterion.answer(c.to)->label << '"' << linkWords(scored.of, c.link) << '\n';
        }
        for (const csf::OpenNeed &need : way->open)
            out << "  " << calculator.criteria.at(need.criterion).id << " is open: at least answer " << need.atLeast << linkWords(scored.of, need.link) << '\n';
    }
    const csf::Sensitivity s = csf::sensitivity(calculator, scored.of.weakest, scored.own);
    for (const csf::Sensitivity::Under &set : s.sets)
        out << "Score" << withWeights(set.weights, set.label) << ": " << percentWords(set.score, set.possible) << '\n';
    if (const QString hangs = csfSensitivityWords(calculator, s); !hangs.isEmpty())
        out << hangs << '\n';
    if (!a.open.isEmpty())
        out << "Open (" << a.open.size() << "): " << idsLine(calculator, a.open) << '\n';
    out << calculator.attribution << '\n';
}

} // namespace app
