// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csfsettings.h"

#include "csf/answersfile.h"
#include "store/editor.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace app {
namespace {

const QString WeightsSetting = u"csf/weights"_s;
const QString TenderSetting = u"csf/tender"_s;

Result<qint64> keep(store::AttributeStore &values, const QString &name, const QByteArray &text, const QString &title, const QDateTime &at)
{
    const QByteArray before = store::readSetting(values, name);
    if (before == text || (text == "null" && before.isEmpty()))
        return Error{ErrorCode::Refused, u"that is kept already"_s, {}};
    return store::changeSetting(values, name, text, title, {}, at);
}

} // namespace

bool CsfTender::asks() const
{
    return std::any_of(minimums.begin(), minimums.end(), [](const std::optional<int> &m) { return m.has_value(); });
}

std::optional<csf::Weights> ownCsfWeights(const csf::Calculator &calculator, store::AttributeStore &values)
{
    const QByteArray text = store::readSetting(values, WeightsSetting);
    if (text.isEmpty() || text == "null")
        return std::nullopt;
    Result<csf::Weights> own = csf::readWeights(calculator, text, WeightsSetting);
    if (!own)
        return std::nullopt;
    own->id = u"own"_s;
    own->label = u"own weights"_s;
    return *own;
}

Result<qint64> keepCsfWeights(const csf::Calculator &calculator, store::AttributeStore &values, const QList<int> &parts, const QDateTime &at)
{
    if (const Result<void> sound = calculator.check({u"own"_s, u"own weights"_s, parts}); !sound)
        return sound.error();
    json weights = json::object();
    for (int i = 0; i < calculator.objectives.size(); ++i)
        weights[calculator.objectives.at(i).id.toStdString()] = parts.at(i) / 100.0;
    return keep(values, WeightsSetting, QByteArray::fromStdString(weights.dump()), u"Own weights of the Cloud Sovereignty Framework's objectives"_s, at);
}

CsfTender csfTender(const csf::Calculator &calculator, store::AttributeStore &values)
{
    const QByteArray text = store::readSetting(values, TenderSetting);
    const json kept = json::parse(text.constData(), text.constData() + text.size(), nullptr, false);
    CsfTender tender{{}, csf::Minimums(calculator.objectives.size())};
    if (!kept.is_object())
        return tender;
    if (const auto name = kept.find("name"); name != kept.end() && name->is_string())
        tender.name = QString::fromStdString(name->get<std::string>());
    const auto minimums = kept.find("minimum");
    if (minimums == kept.end() || !minimums->is_object())
        return tender;
    for (auto it = minimums->begin(); it != minimums->end(); ++it) {
        const int objective = calculator.objectiveOf(QString::fromStdString(it.key()));
        if (objective >= 0 && it->is_number_integer() && it->get<int>() >= 0 && it->get<int>() <= csf::TopSeal)
            tender.minimums[objective] = it->get<int>();
    }
    return tender;
}

Result<qint64> keepCsfTender(const csf::Calculator &calculator, store::AttributeStore &values, const CsfTender &tender, const QDateTime &at)
{
    if (!tender.asks())
        return keep(values, TenderSetting, "null", u"Take away the tender's lowest SEALs"_s, at);
    if (tender.minimums.size() != calculator.objectives.size())
        return Error{ErrorCode::InvalidValue, u"a tender asks for one SEAL or none of each objective"_s, {}};
    json minimums = json::object();
    for (int i = 0; i < calculator.objectives.size(); ++i) {
        const std::optional<int> asked = tender.minimums.at(i);
        if (!asked)
            continue;
        if (*asked < 0 || *asked > csf::TopSeal)
            return Error{ErrorCode::InvalidValue, u"a SEAL is 0 to 4"_s, calculator.objectives.at(i).id};
        minimums[calculator.objectives.at(i).id.toStdString()] = *asked;
    }
    const json kept = {{"name", tender.name.simplified().toStdString()}, {"minimum", minimums}};
    return keep(values, TenderSetting, QByteArray::fromStdString(kept.dump()), u"Lowest SEALs that a tender asks for"_s, at);
}

QList<csf::Weights> csfWeightSets(const csf::Calculator &calculator, store::AttributeStore &values)
{
    QList<csf::Weights> sets = calculator.weightSets;
    if (const auto own = ownCsfWeights(calculator, values))
        sets.append(*own);
    return sets;
}

csf::Weights csfWeightsOf(const csf::Calculator &calculator, store::AttributeStore &values, const QString &id)
{
    if (id == u"own"_s) {
        if (const auto own = ownCsfWeights(calculator, values))
            return *own;
    }
    const csf::Weights *set = calculator.weights(id);
    return set ? *set : *calculator.weights(u"calculator"_s);
}

} // namespace app
