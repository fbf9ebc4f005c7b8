// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace importers {

/// Repository of the Hugging Face hub that an address leads to: "org/name", of a dataset "datasets/org/name" (some have
/// no org); empty for other addresses and for organisations. Never opens the address.
QString hubNameOfUrl(const QString &url);
/// The same of "pkg:huggingface/org/name@revision".
QString hubNameOfPurl(const QString &purl);

} // namespace importers
