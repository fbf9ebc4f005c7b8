// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/valueeditor.h"

#include "widgets/breaking.h"
#include "widgets/escapekey.h"
#include "widgets/iconloader.h"
#include "widgets/picker.h"
#include "widgets/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

ValueEditor::ValueEditor(const QString &label, QWidget *parent)
    : QWidget(parent), m_name(label), m_value(makeLabel({}, TextRole::Body, false, false, this)), m_note(makeLabel({}, TextRole::Caption, true, false, this)),
      m_edit(new QLineEdit(this)), m_pencil(new QToolButton(this)), m_refusal(makeLabel({}, TextRole::Caption, false, true, this)),
      m_picker(new Picker(m_edit, label, this))
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
    m_pencil->setIcon(loadIcon(u"edit"_s));
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
    m_save = new QToolButton(m_states);
    m_save->setObjectName(u"saveValue"_s);
    m_save->setText(tr("Save"));
    m_save->setToolTip(tr("What is chosen above is the value"));
    m_save->setAccessibleName(tr("%1: save what is chosen").arg(label));
    connect(m_save, &QToolButton::clicked, this, &ValueEditor::enter);
    states->addWidget(m_save);
    m_save->hide();
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
    layout->addWidget(m_picker, 3, 0, 1, 2);
    layout->addWidget(m_states, 4, 0, 1, 2);
    layout->addWidget(m_note, 5, 0);
    connect(m_picker, &Picker::searched, this, &ValueEditor::choicesWanted);
    connect(m_picker, &Picker::chosen, this, &ValueEditor::commit);
    connect(m_pencil, &QToolButton::clicked, this, [this] { setEditing(true); });
    connect(m_edit, &QLineEdit::returnPressed, this, &ValueEditor::enter);
}

void ValueEditor::enter()
{
    if (m_picker->take())
        return;
    const bool many = m_picker->isMany();
    const QString typed = m_picker->entered(m_edit->text());
    if (typed == m_typed || m_edit->text() == m_typed || (many && typed.isEmpty() && m_parts.isEmpty())) {
        setEditing(false);
        return;
    }
    if (many && typed.isEmpty()) {
        // An empty list could mean that there is none, or that nobody knows: only a person can tell.
        m_refusal->setText(tr("Nothing is chosen. Say None if there is none, or Take back to forget what was said here."));
        m_refusal->show();
        return;
    }
    commit(typed);
}

void ValueEditor::offer(const QString &text, const QList<ValueChoice> &choices)
{
    if (m_edit->isHidden() || m_saving)
        return;
    m_picker->offer(text, choices);
    emit opened();
}

void ValueEditor::commit(const QString &typed)
{
    if (m_saving)
        return;
    m_saving = true;
    // Seen but not changed until it is known whether it is saved.
    if (!m_picker->isMany())
        m_edit->setText(typed);
    m_edit->setReadOnly(true);
    m_states->setEnabled(false);
    m_picker->setEnabled(false);
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
    m_picker->setEnabled(true);
    const bool many = m_entry == Entry::ManyChosen;
    m_save->setVisible(many);
    if (!many) {
        m_edit->setText(typed);
        if (m_picker->isHidden())
            m_picker->start(m_entry, {}, false);
    } else if (m_picker->isHidden()) {
        // Goes on with what was chosen in the editor before this one.
        QList<ValueChoice> parts;
        bool open = false;
        for (const QString &part : typed.split(u';', Qt::SkipEmptyParts)) {
            const QString key = part.trimmed();
            const auto known = std::find_if(m_parts.cbegin(), m_parts.cend(), [&key](const ValueChoice &c) { return c.key == key; });
            if (key == u"..."_s)
                open = true;
            else
                parts.append(known != m_parts.cend() ? *known : ValueChoice{key, key, {}});
        }
        m_edit->clear();
        m_picker->start(m_entry, parts, open);
    }
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
    return m_edit->isHidden() || m_saving ? std::nullopt : std::optional(m_picker->isMany() ? m_picker->entered(m_edit->text()) : m_edit->text());
}

QString ValueEditor::refusal() const { return m_refusal->text(); }

void ValueEditor::setValue(const QString &shown, bool soft, const ValueDetail &value, const QString &note, const QString &hint)
{
    setBreakingText(m_value, shown);
    m_value->setForegroundRole(soft ? QPalette::PlaceholderText : QPalette::WindowText);
    m_typed = value.typed;
    m_entry = value.entry;
    m_parts = value.parts;
    m_open = value.open;
    m_note->setText(breakable(note));
    m_note->setVisible(!note.isEmpty());
    setToolTip(hint);
    setAccessibleDescription(shown + (note.isEmpty() ? QString() : u"; "_s + note));
    if (m_entry == Entry::Chosen)
        m_edit->setPlaceholderText(tr("search, and choose below"));
    else if (m_entry == Entry::ManyChosen)
        m_edit->setPlaceholderText(tr("search, and add from below"));
}

void ValueEditor::setEditing(bool on)
{
    const bool many = m_entry == Entry::ManyChosen;
    m_edit->setVisible(on);
    m_states->setVisible(on);
    m_save->setVisible(on && many);
    m_value->setVisible(!on);
    m_refusal->hide();
    m_refusal->clear();
    m_edit->setAccessibleDescription({});
    setFocusProxy(on ? static_cast<QWidget *>(m_edit) : m_pencil);
    if (on) {
        m_edit->setText(many ? QString() : m_typed);
        m_picker->start(m_entry, m_parts, m_open);
        m_edit->selectAll();
        m_edit->setFocus();
        emit opened();
    } else {
        m_picker->hide();
        m_pencil->setFocus();
    }
}

bool ValueEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && keepsEscape(event))
        return true;
    if (watched == m_edit && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        if (!m_saving)
            setEditing(false);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace views
