// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/modelcards/frontmatter.h"

#include <yaml-cpp/eventhandler.h>

#include <QRegularExpression>

#include <set>
#include <sstream>
#include <vector>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;

namespace {

constexpr qsizetype maxBytes = 1024 * 1024;
constexpr std::size_t maxDepth = 50;
constexpr int maxAliases = 100;
constexpr int maxNodes = 200'000;

struct TooMuch
{
    QString what;
    int line = 0;
};

/// Looks at the events before a tree is built of them.
class Guard final : public YAML::EventHandler
{
public:
    void OnDocumentStart(const YAML::Mark &) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t) override
    {
        count(mark);
        next();
    }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t) override
    {
        count(mark);
        next();
        if (++m_aliases > maxAliases)
            throw TooMuch{u"more than %1 aliases"_s.arg(maxAliases), mark.line};
    }
    void OnScalar(const YAML::Mark &mark, const std::string &, YAML::anchor_t, const std::string &text) override
    {
        count(mark);
        if (!m_open.empty() && m_open.back().isMap && m_open.back().atName && !m_open.back().names.insert(text).second)
            twice.push_back({text, mark.line, static_cast<int>(m_open.size())});
        next();
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t,
                         YAML::EmitterStyle::value) override
    {
        deeper(mark, false);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t, YAML::EmitterStyle::value) override
    {
        deeper(mark, true);
    }
    void OnMapEnd() override { close(); }

    struct Twice
    {
        std::string name;
        int line;
        int depth; ///< 1: at the top
    };
    std::vector<Twice> twice;

private:
    struct Open
    {
        bool isMap;
        bool atName = true; ///< of a map: a name comes next, not its value
        std::set<std::string> names;
    };
    /// A value is done.
    void next()
    {
        if (!m_open.empty())
            m_open.back().atName = !m_open.back().atName;
    }
    void close()
    {
        m_open.pop_back();
        next();
    }
    void count(const YAML::Mark &mark)
    {
        if (++m_nodes > maxNodes)
            throw TooMuch{u"more than %1 values"_s.arg(maxNodes), mark.line};
    }
    void deeper(const YAML::Mark &mark, bool isMap)
    {
        count(mark);
        if (m_open.size() >= maxDepth)
            throw TooMuch{u"nested deeper than %1"_s.arg(maxDepth), mark.line};
        m_open.push_back({isMap, true, {}});
    }

    std::vector<Open> m_open;
    int m_aliases = 0;
    int m_nodes = 0;
};

/// Position of a mark in the file: the front matter starts on the line after the dashes, marks count from 0.
QString placeOf(int skipped, int line, int column = -1)
{
    const QString where = u"line "_s + QString::number(skipped + line + 2);
    return column < 0 ? where : where + u", column "_s + QString::number(column + 1);
}

/// First line that was left unfilled by a template engine: -1 when there is none.
int templateLine(const QString &yaml)
{
    // Prompts of a card may hold such marks inside of a text; a placeholder stands where a value would.
    static const QRegularExpression placeholder(
        u"^\\s*(?:-\\s+)*(?:[\\w.-]+:\\s+)?(?:\\{\\{|\\{%)|^\\s*\\{\\s*\\w+\\s*\\}\\s*$"_s);
    const QStringList lines = yaml.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (placeholder.match(lines.at(i)).hasMatch())
            return static_cast<int>(i);
    }
    return -1;
}

QString headingOf(const QString &body)
{
    static const QRegularExpression heading(u"^#\\s+(.+?)\\s*#*$"_s, QRegularExpression::MultilineOption);
    const auto match = heading.match(body);
    return match.hasMatch() ? match.captured(1).trimmed() : QString();
}

bool isSame(const YAML::Node &one, const YAML::Node &other)
{
    return one.IsScalar() && other.IsScalar() && one.Scalar() == other.Scalar();
}

/// The parser keeps all of several values of one name and shows the first. Where they differ, nobody can say which one
/// is meant: the name is left out, so that it stays unknown.
void settleTwice(FrontMatter &card, const std::vector<Guard::Twice> &found, int skipped)
{
    std::set<std::string> doubtful;
    for (const Guard::Twice &twice : found) {
        bool read = true;
        if (twice.depth == 1) {
            const YAML::Node first = card.map[twice.name];
            for (const auto &pair : card.map)
                read =
                    read && (!pair.first.IsScalar() || pair.first.Scalar() != twice.name || isSame(pair.second, first));
            if (!read)
                doubtful.insert(twice.name);
        }
        card.twice.append({QString::fromStdString(twice.name), skipped + twice.line + 2, read});
    }
    if (doubtful.empty())
        return;
    YAML::Node clean(YAML::NodeType::Map);
    for (const auto &pair : card.map) {
        if (!pair.first.IsScalar() || doubtful.count(pair.first.Scalar()) == 0)
            clean[pair.first] = pair.second;
    }
    card.map = clean;
}

} // namespace

domain::Result<FrontMatter> readFrontMatter(const QByteArray &text)
{
    QString all = QString::fromUtf8(text);
    all.replace("\r\n"_L1, "\n"_L1);
    if (all.startsWith(QChar(0xFEFF)))
        all.remove(0, 1);
    // The hub takes blank lines before the dashes.
    qsizetype blanks = 0;
    int skipped = 0;
    for (; blanks < all.size() && all.at(blanks).isSpace(); ++blanks)
        skipped += all.at(blanks) == u'\n' ? 1 : 0;
    all.remove(0, blanks);
    static const QRegularExpression opening(u"^---[ \\t]*\\n"_s);
    const auto start = opening.match(all);
    if (!start.hasMatch())
        return Error{ErrorCode::SchemaMismatch,
                     u"no front matter: a card starts with a line of three dashes, then YAML"_s, u"line 1"_s};
    static const QRegularExpression closing(u"^(?:---|\\.\\.\\.)[ \\t]*$"_s, QRegularExpression::MultilineOption);
    const auto end = closing.match(all, start.capturedEnd());
    if (!end.hasMatch() && all.size() > maxBytes)
        return Error{ErrorCode::LimitExceeded, u"front matter of more than 1 MiB"_s, u"line 1"_s};
    if (!end.hasMatch())
        return Error{ErrorCode::SchemaMismatch, u"the front matter is not closed by a line of three dashes"_s,
                     u"line 1"_s};
    const QString yaml = all.mid(start.capturedEnd(), end.capturedStart() - start.capturedEnd());
    if (yaml.size() > maxBytes)
        return Error{ErrorCode::LimitExceeded, u"front matter of more than 1 MiB"_s, u"line 1"_s};
    if (const int line = templateLine(yaml); line >= 0)
        return Error{ErrorCode::SchemaMismatch, u"a template of a card: its placeholder was not filled in"_s,
                     placeOf(skipped, line)};

    try {
        // The end of the document is marked, since a quote that is never closed would swallow the rest unsaid.
        const std::string raw = yaml.toStdString() + "\n...\n";
        std::istringstream stream(raw);
        YAML::Parser parser(stream);
        Guard guard;
        parser.HandleNextDocument(guard);
        FrontMatter result;
        result.map = YAML::Load(raw);
        if (result.map.IsSequence())
            return Error{ErrorCode::SchemaMismatch, u"the front matter is a list; a card needs names with values"_s,
                         placeOf(skipped, result.map.Mark().line)};
        if (!result.map.IsMap())
            return Error{ErrorCode::SchemaMismatch, u"the front matter has no names with values"_s, u"line 2"_s};
        result.firstLine = skipped + 2;
        settleTwice(result, guard.twice, skipped);
        result.heading = headingOf(all.mid(end.capturedEnd(), 64 * 1024));
        return result;
    } catch (const TooMuch &limit) {
        return Error{ErrorCode::LimitExceeded, limit.what, placeOf(skipped, limit.line)};
    } catch (const YAML::Exception &error) {
        const bool known = !error.mark.is_null();
        const bool openQuote = error.msg.find("document indicator in scalar") != std::string::npos;
        return Error{ErrorCode::SyntaxError,
                     openQuote ? u"a quote is not closed before the front matter ends"_s
                               : QString::fromStdString(error.msg),
                     known ? placeOf(skipped, error.mark.line, error.mark.column) : u"line 2"_s};
    } catch (const std::exception &error) {
        return Error{ErrorCode::SyntaxError, QString::fromUtf8(error.what()), u"line 2"_s};
    }
}

bool yamlHas(const YAML::Node &map, const char *name)
{
    if (!map.IsMap())
        return false;
    const YAML::Node value = map[name];
    return value.IsDefined() && !value.IsNull();
}

QString yamlText(const YAML::Node &map, const char *name)
{
    if (!yamlHas(map, name))
        return {};
    const YAML::Node value = map[name];
    return value.IsScalar() ? QString::fromStdString(value.Scalar()).trimmed() : QString();
}

QStringList yamlTexts(const YAML::Node &map, const char *name)
{
    QStringList result;
    if (!yamlHas(map, name))
        return result;
    const YAML::Node value = map[name];
    if (value.IsScalar())
        result.append(QString::fromStdString(value.Scalar()).trimmed());
    if (value.IsSequence()) {
        for (const YAML::Node &element : value) {
            if (element.IsScalar())
                result.append(QString::fromStdString(element.Scalar()).trimmed());
        }
    }
    result.removeAll(QString());
    return result;
}

} // namespace importers
