// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/partofpreset.h"

#include "importers/text/csvreader.h"

#include <QBuffer>

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;

namespace {

struct Preset
{
    QString name;
    QStringList needed; ///< columns without which nobody can tell what it is
    QStringList own;    ///< further ones that few other tables have
    QStringList others;
    QString how = {};             ///< how it is exported with all of them, where that is not plain
    QByteArray mark = {};         ///< what its cells have in them; empty: its columns tell enough
};

const QList<Preset> &presets()
{
    static const QList<Preset> list{
        {u"the credential report of AWS"_s,
         {u"user"_s, u"arn"_s, u"user_creation_time"_s, u"mfa_active"_s},
         {u"password_enabled"_s, u"password_last_used"_s, u"password_last_changed"_s, u"access_key_1_active"_s, u"access_key_2_active"_s, u"access_key_1_last_used_date"_s},
         {}},
        {u"findings of Prowler"_s,
         {u"check_id"_s, u"status"_s, u"status_extended"_s},
         {u"finding_uid"_s, u"resource_uid"_s, u"account_uid"_s, u"check_title"_s, u"service_name"_s},
         {u"severity"_s, u"region"_s, u"provider"_s, u"resource_name"_s}},
        {u"results of Powerpipe or Steampipe"_s,
         {u"control_id"_s, u"reason"_s, u"resource"_s, u"status"_s},
         {u"control_title"_s, u"control_description"_s, u"group_id"_s},
         {u"severity"_s, u"region"_s, u"account_id"_s}},
        {u"Azure's role assignments"_s,
         {u"roleassignmentid"_s, u"objectid"_s, u"scope"_s},
         {u"signinname"_s, u"roledefinitionname"_s, u"roledefinitionid"_s, u"objecttype"_s},
         {u"displayname"_s}},
        {u"a list of Azure's resources"_s, {u"id"_s}, {u"resource group"_s, u"resourcegroup"_s, u"subscriptionid"_s, u"subscription"_s}, {u"name"_s, u"type"_s, u"kind"_s, u"location"_s}},
        // The type tells a bucket from a machine, which a name alone does not.
        {u"a search of Google Cloud's assets"_s,
         {u"assettype"_s},
         {u"name"_s},
         {u"location"_s, u"project"_s, u"displayname"_s, u"display_name"_s, u"state"_s, u"folders"_s, u"organization"_s, u"labels"_s},
         u"gcloud asset search-all-resources --format=\"csv(name,assetType,location,project,displayName,state)\""_s,
         ".googleapis.com/"},
        {u"the table of AWS Tag Editor"_s,
         {u"arn"_s},
         {u"identifier"_s},
         {u"service"_s, u"type"_s, u"region"_s},
         u"the gear above the table chooses the columns; 'aws resourcegroupstaggingapi get-resources' has the ARNs in any case"_s}};
    return list;
}

} // namespace

QString partOfPreset(const Probe &probe)
{
    QByteArray head = probe.head;
    QBuffer text(&head);
    QStringList titles;
    if (!text.open(QIODevice::ReadOnly) || !CsvReader(&text, detectDelimiter(probe.head)).next(titles))
        return {};
    for (QString &title : titles)
        title = title.trimmed().toLower();
    QString best;
    qsizetype most = 1;
    for (const Preset &preset : presets()) {
        const auto held = [&titles](const QStringList &columns) { return std::count_if(columns.cbegin(), columns.cend(), [&titles](const QString &one) { return titles.contains(one); }); };
        const qsizetype all = held(preset.needed) + held(preset.own) + held(preset.others);
        const bool isOwn = held(preset.own) > 0 || held(preset.needed) > 1;
        if (!isOwn || all <= most || all * 2 < titles.size() || (!preset.mark.isEmpty() && !probe.head.contains(preset.mark)))
            continue;
        QStringList missing = preset.needed;
        missing.removeIf([&titles](const QString &one) { return titles.contains(one); });
        if (missing.isEmpty())
            continue;
        most = all;
        best = u"It has columns of %1, but not %2: export it with all of them, and it is read as that"_s.arg(preset.name, missing.join(u", "_s));
        if (!preset.how.isEmpty())
            best += u" (%1)"_s.arg(preset.how);
    }
    return best;
}

} // namespace importers
