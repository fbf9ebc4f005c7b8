// SPDX-License-Identifier: GPL-3.0-or-later
#include "csf/proposals.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace csf {
namespace {

/// How many of a list are so, are not, and are not recorded.
struct Count
{
    int yes = 0, no = 0, unsaid = 0;
    int all() const { return yes + no + unsaid; }
    bool everyYes() const { return yes > 0 && no == 0 && unsaid == 0; }
};

template <class T> Count count(const QList<T> &list, const std::function<Said(const T &)> &of)
{
    Count c;
    for (const T &item : list) {
        const Said said = of(item);
        ++(said ? (*said ? c.yes : c.no) : c.unsaid);
    }
    return c;
}

/// "3 of 14 systems", "the one system".
QString some(int n, int of, const QString &one, const QString &many)
{
    return of == 1 ? u"the "_s + one : n == of ? u"all %1 %2"_s.arg(of).arg(many) : u"%1 of %2 %3"_s.arg(n).arg(of).arg(many);
}
QString contracts(int n, int of) { return some(n, of, u"contract about it"_s, u"contracts about it"_s); }
QString has(int n) { return n == 1 ? u"has"_s : u"have"_s; }

/// Common Criteria: EAL4 and EAL5 share an answer, and the source has none for levels 6 and 7 (0: none).
int answerOfAssurance(int level) { return level < 0 || level > 5 ? 0 : level >= 4 ? 5 : level + 1; }

class Proposer
{
public:
    Proposer(const Calculator &calculator, const Facts &facts) : m_calculator(calculator), m_facts(facts) {}

    QList<Proposal> all()
    {
        control();
        law();
        keys();
        data();
        ai();
        operation();
        supply();
        security();
        std::sort(m_out.begin(), m_out.end(), [](const Proposal &a, const Proposal &b) { return a.criterion < b.criterion; });
        return m_out;
    }

private:
    /// "3 of 14 systems that run on it"; of a system itself "the system itself".
    QString systems(int n, int of) const { return m_facts.isSystem ? u"the system itself"_s : some(n, of, u"one system that runs on it"_s, u"systems that run on it"_s); }

    void add(const char *criterion, int answer, const QString &fact, bool atMost = false)
    {
        const int index = m_calculator.indexOf(QString::fromLatin1(criterion));
        if (index >= 0 && m_calculator.criteria.at(index).answer(answer))
            m_out.append({index, answer, atMost, fact});
    }

    void control()
    {
        const Facts &f = m_facts;
        if (f.controlledInside == false)
            add("1.1", 1, u"%1 is controlled from %2"_s.arg(f.provider, f.parentCountry));
        else if (f.controlledInside == true && f.onlyInEea)
            add("1.1", 3, u"%1 is controlled from %2, which is in the EEA and not in the EU: the source asks of the EU in the answers and of the EU and EEA in the title"_s.arg(f.provider, f.parentCountry), true);
        else if (f.controlledInside == true && f.foreignHoldings)
            add("1.1", *f.foreignHoldings > 0 ? 3 : 4,
                *f.foreignHoldings > 0 ? u"%1 is controlled from %2, and %3 % are held from outside the EU"_s.arg(f.provider, f.parentCountry).arg(*f.foreignHoldings)
                                       : u"%1 is controlled from %2, and nothing of it is held from outside the EU"_s.arg(f.provider, f.parentCountry));
        if (f.foreignMajority == true)
            add("1.2", 3, u"a non-EU holder has a veto or the majority of the board of %1"_s.arg(f.provider), true);
        else if (f.holdingsTooHigh)
            add("1.2", 3, u"%1 % of %2 are held from outside the EU"_s.arg(*f.foreignHoldings).arg(f.provider), true);
        else if (f.goldenShare == false)
            add("1.2", 3, u"no golden share or foundation protects %1"_s.arg(f.provider), true);
        const Count tested = count<SystemFacts>(f.systems, [](const SystemFacts &s) { return s.disconnectTested; });
        if (tested.no > 0)
            add("1.8", 2, u"%1 %2 no test within a year of running cut off"_s.arg(systems(tested.no, tested.all()), has(tested.no)), true);
    }

    void law()
    {
        const Facts &f = m_facts;
        const Count inside = count<ContractFacts>(f.contracts, [](const ContractFacts &c) { return c.lawInEu; });
        if (inside.no > 0)
            add("2.1", inside.no == inside.all() ? 1 : 2, u"%1 %2 governing law or courts outside the EU"_s.arg(contracts(inside.no, inside.all()), has(inside.no)));
        else if (inside.everyYes() && f.controlledInside == true)
            add("2.1", 3, u"%1 %2 EU law and EU courts, and %3 is controlled from %4"_s.arg(contracts(inside.yes, inside.all()), has(inside.yes), f.provider, f.parentCountry));
        else if (inside.everyYes() && f.controlledInside == false)
            add("2.1", 2, u"%1 %2 EU law and EU courts, but %3 is controlled from %4"_s.arg(contracts(inside.yes, inside.all()), has(inside.yes), f.provider, f.parentCountry));
        if (f.reached == true) {
            add("2.2", 3, u"%1 may reach %2"_s.arg(f.laws.join(u", "_s), f.provider), true);
            if (f.operatorsMayAccess == true)
                add("2.3", 2, u"%1 may reach %2, whose operators may access data"_s.arg(f.laws.join(u", "_s), f.provider), true);
        }
    }

    void keys()
    {
        const QList<SystemFacts> &list = m_facts.systems;
        if (list.isEmpty())
            return;
        const int n = int(list.size());
        std::array<int, 6> of{};
        int clear = 0;
        int clearUnsaid = 0;
        for (const SystemFacts &s : list) {
            ++of.at(std::size_t(s.keys));
            clear += s.processedInClear == true;
            clearUnsaid += !s.processedInClear;
        }
        const auto held = [&of](KeyCustody c) { return of.at(std::size_t(c)); };
        const int outside = held(KeyCustody::Outside);
        if (const int bare = held(KeyCustody::None) + held(KeyCustody::Provider); bare > 0)
            return add("3.1", 1, u"%1 %2 no key, or one that the provider alone holds"_s.arg(systems(bare, n), has(bare)));
        const Count zone = count<SystemFacts>(list, [](const SystemFacts &s) { return s.keysInZone; });
        if (zone.no > 0)
            return add("3.1", 3, u"%1 %2 keys outside the zone"_s.arg(systems(zone.no, n), has(zone.no)), true);
        if (const int shared = held(KeyCustody::Shared); shared > 0)
            return add("3.1", 3, u"%1 %2 a customer's key in the provider's key service"_s.arg(systems(shared, n), has(shared)));
        if (held(KeyCustody::NotRecorded) > 0 || zone.unsaid > 0)
            return;
        if (const int imported = held(KeyCustody::Imported); imported > 0)
            return add("3.1", 4, u"%1 %2 a customer's key that is imported into the provider's key service"_s.arg(systems(imported, n), has(imported)));
        if (clear > 0)
            return add("3.1", 4, u"%1 %2 keys held outside the provider, which processes in clear for %3 of them"_s.arg(systems(outside, n), has(outside)).arg(clear));
        if (clearUnsaid == 0)
            add("3.1", 5, u"%1 %2 keys held outside the provider, which processes nothing in clear"_s.arg(systems(outside, n), has(outside)));
    }

    void data()
    {
        const QList<SystemFacts> &list = m_facts.systems;
        const Count logging = count<SystemFacts>(list, [](const SystemFacts &s) { return s.logging; });
        int silent = 0;
        for (const SystemFacts &s : list)
            silent += std::any_of(s.models.begin(), s.models.end(), [](const ModelFacts &m) { return m.promptsLogged == false; });
        if (logging.no > 0)
            add("3.2", logging.no == logging.all() ? 1 : 2, u"%1 %2 no log of access"_s.arg(systems(logging.no, logging.all()), has(logging.no)));
        else if (silent > 0)
            add("3.2", 2, u"%1 %2 a model whose prompts are not logged"_s.arg(systems(silent, int(list.size())), has(silent)), true);
        if (const int bare = m_facts.erasedWithoutProof; bare > 0)
            add("3.3", 2, u"%1 %2 no proof of deletion"_s.arg(some(bare, m_facts.erased, u"one dataset that is no longer in use there"_s, u"datasets that are no longer in use there"_s), has(bare)),
                true);
        const Count eea = count<SystemFacts>(list, [](const SystemFacts &s) { return s.placesInEea; });
        const auto datasets = [&list] {
            return std::any_of(list.begin(), list.end(), [](const SystemFacts &s) { return s.datasetsAbroad; }) ? u", its datasets' storage, backup and access included"_s : QString();
        };
        if (eea.no > 0)
            add("3.4", 2 * eea.no > eea.all() ? 2 : 3, u"%1 %2 a place outside the EEA%3"_s.arg(systems(eea.no, eea.all()), has(eea.no), datasets()), true);
        else if (m_facts.placesInEea == false)
            add("3.4", 3, u"the service itself names a place outside the EEA"_s, true);
        else if (eea.everyYes() && m_facts.placesInEea == true)
            add("3.4", 5, u"%1 %2 every place in the EEA, failover, support and datasets included"_s.arg(systems(eea.yes, eea.all()), has(eea.yes)));
    }

    void ai()
    {
        const QList<ModelFacts> models = each(&SystemFacts::models);
        if (models.isEmpty())
            return;
        const int n = int(models.size());
        const auto those = [n](int k) { return some(k, n, u"model in use"_s, u"models in use"_s); };
        int bound = 0;
        int opaque = 0;
        for (const ModelFacts &m : models) {
            const bool bad = m.developerInEu == false && m.weightsHeld == false;
            bound += bad;
            opaque += bad && m.apiOnly;
        }
        if (bound > 0)
            return add("3.5", opaque > 0 ? 1 : 2, u"%1 %2 a developer outside the EU and weights that are not held"_s.arg(those(bound), has(bound)));
        const Count developer = count<ModelFacts>(models, [](const ModelFacts &m) { return m.developerInEu; });
        const Count held = count<ModelFacts>(models, [](const ModelFacts &m) { return m.weightsHeld; });
        const Count chips = count<ChipFacts>(allChips(), [](const ChipFacts &c) { return c.vendorInEu; });
        if (developer.everyYes() && chips.no > 0)
            add("3.5", 4, u"%1 %2 a developer in the EU and %3 on accelerators from outside"_s.arg(those(developer.yes), has(developer.yes), developer.yes == 1 ? u"runs"_s : u"run"_s));
        else if (developer.no > 0 && held.everyYes())
            add("3.5", 3, u"%1 %2 a developer outside the EU, and all weights are held"_s.arg(those(developer.no), has(developer.no)));
    }

    void operation()
    {
        const QList<SystemFacts> &list = m_facts.systems;
        const Count plan = count<SystemFacts>(list, [](const SystemFacts &s) { return s.exitPlan; });
        const Count other = count<SystemFacts>(list, [](const SystemFacts &s) { return s.alternative; });
        const Count open = count<SystemFacts>(list, [](const SystemFacts &s) { return s.openStandards; });
        if (plan.no > 0)
            add("4.1", 2, u"%1 %2 no exit plan"_s.arg(systems(plan.no, plan.all()), has(plan.no)), true);
        else if (other.no > 0)
            add("4.1", 2, u"%1 %2 no other provider that could take over"_s.arg(systems(other.no, other.all()), has(other.no)), true);
        else if (open.no > 0)
            add("4.1", 2, u"%1 %2 proprietary interfaces or formats"_s.arg(systems(open.no, open.all()), has(open.no)), true);
        else if (plan.everyYes() && other.everyYes() && open.everyYes())
            add("4.1", 3, u"%1 %2 an exit plan, another provider and open formats"_s.arg(systems(plan.yes, plan.all()), has(plan.yes)));
        const Count support = count<SystemFacts>(list, [](const SystemFacts &s) { return s.supportInEu; });
        if (support.no > 0)
            add("4.4", 3, u"%1 %2 support or administration from outside the EU"_s.arg(systems(support.no, support.all()), has(support.no)), true);
        else if (m_facts.supportInEu == false)
            add("4.4", 3, u"the service itself names support or administration from outside the EU"_s, true);
        else if (support.everyYes() && m_facts.supportInEu == true)
            add("4.4", 4, u"%1 %2 all support and administration in the EU"_s.arg(systems(support.yes, support.all()), has(support.yes)));
        if (m_facts.escrow == false && m_facts.openSource == false)
            add("4.5", 2, u"%1 is no open source and leaves its source code with nobody"_s.arg(m_facts.provider), true);
        if (const QStringList &abroad = m_facts.subcontractorsAbroad; !abroad.isEmpty())
            add("4.6", 3, (abroad.size() == 1 ? u"the subcontractor %2 of %1, with access to data, is located or controlled outside the EU"_s
                                              : u"the subcontractors %2 of %1, with access to data, are located or controlled outside the EU"_s)
                              .arg(m_facts.provider, abroad.join(u", "_s)), true);
    }

    void supply()
    {
        const QList<ChipFacts> chips = allChips();
        const int n = int(chips.size());
        const auto those = [n](int k) { return some(k, n, u"accelerator pool"_s, u"accelerator pools"_s); };
        const int withheld = int(std::count_if(chips.begin(), chips.end(), [](const ChipFacts &c) { return c.originWithheld; }));
        if (withheld > 0) {
            for (const char *criterion : {"5.1", "5.2", "5.3"})
                add(criterion, 2, u"the vendor does not disclose where chip or firmware are made for %1"_s.arg(those(withheld)), true);
        }
        if (m_facts.disclosesSoftware == false) {
            for (const char *criterion : {"5.4", "5.5"})
                add(criterion, 2, u"%1 does not disclose the origin of its software"_s.arg(m_facts.provider), true);
        }
        const Count one = count<SystemFacts>(m_facts.systems, [](const SystemFacts &s) { return s.dependsOnOne; });
        if (one.yes > 0)
            add("5.6", 2, u"%1 %2 a critical dependency from outside the zone without a substitute"_s.arg(systems(one.yes, one.all()), has(one.yes)), true);
        const Count open = count<SystemFacts>(m_facts.systems, [](const SystemFacts &s) { return s.openStandards; });
        if (open.no > 0) {
            for (const char *criterion : {"6.1", "6.2"})
                add(criterion, 2, u"%1 %2 proprietary interfaces or formats"_s.arg(systems(open.no, open.all()), has(open.no)), true);
        }
        if (chips.isEmpty())
            return;
        const int bound = int(std::count_if(chips.begin(), chips.end(), [](const ChipFacts &c) { return c.exportControlled && c.vendorInZone == false && c.alternative == false; }));
        if (bound > 0)
            add("2.4", 2, u"%1 %2 an export control number, a vendor outside the zone and no second one"_s.arg(those(bound), has(bound)), true);
        int imported = 0;
        int abroad = 0;
        int unsaid = 0;
        for (const ChipFacts &c : chips) {
            imported += c.vendorInEu == false;
            abroad += c.vendorInEu == false && c.placedInEu == false;
            unsaid += !c.vendorInEu || (c.vendorInEu == false && !c.placedInEu);
        }
        if (abroad > 0)
            add("6.5", 1, u"%1 %2 a vendor outside the EU and a place outside the EU"_s.arg(those(abroad), has(abroad)));
        else if (imported > 0 && unsaid == 0)
            add("6.5", 2, u"%1 %2 a vendor outside the EU and a place in the EU"_s.arg(those(imported), has(imported)));
    }

    void security()
    {
        const Facts &f = m_facts;
        if (f.assurance)
            add("7.1", answerOfAssurance(*f.assurance), u"a valid certificate for it has the assurance level EAL%1"_s.arg(*f.assurance));
        else if (f.certified == false)
            add("7.1", 1, u"the last evaluation found no valid certificate with it and its region in scope"_s);
        if (f.securityInEu == false)
            add("7.3", 1, u"security operations of %1 are outside the EU"_s.arg(f.provider));
        if (f.patchesItself == false)
            add("7.6", 2, u"%1 cannot build and apply patches without a vendor outside the EU"_s.arg(f.provider), true);
        const Count audit = count<ContractFacts>(f.contracts, [](const ContractFacts &c) { return c.auditRights; });
        if (audit.no > 0)
            add("7.7", 2, u"%1 %2 no right of audit"_s.arg(contracts(audit.no, audit.all()), has(audit.no)), true);
        if (f.energyReport == false) {
            for (const char *criterion : {"8.1", "8.3"})
                add(criterion, 1, u"%1 publishes no figures of energy, water and carbon"_s.arg(f.provider));
        } else if (f.energyReport == true) {
            add("8.3", 3, u"%1 publishes figures of energy, water and carbon"_s.arg(f.provider));
        }
    }

    QList<ChipFacts> allChips() const { return each(&SystemFacts::chips); }
    /// What the systems have, each once.
    template <class T> QList<T> each(QList<T> SystemFacts::*of) const
    {
        QList<T> list;
        for (const SystemFacts &s : m_facts.systems) {
            for (const T &one : s.*of) {
                if (one.id == 0 || std::none_of(list.begin(), list.end(), [&one](const T &other) { return other.id == one.id; }))
                    list.append(one);
            }
        }
        return list;
    }

    const Calculator &m_calculator;
    const Facts &m_facts;
    QList<Proposal> m_out;
};

} // namespace

QString Proposal::sentence(const Calculator &calculator) const
{
    const Criterion &c = calculator.criteria.at(criterion);
    QString label = c.answer(answer)->label;
    if (label.size() > 1 && !label.at(1).isUpper()) // "EU law and no other" stays as it is
        label[0] = label.at(0).toLower();
    return u"%1: %2%3, since %4"_s.arg(c.id, atMost ? u"at most "_s : QString(), label, fact);
}

QString whyNoProposal(QStringView criterion)
{
    if (criterion == u"3.3")
        return u"the inventory records whether there is a proof of deletion, not how it was checked; only a proof that is declared absent bears an answer."_s;
    if (criterion == u"7.1")
        return u"the answers are Common Criteria levels (EAL), on which ISO/IEC 27001, C5 or SecNumCloud have no place; only a certificate with such a level, or none at all, bears an answer: "
               "a person maps the others."_s;
    return {};
}

QList<Proposal> propose(const Calculator &calculator, const Facts &facts) { return Proposer(calculator, facts).all(); }

} // namespace csf
