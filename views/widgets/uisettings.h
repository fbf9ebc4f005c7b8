// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QSettings>
#include <QStringList>

#include <memory>

namespace views {

/// What the window remembers between two starts. Each value is named here once, with its default; unknown ones in the file are kept.
/// Without a file (tests, pictures of pages) nothing is read or written. GUI thread.
class UiSettings
{
public:
    UiSettings() = default;
    /// An INI file; it need not be there.
    explicit UiSettings(const QString &file);

    QByteArray geometry() const { return value(QStringLiteral("window/geometry")).toByteArray(); }
    void setGeometry(const QByteArray &state) { set(QStringLiteral("window/geometry"), state); }
    QByteArray splitter() const { return value(QStringLiteral("window/splitter")).toByteArray(); }
    void setSplitter(const QByteArray &state) { set(QStringLiteral("window/splitter"), state); }
    /// "system", "light" or "dark".
    QString theme() const { return value(QStringLiteral("window/theme"), QStringLiteral("system")).toString(); }
    void setTheme(const QString &name) { set(QStringLiteral("window/theme"), name); }
    QString page() const { return value(QStringLiteral("window/page")).toString(); }
    void setPage(const QString &id) { set(QStringLiteral("window/page"), id); }
    bool iconsOnly() const { return value(QStringLiteral("window/iconsOnly"), false).toBool(); }
    void setIconsOnly(bool on) { set(QStringLiteral("window/iconsOnly"), on); }
    /// Chosen columns by the number of the kind.
    QHash<int, QStringList> columns() const;
    void setColumns(const QHash<int, QStringList> &columns);
    /// The workspaces that were opened last, the newest first; at most eight.
    QStringList recent() const { return value(QStringLiteral("files/recent")).toStringList(); }
    void addRecent(const QString &path);
    /// The function that imported last.
    QString importer() const { return value(QStringLiteral("files/importer")).toString(); }
    void setImporter(const QString &function) { set(QStringLiteral("files/importer"), function); }

private:
    QVariant value(const QString &name, const QVariant &fallback = {}) const { return m_file ? m_file->value(name, fallback) : fallback; }
    void set(const QString &name, const QVariant &to)
    {
        if (m_file)
            m_file->setValue(name, to);
    }
    std::unique_ptr<QSettings> m_file;
};

} // namespace views
