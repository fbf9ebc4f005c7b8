// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace importers {

/// Does a head of YAML speak of a model or dataset, as cards do? Other texts have one too: posts, manifests, values of charts.
bool isHeadOfCard(const QByteArray &text, const QString &fileName);

} // namespace importers
