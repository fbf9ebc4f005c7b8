// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/aiclass.h"

#include "rules/statedwords.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace rules {
namespace {

struct Suggestion
{
    QString point;
    QStringList words, but;
};

QStringList textsOf(const json &list)
{
    QStringList out;
    for (const json &one : list)
        out.append(QString::fromStdString(one.get<std::string>()));
    return out;
}

const QList<Suggestion> &suggestions()
{
    static const QList<Suggestion> list = [] {
        QList<Suggestion> out;
        QFile file(u":/reference/annex3_words.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            return out;
        const QByteArray bytes = file.readAll();
        const json root = json::parse(bytes.cbegin(), bytes.cend(), nullptr, false);
        if (!root.is_discarded()) {
            for (const json &one : root.at("points"))
                out.append({QString::fromStdString(one.at("point").get<std::string>()), textsOf(one.at("words")), textsOf(one.at("not"))});
        }
        return out;
    }();
    return list;
}

bool begins(const QString &text, const QStringList &words)
{
    for (const QString &word : words) {
        for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (at == 0 || !text.at(at - 1).isLetterOrNumber())
                return true;
        }
    }
    return false;
}

AiClass classOf(const QString &recorded)
{
    if (recorded == u"prohibited"_s)
        return AiClass::Prohibited;
    if (recorded == u"high_annex1"_s)
        return AiClass::HighAnnex1;
    if (recorded == u"high_annex3"_s)
        return AiClass::HighAnnex3;
    if (recorded == u"limited"_s)
        return AiClass::Transparency;
    return recorded == u"minimal"_s ? AiClass::Minimal : AiClass::Unknown;
}

/// Whether Annex III has such a point, however it is written: "5(b)", "Annex III, 5 b", "5". Its points end at 8(b).
bool isOfAnnex3(const QString &written)
{
    static const QRegularExpression form(u"^(?:annex\\s*(?:iii|3)\\W*)?(?:(?:point|no\\.?|nr\\.?)\\s*)?([1-8])\\W*([a-z]?)\\W*$"_s, QRegularExpression::CaseInsensitiveOption);
    static const QHash<QString, QString> letters{{u"1"_s, u"abc"_s}, {u"3"_s, u"abcd"_s}, {u"4"_s, u"ab"_s}, {u"5"_s, u"abcd"_s}, {u"6"_s, u"abcde"_s}, {u"7"_s, u"abcd"_s}, {u"8"_s, u"ab"_s}};
    const QRegularExpressionMatch match = form.match(written);
    return match.hasMatch() && (match.captured(2).isEmpty() || letters.value(match.captured(1)).contains(match.captured(2).toLower()));
}

/// Point of Annex III and what Art. 6(3) makes of it.
AiClassFinding underAnnex3(const RowValues &said, const QString &point, const QString &recorded)
{
    AiClassFinding out;
    if (!isOfAnnex3(point)) {
        out.found = AiClass::Unknown;
        out.reason = u"Annex III has no point %1 (its points go from 1(a) to 8(b)): record the one that is meant, or that none fits"_s.arg(point);
        return out;
    }
    // Point 1(a) leaves out what only confirms that a person is who he says he is, whatever else is claimed of it.
    static const QStringList verifies{u"verification"_s, u"biometric verification"_s, u"authentication"_s, u"one to one"_s, u"1 1"_s};
    const Stated says = stated(said.text(u"exemption_assessment"), verifies, {});
    if (point.startsWith(u'1') && !point.contains(u'b', Qt::CaseInsensitive) && !point.contains(u'c', Qt::CaseInsensitive) &&
        (says == Stated::Affirmed || says == Stated::Unclear)) {
        out.found = AiClass::Unsettled;
        out.reason = u"Annex III point %1 leaves out systems that only verify who somebody is, and the assessment on record says that it does (%2): a person confirms the point, or that there is none"_s.arg(
            point, said.text(u"exemption_assessment"));
        return out;
    }
    const bool claimed = recorded == u"limited"_s || recorded == u"minimal"_s;
    const QString exemption = said.text(u"exemption_assessment");
    if (said.yes(u"profiling") == true) {
        out.found = AiClass::HighAnnex3;
        out.reason = u"Annex III point %1, and it profiles natural persons: always high-risk (Art. 6(3), last subparagraph)"_s.arg(point);
    } else if (claimed && !exemption.isEmpty() && said.yes(u"profiling") == false) {
        out.found = classOf(recorded);
        out.reason = u"Annex III point %1, exempt under Art. 6(3) by the assessment %2 (Art. 6(4))"_s.arg(point, exemption);
    } else if (claimed) {
        out.found = AiClass::Unsettled;
        out.reason = exemption.isEmpty() ? u"Annex III point %1, claimed not to be high-risk without a documented assessment (Art. 6(4))"_s.arg(point)
                                         : u"Annex III point %1: whether it profiles natural persons is not recorded, which decides on the exemption (Art. 6(3))"_s.arg(point);
    } else {
        out.found = AiClass::HighAnnex3;
        out.reason = u"Annex III point %1 (Art. 6(2))"_s.arg(point);
    }
    return out;
}

/// Neither prohibited nor high-risk: what Art. 50 makes of it.
AiClassFinding underArticle50(const RowValues &said, bool recordedMinimal)
{
    QStringList grounds, open;
    const auto look = [&](QStringView attr, const QString &ground, const QString &question) {
        const auto answer = said.yes(attr);
        if (answer == true)
            grounds.append(ground);
        else if (!answer && !said.isNone(attr))
            open.append(question);
    };
    look(u"interacts_with_persons", u"people talk to it (Art. 50(1))"_s, u"whether people talk to it"_s);
    look(u"generative", u"it generates content (Art. 50(2))"_s, u"whether it generates content"_s);
    look(u"deepfakes", u"it makes deep fakes or texts for the public (Art. 50(4))"_s, u"whether it makes deep fakes or texts for the public"_s);
    AiClassFinding out;
    if (!grounds.isEmpty()) {
        out.found = AiClass::Transparency;
        out.reason = grounds.join(u"; "_s);
    } else if (!open.isEmpty() && recordedMinimal) {
        // The class that a person recorded stands where nothing speaks against it, as it does for the rules on Art. 50.
        out.found = AiClass::Minimal;
        out.reason = u"recorded as minimal, and nothing recorded speaks against it; not recorded: %1 (Art. 50)"_s.arg(open.join(u", "_s));
    } else if (!open.isEmpty()) {
        out.found = AiClass::Unknown;
        out.reason = u"not recorded: %1 (Art. 50)"_s.arg(open.join(u", "_s));
    } else {
        out.found = AiClass::Minimal;
        out.reason = u"no point of Annex III, and nothing that Art. 50 asks for"_s;
    }
    return out;
}

} // namespace

QString aiClassName(AiClass found)
{
    switch (found) {
    case AiClass::Prohibited: return u"prohibited"_s;
    case AiClass::HighAnnex1: return u"high_annex1"_s;
    case AiClass::HighAnnex3: return u"high_annex3"_s;
    case AiClass::Unsettled: return u"unsettled"_s;
    case AiClass::Transparency: return u"limited"_s;
    case AiClass::Minimal: return u"minimal"_s;
    case AiClass::Unknown: break;
    }
    return u"unknown"_s;
}

QString annex3Suggested(const QString &purpose)
{
    const QString text = purpose.toLower() + u' ';
    for (const Suggestion &one : suggestions()) {
        if (begins(text, one.words) && !begins(text, one.but))
            return one.point;
    }
    return {};
}

AiClassFinding aiClassOf(const RowValues &said)
{
    const QString recorded = said.text(u"ai_act_class");
    const QString point = said.text(u"annex3_area").trimmed();
    AiClassFinding out;
    if (recorded == u"prohibited"_s) {
        out.found = AiClass::Prohibited;
        out.reason = u"recorded as a prohibited practice (Art. 5)"_s;
    } else if (!point.isEmpty() && recorded != u"high_annex1"_s) {
        out = underAnnex3(said, point, recorded);
    } else if (recorded == u"high_annex1"_s) {
        out.found = AiClass::HighAnnex1;
        out.reason = u"safety component of, or itself, a product of Annex I (Art. 6(1))"_s;
    } else if (recorded == u"high_annex3"_s) {
        out.found = AiClass::HighAnnex3;
        out.reason = u"recorded as high-risk; which point of Annex III is not recorded (Art. 6(2))"_s;
    } else {
        out = underArticle50(said, recorded == u"minimal"_s);
        if (!said.isNone(u"annex3_area")) {
            out.proposal = annex3Suggested(said.text(u"purpose"));
            // Silence is no class: below high-risk a use stands where a person put it there, or said that no point of Annex III fits.
            const bool byAPerson = recorded == u"limited"_s || recorded == u"minimal"_s;
            if (!byAPerson && out.found != AiClass::Unknown) {
                out.reason = u"not recorded: which point of Annex III it falls under, or that none fits (Art. 6(2))"_s +
                             (out.found == AiClass::Transparency ? u"; in any class: "_s + out.reason : QString());
                out.found = AiClass::Unknown;
            }
        }
        if (!out.proposal.isEmpty()) {
            out.found = AiClass::Unsettled;
            out.reason = u"the purpose suggests Annex III point %1: a person confirms the point, or that there is none"_s.arg(out.proposal);
        }
    }
    const bool settled = out.found != AiClass::Unknown;
    out.differs = settled && !recorded.isEmpty() && recorded != u"unclassified"_s && classOf(recorded) != out.found;
    return out;
}

} // namespace rules
