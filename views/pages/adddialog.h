// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;

namespace views {

/// Asks for the key and the name of a thing to be added to the inventory by hand. It stays open until the caller has added it. GUI thread.
class AddDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `kindWords`: what is added, "IT system".
    AddDialog(const QString &kindWords, QWidget *parent);
    QString key() const;
    /// The key where no name was given.
    QString name() const;
    /// Why it was not added: said in the dialog, so that it can be mended there.
    void refuse(const QString &why);

signals:
    void addWanted();

private:
    QLineEdit *m_key, *m_name;
    QLabel *m_refusal;
};

} // namespace views
