// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QString>
#include <QStringView>

/// What went wrong, for people and for scripts. Pure functions. Thread: any.
namespace text {

/// The stable word for a code ("syntax-error", "file-not-found"): what the reports of imports and scripts see.
QString errorCodeName(domain::ErrorCode code);

/// What went wrong, and the way out where there is one; without the place, which the caller shows beside it.
/// Any language but "en" falls back to English until its table is there.
QString errorMessage(const domain::Error &error, QStringView language = u"en");

/// The place and the message as one line; a place that the message names itself is not said twice.
QString errorSentence(const domain::Error &error, QStringView language = u"en");

} // namespace text
