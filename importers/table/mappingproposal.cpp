// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/table/mappingproposal.h"

#include "domain/cellvalues.h"
#include "importers/table/columnclues.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::KindInfo;
using domain::ValueType;

namespace importers {
namespace {

constexpr double LeastKey = 0.6;
constexpr double SurelyKey = 0.95;
constexpr double AboveAll = 1.1;
constexpr double LeastScore = 0.5;   ///< below it a column is left unassigned
constexpr double SurelyAbout = 0.8;  ///< its words tell the matter, but not that it asks for nothing more
constexpr qsizetype LawsName = 5;    ///< "RGPD", "DSGVO": no more is said than which law
constexpr double WholeTitle = 0.9;   ///< nothing is left out of it or added
const QString LeftOpen = u"n/a"_s;   ///< a cell that is said to tell nothing
const QString Unfinished = u"..."_s; ///< after a list: there may be more
constexpr double NamedAlready = 1.5; ///< what the name of the file or sheet weighs, in columns

struct Candidate
{
    qsizetype column = 0;
    QString meaning;
    double score = 0;
    bool open = false; ///< by the title alone: no cell is understood
};

/// By the title, and what stands below it. Words of which none is understood would have every row rejected: such a column waits for a person.
Candidate candidateFor(qsizetype c, const TableColumn &column, const Attribute &attribute, double title, const ColumnNames &names)
{
    const double score = title * evidence(column, attribute, names);
    const bool open = (score >= LeastScore ? isOfFixedWords(attribute) : title >= WholeTitle) && understoodOf(column, attribute, names).none();
    return {c, meaningOf(attribute), score, open};
}

/// All that the titles could be, the likeliest first.
QList<Candidate> candidatesOf(const TableShape &shape, const KindInfo &kind, const ColumnNames &names)
{
    const KindNames &own = names.of(kind.kind);
    QList<Candidate> all;
    for (qsizetype c = 0; c < shape.columns.size(); ++c) {
        const TableColumn &column = shape.columns.at(c);
        const QList<Phrase> forms = formsOf(column.title);
        // A number that is there twice tells no rows apart.
        const bool tells = column.distinct && column.filled == shape.rowsSeen;
        // "System" is a part of "System ID", but no number.
        double key = std::max(bestOf(forms, own.keys), 0.85 * bestOf(forms, names.keys()));
        key = key < LeastKey ? 0 : key * (tells ? 1.02 : 0.5);
        // "Schlüssel", "Clave" and "Chiave" are what encrypts as well; what stands first and is another in each row tells the rows apart.
        if (c == 0 && tells && bestOf(forms, names.keys()) > SurelyKey)
            key = AboveAll;
        // The name in a list of access rights is that of a person, of whom there are several rows.
        const double anyName = kind.kind == EntityKind::Grant ? 0 : 0.95 * bestOf(forms, names.names());
        const double name = std::max(bestOf(forms, own.names), anyName) * (column.look == Look::Date || column.look == Look::YesNo || column.look == Look::GoogleName ? 0.4 : 1);
        all.append({c, u"key"_s, key});
        all.append({c, u"name"_s, name});
        if (column.title.startsWith("alias:"_L1, Qt::CaseInsensitive))
            all.append({c, column.title.toLower(), 1});
        const ColumnNames::Matter matter = names.matterOf(column.title);
        for (const Attribute &attribute : kind.attributes) {
            double title = bestOf(forms, own.attributes.value(attribute.name));
            // "Sous-traitance RGPD" has a word in common with personal data, and asks for the agreement; so does "RGPD (art. 28)".
            if (matter.never.contains(attribute.name) && (title < WholeTitle || forms.constLast().compact.size() <= LawsName))
                continue;
            if (matter.attribute == attribute.name)
                title = matter.itself ? std::max(title, SurelyAbout) : title < WholeTitle ? 0 : title;
            if (asks(column, attribute, names))
                all.append({c, meaningOf(attribute), WholeTitle});
            else if (title > 0.3 && (title >= WholeTitle || !own.whole.contains(attribute.name)) && !isOtherUnit(column.title, attribute))
                all.append(candidateFor(c, column, attribute, title, names));
        }
    }
    all.removeIf([](const Candidate &candidate) { return candidate.score < LeastScore && !candidate.open; });
    std::stable_sort(all.begin(), all.end(), [](const Candidate &a, const Candidate &b) { return a.score > b.score; });
    return all;
}

/// What only values tell: names of resources, and the only thing of the kind that is written like this.
void assignByValues(const TableShape &shape, const KindInfo &kind, const ColumnNames &names, QList<ProposedColumn> &columns, QSet<QString> &taken)
{
    for (qsizetype c = 0; c < shape.columns.size(); ++c) {
        const TableColumn &column = shape.columns.at(c);
        if (!columns.at(c).meaning.isEmpty() || column.filled == 0)
            continue;
        const auto give = [&](const QString &meaning, double score) {
            if (!taken.contains(meaning)) {
                columns[c] = {column.title, meaning, score, true};
                taken.insert(meaning);
            }
        };
        if (const QString scheme = schemeOf(column.look); !scheme.isEmpty()) {
            give(u"alias:"_s + scheme, 0.7);
        } else if (namesCountries(column) && !isLegalForm(column)) {
            QStringList fitting;
            QStringList hosting; // where a thing is, before who reaches it from where
            // Also those that are taken: what is left over says nothing of another column of countries.
            for (const Attribute &attribute : kind.attributes) {
                if (attribute.type == ValueType::Country)
                    fitting.append(meaningOf(attribute));
                else if (attribute.facet != 0 && hosting.isEmpty())
                    hosting.append(meaningOf(attribute));
            }
            const bool severalCountries = std::any_of(column.values.begin(), column.values.end(), [](const QString &cell) { return partsOfCell(cell).size() > 1; });
            // Where a thing is and whose country it is can't be told apart by values.
            if (fitting.size() == 1 && hosting.isEmpty() && !severalCountries)
                give(fitting.constFirst(), LeastScore);
            else if (fitting.isEmpty() && !hosting.isEmpty())
                give(hosting.constFirst(), LeastScore);
        } else if (column.look == Look::Text && column.values.size() >= 2) {
            QStringList fitting;
            for (const Attribute &attribute : kind.attributes) {
                if (attribute.type != ValueType::Enum || taken.contains(meaningOf(attribute)))
                    continue;
                const bool all = std::all_of(column.values.begin(), column.values.end(), [&](const QString &value) { return fits(value, attribute, names); });
                if (all)
                    fitting.append(meaningOf(attribute));
            }
            if (fitting.size() == 1)
                give(fitting.constFirst(), LeastScore);
        }
    }
}

/// Each row has a name, and no two have the same.
bool nameServes(const TableShape &shape, const QList<ProposedColumn> &columns)
{
    for (qsizetype c = 0; c < columns.size(); ++c) {
        const TableColumn &column = shape.columns.at(c);
        if (columns.at(c).meaning == u"name"_s)
            return column.distinct && column.filled == shape.rowsSeen;
    }
    return false;
}

/// A column that tells the rows apart by its values alone: codes, not sentences.
void findKey(const TableShape &shape, QList<ProposedColumn> &columns, QSet<QString> &taken)
{
    if (taken.contains(u"key"_s))
        return;
    for (qsizetype c = 0; c < shape.columns.size(); ++c) {
        const TableColumn &column = shape.columns.at(c);
        static const QRegularExpression code(u"^[\\w./:-]{1,60}$"_s);
        const auto numbered = std::count_if(column.values.begin(), column.values.end(), [](const QString &value) { return std::any_of(value.begin(), value.end(), [](QChar letter) { return letter.isDigit(); }); });
        // Words without a number in them are places, companies or names, however different they are.
        const bool codes = column.look == Look::GoogleName || (numbered * 10 >= column.values.size() * 6
                           && std::all_of(column.values.begin(), column.values.end(), [](const QString &value) { return code.match(value).hasMatch(); }));
        const bool free = columns.at(c).meaning.isEmpty() || (columns.at(c).meaning.startsWith("alias:"_L1) && columns.at(c).byValues);
        // What a name tells apart needs no column of codes besides, which may be places; names of resources are better than any.
        const bool resource = !schemeOf(column.look).isEmpty();
        if (!resource && c > 0 && nameServes(shape, columns))
            continue;
        // Hours, counts and years differ as well; rows are numbered in front of all else.
        const bool kinded = column.look == Look::Text || (column.look == Look::WholeNumber && c == 0) || resource;
        if (free && kinded && codes && column.distinct && column.filled == shape.rowsSeen && column.filled > 1) {
            taken.insert(u"key"_s);
            columns[c] = {column.title, u"key"_s, LeastScore, true};
            return;
        }
    }
}

QList<ProposedColumn> assign(const TableShape &shape, const KindInfo &kind, const ColumnNames &names)
{
    QList<ProposedColumn> columns;
    for (const TableColumn &column : shape.columns)
        columns.append({column.title, {}, 0, false});
    QSet<QString> taken;
    const QList<Candidate> all = candidatesOf(shape, kind, names);
    for (const Candidate &candidate : all) {
        if (candidate.open || !columns.at(candidate.column).meaning.isEmpty() || taken.contains(candidate.meaning))
            continue;
        columns[candidate.column] = {columns.at(candidate.column).title, candidate.meaning, std::min(candidate.score, 1.0), false};
        taken.insert(candidate.meaning);
    }
    assignByValues(shape, kind, names, columns, taken);
    findKey(shape, columns, taken);
    for (const Candidate &candidate : all) {
        ProposedColumn &column = columns[candidate.column];
        // What its title says of the kind of register holds, whatever stands below it.
        if (candidate.open && column.meaning.isEmpty() && column.titleFits.isEmpty() && !taken.contains(candidate.meaning)) {
            column.titleFits = candidate.meaning;
            column.score = candidate.score;
        }
    }
    for (qsizetype c = 0; c < columns.size(); ++c) {
        ProposedColumn &column = columns[c];
        if (const Attribute *attribute = attributeOf(kind, column.titleFits.isEmpty() ? column.meaning : column.titleFits)) {
            Understood understood = understoodOf(shape.columns.at(c), *attribute, names);
            column.understood = understood.cells;
            column.told = understood.told;
            column.others = std::move(understood.others);
        }
    }
    return columns;
}

double sumOf(const QList<ProposedColumn> &columns)
{
    double sum = 0;
    for (const ProposedColumn &column : columns)
        sum += column.score;
    return sum;
}

/// How well the name of a file or sheet, or a heading, says the kind.
double named(const QList<Phrase> &hints, const KindNames &names)
{
    return bestOf(hints, names.words);
}

} // namespace

QString ProposedColumn::remark() const
{
    if (told == understood)
        return {};
    const QString counted = u"%1 of %2 cells understood; not: %3"_s.arg(understood).arg(told).arg(others.join(u", "_s));
    return titleFits.isEmpty() ? counted : u"title fits %1, %2"_s.arg(titleFits, counted);
}

QMap<QString, QString> remarksOf(const MappingProposal &proposal)
{
    QMap<QString, QString> remarks;
    for (const ProposedColumn &column : proposal.columns) {
        if (const QString remark = column.remark(); !remark.isEmpty())
            remarks.insert(column.title, remark);
    }
    return remarks;
}

QMap<QString, QString> proposeWords(const TableColumn &column, const Attribute &attribute, const ColumnNames &names)
{
    QMap<QString, QString> words;
    if (attribute.values.isEmpty())
        return words;
    // Whether there is such data is no list of all that there is; that one class is missing tells of no other.
    if (const QString asked = asks(column, attribute, names) ? names.classAskedFor(attribute, column.title) : QString(); !asked.isEmpty()) {
        for (const QString &cell : column.values) {
            if (const std::optional<bool> yes = saysYes(cell))
                words.insert(cell, *yes ? asked + Unfinished : asked == u"personal"_s ? u"non_personal"_s + Unfinished : QString());
            else if (const QString value = names.valueOf(attribute, cell); !value.isEmpty())
                words.insert(cell, value + Unfinished);
            else if (!fits(cell, attribute, names) && !domain::isVague(cell) && !domain::saysNone(cell) && cell != u"?"_s)
                words.insert(cell, LeftOpen);
        }
        return words;
    }
    for (const QString &cell : column.values) {
        for (const QString &item : attribute.isList() ? domain::listItems(attribute, cell) : QStringList{cell}) {
            const QString word = item.trimmed();
            const QString value = domain::listedValue(attribute.values, word).isEmpty() ? names.valueOf(attribute, word) : QString();
            if (!value.isEmpty())
                words.insert(word, value);
        }
    }
    return words;
}

CsvMapping withWords(CsvMapping mapping, const TableShape &shape, const domain::Catalogue &catalogue, const ColumnNames &names)
{
    const KindInfo &kind = catalogue.kind(mapping.kind);
    for (const TableColumn &column : shape.columns) {
        const Attribute *attribute = attributeOf(kind, mapping.meaningOf(column.title));
        if (!attribute || mapping.values.contains(column.title))
            continue;
        const QMap<QString, QString> words = proposeWords(column, *attribute, names);
        if (!words.isEmpty())
            mapping.values.insert(column.title, words);
    }
    return mapping;
}

MappingProposal proposalOf(const TableShape &shape, const CsvMapping &mapping)
{
    MappingProposal proposal;
    proposal.mapping = mapping;
    proposal.mapping.columns.clear();
    proposal.score = 1;
    bool key = false;
    for (const TableColumn &column : shape.columns) {
        const QString meaning = mapping.meaningOf(column.title);
        proposal.mapping.columns.append({column.title, meaning, mapping.separatorOf(column.title) == mapping.listSeparator ? QString() : mapping.separatorOf(column.title)});
        proposal.columns.append({column.title, meaning, meaning.isEmpty() ? 0.0 : 1.0, false});
        key = key || meaning == u"key"_s;
    }
    proposal.nameServes = !key && proposal.mapping.hasKey();
    return proposal;
}

MappingProposal proposeMapping(const TableShape &shape, const domain::Catalogue &catalogue, const ColumnNames &names, const QString &name,
                               std::optional<EntityKind> kind)
{
    QList<Phrase> hints;
    static const QRegularExpression digits(u"[\\d_]+"_s);
    for (const QString &hint : QStringList{name} + shape.above.mid(0, 5))
        hints.append(Phrase(QString(hint).replace(digits, u" "_s)));
    struct Judged
    {
        EntityKind kind;
        QList<ProposedColumn> columns;
        double score;
    };
    QList<Judged> kinds;
    for (const KindInfo &info : catalogue.kinds()) {
        // Findings of other tools have formats of their own; a register is of things.
        if (kind ? info.kind != *kind : !domain::isPartOfTheEstate(info.kind))
            continue;
        Judged judged{info.kind, assign(shape, info, names), 0};
        judged.score = sumOf(judged.columns) + NamedAlready * named(hints, names.of(info.kind));
        kinds.append(judged);
    }
    std::stable_sort(kinds.begin(), kinds.end(), [](const Judged &a, const Judged &b) { return a.score > b.score; });
    const Judged &best = kinds.constFirst();
    const KindInfo &info = catalogue.kind(best.kind);
    MappingProposal proposal;
    proposal.columns = best.columns;
    proposal.score = std::min(1.0, best.score / (static_cast<double>(std::max<qsizetype>(shape.columns.size(), 1)) + NamedAlready));
    for (const Judged &other : kinds.mid(1, 3)) {
        if (other.score > 0.7 * best.score)
            proposal.others.append(other.kind);
    }
    CsvMapping &mapping = proposal.mapping;
    mapping.kind = best.kind;
    mapping.dayOrder = shape.dayOrder;
    bool comma = false;
    bool point = false;
    bool days = false;
    bool key = false;
    for (qsizetype c = 0; c < best.columns.size(); ++c) {
        const TableColumn &column = shape.columns.at(c);
        const QString &meaning = best.columns.at(c).meaning;
        const Attribute *attribute = attributeOf(info, meaning);
        // Registers read ; | and line breaks; words with commas between are several where no cell shows another way.
        mapping.columns.append({column.title, meaning, attribute && needsSeparator(*attribute) && column.commaLists ? u","_s : QString()});
        key = key || meaning == u"key"_s;
        if (!attribute)
            continue;
        const bool number = attribute->type == ValueType::Int || attribute->type == ValueType::Number;
        comma = comma || (number && column.decimalComma);
        point = point || (number && column.decimalPoint);
        days = days || (attribute->type == ValueType::Date && (!column.ambiguousDay.isEmpty() || column.bothOrders));
        const QMap<QString, QString> words = proposeWords(column, *attribute, names);
        if (!words.isEmpty())
            mapping.values.insert(column.title, words);
    }
    if (comma != point)
        mapping.decimalComma = comma;
    proposal.nameServes = !key && mapping.hasKey();
    proposal.dayOrderAsked = days && shape.dayOrder == DayOrder::Unknown;
    return proposal;
}

} // namespace importers
