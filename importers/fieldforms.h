// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"

#include <nlohmann/json_fwd.hpp>

#include <QHash>
#include <QString>

#include <span>

namespace importers {

/// JSON types that a member may have, as bits. Null is as good as not there.
enum Form : unsigned { TextForm = 1, NumberForm = 2, FlagForm = 4, ObjectForm = 8, ListForm = 16 };

/// What a format documents of a member of its records, or of a member of an object in them.
struct FieldForm
{
    const char *name;
    unsigned forms;
    const char *inner = nullptr; ///< "AvailabilityZone" of the member "Placement"
};

/// Looks whether the members of records have the types that the format documents, before they are read. What has another one is warned of
/// with its pointer and read as if it were not there: unknown, rather than a number taken for a name. One for a file's reading; costs one
/// look-up for each field named, and a copy only of records in which something is wrong. Thread: the importer's.
class FieldForms
{
public:
    /// `forms` must live as long as this.
    FieldForms(std::span<const FieldForm> forms, domain::RecordSink &sink) : m_forms(forms), m_sink(sink) {}
    ~FieldForms();
    FieldForms(const FieldForms &) = delete;
    FieldForms &operator=(const FieldForms &) = delete;

    /// Is the member that identifies the record a text, or not there? Else the record is rejected, with the pointer. Call after
    /// beginRecord().
    bool isTextOrMissing(const nlohmann::json &record, const char *key, const QString &where);
    /// The record, or `copy` made of it without what has a wrong type.
    const nlohmann::json &sound(const nlohmann::json &record, const QString &where, nlohmann::json &copy);

private:
    void warn(const FieldForm &, const nlohmann::json &value, const QString &where);

    std::span<const FieldForm> m_forms;
    domain::RecordSink &m_sink;
    QHash<const FieldForm *, qint64> m_wrong; ///< how often each was
};

/// "a text", "a number", "an object": as messages say it.
QString formWords(unsigned forms);
/// Bit of the value's type; 0: null.
unsigned formOf(const nlohmann::json &value);

} // namespace importers
