// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/pages/pagefilter.h"

#include <QHash>

#include <optional>

namespace store {

class Estate;

/// An AI model in use, as recorded. Texts are empty where nobody has said; `absent` names what is declared absent.
struct ModelLine
{
    qint64 id = 0, provider = 0;
    QString key, name, providerName, developerName, developerCountry, access, licence, baseModel, absent;
    qint64 base = 0;                     ///< of baseModel, where it is in the inventory
    bool fineTuned = false;
    std::optional<bool> weightsHeld;
    std::optional<domain::Day> evaluated, culture, localLaw;
    QStringList hosts;                   ///< countries where it is served or infers
    bool hostsComplete = false;          ///< there are surely no more
    QStringList required, tested;        ///< languages, of its uses too; of its own evaluation
    bool requiredComplete = false;       ///< it is said which languages it needs, also where these are none
    bool testedComplete = false;
};

/// An AI use with what it uses.
struct AiUseLine
{
    qint64 id = 0, legalEntity = 0;
    QString name, purpose, entityName, system;
    QList<qint64> models;
};

/// A dataset that trains or tunes a model, or that the model reads at inference.
struct ModelFeed
{
    qint64 dataset = 0, model = 0;
    QString name;
    bool trains = false;
};

/// Those in use under the filter, and with a legal entity or business service also those that its systems and AI uses use; by name. What is only offered in a catalogue is counted
/// in `offered`.
QList<ModelLine> modelLines(AttributeStore &, const PageFilter &, const Estate &, int &offered);
QList<AiUseLine> aiUseLines(AttributeStore &, const PageFilter &);
QList<ModelFeed> modelFeeds(AttributeStore &);
/// The country of each law of the reference data.
QHash<QString, QString> lawCountries(AttributeStore &);

} // namespace store
