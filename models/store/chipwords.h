// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

namespace store {

class ReferenceLookup;

/// One chip has many names ("nvidia-h100-80gb", "NVIDIA-H100-80GB-HBM3", "H100"): an accelerator gets the model's of the reference data,
/// and the memory that stood in the name where the record says none. A name that the reference data does not know stays.
void nameChipAsReference(domain::Record &accelerator, const ReferenceLookup &);

/// The memory that a chip is sold with, in MiB, of what a driver or a provider's interface reports, which is up to 8 % less (the part
/// that checks for errors and what is reserved): 81,559 of an H100 are 81,920. What comes near no usual size stays.
qint64 nominalMemoryMib(qint64 reported);

} // namespace store
