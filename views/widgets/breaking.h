// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLabel;

namespace views {

/// The text with places to break a line inside of long unbroken words (file names, paths of a cloud, keys), where a reader would
/// break them. For showing only. Any thread.
QString breakable(const QString &text);

/// Shows the text so that it never asks for more width than there is. Where break places had to be put in, the label offers the
/// bare text for copying instead of letting it be selected. GUI thread.
void setBreakingText(QLabel *label, const QString &text);

} // namespace views
