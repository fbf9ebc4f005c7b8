// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace importers {

/// So many members that occurred twice are told of one file.
inline constexpr qsizetype MostDuplicates = 50;

/// The way from a record to the value that is being read, and what occurred twice on it: of two members of one name the last one counts, which has
/// to be told. Costs nothing but a pointer for each level until something does.
class JsonPath
{
public:
    /// Enters a member for as long as it lives. `name` must live as long.
    class Member
    {
    public:
        Member(JsonPath &path, const std::string &name) : m_path(path) { m_path.m_steps.push_back({&name, 0}); }
        ~Member() { m_path.m_steps.pop_back(); }
        Member(const Member &) = delete;
        Member &operator=(const Member &) = delete;

    private:
        JsonPath &m_path;
    };
    /// The innermost member's value is a list, of which this element is read (from 0).
    void element(std::size_t index)
    {
        if (!m_steps.empty())
            m_steps.back().index = index + 1;
    }
    /// The member of that name, inside of where the path stands, has occurred before. `record`: where the record is.
    void noteTwice(const QString &record, const std::string &name)
    {
        if (m_twice.size() >= MostDuplicates)
            return;
        QString pointer = record;
        for (const Step &step : m_steps) {
            pointer += u'/' + escaped(*step.name);
            if (step.index > 0)
                pointer += u'/' + QString::number(step.index - 1);
        }
        m_twice.append(pointer + u'/' + escaped(name));
    }
    /// Pointers of members that occurred twice; at most MostDuplicates.
    const QStringList &twice() const { return m_twice; }

private:
    struct Step
    {
        const std::string *name;
        std::size_t index; ///< from 1; 0: no list
    };
    static QString escaped(const std::string &name)
    {
        return QString::fromStdString(name).replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
    }

    std::vector<Step> m_steps;
    QStringList m_twice;
};

} // namespace importers
