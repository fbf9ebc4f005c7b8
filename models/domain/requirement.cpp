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
    static const QRegularExpression trust(u"^(cc|a|c|p|pi)[_.]?(\\d+)[_.](\\d+)$"_s, QRegularExpression::CaseInsensitiveOption);
    if (const auto match = trust.match(id); framework == u"soc2"_s && match.hasMatch())
        return match.captured(1).toUpper() + match.captured(2) + u'.' + match.captured(3);
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

using Range = std::pair<int, int>;

/// "Art. 44-46; Art. 21(2)(a), 23" -> 44 to 46, 21, 23. Numbers in brackets are paragraphs.
QList<Range> articlesIn(const QString &clause)
{
    static const QRegularExpression start(u"\\bArt(?:icle|icles|s)?\\.? *(?=\\d)"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression number(u"^(\\d+)((?:\\([0-9a-z]+\\)|[-\u2013 ]*\\([0-9a-z]+\\))*)(?: *[-\u2013] *(\\d+)(?![./]))?"_s);
    QList<Range> out;
    for (auto found = start.globalMatch(clause); found.hasNext();) {
        QString rest = clause.mid(found.next().capturedEnd());
        for (;;) {
            const auto match = number.match(rest);
            if (!match.hasMatch())
                break;
            const int first = match.captured(1).toInt();
            out.append({first, match.captured(3).isEmpty() ? first : std::max(first, match.captured(3).toInt())});
            rest = rest.mid(match.capturedEnd());
            static const QRegularExpression more(u"^(?:,| and| or) *(?=\\d+(?:[(,; ]|$))"_s);
            const auto next = more.match(rest);
            if (!next.hasMatch())
                break;
            rest = rest.mid(next.capturedEnd());
        }
    }
    return out;
}

bool overlap(const QList<Range> &a, const QList<Range> &b)
{
    return std::any_of(a.begin(), a.end(), [&](const Range &x) {
        return std::any_of(b.begin(), b.end(), [&](const Range &y) { return x.first <= y.second && y.first <= x.second; });
    });
}

struct Control
{
    QString letters; ///< of the series: "A.5", "CC6", "OIS"
    int number = 0, last = 0;
};

/// "A.5.19-5.22" -> A.5, 19 to 22; "CEK-08" -> CEK, 8.
QList<Control> controlsIn(const QString &text)
{
    static const QRegularExpression control(
        u"(?<![\\w.])((?:[A-Z]{1,4}[-.]?)?(?:\\d+[.])*)(\\d+)(?:(?:-|\u2013|\\.\\.)(?:\\d+\\.)*(\\d+))?(?![\\w/]|\\.\\d)"_s);
    QList<Control> out;
    for (auto found = control.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        Control c{match.captured(1), match.captured(2).toInt(), 0};
        while (c.letters.endsWith(u'.') || c.letters.endsWith(u'-'))
            c.letters.chop(1);
        if (c.letters.isEmpty())
            continue;
        c.last = match.captured(3).isEmpty() ? c.number : std::max(c.number, match.captured(3).toInt());
        out.append(c);
    }
    return out;
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
    const QList<Range> here = articlesIn(clause);
    const QList<Range> there = articlesIn(id);
    if (!here.isEmpty() && !there.isEmpty())
        return overlap(here, there) ? SameRequirement::Article : SameRequirement::No;
    if (!here.isEmpty() || !there.isEmpty())
        return SameRequirement::Framework;
    const QList<Control> ours = controlsIn(clause);
    const QList<Control> theirs = controlsIn(id);
    if (ours.isEmpty() || theirs.isEmpty())
        return clause.contains(id) ? SameRequirement::Article : SameRequirement::Framework;
    for (const Control &o : ours) {
        for (const Control &t : theirs) {
            if (o.letters == t.letters && o.number <= t.last && t.number <= o.last)
                return SameRequirement::Article;
        }
    }
    return SameRequirement::No;
}

} // namespace domain
