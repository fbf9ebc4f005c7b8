// SPDX-License-Identifier: GPL-3.0-or-later
#include "csf/answersfile.h"

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

/// An object of 48 numbers is small; what is larger is no such file.
constexpr qsizetype MostBytes = 1'000'000;

QString pointerTo(const std::string &member)
{
    return u'/' + QString::fromStdString(member).left(80).replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

/// What the value is, for a sentence that refuses it.
QString inWords(const json &value)
{
    if (value.is_string())
        return u"the text \"%1\""_s.arg(QString::fromStdString(value.get<std::string>()).left(40));
    if (value.is_number())
        return QString::fromStdString(value.dump());
    return value.is_null() ? u"null"_s : value.is_boolean() ? u"true or false"_s : value.is_array() ? u"a list"_s : u"an object"_s;
}

/// Goes over the text once: where it stops being JSON, and which name of the outer object stands twice.
struct Look final : json::json_sax_t
{
    qsizetype fault = 0;      ///< the byte, from 1
    std::string twice;

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t &) override { return true; }
    bool string(string_t &) override { return true; }
    bool binary(binary_t &) override { return true; }
    bool start_object(std::size_t) override { return ++m_depth <= MostNested; }
    bool end_object() override { return --m_depth >= 0; }
    bool start_array(std::size_t) override { return ++m_depth <= MostNested; }
    bool end_array() override { return --m_depth >= 0; }
    bool key(string_t &name) override
    {
        if (m_depth == 1 && !m_names.insert(name).second)
            twice = name;
        return true;
    }
    bool parse_error(std::size_t position, const std::string &, const json::exception &) override
    {
        fault = qsizetype(position);
        return false;
    }

private:
    static constexpr int MostNested = 20;
    int m_depth = 0;
    std::set<std::string> m_names;
};

/// A flat object of numbers by name. Names that stand twice are refused: which of the two was meant can't be told.
Result<json> readObject(const QByteArray &bytes, const QString &where, const QString &example)
{
    if (bytes.size() > MostBytes)
        return Error{ErrorCode::FileTooLarge, u"%1 bytes: a file of answers has a few hundred"_s.arg(bytes.size()), where};
    QByteArrayView text(bytes);
    if (text.startsWith("\xEF\xBB\xBF"))
        text = text.sliced(3);
    if (text.trimmed().isEmpty())
        return Error{ErrorCode::FileEmpty, u"the file is empty; %1 is needed"_s.arg(example), where};
    Look look;
    const bool sound = json::sax_parse(text.data(), text.data() + text.size(), &look);
    if (!sound) {
        const QByteArray before = text.first(std::clamp<qsizetype>(look.fault - 1, 0, text.size())).toByteArray();
        const qsizetype line = before.count('\n') + 1;
        const qsizetype column = before.size() - (before.lastIndexOf('\n') + 1) + 1;
        return Error{ErrorCode::InvalidValue, u"this is no JSON; %1 is needed"_s.arg(example), u"%1: line %2, column %3"_s.arg(where).arg(line).arg(column)};
    }
    const json file = json::parse(text.data(), text.data() + text.size(), nullptr, false);
    if (!file.is_object())
        return Error{ErrorCode::InvalidValue, u"%1 stands here, and an object is needed: %2"_s.arg(inWords(file), example), where + u'#'};
    if (!look.twice.empty())
        return Error{ErrorCode::DuplicateKey, u"it stands here twice; keep the one that is meant"_s, where + u'#' + pointerTo(look.twice)};
    return file;
}

} // namespace

Result<Answers> readAnswers(const Calculator &calculator, const QByteArray &bytes, const QString &where)
{
    const Result<json> file = readObject(bytes, where, u"{\"1.1\": 3, \"1.2\": 5, ...} with the number of each answer"_s);
    if (!file)
        return file.error();
    Answers answers = calculator.none();
    for (auto it = file->begin(); it != file->end(); ++it) {
        const QString at = where + u'#' + pointerTo(it.key());
        const int index = calculator.indexOf(QString::fromStdString(it.key()));
        if (index < 0)
            return Error{ErrorCode::InvalidValue,
                         u"there is no such criterion: they run from %1 to %2"_s.arg(calculator.criteria.first().id, calculator.criteria.last().id), at};
        const Criterion &c = calculator.criteria.at(index);
        const QString right = u"%1 (%2) has the answers 1 to %3; leave it out where it is open"_s.arg(c.id, c.title).arg(c.answers.size());
        const double number = it->is_number() ? it->get<double>() : 0;
        if (!it->is_number() || number < 1 || number > double(c.answers.size()) || number != std::floor(number))
            return Error{ErrorCode::InvalidValue, inWords(*it) + u" is no answer: "_s + right, at};
        answers[index] = int(number);
    }
    return answers;
}

Result<Weights> readWeights(const Calculator &calculator, const QByteArray &bytes, const QString &where)
{
    const Result<json> file = readObject(bytes, where, u"{\"SOV-1\": 20, ...} with the weight of each objective in percent"_s);
    if (!file)
        return file.error();
    Weights weights{u"own"_s, u"Own weights (%1)"_s.arg(where), QList<int>(calculator.objectives.size(), 0)};
    for (auto it = file->begin(); it != file->end(); ++it) {
        const QString at = where + u'#' + pointerTo(it.key());
        const int index = calculator.objectiveOf(QString::fromStdString(it.key()));
        if (index < 0)
            return Error{ErrorCode::InvalidValue,
                         u"there is no such objective: they run from %1 to %2"_s.arg(calculator.objectives.first().id, calculator.objectives.last().id), at};
        const double hundredths = it->is_number() ? it->get<double>() * 100 : -1;
        if (hundredths < 0 || hundredths > WholeWeight || std::abs(hundredths - std::round(hundredths)) > 1e-6)
            return Error{ErrorCode::InvalidValue, inWords(*it) + u" is no weight: percent from 0 to 100 with at most two decimals"_s, at};
        weights.parts[index] = int(std::lround(hundredths));
    }
    if (const Result<void> sound = calculator.check(weights); !sound)
        return Error{sound.error().code, sound.error().detail, where};
    return weights;
}

} // namespace csf
