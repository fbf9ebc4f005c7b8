// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/assessments.h"

#include <QTreeWidget>

namespace views {

/// Up to four assessed things side by side: SEAL, score, each objective (with what fails a tender), and under it each criterion. GUI thread.
class CsfComparison final : public QTreeWidget
{
    Q_OBJECT
public:
    explicit CsfComparison(QWidget *parent = nullptr);
    void showComparison(const AssessmentData &data);

signals:
    void criterionWanted(const QString &id);
};

} // namespace views
