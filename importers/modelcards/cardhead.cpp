// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/modelcards/cardhead.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace importers {

bool isHeadOfCard(const QByteArray &text, const QString &fileName)
{
    static const QRegularExpression strong(u"^(?:license(?:_name|_link)?|library_name|datasets|base_model(?:_relation)?|pipeline_tag|model-index|model_name|co2_eq_emissions|"
                                           "task_categories|task_ids|size_categories|pretty_name|dataset_info|annotations_creators|language_creators|multilinguality|source_datasets|"
                                           "extra_gated_\\w+|widget|inference|sdk|app_file|colorFrom)\\s*:"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression weak(u"^(?:language|tags|metrics|thumbnail)\\s*:"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression other(u"^(?:apiVersion|kind)\\s*:"_s, QRegularExpression::MultilineOption);
    // Posts of a web site have such heads, and cards a date or an author at times: beside what only cards have.
    static const QRegularExpression post(u"^(?:layout|date|author|permalink)\\s*:"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression own(u"^(?:library_name|base_model(?:_relation)?|pipeline_tag|model-index|model_name|co2_eq_emissions|"
                                        "task_categories|task_ids|size_categories|pretty_name|dataset_info|annotations_creators|extra_gated_\\w+)\\s*:"_s, QRegularExpression::MultilineOption);
    const QString all = QString::fromUtf8(text);
    static const QRegularExpression dashes(u"^(?:---|\\.\\.\\.)[ \\t]*\\r?$"_s, QRegularExpression::MultilineOption);
    const auto begin = dashes.match(all);
    const auto end = dashes.match(all, begin.capturedEnd());
    const QString head = end.hasMatch() ? all.first(end.capturedStart()) : all;
    if (other.match(head).hasMatch() || (post.match(head).hasMatch() && !own.match(head).hasMatch()))
        return false;
    return strong.match(head).hasMatch() || (fileName.endsWith(".md"_L1, Qt::CaseInsensitive) && weak.match(head).hasMatch());
}

} // namespace importers
