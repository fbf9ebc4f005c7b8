// SPDX-License-Identifier: GPL-3.0-or-later
// The families whose checks are a statement and a sentence each.
#include "rules/xrayfamily.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;

namespace rules {
namespace {

class AccessChecks final : public XrayFamily
{
public:
    AccessChecks()
        : XrayFamily(u"Access"_s,
                     {{u"access-used-after-end"_s, Severity::High, u"Used after their end"_s, u"access_used_after_end"_s,
                       u"The access right {1} ended on {a:day}, but was used on {b:day}."_s},
                      {u"access-to-retired"_s, Severity::Medium, u"Access rights to what is out of use"_s, u"access_to_gone"_s,
                       u"{1} is out of use[ since {a:day}] or has vanished, but {n|access right still leads|access rights still lead} to it: {2}."_s, false, 2},
                      {u"access-of-retired"_s, Severity::High, u"Access rights of identities out of use"_s, u"access_of_gone"_s,
                       u"{1} is out of use[ since {a:day}] or has vanished, but still holds {n|access right|access rights}: {2}."_s, false, 2},
                      {u"access-expired"_s, Severity::Low, u"Ended, but still there"_s, u"access_expired"_s,
                       u"The access right {1} ended on {a:day}, but its source still lists it."_s},
                      {u"access-standing-and-for-a-task"_s, Severity::Low, u"Permanent and for a task only"_s, u"access_standing_jit"_s,
                       u"The access right {1} is said to be permanently active and to be given for a task only."_s}})
    {
    }
};

class UseChecks final : public XrayFamily
{
public:
    UseChecks()
        : XrayFamily(u"In use or not"_s,
                     {{u"depends-on-retired"_s, Severity::High, u"Systems that depend on what is out of use"_s, u"depends_on_gone"_s,
                       u"{1} is in use and depends on {2}, which is out of use[ since {a:day}] or has vanished."_s},
                      {u"service-on-retired"_s, Severity::High, u"Business services without a system in use"_s, u"service_on_gone"_s,
                       u"{1} is in use, but {n=the only recorded system that supports it is|all recorded systems that support it are} out of use or vanished: {2}."_s, false, 2},
                      {u"ai-use-on-retired"_s, Severity::Medium, u"AI uses on what is out of use"_s, u"ai_on_gone"_s,
                       u"{1} is in service, but {2}, which it runs on or uses, is out of use[ since {a:day}] or has vanished."_s},
                      {u"part-of-retired"_s, Severity::Medium, u"Parts of an application that is out of use"_s, u"part_of_gone"_s,
                       u"{1} is out of use since {a:day}, but {n|part of it is|parts of it are} in use: {2}."_s, false, 2},
                      {u"retired-still-listed"_s, Severity::Medium, u"Said to be out of use, but still listed"_s, u"retired_still_listed"_s,
                       u"{1} is said to be out of use since {a:day}, but an export of {b:day} still lists it."_s}})
    {
    }
};

class DataChecks final : public XrayFamily
{
public:
    DataChecks()
        : XrayFamily(u"Data and AI"_s,
                     {{u"training-despite-clause"_s, Severity::Critical, u"Training although the contract forbids it"_s, u"training_despite_clause"_s,
                       u"{1} trains on customer data, but its contract {2} says that it does not."_s},
                      {u"minimal-but-annex3"_s, Severity::High, u"Classed below high risk with a point of Annex III"_s, u"minimal_but_annex3"_s,
                       u"{1} is classed as {a:word} risk, but names point {b} of Annex III, and no assessment that could explain it counts."_s},
                      {u"processing-not-personal"_s, Severity::High, u"In the record of processing, on data that is said not to be personal"_s,
                       u"processing_not_personal"_s, u"{1} stands in the record of processing with \u201c{attr1}\u201d, but all its data is said not to be personal: {2}."_s, false, 2},
                      {u"ai-use-not-personal"_s, Severity::High, u"Profiles people, on data that is said not to be personal"_s, u"ai_use_not_personal"_s,
                       u"{1}: \u201c{attr1}\u201d is yes, but all data of its system {3} is said not to be personal[: {2}]."_s, false, 2},
                      {u"dataset-not-personal"_s, Severity::Medium, u"Not personal, but of people"_s, u"dataset_not_personal"_s,
                       u"{1} is said to hold no personal data, but \u201c{attr2}\u201d is recorded of it."_s},
                      {u"system-without-personal"_s, Severity::Medium, u"Systems that hold more classes of data than they say"_s, u"system_without_personal"_s,
                       u"The data classes of {1} leave out personal data, but it holds {n|dataset with it|datasets with it}: {2}."_s, false, 2},
                      {u"model-trained-on-personal"_s, Severity::Medium, u"Not trained on customer data, but tuned with it and not kept private"_s,
                       u"model_trained_on_personal"_s, u"{1} is said not to train on customer data, but is tuned with {n|dataset|datasets} of people, and what is tuned is not private to us: {2}."_s, false, 2},
                      {u"not-tuned-but-trained"_s, Severity::Medium, u"Not tuned, but trained with own data"_s, u"not_tuned_but_trained"_s,
                       u"{1} comes from somebody else and is said not to be tuned, but {n|own dataset trains|own datasets train} it: {2}."_s, false, 2},
                      {u"available-but-used"_s, Severity::Medium, u"Only on offer, but in use"_s, u"available_but_used"_s,
                       u"{1} is said to be only on offer, but {n|thing in use uses|things in use use} it: {2}."_s, false, 2},
                      {u"weights-behind-interface"_s, Severity::Low, u"Through an interface only, but with its weights held"_s, u"weights_behind_interface"_s,
                       u"{1} is said to be reached through an interface only, but its weights are said to be held."_s},
                      {u"decommissioned-held"_s, Severity::Medium, u"Decommissioned, but held by a system in use"_s, u"decommissioned_held"_s,
                       u"{1} is said to be decommissioned, but {n|system in use holds|systems in use hold} it: {2}."_s, false, 2}})
    {
    }
};

class ContractChecks final : public XrayFamily
{
public:
    ContractChecks()
        : XrayFamily(u"Contracts and providers"_s,
                     {{u"contract-ended"_s, Severity::High, u"Ended contracts on which things rest"_s, u"contract_ended"_s,
                       u"The contract {1} has ended[ on {a:day}], but {n|thing in use rests|things in use rest} on it: {2}."_s, false, 2},
                      {u"critical-without-exit"_s, Severity::High, u"Critical systems without help on exit"_s, u"critical_without_exit"_s,
                       u"{n|critical system stands|critical systems stand} on the contract {1}, which has no exit clause: {2}."_s, false, 2},
                      {u"critical-on-uncritical"_s, Severity::High, u"Critical systems on contracts that are not"_s, u"critical_on_uncritical"_s,
                       u"The contract {1} is said to support nothing critical, but {n|critical system stands|critical systems stand} on it: {2}."_s, false, 2},
                      {u"critical-service-standard-systems"_s, Severity::Medium, u"Critical services on standard systems only"_s, u"critical_service_standard_system"_s,
                       u"{1} is a critical or important function, but {n=the only system that supports it is|all systems that support it are} rated standard: {2}."_s, false, 2},
                      {u"contract-provider"_s, Severity::Medium, u"Contract and system name different providers"_s, u"contract_provider"_s,
                       u"The contract {1} is with {a}, but {n|system under it is|systems under it are} run by {b}: {2}."_s, false, 2},
                      {u"service-provider"_s, Severity::Medium, u"Service and system name different providers"_s, u"service_provider"_s,
                       u"{1} is a service of {a}, but {n|system on it is|systems on it are} run by {b}: {2}."_s, false, 2},
                      {u"contract-party"_s, Severity::Low, u"Contracting entities of another group"_s, u"contract_party"_s,
                       u"The contract {1} is with {a}, but {2}, which signed it, belongs to {b}."_s}})
    {
    }
};

class KeyChecks final : public XrayFamily
{
public:
    KeyChecks()
        : XrayFamily(u"Keys"_s,
                     {{u"key-management"_s, Severity::High, u"Held by us, but managed by the provider"_s, u"key_management"_s,
                       u"The keys of {1} are said to be managed as \u201c{a:word}\u201d, but its key {2} says otherwise[: its custody is \u201c{b:word}\u201d]."_s},
                      {u"key-outside"_s, Severity::High, u"Outside the provider and inside it"_s, u"key_outside"_s,
                       u"The key {1}: \u201c{attr1}\u201d and \u201c{attr2}\u201d ({b:word}) say different things."_s},
                      {u"unencrypted-with-key"_s, Severity::Medium, u"Unencrypted, but with a key"_s, u"unencrypted_with_key"_s,
                       u"{1} is said to store unencrypted, but it has a key: {2}[, managed as \u201c{a:word}\u201d]."_s}})
    {
    }
};

class DateChecks final : public XrayFamily
{
public:
    DateChecks()
        : XrayFamily(u"Dates"_s,
                     {{u"ends-before-it-begins"_s, Severity::High, u"Ends before it begins"_s, u"ends_before_it_begins"_s,
                       u"{1}: \u201c{attr1}\u201d is {a:day}, before \u201c{attr2}\u201d, {b:day}."_s},
                      {u"ended-but-runs"_s, Severity::High, u"Said to have ended, with an end that is still to come"_s, u"ended_but_runs"_s,
                       u"{1}: \u201c{attr1}\u201d is yes, and \u201c{attr2}\u201d is {a:day}, a day that is still to come; rules take it as running until then."_s},
                      {u"runs-but-ended"_s, Severity::High, u"Said not to have ended, with an end that is past"_s, u"runs_but_ended"_s,
                       u"{1}: \u201c{attr1}\u201d is no, but \u201c{attr2}\u201d is {a:day}, a day that is past; rules take it as running."_s},
                      {u"date-ahead"_s, Severity::Medium, u"Done on a day that is still to come"_s, u"date_ahead"_s,
                       u"{1}: \u201c{attr1}\u201d is {a:day}, a day that is still to come: it is not done yet."_s},
                      {u"answer-ahead"_s, Severity::Medium, u"Answered on a day that is still to come"_s, u"answer_ahead"_s,
                       u"\u201c{attr1}\u201d of {1} was answered on {a:day}[ by {b}], a day that is still to come."_s}})
    {
    }
};

class RegisterChecks final : public XrayFamily
{
public:
    RegisterChecks()
        : XrayFamily(u"Registers and decisions"_s,
                     {{u"accepted-by-requester"_s, Severity::High, u"Approved by whoever asked"_s, u"accepted_by_requester"_s,
                       u"{a} both asked for and approved {n|acceptance|acceptances} of {1}: {b}."_s},
                      {u"register-grown"_s, Severity::Medium, u"Declared complete, and grown since"_s, u"register_grown"_s,
                       u"{a:kind} were declared complete on {b}[ by {d}], but an import has since brought {n} more."_s, true},
                      {u"no-legal-entity"_s, Severity::Low, u"Nobody's: no legal entity answers for it"_s, u"no_legal_entity"_s,
                       u"No legal entity in use answers for {1}[: {2}, which is named, is out of use since {b:day}]; no scope of a legal entity holds it."_s}})
    {
    }

protected:
    Result<QByteArray> argument(const XrayCheck &check, XrayContext &) override
    {
        if (check.id != u"register-grown"_s)
            return QByteArray();
        // The change log names a register by its kind.
        nlohmann::json names = nlohmann::json::array();
        for (int kind = 0; kind < EntityKindCount; ++kind)
            names.push_back(kindName(static_cast<EntityKind>(kind)).toStdString());
        return QByteArray::fromStdString(names.dump());
    }
};

} // namespace

std::unique_ptr<XrayFamily> makeAccessChecks() { return std::make_unique<AccessChecks>(); }
std::unique_ptr<XrayFamily> makeUseChecks() { return std::make_unique<UseChecks>(); }
std::unique_ptr<XrayFamily> makeDataChecks() { return std::make_unique<DataChecks>(); }
std::unique_ptr<XrayFamily> makeContractChecks() { return std::make_unique<ContractChecks>(); }
std::unique_ptr<XrayFamily> makeKeyChecks() { return std::make_unique<KeyChecks>(); }
std::unique_ptr<XrayFamily> makeDateChecks() { return std::make_unique<DateChecks>(); }
std::unique_ptr<XrayFamily> makeRegisterChecks() { return std::make_unique<RegisterChecks>(); }

} // namespace rules
