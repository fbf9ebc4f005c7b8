// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

#include <QByteArray>

namespace store {

/// {"path","format","sha256","records":{...},"diagnostics":[...]}: the command line's form (product.md), also kept with the source.
QByteArray reportToJson(const domain::FileReport &);
domain::FileReport reportFromJson(const QByteArray &);

} // namespace store
