// SPDX-License-Identifier: GPL-3.0-or-later
#include "csf/calculator.h"

#include <QFile>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using nlohmann::json;

namespace csf {
namespace {

QString textOf(const json &object, const char *name)
{
    const auto it = object.find(name);
    return it != object.end() && it->is_string() ? QString::fromStdString(it->get_ref<const std::string &>()) : QString();
}

QStringList textsOf(const json &object, const char *name)
{
    QStringList list;
    const auto it = object.find(name);
    if (it == object.end() || !it->is_array())
        return list;
    for (const json &item : *it) {
        if (item.is_string())
            list.append(QString::fromStdString(item.get_ref<const std::string &>()));
    }
    return list;
}

/// The number as a whole count of 1/`parts`; nothing where it is finer than that, negative or no number.
std::optional<qint64> countOf(const json &object, const char *name, int parts)
{
    const auto it = object.find(name);
    if (it == object.end() || !it->is_number())
        return std::nullopt;
    const double scaled = it->get<double>() * parts;
    const double whole = std::round(scaled);
    if (!std::isfinite(scaled) || whole < 0 || whole > 1e9 || std::abs(scaled - whole) > 1e-6)
        return std::nullopt;
    return static_cast<qint64>(whole);
}

class Reader
{
public:
    explicit Reader(QString where) : m_where(std::move(where)) {}

    Result<Calculator> read(const json &file)
    {
        Calculator &c = m_calculator;
        c.version = textOf(file, "framework_version");
        c.source = textOf(file, "source");
        c.url = textOf(file, "source_url");
        c.attribution = textOf(file, "attribution");
        c.oddities = textsOf(file, "source_defects");
        if (c.attribution.isEmpty())
            return wrong(u"/attribution"_s, u"the licence asks for an attribution"_s);
        const auto objectives = file.find("objectives");
        if (objectives == file.end() || !objectives->is_array() || objectives->empty())
            return wrong(u"/objectives"_s, u"a list of objectives is needed"_s);
        for (std::size_t i = 0; i < objectives->size(); ++i) {
            if (const Result<void> read = objective((*objectives)[i], u"/objectives/%1"_s.arg(i)); !read)
                return read.error();
        }
        if (const Result<void> read = weightSets(file, *objectives); !read)
            return read.error();
        return std::move(c);
    }

private:
    Error wrong(const QString &pointer, const QString &what) const { return {ErrorCode::SchemaMismatch, what, m_where + u'#' + pointer}; }

    Result<void> objective(const json &object, const QString &at)
    {
        Objective o;
        o.id = textOf(object, "id");
        o.name = textOf(object, "name");
        o.first = int(m_calculator.criteria.size());
        if (o.id.isEmpty() || m_calculator.objectiveOf(o.id) >= 0)
            return wrong(at + u"/id"_s, u"an id of its own is needed"_s);
        if (countOf(object, "nominal_max", 100) != NominalPoints)
            return wrong(at + u"/nominal_max"_s, u"1000 is needed"_s);
        const auto criteria = object.find("criteria");
        if (criteria == object.end() || !criteria->is_array() || criteria->empty())
            return wrong(at + u"/criteria"_s, u"a list of criteria is needed"_s);
        o.count = int(criteria->size());
        m_calculator.objectives.append(o);
        for (std::size_t i = 0; i < criteria->size(); ++i) {
            if (const Result<void> read = criterion((*criteria)[i], at + u"/criteria/%1"_s.arg(i)); !read)
                return read.error();
        }
        return {};
    }

    Result<void> criterion(const json &object, const QString &at)
    {
        Criterion c;
        c.id = textOf(object, "id");
        c.title = textOf(object, "title");
        c.question = textOf(object, "question");
        c.hint = textOf(object, "inventory_hint");
        c.oddities = textsOf(object, "source_defects");
        c.objective = int(m_calculator.objectives.size()) - 1;
        if (c.id.isEmpty() || m_calculator.indexOf(c.id) >= 0)
            return wrong(at + u"/id"_s, u"an id of its own is needed"_s);
        const auto answers = object.find("answers");
        if (answers == object.end() || !answers->is_array() || answers->empty())
            return wrong(at + u"/answers"_s, u"a list of answers is needed"_s);
        for (std::size_t i = 0; i < answers->size(); ++i) {
            const json &answer = (*answers)[i];
            const QString here = at + u"/answers/%1"_s.arg(i);
            const auto number = countOf(answer, "n", 1);
            const auto points = countOf(answer, "value", 100);
            const auto seal = countOf(answer, "seal", 1);
            if (number != qint64(i) + 1)
                return wrong(here + u"/n"_s, u"answers are numbered from 1"_s);
            if (!points)
                return wrong(here + u"/value"_s, u"points with at most two decimals are needed"_s);
            if (!seal || *seal > TopSeal)
                return wrong(here + u"/seal"_s, u"a SEAL is 0 to 4"_s);
            c.answers.append({int(*number), textOf(answer, "label"), *points, int(*seal)});
        }
        m_calculator.criteria.append(c);
        return {};
    }

    Result<void> weightSets(const json &file, const json &objectives)
    {
        const auto sets = file.find("weight_sets");
        if (sets == file.end() || !sets->is_object() || sets->empty())
            return wrong(u"/weight_sets"_s, u"sets of weights are needed"_s);
        for (auto it = sets->begin(); it != sets->end(); ++it) {
            Weights w;
            w.id = QString::fromStdString(it.key());
            w.label = textOf(*it, "label");
            const std::string field = textOf(*it, "field").toStdString();
            for (std::size_t i = 0; i < objectives.size(); ++i) {
                const auto part = countOf(objectives[i], field.c_str(), WholeWeight);
                if (!part)
                    return wrong(u"/objectives/%1/%2"_s.arg(i).arg(QString::fromStdString(field)), u"a weight is a share of 1 with at most four decimals"_s);
                w.parts.append(int(*part));
            }
            if (const Result<void> sound = m_calculator.check(w); !sound)
                return wrong(u"/weight_sets/"_s + w.id, sound.error().detail);
            m_calculator.weightSets.append(w);
        }
        return {};
    }

    QString m_where;
    Calculator m_calculator;
};

} // namespace

const Answer *Criterion::answer(int number) const { return number >= 1 && number <= answers.size() ? &answers.at(number - 1) : nullptr; }

bool Criterion::neverBinds() const
{
    return std::all_of(answers.begin(), answers.end(), [](const Answer &a) { return a.seal == TopSeal; });
}

qint64 Criterion::mostPoints() const
{
    qint64 most = 0;
    for (const Answer &a : answers)
        most = std::max(most, a.points);
    return most;
}

const Result<Calculator> &Calculator::shipped()
{
    static const Result<Calculator> calculator = []() -> Result<Calculator> {
        const QString path = u":/packs/calculators/eu-csf.json"_s;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::FileNotFound, file.errorString(), path};
        return read(file.readAll(), path);
    }();
    return calculator;
}

Result<Calculator> Calculator::read(const QByteArray &bytes, const QString &where)
{
    const json file = json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    if (!file.is_object())
        return Error{ErrorCode::SyntaxError, u"a JSON object is needed"_s, where};
    return Reader(where).read(file);
}

int Calculator::indexOf(QStringView criterion) const
{
    const auto it = std::find_if(criteria.begin(), criteria.end(), [&](const Criterion &c) { return c.id == criterion; });
    return it == criteria.end() ? -1 : int(it - criteria.begin());
}

int Calculator::objectiveOf(QStringView objective) const
{
    const auto it = std::find_if(objectives.begin(), objectives.end(), [&](const Objective &o) { return o.id == objective; });
    return it == objectives.end() ? -1 : int(it - objectives.begin());
}

const Weights *Calculator::weights(QStringView set) const
{
    const auto it = std::find_if(weightSets.begin(), weightSets.end(), [&](const Weights &w) { return w.id == set; });
    return it == weightSets.end() ? nullptr : &*it;
}

Result<void> Calculator::check(const Weights &weights) const
{
    if (weights.parts.size() != objectives.size())
        return Error{ErrorCode::InvalidValue, u"a weight for each of the %1 objectives is needed"_s.arg(objectives.size()), weights.id};
    qint64 sum = 0;
    for (const int part : weights.parts) {
        if (part < 0)
            return Error{ErrorCode::InvalidValue, u"a weight is not below 0"_s, weights.id};
        sum += part;
    }
    if (sum != WholeWeight)
        return Error{ErrorCode::InvalidValue, u"the weights add up to %1 %, and 100 % are needed"_s.arg(double(sum) / 100), weights.id};
    return {};
}

} // namespace csf
