// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/sovereignty.h"

#include <QWidget>

class QLabel;
class QTabBar;
class QTreeWidget;

namespace views {

/// How far the systems hang on few providers, ultimate parents, countries, chip vendors and model developers: the five with their warnings, and
/// of the chosen one a bar for each name. Of all systems or of the critical ones. GUI thread.
class ConcentrationPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ConcentrationPanel(QWidget *parent = nullptr);
    void showConcentration(const ConcentrationData &data, const QString &scope);

signals:
    /// The systems behind a bar; the words say it on the filter's chip.
    void systemsWanted(const QList<qint64> &systems, const QString &words);

protected:
    void resizeEvent(QResizeEvent *) override;

private:
    enum AxisColumn : int;
    enum ShareColumn : int;
    const QList<ConcentrationAxis> &axes() const;
    bool isCritical() const;
    void fillAxes();
    void showAxis();
    void fit();

    QTabBar *m_of;
    QTreeWidget *m_axes, *m_shares;
    QLabel *m_told, *m_title, *m_warning;
    ConcentrationData m_data;
    QString m_scope;
};

} // namespace views
