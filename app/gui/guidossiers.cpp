// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guibackend.h"

// Dossiers: what each law makes of each transfer, AI use and model, and of the register of information.
#include "core/registerpackage.h"
#include "core/withstore.h"
#include "gui/translate.h"
#include "rules/aiactreview.h"
#include "rules/registerchecks.h"
#include "rules/transferassessment.h"
#include "text/statustext.h"
#include "text/switchedofftext.h"
#include "text/wordtext.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

QString day(const std::optional<Day> &d) { return d ? fromDay(*d).toString(Qt::ISODate) : QString(); }

QString standingWords(rules::TransferStanding standing)
{
    switch (standing) {
    case rules::TransferStanding::NotConcerned: return u"not concerned"_s;
    case rules::TransferStanding::Carried: return u"carried"_s;
    case rules::TransferStanding::Doubtful: return u"in doubt"_s;
    case rules::TransferStanding::NotCarried: return u"not carried"_s;
    case rules::TransferStanding::Unknown: break;
    }
    return u"unknown"_s;
}

Status standingSign(rules::TransferStanding standing)
{
    switch (standing) {
    case rules::TransferStanding::NotConcerned: return Status::NotApplicable;
    case rules::TransferStanding::Carried: return Status::Pass;
    case rules::TransferStanding::Doubtful:
    case rules::TransferStanding::NotCarried: return Status::Gap;
    case rules::TransferStanding::Unknown: break;
    }
    return Status::Unknown;
}

QString worthWords(rules::TransferBarrier::Worth worth)
{
    using Worth = rules::TransferBarrier::Worth;
    return worth == Worth::Recognised ? u"recognised by the EDPB"_s : worth == Worth::StorageOnly ? u"a barrier for storage"_s : u"no barrier that the EDPB recognises"_s;
}

void add(QStringList &lines, const QString &what, const QString &value)
{
    if (!value.isEmpty())
        lines.append(what + u": "_s + value);
}

QStringList valueWords(QStringList codes)
{
    for (QString &code : codes)
        code = text::valueWord(code);
    return codes;
}

DossierLine transferLine(const rules::TransferAssessment &t, const QHash<QString, QString> &countries)
{
    DossierLine line;
    line.entity = t.id;
    line.title = t.name;
    line.status = standingSign(t.standing);
    line.severity = t.standing == rules::TransferStanding::NotCarried ? Severity::Critical : Severity::High;
    const QString country = countries.value(t.country, t.country);
    line.cells = {t.name, standingWords(t.standing), country, t.tool.isEmpty() ? u"tool not recorded"_s : text::valueWord(t.tool)};
    QStringList facts;
    add(facts, u"From"_s, t.exporter);
    add(facts, u"To"_s, t.importer.isEmpty() ? country : t.importer + u", "_s + country);
    add(facts, u"By way of"_s, t.facet.isEmpty() ? QString() : text::valueWord(t.facet));
    add(facts, u"Purpose"_s, t.purpose);
    add(facts, u"Data"_s, (t.datasets + valueWords(t.classes)).join(u", "_s));
    add(facts, u"Tool"_s,
        t.tool.isEmpty() ? QString() : text::valueWord(t.tool) + (t.module.isEmpty() ? QString() : u", "_s + u"module"_s + u' ' + t.module) + (t.toolDate ? u", "_s + day(t.toolDate) : QString()));
    line.sections.append({u"The transfer"_s, facts});
    QStringList points;
    for (const rules::TransferPoint &point : t.points) {
        points.append((point.rule.isEmpty() ? QString() : point.rule + u": "_s) + point.what);
        // One mend settles several points.
        const QString mend = u"What would mend it: "_s + point.mend;
        points.removeAll(mend);
        points.append(mend);
    }
    if (points.isEmpty())
        points.append(t.standing == rules::TransferStanding::NotConcerned ? u"The chapter on transfers does not concern it."_s : u"Nothing open."_s);
    line.sections.append({standingWords(t.standing), points});
    QStringList adequacy{t.adequate == rules::Answer::Yes  ? u"An adequacy decision covers this recipient on the day."_s
                         : t.adequate == rules::Answer::No ? u"No adequacy decision covers this recipient on the day."_s
                                                           : u"Whether an adequacy decision covers this recipient is not recorded."_s};
    if (t.dpfUntil)
        adequacy.append(u"Certificate under the Data Privacy Framework until %1"_s.arg(day(t.dpfUntil)));
    line.sections.append({u"Adequacy"_s, adequacy});
    line.sections.append({u"Transfer impact assessment"_s,
                          {t.assessed ? u"of %1, %2 days old"_s.arg(day(t.assessed)).arg(t.assessmentAge) : t.assessmentNeeded ? u"none is recorded"_s : u"not needed for this tool"_s}});
    QStringList laws;
    for (const rules::LawReach &law : t.laws)
        laws.append(law.name + (law.partial ? u" (a part of the group)"_s : QString()) + (law.uncertain ? u" (not sure that it stands)"_s : QString()));
    if (laws.isEmpty())
        laws.append(t.lawsKnown ? u"None is known that reaches the recipient."_s : u"Not looked up, or the recipient's group is not recorded."_s);
    line.sections.append({u"Laws that may reach it"_s, laws});
    QStringList barriers;
    for (const rules::TransferBarrier &barrier : t.barriers)
        barriers.append(barrier.words + u": "_s + worthWords(barrier.worth));
    if (barriers.isEmpty())
        barriers.append(u"None is recorded."_s);
    line.sections.append({u"Barriers"_s, barriers});
    return line;
}

/// What is not judged here stands beside what is.
void addLeftOut(DossierData &out, const QStringList &switchedOff)
{
    if (const QString line = text::leftOutLine(switchedOff); !line.isEmpty())
        out.summary += u". "_s + line;
}

DossierData transfersDossier(const rules::TransferReview &review, const QHash<QString, QString> &countries)
{
    DossierData out;
    out.columns = {u"Transfer"_s, u"State"_s, u"Country"_s, u"Tool"_s};
    out.nothing = u"No transfer is recorded, and nothing in the inventory points to one."_s;
    qsizetype broken = 0, doubtful = 0, open = 0;
    for (const rules::TransferAssessment &t : review.transfers) {
        broken += t.standing == rules::TransferStanding::NotCarried ? 1 : 0;
        doubtful += t.standing == rules::TransferStanding::Doubtful ? 1 : 0;
        open += t.standing == rules::TransferStanding::Unknown ? 1 : 0;
        out.lines.append(transferLine(t, countries));
    }
    for (const rules::UnrecordedTransfer &u : review.unrecorded) {
        const QString country = countries.value(u.country, u.country);
        DossierLine line;
        line.entity = u.entity;
        line.title = u.dataset;
        line.cells = {u.dataset, u"not recorded"_s, country, text::valueWord(u.facet)};
        line.sections = {{u"No transfer says so"_s,
                          {u"Personal data of %1 goes to %2 by way of %3: %4 shows it."_s.arg(u.dataset, country, text::valueWord(u.facet), u.name),
                           u"What would mend it"_s + u": "_s + u"record the transfer with its tool, or end it"_s}}};
        out.lines.append(line);
    }
    out.summary = u"%1 transfers: %2 not carried, %3 in doubt, %4 unknown; %5 ways that no transfer records"_s
                      .arg(review.transfers.size()).arg(broken).arg(doubtful).arg(open).arg(review.unrecorded.size());
    addLeftOut(out, review.switchedOff);
    return out;
}

QStringList dutyLines(const QList<rules::AiDuty> &duties, const QString &none)
{
    QStringList out;
    for (const rules::AiDuty &duty : duties) {
        QString line = duty.clause + u", "_s + duty.title + u": "_s + text::statusWord(duty.now, LegalStatus::Law);
        if (duty.from && duty.then)
            line += u"; "_s + u"from %1, as things stand: %2"_s.arg(day(duty.from), text::statusWord(*duty.then, LegalStatus::Law));
        out.append(line);
    }
    if (out.isEmpty())
        out.append(none);
    return out;
}

QString classWords(rules::AiClass found)
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

DossierData aiDossier(const rules::AiActReview &review)
{
    DossierData out;
    out.columns = {u"AI use or model"_s, u"Class"_s, u"Role"_s, u"Duties"_s};
    out.nothing = u"No AI use and no model of general purpose is recorded."_s;
    qsizetype high = 0, unsettled = 0;
    for (const rules::AiUseReview &u : review.uses) {
        high += u.found == rules::AiClass::HighAnnex1 || u.found == rules::AiClass::HighAnnex3 ? 1 : 0;
        unsettled += u.found == rules::AiClass::Unsettled || u.found == rules::AiClass::Unknown || u.differs ? 1 : 0;
        DossierLine line;
        line.entity = u.id;
        line.title = u.name;
        line.status = worst(u.duties);
        line.cells = {u.name, classWords(u.found), u.role.isEmpty() ? u"not recorded"_s : text::valueWord(u.role), QString::number(u.duties.size())};
        QStringList facts;
        add(facts, u"Purpose"_s, u.purpose);
        add(facts, u"People concerned"_s, u.persons.join(u", "_s));
        add(facts, u"Models"_s, u.models.join(u", "_s));
        QStringList reason{u.reason};
        if (u.differs)
            reason.append(u"Recorded as %1."_s.arg(text::valueWord(u.recordedClass)));
        line.sections = {{u"The use"_s, facts}, {u"Role"_s, {u.roleReason}}, {u"Risk class"_s + u": "_s + classWords(u.found), reason}, {u"Duties"_s, dutyLines(u.duties, u"No duty of the Act concerns it."_s)}};
        if (facts.isEmpty())
            line.sections.removeFirst();
        out.lines.append(line);
    }
    for (const rules::AiModelReview &m : review.models) {
        using Systemic = rules::AiModelReview::Systemic;
        DossierLine line;
        line.entity = m.id;
        line.title = m.name;
        line.status = worst(m.duties);
        line.cells = {m.name,
                      m.unsaid ? u"general purpose?"_s : m.systemic == Systemic::Yes || m.systemic == Systemic::Presumed ? u"systemic risk"_s : u"general purpose"_s,
                      m.role.isEmpty() ? u"not recorded"_s : text::valueWord(m.role), QString::number(m.duties.size())};
        line.sections = {{u"Chapter V"_s, {m.reason}}, {u"Duties"_s, dutyLines(m.duties, u"No duty of a provider is known to concern us."_s)}};
        out.lines.append(line);
    }
    out.summary = u"%1 uses: %2 high risk, %3 to be settled; %4 models"_s.arg(review.uses.size()).arg(high).arg(unsettled).arg(review.models.size());
    addLeftOut(out, review.switchedOff);
    return out;
}

DossierData registerDossier(const rules::DoraRegister &reg, const QList<rules::RegisterRemark> &remarks, const QHash<qint64, QString> &names)
{
    DossierData out;
    out.columns = {u"What is wrong"_s, u"Template"_s, u"Column"_s, u"Row"_s};
    out.nothing = u"The register is complete as far as it can be checked here."_s;
    qsizetype rows = 0;
    for (const rules::RegisterTable &table : reg.tables)
        rows += table.rows.size();
    for (const rules::RegisterRemark &remark : remarks) {
        DossierLine line;
        line.entity = remark.entity;
        line.title = remark.what;
        line.status = remark.code == u"missing"_s ? Status::Unknown : Status::Gap;
        line.cells = {names.contains(remark.entity) ? names.value(remark.entity) + u": "_s + remark.what : remark.what, remark.table, remark.column, remark.row > 0 ? QString::number(remark.row) : QString()};
        const RegisterTemplate *form = registerForm().find(remark.table);
        line.sections = {{form ? remark.table + u", "_s + form->title : remark.table, {u"What would mend it"_s + u": "_s + remark.wayOut}}};
        if (remark.moreRows > 0)
            line.sections.first().lines.append(u"The same in %1 more rows"_s.arg(remark.moreRows));
        if (names.contains(remark.entity))
            line.sections.prepend({u"Where"_s, {names.value(remark.entity)}});
        out.lines.append(line);
    }
    out.summary = u"Register of %1: %2 rows in %3 templates, %4 remarks"_s.arg(reg.keeperName).arg(rows).arg(reg.tables.size()).arg(remarks.size());
    return out;
}

} // namespace

Result<DossierData> GuiBackend::dossier(const QString &path, DossierKind kind)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    const Day on = judgedOn(values);
    QuietJob job;
    if (kind == DossierKind::Transfers) {
        const Result<rules::TransferReview> review = rules::reviewTransfers(scope.db(), values, m_services.packs(), on, job);
        return review ? Result<DossierData>(transfersDossier(*review, m_countries)) : review.error();
    }
    if (kind == DossierKind::AiAct) {
        const Result<rules::AiActReview> review = rules::reviewAiAct(scope.db(), values, m_services.packs(), on, job);
        return review ? Result<DossierData>(aiDossier(*review)) : review.error();
    }
    const Result<rules::DoraRegister> reg = rules::buildDoraRegister(values, on, {});
    if (!reg) {
        // Nobody keeps a register, or too many could: that is what is wrong, and no fault of the program.
        DossierData none;
        none.nothing = reg.error().detail;
        return none;
    }
    const QList<rules::RegisterRemark> remarks = rules::checkRegister(*reg, m_services.catalogue);
    QHash<qint64, QString> names;
    const NameCache known(values);
    for (const rules::RegisterRemark &remark : remarks) {
        if (remark.entity != 0 && !names.contains(remark.entity))
            names.insert(remark.entity, known.name(remark.kind, values.keyOf(remark.entity)));
    }
    return registerDossier(*reg, remarks, names);
}

Result<QString> GuiBackend::registerName(const QString &path)
{
    return withStore<QString>(m_services, path, false, [&](store::AttributeStore &values) -> Result<QString> {
        const Result<rules::DoraRegister> reg = rules::buildDoraRegister(values, judgedOn(values), {});
        return reg ? Result<QString>(registerPackageName(*reg) + u".zip"_s) : reg.error();
    });
}

Result<QString> GuiBackend::writeRegister(const QString &path, const QString &to)
{
    return withStore<QString>(m_services, path, false, [&](store::AttributeStore &values) -> Result<QString> {
        const Result<rules::DoraRegister> reg = rules::buildDoraRegister(values, judgedOn(values), {});
        if (!reg)
            return reg.error();
        if (const Result<void> written = writeRegisterPackage(*reg, to); !written)
            return written.error();
        return u"Saved: %1"_s.arg(QDir::toNativeSeparators(to));
    });
}

} // namespace app
