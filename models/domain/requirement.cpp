// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/requirement.h"

#include <QCache>
#include <QList>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace domain {
namespace {

/// Small letters and digits only: frameworks are written with every kind of hyphen, blank and version.
QString plain(const QString &text)
{
    QString out;
    for (const QChar c : text.toLower()) {
        if (c.isLetterOrNumber())
            out += c;
    }
    return out;
}

struct Known
{
    const char *pattern;
    const char *id;
};

/// By the plain name. What is not here stays as the tool wrote it.
constexpr std::array known = {
    Known{"^(eu)?gdpr", "gdpr"},
    Known{"^ukgdpr", "uk-gdpr"},
    Known{"^(eu)?nis2", "nis2"},
    Known{"^dora", "dora"},
    Known{"^(eu)?aiact", "eu-ai-act"},
    Known{"^eudataact", "eu-data-act"},
    Known{"^iso(iec)?27001(?!2013|2005)", "iso-27001"},
    Known{"^iso(iec)?2701[78]", "iso-27017"},
    Known{"^iso(iec)?27701", "iso-27701"},
    Known{"^iso(iec)?42001", "iso-42001"},
    Known{"^(aicpa)?soc2", "soc2"},
    Known{"^pci(dss)?v?4", "pci-dss"}, // the third edition has other numbers
    Known{"^hipaa", "hipaa"},
    Known{"^ens(rd2022)?$", "ens"},
    Known{"^fedramp", "fedramp"},
    Known{"^(bsi)?c5(20\\d\\d)?$", "bsi-c5"},
    Known{"^secnumcloud", "secnumcloud"},
    Known{"^(csaccm|ccm)", "csa"},
    Known{"^cmmc", "cmmc"},
    Known{"^nistairmf", "nist-ai-rmf"},
};

QString frameworkId(const QString &written)
{
    static const QList<std::pair<QRegularExpression, QString>> table = [] {
        QList<std::pair<QRegularExpression, QString>> all;
        for (const Known &k : known)
            all.append({QRegularExpression(QLatin1String(k.pattern)), QLatin1String(k.id)});
        return all;
    }();
    const QString name = plain(written);
    for (const auto &[pattern, id] : table) {
        if (pattern.match(name).hasMatch())
            return id;
    }
    return {};
}

/// "_1_ii_a" -> "(1)(ii)(a)".
QString inBrackets(const QString &rest)
{
    static const QRegularExpression cut(u"[-_. ()]+"_s);
    QString out;
    for (const QString &part : rest.split(cut, Qt::SkipEmptyParts))
        out += u'(' + part + u')';
    return out;
}

QString articleOf(const QString &id)
{
    static const QRegularExpression article(u"(?:^|[-_ .])art(?:icle)?s?[-_. ]*(\\d+)((?:[-_.(][0-9a-z]{1,4}\\)?)*)$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const auto match = article.match(id.trimmed());
    return match.hasMatch() ? u"Art. "_s + match.captured(1) + inBrackets(match.captured(2)) : QString();
}

QString numbered(const QString &framework, const QString &id)
{
    if (QString article = articleOf(id); !article.isEmpty())
        return article;
    // The Annex of Implementing Regulation (EU) 2024/2690, which scanners take for the directive's requirements.
    static const QRegularExpression annex(u"^\\d+(\\.\\d+)+(\\.[a-z])?$"_s);
    if (framework == u"nis2"_s && annex.match(id).hasMatch())
        return u"Annex "_s + id;
    static const QRegularExpression trust(u"^(?:cc_(?=[acp]))?(cc|a|c|p|pi)[_.]?(\\d+)[_.](\\d+)$"_s, QRegularExpression::CaseInsensitiveOption);
    if (const auto match = trust.match(id); framework == u"soc2"_s && match.hasMatch())
        return match.captured(1).toUpper() + match.captured(2) + u'.' + match.captured(3);
    // NIST SP 800-53 as scanners write it; the letters of its items are left out.
    static const QRegularExpression nist(u"^([a-z]{2})-(\\d+)(?:-(\\d+))?(?:-[a-z0-9]+)*$"_s);
    if (const auto match = nist.match(id); framework == u"fedramp"_s && match.hasMatch())
        return match.captured(1).toUpper() + u'-' + match.captured(2) + (match.captured(3).isEmpty() ? QString() : u'(' + match.captured(3) + u')');
    static const QRegularExpression rule(u"^164[_.](\\d+)((?:[_.(][0-9a-z]+\\)?)*)$"_s);
    if (const auto match = rule.match(id); framework == u"hipaa"_s && match.hasMatch()) {
        const QString cited = inBrackets(match.captured(2));
        QStringList parts = cited.split(u'(', Qt::SkipEmptyParts);
        for (qsizetype i = 3; i < parts.size(); ++i)   // (a)(1)(ii)(A)
            parts[i] = parts.at(i).toUpper();
        return u"164."_s + match.captured(1) + (parts.isEmpty() ? QString() : u'(' + parts.join(u'('));
    }
    return id;
}

/// What of a framework is named: an article, a section or a control, or a run of them, with the paragraphs within a single one.
struct Cited
{
    QString series; ///< "A.5", "CC6", "OIS"; of articles none
    int first = 0, last = 0;
    QStringList path = {};
};

/// "(2)(a)" -> 2, a.
QStringList pathOf(const QString &brackets)
{
    static const QRegularExpression signs(u"[() ]+"_s);
    return brackets.split(signs, Qt::SkipEmptyParts);
}

/// "Art. 44-46; Art. 21(2)(a), (c), 23" -> 44 to 46, 21 with (2)(a), 21 with (2)(c), 23. Numbers in brackets are paragraphs.
QList<Cited> articlesIn(const QString &clause)
{
    static const QRegularExpression start(u"\\bArt(?:icle|icles|s)?\\.? *(?=\\d)"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression number(u"^(\\d+)((?:\\([0-9a-z]+\\))*)((?:[-\u2013 ]+\\([0-9a-z]+\\))*)(?: *[-\u2013] *(\\d+)(?![./]))?"_s);
    static const QRegularExpression more(u"^(?:,| and| or) *(?=\\d+(?:[(,; ]|$))"_s);
    static const QRegularExpression further(u"^(?:,| and| or) *((?:\\([0-9a-z]+\\))+)"_s);
    QList<Cited> out;
    for (auto found = start.globalMatch(clause); found.hasNext();) {
        QString rest = clause.mid(found.next().capturedEnd());
        for (;;) {
            const auto match = number.match(rest);
            if (!match.hasMatch())
                break;
            const int first = match.captured(1).toInt();
            Cited place{{}, first, match.captured(4).isEmpty() ? first : std::max(first, match.captured(4).toInt()), pathOf(match.captured(2))};
            if (!match.captured(3).isEmpty() && !place.path.isEmpty())
                place.path.removeLast(); // "(2)-(5)": any of them
            out.append(place);
            rest = rest.mid(match.capturedEnd());
            for (auto sibling = further.match(rest); sibling.hasMatch(); sibling = further.match(rest)) {
                const QStringList tail = pathOf(sibling.captured(1));
                place.path = place.path.mid(0, std::max<qsizetype>(0, place.path.size() - tail.size())) + tail;
                out.append(place);
                rest = rest.mid(sibling.capturedEnd());
            }
            const auto next = more.match(rest);
            if (!next.hasMatch())
                break;
            rest = rest.mid(next.capturedEnd());
        }
    }
    return out;
}

/// The letters of Art. 21(2) NIS2 that a point of the Annex of Implementing Regulation (EU) 2024/2690 spells out, by its headings.
QList<Cited> articlesOfAnnex(const QString &id)
{
    static const QRegularExpression point(u"^Annex (\\d+)(?:\\.|$)"_s);
    static constexpr std::array letters = {"", "a", "a", "b", "c", "d", "e", "f", "g", "h", "i", "ij", "i", "cei"};
    const int number = point.match(id).captured(1).toInt();
    QList<Cited> out;
    for (const char *letter = number > 0 && number < int(letters.size()) ? letters.at(static_cast<std::size_t>(number)) : ""; *letter; ++letter)
        out.append({{}, 21, 21, {u"2"_s, QString(QLatin1Char(*letter))}});
    return out;
}

/// "164.308(a)(1)(ii)(A), (e)" of the Code of Federal Regulations.
QList<Cited> sectionsIn(const QString &text)
{
    static const QRegularExpression section(u"(?<![\\w.])(\\d{2,3})\\.(\\d{3,4})((?:\\([0-9A-Za-z]+\\))*)((?:, *\\([0-9A-Za-z]+\\))*)"_s);
    QList<Cited> out;
    for (auto found = section.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        const int number = match.captured(2).toInt();
        out.append({match.captured(1), number, number, pathOf(match.captured(3).toLower())});
        for (const QString &sibling : match.captured(4).toLower().split(u',', Qt::SkipEmptyParts))
            out.append({match.captured(1), number, number, pathOf(sibling)});
    }
    return out;
}

/// "op.acc.6.r2.aws.iam.1" of the Spanish ENS -> op.acc, 6 with r2.
QList<Cited> measuresIn(const QString &text)
{
    static const QRegularExpression measure(u"(?<![\\w.])((?:op|mp)\\.[a-z]+|org)\\.(\\d+)(?:\\.(r\\d+))?(?!\\w)"_s);
    QList<Cited> out;
    for (auto found = measure.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        const int number = match.captured(2).toInt();
        out.append({match.captured(1), number, number, match.captured(3).isEmpty() ? QStringList() : QStringList{match.captured(3)}});
    }
    return out;
}

/// "A.5.19-5.22" -> A.5, 19 to 22; "CEK-08" -> CEK, 8; "SA-9(5)" -> SA, 9 with 5; "CRY-03.01B", a basic criterion of C5, -> CRY, 3.
QList<Cited> controlsIn(const QString &written)
{
    static const QRegularExpression criterion(u"([A-Z]{2,4}-\\d+)\\.\\d+[A-Z]{1,2}(?!\\w)"_s);
    static const QRegularExpression control(
        u"(?<![\\w.])((?:[A-Z]{1,4}[-.]?)?(?:\\d+[.])*)(\\d+)(?:(?:-|\u2013|\\.\\.)(?:\\d+\\.)*(\\d+))?((?:\\(\\d+\\))*)(?![\\w/]|\\.\\d)"_s);
    static const QRegularExpression pair(u"([A-Z]{2,4}-\\d+)/(\\d+)(?![\\w/])"_s);
    const QString text = QString(written).replace(criterion, u"\\1"_s).replace(pair, u"\\1-\\2"_s);
    QList<Cited> out;
    for (auto found = control.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        Cited c{match.captured(1), match.captured(2).toInt(), 0, pathOf(match.captured(4))};
        while (c.series.endsWith(u'.') || c.series.endsWith(u'-'))
            c.series.chop(1);
        if (c.series.isEmpty())
            continue;
        c.last = match.captured(3).isEmpty() ? c.first : std::max(c.first, match.captured(3).toInt());
        out.append(c);
    }
    return out;
}

/// The one is the other, holds it or lies within it.
bool meet(const Cited &a, const Cited &b)
{
    if (a.series != b.series || a.first > b.last || b.first > a.last)
        return false;
    if (a.first != a.last || b.first != b.last)
        return true;
    return std::equal(a.path.cbegin(), a.path.cbegin() + std::min(a.path.size(), b.path.size()), b.path.cbegin());
}

SameRequirement compared(const QList<Cited> &a, const QList<Cited> &b)
{
    for (const Cited &x : a) {
        if (std::any_of(b.cbegin(), b.cend(), [&x](const Cited &y) { return meet(x, y); }))
            return SameRequirement::Article;
    }
    return SameRequirement::No;
}

} // namespace

RequirementName RequirementName::fromText(const QString &text)
{
    const qsizetype colon = text.indexOf(u": "_s);
    return colon < 0 ? RequirementName{text, {}} : RequirementName{text.left(colon), text.mid(colon + 2)};
}

RequirementName requirementName(const QString &framework, const QString &id)
{
    // A scan names the same few hundred for each of its resources.
    thread_local QCache<std::pair<QString, QString>, RequirementName> names(5000);
    const std::pair asked(framework, id);
    if (const RequirementName *name = names.object(asked))
        return *name;
    const QString known = frameworkId(framework);
    const QString written = id.trimmed();
    const RequirementName name = known.isEmpty() ? RequirementName{framework.trimmed(), written} : RequirementName{known, numbered(known, written)};
    names.insert(asked, new RequirementName(name));
    return name;
}

SameRequirement sameRequirement(const QString &clause, const QString &id)
{
    if (clause.isEmpty() || id.isEmpty())
        return SameRequirement::Framework;
    const QList<Cited> here = articlesIn(clause);
    const QList<Cited> there = id.startsWith("Annex "_L1) ? articlesOfAnnex(id) : articlesIn(id);
    if (!here.isEmpty() && !there.isEmpty())
        return compared(here, there);
    if (!here.isEmpty() || !there.isEmpty())
        return SameRequirement::Framework;
    for (const auto &placesIn : {sectionsIn, measuresIn, controlsIn}) {
        const QList<Cited> ours = placesIn(clause);
        const QList<Cited> theirs = placesIn(id);
        if (!ours.isEmpty() && !theirs.isEmpty())
            return compared(ours, theirs);
    }
    return clause.contains(id) ? SameRequirement::Article : SameRequirement::Framework;
}

} // namespace domain
