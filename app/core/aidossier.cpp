// SPDX-License-Identifier: GPL-3.0-or-later
// AI uses and models of general purpose under the AI Act, in words.
#include "core/dossiers.h"

#include "text/statustext.h"
#include "text/switchedofftext.h"
#include "text/wordtext.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;
using namespace domain;
using text::DossierData;
using text::DossierLine;
using text::DossierSection;
using text::valueWord;

namespace app {

QString aiClassWords(rules::AiClass found)
{
    switch (found) {
    case rules::AiClass::Prohibited: return u"prohibited"_s;
    case rules::AiClass::HighAnnex1: return u"high risk (Annex I)"_s;
    case rules::AiClass::HighAnnex3: return u"high risk (Annex III)"_s;
    case rules::AiClass::Unsettled: return u"to be settled"_s;
    case rules::AiClass::Transparency: return u"transparency"_s;
    case rules::AiClass::Minimal: return u"minimal"_s;
    case rules::AiClass::Unknown: break;
    }
    return u"unknown"_s;
}

namespace {

QString iso(Day day) { return fromDay(day).toString(Qt::ISODate); }

/// What applies on the day, then what comes, day by day.
QList<DossierSection> dutySections(const QList<rules::AiDuty> &duties, Day asOf, const QString &none)
{
    DossierSection now{u"Duties on %1"_s.arg(iso(asOf)), {}};
    std::map<Day, QStringList> later;
    for (const rules::AiDuty &duty : duties) {
        const QString what = duty.clause + u", "_s + duty.title + u": "_s;
        if (duty.from && *duty.from > asOf)
            later[*duty.from].append(what + text::statusWord(duty.then.value_or(duty.now), LegalStatus::Law));
        else
            now.lines.append(what + text::statusWord(duty.now, LegalStatus::Law));
    }
    if (now.lines.isEmpty())
        now.lines.append(later.empty() ? none : u"None yet."_s);
    QList<DossierSection> out{now};
    for (const auto &[day, lines] : later)
        out.append({u"Duties from %1, as things stand"_s.arg(iso(day)), lines});
    return out;
}

/// The worst of the duties: today's, else what comes.
Status worst(const QList<rules::AiDuty> &duties)
{
    bool unknown = false;
    for (const rules::AiDuty &duty : duties) {
        if (duty.now == Status::Gap)
            return Status::Gap;
        unknown = unknown || duty.now == Status::Unknown;
    }
    return unknown ? Status::Unknown : duties.isEmpty() ? Status::NotApplicable : Status::Pass;
}

/// "3 now, 9 later".
QString dutyCount(const QList<rules::AiDuty> &duties, Day asOf)
{
    const auto later = std::count_if(duties.cbegin(), duties.cend(), [asOf](const rules::AiDuty &one) { return one.from && *one.from > asOf; });
    const auto now = duties.size() - later;
    return duties.isEmpty() ? u"none"_s : later == 0 ? u"%1 now"_s.arg(now) : now == 0 ? u"%1 later"_s.arg(later) : u"%1 now, %2 later"_s.arg(now).arg(later);
}

void add(QStringList &lines, const QString &what, const QString &value)
{
    if (!value.isEmpty())
        lines.append(what + u": "_s + value);
}

QString sentence(QString words)
{
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}

QString roleWords(const QString &role, bool becomesProvider)
{
    const QString said = role.isEmpty() ? u"not recorded"_s : valueWord(role);
    return becomesProvider ? said + u", becomes provider"_s : said;
}

DossierLine useLine(const rules::AiUseReview &u, Day asOf)
{
    DossierLine line;
    line.entity = u.id;
    line.key = u.key;
    line.title = u.name;
    line.status = worst(u.duties);
    line.cells = {u.name, aiClassWords(u.found), roleWords(u.role, u.becomesProvider), dutyCount(u.duties, asOf)};
    QStringList facts;
    add(facts, u"Legal entity"_s, u.entity);
    add(facts, u"Purpose"_s, u.purpose);
    add(facts, u"People concerned"_s, u.persons.join(u", "_s));
    add(facts, u"Models"_s, u.models.join(u", "_s));
    QStringList reason{sentence(u.reason)};
    if (u.differs)
        reason.append(u"Recorded as %1."_s.arg(valueWord(u.recordedClass)));
    if (!facts.isEmpty())
        line.sections.append({u"The use"_s, facts});
    line.sections.append({u"Role: %1"_s.arg(roleWords(u.role, u.becomesProvider)), {sentence(u.roleReason)}});
    line.sections.append({u"Risk class: %1"_s.arg(aiClassWords(u.found)), reason});
    line.sections += dutySections(u.duties, asOf, u"No duty of the Act concerns it."_s);
    return line;
}

DossierLine modelLine(const rules::AiModelReview &m, Day asOf)
{
    using Systemic = rules::AiModelReview::Systemic;
    DossierLine line;
    line.entity = m.id;
    line.key = m.key;
    line.title = m.name;
    line.status = worst(m.duties);
    const QString found = m.unsaid ? u"general purpose?"_s : m.systemic == Systemic::Yes || m.systemic == Systemic::Presumed ? u"systemic risk"_s : u"general purpose"_s;
    line.cells = {m.name, found, m.role.isEmpty() ? u"not recorded"_s : valueWord(m.role), dutyCount(m.duties, asOf)};
    QStringList facts;
    add(facts, u"Developer"_s, m.developer);
    add(facts, u"Our role under Chapter V"_s, m.role.isEmpty() ? u"not recorded"_s : valueWord(m.role));
    line.sections = {{u"The model"_s, facts}, {u"Systemic risk"_s, {sentence(m.reason)}}};
    if (!m.notification.isEmpty())
        line.sections.append({u"Notification of the Commission"_s, {sentence(m.notification)}});
    if (!m.openSource.isEmpty())
        line.sections.append({u"Open-source exception"_s, {sentence(m.openSource)}});
    line.sections += dutySections(m.duties, asOf, m.role == u"provider"_s ? u"None is known to apply."_s : u"No duty of a provider is known to concern us; the provider's own are asked of it."_s);
    return line;
}

} // namespace

DossierData aiDossier(const rules::AiActReview &review, const DossierScope &within)
{
    DossierData out;
    out.asOf = review.asOf;
    out.columns = {u"AI use or model"_s, u"Class"_s, u"Role"_s, u"Duties"_s};
    out.nothing = within ? u"No AI use and no model of general purpose is recorded here."_s : u"No AI use and no model of general purpose is recorded."_s;
    qsizetype uses = 0, high = 0, unsettled = 0, models = 0;
    QSet<qint64> used;
    for (const rules::AiUseReview &u : review.uses) {
        if (within && !within->contains(u.id)) {
            ++out.outside;
            continue;
        }
        ++uses;
        high += u.found == rules::AiClass::HighAnnex1 || u.found == rules::AiClass::HighAnnex3 ? 1 : 0;
        unsettled += u.found == rules::AiClass::Unsettled || u.found == rules::AiClass::Unknown || u.differs ? 1 : 0;
        for (const qint64 model : u.modelIds)
            used.insert(model);
        out.lines.append(useLine(u, review.asOf));
    }
    for (const rules::AiModelReview &m : review.models) {
        if (within && !within->contains(m.id) && !used.contains(m.id)) {
            ++out.outside;
            continue;
        }
        ++models;
        out.lines.append(modelLine(m, review.asOf));
    }
    out.summary = u"%1: %2 high risk, %3 to be settled; %4"_s.arg(uses == 1 ? u"1 use"_s : u"%1 uses"_s.arg(uses)).arg(high).arg(unsettled).arg(models == 1 ? u"1 model"_s : u"%1 models"_s.arg(models));
    if (const QString line = text::leftOutLine(review.switchedOff); !line.isEmpty())
        out.summary += u". "_s + line;
    return out;
}

} // namespace app
