// SPDX-License-Identifier: GPL-3.0-or-later
// The law's own predicates: adequacy, exposure to foreign laws, certificates and what they cover.
#include "domain/certificatescheme.h"
#include "rules/second/evaluator.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace second {

namespace {

/// "ISO/IEC 27001:2022" and "iso-27001" are one scheme.
QString plainScheme(const QString &name)
{
    return domain::certificateScheme(name).scheme.remove(u'_');
}

QString simplified(const QString &text) { return text.simplified().toLower(); }

bool hasWordsOf(const QString &longer, const QString &shorter)
{
    return (u' ' + longer + u' ').contains(u' ' + shorter + u' ');
}

} // namespace

Truth Evaluator::flagAt(const std::optional<Way> &way, const Frame &frame) const
{
    if (!way)
        return std::nullopt;
    const Value value = valueAt(*way, frame);
    if (value.state == Value::State::Absent)
        return false;
    return value.state == Value::State::Said ? Truth(value.scalar.toBool()) : std::nullopt;
}

Truth Evaluator::adequate(const Condition &c, const Frame &frame) const
{
    const Value country = valueAt(c.way, frame);
    // Data and people are somewhere: that there is no country says nothing.
    if (country.state != Value::State::Said)
        return std::nullopt;
    const QString code = country.scalar.toString();
    if (m_reference.set(u"EEA"_s).contains(code))
        return true;
    const Truth dpf = flagAt(c.dpf, frame);
    const Truth dpfHr = flagAt(c.dpfHr, frame);
    const Truth hr = c.hr ? flagAt(c.hr, frame) : Truth(false);
    const auto recipient = [&]() -> Truth {
        if (!c.recipient)
            return std::nullopt;
        const Value kind = valueAt(*c.recipient, frame);
        if (kind.state == Value::State::Unsaid)
            return std::nullopt;
        const QStringList covered = {u"commercial"_s, u"group"_s, u"independent_controller"_s};
        return kind.state == Value::State::Said && covered.contains(kind.scalar.toString());
    };
    Truth result = false;
    for (const Reference::Adequacy &decision : m_reference.adequacy()) {
        if (decision.country != code || (decision.from && *decision.from > m_asOf) || (decision.until && *decision.until < m_asOf))
            continue;
        Truth one;
        if (decision.condition.isEmpty())
            one = true;
        else if (decision.condition == "dpf_certified"_L1)
            one = dpf == Truth(false) ? dpf : hr ? (*hr ? dpfHr : dpf) : (dpf == dpfHr ? dpf : std::nullopt);
        else if (decision.condition == "commercial"_L1 || decision.condition == "private_sector"_L1)
            one = recipient();
        result = either(result, one);
    }
    return result;
}

Truth Evaluator::exposed(const Condition &c, const Frame &frame) const
{
    const End provider = thingAt(c.way, frame);
    if (!provider.thing)
        return provider.absent ? Truth(false) : std::nullopt;
    const Reference::Reach reach = m_reference.reach(*provider.thing, c.names, c.anyName, setOf(u"ZONE"_s), m_asOf);
    if (reach.whole || (c.partial && reach.part))
        return true;
    if (reach.uncertain || (c.partial && reach.uncertainPart) || !(c.anyName ? reach.allKnown : reach.known))
        return std::nullopt;
    return false;
}

Truth Evaluator::certified(const Condition &c, const Frame &frame) const
{
    const End holder = thingAt(c.way, frame);
    if (!holder.thing)
        return holder.absent ? Truth(false) : std::nullopt;
    const QString attr = holder.kind == EntityKind::LegalEntity ? u"legal_entity"_s : u"holder"_s;
    Truth result = isComplete(EntityKind::Certification, attr) ? Truth(false) : std::nullopt;
    for (const Thing *certificate : m_inventory.ofKind(EntityKind::Certification)) {
        const auto says = [&](const QString &name) { return certificate->values.value(name); };
        if (isRetired(*certificate) || says(attr).scalar.toString() != holder.thing->key)
            continue;
        const Value scheme = says(u"scheme"_s);
        Truth stands = c.anyName ? Truth(true) : std::nullopt;
        if (!c.anyName && scheme.state != Value::State::Unsaid) {
            stands = std::any_of(c.names.cbegin(), c.names.cend(), [&](const QString &name) {
                return scheme.state == Value::State::Said && plainScheme(name) == plainScheme(scheme.scalar.toString());
            });
        }
        const Value expires = says(u"expires"_s);
        if (expires.state != Value::State::Absent)   // one that never expires is valid
            stands = both(stands, expires.state == Value::State::Said ? Truth(expires.scalar.toDouble() >= m_asOf) : std::nullopt);
        const Value issued = says(u"issued"_s);
        if (issued.state == Value::State::Said)
            stands = both(stands, issued.scalar.toDouble() <= m_asOf);
        const Value type = says(u"report_type"_s);
        if (type.state == Value::State::Unsaid)
            stands = both(stands, std::nullopt);
        else
            stands = both(stands, type.state == Value::State::Said && type.scalar != u"self"_s && type.scalar != u"type1"_s);
        if (c.service) {
            const End service = thingAt(*c.service, frame);
            stands = both(stands, service.thing ? both(inScope(*certificate, *service.thing, false), inScope(*certificate, *service.thing, true))
                                  : service.absent ? Truth(false)
                                                   : std::nullopt);
        }
        result = either(result, stands);
    }
    return result;
}

Truth Evaluator::covered(const Condition &c, const Frame &frame) const
{
    const End certificate = thingAt(c.way, frame);
    if (!certificate.thing)
        return certificate.absent ? Truth(false) : std::nullopt;
    return inScope(*certificate.thing, *frame.thing, c.ofRegion);
}

Truth Evaluator::inScope(const Thing &certificate, const Thing &service, bool region) const
{
    const Value provider = service.values.value(u"provider"_s);
    const Value holder = certificate.values.value(u"holder"_s);
    const bool held = provider.state == Value::State::Said && holder.state == Value::State::Said && provider.scalar == holder.scalar;
    if (!held && !certificate.values.value(u"services_used"_s).items.contains(service.key))
        return std::nullopt;
    const Value stated = certificate.values.value(region ? u"regions"_s : u"services"_s);
    Truth result = stated.complete ? Truth(false) : std::nullopt;
    for (const QString &entry : stated.items)
        result = either(result, region ? namesRegion(entry, service) : namesProduct(entry, service));
    return result;
}

Truth Evaluator::namesProduct(const QString &entry, const Thing &service) const
{
    const QString word = simplified(entry);
    const QString product = simplified(service.values.value(u"product"_s).scalar.toString());
    QStringList own = {simplified(service.key), simplified(service.name), product};
    own.removeAll(QString());
    if (own.contains(word))
        return true;
    if (word.contains(u'*'))
        return std::any_of(own.cbegin(), own.cend(), [&](const QString &name) { return matches(name, word); }) ? Truth(true)
               : product.isEmpty()                                                                            ? std::nullopt
                                                                                                              : Truth(false);
    // It surely means another service where that is its name.
    for (const Thing *other : m_inventory.ofKind(EntityKind::Service)) {
        for (const QString &name : {other->key, other->name, other->values.value(u"product"_s).scalar.toString()}) {
            if (simplified(name) == word)
                return false;
        }
    }
    if (product.isEmpty())
        return std::nullopt;
    const bool may = std::any_of(own.cbegin(), own.cend(), [&](const QString &name) { return hasWordsOf(name, word) || hasWordsOf(word, name); });
    return may ? std::nullopt : Truth(false);
}

Truth Evaluator::namesRegion(const QString &entry, const Thing &service) const
{
    const QString word = entry.trimmed();
    const Value region = service.values.value(u"region"_s);
    const QString used = region.scalar.toString().trimmed();
    const Thing *holder = m_inventory.find(EntityKind::Provider, service.values.value(u"provider"_s).scalar.toString());
    QString provider = holder ? holder->values.value(u"ref"_s).scalar.toString() : QString();
    if (holder && provider.isEmpty())
        provider = holder->key;
    if (used.contains(u'/'))
        provider = used.section(u'/', 0, 0);
    if (word == "*"_L1 || (!used.isEmpty() && used.compare(word, Qt::CaseInsensitive) == 0))
        return true;
    const auto regionOf = [&](const QString &text) -> std::optional<store::RegionFact> {
        const qsizetype stroke = text.indexOf(u'/');
        if (stroke >= 0)
            return m_reference.lookup().region(text.left(stroke), text.sliced(stroke + 1));
        return m_reference.lookup().region(provider, text);
    };
    const auto usedRegion = used.isEmpty() ? std::nullopt : regionOf(used);
    const QStringList named = m_reference.countriesNamed(word);
    if (!named.isEmpty()) {
        // Where is the service?
        Value where = service.values.value(u"hosting_countries"_s);
        if (usedRegion && !usedRegion->country.isEmpty())
            where = {Value::State::Said, {}, {usedRegion->country}, true};
        else if (const QStringList itself = m_reference.countriesNamed(used); itself.size() == 1)
            where = {Value::State::Said, {}, itself, true};
        bool allIn = where.complete && !where.items.isEmpty();
        bool noneIn = where.complete && !where.items.isEmpty();
        for (const QString &country : std::as_const(where.items)) {
            allIn = allIn && named.contains(country);
            noneIn = noneIn && !country.isEmpty() && !named.contains(country);
        }
        return allIn ? Truth(true) : noneIn ? Truth(false) : std::nullopt;
    }
    if (region.state == Value::State::Absent)
        return word.compare("global"_L1, Qt::CaseInsensitive) == 0 ? Truth(true) : std::nullopt;
    const auto entryRegion = regionOf(word);
    if (entryRegion && usedRegion)
        return entryRegion->provider == usedRegion->provider && entryRegion->code == usedRegion->code;
    // Two words of the provider's own for its regions, which the reference data does not know.
    if (!entryRegion && !usedRegion && !used.isEmpty() && m_reference.countriesNamed(used).isEmpty())
        return false;
    return std::nullopt;
}

} // namespace second
