// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

#include <QList>

namespace store {

class AttributeStore;

/// What the registers among the files name and nobody has brought: a typing error, or a register that is still to come. One warning for each
/// name, with the nearest one that there is, put to the file's report, here and in the workspace. Exports name much that others bring, and
/// lists of a whole market what nobody uses, so nothing is said of them. After the last file of an import; within the caller's transaction.
void tellWaiting(AttributeStore &, domain::FileReport &);

/// SageMaker's configurations with machines among the files of which no endpoint is known that has them: they run nothing by themselves. As above.
void tellIdleConfigurations(AttributeStore &, domain::FileReport &);

} // namespace store
