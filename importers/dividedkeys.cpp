// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/dividedkeys.h"

namespace importers {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostNamed = 5;

} // namespace

void tellDividedKeys(const QStringList &systems, domain::RecordSink &sink)
{
    if (systems.isEmpty())
        return;
    QString names = systems.mid(0, MostNamed).join(u", "_s);
    if (systems.size() > MostNamed)
        names += u" and %1 more"_s.arg(systems.size() - MostNamed);
    sink.diagnostic({u"several-keys"_s, domain::DiagnosticLevel::Warning, {},
                     u"%1: disks or copies have different keys, or some have none of the customer's, so that 'Key' and 'Key management' stay open: put in "
                     "what is true of all of them, which is the weakest"_s.arg(names)});
}

} // namespace importers
