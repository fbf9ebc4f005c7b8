// SPDX-License-Identifier: GPL-3.0-or-later
// Where values come from, whose word stands, and what may be one thing.
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "core/withstore.h"
#include "store/duplicates.h"
#include "store/split.h"
#include "store/trust.h"
#include "store/valuecodec.h"
#include "text/wordtext.h"

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr int DifferencesShown = 500;
constexpr int PairsShown = 200;

// The format's own name is long: the list of sources has it.
QString wordsOfSource(const store::Word &word)
{
    return word.source.isEmpty() ? u"a person"_s : word.source;
}

} // namespace

Result<SourcesData> GuiBackend::sources(const QString &path)
{
    return withStore<SourcesData>(m_services, path, false, [&](store::AttributeStore &values) -> Result<SourcesData> {
        SourcesData out;
        for (const store::SourceOfValues &s : store::sourcesOfValues(values)) {
            const auto [name, untested] = provenName(s.format);
            SourceRow row{s.format, name, s.scope, s.lastFile, s.lastImport, untested, int(s.rank), {}, s.things, s.stands, s.lost};
            if (s.ownRank)
                row.ownRank = int(*s.ownRank);
            out.sources.append(row);
        }
        const NameCache names(values);
        for (const store::Conflict &c : store::conflicts(values, DifferencesShown + 1)) {
            const Attribute *attribute = catalogue().attribute(c.kind, c.attr);
            if (!attribute || c.words.isEmpty())
                continue;
            const auto shown = [&](const store::Word &word) {
                const auto value = store::decodeValue(word.value, *attribute);
                const QString words = value ? cellOf(*value, *attribute, names, m_countries).text : QString::fromUtf8(word.value);
                return u"%1  (%2)"_s.arg(words.isEmpty() ? u"–"_s : words, wordsOfSource(word));
            };
            DifferenceRow row{c.entity, text::shownName(c.name, c.key), attribute->label, shown(c.words.constFirst()), {}};
            for (const store::Word &word : c.words.mid(1))
                row.others += shown(word);
            out.differences.append(row);
        }
        out.moreDifferences = out.differences.size() > DifferencesShown;
        if (out.moreDifferences)
            out.differences.removeLast();
        for (const store::PossibleDuplicate &d : store::possibleDuplicates(values, PairsShown + 1))
            out.pairs.append({d.one, d.other, 0, d.name, u"%1  (%2)"_s.arg(d.oneKey, d.oneSources), u"%1  (%2)"_s.arg(d.otherKey, d.otherSources)});
        out.morePairs = out.pairs.size() > PairsShown;
        if (out.morePairs)
            out.pairs.removeLast();
        for (const store::MergedPair &m : store::mergedPairs(values))
            out.pairs.append({m.entity, 0, m.set, text::shownName(m.name, m.key), u"%1  (one thing since %2)"_s.arg(m.key, m.at.left(10)), m.otherKey});
        return out;
    });
}

Result<WorkspaceInfo> GuiBackend::setTrust(const QString &path, const QString &format, const QString &scope, std::optional<int> rank)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        const auto done = store::changeTrust(values, format, scope, rank ? std::optional<qint64>(*rank) : std::nullopt, {}, m_clock.now());
        return done ? infoOf(values, path) : Result<WorkspaceInfo>(done.error());
    });
}

Result<WorkspaceInfo> GuiBackend::decideSame(const QString &path, qint64 one, qint64 other, bool same)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        const auto done = same ? store::mergeThings(values, one, other, {}, m_clock.now()) : store::keepApart(values, one, other, {}, m_clock.now());
        return done ? infoOf(values, path) : Result<WorkspaceInfo>(done.error());
    });
}

Result<WorkspaceInfo> GuiBackend::split(const QString &path, qint64 merged)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        const auto done = store::splitThings(values, merged, {}, m_clock.now());
        return done ? infoOf(values, path) : Result<WorkspaceInfo>(done.error());
    });
}

} // namespace app
