// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/valueeditor.h"

#include "widgets/breaking.h"
#include "widgets/iconloader.h"
#include "widgets/theme.h"

#include <QCompleter>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

ValueEditor::ValueEditor(const QString &label, QWidget *parent)
    : QWidget(parent), m_name(label), m_value(makeLabel({}, TextRole::Body, false, false, this)), m_note(makeLabel({}, TextRole::Caption, true, false, this)),
      m_edit(new QLineEdit(this)), m_pencil(new QToolButton(this)), m_refusal(makeLabel({}, TextRole::Caption, false, true, this))
{
    setAccessibleName(label);
    QLabel *caption = makeLabel(label, TextRole::Caption, true, false, this);
    m_value->setWordWrap(true);
    m_value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setWordWrap(true);
    m_edit->hide();
    m_edit->setAccessibleName(tr("New value of %1").arg(label));
    m_edit->setPlaceholderText(tr("value, “none”, “?”, or empty to take back"));
    m_edit->installEventFilter(this);
    m_pencil->setAutoRaise(true);
    m_pencil->setIcon(loadIcon(u"edit"_s, this));
    m_pencil->setIconSize(QSize(grid(4), grid(4)));
    m_pencil->setAccessibleName(tr("Change %1").arg(label));
    m_pencil->setToolTip(tr("Change"));
    m_states = new QWidget(this);
    auto *states = new QHBoxLayout(m_states);
    states->setContentsMargins(0, grid(1), 0, grid(1));
    states->setSpacing(grid(1));
    const auto state = [&](const QString &name, const QString &text, const QString &tip, const QString &typed) {
        auto *button = new QToolButton(m_states);
        button->setObjectName(name);
        button->setText(text);
        button->setToolTip(tip);
        button->setAccessibleName(tr("%1: %2").arg(label, text));
        connect(button, &QToolButton::clicked, this, [this, typed] { commit(typed); });
        states->addWidget(button);
    };
    state(u"sayNone"_s, tr("None"), tr("It was looked into: there is none"), u"none"_s);
    state(u"sayNoAnswer"_s, tr("No answer"), tr("It was asked and nobody could say"), u"?"_s);
    state(u"takeBack"_s, tr("Take back"), tr("Forget what was said here by hand"), QString());
    states->addStretch(1);
    m_states->hide();
    m_refusal->setObjectName(u"refusedWhy"_s);
    m_refusal->setWordWrap(true);
    m_refusal->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_refusal->setContentsMargins(0, grid(1), 0, 0);
    m_refusal->hide();
    setFocusProxy(m_pencil);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(grid(1));
    layout->setVerticalSpacing(0);
    layout->setColumnStretch(0, 1);
    layout->addWidget(caption, 0, 0);
    layout->addWidget(m_value, 1, 0);
    layout->addWidget(m_edit, 1, 0);
    layout->addWidget(m_pencil, 0, 1, 2, 1, Qt::AlignTop);
    layout->addWidget(m_refusal, 2, 0, 1, 2);
    layout->addWidget(m_states, 3, 0, 1, 2);
    layout->addWidget(m_note, 4, 0);
    connect(m_pencil, &QToolButton::clicked, this, [this] { setEditing(true); });
    connect(m_edit, &QLineEdit::returnPressed, this, [this] {
        if (m_edit->text() == m_typed)
            setEditing(false);
        else
            commit(m_edit->text());
    });
}

void ValueEditor::commit(const QString &typed)
{
    if (m_saving)
        return;
    m_saving = true;
    // Seen but not changed until it is known whether it is saved.
    m_edit->setText(typed);
    m_edit->setReadOnly(true);
    m_states->setEnabled(false);
    m_refusal->hide();
    emit committed(typed);
}

void ValueEditor::refuse(const QString &typed, const QString &why)
{
    resume(typed, why);
    m_edit->setFocus();
}

void ValueEditor::resume(const QString &typed, const QString &why)
{
    m_saving = false;
    m_edit->setReadOnly(false);
    m_states->setEnabled(true);
    m_edit->setText(typed);
    m_edit->show();
    m_states->show();
    m_value->hide();
    setFocusProxy(m_edit);
    m_refusal->setText(breakable(why));
    m_refusal->setVisible(!why.isEmpty());
    m_edit->setAccessibleDescription(why);
}

std::optional<QString> ValueEditor::unsaved() const
{
    return m_edit->isHidden() || m_saving ? std::nullopt : std::optional(m_edit->text());
}

QString ValueEditor::refusal() const { return m_refusal->text(); }

void ValueEditor::setValue(const QString &shown, bool soft, const QString &typed, const QString &note, const QStringList &choices, const QString &hint)
{
    setBreakingText(m_value, shown);
    m_value->setForegroundRole(soft ? QPalette::PlaceholderText : QPalette::WindowText);
    m_typed = typed;
    m_note->setText(breakable(note));
    m_note->setVisible(!note.isEmpty());
    setToolTip(hint);
    setAccessibleDescription(shown + (note.isEmpty() ? QString() : u"; "_s + note));
    if (!choices.isEmpty()) {
        auto *completer = new QCompleter(choices, m_edit);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        m_edit->setCompleter(completer);
        m_edit->setPlaceholderText(choices.join(u", "_s));
    }
}

void ValueEditor::setEditing(bool on)
{
    m_edit->setVisible(on);
    m_states->setVisible(on);
    m_value->setVisible(!on);
    m_refusal->hide();
    m_refusal->clear();
    m_edit->setAccessibleDescription({});
    setFocusProxy(on ? static_cast<QWidget *>(m_edit) : m_pencil);
    if (on) {
        m_edit->setText(m_typed);
        m_edit->selectAll();
        m_edit->setFocus();
    } else {
        m_pencil->setFocus();
    }
}

bool ValueEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    if (watched == m_edit && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        if (!m_saving)
            setEditing(false);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace views
