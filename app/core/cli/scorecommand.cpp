// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/csfcommands.h"
#include "core/cli/scoreoutput.h"
#include "core/cli/workspacesession.h"
#include "core/csfassess.h"
#include "core/csfsettings.h"
#include "core/csfwords.h"
#include "core/services.h"
#include "core/textfile.h"
#include "csf/answersfile.h"

#include <QFile>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

const QString Framework = u"eu-csf"_s;

Error wrongScore(const QString &what) { return {ErrorCode::UsageError, what, u"score"_s}; }

Result<QByteArray> bytesOf(const QString &path) { return textOfFile(path, 1'000'000); } // what is longer is refused by its length

/// One of the published sets by its name, or own weights in a file.
Result<csf::Weights> weightsOption(const Call &call, const csf::Calculator &calculator)
{
    const QString name = call.has(u"weights"_s) ? call.value(u"weights"_s) : u"calculator"_s;
    if (const csf::Weights *set = calculator.weights(name))
        return *set;
    if (!QFile::exists(name))
        return wrongScore(u"--weights is pdf, calculator or a file like {\"SOV-1\": 20, ...}; there is no file '%1'"_s.arg(name));
    const Result<QByteArray> bytes = bytesOf(name);
    return bytes ? csf::readWeights(calculator, *bytes, name) : Result<csf::Weights>(bytes.error());
}

/// What a tender asks for: "2" of every objective, or "SOV-3=3,SOV-7=2".
Result<csf::Minimums> minimumOption(const Call &call, const csf::Calculator &calculator)
{
    csf::Minimums minimums(calculator.objectives.size());
    QSet<QString> said;
    for (const QString &part : call.value(u"minimum"_s).split(u',', Qt::SkipEmptyParts)) {
        const QString objective = part.contains(u'=') ? part.section(u'=', 0, 0).trimmed() : QString();
        bool sound = false;
        const int seal = part.section(u'=', -1).trimmed().toInt(&sound);
        const int index = calculator.objectiveOf(objective);
        if (!sound || seal < 0 || seal > csf::TopSeal || (!objective.isEmpty() && index < 0))
            return wrongScore(u"--minimum is a SEAL from 0 to 4, or SOV-3=3,SOV-7=2; '%1' is neither"_s.arg(part));
        if (said.contains(objective))
            return wrongScore(u"--minimum says %1 twice"_s.arg(objective.isEmpty() ? u"what is asked of all"_s : objective));
        said.insert(objective);
        for (int i = 0; i < minimums.size(); ++i) {
            if (objective.isEmpty() || i == index)
                minimums[i] = seal;
        }
    }
    if (call.has(u"minimum"_s) && call.value(u"minimum"_s).trimmed().isEmpty())
        return wrongScore(u"--minimum names no SEAL"_s);
    return minimums;
}

/// What is kept of one thing, or of all that is assessed.
Result<CsfAssessed> keptOf(const Call &call, Console &console, const csf::Calculator &calculator, store::AttributeStore &values, const csf::Weights &weights, const csf::Minimums &minimums)
{
    if (!call.has(u"of"_s))
        return csfAssessAll(calculator, values, weights, minimums, toDay(console.clock.today()));
    const auto target = targetOf(call.value(u"of"_s));
    if (!target)
        return target.error();
    const qint64 entity = values.find(target->first, target->second);
    if (entity == 0)
        return Error{ErrorCode::UnknownEntity, {}, call.value(u"of"_s)};
    return csfAssess({calculator, console.services.countries}, values, entity, weights, minimums, toDay(console.clock.today()));
}

} // namespace

int commandScore(const Call &call, Console &console)
{
    const Result<csf::Calculator> &shipped = csf::Calculator::shipped();
    if (!shipped)
        return fail(console, shipped.error());
    const csf::Calculator &calculator = *shipped;
    if (call.has(u"framework"_s) && call.value(u"framework"_s) != Framework)
        return fail(console, wrongScore(u"a calculator is there for %1 only, not for '%2'"_s.arg(Framework, call.value(u"framework"_s))));
    const Result<csf::Weights> weights = weightsOption(call, calculator);
    if (!weights)
        return fail(console, weights.error());
    const Result<csf::Minimums> minimums = minimumOption(call, calculator);
    if (!minimums)
        return fail(console, minimums.error());
    if (call.has(u"answers"_s) && call.has(u"of"_s))
        return fail(console, wrongScore(u"either --answers (a file) or --of (what is kept of a thing)"_s));
    Scored scored{calculator, {}, *weights};
    if (call.has(u"answers"_s)) {
        // Before the workspace is touched: a file that is refused makes none.
        const QString path = call.value(u"answers"_s);
        const Result<QByteArray> bytes = bytesOf(path);
        if (!bytes)
            return fail(console, bytes.error());
        const Result<csf::Answers> answers = csf::readAnswers(calculator, *bytes, path);
        if (!answers)
            return fail(console, answers.error());
        scored.of.links = {CsfLink{{}, {}, {}, *answers, false}};
        scored.of.weakest = csf::weakestLink(calculator, scored.of.numbers());
        scored.subject = path;
    }
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), true);
    if (!session)
        return fail(console, session.error());
    scored.own = weights->id == u"own"_s ? std::optional(*weights) : ownCsfWeights(calculator, (*session)->store());
    if (call.has(u"answers"_s)) {
        scored.of.claimed = csf::assess(calculator, scored.of.weakest, *weights, *minimums);
    } else {
        // The tender that the workspace keeps asks here as well, unless the call asks for something else.
        const CsfTender tender = call.has(u"minimum"_s) ? CsfTender{{}, *minimums} : csfTender(calculator, (*session)->store());
        const Result<CsfAssessed> kept = keptOf(call, console, calculator, (*session)->store(), *weights, tender.minimums);
        if (!kept)
            return fail(console, kept.error());
        scored.of = *kept;
        scored.isKept = true;
        scored.asked = csfTenderWords(calculator, *kept, tender);
        scored.tender = tender.name;
        scored.subject = call.has(u"of"_s) ? call.value(u"of"_s) : u"everything that is assessed in the workspace (%1)"_s.arg(kept->links.size());
        if (!kept->claimed.seal && csf::mostByAnswered(calculator, kept->weakest))
            scored.silent = csfHeldWords(calculator, *kept, *weights);
    }
    if (call.has(u"json"_s))
        console.out << scoreJson(scored) << '\n';
    else if (!console.quiet)
        printScore(scored, console.out);
    return Exit::Done;
}

} // namespace app
