// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"
#include "store/pages/toolfindings.h"
#include "text/toolfindingtext.h"

namespace app {

text::ToolWord wordOf(const store::ToolFindingLine &);
views::ToolFindingRow toolFindingRow(const store::ToolFindingLine &, const QString &words);

} // namespace app
