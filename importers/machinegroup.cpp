// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/machinegroup.h"

#include "importers/say.h"

namespace importers {

using namespace Qt::StringLiterals;

namespace {

/// "2 to 8", "up to 8", "at least 2"; empty: the group is not scaled, or has only one size.
QString rangeOf(const MachineGroup &group)
{
    if (group.least == group.most)
        return {};
    if (!group.most)
        return u"at least %1"_s.arg(*group.least);
    return group.least.value_or(0) > 0 ? u"%1 to %2"_s.arg(*group.least).arg(*group.most) : u"up to %1"_s.arg(*group.most);
}

} // namespace

void sayMachines(domain::Record &record, const MachineGroup &group)
{
    const auto count = group.known();
    const QString types = group.types.join(u", "_s);
    const QString range = rangeOf(group);
    const bool several = group.types.size() > 1;
    if (count)
        record.fields.append({u"instance_count"_s, *count});
    // What several types have in common the store knows: where each holds the same accelerators, which of them it is does not matter. A
    // group that is scaled to nothing holds none of any type.
    if (count && (!several || *count > 0))
        say(record, u"instance_type"_s, types);
    QStringList words;
    if (several)
        words.append((count == 0 ? u"machines of any of the types %1; none now"_s : u"machines of any of the types %1; how many of which is not told"_s).arg(types));
    else if (!count && !types.isEmpty())
        words.append(u"machines of type %1; how many is not told"_s.arg(types));
    else if (count.value_or(0) > 0 && types.isEmpty())
        words.append(u"machines of a type that is not told"_s); // a launch template's, mostly
    if (!range.isEmpty())
        words.append(u"scaled by itself: %1 machines"_s.arg(range));
    say(record, u"description"_s, words.join(u"; "_s));
}

} // namespace importers
