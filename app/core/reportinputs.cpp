// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportinputs.h"

#include "core/services.h"
#include "domain/insentence.h"
#include "store/completeness.h"
#include "store/pages/reportqueries.h"

#include <QFileInfo>
#include <QMap>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

constexpr qsizetype FilesNamed = 6;   ///< of those that are incomplete

/// What a blank means depends on it, so the reader is told who answers for that.
void declaredRegisters(const Services &services, store::AttributeStore &values, report::ReportInput &out)
{
    QMap<QString, QStringList> byWhom;
    for (const store::Completeness &c : store::declaredComplete(values)) {
        if (!c.countsOn(toDay(out.asOf)))
            continue;
        const KindInfo &info = services.catalogue.kind(c.kind);
        const Attribute *a = info.find(c.attr);
        const QString end = c.until ? u" until %1"_s.arg(fromDay(*c.until).toString(Qt::ISODate)) : QString();
        const QString by = (c.who.isEmpty() ? u"on "_s : u"by %1 on "_s.arg(c.who)) + c.at + end + (c.evidence.isEmpty() ? QString() : u" (evidence: %1)"_s.arg(c.evidence));
        byWhom[by].append(a ? u"%1 (%2)"_s.arg(info.labelPlural, domain::inSentence(a->label)) : info.labelPlural);
    }
    if (byWhom.isEmpty()) {
        out.completeness.append({u"No register is declared complete: what is not recorded may exist all the same, and counts as unknown."_s, false});
        return;
    }
    for (auto it = byWhom.cbegin(); it != byWhom.cend(); ++it)
        out.completeness.append({u"Declared complete %1, so that what is not recorded there does not exist: %2."_s.arg(it.key(), it->join(u", "_s)), false});
}

} // namespace

void gatherInputs(const Services &services, store::AttributeStore &values, const store::PageFilter &scope, qint64 revision, report::ReportInput &out)
{
    QStringList incomplete;
    for (const store::SourceRow &row : store::sourcesUpTo(values, revision)) {
        out.inputs.append({QFileInfo(row.path).fileName(), row.sha256, row.importedAt, row.records});
        if (!row.complete && !incomplete.contains(QFileInfo(row.path).fileName()))
            incomplete.append(QFileInfo(row.path).fileName());
    }
    if (!incomplete.isEmpty()) {
        QString named = incomplete.mid(0, FilesNamed).join(u", "_s);
        if (incomplete.size() > FilesNamed)
            named += u" and %1 more"_s.arg(incomplete.size() - FilesNamed);
        out.completeness.append({(incomplete.size() == 1 ? u"%1 of %2 imported files says itself that it is not the whole inventory: %3."_s
                                                           : u"%1 of %2 imported files say themselves that they are not the whole inventory: %3."_s)
                                       .arg(incomplete.size()).arg(out.inputs.size()).arg(named), true});
    }
    const store::SystemCounts systems = store::systemCounts(values, scope);
    if (systems.judged + systems.supporting == 0) {
        out.completeness.append({u"No IT system is in the inventory."_s, true});
    } else {
        const auto counted = [](qint64 n, const QString &one, const QString &many) { return u"%1 %2"_s.arg(n).arg(n == 1 ? one : many); };
        const QString supporting = systems.supporting == 0 ? QString() : u"; %1 but not judged"_s.arg(counted(systems.supporting, u"supporting resource is counted"_s, u"supporting resources are counted"_s));
        out.completeness.append({u"%1 judged%2."_s.arg(counted(systems.judged, u"IT system is"_s, u"IT systems are"_s), supporting), false});
        if (systems.judged > 0)
            out.completeness.append({u"%1 of %2 reconciled with the register of systems."_s.arg(systems.registered).arg(counted(systems.judged, u"IT system is"_s, u"IT systems are"_s)), false});
    }
    if (const qint64 gone = store::vanishedCount(values); gone > 0)
        out.completeness.append({gone == 1 ? u"1 thing of earlier imports is no longer in the newest ones and nobody has retired it."_s
                                           : u"%1 things of earlier imports are no longer in the newest ones and nobody has retired them."_s.arg(gone), true});
    if (const qint64 retired = store::retiredCount(values); retired > 0)
        out.completeness.append({retired == 1 ? u"1 thing is out of use and not judged."_s : u"%1 things are out of use and not judged."_s.arg(retired), false});
    declaredRegisters(services, values, out);
}

} // namespace app
