// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/machinetypes.h"

#include "store/attributestore.h"
#include "store/chipwords.h"

using namespace Qt::StringLiterals;

namespace store {

Told tellMachineType(AttributeStore &store, ChangeLog &log, const domain::MachineType &type)
{
    const QString name = u"instance_type/%1/%2"_s.arg(type.provider, type.type.toLower());
    Statement &write = store.statement("SELECT json_array(?1,?2,?3,?4), coalesce((SELECT value FROM setting WHERE name=?5),'')");
    write.bind(1, type.vendor).bind(2, type.chip).bind(3, qint64(type.count)).bindNull(4).bind(5, name);
    if (type.memoryMib)
        write.bind(4, nominalMemoryMib(*type.memoryMib));
    QByteArray after;
    QByteArray before;
    if (write.next()) {
        after = write.text(0).toUtf8();
        before = write.text(1).toUtf8();
    }
    write.reset();
    if (before == after)
        return Told::Same;
    Statement &s = store.statement("INSERT OR REPLACE INTO setting(name,value) VALUES(?1,?2)");
    s.bind(1, name).bindUtf8(2, after);
    s.run();
    log.record(u"setting"_s, 0, name, before.isEmpty() ? QByteArray("null") : before, after);
    return before.isEmpty() ? Told::New : Told::Changed;
}

bool tellsMachineTypes(AttributeStore &store, qint64 changeSet)
{
    Statement &s = store.statement("SELECT 1 FROM change WHERE change_set=?1 AND target='setting' AND attr GLOB 'instance_type/*' LIMIT 1");
    s.bind(1, changeSet);
    return s.hasRow();
}

} // namespace store
