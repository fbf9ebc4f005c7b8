// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/reasontext.h"

#include "domain/onestop.h"
#include "rules/conditionparser.h"
#include "rules/numbertext.h"
#include "rules/templatetext.h"

#include <QLocale>

using namespace Qt::StringLiterals;
using domain::Result;
using domain::Status;
using domain::ValueType;

namespace rules {
namespace {

QHash<QString, QString> wordsOfCodes()
{
    return {{u"scc"_s, u"standard contractual clauses"_s},
            {u"bcr"_s, u"binding corporate rules"_s},
            {u"bcr_c"_s, u"binding corporate rules of controllers (BCR-C)"_s},
            {u"bcr_p"_s, u"binding corporate rules of processors (BCR-P)"_s},
            {u"dpf"_s, u"the EU-US Data Privacy Framework"_s},
            {u"adequacy"_s, u"an adequacy decision"_s},
            {u"code"_s, u"a code of conduct"_s},
            {u"certification"_s, u"a certification"_s},
            {u"derogation"_s, u"a derogation"_s},
            {u"idta"_s, u"the UK's transfer agreement (IDTA)"_s},
            {u"uk_addendum"_s, u"the UK Addendum"_s},
            {u"sccs_cn"_s, u"the Chinese standard contract"_s},
            {u"ca_security_assessment_cn"_s, u"the Chinese security assessment"_s},
            {u"cert_cn"_s, u"the Chinese certification"_s},
            {u"anpd_scc"_s, u"Brazil's standard clauses"_s},
            {u"sdaia_scc"_s, u"the Saudi standard clauses"_s},
            {u"cbpr"_s, u"a CBPR certificate"_s},
            {u"treaty"_s, u"a treaty"_s},
            {u"cmk"_s, u"customer-managed keys in the provider's service"_s},
            {u"byok"_s, u"imported keys (BYOK)"_s},
            {u"hyok"_s, u"keys held by us outside (HYOK)"_s},
            {u"api_only"_s, u"by interface only"_s},
            {u"open_weights"_s, u"as open weights"_s},
            {u"licensed_weights"_s, u"as licensed weights"_s},
            {u"onprem"_s, u"own premises"_s},
            {u"shared_region"_s, u"shared cloud"_s},
            {u"non_personal"_s, u"not personal"_s},
            {u"human"_s, u"person"_s},
            {u"admin"_s, u"administer"_s},
            {u"short_lived"_s, u"short-lived"_s},
            {u"air_gapped"_s, u"air-gapped"_s},
            {u"key_management.provider"_s, u"the provider's own keys"_s},
            {u"key_management.external"_s, u"an external key manager"_s},
            {u"nis2_essential"_s, u"essential (NIS2)"_s},
            {u"nis2_important"_s, u"important (NIS2)"_s},
            {u"cii_operator"_s, u"operator of critical infrastructure"_s},
            {u"agent"_s, u"AI agent"_s},
            {u"high_annex1"_s, u"high risk (Annex I)"_s},
            {u"high_annex3"_s, u"high risk (Annex III)"_s},
            {u"vendor_support"_s, u"vendor's support"_s},
            {u"provider_operator"_s, u"provider's operator"_s},
            {u"contractual_limit"_s, u"limited by contract only"_s},
            {u"technical_limit"_s, u"technically limited"_s},
            {u"attested_none"_s, u"none, as attested"_s},
            {u"ISO27001"_s, u"ISO/IEC 27001"_s},
            {u"ISO27017"_s, u"ISO/IEC 27017"_s},
            {u"ISO27018"_s, u"ISO/IEC 27018"_s},
            {u"ISO27701"_s, u"ISO/IEC 27701"_s},
            {u"ISO42001"_s, u"ISO/IEC 42001"_s},
            {u"SOC1"_s, u"SOC 1"_s},
            {u"SOC2"_s, u"SOC 2"_s},
            {u"C5"_s, u"BSI C5"_s},
            {u"SECNUMCLOUD"_s, u"SecNumCloud"_s},
            {u"PCI_DSS"_s, u"PCI DSS"_s},
            {u"CSA_STAR"_s, u"CSA STAR"_s}};
}

QString languageWord(const QString &code)
{
    const QLocale::Language language = QLocale(code.section(u'-', 0, 0)).language();
    return language == QLocale::C ? code : QLocale::languageToString(language);
}

constexpr qsizetype ShownOfList = 8;

void addFact(const ReasonText &text, Fact fact, const QString &more, QStringList &parts)
{
    if (fact.state == Fact::State::NotSaid || fact.path == u"key"_s || fact.path == u"name"_s)
        return;
    const qsizetype rest = fact.values.size() - ShownOfList;
    if (rest > 1)
        fact.values = fact.values.mid(0, ShownOfList) << more.arg(rest);
    QString words = (fact.label == u"all_places"_s ? text.placesWord() : fact.label) + u": "_s + text.words(fact);
    if (!fact.unit.isEmpty() && fact.state == Fact::State::Value)
        words += u' ' + fact.unit;
    if (!parts.contains(words))
        parts.append(words);
}

} // namespace

const Condition *conditionAt(const Rule &rule, QStringView pointer)
{
    QList<const Condition *> open{&rule.appliesIf, &rule.gapIf};
    while (!open.isEmpty()) {
        const Condition *c = open.takeFirst();
        if (c->pointer == pointer)
            return c;
        // What stands within a leaf is judged on other things.
        if (!c->isLeaf()) {
            for (const Condition &child : c->children)
                open.append(&child);
        }
    }
    return nullptr;
}

std::optional<bool> truthOf(const Condition &c, const QList<LeafExplanation> &leaves)
{
    if (c.isLeaf()) {
        for (const LeafExplanation &leaf : leaves) {
            if (leaf.pointer == c.pointer)
                return leaf.truth;
        }
        return c.type == Condition::Type::Const ? std::optional(c.value) : std::nullopt;
    }
    if (c.type == Condition::Type::Not) {
        const auto inner = truthOf(c.children.constFirst(), leaves);
        return inner ? std::optional(!*inner) : std::nullopt;
    }
    const bool all = c.type == Condition::Type::All;
    bool unknown = false;
    for (const Condition &child : c.children) {
        const auto one = truthOf(child, leaves);
        if (!one)
            unknown = true;
        else if (*one != all)
            return !all;
    }
    return unknown ? std::nullopt : std::optional(all);
}

ReasonText::ReasonText(ReasonWords words, QHash<QString, QString> countries, const Pack &pack, const QHash<QString, double> &parameters)
    : m_words(std::move(words)), m_countries(std::move(countries))
{
    if (m_words.values.isEmpty())
        m_words.values = wordsOfCodes();
    for (const Parameter &parameter : pack.parameters) {
        const QString number = numberText(parameters.value(parameter.name, parameter.value));
        m_parameters.insert(parameter.name, parameter.unit.isEmpty() ? number : number + u' ' + parameter.unit);
    }
}

QString ReasonText::listed(const QStringList &parts) const
{
    if (parts.size() < 2)
        return parts.join(QString());
    return parts.mid(0, parts.size() - 1).join(u", "_s) + u' ' + m_words.andWord + u' ' + parts.constLast();
}

/// Parts of a sentence that stand side by side; those that bring their own sign ("; recipient: commercial") need no other.
QString ReasonText::inARow(const QStringList &parts) const
{
    return std::any_of(parts.cbegin(), parts.cend(), [](const QString &part) { return part.startsWith(u';'); }) ? parts.join(QString()) : listed(parts);
}

QString ReasonText::word(const Fact &fact, const QString &value) const
{
    if (fact.type == ValueType::Bool)
        return value == "true"_L1 ? m_words.yes : m_words.no;
    if (value.isEmpty())
        return fact.type == ValueType::Country ? m_words.unrecorded.arg(m_words.country) : m_words.notSaid;
    if (fact.type == ValueType::Country)
        return value == Worldwide ? m_words.worldwide : m_countries.value(value, value);
    const QString attr = fact.path.section(u'.', -1);
    if (attr.startsWith(u"languages"_s))
        return languageWord(value);
    if (fact.isList && value == Worldwide)
        return m_words.all;
    // A code may mean something of its own in one attribute: "key_management.provider".
    if (const auto own = m_words.values.constFind(attr + u'.' + value); own != m_words.values.constEnd())
        return *own;
    if (fact.coded)
        return m_words.values.value(value, QString(value).replace(u'_', u' '));
    return attr == u"scheme"_s ? m_words.values.value(value, value) : value;
}

QString ReasonText::words(const Fact &fact) const
{
    if (fact.state == Fact::State::NotSaid)
        return m_words.notSaid;
    if (fact.state == Fact::State::None)
        return m_words.none;
    QStringList parts;
    for (const QString &value : fact.values) {
        if (const QString one = word(fact, value); !parts.contains(one))
            parts.append(one);
    }
    // Of a list that may be longer the last word is not "and".
    return fact.state == Fact::State::Partial ? (parts << m_words.andMore).join(u", "_s) : listed(parts);
}

/// What is not said stands as such behind its label only; within a sentence it is a thing that is not recorded.
QString ReasonText::wordsWithin(const Fact &fact, const QString &before) const
{
    if (fact.state != Fact::State::NotSaid || before.isEmpty() || before.endsWith(u": "_s) || before.endsWith(u" is "_s) ||
        before.endsWith(u" are "_s))
        return words(fact);
    if (before.lastIndexOf(u'(') > before.lastIndexOf(u')'))
        return m_words.notRecorded.arg(fact.label.left(1).toLower() + fact.label.mid(1));
    if (!before.endsWith(u' '))   // in quotation marks
        return words(fact);
    const QString noun = fact.type == ValueType::Country ? m_words.country
                         : fact.type == ValueType::Date  ? m_words.day
                                                         : QString(fact.path.section(u'.', -1)).replace(u'_', u' ');
    return m_words.unrecorded.arg(noun);
}

Result<Reason> ReasonText::fillPaths(const QString &text, const QList<LeafExplanation> &leaves, const Source &source) const
{
    Reason reason;
    QString &out = reason.text;
    const auto say = [&](const QString &own, const QString &label) {
        reason.slots_.append({out.size(), own.size(), label});
        out += own;
    };
    qsizetype from = 0;
    for (const Placeholder &place : placeholders(text)) {
        domain::goOn(out, QStringView(text).mid(from, place.start - from));
        from = place.end;
        if (place.kind == Placeholder::Kind::Parameter) {
            out += m_parameters.value(place.name);
            continue;
        }
        if (place.kind == Placeholder::Kind::Deciding) {
            for (const LeafExplanation &leaf : leaves) {
                if (leaf.pointer != place.name)
                    continue;
                const Result<QStringList> names = source.deciding(leaf);
                if (!names)
                    return names.error();
                // Related things are facts of their own already.
                say(names->isEmpty() ? m_words.notSaid : listed(*names), leaf.condition->isRelation() ? QString() : m_words.which);
            }
            continue;
        }
        // Of several paths the first that has a value speaks; of none the first.
        std::optional<Fact> shown;
        for (const QString &alternative : place.name.split(u'|')) {
            const auto path = ConditionParser::pathFromText(alternative);
            if (!path || path->isSelf())
                continue;
            const Result<Fact> found = source.fact(*path);
            if (!found)
                return found.error();
            const bool said = found->state == Fact::State::Value || found->state == Fact::State::Partial;
            if (!shown || said)
                shown = *found;
            if (said)
                break;
        }
        // A number without its unit would say nothing: "24 hours to tell us".
        const QString unit = shown && shown->state == Fact::State::Value && !shown->unit.isEmpty() ? u' ' + shown->unit : QString();
        if (shown)
            say(wordsWithin(*shown, out) + unit, shown->path == u"name"_s || shown->path == u"key"_s ? QString() : shown->label == u"all_places"_s ? m_words.places : shown->label);
    }
    domain::goOn(out, QStringView(text).mid(from));
    return reason;
}

Result<Reason> ReasonText::fill(const QString &text, const Rule &rule, const QList<LeafExplanation> &leaves, const Source &source) const
{
    QString chosen;
    QStringList run;
    for (const Part &part : parts(text)) {
        if (part.pointer.isEmpty()) {
            // Parts with nothing but a space between them are one list.
            if (part.text.trimmed().isEmpty() && !part.last)
                continue;
            chosen += inARow(run) + part.text;
            run.clear();
            continue;
        }
        const Condition *condition = conditionAt(rule, part.pointer);
        const std::optional<bool> truth = condition ? truthOf(*condition, leaves) : std::nullopt;
        if (part.ifUnknown ? !truth : truth.value_or(false))
            run.append(part.text);
    }
    return fillPaths(chosen + inARow(run), leaves, source);
}

bool ReasonText::saysOpenUse(const QString &text, const Rule &rule, const QList<LeafExplanation> &leaves) const
{
    const QList<Part> all = parts(text);
    return std::any_of(all.begin(), all.end(), [&](const Part &part) {
        const Condition *condition = part.ifUnknown && part.pointer.startsWith(u"/applies_if"_s) ? conditionAt(rule, part.pointer) : nullptr;
        return condition && !truthOf(*condition, leaves);
    });
}

QString ReasonText::useIsOpen(const Rule &rule, bool gap) const
{
    QString asked = rule.heading.isEmpty() ? rule.title : rule.heading;
    return (gap ? m_words.useOpenNotMet : m_words.useOpenMet).arg(u"{name}"_s, u"\u201c"_s + asked.remove(u'{').remove(u'}') + u"\u201d"_s);
}

QString ReasonText::decidedWell(const Explanation &e, const Rule &rule) const
{
    const bool met = e.status == Status::Pass;
    if (!met && e.status != Status::NotApplicable)
        return {};
    QStringList parts;
    for (const LeafExplanation &leaf : e.leaves) {
        // Of a certificate the holder alone shows nothing.
        if (!leaf.pointer.startsWith(met ? u"/gap_if"_s : u"/applies_if"_s) || leaf.condition->type == Condition::Type::Certified)
            continue;
        for (const Fact &fact : leaf.facts) {
            if (met || leaf.truth == std::optional(false))
                addFact(*this, fact, m_words.more, parts);
        }
    }
    if (!parts.isEmpty())
        return (met ? m_words.met : m_words.notApplicable).arg(domain::beforeStop(parts.join(u"; "_s)));
    return met ? m_words.metPlain.arg(rule.requirement.isEmpty() ? rule.title : rule.requirement) : m_words.notApplicablePlain;
}

} // namespace rules
