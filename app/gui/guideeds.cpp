// SPDX-License-Identifier: GPL-3.0-or-later
// What was done to the workspace: imports with their reports, and every deed with what it changed.
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "core/csfwords.h"
#include "core/history.h"
#include "core/withstore.h"
#include "store/aside.h"
#include "store/csfanswers.h"
#include "store/importreportjson.h"
#include "store/pages/changequeries.h"
#include "store/plan.h"
#include "store/requirementanswers.h"
#include "store/rulereview.h"
#include "store/trust.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr int DeedsShown = 500;
constexpr int ChangesShown = 500;
constexpr int MessagesShown = 500;

ImportRow importRow(const store::ImportLine &line, const QString &format, const FileReport &report)
{
    ImportRow row{line.changeSet, line.path, format, line.at, line.sha256, line.who, report.records, 0, 0, line.undone, line.complete, {}};
    for (const Diagnostic &d : report.diagnostics) {
        row.warnings += d.level == DiagnosticLevel::Warning;
        row.errors += d.level == DiagnosticLevel::Error;
        if (d.level != DiagnosticLevel::Info && row.messages.size() < MessagesShown)
            row.messages.append(d.where.isEmpty() ? d.message : d.where + u": "_s + d.message);
    }
    return row;
}

DeedRow deedRow(const store::ChangeSetLine &line)
{
    // Some titles say themselves what was done: "Retire Old archive", "Accept 3 findings of AIS-ID-02", "Switch off: AIS-ID-02".
    static const QStringList plain = {u"acceptance"_s, u"retire"_s, u"completeness"_s, u"plan"_s, u"trust"_s, u"merge"_s, u"profile"_s, u"ask"_s, u"review"_s, u"aside"_s, u"rules"_s};
    if (plain.contains(line.kind))
        return {line.id, {}, line.title, line.who, line.at, line.added, line.changed, line.undone};
    static const QHash<QString, QString> words = {{u"edit"_s, u"Edit"_s}, {u"import"_s, u"Import"_s}, {u"undo"_s, u"Undo"_s},
        {u"answer"_s, u"Answer"_s}, {u"choose"_s, u"Choice"_s}, {u"csf"_s, u"EU CSF"_s}};
    return {line.id, words.value(line.kind, text::capitalised(text::valueWord(line.kind))), line.kind == u"import"_s ? text::fileWords(line.title) : line.title, line.who, line.at, line.added, line.changed, line.undone};
}

// Who answers, by when and the measure each on a line of its own, where it changed.
QList<DeedChange> planChanges(const QByteArray &before, const QByteArray &after)
{
    const store::Plan was = store::planFromLog(before).value_or(store::Plan());
    const store::Plan is = store::planFromLog(after).value_or(store::Plan());
    const auto said = [](const QString &words, const QString &nothing) { return words.isEmpty() ? nothing : words; };
    const auto day = [](const store::Plan &plan) { return plan.due ? fromDay(*plan.due).toString(Qt::ISODate) : u"no date"_s; };
    QList<DeedChange> out;
    if (was.owner != is.owner)
        out.append({0, u"Issue"_s, u"Who answers"_s, said(was.owner, u"nobody"_s), said(is.owner, u"nobody"_s)});
    if (was.due != is.due)
        out.append({0, u"Issue"_s, u"Mended by"_s, day(was), day(is)});
    if (was.measure != is.measure)
        out.append({0, u"Issue"_s, u"Measure"_s, said(was.measure, u"none"_s), said(is.measure, u"none"_s)});
    return out;
}

bool isNothing(const QByteArray &value) { return value.isEmpty() || value == "null"; }

// "GDPR-44-01 until 2027-01-01" rather than the form in which a decision is logged.
QString plainWords(const QByteArray &value)
{
    if (isNothing(value))
        return u"–"_s;
    return QString::fromUtf8(value).replace(u'\n', u' ').remove(u'"');
}

/// "GDPR, AI sovereignty" of a list of rule sets' ids.
QString frameworkWords(const QByteArray &value, const Services &services)
{
    QStringList words;
    for (const QString &id : plainWords(value).remove(u'[').remove(u']').split(u',', Qt::SkipEmptyParts)) {
        const rules::Pack *pack = services.pack(id.trimmed());
        words.append(text::shortFramework(id.trimmed(), pack ? pack->title : id.trimmed()));
    }
    return words.isEmpty() ? u"\u2013"_s : words.join(u", "_s);
}

/// "Head of Compliance, CISO" of the list of roles as it is kept.
QString roleWords(const QByteArray &value)
{
    QStringList names;
    for (const QJsonValue &role : QJsonDocument::fromJson(value).array())
        names.append(role.toObject().value(u"name"_s).toString());
    return names.isEmpty() ? u"\u2013"_s : names.join(u", "_s);
}

/// "2026/17: SOV-1 2, SOV-3 3" of numbers by objective, as weights and a tender's lowest SEALs are kept.
QString objectiveWords(const QByteArray &value)
{
    const QJsonObject kept = QJsonDocument::fromJson(value).object();
    const QJsonObject numbers = kept.contains(u"minimum"_s) ? kept.value(u"minimum"_s).toObject() : kept;
    QStringList words;
    for (auto it = numbers.constBegin(); it != numbers.constEnd(); ++it)
        words.append(it.key() + u' ' + QString::number(it.value().toDouble()));
    const QString name = kept.value(u"name"_s).toString();
    return words.isEmpty() ? u"\u2013"_s : (name.isEmpty() ? QString() : name + u": "_s) + words.join(u", "_s);
}

/// "Austria, Belgium" of a value set as it is kept.
QString valueSetWords(const QByteArray &value, const Services &services)
{
    QStringList words;
    for (const QString &code : QString::fromUtf8(value).split(u',', Qt::SkipEmptyParts))
        words.append(services.countries.value(code, QString(code).replace(u'_', u' ')));
    return words.isEmpty() ? u"\u2013"_s : words.join(u", "_s);
}

/// "8 x H100 of NVIDIA" of what somebody told of a machine type.
QString chipWords(const QByteArray &value)
{
    const QJsonArray told = QJsonDocument::fromJson(value).array();
    return told.size() < 3 ? u"\u2013"_s : u"%1 x %2 of %3"_s.arg(told.at(2).toInt()).arg(told.at(1).toString(), told.at(0).toString());
}

/// Of a change that is no attribute's: what it is about, and the state before and after.
void sayState(DeedChange &row, const store::ChangeLine &line, const Services &services)
{
    const Catalogue &catalogue = services.catalogue;
    const auto both = [&](const QString &what, const auto &words) {
        row.what = what;
        row.before = words(line.before);
        row.after = words(line.after);
    };
    if (line.target == u"added"_s) {
        row.what = u"Added"_s;
    } else if (line.target == u"merge"_s) {
        row.what = u"Merged with another entry"_s;
    } else if (line.target == u"vanished"_s) {
        both(u"In its source"_s, [](const QByteArray &value) { return value.toLongLong() == 0 ? u"there"_s : u"vanished from its source"_s; });
    } else if (line.target == u"retired"_s) {
        both(u"Use"_s, [](const QByteArray &value) {
            return isNothing(value) ? u"in use"_s : u"out of use since %1"_s.arg(fromDay(value.toInt()).toString(Qt::ISODate));
        });
    } else if (line.target == u"completeness"_s) {
        const auto kind = kindFromName(line.attr.section(u'.', 0, 0));
        both(u"Register: %1"_s.arg(kind ? catalogue.kind(*kind).labelPlural : line.attr),
             [](const QByteArray &value) { return isNothing(value) ? u"not declared complete"_s : u"declared complete"_s; });
    } else if (line.target == u"setting"_s && line.attr == u"frameworks"_s) {
        both(u"Frameworks"_s, [&services](const QByteArray &value) { return frameworkWords(value, services); });
    } else if (line.target == u"setting"_s && line.attr == u"roles"_s) {
        both(u"Functions that answer"_s, roleWords);
    } else if (line.target == u"setting"_s && line.attr == u"sample"_s) {
        both(u"Marked as invented sample"_s, [](const QByteArray &value) { return value == "true" ? u"yes"_s : u"no"_s; });
    } else if (line.target == u"setting"_s && line.attr.startsWith("questionnaire/"_L1)) {
        row.what = u"Questionnaire %1"_s.arg(line.attr.section(u'/', 1));
        row.before = isNothing(line.before) ? u"not sent"_s : u"sent"_s;
        row.after = isNothing(line.after) ? u"not sent"_s : u"sent"_s;
    } else if (line.target == u"csf"_s) {
        both(u"EU CSF criterion %1"_s.arg(line.attr), [&line](const QByteArray &value) {
            const auto answer = store::loggedCsfAnswer(line.attr, value);
            return answer ? u"answer %1, %2"_s.arg(answer->answer).arg(csfConfidenceWord(answer->confidence)) : u"open"_s;
        });
    } else if (line.target == u"setting"_s && line.attr.startsWith("csf/"_L1)) {
        both(line.attr == u"csf/tender"_s ? u"Lowest SEALs of a tender"_s : u"Own weights in percent"_s, objectiveWords);
    } else if (line.target == u"setting"_s && line.attr.startsWith("instance_type/"_L1)) {
        both(u"Chips of machine type %1 (%2)"_s.arg(line.attr.section(u'/', 2), text::valueWord(line.attr.section(u'/', 1, 1))), chipWords);
    } else if (line.target == u"value_set"_s) {
        both(line.attr == u"ZONE"_s ? u"Sovereign zone"_s : u"Value set %1"_s.arg(line.attr), [&services](const QByteArray &value) { return valueSetWords(value, services); });
    } else if (line.target == u"profile"_s) {
        both(u"Columns remembered as %1"_s.arg(line.attr),
             [](const QByteArray &value) { return isNothing(value) ? u"not remembered"_s : u"%1 columns"_s.arg(value.left(value.indexOf('\n')).count('\x1f') + 1); });
    } else if (line.target == u"review"_s) {
        both(u"Review of %1"_s.arg(line.attr), [](const QByteArray &value) { return store::loggedReviewWords(value); });
    } else if (line.target == u"requirement"_s) {
        const store::RequirementPlace place = store::loggedRequirementPlace(line.attr);
        both(u"Answer to %1 %2"_s.arg(services.listName(place.list), place.requirement), [](const QByteArray &value) { return store::loggedRequirementAnswer(value); });
    } else if (line.target == u"aside"_s) {
        both(u"Contradiction"_s, [](const QByteArray &value) { return isNothing(value) ? u"shown"_s : u"set aside: "_s + store::loggedAsideReason(value); });
    } else if (line.target == u"trust"_s) {
        both(u"Trusted as"_s, [](const QByteArray &value) { return isNothing(value) ? u"by itself"_s : store::rankName(value.toLongLong()); });
    } else if (line.target == u"apart"_s) {
        both(u"Two things, not one"_s, [](const QByteArray &value) { return isNothing(value) ? u"open"_s : u"decided"_s; });
    } else if (line.target == u"waiver"_s) {
        row.what = u"Acceptance of %1"_s.arg(line.attr);
        row.before = isNothing(line.before) ? u"open"_s : u"accepted"_s;
        row.after = isNothing(line.after) ? u"open"_s : isNothing(line.before) ? u"accepted"_s : u"withdrawn"_s;
    } else {
        const QString named = line.attr.isEmpty() ? line.target : line.attr.toLower();
        both(line.target == u"name"_s ? u"Name"_s : line.target == u"key"_s ? u"Key"_s : text::capitalised(text::valueWord(named)), plainWords);
    }
}

/// What taking the import back comes to.
void tellOfLater(store::AttributeStore &values, const store::ImportLine &line, ImportDetail &out)
{
    bool later = true; // from the newest back to it
    for (const store::StandingSet &set : store::standingSets(values)) {
        if (!set.import)
            continue;
        if (set.id == line.changeSet || (line.deed != 0 && set.deed == line.deed))
            out.together.append(set.id);
        later = later && set.id != line.changeSet;
        if (!later)
            continue;
        ++out.later;
        const store::UndoneImport file = store::fileOf(values, set);
        if (out.gone.isEmpty() && !isReadable(file))
            out.gone = file.path;
    }
}

} // namespace

Result<QList<ImportRow>> GuiBackend::imports(const QString &path)
{
    return withStore<QList<ImportRow>>(m_services, path, false, [&](store::AttributeStore &values) {
        QList<ImportRow> out;
        for (const store::ImportLine &line : store::importLines(values)) {
            const FileReport report = store::reportFromJson(line.report.toUtf8());
            const auto [name, untested] = provenName(report.format);
            out.append(importRow(line, untested.isEmpty() ? name : name + u'\u2020', report));
        }
        return Result<QList<ImportRow>>(std::move(out));
    });
}

Result<ImportDetail> GuiBackend::importDetail(const QString &path, qint64 changeSet)
{
    return withStore<ImportDetail>(m_services, path, false, [&](store::AttributeStore &values) -> Result<ImportDetail> {
        for (const store::ImportLine &line : store::importLines(values)) {
            if (line.changeSet != changeSet)
                continue;
            const FileReport report = store::reportFromJson(line.report.toUtf8());
            ImportDetail out;
            out.row = importRow(line, formatName(report.format), report);
            const store::BroughtCount brought = store::broughtBy(values, changeSet);
            out.told = brought.told;
            out.added = brought.added;
            out.changed = brought.changed;
            // A member of an archive is read again with it.
            out.fileThere = QFileInfo::exists(line.path.section(u"!/"_s, 0, 0));
            if (!line.undone)
                tellOfLater(values, line, out);
            return out;
        }
        return Error{ErrorCode::UnknownEntity, u"this import is not there any more"_s, path};
    });
}

Result<QList<DeedRow>> GuiBackend::deeds(const QString &path)
{
    return withStore<QList<DeedRow>>(m_services, path, false, [&](store::AttributeStore &values) {
        QList<DeedRow> out;
        for (const store::ChangeSetLine &line : store::changeSetLines(values, DeedsShown))
            out.append(deedRow(line));
        return Result<QList<DeedRow>>(std::move(out));
    });
}

Result<DeedDetail> GuiBackend::deed(const QString &path, qint64 changeSet)
{
    return withStore<DeedDetail>(m_services, path, false, [&](store::AttributeStore &values) -> Result<DeedDetail> {
        DeedDetail out;
        for (const store::ChangeSetLine &line : store::changeSetLines(values, DeedsShown)) {
            if (line.id == changeSet)
                out.deed = deedRow(line);
        }
        const NameCache names(values);
        const auto shown = [&](const QByteArray &json, const Attribute &a) {
            const auto value = store::decodeValue(json.isEmpty() ? QByteArray("null") : json, a);
            return value ? cellOf(*value, a, names, m_countries).text : plainWords(json);
        };
        const QList<store::ChangeLine> lines = store::changeLines(values, changeSet, ChangesShown + 1);
        out.more = lines.size() > ChangesShown;
        for (const store::ChangeLine &line : lines.mid(0, ChangesShown)) {
            DeedChange row;
            if (line.entity) {
                row.entity = line.entity->id;
                row.thing = catalogue().kind(line.entity->kind).label + u": "_s + nameOf(values, *line.entity);
            } else if (line.target == u"requirement"_s) {
                // An answer for one legal entity is no answer for all.
                if (const auto head = store::entityHead(values, store::loggedRequirementPlace(line.attr).entity)) {
                    row.entity = head->id;
                    row.thing = catalogue().kind(head->kind).label + u": "_s + nameOf(values, *head);
                }
            }
            const Attribute *a = line.entity ? catalogue().attribute(line.entity->kind, line.attr) : nullptr;
            if (line.target == u"plan"_s) {
                out.changes.append(planChanges(line.before, line.after));
                continue;
            }
            if (line.target == u"value"_s && a) {
                row.what = a->label;
                row.before = shown(line.before, *a);
                row.after = shown(line.after, *a);
            } else {
                sayState(row, line, m_services);
            }
            out.changes.append(row);
        }
        return out;
    });
}

} // namespace app
